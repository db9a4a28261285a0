"""Did only the wording change, and not what it says?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from diffs.lexicon import LITTLE, MODALITY
from model import Edit, EditKind

_LONG_WORD = 5
_SWAPPED = 2  # letters that changed places: centre, center

_NO_LETTER = re.compile(r"(?<!\d)[\s‐‑–-]+(?!\d)")


def changed(edits: Iterable[Edit]) -> tuple[str, str]:
    """What went and what came, each edit on a line of its own, casefolded."""
    rows: dict[EditKind, list[str]] = {kind: [] for kind in EditKind}
    for edit in edits:
        rows[edit.kind].append(edit.text.casefold())
    return "\n".join(rows[EditKind.DELETED]), "\n".join(rows[EditKind.INSERTED])


def is_style(gone: str, come: str) -> bool:
    """Whether only little words changed, or the spelling of long ones, and no word that turns a rule."""
    if _NO_LETTER.sub("", gone) == _NO_LETTER.sub("", come):
        return True  # "e-mail" and "email", "here in" and "herein"
    if sorted(MODALITY.findall(gone)) != sorted(MODALITY.findall(come)):
        return False
    old, new = _content(gone), _content(come)
    return len(old) == len(new) and all(_spelled_alike(*pair) for pair in zip(sorted(old), sorted(new), strict=True))


def _content(text: str) -> set[str]:
    words = (word.strip(".,;:!?\"'()[]“”‘’") for word in text.split())
    return {word for word in words if word and word not in LITTLE}


def _spelled_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_WORD or any(c.isdigit() or c in "@/" for c in one + other):
        return False
    head = _common(one, other)
    rest, other_rest = one[head:], other[head:]
    tail = _common(rest[::-1], other_rest[::-1])
    swapped = sorted(rest) == sorted(other_rest) and len(rest) == _SWAPPED
    return head > 0 and (swapped or max(len(rest), len(other_rest)) - tail <= 1)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(one), len(other)))
