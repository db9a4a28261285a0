"""What does an alert rest on, so that one digest in it stands for all of that, and it can be shown later?

The alert keeps the root, and by what each line of facts is known again. Facts are only ever added: whatever came later
is told from what was known then, and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.canonical import as_line, in_order, short
from evidence.canonical import digest as digest_of
from evidence.facts import capture_line, holding_line, sighting_line
from evidence.tree import root_of
from model import Capture, Digest, Holding, Sighting

PROOF = "proof"
"""The name in the evidence of an alert under which its root stands; the root is over what is told there."""

ALERT, CAPTURES, HOLDINGS, SIGHTINGS = (
    *("alert.json", "facts/captures.jsonl", "facts/holdings.jsonl"),
    "facts/sightings.jsonl",
)
_NOT_COVERED = frozenset({PROOF, "gathered"})  # that it was not told singly is decided when it is made
_MOST_SIGHTINGS = 1_000  # the latest; a watched page has few between two texts

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The files that an alert's root is over, but for the bodies, which are named after their digests."""

    files: Mapping[str, bytes]
    bodies: frozenset[Digest]

    @property
    def root(self) -> Digest:
        written = {path: digest_of(content) for path, content in self.files.items()}
        return root_of(written | {body_path(digest): digest for digest in self.bodies})


Held = Iterable[tuple[Capture, Sequence[Holding]]]
"""Captures with everyone who holds them."""


def body_path(digest: Digest) -> str:
    """Where a body lies."""
    return f"bodies/{digest}"


def proof(told: Mapping[str, Any], held: Held, sightings: Iterable[Sighting]) -> Json:
    """What an alert keeps of this: the root, and the lines that it is over. `told` is the rest of its evidence."""
    captures, holdings = _of_captures(held)
    seen = in_order(map(sighting_line, sightings))
    lines = [*holdings, *seen[-_MOST_SIGHTINGS:]]
    record = _record(told, captures, holdings, seen[-_MOST_SIGHTINGS:])
    return {
        "root": f"sha256:{record.root}",
        "lines": [short(line) for line in lines],
        "sightings_left_out": max(0, len(seen) - _MOST_SIGHTINGS),
    }


def record_of(evidence: Mapping[str, Any], held: Held, sightings: Iterable[Sighting]) -> Record:
    """What an alert rested on, among what is known now. Its root is the alert's unless something was lost since."""
    known = frozenset(evidence[PROOF]["lines"])
    captures, holdings = _of_captures(held)
    seen = in_order(map(sighting_line, sightings))
    told = {name: value for name, value in evidence.items() if name not in _NOT_COVERED}
    then = ([line for line in lines if short(line) in known] for lines in (holdings, seen))
    return _record(told, captures, *then)


def _of_captures(held: Held) -> tuple[list[Json], list[bytes]]:
    pairs = list(held)
    captures = [capture_line(capture) for capture, _ in pairs]
    return captures, in_order(holding_line(capture, one) for capture, holdings in pairs for one in holdings)


def _record(
    told: Mapping[str, Any], captures: Sequence[Json], holdings: Sequence[bytes], sightings: Sequence[bytes]
) -> Record:
    files = {
        ALERT: as_line(told),
        CAPTURES: b"".join(in_order(captures)),
        HOLDINGS: b"".join(holdings),
        SIGHTINGS: b"".join(sightings),
    }
    return Record(files=files, bodies=frozenset(Digest(one["digest"]) for one in captures))
