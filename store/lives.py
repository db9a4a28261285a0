"""How did clauses come through all versions, and who had which words first?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlite_utils import Database

from model import Alignment, Bracket, ChangeKind, Digest, Identity, TimelineId
from store.forms import bracket_of, identities_of
from store.matching import asked
from store.searching import Searching, Within
from store.timelines import ITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Who the clauses of each version are, what was not unchanged between it and the next, and when each came.

    One of `alignments` less than of the others; the first of `brackets` is open. `doubted` are the numbers of versions
    that were seen once only, in another rendition than their neighbours. `worded` is the number of the first version in
    which a clause, by its identity, has words with that digest.
    """

    identities: tuple[tuple[Identity, ...], ...]
    alignments: tuple[tuple[Alignment, ...], ...]
    brackets: tuple[Bracket, ...]
    doubted: frozenset[int]
    worded: Mapping[tuple[int, Digest], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A clause that holds some words, with the first and the last version in which it does.

    `position` is that in the first one. `versions` are fewer than from first to last where the words were gone for a
    while. `came` is when the first one came, `went` when the one behind the last did: None where there is none.
    """

    timeline: TimelineId
    excerpt: str
    position: int
    first: int
    last: int
    versions: int
    came: Bracket
    went: Bracket | None


class Lives:
    """Answers about clauses through all versions. Reads only."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def trace(self, timeline: TimelineId, upto: int) -> Trace:
        """How the clauses came to version `upto`, included."""
        rows = self._db.execute(
            f"SELECT identities, parents FROM version WHERE {ITS} AND number <= ? ORDER BY number",
            [str(timeline), upto],
        )
        identities = tuple(identities_of(*row) for row in rows.fetchall())
        numbers = range(1, len(identities) + 1)
        steps, brackets = self._steps(timeline, upto), self._brackets(timeline)
        return Trace(
            identities=identities,
            alignments=tuple(tuple(steps[number]) for number in numbers[1:]),
            brackets=tuple(brackets[number] for number in numbers),
            doubted=self._doubted(timeline),
            worded=self._worded(timeline, upto),
        )

    def torn(self, timeline: TimelineId, first: int, last: int) -> frozenset[int]:
        """The identities that were split or merged on the way between two versions, and what came of it.

        Only the version in which that happened names parents.
        """
        rows = self._db.execute(
            f"SELECT identities, parents FROM version WHERE {ITS} AND number > ? AND number <= ? AND parents != ''",
            [str(timeline), first, last],
        )
        found = [one for row in rows.fetchall() for one in identities_of(*row) if one.parents]
        return frozenset(name for one in found for name in (one.id, *one.parents))

    def first_said(
        self,
        words: str,
        *,
        timelines: Sequence[TimelineId] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 50,
    ) -> list[Said]:
        """Clauses that hold the words, as `Questions.search` finds them, each once, who had them first first.

        That is by the later ends of the brackets; between two that overlap nobody knows the order. So what may have
        come before the first one was seen stands above all others, and no limit cuts it off before them.
        """
        query, within = asked(words).query, Within(timelines=tuple(timelines), since=since, until=until)
        if not query:
            return []
        rows = self._db.execute(
            "WITH found AS MATERIALIZED (SELECT rowid AS id FROM wording_search WHERE wording_search MATCH ?),"
            " stood AS (SELECT timeline_id, span.wording_id AS id, position, first_version AS first,"
            " max(last_version) OVER whole AS last, sum(last_version - first_version + 1) OVER whole AS versions,"
            " row_number() OVER (PARTITION BY timeline_id, clause ORDER BY first_version, position) AS turn,"
            f" max({within.stood}) OVER whole AS inside"
            f" FROM found CROSS JOIN span ON span.wording_id = found.id{within.where}"
            " WINDOW whole AS (PARTITION BY timeline_id, clause)),"
            " came AS (SELECT stood.*, name, first_seen, coalesce(revision.after, '') AS after FROM stood"
            " CROSS JOIN version ON version.timeline_id = stood.timeline_id AND version.number = first"
            " CROSS JOIN timeline ON timeline.id = stood.timeline_id"
            " LEFT JOIN revision ON revision.timeline_id = stood.timeline_id AND revision.number = first"
            " WHERE turn = 1 AND inside)"
            " SELECT name, came.id, position, first, last, versions FROM came"
            " ORDER BY after >= min(first_seen) OVER (), first_seen, name, position LIMIT ?",
            [query, *within.times, *within.names, limit],
        ).fetchall()
        excerpts = Searching(self._db).excerpts(query, [row[1] for row in rows])
        brackets = cache(self._brackets)
        named = [(TimelineId.parse(name), excerpts[wording], *row) for name, wording, *row in rows]
        return [_said(brackets(timeline), timeline, *row) for timeline, *row in named]

    # -- inside

    def _brackets(self, timeline: TimelineId) -> Mapping[int, Bracket]:
        """When each version came, by its number. Of the first one nobody knows after which instant."""
        first = f"SELECT number, '', first_seen, 0, 0 FROM version WHERE {ITS} AND number = 1"
        steps = f"SELECT number, after, by, unlooked, unusable FROM revision WHERE {ITS}"
        rows = self._db.execute(f"{first} UNION ALL {steps}", [str(timeline)] * 2)
        return {number: bracket_of(*when) for number, *when in rows.fetchall()}

    def _doubted(self, timeline: TimelineId) -> frozenset[int]:
        rows = self._db.execute(f"SELECT number FROM revision WHERE {ITS} AND seen_differently", [str(timeline)])
        return frozenset(number for (number,) in rows)

    def _worded(self, timeline: TimelineId, upto: int) -> Mapping[tuple[int, Digest], int]:
        rows = self._db.execute(
            "SELECT clause, digest, min(first_version) FROM span JOIN wording ON wording.id = wording_id"
            f" WHERE {ITS} AND first_version <= ? GROUP BY clause, digest",
            [str(timeline), upto],
        )
        return {(clause, Digest(digest.hex())): number for clause, digest, number in rows.fetchall()}

    def _steps(self, timeline: TimelineId, upto: int) -> Mapping[int, list[Alignment]]:
        rows = self._db.execute(
            f"SELECT number, kinds, before, after FROM change WHERE {ITS} AND number <= ? ORDER BY number, position",
            [str(timeline), upto],
        )
        steps: dict[int, list[Alignment]] = defaultdict(list)
        for number, *columns in rows.fetchall():
            kinds, before, after = (json.loads(column) for column in columns)
            kinds = tuple(ChangeKind(kind) for kind in kinds)
            steps[number].append(Alignment(before=tuple(before), after=tuple(after), kinds=kinds))
        return steps


def _said(
    brackets: Mapping[int, Bracket],
    timeline: TimelineId,
    excerpt: str,
    position: int,
    first: int,
    last: int,
    versions: int,
) -> Said:
    return Said(
        timeline=timeline,
        excerpt=excerpt,
        position=position,
        first=first,
        last=last,
        versions=versions,
        came=brackets[first],
        went=brackets.get(last + 1),
    )
