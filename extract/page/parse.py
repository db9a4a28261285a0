"""How does the text of a page become its blocks?

One parse, of what is bounded; then what the selectors name is walked, or else the whole body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from extract.declared.filters import filtered
from extract.declared.selection import cut_out, roots
from extract.page.boxes import Page
from extract.page.head import describe, look_over
from extract.page.noscripts import ended, swallowed
from extract.page.taming import tamed
from extract.page.walk import Walk
from model import Filter, Range

_NAMESPACE = b"http://www.w3.org/1999/xhtml"
_EMPTY = re.compile(
    rb"<(?!(?:br|hr|img|input|meta|link|area|base|col|embed|source|wbr|param|track|frame)\b)"
    rb"([a-zA-Z][\w:-]{0,30})((?:\s[^<>]{0,2000}?)?)/>"
)


def parse(html: bytes | str) -> tuple[LexborHTMLParser, bool]:
    """The page's tree, and whether it was flattened because it nests deeper than any browser shows.

    Bytes are UTF-8, and spare the parser a copy.
    """
    utf8 = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    start = utf8[:1000]
    if b"<?xml" in start or _NAMESPACE in start:
        # In XHTML <title/> and <script/> are over; in HTML they swallow the page.
        utf8 = _EMPTY.sub(rb"<\1\2></\1>", utf8)
    utf8, flattened = tamed(utf8)
    tree = LexborHTMLParser(utf8)
    return LexborHTMLParser(ended(utf8)) if swallowed(tree) else tree, flattened


def page_of(
    html: bytes | str,
    select: Sequence[str | Range] = (),
    remove: Sequence[str | Range] = (),
    filters: Sequence[Filter] = (),
    *,
    as_sent: bool = False,
) -> Page:
    """The blocks of a page; with `as_sent` addresses that a script would show stay hidden. Raises SelectorError."""
    tree, flattened = parse(html)
    page = Page(flattened=flattened)
    describe(page, tree)
    if not (select or remove or filters):
        whole = tree.body or tree.root  # a page of frames has no body
        if whole is not None:
            Walk(page, as_sent=as_sent).walk(whole)
        return page
    seen = Page()
    look_over(seen, tree)
    filtered(tree, filters)
    cut_out(tree, remove)
    for root in roots(tree, select):
        Walk(page, as_sent=as_sent).walk(root)
    page.scripts, page.password, page.frames = seen.scripts, seen.password, seen.frames
    return page
