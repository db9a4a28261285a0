"""Which facts and conclusions go out: all, or those of some timelines and times?

Of some timelines go out what was seen at their declared addresses and where these led, and what was said of them; not
whom an installation told, nor the wordings that no timeline names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exchange.tables import Line
from model import OriginalKey, TimelineId, original_key
from store import Store

_SEEN = frozenset({"capture", "holding", "sighting"})
_SAID = frozenset({"declaration", "ruling", "saving", "rereading"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is wanted; all of it where nothing is said. What was seen from `since` on and before `until` counts."""

    timelines: tuple[TimelineId, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    policies: tuple[Path, ...] = ()  # files of declarations that go along with facts

    def spans(self, moment: datetime) -> bool:
        """Whether what was seen then is wanted."""
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


def facts(store: Store, choice: Choice) -> Iterator[Line]:
    """The lines of facts that are wanted, each behind what it names."""
    keys = _keys(store, choice) if choice.timelines else None
    names = {str(timeline) for timeline in choice.timelines}
    for line in store.exporting.facts():
        if _is_wanted(line, choice, keys, names):
            yield line
    for line in store.exporting.remembered():
        if _is_wanted(line, choice, keys, names):
            yield line


def conclusions(store: Store, choice: Choice) -> Iterator[Line]:
    """The lines of conclusions that are wanted: whole histories, whatever the time."""
    return store.exporting.conclusions(choice.timelines or store.conclusions.timelines())


def _is_wanted(line: Line, choice: Choice, keys: set[OriginalKey] | None, names: set[str]) -> bool:
    if line["is"] in _SEEN:
        if not choice.spans(datetime.fromisoformat(line["timestamp"])):
            return False
        return keys is None or original_key(line["original"]) in keys or original_key(line.get("asked", "")) in keys
    if line["is"] == "erasure":
        return True  # else captures come out whose bodies are missed
    return keys is None or (line["is"] in _SAID and line["timeline"] in names)


def _keys(store: Store, choice: Choice) -> set[OriginalKey]:
    """The addresses that were ever declared of these timelines, and those to which they led."""
    names = {str(timeline) for timeline in choice.timelines}
    keys: set[OriginalKey] = set()
    for line in store.exporting.facts():
        if line["is"] == "declaration" and line["timeline"] in names:
            keys |= {original_key(place["original"]) for place in json.loads(line["text"])["locations"]}
    led = {
        original_key(line["original"])
        for line in store.exporting.facts()
        if line["is"] == "sighting" and line["asked"] and original_key(line["asked"]) in keys
    }
    return keys | led
