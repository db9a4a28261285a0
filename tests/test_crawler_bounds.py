"""Does every visit come to its end, whatever its server does, and do the others not wait for it?"""

import asyncio
import gzip
import json
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.crawler import Crawler

import extract
from crawler.allowance import Allowance
from crawler.coding import decode
from crawler.guard import Openings, look_up
from crawler.replay import Answer
from crawler.spiders.live import LiveSpider
from crawler.spiders.wayback import WaybackSpider
from crawler.trouble import Trouble
from model import Failure, Location, Rendition
from tests.crawler_desk import archive_at, crawl
from tests.crawler_monsters import loose
from tests.crawler_sites import PAGE, QUICK, Site, serving, visit

ROOT = Path(__file__).parent.parent
GOOD = 20
MOST_GROWN = 150_000  # kilobytes; what is taken of a body is bounded to two megabytes

# One crawl of all hosts, in a process of its own: its peak of memory is its own, too.
CRAWL = """
import json, os, sys
sys.path[:0] = sys.argv[1:]
from crawler import Manners, run_crawl
from crawler_desk import MemoryDesk, visit_of

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

def listening():
    own = {os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if name.isdigit() and
           os.path.islink(f"/proc/self/fd/{name}")}
    rows = [line.split() for kind in ("tcp", "tcp6") for line in open(f"/proc/net/{kind}").readlines()[1:]]
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in own]

class Desk(MemoryDesk):
    doors = []
    def visited(self, *given):
        self.doors += listening()
        return super().visited(*given)

def told(one):
    hops = [(hop.status, len(hop.body or b""), len(hop.headers)) for hop in one.hops]
    return one.task.original, hops, one.trouble and (one.trouble.reason.name, one.trouble.detail)

seconds, hosts = json.load(sys.stdin)
desk, before = [], peak()
def make():
    desk.append(Desk([visit_of(f"{host}/privacy") for host in hosts]))
    return desk[0]

manners = Manners(timeout=seconds, max_bytes=2_000_000, delay=0.02, pause=0.3,
                  allow_hosts=tuple(host.partition("//")[2] for host in hosts))
run_crawl(make, [], settings=manners, live=True)
print(json.dumps({"grown": peak() - before, "doors": desk[0].doors, "visits": [told(one) for one in desk[0].visits]}))
"""


class Crawled:
    """What the crawl of all hosts recorded, by their names, and what their servers saw."""

    def __init__(self, told, hosts, log):
        names = {f"{host.url}/privacy": host.name for host in hosts}
        self.visits = {names[original]: (hops, trouble) for original, hops, trouble in told["visits"]}
        self.grown, self.doors, self.log = told["grown"], told["doors"], log


def crawled(names, good, seconds):
    with loose(names, good) as (bad, well):
        hosts = [*bad, *well]
        ran = subprocess.run(
            [sys.executable, "-c", CRAWL, str(ROOT), str(ROOT / "tests")],
            input=json.dumps([seconds, [host.url for host in hosts]]),
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return Crawled(json.loads(ran.stdout), hosts, list(hosts[0].log))


@pytest.fixture(scope="module")
def together():
    """What the servers do at once takes this machine some time; nothing here shall fail for that."""
    return crawled([*(name for name in ENDS if name not in SLOW), *TAKEN], GOOD, 8)


@pytest.fixture(scope="module")
def by_amount():
    """With all the time that they need."""
    return crawled([*BY_AMOUNT, *TAKEN], 0, 60)


@pytest.fixture(scope="module")
def slow():
    return crawled(SLOW, 0, 2)


ENDS = {
    "a gigabyte": ("TOO_LARGE", "2,000,000 bytes packed"),
    "a gigabyte that is told": ("TOO_LARGE", "2,000,000 bytes packed"),
    "a gigabyte in chunks": ("TOO_LARGE", "2,000,000 bytes packed"),
    "a byte now and then": ("TIMED_OUT", "took longer than"),
    "a chunk now and then": ("TIMED_OUT", "took longer than"),
    "gzip members without number": ("BROKEN", "10,000 members"),
    "10,000 headers": ("TOO_LARGE", "256,000 bytes of headers"),
    "endless headers": ("TOO_LARGE", "256,000 bytes of headers"),
    "endless header": ("TOO_LARGE", "a line of more than"),
    "slow headers": ("TIMED_OUT", "took longer than"),
    "slow status": ("TIMED_OUT", "took longer than"),
    "endless status": ("TOO_LARGE", "a line of more than"),
    "a long location": ("BAD_REDIRECT", "no address on the web"),
    "a very long location": ("TOO_LARGE", "a line of more than"),
    "a circle": ("ENDLESS_REDIRECT", "back to"),
    "endless 1xx": ("TOO_LARGE", "256,000 bytes of headers"),
    "slow 1xx": ("TIMED_OUT", "took longer than"),
    "endless chunks": ("TOO_LARGE", "100,000 chunks"),
    "an endless size of a chunk": ("UNREACHABLE", "in the middle of the body"),
    "endless trailers": ("UNREACHABLE", "in the middle of the body"),
    "less than is told": ("UNREACHABLE", "in the middle of the body"),
    "less than is told, and hangs": ("TIMED_OUT", "took longer than"),
    "silence": ("TIMED_OUT", "took longer than"),
    "a bomb in gzip": ("TOO_LARGE", "unpacked (gzip)"),
    "a bomb in deflate": ("TOO_LARGE", "unpacked (deflate)"),
    "a bomb in br": ("TOO_LARGE", "unpacked (br)"),
    "a bomb in zstd": ("TOO_LARGE", "unpacked (zstd)"),
    "a bomb in gzip, gzip": ("TOO_LARGE", "unpacked (gzip, gzip)"),
    "a chain": ("ENDLESS_REDIRECT", "after 10 hops"),
    "a slow chain": ("TIMED_OUT", "the visit: no answer within 6 s, all requests together"),
    "robots.txt on and on": ("ROBOTS_UNREACHABLE", "robots.txt and where it leads: no answer within 4 s"),
    "robots.txt of a gigabyte": ("ROBOTS_UNREACHABLE", "too large, more than 20,000,000 bytes"),
    "TLS that hangs": ("ROBOTS_UNREACHABLE", "timed out"),
}
TAKEN = {
    "10,000 short headers": ([[200, len(PAGE), 100]], None),
    "100,000 chunks": ([[200, 100_000, 1]], None),
    "more than is told": ([[200, len(PAGE), 2]], None),
}
SLOW = ["a slow chain", "robots.txt on and on"]
BY_TIME = [name for name, (_, words) in ENDS.items() if name not in SLOW and words in ("took longer than", "timed out")]
BY_AMOUNT = [name for name in ENDS if name not in (*BY_TIME, *SLOW)]


def others_than(expected, visits):
    """Those that ended otherwise."""
    ends = {name: visits[name][1] or ["", ""] for name in expected}
    return {name: end for name, end in ends.items() if end[0] != expected[name][0] or expected[name][1] not in end[1]}


def test_what_has_no_measure_ends_at_a_limit_and_the_failure_says_at_which(by_amount):
    assert not others_than({name: ENDS[name] for name in BY_AMOUNT}, by_amount.visits)


def test_what_has_no_end_ends_when_its_time_is_over(together):
    assert not others_than({name: ENDS[name] for name in BY_TIME}, together.visits)


def test_every_one_of_them_ends_and_is_on_record_when_all_come_at_once(together):
    """Who has to wait for the others on a slow machine may run out of time before it runs into its limit."""
    names = {*BY_AMOUNT, *BY_TIME}
    assert {name for name in together.visits if not name.startswith("good ")} == {*names, *TAKEN}
    found = {name: (together.visits[name][1] or [""])[0] for name in names}
    late = ("TIMED_OUT", "ROBOTS_UNREACHABLE")
    assert not {name: reason for name, reason in found.items() if reason not in (ENDS[name][0], *late)}


def test_what_is_only_odd_is_taken_and_what_is_kept_of_it_is_bounded(by_amount):
    assert {name: by_amount.visits[name] for name in TAKEN} == TAKEN


def test_other_hosts_are_answered_while_the_bad_ones_go_on(together):
    """The order in which the servers saw it, not the seconds that it took on this machine."""
    good = {name: together.visits[name] for name in together.visits if name.startswith("good ")}
    assert len(good) == GOOD
    assert all(hops and hops[0][:2] == [200, len(PAGE)] and not trouble for hops, trouble in good.values())
    over = [name for what, name, path in together.log if what == "over" and path != "/robots.txt"]
    last = max(over.index(name) for name in BY_TIME if name in over)
    assert {*over[:last]} >= {*good}


def test_requests_that_are_slow_one_by_one_end_when_the_time_of_all_is_over(slow):
    assert not others_than({name: ENDS[name] for name in SLOW}, slow.visits)


def test_the_hops_before_the_end_of_a_slow_chain_are_kept(slow):
    hops, _ = slow.visits["a slow chain"]
    assert hops == [[302, 0, 2]] * len(hops)
    assert 1 <= len(hops) <= 4


def test_memory_stays_within_bounds(together, by_amount):
    assert max(together.grown, by_amount.grown) < MOST_GROWN


def test_nothing_listens_in_a_process_that_crawls(together):
    """Scrapy's telnet console and remote control would."""
    assert together.doors == []


# ---------------------------------------------------------------- what a crawl is made of


def test_no_console_and_no_remote_control_is_on_in_what_a_crawl_really_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Crawler] = []
    for spider in (LiveSpider, WaybackSpider):
        real = spider.start

        def noting(self, real=real):
            made.append(self.crawler)
            return real(self)

        monkeypatch.setattr(spider, "start", noting)
    with serving(site := Site()):
        visit([f"{site.url}/privacy"], [site])
        crawl(archive_at(site.url), [])
    assert len(made) == 2
    for one in made:
        assert not one.settings.getbool("TELNETCONSOLE_ENABLED")
        assert not one.settings.getbool("REMOTE_CONTROL_ENABLED")
        running = {type(extension).__name__ for extension in one.extensions.middlewares}
        assert not {name for name in running if "telnet" in name.lower() or "remote" in name.lower()}
        handlers = one.settings.getwithbase("DOWNLOAD_HANDLERS")
        assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


# ---------------------------------------------------------------- time of several requests together


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asking(allowance: Allowance, clock: Clock, takes: float, answer: Answer | Trouble) -> tuple[object, bool, float]:
    """What came, whether the host answers for it, and the seconds that were given."""
    given: list[float] = []

    async def ask(seconds: float) -> Answer | Trouble:
        given.append(seconds)
        clock.now += min(takes, seconds)
        return answer if takes < seconds else Trouble(reason=Failure.TIMED_OUT, detail="Getting it took longer")

    came, of_host = asyncio.run(allowance.ask(ask))
    return came, of_host, given[0]


FINE = Answer(status=200, headers=(), body=b"")


def test_a_request_has_what_is_left_and_its_host_does_not_answer_for_what_others_used_up() -> None:
    clock = Clock()
    allowance = Allowance("the visit", 100, 60, clock)
    assert asking(allowance, clock, 50, FINE) == (FINE, True, 60)
    assert asking(allowance, clock, 49, FINE) == (FINE, True, 50)
    assert allowance.over is None
    came, of_host, given = asking(allowance, clock, 5, FINE)
    assert (of_host, given) == (False, 1)
    assert came == allowance.over
    assert "the visit: no answer within 100 s" in str(came)


def test_a_host_that_had_its_full_time_answers_for_it() -> None:
    clock = Clock()
    allowance = Allowance("the visit", 100, 60, clock)
    came, of_host, _ = asking(allowance, clock, 90, FINE)
    assert of_host
    assert "Getting it" in str(came)
    assert allowance.left == 40


# ---------------------------------------------------------------- names


class DeadNames:
    """A name server that does not answer for some names before it is let go."""

    def __init__(self) -> None:
        self.released = threading.Event()
        self.real = socket.getaddrinfo

    def getaddrinfo(self, host, *given, **more):
        if "dead" in host:
            self.released.wait(60)
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return self.real(host, *given, **more)


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch):
    names = DeadNames()
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    yield names
    names.released.set()


def test_names_whose_server_is_silent_hold_up_nobody_else(dead: DeadNames) -> None:
    names = [f"http://dead-{number}.example/privacy" for number in range(40)]
    manners = replace(QUICK, contact="me@lab.example", timeout=1)
    with serving(*(sites := [Site() for _ in range(3)])):
        desk, outcome = visit([*names, *(f"{site.url}/privacy" for site in sites)], sites, manners)
    assert not dead.released.is_set()
    assert outcome.captured == 3
    failed = [one.trouble for one in desk.visits if one.trouble]
    assert len(failed) == 40
    assert all("timed out" in str(one.reason) or "timed out" in one.detail for one in failed)


def test_a_look_up_is_given_up(dead: DeadNames, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.guard._WITHIN", 0.05)
    assert asyncio.run(look_up("dead.example", 80, Openings(()))).fit == ()
    assert not dead.released.is_set()


# ---------------------------------------------------------------- what is done with it afterwards


def test_a_body_of_empty_gzip_members_is_not_copied_for_each_of_them() -> None:
    told = decode(gzip.compress(b"") * 1_000_000, ["gzip"], 20_000_000)
    assert isinstance(told, Trouble)
    assert told.reason is Failure.BROKEN


def test_gzip_in_blocks_is_read_whole() -> None:
    block = gzip.compress(b"We sell nothing. " * 3_000)
    assert decode(block * 300 + b"\0" * 100, ["gzip"], 20_000_000) == b"We sell nothing. " * 900_000


def links(number: int) -> bytes:
    items = b"".join(b"<li><a href=/p/%d>Privacy of %d</a>" % (one, one) for one in range(number))
    return b"<html><body><h1>Privacy policy</h1><ul>" + items + b"</ul>"


def spent_on(body: bytes) -> float:
    location, begun = Location(original="https://www.lumora.example/privacy"), time.process_time()
    extract.read(body, {}, location=location, statuscode=200, rendition=Rendition.PLAIN)
    return time.process_time() - begun


def test_ten_megabytes_of_links_are_read_in_time_that_grows_with_them_and_no_faster() -> None:
    """For `extract.policy_links` see test_extract_links_hostile."""
    assert len(links(260_000)) > 10_000_000
    spent_on(links(100))
    less, all_of_them = spent_on(links(26_000)), spent_on(links(260_000))
    assert all_of_them < 40 * less
