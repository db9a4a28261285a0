"""What happens on a full disk, where nothing may be written, beside another writer, and in a damaged file?

Each time: a message that says which file, what happened and what to do; no further damage; and what it says to do
works.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from cli.exits import Exit
from settings import Home
from store import door, open_store
from tests import followed as the
from tests.cli_service import own
from tests.demo_home import run
from tests.full_disk import fill_up, small_disk
from tests.made_before import DECLARED, SCHEMAS, dumped, undumped

__all__ = ["own"]

TEXT = "# Privacy policy\n\nThis policy says what Acme does with personal data.\n\nWe keep your name for {} months.\n"


def exported(home):
    ran = run(home, "export", "--comparable")
    assert ran.code == 0, ran.err
    return ran.out


def whole(home):
    ran = run(home, "verify")
    assert ran.code == 0, ran.out + ran.err
    return True


# ---------------------------------------------------------------- a full disk


@pytest.fixture
def on_small_disk(own, tmp_path):
    """A home that is alone on a disk of 8 MB."""
    with small_disk(tmp_path / "disk", 8) as disk:
        yield shutil.copytree(own, disk / "home")


@pytest.mark.parametrize(
    ("command", "leave"),
    [
        *(("import", leave) for leave in (0, 60, 500)),
        *(("rebuild", leave) for leave in (60, 500)),
        *((command, 60) for command in ("backup", "vacuum", "restore")),
    ],
)
def test_a_full_disk_ends_a_command_with_words_and_it_is_done_once_there_is_room(
    own, on_small_disk, tmp_path, command, leave
):
    words = " ".join(f"{number:08x}" for number in Random(1).choices(range(2**32), k=40_000))
    (tmp_path / "then.txt").write_text(TEXT.format("twelve") + words, "utf-8")
    run(own, "backup", tmp_path / "copy.db")
    line = {
        "import": ["import", tmp_path / "then.txt", "--original", the.URL, "--timestamp", "20160805"],
        "restore": ["restore", tmp_path / "copy.db"],
    }.get(command, [command])
    facts = [one for one in exported(on_small_disk).splitlines() if '"is":"sighting"' in one]
    filler = fill_up(on_small_disk.parent, leave)
    full = run(on_small_disk, *line)
    assert full.code == Exit.INCOMPLETE, full
    assert str(on_small_disk) in full.err
    assert "room" in full.err
    filler.unlink()
    assert whole(on_small_disk)
    assert set(facts) <= set(exported(on_small_disk).splitlines())
    assert not [path for path in on_small_disk.rglob("*") if ".part" in path.name or ".former" in path.name]
    assert run(on_small_disk, *line).code == 0
    run(own, *line)
    assert whole(on_small_disk)
    assert exported(on_small_disk) == exported(own)


@pytest.mark.parametrize("leave", [0, 60, 200])
def test_a_migration_on_a_full_disk_leaves_the_database_as_it_was(tmp_path, leave):
    with small_disk(tmp_path / "disk", 4) as disk:
        home = Home(disk / "home")
        home.policies.mkdir(parents=True)
        (home.policies / "acme.toml").write_text(DECLARED, "utf-8")
        undumped((SCHEMAS / "3.sql").read_text("utf-8"), home.database)
        before = dumped(home.database)
        filler = fill_up(disk, leave)
        full = run(home.path, "rebuild", "--stale")
        assert full.code == Exit.INCOMPLETE, full
        assert f"{home.database}: " in full.err
        assert "room" in full.err
        filler.unlink()
        with closing(sqlite3.connect(home.database)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert dumped(home.database) == before
        assert run(home.path, "rebuild", "--stale").code == 0
        assert whole(home.path)


# ---------------------------------------------------------------- where nothing may be written, and beside a writer


def test_on_a_disk_that_is_read_only_everything_can_be_read_and_writing_is_refused(own, tmp_path):
    with small_disk(tmp_path / "disk", 8) as disk:
        home = shutil.copytree(own, disk / "home")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert exported(home) == exported(own)
        assert whole(home)
        for command in (["rebuild"], ["vacuum"], ["restore", own / "clausewatch.db"]):
            ran = run(home, *command)
            assert ran.code == Exit.INCOMPLETE
            assert f"{home / 'lock'}: Read-only file system" in ran.err
        with pytest.raises(sqlite3.OperationalError, match=r"clausewatch.db: .*must not be mounted to be read only"):
            open_store(home / "clausewatch.db")


HOLDS = """
import sqlite3, sys
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program(path):
    """It holds the write lock."""
    command = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "holds\n"
        yield process.pid
        process.stdin.close()


def test_who_holds_the_write_lock_is_named_and_readers_go_on(own, monkeypatch):
    monkeypatch.setattr(door, "_BUSY_MS", 50)
    before = exported(own)
    with another_program(own / "clausewatch.db") as pid:
        ran = run(own, "rebuild")
        assert ran.code == Exit.BUSY
        assert f"database is locked: process {pid} (python" in ran.err
        assert "run this again" in ran.err
        assert exported(own) == before
        assert whole(own)
    assert run(own, "rebuild").code == 0
    assert exported(own) == before


def test_what_lies_beside_the_database_is_cut_back_after_somebody_read_for_long(tmp_path, monkeypatch):
    monkeypatch.setattr(door, "_WAL_BYTES", 500_000)
    path, random = tmp_path / "kept.db", Random(5)
    wal = tmp_path / "kept.db-wal"
    with open_store(path) as store:
        with open_store(path, readonly=True) as reader, reader.looking():
            assert list(reader.exporting.facts()) == []
            for day in range(40):
                the.arrive(store, the.catalog_of(the.timeline()), the.response(random.randbytes(50_000), day))
            assert list(reader.exporting.facts()) == []
            grown = wal.stat().st_size
        for day in range(41, 80):
            the.arrive(store, the.catalog_of(the.timeline()), the.response(random.randbytes(50_000), day))
        assert grown > 2_000_000
        store._db.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        the.arrive(store, the.catalog_of(the.timeline()), the.row("a", 90))
        assert wal.stat().st_size <= 500_000


# ---------------------------------------------------------------- damage by hand


def page_size(path):
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute("PRAGMA page_size").fetchone()[0]


def pages_of(path, table):
    """Its own pages, the root first."""
    with closing(sqlite3.connect(path)) as conn:
        (root,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()
        try:
            found = conn.execute("SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno", [table]).fetchall()
        except sqlite3.OperationalError:  # SQLite was built without it
            found = []
    return [root, *(number for (number,) in found if number != root)]


def overwrite(path, number, begin=0, length=None):
    """Garbage over a page, or a part of it."""
    size = page_size(path)
    with path.open("r+b") as file:
        file.seek((number - 1) * size + begin)
        file.write(Random(number).randbytes(length or size - begin))


def settled(home):
    """The database's one file, with nothing beside it, and a backup of it."""
    path = Home(home).database
    with open_store(path) as store:
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    copy = home.parent / "copy.db"
    assert run(home, "backup", copy).code == 0
    return path, copy


def stale_or_drop(path):
    """Leaves free pages in it."""
    with open_store(path) as store, store.writing():
        store.conclusions.drop_all()


def harm_table(table, which):
    def harm(path):
        pages = pages_of(path, table)
        overwrite(path, pages[which] if which < len(pages) else pages[0])

    return harm


def truncate(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)


def free_page(path):
    stale_or_drop(path)
    with path.open("rb") as file:
        trunk = int.from_bytes(file.read(36)[32:36], "big")
    overwrite(path, trunk)


HARMS = {
    "the header": lambda path: overwrite(path, 1, 0, 100),
    "the tables' names": lambda path: overwrite(path, 1, 100),
    "sightings": harm_table("seen", 0),
    "a page of bodies": harm_table("body", 2),
    "an index of facts": harm_table("seen_by_time", 0),
    "conclusions": harm_table("reading", 0),
    "the index of words": harm_table("wording_search_data", 1),
    "half of it": truncate,
    "a free page": free_page,
}
UNREADABLE = {"the header", "the tables' names"}
FACTS_WHOLE = {"an index of facts", "conclusions", "the index of words", "a free page"}


@pytest.mark.parametrize("place", HARMS)
def test_damage_is_told_harms_nothing_more_and_a_backup_takes_its_place(own, place):
    before = exported(own)
    path, copy = settled(own)
    HARMS[place](path)
    damaged = path.read_bytes()
    ran = run(own, "verify")
    assert ran.code in (Exit.INCOMPLETE, Exit.WRONG)
    assert f"{path}: " in ran.out + ran.err
    assert "clausewatch restore FILE" in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert path.read_bytes() == damaged
    restored = json.loads(run(own, "restore", copy, "--json").out)
    assert whole(own)
    assert exported(own) == before
    assert Path(restored["former"]).read_bytes() == damaged


@pytest.mark.parametrize("place", HARMS)
def test_without_a_backup_what_can_be_read_is_salvaged(own, place):
    before = exported(own)
    path, _ = settled(own)
    HARMS[place](path)
    damaged = path.read_bytes()
    ran = run(own, "restore", "--salvage", "--json")
    if place in UNREADABLE:
        assert ran.code == Exit.WRONG
        assert path.read_bytes() == damaged
        return
    told = json.loads(ran.out)
    assert (ran.code, bool(told["lost"])) in ((0, False), (Exit.INCOMPLETE, True))
    if place in FACTS_WHOLE:
        assert told["lost"] == {}
    assert run(own, "rebuild").code == 0
    assert whole(own)
    after = exported(own)
    if told["lost"]:  # what is not there is lost, what is there was there
        facts = [one for one in after.splitlines() if json.loads(one)["is"] in ("capture", "sighting", "declaration")]
        assert set(facts) <= set(before.splitlines())
        assert facts
    else:
        assert after == before


def test_what_lies_beside_a_database_that_is_gone_is_not_thrown_away(own):
    path = Home(own).database
    with open_store(path) as store:
        store._db.execute("PRAGMA wal_autocheckpoint = 0")
        with store.writing():
            store.agenda.note_backup(path, 1, the.TAKEN)
        before = (own / "clausewatch.db-wal").read_bytes()
        (own / "aside").mkdir()
        for name in ("clausewatch.db", "clausewatch.db-wal"):
            shutil.copy(own / name, own / "aside")
    path.unlink()
    shutil.copy(own / "aside" / "clausewatch.db-wal", own)
    for command in (["log", "ostrivel/privacy"], ["rebuild"]):
        ran = run(own, *command)
        assert ran.code == Exit.WRONG
        assert "clausewatch.db-wal lies there without the database that it belongs to" in ran.err
    assert (own / "clausewatch.db-wal").read_bytes() == before
    shutil.copy(own / "aside" / "clausewatch.db", path)
    with open_store(path) as store:
        assert store.agenda.last_backup()[0] == the.TAKEN
