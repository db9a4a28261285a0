"""What of a step did not count, how much of it, and why?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diffs.reasons import say_reason
from model import Change, EditKind, Judgement, Nature


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """Changes that did not count for one reason: how many, of which natures, and how many words went and came."""

    reason: str
    changes: int
    words: int
    natures: tuple[tuple[Nature, int], ...] = ()


def untold(changes: Sequence[Change], judgement: Judgement) -> tuple[Untold, ...]:
    """What of a step did not count, the most frequent reason first; `judgement` is that of the whole.

    Where the whole does not matter, its reason stands also for the changes that would matter by themselves.
    """
    found: dict[str, list[Change]] = {}
    for change in changes:
        if not (judgement.alert and change.judgement.alert):
            found.setdefault(_reason(change.judgement, judgement), []).append(change)
    groups = [_group(reason, some) for reason, some in found.items()]
    return tuple(sorted(groups, key=lambda one: (-one.changes, -one.words, one.reason)))


def say_untold(groups: Sequence[Untold]) -> str:
    """How much did not count, and why; empty where everything counted.

    >>> framed = Untold(reason="page frame", changes=9, words=300)
    >>> say_untold([framed, Untold(reason="link_target", changes=1, words=0)])
    'Not told: 10 changes of 300 words: page frame 9, only addresses of links 1.'
    """
    if not groups:
        return ""
    return f"Not told: {_sum(groups)}: {', '.join(f'{say_reason(one.reason)} {one.changes:,}' for one in groups)}."


def _sum(groups: Sequence[Untold]) -> str:
    changes, words = sum(one.changes for one in groups), sum(one.words for one in groups)
    of = f" of {words:,} word{'' if words == 1 else 's'}" if words else ""
    return f"{changes:,} change{'' if changes == 1 else 's'}{of}"


def _reason(own: Judgement, whole: Judgement) -> str:
    return ", ".join(whole.because if own.alert else own.because)


def _group(reason: str, changes: Sequence[Change]) -> Untold:
    natures = Counter(nature for change in changes for nature in change.judgement.natures)
    return Untold(
        reason=reason,
        changes=len(changes),
        words=sum(_words(changes)),
        natures=tuple((nature, natures[nature]) for nature in Nature if natures[nature]),
    )


def _words(changes: Sequence[Change]) -> Iterator[int]:
    for change in changes:
        yield sum(len(edit.text.split()) for edit in change.edits if edit.kind is not EditKind.KEPT)
