"""Does a comparison over several versions follow each clause on its way?"""

import html
import json

import pytest

from cli.answers import FLAGS
from model import Rendition
from settings import Home
from store import open_store
from tests import followed as the
from tests.demo_home import run


@pytest.fixture
def diff(demo_home):
    def asked(before, after, *options):
        return json.loads(run(demo_home, "diff", before, after, "--json", "--all", *options).out)

    return asked


def one_with(told, words, side="after"):
    found = [one for one in told["changes"] if any(words in part["text"] for part in one[side])]
    assert len(found) == 1
    return found[0]


def test_neighbours_are_told_as_their_history_tells_them(diff, demo_home):
    told = diff("ostrivel/privacy@2024-02-28", "2026-02-04")
    row = json.loads(run(demo_home, "changes", "ostrivel/privacy", "--since", "2026-02-04", "--all", "--json").out)[0]
    assert told["changes"] == row["changes"]
    assert told["bracket"] == row["bracket"]


def test_a_clause_that_moved_and_was_renumbered_on_the_way_is_one_clause(diff):
    told = diff("skarnwell/privacy@2005-09-27", "2012-07-29")
    moved = one_with(told, "You can switch off the counting cookie")
    assert len(moved["before"]) == 1
    assert moved["kinds"] == ["moved", "renumbered"]


def test_a_clause_that_was_split_on_the_way_is_told_as_split(diff):
    told = diff("skarnwell/privacy@2007-03-04", "2012-07-29")
    split = one_with(told, "Registration details are kept until you delete your account")
    assert "split" in split["kinds"]
    assert len(split["after"]) == 2


def test_a_clause_that_was_split_in_the_middle_of_the_way_is_told_as_split_in_both_directions(diff):
    split = one_with(diff("skarnwell/privacy@2007-03-04", "2018-06-18"), "An account which nobody has used")
    assert split["kinds"] == ["split"]
    merged = one_with(diff("skarnwell/privacy@2018-06-18", "2007-03-04"), "An account which nobody has used", "before")
    assert merged["kinds"] == ["merged"]


def test_what_came_and_went_on_the_way_is_no_difference(diff):
    told = diff("tamberlight/privacy@2007-08-15", "2009-04-12")
    assert told["between"] == 1
    assert not [one for one in told["changes"] if not one["quiet"]]


def test_the_bracket_counts_what_did_not_show_the_text_on_the_whole_way(diff):
    told = diff("skarnwell/privacy@2007-03-04", "2021-05-03")
    log_steps = [diff(a, b)["bracket"]["without_the_text"] for a, b in STEPS]
    assert told["bracket"]["without_the_text"] == sum(log_steps) > 0


STEPS = [
    ("skarnwell/privacy@2007-03-04", "2010-12-05"),
    ("skarnwell/privacy@2010-12-05", "2012-07-29"),
    ("skarnwell/privacy@2012-07-29", "2018-06-18"),
    ("skarnwell/privacy@2018-06-18", "2021-05-03"),
]


def test_texts_of_two_timelines_share_no_identities(diff):
    told = diff("tamberlight/privacy@2020-01-01", "tamberlight/terms@2020-01-01")
    assert told["between"] == 0
    assert {part["citation"].partition("@")[0] for one in told["changes"] for part in one["before"]} == {
        "tamberlight/privacy"
    }


# ---------------------------------------------------------------- by section


def test_changes_stand_in_their_sections_with_folds_between(demo_home):
    told = run(demo_home, "diff", "skarnwell/privacy@2007-03-04", "2018-06-18", columns=100).out
    lines = [line.strip() for line in told.splitlines()]
    start = lines.index("4. Precise location")
    assert lines[lines.index("3. Information collected automatically") - 2] == (
        "… 2 sections, 7 clauses unchanged, 2 quiet changes …"
    )
    assert lines[start + 1] == "… 1 clause unchanged …"
    assert lines[start + 2].startswith("e2d3c5eb    modified")


def test_where_a_clause_stood_that_moved_it_is_pointed_to(demo_home):
    told = run(demo_home, "diff", "skarnwell/privacy@2007-03-04", "2010-12-05", columns=200).out
    section = told.partition("3. Information collected automatically\n")[2].partition("\n\n")[0]
    assert "a clause stood here that moved to Your choices (#" in section


def test_the_sections_name_every_change_once(diff):
    told = diff("skarnwell/privacy@2007-03-04", "2021-05-03")
    rows = [row for part in told["sections"] for row in part.get("rows", [part])]
    assert [row["change"] for row in rows if "change" in row] == list(range(len(told["changes"])))


def test_markdown_has_the_same_sections(demo_home):
    told = run(demo_home, "diff", "skarnwell/privacy@2007-03-04", "2018-06-18", "--markdown").out
    assert (
        "\n*… 2 sections, 7 clauses unchanged, 2 quiet changes …*\n\n## 3\\. Information collected automatically\n"
        in told
    )


# ---------------------------------------------------------------- what kind of step it was

AGAIN = "another rendition than before: only words are compared"
ONCE = "seen differently, once only or by another extraction: perhaps no change of the publisher's"


def test_a_difference_beside_another_rendition_says_so_in_every_form(home):
    with open_store(Home(home).database) as store:
        the.history_of(store, the.response("a", 0), the.response("b", 10, rendition=Rendition.BROWSER))
    asked = ("diff", "acme/privacy@2020-01-01", "2020-01-11")
    told = json.loads(run(home, *asked, "--json").out)
    assert [told[name] for name in FLAGS] == [None, False, False, True, True]
    for form in ((), ("--markdown",), ("--html", "-")):
        shown = html.unescape(run(home, *asked, *form).out).casefold()
        assert AGAIN in shown
        assert ONCE in shown


def test_of_a_step_between_neighbours_it_is_said_that_it_was_silent(demo_home):
    told = run(demo_home, "diff", "tamberlight/privacy@2007-08-15", "2008-09-30").out
    assert "\n       silent: the date in the document did not move\n" in told


def test_of_texts_that_are_no_neighbours_only_what_they_show_themselves_is_told(diff):
    told = diff("skarnwell/privacy@2007-03-04", "2018-06-18")
    assert [told[name] for name in FLAGS] == [None, None, None, False, None]
