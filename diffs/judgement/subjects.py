"""What is a change about?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from diffs.judgement.lexicon import CATEGORIES, FINDER
from diffs.judgement.touched import Touched
from model import Clause

OTHER = "other"

_TURNED = 3.0  # what a word weighs that stands on one side only; its neighbours that stayed
_STAYED = 0.5
_ABOVE = 0.5  # and words in the headings above, or in the sentence that leads in to a list
_FEW = 3
_AT_LEAST = 0.25  # of the heaviest subject's weight
_MOST = 3

_LEAD_IN = 600  # characters that are asked of it


def subjects(clauses: Sequence[Clause], touched: Touched) -> tuple[str, ...]:
    """The heaviest first. Words that came or went say most, then those beside them, then what stands above."""
    weights = dict.fromkeys(CATEGORIES, 0.0)
    for name in touched.spoken_of:
        weights[name] = _weight(name, touched)
    for text in _above(clauses[0]):
        for name in _spoken_of(text):
            weights[name] += _ABOVE
    return heaviest(weights, at_least=_AT_LEAST, most=_MOST)


def heaviest(weights: Mapping[str, float], *, at_least: float, most: int) -> tuple[str, ...]:
    """Those that weigh at least such a share of the heaviest; of equals the first in the vocabulary."""
    least = at_least * max(weights.values(), default=0.0)
    found = [name for name in weights if weights[name] >= max(least, 1e-9)]
    return tuple(sorted(found, key=lambda name: -weights[name])[:most]) or (OTHER,)


def _weight(name: str, touched: Touched) -> float:
    turned, stayed = touched.turned(name), touched.stayed(name)
    return _TURNED * min(len(turned), _FEW) + math.log1p(turned.total()) + _STAYED * min(stayed.total(), _FEW)


def _above(clause: Clause) -> tuple[str, str]:
    return "\n".join(clause.headings).casefold(), "\n".join(clause.context).casefold()[-_LEAD_IN:]


@lru_cache(maxsize=256)
def _spoken_of(text: str) -> tuple[str, ...]:
    """Many clauses stand below one heading."""
    found = FINDER.find(text)
    return tuple(name for name in CATEGORIES if name in found)
