import socket
import threading
import time

import pytest

from alerts.deadline import Deadline, within


@pytest.fixture
def pair():
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def test_what_ends_in_time_gives_its_answer():
    assert within(5, lambda _: "an answer") == "an answer"


def test_a_bug_in_a_call_is_raised_where_it_was_made():
    with pytest.raises(ZeroDivisionError):
        within(5, lambda _: str(1 / 0))


def test_a_call_that_waits_for_a_socket_is_woken(pair):
    def waits(deadline):
        deadline.watch(pair[0])
        return f"got {pair[0].recv(10)!r}"

    began = time.monotonic()
    assert within(0.1, waits) is None
    assert time.monotonic() - began < 1


def test_success_in_the_last_moment_counts(pair):
    def finishes(deadline):
        deadline.watch(pair[0])
        pair[0].recv(10)
        return ""

    assert within(0.1, finishes) == ""


def test_who_connects_after_the_end_is_stopped(pair):
    deadline = Deadline()
    deadline.end()
    with pytest.raises(TimeoutError):
        deadline.watch(pair[0])
    assert pair[0].fileno() == -1


def test_a_call_that_nothing_can_wake_is_left_behind(monkeypatch):
    monkeypatch.setattr("alerts.deadline._GRACE", 0.1)
    free = threading.Event()
    try:
        assert within(0.1, lambda _: str(free.wait(10))) is None
        (left,) = [thread for thread in threading.enumerate() if thread.name == "delivery"]
        assert left.daemon
    finally:
        free.set()
    left.join(5)
