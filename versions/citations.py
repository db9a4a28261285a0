"""Which clause does a citation name?"""

from __future__ import annotations

from collections.abc import Sequence

from model import Citation, Clause, TimelineId, Version

SHORT = 8
"""Digits of a clause's digest that a citation shows; the n-th of equal ones is counted apart."""


def cite(timeline: TimelineId, version: Version, clauses: Sequence[Clause], position: int) -> Citation:
    """The citation of one clause of a version, by the capture that first shows it."""
    prefix = clauses[position].digest[:SHORT]
    nth = 1 + sum(clause.digest.startswith(prefix) for clause in clauses[:position])
    return Citation(timeline=timeline, moment=version.capture.timestamp, prefix=prefix, nth=nth)


def cited(clauses: Sequence[Clause], citation: Citation) -> int | None:
    """Position of the cited clause in a text, or None when no clause there has these words."""
    positions = [i for i, clause in enumerate(clauses) if clause.digest.startswith(citation.prefix)]
    return positions[citation.nth - 1] if citation.nth <= len(positions) else None


def version_at(versions: Sequence[Version], citation: Citation) -> Version | None:
    """The version that stood at the citation's instant, or the last one before it.

    A citation is printed with the timestamp of a capture, so late captures cannot take its version
    away; only a re-reading can.
    """
    return max((one for one in versions if one.first_seen <= citation.moment), key=lambda v: v.number, default=None)
