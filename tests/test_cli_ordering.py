"""Is work left to the service that runs, and to nobody else?"""

import json
import os
import threading

import pytest

import scheduler
from cli import ordering
from cli.exits import Exit
from model import OrderKind
from settings import Home
from tests.cli_service import orders, own, service
from tests.demo_home import run

__all__ = ["own"]

CITED = "ostrivel/privacy@20220620133555"
TEXT = "# Privacy\n\nWe keep the data that we collect about you for {} years and do not sell your personal data.\n"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "then.txt"
    path.write_text(TEXT.format("two"), "utf-8")
    return path


ORDERS = [
    ("visit ostrivel", OrderKind.VISIT, {"timelines": ["ostrivel/privacy"]}),
    ("visit", OrderKind.VISIT, {"timelines": []}),
    (
        "backfill skarnwell/privacy",
        OrderKind.BACKFILL,
        {
            "timelines": ["skarnwell/privacy"],
            "archives": ["web.archive.org"],
            "precision": "exact",
            "budget": 0,
            "past": True,
        },
    ),
    ("rebuild --stale", OrderKind.REBUILD, {"timelines": [], "stale": True}),
    ("rebuild ostrivel", OrderKind.REBUILD, {"timelines": ["ostrivel/privacy"], "stale": False}),
    (
        f"rule verdict {CITED} gone --who mara --why seen",
        OrderKind.RULE,
        {
            "timeline": "ostrivel/privacy",
            "kind": "verdict",
            "object": CITED,
            "saying": "gone",
            "who": "mara",
            "why": "seen",
        },
    ),
]


@pytest.mark.parametrize(("line", "kind", "arguments"), ORDERS, ids=[one[0] for one in ORDERS])
def test_while_a_service_runs_a_command_leaves_it_an_order_and_says_so(own, line, kind, arguments):
    with service(own):
        ran = run(own, *line.split())
    assert ran.code == 0, ran.err
    assert f"left to the service (process {os.getpid()}) as order 1; `clausewatch status` tells" in ran.out
    (order,) = orders(own)
    assert (order.kind, order.arguments) == (kind, arguments)


def test_an_import_is_ordered_with_what_is_stated_and_names_its_files_wherever_the_service_stands(
    own, text, monkeypatch
):
    monkeypatch.chdir(text.parent)
    with service(own):
        ran = run(own, "import", text.name, "--original", "https://ostrivel.example/privacy", "--timestamp", "20190301")
    assert ran.code == 0, ran.err
    (order,) = orders(own)
    assert order.kind is OrderKind.IMPORT
    assert order.arguments == {
        "files": [str(text)],
        "original": "https://ostrivel.example/privacy",
        "timestamp": "2019-03-01T00:00:00Z",
    }


def test_an_order_without_service_is_done_at_once(own):
    ran = run(own, "rebuild", "ostrivel")
    assert ran.code == 0
    assert "1 timeline derived" in ran.out
    assert orders(own) == []


WRONG = [
    ("visit ostrivel/privcy", Exit.NOTHING, "did you mean ostrivel/privacy"),
    ("backfill --archive nowhere", Exit.WRONG, "expected one of web.archive.org"),
    ("rebuild ostrivl", Exit.NOTHING, "ostrivl"),
    ("rule verdict ostrivel/privacy gone --who x", Exit.WRONG, "is not a citation"),
    (f"rule verdict {CITED[:-1]}6 gone --who x", Exit.NOTHING, "no capture of that second was read"),
    ("import absent.txt --original https://a.example/privacy", Exit.WRONG, "belong together"),
    ("import absent.txt", Exit.INCOMPLETE, "not taken in: "),
]


@pytest.mark.parametrize(("line", "code", "message"), WRONG, ids=[one[0] for one in WRONG])
def test_what_is_wrong_is_refused_before_it_is_ordered(own, line, code, message):
    with service(own):
        ran = run(own, *line.split())
    assert ran.code == code
    assert message in ran.err
    assert orders(own) == []


@pytest.mark.parametrize("command", ["visit", "backfill"])
def test_nothing_is_ordered_in_nobodys_name(own, command):
    (own / "settings.toml").unlink()
    with service(own):
        ran = run(own, command)
    assert ran.code == Exit.WRONG
    assert "operator.contact is not set" in ran.err
    assert orders(own) == []


def test_files_that_can_be_taken_are_ordered_and_the_others_named(own, text):
    good = text.with_name("good.md")
    line = "[Snapshot](https://web.archive.org/web/20160805102030id_/https://ostrivel.example/privacy)\n\n"
    good.write_text(line + TEXT.format("three"), "utf-8")
    with service(own):
        ran = run(own, "import", text, good)
    assert ran.code == Exit.INCOMPLETE
    assert f"not taken in: {text}: " in ran.err
    (order,) = orders(own)
    assert order.arguments["files"] == [str(good)]


def test_who_waits_is_told_what_came_of_it(own):
    with service(own, "1 page visited, nothing new"):
        ran = run(own, "visit", "ostrivel", "--wait")
    assert (ran.code, ran.out) == (0, "1 page visited, nothing new\n")


def test_who_waits_in_json_is_told_the_whole_order(own):
    with service(own, "5 timelines derived"):
        told = json.loads(run(own, "rebuild", "--wait", "--json").out)
    assert told.pop("asked_at") <= told.pop("ended")
    expected = {"order": 1, "kind": "rebuild", "outcome": "5 timelines derived", "failed": False}
    assert told == expected | {"service": os.getpid()}


def test_what_was_done_beside_an_order_is_told_in_json_too(own, tmp_path):
    listed = tmp_path / "list.txt"
    listed.write_text("acme.example\nhttps://acme.example/privacy\nno host\n", "utf-8")
    with service(own):
        ran = run(own, "add", "--from", listed, "--json")
    told = json.loads(ran.out)
    assert [one["timeline"] for one in told["added"]] == ["acme.example/privacy"]
    assert (told["kind"], len(told["problems"]), ran.code) == ("survey", 1, Exit.INCOMPLETE)


def test_an_order_in_json_has_no_outcome_yet(own):
    with service(own):
        told = json.loads(run(own, "rebuild", "--json").out)
    assert (told["order"], told["ended"], told["outcome"]) == (1, None, "")


def test_who_waits_for_a_service_that_ends_is_told_that_the_order_stays(own):
    held, end = threading.Event(), threading.Event()

    def serve():
        with service(own):
            held.set()
            end.wait(10)

    thread = threading.Thread(target=serve)
    thread.start()
    held.wait(10)
    threading.Timer(0.7, end.set).start()
    ran = run(own, "rebuild", "--wait")
    thread.join()
    assert ran.code == Exit.INCOMPLETE
    assert "the service ended before order 1 was done; the next `clausewatch run` takes it up" in ran.err
    assert len(orders(own)) == 1


def test_who_stops_waiting_leaves_the_order_where_it_is(own, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(ordering.time, "sleep", interrupted)
    with service(own):
        ran = run(own, "rebuild", "--wait")
    assert ran.code == Exit.INCOMPLETE
    assert ran.err == "clausewatch: stopped waiting; order 1 stays with the service\n"
    assert len(orders(own)) == 1


def test_where_the_service_begins_in_between_the_work_is_left_to_it(own, monkeypatch):
    real, asked = scheduler.service_of, []

    def service_of(lock):
        asked.append(lock)
        return None if len(asked) == 1 else real(lock)

    monkeypatch.setattr(scheduler, "service_of", service_of)
    with service(own):
        ran = run(own, "rebuild")
    assert (ran.code, len(orders(own))) == (0, 1)


def test_another_command_takes_no_orders(own):
    with scheduler.only_writer(Home(own).lock):
        ran = run(own, "visit")
    assert ran.code == Exit.BUSY
    assert f"process {os.getpid()}" in ran.err
    assert orders(own) == []
