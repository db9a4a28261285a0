"""How does a PDF become blocks of text?"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import ContentStream, DictionaryObject, NameObject, StreamObject

from extract.runs import TITLE_WORDS, Draft, collapsed, heading_like
from model import Block

_MOST_PAGES = 500
_MOST_CHARACTERS = 4_000_000
# Work is counted in operators and operands. One takes 2 to 10 microseconds. Writers that place every letter by itself
# make 8 for each letter, and 1.5 for each byte of the file: 28 pages of a real policy came to 650,000 and took 4 s.
_WORK_AT_FIRST, _WORK_PER_LETTER = 300_000, 16
_WORK_PER_BYTE, _MOST_WORK = 5, 3_000_000
_PER_FONT, _PER_PAGE = 100, 50
_BYTES_AT_ONCE = 8
"""So many characters of a string, or bytes of a stream that is gone through, take as long as an operand."""

_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "stream_decoding_work_maximum_length": 20_000_000,
    "lzw_maximum_output_length": 1_000_000,
    "run_length_maximum_output_length": 1_000_000,
    "page_tree_maximum_entries": 5_000,
    "page_tree_maximum_page_entries": 100_000,
}
_TOO_MUCH = "the PDF is more work to read than any policy"
_SHOWS = re.compile(rb"T[jJ]|Do|['\"]")
_MOST_IN_RANGE = 65_536
_RANGES = re.compile(rb"beginbfrange(.*?)(?:endbfrange|$)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s{0,9}<([0-9A-Fa-f]{1,8})>\s{0,9}[<\[]")
_BULLET = re.compile(r"\s*(?:[•▪●○◦‣·\uf0b7\uf0a7-]|o(?=\s))\s+")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\([a-z]{1,3}\)|[a-z]\)|(?:Article|Section)\s\d+)\s+\S")
_PAGE_NUMBER = re.compile(
    r"(?i)\s*(?:page|seite|pagina|página|strona)?\s*[-–]?\s*\d{1,4}\s*[-–]?\s*(?:(?:/|of|von|sur|de|"
    r"di|van|z)\s*\d{1,4})?\s*$"
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class UnreadablePdfError(ValueError):
    """A PDF without text, broken beyond reading, or locked."""


def pdf_blocks(body: bytes) -> tuple[list[Draft], str]:
    """Blocks of a PDF and the title in its metadata. Raises UnreadablePdfError."""
    pages, title = _pages(body)
    lines = _without_running_heads([_lines(page) for page in pages])
    if not any(line.strip() for line in lines):
        raise UnreadablePdfError("the PDF holds no text")
    return _blocks(lines), title


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


def _pages(body: bytes) -> tuple[list[str], str]:
    try:
        with apply_configuration(**_LIMITS):
            reader = PdfReader(io.BytesIO(body), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadablePdfError("the PDF is locked by a password")
            pages = _texts(reader, _Work(reader, len(body)))
            title = collapsed(str(reader.metadata.get("/Title") or "") if reader.metadata else "")[:500]
    except UnreadablePdfError:
        raise
    except LimitReachedError as error:
        raise UnreadablePdfError(f"{_TOO_MUCH}: {error}"[:300]) from error
    except _RAISED as error:
        raise UnreadablePdfError(f"the PDF is broken: {type(error).__name__}: {error}"[:300]) from error
    return pages, title


def _texts(reader: PdfReader, work: _Work) -> list[str]:
    pages, size = [], 0
    for page in reader.pages[:_MOST_PAGES]:
        pages.append(work.text_of(page))
        size += len(pages[-1])
        if size > _MOST_CHARACTERS:
            break
    return pages


class _Work:
    """Reads pages until that is more work than any policy makes: beside the text they show, beside the size of the
    file, and of all pages together.

    A stream that is small when packed can hold millions of operators, and any number of pages can show it. What
    counts is counted, not timed, so that the same bytes always give the same reading.
    """

    def __init__(self, reader: PdfReader, size: int) -> None:
        self._reader = reader
        self._done = 0
        self._left = _WORK_AT_FIRST
        self._more = min(_MOST_WORK, _WORK_PER_BYTE * size)  # that can be earned
        self._per_form = 0
        self._weights: dict[int, int] = {}

    def text_of(self, page: PageObject) -> str:
        """Raises UnreadablePdfError where all is used up."""
        contents = page.get("/Contents")
        self._spend(_PER_PAGE)
        if contents is None:
            return ""
        stream = ContentStream(contents.get_object(), self._reader, "bytes")
        data = stream.get_data()
        self._spend(len(data) // _BYTES_AT_ONCE // 4)
        if not _SHOWS.search(data):  # a drawing
            return ""
        self._weigh(page)
        page[NameObject("/Contents")] = stream  # unpacked once
        with apply_configuration(stream_parsing_work_maximum_count=self._left + 1):
            text = page.extract_text(visitor_operand_before=self._meet) or ""
        self._spend(0)  # what goes wrong in a form is passed over by pypdf
        earned = min(self._more, _WORK_PER_LETTER * sum(map(len, text.split())))
        self._left, self._more = self._left + earned, self._more - earned
        return text

    def _meet(self, operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        work = 1 + len(operands)
        for one in operands if isinstance(operands, list) else ():
            for part in one if isinstance(one, list) else (one,):
                work += 1 if isinstance(one, list) else 0
                work += len(part) // _BYTES_AT_ONCE if isinstance(part, str | bytes) else 0
        self._spend(work + (self._per_form if operator == b"Do" else 0))

    def _spend(self, work: int) -> None:
        self._done, self._left = self._done + work, self._left - work
        if self._left < 0:
            raise UnreadablePdfError(f"{_TOO_MUCH}: {self._done} operators and operands, too many for what they show")

    def _weigh(self, page: PageObject) -> None:
        """Spends what the fonts of a page take, and finds what its heaviest form takes each time it is shown."""
        resources = _dictionary(page.get_inherited("/Resources"))
        self._spend(self._of_fonts(resources))
        self._per_form = max((self._of_form(form) for form in _forms(resources)), default=0)

    def _of_form(self, form: StreamObject) -> int:
        if id(form) not in self._weights:
            size = len(form.get_data())
            self._spend(size // _BYTES_AT_ONCE // 4)
            self._weights[id(form)] = size // _BYTES_AT_ONCE + self._of_fonts(_dictionary(form.get("/Resources")))
        return self._weights[id(form)]

    def _of_fonts(self, resources: DictionaryObject) -> int:
        return sum(self._of_font(_dictionary(font)) for font in _dictionary(resources.get("/Font")).values())

    def _of_font(self, font: DictionaryObject) -> int:
        """Every page and every form reads its fonts anew."""
        if id(font) not in self._weights:
            named = _dictionary(font.get("/ToUnicode"))
            data = named.get_data() if isinstance(named, StreamObject) else b""
            self._spend(len(data) // _BYTES_AT_ONCE // 4)
            entries = len(data) + _widths(font) + _BYTES_AT_ONCE * _ranges(data)
            self._weights[id(font)] = _PER_FONT + entries // _BYTES_AT_ONCE
        return self._weights[id(font)]


def _dictionary(found: Any) -> DictionaryObject:
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _ranges(data: bytes) -> int:
    """How many characters the ranges of a character map name."""
    ranges = (pair for block in _RANGES.findall(data) for pair in _RANGE.findall(block))
    return sum(min(max(int(last, 16) - int(first, 16), 0), _MOST_IN_RANGE) for first, last in ranges)


def _widths(font: DictionaryObject) -> int:
    """How many widths a font gives: of a composite one as `first [widths]` or `first last width`."""
    count = len(_array(font.get("/Widths")))
    for descendant in _array(font.get("/DescendantFonts")):
        rest = iter(_array(_dictionary(descendant).get("/W")))
        for first, second in zip(rest, rest, strict=False):
            if isinstance(second, list):
                count += len(second)
            elif next(rest, None) is not None and isinstance(first, int) and isinstance(second, int):
                count += min(max(second - first, 0), _MOST_IN_RANGE)
    return count


def _array(found: Any) -> list[Any]:
    found = found.get_object() if found is not None else None
    return found if isinstance(found, list) else []


def _forms(resources: DictionaryObject) -> Iterator[StreamObject]:
    """Every form that can be shown from here, each once."""
    met: set[int] = set()
    waiting = [resources]
    while waiting:
        for one in _dictionary(waiting.pop().get("/XObject")).values():
            form = _dictionary(one)
            if id(form) in met or form.get("/Subtype") == "/Image" or not isinstance(form, StreamObject):
                continue
            met.add(id(form))
            waiting.append(_dictionary(form.get("/Resources")))
            yield form


def _lines(page: str) -> list[str]:
    """A page's lines. Some writers place every word by itself: there each piece, also each space, is a line."""
    lines = page.split("\n")
    spaces = sum(line.isspace() for line in lines)
    if spaces * 3 < len(lines) or len(lines) < 20:
        return lines
    paragraphs = re.split(r"\n(?: +\n){2,}", page)
    return [part for paragraph in paragraphs for part in (paragraph.replace("\n", ""), "")]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", collapsed(line)).lower()


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines, without page numbers and without what stands at the edge of most pages."""
    edges: Counter[str] = Counter()
    filled = [[line for line in page if line.strip()] for page in pages]
    for page in filled:
        edges.update({_shape(line) for line in (*page[:3], *page[-3:])})
    running = {shape for shape, count in edges.items() if len(pages) >= 3 and count > 0.6 * len(pages)}
    lines: list[str] = []
    shown: set[str] = set()
    for page in pages:
        places = [i for i, line in enumerate(page) if line.strip()]
        edge = {*places[:3], *places[-3:]}
        for i, line in enumerate(page):
            shape = _shape(line)
            if i in edge and (shape in shown or _PAGE_NUMBER.match(line)):
                continue
            if i in edge and shape in running:
                shown.add(shape)  # once: it may be the title, or hold the date
            lines.append(line)
    return lines


def _blocks(lines: list[str]) -> list[Draft]:
    """Lines joined to paragraphs: a line that is not full, or that begins like a block, ends the one before."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    full = lengths[int(len(lengths) * 0.85)] * 0.75
    drafts: list[Draft] = []
    parts: list[str] = []
    ended = True
    for line in [*lines, ""]:
        text = collapsed(line)
        starts = bool(_BULLET.match(line) or _NUMBERED.match(line)) or (
            ended and (text[:1].isupper() or text[:1] in "\u201c\u00ab\u201e(")
        )
        if parts and (not text or starts):
            drafts.append(_draft(parts))
            parts = []
        if text:
            parts.append(text)
            ended = len(text) < full or (text.endswith((".", ":", ";", "!", "?")) and len(text) < full * 1.1)
    drafts = [draft for draft in drafts if draft.text]
    first = drafts[0] if drafts else None
    if first and first.block is Block.PARAGRAPH and heading_like(first.text) and TITLE_WORDS.search(first.text):
        first.block, first.level = Block.HEADING, 1
    return drafts


def _draft(parts: list[str]) -> Draft:
    text = " ".join(parts)
    bullet = _BULLET.match(text)
    if bullet:
        return Draft(Block.ITEM, text[bullet.end() :], level=1)
    numbered = _NUMBERED.match(text) and len(parts) == 1
    if numbered and heading_like(text) and not text.endswith((".", ";", ",", ":")) and len(text) < 90:
        return Draft(Block.HEADING, text, level=2)
    if text.isupper() and len(text) < 90 and heading_like(text):
        return Draft(Block.HEADING, text, level=2)
    return Draft(Block.PARAGRAPH, text)
