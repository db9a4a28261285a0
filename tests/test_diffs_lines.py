"""Are lines that only date, head or point told from lines that say something?"""

import pytest

from diffs import compare
from extract import clauses_of_markdown
from model import Nature

TOP = "These rules say what guests of the Fenwick boat house may do with its boats, and what they must leave alone."
END = "You agree to bring every boat back before the lamps are lit, whoever has taken it out."


def judged(before, after):
    old, new = (clauses_of_markdown(f"{TOP}\n\n{text}\n\n{END}\n")[1] for text in (before, after))
    changes = compare(old, new)
    assert changes, "nothing changed"
    return [change.judgement for change in changes]


def both_ways(line):
    return [*judged("", line), *judged(line, "")]


@pytest.mark.parametrize(
    "line",
    ["Last updated: 3 May 2019", "Effective: April 1, 2020", "May 23, 2018", "Stand: 3. Mai 2019", "© 2019 Fenwick"],
)
def test_a_line_that_only_dates_the_text_is_no_news(line):
    assert {one.natures for one in both_ways(line)} == {(Nature.DATE_ONLY,)}


@pytest.mark.parametrize(
    "line",
    [
        "Our new rules are effective July 1, 2023.",
        "We will change these rules on 3 May 2019.",
        "Boats built before 1 May 1960 stay in the house.",
    ],
)
def test_a_line_that_announces_or_rules_is_news(line):
    assert all(one.alert for one in both_ways(line))


@pytest.mark.parametrize(
    "line", ["Information about Oars", "## Oars and Sails", "**Fenwick Boat Rules**", "Über Ruder"]
)
def test_a_heading_alone_is_no_news(line):
    assert not any(one.alert for one in both_ways(line))


@pytest.mark.parametrize(
    "line",
    [
        "No dogs",
        "Guests under 16",
        "Fenwick Boats Ltd",
        "keeper@fenwick.example",
        "Oldwell\n\nTarn\n\nMossgate",
        "* Oldwell",
        "We lend oars",
    ],
    ids=["denial", "age", "company", "address", "names below each other", "item of a list", "sentence"],
)
def test_a_short_line_that_may_say_something_is_news(line):
    assert any(one.alert for one in both_ways(line))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://fenwick.example/oars", "https://boats.fenwick.example/guide/oars"),
        ("this page", "https://fenwick.example/oars"),
        ("here", "https://fenwick.example/oars"),
    ],
)
def test_where_a_sentence_points_is_no_news(before, after):
    said = judged(
        f"To learn about oars visit {before} when it rains.", f"To learn about oars visit {after} when it rains."
    )
    assert [(one.alert, one.natures) for one in said] == [(False, (Nature.LINK_TARGET,))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keeper@fenwick.example", "desk@fenwick.example"),
        ("the keeper", "https://fenwick.example/oars"),
    ],
)
def test_whom_a_sentence_names_is_news(before, after):
    assert all(
        one.alert for one in judged(f"Complaints go to {before} by letter.", f"Complaints go to {after} by letter.")
    )


def test_blocks_that_were_cut_anew_say_the_same():
    rows = ["oars of ash for the long boats", "sails of linen for the short ones", "lamps with oil for the evening"]
    listed = "The keeper lends these:\n\n" + "\n".join(f"* {row}" for row in rows)
    inline = "The keeper lends these: " + " ".join(rows)
    assert not any(one.alert for one in [*judged(listed, inline), *judged(inline, listed)])


def test_what_is_said_once_more_or_of_others_is_no_cut():
    once = "The keeper lends oars of ash to guests of the house."
    assert any(one.alert for one in judged(once, f"{once}\n\nThe keeper lends sails of linen to guests of the house."))
    assert any(one.alert for one in judged("Guests pay the keeper for oars.", "The keeper pay guests for oars."))
