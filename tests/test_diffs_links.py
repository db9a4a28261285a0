from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs.alignment.anchors import common
from diffs.alignment.links import Gap, Links, gaps
from diffs.alignment.similarity import Bags, Index
from diffs.order import heaviest_in_order
from model import Block, Clause

CANDIDATES = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9).map(float)), max_size=8, unique_by=lambda c: c[:2]
)


def rises(rows):
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(rows))


def heaviest_by_trying_all(candidates):
    choices = (c for size in range(len(candidates) + 1) for c in combinations(sorted(candidates), size))
    return max((sum(weight for _, _, weight in c) for c in choices if rises(c)), default=0.0)


@given(CANDIDATES)
def test_the_heaviest_choice_rises_and_is_as_heavy_as_any(candidates):
    weights = {(i, j): weight for i, j, weight in candidates}
    chosen = heaviest_in_order(candidates)
    assert rises(chosen)
    assert sum(weights[pair] for pair in chosen) == heaviest_by_trying_all(candidates)


ROW = st.text("abc", max_size=9)


@given(ROW, ROW)
def test_a_common_subsequence_rises_is_equal_and_is_longest(one, other):
    pairs = common(one, other)
    assert rises(pairs)
    assert all(one[x] == other[y] for x, y in pairs)
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for x, left in enumerate(one):
        for y, right in enumerate(other):
            best = max(lengths[x][y + 1], lengths[x + 1][y])
            lengths[x + 1][y + 1] = lengths[x][y] + 1 if left == right else best
    assert len(pairs) == lengths[-1][-1]


def test_what_is_linked_is_not_linked_again():
    links = Links(2, 2)
    links.tie(0, 1)
    with pytest.raises(ValueError, match="clause 0 before or 0 after is linked already"):
        links.tie(0, 0)


def test_gaps_pair_what_is_free_between_the_same_neighbours_closed_ones_first():
    links = Links(5, 5)
    links.tie(1, 2)
    links.tie(3, 3)
    assert list(gaps(links)) == [
        Gap(range(1), range(2), left=True, right=True),
        Gap(range(4, 5), range(4, 5), left=True, right=True),
    ]


def test_a_gap_can_be_open_on_a_side():
    links = Links(4, 4)
    links.tie(0, 0)
    links.tie(2, 3)
    links.tie(3, 1)
    assert list(gaps(links)) == [Gap(range(1, 2), range(2, 3), left=False, right=True)]


def clause(words):
    return Clause(block=Block.PARAGRAPH, text=words, words=words)


def test_an_index_answers_with_what_shares_the_rarest_words():
    rows = [clause("we keep letters"), clause("we keep owls"), clause("we keep letters and owls")]
    bags = Bags(rows, [clause("owls we keep")])
    index = Index(bags, ((at, bags.bags[0][at]) for at in range(len(rows))), budget=100)
    assert index.nearest(bags.bags[1][0], 2) == [1, 2]


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=5), min_size=1, max_size=4))
def test_similarity_is_whole_for_equal_words_and_never_more(rows):
    clauses = [clause(" ".join(row)) for row in rows]
    bags = Bags(clauses, clauses)
    for i, one in enumerate(clauses):
        for j, other in enumerate(clauses):
            assert 0 <= bags.similarity(i, j) <= 1 + 1e-9
            if one.words == other.words and one.words:
                assert bags.similarity(i, j) == pytest.approx(1)


def test_clauses_of_the_same_words_weigh_the_same_to_the_last_digit_in_whatever_order_they_stand():
    """Added up one after the other they do not, and `sum` rounds otherwise on other Pythons: a tie could fall so."""
    chance = Random(3)
    words = [f"word{number}" for number in range(90)]
    rest = [clause(" ".join(words[: number + 1])) for number in range(0, 90, 2)]
    orders = [clause(" ".join(chance.sample(words, len(words)))) for _ in range(40)]
    bags = Bags(rest, orders)
    assert all(len({sizes[at] for at in range(len(orders))}) == 1 for sizes in (bags.sizes[1], bags.rare_sizes[1]))
