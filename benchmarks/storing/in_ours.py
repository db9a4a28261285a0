"""What does our file take for captures, in bytes and in time, and how quickly are they read?"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from benchmarks.storing.lines import Shot
from model import Capture, Holding, timestamp14
from store import Store, digest_of, open_store

_TAKEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A file with facts alone. Seconds are of processor time."""

    path: Path
    seconds: float
    raw: int

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def filled(path: Path, shots: Iterable[Shot]) -> Filled:
    """Keeps them as captures of an archive, one transaction each. Our digests count, the archive's do not."""
    seconds, raw = 0.0, 0
    with open_store(path) as store:
        for shot in shots:
            name = b32encode(sha1(shot.body, usedforsecurity=False).digest()).decode()
            begun = process_time()
            _keep(store, shot, name)
            seconds += process_time() - begun
            raw += len(shot.body)
    return Filled(path=path, seconds=seconds, raw=raw)


def _keep(store: Store, shot: Shot, name: str) -> None:
    capture = Capture(original=shot.original, timestamp=shot.moment, statuscode=200, digest=digest_of(shot.body))
    holding = Holding(
        holder="web.archive.org",
        memento=f"https://web.archive.org/web/{timestamp14(shot.moment)}id_/{shot.original}",
        archive_digest=name,
        headers=(("content-type", shot.content_type),),
        taken_at=_TAKEN,
    )
    with store.writing():
        store.facts.keep_capture(capture, holding, shot.body, shot.content_type.partition(";")[0])


def read_warm(path: Path, times: int, seed: int) -> float:
    """Median milliseconds of so many bodies at random, on a connection that has given each of them before."""
    with open_store(path, readonly=True) as store:
        digests = store.facts.digests()
        for digest in digests:
            store.facts.body(digest)
        took = []
        for digest in Random(seed).choices(digests, k=times):
            begun = perf_counter()
            store.facts.body(digest)
            took.append(perf_counter() - begun)
    return median(took) * 1_000


def read_first(path: Path, times: int, seed: int) -> float:
    """Median milliseconds of so many bodies at random, each read on a connection that has given none before."""
    took = []
    with open_store(path, readonly=True) as store:
        chosen = Random(seed).choices(store.facts.digests(), k=times)
    for digest in chosen:
        with open_store(path, readonly=True) as store:
            begun = perf_counter()
            store.facts.body(digest)
            took.append(perf_counter() - begun)
    return median(took) * 1_000
