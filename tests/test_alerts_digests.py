"""Does a digest bring together what belongs together, the gravest first?"""

import json
import re
from dataclasses import replace

import pytest

from alerts import digest
from model import AlertKind, Cadence
from tests import watched as the
from tests.followed import at

MONTHLY = replace(the.WATCH, heartbeat=Cadence.MONTHLY, digest=Cadence.MONTHLY)
JANUARY = (at(0), at(31))


def one(timeline="acme/privacy", day=1, severity="major", name="", **more):
    """An alert about a change of a timeline that came on a day."""
    found = the.decided(the.seen("full", 0), the.seen("longer", 1), watch=MONTHLY).alerts[0]
    facts = json.loads(json.dumps(found.evidence))
    facts["called"] = timeline
    facts["judgement"]["severity"] = severity
    facts["bracket"]["by"] = f"{at(day):%Y-%m-%dT%H:%M:%SZ}"
    subject = f"{timeline} changed on day {day}"
    name = name or f"{timeline} {day}"
    message = replace(found.message, subject=subject)
    return replace(found, name=name, cause=name, timeline=timeline, evidence=facts | more, message=message)


def alerts(number):
    found = the.decided(the.seen("full", 0), the.seen("longer", 1), watch=MONTHLY).alerts
    return [replace(found[0], name=f"name {at}", cause=str(at)) for at in range(number)]


def text_of(collected):
    return digest(MONTHLY, collected, *JANUARY, the.NOW).message.text


def html_of(collected):
    return digest(MONTHLY, collected, *JANUARY, the.NOW).message.html


def test_a_digest_shows_each_change_with_its_words():
    alert = digest(MONTHLY, alerts(2), *JANUARY, the.NOW)
    assert alert.message.subject == "clausewatch: 2 messages about 1 policy this month (January 2020)"
    assert alert.message.text.count("for [-ten days-]{+two years+}.") == 2
    assert alert.message.html.count("<del>ten days</del><ins>two years</ins>") == 2
    assert "clausewatch diff acme/privacy@20200101000000 acme/privacy@20200102000000" in alert.message.text
    assert (alert.kind, alert.channel, alert.cause) == (AlertKind.DIGEST, "mail", "20200101000000-20200201000000")
    assert alert.evidence["alerts"] == ["name 0", "name 1"]


def test_the_table_on_top_has_the_gravest_policy_first():
    found = [
        one("acme/cookies", 1, "minor"),
        one("acme/terms", 2, "major"),
        one("bram/privacy", 3, "none"),
        one("acme/cookies", 4, "minor"),
    ]
    table = text_of(found).partition("how much  policy")[2].split("\n\n")[0].splitlines()
    assert [line.split()[:3] for line in table[2:]] == [
        ["major", "acme/terms", "1"],
        ["minor", "acme/cookies", "2"],
        ["none", "bram/privacy", "1"],
    ]
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td>", html_of(found))
    assert rows == [("major", "acme/terms"), ("minor", "acme/cookies"), ("none", "bram/privacy")]


@pytest.mark.parametrize("form", [text_of, html_of])
def test_each_policy_has_one_section_in_order_of_time(form):
    found = [
        one("acme/privacy~us", 9),
        one("acme/terms", 2),
        one("acme/privacy~eu", 8),
        one("acme/terms", 1),
        one("acme/privacy~eu", 3),
    ]
    told = form(found)
    places = [
        told.index(f"{timeline} changed on day {day}")
        for timeline, day in (
            *(("acme/privacy~eu", 3), ("acme/privacy~eu", 8), ("acme/privacy~us", 9)),
            *(("acme/terms", 1), ("acme/terms", 2)),
        )
    ]
    assert places == sorted(places)


def test_a_policy_of_several_timelines_has_the_name_it_is_declared_by():
    headings = re.findall(r"<h2>(.*?)</h2>", html_of([one("acme/privacy~eu"), one("acme/privacy~us")]))
    assert headings == ["acme/privacy"]
    assert re.findall(r"<h2>(.*?)</h2>", html_of(alerts(1))) == ["Acme: privacy policy"]


def test_a_digest_can_be_made_of_alerts_that_were_kept_as_json():
    kept = [replace(alert, evidence=json.loads(json.dumps(alert.evidence))) for alert in alerts(2)]
    assert digest(MONTHLY, kept, *JANUARY, the.NOW) == digest(MONTHLY, alerts(2), *JANUARY, the.NOW)


def test_a_digest_takes_alerts_of_which_nothing_is_known():
    bare = [replace(alert, evidence={}) for alert in alerts(1)]
    assert f"{bare[0].made_at:%Y-%m-%d}: Acme: privacy policy changed" in " ".join(text_of(bare).split())


def test_a_digest_tells_of_an_end_too():
    texts = [(0, "full"), (1, "gone"), (8, "gone")]
    ended = the.decided(*(the.seen(text, day) for day, text in texts)).alerts
    text = digest(MONTHLY, ended, *JANUARY, the.NOW).message.text
    assert re.search(r"^major +Acme: privacy policy +ended$", text, re.MULTILINE)
    assert "2020-01-02: Acme: privacy policy has ended" in text
    assert "It happened after 2020-01-01 and no later than 2020-01-02." in text


def test_a_digest_says_what_was_not_told():
    group = {"reason": "page frame", "changes": 9, "words": 40, "natures": {"navigation": 9}}
    for form in (text_of, html_of):
        assert "Not told: 9 changes of 40 words: page frame 9." in " ".join(form([one(not_told=[group])]).split())


def test_a_digest_says_which_policy_is_gathered():
    for form in (text_of, html_of):
        assert form([one("acme/terms"), one(gathered=True)]).count("its messages are gathered") == 1
        assert "gathered" not in form([one()])


def test_a_digest_of_nothing_is_none():
    assert digest(MONTHLY, [], *JANUARY, the.NOW) is None


def test_a_long_digest_shows_the_gravest_and_says_how_much_it_leaves_out():
    found = [*(one(day=day, severity="minor") for day in range(1, 65)), one("bram/terms", 70)]
    text = text_of(found)
    assert "and 5 more messages." in text
    assert "clausewatch alerts --watch mara" in text
    assert "bram/terms changed on day 70" in text
    assert len(digest(MONTHLY, found, *JANUARY, the.NOW).evidence["alerts"]) == 65


def test_a_table_of_long_names_keeps_to_the_width_of_a_mail():
    found = [one("acme/privacy", called="Acme " * 30), one("bram/terms")]
    lines = text_of(found).splitlines()
    start = lines.index("how much  policy                        what")
    assert all(len(line) <= 78 for line in lines[start : start + 12])
