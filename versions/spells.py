"""When did a whole timeline end, and when did it resume?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from model import OriginalKey, Seen, Spell, SpellKind, Verdict, original_key
from versions.brackets import bracket

_OVER = frozenset({Verdict.GONE, Verdict.SOFT_404, Verdict.PARKED, Verdict.RESOLD})
_CERTAIN = timedelta(days=7)
_ELSE = Verdict.WRONG_PAGE  # a home page, a list of links: mostly somebody's mistake, which somebody mends
_STAYS = timedelta(days=30)


def spells_of(seens: Sequence[Seen]) -> list[Spell]:
    """Ends, resumptions and relocations of one timeline, in order of time.

    A timeline has ended when, with no usable sighting between, every location where it was seen usable
    in the last week of that was seen gone, missing, parked or resold on two visits a week apart or more, or with
    another page in its place for a month. One bad day of a server is no end. The bracket runs from the last usable
    sighting to the first of those.
    """
    return sorted([*_ends(seens), *_relocations(seens)], key=lambda spell: (spell.bracket.by, spell.kind))


def _ends(seens: Sequence[Seen]) -> list[Spell]:
    spells: list[Spell] = []
    usable: list[Seen] = []
    over: dict[int, list[Seen]] = {}
    ended = False
    for seen in seens:
        if seen.usable:
            if ended:
                spells.append(_resumed(seens, over, seen))
            usable = [] if ended else usable
            usable.append(seen)
            over, ended = {}, False
        elif (seen.verdict in _OVER or seen.verdict is _ELSE) and usable:
            over.setdefault(seen.location, []).append(seen)
            if not ended and _at_every_location(usable, over):
                spells.append(_ended(seens, usable[-1].moment, over, seen.moment))
                ended = True
    return spells


def _relocations(seens: Sequence[Seen]) -> list[Spell]:
    """Where redirects of a location lead to another address than before, on two visits.

    One visit is not enough: servers send some visitors elsewhere for a while (a region, an experiment). Who is
    seen back at the former address in between was never gone.
    """
    spells: list[Spell] = []
    stands: dict[int, Seen] = {}  # by location: the last sight at the address where it stands
    new: dict[int, Seen] = {}  # ... and the first at another one
    for seen in seens:
        before, first = stands.get(seen.location), new.get(seen.location)
        if not seen.usable:
            continue
        if before is None or _place(seen) == _place(before):
            stands[seen.location] = seen
            new.pop(seen.location, None)
        elif first is None or _place(seen) != _place(first):
            new[seen.location] = seen
        else:
            spells.append(_relocated(seens, before, first, seen.moment))
            stands[seen.location] = seen
            del new[seen.location]
    return spells


def _relocated(seens: Sequence[Seen], before: Seen, first: Seen, certain: datetime) -> Spell:
    when = bracket(seens, before.moment, first.moment)
    return Spell(kind=SpellKind.RELOCATED, bracket=when, reason=first.original, certain=certain)


def _place(seen: Seen) -> OriginalKey:
    return original_key(seen.original)


def _at_every_location(usable: Sequence[Seen], over: dict[int, list[Seen]]) -> bool:
    """A location that nothing was seen at for longer than the certain time before the last sighting is past."""
    last = usable[-1].moment
    alive = {seen.location for seen in takewhile(lambda seen: last - seen.moment <= _CERTAIN, reversed(usable))}
    return all(_is_over(over.get(place, ())) for place in alive)


def _is_over(sights: Sequence[Seen]) -> bool:
    """Whether these, in order of time and with no usable one between, say that nothing will come any more."""
    plain = [seen.moment for seen in sights if seen.verdict is not _ELSE]
    every = [seen.moment for seen in sights]
    return _lasts(plain, _CERTAIN) or _lasts(every, _STAYS)


def _lasts(moments: Sequence[datetime], least: timedelta) -> bool:
    return bool(moments) and moments[-1] - moments[0] >= least


def _ended(seens: Sequence[Seen], last: datetime, over: dict[int, list[Seen]], certain: datetime) -> Spell:
    first = min((place[0] for place in over.values()), key=lambda seen: seen.moment)
    reason = f"{first.verdict}" if first.verdict else ""
    return Spell(kind=SpellKind.ENDED, bracket=bracket(seens, last, first.moment), reason=reason, certain=certain)


def _resumed(seens: Sequence[Seen], over: dict[int, list[Seen]], seen: Seen) -> Spell:
    last = max(gone.moment for place in over.values() for gone in place)
    return Spell(kind=SpellKind.RESUMED, bracket=bracket(seens, last, seen.moment), certain=seen.moment)
