"""What is a node of a tree of text, in the dialects that content services speak?

What a node is stands under "type", "nodeType", "tag" or "style", its parts under "content", "children" or "items",
its text under "text" or "value": all are read alike.
"""

from __future__ import annotations

import re
from typing import Any

from extract.vocabulary import listed

TAGS = listed(
    "a article aside b blockquote br caption dd details div dl dt em figcaption footer h1 h2 h3 h4 h5 h6 header i li "
    "main nav ol p pre section small span strong sub summary sup table tbody td tfoot th thead tr u ul"
)
_KINDS = {
    "paragraph": "p", "unstyled": "p", "normal": "p", "textblock": "p", "blocktext": "p",
    "bulletlist": "ul", "bulletedlist": "ul", "unorderedlist": "ul", "orderedlist": "ol", "numberedlist": "ol",
    "numberlist": "ol", "listitem": "li", "unorderedlistitem": "li", "orderedlistitem": "li", "olistitem": "li",
    "bulletlistitem": "li", "numberedlistitem": "li", "tablerow": "tr", "tablecell": "td", "tableheader": "th",
    "tableheadercell": "th", "quote": "blockquote", "hyperlink": "a", "link": "a", "hardbreak": "br",
    "linebreak": "br", "bold": "b",
}  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_HEADING = re.compile(r"(?:heading|header|headline|h|title)([1-6]|one|two|three|four|five|six)?")
_KIND_KEYS = ("style", "tagName", "tag", "nodeType", "type", "_type", "blockType")
_PART_KEYS = ("content", "children", "nodes", "cells", "items", "rows", "blocks", "text", "value", "data")
_TEXTLESS = listed("script style link meta title svg path")
_OF_LEAVES = listed("marks type bold italic nodeType _type format")


def tag_of(node: dict[str, Any]) -> str:
    """The HTML element that a node of a tree of text stands for; empty if the node is none."""
    if isinstance(node.get("listItem"), str):
        return "li"
    for key in _KIND_KEYS:
        said = node.get(key)
        if not isinstance(said, str) or len(said) > 40:
            continue
        kind = re.sub(r"[^a-z0-9]", "", said.lower())
        heading = _HEADING.fullmatch(kind)
        if heading and (heading[1] or kind in ("heading", "header")) and any(part in node for part in _PART_KEYS):
            return f"h{_level(heading[1], node)}"
        if said.lower() in TAGS:
            return said.lower()
        if kind in _KINDS:
            return "ol" if kind == "list" and _is_ordered(node) else _KINDS[kind]
        if kind == "list":
            return "ol" if _is_ordered(node) else "ul"
    return ""


def _level(said: str | None, node: dict[str, Any]) -> int:
    if said:
        return _NUMBERS.get(said) or int(said)
    if isinstance(node.get("tag"), str) and re.fullmatch("h[1-6]", node["tag"]):
        return int(node["tag"][1])
    for holder in (node, node.get("attrs"), node.get("data"), node.get("properties")):
        level = holder.get("level", holder.get("depth")) if isinstance(holder, dict) else None
        if isinstance(level, int) and 1 <= level <= 6:
            return level
    return 2


def _is_ordered(node: dict[str, Any]) -> bool:
    data = node.get("data")
    said = [node.get("format"), node.get("listType"), node.get("ordered")]
    said += [data.get("style")] if isinstance(data, dict) else []
    return any(one in ("ordered", "number", True) for one in said)


def leaf_text(node: dict[str, Any], tag: str) -> str | None:
    """The text of a node that has no parts."""
    text = node.get("text")
    if not isinstance(text, str):
        text = node.get("value") if "text" in (node.get("nodeType"), node.get("type")) else None
    if not isinstance(text, str):
        data = node.get("data")
        text = data.get("text") if tag and isinstance(data, dict) else None
    if not isinstance(text, str) or any(isinstance(node.get(key), list) for key in ("content", "children", "nodes")):
        return None
    return text if tag or len(node) <= 2 or not _OF_LEAVES.isdisjoint(node) else None


def parts_of(node: dict[str, Any]) -> list[Any]:
    """What stands in a node: the first that is there of the names that its parts may have."""
    for key in _PART_KEYS:
        if key in node:
            part = node[key]
            return parts_of(part) if key == "data" and isinstance(part, dict) else [part]
    return []


def marks_of(node: dict[str, Any]) -> tuple[bool, str]:
    marks = node.get("marks")
    bold = bool(node.get("bold") or node.get("strong"))
    form = node.get("format")
    bold = bold or (isinstance(form, int) and form & 1 == 1)
    target = ""
    for mark in marks if isinstance(marks, list) else ():
        name = mark.get("type") if isinstance(mark, dict) else mark
        bold = bold or name in ("bold", "strong")
        target = target_of(mark) if isinstance(mark, dict) and name == "link" else target
    return bold, target


def target_of(node: dict[str, Any]) -> str:
    inner = (node.get(key) for key in ("attrs", "data", "properties", "fields"))
    for holder in (node, *(one for one in inner if isinstance(one, dict))):
        for key in ("href", "url", "uri"):
            if isinstance(holder.get(key), str):
                return str(holder[key])[:4000]
    return ""


def element_of(values: list[Any]) -> tuple[str, str, list[Any]] | None:
    """An element written as a list: ["$", tag, key, properties], or [tag, properties, part, ...].

    Its name, empty if it is a part of the application, where it links to, and its parts.
    """
    if len(values) >= 4 and values[0] == "$" and isinstance(values[1], str) and isinstance(values[3], dict):
        if values[1] in _TEXTLESS:
            return "", "", []
        properties = values[3]
        inner = properties.get("dangerouslySetInnerHTML")
        parts = [inner.get("__html")] if isinstance(inner, dict) else [properties.get("children")]
        target = target_of(properties)
        if values[1] in TAGS:
            return values[1], target, parts
        if target:
            return "a", target, parts
        return "", "", [{key: part for key, part in properties.items() if key not in ("children", "className")}, *parts]
    if len(values) >= 2 and isinstance(values[0], str) and values[0] in TAGS and isinstance(values[1], dict):
        return values[0], target_of(values[1]), values[2:]
    return None
