"""What does the step from one version to the next amount to, with memory of what the text said before?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from diffs.judgement import memory
from diffs.judgement.natures import in_order, visible
from diffs.judgement.weighing import MOST_WORDS
from diffs.lexicon import CATEGORIES
from model import Change, Clause, Judgement, Nature, Severity

_REWRITE = 12  # clauses that matter: together they make a major change

_BACK = "returns to what it said before"


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
) -> Judged:
    """`changes` are judged by themselves; `earlier` are texts that stood before `before`, the latest last.

    A text that returns is a flap and no news, however weighty; so is each clause that only returns to
    words it had.
    """
    reason = _whole(before, after, earlier)
    known = memory.keys(earlier)
    judged = tuple(
        _quietened(change, reason or _BACK)
        if change.judgement.alert and (reason or memory.is_flap(change, known))
        else change
        for change in changes
    )
    return Judged(changes=judged, judgement=_together(judged, reason))


def _whole(before: Sequence[Clause], after: Sequence[Clause], earlier: Sequence[Sequence[Clause]]) -> str:
    """Why a step is no news whatever changed; empty where that depends on the changes."""
    if not (before and after):
        return "no text on one side"
    if len({memory.language(before), memory.language(after)} - {""}) > 1:
        return "served in another language"
    return "returns to an earlier text" if memory.returns(after, earlier) else ""


def _quietened(change: Change, reason: str) -> Change:
    shown = {nature for nature in change.judgement.natures if nature is not Nature.SUBSTANTIVE}
    judgement = Judgement(
        alert=False, severity=Severity.NONE, natures=in_order({*shown, Nature.EXTRACTION}), because=(reason,)
    )
    return replace(change, judgement=judgement)


def _together(changes: Sequence[Change], reason: str) -> Judgement:
    shown = visible(changes)
    news = [change.judgement for change in changes if change.judgement.alert]
    if not news:
        return Judgement(alert=False, severity=Severity.NONE, natures=shown, because=_reasons(changes, reason))
    major = [one for one in news if one.severity is Severity.MAJOR]
    categories = {name for one in news for name in one.categories}
    return Judgement(
        alert=True,
        severity=Severity.MAJOR if major or len(news) >= _REWRITE else Severity.MINOR,
        natures=shown,
        categories=tuple(name for name in [*CATEGORIES, "other"] if name in categories),
        because=_first(word for one in major or news for word in one.because),
    )


def _first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def _reasons(changes: Sequence[Change], reason: str) -> tuple[str, ...]:
    return (reason,) if reason else tuple(dict.fromkeys(word for one in changes for word in one.judgement.because))
