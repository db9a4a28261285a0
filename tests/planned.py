"""What do the tests of plans play? An archive that lists captures of one original, and a reading that is known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from crawler.plan import Asked, Identity, Listed, Look, Need, Place, Plan, listing_of, plan
from model import IndexRow, Precision, from_timestamp14, original_key

BEGIN = from_timestamp14("20200101000000")
URL = "https://acme.example/privacy"
EVER = ((None, None),)


def row(day: float, digest: str, status: int | None = 200, original: str = URL, length: int | None = None) -> IndexRow:
    return IndexRow(
        urlkey="example,acme)/privacy",
        timestamp=BEGIN + timedelta(seconds=round(day * 86_400)),
        original=original,
        mimetype="text/html",
        statuscode=status,
        digest=digest,
        length=length,
    )


def listed(*rows: IndexRow, holder: str = "web") -> list[Listed]:
    return [Listed(row=one, holder=holder) for one in rows]


@dataclass
class Played:
    """A plan that is followed capture by capture. `texts` are what captures show, by position; "" is no policy.

    `days` are when they were made; by default each has a digest of its own.
    """

    texts: Sequence[str]
    days: Sequence[float] = ()
    precision: Precision = Precision.EXACT
    lengths: Sequence[int] = ()
    fails: frozenset[int] = frozenset()
    seed: int | None = None  # of the order in which answers come; None: one at a time, what pays most first
    asked: list[int] = field(default_factory=list)
    expected: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.days = self.days or list(range(len(self.texts)))
        lengths: Sequence[int | None] = self.lengths or [None] * len(self.texts)
        self._rows = [row(day, f"D{at}", length=lengths[at]) for at, day in enumerate(self.days)]
        self._listing = listing_of(listed(*self._rows))
        self._at = {one.digest: at for at, one in enumerate(self._rows)}
        self._looks: list[Look] = []
        self._pending: set[Place] = set()
        self._over: set[Place] = set()

    def plan(self) -> Plan:
        need = Need(timeline="acme/privacy", spans=EVER, looks=tuple(self._looks))
        asked = Asked(pending=frozenset(self._pending), over=frozenset(self._over))
        return plan(self._listing, [need], asked, self.precision)

    def to_the_end(self, budget: int = 10_000) -> Plan:
        chance = random.Random(self.seed)
        while True:
            found = self.plan()
            self.expected.append(found.expected)
            fresh = found.wanted if self.seed is not None else found.wanted[:1]
            for one in fresh[: budget - len(self.asked)]:
                assert one.place not in self._pending | self._over, "it was asked for before"
                self._pending.add(one.place)
                self.asked.append(self._at[one.archive_digest])
            if not self._pending:
                return found
            self._answer(chance.choice(sorted(self._pending)))

    def _answer(self, place: Place) -> None:
        self._pending.remove(place)
        self._over.add(place)
        at = next(at for at, one in enumerate(self._rows) if one.timestamp == place[2])
        if at not in self.fails:
            name: Identity = (original_key(URL), 200, self._rows[at].digest)
            self._looks.append(Look(moment=place[2], text=self.texts[at], names=(name,)))

    def changes(self) -> list[tuple[int, int]]:
        """Positions between which the text is seen to change."""
        return changes(self.texts, self.asked)


def changes(texts: Sequence[str], looked: Sequence[int]) -> list[tuple[int, int]]:
    seen = [at for at in sorted(looked) if texts[at]]
    return [(one, other) for one, other in pairwise(seen) if texts[one] != texts[other]]
