"""What do lives of clauses look like to a person?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from cli import wording
from cli.answers import Answer
from cli.layout import body, hang, line, width
from cli.output import harmless
from cli.redlines import folded, redline
from cli.wording import STYLE, count, day, days
from model import ChangeKind, Edit, EditKind

_BESIDE = 40  # columns for a text, from which on its dates stand beside it, else above
_DEEPER = 2  # columns by which each heading above it moves a clause to the right
_DEEPEST = 4
_SEVERAL = (ChangeKind.SPLIT.value, ChangeKind.MERGED.value)
_LEGEND = "A..B: after A, no later than B; ..B: no later than B; -: since it came only quiet changes, or none"

# ---------------------------------------------------------------- blame


def blame(told: Answer) -> None:
    """Each clause beside the digits that cite it and its two intervals, a line each where there is room."""
    told = harmless(told)
    if told["note"]:
        asked = f"{told['asked']}: " if told["asked"] else ""
        body(f"{asked}{told['note']}", 0, "dim" if told["certain"] else "bold magenta")
    for one in told["versions"]:
        _text(one)
    body(_LEGEND, 0, "dim")
    body("`clausewatch clause CITATION` tells the life of one", 0, "dim")


def _text(one: Answer) -> None:
    line(Text(one["timeline"], style="bold").append(f"  {one['title']}", "not bold"))
    line(f"version {one['version']}, seen {days(one)}; cite a clause as {one['citation']}#digits")
    rows = [("clause", "came", "last changed"), *map(_cells, one["clauses"])]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True))
        if number:
            _blamed(cells, one["clauses"][number - 1], above=bool(one["left_out"]))
        else:
            line(cells.rstrip(), "dim")
    if one["left_out"]:
        body(f"{count(one['left_out'], 'clause')} left out that did not change since", 0, "dim")


def _cells(part: Answer) -> tuple[str, str, str]:
    came, changed = interval(part["came"]), interval(part["last_changed"])
    several = next((kind for kind in part["kinds"] if kind in _SEVERAL), "")
    if part["came"] == part["last_changed"]:
        return _digits(part), f"{came} {several}".rstrip(), "-"
    return _digits(part), came, f"{changed} {_how(part) or several}".rstrip()


def _how(part: Answer) -> str:
    """Where a change is less than it seems: the words had stood before, or were seen so once only."""
    if part["returned"] or part["worded"]["by"] < part["last_changed"]["by"]:
        return "returned"
    return "seen once" if part["seen_differently"] else ""


def _digits(part: Answer) -> str:
    return str(part["citation"].partition("#")[2])


def interval(when: Answer) -> str:
    """A bracket in few columns, as git writes ranges: without its beginning, with its end.

    >>> interval({"after": "2018-05-20T10:00:00Z", "by": "2018-05-27T10:00:00Z"})
    '2018-05-20..2018-05-27'
    >>> interval({"after": None, "by": "2018-05-27T10:00:00Z"})
    '..2018-05-27'
    >>> interval({"after": "2018-05-27T10:00:00Z", "by": "2018-05-27T10:00:05Z"})
    '2018-05-27T10:00:00..2018-05-27T10:00:05'
    """
    long = 19 if day(when["after"]) == day(when["by"]) else 10
    return f"{(when['after'] or '')[:long]}..{when['by'][:long]}"


def _blamed(cells: str, part: Answer, *, above: bool) -> None:
    """`above`: its headings stand before it, since they are not in the list."""
    indent = 0 if above else _DEEPER * min(_DEEPEST, len(part["headings"]))
    path = " › ".join([*part["headings"], ""]) if above else ""
    own = " ".join([part["label"], *part["text"].split()]).strip()
    text = Text.assemble((path, "dim"), (own, "bold" if part["block"] == "heading" else ""))
    gutter = Text(cells)
    gutter.stylize("dim", 0, len(_digits(part)))
    if width() - len(cells) - 2 >= _BESIDE:
        hang(gutter, text, len(cells) + 2 + indent)
    else:
        gutter.rstrip()
        line(gutter)
        hang("", text, 4 + indent)


# ---------------------------------------------------------------- clause


def clause(told: Answer) -> None:
    """Every step in its order, with what it did to the clause."""
    told = harmless(told)
    if told["note"]:
        body(told["note"], 0, "bold magenta")
    for one in told["lives"]:
        _life(told["timeline"], one)


def _life(timeline: str, one: Answer) -> None:
    line(Text(timeline, style="bold").append(f"  #{_digits(one)}", "not bold"))
    if one["stands"]:
        where = " › ".join(one["stands"]["headings"])
        body(f"stands in the latest text, last seen {day(one['last_seen'])}{f', under {where}' if where else ''}", 0)
        line(one["stands"]["citation"], "dim")
    else:
        body(f"went {one['went']['phrase']}", 0, "bold")
    for step in one["steps"]:
        line()
        _step(step)


def _step(step: Answer) -> None:
    again = ", in the same words" if step["what"] == "returned" and _kept(step) else ""
    hang("", Text(_what(step), style="bold").append(f" {step['bracket']['phrase']}{again}", "not bold"), 0)
    if wording.why(step):
        body(wording.why(step), 4, STYLE[step["severity"]])
    for note in wording.notes(step):
        body(note, 4, "magenta")
    hang("", _words(step), 4)
    for text in _kin(step):
        body(text, 4)
    line(f"    {step['citation']}", "dim")


def _what(step: Answer) -> str:
    """What happened, in the words of the kinds; to one that came, went or returned, that."""
    if step["what"] == "changed":
        return wording.kind_words(step["kinds"]) or "changed"
    several = [kind for kind in step["kinds"] if kind in _SEVERAL]
    return f"{step['what']} ({wording.kind_words(several)})" if several else str(step["what"])


def _kept(step: Answer) -> bool:
    return all(kind == EditKind.KEPT.value for kind, _ in step["edits"])


def _words(step: Answer) -> Text:
    """The redline against the wording before; of one that came or went, its own words."""
    if step["what"] in ("changed", "returned"):
        return redline(folded([Edit(kind=EditKind(kind), text=words) for kind, words in step["edits"]]))
    (part,) = (part for part in (*step["after"], *step["before"]) if part["citation"] == step["citation"])
    return Text(f"{part['label']} {part['text']}".strip())


def _kin(step: Answer) -> Iterator[str]:
    """The clauses that it came from or became, and where it stood before it was moved."""
    yield from (f"from {citation}" for citation in step["parents"])
    yield from (f"into {citation}" for citation in step["children"])
    if ChangeKind.MOVED.value in step["kinds"] and step["before"] and step["after"]:
        old, new = (
            " › ".join(step[side][0]["headings"]) or "(above the first heading)" for side in ("before", "after")
        )
        if old != new:
            yield f"from: {old}"
            yield f"to: {new}"


# ---------------------------------------------------------------- who said it first


def first(rows: Sequence[Answer]) -> None:
    """Clauses that hold the words, who was seen to have them first first."""
    rows = harmless(list(rows))
    for one in rows:
        head = Text(one["timeline"], style="bold").append(f"  {one['came']['phrase']}", "not bold")
        hang("", head, 0)
        if one["headings"]:
            body(" › ".join(one["headings"]), 2, "dim")
        body(one["excerpt"], 2)
        body(_until(one), 2)
        line(f"  {one['citation']}", "dim")
    body(_who(rows), 0)


def _until(one: Answer) -> str:
    last = f"went {one['went']['phrase']}" if one["went"] else f"last seen {day(one['last_seen'])}, in the latest text"
    return f"{last}; the words were gone for a while" if one["gone_between"] else last


def _who(rows: Sequence[Answer]) -> str:
    """Who was seen with the words first, and who may have had them earlier, unseen."""
    if not rows:
        return "no clause holds these words"
    names = list(dict.fromkeys(one["timeline"] for one in rows if one["perhaps_first"]))
    seen = f"{count(len(rows), 'clause')}; seen first in {names[0]}, {rows[0]['came']['phrase']}"
    others = f"; perhaps earlier, unseen, in {', '.join(names[1:])}" if names[1:] else ""
    return seen + others
