"""Who was seen to say something first?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from cli import answers
from cli.answers import Answer
from cli.past import Past
from model import TimelineId
from store import Said, Store


def first_said(
    store: Store,
    words: str,
    inside: Sequence[TimelineId],
    between: tuple[datetime | None, datetime | None],
    limit: int,
) -> list[Answer]:
    """Clauses that hold words, who was seen to have them first first; those that may have been it say so."""
    found = store.lives.first_said(words, timelines=inside, since=between[0], until=between[1], limit=limit)
    read = cache(lambda timeline: Past(store, timeline))
    return [_said(read(one.timeline), one, found[0]) for one in found]


def _said(past: Past, one: Said, first: Said) -> Answer:
    clause = past.text(one.first)[one.position]
    came = one.came.after
    return {
        "timeline": str(one.timeline),
        "citation": str(past.citation(one.first, one.position)),
        "came": answers.bracket(one.came),
        "went": answers.bracket(one.went) if one.went else None,
        "first_seen": answers.iso(past.versions[one.first - 1].first_seen),
        "last_seen": answers.iso(past.versions[one.last - 1].last_seen),
        "gone_between": one.versions <= one.last - one.first,
        "perhaps_first": came is None or came < first.came.by,
        "excerpt": one.excerpt,
        "text": clause.text,
        "headings": list(clause.headings),
    }
