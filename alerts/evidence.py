"""What was known when somebody was told? As plain JSON, bounded, to be kept beside the message.

It is the record: nothing in it is asked anew later, and what later code or later captures conclude does not touch it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import diffs
import versions
from evidence import PROOF, proof
from model import (
    Bracket,
    Capture,
    Change,
    Citation,
    Clause,
    History,
    Holding,
    Judgement,
    Reading,
    Revision,
    Sighting,
    Spell,
    Version,
)

HeldBy = Callable[[Capture], Sequence[Holding]]
"""Who holds a capture."""

SightedIn = Callable[[Bracket], Sequence[Sighting]]
"""What was seen of a timeline inside a bracket, its ends included."""

Json = dict[str, Any]

_MOST_CHANGES = 200
_LONGEST_TEXT = 4_000
_MOST_HOLDINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two versions that a message is about."""

    version: Version
    reading: Reading
    citation: Citation
    holdings: tuple[Holding, ...]


def side_of(history: History, number: int, held_by: HeldBy) -> Side:
    """The version with that number."""
    version = history.versions[number - 1]
    return Side(
        version=version,
        reading=history.texts[number - 1],
        citation=versions.cite(history.timeline, version),
        holdings=tuple(held_by(version.capture))[:_MOST_HOLDINGS],
    )


def of_revision(history: History, revision: Revision, before: Side, after: Side) -> Json:
    """Everything about a step from one version to the next, at most 200 of its changes with their texts."""
    cited = [versions.cite_all(history.timeline, side.version, side.reading.clauses) for side in (before, after)]
    return {
        **_of_both(history, {"before": before, "after": after}, revision.bracket),
        "judgement": _judgement(revision.judgement),
        "not_told": _not_told(revision),
        "captures_without_the_text": without_the_text(history, revision.bracket),
        "silent": revision.silent,
        "relocated": revision.relocated,
        "rendition_changed": revision.rendition_changed,
        "changes": [_change(change, *cited) for change in revision.changes[:_MOST_CHANGES]],
        "changes_left_out": max(0, len(revision.changes) - _MOST_CHANGES),
    }


def proved(told: Mapping[str, Any], sides: Sequence[Side], sighted: Sequence[Sighting]) -> Json:
    """What is told, with the root over that, the captures of the texts with headers and bodies, and what was seen."""
    held = [(side.version.capture, side.holdings) for side in sides]
    return {**told, PROOF: proof(told, held, sighted)}


def root_of(evidence: Mapping[str, Any]) -> str:
    """The root that stands in an alert's evidence; empty in those that are about no text, or were made before."""
    return str(evidence.get(PROOF, {}).get("root", ""))


def without_the_text(history: History, when: Bracket) -> dict[str, int]:
    """What was seen inside a bracket in place of the text, by verdict, the most frequent first."""
    inside = (seen for seen in history.seens if seen.moment < when.by and (not when.after or seen.moment > when.after))
    return dict(Counter(seen.verdict.value for seen in inside if seen.verdict and not seen.usable).most_common())


def of_spell(history: History, spell: Spell, last: Side | None) -> Json:
    """Everything about the end, the return or the move of a whole timeline."""
    sides = {"version": last} if last else {}
    return {**_of_both(history, sides, spell.bracket), "kind": spell.kind.value, "reason": known(spell.reason)}


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def known(text: str, most: int = _LONGEST_TEXT) -> str:
    """A text as it is, cut and without halves of characters, which no file can hold."""
    return text[:most].encode("utf-8", "replace").decode("utf-8")


def _of_both(history: History, sides: dict[str, Side], when: Bracket) -> Json:
    return {
        "timeline": str(history.timeline),
        "made_by": history.made_by,
        "bracket": {
            "after": instant(when.after) if when.after else None,
            "by": instant(when.by),
            "unlooked": when.unlooked,
            "unusable": when.unusable,
            "phrase": versions.phrase(when),
        },
        "citations": {name: str(side.citation) for name, side in sides.items()},
        "digests": {name: _digests(side.version) for name, side in sides.items()},
        "sources": {name: _sources(side) for name, side in sides.items()},
        "declared_dates": {
            name: [known(day, 40) for day in side.reading.declared.dates] for name, side in sides.items()
        },
    }


def _digests(version: Version) -> Json:
    return {"body": version.capture.digest, "canonical": version.canonical}


def _sources(side: Side) -> Json:
    capture = side.version.capture
    return {
        "original": known(capture.original),
        "timestamp": instant(capture.timestamp),
        "statuscode": capture.statuscode,
        "rendition": capture.rendition.value,
        "held_by": [
            {
                "holder": known(one.holder),
                "memento": known(one.memento),
                "archive_digest": known(one.archive_digest),
                "taken_at": instant(one.taken_at),
            }
            for one in side.holdings
        ],
    }


def _judgement(judged: Judgement) -> Json:
    return {
        "alert": judged.alert,
        "severity": judged.severity.value,
        "natures": list(judged.natures),
        "categories": list(judged.categories),
        "because": [known(word) for word in judged.because],
    }


def _not_told(revision: Revision) -> list[Json]:
    return [
        {"reason": known(one.reason), "changes": one.changes, "words": one.words, "natures": dict(one.natures)}
        for one in diffs.untold(revision.changes, revision.judgement)
    ]


def _change(change: Change, before: Sequence[Citation], after: Sequence[Citation]) -> Json:
    return {
        "kinds": [kind.value for kind in change.kinds],
        "judgement": _judgement(change.judgement),
        "before": _clauses(change.before, [before[at] for at in change.alignment.before]),
        "after": _clauses(change.after, [after[at] for at in change.alignment.after]),
    }


def _clauses(clauses: Sequence[Clause], cited: Sequence[Citation]) -> list[Json]:
    found, room = [], _LONGEST_TEXT
    for clause, citation in zip(clauses, cited, strict=True):
        headings = [known(heading, 200) for heading in clause.headings]
        found.append({"citation": str(citation), "headings": headings, "text": known(clause.text, max(0, room))})
        room -= len(clause.text)
    return found[:_MOST_CHANGES]
