"""Does a backup take the place of the database whole, whatever stands there, and is a bad one refused?"""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from cli.exits import Exit
from model import timestamp14
from settings import Home
from store import open_store
from tests.cli_service import now, own
from tests.demo_home import run
from tests.made_before import DECLARED, SCHEMAS, undumped

__all__ = ["own"]


@pytest.fixture
def copy(own, tmp_path):
    assert run(own, "backup", tmp_path / "copy.db").code == 0
    return tmp_path / "copy.db"


def files(home):
    return sorted(path.name for path in home.iterdir() if path.is_file())


def noted(home):
    """Something that the backup has not."""
    with open_store(Home(home).database) as store, store.writing():
        store.agenda.note_backup(home, 7, now())
    return run(home, "export").out


def backups(home):
    with open_store(Home(home).database, readonly=True) as store:
        return store.agenda.last_backup()


def test_the_copy_stands_there_and_the_former_database_beside_it(own, copy):
    before = run(own, "export").out
    run(own, "rule", "matters", "ostrivel/privacy@20240612080000", "no", "--who", "mara")
    noted(own)
    ruled = run(own, "export").out
    ran = run(own, "restore", copy)
    assert ran.code == 0, ran.err
    assert run(own, "export").out == before
    assert backups(own) is None
    (former,) = own.glob("clausewatch-before-*.db")
    assert f"what stood there before is in {former}" in ran.out
    shutil.move(former, Home(own).database)
    assert run(own, "export").out == ruled
    assert backups(own) is not None


@pytest.mark.parametrize("there", ["nothing", "garbage", "a database with what it wrote last beside it"])
def test_it_is_put_there_whatever_stood_there(own, copy, there):
    before, database = run(own, "export").out, Home(own).database
    if there == "nothing":
        database.unlink()
    elif there == "garbage":
        database.write_bytes(b"garbage" * 1_000)
    else:
        noted(own)
        with closing(sqlite3.connect(database)) as conn:
            conn.execute("UPDATE backup SET bytes = 8")
            conn.commit()
            for name in ("clausewatch.db", "clausewatch.db-wal"):
                shutil.copy(own / name, own / f"{name}.kept")
        for name in ("clausewatch.db", "clausewatch.db-wal"):
            shutil.move(own / f"{name}.kept", own / name)
    told = json.loads(run(own, "restore", copy, "--json").out)
    assert told["from"] == str(copy)
    assert (told["former"] is None) == (there == "nothing")
    assert run(own, "export").out == before
    assert run(own, "verify").code == 0
    if there.startswith("a database"):
        with open_store(own / told["former"], readonly=True) as former:
            assert former.agenda.last_backup()[2] == 8


def test_a_backup_of_an_earlier_release_is_migrated(tmp_path):
    home = Home(tmp_path / "home")
    home.policies.mkdir(parents=True)
    (home.policies / "acme.toml").write_text(DECLARED, "utf-8")
    undumped((SCHEMAS / "3.sql").read_text("utf-8"), tmp_path / "then.db")
    before = (tmp_path / "then.db").read_bytes()
    assert run(home.path, "restore", tmp_path / "then.db").code == 0
    assert run(home.path, "rebuild", "--stale").code == 0
    assert run(home.path, "log", "acme/privacy").code == 0
    assert (tmp_path / "then.db").read_bytes() == before


def harmed(copy):
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("UPDATE body SET packed = x'00' WHERE id = 3")
        conn.commit()


def newer(copy):
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('clausewatch', 'm9', '')"
        )
        conn.commit()


def of_another_program(copy):
    copy.unlink()
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("CREATE TABLE songs (name TEXT)")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (harmed, "6 faults, the first: "),
        (newer, "written by a newer clausewatch"),
        (of_another_program, "a database of another program"),
        (lambda copy: copy.write_bytes(b""), "empty; expected a backup"),
        (lambda copy: copy.write_bytes(b"garbage" * 1_000), "file is not a database"),
        (lambda copy: copy.write_bytes(copy.read_bytes()[: 4096 * 20]), "malformed"),
    ],
    ids=["harmed", "newer", "another's", "empty", "garbage", "cut off"],
)
def test_a_copy_that_is_not_whole_is_refused_and_nothing_is_altered(own, copy, harm, said):
    harm(copy)
    before, there = run(own, "export").out, files(own)
    ran = run(own, "restore", copy)
    assert ran.code == Exit.WRONG, ran
    assert str(copy) in ran.err
    assert said in ran.err
    assert run(own, "export").out == before
    assert [name for name in files(own) if name not in (*there, "lock")] == []


def test_it_is_refused_while_another_process_writes_and_for_the_database_itself(own, copy):
    import scheduler

    with scheduler.only_writer(Home(own).lock, serving=True):
        assert run(own, "restore", copy).code == Exit.BUSY
    assert run(own, "restore", Home(own).database).code == Exit.WRONG
    assert run(own, "restore", own / "none.db").code == Exit.NOTHING
    run(own, "backup")
    ran = run(own, "restore")
    assert ran.code == Exit.WRONG
    assert f"The newest of 1 is {own / 'backups'}" in ran.err


def test_what_a_kill_between_the_two_names_left_is_not_lost(own, copy):
    """It stood there before; its dated name was all that it had not yet."""
    shutil.copy(Home(own).database, own / "clausewatch.db.former")
    left = (own / "clausewatch.db.former").read_bytes()
    run(own, "restore", copy)
    (earlier,) = own.glob("clausewatch-before-*-earlier.db")
    assert earlier.read_bytes() == left
    assert len(list(own.glob("clausewatch-before-*.db"))) == 2


def test_room_that_was_freed_is_given_back(own):
    before = run(own, "export").out
    with open_store(Home(own).database) as store, store.writing():
        store.conclusions.drop_all()
    told = json.loads(run(own, "vacuum", "--json").out)
    assert told["bytes"] == Home(own).database.stat().st_size < told["bytes_before"]
    assert run(own, "rebuild").code == 0
    assert run(own, "export").out == before
    assert run(own, "verify").code == 0


def test_where_nothing_was_recorded_there_is_no_room_to_give_back(home):
    assert run(home, "vacuum").code == Exit.NOTHING
    assert not home.exists()


def test_two_restores_in_one_second_keep_both_former_databases(own, copy, monkeypatch):
    monkeypatch.setattr("scheduler.now", lambda: now())
    for _ in range(2):
        assert run(own, "restore", copy).code == 0
    assert len(list(own.glob(f"clausewatch-before-{timestamp14(now())[:8]}*.db"))) == 2
