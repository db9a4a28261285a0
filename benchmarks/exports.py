"""Does an installation that goes out in any form come back equal?

    python -m benchmarks.exports [--histories N] [--invented]

Keeps the texts of the labelled histories (or invented ones, without CLAUSEWATCH_BENCH) as captures, derives them,
writes them in each form and takes that in again (`benchmarks.round_tripping.going_out`). Ends with a line for each
goal; 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import catalog
import pipeline
from benchmarks import corpus
from benchmarks.round_tripping import going_out
from benchmarks.world.goals import Goal, report
from model import OPERATOR, Capture, Holding, Location, Rendition, Timeline, TimelineId, sha256
from store import Store, open_store

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
Texts = Sequence[tuple[datetime, bytes]]


def main(arguments: Sequence[str]) -> int:
    """Prints what was found; 1 if a goal is missed."""
    asked = _parser().parse_args(arguments)
    found = _invented() if asked.invented or corpus.bench() is None else map(_texts, corpus.histories())
    with tempfile.TemporaryDirectory() as folder:
        return report(goals(Path(folder), list(islice(found, asked.histories))))


def goals(folder: Path, histories: Sequence[Texts]) -> Iterator[Goal]:
    """Those of each form."""
    with open_store(folder / "kept.db") as store:
        followed = [_kept(store, number, texts) for number, texts in enumerate(histories)]
        print(f"{len(followed)} histories, {sum(map(len, histories))} texts")
        yield from going_out.goals(store, folder, followed, _NOW)


def _kept(store: Store, number: int, texts: Texts) -> Timeline:
    original = f"https://service-{number}.example/policy"
    name = TimelineId(organisation=f"service-{number}", kind="privacy")
    timeline = Timeline(id=name, locations=(Location(original=original),))
    with store.writing():
        for moment, text in texts:
            capture = Capture(
                original=original, timestamp=moment, statuscode=200, digest=sha256(text), rendition=Rendition.TEXT
            )
            store.facts.keep_capture(capture, Holding(holder=OPERATOR, taken_at=_NOW), text, "text/markdown")
        store.facts.keep_declaration(catalog.state_digest(timeline), name, catalog.declaration_text(timeline), _NOW)
    pipeline.derive(store, timeline, _NOW)
    return timeline


def _texts(history: Mapping[str, Any]) -> Texts:
    """One text for each second."""
    found = {
        datetime.fromisoformat(one["recorded"]).astimezone(UTC).replace(microsecond=0): one["markdown"].encode()
        for one in history["versions"]
    }
    return sorted(found.items())


def _invented() -> Iterator[Texts]:
    chance = Random(37)
    while True:
        sentences = [f"We keep what you tell us about subject {n} for {n} days." for n in range(8)]
        texts = []
        for step in range(6):
            sentences[chance.randrange(8)] = f"You may ask us about subject {chance.randrange(99)} at any time."
            text = "\n\n".join(["# Privacy policy", "## What we keep", *sentences])
            texts.append((_NOW - timedelta(days=400 - 30 * step), text.encode()))
        yield texts


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.exports", description=__doc__)
    parser.add_argument("--histories", type=int, default=300, metavar="N", help="so many of them")
    parser.add_argument("--invented", action="store_true", help="invented histories, not labelled ones")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
