"""Which listed captures are asked for next?

Called with everything that is listed of one original and everything that is known, and again with each outcome, it goes
on; it remembers nothing. So it does not matter what came in which order, what was killed in between, or from which
archive a capture came: once all is listed, what is asked for follows from the rows and what their captures show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import timedelta
from itertools import chain

from crawler.plan.among import Among, together
from crawler.plan.line import Line
from crawler.plan.listing import Listing
from crawler.plan.needs import Asked, Bracketed, Look, Need, Plan, Wanted, best_first
from crawler.plan.spots import Identity, Listed, Span, Spot, within
from crawler.plan.stretch import Point, State, Stretch
from model import OriginalKey, Precision

_TELLING = 365.0
"""Days of uncertainty that a look at a redirect, or a page that was gone, is worth."""

_UNKNOWN = (State.OPEN, State.PENDING)
_NOBODY: Identity = (OriginalKey(""), None, "")


def plan(listing: Listing, needs: Sequence[Need], asked: Asked, precision: Precision) -> Plan:
    """What to ask for next of one original, for all timelines that it belongs to.

    A capture is wanted at the first moment at which it is listed, whoever lists it; where several archives do, they
    take turns. Nothing is wanted that was asked for before. With `Precision.ALL` every distinct capture is wanted.
    In whatever order answers come, the same captures are wanted in the end: zones that have one in common wait for
    each other.
    """
    needs = [listing.named(need) for need in needs]
    known = {name for need in needs for look in need.looks for name in look.names}
    finding = _Finding(listing, asked, frozenset(known))
    if precision is Precision.ALL:
        return finding.everything()
    stretches = [(need, finding.stretch(need, span, precision.width or timedelta(0))) for need, span in _each(needs)]
    ends = [one for _, span in _each(needs) for one in finding.ends(span)]
    zones = list(_zones([stretch for _, stretch in stretches], listing.repeated))
    return Plan(
        wanted=best_first([*finding.next_of(together(zones)), *ends]),
        brackets=tuple(chain.from_iterable(_brackets(need, stretch) for need, stretch in stretches)),
        expected=round(sum(step.expected for zone in zones for _, step in zone.steps) + len(ends)),
    )


def _each(needs: Iterable[Need]) -> Iterator[tuple[Need, Span]]:
    return ((need, span) for need in needs for span in need.spans)


def _zones(stretches: Sequence[Stretch], repeated: Set[Identity]) -> Iterator[Among]:
    """With the captures that other zones may have as well: of one line alone only those that stand there repeatedly."""
    for stretch in stretches:
        spots, alone = stretch.line.spots, len(stretches) == 1
        for zone in stretch.zones():
            unknown = (at for at in zone.positions if stretch.points[at].state in _UNKNOWN)
            names = frozenset(spots[at].name for at in unknown) if repeated or not alone else frozenset[Identity]()
            yield Among(
                steps=tuple((spots[step.position], step) for step in zone.steps),
                waits=zone.waits,
                names=names & repeated if alone else names,
            )


class _Finding:
    """What stands where."""

    def __init__(self, listing: Listing, asked: Asked, known: frozenset[Identity]) -> None:
        self._listing, self._asked, self._known = listing, asked, known

    def everything(self) -> Plan:
        names = dict.fromkeys(spot.name for spot in self._listing.spots)
        wanted = best_first(one for one in map(self._first, names) if one)
        return Plan(wanted=wanted, brackets=(), expected=len(wanted))

    def stretch(self, need: Need, span: Span, width: timedelta) -> Stretch:
        """What may show the text of one timeline, with what is known of it."""
        texts = {name: look.text for look in need.looks for name in look.names}
        line, names = self._listing.line_of(span)
        states = {name: self._point(name, texts) for name in names}
        points = [states[spot.name] for spot in line.spots]
        own = [look for look in need.looks if look.text and names.isdisjoint(look.names) and within(look.moment, span)]
        return _with(line, points, own, width)

    def next_of(self, together: Iterable[Sequence[Among]]) -> Iterator[Wanted]:
        """Of zones that have captures in common, what the one says in which most is to be gained."""
        for zones in together:
            if not any(zone.waits for zone in zones):
                best = max(zones, key=lambda zone: zone.gain)
                found = (self.wanted(spot, step.gain) for spot, step in best.steps)
                yield from (one for one in found if one)

    def ends(self, span: Span) -> Iterator[Wanted]:
        for spot in self._listing.telling(span):
            if self._state(spot.name) is State.OPEN:
                one = self.wanted(spot, _TELLING)
                if one:
                    yield one

    def wanted(self, spot: Spot, gain: float) -> Wanted | None:
        return self._first(spot.name, gain)

    def _first(self, name: Identity, gain: float = 0.0) -> Wanted | None:
        """Where a capture is asked for, or None: it is known, was asked for everywhere, or is awaited."""
        if name in self._known or self._state(name) is not State.OPEN:
            return None
        rows = self._untried(name)
        same = [one for one in rows if one.row.timestamp == rows[0].row.timestamp]
        chosen = same[int(rows[0].row.timestamp.timestamp()) % len(same)]
        row = chosen.row
        return Wanted(
            archive=chosen.holder,
            original=row.original,
            timestamp=row.timestamp,
            archive_digest=row.digest,
            gain=round(gain, 3),
        )

    def _point(self, name: Identity, texts: dict[Identity, str]) -> Point:
        return _seen(texts[name]) if name in texts else Point(state=self._state(name))

    def _state(self, name: Identity) -> State:
        """Of a capture that is not known."""
        if name in self._known:
            return State.UNUSABLE
        if any(one.place in self._asked.pending for one in self._listing.rows[name]):
            return State.PENDING
        return State.OPEN if self._untried(name) else State.LOST

    def _untried(self, name: Identity) -> Sequence[Listed]:
        return [one for one in self._listing.rows[name] if one.place not in self._asked.over]


def _with(line: Line, points: Sequence[Point], own: Sequence[Look], width: timedelta) -> Stretch:
    """With looks that nobody lists, as our own visits."""
    if not own:
        return Stretch(line, points, width)
    looked = [(Spot(moment=one.moment, name=_NOBODY, original="", holder="", length=None), one.text) for one in own]
    both = [*zip(line.spots, points, strict=True), *((spot, _seen(text)) for spot, text in looked)]
    both.sort(key=lambda pair: (pair[0].moment, pair[0].original, pair[0].name[2]))
    return Stretch(Line([spot for spot, _ in both]), [point for _, point in both], width)


def _seen(text: str) -> Point:
    return Point(state=State.TEXT, text=text) if text else Point(state=State.UNUSABLE)


def _brackets(need: Need, stretch: Stretch) -> Iterable[Bracketed]:
    for gap in stretch.gaps():
        if gap.differs:
            yield Bracketed(
                timeline=need.timeline,
                after=stretch.line.moments[gap.low],
                by=stretch.line.moments[gap.high],
                unlooked=gap.unlooked,
                unusable=gap.unusable,
            )
