"""Is nothing lost and nothing half done when the writing process is killed?"""

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from store import open_store
from tests import followed as the

ROOT = Path(__file__).parent.parent
KILLS = 10
LIVE = (
    "import sys; sys.path[:0] = sys.argv[1:3]; import followed; followed.made(sys.argv[3]);"
    " print('begun', flush=True); followed.live(sys.argv[3])"
)
"""It says that it has begun once there is a database, however long that takes: without one there is nothing to lose."""


@pytest.fixture(scope="module")
def undisturbed():
    with the.blank_store() as store:
        the.history_of(store, *the.LONG_LIFE)
        return the.concluded(store), the.lines(store.exporting.facts())


def kill_after(path, seconds):
    command = [sys.executable, "-c", LIVE, str(ROOT), str(ROOT / "tests"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return process.wait(10)


def test_a_database_survives_kills_at_any_moment(tmp_path, undisturbed):
    path, moments = tmp_path / "kept.db", random.Random(11)
    ends = []
    for _ in range(KILLS):
        ends.append(kill_after(path, moments.uniform(0.0, 0.25)))
        with open_store(path, readonly=True) as store:
            assert store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
            kept = Counter(line["is"] for line in store.exporting.facts())
            assert (
                len({kept[what] for what in ("capture", "holding", "sighting")}) == 1
            )  # a capture, its holding and its sighting, or none of them
            made = store.conclusions.made_of(the.PRIVACY)
            assert (made is None) == (store.questions.versions(the.PRIVACY) == [])
    assert ends.count(-signal.SIGKILL) >= KILLS // 2
    the.live(path)
    with open_store(path, readonly=True) as store:
        assert (the.concluded(store), the.lines(store.exporting.facts())) == undisturbed
