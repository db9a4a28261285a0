"""What was said in a timeline, version by version, and who is who in it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

import versions
from cli import answers
from cli.answers import Answer
from model import Bracket, Citation, Clause, Reading, Revision, TimelineId, Version
from store import Store, Trace


class Past:
    """A timeline, or its versions up to one; they are named by their numbers. What is needed of it is read once."""

    def __init__(self, store: Store, timeline: TimelineId, upto: int | None = None) -> None:
        self.timeline = timeline
        self.versions: Sequence[Version] = store.questions.versions(timeline)[:upto]
        self._store = store
        self.reading = cache(self._reading)
        self.revision = cache(self._revision)
        self.citations = cache(self._citations)
        self.places = cache(self._places)

    @cached_property
    def trace(self) -> Trace:
        """How the clauses of these versions came."""
        return self._store.lives.trace(self.timeline, len(self.versions))

    def text(self, number: int) -> Sequence[Clause]:
        return self.reading(number).clauses

    def bracket(self, number: int) -> Bracket:
        return self.trace.brackets[number - 1]

    def citation(self, number: int, position: int) -> Citation:
        return self.citations(number)[position]

    def clause(self, number: int, position: int) -> Answer:
        return answers.clause(self.text(number)[position], self.citation(number, position))

    def provenance(self, number: int) -> Answer:
        return answers.provenance(self._store.questions.provenance(self.timeline, number))

    def position(self, number: int, who: int) -> int | None:
        """Where a clause stands in a version, by its identity."""
        return self.places(number).get(who)

    def _places(self, number: int) -> Mapping[int, int]:
        return {identity.id: position for position, identity in enumerate(self.trace.identities[number - 1])}

    def _reading(self, number: int) -> Reading:
        return self._store.questions.text(self.timeline, number)

    def _revision(self, number: int) -> Revision:
        return self._store.questions.revision(self.timeline, number)

    def _citations(self, number: int) -> Sequence[Citation]:
        return versions.cite_all(self.timeline, self.versions[number - 1], self.text(number))
