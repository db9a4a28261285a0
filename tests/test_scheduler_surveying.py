"""Are long lists of hosts surveyed to their end, through kills, and by a service that runs?"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.surveying.crowd import FATES, Crowd
from benchmarks.surveying.serving import served
from benchmarks.surveys import faults
from catalog import load
from cli.exits import Exit
from discovery import State
from model import RunKind
from scheduler import service_of
from settings import Home
from store import open_store
from tests.demo_home import run

ROOT = Path(__file__).parent.parent
CROWD = Crowd.of(5 * len(FATES))
COMMAND = [sys.executable, "-c", "from cli import main; main()"]


@pytest.fixture(scope="module")
def hosts():
    with served(("juridico", "parking", *CROWD.names), CROWD.pages, CROWD.silent) as serving:
        yield serving


@pytest.fixture
def written(home, hosts):
    home.mkdir()
    (home / "settings.toml").write_text(hosts.settings(timeout=3), "utf-8")
    return home


def listed(tmp_path, hosts, names=CROWD.names):
    file = tmp_path / "hosts.txt"
    file.write_text("\n".join(map(hosts.host, names)), "utf-8")
    return file


def started(home, *arguments):
    environment = os.environ | {"CLAUSEWATCH_HOME": str(home)}
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finished(home):
    """Hosts that have their findings."""
    try:
        with open_store(Home(home).database, readonly=True) as store:
            return [one.host for one in store.surveys.of(1) if one.findings is not None]
    except (FileNotFoundError, sqlite3.DatabaseError):  # it is being made
        return []


def test_a_list_ends_with_a_table_that_says_of_each_host_how_it_stands(written, hosts, tmp_path):
    ran = run(written, "add", "--from", listed(tmp_path, hosts))
    assert ran.code == Exit.INCOMPLETE
    lines = ran.out.splitlines()
    begin, end = (next(n for n, line in enumerate(lines) if said in line) for said in ("host  ", " hosts: "))
    table = lines[begin + 1 : end]
    rows = {line.split()[0]: line for line in table}
    for name in CROWD.names:
        state, places = CROWD.expected(name)
        row = rows[hosts.host(name)]
        assert f" {state.value} " in row
        marks = ["yes" if kind in places else "-" for kind in ("privacy", "terms", "cookies", "imprint")]
        assert row.split(f" {state.value} ", 1)[1].split()[:4] == marks
    assert len(rows) == len(CROWD.names)
    whole = sum(CROWD.expected(name)[0] is State.WHOLE for name in CROWD.names)
    assert lines[end].startswith(f"{len(CROWD.names)} hosts: {whole} found, ")
    with open_store(Home(written).database, readonly=True) as store:
        assert store.surveys.unfinished() == []
        assert store.frontier.counts(["live"]).get("queued", 0) == 0


def test_killed_at_random_moments_it_goes_on_and_asks_no_host_again_that_was_done(written, hosts, tmp_path):
    few = Crowd(names=CROWD.names[:14])
    chance, file = random.Random(8), listed(tmp_path, hosts, few.names)
    (written / "settings.toml").write_text(
        hosts.settings(delay=0.5, timeout=3), "utf-8"
    )  # or it ends before it is killed
    for asked in hosts.asked.values():
        asked.clear()
    kills, done, by_host = 0, {}, {hosts.host(name): name for name in few.names}
    for _ in range(2):
        before, process = len(finished(written)), started(written, "add", "--from", file)
        end = time.monotonic() + 60
        while process.poll() is None and len(finished(written)) <= before and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(chance.uniform(0, 0.5))
        kills += process.poll() is None
        process.kill()
        process.wait()
        done |= {host: len(hosts.asked[by_host[host]]) for host in finished(written) if host not in done}
    assert kills
    told = json.loads(run(written, "add", "--from", file, "--json").out)
    assert faults(few, hosts, told) == []
    assert done
    assert {host: len(hosts.asked[by_host[host]]) for host in done} == done
    assert max(max(Counter(hosts.asked[name]).values()) for name in few.names if hosts.asked[name]) <= 2 + kills
    with open_store(Home(written).database, readonly=True) as store:
        assert [bool(one.ended) for one in store.frontier.runs() if one.kind is RunKind.SURVEY] == [True]
    assert load(Home(written).policies).problems == ()


def test_with_a_service_running_it_is_left_to_that_as_an_order(written, hosts):
    names = [next(name for name in CROWD.names if name.startswith(sort)) for sort in ("holunder", "parked", "lipowka")]
    (written / "policies").mkdir()
    with (written / "settings.toml").open("a") as file:
        file.write('[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n')
    service = started(written, "run")
    try:
        end = time.monotonic() + 30
        while service_of(Home(written).lock) != service.pid:
            assert time.monotonic() < end
            time.sleep(0.05)
        ran = run(written, "add", *map(hosts.host, names), "--wait")
        assert ran.code == Exit.INCOMPLETE, (ran.out, ran.err)
        for name in names:
            assert f"{hosts.host(name)}: {CROWD.expected(name)[0]}" in ran.out
        listed = json.loads(run(written, "list", "--json").out)
        assert [one["versions"] for one in listed] == [1] * 5
    finally:
        service.terminate()
        assert service.wait(30) == 0
    kinds = [kind for name in names for kind in CROWD.expected(name)[1]]
    assert len(kinds) == 5
    assert sorted(one.id.kind for one in load(Home(written).policies).timelines) == sorted(kinds)


@pytest.mark.parametrize("arguments", [("--once",), ()])
def test_what_a_killed_command_left_is_found_and_declared_by_a_round_or_the_service(
    written, hosts, tmp_path, arguments
):
    few = Crowd(names=CROWD.names[:8])
    extra = '[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n'
    (written / "settings.toml").write_text(hosts.settings(delay=0.5, timeout=3) + extra, "utf-8")
    process, end = started(written, "add", "--from", listed(tmp_path, hosts, few.names)), time.monotonic() + 60
    while process.poll() is None and not finished(written) and time.monotonic() < end:
        time.sleep(0.05)
    assert process.poll() is None
    process.kill()
    process.wait()
    ran = run(written, "status")
    assert ran.code == Exit.NOTHING
    assert "not surveyed to the end; `clausewatch add` or `clausewatch run` goes on" in ran.err
    expected = sorted(kind for name in few.names for kind in CROWD.expected(name)[1])
    process = started(written, "run", *arguments)
    end = time.monotonic() + 60
    while len(declared := load(Home(written).policies).timelines) < len(expected) and time.monotonic() < end:
        time.sleep(0.2)
    if not arguments:
        process.terminate()
    assert process.wait(60) in (0, 1)
    assert sorted(one.id.kind for one in declared) == expected
    with open_store(Home(written).database, readonly=True) as store:
        assert store.surveys.unfinished() == []
    assert json.loads(run(written, "status", "--json").out)["surveys"] == {"left": 0}
