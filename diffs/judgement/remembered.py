"""What was found out about a text lately, so that it is not found out again?

A text is compared with the one before it and with the one behind it, and stands among the earlier ones of many steps.
What follows from its clauses alone is kept for the texts that were asked about last. A text is known again as the very
same tuple, so nothing else can serve in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from model import Clause

T = TypeVar("T")

_TEXTS = 48  # more than the earlier texts that one step looks at


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    clauses: tuple[Clause, ...]

    def __hash__(self) -> int:
        return id(self.clauses)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self.clauses is other.clauses


def of_texts(look: Callable[[Sequence[Clause]], T]) -> Callable[[Sequence[Clause]], T]:
    """Keeps what a pure function finds; nobody may alter what it gives."""

    @lru_cache(maxsize=_TEXTS)
    def looked(text: _Text) -> T:
        return look(text.clauses)

    @wraps(look)
    def remembered(clauses: Sequence[Clause]) -> T:
        return looked(_Text(clauses)) if isinstance(clauses, tuple) else look(clauses)

    return remembered
