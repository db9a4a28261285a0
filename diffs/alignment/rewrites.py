"""Which clauses were written anew, with few words in common?

What is left over after all else is compared once more, by stems and by place.  Two clauses are linked
when the evidence is good, and better than for any other pair that one of them is in.  Then the rest is
asked again, since every link says more about the places around it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from diffs.alignment.links import NONE, Links
from diffs.alignment.similarity import budget
from diffs.alignment.stems import Stems, is_title
from diffs.alignment.surroundings import Partners, Surroundings

Evidence = Mapping[str, float]
"""What speaks for two clauses being one, by name; see `_by_words` and `_by_place`."""

# A logistic regression over pairs of clauses that were left over, by `python -m benchmarks.fit_rewrites`: of real
# rewrites, judged by reading both texts, and, so that little is linked where little changed, of generated revisions.
# Only the sum says something: the pieces overlap.
_WEIGHTS: Evidence = {
    "alike": 9.37,
    "contained": 0.83,
    "rarest": 4.49,
    "opening": 2.73,
    "phrases": 0.67,
    "unequal": 0.53,
    "one_title": -1.00,
    "near": 5.68,
    "headed": 1.63,
    "open": 9.78,
    "foreign": -3.47,
}
_CONSTANT = -13.42
_LEAST = 1.0
_AHEAD = 0.2  # of the next best pair's evidence
_ALIKE = 0.14
_CONTAINED = 0.60
_ALIKE_TITLE = 0.5
_TELLING = 0.3  # weight of stems by which a clause is looked for
_NEAREST = 6
_ROUNDS = 3
_OPEN = 0.4  # share of free clauses from which a text counts as rewritten
_FOREIGN = 0.5  # share of free clauses above which two texts may be two documents
_FEW = 10  # clauses: of a text with fewer its share says little


@dataclass(frozen=True)
class Rest:
    """What is still free in two texts, and what surrounds it."""

    stems: Stems
    around: Surroundings
    rows: Sequence[int]
    columns: Sequence[int]

    @classmethod
    def of(cls, stems: Stems, links: Links, partners: Partners, used: tuple[set[int], set[int]]) -> Rest:
        """What neither is linked nor belongs to a split or merge, which `partners` and `used` name."""
        rows = [i for i in links.free_before() if i not in used[0]]
        columns = [j for j in links.free_after() if j not in used[1]]
        alone = {i: (j,) for i, j in links.pairs()}
        return cls(stems, Surroundings(stems.clauses, {**alone, **partners}), rows, columns)

    @property
    def open(self) -> float:
        """How much of the texts is free: where little was written anew, what is left over came and went."""
        return openness(self.stems, len(self.rows), len(self.columns))

    @property
    def foreign(self) -> float:
        """How far the texts are from having most clauses in common: two documents, then, rather than two versions."""
        before, after = self.stems.clauses
        return max(0.0, min(len(self.rows) / len(before), len(self.columns) / len(after)) - _FOREIGN)

    @cached_property
    def best_place(self) -> Evidence:
        """What places could say at best: a pair that is too weak even then need not be located."""
        return {"near": 0.5, "headed": 1.0, "open": self.open, "foreign": self.foreign}


def openness(stems: Stems, rows: int, columns: int) -> float:
    """The share of the texts that so many clauses before and after are, the smaller of both."""
    before, after = stems.clauses
    return min(_OPEN, rows / (len(before) + _FEW), columns / (len(after) + _FEW))


def tie(stems: Stems, links: Links, partners: Partners, used: tuple[set[int], set[int]]) -> None:
    """Links free clauses that were written anew.

    `partners` are the counterparts of clauses that were split or merged, and `used` the clauses of
    both texts that belong to these.
    """
    known: dict[tuple[int, int], Evidence] = {}
    near: dict[int, list[int]] = {}
    for _ in range(_ROUNDS):
        rest = Rest.of(stems, links, partners, used)
        if not rest.rows or not rest.columns:
            return
        found = _mutual(_scored(rest, known, near))
        if not found:
            return
        for i, j in found:
            links.tie(i, j)


def _scored(
    rest: Rest, known: dict[tuple[int, int], Evidence], near: dict[int, list[int]]
) -> list[tuple[float, int, int]]:
    """Of the pairs that were asked for; what is `known` of them and who is `near` whom holds for all rounds."""
    scored = []
    for i, j in candidates(rest, near):
        if not _may_be_enough(rest.stems, i, j):
            continue
        if (i, j) not in known:
            known[i, j] = _by_words(rest.stems, i, j)
        words = known[i, j]
        if enough(words) and _score({**words, **rest.best_place}) > _LEAST - _AHEAD and not _equal(rest.stems, i, j):
            scored.append((_score({**words, **_by_place(rest, i, j)}), i, j))
    return scored


def _may_be_enough(stems: Stems, i: int, j: int) -> bool:
    """Whether two clauses have so much in common that it is worth to weigh all that speaks for them."""
    size, other = stems.sizes[0][i], stems.sizes[1][j]
    least = min(_ALIKE / 2 * (size + other), _CONTAINED * min(size, other))
    return sum(map(stems.weights.__getitem__, stems.sets[0][i] & stems.sets[1][j])) >= 0.999 * least  # may be rounded


def enough(words: Evidence) -> bool:
    """Place alone makes no two clauses one; and a title becomes a sentence only with most of its words."""
    if words["one_title"]:
        return words["alike"] >= _ALIKE_TITLE
    return words["alike"] >= _ALIKE or words["contained"] >= _CONTAINED


def evidence(rest: Rest, i: int, j: int) -> Evidence:
    """All that speaks for one pair."""
    return {**_by_words(rest.stems, i, j), **_by_place(rest, i, j)}


def _equal(stems: Stems, i: int, j: int) -> bool:
    """Equal words that are free still are boilerplate of which nobody can tell which copy is which."""
    return stems.clauses[0][i].words == stems.clauses[1][j].words


def _score(evidence: Evidence) -> float:
    return _CONSTANT + sum(weight * evidence[name] for name, weight in _WEIGHTS.items())


def candidates(rest: Rest, near: dict[int, list[int]] | None = None) -> Iterator[tuple[int, int]]:
    """For every free clause after those before that share most telling stems with it.

    `near` keeps who that is for later rounds, in which some of them are linked.
    """
    near = {} if near is None else near
    if not near:
        near.update(_near(rest))
    rows = set(rest.rows)
    for j in rest.columns:
        yield from ((i, j) for i in [i for i in near[j] if i in rows][:_NEAREST])


def _near(rest: Rest) -> Iterator[tuple[int, list[int]]]:
    stems, weights = rest.stems, rest.stems.weights
    postings: dict[str, list[int]] = defaultdict(list)
    for i in rest.rows:
        for word in stems.sets[0][i]:
            if weights[word] >= _TELLING:
                postings[word].append(i)
    most = budget(len(rest.columns))
    for j in rest.columns:
        yield j, _nearest(stems, postings, j, most)


def _nearest(stems: Stems, postings: Mapping[str, Sequence[int]], j: int, left: int) -> list[int]:
    """The rarest stems are asked first, as long as no more clauses than `left` are looked at."""
    shared: defaultdict[int, float] = defaultdict(float)
    for length, word in sorted([(len(postings[word]), word) for word in stems.sets[1][j] if word in postings]):
        left -= length
        if left < 0:
            break
        weight = stems.weights[word]
        for i in postings[word]:
            shared[i] += weight
    size, sizes = stems.sizes[1][j], stems.sizes[0]
    best = nsmallest(_NEAREST * _ROUNDS, [(-both / (sizes[i] + size), i) for i, both in shared.items()])
    return [i for _, i in best]


def _mutual(scored: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The pairs with enough evidence, and more of it than any other pair of either clause."""
    of_before: dict[int, list[float]] = defaultdict(list)
    of_after: dict[int, list[float]] = defaultdict(list)
    for score, i, j in scored:
        of_before[i].append(score)
        of_after[j].append(score)
    for scores in (*of_before.values(), *of_after.values()):
        scores.sort(reverse=True)
    return [
        (i, j)
        for score, i, j in scored
        if score >= _LEAST and _leads(score, of_before[i]) and _leads(score, of_after[j])
    ]


def _leads(score: float, scores: Sequence[float]) -> bool:
    return score == scores[0] and (len(scores) < 2 or score >= scores[1] + _AHEAD)


def _by_words(stems: Stems, i: int, j: int) -> Evidence:
    both = stems.sets[0][i] & stems.sets[1][j]
    size, other = stems.sizes[0][i], stems.sizes[1][j]
    shared, weights = stems.weight(both), stems.weights
    phrases = stems.phrases(0, i) & stems.phrases(1, j)
    titles = [is_title(side[position]) for side, position in zip(stems.clauses, (i, j), strict=True)]
    return {
        "alike": 2 * shared / (size + other) if shared else 0.0,
        "contained": shared / min(size, other) if shared else 0.0,
        "rarest": max((weights[word] for word in both), default=0.0),
        "opening": stems.alike(stems.opening(0, i), stems.opening(1, j)),
        "phrases": math.log1p(math.fsum(weights[one] + weights[next_one] for one, next_one in phrases)),
        "unequal": abs(math.log((size + 1) / (other + 1))),
        "one_title": float(titles[0] != titles[1]),
    }


def _by_place(rest: Rest, i: int, j: int) -> Evidence:
    head, other = rest.around.headings[0][i], rest.around.headings[1][j]
    sets = rest.stems.sets
    headed = rest.stems.alike(sets[0][head], sets[1][other]) if NONE not in (head, other) else 0.0
    return {
        "near": rest.around.near(i, j),
        "headed": headed,
        "open": rest.open,
        "foreign": rest.foreign,
    }
