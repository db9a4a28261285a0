"""Can a person have words erased, and is it said what went, what is left to do and what is out of reach?"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cli.exits import Exit
from scheduler import only_writer
from settings import Home
from store import door, open_store
from tests.cli_service import own
from tests.demo_home import run

__all__ = ["own"]

WORDS = "Workout routes"
ROOT = Path(__file__).parent.parent
ASKED = ("--reason", "asked for by whom it is about", "--who", "mara")


def forget(home, *arguments):
    return run(home, "forget", *arguments)


def raw(home):
    return b"".join(path.read_bytes() for path in sorted(home.glob("clausewatch.db*")))


def test_what_would_go_is_told_and_stays(own):
    before = raw(own)
    ran = forget(own, "--words", WORDS, "--dry-run")
    assert ran.code == 0
    assert ran.out.startswith("bodies: 7, of 7 captures; ")
    assert "ostrivel/privacy@20210412160210" in ran.out
    told = json.loads(forget(own, "--words", WORDS, "--dry-run", "--json").out)
    assert (len(told["bodies"]), told["timelines"]) == (7, ["ostrivel/privacy"])
    assert raw(own) == before


def test_words_are_erased_and_what_is_left_follows_from_the_rest(own):
    others = run(own, "show", "tessaly/privacy").out
    assert run(own, "search", f'"{WORDS}"').code == 0
    assert forget(own, "--words", WORDS, "--yes", *ASKED).code == 0
    assert run(own, "verify").code == 0
    assert run(own, "search", f'"{WORDS}"').code == Exit.NOTHING
    assert run(own, "show", "tessaly/privacy").out == others
    assert json.loads(run(own, "verify", "--json").out)["stale"] == []
    (one,) = json.loads(forget(own, "--list", "--json").out)
    assert (one["reason"], one["who"], len(one["bodies"])) == (ASKED[1], ASKED[3], 7)
    assert one["finished_at"]
    assert WORDS not in forget(own, "--list").out
    before = run(own, "export").out
    assert run(own, "rebuild").code == 0
    assert run(own, "export").out == before
    assert forget(own, "--words", WORDS, "--dry-run").code == Exit.NOTHING


def test_a_capture_an_address_or_a_body_can_be_named(own):
    capture = "ostrivel/privacy@20210412160210"
    (digest,) = json.loads(forget(own, "--capture", capture, "--dry-run", "--json").out)["bodies"]
    assert json.loads(forget(own, "--digest", digest, "--dry-run", "--json").out)["citations"] == [capture]
    with open_store(Home(own).database, readonly=True) as store:
        (url,) = store._db.execute(
            "SELECT url FROM original JOIN capture ON original_id = original.id"
            " JOIN body ON body.id = body_id WHERE lower(hex(digest)) = ?",
            [digest],
        ).fetchone()
    assert digest in json.loads(forget(own, "--original", url, "--dry-run", "--json").out)["bodies"]
    assert forget(own, "--digest", digest, "--yes", *ASKED).code == 0
    assert forget(own, "--capture", capture, "--dry-run").code == Exit.NOTHING
    assert run(own, "verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("--dry-run",), "nothing is named", Exit.WRONG),
        (("--words", "ab", "--dry-run"), "2 characters, expected 3", Exit.WRONG),
        (("--words", WORDS, "--yes"), "--reason is missing", Exit.WRONG),
        (("--words", WORDS, "--yes", "--reason", f"holds {WORDS}", "--who", "mara"), "say it without", Exit.WRONG),
        (("--words", "ostrivel/privacy", "--dry-run"), "stand in a name", Exit.WRONG),
        (("--words", "nobody says this", "--dry-run"), "nothing that is kept", Exit.NOTHING),
        (("--digest", "12", "--dry-run"), "64 hexadecimal digits", Exit.WRONG),
        (("--capture", "ostrivel/privacy@20010101", "--dry-run"), "expected", Exit.WRONG),
        (("--capture", "ostrivel/privacy@20010101000000", "--dry-run"), "no capture of that second", Exit.NOTHING),
        (("--original", "https://nowhere.example/", "--dry-run"), "nothing is kept", Exit.NOTHING),
        (("--list",), "nothing was erased", Exit.NOTHING),
    ],
)
def test_what_cannot_be_erased_is_said(own, arguments, said, code):
    ran = forget(own, *arguments)
    assert (said in ran.err, ran.code) == (True, code)


def test_it_asks_first(own, monkeypatch):
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    before = raw(own)
    ran = forget(own, "--words", WORDS, *ASKED)
    assert (ran.code, "nothing was erased" in ran.err) == (Exit.INCOMPLETE, True)
    assert raw(own) == before


def test_where_another_process_writes_nothing_is_erased(own):
    with only_writer(Home(own).lock):
        assert forget(own, "--words", WORDS, "--yes", *ASKED).code == Exit.BUSY


def test_what_is_out_of_reach_is_named(own):
    copy = own / "backups" / "copy.db"
    run(own, "backup", copy)
    (own / "policies" / "notes.txt").write_text(f"They changed {WORDS}.", "utf-8")
    ran = forget(own, "--words", WORDS, "--yes", *ASKED)
    assert f"holds what was before: {copy}" in ran.err
    assert f"holds the words: {own / 'policies' / 'notes.txt'}" in ran.err


def test_what_another_reader_keeps_in_the_file_is_said_and_finished_later(own, monkeypatch):
    monkeypatch.setattr(door, "_BUSY_MS", 50)
    with closing(sqlite3.connect(Home(own).database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM wording").fetchone()
        ran = forget(own, "--words", WORDS, "--yes", *ASKED)
        assert (ran.code, "still reads" in ran.err) == (Exit.INCOMPLETE, True)
        assert "still lies in the file" in forget(own, "--list").out
    assert forget(own, "--finish").code == 0
    assert "still lies" not in forget(own, "--list").out
    assert run(own, "rebuild", "--stale").code == 0
    assert run(own, "verify").code == 0


KILLED = """
import os, signal, sys
import cli.forgetting, store.bodies, store.erasing
from cli import main

def dies(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

place, name = {places}[sys.argv.pop(1)]
setattr(place, name, dies)
main()
"""
PLACES = {
    "in the transaction": "(store.erasing.Erasing, '_drop_wordings')",
    "once it is written": "(cli.forgetting, 'shrink')",
    "once the file is written anew": "(store.erasing.Erasing, 'finish')",
    "before histories are made": "(cli.forgetting, '_derive')",
}


@pytest.mark.parametrize("where", PLACES)
def test_killed_at_any_moment_it_can_be_gone_on_with(own, where):
    places = "{" + ", ".join(f"{name!r}: {place}" for name, place in PLACES.items()) + "}"
    code = KILLED.replace("{places}", places)
    command = [sys.executable, "-c", code, where, "forget", "--words", WORDS, "--yes", *ASKED]
    environment = os.environ | {"CLAUSEWATCH_HOME": str(own)}
    killed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    verified = run(own, "verify")
    left = where in ("once it is written", "once the file is written anew")
    assert (verified.code, "may still lie in the file" in verified.out) == (0, left)
    assert forget(own, "--words", WORDS, "--yes", *ASKED).code == (0 if where == "in the transaction" else Exit.NOTHING)
    assert run(own, "rebuild", "--stale").code == 0
    assert run(own, "verify").code == 0
    (one,) = json.loads(forget(own, "--list", "--json").out)
    assert one["finished_at"]
    assert WORDS.encode() not in raw(own)
    assert forget(own, "--words", WORDS, "--dry-run").code == Exit.NOTHING


def test_what_an_alert_told_is_gone_and_its_root_stays(shown_home, tmp_path):
    own = shutil.copytree(shown_home, tmp_path / "own")
    with open_store(Home(own).database, readonly=True) as store:
        ((name, evidence),) = store._db.execute("SELECT name, evidence FROM alert").fetchall()
    record = json.loads(evidence)
    digest = record["digests"]["after"]["body"]
    ran = forget(own, "--digest", digest, "--yes", *ASKED)
    assert (ran.code, "1 alert;" in ran.out) == (0, True)
    told = json.loads(run(own, "alerts", "--json").out)
    assert ASKED[1] in json.dumps(told)
    ran = run(own, "evidence", "--alert", name, "--to", own / "bundle")
    assert (ran.code, "not here any more" in ran.err) == (Exit.INCOMPLETE, True)
    with open_store(Home(own).database, readonly=True) as store:
        (left,) = store._db.execute("SELECT evidence FROM alert").fetchone()
    assert json.loads(left)["proof"] == record["proof"]
    assert "changes" not in json.loads(left)
    assert ASKED[1] in run(own, "alert", name).out
