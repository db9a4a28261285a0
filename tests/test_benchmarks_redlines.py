from benchmarks.redlines import closed, cuts, islands, marked, plain_diff, random_pairs, side
from diffs import as_text
from model import Edit, EditKind


def edits(*runs: str) -> list[Edit]:
    signs = {"-": EditKind.DELETED, "+": EditKind.INSERTED, "=": EditKind.KEPT}
    return [Edit(kind=signs[run[0]], text=run[1:]) for run in runs]


def test_an_edit_that_begins_in_a_phrase_cuts_it():
    assert list(cuts(edits("=You may ", "+not ", "=copy."))) == ["may not"]
    assert not list(cuts(edits("=You ", "-may", "+may not", "= copy.")))


def test_a_number_without_its_unit_is_cut():
    assert list(cuts(edits("=for ", "-30", "+90", "= days"))) == ["30 days", "90 days"]


def test_two_words_between_edits_are_an_island_and_three_are_none():
    assert [edit.text for edit in islands(edits("-a", "= of the ", "+b"))] == [" of the "]
    assert not islands(edits("-a", "= one of the ", "+b"))
    assert not islands(edits("= of the ", "+b"))


def test_a_number_or_a_negation_may_stand_alone():
    assert not islands(edits("-a", "= 30 ", "+b"))
    assert not islands(edits("-a", "= not ", "+b"))


def test_closing_turns_islands_into_edits():
    assert marked(closed(edits("-a", "= of the ", "+b"))) == 6


def test_the_plain_diff_is_one_of_words():
    assert as_text(plain_diff("kept 30 days", "kept 90 days")) == "kept[-30-]{+90+}days"


def test_random_pairs_are_the_same_on_every_run():
    assert list(random_pairs(20)) == list(random_pairs(20))


def test_sides_are_what_was_and_what_is():
    found = edits("=a ", "-b", "+c")
    assert (side(found, EditKind.DELETED), side(found, EditKind.INSERTED)) == ("a b", "a c")
