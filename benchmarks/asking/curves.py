"""How much is known after so many requests, and how much would samples at fixed times tell?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from benchmarks.asking.known import Document, Known

_DAY = 86_400
RATES = {"half-yearly": 182, "quarterly": 91, "monthly": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The share of all curated texts that was seen, and the mean width of the durable changes' brackets in days."""

    states: float
    width: float


def told(documents: Mapping[str, Document], looks: Iterable[tuple[str, Known]]) -> Told:
    """What verified captures tell; where one side of a change was never looked at, its bracket goes on to the end."""
    seen: dict[str, list[Known]] = {name: [] for name in documents}
    for name, one in looks:
        seen[name] += [one] if one.curated else []
    states = sum(len({one.curated for one in found}) for found in seen.values())
    every = sum(len({one.curated for one in doc.captures if one.curated}) for doc in documents.values())
    widths = [width for name, doc in documents.items() for width in _widths(doc, seen[name])]
    return Told(states=states / every, width=sum(widths) / len(widths))


def _widths(document: Document, seen: Sequence[Known]) -> Iterator[float]:
    first, last = document.captures[0].moment, document.captures[-1].moment
    moments = [one.moment for one in seen]
    for before, after in document.changes:
        low = max((one for one in moments if one <= before), default=first)
        high = min((one for one in moments if one >= after), default=last)
        yield (high - low).total_seconds() / _DAY


def sampled(documents: Mapping[str, Document], days: int) -> list[tuple[str, Known]]:
    """In each document one capture for so many days, that nearest to the middle of them; in an order by chance."""
    looks = [(name, one) for name, doc in documents.items() for one in _samples(doc, timedelta(days=days))]
    Random(days).shuffle(looks)
    return looks


def _samples(document: Document, step: timedelta) -> Iterator[Known]:
    begin = document.captures[0].moment
    by_number: dict[int, list[Known]] = {}
    for one in document.captures:
        by_number.setdefault((one.moment - begin) // step, []).append(one)
    for number, found in by_number.items():
        middle = begin + (number + 0.5) * step
        yield min(found, key=lambda one: abs(one.moment - middle))
