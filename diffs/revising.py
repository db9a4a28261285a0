"""What does the step from one version to the next amount to, with memory of what the text said before?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diffs import returning
from diffs.judgement import losses, memory, weighing
from diffs.judgement.natures import in_order, visible
from diffs.judgement.regions import other_region
from diffs.judgement.spelling import other_spelling
from model import Change, Clause, Judgement, Nature, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The changes, each judged with memory of earlier texts, and the judgement of them all together."""

    changes: tuple[Change, ...]
    judgement: Judgement


def judge_revision(
    before: Sequence[Clause],
    after: Sequence[Clause],
    changes: Sequence[Change],
    earlier: Sequence[Sequence[Clause]],
    *,
    redated: bool = False,
    older: bool = False,
) -> Judged:
    """`changes` are judged by themselves; `earlier` are texts that stood before `before`, the latest last.

    `redated` says that the date which the document states of itself moved, came or went; `older` that it went back.

    A text that returns is a flap and no news, however weighty. Where it returns with something new, what differs from
    the earlier text that it goes back to is the news.
    """
    damage = losses.damage(before, after) if before and after else ""
    reason = _whole(before, after, earlier, damage, older=older)
    if reason:
        judged = tuple(_swapped(change, reason) for change in changes)
    else:
        news = _only_news(before, after, changes, earlier)
        judged = _without_losses(before, after, news, damage)
    together = _together(judged, reason, redated=redated)
    stays = [one for one in judged if reason or returning.BACK not in one.judgement.because]
    hold = losses.hold(before, stays)
    return Judged(changes=judged, judgement=replace(together, hold=hold))


def _only_news(
    before: Sequence[Clause], after: Sequence[Clause], changes: Sequence[Change], earlier: Sequence[Sequence[Clause]]
) -> Sequence[Change]:
    told = any(change.judgement.alert for change in changes)
    return returning.only_news(before, after, changes, earlier) if earlier and told else changes


def _without_losses(
    before: Sequence[Clause], after: Sequence[Clause], changes: Sequence[Change], damage: str
) -> tuple[Change, ...]:
    """The changes, with those quietened that by signs in the texts are none of the publisher's."""
    old, new = memory.bag(before), memory.bag(after)
    respelt = other_spelling(changes)
    twice = all(losses.is_told_twice(change, old, new) for change in changes if news(change))

    def sign(at: int, change: Change) -> str:
        if at in respelt:
            return "served in another spelling" if Nature.EDITORIAL in change.judgement.natures or news(change) else ""
        if not news(change):
            return ""
        if damage and losses.is_lost(change, damage, after):
            return damage
        return "said twice" if twice else ""

    found = ((change, sign(at, change)) for at, change in enumerate(changes))
    return tuple(returning.quietened(change, why) if why else change for change, why in found)


def news(change: Change) -> bool:
    return change.judgement.alert


def _whole(
    before: Sequence[Clause], after: Sequence[Clause], earlier: Sequence[Sequence[Clause]], damage: str, *, older: bool
) -> str:
    """Why a step is no news whatever changed; empty where that depends on the changes."""
    if not (before and after):
        return "no text on one side"
    if len({memory.language(before), memory.language(after)} - {""}) > 1:
        return "served in another language"
    if damage in (losses.SCRAP, losses.FRAME):
        return damage
    if other_region(before, after):
        return "served for another region"
    if older:
        return "its own date went back"
    return "returns to an earlier text" if memory.returns(before, after, earlier) else ""


_ANYWAY = frozenset({Nature.LINK_TARGET, Nature.VOLATILE, Nature.NAVIGATION})


def _swapped(change: Change, reason: str) -> Change:
    """A change in a text that came instead of another. What comes and goes by itself is of its own nature anyway."""
    return change if set(change.judgement.natures) <= _ANYWAY else returning.quietened(change, reason)


def _together(changes: Sequence[Change], reason: str, *, redated: bool) -> Judgement:
    shown = in_order([*visible(changes), *([Nature.DATE_ONLY] if redated and not reason else [])])
    told = [change for change in changes if news(change)]
    if not told:
        return Judgement(alert=False, severity=Severity.NONE, natures=shown, because=_reasons(changes, reason))
    weight = weighing.together(told)
    return Judgement(
        alert=True, severity=weight.severity, natures=shown, categories=weight.categories, because=weight.because
    )


def _reasons(changes: Sequence[Change], reason: str) -> tuple[str, ...]:
    return (reason,) if reason else tuple(dict.fromkeys(word for one in changes for word in one.judgement.because))
