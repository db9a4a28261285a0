"""Where does labelled data come from, if there is some?

CLAUSEWATCH_BENCH names the folder with the scorers; the corpus stands beside it. Neither is part of the project.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A page or PDF, and the text that somebody cut out of it by hand."""

    id: str
    url: str
    body: bytes
    curated: str  # Markdown


def bench() -> Path | None:
    """The folder with the scorers, if the variable names one."""
    named = os.environ.get("CLAUSEWATCH_BENCH")
    return Path(named).resolve() if named and Path(named).is_dir() else None


def spread(found: Sequence[Any], count: int | None) -> list[Any]:
    """That many, evenly over the whole.

    >>> spread(range(10), 3)
    [0, 3, 6]
    """
    if not count or count >= len(found):
        return list(found)
    return [found[i * len(found) // count] for i in range(count)]


def timeline_files() -> list[Path]:
    """The archives of the labelled timelines, in order; the sample of them is left out, for it repeats some.

    Raises FileNotFoundError without the data.
    """
    archive = _folder().parent / "corpus" / "archive"
    found = sorted(path for path in archive.glob("timeline-*.warc.*") if "sample" not in path.name)
    if not found:
        raise FileNotFoundError(f"no timelines in {archive}")
    return found


def histories() -> Iterator[Mapping[str, Any]]:
    """Policies with runs of their versions, as Markdown. Raises FileNotFoundError without the data."""
    packed = (_folder().parent / "corpus" / "gold" / "histories.jsonl.zst").read_bytes()
    yield from map(json.loads, zstd.decompress(packed).splitlines())


def seeds() -> Path:
    """The folder of texts in the form of the Princeton-Leuven corpus. Raises FileNotFoundError without the data."""
    return _folder().parent / "corpus" / "seeds"


def _folder() -> Path:
    if (folder := bench()) is None:
        raise FileNotFoundError("CLAUSEWATCH_BENCH names no folder with scorers")
    return folder


@cache
def scorer(name: str = "score_extraction") -> ModuleType:
    """A scorer of the folder, as a module. Raises FileNotFoundError without the data."""
    folder = _folder()
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def labelled(name: str = "pairs", count: int | None = None) -> Iterator[Labelled]:
    """The labelled pages of one list (`pairs`, `oldweb`, `pdf`), or that many, evenly over the list."""
    folder = bench()
    if folder is None:
        return
    corpus = folder.parent / "corpus"
    score = scorer()
    rows: list[Mapping[str, Any]] = [one for one in score.load_pairs(str(corpus), name) if one.get("gold_markdown")]
    for row in spread(rows, count):
        yield Labelled(
            id=row["id"], url=row["url"], body=score.pair_html(str(corpus), row), curated=row["gold_markdown"]
        )


def pages(count: int | None = None) -> list[Labelled]:
    """Every labelled page of HTML, the old web's too."""
    return spread([*labelled("pairs"), *labelled("oldweb")], count)
