"""Which weights tell the yes from the no, when features are summed?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_STEPS = 12
_PULL = 2.0  # towards weights of zero


@dataclass(frozen=True, slots=True)
class Example:
    """Features by name, the answer, and how much it counts."""

    features: Mapping[str, float]
    answer: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Model:
    """The chance of a yes is the logistic function of the constant and the weighted features."""

    constant: float
    weights: Mapping[str, float]


def fit(examples: Sequence[Example]) -> Model:
    """Logistic regression with a ridge over standardised features, by Newton's method; the same on every machine."""
    names = list(examples[0].features)
    centres, scales = zip(*(_scale([one.features[name] for one in examples]) for name in names), strict=True)
    rows = [
        (1.0, *((one.features[name] - c) / s for name, c, s in zip(names, centres, scales, strict=True)))
        for one in examples
    ]
    found = [0.0] * (len(names) + 1)
    for _ in range(_STEPS):
        found = [old + step for old, step in zip(found, _newton(rows, examples, found), strict=True)]
    weights = [value / scale for value, scale in zip(found[1:], scales, strict=True)]
    constant = found[0] - math.fsum(w * c for w, c in zip(weights, centres, strict=True))
    return Model(constant, dict(zip(names, weights, strict=True)))


def _scale(values: Sequence[float]) -> tuple[float, float]:
    centre = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - centre) ** 2 for value in values) / len(values))
    return centre, spread or 1.0


def _newton(rows: Sequence[Sequence[float]], examples: Sequence[Example], at: Sequence[float]) -> list[float]:
    size = len(at)
    slope = [0.0] + [-_PULL * value for value in at[1:]]
    bend = [[_PULL if i == j > 0 else 0.0 for j in range(size)] for i in range(size)]
    for row, one in zip(rows, examples, strict=True):
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(_times, row, at))))))
        error, curve = one.weight * (one.answer - chance), one.weight * chance * (1 - chance)
        for i, value in enumerate(row):
            slope[i] += error * value
            if curve > 1e-9:
                part, line = curve * value, bend[i]
                for j in range(i + 1):
                    line[j] += part * row[j]
    return _solve([[bend[max(i, j)][min(i, j)] for j in range(size)] for i in range(size)], slope)


def _times(one: float, other: float) -> float:
    return one * other


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination; a ridge makes the matrix definite, so no pivot is sought."""
    size = len(right)
    for k in range(size):
        for i in range(k + 1, size):
            share = matrix[i][k] / matrix[k][k]
            right[i] -= share * right[k]
            matrix[i] = [value - share * above for value, above in zip(matrix[i], matrix[k], strict=True)]
    found = [0.0] * size
    for k in reversed(range(size)):
        found[k] = (right[k] - math.fsum(matrix[k][j] * found[j] for j in range(k + 1, size))) / matrix[k][k]
    return found
