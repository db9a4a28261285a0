"""At which addresses did a policy stand before, by what archived home pages linked?

Nothing leads from a former address to the present one where a company put up no redirect; but home pages of each time
link the address of that time.  As with redirects, a link is no proof: the address is read as if it were declared, and
counts where what stands there reads as this policy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise

import extract
from discovery.fronts import Front, Gap, gaps_of
from discovery.moves import Look, Looked, Move, SameOwner, is_usable
from discovery.trails import HOME_PAGE, Lead
from model import Bracket, Examined, Location, OriginalKey, Reading, Timeline

_MOST_RUNS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfound:
    """A time in which nothing of a timeline is known, though so many home pages of then were looked at.

    They linked to no policy, or to `links`, at which none of its texts was found. Those that linked what is declared
    then are not counted: there the archive has no capture.
    """

    after: datetime | None
    by: datetime | None
    home: str
    looked: int
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What home pages tell: former addresses, in order of time; places to ask about first; times that stay unknown."""

    moves: tuple[Move, ...] = ()
    ask: tuple[Location, ...] = ()
    unfound: tuple[Unfound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Home pages in a row that link one address, and the nearest ones around them that link another."""

    fronts: tuple[Front, ...]
    before: datetime | None = None
    then: datetime | None = None

    @property
    def first(self) -> datetime:
        return self.fronts[0].moment

    @property
    def last(self) -> datetime:
        return self.fronts[-1].moment

    @property
    def key(self) -> OriginalKey:
        return self.fronts[0].key

    def place(self, gap: Gap) -> Location:
        """The address for as long as it may have been the policy's, within a gap."""
        since = max((one for one in (self.before, gap.after) if one), default=None)
        until = min((one for one in (self.then, gap.by) if one), default=None)
        return Location(original=self.fronts[0].target, since=since, until=until)


def trace(
    timeline: Timeline,
    fronts: Sequence[Front],
    look: Look,
    same_owner: SameOwner,
    taken: Collection[OriginalKey] = (),
) -> Traced:
    """Reads the addresses that one host's home pages linked while nothing of a timeline is known.

    `taken` are addresses of other timelines. Another owner's addresses are not even asked for.
    """
    looked = Looked(*look(()))
    gaps = gaps_of(looked.seens)
    own = [front for front in fronts if front.target and same_owner(front.original, front.target)]
    runs = _runs(own)
    tried = [
        (run, gap)
        for gap in gaps
        for run in runs
        if run.key not in taken and not _is_declared(timeline, run) and _fits(run.place(gap))
    ][:_MOST_RUNS]
    places = [run.place(gap) for run, gap in tried]
    looked = Looked(*look(places)) if places else looked
    declared = len(timeline.locations)
    found = [_Candidate(run, gap, looked, declared + at, declared) for at, (run, gap) in enumerate(tried)]
    fit = [one for one in found if one.is_certain(timeline)]
    return Traced(
        moves=tuple(_moves(fit)),
        ask=tuple(one.run.place(one.gap) for one in found if not one.examined),
        unfound=tuple(_unfound(timeline, gaps, fronts, own)),
    )


class _Candidate:
    """An address that is tried, and what was seen there."""

    def __init__(self, run: _Run, gap: Gap, looked: Looked, position: int, declared: int) -> None:
        self.run, self.gap = run, gap
        self.place = run.place(gap)
        self.examined = [one for one in looked.examined if one.location == position]
        self._others = [one for one in looked.examined if one.location < declared and is_usable(one)]
        self.usable = [seen.moment for seen in looked.seens if seen.location == position and seen.usable]

    @property
    def alike(self) -> bool:
        """Whether the text is much the same as what stood at a declared address next in time."""
        own = [one for one in self.examined if is_usable(one)]
        return any(extract.are_kin(reading, end.reading) for end in own[:1] + own[-1:] for reading in self._next(end))

    def _next(self, one: Examined) -> Iterator[Reading]:
        before = [other for other in self._others if other.capture.timestamp <= one.capture.timestamp]
        after = [other for other in self._others if other.capture.timestamp > one.capture.timestamp]
        yield from (other.reading for other in (*before[-1:], *after[:1]))

    @property
    def is_anothers(self) -> bool:
        """Whether it is the policy of who had the domain before."""
        own = [one for one in self.examined if is_usable(one)]
        return any(extract.is_anothers(reading, own[-1].reading) for reading in list(self._next(own[-1]))[-1:])

    def is_certain(self, timeline: Timeline) -> bool:
        """A document of that kind and owner, no longer linked when the next begins; else it has to be much the same."""
        own = [one.reading for one in self.examined if is_usable(one)]
        if not own or not self.usable:
            return False
        still_linked = self.gap.by is not None and self.run.last > self.gap.by
        one_of_many = bool(timeline.id.document or timeline.id.edition)
        named = own[0].kind in ("", timeline.id.kind) and not still_linked and not one_of_many
        return (named and not self.is_anothers) or self.alike


def _moves(found: Sequence[_Candidate]) -> Iterator[Move]:
    """Of two addresses that follow each other the later begins with its first text, and there the former ends."""
    places = [one.place for one in found]
    for at, (one, then) in enumerate(pairwise(found)):
        if one.gap == then.gap and one.run.then == then.run.first:
            border = min([then.run.first, *then.usable[:1]])
            places[at], places[at + 1] = replace(places[at], until=border), replace(places[at + 1], since=border)
    for one, place in zip(found, places, strict=True):
        if _fits(place):
            yield _move(one, place)


def _move(one: _Candidate, place: Location) -> Move:
    run = one.run
    lead = Lead(
        origin=-1,
        target=place.original,
        way=HOME_PAGE,
        after=run.before,
        by=run.first,
        last=run.last,
        times=len(run.fronts),
    )
    return Move(
        former=OriginalKey(""),
        lead=lead,
        place=place,
        bracket=Bracket(after=run.before, by=run.first),
        certain=True,
        because=(
            f"{run.fronts[0].original} linked to it as the policy, first seen {run.first:%Y-%m-%d},"
            f" last {run.last:%Y-%m-%d}",
            "the text here is much the same as the next one" if one.alike else "a document of the same kind",
        ),
    )


def _runs(fronts: Sequence[Front]) -> list[_Run]:
    """Of home pages with a link, in order of time. A home page without a link says nothing: the address may stand."""
    runs = [tuple(run) for _, run in groupby(sorted(fronts, key=_in_time), key=lambda front: front.key)]
    before = [None, *(run[-1].moment for run in runs)]
    then = [*(run[0].moment for run in runs[1:]), None]
    return [_Run(fronts=run, before=a, then=b) for run, a, b in zip(runs, before, then, strict=False)]


def _in_time(front: Front) -> tuple[datetime, str]:
    return front.moment, front.original


def _fits(place: Location) -> bool:
    return place.since is None or place.until is None or place.since < place.until


def _is_declared(timeline: Timeline, run: _Run) -> bool:
    return _is_covered(timeline, run.fronts[0]) or _is_covered(timeline, run.fronts[-1])


def _unfound(timeline: Timeline, gaps: Sequence[Gap], fronts: Sequence[Front], own: Sequence[Front]) -> list[Unfound]:
    """The gaps in which home pages did not simply link what is declared."""
    astray = [front for front in sorted(fronts, key=_in_time) if not _is_covered(timeline, front)]
    found = []
    for gap in gaps:
        start, end = gap.ends
        inside = [front for front in astray if start < front.moment < end]
        if inside:
            links = dict.fromkeys(front.target for front in inside if front in own)
            home = inside[0].original
            found.append(Unfound(after=gap.after, by=gap.by, home=home, looked=len(inside), links=tuple(links)))
    return found


def _is_covered(timeline: Timeline, front: Front) -> bool:
    return any(place.covers(front.target, front.moment) for place in timeline.locations)
