"""What is told of a version beside its words, and how does a text that was told so become facts again?

Where only texts go out (`exchange.git`, `exchange.markdown`) a version comes in again as a text that somebody
extracted, seen when the version was seen first and last: its clauses and its dates are the same, the bytes that were
captured are not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exchange.choosing import Choice
from exchange.taking import Given
from model import OPERATOR, Citation, Location, Rendition, Timeline, TimelineId, Version, original_key, sha256
from store import Store

Show = Callable[[TimelineId, int], str]
"""Gives the text of a version as Markdown that reads as the same clauses again."""

Head = dict[str, str]
"""What is told of a version, by name, in order; each value is one line."""

LARGEST = 25_000_000
"""Bytes of one text."""

_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version of one timeline."""

    timeline: TimelineId
    version: Version


def told(store: Store, choice: Choice) -> list[Told]:
    """The versions that are wanted, in order of time: when each was seen first."""
    found = [
        Told(timeline=timeline, version=version)
        for timeline in choice.timelines or store.conclusions.timelines()
        for version in store.questions.versions(timeline)
        if choice.spans(version.first_seen)
    ]
    return sorted(found, key=lambda one: (one.version.first_seen, one.timeline, one.version.number))


def head_of(store: Store, one: Told) -> Head:
    """What is told of a version, but for what may still grow: until when it was seen."""
    version, capture = one.version, one.version.capture
    citation = Citation(timeline=one.timeline, moment=version.first_seen)
    head = {
        "Timeline": str(one.timeline),
        "Version": str(version.number),
        "Citation": str(citation),
        "First-Seen": moment_text(version.first_seen),
        "Original": _one_word(capture.original),
        "Rendition": capture.rendition.value,
        "Digest": f"sha256:{capture.digest}",
        "Text": f"sha256:{version.canonical}",
    }
    held = store.facts.held(capture).holdings
    head["Held-By"] = ", ".join(f"{_one_word(one.holder)} {_one_word(one.memento)}".strip() for one in held)
    if version.number > 1:
        revision = store.questions.revision(one.timeline, version.number)
        after = revision.bracket.after
        head["Changed"] = (
            f"after {moment_text(after) if after else 'an unknown time'}, by {moment_text(revision.bracket.by)}"
        )
        head["Severity"] = revision.judgement.severity.value
        head["Categories"] = ", ".join(revision.judgement.categories)
    made = store.conclusions.made_of(one.timeline)
    return head | {"Read-By": _one_word(made[0]) if made else ""}


def facts_in(where: str, head: Mapping[str, str], body: bytes) -> Iterator[Given]:
    """The facts that a text tells: that it stood there when it was seen first, and last."""
    try:
        first, last = _moment(head, "First-Seen"), _moment(head, "Last-Seen")
        named = {
            "original": head["Original"],
            "timestamp": first,
            "rendition": Rendition.TEXT.value,
            "statuscode": 200,
            "digest": sha256(body),
        }
        TimelineId.parse(head["Timeline"])
    except (KeyError, ValueError) as error:
        yield Given(where=where, wrong=f"does not tell what it is a text of: {error}")
        return
    holding = {"holder": OPERATOR, "memento": "", "archive_digest": "", "taken_at": first}
    yield Given(where=where, line={"is": "capture"} | named)
    yield Given(where=where, line={"is": "holding"} | named | holding | {"headers": []})
    seen = _sighting(head["Original"], first) | {"kind": "response", "statuscode": 200, "mimetype": "text/markdown"}
    yield Given(where=where, line=seen | {"digest": named["digest"], "length": len(body)})
    if last != first:
        again = _sighting(head["Original"], last) | {"kind": "not_modified", "statuscode": 304}
        yield Given(where=where, line=again | {"digest": named["digest"]})


class Places:
    """Which timelines are told of, and at which addresses their texts stood, in the order in which they are noted."""

    def __init__(self) -> None:
        self._found: dict[TimelineId, dict[str, str]] = {}

    def note(self, head: Mapping[str, str]) -> None:
        """What tells nothing is passed over."""
        try:
            name, original = TimelineId.parse(head["Timeline"]), head["Original"]
        except (KeyError, ValueError):
            return
        self._found.setdefault(name, {}).setdefault(original_key(original), original)

    def timelines(self) -> list[Timeline]:
        """What has to be declared for the texts to be read."""
        return [
            Timeline(id=name, locations=tuple(Location(original=one) for one in found.values()))
            for name, found in sorted(self._found.items())
        ]


def path_of(timeline: TimelineId) -> str:
    """A timeline as a path without its ending; its parts are safe names, and none looks like a text of another."""
    parts = (timeline.organisation, timeline.kind, timeline.document)
    path = "/".join(part.replace(".md", "%2Emd") for part in parts if part)
    return f"{path}~{timeline.edition}" if timeline.edition else path


def moment_text(moment: datetime) -> str:
    """As times are written everywhere."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _moment(head: Mapping[str, str], name: str) -> str:
    return moment_text(datetime.fromisoformat(head[name]))


def _sighting(original: str, at: str) -> dict[str, Any]:
    empty = dict.fromkeys(("mimetype", "archive_digest", "reason", "asked", "place"), "")
    seen = {"is": "sighting", "original": original, "timestamp": at, "holder": OPERATOR, "taken_at": at}
    return seen | empty | {"rendition": Rendition.TEXT.value, "length": None}


def _one_word(text: str) -> str:
    """An address, or a name, on one line and without spaces."""
    return _UNFIT.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), text)
