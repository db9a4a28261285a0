"""What follows from everything that was seen of a timeline?

    read -> settle -> version -> compare -> judge

`conclude` is one pure function from facts to a `History`: the same facts, in whatever order they
arrived, and the same code give the same history, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import diffs
import extract
import versions
from model import (
    Alignment,
    Capture,
    Change,
    Clause,
    Digest,
    Examined,
    History,
    Holding,
    Judgement,
    Nature,
    Reading,
    Revision,
    Ruling,
    Seen,
    Severity,
    Sighting,
    Timeline,
    Version,
    sha256,
)

Read = Callable[[Capture, int], Reading]
"""How a capture is read at the location with that position."""

_REMEMBERED = 32
"""States that a clause can return to; few return to older ones, and looking at all of them is quadratic."""

_DIFFERENTLY = "seen once, in another rendition"
_AGAIN = "the archive extracted it anew, in another way"
_UNDONE = "undone at the next look"


def code_edition() -> str:
    """Names all code that conclusions depend on."""
    return f"{extract.EDITION} {versions.EDITION} {diffs.EDITION}"


def made_by(state: Digest, rulings: Sequence[Ruling]) -> str:
    """Names what makes a history: the code, the state of the declarations, people's rulings."""
    said = sha256(repr(tuple(rulings)))[:12] if rulings else "none"
    return f"{code_edition()} declared/{state[:12]} ruled/{said}"


def conclude(
    timeline: Timeline,
    *,
    state: Digest,
    sightings: Sequence[Sighting],
    held: Sequence[tuple[Capture, Holding]],
    rulings: Sequence[Ruling],
    read: Read,
) -> History:
    """The history of one timeline. `sightings` must be in order of time; `state` is that of its declarations."""
    examined, seens = look(timeline, sightings, held, rulings, read)
    by_place = {(one.capture, one.location): one for one in examined}
    runs = versions.versions_of(seens)
    texts = [by_place[run.capture, run.location].reading for run in runs]
    found = [_align(*step, rulings) for step in pairwise(zip(runs, texts, strict=True))]
    again = versions.extracted_again(held)
    followed = diffs.follow([text.clauses for text in texts], found)
    return History(
        timeline=timeline.id,
        made_by=made_by(state, rulings),
        examined=tuple(examined),
        versions=tuple(
            replace(run, variant=variant)
            for run, variant in zip(runs, diffs.variants([text.clauses for text in texts]), strict=True)
        ),
        texts=tuple(texts),
        identities=followed.identities,
        revisions=tuple(
            _revise(seens, runs, texts, number, step, rulings, again=runs[number].capture in again)
            for number, step in enumerate(followed.alignments, start=1)
        ),
        spells=tuple(versions.spells_of(seens)),
        unlooked=sum(seen.capture is None for seen in seens),
        seens=tuple(seens),
    )


def look(
    timeline: Timeline,
    sightings: Sequence[Sighting],
    held: Sequence[tuple[Capture, Holding]],
    rulings: Sequence[Ruling],
    read: Read,
) -> tuple[list[Examined], list[Seen]]:
    """What was seen of the timeline, each capture read, before anything is compared."""
    sights = versions.sights_of(timeline, sightings, held)
    examined = examine(sights, rulings, read)
    by_place = {(one.capture, one.location): one for one in examined}
    return examined, [versions.seen_as(s, by_place.get((s.capture, s.location)) if s.capture else None) for s in sights]


def examine(sights: Iterable[versions.Sight], rulings: Sequence[Ruling], read: Read) -> list[Examined]:
    """Every capture of the timeline, read once per location that shows it, and settled with its neighbours."""
    places = {(sight.capture, sight.location) for sight in sights if sight.capture}
    ordered = sorted(places, key=lambda place: (place[0].key, place[1]))
    readings = [read(capture, location) for capture, location in ordered]
    found = extract.settle(readings, [location for _, location in ordered])
    return [
        versions.overruled(Examined(capture=c, location=at, reading=reading, settled=settled), rulings)
        for (c, at), reading, settled in zip(ordered, readings, found, strict=True)
    ]


def _align(
    before: tuple[Version, Reading], after: tuple[Version, Reading], rulings: Sequence[Ruling]
) -> tuple[Alignment, ...]:
    same = versions.ruled_same(before[0], before[1].clauses, after[0], after[1].clauses, rulings)
    return diffs.align(before[1].clauses, after[1].clauses, same=same)


def _seen_as(version: Version, earlier: Sequence[Version]) -> int | None:
    """The number of the latest earlier version with the same text."""
    return next((one.number for one in reversed(earlier) if one.canonical == version.canonical), None)


def _earlier(
    runs: Sequence[Version], texts: Sequence[Reading], number: int, returns_to: int | None
) -> list[Sequence[Clause]]:
    """What a text can return to: the distinct texts before version `number`, so many of them, the latest last.

    A text that returns whole is remembered however long ago it stood.
    """
    distinct: dict[Digest, Sequence[Clause]] = {}
    for run, text in zip(reversed(runs[: number - 1]), reversed(texts[: number - 1]), strict=True):
        if len(distinct) == _REMEMBERED:
            break
        distinct.setdefault(run.canonical, text.clauses)
    if returns_to:
        distinct.setdefault(runs[returns_to - 1].canonical, texts[returns_to - 1].clauses)
    return list(reversed(distinct.values()))


def _revise(
    seens: Sequence[Seen],
    runs: Sequence[Version],
    texts: Sequence[Reading],
    number: int,
    step: Sequence[Alignment],
    rulings: Sequence[Ruling],
    *,
    again: bool,
) -> Revision:
    """The step that led from version `number` to the next; `again`: which an archive only extracted anew."""
    (before, after), (old, new) = runs[number - 1 : number + 1], texts[number - 1 : number + 1]
    rendered = before.rendition is not after.rendition
    found = diffs.compare(old.clauses, new.clauses, alignments=step, words_only=rendered)
    ruled = tuple(versions.rejudged(change, after, rulings) for change in found)
    returns_to = None if before.canonical == after.canonical else _seen_as(after, runs[: number - 1])
    earlier = _earlier(runs, texts, number, returns_to)
    loud = any(not change.quiet for change in found)
    differently = again or (rendered and loud and after.sightings == 1)
    own = versions.own_date(old.declared, new.declared, before.first_seen, after.first_seen)
    redated = own is versions.OwnDate.CHANGED
    judged = diffs.judge_revision(
        old.clauses, new.clauses, ruled, earlier, redated=redated, older=versions.went_back(old.declared, new.declared)
    )
    doubt = _AGAIN if again else _doubt(judged, runs, texts, number, differently=differently)
    return Revision(
        before=number,
        after=number + 1,
        bracket=versions.bracket(seens, before.last_seen, after.first_seen),
        changes=tuple(_last_word(*three) for three in zip(found, ruled, judged.changes, strict=True)),
        judgement=versions.upheld(_doubted(judged.judgement, doubt), found, ruled),
        returns_to=returns_to,
        silent=loud and not again and not returns_to and own is versions.OwnDate.SAME,
        relocated=before.location != after.location,
        rendition_changed=rendered,
        seen_differently=differently,
    )


def _doubt(
    judged: diffs.Judged, runs: Sequence[Version], texts: Sequence[Reading], number: int, *, differently: bool
) -> str:
    """Why a step is no news by what is known beside the two texts: how often it was seen, and what came next."""
    if differently:
        return _DIFFERENTLY
    why = judged.judgement.hold
    if not why or number + 1 == len(runs) or diffs.is_seen_again(runs[number], why):
        return ""
    later = texts[number + 1].clauses
    return _UNDONE if diffs.is_undone(judged.changes, texts[number - 1].clauses, later) else ""


def _doubted(judgement: Judgement, doubt: str) -> Judgement:
    if not doubt or not judgement.alert:
        return judgement
    shown = set(judgement.natures) - {Nature.SUBSTANTIVE} | {Nature.EXTRACTION}
    natures = tuple(nature for nature in Nature if nature in shown)
    return Judgement(alert=False, severity=Severity.NONE, natures=natures, because=(doubt,), hold=judgement.hold)


def _last_word(by_itself: Change, ruled: Change, remembered: Change) -> Change:
    """A person's word stands above memory, memory above what a change looks like by itself."""
    return remembered if ruled is by_itself else ruled
