"""How does a command leave work to the service that runs?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model import Order, OrderKind
from scheduler.present import now
from settings import Home
from store import open_store


def give_order(home: Home, kind: OrderKind, arguments: Mapping[str, Any]) -> Order:
    """Writes the order, in one short transaction; the service looks for orders every few seconds."""
    with open_store(home.database) as store, store.writing():
        return store.orders.give(kind, arguments, now())
