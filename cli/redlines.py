"""What do changes look like to a person?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

import diffs
from cli import explaining, whereabouts, wording
from cli.answers import Answer
from cli.faces import provenance
from cli.layout import body, hang, line, marked
from cli.output import harmless
from cli.wording import STYLE, count, days
from model import Edit, EditKind

_STYLE = {EditKind.KEPT: "", EditKind.DELETED: "red strike", EditKind.INSERTED: "green underline"}
_AROUND = 8  # kept words shown on each side of an edit
_INDENT = 12


def diff(told: Answer) -> None:
    """Changes in reading order, each under the heading it stands under, with folds for what did not change."""
    told = harmless(told)
    for name in ("before", "after"):
        one = told[name]
        head = Text(f"{one['citation']}  version {one['version']}, seen {days(one)}")
        hang(Text(name, style="bold"), head, 7)
        if one["note"]:
            body(one["note"], 7, "dim")
    if told["bracket"]:
        body(f"changed {told['bracket']['phrase']}", 7)
    if told["between"]:
        body(f"{count(told['between'], 'other version')} stood between: `clausewatch log` lists them", 7, "magenta")
    for note in wording.notes(told):
        body(note, 7, "magenta")
    for part in told["sections"]:
        _section(part, told["changes"])
    line()
    if told["left_out"]:
        body(f"{count(told['left_out'], 'quiet change')} left out; --all shows them", 0, "dim")
    elif not told["changes"]:
        body("no difference in the words", 0)
    provenance(told["before"], "before")
    provenance(told["after"], "after")


def _section(part: Answer, found: Sequence[Answer]) -> None:
    line()
    if "rows" not in part:
        _fold(part, 0)
        return
    body(whereabouts.section(part), 0, "bold")
    for row in whereabouts.rows(part, found):
        if isinstance(row, str):
            body(row, _INDENT, "dim")
        elif "change" in row:
            _change(found[row["change"]])
        else:
            _fold(row, _INDENT)


def _fold(row: Answer, indent: int) -> None:
    body(f"… {whereabouts.folded(row)} …", indent, "dim")


def changes(rows: Sequence[Answer], *, everything: bool, totals: Answer | None = None) -> None:
    """Steps from version to version, oldest first; with `totals`, what was told to nobody stands beside it."""
    for row in harmless(list(rows)):
        line(Text(row["timeline"], style="bold").append(f"  version {row['before']} to {row['after']}", "not bold"))
        body(row["bracket"]["phrase"], 2)
        body(wording.kinds(row["kinds"]), 2, STYLE[row["severity"]])
        for note in wording.notes(row):
            body(note, 2, "magenta")
        if wording.why(row):
            body(wording.why(row), 2, STYLE[row["severity"]])
        elif wording.why_not(row) and not totals:
            body(wording.why_not(row), 2, "dim")
        for said in explaining.of_step(row) if totals else ():
            body(said, 2, "dim")
        sections([one for one in row["changes"] if everything or one["alert"]])
        line()
        for side in ("before", "after"):
            _side(row["sides"][side], side)
        line()
    if not rows:
        body("no such change" if everything else "no change that matters; --all shows the others", 0)
    for said in explaining.of_span(harmless(totals)) if totals else ():
        body(said, 0)


def _side(one: Answer, name: str) -> None:
    line(f"{name:7}{one['citation']}  sha256:{one['provenance']['digest'][:16]}…", "dim")
    for held in wording.held_by(one["provenance"]):
        line(f"       {held}", "dim")


def sections(found: Sequence[Answer]) -> None:
    """Changes, each section's under its heading."""
    above: list[str] | None = None
    for one in found:
        if one["headings"] != above:
            above = one["headings"]
            line()
            body(" › ".join(above) if above else "(above the first heading)", 0, "bold")
        _change(one)


def _change(one: Answer) -> None:
    cited = wording.digits((one["after"] or one["before"])[0])
    head = Text(wording.kind_words(one["kinds"]), style=STYLE[one["severity"]])
    if why := wording.why(one) or wording.why_not(one):
        head.append(f", {why}", style="not bold")
    hang(Text(cited, style="dim"), head, _INDENT)
    edits = [Edit(kind=EditKind(kind), text=words) for kind, words in one["edits"]]
    hang("", redline(folded(edits)), _INDENT)
    leads = (f"link {text}: {was} -> {now}" for text, was, now in wording.targets(one))
    for text in (*_places(one), *_parts(one), *leads):
        body(text, _INDENT, "dim")


def redline(edits: Sequence[Edit]) -> Text:
    """Edits in colours, or in marks where there are none."""
    if marked():
        return Text(diffs.as_text(edits))
    return Text.assemble(*((edit.text, _STYLE[edit.kind]) for edit in edits))


def folded(edits: Sequence[Edit]) -> list[Edit]:
    """The edits with long kept runs cut down to the words around the changes.

    >>> kept, gone = Edit(kind=EditKind.KEPT, text="word " * 100), Edit(kind=EditKind.DELETED, text="gone")
    >>> [edit.text for edit in folded([kept, gone])]
    ['… word word word word word word word word ', 'gone']
    """
    last = len(edits) - 1
    return [
        Edit(kind=edit.kind, text=_folded(edit.text, head=number > 0 or last == 0, tail=number < last))
        if edit.kind is EditKind.KEPT
        else edit
        for number, edit in enumerate(edits)
    ]


def _folded(text: str, *, head: bool, tail: bool) -> str:
    """The first words, the last ones, or both; white space at the ends stays."""
    words = text.split()
    if len(words) <= _AROUND * (head + tail) + 2:
        return text
    start = " ".join(words[:_AROUND]) + " " if head else ""
    end = " " + " ".join(words[-_AROUND:]) if tail else ""
    lead = text[: len(text) - len(text.lstrip())] if head else ""
    return f"{lead}{start}…{end}" + (text[len(text.rstrip()) :] if tail else "")


def _places(one: Answer) -> Iterator[str]:
    if places := whereabouts.moved(one):
        yield f"from: {places[0]}"


def _parts(one: Answer) -> Iterator[str]:
    """The clauses that one became, or that became one."""
    several, word = (one["after"], "into") if len(one["after"]) > 1 else (one["before"], "from")
    for part in several if len(several) > 1 else ():
        beginning = " ".join(f"{part['label']} {part['text']}".split()[:_AROUND])
        yield f"{word} #{part['citation'].partition('#')[2]}: {beginning} …"
