from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

import diffs
from diffs.alignment.ruled import joined
from extract import clauses_of_markdown
from model import Alignment, ChangeKind

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


ROUNDS = clauses_of_markdown(
    "The lamp is lit at dusk by the keeper.\n\nThe horn is blown in fog.\n\nNo boat may land at the rock.\n\n"
    "The stairs are swept on Mondays.\n\nLetters come with the tender."
)[1]


def test_what_was_tied_to_another_place_has_moved() -> None:
    (lamp, *others), (asked,) = ROUNDS, clauses_of_markdown("Ask the harbour for a key.")[1]
    found = {(one.before, one.after): one.kinds for one in diffs.align([lamp, *others], [*others, asked], [(0, 4)])}
    assert found.pop(((0,), (4,))) == (ChangeKind.MOVED, ChangeKind.MODIFIED)
    assert set(found.values()) == {()}


def test_what_is_tied_already_stays_as_it_was_found() -> None:
    after = [*ROUNDS[1:], ROUNDS[0]]
    found = diffs.align(ROUNDS, after)
    pairs = [(one.before[0], one.after[0]) for one in found]
    assert [one.kinds for one in found] == [(), (), (), (), (ChangeKind.MOVED,)]
    assert diffs.align(ROUNDS, after, pairs) == found
    assert diffs.align(ROUNDS, after, pairs[-1:]) == found


def test_of_two_sayings_about_a_clause_the_later_one_holds() -> None:
    assert kinds_of(((0, 2), (0, 0))) == kinds_of(((0, 0),))
    assert kinds_of(((0, 2), (2, 2))) == kinds_of(((2, 2),))


def test_ten_thousand_clauses_are_tied_in_seconds() -> None:
    many = [replace(ROUNDS[0], text=f"Rule {n}", words=f"rule {n}") for n in range(10_000)]
    alone = [Alignment(before=(n,), after=(), kinds=(ChangeKind.REMOVED,)) for n in range(len(many))]
    begun = process_time()
    found = joined(alone, [(n, n) for n in range(len(many))], many, many)
    assert process_time() - begun < 10
    assert {one.kinds for one in found} == {()}
