"""How are words erased from everything that is kept?

A body goes whole: without some of its bytes it would not be what its digest names. With it go the headers of its
captures, what was read of it, the wordings that only it had, and what alerts told of it; digests, times and who holds
a capture stay. Where words are named, they go as well from every other row in which they stand. The histories in which
it was are dropped, and made anew without it. An erasure is a fact of its own, and never says what was erased.

One transaction takes it all out of the rows. What SQLite leaves in the file is gone once `finish` has written that
anew; until then the erasure says that it is not finished.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from model import Digest, TimelineId
from store.blackening import Blackening, mark_of
from store.conclusions import Conclusions
from store.doomed import Doomed, Found, Parts
from store.facts import Facts
from store.forms import optional_time, time_of, time_text, to_json
from store.texts import Texts
from store.wordings import words_told

GUESSED = 8
"""Words of a clause of which not even the digest is kept: whoever tries names one by one would find the right one."""

_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That something was erased."""

    number: int
    erased_at: datetime
    reason: str
    who: str
    bodies: tuple[Digest, ...]
    wordings: int
    finished_at: datetime | None


class Erasing:
    """Takes out what was found."""

    def __init__(self, db: Database, facts: Facts, conclusions: Conclusions) -> None:
        self._db, self._facts, self._conclusions, self._bodies = db, facts, conclusions, facts.bodies
        self._texts = Texts(db)
        self._blackening = Blackening(db)
        self._doomed = Doomed(db, facts.bodies)

    def find(self, words: str | None = None, digests: Collection[Digest] = ()) -> Found:
        """All that holds the words, and the bodies with these digests with all that follows from them alone.

        Raises ValueError where the words cannot be looked for.
        """
        return self._doomed.find(words, digests)

    # -- taking it out

    def erase(self, found: Found, *, reason: str, who: str, now: datetime) -> int:
        """Takes it out of all rows, and returns the number of the erasure; call it inside one transaction.

        Raises DamagedError where what rests on a body cannot be read.
        """
        self._db.execute("PRAGMA secure_delete = ON").fetchall()
        parts, mark = found.parts, mark_of(now)
        altered = self._blackening.alerts(parts.alerts, f"{mark[:-1]}: {reason}]", time_text(now))
        altered += self._drop_conclusions(parts)
        self._bodies.erase(parts.bodies)
        wordings = self._drop_wordings(parts.wordings)
        altered += self._blackening.headers(parts.captures, found.sought, mark)
        if found.sought:
            altered += self._blackening.rows(found.sought, mark)
        made = self._db.conn.execute(
            "INSERT INTO erasure (erased_at, reason, who, altered, finished_at) VALUES (?, ?, ?, ?, '')",
            [time_text(now), reason, who, altered],
        )
        number = int(made.lastrowid or 0)
        self._note(number, [(digest, self._length(digest)) for digest in found.bodies], wordings)
        return number

    def finish(self, now: datetime) -> bool:
        """Notes that the file was written anew; False where somebody still reads the former state of it."""
        if not self._is_settled():
            return False
        self._db.execute("UPDATE erasure SET finished_at = ? WHERE finished_at = ''", [time_text(now)])
        return self._is_settled()

    # -- what was erased

    def all(self) -> list[Erasure]:
        """Every erasure, in the order in which they were made."""
        rows = self._db.execute("SELECT id, erased_at, reason, who, finished_at FROM erasure ORDER BY id").fetchall()
        return [self._erasure(*row) for row in rows]

    def unfinished(self) -> bool:
        """Whether what was erased may still lie in the file."""
        return self._db.execute("SELECT 1 FROM erasure WHERE finished_at = '' LIMIT 1").fetchone() is not None

    def take(
        self,
        erased_at: datetime,
        reason: str,
        who: str,
        bodies: Sequence[tuple[str, int]],
        wordings: Sequence[Digest] = (),
    ) -> bool:
        """Takes in that bodies were erased elsewhere; False where that is known.

        Raises ValueError where one of them is held here: nobody else's word erases it.
        """
        if not all(_DIGEST.fullmatch(digest) for digest, _ in bodies):
            raise ValueError("bodies has what is no digest: expected 64 hexadecimal digits each")
        named = [(Digest(digest), length) for digest, length in bodies]
        new = [one for one in named if not self._facts.is_erased(one[0])]
        for digest, _ in new:
            if self._facts.has_body(digest):
                raise ValueError(f"erases the body {digest}, which is held here: `clausewatch forget` erases it")
        same = [time_text(erased_at), reason, who]
        known = self._db.execute(
            "SELECT 1 FROM erasure WHERE erased_at = ? AND reason = ? AND who = ?", same
        ).fetchone()
        if known and not new:
            return False
        made = self._db.conn.execute(
            "INSERT INTO erasure (erased_at, reason, who, altered, finished_at) VALUES (?, ?, ?, 0, ?)",
            [*same, time_text(erased_at)],
        )
        for digest, length in new:
            self._bodies.keep_erased(digest, length)
        held = "SELECT 1 FROM wording WHERE digest = ?"
        gone = [one for one in map(bytes.fromhex, wordings) if self._db.execute(held, [one]).fetchone() is None]
        self._note(int(made.lastrowid or 0), new, gone)
        return True

    def was_wording(self, digest: str) -> bool:
        """Whether the words with this digest were erased. Who reads them in a page that is kept keeps them again."""
        if not _DIGEST.fullmatch(digest):
            return False
        asked = "SELECT 1 FROM erased WHERE kind = 'wording' AND digest = ?"
        return self._db.execute(asked, [bytes.fromhex(digest)]).fetchone() is not None

    # -- inside: taking out

    def _drop_conclusions(self, parts: Parts) -> int:
        resting = self._doomed.resting(parts.texts)
        gone = 0
        for column, numbers in (("capture_id", parts.captures), ("text_id", parts.texts | resting)):
            sql = f"DELETE FROM reading WHERE {column} IN (SELECT value FROM json_each(?))"
            gone += self._db.execute(sql, [to_json(sorted(numbers))]).rowcount
        for number in sorted(parts.timelines):
            (name,) = self._db.execute("SELECT name FROM timeline WHERE id = ?", [number]).fetchone()
            self._conclusions.forget(TimelineId.parse(name))
        self._texts.drop_unused(sure=True)
        self._conclusions.rolled_back()  # what it knows of texts may be of those that went
        return gone

    def _drop_wordings(self, numbers: Iterable[int]) -> list[bytes]:
        """Returns the digests that may be kept. What still names a wording is of a text that nobody has."""
        digests = set[bytes]()
        for number in sorted(numbers):
            digest, text, words = self._db.execute(
                "SELECT digest, text, words FROM wording WHERE id = ?", [number]
            ).fetchone()
            self._db.execute("DELETE FROM wording WHERE id = ?", [number])
            if len(words_told(text, words).split()) >= GUESSED:
                digests.add(digest)
        left = {row[0] for row in self._db.execute("SELECT digest FROM wording")}
        return sorted(digests - left)

    def _note(self, number: int, bodies: Iterable[tuple[Digest, int]], wordings: Iterable[bytes]) -> None:
        gone = [("body", bytes.fromhex(digest), length) for digest, length in bodies]
        self._db.conn.executemany(
            "INSERT INTO erased (kind, digest, length, erasure_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(*one, number) for one in (*gone, *(("wording", digest, 0) for digest in wordings))],
        )

    def _length(self, digest: Digest) -> int:
        number = self._bodies.number(digest)
        return int(self._db.execute("SELECT length FROM body WHERE id = ?", [number]).fetchone()[0])

    def _is_settled(self) -> bool:
        """Whether all that was written is in the file, and nothing beside it."""
        busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _erasure(self, number: int, at: str, reason: str, who: str, finished: str) -> Erasure:
        rows = self._db.execute("SELECT kind, digest FROM erased WHERE erasure_id = ?", [number]).fetchall()
        return Erasure(
            number=number,
            erased_at=time_of(at),
            reason=reason,
            who=who,
            bodies=tuple(sorted(Digest(digest.hex()) for kind, digest in rows if kind == "body")),
            wordings=sum(kind == "wording" for kind, _ in rows),
            finished_at=optional_time(finished),
        )
