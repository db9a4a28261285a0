"""What exactly is answered? Plain values with their provenance, the same for terminals and programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import versions
from model import Bracket, Change, Citation, Clause, Holding, Reading, Revision, Spell, TimelineId, Version
from store import Store
from store.questions import Hit, Looked, Provenance, Rereading

Answer = dict[str, Any]


def iso(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def bracket(when: Bracket) -> Answer:
    return {
        "after": iso(when.after),
        "by": iso(when.by),
        "phrase": versions.phrase(when),
        "not_looked_at": when.unlooked,
        "without_the_text": when.unusable,
    }


def version(timeline: TimelineId, one: Version) -> Answer:
    return {
        "timeline": str(timeline),
        "version": one.number,
        "citation": str(Citation(timeline=timeline, moment=one.capture.timestamp)),
        "first_seen": iso(one.first_seen),
        "last_seen": iso(one.last_seen),
        "sightings": one.sightings,
        "original": one.capture.original,
        "rendition": one.rendition.value,
    }


def provenance(source: Provenance) -> Answer:
    capture = source.capture
    return {
        "original": capture.original,
        "timestamp": iso(capture.timestamp),
        "statuscode": capture.statuscode,
        "digest": capture.digest,
        "rendition": capture.rendition.value,
        "held_by": [_holding(one) for one in source.holdings],
    }


def _holding(one: Holding) -> Answer:
    return {
        "holder": one.holder,
        "memento": one.memento,
        "archive_digest": one.archive_digest,
        "taken_at": iso(one.taken_at),
    }


def clause(one: Clause, citation: Citation) -> Answer:
    return {
        "citation": str(citation),
        "block": one.block.value,
        "level": one.level,
        "label": one.label,
        "text": one.text,
        "headings": list(one.headings),
        "links": [{"text": link.text, "target": link.target} for link in one.links],
    }


def clauses(timeline: TimelineId, one: Version, text: Reading) -> list[Answer]:
    cites = (versions.cite(timeline, one, text.clauses, position) for position in range(len(text.clauses)))
    return [clause(part, cite) for part, cite in zip(text.clauses, cites, strict=True)]


def full(store: Store, timeline: TimelineId, every: Sequence[Version], one: Version) -> Answer:
    """A version with its text, where it comes from, and when it came and went."""
    text = store.questions.text(timeline, one.number)
    following = one.number + 1 if one.number < len(every) else None
    return version(timeline, one) | {
        "title": text.title,
        "language": text.language,
        "declared_dates": list(text.declared),
        "came": bracket(store.questions.step(timeline, one.number)) if one.number > 1 else None,
        "went": bracket(store.questions.step(timeline, following)) if following else None,
        "provenance": provenance(store.questions.provenance(timeline, one.number)),
        "clauses": clauses(timeline, one, text),
    }


def change(
    timeline: TimelineId, before: tuple[Version, Reading], after: tuple[Version, Reading], one: Change
) -> Answer:
    """A change with the citations of both its sides."""
    old = [versions.cite(timeline, before[0], before[1].clauses, i) for i in one.alignment.before]
    new = [versions.cite(timeline, after[0], after[1].clauses, j) for j in one.alignment.after]
    return {
        "kinds": [kind.value for kind in one.kinds],
        "headings": list((one.after or one.before)[0].headings),
        "before": [clause(part, cite) for part, cite in zip(one.before, old, strict=True)],
        "after": [clause(part, cite) for part, cite in zip(one.after, new, strict=True)],
        "edits": [[edit.kind.value, edit.text] for edit in one.edits],
        "quiet": one.quiet,
        "alert": one.judgement.alert,
        "severity": one.judgement.severity.value,
        "categories": list(one.judgement.categories),
        "because": list(one.judgement.because),
    }


def revision(store: Store, timeline: TimelineId, one: Revision, *, changes: bool = True) -> Answer:
    """A step from one version to the next, with everything that tells what kind of step it was."""
    flags = ("silent", "relocated", "rendition_changed", "seen_differently")
    told: Answer = {
        "timeline": str(timeline),
        "before": one.before,
        "after": one.after,
        "bracket": bracket(one.bracket),
        "returns_to": one.returns_to,
        **{name: getattr(one, name) for name in flags},
        "alert": one.judgement.alert,
        "severity": one.judgement.severity.value,
        "categories": list(one.judgement.categories),
        "because": list(one.judgement.because),
        "kinds": kinds(one.changes),
    }
    if changes:
        every = store.questions.versions(timeline)
        sides = [(every[number - 1], store.questions.text(timeline, number)) for number in (one.before, one.after)]
        told["changes"] = [change(timeline, sides[0], sides[1], part) for part in one.changes]
    return told


def kinds(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes are of which kinds."""
    counts: dict[str, int] = {}
    for one in changes:
        name = "+".join(one.kinds)
        counts[name] = counts.get(name, 0) + 1
    return counts


def looked(one: Looked) -> Answer:
    return {
        "original": one.capture.original,
        "timestamp": iso(one.capture.timestamp),
        "statuscode": one.capture.statuscode,
        "digest": one.capture.digest,
        "verdict": one.settled.verdict.value,
        "reason": one.settled.reason,
    }


def spell(one: Spell) -> Answer:
    return {"kind": one.kind.value, "bracket": bracket(one.bracket), "reason": one.reason}


def rereading(one: Rereading) -> Answer:
    return {
        "made_by": one.made_by,
        "replaces": one.replaces,
        "versions": one.versions,
        "versions_before": one.versions_before,
        "taken_at": iso(one.taken_at),
    }


def hit(one: Hit) -> Answer:
    citation = Citation(
        timeline=one.timeline, moment=one.first.capture.timestamp, prefix=one.digest[: versions.SHORT], nth=one.nth
    )
    return {
        "timeline": str(one.timeline),
        "citation": str(citation),
        "first_seen": iso(one.first.first_seen),
        "last_seen": iso(one.last.last_seen),
        "excerpt": one.excerpt,
        "text": one.clause.text,
        "headings": list(one.clause.headings),
    }
