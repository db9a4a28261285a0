"""Are summaries, heartbeats, notices and samples short, plain and true?"""

import json
from dataclasses import replace

import pytest

from alerts import Grown, atom_id, heartbeat, message_id, notice, sample, summary
from model import OPERATOR_WATCH, AlertKind, Cadence
from tests import watched as the
from tests.followed import at

MONTHLY = replace(the.WATCH, heartbeat=Cadence.MONTHLY, digest=Cadence.MONTHLY)
JANUARY = (at(0), at(31))


def grown(timeline="acme/privacy", before=2, after=14, changes=9):
    return Grown(
        timeline=timeline,
        naming=the.NAMING,
        versions_before=before,
        versions=after,
        changes=changes,
        first=at(0),
        last=at(900),
    )


def same_words(text):
    return " ".join(text.split())


def test_a_summary_counts_what_came_in():
    alert = summary(the.WATCH, [grown(), grown("acme/terms", 0, 1, 1)], "backfill 7", the.NOW)
    assert (alert.kind, alert.cause, alert.channel, alert.timeline) == (AlertKind.SUMMARY, "backfill 7", "mail", "")
    assert alert.message.subject == "clausewatch: 13 earlier states of 2 documents came in"
    text = same_words(alert.message.text)
    assert "Acme: privacy policy (acme/privacy): 14 versions (before: 2), 9 new changes that matter" in text
    assert "1 version (before: 0), 1 new change that matters, seen from 2020-01-01 to 2022-06-19" in text
    assert json.loads(json.dumps(alert.evidence))["grown"][0]["versions"] == 14


def test_a_summary_of_nothing_is_none():
    assert summary(the.WATCH, [], "backfill 7", the.NOW) is None
    assert summary(the.WATCH, [grown(before=2, after=2)], "backfill 7", the.NOW) is None
    assert summary(the.WATCH, [grown("other/privacy")], "backfill 7", the.NOW) is None


def test_a_long_summary_says_how_much_it_leaves_out():
    alert = summary(the.WATCH, [grown(f"acme/d{number}") for number in range(60)], "import", the.NOW)
    assert "and 10 more documents." in alert.message.text
    assert len(alert.evidence["grown"]) == 60


@pytest.mark.parametrize(
    ("visits", "usable", "told", "subject"),
    [
        (41, 41, 0, "nothing changed that matters this month; 41 of 41 visits worked"),
        (41, 40, 2, "told you of 2 changes this month; 40 of 41 visits worked"),
        (41, 0, 0, "nothing could be seen this month; 0 of 41 visits worked"),
        (0, 0, 0, "nothing could be seen this month; no visit was made"),
        (1, 1, 1, "told you of 1 change this month; 1 of 1 visit worked"),
    ],
)
def test_a_heartbeat_says_what_happened_and_whether_that_could_be_seen(visits, usable, told, subject):
    alert = heartbeat(MONTHLY, *JANUARY, visits, usable, told, [], the.NOW)
    assert alert.message.subject == f"clausewatch: {subject}"
    assert (alert.kind, alert.cause, alert.channel) == (AlertKind.HEARTBEAT, "20200101000000-20200201000000", "mail")


def test_a_heartbeat_of_a_watch_that_asks_for_more_promises_less():
    asking = replace(MONTHLY, words=("sale",))
    assert (
        "nothing changed that this watch asks for" in heartbeat(asking, *JANUARY, 4, 4, 0, [], the.NOW).message.subject
    )


def test_a_heartbeat_names_what_is_not_seen():
    failing = [("acme/terms", "bot wall: <b>Just a moment</b>")]
    alert = heartbeat(MONTHLY, *JANUARY, 41, 40, 0, failing, the.NOW)
    assert "- acme/terms: bot wall: <b>Just a moment</b>" in alert.message.text
    assert "&lt;b&gt;Just a moment" in alert.message.html
    assert "nothing is failing" not in alert.message.text
    assert alert.evidence["failing"] == [["acme/terms", "bot wall: <b>Just a moment</b>"]]


def test_a_notice_goes_to_the_operator():
    alert = notice(
        "failing", "acme/privacy is not seen any more", ["First.", "Second."], "ops", the.NOW, "acme/privacy"
    )
    assert (alert.watch, alert.kind, alert.cause) == (OPERATOR_WATCH, AlertKind.NOTICE, "failing")
    assert (alert.channel, alert.timeline) == ("ops", "acme/privacy")
    assert alert.message.subject == "clausewatch: acme/privacy is not seen any more"
    assert "First.\n\nSecond.\n" in alert.message.text


def test_a_sample_says_that_nothing_happened():
    alert = sample(the.WATCH, the.NOW)
    assert (alert.kind, alert.channel, alert.cause) == (AlertKind.SAMPLE, "mail", "20260101000000")
    assert "nothing happened" in alert.message.text
    assert "[-ten days-]{+two years+}" in alert.message.text


def test_a_message_is_known_by_its_name_alone():
    alert = replace(sample(the.WATCH, the.NOW), name="7d0e1f4a-0000-5000-8000-000000000000")
    other = replace(sample(MONTHLY, at(3)), name=alert.name)
    assert message_id(alert) == message_id(other) == "<7d0e1f4a-0000-5000-8000-000000000000@clausewatch.invalid>"
    assert atom_id(alert) == "urn:uuid:7d0e1f4a-0000-5000-8000-000000000000"


def test_a_message_without_a_name_is_known_by_none():
    with pytest.raises(ValueError, match="has no name yet"):
        message_id(sample(the.WATCH, the.NOW))
