"""How long does an answer take, of ours and of a process that is started for it?"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Sequence
from statistics import quantiles
from typing import TypeVar

Question = TypeVar("Question")


def each(
    ask: Callable[[Question], object],
    questions: Sequence[Question],
    clock: Callable[[], float] = time.process_time,
) -> list[float]:
    """Milliseconds of processor time of every answer."""
    took = []
    gc.collect()
    gc.disable()  # of what was asked before
    try:
        for question in questions:
            begun = clock()
            ask(question)
            took.append((clock() - begun) * 1_000)
    finally:
        gc.enable()
    return took


def others() -> float:
    """Seconds of processor time of this process and of those that it awaited."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


def p95(took: Sequence[float]) -> float:
    """What 95 of a hundred stay below.

    >>> p95(list(range(101)))
    95.0
    """
    return quantiles(took, n=20, method="inclusive")[-1]
