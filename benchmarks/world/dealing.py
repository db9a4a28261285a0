"""What happens to one page, and when?

Cards are dealt from shuffled decks, so that each kind of event comes up in any world that is large enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.world.edits import ADDED, MODIFIED, MOVED, REMOVED, STYLE, Edit, Way
from benchmarks.world.happenings import Episode, Role
from benchmarks.world.pages import Quirk
from benchmarks.world.texts import Planned
from model import Severity

REAL: tuple[Way, ...] = (
    *(Way.MODIFIED,) * 4,
    *(Way.ADDED,) * 3,
    *(Way.REMOVED,) * 2,
    *(Way.MOVED, Way.STYLE, Way.DATE),
)
"""Changes of the text, as often as they stand here in one round of the deck."""

NOISE: tuple[Quirk, ...] = tuple(quirk for quirk in Quirk if quirk is not Quirk.GONE)

BANKS: dict[Way, Sequence[Edit]] = {
    Way.MODIFIED: MODIFIED,
    Way.ADDED: ADDED,
    Way.REMOVED: REMOVED,
    Way.STYLE: STYLE,
    Way.MOVED: [edit for _, _, edit in MOVED],
    Way.DATE: [Edit(way=Way.DATE, severity=Severity.NONE)],
}

_QUIET = 6.0  # days at the end without an event: after a failure a page may be visited four days later
_APART = 3.2  # days at least between two events of a page
_BROKEN_APART = 10.0  # what a host with a broken ETag hides comes out after a week


def quiet_from(days: float) -> float:
    """From which day on nothing happens any more, so that all can be told by the end."""
    return days - min(_QUIET, days * 0.4)


class Dealer:
    """Deals events to one page after the other."""

    def __init__(self, chance: Random, days: float) -> None:
        self.chance, self.days = chance, days
        self._real: list[Way] = []
        self._noise: list[Quirk] = []

    def events(self, role: Role) -> tuple[list[Planned], list[Episode]]:
        """What happens to one page; no edit twice, so that no text ever returns by itself."""
        planned: list[Planned] = []
        episodes: list[Episode] = []
        odd = self.chance.randrange(2)
        for number, day in enumerate(self._moments(role)):
            if number % 2 == odd:
                episodes.append(self._episode(day))
            elif edit := self._edit([one.edit for one in planned]):
                planned.append(Planned(day, edit, self._moves_date(edit)))
        return planned, episodes

    def _moments(self, role: Role) -> Iterator[float]:
        """The days on which something happens to a page, never two at a time."""
        broken = role is Role.BROKEN_ETAG
        base = _BROKEN_APART if broken else min(_APART, self.days / 5)
        last = self.days - _BROKEN_APART if broken else quiet_from(self.days)
        day = self.chance.uniform(1.0, 1.0 + base / 2)
        while day < last:
            yield day
            day += base * self.chance.uniform(1.0, 1.8)

    def _edit(self, used: Sequence[Edit]) -> Edit | None:
        if not self._real:
            self._real = self.chance.sample(REAL, len(REAL))
        bank = BANKS[self._real.pop()]
        left = [edit for edit in bank if edit.way is Way.DATE or edit not in used]
        return self.chance.choice(left) if left else None

    def _moves_date(self, edit: Edit) -> bool:
        return edit.way is Way.DATE or (edit.way is not Way.STYLE and self.chance.random() < 0.6)

    def _episode(self, day: float) -> Episode:
        if not self._noise:
            self._noise = self.chance.sample(NOISE, len(NOISE))
        quirk = self._noise.pop()
        if quirk is Quirk.FLAP or self.chance.random() < 0.5:
            return Episode(quirk=quirk, since=day, until=day + 2, once=True)
        hours = 24.0 if quirk is Quirk.HOME else self.chance.uniform(1.5, 4.0)
        return Episode(quirk=quirk, since=day, until=day + hours / 24)
