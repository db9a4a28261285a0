"""What does a page say of itself outside its text?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.page.boxes import Page
from extract.white_space import collapsed

_STATED = frozenset(("og:site_name", "application-name", "author", "publisher"))
_LONGEST = 2000
_LARGEST_JSON = 50_000


def describe(page: Page, tree: LexborHTMLParser) -> None:
    """Fills in what the head of a page says; what stands in its body is seen by the walk."""
    if tree.root is not None:
        attributes = tree.root.attributes
        page.language = (attributes.get("lang") or attributes.get("xml:lang") or "")[:35]
    node = tree.head.first_child if tree.head is not None else None
    while node is not None:
        _read(page, node, node.tag)
        node = node.next
    if not page.title:
        title = tree.css_first("title")  # behind the head: the page is broken, or its first drawing has a title
        page.title = collapsed(title.text()) if title is not None else ""


def _read(page: Page, node: LexborNode, tag: str | None) -> None:
    if tag == "meta":
        read_meta(page, node)
    elif tag == "script":
        read_script(page, node)
    elif tag == "title":
        page.title = page.title or collapsed(node.text())
    elif tag == "noscript":
        for meta in node.css("meta"):
            read_meta(page, meta)


def look_over(page: Page, tree: LexborHTMLParser) -> None:
    """What a walk over the whole body would have seen, for a page of which only parts are walked."""
    page.scripts = len(tree.css("script"))
    page.password = tree.css_first("input[type=password]") is not None
    page.frames = [address for node in tree.css("iframe, frame, object, embed") if (address := frame_of(node))]


def read_meta(page: Page, node: LexborNode) -> None:
    attributes = node.attributes
    content = (attributes.get("content") or "")[:_LONGEST]
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        page.refresh = page.refresh or content
        return
    name = (attributes.get("property") or attributes.get("name") or "").lower()
    if name in _STATED and content.strip():
        page.meta.setdefault(name, collapsed(content))


def read_script(page: Page, node: LexborNode) -> None:
    """Counts a script; what it states of the page's organisation, for search engines, is kept as "ld:name"."""
    page.scripts += 1
    if (node.attributes.get("type") or "").strip().lower() != "application/ld+json" or "ld:name" in page.meta:
        return
    text = node.text()
    if len(text) > _LARGEST_JSON or "Organization" not in text:
        return
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError):
        return
    for one in _things(stated):
        name = one.get("name")
        if "Organization" in str(one.get("@type")) and isinstance(name, str) and name.strip():
            page.meta["ld:name"] = collapsed(name)[:_LONGEST]
            return


def _things(stated: Any) -> Iterator[dict[str, Any]]:
    """The things that structured data names at its top, and who publishes them."""
    listed = stated if isinstance(stated, list) else [stated]
    for one in listed:
        if isinstance(one, dict):
            graph = one.get("@graph")
            inner = [*(graph if isinstance(graph, list) else ()), one.get("publisher")]
            yield one
            yield from (other for other in inner if isinstance(other, dict))


def frame_of(node: LexborNode) -> str:
    """The address of what a frame shows, if that may be the text: none of scripts, none too small to read."""
    attributes = node.attributes
    address = (attributes.get("src") or attributes.get("data") or attributes.get("data-src") or "").strip()
    if not address or address.lower().startswith(("about:", "javascript:", "data:", "blob:")):
        return ""
    if node.tag in ("object", "embed") and not _is_text(address, attributes.get("type") or ""):
        return ""
    if "hidden" in attributes or any((attributes.get(side) or "9").strip(" px") in ("0", "1") for side in _SIDES):
        return ""
    style = (attributes.get("style") or "").lower().replace(" ", "")[:_LONGEST]
    return "" if any(sign in style for sign in _UNSEEN_STYLES) else address[:_LONGEST]


_SIDES = ("width", "height")
_UNSEEN_STYLES = ("display:none", "visibility:hidden", "width:0", "height:0", "width:1px", "height:1px")


def _is_text(address: str, mimetype: str) -> bool:
    path = address.split("?")[0].split("#")[0].lower()
    return "pdf" in mimetype or "html" in mimetype or path.endswith((".pdf", ".html", ".htm"))
