from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs import align, follow
from model import Block, ChangeKind, Clause, Identity


def clause(text):
    return Clause(block=Block.PARAGRAPH, text=text, words=text.casefold().replace(".", ""))


def followed(*versions):
    texts = [[clause(text) for text in version] for version in versions]
    return follow(texts, [align(*pair) for pair in pairwise(texts)])


def chain(*versions):
    return followed(*versions).identities


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


BELL = "A bell at the landing is rung twice before the ferry leaves for the mainland in the evening"
ROPE = "Ropes are coiled and hung to dry in the tower before anyone on the watch goes to bed"


def test_a_clause_that_returns_slightly_edited_is_itself_again():
    assert ids([LAMP, BELL, HORN], [LAMP, HORN], [LAMP, BELL.replace("twice", "three times"), HORN])[2] == [1, 2, 3]


def test_a_clause_that_returns_much_edited_is_itself_again_between_its_neighbours_alone():
    edited = "A bell is rung by hand at the landing when fog hides the boats and nobody sees the mainland"
    assert ids([LAMP, BELL, HORN], [LAMP, HORN], [LAMP, edited, HORN])[2] == [1, 2, 3]
    assert ids([LAMP, BELL, HORN], [LAMP, HORN], [edited, LAMP, HORN])[2] == [4, 1, 3]


def test_the_end_of_a_text_is_another_neighbour_than_a_clause_that_nobody_knows():
    edited = "A bell is rung by hand at the landing when fog hides the boats and nobody sees the mainland"
    assert ids([BELL, LAMP, HORN], [LAMP, HORN], [edited, LAMP, HORN])[2] == [1, 2, 3]
    assert ids([BELL, LAMP, HORN], [LAMP, HORN], [ROPE, edited, LAMP, HORN])[2] == [4, 5, 2, 3]


def test_another_clause_at_the_place_of_one_that_had_gone_is_new():
    assert ids([LAMP, BELL, HORN], [LAMP, HORN], [LAMP, ROPE, HORN])[2] == [1, 4, 3]


def test_a_page_shown_in_part_loses_no_number():
    whole = [LAMP, "To top", HORN, "To top", BELL, "To top", ROPE, "To top"]
    later = [BOAT, *whole[:4], BELL.replace("twice", "once"), *whole[5:]]
    assert ids(whole, whole[:3], later)[2] == [9, 1, 2, 3, 4, 5, 6, 7, 8]


def test_the_later_part_of_a_split_is_new_whatever_words_it_has():
    rows = chain([LAMP, BELL, HORN], [f"{LAMP} {BELL}", HORN], [LAMP, BELL, HORN, BOAT, ROPE, "Wind is noted at noon."])
    assert rows[2][:3] == (Identity(id=1, parents=(1,)), Identity(id=4, parents=(1,)), Identity(id=3))


def test_a_merge_that_is_taken_back_beside_another_edit_gives_the_clauses_their_numbers_back():
    rows = chain([LAMP, BELL, HORN], [f"{LAMP} {BELL}", HORN], [LAMP, BELL, HORN, BOAT])
    assert rows[2] == (Identity(id=1, parents=(1,)), Identity(id=2, parents=(1,)), Identity(id=3), Identity(id=4))


def test_a_clause_that_returns_in_its_own_words_is_no_other_clause_that_moved():
    near = BELL.replace("twice before the ferry leaves for", "once when the ferry has left")
    found = followed([BELL, near, LAMP, HORN], [near, LAMP, HORN], [LAMP, HORN, ROPE, BELL])
    assert [one.id for one in found.identities[2]] == [3, 4, 5, 1]
    kinds = {(one.before, one.after): one.kinds for one in found.alignments[1]}
    assert kinds[(0,), ()] == (ChangeKind.REMOVED,)
    assert kinds[(), (3,)] == (ChangeKind.ADDED,)


def test_the_number_of_alignments_must_fit():
    with pytest.raises(ValueError, match="2 texts need 1 alignments, got 0"):
        follow([[clause(LAMP)], [clause(LAMP)]], [])


LAMP_AT_NOON = LAMP.replace("dusk", "noon")
VERSIONS = st.lists(
    st.lists(st.sampled_from([LAMP, LAMP_AT_NOON, HORN, BOAT, f"{LAMP} {HORN}", "To top"]), max_size=5), max_size=5
)


@given(VERSIONS)
def test_no_alignment_joins_what_changed_its_words_and_its_number(versions):
    found = followed(*versions)
    for number, step in enumerate(found.alignments):
        assert sorted(i for one in step for i in one.before) == list(range(len(versions[number])))
        assert sorted(j for one in step for j in one.after) == list(range(len(versions[number + 1])))
        for one in step:
            if ChangeKind.MODIFIED in one.kinds and len(one.before) == len(one.after) == 1:
                before, after = found.identities[number][one.before[0]], found.identities[number + 1][one.after[0]]
                assert before.id == after.id


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
