"""Which pages of a PDF can be read, and which lines stand on them?"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, DeprecationError, LimitReachedError, PyPdfError
from pypdf.generic import IndirectObject

from extract.pdf.lines import Line, lines_of
from extract.pdf.weights import array, dictionary, is_spoilt
from extract.pdf.work import LIMITS, TooMuchWorkError, Work
from extract.white_space import collapsed

_MOST_PAGES = 500
_MOST_CHARACTERS = 4_000_000
_FEWEST_LETTERS, _FEWEST_DOTS = 40, 400_000
"""A page with fewer letters, and pictures of more dots, is a scan: A4 at 72 dots an inch has 500,000."""

_TOO_MUCH = "the PDF is more work to read than any policy"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class UnreadablePdfError(ValueError):
    """A PDF without text, broken beyond reading, or locked."""


class Pages(NamedTuple):
    """What stands on the pages of a PDF."""

    lines: list[list[Line]]  # of each page, as far as pages are read
    title: str  # in its metadata
    named: int  # how many pages the PDF says it has
    unread: list[int]  # numbers, from 1, of pages that cannot be read, or not to their end


# pypdf checks little of what it is given: a broken file fails in whatever it is used for first.
_RAISED = (
    PyPdfError,
    DependencyError,
    DeprecationError,  # old names of packings
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def pages_of(body: bytes) -> Pages:
    """Raises UnreadablePdfError where no page can be read, or most are pictures of text."""
    try:
        with apply_configuration(**LIMITS):
            reader = PdfReader(io.BytesIO(body), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadablePdfError("the PDF is locked by a password")
            return _read(reader, Work(reader, len(body)))
    except UnreadablePdfError:
        raise
    except (LimitReachedError, TooMuchWorkError) as error:
        raise UnreadablePdfError(f"{_TOO_MUCH}: {error}"[:300]) from error
    except _RAISED as error:
        raise UnreadablePdfError(f"the PDF is broken: {_said(error)}") from error


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:260]


def _read(reader: PdfReader, work: Work) -> Pages:
    pages: dict[int, list[Line]] = {}
    faults: dict[int, str] = {}
    size = scans = 0
    held = list(_held(reader))
    numbers = [number for number, is_held in enumerate(held, 1) if is_held]
    for number, page in zip(numbers[:_MOST_PAGES], reader.pages, strict=False):
        pages[number], faults[number] = _lines(page, number - 1, work)
        size += sum(len(line.text) for line in pages[number])
        scans += _is_scan(page, pages[number])
        if size > _MOST_CHARACTERS:
            break
    unread = [number for number in range(1, len(held) + 1) if number not in pages or faults[number]]
    if unread and not any(pages.values()):
        raise UnreadablePdfError(f"the PDF is broken: {next(filter(None, faults.values()), 'it holds no page')}")
    if scans > 0.6 * len(pages):
        raise UnreadablePdfError(f"the PDF is scanned: {scans} of {len(pages)} pages are pictures and hold no text")
    lines = [pages.get(number, []) for number in range(1, max(pages, default=0) + 1)]
    return Pages(lines, _title(reader), len(held), unread)


def _lines(page: PageObject, number: int, work: Work) -> tuple[list[Line], str]:
    """The lines of a page, and why it cannot be read, or not to its end."""
    try:
        return lines_of(work.text_of(page), number), "its text is spoilt" if is_spoilt(page) else ""
    except (LimitReachedError, TooMuchWorkError):
        raise
    except _RAISED as error:
        work.give_up()
        return [], _said(error)


def _held(reader: PdfReader) -> Iterator[bool]:
    """Of each page that the tree of pages names, whether the file holds it: pypdf passes over the others."""
    waiting = [reader.root_object.raw_get("/Pages")]
    branches: set[int] = set()  # a broken tree may hold itself
    while waiting:
        one = waiting.pop()
        node = dictionary(one)
        if "/Kids" in node and node.get("/Type") != "/Page":
            place = one.idnum if isinstance(one, IndirectObject) else id(node)
            if place not in branches:
                branches.add(place)
                waiting += reversed(array(node["/Kids"]))
        else:
            yield bool(node)


def _title(reader: PdfReader) -> str:
    return collapsed(str(reader.metadata.get("/Title") or "") if reader.metadata else "")[:500]


def _is_scan(page: PageObject, lines: Sequence[Line]) -> bool:
    if sum(char.isalpha() for line in lines for char in line.text) >= _FEWEST_LETTERS:
        return False
    shown = dictionary(dictionary(page.get_inherited("/Resources")).get("/XObject")).values()
    return sum(_dots(dictionary(one)) for one in list(shown)[:100]) >= _FEWEST_DOTS


def _dots(image: dict[object, object]) -> int:
    width, height = image.get("/Width"), image.get("/Height")
    is_picture = image.get("/Subtype") == "/Image" and isinstance(width, int) and isinstance(height, int)
    return int(width) * int(height) if is_picture else 0  # type: ignore[call-overload]
