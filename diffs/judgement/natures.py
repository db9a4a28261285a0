"""Which natures does a change show, beside the one by which it is news or none?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from diffs.judgement.noise import Case, Noise
from model import Change, ChangeKind, Clause, EditKind, Nature

_OF_KIND = {
    ChangeKind.TYPOGRAPHIC: Nature.TYPOGRAPHIC,
    ChangeKind.RENUMBERED: Nature.TYPOGRAPHIC,
    ChangeKind.DATE: Nature.DATE_ONLY,
    ChangeKind.LINK_TARGET: Nature.LINK_TARGET,
    ChangeKind.HEADING_RENAMED: Nature.EDITORIAL,
    ChangeKind.MOVED: Nature.MOVED,
    ChangeKind.SPLIT: Nature.STRUCTURE,
    ChangeKind.MERGED: Nature.STRUCTURE,
}


def natures(case: Case, found: Noise | None) -> tuple[Nature, ...]:
    """In the order of the vocabulary. `found` says why the change is no news, None that it is."""
    shown = {_OF_KIND[kind] for kind in case.alignment.kinds if kind in _OF_KIND and (kind.quiet or found)}
    if ChangeKind.TYPOGRAPHIC in case.alignment.kinds and _texts(case.before) == _texts(case.after):
        shown.add(Nature.STRUCTURE)  # the same text as another sort of block, or on another level
    if found is None:
        shown.add(Nature.SUBSTANTIVE)
    else:
        shown |= {nature for nature in (found.nature, found.also) if nature}
    return in_order(shown)


def _texts(clauses: Sequence[Clause]) -> list[tuple[str, str]]:
    return [(clause.label, clause.text) for clause in clauses]


_OF_ITSELF = frozenset({Nature.NAVIGATION, Nature.VOLATILE})
_IN_WORDS = 1 / 12  # of the words that changed
_BESIDE_NEWS = {
    Nature.EDITORIAL: 0.12,
    Nature.TYPOGRAPHIC: 0.12,
    Nature.LINK_TARGET: 0.1,
    Nature.STRUCTURE: 0.2,
    Nature.MOVED: 0.2,
}
_BESIDE_NOISE = {Nature.LINK_TARGET: 1 / 16}


def visible(changes: Sequence[Change]) -> tuple[Nature, ...]:
    """What several changes show together, as a person would name it.

    Nobody speaks of a button that goes, or of a comma, while the text is rewritten: what is a small part of what
    changed, in words or in changes, is left out. New numbers are no matter of style where clauses came or went.
    """
    shares = _BESIDE_NEWS if any(change.judgement.alert for change in changes) else _BESIDE_NOISE
    words = Counter[Nature]()
    counts = Counter[Nature]()
    for change in changes:
        for nature in _named(change, shares is _BESIDE_NEWS):
            words[nature] += _changed_words(change)
            counts[nature] += 1
    total = sum(_changed_words(change) for change in changes)
    return in_order(
        nature
        for nature, count in counts.items()
        if (nature not in _OF_ITSELF or words[nature] >= _IN_WORDS * total)
        and count >= shares.get(nature, 0.0) * len(changes)
    )


def _named(change: Change, beside_news: bool) -> tuple[Nature, ...]:
    if beside_news and ChangeKind.RENUMBERED in change.kinds:
        return tuple(nature for nature in change.judgement.natures if nature is not Nature.TYPOGRAPHIC)
    return change.judgement.natures


def _changed_words(change: Change) -> int:
    return sum(len(edit.text.split()) for edit in change.edits if edit.kind is not EditKind.KEPT)


def in_order(shown: Iterable[Nature]) -> tuple[Nature, ...]:
    """Each once, in the order of the vocabulary."""
    found = set(shown)
    return tuple(nature for nature in Nature if nature in found)
