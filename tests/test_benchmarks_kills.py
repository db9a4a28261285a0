"""Does the benchmark of killed backfills see what is lost or doubled, and what is left running?"""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random
from typing import Any

from benchmarks.killing.kept import archived_differences, shown_differences, twice
from benchmarks.killing.past import archived, split
from benchmarks.killing.victim import below, still_running

LIVE_HOST = "127.0.0.1:4711"


def line(what: str, **more: Any) -> str:
    usual = {"original": "https://acme.example/privacy", "timestamp": "2020-01-01T00:00:00Z", "rendition": "plain"}
    return json.dumps({"is": what, **usual, "digest": "aa", "statuscode": 200, **more})


def test_a_fact_that_stands_there_twice_is_seen_whenever_each_was_learnt() -> None:
    once = [line("capture"), line("holding", holder="ia"), line("holding", holder="cc")]
    assert not list(twice(once))
    assert len(list(twice([*once, line("capture")]))) == 1
    row = {"kind": "row", "holder": "ia"}
    assert len(list(twice([line("sighting", taken_at="1", **row), line("sighting", taken_at="2", **row)]))) == 1


def test_a_live_page_that_is_kept_again_as_it_was_is_seen_in_each_rendition() -> None:
    seen = [
        line("holding", holder="live", timestamp=f"2026-01-0{day}", rendition=rendition)
        for day in (1, 2)
        for rendition in ("plain", "browser")
    ]
    assert len(list(twice(seen))) == 2


def test_which_archive_gave_a_capture_makes_no_difference_and_what_is_missing_does() -> None:
    mine = [line("sighting", kind="response", holder="ia"), line("sighting", kind="row", holder="ia")]
    theirs = [line("sighting", kind="response", holder="cc"), line("sighting", kind="row", holder="ia")]
    assert archived_differences(mine, theirs, LIVE_HOST) == []
    assert len(archived_differences(mine[:1], theirs, LIVE_HOST)) == 1
    assert len(archived_differences([*mine, mine[0]], theirs, LIVE_HOST)) == 1
    assert archived_differences([*mine, line("capture", original=f"http://{LIVE_HOST}/")], theirs, LIVE_HOST) == []


def test_live_pages_are_compared_by_what_they_say() -> None:
    def version(text: str, seen: str) -> str:
        return line("version", timeline="shown0/privacy", first_seen=seen, clauses=[text])

    assert shown_differences([version("We sell nothing.", "1")], [version("We sell nothing.", "2")]) == []
    assert len(shown_differences([version("We sell all.", "1")], [version("We sell nothing.", "1")])) == 1
    assert len(shown_differences([], [version("We sell nothing.", "1")])) == 1


def test_captures_are_shared_out_whole_a_quarter_of_them_more_than_once() -> None:
    found = archived(5, 40, Random("sharing"))
    parts = split(found, Random("sharing"))
    assert {id(one) for part in parts for one in part} == {id(one) for one in found}
    assert len({one.body for one in found}) == len(found)
    shared = sum(sum(any(one is other for other in part) for part in parts) > 1 for one in found)
    assert 0.15 < shared / len(found) < 0.35


def test_what_a_process_left_running_is_found() -> None:
    code = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'input()'], stdin=sys.stdin); "
    with subprocess.Popen(
        [sys.executable, "-c", f"{code}print('up', flush=True); time.sleep(60)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        started = below(process.pid)
        process.kill()
        assert len(started) == 1
        assert still_running(started, 0) == started
        assert process.stdin
        process.stdin.close()
        assert still_running(started, 30) == set()
