"""Does a backfill end complete whatever an archive does, with its rates kept and each failure on record?

The scenarios run in a process of their own, on a clock that skips what is only waited for (`benchmarks.warped`); the
log of the server is the judge.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

COMPLETE = {
    "sound": 12,
    "429 for a minute": 12,
    "429 for a minute, Retry-After": 12,
    "429 for an hour": 12,
    "429 for an hour, Retry-After": 12,
    "503 for an hour": 12,
    "504 for ten minutes from the first": 12,
    "bursts of 503": 12,
    "bursts of 504": 12,
    "index cut off": 12,
    "index empty": 12,
    "index in markup": 12,
    "second page of the index cut off": 12,
    "second page of the index in markup": 12,
    "index of nothing": 0,
    "wrong charset": 2,
    "wrong digest": 4,
}
"""Scenario -> captures that are held in the end."""

WITHOUT_ONE = {
    "other capture": "other capture: the archive answered with its capture of 20050101000000",
    "to the live site": "not a memento: status 302 to 'https://acme.example/privacy'",
    "in a circle": "other capture: the archive answered with its capture of 20040101000000",
    "content cut short": "unreachable: the connection ended in the middle of the body",
    "blocked by robots": "forbidden: status 403: Page cannot be displayed due to robots.txt.",
}
"""Scenario -> why the one capture that the archive cannot show is not held."""


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, Any]]:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.bad_archives", *COMPLETE, *WITHOUT_ONE],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert ran.returncode == 0, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return {line["scenario"]: line for line in lines}


def times(one: dict[str, Any], part: str) -> list[float]:
    return [at for at, path, _ in one["asked"] if path.startswith(part)]


@pytest.mark.parametrize("scenario", COMPLETE)
def test_the_backfill_ends_complete(told: dict[str, dict[str, Any]], scenario: str) -> None:
    one = told[scenario]
    assert one["captured"] == COMPLETE[scenario]
    assert (one["queued"], one["given_up"], one["failures"]) == (0, [], [])


@pytest.mark.parametrize("scenario", WITHOUT_ONE)
def test_what_cannot_be_had_is_on_record_with_its_reason_and_the_rest_is_held(
    told: dict[str, dict[str, Any]], scenario: str
) -> None:
    one = told[scenario]
    assert (one["captured"], one["rows"], one["queued"]) == (3, 4, 0)
    assert one["failures"] == one["given_up"] == [WITHOUT_ONE[scenario]]


@pytest.mark.parametrize("scenario", [*COMPLETE, *WITHOUT_ONE])
def test_the_rates_are_never_exceeded(told: dict[str, dict[str, Any]], scenario: str) -> None:
    """24 questions to the index and 120 replays a minute, by the server's own clock.

    What is on its way for a moment comes so much nearer to the next, once: no stretch of the log is shorter by more.
    """
    for part, interval in (("/cdx", 2.5), ("/web", 0.5)):
        asked = times(told[scenario], part)
        stretches = [(j - i, asked[j] - asked[i]) for i in range(len(asked)) for j in range(i + 1, len(asked))]
        assert all(took > steps * interval - 0.3 for steps, took in stretches)


@pytest.mark.parametrize(
    ("scenario", "pauses"),
    [
        ("429 for a minute", [60]),
        ("429 for a minute, Retry-After", [60]),
        ("429 for an hour", [60, 120, 240, 480, 960, 1920]),
        ("429 for an hour, Retry-After", [3600]),
        ("503 for an hour", [60, 120, 240, 480, 960, 1920]),
    ],
)
def test_the_archive_is_left_alone_as_long_as_it_asks_and_else_ever_longer(
    told: dict[str, dict[str, Any]], scenario: str, pauses: list[float]
) -> None:
    asked = [at for at, _, _ in told[scenario]["asked"]]
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert [gap for gap in gaps if gap > 30] == [pytest.approx(pause, abs=3) for pause in pauses]


def test_after_a_pause_the_archive_is_asked_more_slowly(told: dict[str, dict[str, Any]]) -> None:
    before, after = told["sound"], told["429 for an hour"]
    usual = times(before, "/web")[-1] - times(before, "/web")[-2]
    assert times(after, "/web")[-1] - times(after, "/web")[-2] > 8 * usual
