"""Does a date, or a citation, find what it means, today and after the code has learnt to read otherwise?"""

import json
import shutil
import sqlite3

import pytest

import extract
from tests.demo_home import run


def shown(home, *arguments):
    ran = run(home, "show", *arguments, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_a_day_within_which_the_text_changed_shows_both_texts_for_certain(demo_home, tmp_path):
    told = shown(demo_home, "tamberlight/privacy", "--on", "2012-04-15")
    assert told["certain"] is True
    home = shutil.copytree(demo_home, tmp_path / "home")
    with sqlite3.connect(home / "clausewatch.db") as db:
        db.execute("UPDATE version SET last_seen = '2018-05-24T01:00:00Z' WHERE last_seen = '2014-09-06T12:18:33Z'")
    db.close()
    told = shown(home, "tamberlight/privacy", "--on", "2018-05-24")
    assert len(told["versions"]) == 2
    assert (told["certain"], told["note"]) == (True, "the text changed within this time")


def test_a_version_is_cited_by_the_capture_that_first_shows_it(demo_home):
    told = shown(demo_home, "skarnwell/privacy@20120729083021")
    assert told["versions"][0]["citation"] == "skarnwell/privacy@20120729083021"
    later = shown(demo_home, "skarnwell/privacy@20161010070512")
    assert later["versions"][0]["version"] == told["versions"][0]["version"]


def test_fourteen_digits_between_two_versions_are_an_instant_and_answered_as_one(demo_home):
    told = shown(demo_home, "skarnwell/privacy@20180101000000")
    assert told == shown(demo_home, "skarnwell/privacy", "--on", "20180101000000")
    assert (told["certain"], len(told["versions"])) == (False, 2)


def test_more_digits_than_are_shown_are_taken(demo_home):
    clause = shown(demo_home, "ostrivel/privacy")["versions"][0]["clauses"][0]
    with sqlite3.connect(f"file:{demo_home / 'clausewatch.db'}?mode=ro", uri=True) as db:
        prefix = clause["citation"].partition("#")[2]
        (digest,) = db.execute(
            "SELECT lower(hex(digest)) FROM wording WHERE hex(digest) LIKE ?", [f"{prefix}%"]
        ).fetchone()
    db.close()
    cited = clause["citation"].replace(prefix, digest)
    assert shown(demo_home, cited)["cited"] == [clause["citation"]]


@pytest.fixture
def reread(demo_home, tmp_path):
    """A home in which an earlier reading made one clause of what are two today, and somebody cited it."""
    home = shutil.copytree(demo_home, tmp_path / "home")
    clauses = shown(home, "ostrivel/privacy")["versions"][0]["clauses"]
    with sqlite3.connect(home / "clausewatch.db") as db:
        prefixes = [one["citation"].partition("#")[2] for one in clauses[:2]]
        texts = [
            db.execute("SELECT text FROM wording WHERE hex(digest) LIKE ?", [f"{one}%"]).fetchone()[0]
            for one in prefixes
        ]
        db.create_function("dense_words", 2, lambda *_: "")  # what else the index is told of a wording
        joined = " ".join(map(extract.canonical, texts))
        db.execute("INSERT INTO wording (digest, words, text) VALUES (?, ?, ?)", [b"\xab" * 32, joined, joined])
        db.execute("INSERT INTO wording (digest, words, text) VALUES (?, 'of old', 'of old')", [b"\xcd" * 32])
    db.close()
    return home, [one["citation"] for one in clauses[:2]]


def test_a_citation_of_words_that_are_cut_otherwise_today_finds_the_clauses_that_hold_them(reread):
    home, cites = reread
    told = shown(home, "ostrivel/privacy@20260204191200#abababab")
    assert told["cited"] == cites
    assert told["note"] == "read differently when it was cited; these clauses hold its words today"


def test_a_citation_of_words_that_no_clause_holds_today_says_them(reread):
    home, _ = reread
    ran = run(home, "show", "ostrivel/privacy@20260204191200#cdcdcdcd")
    assert ran.code == 4
    assert "'of old'" in ran.err


def test_the_lives_of_all_clauses_that_hold_the_words_of_a_citation_are_told(reread):
    home, cites = reread
    ran = run(home, "clause", "ostrivel/privacy@20260204191200#abababab", "--json")
    told = json.loads(ran.out)
    assert [life["citation"] for life in told["lives"]] == cites
    assert told["note"] == "read differently when it was cited; these clauses hold its words today"
