from __future__ import annotations

import pytest

import diffs
from extract import clauses_of_markdown
from model import ChangeKind

BEFORE = clauses_of_markdown("We keep orders for one year.\n\nLetters go to Dover.\n\nNobody else sees them.")[1]
AFTER = clauses_of_markdown("Orders are erased after ten days.\n\nLetters go to Dover.\n\nYou may object at any time.")[
    1
]


def kinds_of(
    same: tuple[tuple[int, int], ...],
) -> dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[ChangeKind, ...]]:
    return {(one.before, one.after): one.kinds for one in diffs.align(BEFORE, AFTER, same=same)}


def test_clauses_that_a_person_said_are_one_are_one() -> None:
    assert kinds_of(((2, 2),))[(2,), (2,)] == (ChangeKind.MODIFIED,)


def test_what_was_tied_elsewhere_before_is_left_removed_and_added() -> None:
    found = kinds_of(((1, 0),))
    assert found[(1,), (0,)] == (ChangeKind.MODIFIED,)
    assert found[(), (1,)] == (ChangeKind.ADDED,)


@pytest.mark.parametrize("same", [(), ((0, 2),), ((0, 0), (2, 1)), ((1, 2),)])
def test_every_clause_is_still_named_exactly_once(same: tuple[tuple[int, int], ...]) -> None:
    found = diffs.align(BEFORE, AFTER, same=same)
    assert sorted(i for one in found for i in one.before) == [0, 1, 2]
    assert sorted(j for one in found for j in one.after) == [0, 1, 2]


def test_of_a_merge_the_others_stay_together() -> None:
    parts = clauses_of_markdown(
        "We keep orders for a year.\n\nThen we erase every one of them for good.\n\nLetters stay."
    )[1]
    whole = clauses_of_markdown(
        "We keep orders for a year. Then we erase every one of them for good.\n\nLetters stay."
    )[1]
    assert any(ChangeKind.MERGED in one.kinds for one in diffs.align(parts, whole))
    found = {(one.before, one.after): one.kinds for one in diffs.align(parts, whole, same=((1, 0),))}
    assert found[(1,), (0,)] == (ChangeKind.MODIFIED,)
    assert found[(0,), ()] == (ChangeKind.REMOVED,)
