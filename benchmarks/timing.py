"""How much processor time do the stages of deriving take, within one process?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import process_time
from typing import Any
from unittest.mock import patch

import deriving
import diffs
import extract
import versions
from store import Facts

_STAGES: tuple[tuple[str, Any, str], ...] = (
    ("find facts", Facts, "of_originals"),
    ("unpack bodies", Facts, "body"),
    ("read", extract, "read"),
    ("settle", extract, "settle"),
    ("tell versions apart", versions, "versions_of"),
    ("align", diffs, "align"),
    ("follow clauses", diffs, "follow"),
    ("tell variants apart", diffs, "variants"),
    ("compare", diffs, "compare"),
    ("judge", diffs, "judge_revision"),
    ("write", deriving, "keep"),
)


@contextmanager
def stages() -> Iterator[dict[str, float]]:
    """Seconds of each stage, counted while the context is open. No stage is called within another."""
    seconds = {name: 0.0 for name, *_ in _STAGES}
    with ExitStack() as stack:
        for name, owner, called in _STAGES:
            stack.enter_context(patch.object(owner, called, _counted(getattr(owner, called), seconds, name)))
        yield seconds


def _counted(call: Callable[..., Any], seconds: dict[str, float], name: str) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        begun = process_time()
        try:
            return call(*arguments, **options)
        finally:
            seconds[name] += process_time() - begun

    return counted
