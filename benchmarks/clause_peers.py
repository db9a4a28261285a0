"""How do others find out which block became which, and which words changed?

Both get the blocks as strings, as their users would give them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

Pair = tuple[int, int]

_RATIO = 0.5


def difflib_pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Equal blocks by `SequenceMatcher` over the blocks; where some were replaced by others, pairs by `ratio()`.

    Every old block of a replaced run is held against every new one: their words are compared by `ratio()`, after its
    two upper bounds, the quicker first. Of the pairs that reach a half the most alike are taken first.
    """
    pairs: list[Pair] = []
    for tag, i, stop_i, j, stop_j in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i, stop_i), range(j, stop_j), strict=True)
        elif tag == "replace":
            found = _alike(old[i:stop_i], new[j:stop_j])
            pairs += ((i + x, j + y) for x, y in _best_first(sorted(found)))
    return pairs


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    rows = [block.split() for block in new]
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    for x, block in enumerate(old):
        matcher.set_seq2(block.split())  # what is known of the second sequence is kept
        for y, row in enumerate(rows):
            matcher.set_seq1(row)
            if matcher.real_quick_ratio() >= _RATIO and matcher.quick_ratio() >= _RATIO:
                ratio = matcher.ratio()
                if ratio >= _RATIO:
                    yield -ratio, x, y


def _best_first(found: Sequence[tuple[float, int, int]]) -> Iterator[Pair]:
    rows: set[int] = set()
    columns: set[int] = set()
    for _, x, y in found:
        if x not in rows and y not in columns:
            rows.add(x)
            columns.add(y)
            yield x, y


def git_word_diff(folder: Path, old: Sequence[str], new: Sequence[str]) -> bytes:
    """What `git diff --word-diff` says of both texts whole, a block a line, without anybody's settings."""
    before, after = _written(folder / "before", old), _written(folder / "after", new)
    command = ["git", "diff", "--no-index", "--no-ext-diff", "--no-color", "--word-diff", "--unified=1000000"]
    ran = subprocess.run([*command, str(before), str(after)], capture_output=True, check=False)
    return ran.stdout  # it exits 1 where files differ


def _written(path: Path, blocks: Sequence[str]) -> Path:
    path.write_text("".join(f"{' '.join(block.split())}\n" for block in blocks), "utf-8", "replace")
    return path
