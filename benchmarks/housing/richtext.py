"""Which trees of text do content services hand out?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.housing.coding import data_script, instead
from benchmarks.housing.plot import Plot, is_furniture, lines_and_blocks
from benchmarks.housing.tree import Comment, Element, Node, is_inline, names, text_of

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BOLD = names("b strong")
_LISTS = names("ul ol menu dir")


def rich_text(plot: Plot) -> None:
    """A tree of nodes with their text in leaves, as content services hand it out."""
    document = {"nodeType": "document", "data": {}, "content": [one for block in _blocks(plot) for one in _rich(block)]}
    data = {"props": {"pageProps": {"entry": {"fields": {"slug": "legal", "body": document}}}}}
    instead(plot, data_script(data, id="__NEXT_DATA__"))


def portable_text(plot: Plot) -> None:
    """Blocks in a flat list, each with its spans and its style."""
    listed: list[Any] = []
    for block in _blocks(plot):
        _portable(block, listed)
    data = {"state": {"loaderData": {"routes/legal": {"document": {"_type": "legal", "body": listed}}}}}
    instead(plot, data_script(data, id="app-state"))


def _blocks(plot: Plot) -> list[Element]:
    return [block for block in plot.blocks() if isinstance(block, Element) and not is_furniture(block)]


def _leaves(node: Node, bold: bool = False, target: str = "") -> list[tuple[str, bool, str]]:
    """Pieces of text with what marks them."""
    if isinstance(node, Comment):
        return []
    if isinstance(node, str):
        text = node if not node.isspace() else " "
        return [(text.replace("\n", " "), bold, target)]
    if node.tag == "br":
        return [("\n", bold, target)]
    if node.tag in ("script", "style", "svg", "template", "noscript"):
        return []
    bold, target = bold or node.tag in _BOLD, target or (node.named("href") if node.tag == "a" else "")
    found = [leaf for child in node.children for leaf in _leaves(child, bold, target)]
    return found if is_inline(node) else [(" ", False, ""), *found, (" ", False, "")]


def _rich(node: Element) -> list[dict[str, Any]]:
    if node.tag in _LEVELS:
        return [_rich_node(f"heading-{_LEVELS[node.tag]}", _rich_leaves(node.children))]
    if node.tag in _LISTS:
        items = [child for child in node.children if isinstance(child, Element)]
        kind = "ordered-list" if node.tag == "ol" else "unordered-list"
        return [_rich_node(kind, [_rich_node("list-item", _rich_children(item)) for item in items])]
    if node.tag == "table":
        rows = [one for one in node.elements() if one.tag == "tr"]
        return [_rich_node("table", [_rich_node("table-row", _rich_cells(row)) for row in rows])]
    return _rich_children(node)


def _rich_cells(row: Element) -> list[dict[str, Any]]:
    cells = [child for child in row.children if isinstance(child, Element)]
    return [
        _rich_node(
            "table-header-cell" if cell.tag == "th" else "table-cell", [_rich_node("paragraph", _rich_leaves([cell]))]
        )
        for cell in cells
    ]


def _rich_children(node: Element) -> list[dict[str, Any]]:
    """Lines of text as paragraphs, blocks as themselves."""
    found: list[dict[str, Any]] = []
    for one in lines_and_blocks(node.children):
        found += _rich(one) if isinstance(one, Element) else [_rich_node("paragraph", _rich_leaves(one))]
    return found


def _rich_node(kind: str, content: Sequence[Any]) -> dict[str, Any]:
    return {"nodeType": kind, "data": {}, "content": list(content)}


def _rich_leaves(nodes: Sequence[Node]) -> list[dict[str, Any]]:
    found = []
    for text, bold, target in (leaf for node in nodes for leaf in _leaves(node)):
        marks = [{"type": "bold"}] if bold else []
        leaf: dict[str, Any] = {"nodeType": "text", "value": text, "marks": marks, "data": {}}
        found.append({"nodeType": "hyperlink", "data": {"uri": target}, "content": [leaf]} if target else leaf)
    return found


def _portable(node: Element, listed: list[Any], level: int = 0, style: str = "") -> None:
    if node.tag in _LISTS:
        kind = "number" if node.tag == "ol" else "bullet"
        for child in node.children:
            if isinstance(child, Element):
                _portable(child, listed, level + 1, kind)
        return
    if node.tag == "table":
        rows = [one for one in node.elements() if one.tag == "tr"]
        listed.append(
            {
                "_type": "table",
                "_key": f"k{len(listed)}",
                "rows": [
                    {
                        "_type": "tableRow",
                        "cells": [
                            " ".join(text_of(cell).split()) for cell in row.children if isinstance(cell, Element)
                        ],
                    }
                    for row in rows
                ],
            }
        )
        return
    for one in lines_and_blocks(node.children):
        if isinstance(one, Element):
            _portable(one, listed, level, style)
        else:
            listed.append(_portable_block(one, node.tag, level, style, len(listed)))


def _portable_block(line: Sequence[Node], tag: str, level: int, item: str, number: int) -> dict[str, Any]:
    links: list[dict[str, str]] = []
    spans = []
    for i, (text, bold, target) in enumerate(leaf for node in line for leaf in _leaves(node)):
        marks = ["strong"] if bold else []
        if target:
            links.append({"_key": f"l{i}", "_type": "link", "href": target})
            marks.append(f"l{i}")
        spans.append({"_type": "span", "_key": f"s{i}", "text": text, "marks": marks})
    block: dict[str, Any] = {"_type": "block", "_key": f"k{number}", "style": tag if tag in _LEVELS else "normal"}
    return block | {"children": spans, "markDefs": links} | ({"listItem": item, "level": level} if item else {})
