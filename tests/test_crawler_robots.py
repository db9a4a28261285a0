"""Is nothing asked that a robots.txt forbids, whoever asks at the same time and whatever the file is?"""

import asyncio
import tracemalloc
from contextlib import suppress
from dataclasses import replace
from time import monotonic

import pytest
import scrapy
from aiohttp import web
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.exceptions import IgnoreRequest

from crawler import Manners, on_reactor
from crawler.lanes import Lanes, PausedError
from crawler.replay import Answer
from crawler.robots import Robots, _judge, _parsed, _text
from crawler.trouble import Trouble
from model import Failure
from tests.crawler_sites import QUICK, Respond, Site, robots_txt, says, serving, visit

FORBIDS = robots_txt("Disallow: /")


async def slow_and_forbidding(request: web.Request) -> web.StreamResponse | None:
    await asyncio.sleep(0.5)
    return await FORBIDS(request)


# ---------------------------------------------------------------- together


def test_nothing_is_asked_while_a_robots_txt_that_forbids_is_under_way() -> None:
    site = Site(robots=slow_and_forbidding)
    with serving(site):
        desk, outcome = visit([f"{site.url}/{n}" for n in range(10)], [site])
    assert site.paths == ["/robots.txt"]
    assert [one.trouble and one.trouble.reason for one in desk.visits] == [Failure.DISALLOWED] * 10
    assert {one.hops for one in desk.visits} == {()}
    assert (outcome.requests, outcome.visits) == (1, 10)
    detail = desk.visits[3].trouble.detail if desk.visits[3].trouble else ""
    assert detail == f"{site.url}/robots.txt disallows {desk.visits[3].task.original} for clausewatch"


class TenAtOnce(scrapy.Spider):
    """Asks for ten pages of one host in Scrapy's own way."""

    name = "ten at once"
    url = ""

    async def start(self):
        async def ask(number):
            with suppress(IgnoreRequest):
                await self.crawler.engine.download_async(scrapy.Request(f"{self.url}/{number}"))

        await asyncio.gather(*map(ask, range(10)))
        for nothing in ():
            yield nothing


def test_scrapys_own_middleware_still_lets_requests_through_meanwhile() -> None:
    """When this fails Scrapy has mended it: see docs/decisions/0008-robots-and-retry-after-in-lanes.md."""
    site = Site(robots=slow_and_forbidding)

    async def main(_: asyncio.Event) -> None:
        settings = {"ROBOTSTXT_OBEY": True, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
        await AsyncCrawlerRunner(settings | {"LOG_ENABLED": False}).crawl(TenAtOnce, url=site.url)

    with serving(site):
        on_reactor(main)
    assert len([path for path in site.paths if path != "/robots.txt"]) > 0


# ---------------------------------------------------------------- what the file says


def verdict(robots: Respond, manners: Manners = QUICK, path: str = "/privacy") -> tuple[Failure | None, Site]:
    site = Site(robots=robots)
    with serving(site):
        desk, _ = visit([f"{site.url}{path}"], [site], manners)
    (one,) = desk.visits
    return (one.trouble.reason if one.trouble else None), site


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (FORBIDS, Failure.DISALLOWED),
        (robots_txt("Disallow: /priv"), Failure.DISALLOWED),
        (robots_txt("Disallow: /*vacy$"), Failure.DISALLOWED),
        (robots_txt("Disallow: /", "Allow: /privacy"), None),
        (robots_txt("Disallow:"), None),
        (robots_txt("Disallow: /terms"), None),
        (robots_txt("Disallow:", "User-agent: ClauseWatch/2 # us", "Disallow: /"), Failure.DISALLOWED),
        (robots_txt("Disallow: /", "User-agent: clausewatch", "Allow: /"), None),
        (robots_txt("Disallow:", "User-agent: claus", "User-agent: *bot*", "Disallow: /"), None),
        (says(200, "\ufeffUser-agent: *\nDisallow: /".encode()), Failure.DISALLOWED),
        (says(200, b"<html><p>User-agent: *</p><p>Disallow: /</p>", Content_Type="text/html"), None),
        (says(200, b"\x00\xff" * 1000), None),
        (says(200, b""), None),
        (says(204), None),
        (says(401), None),
        (says(403), None),
        (says(404), None),
        (says(410), None),
        (says(429), Failure.ROBOTS_UNREACHABLE),
        (says(500), Failure.ROBOTS_UNREACHABLE),
        (says(503), Failure.ROBOTS_UNREACHABLE),
        (says(200, b"x", Content_Encoding="gzip, snappy"), Failure.ROBOTS_UNREACHABLE),
    ],
)
def test_a_robots_txt_is_obeyed_and_one_that_cannot_be_had_forbids(robots: Respond, reason: Failure | None) -> None:
    found, site = verdict(robots)
    assert found is reason
    assert site.paths == (["/robots.txt"] if reason else ["/robots.txt", "/privacy"])


def test_of_five_megabytes_the_beginning_is_read_in_whole_lines() -> None:
    begin = b"User-agent: *\nDisallow: /priv\n"
    cut = b"Disallow: /x" * 100_000 + b"\n"
    assert verdict(says(200, begin + b"# comment\n" * 500_000))[0] is Failure.DISALLOWED
    assert verdict(says(200, b"User-agent: *\n" + b"# comment\n" * 500_000 + b"Disallow: /\n"))[0] is None
    assert verdict(says(200, b"User-agent: *\n" + cut))[0] is None


def test_a_robots_txt_that_does_not_come_in_time_forbids() -> None:
    async def late(request: web.Request) -> None:
        await asyncio.sleep(20)

    reason, site = verdict(late, replace(QUICK, timeout=0.4))
    assert reason is Failure.ROBOTS_UNREACHABLE
    assert site.paths == ["/robots.txt"]


def test_robots_txt_itself_may_be_visited_whatever_it_says() -> None:
    assert verdict(FORBIDS, path="/robots.txt")[0] is None


def test_redirects_of_robots_txt_are_followed_over_hosts_in_the_lane_of_each() -> None:
    there = Site(answer=FORBIDS, robots=FORBIDS)
    here = Site()
    with serving(here, there):
        here.robots = says(301, Location=f"{there.url}/other.txt")
        desk, _ = visit([f"{here.url}/privacy", f"{there.url}/x"], [here, there])
    assert here.paths == ["/robots.txt"]
    assert sorted(there.paths) == ["/other.txt", "/robots.txt"]
    assert sorted(one.trouble.detail.split()[0] for one in desk.visits if one.trouble) == [
        f"{there.url}/other.txt",
        f"{there.url}/robots.txt",
    ]


def test_a_robots_txt_that_another_host_s_leads_to_is_not_asked_for_twice() -> None:
    async def leads_on(request: web.Request) -> web.StreamResponse:
        return web.Response(status=301, headers={"Location": f"{there.url}{request.path}"})

    here, there = Site(leads_on, robots=leads_on), Site(robots=robots_txt("Disallow: /terms"))
    with serving(here, there):
        desk, _ = visit([f"{here.url}/privacy", f"{there.url}/terms"], [here, there])
    assert sorted(one.statuses for one in desk.visits) == [[], [301, 200]]
    assert there.paths in (["/robots.txt", "/privacy"], ["/robots.txt", "/robots.txt", "/privacy"])
    assert here.paths == ["/robots.txt", "/privacy"]


def test_robots_txt_behind_too_many_redirects_counts_as_not_there() -> None:
    found, site = verdict(says(302, Location="/robots.txt"))
    assert found is None
    assert site.paths == ["/robots.txt"] * 6 + ["/privacy"]


def test_each_hop_of_a_redirect_is_asked_of_its_own_robots_txt() -> None:
    async def leads_on(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"{there.url}/privacy"})

    here, there = Site(leads_on), Site(robots=FORBIDS)
    with serving(here, there):
        desk, _ = visit([f"{here.url}/privacy"], [here, there])
    (one,) = desk.visits
    assert one.statuses == [302]
    assert one.trouble
    assert (one.trouble.reason, one.trouble.original) == (Failure.DISALLOWED, f"{there.url}/privacy")
    assert there.paths == ["/robots.txt"]


# ---------------------------------------------------------------- for how long


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Answers questions for robots.txt, and counts them."""

    def __init__(self, *answers: Answer | Trouble) -> None:
        self.answers, self.asked = list(answers), 0

    async def __call__(self, address: str) -> Answer | Trouble:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def answer(status: int, body: bytes = b"") -> Answer:
    return Answer(status=status, headers=(), body=body)


def asked_until(server: Server, *waits: float) -> list[int]:
    """How often the server was asked after each wait."""
    clock = Clock()
    robots = Robots(Manners(), Lanes(Manners()), clock)
    counts = []
    for wait in (0, *waits):
        clock.now += wait
        asyncio.run(robots.verdict("http://acme.example/privacy", server))
        counts.append(server.asked)
    return counts


@pytest.mark.parametrize("status", [200, 404])
def test_a_robots_txt_is_kept_for_a_day(status: int) -> None:
    assert asked_until(Server(answer(status)), 60, 86_300, 100) == [1, 1, 1, 2]


def test_one_that_cannot_be_had_is_asked_for_after_ten_minutes_doubling_up_to_a_day() -> None:
    waits = [min(600 * 2**n, 86_400) for n in range(12)]
    assert asked_until(Server(answer(503)), *waits) == list(range(1, 14))
    assert asked_until(Server(answer(503)), *(wait - 1 for wait in waits[:1])) == [1, 1]
    again = Server(answer(503), answer(503), answer(404), answer(503))
    assert asked_until(again, 600, 1200, 86_400, 600) == [1, 2, 3, 4, 5], "a good answer ends the doubling"


def test_a_host_that_is_down_is_tried_again_after_half_a_minute_and_told_as_what_it_is() -> None:
    down = Trouble(reason=Failure.UNREACHABLE, detail="refused")
    assert asked_until(Server(down), 29, 1) == [1, 1, 2]
    robots = Robots(Manners(), Lanes(Manners()))
    assert asyncio.run(robots.verdict("http://acme.example/privacy", Server(down))) is down


def test_origins_are_apart() -> None:
    server, robots = Server(answer(404)), Robots(Manners(), Lanes(Manners()))
    for address in (
        "http://acme.example/",
        "https://acme.example/",
        "https://acme.example:8443/",
        "https://ACME.example/x",
    ):
        asyncio.run(robots.verdict(address, server))
    assert server.asked == 3


def test_many_files_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.robots._MOST_KEPT", 50)
    monkeypatch.setattr("crawler.robots._MOST_TEXT", 10_000)
    robots = Robots(Manners(), Lanes(Manners()))

    async def ask_all() -> None:
        for number in range(200):
            server = Server(answer(200, b"User-agent: *\nDisallow: /%s\n" % (b"x" * number * 10)))
            await robots.verdict(f"http://{number}.example/", server)

    asyncio.run(ask_all())
    assert len(robots._known) <= 50
    assert robots._text == sum(len(known.text) for known in robots._known.values()) <= 10_000
    assert not robots._asking


def test_who_waits_for_a_fetch_that_was_broken_off_asks_himself() -> None:
    async def pausing(_: str) -> Answer | Trouble:
        await asyncio.sleep(0.05)
        raise PausedError(100)

    async def both() -> list[object]:
        robots = Robots(Manners(), Lanes(Manners()))
        visits = (
            robots.verdict("http://a.example/", pausing),
            robots.verdict("http://a.example/", Server(answer(404))),
        )
        return await asyncio.gather(*visits, return_exceptions=True)

    first, second = asyncio.run(both())
    assert isinstance(first, PausedError)
    assert second is None


def test_a_file_made_to_fill_the_memory_does_not() -> None:
    """Protego keeps each rule for each agent named before it: without care these 500 kB become gigabytes."""
    agents = b"".join(b"user-agent:a%d\n" % n for n in range(16_000))
    rules = b"".join(b"disallow:/%x*a*b\n" % n for n in range(14_000))
    tracemalloc.start()
    begun = monotonic()
    text = _text(answer(200, agents + b"user-agent: *\n" + rules))
    assert isinstance(text, str)
    allowed, _ = _judge(text, "http://acme.example/fff1aaaaab")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not allowed
    assert peak < 60_000_000
    assert monotonic() - begun < 8


def test_a_small_robots_txt_stays_parsed_for_the_next_page_and_a_long_one_does_not() -> None:
    small, long = (f"User-agent: *\nDisallow: /{name}\n" + "Disallow: /x\n" * times for name, times in _LENGTHS)
    for text, addresses in ((small, ("short", "else")), (long, ("long", "else"))):
        verdicts = [_judge(text, f"https://acme.example/{address}")[0] for address in addresses]
        assert verdicts == [False, True]
    assert _parsed(small) is _parsed(small)
    known = _parsed.cache_info().misses
    _judge(long, "https://acme.example/")
    assert _parsed.cache_info().misses == known


_LENGTHS = (("short", 2), ("long", 5_000))
