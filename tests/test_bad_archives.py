"""Does a backfill end complete whatever an archive does, with its rates kept and each failure on record?

The scenarios run in two processes of their own, on a clock that skips what is only waited for
(`benchmarks.warped`); the log of the server is the judge.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent

DIALECTS = ("ia", "memento", "gate", "cc")
PROCESSES = (("ia", "gate"), ("memento", "cc"))

SPOILT = "20040101000000"
"""The capture that is spoilt in the scenarios in which one is."""

_ROBOTS = "excluded: RobotAccessControlException: Blocked By Robots"
_HIDDEN = "forbidden: status 403: Page cannot be displayed due to robots.txt."
_OTHER = "other capture: the archive answered with its capture of 20030101000000"
_REDIRECTED = "not a memento: status 302 to 'http://127.0.0.1:"
_HUNG_UP = "unreachable: the connection ended in the middle of the body"
_PAGE = "not a memento: status 200 without Memento-Datetime: Scheduled maintenance"
_EXCLUDED = "excluded: the archive says that the original has been excluded"

_OF_ALL = {
    "to the live site": _REDIRECTED,
    "in a circle": _REDIRECTED,
    "content cut off": _HUNG_UP,
    "blocked by robots": _ROBOTS,
    "hidden by robots": _HIDDEN,
}
_OF_PAGES = {"other capture": _OTHER, "in markup": _PAGE, "excluded": _EXCLUDED}

WITHOUT_ONE: Mapping[str, Mapping[str, str]] = {
    "ia": _OF_ALL | _OF_PAGES | {"content cut short": "broken: content coding 'gzip': ends too early"},
    "memento": _OF_ALL | _OF_PAGES,
    "gate": {},
    "cc": _OF_ALL
    | {
        "record of another payload": "broken: the payload is not the one with the digest",
        "record of another digest": "broken: the payload is not the one with the digest",
        "record of another address": "other capture: a record of https://acme.example/imprint",
        "record of another moment": "other capture: a record of 20040102000000",
        "record damaged": "broken: the gzip member is broken",
        "record no WARC": "broken: no record begins here",
        "range cut short": "broken: 250 bytes instead of",
        "range beyond the end": "broken: the file ends before the record that the index names",
        "file in markup": "broken: 41 bytes instead of",
        "file empty": "broken: 0 bytes instead of",
        "file not found": "never archived: status 404: NoSuchKey",
    },
}
"""Dialect -> scenario -> how the reason begins why the one capture that the archive cannot show is not held."""

FOR_EVER = {
    "index in markup for ever": "unreadable index: the index answered with",
    "second page in markup for ever": "unreadable index: the index answered with",
    "gate in markup for ever": "unreadable index: the index answered with",
}
"""Scenario -> how the reason begins why an index was given up."""

ALTERED = ("wrong digest",)
NOTHING = ("index of nothing",)

Told = dict[str, Any]


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    """What the program printed of each scenario, by "DIALECT: SCENARIO"."""
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "benchmarks.bad_archives", *dialects],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for dialects in PROCESSES
    ]
    printed = [process.communicate(timeout=280) for process in begun]
    assert [process.returncode for process in begun] == [0] * len(begun), [errors for _, errors in printed]
    lines = [json.loads(line) for output, _ in printed for line in output.splitlines()]
    return {line["scenario"]: line for line in lines}


def scenarios(told: Mapping[str, Told]) -> Iterator[tuple[str, str, Told]]:
    for name, one in told.items():
        dialect, _, scenario = name.partition(": ")
        yield dialect, scenario, one


def at(one: Told, kind: str) -> list[float]:
    return [asked for asked, of, *_ in one["asked"] if of == kind]


def test_all_that_an_archive_holds_is_held_in_the_end_but_for_what_it_never_gives(told: dict[str, Told]) -> None:
    for dialect, scenario, one in scenarios(told):
        lacking = (*WITHOUT_ONE[dialect], *FOR_EVER, *NOTHING)
        assert one["queued"] == 0, (dialect, scenario)
        assert bool(one["missing"]) == (scenario in lacking), (dialect, scenario, one["missing"])
        assert bool(one["altered"]) == (scenario in ALTERED), (dialect, scenario)
        if scenario not in lacking:
            assert (one["given_up"], one["failures"]) == ([], []), (dialect, scenario)


@pytest.mark.parametrize(
    ("dialect", "scenario", "reason"),
    [(dialect, scenario, reason) for dialect, of in WITHOUT_ONE.items() for scenario, reason in of.items()],
)
def test_what_cannot_be_had_is_on_record_with_its_reason(
    told: dict[str, Told], dialect: str, scenario: str, reason: str
) -> None:
    one = told[f"{dialect}: {scenario}"]
    ((moment, why),) = one["failures"]
    assert (moment, one["missing"]) == (SPOILT, [SPOILT])
    assert why.startswith(reason)
    assert one["given_up"] == [[moment, why]]
    assert set(one["run"]["failures"]) == {reason.partition(":")[0]}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_index_that_never_comes_is_given_up_and_said_to_be(told: dict[str, Told], dialect: str) -> None:
    found = [name for name in FOR_EVER if f"{dialect}: {name}" in told]
    assert found
    for name in found:
        one = told[f"{dialect}: {name}"]
        assert one["given_up"], name
        assert {place for place, _ in one["given_up"]} == {"index"}
        assert all(reason.startswith(FOR_EVER[name]) for _, reason in one["given_up"])
        assert one["captures"] == (5 if name.startswith("second") else 0)  # what the first page listed


def test_the_account_of_a_run_agrees_with_the_servers_log(told: dict[str, Told]) -> None:
    """As `clausewatch runs` shows it."""
    for dialect, scenario, one in scenarios(told):
        run, statuses = one["run"], [status for *_, status, _ in one["asked"]]
        assert run["ended"], (dialect, scenario)
        assert run["requests"] == len(statuses), (dialect, scenario)
        assert run["captures"] == one["captures"], (dialect, scenario)
        assert run["given_up"] == len(one["given_up"]), (dialect, scenario)
        refused = sum(status in (429, 503, 504) for status in statuses)
        assert run["failures"].get("throttled", 0) == refused, (dialect, scenario)
        assert run["waited"] <= one["asked"][-1][0] + 1, (dialect, scenario)


def test_the_rates_are_never_exceeded(told: dict[str, Told]) -> None:
    """24 questions to the index and 120 replays a minute, by the server's own clock.

    What is on its way for a moment comes so much nearer to the next, once: no stretch of the log is shorter by more.
    """
    for dialect, scenario, one in scenarios(told):
        for kind, interval in (("index", 2.5), ("replay", 0.5)):
            asked = at(one, kind)
            stretches = [(j - i, asked[j] - asked[i]) for i in range(len(asked)) for j in range(i + 1, len(asked))]
            assert all(took > steps * interval - 0.3 for steps, took in stretches), (dialect, scenario, kind)


def test_nothing_is_asked_for_before_the_time_that_a_refusal_named(told: dict[str, Told]) -> None:
    named = 0
    for dialect, scenario, one in scenarios(told):
        for (asked, *_, wait), (later, *_) in pairwise(one["asked"]):
            named += wait > 0
            assert later >= asked + wait - 0.3, (dialect, scenario)
    assert named >= 3 * 4


def test_nothing_is_ever_asked_of_the_live_site(told: dict[str, Told]) -> None:
    assert {one["live"] for one in told.values()} == {0}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("scenario", "pauses"),
    [
        ("429 for a minute", [60]),
        ("429 for a minute, Retry-After", [60]),
        ("429 for a minute, Retry-After a date", [61]),
        ("429 for an hour", [60, 120, 240, 480, 960, 1920]),
        ("429 for an hour, Retry-After", [3600]),
        ("503 for an hour", [60, 120, 240, 480, 960, 1920]),
        ("503 for ten minutes, Retry-After", [600]),
    ],
)
def test_an_archive_is_left_alone_as_long_as_it_asks_and_else_ever_longer(
    told: dict[str, Told], dialect: str, scenario: str, pauses: list[float]
) -> None:
    if f"{dialect}: {scenario}" not in told:
        assert dialect == "gate"
        return
    asked = [one for one, *_ in told[f"{dialect}: {scenario}"]["asked"]]
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    assert [gap for gap in gaps if gap > 45] == [pytest.approx(pause, abs=3) for pause in pauses]


@pytest.mark.parametrize("dialect", ["ia", "memento", "cc"])
def test_after_a_pause_an_archive_is_asked_more_slowly(told: dict[str, Told], dialect: str) -> None:
    before, after = at(told[f"{dialect}: sound"], "replay"), at(told[f"{dialect}: 429 for an hour"], "replay")
    assert after[-1] - after[-2] > 4 * (before[-1] - before[-2])
