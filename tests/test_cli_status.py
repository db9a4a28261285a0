"""Does the status say what needs a person, to people and to what watches for them?"""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from cli import status as command
from cli import wording
from cli.exits import Exit
from cli.standing import standing
from model import OPERATOR_WATCH, Account, AlertKind, Appointment, OrderKind, RunKind, Task, TaskKind, TimelineId
from settings import Home, Settings
from store import open_store
from tests.cli_service import alert, now, own, service, write
from tests.demo_home import run

__all__ = ["own", "write"]

TIMELINES = (
    "ostrivel/privacy",
    "skarnwell/privacy",
    "tamberlight/privacy",
    "tamberlight/privacy~de",
    "tamberlight/terms",
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def appointment(name, **fields):
    usual = {"due": now() + 20 * HOUR, "looked_at": now() - 4 * HOUR, "usable_at": now() - 4 * HOUR}
    return Appointment(timeline=TimelineId.parse(name), **(usual | fields))


@pytest.fixture
def visited(own, write):
    """A home whose timelines were all visited four hours ago; `but` says what is different."""

    def visited(**but):
        for name in TIMELINES:
            write(lambda store, name=name: store.agenda.set(appointment(name, **but.get(name, {}))))
        return own

    return visited


def told(home):
    ran = run(home, "status", "--json")
    return ran.code, json.loads(ran.out)


def row(answer, name):
    return next(one for one in answer["timelines"] if one["timeline"] == name)


# ---------------------------------------------------------------- exit codes, for monitoring


def test_where_all_is_well_it_ends_in_0(visited):
    code, answer = told(visited())
    assert (code, answer["well"], answer["needs"]) == (0, True, [])


def test_where_nothing_is_declared_it_ends_in_4(home):
    ran = run(home, "status")
    assert ran.code == Exit.NOTHING
    assert "clausewatch add" in ran.err


def test_before_anything_ran_nothing_is_wrong(home):
    run(home, "add", "https://acme.example/privacy")
    code, answer = told(home)
    assert code == 0
    assert row(answer, "acme.example/privacy")["looked_at"] is None
    assert "never visited" in run(home, "status").out


@pytest.mark.parametrize(("streak", "code"), [(1, 0), (4, 0), (5, Exit.INCOMPLETE), (9, Exit.INCOMPLETE)])
def test_a_page_that_is_not_seen_any_more_needs_a_person_after_some_visits(visited, streak, code):
    failing = {"streak": streak, "reason": "bot wall", "usable_at": now() - 6 * DAY}
    ended, answer = told(visited(**{"skarnwell/privacy": failing}))
    assert ended == code
    assert (row(answer, "skarnwell/privacy")["failing"], row(answer, "skarnwell/privacy")["reason"]) == (
        streak,
        "bot wall",
    )


LATE = [
    ({"due": -2 * DAY, "looked_at": -3 * DAY}, True),
    ({"due": -HOUR, "looked_at": -3 * DAY}, False),  # it waited longer, since it failed; and is not late by a visit
    ({"due": 20 * HOUR, "looked_at": -3 * DAY}, False),
    ({"due": -1.5 * DAY, "looked_at": -1.9 * DAY}, False),
    ({"due": -3 * DAY, "looked_at": None}, True),
]


@pytest.mark.parametrize(("moments", "overdue"), LATE)
def test_a_page_that_nobody_looked_at_for_two_cadences_is_overdue(visited, moments, overdue):
    moments = {name: now() + one if one is not None else None for name, one in moments.items()}
    code, answer = told(visited(**{"tamberlight/terms": moments}))
    assert (row(answer, "tamberlight/terms")["overdue"], code) == (overdue, int(overdue))


def test_a_page_with_a_cadence_of_its_own_is_overdue_by_that(visited, own):
    path = own / "policies" / "ostrivel.toml"
    path.write_text(path.read_text("utf-8").replace("[privacy]", '[privacy]\nevery = "30d"', 1), "utf-8")
    code, answer = told(visited(**{"ostrivel/privacy": {"due": now() - 5 * DAY, "looked_at": now() - 35 * DAY}}))
    assert (code, row(answer, "ostrivel/privacy")["overdue"]) == (0, False)


def test_a_page_that_is_declared_nowhere_today_is_not_overdue(visited):
    code, answer = told(visited(**{"skarnwell/privacy": {"due": None, "looked_at": now() - 400 * DAY}}))
    assert (code, row(answer, "skarnwell/privacy")["next_visit"]) == (0, None)


def test_what_could_not_be_delivered_needs_a_person(visited, write):
    kept = write(lambda store: store.outbox.keep(alert("one")))
    home = visited()
    assert told(home)[0] == 0  # it only waits
    begun = write(lambda store: store.outbox.begin_attempt(kept.name, "press", now()))
    write(lambda store: store.outbox.end_attempt(begun, "the server refused", now()))
    code, answer = told(home)
    assert (code, answer["outbox"]["failing"]) == (1, 1)


@pytest.mark.parametrize(("ago", "code"), [(HOUR, 1), (8 * DAY, 0)])
def test_what_was_given_up_needs_a_person_for_a_week(visited, write, ago, code):
    kept = write(lambda store: store.outbox.keep(alert("one", made_at=now() - ago - 3 * DAY)))
    begun = write(lambda store: store.outbox.begin_attempt(kept.name, "press", now() - ago))
    write(lambda store: store.outbox.end_attempt(begun, "no such host", now() - ago))
    write(lambda store: store.outbox.give_up(kept.name, now() - ago, "no such host"))
    ended, answer = told(visited())
    assert (ended, answer["outbox"]["given_up"]) == (code, 1)


# ---------------------------------------------------------------- what is told


def test_the_service_is_named_by_its_process(visited):
    home = visited()
    assert told(home)[1]["service"] == {"running": False, "process": None}
    with service(home):
        assert told(home)[1]["service"] == {"running": True, "process": os.getpid()}
        assert f"running, process {os.getpid()}" in run(home, "status").out


def test_it_answers_while_another_process_writes(visited):
    home = visited()
    with open_store(Home(home).database) as store, store.writing():
        store.agenda.set(appointment("ostrivel/privacy", streak=7))
        assert told(home)[0] == 0


def test_what_waits_is_told(visited, write):
    task = Task(kind=TaskKind.INDEX, archive="web.archive.org", original="https://a.example/")
    write(lambda store: store.frontier.add([task], now()))
    write(lambda store: store.orders.give(OrderKind.REBUILD, {"timelines": []}, now()))
    run_id = write(lambda store: store.frontier.begin(RunKind.VISITS, now() - HOUR))
    write(lambda store: store.frontier.end(run_id, Account(visits=5), now()))
    write(lambda store: store.agenda.note_backup(Path("/backups/one.db"), 12_000_000, now() - 2 * HOUR))
    _, answer = told(visited())
    assert answer["frontier"] == {"queued": 1, "failed": 0}
    assert [(one["order"], one["kind"]) for one in answer["orders"]] == [(1, "rebuild")]
    assert answer["last_run"]["visits"] == 5
    assert answer["last_backup"]["file"] == "/backups/one.db"
    assert answer["database"]["bytes"] > 100_000
    shown = run(visited(), "status", columns=100).out
    assert "backup    2 hours ago, /backups/one.db" in shown
    assert "order     1, rebuild, given" in shown


def test_a_notice_is_open_until_the_page_is_seen_again(visited, write):
    for name in ("ostrivel/privacy", "skarnwell/privacy", ""):
        notice = alert(f"failing {name}", watch=OPERATOR_WATCH, kind=AlertKind.NOTICE, timeline=name)
        write(lambda store, notice=notice: store.outbox.keep(notice))
    old = alert("old", watch=OPERATOR_WATCH, kind=AlertKind.NOTICE, made_at=now() - 8 * DAY)
    write(lambda store: store.outbox.keep(old))
    _, answer = told(visited(**{"skarnwell/privacy": {"streak": 2}}))
    assert [one["subject"] for one in answer["notices"]] == ["About failing ", "About failing skarnwell/privacy"]


def test_what_fails_comes_first_and_says_why(visited):
    failing = {"streak": 6, "reason": "bot wall: asks for a puzzle", "usable_at": now() - 6 * DAY}
    shown = run(visited(**{"tamberlight/terms": failing, "ostrivel/privacy": {"streak": 1}}), "status", columns=100).out
    named = [line for line in shown.splitlines() if line in TIMELINES]
    assert named[:2] == ["tamberlight/terms", "ostrivel/privacy"]
    assert "! 1 timeline showed no policy on 5 visits or more" in shown
    assert "policy last seen 6 days ago; the last 6 visits showed none: bot wall: asks for a puzzle" in shown


def test_a_stranger_s_reason_reaches_no_terminal_as_it_is(visited):
    home = visited(**{"tamberlight/terms": {"streak": 6, "reason": "says \x1b[2Jhello"}})
    assert "\x1b" not in run(home, "status").out
    assert row(told(home)[1], "tamberlight/terms")["reason"] == "says \x1b[2Jhello"


def test_on_a_terminal_a_long_list_is_folded(own, capsys, visited, monkeypatch):
    import scheduler
    from cli import place

    monkeypatch.setenv("CLAUSEWATCH_HOME", str(visited()))
    monkeypatch.setattr(command, "_SHOWN", 2)
    with open_store(Home(own).database, readonly=True) as store:
        answer = standing(store, place.declared().timelines, Home(own), Settings(), None, scheduler.now())
    command.show(answer, everything=False)
    folded = capsys.readouterr().out
    command.show(answer, everything=True)
    assert "... and 3 timelines more: --all" in folded
    assert [name in folded for name in TIMELINES].count(True) == 2
    whole = capsys.readouterr().out
    assert [name for name in TIMELINES if name not in whole] == []


@pytest.mark.parametrize(
    ("length", "words"),
    [(0, "0 seconds"), (119, "119 seconds"), (120, "2 minutes"), (7199, "119 minutes"), (172800, "2 days")],
)
def test_a_length_of_time_is_told_in_the_largest_unit_of_which_it_has_two(length, words):
    assert wording.span(timedelta(seconds=length)) == words
