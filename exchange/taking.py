"""How does an export come in again, whatever files it lay in?

Each reader gives lines with the place where they stand, and bodies when they are asked for. A line that is wrong is
named with its place and the others are taken; what was taken in before is known, so a stopped import goes on where it
was.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from model import Digest, sha256
from store import Store, Took, WrongLineError

_AT_ONCE = 200  # lines in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A line with where it stands; `wrong` says why there is none."""

    where: str
    line: Mapping[str, Any] | None = None
    wrong: str = ""


BodyOf = Callable[[Digest], bytes | None]
"""Gives the bytes that are not kept yet, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What became of an export: new lines by kind, how many were known, left out, and which were wrong, with why."""

    new: Mapping[str, int]
    known: int
    left_out: int
    wrong: tuple[str, ...]


def take_back(
    store: Store, given: Iterable[Given], body: BodyOf, stopped: Callable[[], bool] = lambda: False
) -> TakenBack:
    """Takes every line in, some in each transaction; ends between two of them once it is `stopped`."""
    tally = _Tally(store, body)
    lines = iter(given)
    more = True
    while more and not stopped():
        with store.writing():
            more = tally.take(islice(lines, _AT_ONCE))  # read as they are taken: bodies wait for nobody
    return tally.taken()


class _Tally:
    def __init__(self, store: Store, body: BodyOf) -> None:
        self._store, self._body = store, body
        self._new, self._counts = Counter[str](), Counter[Took]()
        self._wrong: list[str] = []

    def take(self, some: Iterable[Given]) -> bool:
        """Whether there were any."""
        any_left = False
        for one in some:
            any_left = True
            try:
                self._take(one)
            except WrongLineError as error:
                self._wrong.append(f"{one.where}: {error}")
        return any_left

    def _take(self, one: Given) -> None:
        if one.line is None:
            raise WrongLineError(one.wrong)
        took = self._store.taking_back.take(one.line, self._body)
        self._counts[took] += 1
        if took is Took.NEW:
            self._new[str(one.line["is"])] += 1

    def taken(self) -> TakenBack:
        known, left_out = self._counts[Took.KNOWN], self._counts[Took.LEFT_OUT]
        return TakenBack(new=dict(self._new), known=known, left_out=left_out, wrong=tuple(self._wrong))


class Bodies:
    """Bodies that come one after the other, asked for by digest; those that come too early wait on disk."""

    def __init__(self, given: Iterator[tuple[Digest, bytes]]) -> None:
        self._given = given
        self._waiting = tempfile.TemporaryDirectory(prefix="clausewatch-bodies-")

    def __call__(self, digest: Digest) -> bytes | None:
        """The bytes under this digest, if they are there."""
        early = Path(self._waiting.name) / digest  # 64 hexadecimal digits, as the store has seen to
        if early.exists():
            return early.read_bytes()
        for _, body in self._given:
            named = sha256(body)  # by what it is, not by what it is said to be
            if named == digest:
                return body
            (Path(self._waiting.name) / named).write_bytes(body)
        return None

    def close(self) -> None:
        """Forgets those that wait."""
        self._waiting.cleanup()

    def __enter__(self) -> Bodies:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
