"""What exactly is answered? Plain values with their provenance, the same for terminals and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import diffs
import versions
from model import (
    Bracket,
    Change,
    Citation,
    Clause,
    Holding,
    Judgement,
    Reading,
    Revision,
    Spell,
    TimelineId,
    Version,
)
from store import Store
from store.questions import Hit, Looked, Provenance, Rereading, Source

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
        "citation": str(versions.cite(timeline, one)),
        "first_seen": iso(one.first_seen),
        "last_seen": iso(one.last_seen),
        "sightings": one.sightings,
        "variant": one.variant,
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
        "saved": [{"archive": one.archive, "memento": one.memento} for one in source.saved],
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
        "context": list(one.context),
        "links": [{"text": link.text, "target": link.target} for link in one.links],
    }


def clauses(timeline: TimelineId, one: Version, text: Reading) -> list[Answer]:
    cites = versions.cite_all(timeline, one, text.clauses)
    return [clause(part, cite) for part, cite in zip(text.clauses, cites, strict=True)]


def sourced(timeline: TimelineId, one: Version, source: Source) -> Answer:
    """A version with its title and where its text comes from."""
    return version(timeline, one) | {"title": source.title, "provenance": provenance(source.provenance)}


def full(store: Store, timeline: TimelineId, one: Version) -> Answer:
    """A version with its text, where it comes from, and when it came and went."""
    text = store.questions.text(timeline, one.number)
    last = store.questions.last_version(timeline)
    following = one.number + 1 if last and one.number < last.number else None
    source = store.questions.sources(timeline, [one.number])[one.number]
    return sourced(timeline, one, source) | {
        "language": text.language,
        "declared_dates": {name: list(getattr(text.declared, name)) for name in ("updated", "effective")},
        "kind": text.kind,
        "organisation": text.organisation,
        "contacts": list(text.contacts),
        "came": bracket(store.questions.step(timeline, one.number)) if one.number > 1 else None,
        "went": bracket(store.questions.step(timeline, following)) if following else None,
        "clauses": clauses(timeline, one, text),
    }


def claim(one: versions.Claim) -> Answer:
    """The date of its own by which a version was found, and what else it announces."""
    return {
        "version": one.version.number,
        "means": "effective" if one.effective else "updated",
        "date": one.date,
        "announced": list(one.announced),
    }


Side = tuple[TimelineId, Version, Reading]
"""A text to compare: whose, which version, what it says."""


def changes(before: Side, after: Side, found: Iterable[Change]) -> list[Answer]:
    """Changes with the citations of both their sides."""
    gone, come = (versions.cite_all(timeline, one, text.clauses) for timeline, one, text in (before, after))
    return _cited_changes(gone, come, found)


def _cited_changes(gone: Sequence[Citation], come: Sequence[Citation], found: Iterable[Change]) -> list[Answer]:
    """Changes, where the citations of the clauses before and after are at hand."""
    return [_change(gone, come, one) for one in found]


def _change(gone: Sequence[Citation], come: Sequence[Citation], one: Change) -> Answer:
    return {
        "kinds": [kind.value for kind in one.kinds],
        "headings": list((one.after or one.before)[0].headings),
        "before": _cited(one.before, one.alignment.before, gone),
        "after": _cited(one.after, one.alignment.after, come),
        "edits": [[edit.kind.value, edit.text] for edit in one.edits],
        "quiet": one.quiet,
    } | judgement(one.judgement)


def _cited(parts: Sequence[Clause], positions: Sequence[int], cites: Sequence[Citation]) -> list[Answer]:
    return [clause(part, cites[position]) for part, position in zip(parts, positions, strict=True)]


def sections(found: Iterable[diffs.Section | diffs.Folded]) -> list[Answer]:
    """The changes by section: which of them stand where, and how much was folded."""
    return [_section(one) if isinstance(one, diffs.Section) else _row(one) for one in found]


def _section(one: diffs.Section) -> Answer:
    return {
        "headings": list(one.headings),
        "label": one.heading.label if one.heading else "",
        "gone": one.gone,
        "continued": one.continued,
        "rows": [_row(row) for row in one.rows],
    }


def _row(row: diffs.Row) -> Answer:
    match row:
        case diffs.Told(change=number):
            return {"change": number}
        case diffs.Elsewhere(change=number, gone=gone):
            return {"from_here" if gone else "to_here": number}
        case diffs.Folded():
            return fold(row)


def fold(one: diffs.Folded) -> Answer:
    counts = {name: len(getattr(one, name)) for name in ("unchanged", "quiet", "wordless")}
    return counts | {"sections": one.sections}


def judgement(one: Judgement) -> Answer:
    return {
        "alert": one.alert,
        "severity": one.severity.value,
        "natures": list(one.natures),
        "categories": list(one.categories),
        "because": list(one.because),
    }


FLAGS = ("returns_to", "silent", "relocated", "rendition_changed", "seen_differently")
"""What kind of step it was, beside what changed."""


def flags(one: Revision) -> Answer:
    return {name: getattr(one, name) for name in FLAGS}


def revision(timeline: TimelineId, one: Revision) -> Answer:
    """A step from one version to the next, with everything that tells what kind of step it was."""
    return {
        "timeline": str(timeline),
        "before": one.before,
        "after": one.after,
        "bracket": bracket(one.bracket),
        **flags(one),
        **judgement(one.judgement),
        "hold": one.judgement.hold,
        "kinds": kinds(one.changes),
        "not_told": [_untold(group) for group in diffs.untold(one.changes, one.judgement)],
    }


def _untold(one: diffs.Untold) -> Answer:
    return {"reason": one.reason, "changes": one.changes, "words": one.words, "natures": dict(one.natures)}


def changed(store: Store, steps: Sequence[tuple[TimelineId, int]]) -> list[Answer]:
    """Steps with their changes, and where the texts before and after them come from, in the order given."""
    numbers: dict[TimelineId, list[int]] = {}
    for timeline, number in steps:
        numbers.setdefault(timeline, []).append(number)
    told = {
        (timeline, one["after"]): one for timeline, its in numbers.items() for one in _changed(store, timeline, its)
    }
    return [told[step] for step in steps]


def _changed(store: Store, timeline: TimelineId, numbers: Sequence[int]) -> Iterator[Answer]:
    """The steps of one timeline."""
    ends = {end for number in numbers for end in (number - 1, number)}
    every = {one.number: one for one in store.questions.versions(timeline, ends)}
    texts, sources = store.questions.texts(timeline, ends), store.questions.sources(timeline, ends)
    revisions = store.questions.revisions(timeline, numbers, texts)
    missed = store.reasons.without_the_texts(timeline, [one.bracket for one in revisions])
    cites = {number: versions.cite_all(timeline, every[number], texts[number].clauses) for number in ends}
    for one, unseen in zip(revisions, missed, strict=True):
        ways = (("before", one.before), ("after", one.after))
        sides = {name: sourced(timeline, every[number], sources[number]) for name, number in ways}
        parts = {"sides": sides, "changes": _cited_changes(cites[one.before], cites[one.after], one.changes)}
        told = {"citation": sides["after"]["citation"], "captures_without_the_text": unseen}
        yield revision(timeline, one) | told | parts


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
    citation = replace(versions.cite(one.timeline, one.first), prefix=one.digest[: versions.SHORT], nth=one.nth)
    return {
        "timeline": str(one.timeline),
        "citation": str(citation),
        "first_seen": iso(one.first.first_seen),
        "last_seen": iso(one.last.last_seen),
        "excerpt": one.excerpt,
        "text": one.clause.text,
        "headings": list(one.clause.headings),
    }
