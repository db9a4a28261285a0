"""What was concluded about each timeline? Replaced whole, one timeline at a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import (
    Capture,
    Clause,
    Examined,
    History,
    Reading,
    Revision,
    TimelineId,
    Verdict,
)
from store.forms import (
    bracket_columns,
    declared_json,
    declared_of,
    edits_json,
    identities_columns,
    judgement_columns,
    own_word_json,
    own_word_of,
    time_text,
    to_json,
)
from store.laying import Kept
from store.schema import DROPPED_BY_REBUILD, OF_A_HISTORY
from store.spans import spans_of
from store.texts import Texts
from store.timelines import ITS, number_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBefore:
    """A reading kept from before, and what made it; it serves again while that is unchanged."""

    made_by: str
    reading: Reading


class Conclusions:
    """The tables of conclusions. All writing happens inside one transaction per timeline."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._texts = Texts(db)

    # -- writing

    def keep_readings(self, timeline: TimelineId, readings: Mapping[tuple[int, int], ReadBefore]) -> None:
        """Keeps readings by capture row and location, in the place of what was read there before."""
        near = self._near(timeline)
        for (capture_id, location), one in readings.items():
            self._db.execute(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    number_of(self._db, timeline),
                    capture_id,
                    location,
                    one.made_by,
                    one.reading.verdict,
                    one.reading.title,
                    one.reading.language,
                    declared_json(one.reading.declared),
                    own_word_json(one.reading),
                    to_json(dict(one.reading.evidence)),
                    self._texts.keep(one.reading.clauses, near=near).id,
                ],
            )

    def replace(self, history: History, *, facts: str, capture_ids: Mapping[Capture, int]) -> None:
        """Puts a timeline's history in the place of the former one; call it inside one transaction.

        The wordings are facts (citations rest on them) and only ever grow.
        """
        self.forget(history.timeline)
        its = number_of(self._db, history.timeline)
        self._db.execute("INSERT INTO history VALUES (?, ?, ?, ?)", [its, history.made_by, facts, history.unlooked])
        self._verdicts(its, history.examined, capture_ids)
        wordings = self._versions(its, history, capture_ids)
        self._revisions(its, history.revisions)
        self._db.conn.executemany(
            "INSERT INTO spell (timeline_id, kind, after, by, unlooked, unusable, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(its, spell.kind, *bracket_columns(spell.bracket), spell.reason) for spell in history.spells],
        )
        self._db.conn.executemany(
            "INSERT INTO span (timeline_id, clause, wording_id, first_version, last_version, position)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(its, *span) for span in spans_of(history, wordings)],
        )

    def forget(self, timeline: TimelineId) -> None:
        """Drops a timeline's history. Readings and texts stay; `drop_unused` takes what nobody needs."""
        for table in OF_A_HISTORY:
            self._db.execute(f"DELETE FROM {table} WHERE {ITS}", [str(timeline)])

    def drop_all(self) -> None:
        """Drops every conclusion; the facts, and the wordings that citations rest on, stay."""
        for table in DROPPED_BY_REBUILD:
            self._db.execute(f"DELETE FROM {table}")
        self._texts.forget_lately()

    def rolled_back(self) -> None:
        """What was kept in the last transaction was not."""
        self._texts.forget_lately()

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
            count = self._db.execute(f"SELECT count(*) FROM version WHERE {ITS}", [str(history.timeline)])
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
        row = self._db.execute(f"SELECT made_by, facts FROM history WHERE {ITS}", [str(timeline)]).fetchone()
        return (row[0], row[1]) if row else None

    def timelines(self) -> list[TimelineId]:
        """Timelines that have conclusions."""
        rows = self._db.execute(
            "SELECT name FROM timeline WHERE EXISTS (SELECT 1 FROM history WHERE timeline_id = timeline.id)"
            " ORDER BY name"
        )
        return [TimelineId.parse(row[0]) for row in rows]

    def verdicts(self, capture_id: int) -> dict[tuple[str, int], Verdict]:
        """What a capture was read as, by timeline and location."""
        rows = self._db.execute(
            "SELECT name, location, verdict FROM reading JOIN timeline ON timeline.id = timeline_id"
            " WHERE capture_id = ?",
            [capture_id],
        )
        return {(timeline, location): Verdict(verdict) for timeline, location, verdict in rows.fetchall()}

    def readings(
        self, timeline: TimelineId, captures: Collection[int] | None = None
    ) -> dict[tuple[int, int], ReadBefore]:
        """The readings of a timeline by capture row and location, each with what made it; of some captures, or all."""
        some = "" if captures is None else " AND capture_id IN (SELECT value FROM json_each(?))"
        rows = self._db.execute(
            "SELECT capture_id, location, made_by, verdict, title, language, declared, evidence, text_id, own_word"
            f" FROM reading WHERE {ITS}{some}",
            [str(timeline), *([] if captures is None else [to_json(sorted(captures))])],
        ).fetchall()
        texts = self._texts.several([row[8] for row in rows])
        self._texts.known(texts)
        return {(row[0], row[1]): ReadBefore(made_by=row[2], reading=_reading(texts, *row[3:])) for row in rows}

    def clause(self, number: int, position: int) -> tuple[Clause, int]:
        """One clause of a text by number, and the how manieth with its words it is."""
        return self._texts.clause(number, position)

    def clauses(self, text: int) -> tuple[Clause, ...]:
        """A text by its number."""
        return self._texts.clauses(text)

    def several(self, texts: Collection[int]) -> dict[int, tuple[Clause, ...]]:
        """Texts by number. A clause that stands in several of them is one object."""
        return self._texts.several(texts)

    def forms(self, text: int) -> list[int]:
        """Which clauses a text has, by number, in reading order."""
        return self._texts.forms(text)

    def faults(self) -> Iterator[str]:
        """Which texts are not what was stored, in words. Reads all of them."""
        yield from self._texts.faults()

    # -- inside

    def _near(self, timeline: TimelineId) -> int | None:
        """On which text those of a timeline rest now."""
        row = self._db.execute(
            "SELECT coalesce(base_id, text.id) FROM version JOIN text ON text.id = text_id"
            f" WHERE {ITS} ORDER BY number DESC LIMIT 1",
            [str(timeline)],
        ).fetchone()
        return row[0] if row else None

    def _verdicts(self, its: int, examined: Sequence[Examined], capture_ids: Mapping[Capture, int]) -> None:
        self._db.conn.executemany(
            "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    its,
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

    def _versions(self, its: int, history: History, capture_ids: Mapping[Capture, int]) -> list[tuple[int, ...]]:
        """The wordings of each version, clause by clause."""
        laying = self._texts.laying()
        kept: list[Kept] = []
        for text in history.texts:
            kept.append(self._texts.keep(text.clauses, laying, kept[-1].base if kept else None))
        laying.finish()
        self._db.conn.executemany(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    its,
                    version.number,
                    time_text(version.first_seen),
                    time_text(version.last_seen),
                    version.location,
                    version.rendition,
                    version.variant,
                    capture_ids[version.capture],
                    bytes.fromhex(version.canonical),
                    bytes.fromhex(version.words),
                    version.sightings,
                    text.title,
                    text.language,
                    declared_json(text.declared),
                    own_word_json(text),
                    found.id,
                    *identities_columns(identities),
                )
                for version, text, found, identities in zip(
                    history.versions, history.texts, kept, history.identities, strict=True
                )
            ],
        )
        return [found.wordings for found in kept]

    def _revisions(self, its: int, revisions: Sequence[Revision]) -> None:
        for revision in revisions:
            self._db.execute(
                "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    its,
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
                [_change_row(its, revision, position) for position in range(len(revision.changes))],
            )

    def drop_unused(self) -> None:
        """Drops texts that no reading and no version has any more, and what only they had."""
        self._texts.drop_unused()


def _reading(
    texts: Mapping[int, tuple[Clause, ...]],
    verdict: str,
    title: str,
    language: str,
    declared: str,
    evidence: str,
    text: int,
    own_word: str,
) -> Reading:
    return Reading(
        title=title,
        clauses=texts[text],
        verdict=Verdict(verdict),
        evidence=json.loads(evidence),
        language=language,
        declared=declared_of(declared),
        **own_word_of(own_word),
    )


def _change_row(its: int, revision: Revision, position: int) -> list[Any]:
    change = revision.changes[position]
    return [
        its,
        revision.after,
        position,
        to_json(change.kinds),
        to_json(change.alignment.before),
        to_json(change.alignment.after),
        edits_json(change.edits),
        *judgement_columns(change.judgement),
    ]
