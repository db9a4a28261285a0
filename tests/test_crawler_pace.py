"""Is an archive left alone when it asks for it, and as long?"""

import asyncio
from itertools import pairwise
from time import monotonic

from crawler.pace import Pace, Pause
from crawler.trouble import Trouble
from model import Failure

BUSY = Trouble(reason=Failure.THROTTLED, detail="429", busy=True)
UNPLAYABLE = Trouble(reason=Failure.THROTTLED, detail="503")
GONE = Trouble(reason=Failure.NEVER_ARCHIVED, detail="404")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def a_pause() -> tuple[Pause, Clock]:
    clock = Clock()
    return Pause(60, 3600, clock), clock


def after(seconds: float) -> Trouble:
    return Trouble(reason=Failure.THROTTLED, detail="429", busy=True, retry_after=seconds)


def test_a_429_pauses_for_a_minute_and_doubles_up_to_an_hour() -> None:
    pause, clock = a_pause()
    lengths = []
    for _ in range(9):
        lengths.append(pause.note(clock.now, 1, BUSY))
        clock.now += pause.left() + 1
    assert lengths == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_good_answer_ends_the_doubling() -> None:
    pause, clock = a_pause()
    for trouble in (BUSY, BUSY, None):
        pause.note(clock.now, 1, trouble)
        clock.now += pause.left() + 1
    assert pause.note(clock.now, 1, BUSY) == 60


def test_retry_after_is_heeded_up_to_an_hour() -> None:
    pause, clock = a_pause()
    assert pause.note(clock.now, 1, after(7)) == 7
    clock.now += 8
    assert pause.note(clock.now, 1, after(1e9)) == 3600


def test_retry_after_zero_is_no_reason_to_hurry() -> None:
    pause, clock = a_pause()
    assert pause.note(clock.now, 1, after(0)) == 60


def test_answers_to_what_was_in_flight_do_not_double_the_pause() -> None:
    pause, clock = a_pause()
    sent = clock.now
    clock.now += 5
    assert pause.note(sent, 1, BUSY) == 60
    clock.now += 1
    assert pause.note(sent, 1, BUSY) == 59
    assert pause.note(sent, 1, UNPLAYABLE) == 59


def test_one_capture_that_cannot_be_played_does_not_pause_the_archive() -> None:
    pause, clock = a_pause()
    for _ in range(5):
        assert pause.note(clock.now, 1, UNPLAYABLE) is None
    assert pause.note(clock.now, 2, None) is None
    assert pause.note(clock.now, 3, UNPLAYABLE) is None
    assert pause.left() == 0


def test_a_second_one_in_a_row_does_but_costs_a_try() -> None:
    """Or two captures that can never be played would be asked for every hour for ever."""
    pause, clock = a_pause()
    assert pause.note(clock.now, 1, UNPLAYABLE) is None
    assert pause.note(clock.now, 2, UNPLAYABLE) is None
    assert pause.left() == 60


def test_other_troubles_do_not_pause() -> None:
    pause, clock = a_pause()
    assert pause.note(clock.now, 1, GONE) is None
    assert pause.left() == 0


def test_turns_come_evenly() -> None:
    async def turns() -> list[float]:
        pace = Pace(60 / 0.02, Pause(60, 3600))
        return list(await asyncio.gather(*(pace.turn() for _ in range(6))))

    times = asyncio.run(turns())
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= 0.0195


def test_no_turn_comes_while_the_archive_pauses_not_even_one_already_waited_for() -> None:
    async def turns() -> tuple[float, float]:
        pause = Pause(0.3, 10)
        pace = Pace(60 / 0.1, pause)
        await pace.turn()
        waiting = asyncio.ensure_future(pace.turn())
        await asyncio.sleep(0.05)
        begun = monotonic()
        pause.note(begun, 1, BUSY)
        return begun, await waiting

    begun, turn = asyncio.run(turns())
    assert turn - begun >= 0.29


# ---------------------------------------------------------------- an archive that is down


DOWN = Trouble(reason=Failure.UNREACHABLE, detail="refused")
FAULTY = Trouble(reason=Failure.SERVER_ERROR, detail="500")


def test_an_archive_that_is_down_for_two_hours_costs_two_requests_a_try_and_the_others_none() -> None:
    pause, clock = a_pause()
    begun, blamed = clock.now, []
    request = 0
    while clock.now - begun < 7_200:
        request += 1
        if pause.note(clock.now, request, DOWN) is None:
            blamed.append(request)
        clock.now += max(pause.left(), 1)
    assert blamed == [1, 2]
    assert request < 12, "each pause is twice as long as the one before"


def test_captures_that_can_never_be_played_are_blamed_in_the_end() -> None:
    """Two that are alone in a queue would else be tried for each other for ever."""
    pause, clock = a_pause()
    tries = {1: 0, 2: 0}
    for turn in range(40):
        request = 1 + turn % 2
        tries[request] += pause.note(clock.now, request, UNPLAYABLE) is None
        clock.now += max(pause.left(), 1)
    assert min(tries.values()) >= 5


def test_one_that_answers_ends_the_trial() -> None:
    pause, clock = a_pause()
    for request, trouble in ((1, DOWN), (2, DOWN), (3, None)):
        clock.now += pause.left() + 1
        pause.note(clock.now, request, trouble)
    assert pause.note(clock.now, 4, DOWN) is None
    assert pause.left() == 0


def test_a_few_captures_that_the_archive_stumbles_over_are_no_archive_that_is_down() -> None:
    pause, clock = a_pause()
    assert [pause.note(clock.now, request, FAULTY) for request in range(4)] == [None] * 4
    assert pause.left() == 0
    pause.note(clock.now, 4, FAULTY)
    assert pause.left() == 60


def test_after_a_pause_turns_come_more_slowly_and_hasten_again() -> None:
    pause, clock = a_pause()
    pause.begin(None)
    slow = pause.slowness
    clock.now += 61
    for request in range(50):
        pause.note(clock.now, request, None)
    assert slow == 2
    assert pause.slowness == 1
    for _ in range(20):
        pause.begin(None)
    assert pause.slowness == 16


def test_the_interval_is_stretched_by_the_slowness() -> None:
    async def gap() -> float:
        pause = Pause(0.01, 1)
        pace = Pace(60 / 0.05, pause)
        pause.begin(None)
        await asyncio.sleep(0.02)
        first = await pace.turn()
        return await pace.turn() - first

    assert asyncio.run(gap()) >= 0.099
