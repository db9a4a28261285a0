"""Is each copy of a repeated line taken for the one beside the same clauses?"""

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from diffs import align
from diffs.alignment.copies import sort_out
from diffs.alignment.links import Links
from extract import clause_of_block
from model import Block, ChangeKind, Clause

TOP = "To top"


def clauses(*texts):
    return [Clause(block=Block.PARAGRAPH, text=text, words=text.casefold()) for text in texts]


def linked(before, after, pairs):
    links = Links(len(before), len(after))
    for i, j in pairs:
        links.tie(i, j)
    sort_out(clauses(*before), clauses(*after), links)
    return links.pairs()


def test_copies_that_crossed_are_exchanged():
    text = ["a", TOP, "b", "c", TOP, "d"]
    crossed = [(0, 0), (1, 4), (2, 2), (3, 3), (4, 1), (5, 5)]
    assert linked(text, text, crossed) == [(at, at) for at in range(6)]


def test_a_copy_that_was_left_over_takes_the_place_beside_its_neighbours():
    text = ["a", TOP, "b", "c", TOP, "d"]
    assert linked(text, text, [(0, 0), (1, 4), (2, 2), (3, 3), (5, 5)]) == [(at, at) for at in range(6)]


def test_a_copy_keeps_its_link_where_no_neighbour_speaks_against_it():
    assert linked([TOP, TOP], [TOP, TOP], [(0, 1)]) == [(0, 1)]
    assert linked(["a", TOP], [TOP, "b"], [(1, 0)]) == [(1, 0)]


def test_the_line_under_a_section_that_moved_goes_along():
    first = ["The lamp is lit at dusk by the keeper alone", "The wick is cut each morning before the fog lifts", TOP]
    second = ["No boat may land at the rock without a word", "Ropes are dried in the tower after every storm", TOP]
    third = ["The horn is blown in fog as the oldest rule demands", TOP]
    before, after = clauses(*first, *second, *third), clauses(*second, *third, *first)
    found = {one.before: one.after for one in align(before, after)}
    assert [found[i,] for i in (2, 5, 7)] == [(7,), (2,), (4,)]
    assert not any(ChangeKind.ADDED in one.kinds for one in align(before, after))


@given(st.lists(st.sampled_from(["a", "b", TOP]), max_size=9), st.lists(st.sampled_from(["a", TOP]), max_size=9))
def test_only_copies_are_exchanged_and_no_link_is_lost(before, after):
    links = [pair for pair in enumerate(range(len(after))) if pair[0] < len(before)]
    found = linked(before, after, links)
    assert len(found) >= len(links)
    assert {pair for pair in links if before[pair[0]] != after[pair[1]]} <= set(found)


def test_ten_thousand_copies_take_no_time():
    before, after = clauses(*[TOP] * 10_000), clauses(*[TOP] * 9_985)
    links = Links(len(before), len(after))
    for j in range(len(after)):
        links.tie(len(after) - 1 - j, j)
    begun = time.process_time()
    sort_out(before, after, links)
    assert time.process_time() - begun < 10


def section(heading, *texts):
    return [Clause(block=Block.HEADING, text=heading, words=heading.casefold(), level=2), *clauses(*texts)]


def test_sections_that_change_places_take_their_copies_along_though_what_stands_above_them_was_merged():
    before = [*section("Bees", "hive", "honey", TOP), *section("Cats", "purr", TOP), *section("Dogs", "bark", TOP)]
    after = [*section("Bees", "hive and honey", TOP), *section("Dogs", "bark", TOP), *section("Cats", "purr", TOP)]
    links = Links(len(before), len(after))
    crossed = {3: 8, 6: 2, 9: 5}
    apart = {0: 0, 4: 6, 5: 7, 7: 3, 8: 4}
    for i, j in {**crossed, **apart}.items():
        links.tie(i, j)
    sort_out(before, after, links)
    assert {i: links.after_of[i] for i in crossed} == {3: 2, 6: 8, 9: 5}


def test_links_with_equal_words_are_told_apart_by_where_they_lead():
    years = [f"[Earlier rules](https://bees.example/{year}.pdf)" for year in (2021, 2022, 2023, 2024)]
    shuffled = ["What held before", *(years[at] for at in (2, 0, 3, 1)), "Ask for what is older"]
    old, new = ([clause_of_block(block) for block in blocks] for blocks in (years, shuffled))
    assert {one.before[0]: one.after[0] for one in align(old, new) if one.before} == {2: 1, 0: 2, 3: 3, 1: 4}


def test_copies_with_numbers_of_their_own_are_not_exchanged():
    before = clauses("a", "not used", "b", "c", "not used", "d")
    before[1], before[4] = replace(before[1], label="4."), replace(before[4], label="7.")
    after = [before[0], before[4], *before[2:4], before[1], before[5]]
    links = Links(6, 6)
    for i, j in [(0, 0), (1, 4), (2, 2), (3, 3), (4, 1), (5, 5)]:
        links.tie(i, j)
    sort_out(before, after, links)
    assert links.after_of == [0, 4, 2, 3, 1, 5]
