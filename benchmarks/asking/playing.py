"""What does the plan ask for, if captures show what is known of them?

The product's own plan, without network, store or reading: for archives too dense to be crawled in a benchmark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import count, pairwise

from benchmarks.asking.known import Document, Known
from crawler.plan import Asked, Listed, Look, Need, Place, Plan, listing_of, plan
from model import IndexRow, Precision, original_key

_URL = "https://recorded.example/policy"
_KEY = original_key(_URL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two neighbouring looks that show different texts."""

    after: Known
    by: Known


@dataclass
class Played:
    """One document, asked for capture by capture. `texts` names what a capture shows in `Known`."""

    document: Document
    texts: str
    asked: list[Known] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._at = {one.moment: one for one in self.document.captures}
        self._listing = listing_of(Listed(row=_row(one), holder="past") for one in self.document.captures)
        self._over: set[Place] = set()
        self._shown: set[str] = set()

    def plan(self) -> Plan:
        """What is next: by the pages' own evidence as long as that wants anything, then after neighbours were asked."""
        first = self._plan(self.texts)
        return first if first.wanted or self.texts != "read" else self._plan("settled")

    def _plan(self, texts: str) -> Plan:
        looks = tuple(
            Look(moment=one.moment, text=getattr(one, texts), names=((_KEY, 200, one.digest),)) for one in self.asked
        )
        need = Need(timeline=self.document.id, spans=((None, None),), looks=looks)
        return plan(self._listing, [need], Asked(over=frozenset(self._over)), Precision.EXACT)

    def ask(self, found: Plan) -> Known:
        best = found.wanted[0]
        self._over.add(best.place)
        self.asked.append(self._at[best.timestamp])
        self._shown.add(self.asked[-1].digest)
        return self.asked[-1]

    def to_the_end(self) -> Played:
        while (found := self.plan()).wanted:
            self.ask(found)
        return self

    def changes(self) -> list[Change]:
        """Where the text is seen to change, by everything that shows what was asked for."""
        texts = "settled" if self.texts == "read" else self.texts
        return changes([one for one in self.document.captures if one.digest in self._shown], texts)


def changes(looked: Sequence[Known], texts: str) -> list[Change]:
    seen = [one for one in looked if getattr(one, texts)]
    pairs = pairwise(seen)
    return [Change(after=one, by=other) for one, other in pairs if getattr(one, texts) != getattr(other, texts)]


def _row(one: Known) -> IndexRow:
    return IndexRow(
        urlkey=_KEY,
        timestamp=one.moment,
        original=_URL,
        mimetype="text/html",
        statuscode=200,
        digest=one.digest,
        length=one.length,
    )


def bisected(document: Document, texts: str) -> int:
    """How many captures bare halving between the ends asks for, with what shows no policy stepped over."""
    line = [getattr(one, texts) for one in document.captures]
    usable = [at for at, text in enumerate(line) if text]
    asked = {0, len(line) - 1}
    open_stretches = [(usable[0], usable[-1])] if usable else []
    while open_stretches:
        low, high = open_stretches.pop()
        inside = [at for at in range(low + 1, high) if line[at]]
        if line[low] == line[high] or not inside:
            continue
        middle = inside[len(inside) // 2]
        asked.add(middle)
        open_stretches += [(low, middle), (middle, high)]
    return len(asked)


def best_first(documents: Iterable[Document], texts: str) -> Iterator[tuple[str, Known]]:
    """All documents at once, as a crawl with a budget asks for them: what pays most first."""
    played, numbers = [Played(one, texts) for one in documents], count()
    queue = [(-found.wanted[0].gain, next(numbers), one, found) for one in played if (found := one.plan()).wanted]
    heapify(queue)
    while queue:
        _, _, one, found = heappop(queue)
        yield one.document.id, one.ask(found)
        if (following := one.plan()).wanted:
            heappush(queue, (-following.wanted[0].gain, next(numbers), one, following))
