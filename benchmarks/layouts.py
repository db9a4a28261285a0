"""Is a document the same document in another layout?

    CLAUSEWATCH_BENCH=... python -m benchmarks.layouts [--pages 40] [--way NAME...] [--jobs 2] [--show 3]

Writes every labelled page down in other ways (`benchmarks.housing.laying`) and compares what is read: the texts of the
clauses and the headings above them. Then every reading is written as Markdown and read again. Prints a line per way
and one per goal, that no page differs; exits 1 if one does. Without the variable it says so and ends well.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pool
from typing import Any

import extract
from benchmarks.corpus import Labelled, bench, pages
from benchmarks.houses import read
from benchmarks.housing.laying import WAYS
from benchmarks.world.goals import Goal, counted, report
from extract.decoding.decode import decode
from model import Clause, Reading

MARKDOWN = "markdown"
_EXAMPLES = 12


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two readings of one document: how many clauses, and some of them."""

    clauses: int
    examples: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    if bench() is None:
        print("layouts: skipped, CLAUSEWATCH_BENCH names no folder with labelled pages")
        return 0
    given = _parser().parse_args(arguments)
    ways = given.way or [*WAYS, MARKDOWN]
    work = partial(changes_of, ways=ways)
    with Pool(given.jobs) as pool:
        found = pages(given.pages)
        changes = dict(zip((page.id for page in found), pool.imap(work, found), strict=True))
    return report(_goals(changes, ways, given.show))


def changes_of(page: Labelled, ways: Sequence[str]) -> dict[str, Change]:
    """By way, what reads differently; ways in which nothing does are left out."""
    return changed(decode(page.body, {}).text, page.url, ways)


def changed(html: str, url: str, ways: Sequence[str]) -> dict[str, Change]:
    first = read(html.encode("utf-8", "replace"), url)
    found = {}
    for way in ways:
        if way == MARKDOWN:
            change = _through_markdown(first)
        else:
            again = read(WAYS[way](html).encode("utf-8", "replace"), url)
            change = _difference(_seen(first), _seen(again))
        if change:
            found[way] = change
    return found


def _seen(reading: Reading) -> list[tuple[str, ...]]:
    """The texts in order, each under its headings; the title first."""
    return [("title", reading.title), *(("text", one.text, *one.headings) for one in reading.clauses)]


def _through_markdown(reading: Reading) -> Change | None:
    title, clauses = extract.clauses_of_markdown(extract.markdown(reading, links=True))
    shown = reading.title if reading.evidence.get("title") == "heading" else ""
    before, after = ([("title", shown), *map(_all_of, reading.clauses)], [("title", title), *map(_all_of, clauses)])
    return _difference(before, after)


def _all_of(clause: Clause) -> tuple[Any, ...]:
    links = tuple((link.text, link.target) for link in clause.links)
    return (clause.block.value, clause.text, clause.level, clause.label, clause.headings, clause.context, links)


def _difference(before: Sequence[tuple[Any, ...]], after: Sequence[tuple[Any, ...]]) -> Change | None:
    if before == after:
        return None
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    count = max(gone.total(), come.total(), 1)
    return Change(count, tuple(_examples(gone, come)))


def _examples(gone: Counter[tuple[Any, ...]], come: Counter[tuple[Any, ...]]) -> Iterator[str]:
    if not gone and not come:
        yield "only the order differs"
    yield from (f"- {one}"[:300] for one in list(gone)[:_EXAMPLES])
    yield from (f"+ {one}"[:300] for one in list(come)[:_EXAMPLES])


def _goals(changes: Mapping[str, Mapping[str, Change]], ways: Sequence[str], show: int) -> list[Goal]:
    goals = []
    for way in ways:
        differing = {page: found[way] for page, found in changes.items() if way in found}
        clauses = sum(change.clauses for change in differing.values())
        print(f"{way:14} pages differing {len(differing):4} of {len(changes)}   clauses {clauses}")
        for page in sorted(differing, key=lambda page: differing[page].clauses)[:show]:
            print(f"    {page}", *differing[page].examples[: 2 * show], sep="\n        ")
        goals.append(counted(f"pages_{way}", (f"{one.clauses} clauses in {page}" for page, one in differing.items())))
    return goals


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.layouts")
    parser.add_argument("--pages", type=int, help="that many, evenly over the corpus")
    parser.add_argument("--way", nargs="*", choices=[*WAYS, MARKDOWN], help="these only")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="pages shown per way, with what differs")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
