"""Does no trick lead a browser to an address inside?

Chromium is started as for visits, and reaches the network by the guarded proxy alone, with nothing else in its way.
Each trick is tried twice: with the guard off the proxy calls connect() with the address inside, with it on it never
does.  The browser's own log of the network tells whether it went anywhere but to its proxy.
"""

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from time import monotonic

import pytest
from aiohttp import web

from crawler.browser.process import started
from crawler.guard import Openings
from crawler.proxy import GuardedProxy, Limits
from tests.browser_pages import MISSING, needs_chromium
from tests.crawler_tricks import PUBLIC, Watch, watching
from tests.trick_pages import EVERY, FIRST, WAYS, address, expected, respond

pytestmark = needs_chromium
_CLOSED_WITHIN = 5.0  # seconds; a page that was led to a hundred dead addresses may never say that it is closed
_LED_WITHIN = 5_000  # milliseconds
_PATIENCE = 30.0  # seconds; a way is over when all its tricks have come to the proxy
_PAGES_AT_ONCE = 3
_OPENED = ("fetch", "socket")
# Chromium's names of what goes out past a proxy.
_LEAVING = ("UDP_BYTES_SENT", "HOST_RESOLVER_DNS_TASK", "HOST_RESOLVER_MANAGER_CREATE_JOB")
# Two processes for all frames: with one for each host, most of the time would go into starting them.
_PROGRAM = '#!/bin/sh\nexec {chromium} "$@" --renderer-process-limit=2 --log-net-log={log}\n'


@dataclass
class Tried:
    """What came of a round: the proxy's log, and who was connected to."""

    proxy: GuardedProxy
    watch: Watch

    def asked(self, ports):
        return {one.port for one in self.proxy.log} & set(ports)

    def logged(self, port):
        return [one for one in self.proxy.log if one.port == port]


@asynccontextmanager
async def site():
    app = web.Application()
    app.router.add_get("/{anything:.*}", respond)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def until_asked(tried, ports):
    end = monotonic() + _PATIENCE
    while tried.asked(ports) != set(ports) and monotonic() < end:
        await asyncio.sleep(0.05)


async def try_way(context, host, tried, way):
    page = await context.new_page()
    if way == "page":
        pages = [page, await context.new_page(), await context.new_page()]
        await asyncio.gather(*(try_pages(one, list(WAYS[way])[n :: len(pages)]) for n, one in enumerate(pages)))
    else:
        await page.goto(f"http://{host}/{way}", wait_until="load" if way == "opened" else "commit")
    if way == "opened":
        for port in WAYS[way]:
            await page.evaluate("(one) => opened(one)", address(port))
    await until_asked(tried, FIRST if way == "first" else expected(way))
    with suppress(TimeoutError):
        await asyncio.wait_for(page.close(), _CLOSED_WITHIN)


async def try_pages(page, ports):
    from playwright.async_api import Error

    for port in ports:
        with suppress(Error):  # nothing answers there
            await page.goto(address(port), wait_until="commit", timeout=_LED_WITHIN)


async def round_of(chromium, host, ways, *, guard, opened=()):
    with watching(EVERY, guard=guard) as watch:
        async with GuardedProxy(Openings([host, *opened]), limits=Limits(at_once=1_000)) as proxy:
            tried = Tried(proxy, watch)
            secret = {"server": proxy.address, "username": proxy.username, "password": proxy.password}
            context = await chromium.new_context(proxy=secret)
            await try_way(context, host, tried, "first")
            places = asyncio.Semaphore(_PAGES_AT_ONCE)

            async def in_turn(way):
                async with places:
                    await try_way(context, host, tried, way)

            await asyncio.gather(*(in_turn(way) for way in ways))
            with suppress(TimeoutError):
                await asyncio.wait_for(context.close(), _CLOSED_WITHIN)
    return tried


async def all_rounds(program):
    async with site() as host:
        process = await started(str(program), 2_000_000_000)
        try:
            off = await round_of(process.chromium, host, WAYS, guard=False)
            on = await round_of(process.chromium, host, WAYS, guard=True)
            hosts = {one.host for one in on.proxy.log}
            opened = await round_of(process.chromium, host, _OPENED, guard=True, opened=hosts)
        finally:
            await process.end()
    return off, on, opened


@pytest.fixture(scope="module")
def rounds(tmp_path_factory):
    """Guard off, guard on, hosts opened, and what the browser wrote of it: (tried, tried, tried, events)."""
    folder = tmp_path_factory.mktemp("chromium")
    program, log = folder / "chromium", folder / "net.json"
    program.write_text(_PROGRAM.format(chromium=MISSING, log=log))
    program.chmod(0o755)
    tried = asyncio.run(asyncio.wait_for(all_rounds(program), 300))
    return *tried, events(log.read_text("utf-8"))


def events(text):
    """Those of a log, which ends in the middle of a list where its browser was ended."""
    try:
        log = json.loads(text)
    except ValueError:
        log = json.loads(text.rstrip().removesuffix(",") + "]}")
    names = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    assert set(_LEAVING) <= set(names.values())
    return [(names[one["type"]], one.get("params") or {}) for one in log["events"]]


@pytest.mark.parametrize("way", WAYS)
def test_with_the_guard_off_each_trick_leads_inside(rounds, way):
    off = rounds[0]
    ports = expected(way)
    unread = [trick.url for port, trick in ports.items() if not off.logged(port)]
    missed = [trick.url for port, trick in ports.items() if trick.inside not in off.watch.called.get(port, [])]
    assert (unread, missed) == ([], [])
    assert all(EVERY[port].inside in {one.address.partition("%")[0] for one in off.logged(port)} for port in ports)


@pytest.mark.parametrize("way", WAYS)
def test_with_the_guard_on_none_does_and_the_log_says_why(rounds, way):
    on = rounds[1]
    ports = expected(way)
    assert {port: called for port, called in on.watch.called.items() if set(called) != {PUBLIC}} == {}
    assert on.asked(ports) == set(ports)
    silent = [
        trick.url
        for port, trick in ports.items()
        if not all(one.refused or one.address == PUBLIC for one in on.logged(port))
    ]
    assert silent == []


def test_what_chromium_asks_for_in_no_part_of_a_page_is_an_address_with_a_password(rounds):
    off = rounds[0]
    unread = {EVERY[port].url for way in WAYS for port in WAYS[way] if not off.logged(port)}
    assert unread == {"http://acme.example@127.0.0.1:{port}/", "http://acme.example:80@10.0.0.1:{port}/"}
    assert all(off.logged(port) for port, trick in WAYS["page"].items() if trick.url in unread)


def test_a_name_that_changes_is_public_at_first_and_then_refused(rounds):
    on = rounds[1]
    assert {port: on.watch.called[port] for port in FIRST} == {port: [PUBLIC] for port in FIRST}


@pytest.mark.parametrize("way", _OPENED)
def test_a_host_that_the_operator_opens_is_connected_to(rounds, way):
    opened = rounds[2]
    ports = expected(way)
    assert [one.url for port, one in ports.items() if one.inside not in opened.watch.called.get(port, [])] == []


def test_the_browser_itself_connects_to_its_proxies_alone_sends_no_udp_and_looks_up_nothing(rounds):
    *tried, log = rounds
    proxies = {one.proxy.address.removeprefix("http://") for one in tried}
    reached = {params["address"] for name, params in log if name == "TCP_CONNECT_ATTEMPT" and "address" in params}
    assert proxies <= reached <= proxies | {"127.0.0.1:1"}  # the proxy that there is not, for what no visit asked for
    names = {name for name, _ in log}
    assert "HOST_RESOLVER_MANAGER_REQUEST" in names
    assert names.isdisjoint(_LEAVING)
