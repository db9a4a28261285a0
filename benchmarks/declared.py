"""Does help that a person declares for a page give the text that somebody cut out of it by hand?

    CLAUSEWATCH_BENCH=... python -m benchmarks.declared

Reads the pages of the corpus for which `declared.toml` has selectors, ranges, removals or filters, and holds each to
its curated text. Prints a line per goal, and exits 1 if one is missed. Without the variable it says so and ends well:
the pages are not part of the project.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import extract
from benchmarks.corpus import Labelled, bench, labelled, scorer
from benchmarks.world.goals import Goal, counted, report
from catalog.help import Fault, filters_of, selectors_of
from model import Location, Range, Rendition

DECLARED = Path(__file__).with_suffix(".toml")
_F1 = 0.999
_NEEDS_HELP = 0.98  # F1 of a reading without help below which a page must be among those declared
_DOCUMENTS, _RANGES, _REMOVALS, _FILTERS = 50, 10, 5, 1


def main() -> int:
    if bench() is None:
        print("declared: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    return report(judged(list(labelled()), declared(tomllib.loads(DECLARED.read_text("utf-8")))))


def declared(tables: Mapping[str, Mapping[str, object]]) -> dict[str, Location]:
    """The help for each page, by the pair's id. Raises ValueError for what no declaration may say."""
    return {name: _place(name, table) for name, table in tables.items()}


def _place(name: str, table: Mapping[str, object]) -> Location:
    select, remove = (list(selectors_of(table, key, extract.check_selector)) for key in ("select", "remove"))
    filters = list(filters_of(table))
    for one in (*select, *remove, *filters):
        if isinstance(one, Fault):
            raise ValueError(f"{DECLARED.name}: {name}: {one.key}: found {one.found}, expected {one.expected}")
    return Location(
        original="https://page.example/",
        select=tuple(one for one in select if not isinstance(one, Fault)),
        remove=tuple(one for one in remove if not isinstance(one, Fault)),
        filters=tuple(one for one in filters if not isinstance(one, Fault)),
    )


def judged(pages: Sequence[Labelled], places: Mapping[str, Location]) -> list[Goal]:
    by_id = {page.id: page for page in pages}
    known = {name: place for name, place in places.items() if name in by_id}
    scores = {name: f1(by_id[name], place) for name, place in known.items()}
    helped = known.values()
    ranges = sum(any(isinstance(one, Range) for one in (*place.select, *place.remove)) for place in helped)
    print(f"{len(known)} documents, F1 {sum(scores.values()) / max(1, len(scores)):.4f} in the mean")
    return [
        counted("declared_of_no_page", (name for name in places if name not in by_id)),
        Goal(name="documents_short_of_50", figure=max(0, _DOCUMENTS - len(known))),
        Goal(name="ranges_short_of_10", figure=max(0, _RANGES - ranges)),
        Goal(name="removals_short_of_5", figure=max(0, _REMOVALS - sum(bool(place.remove) for place in helped))),
        Goal(name="filters_short_of_1", figure=max(0, _FILTERS - sum(bool(place.filters) for place in helped))),
        counted("undeclared_below_.98_without_help", _in_need(pages, known)),
        Goal(name="worst_f1_below_1", figure=1 - min(scores.values(), default=0.0), most=1 - _F1),
        counted("documents_below_.999", (f"{score:.4f} {name}" for name, score in scores.items() if score < _F1)),
    ]


def _in_need(pages: Sequence[Labelled], known: Mapping[str, Location]) -> Iterator[str]:
    """Pages that are read badly without help and have none."""
    for page in pages:
        if page.id not in known and (score := f1(page, Location(original=page.url))) < _NEEDS_HELP:
            yield f"{score:.4f} {page.id}"


def f1(page: Labelled, place: Location) -> float:
    """How well what is read agrees with the curated text, word by word."""
    score = scorer()
    reading = extract.read(page.body, {}, location=place, statuscode=200, rendition=Rendition.PLAIN)
    return float(score.prf(score.words(page.curated), score.words(extract.markdown(reading)))[2])


if __name__ == "__main__":
    sys.exit(main())
