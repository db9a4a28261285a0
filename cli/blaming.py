"""When did each clause of a version come, and when did its words last change?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache

import diffs
from cli import answers
from cli.answers import Answer
from cli.finding import Found
from cli.past import Past
from model import Version
from store import Store

Kinds = Mapping[int, Sequence[str]]


def blamed(store: Store, found: Found, since: datetime | None = None) -> Answer:
    """The answer. With `since` only clauses that may have changed then or later are in it; the others are counted."""
    return {
        "timeline": str(found.timeline),
        "asked": found.asked,
        "certain": found.certain,
        "note": found.note,
        "versions": [_version(store, found, one, since) for one in found.versions],
    }


def _version(store: Store, found: Found, one: Version, since: datetime | None) -> Answer:
    past = Past(store, found.timeline, upto=one.number)
    came, changed = _first(past), diffs.last_changed(past.trace.identities, past.trace.alignments)[-1]
    kinds = cache(lambda number: _kinds(past, number))
    rows = [
        _clause(past, position, (came[identity.id], changed[position] + 1), kinds)
        for position, identity in enumerate(past.trace.identities[-1])
    ]
    cited = {str(citation) for citation in found.cited}
    asked = [n for n, row in enumerate(rows) if not cited or row["citation"] in cited]
    shown = [n for n in asked if since is None or _since(past, n, changed[n] + 1, since)]
    told = {"clauses": [rows[n] for n in shown], "left_out": len(asked) - len(shown)}
    source = store.questions.sources(found.timeline, [one.number])[one.number]
    return answers.sourced(found.timeline, one, source) | told


def _since(past: Past, position: int, changed: int, since: datetime) -> bool:
    """Whether it may have changed then or later. What has no words that count ("updated 5 days ago") never does."""
    return bool(past.text(len(past.versions))[position].words) and past.bracket(changed).by >= since


def _first(past: Past) -> Mapping[int, int]:
    """The number of the version in which each identity came."""
    found: dict[int, int] = {}
    for number, row in enumerate(past.trace.identities, 1):
        for identity in row:
            found.setdefault(identity.id, number)
    return found


def _kinds(past: Past, number: int) -> Kinds:
    """What happened in the step to a version to the clauses at these positions; nothing is known of the first step."""
    step = past.trace.alignments[number - 2] if number > 1 else ()
    return {position: [kind.value for kind in one.kinds] for one in step for position in one.after}


def _clause(past: Past, position: int, when: tuple[int, int], kinds: Callable[[int], Kinds]) -> Answer:
    latest, (came, changed) = len(past.versions), when
    who = past.trace.identities[-1][position].id
    worded = past.trace.worded[who, past.text(latest)[position].digest]
    return past.clause(latest, position) | {
        "came": answers.bracket(past.bracket(came)),
        "parents": _parents(past, came, who),
        "last_changed": answers.bracket(past.bracket(changed)),
        "kinds": kinds(changed).get(past.places(changed)[who], []),
        "returned": came < changed and who not in past.places(changed - 1),
        "worded": answers.bracket(past.bracket(worded)),
        "seen_differently": changed in past.trace.doubted,
    }


def _parents(past: Past, number: int, who: int) -> Sequence[str]:
    """Citations of the clauses that it was split from, or merged from, when it came."""
    parents = past.trace.identities[number - 1][past.places(number)[who]].parents
    places = [past.position(number - 1, parent) for parent in parents]
    return [str(past.citation(number - 1, place)) for place in places if place is not None]
