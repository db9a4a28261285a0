"""Which versions of a text are one edition, where two or more are served in turn?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs import variants
from tests.watched import clause

COMMON = [
    clause(f"Rule {number} of the Pennick ferry says who may board, what it costs, and what is done with the list.")
    for number in range(5)
]
HERE = clause("Your contract is with Pennick Ferries of Northquay, and the courts of Northquay decide about disputes.")
THERE = clause("Your contract is with Southquay Lines of Southquay, and an arbitrator there decides about disputes.")
LATER = [clause(f"From season {number} on a dog travels for {number} coins and needs a leash.") for number in range(5)]


def north(seasons=0):
    return [*COMMON, HERE, *LATER[:seasons]]


def south(seasons=0):
    return [*COMMON[:3], THERE, *LATER[:seasons]]


ERROR = [clause("This page cannot be shown at present, so please come back another day.")]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], ()),
        ([north()], (1,)),
        ([north(), north(1), north(2)], (1, 1, 1)),
        ([north(), south(), north(), south()], (1, 2, 1, 2)),
        ([north(), north(1), south(), north(1), south(), south(1), north(1)], (1, 1, 2, 1, 2, 2, 1)),
        ([north(), south(), north(1), south(), north(2)], (1, 2, 1, 2, 1)),
        ([north(), ERROR, south(), ERROR, north(), south()], (1, 2, 3, 2, 1, 3)),
    ],
    ids=["none", "one", "edits", "in turn", "edits of each", "edited while away", "three"],
)
def test_versions_belong_to_the_edition_that_they_go_on_from(texts, expected):
    assert variants(texts) == expected


@pytest.mark.parametrize("away", [ERROR, south()])
def test_what_was_shown_once_and_never_again_is_no_variant(away):
    assert variants([north(), away, north(), north(1)]) == (1, 1, 1, 1)


@given(st.lists(st.sampled_from([north(), north(1), north(3), south(), south(2), ERROR]), max_size=12))
def test_variants_are_numbered_as_they_come_and_each_is_served_twice_or_alone(texts):
    found = variants(texts)
    assert len(found) == len(texts)
    assert list(dict.fromkeys(found)) == list(range(1, len(set(found)) + 1))
    assert variants([*texts, *texts[-1:]])[: len(texts)] == found
