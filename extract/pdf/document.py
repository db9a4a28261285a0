"""How does a PDF become blocks of text?"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Sequence

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from extract.pdf.blocks import blocks_of
from extract.pdf.edges import without_running_heads
from extract.pdf.lines import Line, lines_of
from extract.pdf.weights import dictionary
from extract.pdf.work import LIMITS, TooMuchWorkError, Work
from extract.runs import Draft, collapsed

_MOST_PAGES = 500
_MOST_CHARACTERS = 4_000_000
_FEWEST_LETTERS, _FEWEST_DOTS = 40, 400_000
"""A page with fewer letters, and pictures of more dots, is a scan: A4 at 72 dots an inch has 500,000."""

_TOO_MUCH = "the PDF is more work to read than any policy"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class UnreadablePdfError(ValueError):
    """A PDF without text, broken beyond reading, or locked."""


def pdf_blocks(body: bytes, *, running: bool = False) -> tuple[list[Draft], str, list[str]]:
    """Blocks of a PDF, the title in its metadata, and the lines left out as running heads, feet and page numbers.

    Nothing is left out where `running` is true. Raises UnreadablePdfError.
    """
    pages, title = _pages(body)
    if not any(pages):
        raise UnreadablePdfError("the PDF holds no text")
    dropped: list[str] = []
    if not running:
        pages, dropped = without_running_heads(pages)
    return blocks_of(pages), title, dropped


# pypdf checks little of what it is given: a broken file fails in whatever it is used for first.
_RAISED = (
    PyPdfError,
    DependencyError,
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


def _pages(body: bytes) -> tuple[list[list[Line]], str]:
    try:
        with apply_configuration(**LIMITS):
            reader = PdfReader(io.BytesIO(body), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadablePdfError("the PDF is locked by a password")
            pages = _lines(reader, Work(reader, len(body)))
            title = collapsed(str(reader.metadata.get("/Title") or "") if reader.metadata else "")[:500]
    except UnreadablePdfError:
        raise
    except (LimitReachedError, TooMuchWorkError) as error:
        raise UnreadablePdfError(f"{_TOO_MUCH}: {error}"[:300]) from error
    except _RAISED as error:
        raise UnreadablePdfError(f"the PDF is broken: {type(error).__name__}: {error}"[:300]) from error
    return pages, title


def _lines(reader: PdfReader, work: Work) -> list[list[Line]]:
    """The lines of each page. Raises UnreadablePdfError where most pages are pictures of text."""
    pages: list[list[Line]] = []
    size = scans = 0
    for number, page in enumerate(reader.pages[:_MOST_PAGES]):
        pages.append(lines_of(work.text_of(page), number))
        size += sum(len(line.text) for line in pages[-1])
        scans += _is_scan(page, pages[-1])
        if size > _MOST_CHARACTERS:
            break
    if scans > 0.6 * len(pages):
        raise UnreadablePdfError(f"the PDF is scanned: {scans} of {len(pages)} pages are pictures and hold no text")
    return pages


def _is_scan(page: PageObject, lines: Sequence[Line]) -> bool:
    if sum(char.isalpha() for line in lines for char in line.text) >= _FEWEST_LETTERS:
        return False
    shown = dictionary(dictionary(page.get_inherited("/Resources")).get("/XObject")).values()
    return sum(_dots(dictionary(one)) for one in list(shown)[:100]) >= _FEWEST_DOTS


def _dots(image: dict[object, object]) -> int:
    width, height = image.get("/Width"), image.get("/Height")
    is_picture = image.get("/Subtype") == "/Image" and isinstance(width, int) and isinstance(height, int)
    return int(width) * int(height) if is_picture else 0  # type: ignore[call-overload]
