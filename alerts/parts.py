"""Which parts does a letter about a change have: what it amounts to, the redline in short, where it can be checked?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import diffs
import versions
from alerts import wording
from alerts.evidence import Side, known
from alerts.letter import Heading, Paragraph, Part, Passage, Place, Source
from alerts.matching import Match
from alerts.neutral import one_line
from alerts.shortening import Short
from model import LIVE, OPERATOR, Change, Edit, EditKind, Holding, Revision, Severity

_MOST_PLACES = 4
_LONGEST_WHERE = 160


def summed_up(revision: Revision, before: Side, after: Side, match: Match, missed: Mapping[str, int]) -> Iterator[Part]:
    """How much it matters, when it happened, whether the document says so itself, how many clauses it touched, and
    what did not count; `missed` are captures without the text, by verdict.
    """
    yield Paragraph(text=wording.why(revision.judgement), strong=True)
    yield Paragraph(text=f"It changed {versions.phrase(revision.bracket)}.")
    yield Paragraph(text=_own_date(before, after))
    yield Paragraph(text=wording.counted(revision.changes))
    if untold := diffs.say_untold(diffs.untold(revision.changes, revision.judgement)):
        yield Paragraph(text=untold)
    if missed:
        yield Paragraph(text=wording.missed(missed))
    if revision.relocated:
        yield Paragraph(text=f"It stands at another address than before: {after.version.capture.original}")
    if revision.rendition_changed:
        yield Paragraph(text="It was seen in another rendition than before, so only words were compared.")
    yield from (Paragraph(text=note) for note in match.notes)


def _own_date(before: Side, after: Side) -> str:
    old, new = before.reading.declared, after.reading.declared
    became = versions.own_date(old, new, before.version.first_seen, after.version.first_seen)
    return wording.own_date(old.dates, new.dates, moved=became is versions.OwnDate.CHANGED)


def redline(passages: Sequence[Passage], short: Short) -> Iterator[Part]:
    """The changes that are shown, and how many are not."""
    if passages:
        yield Heading(text="What changed")
        yield from passages
    if short.rest:
        yield Paragraph(text=f"{short.rest}.")


def passage(change: Change, edits: tuple[Edit, ...], before: Side, after: Side) -> Passage:
    """Cited by what it became, or by what it was if it is gone."""
    side, clauses, positions = after, change.after, change.alignment.after
    if not clauses:
        side, clauses, positions = before, change.before, change.alignment.before
    citation = versions.cite(side.citation.timeline, side.version, side.reading.clauses, positions[0])
    where = one_line(" › ".join(clauses[0].headings), _LONGEST_WHERE)
    return Passage(
        where=where or "(above the first heading)",
        says=wording.passage(change),
        citation=str(citation).partition("#")[2],
        severity=change.judgement.severity,
        edits=edits,
    )


def sources(*sides: tuple[str, Side]) -> Iterator[Part]:
    """Where each text can be had, with the digest of its bytes."""
    yield Heading(text="Where it can be checked")
    for label, side in sides:
        digest = side.version.capture.digest
        yield Source(label=label, citation=str(side.citation), digest=digest, places=tuple(_places(side)))


def _places(side: Side) -> Iterator[Place]:
    original = side.version.capture.original
    for one in side.holdings[:_MOST_PLACES]:
        if one.memento:
            yield Place(text=f"{one_line(one.holder, 60)}:", address=one.memento)
        else:
            yield Place(text=_word_for(one), address=original)
    if not side.holdings:
        yield Place(text="seen at", address=original)


def _word_for(holding: Holding) -> str:
    words = {LIVE: "own visit of", OPERATOR: "imported by the operator, as from"}
    return words.get(holding.holder) or f"{one_line(holding.holder, 60)}, of"


def passage_again(kept: Mapping[str, Any]) -> Passage:
    """The passage that was kept so."""
    return Passage(
        where=kept["where"],
        says=kept["says"],
        citation=kept["citation"],
        severity=Severity(kept["severity"]),
        edits=tuple(Edit(kind=EditKind(kind), text=text) for kind, text in kept["edits"]),
    )


def untold_again(kept: Sequence[Mapping[str, Any]]) -> str:
    """The sentence about what was not told, of what was kept."""
    return diffs.say_untold(
        [diffs.Untold(reason=one["reason"], changes=one["changes"], words=one["words"]) for one in kept]
    )


def kept_passage(passage: Passage) -> dict[str, Any]:
    """A passage as plain JSON."""
    return {
        "where": known(passage.where),
        "says": known(passage.says),
        "citation": passage.citation,
        "severity": passage.severity.value,
        "edits": [[edit.kind.value, known(edit.text)] for edit in passage.edits],
    }
