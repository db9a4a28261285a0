"""Is everything that is written part of a transaction that took the write lock before it read?"""

import sqlite3
import subprocess
import sys
from pathlib import Path

from store import door, open_store
from tests.demo_home import make_home, run, visit_live
from tests.made_before import SCHEMAS, undumped

ROOT = Path(__file__).parent.parent

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
TEXT = "# Privacy policy\n\nThis policy says what we do with personal data.\n\nWe keep your name for twelve months.\n"


class Watched(sqlite3.Connection):
    """Notes what is written alone, or in a transaction that only began to read."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.locked = False
        self.noted = []

    def _note(self, sql):
        first = sql.split(None, 1)[0].upper()
        if first == "BEGIN":
            self.locked = "IMMEDIATE" in sql
        elif first in WRITES and not (self.in_transaction and self.locked):
            self.noted.append(sql)

    def execute(self, sql, *values):
        self._note(sql)
        return super().execute(sql, *values)

    def executemany(self, sql, rows):
        self._note(sql)
        return super().executemany(sql, rows)


def test_every_write_is_in_a_transaction_that_took_the_lock_at_once(tmp_path, monkeypatch):
    opened = []

    def connected(path, *, readonly):
        opened.append(sqlite3.connect(path, isolation_level=None, factory=Watched))
        return opened[-1]

    monkeypatch.setattr(door, "_connected", connected)
    home, text = tmp_path / "home", tmp_path / "then.txt"
    make_home(home)
    visit_live(home)
    text.write_text(TEXT, "utf-8")
    for line in (
        ["rebuild"],
        ["rebuild", "--stale"],
        ["backup"],
        ["vacuum"],
        ["restore", "--salvage"],
        ["rebuild"],
        ["import", text, "--original", "https://wexcombe.example/privacy", "--timestamp", "20160805"],
        ["rule", "verdict", "wexcombe.example/privacy@20160805000000", "policy", "--who", "mara"],
    ):
        ran = run(home, *line)
        assert ran.code == 0, ran.err
    assert len(opened) > 10
    assert [sql for one in opened for sql in one.noted] == []


def test_what_is_written_without_the_lock_is_seen():
    conn = sqlite3.connect(":memory:", isolation_level=None, factory=Watched)
    conn.execute("CREATE TABLE one (id INTEGER)")
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("INSERT INTO one VALUES (1)")
    conn.commit()
    assert conn.noted == []
    conn.execute("BEGIN")
    conn.execute("INSERT INTO one VALUES (2)")
    conn.rollback()
    conn.execute("DELETE FROM one")
    assert len(conn.noted) == 2
    conn.close()


def test_two_processes_that_find_an_older_database_migrate_it_once(tmp_path):
    for number in range(3):
        path = tmp_path / f"{number}.db"
        undumped((SCHEMAS / "3.sql").read_text("utf-8"), path)
        command = [sys.executable, "-c", OPENS, str(ROOT), str(path)]
        both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        assert [(one.communicate()[1], one.returncode) for one in both] == [("", 0), ("", 0)]
        with open_store(path, readonly=True) as store:
            assert store.faults() == []


OPENS = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from store import open_store
time.sleep(1 - time.time() % 1)
open_store(Path(sys.argv[2])).close()
"""
"""Both open it at the same moment."""
