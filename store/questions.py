"""What do users ask? Every answer from one place, each with its provenance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from model import (
    Capture,
    Clause,
    Declared,
    Digest,
    Holding,
    Identity,
    Rendition,
    Saving,
    Settled,
    Spell,
    SpellKind,
    TimelineId,
    Verdict,
    Version,
)
from store.conclusions import Conclusions
from store.facts import Facts
from store.forms import (
    bracket_of,
    declared_of,
    identities_of,
    time_of,
    time_text,
    to_json,
)
from store.forms_of_facts import BODY_DIGEST, CAPTURE_COLUMNS, capture_of
from store.savings import Savings
from store.searching import Searching, Within
from store.standing import SOME
from store.steps import Steps
from store.timelines import ITS
from store.wordings import Wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One timeline in a line."""

    timeline: TimelineId
    versions: int
    changes: int
    alerts: int
    captures: int
    unlooked: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a version's text comes from: the first capture that shows it, everyone who holds that, and the mementos
    that archives made when they were asked because of it.
    """

    capture: Capture
    holdings: tuple[Holding, ...]
    saved: tuple[Saving, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Under which title a version stood, and where its text comes from."""

    title: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """From when on a timeline was read by other code, or under other declarations."""

    made_by: str
    replaces: str
    versions: int
    versions_before: int
    taken_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A capture of a timeline and what it was taken for."""

    capture: Capture
    settled: Settled
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A clause whose words were searched for, with when it was first and last seen with them."""

    timeline: TimelineId
    clause: Clause
    excerpt: str
    digest: Digest
    first: Version
    last: Version
    nth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCounts:
    """How much was seen."""

    captures: int
    sightings: int
    bodies: int


class Questions(Steps):
    """Answers about what was concluded. Reads only."""

    def __init__(self, db: Database, facts: Facts, conclusions: Conclusions) -> None:
        super().__init__(db, conclusions)
        self._facts = facts
        self.searching = Searching(db)

    def summaries(self) -> list[Summary]:
        """Every timeline that has conclusions, by name."""
        rows = self._db.execute(
            "SELECT name, unlooked,"
            " (SELECT count(*) FROM version WHERE version.timeline_id = history.timeline_id),"
            " (SELECT count(*) FROM change WHERE change.timeline_id = history.timeline_id),"
            " (SELECT coalesce(sum(alert), 0) FROM revision WHERE revision.timeline_id = history.timeline_id),"
            " (SELECT count(*) FROM verdict WHERE verdict.timeline_id = history.timeline_id),"
            " (SELECT min(first_seen) FROM version WHERE version.timeline_id = history.timeline_id),"
            " (SELECT max(last_seen) FROM version WHERE version.timeline_id = history.timeline_id)"
            " FROM history JOIN timeline ON timeline.id = timeline_id ORDER BY name"
        )
        return [_summary(*row) for row in rows]

    def unlooked(self, timeline: TimelineId) -> int:
        """How many captures of it are listed by an archive and were not looked at."""
        row = self._db.execute(f"SELECT unlooked FROM history WHERE {ITS}", [str(timeline)]).fetchone()
        return int(row[0]) if row else 0

    def stood_or_led(self) -> set[tuple[str, str]]:
        """Timelines with the originals that showed their text, and with the addresses to which pages said it moved."""
        rows = self._db.execute(
            "SELECT DISTINCT name, CASE verdict WHEN 'moved' THEN json_extract(evidence, '$.target') ELSE url END"
            " FROM verdict JOIN timeline ON timeline.id = timeline_id JOIN capture ON capture.id = capture_id"
            " JOIN original ON original.id = original_id WHERE verdict IN ('policy', 'moved')"
        )
        return {(name, address) for name, address in rows.fetchall() if address}

    def held_last(self) -> list[tuple[TimelineId, Version, str]]:
        """Timelines whose last step waits to be seen again, or did: the version that it led to, and why it waits."""
        rows = self._db.execute(
            "SELECT name, revision.hold FROM revision CROSS JOIN timeline ON timeline.id = timeline_id WHERE hold != ''"
            " AND number = (SELECT max(number) FROM version WHERE version.timeline_id = revision.timeline_id)"
            " ORDER BY name"
        )
        found = [(TimelineId.parse(name), hold) for name, hold in rows.fetchall()]
        lasts = ((timeline, self.last_version(timeline), hold) for timeline, hold in found)
        return [(timeline, last, hold) for timeline, last, hold in lasts if last]

    def declared(self, timeline: TimelineId) -> list[Declared]:
        """The dates that each version declares, in order."""
        rows = self._db.execute(f"SELECT declared FROM version WHERE {ITS} ORDER BY number", [str(timeline)])
        return [declared_of(row[0]) for row in rows]

    def identities(self, timeline: TimelineId, number: int) -> tuple[Identity, ...]:
        """Who each clause of a version is, in reading order."""
        row = self._db.execute(
            f"SELECT identities, parents FROM version WHERE {ITS} AND number = ?", [str(timeline), number]
        ).fetchone()
        return identities_of(*row) if row else ()

    def provenance(self, timeline: TimelineId, number: int) -> Provenance:
        found = self.sources(timeline, [number])
        if number not in found:
            raise LookupError(f"{timeline} has no version {number}")
        return found[number].provenance

    def sources(self, timeline: TimelineId, numbers: Collection[int] | None = None) -> dict[int, Source]:
        """Under which title and from where the texts of all versions come, or of some, by their numbers."""
        some, asked = ("", []) if numbers is None else (f" AND version.{SOME}", [to_json(sorted(numbers))])
        rows = self._db.execute(
            f"SELECT version.number, title, capture.id, {CAPTURE_COLUMNS} FROM version CROSS JOIN capture"
            " ON capture.id = version.capture_id CROSS JOIN original ON original.id = capture.original_id"
            f" WHERE {ITS}{some} ORDER BY version.number",
            [str(timeline), *asked],
        ).fetchall()
        captures = {row[2]: capture_of(*row[3:]) for row in rows}
        held = self._facts.holdings_of(captures)
        saved = Savings(self._db).saved_of({one.digest for one in captures.values()})
        come = {
            number: Provenance(
                capture=capture,
                holdings=held[number],
                saved=tuple(saved.get((capture.timestamp, capture.digest), ())),
            )
            for number, capture in captures.items()
        }
        return {number: Source(title=title, provenance=come[capture]) for number, title, capture, *_ in rows}

    def spells(self, timeline: TimelineId) -> list[Spell]:
        rows = self._db.execute(
            f"SELECT kind, after, by, unlooked, unusable, reason FROM spell WHERE {ITS} ORDER BY by",
            [str(timeline)],
        )
        return [Spell(kind=SpellKind(kind), bracket=bracket_of(*when), reason=reason) for kind, *when, reason in rows]

    def rereadings(self, timeline: TimelineId) -> list[Rereading]:
        """When other code or other declarations read this timeline, in order; the first reading is none."""
        rows = self._db.execute(
            "SELECT made_by, replaces, versions, versions_before, taken_at FROM rereading"
            " WHERE timeline = ? AND replaces != '' ORDER BY id",
            [str(timeline)],
        )
        return [
            Rereading(made_by=made, replaces=old, versions=now, versions_before=then, taken_at=time_of(at))
            for made, old, now, then, at in rows
        ]

    def looked_at(self, timeline: TimelineId) -> list[Looked]:
        """Every capture that was read in this timeline, and what it was taken for, in order of time."""
        rows = self._db.execute(
            f"SELECT url, timestamp, rendition, statuscode, {BODY_DIGEST} AS digest, verdict, reason, title"
            " FROM verdict JOIN capture ON capture.id = verdict.capture_id"
            " JOIN original ON original.id = capture.original_id"
            f" WHERE {ITS} ORDER BY timestamp, url, rendition, digest, statuscode",
            [str(timeline)],
        )
        return [_looked(*row) for row in rows]

    def search(
        self,
        words: str,
        *,
        timelines: Sequence[TimelineId] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
    ) -> list[Hit]:
        """Clauses that hold the words, best first, each wording once per timeline; those that stood in a time.

        Words are looked for as they are written (no operators); a part in double quotes is a phrase. The time is a
        half-open interval in which the wording was seen, or was seen before and behind.
        """
        within = Within(timelines=tuple(timelines), since=since, until=until)
        found = self.searching.found(words, within, limit)
        ends: dict[TimelineId, set[int]] = defaultdict(set)
        for timeline, _, _, first, last, _ in found:
            ends[timeline] |= {first, last}
        versions = {
            (timeline, one.number): one for timeline, its in ends.items() for one in self.versions(timeline, its)
        }
        return [self._hit(versions, *one) for one in found]

    def words_of(self, prefix: str) -> list[tuple[Digest, str]]:
        """(digest, words) of every wording that any reading ever made and whose digest begins so."""
        return Wordings(self._db).named(prefix)

    def size(self, timeline: TimelineId, before: datetime | None = None) -> tuple[int, int]:
        """How many versions a timeline has, and how many of the steps between them matter; of those seen `before`."""
        row = self._db.execute(
            f"SELECT (SELECT count(*) FROM version WHERE {ITS} AND first_seen < ?),"
            f" (SELECT count(*) FROM revision WHERE {ITS} AND alert AND by < ?)",
            [str(timeline), time_text(before) if before else "A"] * 2,  # behind every time
        ).fetchone()
        return int(row[0]), int(row[1])

    def fact_counts(self) -> FactCounts:
        """Counts them, row by row."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM capture), (SELECT count(*) FROM seen) + (SELECT count(seen_id) FROM held),"
            " (SELECT count(*) FROM body)"
        ).fetchone()
        return FactCounts(captures=row[0], sightings=row[1], bodies=row[2])

    def database_size(self) -> int:
        """The bytes of the database's file, with what is still to be moved into it."""
        pages, size = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages * size)

    # -- inside

    def _hit(
        self,
        versions: Mapping[tuple[TimelineId, int], Version],
        timeline: TimelineId,
        excerpt: str,
        digest: Digest,
        first: int,
        last: int,
        position: int,
    ) -> Hit:
        row = self._db.execute(f"SELECT text_id FROM version WHERE {ITS} AND number = ?", [str(timeline), first])
        clause, nth = self._conclusions.clause(row.fetchone()[0], position)
        return Hit(
            timeline=timeline,
            clause=clause,
            excerpt=excerpt,
            digest=digest,
            first=versions[timeline, first],
            last=versions[timeline, last],
            nth=nth,
        )


def _summary(
    timeline: str,
    unlooked: int,
    versions: int,
    changes: int,
    alerts: int,
    captures: int,
    first_seen: str | None,
    last_seen: str | None,
) -> Summary:
    return Summary(
        timeline=TimelineId.parse(timeline),
        versions=versions,
        changes=changes,
        alerts=alerts,
        captures=captures,
        unlooked=unlooked,
        first_seen=time_of(first_seen) if first_seen else None,
        last_seen=time_of(last_seen) if last_seen else None,
    )


def _looked(
    url: str, timestamp: str, rendition: str, statuscode: int, digest: str, settled: str, reason: str, title: str
) -> Looked:
    capture = Capture(
        original=url,
        timestamp=time_of(timestamp),
        rendition=Rendition(rendition),
        statuscode=statuscode,
        digest=Digest(digest),
    )
    return Looked(capture=capture, settled=Settled(verdict=Verdict(settled), reason=reason), title=title)
