"""Which natures does a change show, beside the one by which it is news or none, and which do all changes together?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from diffs.alignment.dates import date_frame, own_dates
from diffs.judgement.noise import Case, Noise
from diffs.judgement.wording import same_letters
from model import Change, ChangeKind, Clause, Edit, EditKind, Nature

_OF_KIND = {
    ChangeKind.DATE: Nature.DATE_ONLY,
    ChangeKind.LINK_TARGET: Nature.LINK_TARGET,
    ChangeKind.MOVED: Nature.MOVED,
    ChangeKind.SPLIT: Nature.STRUCTURE,
    ChangeKind.MERGED: Nature.STRUCTURE,
}
_LOOKS = frozenset({ChangeKind.TYPOGRAPHIC, ChangeKind.RENUMBERED})
_MUCH = {
    Nature.TYPOGRAPHIC: 14,
    Nature.EDITORIAL: 5,
    Nature.LINK_TARGET: 5,
    Nature.STRUCTURE: 5,
    Nature.MOVED: 5,
}
"""Of how many changes one must show it, for a reader to name it beside news."""


_FOLLOWING = frozenset({Nature.TYPOGRAPHIC, Nature.EDITORIAL, Nature.STRUCTURE, Nature.MOVED})
"""What comes with sentences that come and go."""

_BESIDE = frozenset({Nature.NAVIGATION, Nature.VOLATILE})
_VISIBLE = 1 / 12  # of the words that changed
_DATE_LINE = 8  # words


def natures(case: Case, found: Noise | None) -> tuple[Nature, ...]:
    """In the order of the vocabulary. `found` says why the change is no news, None that it is."""
    kinds = case.alignment.kinds
    shown = {_OF_KIND[kind] for kind in kinds if kind in _OF_KIND and (kind.quiet or found)}
    if _LOOKS & set(kinds) and not (found and found.nature is Nature.VOLATILE):
        shown.update(_looks(case.before[0], case.after[0]))
    if ChangeKind.HEADING_RENAMED in kinds and _lettered(case.edits):
        shown.add(Nature.TYPOGRAPHIC if same_letters(case.edits) else Nature.EDITORIAL)
    if _dated(case):
        shown.add(Nature.DATE_ONLY)
    if found is None:
        shown.add(Nature.SUBSTANTIVE)
    else:
        shown.update(_of_noise(case, found))
    return in_order(shown)


def _looks(before: Clause, after: Clause) -> Iterator[Nature]:
    """A heading of another level or an item that became a paragraph is structure, all else is typography."""
    block = (before.block, before.level) != (after.block, after.level)
    if block:
        yield Nature.STRUCTURE
    relabelled = before.label != after.label and (not block or (before.label and after.label))
    if relabelled or before.text != after.text or not block:
        yield Nature.TYPOGRAPHIC


def _lettered(edits: Iterable[Edit]) -> bool:
    """Whether a word was changed, and not only numbers."""
    return any(char.isalpha() for edit in edits if edit.kind is not EditKind.KEPT for char in edit.text)


def _dated(case: Case) -> bool:
    """Whether the text's own date came, went or became another, in a line of its own or in a sentence."""
    if case.before and case.after:
        return any(kind is not ChangeKind.DATE for kind in case.alignment.kinds) and _dates(case.before) != _dates(
            case.after
        )
    return all(_is_date_line(clause) for clause in (*case.before, *case.after))


def _is_date_line(clause: Clause) -> bool:
    """Whether a clause says little but when its text was written; a copyright's year stands at the foot of any page."""
    frame = date_frame(clause.text) if len(clause.words.split()) <= _DATE_LINE else None
    return frame is not None and not frame.startswith("copyright")


def _dates(clauses: Sequence[Clause]) -> list[str]:
    return [date for clause in clauses for date in own_dates(clause.text)]


def _of_noise(case: Case, found: Noise) -> Iterator[Nature]:
    yield from (nature for nature in (found.nature, found.also) if nature)
    if found.nature in _BESIDE or ChangeKind.DATE in case.alignment.kinds or not (case.before and case.after):
        return
    if _relinked(case):
        yield Nature.LINK_TARGET


def _relinked(case: Case) -> bool:
    """Whether links of the clauses lead elsewhere now, or are links no more."""
    return _targets(case.before) != _targets(case.after)


def _targets(clauses: Sequence[Clause]) -> Counter[str]:
    return Counter(link.target for clause in clauses for link in clause.links)


def visible(changes: Sequence[Change]) -> tuple[Nature, ...]:
    """What several changes show together. Nobody speaks of a button that goes while the text is rewritten.

    Beside news, and where whole sentences come and go, a comma or a new number is the follow-up of what happened:
    readers name typography, addresses and the like there only where much of what changed is that.
    """
    shown = Counter(nature for change in changes for nature in _own(change))
    for nature in _BESIDE & shown.keys():
        if not _is_seen(nature, changes):
            del shown[nature]
    if Nature.SUBSTANTIVE not in shown:
        swapped = Nature.EXTRACTION in shown
        return in_order(nature for nature in shown if not (swapped and nature in _FOLLOWING))
    shown[Nature.TYPOGRAPHIC] -= sum(_counted_on(change) for change in changes)
    return in_order(nature for nature in shown if shown[nature] * _MUCH.get(nature, len(changes)) >= len(changes))


def _own(change: Change) -> set[Nature]:
    """What a change shows by itself: that a sentence which only comes and goes holds a date or a link, nobody names."""
    shown = set(change.judgement.natures)
    return shown & {Nature.EXTRACTION, Nature.SUBSTANTIVE} if Nature.EXTRACTION in shown else shown


def _is_seen(nature: Nature, changes: Sequence[Change]) -> bool:
    words = [(nature in change.judgement.natures, _changed_words(change)) for change in changes]
    return sum(count for holds, count in words if holds) >= _VISIBLE * sum(count for _, count in words)


def _changed_words(change: Change) -> int:
    return sum(len(edit.text.split()) for edit in change.edits if edit.kind is not EditKind.KEPT)


def _counted_on(change: Change) -> bool:
    """Whether a clause only has another number, because one before it came or went."""
    return Nature.TYPOGRAPHIC in change.judgement.natures and ChangeKind.RENUMBERED in change.kinds


def in_order(shown: Iterable[Nature]) -> tuple[Nature, ...]:
    """Each once, in the order of the vocabulary."""
    found = set(shown)
    return tuple(nature for nature in Nature if nature in found)
