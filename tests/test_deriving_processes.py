"""Do several processes make the same histories, whoever of them is killed, and does none of them stay behind?"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from functools import partial
from pathlib import Path

import pytest

import pipeline
from deriving import LostError, made_apart, processes
from model import Location, TimelineId
from scheduler import Makers, derive_stale, rebuild
from settings import Home
from store import DamagedError, open_store
from store.schema import DROPPED_BY_REBUILD
from tests import followed as the
from tests.demo_home import run

ROOT = Path(__file__).parent.parent
NAMES = ("acme/privacy", "acme/terms", "acme/cookies")
URLS = tuple(f"https://acme.example/{name}" for name in NAMES)
TIMELINES = [
    the.timeline(Location(original=url), name=TimelineId.parse(name)) for name, url in zip(NAMES, URLS, strict=True)
]

# A worker that ends itself before it makes what it was asked for, if its timeline is named and a file is there.
_FATAL = """
import os, signal, sys
from pathlib import Path
from deriving import worker
from deriving.making import make
def fatal(gathered, body, at=Path({folder!r}) / "killed"):
    if str(gathered.timeline.id) == {name!r} and ({always} or not at.exists()):
        at.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return make(gathered, body)
worker.make = fatal
worker.main(int(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture
def home(tmp_path):
    place = Home(tmp_path / "home")
    with open_store(place.database) as store:
        for number, (timeline, url) in enumerate(zip(TIMELINES, URLS, strict=True)):
            texts = "abdc"[: 4 - number]
            arrivals = [the.response(text, day * 10, original=url) for day, text in enumerate(texts)]
            the.arrive(store, the.catalog_of(timeline), *arrivals)
    return place


def tables(home):
    """Every row of every conclusion, and what is exported of them."""
    with open_store(home.database, readonly=True) as store:
        rows = {name: sorted(map(repr, store._db.execute(f"SELECT * FROM {name}"))) for name in DROPPED_BY_REBUILD}
        return rows, the.concluded(store, *TIMELINES)


def by_one(home):
    """What one process makes of a copy."""
    own = Home(shutil.copytree(home.path, home.path.with_name("alone")))
    assert [str(one.timeline) for one in rebuild(own, TIMELINES)] == list(NAMES)
    return tables(own)


def fatal(monkeypatch, tmp_path, *, always):
    told = _FATAL.format(folder=str(tmp_path), name="acme/privacy", always=always)
    script = f"import sys; sys.path[:] = sys.argv[3:]\n{told}"
    monkeypatch.setattr(processes, "_BEGIN", script)


def test_two_processes_make_the_same_as_one(home):
    alone = by_one(home)
    assert [str(one.timeline) for one in rebuild(home, TIMELINES, makers=Makers(jobs=2))] == list(NAMES)
    assert tables(home) == alone
    assert list(derive_stale(home, TIMELINES, makers=Makers(jobs=2))) == []


def test_the_command_takes_as_many_as_it_is_told(demo_home, tmp_path):
    own = shutil.copytree(demo_home, tmp_path / "own")
    before = run(own, "export").out
    assert run(own, "rebuild", "--jobs", "2").out.startswith("5 timelines derived")
    assert run(own, "export").out == before


def test_what_a_killed_process_had_in_hand_is_made_by_another(home, monkeypatch, tmp_path):
    alone = by_one(home)
    fatal(monkeypatch, tmp_path, always=False)
    assert [str(one.timeline) for one in rebuild(home, TIMELINES, makers=Makers(jobs=2))] == list(NAMES)
    assert (tmp_path / "killed").exists()
    assert tables(home) == alone


def test_a_timeline_that_kills_whoever_makes_it_is_named_and_the_others_are_done(home, monkeypatch, tmp_path):
    fatal(monkeypatch, tmp_path, always=True)
    told = r"was killed: acme/privacy \(2 times, by SIGKILL\); is memory short"
    done = deque()
    with pytest.raises(LostError, match=told):
        done.extend(rebuild(home, TIMELINES, makers=Makers(jobs=2)))
    assert [str(one.timeline) for one in done] == list(NAMES[1:])
    monkeypatch.undo()
    assert [str(one.timeline) for one in derive_stale(home, TIMELINES)] == ["acme/privacy"]


def test_what_cannot_be_made_is_told_as_by_one_process(home):
    with open_store(home.database) as store, store.writing():
        store.conclusions.drop_all()
        store._db.execute("UPDATE body SET packed = x'00'")
    with pytest.raises(DamagedError, match="has another length"):
        list(rebuild(home, TIMELINES, makers=Makers(jobs=2)))


def test_a_process_that_cannot_begin_is_no_killed_one(home, monkeypatch):
    monkeypatch.setattr(processes, "_BEGIN", "raise SystemExit(4)")
    with pytest.raises(RuntimeError, match="ended by itself, with exit code 4"):
        list(rebuild(home, TIMELINES, makers=Makers(jobs=2)))


def test_what_is_made_waits_for_its_turn_within_bounds(home, monkeypatch):
    monkeypatch.setattr(processes, "_WAITING", 1)
    assert [str(one.timeline) for one in rebuild(home, TIMELINES, makers=Makers(jobs=2))] == list(NAMES)


def begun(home):
    with open_store(home.database) as store:
        made = made_apart(home.database, TIMELINES, 2, partial(pipeline.make_here, store, visits=False))
        yield str(next(made).timeline.id)
        made.close()


def test_who_stops_in_the_middle_leaves_no_process_behind(home, monkeypatch):
    started = []

    class Noted(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(processes.subprocess, "Popen", Noted)
    assert list(begun(home)) == ["acme/privacy"]
    assert [one.returncode is None for one in started] == [False, False]


_KILLED = """
import sys, time
from pathlib import Path
from deriving import processes
from model import Timeline, TimelineId
processes._BEGIN = (
    "import sys; sys.path[:] = sys.argv[3:]; from pathlib import Path; from deriving import worker;"
    "import time; worker._answer = lambda *_, **__: time.sleep(60);"
    "worker.main(int(sys.argv[1]), Path(sys.argv[2]))"
)
followed = [Timeline(id=TimelineId(organisation="acme", kind=kind), locations=()) for kind in ("privacy", "terms")]
pool = processes._Pool(Path(sys.argv[1]), followed, visits=False)
pool.begin(2)
print(*(one.process.pid for one in pool._workers), flush=True)
time.sleep(60)
"""


def test_processes_end_when_their_parent_is_killed(home):
    command = [sys.executable, "-c", _KILLED, str(home.database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 30
    while any(map(is_alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(pids) == 2
    assert not any(map(is_alive, pids))


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
