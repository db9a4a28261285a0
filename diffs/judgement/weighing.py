"""How much does a change that matters matter, about what, and because of which words?"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from diffs.judgement import because
from diffs.judgement.lexicon import CATEGORIES, GRAVE
from diffs.judgement.lexicon.grave import DENIAL
from diffs.judgement.noise import Case
from diffs.judgement.subjects import OTHER, heaviest, subjects
from diffs.judgement.touched import Touched, size
from model import Change, Edit, EditKind, Severity

_MUCH, _MUCH_TOGETHER = 50, 60  # words that are a headline by their number, in one change and in all
_SENTENCE = 15  # words in which something is said
NOTICE, AGES = "changes-notice", "children"
_LIMITED = frozenset({"contact", NOTICE, OTHER})
_WEIGHTY = (
    "sale",
    "retention",
    "user rights/choice",
    "AI/ML training",
    "dispute resolution/arbitration",
    "liability",
    "termination",
)
"""Subjects of which a new sentence is a headline."""

_DATA = frozenset({"data collection", "use/purpose", "sharing/third parties", "sale", "cookies/tracking"})
"""Subjects of which a denial that came or went is a headline."""

_LASTING = frozenset({"cookies/tracking", NOTICE})  # subjects in which periods come and go without weight
_AT_LEAST, _MOST = 0.25, 5  # subjects of many changes


_DENIED = re.compile(rf"{DENIAL.pattern}\s*(\w*)")
"""A denial, with the word behind it, if it does not stand last."""


class Weight(NamedTuple):
    """What a change that matters amounts to."""

    severity: Severity
    categories: tuple[str, ...]
    because: tuple[str, ...]


def weigh(case: Case) -> Weight:
    """Nothing is weighed by text far from what changed, except that headings help to say what it is about."""
    near = Touched.by(case.edits)
    about = subjects(case.after or case.before, near)
    amounts, modals = because.amounts(near, AGES in about), because.modals(near, case.edits)
    major = (
        (amounts and not _LASTING.intersection(about))
        or (near.turned(GRAVE) and NOTICE not in about)
        or (about[0] not in _LIMITED and _is_much(size(case.edits), near))
        or _is_denied(case.edits, near)
        or (about[0] in _DATA and _is_turned_round(case.edits))
    )
    told = [*amounts, *modals, *because.of_subjects((GRAVE, *about), near, case.edits)]
    return Weight(Severity.MAJOR if major else Severity.MINOR, about, because.once(told or because.phrases(case.edits)))


def _is_much(words: int, near: Touched) -> bool:
    return words >= _MUCH or (words >= _SENTENCE and any(near.turned(name) for name in _WEIGHTY))


def _is_denied(edits: Sequence[Edit], near: Touched) -> bool:
    """Whether a grave promise that stayed was turned round: "we never sell", "we sell"."""
    if all(edit.kind is not EditKind.KEPT for edit in edits):
        return False
    turned = len(DENIAL.findall(near.gone)) != len(DENIAL.findall(near.come))
    return turned and bool(near.stayed(GRAVE))


def _is_turned_round(edits: Sequence[Edit]) -> bool:
    """Whether what was denied is said now, or the other way round: "never combined with", "combined with"."""
    if all(edit.kind is not EditKind.KEPT for edit in edits):
        return False
    return any(_denies(*sides) or _denies(*sides[::-1]) for sides in because.places(edits))


def _denies(one: str, other: str) -> bool:
    """Whether one wording denies a word that stands undenied in the other."""
    if DENIAL.search(other):
        return False
    return bool({"", *other.split()}.intersection(_DENIED.findall(one)))


def together(news: Sequence[Change]) -> Weight:
    """What all changes that matter amount to: many small ones are a rewrite."""
    weights = dict.fromkeys([*CATEGORIES, OTHER], 0.0)
    much = 0
    for change in news:
        words = size(change.edits)
        about = change.judgement.categories or (OTHER,)
        much += words if about[0] not in _LIMITED else 0
        for rank, name in enumerate(about):
            weights[name] += math.sqrt(words) / (1 + rank)
    categories = heaviest(weights, at_least=_AT_LEAST, most=_MOST)
    major = [one.judgement for one in news if one.judgement.severity is Severity.MAJOR]
    telling = sorted(major or (one.judgement for one in news), key=lambda one: categories[:1] != one.categories[:1])
    return Weight(
        Severity.MAJOR if major or much >= _MUCH_TOGETHER else Severity.MINOR,
        categories,
        because.once(word for one in telling for word in one.because),
    )
