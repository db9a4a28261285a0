"""Is a policy found where only a browser sees it, and is no browser started where nobody needs one?"""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from aiohttp import web

from model import LIVE, Rendition, SightingKind, TimelineId, Verdict, original_key
from scheduler import standing, visit
from store import open_store
from tests.browser_pages import (
    CLAUSES,
    FOLDED,
    KINDS,
    OVERLAY,
    answers,
    below,
    needs_chromium,
    page,
    plain,
    running,
    text_of,
)
from tests.crawler_sites import Site, serving
from tests.homes import home_with

ROOT = Path(__file__).parent.parent
ONES = {kind: f"{kind}-by-script" for kind in KINDS}
OTHERS = {kind: f"{kind}-as-sent" for kind in KINDS}


def settings_for(*sites, more=""):
    hosts = json.dumps([site.host for site in sites])
    return f"[crawl]\ndelay = 0\nallow_hosts = {hosts}\n{more}"


def declared(site, more=""):
    return f'[[privacy.locations]]\noriginal = "{site.url}/privacy"\n{more}'


def visit_all(home):
    return visit(home, standing(home).catalog.timelines)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A round in which every page was visited, those that need a browser and their twins: (home, round, sites)."""
    sites = {}

    async def framed(_):
        return web.Response(text=page(text_of("far")), content_type="text/html")

    far = Site(answer=framed)
    for kind in KINDS:
        sites[ONES[kind]] = Site(answer=answers(KINDS[kind](kind), kind, kind, lambda: far.host))
        sites[OTHERS[kind]] = Site(answer=answers(plain(kind, kind), kind, kind, lambda: far.host))
    with serving(*sites.values(), far):
        folder = tmp_path_factory.mktemp("world")
        policies = {name: declared(site) for name, site in sites.items()}
        home = home_with(folder, settings=settings_for(*sites.values(), far), watches="", **policies)
        done = visit_all(home)
        yield home, done, sites


def timeline(name):
    return TimelineId(organisation=name, kind="privacy")


def looking(home):
    return open_store(home.database, readonly=True)


def texts_of(home, name):
    """The clauses of the one version of a policy, and its rendition."""
    with looking(home) as store:
        (version,) = store.questions.versions(timeline(name))
        reading = store.questions.text(timeline(name), version.number)
        return [clause.text for clause in reading.clauses], version.rendition


def sightings(home, site, name):
    with looking(home) as store:
        facts = store.facts.of_originals([original_key(f"{site.url}/privacy")], timeline(name))
        return [(one.kind, one.rendition, one.reason) for one in facts.sightings]


@needs_chromium
@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_only_a_browser_sees_is_read_whole(world, kind):
    home, _, _ = world
    texts, rendition = texts_of(home, ONES[kind])
    named = "far" if kind == "far" else kind
    assert rendition is Rendition.BROWSER
    assert [text for text in texts if text != "Legal"] == [
        *(clause.format(name=named) for clause in CLAUSES),
        "Phone calls",
        FOLDED,
    ]


@needs_chromium
def test_what_a_consent_dialog_says_is_no_text_of_the_policy(world):
    home, _, _ = world
    with looking(home) as store:
        looked_at = store.questions.looked_at(timeline(ONES["overlay"]))
        (shown,) = [one for one in looked_at if one.settled.verdict is Verdict.POLICY]
        body = store.facts.body(shown.capture.digest).decode()
    assert all(line in body for line in OVERLAY)  # what was seen is kept
    assert not {*OVERLAY, "Fine with me", "Not today"} & set(texts_of(home, ONES["overlay"])[0])


@pytest.mark.parametrize("kind", KINDS)
def test_where_the_server_sends_the_text_no_browser_is_asked(world, kind):
    home, _, sites = world
    texts, rendition = texts_of(home, OTHERS[kind])
    assert rendition is Rendition.PLAIN
    assert [text for text in texts if text in CLAUSES[1:]] == list(CLAUSES[1:])
    assert sites[OTHERS[kind]].paths == ["/robots.txt", "/privacy"]


@needs_chromium
def test_the_account_says_how_many_visits_needed_a_browser(world):
    _, done, _ = world
    assert (done.account.visits, done.account.browser_visits) == (2 * len(KINDS), len(KINDS))
    assert dict(done.account.failures) == {}


@needs_chromium
def test_a_page_is_asked_for_once_and_what_belongs_to_it_by_the_browser(world):
    _, _, sites = world
    assert sites[ONES["call"]].paths == ["/robots.txt", "/privacy", "/data.json"]
    agents = [headers["User-Agent"] for headers in sites[ONES["call"]].headers]
    assert [agent.startswith("clausewatch/") for agent in agents] == [True, True, False]
    assert "compatible; clausewatch/" in agents[2]


@needs_chromium
def test_both_what_was_sent_and_what_was_shown_is_kept(world):
    home, _, sites = world
    name = ONES["script"]
    assert sightings(home, sites[name], name) == [
        (SightingKind.RESPONSE, Rendition.BROWSER, ""),
        (SightingKind.RESPONSE, Rendition.PLAIN, ""),
    ]


# ---------------------------------------------------------------- from one visit to the next


@needs_chromium
def test_a_declared_rendition_is_obeyed_and_an_unchanged_page_is_a_sighting_alone(tmp_path):
    site, never = Site(), Site()
    site.answer = answers(plain("script", "acme"), "acme")
    never.answer = answers(KINDS["script"]("bram"), "bram")
    with serving(site, never):
        home = home_with(
            tmp_path,
            settings=settings_for(site, never),
            watches="",
            acme=declared(site, "rendition = 'browser'\n"),
            bram=declared(never, "rendition = 'plain'\n"),
        )
        done = visit_all(home)
        assert (done.account.visits, done.account.browser_visits) == (2, 1)
        assert texts_of(home, "acme")[1] is Rendition.BROWSER
        again = visit_again(home)
    assert (again.account.browser_visits, again.account.captures, again.account.unchanged) == (1, 0, 3)
    with looking(home) as store:
        assert len(store.questions.versions(timeline("acme"))) == 1
        assert store.questions.versions(timeline("bram")) == []


def visit_again(home):
    time.sleep(1.1)  # two visits within one second count as one
    return visit_all(home)


@needs_chromium
def test_a_site_that_sends_its_text_again_is_read_without_a_browser(tmp_path):
    site = Site(answer=answers(KINDS["script"]("acme"), "acme"))
    with serving(site):
        home = home_with(tmp_path, settings=settings_for(site), watches="", acme=declared(site))
        assert visit_all(home).account.browser_visits == 1
        site.answer = answers(page(text_of("acme")), "acme")
        assert visit_again(home).account.browser_visits == 0
    with looking(home) as store:
        renditions = [version.rendition for version in store.questions.versions(timeline("acme"))]
        (step,) = store.questions.revisions(timeline("acme"))
    assert renditions == [Rendition.BROWSER, Rendition.PLAIN]
    assert (step.rendition_changed, step.changes) == (True, ())


@needs_chromium
def test_a_browser_is_not_asked_day_by_day_for_a_page_of_which_it_made_nothing(tmp_path):
    site = Site(answer=answers(page("<h1>Shop</h1><p>Shoes.</p><script>1</script>"), "acme"))
    with serving(site):
        home = home_with(tmp_path, settings=settings_for(site), watches="", acme=declared(site))
        assert [visit_all(home).account.browser_visits, visit_again(home).account.browser_visits] == [1, 0]


def test_without_a_browser_the_visit_says_what_to_install_and_what_was_sent_is_kept(tmp_path):
    site = Site(answer=answers(KINDS["script"]("acme"), "acme"))
    other = Site(answer=answers(page(text_of("bram")), "bram"))
    with serving(site, other):
        home = home_with(
            tmp_path,
            settings=settings_for(site, other, more='browser = "/nowhere/chromium"\n'),
            watches="",
            acme=declared(site),
            bram=declared(other),
        )
        done = visit_all(home)
    assert (dict(done.account.failures), done.account.browser_visits) == ({"no browser": 1}, 0)
    (failed, kept) = sightings(home, site, "acme")
    assert kept == (SightingKind.RESPONSE, Rendition.PLAIN, "")
    assert failed[:2] == (SightingKind.FAILURE, Rendition.BROWSER)
    assert failed[2].startswith("no browser: ")
    assert len(texts_of(home, "bram")[0]) > len(CLAUSES)


@needs_chromium
def test_a_command_that_is_stopped_while_a_page_is_shown_ends_soon_and_leaves_nothing_behind(tmp_path):
    begun = threading.Event()

    async def respond(request):
        if request.path == "/app.js":
            begun.set()
            await asyncio.sleep(60)
        return await answers(KINDS["script"]("acme"), "acme")(request)

    site = Site(answer=respond)
    with serving(site):
        home = home_with(tmp_path, settings=settings_for(site), watches="", acme=declared(site))
        command = [sys.executable, "-c", "import cli; cli.main()", "visit", "acme"]
        variables = os.environ | {"CLAUSEWATCH_HOME": str(home.path)}
        with subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.DEVNULL) as process:
            assert begun.wait(60)
            processes = below(process.pid)
            process.terminate()
            stopped = time.monotonic()
            process.wait(30)
            assert time.monotonic() - stopped < 9  # after ten it would have been let go
    assert processes
    while still := running(processes):
        assert time.monotonic() - stopped < 25, still
        time.sleep(0.1)
    with looking(home) as store:
        assert store.frontier.counts([LIVE]) == {"queued": 1}
