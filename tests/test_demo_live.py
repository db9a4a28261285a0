"""Does the demo's live page behave as pages do, and does its change lead to the alert that is shown?"""

import json
import re
import socket
import tomllib
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest

import alerts
import catalog
from demo.__main__ import SETTINGS, follow, next_second
from demo.livesite import PAGES, page, standing_live
from tests.demo_home import run


def get(url, **headers):
    try:
        return urlopen(Request(url, headers=headers), timeout=5)
    except HTTPError as answer:
        return answer


@pytest.fixture
def site():
    with standing_live(page(1), port=0) as site:
        yield site


def test_the_site_serves_its_page_until_it_publishes_another(site):
    assert get(site.policy).read() == page(1)
    site.page = page(2)
    assert get(site.policy).read() == page(2)


def test_a_page_that_is_known_is_not_sent_again(site):
    tag = get(site.policy).headers["ETag"]
    answer = get(site.policy, **{"If-None-Match": tag})
    assert (answer.status, answer.read()) == (304, b"")
    site.page = page(2)
    assert get(site.policy, **{"If-None-Match": tag}).status == 200


def test_everything_may_be_asked_for_and_nothing_else_is_there(site):
    assert get(site.policy.replace("/privacy", "/robots.txt")).status == 404


def test_a_port_that_is_taken_is_no_obstacle():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with standing_live(page(1), port) as site:
            assert site.server_port != port
            assert get(site.policy).status == 200


def test_the_two_pages_differ_in_what_the_story_tells_and_not_in_their_date():
    first, second = ({*page(number).decode("utf-8").splitlines()} for number in (1, 2))
    assert len(list(PAGES.iterdir())) == 2
    assert [line for line in first - second if "30 days" in line] == list(first - second)
    assert sorted("two years" in line for line in second - first) == [False, True]
    assert sum("train models" in line for line in second - first) == 1
    assert "<p>Last updated: 3 March 2026</p>" in first & second


def test_what_the_demo_declares_and_watches_can_be_taken(tmp_path):
    follow_in(tmp_path)
    declared = catalog.load(tmp_path / "policies")
    assert declared.problems == ()
    (timeline,) = declared.timelines
    channels = tomllib.loads(SETTINGS.format(url="http://127.0.0.1:1"))["channels"]
    found = alerts.load_watches(tmp_path / "watches.toml", channels, [str(timeline.id)])
    assert (found.problems, found.warnings) == ((), ())
    assert len(found.watches) == 1


ROOT = re.compile("sha256:[0-9a-f]{64}")  # of what was known: the headers have other times


def follow_in(home, policy="http://127.0.0.1:1/privacy"):
    (home / "policies").mkdir(parents=True)
    (home / "settings.toml").write_text(SETTINGS.format(url="http://127.0.0.1:1"), "utf-8")
    follow(home, policy)


def test_a_visit_before_and_one_after_the_change_bring_the_alert_that_documents_show(site, home, shown_home):
    """By the real crawler, with a second between the visits, as in the demo."""
    follow_in(home, site.policy)
    first = run(home, "visit", "wrenfold", "--json")
    assert (first.code, json.loads(first.out)["alerts"]) == (0, 0), first.err
    next_second()
    site.page = page(2)
    second = json.loads(run(home, "visit", "wrenfold", "--json").out)
    assert (second["alerts"], second["sent"]) == (1, 1)
    told, message = told_in(home)
    assert (told["watch"], told["timeline"], told["state"]) == ("press-desk", "wrenfold/privacy", "delivered")
    assert ROOT.sub("sha256:", message) == ROOT.sub("sha256:", told_in(shown_home)[1])
    feed = ElementTree.fromstring((home / "feeds" / "policies.xml").read_bytes())
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == [told["subject"]]


def told_in(home):
    """The only alert, and its message without what differs from run to run: instants and the port."""
    (told,) = json.loads(run(home, "alerts", "--json").out)
    message = run(home, "alert", told["alert"][:8]).out
    bracket = r"after \d{4}-\d\d-\d\d[^.]* and no later than [^.]*\."
    return told, re.sub(rf"@\d{{14}}|127\.0\.0\.1:\d+|{bracket}", "...", message)


def test_the_watches_of_the_demo_say_where_their_keys_are_told():
    assert "docs/alerts.md" in (Path(PAGES).parent / "watches.toml").read_text("utf-8")
