"""What was concluded about each timeline? Replaced whole, one timeline at a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import (
    Capture,
    Clause,
    Digest,
    Examined,
    History,
    Identity,
    Reading,
    Revision,
    TimelineId,
    Verdict,
    sha256,
)
from store.forms import (
    bracket_columns,
    clauses_json,
    clauses_of,
    declared_json,
    declared_of,
    edits_json,
    identities_json,
    judgement_columns,
    own_word_json,
    own_word_of,
    time_text,
    to_json,
)
from store.packing import DamagedError, pack, unpack
from store.schema import DROPPED_BY_REBUILD, OF_A_HISTORY


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBefore:
    """A reading kept from before, and what made it; it serves again while that is unchanged."""

    made_by: str
    reading: Reading


_LATELY = 128  # texts that were kept lately


class Conclusions:
    """The tables of conclusions. All writing happens inside one transaction per timeline."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lately: dict[int, tuple[tuple[Clause, ...], Digest]] = {}  # texts by the id of their clauses

    # -- writing

    def keep_readings(self, timeline: TimelineId, readings: Mapping[tuple[int, int], ReadBefore]) -> None:
        """Keeps readings by capture row and location, in the place of what was read there before."""
        for (capture_id, location), one in readings.items():
            self._db.execute(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    str(timeline),
                    capture_id,
                    location,
                    one.made_by,
                    one.reading.verdict,
                    one.reading.title,
                    one.reading.language,
                    declared_json(one.reading.declared),
                    to_json(dict(one.reading.evidence)),
                    self._keep_text(one.reading.clauses),
                    own_word_json(one.reading),
                ],
            )

    def replace(self, history: History, *, facts: str, capture_ids: Mapping[Capture, int]) -> None:
        """Puts a timeline's history in the place of the former one; call it inside one transaction.

        The wordings are facts (citations rest on them) and only ever grow.
        """
        self.forget(history.timeline)
        name = str(history.timeline)
        self._db.execute("INSERT INTO history VALUES (?, ?, ?, ?)", [name, history.made_by, facts, history.unlooked])
        self._verdicts(name, history.examined, capture_ids)
        self._versions(name, history, capture_ids)
        self._revisions(name, history.revisions)
        self._db.conn.executemany(
            "INSERT INTO spell (timeline, kind, after, by, unlooked, unusable, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(name, spell.kind, *bracket_columns(spell.bracket), spell.reason) for spell in history.spells],
        )
        self._spans(name, history)

    def forget(self, timeline: TimelineId) -> None:
        """Drops a timeline's history. Readings and texts stay; `drop_unused` takes what nobody needs."""
        for table in OF_A_HISTORY:
            self._db.execute(f"DELETE FROM {table} WHERE timeline = ?", [str(timeline)])

    def drop_all(self) -> None:
        """Drops every conclusion; the facts, and the wordings that citations rest on, stay."""
        for table in DROPPED_BY_REBUILD:
            self._db.execute(f"DELETE FROM {table}")

    def note_reading(self, history: History, taken_at: datetime) -> None:
        """Records when other code, declarations or rulings read a timeline from now on. A fact about us.

        Nothing is recorded while they stay the same, a rebuild included. The first note replaces nothing.
        """
        last = self._db.execute(
            "SELECT made_by, versions FROM rereading WHERE timeline = ? ORDER BY id DESC LIMIT 1",
            [str(history.timeline)],
        ).fetchone() or ("", 0)
        if last[0] != history.made_by:
            before = self.made_of(history.timeline)
            count = self._db.execute("SELECT count(*) FROM version WHERE timeline = ?", [str(history.timeline)])
            known = count.fetchone()[0] if before else last[1]
            self._db.execute(
                "INSERT INTO rereading (timeline, made_by, replaces, versions, versions_before, taken_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    str(history.timeline),
                    history.made_by,
                    last[0],
                    len(history.versions),
                    known,
                    time_text(taken_at),
                ],
            )

    # -- reading

    def made_of(self, timeline: TimelineId) -> tuple[str, str] | None:
        """(made by, up to which facts) of the present history, or None."""
        row = self._db.execute("SELECT made_by, facts FROM history WHERE timeline = ?", [str(timeline)]).fetchone()
        return (row[0], row[1]) if row else None

    def timelines(self) -> list[TimelineId]:
        """Timelines that have conclusions."""
        return [TimelineId.parse(row[0]) for row in self._db.execute("SELECT timeline FROM history ORDER BY timeline")]

    def verdicts(self, capture_id: int) -> dict[tuple[str, int], Verdict]:
        """What a capture was read as, by timeline and location."""
        rows = self._db.execute("SELECT timeline, location, verdict FROM reading WHERE capture_id = ?", [capture_id])
        return {(timeline, location): Verdict(verdict) for timeline, location, verdict in rows.fetchall()}

    def readings(
        self, timeline: TimelineId, captures: Collection[int] | None = None
    ) -> dict[tuple[int, int], ReadBefore]:
        """The readings of a timeline by capture row and location, each with what made it; of some captures, or all."""
        some = "" if captures is None else " AND capture_id IN (SELECT value FROM json_each(?))"
        rows = self._db.execute(
            "SELECT capture_id, location, made_by, verdict, title, language, declared, evidence, text_digest, own_word"
            f" FROM reading WHERE timeline = ?{some}",
            [str(timeline), *([] if captures is None else [to_json(sorted(captures))])],
        )
        texts: dict[str, tuple[Clause, ...]] = {}
        found = {}
        for capture_id, location, made_by, verdict, title, language, declared, evidence, digest, own in rows.fetchall():
            if digest not in texts:
                texts[digest] = self._known(self.clauses(Digest(digest)), Digest(digest))
            reading = Reading(
                title=title,
                clauses=texts[digest],
                verdict=Verdict(verdict),
                evidence=json.loads(evidence),
                language=language,
                declared=declared_of(declared),
                **own_word_of(own),
            )
            found[capture_id, location] = ReadBefore(made_by=made_by, reading=reading)
        return found

    def clauses(self, digest: Digest) -> tuple[Clause, ...]:
        row = self._db.execute("SELECT packed FROM text WHERE digest = ?", [digest]).fetchone()
        if row is None:
            raise LookupError(f"no text with the digest {digest} is held; `clausewatch rebuild` makes it again")
        return clauses_of(unpack(row[0], digest).decode())

    def faults(self) -> Iterator[str]:
        """Which texts are not what was stored, in words. Reads all of them."""
        for digest, packed in self._db.conn.execute("SELECT digest, packed FROM text ORDER BY digest"):
            try:
                unpack(packed, Digest(digest))
            except DamagedError as error:
                yield str(error)

    # -- inside

    def _verdicts(self, name: str, examined: Sequence[Examined], capture_ids: Mapping[Capture, int]) -> None:
        self._db.conn.executemany(
            "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    name,
                    capture_ids[one.capture],
                    one.location,
                    one.settled.verdict,
                    one.settled.reason,
                    one.reading.title,
                    to_json(dict(one.reading.evidence)),
                )
                for one in examined
            ],
        )

    def _keep_text(self, clauses: tuple[Clause, ...]) -> Digest:
        """Captures of one page often have one text, and then the very same clauses come again."""
        before = self._lately.get(id(clauses))
        if before and self._is_held(before[1]):
            return before[1]
        raw = clauses_json(clauses).encode()
        digest = sha256(raw)
        if not self._is_held(digest):
            self._db.execute("INSERT INTO text VALUES (?, ?)", [digest, pack(raw)])
        self._known(clauses, digest)
        return digest

    def _known(self, clauses: tuple[Clause, ...], digest: Digest) -> tuple[Clause, ...]:
        """Notes under which digest a text is held."""
        if len(self._lately) >= _LATELY:
            del self._lately[next(iter(self._lately))]
        self._lately[id(clauses)] = (clauses, digest)  # held here, so that no other has its id
        return clauses

    def _is_held(self, digest: Digest) -> bool:
        return self._db.execute("SELECT 1 FROM text WHERE digest = ?", [digest]).fetchone() is not None

    def _versions(self, name: str, history: History, capture_ids: Mapping[Capture, int]) -> None:
        for version, text, identities in zip(history.versions, history.texts, history.identities, strict=True):
            self._db.execute(
                "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    name,
                    version.number,
                    time_text(version.first_seen),
                    time_text(version.last_seen),
                    version.location,
                    version.rendition,
                    capture_ids[version.capture],
                    version.canonical,
                    version.words,
                    version.sightings,
                    text.title,
                    text.language,
                    declared_json(text.declared),
                    self._keep_text(text.clauses),
                    identities_json(identities),
                    own_word_json(text),
                    version.variant,
                ],
            )

    def _revisions(self, name: str, revisions: Sequence[Revision]) -> None:
        for revision in revisions:
            self._db.execute(
                "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    name,
                    revision.after,
                    *bracket_columns(revision.bracket),
                    revision.returns_to,
                    int(revision.silent),
                    int(revision.relocated),
                    int(revision.rendition_changed),
                    int(revision.seen_differently),
                    *judgement_columns(revision.judgement),
                ],
            )
            self._db.conn.executemany(
                "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_change_row(name, revision, position) for position in range(len(revision.changes))],
            )

    def _spans(self, name: str, history: History) -> None:
        wordings: dict[tuple[str, str], int] = {}
        rows = []
        for span in _spans(history):
            said = (span.clause.words, span.clause.text)
            if said not in wordings:
                wordings[said] = self._wording(span.clause)
            rows.append((name, span.identity, wordings[said], span.first, span.last, span.position))
        self._db.conn.executemany(
            "INSERT INTO span (timeline, clause, wording_id, first_version, last_version, position)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _wording(self, clause: Clause) -> int:
        execute, digest = self._db.conn.execute, clause.digest  # of every clause, so without what sqlite-utils adds
        row = execute("SELECT id FROM wording WHERE digest = ? AND text = ?", (digest, clause.text)).fetchone()
        if row is None:
            new = "INSERT INTO wording (digest, words, text) VALUES (?, ?, ?) RETURNING id"
            (row,) = execute(new, (digest, clause.words, clause.text)).fetchall()
        return int(row[0])

    def drop_unused(self) -> None:
        """Drops texts that no reading and no version has any more."""
        self._db.execute(
            "DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM reading WHERE text_digest = text.digest)"
            " AND NOT EXISTS (SELECT 1 FROM version WHERE text_digest = text.digest)"
        )


@dataclass(slots=True)
class _Span:
    """A clause that stands with one wording from one version to another."""

    identity: int
    clause: Clause
    first: int
    last: int
    position: int


def _spans(history: History) -> list[_Span]:
    spans: list[_Span] = []
    open_: dict[tuple[int, str, str], _Span] = {}
    for version, text, identities in zip(history.versions, history.texts, history.identities, strict=True):
        still: dict[tuple[int, str, str], _Span] = {}
        for position, key, clause in _named(text.clauses, identities):
            span = open_.get(key) or _Span(key[0], clause, version.number, version.number, position)
            if key not in open_:
                spans.append(span)
            span.last = version.number
            still[key] = span
        open_ = still
    return spans


def _named(
    clauses: Iterable[Clause], identities: Sequence[Identity]
) -> Iterable[tuple[int, tuple[int, str, str], Clause]]:
    for position, (clause, identity) in enumerate(zip(clauses, identities, strict=True)):
        yield position, (identity.id, clause.words, clause.text), clause


def _change_row(name: str, revision: Revision, position: int) -> list[Any]:
    change = revision.changes[position]
    return [
        name,
        revision.after,
        position,
        to_json(change.kinds),
        to_json(change.alignment.before),
        to_json(change.alignment.after),
        edits_json(change.edits),
        *judgement_columns(change.judgement),
    ]
