"""Does a database that earlier code made open, come along whole, and answer the same questions the same way?

`tests/schemas/` has one for each time the tables changed for users, and what the code of that time answered
(`tests/made_before.py`).
"""

import json
import sqlite3
from contextlib import closing

import pytest

from cli.exits import Exit
from store import open_store
from tests.demo_home import run
from tests.made_before import DECLARED, SCHEMAS, answers, dumped, undumped

NAMES = sorted(path.stem for path in SCHEMAS.glob("*.sql"))
each = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    (home / "policies").mkdir(parents=True)
    (home / "policies" / "acme.toml").write_text(DECLARED, "utf-8")
    monkeypatch.setenv("CLAUSEWATCH_HOME", str(home))
    return home


@pytest.fixture
def made(home):
    """Puts the database of that name into the home; its path, and what was answered then."""

    def make(name):
        undumped((SCHEMAS / f"{name}.sql").read_text("utf-8"), home / "clausewatch.db")
        return home / "clausewatch.db", json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))

    return make


def as_it_was(line, keys):
    """The line with what it said then; what is said besides today was not asked then."""
    return json.dumps({key: line.get(key) for key in sorted(keys)}, ensure_ascii=False)


def carried(before, after):
    """The lines of each kind, then and now, as far as they said it then."""
    for kind in {line["is"] for line in before}:
        keys = {key for line in before if line["is"] == kind for key in line}
        yield kind, *(sorted(as_it_was(one, keys) for one in lines if one["is"] == kind) for lines in (before, after))


def test_there_is_one_of_each_time():
    assert NAMES[:6] == ["3", "4", "5", "6", "7", "8"]


@each
def test_a_reader_says_what_to_do_and_a_writer_migrates_it_whole(home, made, name):
    path, before = made(name)
    if name != NAMES[-1]:
        refused = run(home, "log", "acme/privacy")
        assert refused.code == Exit.WRONG
        assert "`clausewatch rebuild --stale`" in refused.err
    with open_store(path) as store:
        assert store.faults() == []
        after = list(store.exporting.facts())
    for kind, then, now in carried(before["facts"], after):
        assert now == then, kind


@each
def test_what_was_asked_then_is_answered_alike_once_it_was_rebuilt(home, made, name):
    _, before = made(name)
    ran = run(home, "rebuild", "--stale")
    assert ran.code == 0, ran.err
    after = answers()
    for question in ("versions", "clauses", "on", "changes"):
        assert after[question] == before[question], question
    exported = run(home, "export").out
    assert run(home, "rebuild").code == 0
    assert run(home, "export").out == exported
    assert run(home, "verify").code == 0


@each
def test_its_tables_are_those_of_a_new_one(made, tmp_path, name):
    def tables(path):
        open_store(path).close()
        with closing(sqlite3.connect(path)) as conn:
            return set(conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))

    assert tables(made(name)[0]) == tables(tmp_path / "new.db")


def test_a_dump_makes_the_database_that_it_was_made_of(made, tmp_path):
    path, _ = made("8")
    undumped(dumped(path), tmp_path / "again.db")
    assert dumped(tmp_path / "again.db") == (SCHEMAS / "8.sql").read_text("utf-8")
