"""Is a backup whole, wherever it is put, whoever writes?"""

import json
import re
import shutil
import sqlite3
from datetime import UTC, datetime

import pytest

from cli.backing_up import named
from cli.exits import Exit
from settings import Home
from store import door, open_store
from tests.cli_service import now, own, service
from tests.demo_home import run

__all__ = ["own"]


def test_a_backup_in_the_place_of_the_database_is_the_installation_as_it_stood(own):
    before = run(own, "export").out
    made = json.loads(run(own, "backup", "--json").out)
    database = Home(own).database
    for file in own.glob("clausewatch.db*"):
        file.unlink()
    shutil.copy(made["file"], database)
    assert run(own, "export").out == before
    assert made["bytes"] == database.stat().st_size


def test_without_a_file_it_goes_to_the_home_s_backups_under_its_moment(own):
    ran = run(own, "backup")
    assert ran.code == 0, ran.err
    (made,) = Home(own).backups.iterdir()
    assert re.fullmatch(r"clausewatch-\d{8}T\d{6}Z\.db", made.name)
    assert ran.out == f"{made}: {made.stat().st_size / 1e6:.1f} MB\n"
    assert named(datetime(2026, 11, 1, 12, 5, 9, tzinfo=UTC)) == "clausewatch-20261101T120509Z.db"


def test_it_is_made_while_a_service_writes_for_long_and_then_only_not_noted(own, tmp_path, monkeypatch):
    monkeypatch.setattr(door, "_BUSY_MS", 50)
    with service(own), open_store(Home(own).database) as store, store.writing():
        store.agenda.ensure([], now())
        ran = run(own, "backup", tmp_path / "copy.db")
    assert ran.code == 0
    assert "the backup is made, but could not be noted: " in ran.err
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_the_status_knows_of_it(own):
    made = json.loads(run(own, "backup", "--json").out)
    kept = json.loads(run(own, "status", "--json").out)["last_backup"]
    assert kept == {"at": made["made_at"], "file": made["file"], "bytes": made["bytes"]}


def test_what_is_there_is_not_overwritten(own, tmp_path):
    there = tmp_path / "there.db"
    there.write_text("mine", "utf-8")
    ran = run(own, "backup", there)
    assert (ran.code, there.read_text("utf-8")) == (Exit.WRONG, "mine")
    assert f"{there} is there already" in ran.err


def test_a_place_that_cannot_be_written_is_named(own, tmp_path):
    (tmp_path / "file").write_text("no folder", "utf-8")
    ran = run(own, "backup", tmp_path / "file" / "copy.db")
    assert ran.code == Exit.WRONG
    assert f"{tmp_path / 'file' / 'copy.db'}: " in ran.err


def test_where_nothing_was_recorded_there_is_nothing_to_copy(home):
    ran = run(home, "backup")
    assert ran.code == Exit.NOTHING
    assert "nothing was recorded yet" in ran.err
    assert not home.exists()


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_backups_are_not_pruned_by_the_command(own, options):
    folder = Home(own).backups
    folder.mkdir()
    for day in range(1, 13):
        (folder / f"clausewatch-202601{day:02}T000000Z.db").write_text("old", "utf-8")
    run(own, "backup", *options)
    assert len(list(folder.iterdir())) == 13
