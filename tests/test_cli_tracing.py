"""Can a clause be followed through time, with intervals that claim no more than was seen?"""

import json
import re
import shutil
import sqlite3

import pytest

from cli.exits import Exit
from model import Citation, Rendition, from_timestamp14
from settings import Home
from store import open_store
from store.runs_of_numbers import packed, unpacked
from tests import followed as the
from tests.demo_home import run

OPEN = {"after": None, "by": "2005-09-27T19:03:44Z"}


def ends(bracket):
    return {name: bracket[name] for name in ("after", "by")}


def holding(parts, words):
    (found,) = (part for part in parts if words in part["text"])
    return found


@pytest.fixture
def blamed(ask_json):
    """The clause of a text that holds some words."""
    return lambda words, *line: holding(ask_json("blame", *line)["versions"][0]["clauses"], words)


@pytest.fixture
def lived(ask_json, blamed):
    """The life of the clause that holds some words in a text."""
    return lambda words, *line: ask_json("clause", blamed(words, *line)["citation"])["lives"][0]


# ---------------------------------------------------------------- blame


def test_every_clause_of_the_text_is_blamed_in_reading_order(ask_json):
    told, shown = ask_json("blame", "skarnwell/privacy"), ask_json("show", "skarnwell/privacy")
    of_show, of_blame = (one["versions"][0]["clauses"] for one in (shown, told))
    assert [part["citation"] for part in of_blame] == [part["citation"] for part in of_show]
    for part, same in zip(of_blame, of_show, strict=True):
        assert part.items() >= same.items()


def test_a_clause_of_the_first_text_came_no_later_than_that(blamed):
    part = blamed("web site, the Skarnwell desktop forecast", "skarnwell/privacy")
    assert ends(part["came"]) == ends(part["last_changed"]) == OPEN
    assert part["came"]["phrase"] == "no later than 2005-09-27"


def test_a_changed_clause_has_both_its_brackets(blamed):
    part = blamed("Positions are kept for thirteen months", "skarnwell/privacy")
    assert (part["came"]["phrase"], part["last_changed"]["phrase"]) == (
        "after 2005-09-27 and no later than 2007-03-04",
        "after 2016-10-10 and no later than 2018-06-18 (1 capture without the text)",
    )
    assert part["kinds"] == ["modified"]


def test_a_moved_or_renumbered_clause_and_curly_quotes_change_no_words(blamed):
    for words in ("You can switch off the counting cookie", "Published observations remain", "“The allotment”"):
        part = blamed(words, "skarnwell/privacy")
        assert part["last_changed"] == part["came"]


def test_no_clause_changed_later_than_its_text_came(ask_json):
    for day in ("2005-09-27", "2011-01-01", "2019-01-01"):
        for one in ask_json("blame", "skarnwell/privacy", "--on", day)["versions"]:
            for part in one["clauses"]:
                assert part["came"]["by"] <= part["last_changed"]["by"] <= one["first_seen"]


def test_what_was_split_off_names_its_parent(blamed):
    first, second = (
        blamed(words, "skarnwell/privacy") for words in ("Registration details are kept", "An account which nobody")
    )
    assert second["came"] == first["last_changed"]
    assert second["kinds"] == first["kinds"] == ["split"]
    assert first["parents"] == []
    (parent,) = second["parents"]
    assert Citation.parse(parent).moment == from_timestamp14("20101205132157")


def test_a_clause_that_returned_came_before_and_says_so(blamed):
    part = blamed("If something we hold about you is wrong", "tamberlight/privacy", "--on", "2012-01-01")
    assert part["returned"] is True
    assert part["came"]["phrase"] == "no later than 2004-06-11"
    assert part["last_changed"]["phrase"] == "after 2008-09-30 and no later than 2009-04-12"


def test_a_day_between_two_texts_is_answered_with_both(ask, ask_json):
    told = ask_json("blame", "tamberlight/privacy", "--on", "2008-12-01")
    assert (told["certain"], len(told["versions"])) == (False, 2)
    assert ask("blame", "tamberlight/privacy", "--on", "2008-12-01").startswith("2008-12-01: between two captures")


def test_since_leaves_out_what_did_not_change_and_counts_it(ask, ask_json):
    every = ask_json("blame", "tamberlight/privacy")["versions"][0]
    (late,) = ask_json("blame", "tamberlight/privacy", "--since", "2018-06-01")["versions"]
    assert [part for part in every["clauses"] if part["last_changed"]["by"] >= "2018-06-01"] == late["clauses"]
    assert len(late["clauses"]) + late["left_out"] == len(every["clauses"])
    told = ask("blame", "tamberlight/privacy", "--since", "2018-06-01")
    assert f"{late['left_out']} clauses left out that did not change since" in told
    assert "Your photographs › Your pictures belong to you." in told


def test_since_a_day_to_come_shows_no_empty_table(ask):
    told = ask("blame", "skarnwell/privacy", "--since", "2999-01-01")
    assert "45 clauses left out that did not change since" in told
    assert "last changed\n" not in told


def test_since_tells_nothing_of_a_line_without_words_that_count(ask):
    assert "Updated 2 days ago" in ask("blame", "skarnwell/privacy")
    assert "Updated 2 days ago" not in ask("blame", "skarnwell/privacy", "--since", "2017-01-01")


def test_a_citation_blames_its_clause_alone(ask_json, blamed):
    part = blamed("stress index is derived", "ostrivel/privacy")
    assert ask_json("blame", part["citation"])["versions"][0]["clauses"] == [part]


def test_through_a_pipe_each_clause_is_a_line_with_its_intervals(ask):
    told = ask("blame", "skarnwell/privacy")
    line = r"^[0-9a-f]{8}  2005-09-27\.\.2007-03-04 +2016-10-10\.\.2018-06-18 +  4\.2 Positions are kept .*erased\.$"
    assert re.search(line, told, re.MULTILINE)
    assert re.search(r"^[0-9a-f]{8}  \.\.2005-09-27 +- +1\. Scope$", told, re.MULTILINE)
    assert re.search(r"^[0-9a-f]{8}  2010-12-05\.\.2012-07-29 split +- +  7\.3 An account", told, re.MULTILINE)
    assert "A..B: after A, no later than B;" in told


@pytest.mark.parametrize("columns", [70, 100, 105, 110, 140])
def test_a_blame_keeps_to_the_width_it_is_given(ask, columns):
    lines = ask("blame", "skarnwell/privacy", columns=columns).splitlines()
    text = [line for line in lines if "digits" not in line and "A..B" not in line]
    assert max(map(len, text)) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.fixture
def shown(home):
    """The line in which a policy's clause about retention is blamed after it was seen so, and its JSON."""

    def blamed(*responses):
        with open_store(Home(home).database) as store:
            the.history_of(store, *responses)
        told = json.loads(run(home, "blame", "acme/privacy", "--json").out)["versions"][0]["clauses"]
        lines = run(home, "blame", "acme/privacy").out.splitlines()
        return next(one for one in lines if "We keep" in one), holding(told, "We keep")

    return blamed


def test_a_clause_that_says_again_what_it_said_before_is_told_so(shown):
    line, part = shown(*(the.response(text, day) for day, text in enumerate("aba")))
    assert "  2020-01-02..2020-01-03 returned  We keep" in line
    assert (part["worded"], part["last_changed"]["by"]) == (part["came"], "2020-01-03T00:00:00Z")


def test_a_wording_that_was_seen_once_in_another_rendition_is_told_so(shown):
    line, part = shown(the.response("a", 0), the.response("b", 10, rendition=Rendition.BROWSER))
    assert part["seen_differently"] is True
    assert "  2020-01-01..2020-01-11 seen once  We keep" in line


def test_a_date_line_whose_date_moved_has_its_words_since_then_and_did_not_change(blamed):
    part = blamed("Effective date", "skarnwell/privacy")
    assert part["last_changed"] == part["came"]
    assert part["worded"]["by"][:10] == "2021-05-03"


# ---------------------------------------------------------------- clause


def steps(life):
    return [(step["what"], "+".join(step["kinds"]), step["bracket"]["by"][:10]) for step in life["steps"]]


def test_a_life_is_told_from_wording_to_wording(lived):
    life = lived("Positions are kept for thirteen months", "skarnwell/privacy")
    assert steps(life) == [("came", "added", "2007-03-04"), ("changed", "modified", "2018-06-18")]
    edits = life["steps"][1]["edits"]
    assert [text for kind, text in edits if kind == "deleted"] == ["thirty days"]
    assert [text for kind, text in edits if kind == "inserted"] == ["thirteen months"]
    assert (life["went"], life["last_seen"][:10]) == (None, "2021-05-03")
    assert "thirteen months" in life["stands"]["text"]


def test_a_life_is_the_same_by_whichever_of_its_wordings_it_is_cited(ask_json, lived):
    life = lived("kept for twelve months", "tamberlight/privacy", "--on", "2005-01-01")
    assert len(life["steps"]) > 2
    for step in life["steps"]:
        (same,) = ask_json("clause", step["citation"])["lives"]
        assert same["steps"] == life["steps"]


def test_every_step_says_where_its_text_comes_from(lived):
    for step in lived("Registration details", "skarnwell/privacy")["steps"]:
        assert step["provenance"]["held_by"][0]["memento"]
        assert str(Citation.parse(step["citation"])) == step["citation"]


def test_a_clause_that_was_gone_and_returned(lived, ask):
    life = lived("If something we hold about you is wrong", "tamberlight/privacy", "--on", "2012-01-01")
    assert [step["what"] for step in life["steps"]] == ["came", "went", "returned", "changed"]
    told = ask("clause", life["citation"])
    assert "went after 2007-08-15 and no later than 2008-09-30\n" in told
    assert "returned after 2008-09-30 and no later than 2009-04-12, in the same words\n" in told


KEPT = "We keep letters, with the stamps on them, for {} days in the cellar of the old post office at the harbour."
OTHER = (
    "This policy says what Acme does with personal data.",
    "We never sell your data to third parties, and we ask the same of everybody who works for us.",
    "You can ask us for a copy of what we hold about you, and to correct it where it is wrong.",
    "Write to the keeper of the register, who answers within a month and without a fee.",
)


def test_a_clause_that_returns_edited_is_shown_against_what_it_said_when_it_stood_last(home):
    pages = [the.page(*OTHER, KEPT.format("ten")), the.page(*OTHER), the.page(*OTHER, KEPT.format("ninety"))]
    with open_store(Home(home).database) as store:
        the.history_of(store, *(the.response(page, day) for day, page in enumerate(pages)))
    (cited,) = [one["citation"] for one in json.loads(run(home, "search", "letters", "--first", "--json").out)]
    (life,) = json.loads(run(home, "clause", cited, "--json").out)["lives"]
    assert [step["what"] for step in life["steps"]] == ["came", "went", "returned"]
    told = run(home, "clause", cited).out
    assert "\nreturned after 2020-01-02 and no later than 2020-01-03\n" in told
    assert "for [-ten days-]{+ninety days+}" in told
    assert "2020-01-02..2020-01-03 returned  We keep letters" in run(home, "blame", "acme/privacy").out


def test_a_clause_that_went_for_good_has_a_bracket_for_that(lived, ask):
    life = lived("We never sell your heart-rate", "ostrivel/privacy", "--on", "2023-10-01")
    assert life["stands"] is None
    assert life["went"]["phrase"] == "after 2023-11-06 and no later than 2024-02-28"
    assert life["last_seen"][:10] == "2023-11-06"
    assert "silent: the date in the document did not move" in ask("clause", life["citation"])


def test_a_split_names_parents_and_children(lived):
    first = lived("Registration details are kept", "skarnwell/privacy")
    second = lived("An account which nobody has used", "skarnwell/privacy")
    split, came = first["steps"][-1], second["steps"][0]
    (whole,) = came["before"]
    assert (split["what"], split["kinds"], came["what"]) == ("changed", ["split"], "came")
    assert (split["parents"], split["children"]) == ([], [came["citation"]])
    assert (came["parents"], came["children"]) == ([whole["citation"]], [])


def test_a_merged_clause_goes_into_the_one_that_goes_on(lived, ask):
    gone = lived("We pay the return postage", "tamberlight/terms", "--on", "2010-01-01")
    went = gone["steps"][-1]
    goes_on = lived("If you are unhappy with the printing", "tamberlight/terms")["steps"][-1]
    assert (went["what"], went["kinds"], went["children"]) == ("went", ["merged"], [goes_on["citation"]])
    assert goes_on["parents"] == [went["citation"]]
    assert f"    into {goes_on['citation']}\n" in ask("clause", gone["citation"])


def test_a_moved_clause_says_from_where_to_where(lived, ask):
    life = lived("You can switch off the counting cookie", "skarnwell/privacy")
    assert life["steps"][-1]["kinds"] == ["moved", "renumbered"]
    told = ask("clause", life["citation"])
    assert "\nmoved and renumbered after 2007-03-04 and no later than 2010-12-05" in told
    assert "    from: Information collected automatically\n    to: Your choices\n" in told


@pytest.mark.parametrize(
    ("citation", "code", "message"),
    [
        ("skarnwell/privacy@20210503203918", Exit.WRONG, "names no clause; `clausewatch show"),
        ("skarnwell/privacy@2020-01-01", Exit.WRONG, "names no clause"),
        ("skarnwell/privacy@20210503203918#0123456789", Exit.NOTHING, "no reading ever made a clause"),
        ("nobody/privacy@20210503203918#012345", Exit.NOTHING, "nothing was recorded of such a timeline"),
        ("skarnwell/privacy", Exit.WRONG, "expected timeline@date"),
    ],
)
def test_what_names_no_clause_is_refused_with_the_reason(demo_home, citation, code, message):
    ran = run(demo_home, "clause", citation)
    assert ran.code == code
    assert message in ran.err


def test_what_only_the_identity_says_is_told_as_a_change_of_the_words(demo_home, tmp_path):
    """Two clauses of the last text are said to be each other: the step paired them otherwise."""
    home, name = shutil.copytree(demo_home, tmp_path / "home"), "ostrivel/privacy"
    clauses = json.loads(run(home, "show", name, "--json").out)["versions"][0]["clauses"]
    changed, other = (
        next(n for n, one in enumerate(clauses) if words in one["text"])
        for words in ("Workout routes | 36", "You can use the band without an account")
    )
    with sqlite3.connect(home / "clausewatch.db") as db:
        where = "WHERE timeline_id = (SELECT id FROM timeline WHERE name = ?) AND number = 5"
        (kept,) = db.execute(f"SELECT identities FROM version {where}", [name]).fetchone()
        row = unpacked(kept)
        row[changed], row[other] = row[other], row[changed]
        db.execute(f"UPDATE version SET identities = ? {where}", [packed(row), name])
    db.close()
    (life,) = json.loads(run(home, "clause", clauses[other]["citation"], "--json").out)["lives"]
    last = life["steps"][-1]
    assert (last["what"], last["kinds"]) == ("changed", [])
    assert last["before"][0]["text"] == "Workout routes | 12 months | Erased"
    assert "You can use the band" in last["after"][0]["text"]
    assert "\nchanged after 2024-02-28" in run(home, "clause", clauses[other]["citation"]).out


# ---------------------------------------------------------------- search --first


def test_who_said_it_first_comes_first_with_its_bracket(ask_json):
    rows = ask_json("search", "biometric", "--first")
    assert [row["timeline"] for row in rows] == ["ostrivel/privacy", "tamberlight/privacy"]
    assert [row["perhaps_first"] for row in rows] == [True, False]
    assert ends(rows[0]["came"]) == {"after": "2021-09-15T08:11:33Z", "by": "2022-06-20T13:35:55Z"}


def test_who_may_have_said_it_earlier_unseen_is_named(shown_home):
    told = run(shown_home, "search", '"personal data"', "--first").out
    seen = "seen first in tamberlight/privacy, after 2014-09-06 and no later than 2018-05-24"
    assert told.endswith(f"2 clauses; {seen}; perhaps earlier, unseen, in wrenfold/privacy\n")


def test_a_limit_that_may_have_cut_off_who_was_first_is_told(ask):
    note = "there may be more that had the words as early: --limit {} told no more\n"
    assert ask("search", "data", "--first", "--limit", 2).endswith(note.format(2))
    assert "there may be more" not in ask("search", "biometric", "--first", "--limit", 2)


def test_words_that_went_and_returned_are_one_row(ask_json):
    (row,) = ask_json("search", "something we hold about you is wrong", "--first")
    assert (row["gone_between"], row["went"]) == (True, None)
    assert (row["first_seen"][:10], row["last_seen"][:10]) == ("2004-06-11", "2026-03-02")


def test_words_that_are_gone_say_between_which_days_they_went(ask, ask_json):
    (row,) = ask_json("search", '"never sell your heart-rate"', "--first")
    assert row["went"]["phrase"] == "after 2023-11-06 and no later than 2024-02-28"
    assert f"  went {row['went']['phrase']}\n" in ask("search", '"never sell your heart-rate"', "--first")


def test_a_clause_that_was_reworded_is_one_row(ask_json):
    plain, first = (ask_json("search", "orders kept months", *more) for more in ((), ("--first",)))
    assert len(plain) > len(first)
    names = [(row["timeline"], row["citation"]) for row in first]
    assert len(set(names)) == len(names)


def test_nobody_said_it_ends_in_4(ask):
    assert ask("search", "xylophone", "--first", code=Exit.NOTHING) == "no clause holds these words\n"


def test_who_said_it_first_as_csv(ask):
    head, first, *_ = ask("search", "biometric", "--first", "--csv").splitlines()
    assert head == "timeline,citation,after,by,first_seen,last_seen,perhaps_first,text"
    assert first.startswith("ostrivel/privacy,ostrivel/privacy@20220620133555#d8d19e7e,2021-09-15T08:11:33Z,2022-06")
