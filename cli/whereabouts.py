"""In which words is it said where a change stands, and what stands around it?"""

from __future__ import annotations

from cli import wording
from cli.answers import Answer


def section(one: Answer) -> str:
    """A section by the headings that lead there.

    >>> section({"headings": ["Privacy", "Sharing"], "label": "7.", "gone": True, "continued": False})
    'Privacy › 7. Sharing (gone from here)'
    >>> section({"headings": [], "label": "", "gone": False, "continued": False})
    '(above the first heading)'
    """
    above, own = one["headings"][:-1], one["headings"][-1:]
    path = " › ".join([*above, *(f"{one['label']} {text}".strip() for text in own)]) or "(above the first heading)"
    notes = {"gone from here": one["gone"] and own, "continued": one["continued"]}
    return " ".join([path, *(f"({note})" for note, holds in notes.items() if holds)])


def folded(one: Answer) -> str:
    """How much was not told of a text at a place.

    >>> folded({"unchanged": 12, "quiet": 1, "sections": 3}), folded({"unchanged": 0, "quiet": 2, "sections": 0})
    ('3 sections, 12 clauses unchanged, 1 quiet change', '2 quiet changes')
    """
    quiet = wording.count(one["quiet"], "quiet change") if one["quiet"] else ""
    if not one["unchanged"]:
        return quiet
    several = f"{wording.count(one['sections'], 'section')}, " if one["sections"] > 1 else ""
    return f"{several}{wording.count(one['unchanged'], 'clause')} unchanged{f', {quiet}' if quiet else ''}"


def elsewhere(change: Answer, *, gone: bool) -> str:
    """What became of a clause that stood here, or of what a clause here is a part."""
    cited = f"#{wording.digits(change['after' if gone else 'before'][0])}"
    if not gone:
        return f"here stands a further part of {cited}, which was split"
    if "moved" not in change["kinds"]:
        return f"a clause stood here that became part of {cited}"
    way = " › ".join(change["after"][0]["headings"])
    return f"a clause stood here that moved {f'to {way}' if way else 'above all headings'} ({cited})"
