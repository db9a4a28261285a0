"""Does a database of the release before come along whole?"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlite_utils import Database

import pipeline
from model import Account, Ruling, RulingKind, RunKind, Task, TaskKind, original_key, timestamp14
from store import open_store
from store.headings import headers_text
from store.packing import pack
from store.schema import OF_A_HISTORY, migrations
from store.wordings import words_told
from tests import followed as the

FOLLOWED = the.timeline()
SEEN = [
    *(
        the.response(text, day)
        for text, day in (("a", 0), ("b", 5), ("gone", 9), ("gone", 19), ("a", 30), ("b", 33), ("wall", 35))
    ),
    the.response("a", 0, holder="web"),
    the.response("c", 2, original=the.MOVED_TO, holder="web"),
    *(the.row("a", day, status=status) for day in range(40, 45) for status in (200, None)),
    replace(the.row("a", 40), length=9),
    the.failure(51),
]
TASKS = [
    Task(kind=TaskKind.INDEX, archive="web", original=the.URL, run=1),
    Task(kind=TaskKind.INDEX, archive="web", original=the.URL, resume="page 2", run=1),
    *(Task(kind=TaskKind.REPLAY, archive="web", original=the.URL, timestamp=the.at(n), run=2) for n in range(3)),
]
# What the release before had of the tables that are made anew or have more columns now.
BEFORE = {
    "capture": "id, original_id, timestamp, rendition, statuscode,"
    " (SELECT lower(hex(digest)) FROM new.body WHERE body.id = body_id)",
    "holding": "id, capture_id, holder, memento, archive_digest, (SELECT headers_text(heading.packed, held.headers)"
    " FROM new.held JOIN new.heading ON heading.id = heading_id WHERE held.id = holding.id), taken_at",
    "sighting": "id, original_id, timestamp, kind, holder, rendition, statuscode, mimetype, archive_digest, length,"
    " digest, reason, taken_at",
    "task": "id, kind, archive, original, timestamp, archive_digest, resume, state, tries, due, reason, run",
    "run": "id, began, ended",
}
AFTER_IT = {"installation", "watch", "told", "alert", "attempt", "appointment", "work_order", "backup"}
AFTER_IT |= {"timeline", "shape", "setting", "form"}
CONCLUDED = {*OF_A_HISTORY, "reading", "text"}  # by the release before they lay otherwise, and are made anew
AFTER_IT |= {"survey", "survey_page", "saving", "saving_step", "erasure", "erased"}
MADE_ANEW = {"body", "held", "seen", "name", "heading"}  # views tell what is in the rows of most


def fill(path):
    with open_store(path) as store:
        the.history_of(store, *SEEN, followed=FOLLOWED)
        with store.writing():
            store.facts.keep_ruling(
                the.PRIVACY,
                Ruling(
                    kind=RulingKind.VERDICT,
                    object=f"{the.PRIVACY}@{timestamp14(the.at(5))}",
                    saying="login",
                    who="mara",
                    given_at=the.TAKEN,
                ),
            )
            store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
            store.frontier.end(1, Account(), the.TAKEN)
            store.frontier.begin(RunKind.BACKFILL, the.TAKEN + timedelta(days=1))
            store.frontier.add(TASKS, the.TAKEN)
            first, second, *_ = store.frontier.due("web", the.TAKEN, 9, [])
            store.frontier.finish(first)
            store.frontier.put_off(second, the.TAKEN + timedelta(hours=1), "timed out", counts=True)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        store._db.execute("DELETE FROM task WHERE id = 4")  # numbers may have gaps
        store._db.execute("UPDATE run SET account = '{}'")


def made_before(old, new):
    """The rows of `new` in a database as the release before made it."""
    with open_store(new, readonly=True) as store:
        digests = [line["digest"] for line in store.exporting.facts() if line["is"] == "capture"]
        bodies = {digest: store.facts.body(digest) for digest in digests}
    with closing(sqlite3.connect(old, isolation_level=None)) as conn:
        migrations.apply(Database(conn), stop_before="m004_service")
        conn.create_function("headers_text", 2, headers_text)
        conn.execute("ATTACH ? AS new", [str(new)])
        tables = [name for (name,) in conn.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for number, digest in conn.execute("SELECT id, lower(hex(digest)) FROM new.body ORDER BY id").fetchall():
            body = bodies[digest]
            conn.execute(
                "INSERT INTO body (rowid, digest, length, packed) VALUES (?, ?, ?, ?)",
                [number, digest, len(body), pack(body)],
            )
        for number, digest, text, kept in conn.execute("SELECT id, digest, text, words FROM new.wording").fetchall():
            conn.execute(
                "INSERT INTO wording (id, digest, words, text) VALUES (?, ?, ?, ?)",
                [number, digest.hex(), words_told(text, kept), text],
            )
        for table in tables:
            if table not in {"body", "wording", *CONCLUDED} and not table.startswith(
                ("wording_search", "_", "sqlite_")
            ):
                columns = BEFORE.get(table, "*")
                conn.execute(f"INSERT INTO main.{table} SELECT {columns} FROM new.{table} ORDER BY 1")


@pytest.fixture
def databases(tmp_path):
    """(as the release before made it, as this one makes it) of the same facts, tasks and runs."""
    fill(tmp_path / "new.db")
    made_before(tmp_path / "old.db", tmp_path / "new.db")
    return tmp_path / "old.db", tmp_path / "new.db"


def rows(path, table):
    with closing(sqlite3.connect(path)) as conn:
        return sorted(conn.execute(f"SELECT * FROM {table}"), key=repr)


def everything(store):
    return the.lines(store.exporting.facts()), the.concluded(store, FOLLOWED)


def bodies(path):
    with open_store(path) as store:
        numbers = store._db.execute("SELECT id, lower(hex(digest)) FROM body ORDER BY id").fetchall()
        return [(number, store.facts.body(digest)) for number, digest in numbers]


def test_every_fact_task_and_run_of_the_release_before_is_carried_forward(databases):
    old, new = databases
    with open_store(new) as store:
        expected, upto = everything(store), store.facts.upto([original_key(the.URL)], the.PRIVACY)
        tasks, runs = store.frontier.failures(["web"]), store.frontier.runs()
    with open_store(old) as store:
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        assert everything(store) == expected
        assert store.facts.upto([original_key(the.URL)], the.PRIVACY) == upto
        assert (store.frontier.failures(["web"]), store.frontier.runs()) == (tasks, runs)
        assert [run.kind for run in runs] == [RunKind.BACKFILL, RunKind.BACKFILL]
        assert [bool(run.ended) for run in runs] == [False, True]
        assert store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [name for name in tables if not name.startswith(("wording_search", "_", "sqlite_"))]
    assert not [name for name in kept if name.endswith("_before")]
    assert set(kept) > AFTER_IT
    for table in (set(kept) | {"holding", "sighting"}) - AFTER_IT - CONCLUDED - MADE_ANEW:
        assert rows(old, table) == rows(new, table), table
        assert rows(old, table), f"{table}: nothing was there to carry"
    assert bodies(old) == bodies(new) != []


def test_a_history_of_the_release_before_is_made_anew_from_the_facts_as_they_were_carried(databases):
    with open_store(databases[0]) as store:
        assert not pipeline.is_current(store, FOLLOWED)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        assert pipeline.is_current(store, FOLLOWED)


def test_the_schema_of_a_carried_database_is_that_of_a_new_one(databases):
    def schema(path):
        with closing(sqlite3.connect(path)) as conn:
            return set(conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))

    old, new = databases
    open_store(old).close()
    assert schema(old) == schema(new)


def test_what_is_known_is_not_kept_again_after_it_was_carried(databases):
    with open_store(databases[0]) as store:
        before = the.lines(store.exporting.facts())
        the.arrive(store, the.catalog_of(FOLLOWED), *SEEN)
        assert the.lines(store.exporting.facts()) == before
        assert store.frontier.add(TASKS[:3], the.TAKEN) == 0


def test_a_reader_refuses_the_release_before_and_says_what_to_do(databases):
    with pytest.raises(sqlite3.DatabaseError, match="written by an older clausewatch; `clausewatch rebuild --stale`"):
        open_store(databases[0], readonly=True)
    open_store(databases[0]).close()
    open_store(databases[0], readonly=True).close()


def test_a_migration_that_is_cut_short_leaves_the_release_before_as_it_was(databases, monkeypatch):
    old, _ = databases
    before = {table: rows(old, table) for table in ("sighting", "task", "run")}
    monkeypatch.setattr("store.schema.TELLING", "CREATE TABLE original (id INTEGER) STRICT;\n")
    with pytest.raises(sqlite3.OperationalError, match="original already exists"):
        open_store(old)
    assert {table: rows(old, table) for table in before} == before
    monkeypatch.undo()
    with open_store(old) as store, open_store(databases[1]) as made:
        assert the.lines(store.exporting.facts()) == the.lines(made.exporting.facts())


def test_every_installation_has_a_name_of_its_own_and_keeps_it(databases):
    names = []
    for path in databases:
        with open_store(path) as store:
            names.append(store.outbox.installation())
        with open_store(path, readonly=True) as store:
            assert store.outbox.installation() == names[-1]
    assert len({UUID(name) for name in names}) == 2
