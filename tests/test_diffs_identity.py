from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs import align, identify
from model import Block, Clause, Identity


def clause(text):
    return Clause(block=Block.PARAGRAPH, text=text, words=text.casefold().replace(".", ""))


def chain(*versions):
    texts = [[clause(text) for text in version] for version in versions]
    return identify(texts, [align(*pair) for pair in pairwise(texts)])


def ids(*versions):
    return [[identity.id for identity in row] for row in chain(*versions)]


LAMP = "The lamp is lit at dusk and put out at dawn by the keeper alone"
HORN = "The horn is blown in fog as often as the oldest rule demands"
BOAT = "No boat may land at the rock without a word from the harbour"


def test_numbers_are_given_in_order_of_first_appearance():
    assert ids([LAMP, HORN], [BOAT, LAMP, HORN]) == [[1, 2], [3, 1, 2]]


def test_a_modified_and_moved_clause_keeps_its_number():
    changed = LAMP.replace("keeper", "guardian")
    assert ids([LAMP, HORN, BOAT], [HORN, BOAT, changed]) == [[1, 2, 3], [2, 3, 1]]


def test_a_split_keeps_the_number_on_its_first_part_and_names_the_parent():
    rows = chain([f"{LAMP} {HORN}", BOAT], [LAMP, HORN, BOAT])
    assert rows[1] == (Identity(id=1, parents=(1,)), Identity(id=3, parents=(1,)), Identity(id=2))


def test_a_merge_takes_the_number_of_its_first_clause_and_names_both_parents():
    rows = chain([BOAT, LAMP, HORN], [BOAT, f"{LAMP} {HORN}"])
    assert rows[1] == (Identity(id=1), Identity(id=2, parents=(2, 3)))


def test_a_clause_that_was_gone_and_returns_is_itself_again():
    assert ids([LAMP, HORN], [HORN], [LAMP, HORN]) == [[1, 2], [2], [1, 2]]


def test_a_text_that_returns_gives_every_clause_its_number_back():
    other = [LAMP.replace("dusk", "noon"), BOAT]
    assert ids([LAMP, HORN], other, [LAMP, HORN])[2] == [1, 2]


def test_a_returning_text_takes_no_number_that_is_in_use():
    rows = ids([LAMP], [LAMP.replace("dusk", "noon")], [LAMP.replace("dusk", "noon"), LAMP])
    assert rows == [[1], [1], [1, 2]]


def test_the_number_of_alignments_must_fit():
    with pytest.raises(ValueError, match="2 texts need 1 alignments, got 0"):
        identify([[clause(LAMP)], [clause(LAMP)]], [])


VERSIONS = st.lists(st.lists(st.sampled_from([LAMP, HORN, BOAT, f"{LAMP} {HORN}", "To top"]), max_size=5), max_size=5)


@given(VERSIONS)
def test_no_number_stands_twice_in_a_version_and_every_clause_has_one(versions):
    rows = ids(*versions)
    assert [len(row) for row in rows] == [len(version) for version in versions]
    assert all(len(set(row)) == len(row) for row in rows)
    assert all(number > 0 for row in rows for number in row)


@given(VERSIONS)
def test_later_versions_change_no_number_given_before(versions):
    rows = ids(*versions)
    for length in range(len(versions)):
        assert ids(*versions[:length]) == rows[:length]
