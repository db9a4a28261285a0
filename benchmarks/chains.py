"""Is a clause followed through versions that change more than policies do?

    python -m benchmarks.chains [--chains 200] [--seed 1] [--arrivals 10] [--worst 5] [--real]

Makes chains of versions in which it is known who each clause is (`benchmarks.chaining`), follows them, and holds the
identities against the truth; so many of the chains also arrive at a store as captures of a page in shuffled order, with
conclusions drawn in between. Prints the figures, the worst chains with what went wrong first in them, and a line per
goal; exits 1 if one is missed.

The goals: a chain begins with some fifty clauses and changes in each of eleven steps as much as a policy does in years;
parts, new clauses and what comes back are put anywhere, beside a line that stands under every section. Of a copy of
that line whose section was cut up there is no saying which it was. So one clause in a hundred may be wrong; when words
last changed is told from two versions, not from all, and must be wrong half as often.

With `--real` the texts that the chains begin with are those of the folder that CLAUSEWATCH_BENCH names; without the
variable it says so and ends well.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import diffs
import extract
from benchmarks.arrivals import differing
from benchmarks.chaining import Chain, chains
from benchmarks.corpus import bench, scorer
from benchmarks.world.goals import Goal, counted, report
from model import Alignment

_FIRST_SEEN_SHORT = 0.01  # of 1
_LAST_CHANGED_SHORT = 0.005
_IDENTITY_SHORT = 0.01

Ids = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a chain was followed. `wrong` and `right` count pairs of clauses that are said to be one, or are one."""

    chain: Chain
    ids: Ids
    steps: Sequence[Sequence[Alignment]]
    blocks: int
    seen_wrong: int
    changed_wrong: int
    right: int
    wrong: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong) if self.right + self.wrong else 1.0


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if given.real and bench() is None:
        print("chains: skipped, CLAUSEWATCH_BENCH names no folder with chains of real texts")
        return 0
    made = list(chains(given.chains, given.seed, real_texts() if given.real else ()))
    scores = [followed(one) for one in made]
    _tell(scores, given.worst)
    return report([*goals(scores), counted("arrived_otherwise", differing(made[: given.arrivals]))])


def real_texts() -> list[Sequence[str]]:
    """The texts that the labelled chains begin with."""
    folder = bench()
    found = scorer("score_alignment").load_cases(str(folder / "data" / "chains_dev.jsonl.gz")) if folder else ()
    return [one["versions"][0] for one in found]


def followed(chain: Chain) -> Score:
    """How well a chain is followed, from its versions alone."""
    texts = [[extract.clause_of_block(block) for block in version] for version in chain.versions]
    found = diffs.follow(texts, [diffs.align(*pair) for pair in pairwise(texts)])
    ids = [[one.id for one in row] for row in found.identities]
    changed = diffs.last_changed(found.identities, found.alignments)
    right, wrong = pairs(chain.ids, ids)
    return Score(
        chain=chain,
        ids=ids,
        steps=found.alignments,
        blocks=sum(map(len, ids[1:])),
        seen_wrong=_unequal(first_seen(chain.ids), first_seen(ids)),
        changed_wrong=_unequal(chain.changed, changed),
        right=right,
        wrong=wrong,
    )


def first_seen(ids: Ids) -> list[list[int]]:
    """For each clause of each version the index of the version that had it first.

    >>> first_seen([[1, 2], [3, 1]])
    [[0, 0], [1, 0]]
    """
    seen: dict[int, int] = {}
    return [[seen.setdefault(one, number) for one in row] for number, row in enumerate(ids)]


def _unequal(truth: Ids, found: Ids) -> int:
    rows = zip(truth[1:], found[1:], strict=True)
    return sum(one != other for row in rows for one, other in zip(*row, strict=True))


def pairs(truth: Ids, found: Ids) -> tuple[int, int]:
    """How many pairs of clauses of two versions are rightly said to be one, and how many wrongly or not at all.

    >>> pairs([[1, 2], [2, 3]], [[1, 2], [2, 1]])
    (1, 1)
    """
    right = wrong = 0
    for before, after in combinations(range(len(truth)), 2):
        are, said = (_joined(rows[before], rows[after]) for rows in (truth, found))
        right += len(are & said)
        wrong += len(are ^ said)
    return right, wrong


def _joined(before: Sequence[int], after: Sequence[int]) -> set[tuple[int, int]]:
    places = {one: j for j, one in enumerate(after)}
    return {(i, places[one]) for i, one in enumerate(before) if one in places}


def goals(scores: Sequence[Score]) -> list[Goal]:
    """That hardly a clause is taken for another, over all chains."""
    blocks = sum(one.blocks for one in scores)
    right, wrong = sum(one.right for one in scores), sum(one.wrong for one in scores)
    seen, changed = (sum(getattr(one, name) for one in scores) / blocks for name in ("seen_wrong", "changed_wrong"))
    return [
        Goal(name="first_seen_wrong", figure=seen, most=_FIRST_SEEN_SHORT),
        Goal(name="last_changed_wrong", figure=changed, most=_LAST_CHANGED_SHORT),
        Goal(name="identity_f1_short_of_1", figure=wrong / (2 * right + wrong), most=_IDENTITY_SHORT),
    ]


def _tell(scores: Sequence[Score], worst: int) -> None:
    faults = Counter(fault for one in scores for fault, _ in first_faults(one))
    print(f"{len(scores)} chains, {sum(one.blocks for one in scores)} clauses of later versions")
    print("faults where they begin: " + ", ".join(f"{fault} {times}" for fault, times in faults.most_common()))
    for one in sorted(scores, key=lambda score: score.f1)[:worst]:
        print(f"{one.chain.name}: identity F1 {one.f1:.4f}, first seen wrong {one.seen_wrong} of {one.blocks}")
        for fault, where in list(first_faults(one))[:3]:
            print(f"    {fault}: {where}")


def first_faults(score: Score) -> Iterator[tuple[str, str]]:
    """Where a clause is first taken for another, or for none: what happened to it in truth, and what was said."""
    truth, said = _origins(score.chain.ids), _origins(score.ids)
    for number in range(1, len(truth)):
        for place, (are, found) in enumerate(zip(truth[number], said[number], strict=True)):
            if are != found:
                kinds = [kind for one in score.steps[number - 1] if place in one.after for kind in one.kinds]
                fault = f"{_way(are, number)} taken for {_way(found, number)}"
                words = score.chain.versions[number][place][:70]
                yield fault, f"version {number}, {' + '.join(kinds) or 'unchanged'}: {words!r}"


Origin = tuple[int, int] | None


def _origins(ids: Ids) -> list[list[Origin]]:
    """For each clause where it stood last before."""
    last: dict[int, Origin] = {}
    rows: list[list[Origin]] = []
    for number, row in enumerate(ids):
        rows.append([last.get(one) for one in row])
        last |= {one: (number, place) for place, one in enumerate(row)}
    return rows


def _way(origin: Origin, number: int) -> str:
    if origin is None:
        return "new"
    return "there" if origin[0] == number - 1 else "returned"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.chains")
    parser.add_argument("--chains", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--arrivals", type=int, default=10, help="chains that also arrive at a store, shuffled")
    parser.add_argument("--worst", type=int, default=5, help="chains explained")
    parser.add_argument("--real", action="store_true", help="begin with real texts")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
