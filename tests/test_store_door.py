"""Is the database whole whatever happens, and is a file that is none refused with words that help?"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from time import perf_counter

import pytest

import pipeline
from model import Digest, Ruling, RulingKind, Task, TaskKind
from store import open_store
from store.schema import FACTS, MIGRATIONS
from tests import followed as the

CATALOG = the.catalog_of(the.timeline())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


def half_done(store):
    store.facts.keep_sightings([the.row("a", 1)])
    raise RuntimeError("in the middle")


def test_an_exception_in_a_unit_of_work_leaves_nothing_of_it(path):
    with open_store(path) as store:
        with pytest.raises(RuntimeError, match="in the middle"), store.writing():
            half_done(store)
        with pytest.raises(sqlite3.IntegrityError, match="holder"), store.writing():
            store.facts.keep_sightings([the.row("a", 1), replace(the.row("a", 2), holder=None)])
        assert list(store.exporting.facts()) == []
        the.arrive(store, CATALOG, the.row("a", 2))  # and the next one is not harmed
        assert len(list(store.exporting.facts())) == 1


def test_a_unit_of_work_is_whole_for_other_connections(path):
    with open_store(path) as store, open_store(path, readonly=True) as reader:
        with store.writing():
            store.facts.keep_sightings([the.row("a", 1)])
            assert list(reader.exporting.facts()) == []
        assert len(list(reader.exporting.facts())) == 1


def test_a_reader_sees_one_whole_state_while_a_history_is_replaced(path):
    with open_store(path) as store, open_store(path, readonly=True) as reader:
        the.history_of(store, the.response("a", 0), the.response("b", 20))
        with reader.looking():
            before = the.concluded(reader)
            the.history_of(store, the.response("c", 10))
            assert the.concluded(reader) == before
            assert [len(reader.questions.text(the.PRIVACY, n).clauses) for n in (1, 2)] == [3, 3]
        assert the.concluded(reader) == the.concluded(store) != before


def test_tables_take_no_value_of_another_type_and_no_row_without_its_parent(path):
    with open_store(path) as store:
        db = store._db
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            db.execute("INSERT INTO body VALUES ('d', 'many', x'00')")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            db.execute("INSERT INTO capture VALUES (1, 99, 't', 'plain', 200, 'd')")
        tables = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        )
        ours = [(name, sql) for name, sql in tables if not name.startswith(("wording_search", "sqlite_"))]
        assert len(ours) > 10
        assert [name for name, sql in ours if "STRICT" not in sql] == []


def test_the_database_is_found_sound_with_every_table_filled(path):
    arrivals = [the.response(text, day) for text, day in (("a", 0), ("b", 5), ("gone", 9), ("gone", 19), ("a", 30))]
    with open_store(path) as store:
        the.history_of(store, *arrivals, the.row("c", 50), the.failure(51))
        with store.writing():
            store.frontier.begin(the.TAKEN)
            store.frontier.add([Task(kind=TaskKind.INDEX, archive="web", original=the.URL)], the.TAKEN)
            store.facts.keep_ruling(
                the.PRIVACY,
                Ruling(kind=RulingKind.VERDICT, object="x", saying="gone", who="mara", given_at=the.TAKEN),
            )
        tables = [name for (name,) in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert [one for one in tables if not store._db.execute(f"SELECT 1 FROM {one} LIMIT 1").fetchone()] == []
        assert store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_opening_again_is_quick_and_changes_nothing(path):
    with open_store(path) as store:
        the.history_of(store, the.response("a", 0))
        assert {name for (name,) in store._db.execute("SELECT name FROM _sqlite_migrations")} == MIGRATIONS
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = path.read_bytes()
    began = perf_counter()
    for _ in range(10):
        with open_store(path) as store:
            assert store._db.conn.total_changes == 0
    assert perf_counter() - began < 2
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_nothing_and_is_applied_later(path, monkeypatch):
    monkeypatch.setattr("store.schema.FACTS", FACTS + "CREATE TABLE original (id INTEGER) STRICT;\n")
    with pytest.raises(sqlite3.OperationalError, match=rf"{path}.*original already exists"):
        open_store(path)
    monkeypatch.undo()
    with open_store(path) as store:
        assert list(store.exporting.facts()) == []


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("content", [b"<html>no database</html>" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_refused_by_name_and_left_as_it_is(path, content, readonly):
    path.write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError, match=rf"{path}: .*; restore it from a backup, or move it away"):
        open_store(path, readonly=readonly)
    assert path.read_bytes() == content


@pytest.mark.parametrize("readonly", [True, False])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(path, readonly):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError, match=rf"{path}: a database of another program"):
        open_store(path, readonly=readonly)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_clausewatch_is_refused(path):
    open_store(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('clausewatch', 'm999', '')"
        )
        newer.commit()
    with pytest.raises(sqlite3.DatabaseError, match="newer clausewatch"):
        open_store(path)


def test_a_reader_of_an_empty_file_is_told_what_to_do(path):
    path.touch()
    with pytest.raises(sqlite3.DatabaseError, match="empty, or written by an older clausewatch; `clausewatch rebuild"):
        open_store(path, readonly=True)
    assert path.stat().st_size == 0


def test_a_folder_in_the_place_of_the_file_is_named(path):
    path.mkdir()
    with pytest.raises(sqlite3.OperationalError, match=str(path)):
        open_store(path)


def test_a_reader_of_a_missing_file_is_told_so_and_makes_none(path):
    with pytest.raises(FileNotFoundError, match=rf"{path} is not there"):
        open_store(path, readonly=True)
    assert not path.exists()


def test_the_folder_of_a_new_database_is_made(tmp_path):
    open_store(tmp_path / "new" / "home" / "kept.db").close()
    assert (tmp_path / "new" / "home" / "kept.db").exists()


def test_a_reader_cannot_write(path):
    with open_store(path) as store:
        the.history_of(store, the.response("a", 0))
    with open_store(path, readonly=True) as reader:
        with pytest.raises(sqlite3.OperationalError, match="readonly"), reader.writing():
            reader.facts.keep_sightings([the.row("b", 1)])
        with pytest.raises(sqlite3.OperationalError, match="readonly"), reader.writing():
            reader.conclusions.drop_all()
        assert len(reader.questions.versions(the.PRIVACY)) == 1


def test_asking_for_a_capture_that_is_not_kept_writes_nothing(path):
    open_store(path).close()
    with open_store(path, readonly=True) as reader, pytest.raises(LookupError, match="is not kept"):
        reader.facts.held(the.response("a", 0).capture)


def test_a_database_is_the_same_after_a_copy(path, tmp_path):
    with open_store(path) as store:
        the.history_of(store, the.response("a", 0), the.response("b", 3))
        before = the.concluded(store)
    shutil.copyfile(path, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as copy:
        assert the.concluded(copy) == before
        assert pipeline.is_current(copy, the.timeline())


def test_every_body_is_the_one_that_was_kept(path):
    with open_store(path) as store:
        for body in (b"", b"\0", os.urandom(100_000), b"a" * 1_000_000):
            assert store.facts.body(store.facts.keep_body(body)) == body
        with pytest.raises(LookupError, match="f" * 64):
            store.facts.body(Digest("f" * 64))
