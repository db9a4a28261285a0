"""Does no trick lead the crawler to an address inside?

Each trick is tried twice: with the guard off connect() is called with the address inside, with it on it never is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from crawler import Manners, run_crawl
from crawler.hops import address
from crawler.settings import for_crawl
from model import Failure
from store import host_of
from tests.crawler_desk import MemoryDesk, archive_at, index_of, replay_of, visit_of
from tests.crawler_sites import Site, serving
from tests.crawler_tricks import PUBLIC, TRICKS, Trick, Watch, numbered, watching

QUICK = Manners(contact="me@lab.example", timeout=30, delay=0, jitter=0, pause=0.1)
Tricks = Mapping[int, Trick]

FOR_US = numbered([trick for trick in TRICKS if not trick.read_by_browsers])


def asked_directly(tricks: Tricks, manners: Manners) -> MemoryDesk:
    """Twice each, by http and by https, so that a name that changes is looked up twice."""
    asked = [trick.at(port) for port, trick in tricks.items()]
    return crawled([*asked, *(one.replace("http:", "https:") for one in asked)], manners)


def behind_a_redirect(tricks: Tricks, manners: Manners) -> MemoryDesk:
    async def lead(request: web.Request) -> web.StreamResponse:
        port = int(request.path.rpartition("/")[2])
        where = tricks[port].at(port)
        return web.Response(
            status=302, headers={"Location": where.replace("http:", "https:") if "s" in request.path else where}
        )

    site = Site(lead)
    with serving(site):
        return crawled([f"{site.url}/{way}/{port}" for way in ("a", "s") for port in tricks], manners, site)


def behind_a_robots_txt_that_redirects(tricks: Tricks, manners: Manners) -> MemoryDesk:
    """A host has one robots.txt, so each trick is followed twice."""
    sites = [Site(robots=leading_to(trick.at(port))) for port, trick in tricks.items() for _ in "ab"]
    with serving(*sites):
        return crawled([f"{site.url}/privacy" for site in sites], manners, *sites)


def leading_to(where: str):
    async def lead(_: web.Request) -> web.StreamResponse:
        return web.Response(status=301, headers={"Location": where})

    return lead


def at_the_index_of_an_archive(tricks: Tricks, manners: Manners) -> MemoryDesk:
    return archived(tricks, manners, index_of)


def at_the_replay_of_an_archive(tricks: Tricks, manners: Manners) -> MemoryDesk:
    return archived(tricks, manners, lambda original, name: replay_of(original, "20200101000000", name))


def archived(tricks, manners, task) -> MemoryDesk:
    archives = [
        replace(archive_at(trick.at(port).rstrip("/"), name=str(port)), allow_hosts=())
        for port, trick in tricks.items()
    ]
    desks: list[MemoryDesk] = []

    def make() -> MemoryDesk:
        desks.append(MemoryDesk([task("https://acme.example/", str(port)) for port in tricks], most_tries=2))
        return desks[0]

    run_crawl(make, archives, settings=manners)
    return desks[0]


def crawled(originals: list[str], manners: Manners, *sites: Site) -> MemoryDesk:
    desks: list[MemoryDesk] = []

    def make() -> MemoryDesk:
        desks.append(MemoryDesk([visit_of(original) for original in originals]))
        return desks[0]

    opened = (*manners.allow_hosts, *(site.host for site in sites))
    run_crawl(make, [], settings=replace(manners, allow_hosts=opened), live=True)
    return desks[0]


WAYS = [
    asked_directly,
    behind_a_redirect,
    behind_a_robots_txt_that_redirects,
    at_the_index_of_an_archive,
    at_the_replay_of_an_archive,
]


OPENED = [asked_directly, behind_a_redirect, at_the_replay_of_an_archive]


def missed(tricks: Tricks, watch: Watch) -> list[Trick]:
    """Tricks that did not lead inside."""
    return [trick for port, trick in tricks.items() if trick.inside not in watch.called.get(port, [])]


def led_inside(watch: Watch) -> dict[int, list[str]]:
    return {port: called for port, called in watch.called.items() if set(called) != {PUBLIC}}


def told(desk: MemoryDesk) -> list[tuple[Failure, str]]:
    visits = [(one.trouble.reason, one.trouble.detail) for one in desk.visits if one.trouble]
    return visits + [(reason, detail) for _, reason, detail, _ in desk.failures]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_with_the_guard_off_each_trick_leads_inside(way) -> None:
    with watching(FOR_US, guard=False) as watch:
        way(FOR_US, QUICK)
    assert missed(FOR_US, watch) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_with_the_guard_on_none_does_and_each_is_recorded_as_refused(way) -> None:
    with watching(FOR_US, guard=True) as watch:
        desk = way(FOR_US, QUICK)
    assert led_inside(watch) == {}
    refused = [detail for reason, detail in told(desk) if Failure.REFUSED_ADDRESS in f"{reason}: {detail}"]
    public = [trick for trick in FOR_US.values() if PUBLIC in {one for answer in trick.answers for one in answer}]
    assert len(refused) >= len(FOR_US) - len(public)
    assert all("address" in detail for detail in refused)


@pytest.mark.parametrize("way", OPENED, ids=lambda way: way.__name__)
def test_a_host_that_the_operator_opens_is_connected_to(way) -> None:
    hosts = tuple(host_of(str(address(trick.at(port)))) for port, trick in FOR_US.items())
    with watching(FOR_US, guard=True) as watch:
        way(FOR_US, replace(QUICK, allow_hosts=hosts))
    assert missed(FOR_US, watch) == []


def test_what_only_browsers_take_for_an_address_leads_nowhere_either() -> None:
    tricks = numbered([trick for trick in TRICKS if trick.read_by_browsers])
    with watching(tricks, guard=True) as watch:
        desk = asked_directly(tricks, QUICK)
    assert watch.called == {}
    assert len(told(desk)) == len(desk.visits) == 2 * len(tricks)


WAY_OUT = re.compile(
    r"^\s*(?:from|import) (?:socket|ssl|aiohttp|requests|twisted|http\.client|urllib\.request|ftplib)\b", re.MULTILINE
)


def test_nothing_else_in_the_crawler_can_connect() -> None:
    """The guard, the handler of all requests, what connects behind the guard for browsers and stamps; the loop."""
    found = {path.name for path in Path("crawler").rglob("*.py") if WAY_OUT.search(path.read_text("utf-8"))}
    assert found == {"guard.py", "download.py", "joining.py", "stamping.py", "reactor.py"}


@pytest.mark.parametrize("scheme", ["file", "data", "ftp", "s3"])
def test_no_scheme_but_those_of_the_web_has_a_handler(scheme: str) -> None:
    assert for_crawl(QUICK, []).getdict("DOWNLOAD_HANDLERS")[scheme] is None
