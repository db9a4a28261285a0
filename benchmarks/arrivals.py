"""Is the history the same in whatever order the versions of a chain arrive?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pipeline
from benchmarks.chaining import Chain
from catalog import Catalog
from model import LIVE, Capture, History, Holding, Location, Policy, Timeline, TimelineId, sha256
from store import Store, open_store

_ADDRESS = "https://ostlund.example/rules.md"
_BEGIN = datetime(2021, 3, 1, tzinfo=UTC)
_TAKEN = datetime(2024, 3, 1, tzinfo=UTC)
_RULES = Timeline(id=TimelineId.parse("ostlund/terms"), locations=(Location(original=_ADDRESS),))
_CATALOG = Catalog(policies=(Policy(organisation="ostlund", name="Ostlund & Pell", kind="terms", timelines=(_RULES,)),))


def differing(chains: Sequence[Chain]) -> Iterator[str]:
    """The chains whose shuffled arrival, with conclusions in between, gives another history than the ordered one."""
    for chain in chains:
        numbers = list(range(len(chain.versions)))
        Random(chain.name).shuffle(numbers)
        if concluded(chain, numbers, every=3) != concluded(chain, sorted(numbers), every=len(numbers)):
            yield chain.name


def concluded(chain: Chain, order: Sequence[int], every: int) -> History:
    """The history after the versions arrived in that order, concluded each time that so many have."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "chain.db") as store:
        for turn, number in enumerate(order, start=1):
            _arrive(store, number, "\n\n".join(chain.versions[number]).encode())
            if turn % every == 0:
                pipeline.derive(store, _RULES, _TAKEN)
        return pipeline.derive(store, _RULES, _TAKEN)


def _arrive(store: Store, number: int, body: bytes) -> None:
    capture = Capture(
        original=_ADDRESS, timestamp=_BEGIN + timedelta(weeks=number), statuscode=200, digest=sha256(body)
    )
    holding = Holding(holder=LIVE, headers=(("content-type", "text/markdown; charset=utf-8"),), taken_at=_TAKEN)
    pipeline.take_in(store, _CATALOG, capture, holding, body, "text/markdown")
