"""The whole way, with the real program, the real spider and a real archive on loopback."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo.archive import demo_records, serving
from store import open_store

ROOT = Path(__file__).parent.parent
SETTINGS = """\
[crawl]
allow_hosts = ["{host}"]
[archives.past]
index = "{url}/cdx/search/cdx"
replay = "{url}/web/{{timestamp}}id_/{{original}}"
dialect = "ia"
index_per_minute = 600
replay_per_minute = {rate}
"""


@pytest.fixture(scope="module")
def archive() -> Iterator[str]:
    with serving(demo_records()) as url:
        yield url


def home(path: Path, url: str, rate: int = 6000) -> Path:
    shutil.copytree(ROOT / "demo" / "policies", path / "policies")
    settings = SETTINGS.format(url=url, host=urlsplit(url).netloc, rate=rate)
    (path / "settings.toml").write_text(settings, encoding="utf-8")
    return path


def command(place: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", "import cli; cli.main()", *arguments]


def start(place: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "CLAUSEWATCH_HOME": str(place)}
    return subprocess.Popen(
        command(place, *arguments), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(place: Path, *arguments: str, code: int = 0) -> str:
    process = start(place, *arguments)
    out, errors = process.communicate(timeout=120)
    assert process.returncode == code, errors
    return out


def captures(place: Path) -> int:
    """How many captures are kept so far; none while there is no database yet."""
    if not (place / "clausewatch.db").exists():
        return 0
    try:
        with open_store(place / "clausewatch.db", readonly=True) as store:
            return sum(line["is"] == "capture" for line in store.exporting.facts())
    except sqlite3.DatabaseError:  # it is being made
        return 0


@pytest.fixture(scope="module")
def undisturbed(archive: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    place = home(tmp_path_factory.mktemp("undisturbed"), archive)
    run(place, "backfill")
    return place, run(place, "export", "--comparable")


def sightings_of(exported: str) -> list[dict[str, str]]:
    lines = [json.loads(line) for line in exported.splitlines()]
    return [line for line in lines if line["is"] == "sighting"]


def versions_of(exported: str) -> list[tuple[str, str, str]]:
    lines = [json.loads(line) for line in exported.splitlines()]
    return [(one["timeline"], one["first_seen"], one["canonical"]) for one in lines if one["is"] == "version"]


@pytest.fixture(scope="module")
def whole(archive: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of a home in which every capture was fetched."""
    place = home(tmp_path_factory.mktemp("whole"), archive)
    run(place, "backfill", "--all")
    return run(place, "export", "--comparable")


def test_where_all_is_wanted_every_listed_capture_is_stored_or_a_known_duplicate(whole: str) -> None:
    sightings = sightings_of(whole)
    rows = [line for line in sightings if line["kind"] == "row"]
    held = {(line["archive_digest"], line["statuscode"]) for line in sightings if line["kind"] == "response"}
    assert len(rows) == 45
    assert not [row for row in rows if (row["archive_digest"], row["statuscode"]) not in held]
    assert not [line for line in sightings if line["kind"] == "failure"]


def test_fewer_captures_date_the_same_changes(undisturbed: tuple[Path, str], whole: str) -> None:
    few, all_of_them = (
        sum(line["kind"] == "response" for line in sightings_of(one)) for one in (undisturbed[1], whole)
    )
    assert few < all_of_them
    assert versions_of(undisturbed[1])
    assert {(name, text) for name, _, text in versions_of(undisturbed[1])} <= {
        (name, text) for name, _, text in versions_of(whole)
    }


def account_of(place: Path) -> dict[str, str]:
    latest: dict[str, str] = json.loads(run(place, "runs", "--limit", "1", "--json"))[0]
    return latest


def test_whichever_bound_is_reached_first_ends_a_backfill_and_is_named(archive: str, tmp_path: Path) -> None:
    place = home(tmp_path, archive)
    settings = (place / "settings.toml").read_text()
    (place / "settings.toml").write_text(settings.replace("[crawl]", "[crawl]\nmost_requests = 6", 1))
    told = json.loads(run(place, "backfill", "--budget", "4", "--json"))
    assert (told["requests"], told["spent"], told["left"]) == (4, "budget", 0)
    told = json.loads(run(place, "backfill", "--budget", "9", "--json", code=1))
    assert (told["requests"], told["spent"]) == (6, "requests")
    assert account_of(place)["spent"] == "requests"


def test_a_budget_is_kept_and_the_next_run_goes_on(archive: str, undisturbed: tuple[Path, str], tmp_path: Path) -> None:
    place = home(tmp_path, archive)
    told = json.loads(run(place, "backfill", "--budget", "14", "--json"))
    assert (told["requests"], told["left"]) == (14, 0)
    assert told["likely_left"] > 0
    assert (told["spent"], account_of(place)["spent"]) == ("budget", "budget")
    assert "ended by its budget: --budget" in " ".join(run(place, "runs").split())
    assert not json.loads(run(place, "backfill", "--json"))["likely_left"]
    assert account_of(place)["spent"] == ""
    assert run(place, "export", "--comparable") == undisturbed[1]


def test_what_is_not_listed_yet_is_told_and_not_guessed(archive: str, tmp_path: Path) -> None:
    bounded, place = home(tmp_path / "bounded", archive), home(tmp_path / "whole", archive)
    told = json.loads(run(bounded, "backfill", "--budget", "3", "--json"))
    whole = json.loads(run(place, "backfill", "--no-past", "--json"))
    assert told["index_pages"] == 3
    assert (told["unlisted"], whole["unlisted"]) == (whole["index_pages"] - 3, 0)
    assert told["unlisted"] < told["likely_left"] <= whole["requests"] - 3
    said = run(home(tmp_path / "said", archive), "backfill", "--budget", "3")
    number, unlisted = told["likely_left"], told["unlisted"]
    assert f"at least {number} requests more: {unlisted} addresses are not listed yet" in said


def test_runs_with_a_budget_say_so_and_reach_the_same_end(
    archive: str, undisturbed: tuple[Path, str], tmp_path: Path
) -> None:
    place = home(tmp_path, archive)
    settings = (place / "settings.toml").read_text()
    (place / "settings.toml").write_text(settings.replace("[crawl]", "[crawl]\nmost_requests = 20", 1))
    told = json.loads(run(place, "backfill", "--json", code=1))
    assert (told["requests"], told["spent"]) == (20, "requests")
    assert told["left"] > 0
    assert "ended by its budget: crawl.most_requests" in " ".join(run(place, "runs").split())
    (place / "settings.toml").write_text(settings)
    assert not json.loads(run(place, "backfill", "--json"))["spent"]
    assert run(place, "export", "--comparable") == undisturbed[1]


def test_a_bracket_says_how_wide_it_is(undisturbed: tuple[Path, str]) -> None:
    told = json.loads(run(undisturbed[0], "backfill", "--json"))
    assert {"timeline", "after", "by", "days", "unlooked", "unusable"} == set(told["brackets"][0])
    assert all(one["days"] > 0 for one in told["brackets"])


def test_a_second_backfill_fetches_nothing_and_changes_nothing(undisturbed: tuple[Path, str]) -> None:
    place, before = undisturbed
    told = json.loads(run(place, "backfill", "--json"))
    assert (told["captured"], told["derived"]) == (0, 0)
    assert run(place, "export", "--comparable") == before


def test_a_rebuild_makes_the_same_bytes(undisturbed: tuple[Path, str]) -> None:
    place, before = undisturbed
    run(place, "rebuild")
    assert run(place, "export", "--comparable") == before


def test_killed_at_random_moments_it_loses_and_doubles_nothing(
    archive: str, undisturbed: tuple[Path, str], tmp_path: Path
) -> None:
    place = home(tmp_path, archive, rate=400)
    chance = random.Random(20261123)
    killed = 0
    for _ in range(5):
        process = start(place, "backfill")
        time.sleep(chance.uniform(0.8, 2.5))
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert killed, "the backfill was over before it could be killed"
    run(place, "backfill")
    assert run(place, "export", "--comparable") == undisturbed[1]


def test_a_second_writer_is_refused_with_the_first_ones_number(archive: str, tmp_path: Path) -> None:
    place = home(tmp_path, archive, rate=60)
    first = start(place, "backfill")
    deadline = time.monotonic() + 20
    while not (place / "lock").exists() or not (place / "lock").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    second = start(place, "rebuild")
    _, errors = second.communicate(timeout=60)
    first.terminate()
    first.communicate(timeout=30)
    assert second.returncode == 3
    assert str(first.pid) in errors


def test_a_stopped_backfill_says_what_is_left_and_goes_on(archive: str, tmp_path: Path) -> None:
    place = home(tmp_path, archive, rate=120)
    process = start(place, "backfill", "--json")
    deadline = time.monotonic() + 60
    while captures(place) < 1:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    out, errors = process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    told = json.loads(out)
    assert process.returncode == 1, errors
    assert told["stopped"]
    assert told["left"] > 0
