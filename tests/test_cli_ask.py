"""Are questions answered in full, in every form?"""

import csv
import io
import re
from collections import Counter

import pytest

from cli import faces
from cli.ask import _log
from cli.exits import Exit
from model import Block, ChangeKind, Citation, Severity, Verdict
from tests import followed, watched
from tests.demo_home import ARCHIVE, run

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DIGEST = re.compile(r"[0-9a-f]{64}")


def assert_sourced(version):
    """Whoever is told a version is told where it comes from."""
    source = version["provenance"]
    assert TIME.fullmatch(source["timestamp"])
    assert DIGEST.fullmatch(source["digest"])
    for held in source["held_by"]:
        assert held["holder"] == ARCHIVE
        assert held["memento"].endswith(source["original"])
        assert held["archive_digest"]
    assert str(Citation.parse(version["citation"])) == version["citation"]


# ---------------------------------------------------------------- log


def test_a_log_tells_every_version_and_every_capture_that_is_none(ask_json):
    told = ask_json("log", "skarnwell/privacy")
    assert [one["version"] for one in told["versions"]] == list(range(1, len(told["versions"]) + 1))
    assert [step["after"] for step in told["revisions"]] == [one["version"] for one in told["versions"]][1:]
    for one in told["versions"]:
        assert_sourced(one)
    assert {Verdict(one["verdict"]) for one in told["not_versions"]} >= {
        Verdict.SOFT_404,
        Verdict.BOT_WALL,
        Verdict.GONE,
    }
    assert [one["kind"] for one in told["spells"]] == ["ended"]
    assert told["not_looked_at"] == 0
    assert told["captures"] >= len(told["versions"]) + len(told["not_versions"])


def test_every_step_of_a_log_says_between_which_moments_it_happened(ask_json):
    for step in ask_json("log", "ostrivel/privacy")["revisions"]:
        assert TIME.fullmatch(step["bracket"]["after"])
        assert TIME.fullmatch(step["bracket"]["by"])
        assert step["bracket"]["after"] < step["bracket"]["by"]
        assert step["bracket"]["phrase"].startswith(f"after {step['bracket']['after'][:10]} and no later than ")


def test_a_log_for_people_has_a_line_for_each_version_and_says_what_kind_of_step_it_was(ask):
    told = ask("log", "tamberlight/privacy")
    assert "silent: the date in the document did not move" in told
    assert "at another address than before" in told
    assert "https://www.tamberlight.example/legal/privacy" in told
    assert re.search(r"^ +2  2005-10-03 … 2006-11-09 +2 sightings +@20051003201955$", told, re.MULTILINE)
    assert "  -  2006-07-22  no version, " in told
    assert f"held by {ARCHIVE}; 0 listed captures not looked at" in told


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_log_keeps_to_the_width_it_is_given(ask, columns):
    lines = ask("log", "skarnwell/privacy", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


def test_through_a_pipe_no_line_is_broken(ask):
    told = ask("show", "tamberlight/privacy", "--on", "2018-05-24")
    assert re.search("If something we hold about you is wrong, .{100,}can read\\.$", told, re.MULTILINE)


def test_a_log_says_which_versions_are_one_edition_where_two_are_served_in_turn(capsys):
    other = tuple(
        f"{text} So it is in the other region, where Beta Ltd runs the shop." for text in watched.TEXTS["full"]
    )
    with followed.blank_store() as store:
        followed.history_of(store, *(watched.seen(text, day) for day, text in enumerate(["full", other] * 2)))
        told = _log(store, followed.PRIVACY)
    faces.log(told)
    shown = capsys.readouterr().out
    assert [one["variant"] for one in told["versions"]] == [1, 2, 1, 2]
    assert shown.count("variant 1 of those served in turn") == shown.count("variant 2 of those served in turn") == 2


# ---------------------------------------------------------------- show


def test_a_day_in_a_version_shows_that_version(ask_json):
    told = ask_json("show", "skarnwell/privacy", "--on", "2018-08-01")
    assert told["certain"] is True
    (one,) = told["versions"]
    assert one["first_seen"] <= "2018-08-01" <= one["last_seen"]
    assert_sourced(one)
    assert one["clauses"]


def test_a_day_between_two_versions_shows_both_and_says_that_it_may_be_neither(ask, ask_json):
    told = ask_json("show", "tamberlight/privacy", "--on", "2008-12-01")
    assert told["certain"] is False
    assert len(told["versions"]) == 2
    assert "or a text that nobody captured" in told["note"]
    shown = ask("show", "tamberlight/privacy", "--on", "2008-12-01")
    assert shown.startswith("2008-12-01: between two captures: one of these two, or a text that nobody captured")
    assert [shown.count(f"cite as  {one['citation']}") for one in told["versions"]] == [1, 1]


@pytest.mark.parametrize("day", ["1999-01-01", "2026-11-01"])
def test_a_day_outside_everything_seen_says_that_nothing_is_known(ask_json, day):
    told = ask_json("show", "tamberlight/privacy", "--on", day)
    assert told["certain"] is False
    assert "nothing is known of this time" in told["note"]


def test_without_a_day_the_latest_version_is_shown(ask_json):
    told = ask_json("show", "ostrivel/privacy")
    assert told["versions"][0]["citation"] == "ostrivel/privacy@20260204191200"
    assert told["versions"][0]["went"] is None


def test_every_clause_is_complete_and_its_citation_shows_it_alone(ask_json):
    told = ask_json("show", "ostrivel/privacy")
    names = {"citation", "block", "level", "label", "text", "headings", "context", "links"}
    for one in told["versions"][0]["clauses"]:
        assert one.keys() == names
        assert Block(one["block"])
    last = told["versions"][0]["clauses"][-1]
    again = ask_json("show", last["citation"])
    assert again["cited"] == [last["citation"]]


def test_a_citation_shows_its_clause_and_where_it_comes_from(ask, ask_json):
    cited = ask_json("search", '"A template is biometric data"')[0]["citation"]
    shown = ask("show", cited)
    assert "A template is biometric data" in shown
    assert "Security" not in shown
    assert "sha256:" in shown


def test_a_timeline_with_a_date_is_shown_as_with_on(ask_json):
    at, on = ask_json("show", "ostrivel/privacy@2022-01-01"), ask_json("show", "ostrivel/privacy", "--on", "2022-01-01")
    assert at["versions"] == on["versions"]


@pytest.mark.parametrize(
    ("citation", "code", "message"),
    [
        ("ostrivel/privacy@20260204191200#0123456789", Exit.NOTHING, "no reading ever made a clause with this digest"),
        ("ostrivel/privacy@20010101000000#012345", Exit.NOTHING, "nothing was seen of ostrivel/privacy by then"),
        ("ostrivel/privacy@", Exit.WRONG, "expected timeline@date"),
        ("Ostrivel@2018-01-01", Exit.WRONG, "is not a timeline"),
    ],
)
def test_a_citation_of_nothing_is_refused_with_the_reason(demo_home, citation, code, message):
    ran = run(demo_home, "show", citation)
    assert ran.code == code
    assert message in ran.err


def test_two_times_are_refused(demo_home):
    ran = run(demo_home, "show", "ostrivel/privacy@2022-01-01", "--on", "2023-01-01")
    assert ran.code == Exit.WRONG
    assert "leave out --on 2023-01-01" in ran.err


@pytest.mark.parametrize("arguments", ["show a/b --json --markdown", "search x --json --csv", "changes --json --csv"])
def test_two_forms_are_refused(demo_home, arguments):
    ran = run(demo_home, *arguments.split())
    assert ran.code == Exit.WRONG
    assert "an answer has one form" in ran.err


def test_lists_and_tables_stand_apart_from_paragraphs(ask):
    shown = ask("show", "tamberlight/privacy", "--on", "2018-05-24")
    assert re.search(r"^[0-9a-f]{8}    • to answer your questions", shown, re.MULTILINE)
    assert re.search(r"^[0-9a-f]{8}    Invoices \| Six years \| Tax law$", shown, re.MULTILINE)
    assert re.search(r"^\n?[0-9a-f]{8}    How long we keep it$", shown, re.MULTILINE)


def test_what_hangs_under_a_bullet_begins_where_its_text_does(ask):
    shown = ask("show", "tamberlight/privacy", "--on", "2018-05-24", columns=80)
    assert "    • to find out which pages of the site are slow, broken or never\n              read;\n" in shown


# ---------------------------------------------------------------- diff


def test_a_diff_tells_each_change_with_both_sides(ask_json):
    told = ask_json("diff", "ostrivel/privacy@2024-02-28", "2026-02-04")
    assert_sourced(told["before"])
    assert_sourced(told["after"])
    assert told["bracket"]["after"] == told["before"]["last_seen"]
    assert told["bracket"]["by"] == told["after"]["first_seen"]
    assert told["between"] == 0
    routes = next(one for one in told["changes"] if "Workout routes" in one["after"][0]["text"])
    assert routes["kinds"] == ["modified"]
    assert [text for kind, text in routes["edits"] if kind == "deleted"] == ["12 months"]
    assert [text for kind, text in routes["edits"] if kind == "inserted"] == ["36 months"]
    assert routes["before"][0]["citation"].startswith("ostrivel/privacy@20240228174950#")


def test_edits_lead_from_one_side_to_the_other(ask_json):
    for one in ask_json("diff", "skarnwell/privacy@2005-09-27", "2021-05-03", "--all")["changes"]:
        old = " ".join(f"{part['label']} {part['text']}".strip() for part in one["before"])
        new = " ".join(f"{part['label']} {part['text']}".strip() for part in one["after"])
        assert "".join(text for kind, text in one["edits"] if kind != "inserted").split() == old.split()
        assert "".join(text for kind, text in one["edits"] if kind != "deleted").split() == new.split()


def test_quiet_changes_are_counted_and_shown_when_asked_for(ask_json, ask):
    short = ask_json("diff", "tamberlight/privacy@2018-05-24", "2022-08-08")
    full = ask_json("diff", "tamberlight/privacy@2018-05-24", "2022-08-08", "--all")
    assert len(full["changes"]) == len(short["changes"]) + short["left_out"]
    assert "1 quiet change left out; --all shows them" in ask("diff", "tamberlight/privacy@2018-05-24", "2022-08-08")


def test_a_redline_through_a_pipe_has_marks(ask):
    assert "Workout routes | [-12 months-]{+36 months+}" in ask("diff", "ostrivel/privacy@2024-02-28", "2026-02-04")


def test_a_diff_over_other_versions_says_how_many_it_passes(ask_json, ask):
    told = ask_json("diff", "skarnwell/privacy@2007-03-04", "2021-05-03")
    assert told["between"] == told["after"]["version"] - told["before"]["version"] - 1 > 0
    assert "other versions stood between" in ask("diff", "skarnwell/privacy@2007-03-04", "2021-05-03")


def test_days_between_versions_take_the_earlier_text_before_and_the_later_after(ask_json):
    told = ask_json("diff", "tamberlight/privacy@2016-01-01", "2016-01-01")
    assert told["before"]["citation"] == "tamberlight/privacy@20140906121833"
    assert told["after"]["citation"] == "tamberlight/privacy@20180524230501"
    assert told["before"]["note"].endswith("the earlier one is compared")
    assert told["after"]["note"].endswith("the later one is compared")


def test_a_text_compared_with_itself_has_no_difference(ask, ask_json):
    assert ask_json("diff", "ostrivel/privacy@2024-02-28", "2024-02-28", "--all")["changes"] == []
    assert "no difference in the words" in ask("diff", "ostrivel/privacy@2024-02-28", "2024-02-28")


def test_a_diff_backwards_has_no_bracket_and_turns_what_came_into_what_went(ask_json):
    told = ask_json("diff", "ostrivel/privacy@2026-02-04", "2024-02-28")
    assert told["bracket"] is None
    assert "removed" in [kind for one in told["changes"] for kind in one["kinds"]]


def test_two_timelines_can_be_compared(ask_json):
    told = ask_json("diff", "tamberlight/privacy@2020-01-01", "tamberlight/terms@2020-01-01")
    assert told["after"]["timeline"] == "tamberlight/terms"
    assert told["bracket"] is None


# ---------------------------------------------------------------- search


def test_a_search_finds_clauses_in_every_version_with_their_days(ask_json):
    hits = ask_json("search", "biometric")
    assert {hit["timeline"] for hit in hits} == {"ostrivel/privacy", "tamberlight/privacy"}
    for hit in hits:
        assert "biometric" in hit["text"]
        assert "[biometric]" in hit["excerpt"]
        assert hit["first_seen"] <= hit["last_seen"]


def test_a_search_in_one_place_stays_there(ask_json):
    assert {hit["timeline"] for hit in ask_json("search", "biometric", "--in", "ostrivel")} == {"ostrivel/privacy"}


@pytest.mark.parametrize("how", [[], ["--first"]])
def test_a_search_in_a_time_finds_what_stood_in_it(ask_json, how):
    every = ask_json("search", "biometric", *how)
    day = sorted(one["first_seen"][:10] for one in every)[-1]
    later = ask_json("search", "biometric", *how, "--since", day)
    assert later
    assert all(one["last_seen"] >= day for one in later)
    before = ask_json("search", "biometric", *how, "--until", day)
    assert all(one["first_seen"] < day for one in before)
    assert {one["citation"] for one in [*later, *before]} == {one["citation"] for one in every}
    assert len(before) < len(every)
    assert ask_json("search", "biometric", *how, "--until", "1995-01-01", code=Exit.NOTHING) == []


def test_a_search_gives_no_more_than_asked_for(ask_json):
    assert len(ask_json("search", "we", "--limit", "3")) == 3


def test_a_phrase_is_found_word_by_word_in_its_order(ask_json):
    assert ask_json("search", '"never sell your heart-rate"')
    assert ask_json("search", '"sell never your heart-rate"', code=Exit.NOTHING) == []


@pytest.mark.parametrize("words", ["zwölf Monate", "zwolf monate", "ZWÖLF"])
def test_words_are_found_however_their_letters_are_marked(ask_json, words):
    (hit,) = ask_json("search", words, "--in", "tamberlight/privacy~de")
    assert "zwölf Monate" in hit["text"]


@pytest.mark.parametrize("words", ['"', "*", "NEAR(a b)", "a OR", "text:", "^", "' --", ""])
def test_no_word_is_an_operator(demo_home, words):
    assert run(demo_home, "search", "--", words).code in (Exit.DONE, Exit.NOTHING)


def test_nothing_found_ends_in_4(ask):
    assert ask("search", "xylophone", code=Exit.NOTHING) == "no clause holds these words\n"


def test_hits_as_csv(ask):
    rows = list(csv.DictReader(io.StringIO(ask("search", "biometric", "--csv"))))
    assert rows[0].keys() == {"timeline", "citation", "first_seen", "last_seen", "text"}
    assert all("biometric" in row["text"] for row in rows)


# ---------------------------------------------------------------- changes


def test_changes_come_in_order_of_time_with_both_their_texts(ask_json):
    rows = ask_json("changes")
    assert [row["bracket"]["by"] for row in rows] == sorted(row["bracket"]["by"] for row in rows)
    for row in rows:
        assert row["alert"] is True
        assert Severity(row["severity"]) is not Severity.NONE
        assert_sourced(row["sides"]["before"])
        assert_sourced(row["sides"]["after"])
        assert row["citation"] == row["sides"]["after"]["citation"]
        assert {ChangeKind(kind) for name in row["kinds"] for kind in name.split("+")}


def test_since_and_until_ask_about_the_later_end_of_the_bracket(ask_json):
    rows = ask_json("changes", "--since", "2018-06-18", "--until", "2021-05-03", "--all")
    assert rows
    assert all("2018-06-18" <= row["bracket"]["by"] < "2021-05-03" for row in rows)


def test_changes_of_an_organisation_are_those_of_its_timelines(ask_json):
    assert {row["timeline"].partition("/")[0] for row in ask_json("changes", "tamberlight", "--all")} == {"tamberlight"}


def test_what_does_not_matter_is_left_out_unless_asked_for(ask_json):
    some, every = ask_json("changes", "tamberlight/privacy"), ask_json("changes", "tamberlight/privacy", "--all")
    assert len(some) < len(every)
    assert [row for row in every if row["alert"]] == some


def test_changes_as_csv(ask, ask_json):
    rows = list(csv.DictReader(io.StringIO(ask("changes", "ostrivel/privacy", "--csv"))))
    full = ask_json("changes", "ostrivel/privacy")
    assert [row["citation"] for row in rows] == [row["citation"] for row in full]
    silent = next(row for row in rows if row["by"].startswith("2024-02-28"))
    assert silent["silent"] == "yes"
    assert silent["kinds"] == "1 removed"
    assert "sale" in silent["categories"]


def test_no_change_is_said(ask):
    assert ask("changes", "--since", "2030-01-01") == "no change that matters; --all shows the others\n"
    assert ask("changes", "--since", "2030-01-01", "--all") == "no such change\n"


# ---------------------------------------------------------------- explained


def test_what_was_told_to_nobody_is_counted_with_its_reasons(ask_json):
    told = ask_json("changes", "--explain", "--all")
    steps, changes = told["totals"]["steps"], told["totals"]["changes"]
    assert len(told["changes"]) == steps["recorded"] == steps["mattered"] + sum(steps["not_told"].values())
    assert sum(row["alert"] for row in told["changes"]) == steps["mattered"]
    assert sum(len(row["changes"]) for row in told["changes"]) == changes["recorded"]
    telling = [row for row in told["changes"] if row["alert"]]
    assert sum(one["alert"] for row in telling for one in row["changes"]) == changes["mattered"]
    groups = Counter()
    for row in told["changes"]:
        groups.update({group["reason"]: group["changes"] for group in row["not_told"]})
    assert groups == changes["not_told"]
    assert (
        steps["not_told"]["returns to an earlier text"] >= sum(bool(row["returns_to"]) for row in told["changes"]) > 0
    )


def test_each_step_counts_what_of_it_was_not_told(ask_json):
    rows = ask_json("changes", "--all")
    for row in rows:
        counting = sum(one["alert"] for one in row["changes"]) if row["alert"] else 0
        assert counting + sum(group["changes"] for group in row["not_told"]) == len(row["changes"])
        assert sum(row["captures_without_the_text"].values()) == row["bracket"]["without_the_text"]
    assert any(row["captures_without_the_text"] for row in rows)


def test_the_explanation_of_a_span_counts_that_span_alone(ask_json):
    whole, part = (
        ask_json("changes", "tamberlight/privacy", "--explain", *span)["totals"] for span in ([], ["--since", "2018"])
    )
    assert whole["timelines"] == part["timelines"] == 1
    assert 0 < part["steps"]["recorded"] < whole["steps"]["recorded"]


def test_for_people_the_explanation_stands_at_each_step_and_at_the_end(ask):
    told = ask("changes", "skarnwell/privacy", "--explain")
    assert "Not told: 25 changes of 55 words: only numbers of clauses 23, only dates 1, a heading alone 1." in told
    assert re.search(r"Of \d+ recorded steps in 1 timeline \d+ deserved an alert\.", told)
    assert "Captures without the text, which make no version: " in told
    assert "Not told" not in ask("changes", "skarnwell/privacy")


def test_what_is_no_news_says_why_where_it_is_shown(ask):
    assert "moved and renumbered, no news: same words" in ask("changes", "skarnwell/privacy", "--all")
    assert "no news" not in ask("changes", "skarnwell/privacy")
    assert "no news: undone at the next look" in ask("log", "tamberlight/privacy")


def test_an_explanation_is_no_table(ask):
    ask("changes", "--explain", "--csv", code=Exit.WRONG)
