"""What does the life of a clause look like to a person?"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from cli import whereabouts, wording
from cli.answers import Answer
from cli.layout import body, hang, line
from cli.output import harmless
from cli.redlines import folded, redline
from cli.wording import SEVERAL, STYLE, day, digits
from model import Edit, EditKind


def clause(told: Answer) -> None:
    """Every step in its order, with what it did to the clause."""
    told = harmless(told)
    if told["note"]:
        body(told["note"], 0, "bold magenta")
    for one in told["lives"]:
        _life(told["timeline"], one)


def _life(timeline: str, one: Answer) -> None:
    line(Text(timeline, style="bold").append(f"  #{digits(one)}", "not bold"))
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
    several = [kind for kind in step["kinds"] if kind in SEVERAL]
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
    if places := whereabouts.moved(step):
        yield from (f"from: {places[0]}", f"to: {places[1]}")
