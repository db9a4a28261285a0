"""Is work done here and now, or left to the service that runs?

One process at a time writes an installation. Where that is the service, a command leaves it an order: a row
that says what the command was given. Where it is another command, this one refuses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from cli import output, place, stopping
from cli.answers import Answer, iso
from cli.exits import Exit, RefusalError
from cli.progress import Bar
from model import Order, OrderKind
from settings import Home
from store import open_store

Wait = Annotated[
    bool, typer.Option("--wait", help="Where it is left to a running service: wait until it is done, tell the outcome.")
]

_LOOK_EVERY = 0.5  # seconds between two looks at an order


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a command was asked for: as an order (plain JSON), and as what does it in this process.

    `do` is called with the installation's lock held; `check` before an order is given, so that what doing it
    would refuse is not ordered. `beside` is what was done already, told with the order as JSON.
    """

    kind: OrderKind
    arguments: Mapping[str, Any]
    do: Callable[[], None]
    check: Callable[[], None] = lambda: None
    beside: Mapping[str, Any] = field(default_factory=dict)


def do_or_order(home: Home, work: Work, *, wait: bool, json: bool = False) -> None:
    """Does the work, or leaves it to the service that runs. Refuses where another command writes."""
    import scheduler

    if scheduler.service_of(home.lock) is None:
        try:
            with place.writing(home):
                work.do()
                return
        except RefusalError as refusal:
            if refusal.code is not Exit.BUSY or scheduler.service_of(home.lock) is None:
                raise  # else a service began just now
    work.check()
    _order(home, work, wait=wait, json=json)


def _order(home: Home, work: Work, *, wait: bool, json: bool) -> None:
    import scheduler

    order = scheduler.give_order(home, work.kind, work.arguments)
    pid = scheduler.service_of(home.lock)
    if wait:
        with stopping.said(f"stopped waiting; order {order.id} stays with the service"):
            order = _ended(home, order)
    if json:
        output.as_json(dict(work.beside) | told(order) | {"service": pid})
    elif wait:
        output.plain(order.outcome or f"order {order.id} is done")
    else:
        who = f"process {pid}" if pid else "which is ending; the next one takes it up"
        output.plain(f"left to the service ({who}) as order {order.id}; `clausewatch status` tells")
    if order.failed:
        raise typer.Exit(Exit.INCOMPLETE)


def _ended(home: Home, order: Order) -> Order:
    """The order once the service is done with it. Refuses where no service is left to do it."""
    from scheduler import service_of

    with Bar(f"waiting for order {order.id}"), open_store(home.database, readonly=True) as store:
        while True:
            running = service_of(home.lock) is not None  # asked first: it may be done with the order and end
            found = store.orders.order(order.id)
            if found and found.ended:
                return found
            if not running:
                said = f"the service ended before order {order.id} was done; the next `clausewatch run` takes it up"
                raise RefusalError(said, Exit.INCOMPLETE)
            time.sleep(_LOOK_EVERY)


def told(order: Order) -> Answer:
    """An order as it stands."""
    return {
        "order": order.id,
        "kind": order.kind.value,
        "asked_at": iso(order.asked_at),
        "ended": iso(order.ended),
        "outcome": order.outcome,
        "failed": order.failed,
    }
