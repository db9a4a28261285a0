"""What does a reading cost, measured in parses of the same page?

    CLAUSEWATCH_BENCH=... python -m benchmarks.reading [--pages 40] [--times 5] [--no-memory] [--no-pdf]

Processor time is given in multiples of decoding the page and parsing it, in the same run; memory in multiples of the
page's bytes. Prints where the time goes and a line per goal, and exits 1 if one is missed. Without the variable it says
so and ends well: the data is not part of the project.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from statistics import mean, median

from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

import extract.concluding
import extract.reading
from benchmarks.corpus import Labelled, bench, labelled, pages
from benchmarks.measuring import can_measure_growth, fastest, growths, stages
from benchmarks.world.goals import Goal, report
from extract.decoding.decode import decode
from extract.page.parse import page_of
from extract.part.policy import policy_blocks
from extract.pdf.document import pdf_blocks
from model import Location, Reading, Rendition

_LARGE = 200_000
_HEADERS = {"content-type": "text/html; charset=utf-8"}
_PLACE = Location(original="https://acme.example/privacy")


def main(arguments: Sequence[str]) -> int:
    if bench() is None:
        print("reading: skipped, CLAUSEWATCH_BENCH names no folder with labelled pages")
        return 0
    given = _parser().parse_args(arguments)
    found = pages(given.pages)
    goals = time_goals({page.id: _ratios(page.body, given.times) for page in found})
    _tell_stages(found, given.times)
    if not given.no_pdf:
        goals += pdf_goals(list(labelled("pdf")), min(given.times, 3))
    if not given.no_memory:
        goals += memory_goals(found)
    return report(goals)


def whole(body: bytes) -> Reading:
    """All that a reading does."""
    return extract.read(body, _HEADERS, location=_PLACE, statuscode=200, rendition=Rendition.PLAIN)


def text_alone(body: bytes) -> str:
    """The policy's text, and nothing known about it."""
    drafts, _ = policy_blocks(page_of(decode(body, _HEADERS).utf8))
    return "\n".join(draft.text for draft in drafts)


def parse_alone(body: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(decode(body, _HEADERS).text)


def _ratios(body: bytes, times: int) -> dict[str, float]:
    works = {"parse": parse_alone, "text": text_alone, "whole": whole}
    best = fastest({name: partial(work, body) for name, work in works.items()}, times)
    return {name: seconds / best["parse"] for name, seconds in best.items()} | {"milliseconds": best["whole"] * 1000}


def time_goals(ratios: Mapping[str, Mapping[str, float]]) -> list[Goal]:
    """Of pages by their names, and what text and whole reading cost."""
    for name in ("text", "whole", "milliseconds"):
        every = [one[name] for one in ratios.values()]
        print(f"{name:14} mean {mean(every):6.2f}  median {median(every):6.2f}  most {max(every):6.2f}")
    ranked = sorted(ratios, key=lambda page: -ratios[page]["whole"])
    return [
        Goal(name="text_alone_in_parses", figure=mean(one["text"] for one in ratios.values()), most=5),
        Goal(name="whole_in_parses", figure=mean(one["whole"] for one in ratios.values()), most=8),
        Goal(
            name="dearest_page_in_parses",
            figure=ratios[ranked[0]]["whole"],
            most=15,
            faults=tuple(f"{ratios[page]['whole']:.1f} {page}" for page in ranked[:5]),
        ),
    ]


def _tell_stages(found: Sequence[Labelled], times: int) -> None:
    """Where the time goes: means of ratios over the pages, the best run of each counted."""
    sums: dict[str, float] = {}
    for page in found:
        parse = fastest({"parse": partial(parse_alone, page.body)}, times)["parse"]
        for name, seconds in _stages_of(page.body, times).items():
            sums[name] = sums.get(name, 0.0) + seconds / parse
    print("stage, in parses (a page's parse is part of parse.page_of):")
    for name, ratio in sorted(sums.items(), key=lambda one: -one[1]):
        print(f"  {name:32} {ratio / len(found):6.2f}")


def _stages_of(body: bytes, times: int) -> dict[str, float]:
    best: dict[str, float] = {}
    for turn in range(times):
        with stages(extract.reading, extract.concluding) as spent:
            everything = fastest({"all": partial(whole, body)}, 1)["all"]
        spent["reading (the rest)"] = max(0.0, everything - sum(spent.values()))
        if not turn or sum(spent.values()) < sum(best.values()):
            best = spent
    return best


def pdf_goals(found: Sequence[Labelled], times: int) -> list[Goal]:
    """Our blocks of a PDF against the plain text that pypdf makes of it."""
    ratios = {}
    for one in found:
        best = fastest({"text": partial(_pypdf, one.body), "blocks": partial(pdf_blocks, one.body)}, times)
        ratios[one.id] = best["blocks"] / best["text"]
    faults = tuple(f"{ratio:.2f} {name}" for name, ratio in sorted(ratios.items(), key=lambda one: -one[1]))
    return [Goal(name="pdf_in_pypdf_texts", figure=max(ratios.values()), most=1.3, faults=faults)]


def _pypdf(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)


def memory_goals(found: Sequence[Labelled]) -> list[Goal]:
    """Growth of resident memory, in a fresh process for each page that is large enough to tell."""
    if not can_measure_growth():
        print("memory: skipped, this system does not tell a process its peak")
        return []
    large = [page for page in found if len(page.body) > _LARGE]
    warm = min((page.body for page in found), key=len)
    times = {
        page.id: grown / len(page.body)
        for page, grown in zip(large, growths(whole, warm, [page.body for page in large]), strict=True)
    }
    worst = sorted(times, key=lambda page: -times[page])[:5]
    figure = max(times.values(), default=0)
    faults = tuple(f"{times[page]:.1f} {page}" for page in worst)
    return [Goal(name="growth_in_pages", figure=figure, most=12, faults=faults)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.reading")
    parser.add_argument("--pages", type=int, help="that many, evenly over the corpus")
    parser.add_argument("--times", type=int, default=5, help="of which the fastest counts")
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--no-pdf", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
