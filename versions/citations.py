"""Which clause does a citation name?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from model import Citation, Clause, TimelineId, Version

SHORT = 8
"""Digits of a clause's digest that a citation shows; the n-th of equal ones is counted apart."""


def cite(
    timeline: TimelineId, version: Version, clauses: Sequence[Clause] = (), position: int | None = None
) -> Citation:
    """The citation of a version, or of one of its clauses, by the capture that first shows it.

    Where that was captured at another time (an index row shows the same body here), by when it was first seen.
    """
    moment = version.capture.timestamp
    moment = moment if version.first_seen <= moment <= version.last_seen else version.first_seen
    if position is None:
        return Citation(timeline=timeline, moment=moment)
    prefix = clauses[position].digest[:SHORT]
    nth = 1 + sum(clause.digest.startswith(prefix) for clause in clauses[:position])
    return Citation(timeline=timeline, moment=moment, prefix=prefix, nth=nth)


def cite_all(timeline: TimelineId, version: Version, clauses: Sequence[Clause]) -> list[Citation]:
    """The citation of every clause of a version, in one pass: `cite` digests all clauses before its own."""
    whole = cite(timeline, version)
    seen: Counter[str] = Counter()
    found = []
    for clause in clauses:
        prefix = clause.digest[:SHORT]
        seen[prefix] += 1
        found.append(replace(whole, prefix=prefix, nth=seen[prefix]))
    return found


def cited(clauses: Sequence[Clause], citation: Citation) -> int | None:
    """Position of the cited clause in a text, or None when no clause there has these words."""
    positions = [i for i, clause in enumerate(clauses) if clause.digest.startswith(citation.prefix)]
    return positions[citation.nth - 1] if citation.nth <= len(positions) else None


def version_at(versions: Sequence[Version], citation: Citation) -> Version | None:
    """The version that stood at the citation's instant, or the last one before it.

    A citation is printed with the timestamp of a capture, so late captures rarely take its version
    away: only where they show that it is part of another text, or another page. A re-reading can, too.
    """
    return max((one for one in versions if one.first_seen <= citation.moment), key=lambda v: v.number, default=None)
