"""What does it look like to a person, who said something first?"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from cli.answers import Answer
from cli.layout import body, hang, line
from cli.output import harmless
from cli.wording import count, day


def first(rows: Sequence[Answer], limit: int) -> None:
    """Clauses that hold the words, who was seen to have them first first; no more than `limit` were asked for."""
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
    if len(rows) == limit and rows[-1]["perhaps_first"]:
        body(f"there may be more that had the words as early: --limit {limit} told no more", 0, "magenta")


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
