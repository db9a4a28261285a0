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
