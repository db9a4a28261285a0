"""With which texts do made histories begin, and where do their further words come from?

Real policies where CLAUSEWATCH_BENCH names them, else invented ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import extract
from benchmarks.clause_texts import clause
from benchmarks.corpus import bench, histories
from model import Clause, Edit, EditKind

_FEWEST, _MOST = 30, 400  # clauses of a draft
_INVENTED, _LONG = 40, 120
_SHARE = 12  # of so many words one is replaced, at most five in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Texts to begin with, and clauses to take words and insertions from."""

    texts: tuple[tuple[Clause, ...], ...]
    clauses: tuple[Clause, ...]


def drafts() -> Drafts:
    """The first and the last version of every policy of the corpus that is neither very short nor very long."""
    found = tuple(text for text in _texts() if _FEWEST <= len(text) <= _MOST)
    told = {one.words: one for text in found for one in text}
    return Drafts(texts=found, clauses=tuple(told.values()))


def reworded(roll: Random, one: Clause, other: Clause) -> tuple[Clause, tuple[Edit, ...]]:
    """The clause with a run of its words replaced by words of the other, and what became of which words."""
    old, new = one.text.split(), other.text.split() or ["anew"]
    length = roll.randint(1, min(5, 1 + len(old) // _SHARE))
    at = roll.randint(0, max(0, len(old) - length))
    start = roll.randrange(len(new))
    gone, come = old[at : at + length], new[start : start + roll.randint(1, 5)]
    text = " ".join([*old[:at], *come, *old[at + length :]])
    runs = ((EditKind.KEPT, old[:at]), (EditKind.DELETED, gone), (EditKind.INSERTED, come))
    edits = [Edit(kind=kind, text=" ".join(words)) for kind, words in (*runs, (EditKind.KEPT, old[at + length :]))]
    made = replace(one, text=text, words=extract.canonical(text), links=(), marks=())
    return made, tuple(edit for edit in edits if edit.text)


def _texts() -> Iterator[tuple[Clause, ...]]:
    if bench() is None:
        rolls = map(Random, range(_INVENTED))
        yield from (_clauses(clause(roll) for _ in range(roll.randint(_FEWEST, _LONG))) for roll in rolls)
        return
    for row in histories():
        for version in (row["versions"][0], row["versions"][-1]):
            yield extract.clauses_of_markdown(version["markdown"])[1]


def _clauses(blocks: Iterable[str]) -> tuple[Clause, ...]:
    return extract.clauses_of_markdown("\n\n".join(blocks))[1]


def size(texts: Sequence[Sequence[Clause]]) -> float:
    """How many clauses a text has on average.

    >>> size([[], []])
    0.0
    """
    return sum(map(len, texts)) / len(texts)
