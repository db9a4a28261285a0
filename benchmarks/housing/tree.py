"""What is a page, as something that can be rebuilt?

A tree of our own, made from the parser's and written as HTML again: what `written(parsed(html))` says is what `html`
says, with every end tag in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode


def names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")
DOCTYPE = "<!DOCTYPE html>"
RAW = names("script style xmp iframe noembed noframes plaintext")
UNSAID = names("script style template noscript textarea iframe svg head title select object")


@dataclass(slots=True)
class Comment:
    """What stands between <!-- and -->."""

    text: str


@dataclass(slots=True)
class Element:
    """A tag with what it holds. Text is a plain string, unescaped."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def copied(self) -> Element:
        found = [child.copied() if isinstance(child, Element) else child for child in self.children]
        return Element(self.tag, dict(self.attributes), found)

    def elements(self) -> Iterator[Element]:
        """The element itself and all below it, in reading order."""
        waiting: list[Element] = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def named(self, name: str) -> str:
        return self.attributes.get(name) or ""


Node = Element | Comment | str


def made(tag: str, names: str = "", *children: Node, **attributes: str | None) -> Element:
    """An element with class names; an underscore at an attribute's end is dropped, others are hyphens."""
    held = {"class": names} if names else {}
    given = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, {**held, **given}, list(children))


def parsed(html: str) -> Element:
    """The html element of a page; contents of templates are its children here."""
    root = LexborHTMLParser(html).root
    if root is None:
        return Element("html", {}, [Element("head"), Element("body")])
    return _taken(root)


def doctype_of(html: str) -> str:
    """What a page says first; without it, or with some old ones, tables stand inside paragraphs."""
    found = re.search(r"(?i)<!doctype[^<>]{0,300}>", html[:2000])
    return found.group() if found else ""


def _taken(node: LexborNode) -> Element:
    taken = Element(node.tag or "div", dict(node.attributes))
    contents = node.template_fragments() if node.tag == "template" else [node]
    for child in _children(contents[0]) if contents else ():
        tag = child.tag or ""
        if tag == "-text":
            taken.children.append(child.text_content or "")
        elif tag == "-comment":
            taken.children.append(Comment(child.comment_content or ""))
        elif not tag.startswith(("-", "!")):
            taken.children.append(_taken(child))
    return taken


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def written(node: Node | Iterable[Node], raw: bool = False) -> str:
    """As HTML."""
    parts: list[str] = []
    for one in [node] if isinstance(node, Element | Comment | str) else node:
        _write(one, parts, raw=raw)
    return "".join(parts)


def _write(node: Node, parts: list[str], *, raw: bool) -> None:
    if isinstance(node, str):
        parts.append(node if raw else escape(node, quote=False).replace("\u00a0", "&nbsp;"))
    elif isinstance(node, Comment):
        parts.append(f"<!--{node.text}-->")
    else:
        parts.append(f"<{node.tag}{_attributes(node)}>")
        if node.tag in ("pre", "textarea", "listing"):
            parts.append("\n")  # the first line break in these is no text
        for child in node.children:
            _write(child, parts, raw=node.tag in RAW)
        if node.tag not in VOID:
            parts.append(f"</{node.tag}>")


def _attributes(element: Element) -> str:
    return "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in element.attributes.items()
    )


def text_of(node: Node | Iterable[Node]) -> str:
    """All that is said, with spaces between elements; scripts, templates and their like say nothing here."""
    parts: list[str] = []
    for one in [node] if isinstance(node, Element | Comment | str) else node:
        _say(one, parts)
    return "".join(parts)


def _say(node: Node, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(node)
    elif isinstance(node, Element) and node.tag not in UNSAID:
        block = node.tag not in INLINE
        parts.append(" " * block)
        for child in node.children:
            _say(child, parts)
        parts.append(" " * block)


INLINE = names(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr img"
)


def is_inline(node: Node) -> bool:
    """Whether a node is part of a line of text, with all that it holds."""
    if isinstance(node, Element):
        return node.tag in INLINE and all(is_inline(child) for child in node.children)
    return True


def is_blank(node: Node) -> bool:
    return isinstance(node, Comment) or (isinstance(node, str) and not node.strip())
