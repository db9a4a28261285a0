"""How much work do the fonts and forms of a PDF's page make, before any text is read?"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

_MOST_IN_RANGE = 65_536
_MOST_UNPACKED = 10_000_000
_FLUSHED = b"\0\0\xff\xff"
"""Writers who do not end what they packed end it with this."""

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
    count = len(array(font.get("/Widths")))
    for descendant in array(font.get("/DescendantFonts")):
        rest = iter(array(dictionary(descendant).get("/W")))
        for first, second in zip(rest, rest, strict=False):
            if isinstance(second, list):
                count += len(second)
            elif next(rest, None) is not None and isinstance(first, int) and isinstance(second, int):
                count += min(max(second - first, 0), _MOST_IN_RANGE)
    return count


def array(found: Any) -> list[Any]:
    """What a reference leads to, if that is an array; else an empty one."""
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


def is_spoilt(page: PageObject) -> bool:
    """Whether a part of a page's stream is missing or cannot be unpacked to its end.

    pypdf makes do with what comes before a fault, and does not tell.
    """
    contents = page.get("/Contents")
    streams = array(contents) or [contents]
    return contents is not None and any(_is_spoilt(stream.get_object()) for stream in streams)


def _is_spoilt(stream: Any) -> bool:
    if not isinstance(stream, StreamObject):
        return True
    if stream.get("/Filter") not in ("/FlateDecode", ["/FlateDecode"]):
        return False
    packed = stream._data  # noqa: SLF001 it is told nowhere else
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # without its check sum: writers are careless there
    try:
        unpacker.decompress(packed[2:], _MOST_UNPACKED)
    except zlib.error:
        return True
    return not unpacker.eof and not packed.rstrip().endswith(_FLUSHED)
