"""In which words is it said where a change stands, and what stands around it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cli import wording
from cli.answers import Answer

_ABOVE = "(above the first heading)"


def section(one: Answer) -> str:
    """A section by the headings that lead there.

    >>> section({"headings": ["Privacy", "Sharing"], "label": "7.", "gone": True, "continued": False})
    'Privacy › 7. Sharing (gone from here)'
    >>> section({"headings": [], "label": "", "gone": False, "continued": False})
    '(above the first heading)'
    """
    above, own = one["headings"][:-1], one["headings"][-1:]
    path = " › ".join([*above, *(f"{one['label']} {text}".strip() for text in own)]) or _ABOVE
    notes = {"gone from here": one["gone"] and own, "continued": one["continued"]}
    return " ".join([path, *(f"({note})" for note, holds in notes.items() if holds)])


def folded(one: Answer) -> str:
    """How much was not told of a text at a place; lines without words that count are told where there is nothing else.

    >>> folded({"unchanged": 12, "quiet": 1, "wordless": 1, "sections": 3})
    '3 sections, 12 clauses unchanged, 1 quiet change'
    >>> folded({"unchanged": 0, "quiet": 0, "wordless": 1, "sections": 0})
    '1 line without words that count'
    """
    parts = {
        "section": one["sections"] if one["unchanged"] and one["sections"] > 1 else 0,
        "clause": one["unchanged"],
        "quiet change": one["quiet"],
    }
    after = {"clause": " unchanged"}
    told = [f"{wording.count(number, what)}{after.get(what, '')}" for what, number in parts.items() if number]
    return ", ".join(told) or f"{wording.count(one['wordless'], 'line')} without words that count"


def rows(part: Answer, found: Sequence[Answer]) -> Iterator[Answer | str]:
    """The rows of a section; for those that point elsewhere what they say, once for all that went the same way."""
    for way, run in groupby(part.get("rows", [part]), key=lambda row: _way(row, found)):
        several = list(run)
        if way is None:
            yield from several
        else:
            numbers = [number for row in several for number in row.values()]
            yield elsewhere([found[number] for number in numbers], gone="from_here" in several[0])


def _way(row: Answer, found: Sequence[Answer]) -> object:
    """What pointers that can be told as one have in common; None of what is no pointer."""
    change = found[row["from_here"]] if "from_here" in row else None
    if change and "moved" in change["kinds"]:
        return under(change["after"][0])
    return row if change or "to_here" in row else None


def elsewhere(changes: Sequence[Answer], *, gone: bool) -> str:
    """What became of clauses that stood here, or of what a clause here is a part."""
    one, more = changes[0], f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    cited = f"#{wording.digits(one['after' if gone else 'before'][0])}{more}"
    if not gone:
        return f"here stands a further part of {cited}, which was split"
    if "moved" not in one["kinds"]:
        return f"a clause stood here that became part of {cited}"
    who = f"{len(changes)} clauses" if more else "a clause"
    return f"{who} stood here that moved to {under(one['after'][0])} ({cited})"


def moved(one: Answer) -> tuple[str, str] | None:
    """The headings that a clause stood under and those that it moved to; None where it stayed under the same."""
    if "moved" not in one["kinds"] or not (one["before"] and one["after"]):
        return None
    old, new = (" › ".join(one[side][0]["headings"]) for side in ("before", "after"))
    return (old or _ABOVE, new or _ABOVE) if old != new else None


def under(clause: Answer) -> str:
    """Where a clause stands: the headings above it; a title has none, and is above no text either.

    >>> under({"headings": ["Privacy", "Sharing"], "block": "item"}), under({"headings": [], "block": "item"})
    ('Privacy › Sharing', 'the text above the first heading')
    """
    without = "another place" if clause["block"] == "heading" else "the text above the first heading"
    return " › ".join(clause["headings"]) or without
