"""When is a timeline looked at next?"""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.cadence import wait

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("streak", "second_look", "expected"),
    [
        (0, False, DAY),
        (0, True, HOUR),  # a loss is looked at again soon
        (1, False, HOUR),
        (2, False, 4 * HOUR),
        (3, False, 16 * HOUR),
        (4, False, 64 * HOUR),
        (5, False, 4 * DAY),
        (500, False, 4 * DAY),
    ],
)
def test_a_failing_page_is_asked_again_soon_and_then_ever_more_rarely(streak, second_look, expected):
    assert wait(DAY, streak=streak, second_look=second_look, jitter=0.0) == expected


@given(
    st.timedeltas(min_value=timedelta(seconds=10), max_value=timedelta(days=366)),
    st.integers(0, 10_000),
    st.booleans(),
    st.floats(-0.5, 0.5),
)
def test_no_wait_is_nothing_and_none_is_endless(every, streak, second_look, jitter):
    assert timedelta(seconds=1) <= wait(every, streak=streak, second_look=second_look, jitter=jitter) <= every * 6
