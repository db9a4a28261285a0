"""How does the text of a page become its blocks?

One parse, bounded in depth; then what the selectors name is walked, or else the whole body.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from extract.elements import NEVER_DEEP
from extract.page import Page
from extract.runs import collapsed
from extract.walk import Walk

_TOO_DEEP = 1000  # browsers stop nesting at 512; the parser's time grows with the square
_DEEP_TAGS = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,30})")


class SelectorError(ValueError):
    """A selector that is no CSS or finds nothing; the message names it."""


def check_selector(css: str) -> str | None:
    """What is wrong with a CSS selector, or None.

    >>> check_selector("main > article") is None
    True
    """
    try:
        LexborHTMLParser("<p>").css(css)
    except (SelectolaxError, RuntimeError, ValueError) as error:
        return f"{css!r} is not a CSS selector: {error}"
    return None


def parse(html: str) -> tuple[LexborHTMLParser, bool]:
    """The page's tree, and whether it was flattened because it nests deeper than any browser shows."""
    if _nests_too_deep(html):
        html = re.sub(r"<(?!/?(?:p|br|h[1-6]|li|tr|title|script|style)\b)[^<>]{0,2000}>", " ", html)
        return LexborHTMLParser(html), True
    return LexborHTMLParser(html), False


def _nests_too_deep(html: str) -> bool:
    if html.count("<") < _TOO_DEEP:
        return False
    depth = 0
    for match in _DEEP_TAGS.finditer(html):
        if match[1].lower() in NEVER_DEEP:
            continue
        depth = max(0, depth - 1) if match.group().startswith("</") else depth + 1
        if depth > _TOO_DEEP:
            return True
    return False


def page_of(html: str, select: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> Page:
    """The blocks of a page. Raises SelectorError."""
    tree, flattened = parse(html)
    page = Page(flattened=flattened)
    _describe(page, tree)
    roots = _roots(tree, select)
    for css in remove:
        for node in _found(tree, css):
            node.decompose()
    for root in roots:
        Walk(page).walk(root)
    return page


def _describe(page: Page, tree: LexborHTMLParser) -> None:
    head = tree.css_first("title")
    page.title = collapsed(head.text()) if head is not None else ""
    if tree.root is not None:
        page.language = (tree.root.attributes.get("lang") or tree.root.attributes.get("xml:lang") or "")[:35]
    page.scripts = len(tree.css("script"))
    page.password = tree.css_first("input[type=password]") is not None
    refresh = tree.css_first("meta[http-equiv=refresh i]")
    page.refresh = (refresh.attributes.get("content") or "")[:2000] if refresh is not None else ""


def _found(tree: LexborHTMLParser, css: str) -> list[LexborNode]:
    problem = check_selector(css)
    if problem:
        raise SelectorError(problem)
    return tree.css(css)


def _roots(tree: LexborHTMLParser, select: tuple[str, ...]) -> list[LexborNode]:
    """The selected parts in the order of the selectors, none inside another; the body if none is asked for."""
    if not select:
        return [tree.body] if tree.body is not None else []
    roots: list[LexborNode] = []
    seen: set[int] = set()
    for css in select:
        nodes = _found(tree, css)
        if not nodes:
            raise SelectorError(f"{css!r} matches nothing on this page")
        for node in nodes:
            if node.mem_id not in seen and not _inside(node, seen):
                seen.add(node.mem_id)
                roots.append(node)
    return roots


def _inside(node: LexborNode, seen: set[int]) -> bool:
    above = node.parent
    while above is not None:
        if above.mem_id in seen:
            return True
        above = above.parent
    return False
