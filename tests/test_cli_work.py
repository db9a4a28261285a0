"""Does work asked for from the command line do what it says?"""

import json
import shutil

import pytest

from cli.exits import Exit
from tests.demo_home import run

SETTINGS = """
[operator]
contact = "who@example.org"
"""


@pytest.fixture
def own(demo_home, tmp_path):
    """A copy of the demo's home, to write in."""
    return shutil.copytree(demo_home, tmp_path / "own")


def exported(home):
    return run(home, "export").out


def test_conclusions_dropped_and_made_again_are_the_same_byte_for_byte(own):
    before = exported(own)
    told = json.loads(run(own, "rebuild", "--json").out)
    assert told["timelines"] == 5
    assert exported(own) == before


def test_a_timeline_alone_is_made_again(own):
    before = exported(own)
    assert json.loads(run(own, "rebuild", "ostrivel", "--json").out)["timelines"] == 1
    assert exported(own) == before


def test_what_follows_from_the_facts_is_not_stale(own):
    run(own, "rebuild")
    assert run(own, "rebuild", "--stale").out == "0 timelines derived: 0 versions, 0 changes\n"


def test_a_backfill_refuses_to_start_without_a_contact(own):
    ran = run(own, "backfill")
    assert ran.code == Exit.WRONG
    assert "contact" in ran.err
    assert "settings.toml" in ran.err


def test_a_backfill_of_nothing_declared_says_how_to_begin(home):
    (home / "policies").mkdir(parents=True)
    ran = run(home, "backfill")
    assert ran.code == Exit.NOTHING
    assert "clausewatch add" in ran.err


def test_an_archive_that_is_not_set_is_refused_with_those_that_are(own):
    (own / "settings.toml").write_text(SETTINGS, "utf-8")
    ran = run(own, "backfill", "--archive", "archive.example")
    assert ran.code == Exit.WRONG
    assert "expected one of web.archive.org" in ran.err


def test_a_timeline_that_is_not_declared_ends_in_4_with_those_that_come_near(own):
    for command in ("backfill", "rebuild"):
        ran = run(own, command, "ostrivel/privcy")
        assert ran.code == Exit.NOTHING
        assert "did you mean ostrivel/privacy" in ran.err


def test_a_log_says_since_when_a_declared_selector_matches_nothing(own):
    declared = own / "policies" / "ostrivel.toml"
    original = "\noriginal = "
    declared.write_text(declared.read_text("utf-8").replace(original, f"\nselect = 'main.gone'{original}"), "utf-8")
    assert run(own, "rebuild", "ostrivel/privacy").code == 0
    told = json.loads(run(own, "log", "ostrivel/privacy", "--json").out)
    missed = [one for one in told["not_versions"] if one["verdict"] == "selector matches nothing"]
    since = missed[0]["timestamp"].replace("T", " ")[:16]
    reason = f"'main.gone' matches nothing on this page; so since {since}, never matched before"
    assert {one["reason"] for one in missed} == {reason}


# ---------------------------------------------------------------- rulings


def test_a_verdict_ruled_stands_above_the_one_that_was_read(own):
    before = json.loads(run(own, "log", "ostrivel/privacy", "--json").out)
    cited = "ostrivel/privacy@20220620133555"
    ran = run(own, "rule", "verdict", cited, "consent wall", "--who", "mara", "--why", "seen it")
    assert ran.code == 0, ran.err
    after = json.loads(run(own, "log", "ostrivel/privacy", "--json").out)
    assert len(after["versions"]) == len(before["versions"]) - 1
    ruled = next(one for one in after["not_versions"] if one["timestamp"] == "2022-06-20T13:35:55Z")
    assert (ruled["verdict"], ruled["reason"]) == ("consent wall", "ruled by mara")


def test_a_ruling_is_a_re_reading_and_no_change_of_the_policy(own):
    run(own, "rule", "verdict", "ostrivel/privacy@20220620133555", "consent wall", "--who", "mara")
    (read,) = json.loads(run(own, "log", "ostrivel/privacy", "--json").out)["rereadings"]
    assert (read["versions_before"], read["versions"]) == (5, 4)
    told = run(own, "log", "ostrivel/privacy").out
    assert "5 versions became 4 (rulings: ruled/none -> ruled/" in told
    assert "no change of the policy" in told


def test_a_change_ruled_not_to_matter_alerts_nobody(own):
    rows = json.loads(run(own, "changes", "ostrivel/privacy", "--json").out)
    routes = next(
        one for row in rows for one in row["changes"] if one["after"] and "Workout routes" in one["after"][0]["text"]
    )
    run(own, "rule", "matters", routes["after"][0]["citation"], "no", "--who", "mara")
    rows = json.loads(run(own, "changes", "ostrivel/privacy", "--all", "--json").out)
    again = next(
        one for row in rows for one in row["changes"] if one["after"] and "Workout routes" in one["after"][0]["text"]
    )
    assert (again["alert"], again["because"]) == (False, ["ruled by mara"])
    diff = json.loads(run(own, "diff", "ostrivel/privacy@2024-02-28", "2026-02-04", "--json").out)
    assert again in diff["changes"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["verdict", "ostrivel/privacy", "gone"], "is not a citation"),
        (["verdict", "ostrivel/privacy@20220620133555", "nice"], "a verdict is one of: policy"),
        (["same", "ostrivel/privacy@20220620133555#012345", "that one"], "is not a citation"),
        (["matters", "ostrivel/privacy@20220620133555#012345", "perhaps"], "expected yes or no"),
    ],
)
def test_a_ruling_that_says_nothing_is_refused(own, arguments, message):
    ran = run(own, "rule", *arguments, "--who", "mara")
    assert ran.code == Exit.WRONG
    assert message in ran.err


def test_a_verdict_on_a_capture_that_is_not_there_ends_in_4_and_is_not_kept(own):
    before = exported(own)
    ran = run(own, "rule", "verdict", "ostrivel/privacy@20220620133556", "gone", "--who", "mara")
    assert ran.code == Exit.NOTHING
    assert "no capture of that second was read" in ran.err
    assert exported(own) == before


def test_a_ruling_about_a_timeline_that_is_not_declared_ends_in_4(own):
    ran = run(own, "rule", "verdict", "ostrivl/privacy@20220620133555", "gone", "--who", "mara")
    assert ran.code == Exit.NOTHING
