"""Which clauses of a text are the frame of the page it stood on: menus, related links, share buttons?"""

from __future__ import annotations

from collections.abc import Sequence

from model import Clause


def framed(clauses: Sequence[Clause]) -> tuple[bool, ...]:
    """For each clause, whether it is frame."""
    return tuple(is_mere_link(clause) for clause in clauses)


def is_mere_link(clause: Clause) -> bool:
    """Whether a clause is nothing but one link: a menu's line, a related page."""
    return len(clause.links) == 1 and clause.links[0].text.strip() == clause.text.strip() != ""
