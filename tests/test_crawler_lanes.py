"""Is a host asked one thing at a time, slowly, and not at all when it says so?

First the lane by itself, then real visits, judged by the log of the server.
"""

import asyncio
from dataclasses import replace
from itertools import pairwise
from time import monotonic

import pytest
from aiohttp import web

from crawler import Manners
from crawler.lanes import Lanes, PausedError
from model import Failure
from tests.crawler_desk import MemoryDesk
from tests.crawler_sites import QUICK, Site, robots_txt, says, serving, visit

MANNERS = Manners(delay=0.1, jitter=0.0, pause=60)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def middle() -> float:
    """The chance that leaves a delay as it is."""
    return 0.5


# ---------------------------------------------------------------- the lane by itself


async def turns(lanes: Lanes, count: int, host: str = "a") -> list[tuple[float, float]]:
    async def one() -> tuple[float, float]:
        async with lanes.of(host).turn():
            begun = monotonic()
            await asyncio.sleep(0.03)
            return begun, monotonic()

    return sorted(await asyncio.gather(*(one() for _ in range(count))))


def test_turns_follow_each_other_with_the_delay_from_end_to_begin() -> None:
    spans = asyncio.run(turns(Lanes(MANNERS), 4))
    assert all(later[0] - earlier[1] >= 0.099 for earlier, later in pairwise(spans))


def test_the_delay_varies_by_the_jitter() -> None:
    gaps = []
    for chance in (0.0, 1.0):
        lanes = Lanes(replace(MANNERS, jitter=0.5), chance=lambda c=chance: c)
        (_, end), (begin, _) = asyncio.run(turns(lanes, 2))
        gaps.append(begin - end)
    assert gaps == [pytest.approx(0.05, abs=0.03), pytest.approx(0.15, abs=0.03)]


def test_hosts_do_not_wait_for_each_other() -> None:
    async def both() -> float:
        lanes, begun = Lanes(replace(MANNERS, delay=0.5)), monotonic()
        await asyncio.gather(*(turns(lanes, 1, host) for host in "abcdefgh"))
        return monotonic() - begun

    assert asyncio.run(both()) < 0.3


def test_a_crawl_delay_slows_a_lane_down_within_bounds_and_never_speeds_it_up() -> None:
    lanes = Lanes(MANNERS, chance=middle)
    lane = lanes.of("a")
    delays = []
    for asked in (0.3, 0.01, 1e9, 0):
        lane.slow_down(asked)
        delays.append(lane._next_delay())
    assert delays == [0.3, 0.1, 60, 0.1]


def test_a_short_pause_is_waited_for_and_a_long_one_is_told() -> None:
    async def paused(seconds: float) -> float:
        lanes, begun = Lanes(MANNERS, patience=1.0), monotonic()
        lanes.of("a").pause(seconds)
        async with lanes.of("a").turn():
            return monotonic() - begun

    assert 0.19 <= asyncio.run(paused(0.2)) < 0.4
    with pytest.raises(PausedError) as told:
        asyncio.run(paused(7200))
    assert told.value.left == pytest.approx(7200, abs=1)


def test_whoever_waits_already_is_held_back_by_a_pause_too() -> None:
    async def waiting() -> list[object]:
        lanes = Lanes(MANNERS)

        async def first() -> None:
            async with lanes.of("a").turn():
                await asyncio.sleep(0.02)
                lanes.of("a").pause(3600)

        return await asyncio.gather(first(), *(turns(lanes, 1) for _ in range(3)), return_exceptions=True)

    outcomes = asyncio.run(waiting())[1:]
    assert [type(outcome) for outcome in outcomes] == [PausedError] * 3


def test_a_host_that_does_not_answer_is_left_alone_after_the_third_time_at_most_an_hour() -> None:
    clock = Clock()
    lane = Lanes(MANNERS, clock=clock).of("a")
    lengths = []
    for _ in range(12):
        lengths.append(lane.unanswered())
        clock.now += lengths[-1]
    assert lengths == [0, 0, *(min(60 * 2**n, 3_600) for n in range(10))]
    lane.answered()
    assert lane.unanswered() == 0


def test_a_host_that_takes_long_is_given_as_long_to_recover_within_bounds() -> None:
    async def gap(took: float) -> float:
        clock = Clock()
        lane = Lanes(MANNERS, clock=clock).of("a")
        for _ in range(8):
            clock.now += 1_000
            async with lane.turn():
                clock.now += took
        return lane._free_at - clock.now

    assert asyncio.run(gap(0.01)) == pytest.approx(0.1)
    assert asyncio.run(gap(4.0)) == pytest.approx(4.0, abs=0.1)
    assert asyncio.run(gap(59.0)) == 10


def test_without_a_number_pauses_double_and_none_is_longer_than_a_day() -> None:
    clock = Clock()
    lane = Lanes(MANNERS, clock=clock).of("a")
    lengths = []
    for _ in range(12):
        lengths.append(lane.pause(None))
        clock.now += lengths[-1]
    assert lengths == [min(60 * 2**n, 86_400) for n in range(12)]
    lane.answered()
    assert lane.pause(None) == 60
    clock.now += 60
    assert lane.pause(1e9) == 86_400


def test_lanes_that_nobody_needs_are_forgotten_and_the_others_kept() -> None:
    clock = Clock()
    lanes = Lanes(MANNERS, clock=clock, most=10)
    lanes.of("pausing").pause(86_400)

    async def used_a_moment_ago() -> None:
        async with lanes.of("asked").turn():
            pass

    asyncio.run(used_a_moment_ago())
    for number in range(1000):
        lanes.of(str(number))
    assert len(lanes) < 30
    assert lanes.of("pausing")._pause.left() > 86_000
    assert lanes.of("asked")._free_at > clock.now


# ---------------------------------------------------------------- real visits


def overlapping(site: Site) -> int:
    return sum(later[0] < earlier[1] for earlier, later in pairwise(sorted(site.spans)))


def test_a_host_has_one_request_at_a_time_with_the_delay_between() -> None:
    async def slow(_: web.Request) -> None:
        await asyncio.sleep(0.05)

    site = Site(slow, robots=slow)
    with serving(site):
        visit([f"{site.url}/{n}" for n in range(8)], [site], replace(QUICK, delay=0.1, jitter=0.25))
    assert len(site.asked) == 9
    assert overlapping(site) == 0
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(sorted(site.spans))]
    assert min(gaps) >= 0.07
    assert max(gaps) - min(gaps) > 0.002, "the delay is jittered"


def test_a_crawl_delay_of_robots_txt_is_kept() -> None:
    site = Site(robots=robots_txt("Crawl-delay: 0.4"))
    with serving(site):
        visit([f"{site.url}/{n}" for n in range(3)], [site])
    assert min(later - earlier for (earlier, _), (later, _) in pairwise(site.asked[1:])) >= 0.39


def busy_first(**headers: str):
    """A 429 for the first page, and pages after that."""
    answers = [says(429, b"busy", **headers)]

    async def answer(request: web.Request) -> web.StreamResponse | None:
        return await answers.pop()(request) if answers else None

    return answer


def test_after_a_429_nothing_is_asked_of_the_host_for_as_long_as_it_says_robots_included_and_others_go_on() -> None:
    busy, other = Site(busy_first(Retry_After="2")), Site()
    with serving(busy, other):
        pages = [f"{busy.url}/{n}" for n in range(4)] + [f"{other.url}/{n}" for n in range(20)]
        # robots.txt is out of date at once, so that each visit has to ask for it again
        desk, outcome = visit(pages, [busy, other], replace(QUICK, robots_kept=0, delay=0.03))
    refused = next(at for at, path in busy.asked if path != "/robots.txt")
    after = [at - refused for at, _ in busy.asked if at > refused]
    assert after
    assert min(after) >= 2.0
    during = [path for at, path in other.asked if refused < at < refused + 2]
    assert len(during) >= 30, "robots.txt and page of at least 15 visits"
    assert outcome.waited == pytest.approx(2, abs=0.1)
    throttled = [one for one in desk.visits if one.trouble]
    assert [(one.statuses, one.trouble and one.trouble.reason) for one in throttled] == [([429], Failure.THROTTLED)]
    assert throttled[0].trouble
    assert throttled[0].trouble.retry_after == pytest.approx(2, abs=0.1)
    assert throttled[0].hops[0].body == b"busy"
    assert len(desk.visits) == 25
    assert not desk.put_backs


@pytest.mark.parametrize(
    ("status", "headers", "pauses"),
    [
        (429, {}, True),
        (429, {"Retry_After": "1"}, True),
        (503, {"Retry_After": "1"}, True),
        (503, {}, False),
        (500, {"Retry_After": "1"}, False),
        (200, {"Retry_After": "1"}, False),
    ],
)
def test_only_a_429_and_a_503_that_names_a_time_pause_a_host(
    status: int, headers: dict[str, str], pauses: bool
) -> None:
    site = Site(says(status, b"", **headers))
    with serving(site):
        desk, outcome = visit([f"{site.url}/a"], [site], desk=lambda tasks: MemoryDesk(tasks, most_tries=1))
    assert desk.visits[0].statuses == [status]
    assert bool(outcome.waited) == bool(desk.visits[0].trouble) == pauses


class Dropping(MemoryDesk):
    """Forgets what is put back, and lets throttled hosts be asked on."""

    def __init__(self, tasks) -> None:
        super().__init__(tasks, most_tries=1)

    def _put_off_host(self, host: str, seconds: float) -> None:
        """The lane alone has to keep it."""

    def put_back(self, task, seconds: float) -> None:
        super().put_back(task, seconds)
        del self._queued[task.id]


def test_when_a_host_pauses_for_long_its_visits_are_put_back_without_a_request() -> None:
    busy, other = Site(busy_first(Retry_After="7200")), Site()
    with serving(busy, other):
        pages = [*(f"{busy.url}/{n}" for n in range(5)), f"{other.url}/a"]
        desk, outcome = visit(pages, [busy, other], desk=Dropping)
    assert busy.paths == ["/robots.txt", "/0"]
    assert len(desk.visits) == 2
    assert [round(seconds, -1) for _, seconds in desk.put_backs] == [7200] * 4
    assert outcome.visits == 2
    assert outcome.failures == {Failure.THROTTLED: 1}


def test_a_visit_whose_redirect_leads_to_a_host_that_pauses_is_put_back_as_a_whole() -> None:
    async def leads_on(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"{busy.url}/there"})

    busy, here = Site(busy_first(Retry_After="7200")), Site(leads_on)
    with serving(busy, here):
        desk, _ = visit([f"{busy.url}/a", f"{here.url}/b"], [busy, here], desk=Dropping)
    assert [task.original for task, _ in desk.put_backs] == [f"{here.url}/b"]
    assert busy.paths == ["/robots.txt", "/a"]
