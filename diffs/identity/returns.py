"""Which clauses that came are clauses that had gone?

A page that was shown in part, a text that was taken back, a clause that was left out for a while: what
comes back is the old clause.  It is known by its words, at any time; if it was slightly edited meanwhile,
by its pairs of words, for as many versions as people remember, and the sooner between the
neighbours that it had.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from diffs.alignment import anchors
from diffs.alignment.anchors import Key, key
from diffs.alignment.links import Links
from diffs.alignment.similarity import tokens
from model import Clause

_LONG = 8  # words from which an equal text is the same clause, whatever else it is like
_RUN = 2
_FEW = 4  # runs below which a clause is known by its exact words alone
_MOST_WORDS = 2000  # of a clause that are looked at
_COMMON = 50  # clauses that share a run, from which it tells nothing
_REMEMBERED = 32  # versions
_ALIKE = (0.45, 0.35, 0.25)  # share of common runs, by how many neighbours are the same
_NEIGHBOUR = 0.15
_PART = 0.60  # what a share of the shorter of two clauses counts

_END, _UNKNOWN = 0, -1  # no identities

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    """A clause that is gone, and how it stood in the last version that had it."""

    clause: Clause
    number: int  # of the first version without it
    place: int
    between: tuple[int, int]
    runs: frozenset[Run]


class Gone:
    """The clauses of earlier versions that the latest one does not have, by identity."""

    def __init__(self) -> None:
        self._left: dict[int, _Left] = {}
        self._stood: dict[Key, dict[int, Clause]] = defaultdict(dict)
        self._holders: dict[Run, dict[int, None]] = defaultdict(dict)
        self._sizes: dict[int, int] = {}  # how many runs each of the holders has
        self._to_forget: deque[tuple[int, int]] = deque()

    def stand(self, clauses: Sequence[Clause], ids: Sequence[int]) -> None:
        """Notes under which words each identity stands in a version."""
        for clause, id_ in zip(clauses, ids, strict=True):
            self._stood[key(clause)][id_] = clause

    def leave(self, number: int, clauses: Sequence[Clause], ids: Sequence[int], staying: set[int]) -> None:
        """Notes which clauses of the version before version `number` are gone there, and which are back."""
        for id_ in [id_ for id_ in staying if id_ in self._left]:
            self._forget(id_)
            del self._left[id_]
        padded = [_END, *ids, _END]
        for place, (clause, id_) in enumerate(zip(clauses, ids, strict=True)):
            if id_ not in staying:
                runs = _runs(clause)
                self._left[id_] = _Left(clause, number, place, (padded[place], padded[place + 2]), runs)
                self._to_forget.append((number, id_))
                self._sizes[id_] = len(runs)
                for run in runs:
                    self._holders[run][id_] = None
        while self._to_forget and self._to_forget[0][0] <= number - _REMEMBERED:
            since, id_ = self._to_forget.popleft()
            if id_ in self._left and self._left[id_].number == since:
                self._forget(id_)

    def _forget(self, id_: int) -> None:
        for run in self._left[id_].runs:
            self._holders[run].pop(id_, None)
            if not self._holders[run]:
                del self._holders[run]

    def knows(self, words: Key) -> bool:
        """Whether a clause ever had these words."""
        return words in self._stood

    def back(self, after: Sequence[Clause], came: Sequence[int], found: Mapping[int, int]) -> dict[int, int]:
        """Identities of those clauses at the positions `came` that had gone; `found` are those of the others."""
        same = self._in_the_same_words(after, came)
        rest = [j for j in came if j not in same]
        return same | self._edited(after, rest, {**found, **same})

    def instead(
        self,
        before: Sequence[Clause],
        after: Sequence[Clause],
        doubtful: Mapping[int, int],
        taken: Iterable[int],
    ) -> dict[int, int]:
        """Identities of clauses that were linked to another one, while one that had gone is just like them."""
        used = set(taken)
        found: dict[int, int] = {}
        for j, i in doubtful.items():
            words = key(after[j])
            if words.count(" ") + 1 >= _LONG and _form(before[i]) != _form(after[j]):
                like = [id_ for id_, one in self._stood.get(words, {}).items() if _form(one) == _form(after[j])]
                for id_ in self._latest(id_ for id_ in like if id_ not in used)[:1]:
                    found[j] = id_
                    used.add(id_)
        return found

    def _latest(self, ids: Iterable[int]) -> list[int]:
        """Those that are gone, the latest first."""
        gone = [id_ for id_ in ids if id_ in self._left]
        return sorted(gone, key=lambda id_: (-self._left[id_].number, self._left[id_].place))

    def _in_the_same_words(self, after: Sequence[Clause], came: Sequence[int]) -> dict[int, int]:
        """Repeated text is told apart as two versions' is: by its neighbours, its headings, its order."""
        pool = self._pool(Counter(key(after[j]) for j in came))
        links = Links(len(pool), len(came))
        anchors.exact([clause for _, clause in pool], [after[j] for j in came], links)
        free: dict[Key, list[int]] = defaultdict(list)
        for at in links.free_before():
            free[key(pool[at][1])].append(at)
        for to in links.free_after():
            if free.get(mark := key(after[came[to]])):
                links.tie(free[mark].pop(0), to)
        return {came[to]: pool[at][0] for at, to in links.pairs()}

    def _pool(self, wanted: Mapping[Key, int]) -> list[tuple[int, Clause]]:
        """As many identities as are wanted of each words, as they stood; one that had several by its latest."""
        pool: dict[int, Clause] = {}
        for mark, times in wanted.items():
            for id_ in self._latest(self._stood.get(mark, ()))[:times]:
                if id_ not in pool or key(self._left[id_].clause) == mark:
                    pool[id_] = self._stood[mark][id_]
        return sorted(pool.items(), key=lambda row: (self._left[row[0]].number, self._left[row[0]].place))

    def _edited(self, after: Sequence[Clause], came: Sequence[int], found: Mapping[int, int]) -> dict[int, int]:
        claims = []
        for j in came:
            runs = _runs(after[j])
            beside = _neighbours(j, len(after), found)
            for id_, alike in self._sharing(runs):
                left = self._left[id_]
                same = sum(one == other for one, other in zip(beside, left.between, strict=True))
                if alike >= _ALIKE[same]:
                    claims.append((-alike - _NEIGHBOUR * same, -left.number, left.place, id_, j))
        again: dict[int, int] = {}
        used = set(found.values())
        for *_, id_, j in sorted(claims):
            if j not in again and id_ not in used:
                again[j] = id_
                used.add(id_)
        return again

    def _sharing(self, runs: frozenset[Run]) -> Iterator[tuple[int, float]]:
        """Clauses that are gone with how alike their runs are, if that can be enough."""
        rows = (self._holders[run] for run in runs if run in self._holders)
        least = _ALIKE[-1] * len(runs)
        holders = chain.from_iterable(row for row in rows if len(row) <= _COMMON)
        for id_, shared in Counter(holders).items():
            there = self._sizes[id_]
            # What is alike shares no smaller a part of the shorter one: most need no closer look.
            if shared >= least or shared >= _ALIKE[-1] * there:
                yield id_, max(2 * shared / (len(runs) + there), _PART * shared / min(len(runs), there))


def _neighbours(j: int, size: int, found: Mapping[int, int]) -> tuple[int, int]:
    """Who stands beside a clause; beside the first and the last the text ends, which is not to be unknown."""
    left = _END if j == 0 else found.get(j - 1, _UNKNOWN)
    return left, _END if j == size - 1 else found.get(j + 1, _UNKNOWN)


def _form(clause: Clause) -> tuple[object, ...]:
    return clause.words, clause.block


def _runs(clause: Clause) -> frozenset[Run]:
    words = list(islice(tokens(clause.words), _MOST_WORDS))
    runs = frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
    return runs if len(runs) >= _FEW else frozenset()
