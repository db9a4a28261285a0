from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs import align, follow, life
from model import Alignment, Block, ChangeKind, Clause, Identity

LAMP = "The lamp is lit at dusk and put out at dawn by the keeper alone"
HORN = "The horn is blown in fog as often as the oldest rule demands"
BOAT = "No boat may land at the rock without a word from the harbour"
NOON = LAMP.replace("dusk", "noon")


def clause(text):
    return Clause(block=Block.PARAGRAPH, text=text, words=text.casefold())


def chain(*versions):
    texts = [[clause(text) for text in version] for version in versions]
    found = follow(texts, [align(*pair) for pair in pairwise(texts)])
    return found.identities, found.alignments


def lived(who, *versions):
    """(text, what happened, kinds) of every step of a life."""
    return [(one.text, what(one), kinds(one)) for one in life(*chain(*versions), who)]


def what(one):
    names = [name for name in ("came", "returned", "gone") if getattr(one, name)]
    return " ".join(names) or "changed"


def kinds(one):
    return [kind.value for kind in one.alignment.kinds] if one.alignment else []


def test_a_life_begins_with_the_first_text_and_holds_nothing_while_nothing_happens():
    assert lived(1, [LAMP, HORN], [LAMP, HORN, BOAT], [LAMP, BOAT]) == [(0, "came", [])]


def test_a_wording_is_a_step():
    assert lived(1, [LAMP, HORN], [NOON, HORN], [NOON, HORN]) == [(0, "came", []), (1, "changed", ["modified"])]


def test_a_clause_that_comes_later_was_added():
    assert lived(2, [LAMP], [LAMP, HORN]) == [(1, "came", ["added"])]


def test_a_clause_that_goes_and_returns_says_where_it_stood_last():
    identities, alignments = chain([LAMP, HORN], [HORN], [HORN], [HORN, LAMP])
    moments = life(identities, alignments, 1)
    assert [what(one) for one in moments] == ["came", "gone", "returned"]
    assert [(one.before, one.after) for one in moments] == [(None, 0), ((0, 0), None), ((0, 0), 1)]


def test_a_split_is_told_by_the_clause_that_goes_on_and_by_the_one_that_comes():
    versions = ([f"{LAMP} {HORN}", BOAT], [LAMP, HORN, BOAT])
    assert lived(1, *versions)[-1] == (1, "changed", ["split"])
    assert lived(3, *versions) == [(1, "came", ["split"])]


def test_a_merge_is_told_by_the_clause_that_goes_on_and_by_the_one_that_goes():
    versions = ([BOAT, LAMP, HORN], [BOAT, f"{LAMP} {HORN}"])
    assert lived(2, *versions)[-1] == (1, "changed", ["merged"])
    assert lived(3, *versions)[-1] == (1, "gone", ["merged"])


@pytest.mark.parametrize(
    ("identities", "alignment", "told"),
    [
        ([[1], [2], [1]], Alignment(before=(0,), after=(0,), kinds=(ChangeKind.MODIFIED,)), "returned"),
        ([[1, 2], [1, 2], [2, 1]], Alignment(before=(0,), after=(0,), kinds=(ChangeKind.MODIFIED,)), "changed"),
    ],
)
def test_what_a_step_paired_otherwise_than_the_identities_say_is_not_told_of_the_clause(identities, alignment, told):
    rows = [[Identity(id=one) for one in row] for row in identities]
    last = life(rows, [[], [alignment]], 1)[-1]
    assert (what(last), last.alignment) == (told, None)


VERSIONS = st.lists(
    st.lists(st.sampled_from([LAMP, NOON, HORN, BOAT, f"{LAMP} {HORN}", "To top"]), max_size=5), min_size=1, max_size=6
)


@given(VERSIONS)
def test_every_identity_comes_once_and_stands_where_its_life_says(versions):
    identities, alignments = chain(*versions)
    for who in {identity.id for row in identities for identity in row}:
        moments = life(identities, alignments, who)
        assert [one.came for one in moments] == [number == 0 for number in range(len(moments))]
        for one in moments:
            standing = [n for n, identity in enumerate(identities[one.text]) if identity.id == who]
            assert standing == ([] if one.gone else [one.after])
        presence = [any(identity.id == who for identity in row) for row in identities]
        turns = [n for n, (old, new) in enumerate(pairwise([False, *presence])) if old != new]
        assert [one.text for one in moments if one.came or one.returned or one.gone] == turns
