"""Is the database whole whatever happens, and is a file that is none refused with words that help?"""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Event
from time import perf_counter

import pytest

import pipeline
from model import (
    Alert,
    AlertKind,
    Digest,
    Message,
    OrderKind,
    Ruling,
    RulingKind,
    RunKind,
    Saving,
    SavingStep,
    Task,
    TaskKind,
    sha256,
)
from store import backup, open_store
from store.schema import FACTS, MIGRATIONS
from tests import followed as the

CATALOG = the.catalog_of(the.timeline())
ALERT = Alert(
    watch="mara",
    timeline="acme/privacy",
    kind=AlertKind.SAMPLE,
    cause="x",
    channel="mail",
    made_at=the.TAKEN,
    message=Message(subject="s", text="t", html="h"),
    evidence={},
)


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
        with pytest.raises(sqlite3.IntegrityError, match="name"), store.writing():
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


SAVING = Saving(
    archive="there",
    original=the.URL,
    timeline=the.PRIVACY,
    moment=the.at(0),
    digest=sha256(b""),
    wanted_at=the.at(0),
)


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
            db.execute("INSERT INTO body VALUES (1, x'0d', 'many', 0, NULL, NULL, x'00')")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            db.execute("INSERT INTO capture (original_id, at, rendered, statuscode, body_id) VALUES (9, 0, 0, 200, 8)")
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
            store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
            store.frontier.add([Task(kind=TaskKind.INDEX, archive="web", original=the.URL)], the.TAKEN)
            store.agenda.ensure([(the.PRIVACY, True)], the.TAKEN)
            store.agenda.note_backup(path, 1, the.TAKEN)
            store.orders.give(OrderKind.VISIT, {}, the.TAKEN)
            store.surveys.add(1, ["acme.example"], {})
            store.surveys.keep_page(1, "https://acme.example/", "plain", {})
            store.savings.want(SAVING)
            store.savings.note(1, SavingStep.ASKED, the.TAKEN)
            store.outbox.began("mara", the.TAKEN)
            store.outbox.mark("mara", "acme/privacy", the.TAKEN)
            store.outbox.begin_attempt(store.outbox.keep(ALERT).name, "mail", the.TAKEN)
            store.facts.keep_ruling(
                the.PRIVACY,
                Ruling(kind=RulingKind.VERDICT, object="x", saying="gone", who="mara", given_at=the.TAKEN),
            )
            store.erasing.take(the.TAKEN, "asked for", "mara", [("0" * 64, 3)])
        tables = [name for (name,) in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert [one for one in tables if not store._db.execute(f"SELECT 1 FROM {one} LIMIT 1").fetchone()] == []
        assert store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_row_without_its_parent_is_found(path):
    with open_store(path) as store:
        assert store.faults() == []
        store._db.execute("PRAGMA foreign_keys = OFF")
        store._db.execute("INSERT INTO attempt VALUES (1, 99, 'feed', '', '', '')")
        assert store.faults() == ["attempt, row 1: its alert is not there"]


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


# ---------------------------------------------------------------- backups


def files(folder):
    return sorted(one.name for one in folder.iterdir())


def test_a_backup_is_the_database_as_it_was_and_can_be_read(path, tmp_path):
    to = tmp_path / "backups" / "one.db"
    with open_store(path) as store:
        the.history_of(store, the.response("a", 0), the.response("b", 3))
        size = backup(store, to)
        kept = (list(store.exporting.facts()), the.concluded(store), store.outbox.installation())
        the.history_of(store, the.response("c", 5))
    assert files(to.parent) == ["one.db"]
    assert size == to.stat().st_size
    with open_store(to, readonly=True) as copy:
        assert (list(copy.exporting.facts()), the.concluded(copy), copy.outbox.installation()) == kept
        assert copy._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert files(to.parent) == ["one.db"]  # nothing beside it is needed to read it
    with open_store(to) as restored:
        the.history_of(restored, the.response("c", 5))


def test_a_backup_holds_nothing_of_a_unit_of_work_that_is_not_done_and_waits_for_none(path, tmp_path):
    with open_store(path) as writer, open_store(path, readonly=True) as reader:
        with writer.writing():
            writer.facts.keep_sightings([the.row("a", 1)])
            began = perf_counter()
            backup(reader, tmp_path / "copy.db")
            assert perf_counter() - began < 5
        assert len(list(writer.exporting.facts())) == 1
    with open_store(tmp_path / "copy.db", readonly=True) as copy:
        assert list(copy.exporting.facts()) == []


def test_a_writer_and_backups_do_not_harm_each_other(path, tmp_path):
    """Every copy holds a whole number of the units of work, and all of them are there in the end."""
    begun, stop = Event(), Event()

    def write():
        with open_store(path) as store:
            day = 0
            while not stop.is_set():
                with store.writing():
                    store.facts.keep_sightings([the.row("a", day), the.row("a", day, second=1)])
                day += 1
                begun.set()
        return day

    open_store(path).close()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        assert begun.wait(30)
        counts = []
        with open_store(path, readonly=True) as reader:
            for number in range(8):
                backup(reader, tmp_path / f"{number}.db")
                with open_store(tmp_path / f"{number}.db", readonly=True) as copy:
                    counts.append(copy.questions.fact_counts().sightings)
        stop.set()
        written = 2 * writing.result(60)
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts)
    assert counts[-1] > 0
    with open_store(path, readonly=True) as reader:
        assert len(list(reader.exporting.facts())) == written


def test_a_backup_takes_the_place_of_the_former_one_of_that_name_and_of_what_a_kill_left(path, tmp_path):
    to = tmp_path / "copy.db"
    to.write_bytes(b"an older one")
    for left in ("copy.db.part", "copy.db.part-journal", "copy.db.part-wal"):
        (tmp_path / left).write_bytes(b"half of it" * 1000)
    with open_store(path) as store:
        the.arrive(store, CATALOG, the.row("a", 1))
        backup(store, to)
    assert files(tmp_path) == ["copy.db", "kept.db"]
    with open_store(to, readonly=True) as copy:
        assert len(list(copy.exporting.facts())) == 1


def test_a_backup_that_cannot_be_written_leaves_the_former_one_and_nothing_of_itself(path, tmp_path, monkeypatch):
    to = tmp_path / "copy.db"
    to.write_bytes(b"the former one")
    with open_store(path) as store:
        with pytest.raises(OSError, match=r"below"):
            backup(store, path / "below" / "copy.db")  # below a file
        monkeypatch.setattr(store, "copy_into", out_of_space)
        with pytest.raises(OSError, match=rf"{to}: .*full"):
            backup(store, to)
    assert to.read_bytes() == b"the former one"
    assert files(tmp_path) == ["copy.db", "kept.db"]


def out_of_space(part, _):
    part.write_bytes(b"half")
    raise sqlite3.OperationalError("database or disk is full")


def test_a_database_is_not_overwritten_by_its_own_backup(path, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with open_store(path) as store:
        the.arrive(store, CATALOG, the.row("a", 1))
        for to in (path, link):
            with pytest.raises(ValueError, match="is the database itself"):
                backup(store, to)
        assert len(list(store.exporting.facts())) == 1


def test_every_body_is_the_one_that_was_kept(path):
    with open_store(path) as store:
        for body in (b"", b"\0", os.urandom(100_000), b"a" * 1_000_000):
            assert store.facts.body(store.facts.keep_body(body)) == body
            with open_store(path, readonly=True) as reader:
                assert reader.facts.body(sha256(body)) == body
        with pytest.raises(LookupError, match="f" * 64):
            store.facts.body(Digest("f" * 64))
