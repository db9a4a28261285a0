"""Are clauses that were run together, or cut at odd places, found by their letters where words do not tell?"""

from time import process_time

import pytest

from diffs import align
from extract import clause_of_block
from model import ChangeKind

AROUND = "The orchard keeps a ledger of every crate that leaves the yard."
OTHER = "Pickers sign for their baskets before the bell is rung at noon."
CONTENTS = ("Contents", "Whose orchard it is", "What we note", "Where crates go")
GLUED = "ContentsWhose orchard it isWhat we noteWhere crates go"


def aligned(before, after):
    old, new = ([clause_of_block(text) for text in texts] for texts in (before, after))
    return align(old, new)


def several(before, after):
    """The splits and merges, by positions."""
    return {(one.before, one.after) for one in aligned(before, after) if len(one.before) + len(one.after) > 2}


def test_lines_that_were_run_together_without_a_space_are_merged_and_the_other_way_round_split():
    lines, run = (AROUND, *CONTENTS, OTHER), (AROUND, GLUED, OTHER)
    assert several(lines, run) == {((1, 2, 3, 4), (1,))}
    assert several(run, lines) == {((1,), (1, 2, 3, 4))}
    (kind,) = next(one.kinds for one in aligned(run, lines) if len(one.after) == 4)
    assert kind is ChangeKind.SPLIT


def test_lines_whose_letters_are_not_all_of_a_clause_are_not_run_together():
    assert several((AROUND, *CONTENTS[:2], OTHER), (AROUND, GLUED + "Who drives", OTHER)) == set()


def test_a_line_that_belongs_to_a_clause_of_its_own_is_no_part_of_what_was_run_together():
    """What is run together may be a second copy: where the lines still stand, it came."""
    before, after = (AROUND, *CONTENTS, OTHER), (AROUND, *CONTENTS, OTHER, GLUED)
    assert several(before, after) == set()


LOAN = "The ladder is lent by the day, and who takes it brings it back clean, dry and whole, or pays for it."
LONGER = f"{LOAN[:-1]}; a ladder on loan is no gift, and a loan of a ladder to others ends the loan of the ladder."


@pytest.mark.parametrize("backwards", [False, True])
def test_a_title_that_stands_in_a_clause_right_before_another_part_of_it_is_a_part_too(backwards):
    """What came to the other part has the title's words so often that none of the host's are left for it."""
    whole, parts = (AROUND, f"Ladder loan {LOAN}", OTHER), (AROUND, "Ladder loan", LONGER, OTHER)
    expected = ((1,), (1, 2))
    if backwards:
        assert several(parts, whole) == {expected[::-1]}
    else:
        assert several(whole, parts) == {expected}


def test_a_line_that_touches_a_part_but_not_in_the_host_came():
    split = ("Whoever prunes a tree that is older than the wall tells the warden a week ahead", "It is our wall.")
    host = f"{split[0]} and leaves the cuttings on the cart."
    assert several((AROUND, host, OTHER), (AROUND, *split, OTHER)) == set()


def test_thousands_of_lines_that_begin_alike_take_no_longer_for_each_than_few():
    def seconds(count):
        lines = [f"crate of apples{'x' * (number % 7)}" for number in range(count)]
        run = ["".join(lines[at : at + 3]) + "y" for at in range(0, count, 3)]
        start = process_time()
        aligned((AROUND, *lines, OTHER), (AROUND, *run, OTHER))
        return process_time() - start

    seconds(300)
    assert seconds(6000) < 60 * max(seconds(600), 0.02)
