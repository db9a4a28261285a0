"""How are bodies kept, each once, and read back as they were?

A body is kept as what it has that others before it have not (`store.deltas`). Who keeps one says where it stands:
its original, its time, how it was made and answered. Its neighbours are looked up among the captures.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from model import Capture, Digest, sha256
from store.deltas import BrokenError, Packed, Resting, below, by_itself, may_bear, packed, packed_on, unpacked
from store.neighbours import neighbours
from store.packing import DamagedError, digest_of
from store.small_forms import HAS_DIGEST, body_number

ERASED = -1
"""In the place of the rung of a body whose bytes were erased: its digest and its length are known, and nothing else."""

WRITER, READER = 96_000_000, 128_000_000
"""Bytes of bodies unpacked lately that are remembered, by who writes and by who only reads."""


class ErasedError(LookupError):
    """The bytes of a body were erased, so that nobody has them any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: int
    digest: bytes
    length: int
    resting: Resting
    frame: bytes  # empty where it was not asked for


_COLUMNS = "id, digest, length, rung, base_id, other_id"


class Bodies:
    """The table of bodies, and those unpacked lately."""

    def __init__(self, db: Database, remembered: int) -> None:
        self._db = db
        self._lately = _Lately(remembered)

    def keep(self, body: bytes, capture: Capture | None = None) -> Digest:
        """Keeps it, if it is not kept yet, beside the captures that are nearest to `capture`."""
        digest = digest_of(body)
        if self.number(digest) is None:
            made = self._packed(body, capture)
            bases = [*made.resting.bases, None, None][:2]
            self._db.execute(
                "INSERT INTO body (digest, length, rung, base_id, other_id, packed) VALUES (?, ?, ?, ?, ?, ?)",
                [bytes.fromhex(digest), len(body), made.resting.rung, *bases, made.frame],
            )
            self._lately.keep(bytes.fromhex(digest), body)
            self._lately.note(bytes.fromhex(digest), body)
        return digest

    def number(self, digest: Digest) -> int | None:
        """Its row; None where it is not held."""
        return body_number(self._db, digest)

    def read(self, digest: Digest) -> bytes:
        """Raises LookupError when it is not held, DamagedError when it is not what was stored."""
        row = self._one(f"SELECT {_COLUMNS}, packed FROM body WHERE {HAS_DIGEST}", [bytes.fromhex(digest)])
        if row is None:
            raise LookupError(f"no body with the digest {digest} is held")
        return self._asked(_row(*row))

    def digests(self) -> list[Digest]:
        rows = self._db.conn.execute(f"SELECT digest FROM body WHERE rung != {ERASED} ORDER BY id")
        return [Digest(digest.hex()) for (digest,) in rows]

    def faults(self) -> Iterator[str]:
        """What is wrong with any body, in words. Reads all of them anew."""
        self._lately.forget()
        for (number,) in self._db.execute(f"SELECT id FROM body WHERE rung != {ERASED} ORDER BY id").fetchall():
            try:
                self.body(number)
            except DamagedError as error:
                yield str(error)
        left = "SELECT lower(hex(digest)) FROM body WHERE rung = ? AND length(packed) > 0"
        for (digest,) in self._db.execute(left, [ERASED]):
            yield f"the body {digest} was erased, and bytes of it are there: `clausewatch forget --digest` erases them"

    def is_erased(self, digest: Digest) -> bool:
        number = self.number(digest)
        return number is not None and self._row(number).resting.rung == ERASED

    def erase(self, numbers: Collection[int]) -> None:
        """Takes the bytes of these away; what rests on them is packed anew, on what they rested on themselves.

        A body that is erased keeps its row, so an equal one is known when it comes again, and not kept.
        Raises DamagedError where what rests on them cannot be read.
        """
        above = self._above()
        for number in sorted(numbers, reverse=True):  # what is erased rests on nothing, and is not packed anew
            row = self._row(number)
            for other in above.get(number, ()):
                if self._row(other).resting.rung != ERASED:
                    self._repack(other, row)
                    for base in row.resting.bases:
                        above.setdefault(base, []).append(other)
            self._db.execute(
                "UPDATE body SET rung = ?, base_id = NULL, other_id = NULL, packed = x'' WHERE id = ?", [ERASED, number]
            )
            self._lately.drop(row.digest)

    def keep_erased(self, digest: Digest, length: int) -> None:
        """That a body was erased elsewhere; it must not be held."""
        self._db.execute(
            "INSERT INTO body (digest, length, rung, packed) VALUES (?, ?, ?, x'')",
            [bytes.fromhex(digest), length, ERASED],
        )

    # -- what `store.deltas` asks

    def resting(self, number: int) -> Resting:
        return self._row(number).resting

    def body(self, number: int) -> bytes:
        """Its bytes, known to be those that were kept; DamagedError names what is broken, be it what it rests on."""
        return self._asked(self._row(number))

    # -- inside

    def _above(self) -> dict[int, list[int]]:
        """What rests on each body on which something rests."""
        above: dict[int, list[int]] = {}
        for number, *bases in self._db.execute("SELECT id, base_id, other_id FROM body WHERE base_id IS NOT NULL"):
            for base in bases:
                if base is not None:
                    above.setdefault(base, []).append(number)
        return above

    def _repack(self, number: int, without: _Row) -> None:
        """Fewer steps than before: it loses one that it rested on, and gains none."""
        body, before = self.body(number), self.resting(number)
        bases = [each for one in before.bases for each in (without.resting.bases if one == without.id else (one,))]
        made = packed_on(body, Resting(bases=tuple(dict.fromkeys(bases))[:2], rung=before.rung), self)
        base, other = [*made.resting.bases, None, None][:2]
        self._db.execute(
            "UPDATE body SET rung = ?, base_id = ?, other_id = ?, packed = ? WHERE id = ?",
            [made.resting.rung, base, other, made.frame, number],
        )

    def _asked(self, asked: _Row) -> bytes:
        if asked.resting.rung == ERASED:
            raise ErasedError(f"the body {asked.digest.hex()} was erased; `clausewatch forget --list` says why")
        body = self._lately.get(asked.digest)
        if body is None or not self._lately.is_sure(asked.digest):
            body = self._compared(asked, body)
        return body

    def _packed(self, body: bytes, capture: Capture | None) -> Packed:
        if capture is None or not may_bear(len(body)):
            return by_itself(body)
        try:
            return packed(body, neighbours(self._db, capture), self)
        except (DamagedError, LookupError):  # what is kept now shall not rest on it
            return by_itself(body)

    def _compared(self, asked: _Row, body: bytes | None) -> bytes:
        try:
            body = self._unpacked(asked) if body is None else body
        except (BrokenError, LookupError) as error:
            raise self._damage(asked) from error
        if sha256(body) != asked.digest.hex():
            raise self._damage(asked)
        self._lately.note(asked.digest, body)
        return body

    def _unpacked(self, asked: _Row) -> bytes:
        """Unpacks what it rests on first: all of that was kept before it. Raises BrokenError, LookupError."""
        rows, found = self._needed(asked)
        for row in sorted(rows, key=lambda one: one.id):
            found[row.id] = unpacked(self._frame(row), (found[base] for base in row.resting.bases), row.length)
            if row is not asked:
                self._lately.keep(row.digest, found[row.id])
        return found[asked.id]

    def _needed(self, asked: _Row) -> tuple[list[_Row], dict[int, bytes]]:
        """What has to be unpacked, and what lies unpacked already."""
        rows, found = {asked.id: asked}, dict[int, bytes]()
        open_ones = list(asked.resting.bases)
        while open_ones:
            number = open_ones.pop()
            if number in rows or number in found:
                continue
            row = self._row(number)
            known = self._lately.get(row.digest)
            if known is None:
                rows[number] = row
                open_ones += row.resting.bases
            else:
                found[number] = known
        return list(rows.values()), found

    def _damage(self, asked: _Row) -> DamagedError:
        """Which of the bodies that have to be unpacked is not what it was."""
        self._lately.forget()
        digest, found = Digest(asked.digest.hex()), dict[int, bytes]()
        try:
            needed = sorted(below([asked.id], self))
        except LookupError as error:
            return DamagedError(digest, f"of what it rests on {error}")
        for number in needed:
            row = self._row(number)
            own = "" if number == asked.id else f"rests on {row.digest.hex()}, which "
            try:
                found[number] = unpacked(self._frame(row), (found[base] for base in row.resting.bases), row.length)
            except BrokenError as error:
                return DamagedError(digest, f"{own}{error}")
            if sha256(found[number]) != row.digest.hex():
                return DamagedError(digest, f"{own}has another digest than when it was stored")
        return DamagedError(digest, "was another a moment ago")

    def _row(self, number: int) -> _Row:
        row = self._one(f"SELECT {_COLUMNS} FROM body WHERE id = ?", [number])
        if row is None:
            raise LookupError(f"no body {number} is held")
        return _row(*row)

    def _frame(self, row: _Row) -> bytes:
        return row.frame or bytes(self._one("SELECT packed FROM body WHERE id = ?", [row.id])[0])

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        return self._db.conn.execute(sql, values).fetchone()


def _row(
    number: int, digest: bytes, length: int, rung: int, base: int | None, other: int | None, frame: bytes = b""
) -> _Row:
    bases = tuple(one for one in (base, other) if one is not None)
    return _Row(id=number, digest=digest, length=length, resting=Resting(bases=bases, rung=rung), frame=frame)


class _Lately:
    """Bodies unpacked lately, by digest, so that what one transaction gives up does no harm to the next."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bodies = OrderedDict[bytes, bytes]()
        self._sure = set[bytes]()
        self._size = 0

    def get(self, digest: bytes) -> bytes | None:
        if digest in self._bodies:
            self._bodies.move_to_end(digest)
        return self._bodies.get(digest)

    def is_sure(self, digest: bytes) -> bool:
        """Whether it was compared with its digest."""
        return digest in self._sure

    def note(self, digest: bytes, body: bytes) -> None:
        """Keeps what was asked for and compared; it goes before what others rest on."""
        if digest not in self._bodies:
            self.keep(digest, body)
            self._bodies.move_to_end(digest, last=False)
        if digest in self._bodies:
            self._sure.add(digest)

    def keep(self, digest: bytes, body: bytes) -> None:
        """Keeps what others rest on."""
        self._size += len(body) - len(self._bodies.get(digest, b""))
        self._bodies[digest] = body
        while self._size > self._most:
            old, gone = self._bodies.popitem(last=False)
            self._sure.discard(old)
            self._size -= len(gone)

    def drop(self, digest: bytes) -> None:
        """Forgets one of them."""
        self._size -= len(self._bodies.pop(digest, b""))
        self._sure.discard(digest)

    def forget(self) -> None:
        self._bodies.clear()
        self._sure.clear()
        self._size = 0
