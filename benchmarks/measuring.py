"""What does a piece of work cost, in processor time and in memory?"""

from __future__ import annotations

import ctypes
import gc
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial, wraps
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from types import FunctionType, ModuleType
from typing import Any


def fastest(works: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Seconds of processor time that each takes at best, the works taking turns so that all meet the same weather."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(times):
        for name, work in works.items():
            gc.collect(0)
            begun = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - begun)
    return best


def medians(works: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Median seconds of processor time that each takes, processes it starts and awaits counted, in turns."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            gc.collect()
            begun = _with_children()
            work()
            took[name].append(_with_children() - begun)
    return {name: median(row) for name, row in took.items()}


def _with_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


@contextmanager
def stages(*modules: ModuleType) -> Iterator[dict[str, float]]:
    """Seconds that go into what modules take from their own package, by name, while the context is open.

    Functions imported by name and those of modules imported whole are both counted; what they call is theirs.
    What one of these modules takes from another is not: that one's own calls are.
    """
    spent: dict[str, float] = {}
    replaced: list[tuple[ModuleType, str, Any]] = []
    among = {module.__name__ for module in modules}
    found = {(holder, name): function for module in modules for holder, name, function in _functions(module)}
    for (holder, name), function in found.items():
        if function.__module__ in among:
            continue
        replaced.append((holder, name, function))
        setattr(holder, name, _timed(function, spent))
    try:
        yield spent
    finally:
        for holder, name, function in replaced:
            setattr(holder, name, function)


def _functions(module: ModuleType) -> Iterator[tuple[ModuleType, str, FunctionType]]:
    package = module.__name__.partition(".")[0]
    for name, value in vars(module).items():
        if isinstance(value, FunctionType) and value.__module__ != module.__name__:
            if value.__module__.startswith(f"{package}."):
                yield module, name, value
        elif isinstance(value, ModuleType) and value.__name__.startswith(f"{package}."):
            yield from (
                (value, inner, one)
                for inner, one in vars(value).items()
                if isinstance(one, FunctionType) and one.__module__ == value.__name__ and not inner.startswith("_")
            )


_depth: list[str] = []


def _timed(function: FunctionType, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        _depth.append(function.__name__)
        try:
            return function(*arguments, **named)
        finally:
            _depth.pop()
            if not _depth:
                name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
                spent[name] = spent.get(name, 0.0) + time.process_time() - begun

    return timed


_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")


def can_measure_growth() -> bool:
    """Whether this system tells a process its peak of resident memory and lets it start anew (Linux with glibc)."""
    return _STATUS.exists() and _CLEAR.exists() and hasattr(ctypes.CDLL(None), "malloc_trim")


def growths(work: Callable[[bytes], object], warm: bytes, bodies: Sequence[bytes]) -> Iterator[int]:
    """By how many bytes resident memory grows at its peak while `work` has each body, in a process of its own.

    `warm` is worked on first, so that what is made once in a process does not count.
    """
    for body in bodies:
        with get_context("spawn").Pool(1) as pool:
            yield pool.apply(_growth, (work, warm, body))


def _growth(work: Callable[[bytes], object], warm: bytes, body: bytes) -> int:
    work(warm)
    return growth_here(partial(work, body))


def growth_here(work: Callable[[], object]) -> int:
    """By how many bytes this process grows at its peak while it does the work."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what earlier work left free would hide the growth
    _CLEAR.write_text("5")  # the peak begins anew, see proc(5)
    before = _kilobytes("VmRSS")
    result = work()
    grown = _kilobytes("VmHWM") - before
    del result
    return max(0, grown) * 1024


def _kilobytes(name: str) -> int:
    found = next(line for line in _STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(found.split()[1])
