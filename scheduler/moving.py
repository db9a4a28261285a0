"""Did a policy move, what has to be asked to be sure, and what does its declaration say then?

What is certain is written into the declaration, as a person would (`catalog.move`): a rebuild stays a function of facts
and declarations, and the operator can look it over. What is doubtful is for a person to accept.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import catalog
import discovery
import pipeline
from catalog import Problem
from discovery import Followed, Move
from model import Timeline, TimelineId, original_key
from scheduler.notices import tell_operator
from settings import Home, Settings
from store import Store

logger = logging.getLogger("clausewatch")

MOST_ROUNDS = 24
"""Of asking archives for what the answers before led to."""

_LATELY = timedelta(days=3)  # what led somewhere then is a page of today


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A move of a timeline; `declared` says whether its declaration has it, `problem` why it could not be written."""

    timeline: TimelineId
    move: Move
    declared: bool = False
    problem: str = ""


def followed(store: Store, timeline: Timeline) -> Followed:
    """Where the addresses of a timeline led, as far as anything is known."""
    return discovery.follow(timeline, pipeline.looking(store, timeline), same_owner)


def undeclared(store: Store, timelines: Sequence[Timeline]) -> list[Moved]:
    """The moves of timelines that their declarations do not have.

    Only what led to an address that is not declared is followed: most timelines never led anywhere.
    """
    led: dict[str, set[str]] = {}
    for name, address in store.questions.stood_or_led():
        led.setdefault(name, set()).add(address)
    found = [one for one in timelines if any(_is_new(one, address) for address in led.get(str(one.id), ()))]
    return [Moved(timeline=one.id, move=move) for one in found for move in followed(store, one).moves]


def _is_new(timeline: Timeline, address: str) -> bool:
    try:
        key = original_key(address)
    except ValueError:  # a stranger's page said so
        return False
    return all(place.key != key for place in timeline.locations)


def same_owner(one: str, other: str) -> bool:
    """Whether two addresses are of one registered domain."""
    try:
        return catalog.propose(one).organisation == catalog.propose(other).organisation
    except ValueError:
        return False


def declare(policies: Path, timeline: TimelineId, moves: Sequence[Move]) -> list[Moved]:
    """Writes moves into the declaration, one after the other."""
    found = []
    for move in moves:
        current = catalog.load(policies).find(timeline)
        problem = _declare(policies, current, move) if current else None
        if problem:
            logger.warning("%s: a move could not be declared: %s", timeline, problem)
        found.append(
            Moved(
                timeline=timeline,
                move=move,
                declared=bool(current and not problem),
                problem=str(problem) if problem else "",
            )
        )
    return found


def _declare(policies: Path, timeline: Timeline, move: Move) -> Problem | None:
    """The former address ends where the redirect was first seen: what comes to stand there is none of this policy."""
    open_now = [n for n, place in enumerate(timeline.locations) if place.key == move.former and place.until is None]
    left = open_now[-1] if open_now and move.certain else None
    until, because = move.bracket.by, move.because
    return catalog.move(policies, timeline, move.place, left=left, until=until, because=because, earlier=move.earlier)


def watch(
    store: Store, home: Home, settings: Settings, timeline: Timeline, at: datetime
) -> tuple[list[Moved], list[str]]:
    """After visits of a timeline: declares a move that became certain; also the originals that are to be visited, too.

    Both addresses are watched until the move is certain. Where a redirect leads is visited with the former address;
    where a note or a refresh leads has to be asked for. Of what stays doubtful the operator hears once.
    """
    found = followed(store, timeline)
    doubtful = [move for move in found.moves if not move.certain]
    leads = [*found.ask, *(move.lead for move in doubtful)]
    both = [lead.target for lead in leads if lead.way != "a visit" and at - lead.last <= _LATELY]
    with store.writing():
        for move in doubtful:
            _notice(store, settings, timeline, move, at)
    return declare(home.policies, timeline.id, [move for move in found.moves if move.certain]), both


def _notice(store: Store, settings: Settings, timeline: Timeline, move: Move, at: datetime) -> None:
    if at - move.lead.by < _LATELY * 3:  # it may become certain by itself
        return
    lines = [
        *(f"{line[:1].upper()}{line[1:]}." for line in move.because),
        f"What to do: `clausewatch moves {timeline.id}` shows it; with `--accept` behind it declares it.",
    ]
    cause = f"moved {original_key(move.place.original)}"[:300]
    subject = f"{timeline.id} may have moved to {move.place.original[:200]}"
    tell_operator(store, settings, at, cause=cause, subject=subject, lines=lines, timeline=str(timeline.id))
