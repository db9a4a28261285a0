"""What do archives list of one original, once everything that is the same capture is taken for one?

Two rows are the same capture when key, status and the archive's digest are equal, in whatever archive and at whatever
time. A revisit row has no status and is named by its digest alone. A row without a digest is the capture that another
archive lists of the same original at the same second; where none does, or several differ, its time stands for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.plan.ends import kind_of, telling
from crawler.plan.line import Line
from crawler.plan.needs import Look, Need, Place
from crawler.plan.spots import Identity, Listed, Span, Spot, within
from model import IndexRow, OriginalKey, original_key, timestamp14


class Listing:
    """Everything that is listed, in order of time. `rows` are where a capture can be had, the earliest first.

    What is made of it for a span of time is remembered: a plan is made anew with each capture that comes.
    """

    def __init__(self, spots: Sequence[Spot], rows: Mapping[Identity, Sequence[Listed]]) -> None:
        self.spots, self.rows = tuple(spots), rows
        self.repeated = frozenset(name for name, number in Counter(spot.name for spot in spots).items() if number > 1)
        self._at: dict[Place, tuple[Identity, ...]] = {}
        for name, found in rows.items():
            for place in {one.place for one in found}:
                self._at[place] = (*self._at.get(place, ()), name)
        self._lines: dict[Span, tuple[Line, frozenset[Identity]]] = {}
        self._telling: dict[Span, tuple[Spot, ...]] = {}

    def named(self, need: Need) -> Need:
        """With the names under which captures are listed: where its place is, that counts, whatever its bytes equal.

        That they equal those of another capture is known once it came, and what is asked for must not hang on when.
        """
        return replace(need, looks=tuple(replace(look, names=self._names_of(look)) for look in need.looks))

    def _names_of(self, look: Look) -> tuple[Identity, ...]:
        listed = self._at.get(look.place, ()) if look.place else ()
        return tuple(name for name in listed if name in look.names) or listed or look.names

    def line_of(self, span: Span) -> tuple[Line, frozenset[Identity]]:
        """What may show a text in that time, and under which names."""
        if span not in self._lines:
            spots = [one for one in self.spots if kind_of(one.status) == "text" and within(one.moment, span)]
            self._lines[span] = (Line(spots), frozenset(spot.name for spot in spots))
        return self._lines[span]

    def telling(self, span: Span) -> tuple[Spot, ...]:
        """The redirects and the missing pages to look at in that time."""
        if span not in self._telling:
            self._telling[span] = tuple(telling([one for one in self.spots if within(one.moment, span)]))
        return self._telling[span]


def listing_of(listed: Iterable[Listed]) -> Listing:
    """The order in which rows are given does not matter."""
    ordered = sorted(listed, key=_order)
    statuses = _by_digest(ordered)
    seconds = _by_second(ordered, statuses)
    spots: dict[tuple[datetime, Identity], Spot] = {}
    rows: dict[Identity, list[Listed]] = {}
    for one in ordered:
        name = _name(one.row, statuses) if one.row.digest else _without_digest(one.row, seconds)
        spots.setdefault((one.row.timestamp, name), _spot(one, name))
        rows.setdefault(name, []).append(one)
    in_order = sorted(spots.values(), key=lambda spot: (spot.moment, spot.original, spot.name[2], spot.status or 0))
    return Listing(in_order, {name: tuple(found) for name, found in rows.items()})


def _order(one: Listed) -> tuple[bool, datetime, str, str, str, int, int, str]:
    """Revisits last: what they repeat may be listed after them."""
    row = one.row
    of_the_row = (
        row.timestamp,
        row.original,
        one.holder,
        row.digest,
        row.statuscode or 0,
        row.length or 0,
        row.mimetype,
    )
    return (row.statuscode is None, *of_the_row)


def _by_digest(ordered: Sequence[Listed]) -> dict[tuple[OriginalKey, str], int]:
    """The status with which a body is listed first."""
    found: dict[tuple[OriginalKey, str], int] = {}
    for one in ordered:
        if one.row.digest and one.row.statuscode is not None:
            found.setdefault((original_key(one.row.original), one.row.digest), one.row.statuscode)
    return found


def _by_second(
    ordered: Sequence[Listed], statuses: Mapping[tuple[OriginalKey, str], int]
) -> Mapping[tuple[str, datetime], set[Identity]]:
    """What is listed with a digest at each second of each original."""
    found: dict[tuple[str, datetime], set[Identity]] = defaultdict(set)
    for one in ordered:
        if one.row.digest:
            found[one.row.original, one.row.timestamp].add(_name(one.row, statuses))
    return found


def _name(row: IndexRow, statuses: Mapping[tuple[OriginalKey, str], int]) -> Identity:
    key = original_key(row.original)
    status = statuses.get((key, row.digest)) if row.statuscode is None else row.statuscode
    return (key, status, row.digest)


def _without_digest(row: IndexRow, seconds: Mapping[tuple[str, datetime], set[Identity]]) -> Identity:
    there = seconds.get((row.original, row.timestamp), set())
    same = [name for name in there if row.statuscode in (None, name[1])]
    if len(same) == 1:
        return same[0]
    return (original_key(row.original), row.statuscode, f"@{timestamp14(row.timestamp)} {row.original}")


def _spot(one: Listed, name: Identity) -> Spot:
    row = one.row
    return Spot(moment=row.timestamp, name=name, original=row.original, holder=one.holder, length=row.length)
