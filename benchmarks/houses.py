"""Is a policy found in whatever house a site builds for it?

    CLAUSEWATCH_BENCH=... python -m benchmarks.houses [--house NAME...] [--pages 40] [--jobs 2] [--worst 3]

Rebuilds every labelled page in many ways that real sites use (`benchmarks.housing`), reads it, and holds the reading
against the text that somebody cut out of the page by hand. Prints a line per house and a line per goal; exits 1 if a
goal is missed. Without the variable it says so and ends well: the data is not part of the project.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from statistics import mean

import extract
from benchmarks.corpus import Labelled, bench, pages, scorer
from benchmarks.housing.houses import AS_IT_IS, HOUSES, built
from benchmarks.housing.plot import Plot, plot_of
from benchmarks.housing.tree import doctype_of, parsed
from benchmarks.world.goals import Goal, counted, report
from extract.decoding.decode import decode
from model import Location, Reading, Rendition

_MEAN_SHORT = 0.01  # of 1: mean F1 of .99
_LOST = 0.80
_NOT_ALL = 0.98


@dataclass(frozen=True, slots=True)
class Score:
    """How well a page is read in one house: F1 of its words, and the share of its headings that are headings."""

    f1: float
    marked: float | None = None


Scores = Mapping[str, Score]


def main(arguments: Sequence[str]) -> int:
    if bench() is None:
        print("houses: skipped, CLAUSEWATCH_BENCH names no folder with labelled pages")
        return 0
    given = _parser().parse_args(arguments)
    found = scored(pages(given.pages), given.house or list(HOUSES), given.jobs)
    _tell(found, given.worst)
    return report(goals(found))


def scored(found: Sequence[Labelled], houses: Sequence[str], jobs: int = 1) -> dict[str, Scores]:
    """F1 by page and house; each page also as it is."""
    score = partial(score_page, houses=[AS_IT_IS, *houses])
    if jobs < 2:
        return {page.id: score(page) for page in found}
    with Pool(jobs) as pool:
        return dict(zip((page.id for page in found), pool.imap(score, found), strict=True))


def score_page(page: Labelled, houses: Sequence[str]) -> Scores:
    """How well one page is read in each house."""
    score = scorer()
    curated = score.words(page.curated)
    plot = plot_of_page(page, curated)
    made = {house: read(built(plot, house), page.url) for house in houses}
    return {house: _score(page.curated, curated, extract.markdown(reading)) for house, reading in made.items()}


def _score(gold: str, curated: Sequence[str], got: str) -> Score:
    score = scorer()
    words = score.words(got)
    return Score(score.prf(curated, words)[2], score.heading_scores(gold, got, words)[1])


def plot_of_page(page: Labelled, curated: Sequence[str]) -> Plot:
    html = decode(page.body, {}).text
    return plot_of(parsed(html), curated, scorer().words, doctype=doctype_of(html))


def read(body: bytes, url: str) -> Reading:
    headers = {"content-type": "text/html; charset=utf-8"}
    place = Location(original=url)
    return extract.read(body, headers, location=place, statuscode=200, rendition=Rendition.PLAIN)


def goals(found: Mapping[str, Scores]) -> list[Goal]:
    """That the mean is high enough, and nothing lost."""
    every = [(one.f1, house, page) for page, them in found.items() for house, one in them.items() if house != AS_IT_IS]
    lost = (f"{f1:.3f} {house} {page}" for f1, house, page in sorted(every) if f1 < _LOST)
    short = 1 - mean(f1 for f1, _, _ in every)
    return [Goal(name="mean_f1_short_of_1", figure=short, most=_MEAN_SHORT), counted("readings_below_.80", lost)]


def _tell(found: Mapping[str, Scores], worst: int) -> None:
    houses = list(next(iter(found.values()), {}))
    print(f"{'house':24} {'mean':>7} {'min':>6} {'<.98':>5} {'<.80':>5} {'marked':>7}   worst")
    for house in houses:
        print(_line(house, {page: scores[house] for page, scores in found.items()}, worst))
    means = {house: mean(scores[house].f1 for scores in found.values()) for house in houses[1:]}
    print(
        "worst ways: " + ", ".join(f"{house} {means[house]:.4f}" for house in sorted(means, key=means.__getitem__)[:3])
    )


def _line(house: str, scores: Scores, worst: int) -> str:
    ranked = sorted((one.f1, page) for page, one in scores.items())
    named = "; ".join(f"{f1:.3f} {page}" for f1, page in ranked[:worst] if f1 < _NOT_ALL)
    low, lost = (sum(f1 < limit for f1, _ in ranked) for limit in (_NOT_ALL, _LOST))
    average = mean(f1 for f1, _ in ranked)
    marked = mean(one.marked for one in scores.values() if one.marked is not None)
    return f"{house:24} {average:7.4f} {ranked[0][0]:6.3f} {low:5} {lost:5} {marked:7.3f}   {named}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.houses")
    parser.add_argument("--house", nargs="*", choices=list(HOUSES), help="these only")
    parser.add_argument("--pages", type=int, help="that many, evenly over the corpus")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--worst", type=int, default=2, help="pages named per house")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
