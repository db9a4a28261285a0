"""Which natures does a reader see in a change, and in all changes of a revision together?"""

import pytest

from diffs import compare, judge_revision
from extract import clauses_of_markdown
from model import Nature

RULES = [
    "Boats are lent from the first warm day until the leaves fall.",
    "Oars stand beside the door of the house and belong to nobody.",
    "Nets are dried on the wall and mended by whoever finds a hole.",
    "Lamps burn on the jetty as long as one boat is still out.",
    "Ropes are coiled to the right, as the old keeper taught us.",
    "Buckets are for bailing, and fish is carried in the baskets.",
]
NEWS = "A fine of 5 coins is paid for every boat that comes home after the bell."


def natures(before, after, *earlier):
    old, new, *known = (clauses_of_markdown("\n\n".join(one))[1] for one in (before, after, *earlier))
    return set(judge_revision(old, new, compare(old, new), known).judgement.natures)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("The keeper's bell rings twice.", "The keeper’s bell rings, twice.", {Nature.TYPOGRAPHIC}),
        ("## Where the nets are", "### Where the nets are", {Nature.STRUCTURE}),
        ("* Where the nets are", "Where the nets are", {Nature.STRUCTURE}),
        ("Ask [the keeper](/keeper) for it.", "Ask [the keeper](/en/keeper) for it.", {Nature.LINK_TARGET}),
        ("Ask [the keeper](/keeper) for it.", "Ask the keeper for it.", {Nature.LINK_TARGET}),
        (
            "The harbour rules hang in [the house](/rules).",
            "The harbor rules hang in [the house](/en/rules).",
            {Nature.EDITORIAL, Nature.LINK_TARGET},
        ),
    ],
)
def test_what_a_quiet_change_shows(before, after, shown):
    assert natures([RULES[0], before, RULES[1]], [RULES[0], after, RULES[1]]) == shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([RULES[0]], ["Last updated: 3 May 2019", RULES[0]]),
        (["Last updated: 3 May 2019", RULES[0]], ["Effective from 7 June 2020", RULES[0]]),
        (
            [f"These rules were last changed on 3 May 2019. {RULES[1]}"],
            [f"These rules were last changed on 7 June 2020. {RULES[1]} {NEWS}"],
        ),
    ],
    ids=["a line that came", "another line", "in a sentence"],
)
def test_the_date_of_the_text_shows_wherever_it_stands(before, after):
    assert Nature.DATE_ONLY in natures([*before, RULES[2]], [*after, NEWS, RULES[2]])


def test_a_date_that_something_depends_on_is_none_of_the_text():
    before, after = (f"Boats built after 3 May {year} need two lamps on the mast." for year in (2019, 2020))
    assert Nature.DATE_ONLY not in natures([before, RULES[0]], [after, RULES[0]])


def commas(rules):
    return [rule.replace(" and", ", and") for rule in rules]


def test_one_comma_beside_much_news_is_not_named():
    new = [f"Rule {n}: whoever rows on a day of {what} pays {n} coins." for n, what in enumerate("abcdefghijklmnop")]
    assert natures(RULES, [RULES[0], *commas(RULES[1:2]), *RULES[2:], *new]) == {Nature.SUBSTANTIVE}
    assert natures(RULES, [*commas(RULES), NEWS]) == {Nature.SUBSTANTIVE, Nature.TYPOGRAPHIC}


def test_numbers_that_moved_on_because_a_clause_came_are_not_named():
    old = [f"{n}. {rule}" for n, rule in enumerate(RULES, start=1)]
    new = [f"{n}. {rule}" for n, rule in enumerate([NEWS, *RULES], start=1)]
    assert natures(old, new) == {Nature.SUBSTANTIVE}


def test_numbers_in_another_style_are_typography():
    old = [f"{n}. {rule}" for n, rule in enumerate(RULES, start=1)]
    new = [f"({n}) {rule}" for n, rule in enumerate(RULES, start=1)]
    assert Nature.TYPOGRAPHIC in natures(old, new)


def test_sentences_that_return_are_extraction_whatever_else_they_show():
    long = [*RULES, NEWS]
    assert natures(commas(RULES), long, long) == {Nature.EXTRACTION}


def test_commas_that_return_are_typography():
    assert natures(commas(RULES), RULES, RULES) == {Nature.TYPOGRAPHIC}
