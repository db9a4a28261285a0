"""How much does a change that matters matter, about what, and because of which words?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diffs.judgement.noise import Case
from diffs.judgement.wording import changed
from diffs.lexicon import CATEGORIES, LITTLE, MAJOR, MODALITY, QUANTITY
from model import ChangeKind, Clause, Severity

MOST_WORDS = 8
"""Shown as reasons."""

_WHOLE_SECTION = 60  # words of a clause added or removed that are a headline by themselves
_TELLING = 4  # letters of a word that says something


class Weight(NamedTuple):
    """What a change that matters amounts to."""

    severity: Severity
    categories: tuple[str, ...]
    because: tuple[str, ...]


def weigh(case: Case) -> Weight:
    """Nothing is weighed by text that the change left alone, except that the clause itself names the category where
    its changed words do not.
    """
    gone, come = changed(case.edits)
    whole = "\n".join(c.text.casefold() for c in (*case.before, *case.after))
    categories = _categories(f"{gone}\n{come}") or _categories(whole)
    quantities = _one_sided(QUANTITY.findall(_all_text(case.before)), QUANTITY.findall(_all_text(case.after)))
    severity, decided = _decided(case.alignment.kinds, (gone, come), categories, quantities)
    return Weight(severity, categories or ("other",), decided)


def _all_text(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text.casefold() for clause in clauses)


def _categories(text: str) -> tuple[str, ...]:
    return tuple(name for name, words in CATEGORIES.items() if words.search(text))


def _decided(
    kinds: Sequence[ChangeKind], words: tuple[str, str], categories: Sequence[str], quantities: Sequence[str]
) -> tuple[Severity, tuple[str, ...]]:
    gone, come = words
    turned = _one_sided(MODALITY.findall(gone), MODALITY.findall(come))
    grave = [name for name in categories if name in MAJOR]
    weighty = [word for name in grave for word in _one_sided(*_found(name, gone, come))]
    whole = {ChangeKind.ADDED, ChangeKind.REMOVED} & set(kinds) and len(f"{gone} {come}".split()) >= _WHOLE_SECTION
    major = quantities or weighty or whole or (turned and grave)
    told = [*quantities, *weighty, *turned] or [*_telling(gone), *_telling(come)]
    return Severity.MAJOR if major else Severity.MINOR, tuple(dict.fromkeys(told))[:MOST_WORDS]


def _telling(text: str) -> list[str]:
    """The first words that say something, where none is in a list of ours; the first of all where none does."""
    words = [word.strip(".,;:!?\"'()[]“”‘’") for word in text.split()]
    telling = [word for word in words if len(word) >= _TELLING and word not in LITTLE]
    return (telling or text.split())[: MOST_WORDS // 2]


def _found(name: str, gone: str, come: str) -> tuple[list[str], list[str]]:
    return CATEGORIES[name].findall(gone), CATEGORIES[name].findall(come)


def _one_sided(gone: Iterable[str], come: Iterable[str]) -> list[str]:
    old, new = set(gone), set(come)
    return sorted(old ^ new)
