"""Which natures does a change show, beside the one by which it is news or none?"""

from __future__ import annotations

from collections.abc import Iterable

from diffs.judgement.noise import Case, Noise
from model import ChangeKind, Nature

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
    elif found.nature:
        shown.add(found.nature)
    return in_order(shown)


def in_order(shown: Iterable[Nature]) -> tuple[Nature, ...]:
    """Each once, in the order of the vocabulary."""
    found = set(shown)
    return tuple(nature for nature in Nature if nature in found)
