"""Which clauses are left over though they stand, letter for letter, in one that was cut up or put together?

Lines that a page runs together without a space ("ContentsWho we areWhat we keep") are other words than those of
the lines by themselves, and a last line of two words is too little to be known by its words.  Letters tell both:
a clause that is exactly its neighbours run together is their merge, and a clause that stands in another right
beside a part of it is one more part.  Read backwards they are splits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from diffs.alignment.links import Links
from diffs.alignment.shares import Counterparts, Many
from diffs.alignment.similarity import Made
from model import Clause

_LEAST = 6  # letters that a clause run together must have
_BEGINNING = 12  # letters by which its first part is looked for
_TRIED = 8  # clauses that begin so
_FEWEST = 2  # words of a part beside another
_TOUCH = 3  # words of the part beside it that must follow, or go before
_ASKED = 64  # times that one clause is searched for parts
_NO_LETTERS = re.compile(r"[\W_]+")

Sides = tuple[Sequence[Clause], Sequence[Clause]]


class _Letters(Made[str]):
    """The letters of the clauses of one text, each made when it is first asked for."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        super().__init__(
            lambda at: _NO_LETTERS.sub("", clauses[at].label.casefold()) + clauses[at].words.replace(" ", "")
        )
        self.count = len(clauses)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(map(self.__getitem__, range(self.count)))


def give(clauses: Sides, links: Links, split: Many, merged: Many) -> None:
    """Adds what is left over to `split` and `merged`; whole runs first, then what stands at their seams."""
    held = Counterparts.gathered(links, split, merged)
    if not any(map(_free, held.of)):
        return
    letters = _Letters(clauses[0]), _Letters(clauses[1])
    for side, many in ((0, split), (1, merged)):
        for host, parts in _run_together(clauses, letters, held, side):
            for part in parts:
                held.of[1 - side][part] = [host]
            held.of[side][host] = many[host] = list(parts)
    for side, many in ((0, split), (1, merged)):
        for host in _with_seams(clauses, held, side):
            many[host] = held.of[side][host]


def _free(owners: Sequence[list[int]]) -> list[int]:
    return [at for at, own in enumerate(owners) if not own]


def _run_together(
    clauses: Sides, letters: tuple[_Letters, _Letters], held: Counterparts, side: int
) -> Iterator[tuple[int, range]]:
    """Hosts with the neighbours whose letters are theirs, none of which belongs to another clause."""
    single, owners = letters[1 - side], held.of[1 - side]
    beginning: defaultdict[str, list[int]] = defaultdict(list)
    for part in _free(owners):
        beginning[single[part][:_BEGINNING]].append(part)
    sizes = sorted(set(map(len, beginning)))
    for host, now in enumerate(held.of[side]):
        if not beginning or not _may_host(clauses, held, side, host):
            continue
        whole = letters[side][host]
        free = (beginning.get(whole[:size], ())[:_TRIED] for size in sizes)
        runs = (range(start, _end(whole, single, start)) for start in chain(now[:1], *free))
        found = next((parts for parts in runs if _is_free(parts, host, owners, now)), None)
        if found is not None and len(whole) >= _LEAST and whole not in single.known:
            yield host, found


def _end(letters: str, single: _Letters, start: int) -> int:
    """Behind which clause the letters from `start` on are exactly these; `start` itself where they are not."""
    at, found = start, 0
    while at < single.count and single[at] and letters.startswith(single[at], found):
        found += len(single[at])
        at += 1
    return at if found == len(letters) else start


def _is_free(parts: range, host: int, owners: Sequence[list[int]], now: Sequence[int]) -> bool:
    """Whether the host has no other counterparts than these, and they no other host."""
    return set(now) < set(parts) and all(owners[part] in ([], [host]) for part in parts)


def _with_seams(clauses: Sides, held: Counterparts, side: int) -> list[int]:
    """Hosts that were given one more part, or several one after the other."""
    own, owners = clauses[1 - side], held.of[1 - side]
    free = [part for part in _free(owners) if len(own[part].words.split()) >= _FEWEST]
    asked: Counter[int] = Counter()
    given: dict[int, None] = {}
    for step, parts in ((-1, free), (1, free[::-1])):
        for part in parts:
            beside = part + step
            if owners[part] or not 0 <= beside < len(own) or len(owners[beside]) != 1:
                continue
            host = owners[beside][0]
            asked[host] += 1
            if asked[host] <= _ASKED and _may_host(clauses, held, side, host):
                run = _seam(own[part].words, own[beside].words, step)
                if f" {run} " in f" {clauses[side][host].words} ":
                    held.tie(side, host, part)
                    given[host] = None
    return list(given)


def _seam(words: str, beside: str, step: int) -> str:
    """A part with the words of its neighbour that it touches."""
    touching = beside.split()
    return " ".join([*touching[-_TOUCH:], words] if step < 0 else [words, *touching[:_TOUCH]])


def _may_host(clauses: Sides, held: Counterparts, side: int, host: int) -> bool:
    """Not a clause that stayed as it was, nor one that belongs to a clause with several itself."""
    words, others = clauses[side][host].words, held.of[side][host]
    alone = all(len(held.of[1 - side][other]) == 1 for other in others)
    return alone and all(clauses[1 - side][other].words != words for other in others)
