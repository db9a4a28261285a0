"""Which weights tell clauses that were written anew, and how well do they do on texts they were not fitted on?

    CLAUSEWATCH_BENCH=... python -m benchmarks.fit_rewrites [FOLDS]

Prints the weights of `diffs.alignment.rewrites`, and precision, recall and F1 of the links that were judged by
reading: with every text in the fit, and with each text judged by weights that were fitted without it.  Every figure
is that of `diffs.align` as a whole.  Without the variable it says so and ends well.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from unittest import mock

import diffs
from benchmarks.corpus import bench
from benchmarks.logistic import Example, Model, fit
from benchmarks.rewritten import Judged, generated, judged_links, read_links
from diffs.alignment import rewrites
from diffs.alignment.links import Links
from diffs.alignment.stems import Stems
from diffs.alignment.surroundings import Partners

_FOLDS = 8
_COUNTS = {"judged": 3.0, "read": 3.0, "generated": 1.0}
"""What a pair of each source weighs."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text with labels, and the examples it gives."""

    judged: Judged
    examples: Sequence[Example]


def main(arguments: Sequence[str]) -> int:
    if bench() is None:
        print("fit_rewrites: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    sheets = [Sheet(one, list(_examples(one))) for one in (*judged_links(), *read_links(), *generated())]
    model = _fitted(sheets)
    print(f"constant {model.constant:.2f}  " + "  ".join(f"{n} {w:.2f}" for n, w in model.weights.items()), flush=True)
    read = [sheet for sheet in sheets if not sheet.judged.whole]
    _print("fitted on all", _counted(read, model))
    folds = int(arguments[0]) if arguments else _FOLDS
    apart: Counter[tuple[str, str]] = Counter()
    for fold in range(folds):
        out = read[fold::folds]
        apart += _counted(out, _fitted([sheet for sheet in sheets if sheet not in out]))
    _print("fitted on others", apart)
    return 0


def _fitted(sheets: Collection[Sheet]) -> Model:
    found = fit([example for sheet in sheets for example in sheet.examples])
    return Model(round(found.constant, 2), {name: round(weight, 2) for name, weight in found.weights.items()})


def _examples(judged: Judged) -> Iterator[Example]:
    rest = _rest(judged)
    if rest is None:
        return
    free = set(rest.rows), set(rest.columns)
    named = {pair for pair in judged.same if pair[0] in free[0] and pair[1] in free[1]}
    for pair in sorted(named.union(rewrites.candidates(rest))):
        answer = judged.answer(*pair)
        if answer is not None:
            yield Example(rewrites.evidence(rest, *pair), answer, _COUNTS[judged.source])


def _rest(judged: Judged) -> rewrites.Rest | None:
    """What is left over when rewrites are looked for: caught where the aligner asks for them."""
    seen: list[rewrites.Rest] = []

    def catch(stems: Stems, links: Links, partners: Partners, used: tuple[set[int], set[int]]) -> None:
        seen.append(rewrites.Rest.of(stems, links, partners, used))

    with mock.patch.object(rewrites, "tie", catch):
        diffs.align(judged.before, judged.after)
    return seen[0] if seen else None


def _counted(sheets: Collection[Sheet], model: Model) -> Counter[tuple[str, str]]:
    """By source how many links are right, wrong and missed."""
    counts: Counter[tuple[str, str]] = Counter()
    with mock.patch.multiple(rewrites, _WEIGHTS=model.weights, _CONSTANT=model.constant):
        for judged in (sheet.judged for sheet in sheets):
            found = diffs.align(judged.before, judged.after)
            links = {(i, j) for one in found for i in one.before for j in one.after}
            for pair, same in judged.same.items():
                if same or pair in links:
                    counts[judged.source, "missed" if pair not in links else "right" if same else "wrong"] += 1
    return counts


def _print(name: str, counts: Counter[tuple[str, str]]) -> None:
    for source in ("judged", "read"):
        right, wrong, missed = (counts[source, what] for what in ("right", "wrong", "missed"))
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(
            f"{name}, {source}: precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}  ({right + missed} links)"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
