"""What HTML stands for the text that data carries?

In trees of nodes that stand for a text, all text counts. Elsewhere in data only what reads as prose does, and short
strings under names like "title".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from extract.apart.dialects import TAGS, element_of, leaf_text, marks_of, parts_of, tag_of, target_of
from extract.clauses.markdown_blocks import drafts_of_markdown
from extract.vocabulary import HAN
from model import Block

PART = "data-part"
"""The element that stands for an object, or for a long string."""

_LONG = 800
_MOST_HTML = 4_000_000
_MOST_NODES = 200_000
_DEEPEST = 150
_DEEPEST_JSON = 3
_PROSE = 40
_HAN_PROSE = 15
_LONGEST_TITLE = 150
_BLOCKS = TAGS - frozenset(("a", "b", "br", "em", "i", "small", "span", "strong", "sub", "sup", "u"))
_TEXT_HOLDERS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "td", "th", "caption", "summary", "pre")
)
_HELD = {"tr": "td", "ul": "li", "ol": "li"}  # what a bare string is in these
_TITLES = frozenset(("title", "heading", "headline", "header", "question", "subtitle"))
_MARKUP = re.compile(r"(?i)</?(?:p|div|h[1-6]|ul|ol|li|br|table|section|article|strong|span|a|b|em)\b[^<>]*>")
_ESCAPED_MARKUP = re.compile(r"(?i)&lt;(?:p|div|h[1-6]|ul|ol|br|section)\b")
_MARKDOWN = re.compile(r"(?m)^(?:#{1,6} \S|[-*] \S|\d{1,2}\. \S|\*\*\S)")
_CODE = re.compile(r"[{}]\s*[\w.#\"'-]+\s*[:({]|=>|\bfunction\b\s*\(|\bquery\b.*\{|^\s*(?:https?:|data:|/\w)")


def html_of(values: Sequence[Any]) -> str:
    """The text in these values as HTML; empty if they hold none."""
    writer = _Writer()
    for value in values:
        writer.value(value, "", 0)
    return "".join(writer.parts).encode("utf-8", "replace").decode()  # JSON may hold half a character


class _Writer:
    """HTML in the making. `holder` is the element that text stands in, if it is one that holds text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.nodes = 0
        self.seen: set[str] = set()
        self.holder = ""
        self.in_tree = False
        self.json_depth = 0

    def write(self, html: str) -> None:
        self.size += len(html)
        if self.size <= _MOST_HTML:
            self.parts.append(html)

    def value(self, value: Any, key: str, depth: int) -> None:
        self.nodes += 1
        if depth > _DEEPEST or self.nodes > _MOST_NODES or self.size > _MOST_HTML:
            return
        if isinstance(value, str):
            self.string(value, key)
        elif isinstance(value, dict):
            self.node(value, depth)
        elif isinstance(value, list):
            self.listing(value, depth)

    def listing(self, values: list[Any], depth: int) -> None:
        element = element_of(values)
        if element is not None:
            tag, target, parts = element
            self.element(tag or ("span" if self.holder in _TEXT_HOLDERS else "div"), target, parts, depth)
            return
        for value in values:
            self.value(value, "", depth + 1)

    def element(self, tag: str, target: str, parts: Sequence[Any], depth: int) -> None:
        """Parts in an element."""
        if tag == "br":
            self.write("<br>")
            return
        before = self.holder, self.in_tree
        self.in_tree = True
        if tag in _TEXT_HOLDERS or tag in _HELD:
            self.holder = tag
        elif tag in _BLOCKS:
            self.holder = self.holder if self.holder in _TEXT_HOLDERS else ""
        self.write(f'<a href="{escape(target)}">' if tag == "a" else f"<{tag}>")
        for part in parts:
            self.value(part, "", depth + 1)
        self.write(f"</{tag}>")
        self.holder, self.in_tree = before

    def node(self, node: dict[str, Any], depth: int) -> None:
        tag = tag_of(node)
        text = leaf_text(node, tag)
        if text is not None:
            self.leaf(text, tag, node)
        elif tag:
            self.element(tag, target_of(node), parts_of(node), depth)
        else:
            self.thing(node, depth)

    def thing(self, node: dict[str, Any], depth: int) -> None:
        """An object that is no part of a text, but may hold one."""
        before = self.holder, self.in_tree
        self.holder, self.in_tree = "", False
        written = len(self.parts)
        self.write(f"<{PART}>")
        for key, part in _parts(node):
            self.value(part, key, depth + 1)
        if len(self.parts) == written + 1:
            self.parts.pop()  # it held no text
        else:
            self.write(f"</{PART}>")
        self.holder, self.in_tree = before

    def leaf(self, text: str, tag: str, node: dict[str, Any]) -> None:
        tag = _HELD.get(self.holder, tag)
        if tag in _BLOCKS:
            inner = text if _is_markup(text) else escape(text).replace("\n", "<br>")
            self.write(f"<{tag}>{inner}</{tag}>")
            return
        if not self.holder and _is_markdown(text):
            self.write(f"<{PART}>{_of_lines(text)}</{PART}>")
            return
        bold, target = marks_of(node)
        html = escape(text).replace("\n", "<br>")
        html = f"<b>{html}</b>" if bold and text.strip() else html
        html = f'<a href="{escape(target)}">{html}</a>' if target else html
        self.write(html if self.holder else f"<p>{html}</p>")

    def string(self, text: str, key: str) -> None:
        """A string that no node says anything about: what it is shows in what it looks like."""
        if self.in_tree:
            html = text if _is_markup(text) else escape(text)
            held = _HELD.get(self.holder)
            self.write(f"<{held}>{html}</{held}>" if held else html)
            return
        if len(text) > 200:
            if text in self.seen:
                return
            self.seen.add(text)
            if text.lstrip()[:1] in ("{", "[") and self.json_depth < _DEEPEST_JSON and self._json(text):
                return
            if _ESCAPED_MARKUP.search(text) and not _is_markup(text):
                text = unescape(text)
        if _is_markup(text):
            self.write(f"<{PART}>{text}</{PART}>")
        elif key.lower() in _TITLES and 2 < len(text) <= _LONGEST_TITLE and not _CODE.search(text):
            self.write(f"<h3>{escape(text)}</h3>")
        elif _is_prose(text):
            html = _of_lines(text)
            self.write(f"<{PART}>{html}</{PART}>" if len(text) > _LONG else html)

    def _json(self, text: str) -> bool:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return False
        self.json_depth += 1
        self.value(value, "", 1)
        self.json_depth -= 1
        return True


def _parts(node: dict[str, Any]) -> list[tuple[str, Any]]:
    """What a node that is no text holds: titles before what stands below them."""
    parts = [(key, part) for key, part in node.items() if isinstance(part, (str, list, dict)) and key != "className"]
    below = any(isinstance(part, (list, dict)) or _is_markup(part) or _is_prose(part) for _, part in parts)
    titles = [one for one in parts if one[0].lower() in _TITLES and isinstance(one[1], str)] if below else []
    return titles[:1] + [one for one in parts if one[0].lower() not in _TITLES or not isinstance(one[1], str)]


def _is_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def _is_prose(text: str) -> bool:
    if len(text) < _HAN_PROSE or _CODE.search(text[:2000]):
        return False
    if not text.isascii() and len(HAN.findall(text[:2000])) >= _HAN_PROSE:
        return True
    sample = text[:2000]
    return len(text) >= _PROSE and sample.count(" ") * 12 >= len(sample) and not _is_names(sample)


def _is_names(text: str) -> bool:
    """Whether a text is a list of class names, as scripts that dress a page carry them."""
    words = text.split()
    return sum(not word[:-1].isalpha() and any(sign in word[:-1] for sign in "-:_") for word in words) * 2 > len(words)


def _is_markdown(text: str) -> bool:
    return "\n" in text and len(_MARKDOWN.findall(text)) > 1


def _of_lines(text: str) -> str:
    """Plain text, or Markdown when it looks like that."""
    if _is_markdown(text):
        return "".join(_of_draft(draft.block, draft.level, draft.text) for draft in drafts_of_markdown(text))
    paragraphs = re.split(r"\n\s*\n", text)
    return "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)


def _of_draft(block: Block, level: int, text: str) -> str:
    tag = f"h{level}" if block is Block.HEADING else "li" if block is Block.ITEM else "p"
    return f"<{tag}>{escape(text)}</{tag}>"
