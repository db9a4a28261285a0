"""How does a PDF become blocks of text?"""

from __future__ import annotations

from typing import NamedTuple

from extract.pdf.blocks import blocks_of
from extract.pdf.edges import without_running_heads
from extract.pdf.pages import UnreadablePdfError, pages_of
from extract.runs import Draft


class Pdf(NamedTuple):
    """What a PDF says."""

    blocks: list[Draft]
    title: str  # in its metadata
    dropped: list[str]  # lines left out as running heads, running feet and page numbers
    pages: int
    unread: list[int]  # numbers, from 1, of pages that cannot be read, or not to their end


def pdf_blocks(body: bytes, *, running: bool = False) -> Pdf:
    """Nothing is left out where `running` is true. Raises UnreadablePdfError."""
    pages, title, count, unread = pages_of(body)
    if not any(pages):
        raise UnreadablePdfError("the PDF holds no text")
    dropped: list[str] = []
    if not running:
        pages, dropped = without_running_heads(pages)
    return Pdf(blocks_of(pages), title, dropped, count, unread)
