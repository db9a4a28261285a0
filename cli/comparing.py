"""What differs between any two versions?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import diffs
from cli import answers
from cli.finding import Found
from model import Alignment, Bracket, Change, Identity
from store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The answer with the changes it tells, and how they stand in sections; `quiet` are those it only counts."""

    told: answers.Answer
    changes: tuple[Change, ...]
    quiet: tuple[Change, ...]
    left: list[answers.Answer]  # what would be told of these
    sections: tuple[diffs.Section | diffs.Folded, ...]


def compared(store: Store, before: Found, after: Found, *, quiet: bool) -> Comparison:
    """What differs between two versions; without `quiet`, changes that no word's meaning moved in are only counted.

    Neighbours are told as the history tells them, with people's rulings. Others are compared anew, and a
    clause that kept its identity on the way is compared with itself.
    """
    sides = [_side(store, found) for found in (before, after)]
    steps = _steps(*sides)
    step = store.questions.revision(sides[1][0], sides[1][1].number) if len(steps) == 1 else None
    found = step.changes if step else _changes(store, *sides)
    shown = tuple(one for one in found if quiet or not one.quiet)
    left = tuple(one for one in found if one.quiet and not quiet)
    parts = diffs.sections(sides[0][2].clauses, sides[1][2].clauses, shown, left)
    when = _bracket(store, steps, *sides)
    told: answers.Answer = {
        **{name: _told(store, one) for name, one in (("before", before), ("after", after))},
        "bracket": answers.bracket(when) if when else None,
        "between": max(0, len(steps) - 1),
        **(answers.flags(step) if step else _flags(*sides)),
        "changes": answers.changes(sides[0], sides[1], shown),
        "left_out": len(left),
        "sections": answers.sections(parts),
    }
    left_out = answers.changes(sides[0], sides[1], left)
    return Comparison(told=told, changes=shown, quiet=left, left=left_out, sections=parts)


def _told(store: Store, one: Found) -> answers.Answer:
    return answers.full(store, one.timeline, one.versions[0]) | {"note": one.note}


def _flags(before: answers.Side, after: answers.Side) -> answers.Answer:
    """What two texts show by themselves; nobody concluded anything else about them."""
    return dict.fromkeys(answers.FLAGS) | {"rendition_changed": before[1].rendition is not after[1].rendition}


def _side(store: Store, found: Found) -> answers.Side:
    one = found.versions[0]
    return (found.timeline, one, store.questions.text(found.timeline, one.number))


def _steps(before: answers.Side, after: answers.Side) -> range:
    """The numbers of the versions that each step between the two led to; none between two timelines, or backwards."""
    if before[0] != after[0]:
        return range(0)
    return range(before[1].number + 1, after[1].number + 1)


def _bracket(store: Store, steps: range, before: answers.Side, after: answers.Side) -> Bracket | None:
    """From the last sighting of the one to the first of the other, with what was not looked at on the way."""
    if not steps:
        return None
    on_the_way = store.questions.brackets(after[0])[steps.start - 2 : steps.stop - 2]  # the first led to version 2
    return Bracket(
        after=before[1].last_seen,
        by=after[1].first_seen,
        unlooked=sum(one.unlooked for one in on_the_way),
        unusable=sum(one.unusable for one in on_the_way),
    )


def _changes(store: Store, before: answers.Side, after: answers.Side) -> Sequence[Change]:
    old, new = before[2].clauses, after[2].clauses
    alignments: Sequence[Alignment] = diffs.align(old, new, same=_same(store, before, after))
    words_only = before[1].rendition is not after[1].rendition
    return diffs.compare(old, new, alignments=alignments, words_only=words_only)


def _same(store: Store, before: answers.Side, after: answers.Side) -> list[tuple[int, int]]:
    """Positions of the clauses that kept their identity, where it stands once in both texts.

    A clause that was split or merged on the way is left to the comparison, which tells it as such.
    """
    if before[0] != after[0]:
        return []
    old, new = (_once(store.questions.identities(one[0], one[1].number)) for one in (before, after))
    torn = store.lives.torn(before[0], *sorted((before[1].number, after[1].number)))
    return [(position, new[name]) for name, position in old.items() if name in new and name not in torn]


def _once(identities: Sequence[Identity]) -> dict[int, int]:
    often = Counter(one.id for one in identities)
    return {one.id: position for position, one in enumerate(identities) if often[one.id] == 1}
