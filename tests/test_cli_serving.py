"""Do the service, one round of it and a visit do what they say, against a page that is really served?"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiohttp import web

import scheduler
from cli.exits import Exit
from cli.rounds import lines, told
from model import Account
from scheduler import Round
from settings import Home
from tests.crawler_sites import Site, robots_txt, serving
from tests.demo_home import run

ROOT = Path(__file__).parent.parent
PAGE = """<html lang="en"><title>Privacy policy</title><body><main><h1>Privacy policy</h1>
<p>This policy says what Wexcombe Gliders does with the personal data that it collects about its members.</p>
<h2>What we keep</h2><p>We keep your name and your address for {} months after you leave the club.</p>
<h2>Your rights</h2><p>You can ask us for a copy of your personal data, and we will correct what is wrong.</p>
</main></body></html>"""
SETTINGS = """
[operator]
contact = "who@example.org"
channel = "feed"

[crawl]
allow_hosts = ["{host}"]
delay = 0
timeout = 20

[schedule]
archives = "never"

[channels.feed]
atom = "changes.xml"
"""


class Page:
    """What the site shows at /privacy: a policy that keeps data for so many months, or a status."""

    def __init__(self):
        self.months, self.status, self.slow = "twelve", 200, 0

    async def __call__(self, request):
        await asyncio.sleep(self.slow)
        return web.Response(text=PAGE.format(self.months), content_type="text/html", status=self.status)


@pytest.fixture
def page():
    return Page()


@pytest.fixture
def site(page):
    site = Site(answer=page)
    with serving(site):
        yield site


@pytest.fixture
def followed(home, site):
    """A home that follows the page, and tells of it in a feed."""
    home.mkdir()
    (home / "settings.toml").write_text(SETTINGS.format(host=site.host), "utf-8")
    Home(home).watches.write_text('[reader]\nchannel = "feed"\ntimelines = ["gliders/*"]\n', "utf-8")
    run(home, "add", f"{site.url}/privacy", "--organisation", "gliders", "--kind", "privacy")
    return home


# ---------------------------------------------------------------- once


def test_a_round_visits_what_is_due_and_nothing_a_second_time(followed, site):
    first = run(followed, "run", "--once")
    assert first.code == 0, first.err + first.out
    assert first.out.startswith("1 visit: 1 capture kept, 0 unchanged")
    asked = site.paths.count("/privacy")
    again = json.loads(run(followed, "run", "--once", "--json").out)
    assert (again["account"]["visits"], again["left"], again["stopped"]) == (0, 0, False)
    assert site.paths.count("/privacy") == asked == 1


def test_a_visit_comes_whether_it_is_due_or_not_and_what_changed_is_told(followed, page):
    run(followed, "visit")
    unchanged = json.loads(run(followed, "visit", "--json").out)
    assert (unchanged["account"]["unchanged"], unchanged["alerts"]) == (1, 0)
    page.months = "thirty"
    time.sleep(1)  # a timestamp has whole seconds
    ran = run(followed, "visit", "gliders")
    assert ran.code == 0, ran.err + ran.out
    assert "1 alert made, 1 delivered" in ran.out
    (row,) = json.loads(run(followed, "alerts", "--json").out)
    assert (row["state"], row["kind"], row["timeline"]) == ("delivered", "change", "gliders/privacy")
    assert "thirty" in run(followed, "alert", row["alert"][:6]).out
    status = json.loads(run(followed, "status", "--json").out)
    assert (status["well"], status["timelines"][0]["failing"], status["last_run"]["visits"]) == (True, 0, 1)


def test_a_visit_that_shows_no_policy_ends_in_1_with_what_it_showed(followed, page):
    page.status = 503
    ran = run(followed, "visit")
    assert ran.code == Exit.INCOMPLETE
    assert "  gliders/privacy showed no policy: error page" in ran.out
    assert "the last visit showed none: error page" in run(followed, "status").out
    assert json.loads(run(followed, "visit", "--json").out)["without_policy"].keys() == {"gliders/privacy"}


def test_a_page_that_robots_may_not_ask_for_is_not_asked_for_and_that_is_told(followed, site):
    site.robots = robots_txt("Disallow: /")
    ran = run(followed, "visit")
    assert ran.code == Exit.INCOMPLETE
    assert "1 x disallowed by robots.txt" in ran.out
    assert "gliders/privacy showed no policy: disallowed by robots.txt" in ran.out
    assert site.paths == ["/robots.txt"]


def test_a_round_by_another_process_than_the_writer_ends_in_3(followed):
    with scheduler.only_writer(Home(followed).lock):
        ran = run(followed, "run", "--once")
    assert ran.code == Exit.BUSY
    assert f"process {os.getpid()}" in ran.err


ENDS = [
    ({}, True),
    ({"account": Account(failures={"timed out": 1})}, True),  # tried again, and it came
    ({"account": Account(given_up=1)}, False),
    ({"left": 1}, False),
    ({"undelivered": 1}, False),
    ({"stopped": True}, False),
]


@pytest.mark.parametrize(("fields", "done"), ENDS)
def test_a_round_ends_in_1_where_something_is_not_done(followed, monkeypatch, fields, done):
    usual = {"account": Account(), "derived": 0, "alerts": 0, "sent": 0, "undelivered": 0, "left": 0, "stopped": False}
    monkeypatch.setattr(scheduler, "run_once", lambda *_, **__: Round(**(usual | fields)))
    assert run(followed, "run", "--once").code == (0 if done else Exit.INCOMPLETE)


def test_what_a_round_did_is_told_in_numbers():
    account = Account(visits=3, captures=1, unchanged=1, given_up=1, failures={"timed out": 2})
    done = Round(account=account, derived=1, alerts=2, sent=1, undelivered=1, left=4, stopped=True)
    assert list(lines(done)) == [
        "3 visits: 1 capture kept, 1 unchanged, 2 requests failed; 1 timeline derived, 2 alerts made, 1 delivered",
        "  2 x timed out",
        "  1 alert not delivered: `clausewatch alerts` says why",
        "  4 requests still to be made, 1 given up: the next run goes on",
        "  stopped; what was done until then is kept",
    ]
    assert told(done)["account"]["failures"] == {"timed out": 2}


# ---------------------------------------------------------------- the service


@pytest.fixture
def service(followed):
    """The service in a process of its own, once it holds the lock."""
    with command(followed, "run") as process:
        for _ in range(200):
            if scheduler.service_of(Home(followed).lock) == process.pid:
                break
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.1)
        yield process
        process.kill()


def command(home, *arguments):
    line = [sys.executable, "-c", "import cli; cli.main()", *arguments]
    variables = os.environ | {"CLAUSEWATCH_HOME": str(home)}
    return subprocess.Popen(
        line, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_round_that_is_stopped_ends_soon_and_leaves_its_visit_for_the_next(followed, page, site, number):
    page.slow = 30
    with command(followed, "run", "--once") as process:
        while "/privacy" not in site.paths:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.05)
        process.send_signal(number)
        assert process.wait(20) == Exit.INCOMPLETE
        told = process.stdout.read()
    assert "1 request still to be made" in told
    assert "stopped; what was done until then is kept" in told
    page.slow = 0
    assert run(followed, "run", "--once").code == 0
    assert len(json.loads(run(followed, "log", "gliders/privacy", "--json").out)["versions"]) == 1


def test_a_service_takes_orders_logs_plain_lines_and_ends_at_a_signal(service, followed, site):
    ran = run(followed, "visit", "--wait")
    assert ran.code == 0, ran.err
    assert "visited" in ran.out
    assert site.paths.count("/privacy") >= 1
    assert json.loads(run(followed, "status", "--json").out)["service"] == {"running": True, "process": service.pid}
    assert run(followed, "run").code == Exit.BUSY
    service.send_signal(signal.SIGTERM)
    assert service.wait(20) == 0
    logged = service.stderr.read()
    assert "Z following 1 timelines" in logged
    assert "\x1b" not in logged
    assert scheduler.service_of(Home(followed).lock) is None
    assert len(json.loads(run(followed, "log", "gliders/privacy", "--json").out)["versions"]) == 1


def test_json_belongs_to_a_round(followed):
    ran = run(followed, "run", "--json")
    assert ran.code == Exit.WRONG
    assert "--once" in ran.err


def test_nobody_is_visited_in_nobodys_name(home):
    run(home, "add", "https://acme.example/privacy")
    for line in (["run"], ["run", "--once"], ["visit"]):
        ran = run(home, *line)
        assert ran.code == Exit.WRONG
        assert "operator.contact is not set" in ran.err


def test_nothing_declared_is_nothing_to_visit(home):
    (home / "policies").mkdir(parents=True)
    ran = run(home, "visit")
    assert ran.code == Exit.NOTHING
    assert "clausewatch add" in ran.err
