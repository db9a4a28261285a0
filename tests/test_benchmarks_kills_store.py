"""Is nothing lost or doubled by a few kills in each kind of work, and does the benchmark see it where it is?"""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from benchmarks import kills_store
from benchmarks.killing.stages import stages
from benchmarks.killing.struck import alone, struck
from settings import Home

ROOT = Path(__file__).parent.parent


def test_a_few_kills_in_each_kind_of_work_lose_and_double_nothing(tmp_path):
    small = ["--kills", "10", "--policies", "1", "--looks", "8", "--keep", str(tmp_path)]
    command = [sys.executable, "-m", "benchmarks.kills_store", *small]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count(" met\n") == 4


def test_work_is_killed_in_the_middle_and_what_ends_by_itself_is_told(tmp_path):
    log = tmp_path / "log"
    assert struck(lambda: None, log, 60) == 0
    assert struck(lambda: input(), log, 60) == 70  # there is nothing to read
    assert "OSError" in log.read_text("utf-8")
    with pytest.raises(RuntimeError, match="ended with 70"):
        alone(lambda: json.loads("no"), log)
    began = tmp_path / "began"

    def long():
        began.write_text("", "utf-8")
        while True:
            pass

    assert struck(long, log, 0.5) is None
    assert began.exists()


def test_what_is_lost_doubled_or_broken_is_seen(tmp_path):
    ingest, *_ = stages(tmp_path, 1, 6, Random(1))
    home = Home(tmp_path / "home")
    ingest.make(home)
    ingest.work(home)
    expected, met = kills_store.everything(home), kills_store.Met()
    kills_store._judge(ingest, home, expected, met)
    assert (met.otherwise, list(kills_store.faults(home, tmp_path / "scratch"))) == ([], [])
    with closing(sqlite3.connect(home.database)) as conn:
        conn.execute("UPDATE held SET seen_id = NULL WHERE id = (SELECT min(id) FROM held WHERE seen_id IS NOT NULL)")
        conn.execute("UPDATE body SET packed = x'00' WHERE id = 1")
        conn.commit()
    kills_store._judge(ingest, home, expected, met)
    assert [one for one in met.otherwise if "missing" in one and "sighting" in one]
    assert list(kills_store.faults(home, tmp_path / "scratch"))
