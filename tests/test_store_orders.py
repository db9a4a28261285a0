"""Does what a command leaves to the service come to it, in order and once?"""

from dataclasses import replace

import pytest

from model import Order, OrderKind
from store import open_store
from tests import followed as the


@pytest.fixture
def orders(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened.orders


@pytest.mark.parametrize("kind", OrderKind)
def test_an_order_comes_as_it_was_given(orders, kind):
    arguments = {"timelines": ["acme/privacy"], "stale": True, "why": "ä“\n", "limit": None}
    given = orders.give(kind, arguments, the.TAKEN)
    assert given == Order(id=given.id, kind=kind, arguments=arguments, asked_at=the.TAKEN)
    assert orders.waiting() == [given]


def test_orders_wait_in_the_order_given_until_they_are_done(orders):
    every = [orders.give(OrderKind.VISIT, {"n": n}, the.at(n)) for n in range(4)]
    orders.done(every[1].id, "12 pages visited", the.at(9))
    assert orders.waiting() == [every[0], every[2], every[3]]
    done = replace(every[1], ended=the.at(9), outcome="12 pages visited")
    assert orders.latest(3) == [every[3], every[2], done]
    for one in orders.waiting():
        orders.done(one.id, "", the.at(9))
    assert orders.waiting() == []


def test_an_order_given_by_another_process_is_seen(tmp_path):
    path = tmp_path / "kept.db"
    with open_store(path) as service, open_store(path) as command:
        with command.writing():
            given = command.orders.give(OrderKind.BACKFILL, {"archives": ["web"]}, the.TAKEN)
        assert service.orders.waiting() == [given]
        with service.writing():
            service.orders.done(given.id, "done", the.TAKEN)
        assert command.orders.latest(1)[0].outcome == "done"
