"""Can be seen, checked and tried who is told of what?"""

import json

import pytest

from cli.exits import Exit
from settings import Home
from tests.cli_service import SETTINGS, now, own, write
from tests.demo_home import run
from tests.receivers import Inbox, mail_server

__all__ = ["own", "write"]

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # apprise, on 3.11 and 3.12

CHANNELS = """
[channels.press]
mail = ["desk@lumora.example"]

[channels.feed]
atom = "changes.xml"

[channels.chat]
apprise = "$WEXCOMBE_CHAT"
"""
WATCHES = """
[press-desk]
channel = "press"
timelines = ["tamberlight/*", "ostrivel/privacy"]
severity = "major"
words = ["third parties"]
digest = "weekly"

[reader]
channel = "feed"
timelines = ["skarnwell/*"]

[team]
channel = "chat"
timelines = ["nobody/privacy"]
"""
SECRET = {"WEXCOMBE_CHAT": "json://127.0.0.1:9/"}


@pytest.fixture
def watching(own):
    """The demo's home with three watches, one for each way to people."""
    (own / "settings.toml").write_text(SETTINGS + CHANNELS + '\n[mail]\nsender = "watch@lumora.example"\n', "utf-8")
    Home(own).watches.write_text(WATCHES, "utf-8")
    return own


def watch(home, *arguments, environment=None):
    return run(home, "watch", *arguments, environment=SECRET if environment is None else environment)


# ---------------------------------------------------------------- list


def test_a_watch_is_told_with_what_it_wants_and_what_it_covers(watching):
    press, reader, team = json.loads(watch(watching, "list", "--json").out)
    assert (press["watch"], press["channel"], press["severity"]) == ("press-desk", "press", "major")
    assert (press["words"], press["digest"], press["heartbeat"]) == (["third parties"], "weekly", "never")
    covered = ["ostrivel/privacy", "tamberlight/privacy", "tamberlight/privacy~de", "tamberlight/terms"]
    assert [mark["timeline"] for mark in press["told"]] == covered
    assert [mark["timeline"] for mark in reader["told"]] == ["skarnwell/privacy"]
    assert team["told"] == []


def test_up_to_which_visit_a_watch_was_told_is_shown(watching, write):
    write(lambda store: store.outbox.mark("reader", "skarnwell/privacy", now()))
    reader = json.loads(watch(watching, "list", "--json").out)[1]
    assert reader["told"][0]["upto"] is not None
    shown = watch(watching, "list").out
    assert f"skarnwell/privacy: told up to the visit of {now():%Y-%m-%d}" in shown
    assert "ostrivel/privacy: told nothing yet" in shown
    assert "covers no timeline that is declared" in shown
    assert "what matters much; words: third parties; weekly digest" in shown


def test_where_no_watch_is_declared_it_ends_in_4_and_names_the_file(own):
    ran = watch(own, "list")
    assert ran.code == Exit.NOTHING
    assert f"{Home(own).watches}: no watch is declared" in ran.err


# ---------------------------------------------------------------- check


def test_watches_without_a_fault_end_in_0_and_what_is_odd_is_noted(watching):
    ran = watch(watching, "check")
    assert ran.code == 0, ran.out
    assert "3 watches, 0 problems" in ran.out
    assert "note: " in ran.out
    assert "'nobody/privacy' means no timeline that is declared" in ran.out


def test_every_fault_is_named_with_what_was_expected(watching):
    text = WATCHES.replace('"major"', '"grave"').replace('channel = "feed"', 'channel = "fed"')
    Home(watching).watches.write_text(text, "utf-8")
    ran = watch(watching, "check")
    assert ran.code == Exit.WRONG
    assert "watches.toml: press-desk.severity: found 'grave', expected " in ran.out
    assert "watches.toml: reader.channel: found 'fed', expected " in ran.out
    assert "1 watch, 2 problems" in ran.out
    assert len(json.loads(watch(watching, "check", "--json").out)["problems"]) == 2
    assert [one["watch"] for one in json.loads(watch(watching, "list", "--json").out)] == ["team"]


def test_a_secret_that_is_not_set_is_a_fault_of_its_channel(watching):
    ran = watch(watching, "check", environment={"WEXCOMBE_CHAT": ""})
    assert ran.code == Exit.WRONG
    assert "channel chat: the variable WEXCOMBE_CHAT is not set" in ran.out


def test_a_channel_that_is_wrong_is_named_by_file_and_key(watching):
    (watching / "settings.toml").write_text('[channels.press]\natom = "../up.xml"\n', "utf-8")
    ran = watch(watching, "check")
    assert ran.code == Exit.WRONG
    assert "atom: found '../up.xml', expected a file name ending in .xml" in ran.err


# ---------------------------------------------------------------- test


def test_a_sample_goes_out_by_mail_now(watching):
    inbox = Inbox()
    with mail_server(inbox) as port:
        settings = f'[mail]\nsender = "watch@lumora.example"\nhost = "127.0.0.1"\nport = {port}\n'
        (watching / "settings.toml").write_text(SETTINGS + CHANNELS + settings, "utf-8")
        ran = watch(watching, "test", "press-desk")
    assert (ran.code, ran.out) == (0, "delivered to press: clausewatch: a sample for the watch press-desk\n")
    assert [one[1] for one in inbox.got] == [["desk@lumora.example"]]


def test_a_sample_that_did_not_arrive_ends_in_1_with_the_reason(watching):
    ran = watch(watching, "test", "team")
    assert ran.code == Exit.INCOMPLETE
    assert ran.out.startswith("not delivered to chat: ")
    told = json.loads(watch(watching, "test", "team", "--json").out)
    assert (told["delivered"], bool(told["reason"])) == (False, True)


def test_a_sample_stands_in_a_feed_and_nowhere_else(watching):
    ran = watch(watching, "test", "reader")
    assert ran.code == 0, ran.out
    assert "a sample for the watch reader" in (Home(watching).feeds / "changes.xml").read_text("utf-8")
    assert run(watching, "alerts").code == Exit.NOTHING


def test_the_operator_s_channel_can_be_tried_as_well(watching):
    text = SETTINGS + 'channel = "feed"\n[channels.feed]\natom = "changes.xml"\n'
    (watching / "settings.toml").write_text(text, "utf-8")
    assert watch(watching, "test", "operator").code == 0


def test_an_unknown_watch_ends_in_4_with_those_that_come_near(watching):
    ran = watch(watching, "test", "pres-desk")
    assert ran.code == Exit.NOTHING
    assert "did you mean press-desk?" in ran.err


@pytest.mark.parametrize("arguments", [["test"], ["list", "reader"], ["check", "reader"], ["frobnicate"]])
def test_a_name_is_given_where_one_is_tested_and_nowhere_else(watching, arguments):
    assert watch(watching, *arguments).code == Exit.WRONG
