"""How does a PDF become blocks of text?"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from extract.runs import TITLE_WORDS, Draft, collapsed, heading_like
from model import Block

_MOST_PAGES = 500
_MOST_CHARACTERS = 4_000_000
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
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdfError("the PDF is locked by a password")
        pages, size = [], 0
        for page in reader.pages[:_MOST_PAGES]:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > _MOST_CHARACTERS:
                break
        title = collapsed(str(reader.metadata.get("/Title") or "") if reader.metadata else "")[:500]
    except UnreadablePdfError:
        raise
    except _RAISED as error:
        raise UnreadablePdfError(f"the PDF is broken: {type(error).__name__}: {error}"[:300]) from error
    return pages, title


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
