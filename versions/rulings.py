"""What do people's words change in what the code concluded?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model import (
    Change,
    Citation,
    Clause,
    Examined,
    Judgement,
    Nature,
    Ruling,
    RulingKind,
    Settled,
    Severity,
    Verdict,
    Version,
)
from versions.citations import cited


def overruled(examined: Examined, rulings: Sequence[Ruling]) -> Examined:
    """The capture with the verdict that a person gave it, if one did; the latest word counts."""
    for ruling in reversed(rulings):
        if ruling.kind is RulingKind.VERDICT and Citation.parse(ruling.object).moment == examined.capture.timestamp:
            settled = Settled(verdict=Verdict(ruling.saying), reason=f"ruled by {ruling.who}")
            return replace(examined, settled=settled)
    return examined


def ruled_same(
    before: Version, gone: Sequence[Clause], after: Version, come: Sequence[Clause], rulings: Sequence[Ruling]
) -> list[tuple[int, int]]:
    """Positions (before, after) of clauses that a person said are one, in two consecutive versions."""
    pairs = []
    for ruling in rulings:
        if ruling.kind is RulingKind.SAME:
            old, new = Citation.parse(ruling.object), Citation.parse(ruling.saying)
            if old.prefix and new.prefix and _stood(before, old) and _stood(after, new):
                pairs.append((cited(gone, old), cited(come, new)))
    return [(i, j) for i, j in pairs if i is not None and j is not None]


def rejudged(change: Change, after: Version, rulings: Sequence[Ruling]) -> Change:
    """The change with the judgement of a person, if one gave it.

    The ruling cites a clause of the version after the change, or, where the clause is gone, a clause
    that the change took out, at the instant of the version after it.
    """
    clauses = change.after or change.before
    for ruling in reversed(rulings):
        if ruling.kind is RulingKind.MATTERS:
            citation = Citation.parse(ruling.object)
            if _stood(after, citation) and any(c.digest.startswith(citation.prefix) for c in clauses):
                return replace(change, judgement=_judged(change.judgement, ruling))
    return change


def upheld(judgement: Judgement, by_code: Sequence[Change], changes: Sequence[Change]) -> Judgement:
    """The judgement of a whole revision: with a change that a person said matters, it matters.

    Memory of earlier texts does not stand above a person's word: a text may return and still be news.
    """
    pairs = zip(by_code, changes, strict=True)
    ruled = [new.judgement for old, new in pairs if new is not old and new.judgement.alert]
    if judgement.alert or not ruled:
        return judgement
    return max(ruled, key=lambda one: one.severity is Severity.MAJOR)


def _stood(version: Version, citation: Citation) -> bool:
    return version.first_seen <= citation.moment <= version.last_seen


def _judged(by_code: Judgement, ruling: Ruling) -> Judgement:
    because, matters = (f"ruled by {ruling.who}",), ruling.saying != "no"
    shown = {*by_code.natures, Nature.SUBSTANTIVE} if matters else {*by_code.natures} - {Nature.SUBSTANTIVE}
    natures = tuple(nature for nature in Nature if nature in shown)
    if not matters:
        return replace(by_code, alert=False, severity=Severity.NONE, natures=natures, because=because)
    severity = by_code.severity if by_code.alert else Severity.MINOR
    return replace(by_code, alert=True, severity=severity, natures=natures, because=because)
