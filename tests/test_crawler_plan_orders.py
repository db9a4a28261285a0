"""Is the same asked for in whatever order answers come?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.plan import Asked, Listed, Look, Need, Place, Wanted, listing_of, plan
from crawler.planner import names_of
from model import Precision, original_key
from tests.planned import BEGIN, EVER, URL, row

KEY = original_key(URL)
ARCHIVES = ("one", "two", "three")
GRAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Captured:
    """A capture: when, what its bytes are, and which archives list it, the third of them without digests."""

    hour: int
    body: int
    archives: Sequence[str]

    def rows(self) -> list[Listed]:
        return [
            Listed(row=row(self.hour / 24, "" if name == "three" else f"D{self.body}", self.status(name)), holder=name)
            for name in self.archives
        ]

    @staticmethod
    def status(archive: str) -> int | None:
        return None if archive == "three" else 200


@dataclass
class Crawl:
    """Asks for what is wanted, and takes what was asked for in an order by chance, some of it in vain."""

    captures: Sequence[Captured]
    texts: Sequence[Sequence[str]]  # of each timeline: what a body shows
    fails: frozenset[tuple[str, int]]  # archive and hour
    precision: Precision
    order: Random
    pending: dict[Place, Wanted] = field(default_factory=dict)
    over: set[Place] = field(default_factory=set)
    held: dict[Place, Captured] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.listing = listing_of(one for capture in self.captures for one in capture.rows())
        self.by_hour = {one.hour: one for one in self.captures}

    def to_the_end(self) -> set[Place]:
        """Everything that was asked for."""
        while found := self.wanted() or self.pending:
            for one in () if found is self.pending else self.wanted():
                assert one.place not in self.over | self.pending.keys(), "it was asked for before"
                self.pending[one.place] = one
            for _ in range(self.order.randint(1, len(self.pending))):
                self.answered(self.order.choice(sorted(self.pending)))
        return self.over

    def wanted(self) -> tuple[Wanted, ...]:
        """As the planner does: neighbours in time are asked where nothing else is left."""
        first = self.planned(settled=False)
        return first if first or self.pending else self.planned(settled=True)

    def planned(self, *, settled: bool) -> tuple[Wanted, ...]:
        asked = Asked(pending=frozenset(self.pending), over=frozenset(self.over))
        return plan(self.listing, [self.need(n, settled) for n in range(len(self.texts))], asked, self.precision).wanted

    def need(self, number: int, settled: bool) -> Need:
        shown = sorted((place[2], self.texts[number][one.body], place, one) for place, one in self.held.items())
        looks = [
            Look(
                moment=moment,
                text="" if settled and self.is_odd(at, [text for _, text, _, _ in shown]) else text,
                names=names_of(KEY, 200, f"D{one.body}", moment, URL),
                place=place,
            )
            for at, (moment, text, place, one) in enumerate(shown)
        ]
        return Need(timeline=f"timeline {number}", spans=EVER, looks=tuple(looks))

    @staticmethod
    def is_odd(at: int, texts: Sequence[str]) -> bool:
        """Whether both neighbours show the same other text: a rule of the kind that reading has, not that one."""
        return 0 < at < len(texts) - 1 and texts[at - 1] == texts[at + 1] != texts[at]

    def answered(self, place: Place) -> None:
        del self.pending[place]
        self.over.add(place)
        hour = round((place[2] - BEGIN) / GRAIN)
        if (place[0], hour) not in self.fails:
            self.held[place] = self.by_hour[hour]


hours = st.lists(st.integers(0, 9_000), min_size=1, max_size=40, unique=True).map(sorted)
listed_by = st.lists(st.sampled_from(ARCHIVES), min_size=1, max_size=3, unique=True)


@st.composite
def crawls(draw: st.DrawFn) -> tuple[Sequence[Captured], Sequence[Sequence[str]], frozenset[tuple[str, int]]]:
    """Captures of which some have equal bytes; what these show differs between timelines, and is no policy at times."""
    at, bodies = draw(hours), draw(st.integers(1, 40))
    captures = [Captured(hour, draw(st.integers(0, bodies - 1)), draw(listed_by)) for hour in at]
    texts = st.lists(st.sampled_from(["A", "A", "B", "C", ""]), min_size=bodies, max_size=bodies)
    fails = draw(st.frozensets(st.tuples(st.sampled_from(ARCHIVES), st.sampled_from(at)), max_size=5))
    return captures, draw(st.lists(texts, min_size=1, max_size=2)), fails


@settings(deadline=None, max_examples=150)
@given(crawls(), st.sampled_from(list(Precision)), st.randoms(use_true_random=False))
def test_in_whatever_order_answers_come_the_same_captures_are_asked_for(
    given_crawl: tuple[Sequence[Captured], Sequence[Sequence[str]], frozenset[tuple[str, int]]],
    precision: Precision,
    chance: Random,
) -> None:
    asked = [Crawl(*given_crawl, precision, Random(chance.random())).to_the_end() for _ in range(3)]
    assert asked[0] == asked[1] == asked[2]


@pytest.mark.parametrize("precision", [Precision.EXACT, Precision.MONTH])
def test_captures_that_come_back_in_every_part_are_asked_for_alike_in_any_order(precision: Precision) -> None:
    states = [hour // 30 % 3 for hour in range(200)]
    captures = [Captured(at * 40, Random(at).choice((state, 3 + at)), ["one"]) for at, state in enumerate(states)]
    captures += [Captured(one.hour + 17, one.body, ["two"]) for one in captures[::3]]
    captures.sort(key=lambda one: one.hour)
    texts = ["A", "B", "C", *("ABC"[state] for state in states)]
    asked = {
        frozenset(Crawl(captures, [texts, texts[::-1]], frozenset(), precision, Random(seed)).to_the_end())
        for seed in range(8)
    }
    assert len(asked) == 1
    assert 5 < len(next(iter(asked))) < len(captures) / 2
