"""Which clauses were written anew, with few words in common?

What is left over after all else is compared once more, by stems and by place.  Two clauses are linked
when the evidence is good, and better than for any other pair that one of them is in.  Then the rest is
asked again, since every link says more about the places around it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from diffs.alignment.links import NONE, Links
from diffs.alignment.similarity import budget
from diffs.alignment.stems import Stems
from diffs.alignment.surroundings import Partners, Surroundings

Evidence = Mapping[str, float]
"""What speaks for two clauses being one, by name; see `_by_words` and `_by_place`."""

# A logistic regression over pairs of clauses that were left over, by `python -m benchmarks.fit_rewrites`: of real
# rewrites, judged by reading both texts, and, so that little is linked where little changed, of generated revisions.
# Only the sum says something: the pieces overlap. Earlier passes have changed since, and the script prints weights up
# to a sixth larger; with those the judged links come out as they do with these.
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

    @cached_property
    def open(self) -> float:
        """How much of the texts is free: where little was written anew, what is left over came and went."""
        return openness(self.stems, len(self.rows), len(self.columns))

    @cached_property
    def foreign(self) -> float:
        """How far the texts are from having most clauses in common: two documents, then, rather than two versions."""
        before, after = self.stems.clauses
        return max(0.0, min(len(self.rows) / len(before), len(self.columns) / len(after)) - _FOREIGN)

    @property
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
    known: dict[tuple[int, int], float] = {}
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
    rest: Rest, known: dict[tuple[int, int], float], near: dict[int, list[int]]
) -> list[tuple[float, int, int]]:
    """Of the pairs that were asked for; what is `known` of their words and who is `near` whom holds for all rounds."""
    scored = []
    too_weak = _LEAST - _AHEAD - _sum(rest.best_place)
    for pair in candidates(rest, near):
        words = known.get(pair)
        if words is None:
            words = known[pair] = _words_say(rest.stems, *pair)
        if words > too_weak:
            scored.append((words + _sum(_by_place(rest, *pair)), *pair))
    return scored


def _words_say(stems: Stems, i: int, j: int) -> float:
    """What the words of two clauses say for them; of those that cannot be one, without weighing all of it."""
    if _equal(stems, i, j) or not _may_be_enough(stems, i, j):
        return -math.inf
    words = _by_words(stems, i, j)
    return _CONSTANT + _sum(words) if enough(words) else -math.inf


def _may_be_enough(stems: Stems, i: int, j: int) -> bool:
    """Whether two clauses have so much in common that it is worth to weigh all that speaks for them."""
    size, other = stems.sizes[0][i], stems.sizes[1][j]
    least = min(_ALIKE / 2 * (size + other), _CONTAINED * min(size, other))
    return stems.weight(stems.sets[0][i] & stems.sets[1][j]) >= 0.999 * least  # may be rounded


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


def _sum(evidence: Evidence) -> float:
    """What the pieces of evidence say together."""
    return math.fsum([_WEIGHTS[name] * much for name, much in evidence.items()])


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
    postings: dict[int, list[int]] = defaultdict(list)
    for i in rest.rows:
        for stem in stems.sets[0][i]:
            if weights[stem] >= _TELLING:
                postings[stem].append(i)
    order = sorted(postings, key=lambda stem: (len(postings[stem]), stem))
    place = {stem: at for at, stem in enumerate(order)}
    rows = [(weights[stem], postings[stem]) for stem in order]
    most = budget(len(rest.columns))
    for j in rest.columns:
        asked = sorted([place[stem] for stem in stems.sets[1][j] if stem in place])
        yield j, _nearest(stems, [rows[at] for at in asked], j, most)


def _nearest(stems: Stems, postings: Iterable[tuple[float, Sequence[int]]], j: int, left: int) -> list[int]:
    """The rarest stems are asked first, as long as no more clauses than `left` are looked at."""
    shared: defaultdict[int, float] = defaultdict(float)
    for weight, positions in postings:
        left -= len(positions)
        if left < 0:
            break
        for i in positions:
            shared[i] += weight
    size, sizes = stems.sizes[1][j], stems.sizes[0]
    best = sorted([(-both / (sizes[i] + size), i) for i, both in shared.items()])[: _NEAREST * _ROUNDS]
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
    shared = stems.weight(both)
    return {
        "alike": 2 * shared / (size + other) if shared else 0.0,
        "contained": shared / min(size, other) if shared else 0.0,
        "rarest": max(map(stems.weights.__getitem__, both), default=0.0),
        "opening": stems.alike(stems.openings[0][i], stems.openings[1][j]),
        "phrases": math.log1p(stems.phrase_weight(stems.phrases[0][i] & stems.phrases[1][j])),
        "unequal": abs(math.log((size + 1) / (other + 1))),
        "one_title": float(stems.titles[0][i] != stems.titles[1][j]),
    }


def _by_place(rest: Rest, i: int, j: int) -> Evidence:
    head, other = rest.around.headings[0][i], rest.around.headings[1][j]
    sets = rest.stems.sets
    return {
        "near": rest.around.near(i, j),
        "headed": rest.stems.alike(sets[0][head], sets[1][other]) if NONE not in (head, other) else 0.0,
        "open": rest.open,
        "foreign": rest.foreign,
    }
