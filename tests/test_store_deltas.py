"""Does every body read back, in few steps, whatever came before it and in whatever order?"""

from bisect import bisect
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.deltas import MOST_STEPS, Beside, BrokenError, Resting, below, by_itself, may_bear, packed, unpacked

WORDS = [f"<p>clause {n}: {Random(n).getrandbits(400):x}</p>" for n in range(60)]


def page(chance, words=WORDS):
    """Words that stand for long, and what is another at each visit."""
    return f"<meta content='{chance.getrandbits(128):x}'>{''.join(words)}".encode()


class Shelf:
    """What was packed so far. Bodies that others rest on are unpacked anew each time, as from disk."""

    def __init__(self):
        self.rows, self.line = [], []

    def resting(self, number):
        return self.rows[number][0]

    def body(self, number):
        found = {}
        for one in sorted(below([number], self)):
            resting, frame, length = self.rows[one]
            found[one] = unpacked(frame, [found[base] for base in resting.bases], length)
        return found[number]

    def keep(self, moment, body, other=None):
        """Beside what is nearest before and after that moment."""
        place = bisect(self.line, (moment,))
        near = sorted(self.line[max(0, place - 1) : place + 1], key=lambda one: abs(one[0] - moment))
        made = packed(body, Beside(own=tuple(number for _, number in near), other=lambda: other), self)
        assert all(base < len(self.rows) for base in made.resting.bases)
        if may_bear(len(body)):
            self.line.insert(place, (moment, len(self.rows)))
        self.rows.append((made.resting, made.frame, len(body)))
        return len(self.rows) - 1

    def steps(self, number):
        return len(below(self.resting(number).bases, self))

    @property
    def size(self):
        return sum(len(frame) for _, frame, _ in self.rows)


def filled(moments, seed=0):
    """(shelf, bodies by number): a page of which a clause is another at every third moment."""
    chance, shelf, bodies, length = Random(seed), Shelf(), {}, max(moments, default=0) + 1
    said = {
        moment: [f"{w}{max(0, moment - n) // (3 * len(WORDS))}" for n, w in enumerate(WORDS)]
        for moment in range(length)
    }
    for moment in moments:
        body = page(chance, said[moment])
        bodies[shelf.keep(moment, body)] = body
    return shelf, bodies


def halving(length):
    """Both ends first, then the middle of each stretch, as a crawl asks."""
    order, stretches = [0, length - 1], [(0, length - 1)]
    for low, high in stretches:
        if high - low > 1:
            order.append((low + high) // 2)
            stretches += [(low, order[-1]), (order[-1], high)]
    return order


ORDERS = {
    "of time": lambda n: list(range(n)),
    "backwards": lambda n: list(range(n - 1, -1, -1)),
    "the first, then backwards": lambda n: [0, *range(n - 1, 0, -1)],
    "halving": halving,
    "by chance": lambda n: Random(n).sample(range(n), n),
    "from both ends": lambda n: [
        at for pair in zip(range(n // 2), range(n - 1, n // 2 - 1, -1), strict=True) for at in pair
    ],
}


@pytest.mark.parametrize("order", ORDERS)
def test_in_any_order_few_bodies_are_unpacked_for_one_and_each_says_little(order):
    shelf, bodies = filled(ORDERS[order](1200))
    assert max(shelf.steps(number) for number in bodies) <= MOST_STEPS
    assert all(shelf.body(number) == bodies[number] for number in Random(1).sample(sorted(bodies), 60))
    whole = len(by_itself(bodies[0]).frame)
    assert shelf.size < len(bodies) * whole / 10


def test_of_many_halved_captures_any_is_read_in_a_few_more_steps_than_there_are_halves():
    shelf, bodies = filled(halving(2**11 + 1))
    assert max(shelf.steps(number) for number in bodies) <= 13


def test_a_capture_that_says_nothing_new_is_as_near_to_the_ground_as_its_neighbour():
    chance, shelf = Random(1), Shelf()
    numbers = [shelf.keep(moment, page(chance)) for moment in range(100)]
    assert {shelf.steps(number) for number in numbers[1:]} == {1}


bodies_of_any_kind = st.one_of(
    st.binary(max_size=600),
    st.integers(0, 5).map(lambda n: Random(n).randbytes(5_000)),
    st.tuples(st.integers(0, 3), st.integers(0, 9)).map(lambda two: page(Random(two[0]), WORDS[: 60 - two[1]])),
    st.just(b""),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), bodies_of_any_kind, st.booleans()), max_size=60))
def test_any_bodies_in_any_order_read_back(arrivals):
    shelf = Shelf()
    numbers = []
    for at, body, beside in arrivals:
        numbers.append(shelf.keep(at, body, shelf.line[0][1] if beside and shelf.line else None))
    assert [shelf.body(number) for number in numbers] == [body for _, body, _ in arrivals]
    assert all(shelf.steps(number) <= MOST_STEPS for number in numbers)


def test_the_first_of_an_original_rests_on_a_page_beside_it():
    chance, shelf = Random(1), Shelf()
    beside = shelf.keep(0, page(chance))
    shelf.line.clear()
    first = shelf.keep(0, page(chance, [*WORDS[:50], "<p>terms</p>"]), beside)
    assert shelf.resting(first).bases == (beside,)
    assert len(shelf.rows[first][1]) < len(shelf.rows[beside][1]) / 10


def test_what_has_nothing_of_its_neighbours_rests_on_nothing():
    shelf = Shelf()
    numbers = [shelf.keep(moment, Random(moment).randbytes(50_000)) for moment in range(5)]
    assert {shelf.resting(number) for number in numbers} == {Resting()}


@pytest.mark.parametrize("body", [b"moved", b"word " * 1_000_000])
def test_a_body_too_short_or_too_long_rests_on_nothing(body):
    shelf = Shelf()
    shelf.keep(0, body[:4_000_000].ljust(256))
    assert shelf.resting(shelf.keep(1, body)) == Resting()


FRAME = by_itself(page(Random(1))).frame


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(FRAME) * 8 - 1), st.integers(0, 10_000))
def test_a_damaged_frame_or_another_length_is_broken_or_gives_as_many_bytes(bit, length):
    damaged = bytearray(FRAME)
    damaged[bit // 8] ^= 1 << bit % 8
    for frame, expected in ((bytes(damaged), len(page(Random(1)))), (FRAME, length)):
        with suppress(BrokenError):
            assert len(unpacked(frame, [], expected)) == expected
