"""What does a history follow from?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from model import Capture, Holding, OriginalKey, Timeline
from store import ReadBefore, Store, TimelineFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """The live visits that a history knows of, by arrival: when something answered, and when and why it failed."""

    looks: tuple[datetime, ...] = ()
    visits: tuple[tuple[datetime, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that is known of a timeline at one moment, but for the bodies, which are asked for as they are needed.

    `known` are earlier readings, by the capture's row and the location.
    """

    timeline: Timeline
    facts: TimelineFacts
    known: Mapping[tuple[int, int], ReadBefore] = field(default_factory=dict)
    visits: Visits = Visits()


def gather(store: Store, timeline: Timeline, *, visits: bool = False) -> Gathered:
    """What is known of a timeline now; of its visits only where that is asked for."""
    keys = [place.key for place in timeline.locations]
    with store.looking():
        return Gathered(
            timeline=timeline,
            facts=store.facts.of_originals(keys, timeline.id),
            known=store.conclusions.readings(timeline.id),
            visits=_visits(store, keys) if visits else Visits(),
        )


def holdings(facts: TimelineFacts) -> list[tuple[Capture, Holding]]:
    """Every capture with each who holds it."""
    return [(held.capture, holding) for held in facts.held for holding in held.holdings]


def _visits(store: Store, keys: Sequence[OriginalKey]) -> Visits:
    return Visits(looks=tuple(store.looks.live_looks(keys)), visits=tuple(store.looks.live_visits(keys)))
