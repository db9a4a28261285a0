"""What has to go, if some words or bodies are to be erased?

Bodies that hold the words by themselves or by what was read of them, and all that follows from these bodies alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlite_utils import Database

from model import Digest, TimelineId
from store.blackening import Blackening
from store.bodies import Bodies
from store.forms import time_of, to_json
from store.sought import Sought
from store.texts import Texts
from store.wordings import plain, words_told

_DIGEST = re.compile("[0-9a-f]{64}")
_TAGS = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What would go: bodies and the rest by number, to be given to `erase` in the same state of the store."""

    bodies: tuple[Digest, ...]
    captures: int
    timelines: tuple[TimelineId, ...]
    citations: tuple[str, ...]
    wordings: int
    alerts: tuple[str, ...]
    rows: dict[str, int]
    names: tuple[str, ...]  # that hold the words, and cannot be blackened
    sought: Sought | None = field(repr=False)
    parts: Parts = field(repr=False)

    @property
    def nothing(self) -> bool:
        """Whether nothing would go."""
        return not (self.bodies or self.wordings or self.alerts or self.rows or self.timelines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Rows that go."""

    bodies: frozenset[int]
    captures: frozenset[int]
    texts: frozenset[int]
    timelines: frozenset[int]
    wordings: frozenset[int]
    alerts: frozenset[int]


class Doomed:
    """Reads everything that is kept, and alters nothing."""

    def __init__(self, db: Database, bodies: Bodies) -> None:
        self._db, self._bodies = db, bodies
        self._texts = Texts(db)
        self._blackening = Blackening(db)

    def find(self, words: str | None = None, digests: Collection[Digest] = ()) -> Found:
        """All that holds the words, and the bodies with these digests with all that follows from them alone.

        Reads everything that is kept. Raises ValueError where the words cannot be looked for.
        """
        sought = Sought(words) if words is not None else None
        named = {number for digest in digests if (number := self._bodies.number(digest)) is not None}
        said = self._saying(sought) if sought else set()
        bodies = {number for number in named | said if not self._is_erased(number)}
        captures = self._numbers("SELECT id FROM capture WHERE body_id IN (SELECT value FROM json_each(?))", bodies)
        doomed = self._texts_of(captures)
        timelines = self._timelines(captures, doomed, sought)
        wordings = self._wordings(bodies, doomed, sought)
        told = [digest for number in sorted(bodies) if (digest := self._digest(number))]
        alerts = self._alerts({*told}, sought)
        parts = Parts(
            bodies=frozenset(bodies),
            captures=frozenset(captures),
            texts=frozenset(doomed),
            timelines=frozenset(timelines),
            wordings=frozenset(wordings),
            alerts=frozenset(alerts),
        )
        return Found(
            bodies=tuple(told),
            captures=len(captures),
            timelines=tuple(sorted(timelines.values())),
            citations=self._citations(captures),
            wordings=len(wordings),
            alerts=tuple(sorted(alerts.values())),
            rows=self._blackening.found(sought, alerts) if sought else {},
            names=self._blackening.names(sought) if sought else (),
            sought=sought,
            parts=parts,
        )

    def resting(self, doomed: Iterable[int]) -> set[int]:
        """Texts that rest on these."""
        return self._numbers("SELECT id FROM text WHERE base_id IN (SELECT value FROM json_each(?))", doomed)

    # -- inside

    def _saying(self, sought: Sought) -> set[int]:
        """Bodies that hold the words by themselves, or by what was read of them."""
        raw = {
            number
            for (number,) in self._db.execute("SELECT id FROM body WHERE rung >= 0 ORDER BY id").fetchall()
            if sought.is_in_bytes(self._bodies.body(number))
        }
        texts = self._texts.naming(self._rows_with(sought, _OF_CLAUSES[:2]), self._rows_with(sought, _OF_CLAUSES[2:]))
        captures = self._captures_with(texts) | self._blackening.captures(sought)
        return raw | self._numbers("SELECT body_id FROM capture WHERE id IN (SELECT value FROM json_each(?))", captures)

    def _rows_with(self, sought: Sought, queries: Iterable[str]) -> set[int]:
        return {
            number
            for sql in queries
            for number, *said in self._db.execute(sql)
            if any(sought.is_in(one) for one in said)
        }

    def _captures_with(self, texts: Iterable[int]) -> set[int]:
        found = set[int]()
        for table in ("reading", "version"):
            sql = f"SELECT capture_id FROM {table} WHERE text_id IN (SELECT value FROM json_each(?))"
            found |= self._numbers(sql, texts)
        return found

    def _texts_of(self, captures: Iterable[int]) -> set[int]:
        """Texts that only these captures have; those that rest on them have to be made anew as well."""
        mine = [to_json(sorted(captures))]
        those = " IN (SELECT value FROM json_each(?1))"
        rows = self._db.execute(
            f"SELECT text_id FROM reading WHERE capture_id{those}"
            f" UNION SELECT text_id FROM version WHERE capture_id{those}"
            f" EXCEPT SELECT text_id FROM reading WHERE NOT capture_id{those}"
            f" EXCEPT SELECT text_id FROM version WHERE NOT capture_id{those}",
            mine,
        )
        return {number for (number,) in rows}

    def _timelines(
        self, captures: Iterable[int], doomed: Collection[int], sought: Sought | None
    ) -> dict[int, TimelineId]:
        """Whose histories are to be dropped."""
        found = set[int]()
        for table in ("reading", "verdict", "version"):
            sql = f"SELECT timeline_id FROM {table} WHERE capture_id IN (SELECT value FROM json_each(?))"
            found |= self._numbers(sql, captures)
        resting = self.resting(doomed)
        for table in ("reading", "version"):
            sql = f"SELECT timeline_id FROM {table} WHERE text_id IN (SELECT value FROM json_each(?))"
            found |= self._numbers(sql, resting)
        if sought:
            found |= self._blackening.timelines(sought)
        rows = self._db.execute("SELECT id, name FROM timeline").fetchall()
        return {number: TimelineId.parse(name) for number, name in rows if number in found}

    def _wordings(self, bodies: Iterable[int], doomed: Iterable[int], sought: Sought | None) -> set[int]:
        """Those that hold the words, those that only texts which go have, and those that none has but a body that goes.

        The last are of earlier code, whose readings are not kept.
        """
        living, dying = set[int](), set[int]()
        doomed = set(doomed)
        for (number,) in self._db.execute("SELECT id FROM text").fetchall():
            (dying if number in doomed else living).update(self._texts.forms(number))
        of_forms = dict(self._db.execute("SELECT id, wording_id FROM form").fetchall())
        kept = {of_forms[form] for form in living}
        gone = {of_forms[form] for form in dying} - kept
        said = f" {' '.join(_words_in(self._bodies.body(number)) for number in sorted(bodies))} "
        for number, text, words in self._db.execute("SELECT id, text, words FROM wording"):
            told = words_told(text, words)
            alone = number not in kept and bool(told.strip()) and f" {told} " in said
            if alone or (sought and (sought.is_in(text) or sought.is_in(told))):
                gone.add(number)
        return gone

    def _alerts(self, digests: set[Digest], sought: Sought | None) -> dict[int, str]:
        """Alerts that tell of these bodies or hold the words, and those that name such alerts."""
        rows = self._db.execute("SELECT id, name, subject, text, html, evidence FROM alert").fetchall()
        found: dict[int, str] = {}
        for number, name, *said, evidence in rows:
            tells = not digests.isdisjoint(Digest(one) for one in _DIGEST.findall(evidence))
            if tells or (sought and any(sought.is_in(one) for one in (*said, evidence))):
                found[number] = name
        names = set(found.values())
        return found | {row[0]: row[1] for row in rows if any(name in row[5] for name in names)}

    def _citations(self, captures: Iterable[int]) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT DISTINCT name, timestamp FROM verdict JOIN timeline ON timeline.id = timeline_id"
            " JOIN capture ON capture.id = capture_id WHERE capture_id IN (SELECT value FROM json_each(?))"
            " ORDER BY timestamp, name",
            [to_json(sorted(captures))],
        )
        return tuple(f"{name}@{time_of(at):%Y%m%d%H%M%S}" for name, at in rows.fetchall())

    def _is_erased(self, number: int) -> bool:
        return bool(self._db.execute("SELECT rung < 0 FROM body WHERE id = ?", [number]).fetchone()[0])

    def _digest(self, number: int) -> Digest:
        return Digest(self._db.execute("SELECT digest FROM body WHERE id = ?", [number]).fetchone()[0].hex())

    def _numbers(self, sql: str, numbers: Iterable[int]) -> set[int]:
        return {row[0] for row in self._db.execute(sql, [to_json(sorted(numbers))])}


_OF_CLAUSES = (
    "SELECT form.id, text, coalesce(words, '') FROM form JOIN wording ON wording.id = wording_id",
    "SELECT form.id, label, links FROM form JOIN shape ON shape.id = shape_id",
    "SELECT id, headings, context FROM setting",
)


def _words_in(body: bytes) -> str:
    """The words of a page, as far as they can be told without reading it."""
    return plain(html.unescape(_TAGS.sub(" ", body.decode("utf-8", "replace"))))
