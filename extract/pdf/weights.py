"""How much work do the fonts and forms of a PDF's page make, before any text is read?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

_MOST_IN_RANGE = 65_536
_RANGES = re.compile(rb"beginbfrange(.*?)(?:endbfrange|$)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s{0,9}<([0-9A-Fa-f]{1,8})>\s{0,9}[<\[]")


def dictionary(found: Any) -> DictionaryObject:
    """What a reference leads to, if that is a dictionary; else an empty one."""
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def ranges(data: bytes) -> int:
    """How many characters the ranges of a character map name."""
    ranges = (pair for block in _RANGES.findall(data) for pair in _RANGE.findall(block))
    return sum(min(max(int(last, 16) - int(first, 16), 0), _MOST_IN_RANGE) for first, last in ranges)


def widths(font: DictionaryObject) -> int:
    """How many widths a font gives: of a composite one as `first [widths]` or `first last width`."""
    count = len(_array(font.get("/Widths")))
    for descendant in _array(font.get("/DescendantFonts")):
        rest = iter(_array(dictionary(descendant).get("/W")))
        for first, second in zip(rest, rest, strict=False):
            if isinstance(second, list):
                count += len(second)
            elif next(rest, None) is not None and isinstance(first, int) and isinstance(second, int):
                count += min(max(second - first, 0), _MOST_IN_RANGE)
    return count


def _array(found: Any) -> list[Any]:
    found = found.get_object() if found is not None else None
    return found if isinstance(found, list) else []


def forms_of(resources: DictionaryObject) -> Iterator[StreamObject]:
    """Every form that can be shown from here, each once."""
    met: set[int] = set()
    waiting = [resources]
    while waiting:
        for one in dictionary(waiting.pop().get("/XObject")).values():
            form = dictionary(one)
            if id(form) in met or form.get("/Subtype") == "/Image" or not isinstance(form, StreamObject):
                continue
            met.add(id(form))
            waiting.append(dictionary(form.get("/Resources")))
            yield form
