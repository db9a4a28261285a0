"""Can be seen who was told what, and whether it arrived?"""

import json
from datetime import timedelta

import pytest

from cli.exits import Exit
from model import AlertKind
from tests.cli_service import alert, now, own, write
from tests.demo_home import run

__all__ = ["own", "write"]

DAY = timedelta(days=1)
FAILURES = {"delivered": ["no answer", ""], "failing": ["no answer", "refused \x1b[2J"], "given up": ["refused"]}
STATES = ("waiting", "delivered", "failing", "given up", "digest")


@pytest.fixture
def told(own, write):
    """A home with one alert in every state; their names by state."""

    def keep(state, made_at):
        kept = write(
            lambda store: store.outbox.keep(
                alert(state, channel="" if state == "digest" else "press", timeline="ostrivel/privacy", made_at=made_at)
            )
        )
        for failure in FAILURES.get(state, []):
            begun = write(lambda store: store.outbox.begin_attempt(kept.name, "press", made_at))
            write(lambda store, begun=begun, failure=failure: store.outbox.end_attempt(begun, failure, made_at + DAY))
        if state == "given up":
            write(lambda store: store.outbox.give_up(kept.name, made_at, "no such host for three days"))
        return kept.name

    return {state: keep(state, now() - (5 - number) * DAY) for number, state in enumerate(STATES)}


@pytest.fixture
def rows(own, told):
    return {row["subject"].removeprefix("About "): row for row in json.loads(run(own, "alerts", "--json").out)}


def test_every_state_is_told_with_its_reason(rows):
    assert {state: row["state"] for state, row in rows.items()} == {state: state for state in STATES}
    assert rows["delivered"]["delivered_at"] == rows["delivered"]["attempts"][1]["ended"]
    assert rows["waiting"]["delivered_at"] is None
    reasons = {state: row["reason"] for state, row in rows.items() if row["reason"]}
    assert reasons == {"failing": "refused \x1b[2J", "given up": "no such host for three days"}


def test_a_delivery_that_a_killed_process_left_open_is_not_taken_for_one(own, told, write):
    write(lambda store: store.outbox.begin_attempt(told["waiting"], "press", now()))
    (row,) = (one for one in json.loads(run(own, "alerts", "--json").out) if one["alert"] == told["waiting"])
    assert (row["state"], row["attempts"][0]["ended"]) == ("waiting", None)


def test_the_latest_comes_first_and_a_person_reads_what_became_of_each(own, told):
    shown = run(own, "alerts", columns=100).out
    assert [name[:8] for name in reversed(told.values())] == [
        line[:8] for line in shown.splitlines() if not line.startswith(" ")
    ]
    assert "kept for a digest" in shown
    assert "waiting to be delivered to press" in shown
    assert "failing at press after 2 attempts: refused [2J" in shown
    assert "given up at press after 1 attempt: no such host for three days" in shown
    assert "\x1b" not in shown


SELECTED = [
    (["--watch", "press"], 5),
    (["--watch", "other"], 0),
    (["--timeline", "ostrivel/privacy"], 5),
    (["--timeline", "skarnwell/privacy"], 0),
    (["--limit", "2"], 2),
]


@pytest.mark.parametrize(("options", "number"), SELECTED)
def test_some_can_be_asked_for(own, told, options, number):
    ran = run(own, "alerts", "--json", *options)
    assert len(json.loads(ran.out)) == number
    assert ran.code == (0 if number else Exit.NOTHING)


def test_a_date_leaves_out_what_was_made_before(own, told):
    since = (now() - 2 * DAY - timedelta(seconds=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = json.loads(run(own, "alerts", "--since", since, "--json").out)
    assert [row["state"] for row in found] == ["digest", "given up"]


# ---------------------------------------------------------------- one alert


def test_a_beginning_of_its_name_shows_the_message_as_it_was_sent(own, told):
    ran = run(own, "alert", told["delivered"][:8])
    assert (ran.code, ran.out) == (0, "Subject: About delivered\n\nText.\n")
    assert run(own, "alert", told["delivered"]).out == ran.out


def test_its_html_is_given_whole(own, told):
    assert run(own, "alert", told["delivered"], "--html").out == "<p>Text.</p>\n"


def test_in_json_are_evidence_and_attempts(own, told):
    answer = json.loads(run(own, "alert", told["failing"], "--json").out)
    assert answer["message"] == {"subject": "About failing", "text": "Text.", "html": "<p>Text.</p>"}
    assert answer["evidence"] == {}
    assert [one["failure"] for one in answer["attempts"]] == ["no answer", "refused \x1b[2J"]


@pytest.mark.parametrize("name", ["0000000000", "", "zzz"])
def test_a_name_that_is_none_ends_in_4(own, told, name):
    ran = run(own, "alert", name)
    assert ran.code == Exit.NOTHING
    assert "no alert, or more than one" in ran.err


def test_two_forms_at_once_are_refused(own, told):
    assert run(own, "alert", told["failing"], "--html", "--json").code == Exit.WRONG


def test_an_operator_s_notices_are_a_watch_of_their_own(own, write):
    write(lambda store: store.outbox.keep(alert("page lost", watch="operator", kind=AlertKind.NOTICE)))
    (row,) = json.loads(run(own, "alerts", "--watch", "operator", "--json").out)
    assert row["kind"] == "notice"
