"""Which natures does a change show, beside the one by which it is news or none?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diffs.judgement.noise import Case, Noise
from model import Change, ChangeKind, EditKind, Nature

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
    if found is None:
        shown.add(Nature.SUBSTANTIVE)
    else:
        shown |= {nature for nature in (found.nature, found.also) if nature}
    return in_order(shown)


_BESIDE = frozenset({Nature.NAVIGATION, Nature.VOLATILE})
_VISIBLE = 1 / 12  # of the words that changed


def visible(changes: Sequence[Change]) -> tuple[Nature, ...]:
    """What several changes show together. Nobody speaks of a button that goes while the text is rewritten."""
    words = [(set(change.judgement.natures), _changed_words(change)) for change in changes]
    total = sum(count for _, count in words)
    shown = in_order(nature for natures_of, _ in words for nature in natures_of)
    return tuple(
        nature
        for nature in shown
        if nature not in _BESIDE
        or sum(count for natures_of, count in words if nature in natures_of) >= _VISIBLE * total
    )


def _changed_words(change: Change) -> int:
    return sum(len(edit.text.split()) for edit in change.edits if edit.kind is not EditKind.KEPT)


def in_order(shown: Iterable[Nature]) -> tuple[Nature, ...]:
    """Each once, in the order of the vocabulary."""
    found = set(shown)
    return tuple(nature for nature in Nature if nature in found)
