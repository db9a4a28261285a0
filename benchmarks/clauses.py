"""What does it cost to align two texts and to mark their changes, against the tools that everybody has?

    CLAUSEWATCH_BENCH=... python -m benchmarks.clauses [--times 3] [--only peers growth hostile]

Peers: difflib's alignment of blocks with pairing by `ratio()`, and `git diff --word-diff` with the processes it starts
(see clause_peers). They get strings and our code the clauses, for a text that is held stands there as clauses; what it
costs to make clauses of the strings besides is told, without a goal. Growth is the slope from 1,000 to 100,000 words.
Hostile texts are aligned and their changes marked, each pair in a process of its own that counts all it needs. Prints a
line per goal, and exits 1 if one is missed. Without the variable the revisions are invented, and it says so.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from statistics import median

import diffs
from benchmarks.clause_peers import difflib_pairs, git_word_diff
from benchmarks.clause_texts import HOSTILE, Revision, growing, invented_revisions, real_revisions
from benchmarks.measuring import medians
from benchmarks.world.goals import Goal, report
from extract import clause_of_block
from model import Clause, Edit

_SMALL, _MIDDLE, _LARGE = 1_000, 10_000, 100_000  # words
_GIVEN_UP = 120  # seconds of processor time after which a hostile pair counts as endless

Pair = tuple[list[Clause], list[Clause]]


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    goals = hostile_goals(_costs()) if "hostile" in given.only else []  # first: a child begins with its parent's peak
    revisions = real_revisions()
    print(f"{len(revisions)} revisions" if revisions else "invented revisions, for CLAUSEWATCH_BENCH names no others")
    revisions = revisions or invented_revisions(60)
    if "growth" in given.only:
        goals = growth_goals(_growth(revisions, given.times)) + goals
    if "peers" in given.only:
        goals = peer_goals(_against_peers(revisions, given.times)) + goals
    return report(goals)


def clauses_of(revision: Revision) -> Pair:
    """Both texts as clauses, with their canonical words."""
    before, after = ([clause_of_block(block) for block in side] for side in revision)
    return before, after


def redlined(before: Sequence[Clause], after: Sequence[Clause]) -> list[tuple[Edit, ...]]:
    """Alignment, and a redline of each change."""
    changed = (one for one in diffs.align(before, after) if one.kinds)
    return [
        diffs.redline(" ".join(before[i].text for i in one.before), " ".join(after[j].text for j in one.after))
        for one in changed
    ]


def _against_peers(revisions: Sequence[Revision], times: int) -> dict[str, float]:
    pairs = [clauses_of(revision) for revision in revisions]
    with tempfile.TemporaryDirectory() as folder:
        works: dict[str, Callable[[], object]] = {
            "align": lambda: [diffs.align(*pair) for pair in pairs],
            "align from strings": lambda: [diffs.align(*clauses_of(revision)) for revision in revisions],
            "align and redline": lambda: [redlined(*pair) for pair in pairs],
            "difflib": lambda: [difflib_pairs(*revision) for revision in revisions],
            "git": lambda: [git_word_diff(Path(folder), *revision) for revision in revisions],
        }
        return medians(works, times)


def peer_goals(seconds: Mapping[str, float]) -> list[Goal]:
    """Of the seconds that each took for all revisions."""
    for name, took in seconds.items():
        print(f"{name:20} {took:8.2f} s")
    print(f"align from strings in difflib runs {seconds['align from strings'] / seconds['difflib']:.3g}")
    aligned, both = seconds["align"] / seconds["difflib"], seconds["align and redline"] / seconds["git"]
    return [
        Goal(name="align_in_difflib_runs", figure=aligned, most=1),
        Goal(name="align_and_redline_in_git_word_diffs", figure=both, most=8),
    ]


def _growth(revisions: Sequence[Revision], times: int) -> dict[str, dict[int, float]]:
    """Seconds by the kind of edit and the words of the text, medians over texts that begin at other places."""
    pool = list(dict.fromkeys(block for revision in revisions for block in revision.after))
    found: dict[str, dict[int, float]] = {}
    for words in (_SMALL, _MIDDLE, _LARGE):
        rows = [_seconds(growing(pool, words, seed), times) for seed in range(times)]
        for kind in rows[0]:
            found.setdefault(kind, {})[words] = median(row[kind] for row in rows)
    return found


def _seconds(revisions: Mapping[str, Revision], times: int) -> dict[str, float]:
    pairs = {kind: clauses_of(revision) for kind, revision in revisions.items()}
    return medians({kind: partial(diffs.align, *pair) for kind, pair in pairs.items()}, times)


def growth_goals(found: Mapping[str, Mapping[int, float]]) -> list[Goal]:
    """The worst of the slopes between the ends."""
    for kind, row in found.items():
        print(f"{kind:8} {exponent(row):.3f}:", "  ".join(f"{words} words {took:.4f} s" for words, took in row.items()))
    return [Goal(name="growth_exponent", figure=max(map(exponent, found.values())), most=1.1)]


def exponent(row: Mapping[int, float]) -> float:
    """With what power of the size the seconds rise from the smallest to the largest.

    >>> exponent({10: 1.0, 100: 9.0, 1000: 10_000.0})
    2.0
    """
    small, large = min(row), max(row)
    return math.log(row[large] / row[small]) / math.log(large / small)


def _costs() -> Iterator[tuple[str, float, float]]:
    for name in HOSTILE:
        seconds, megabytes = _alone(name)
        print(f"{name:10} {seconds:6.2f} s {megabytes:6.0f} MB", flush=True)
        yield name, seconds, megabytes


def _alone(name: str) -> tuple[float, float]:
    """Seconds of processor time and peak megabytes of a new process; endless when it was given up."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_hostile, args=(name, there))
    child.start()
    there.close()
    try:
        seconds, megabytes = here.recv()
    except EOFError:
        seconds = megabytes = math.inf
    child.join()
    return seconds, megabytes


def _hostile(name: str, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_GIVEN_UP, _GIVEN_UP))
    pair = clauses_of(HOSTILE[name](Random(1)))
    begun = time.process_time()
    redlined(*pair)
    answer.send((time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def hostile_goals(costs: Iterator[tuple[str, float, float]]) -> list[Goal]:
    """Seconds and megabytes of each hostile pair."""
    return [
        goal
        for name, seconds, megabytes in costs
        for goal in (
            Goal(name=f"{name}_seconds", figure=seconds, most=30),
            Goal(name=f"{name}_megabytes", figure=megabytes, most=500),
        )
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.clauses")
    parser.add_argument("--times", type=int, default=3, help="of which the median counts")
    parser.add_argument("--only", nargs="+", default=("peers", "growth", "hostile"), metavar="PART")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
