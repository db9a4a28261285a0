"""How did one version of a timeline lead to the next?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from model import Bracket, Change, Clause, Reading, Revision, TimelineId, Verdict
from store.forms import (
    bracket_of,
    change_of,
    declared_of,
    judgement_of,
    marks_for,
    own_word_of,
    time_text,
    to_json,
)
from store.standing import SOME, Standing
from store.timelines import ITS

_TEXT = "SELECT number, text_id, title, language, declared, own_word FROM version"
_STEP = (
    "SELECT number, after, by, unlooked, unusable, returns_to, silent, relocated, rendition_changed, seen_differently,"
    " alert, severity, categories, because, natures, hold FROM revision"
)
_CHANGE = "SELECT number, kinds, before, after, edits, alert, severity, categories, because, natures, hold FROM change"


class Steps(Standing):
    """Answers about texts and what became of them from version to version."""

    def text(self, timeline: TimelineId, number: int) -> Reading:
        """What a version says, with its title, language and the dates it declares."""
        found = self.texts(timeline, [number])
        if number not in found:
            raise LookupError(f"{timeline} has no version {number}")
        return found[number]

    def texts(self, timeline: TimelineId, numbers: Collection[int]) -> dict[int, Reading]:
        """What some versions say, by number. A clause that stands in several of them is one object."""
        rows = self._db.conn.execute(f"{_TEXT} WHERE {ITS} AND {SOME}", _named(timeline, numbers)).fetchall()
        texts = self._conclusions.several([row[1] for row in rows])
        return {
            number: Reading(
                title=title,
                clauses=texts[text],
                verdict=Verdict.POLICY,
                language=language,
                declared=declared_of(declared),
                **own_word_of(own),
            )
            for number, text, title, language, declared, own in rows
        }

    def revision(self, timeline: TimelineId, number: int) -> Revision:
        """The step that led to version `number`. Raises LookupError for the first version and unknown ones."""
        texts = self.texts(timeline, [number - 1, number])
        found = self.revisions(timeline, [number], texts)
        if not found:
            raise LookupError(f"{timeline}: no revision led to version {number}")
        return found[0]

    def revisions(
        self,
        timeline: TimelineId,
        numbers: Collection[int] | None = None,
        texts: Mapping[int, Reading] | None = None,
    ) -> list[Revision]:
        """The steps that led to some versions, or every step, in order, with their changes.

        `texts` are what the versions before and after them say, where that is at hand: it is not read again.
        """
        if texts is None:
            asked = [] if numbers is None else [number - 1 for number in numbers]
            texts = self.texts(timeline, {*asked, *(numbers or self._numbers(timeline))})
        return self._steps(timeline, numbers, {number: text.clauses for number, text in texts.items()})

    def outlines(self, timeline: TimelineId) -> list[Revision]:
        """Every step, in order; its changes say what became of which words, but not in which clauses these stand."""
        return self._steps(timeline, None, None)

    def step(self, timeline: TimelineId, number: int) -> Bracket:
        """Between which instants version `number` came. Raises LookupError as `revision` does."""
        row = self._db.execute(
            f"SELECT after, by, unlooked, unusable FROM revision WHERE {ITS} AND number = ?",
            [str(timeline), number],
        ).fetchone()
        if row is None:
            raise LookupError(f"{timeline}: no revision led to version {number}")
        return bracket_of(*row)

    def brackets(self, timeline: TimelineId) -> list[Bracket]:
        """Of every step from one version to the next, in order, between which two sights it was taken."""
        rows = self._db.conn.execute(
            f"SELECT after, by, unlooked, unusable FROM revision WHERE {ITS} ORDER BY number", (str(timeline),)
        )
        return [bracket_of(*row) for row in rows.fetchall()]

    def revised_between(
        self,
        since: datetime | None,
        until: datetime | None,
        timelines: Sequence[TimelineId] = (),
        *,
        only_alerts: bool = False,
        only_silent: bool = False,
    ) -> list[tuple[TimelineId, int]]:
        """The revisions whose bracket ends in a half-open interval, oldest first."""
        theirs = f" AND timeline_id IN (SELECT id FROM timeline WHERE name IN ({marks_for(timelines)}))"
        rows = self._db.execute(
            "SELECT name, number FROM revision JOIN timeline ON timeline.id = timeline_id"
            f" WHERE by >= ? AND by < ? AND alert >= ? AND silent >= ?{theirs if timelines else ''}"
            " ORDER BY by, name, number",
            [
                time_text(since) if since else "",
                time_text(until) if until else "9999",
                int(only_alerts),
                int(only_silent),
                *map(str, timelines),
            ],
        ).fetchall()
        named = {name: TimelineId.parse(name) for name in {row[0] for row in rows}}
        return [(named[name], number) for name, number in rows]

    # -- inside

    def _numbers(self, timeline: TimelineId) -> list[int]:
        rows = self._db.execute(f"SELECT number FROM version WHERE {ITS} ORDER BY number", [str(timeline)])
        return [row[0] for row in rows]

    def _steps(
        self,
        timeline: TimelineId,
        numbers: Collection[int] | None,
        said: Mapping[int, Sequence[Clause]] | None,
    ) -> list[Revision]:
        some = "" if numbers is None else f" AND {SOME}"
        asked = (str(timeline),) if numbers is None else _named(timeline, numbers)
        changes: dict[int, list[Change]] = defaultdict(list)
        rows = self._db.conn.execute(f"{_CHANGE} WHERE {ITS}{some} ORDER BY number, position", asked)
        for number, *change in rows.fetchall():
            sides = (said[number - 1], said[number]) if said is not None else (None, None)
            changes[number].append(change_of(change, *sides))
        found = self._db.conn.execute(f"{_STEP} WHERE {ITS}{some} ORDER BY number", asked).fetchall()
        return [_revision(row, changes[row[0]]) for row in found]


def _named(timeline: TimelineId, numbers: Collection[int]) -> tuple[str, str]:
    return str(timeline), to_json(sorted(numbers))


def _revision(row: Sequence[Any], changes: Sequence[Change]) -> Revision:
    return Revision(
        before=row[0] - 1,
        after=row[0],
        bracket=bracket_of(*row[1:5]),
        changes=tuple(changes),
        returns_to=row[5],
        silent=bool(row[6]),
        relocated=bool(row[7]),
        rendition_changed=bool(row[8]),
        seen_differently=bool(row[9]),
        judgement=judgement_of(*row[10:]),
    )
