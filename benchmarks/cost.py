"""What does keeping and deriving cost, against a limit measured in the same run?

    python -m benchmarks.cost [WARC...]

Takes WARC files in (without any: the demo's captures), derives every timeline, and prints a line per
goal. Exits 1 if one is missed.

    bytes        the bodies as they are stored, against each of them packed with gzip
    derive       processor time from the facts to the histories, against that of reading the bodies alone
    again        processor time of deriving anew when every reading serves again, against the first time
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import extract
import pipeline
import scheduler
from benchmarks.seams import catalog_of
from benchmarks.world.goals import Goal, report
from catalog import Catalog
from crawler.warc import Record, records
from demo.archive import demo_records
from model import Rendition
from store import open_store
from store.packing import pack

GOALS = {"bytes": 1.00, "derive": 3.00, "again": 0.60}


def main(paths: Sequence[str]) -> int:
    found = [one for path in paths for one in records(Path(path))] if paths else list(demo_records())
    captures = [one for one in found if isinstance(one, Record)]
    catalog = catalog_of({one.original for one in captures})
    with tempfile.TemporaryDirectory() as folder:
        figures = _figures(Path(folder) / "cost.db", captures, catalog)
    print(f"{len(captures)} captures of {len(catalog.timelines)} timelines")
    return report(Goal(name=name, figure=figure, most=GOALS[name]) for name, figure in figures.items())


def _figures(path: Path, captures: Sequence[Record], catalog: Catalog) -> dict[str, float]:
    with open_store(path) as store:
        for one in captures:
            with store.writing():
                store.facts.keep_capture(*scheduler.captured(one, "bench", scheduler.now()), one.body)
        first = _spent(lambda: [pipeline.derive(store, line, scheduler.now()) for line in catalog.timelines])
        again = _spent(lambda: [pipeline.derive(store, line, scheduler.now()) for line in catalog.timelines])
    bodies = {one.body for one in captures}
    reading = _spent(lambda: _read(captures, catalog))
    return {
        "bytes": sum(len(pack(body)) for body in bodies) / sum(len(gzip.compress(body, 6)) for body in bodies),
        "derive": first / reading,
        "again": again / first,
    }


def _read(captures: Iterable[Record], catalog: Catalog) -> None:
    for one in captures:
        for line, place in catalog.covering(one.original, one.timestamp):
            extract.read(
                one.body,
                dict(one.headers),
                location=line.locations[place],
                statuscode=one.statuscode,
                rendition=Rendition.PLAIN,
                kind=line.id.kind,
            )


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
