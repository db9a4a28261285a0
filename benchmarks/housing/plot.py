"""Where on a page does its policy stand?

The part is found by the curated text: the smallest run of siblings that holds nearly all of its words, widened by the
title and the lines above and below which belong to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.housing.tree import DOCTYPE, Element, Node, is_blank, is_inline, made, names, text_of

Words = Callable[[str], Sequence[str]]

_NEARLY_ALL = 0.97
_FOREIGN = 0.02
_OWN = 0.8  # share of a sibling's words that are wanted, from which on it belongs to the part
_NO_WRAPPER_IN = names("table tbody thead tfoot tr ul ol dl menu select p h1 h2 h3 h4 h5 h6 a span button label pre")
_FURNITURE = names("nav aside header footer form dialog button script style noscript template iframe svg")
_TRANSPARENT = names("div section article main center blockquote body font span")
HEADINGS = names("h1 h2 h3 h4 h5 h6")
_PUT_AWAY = re.compile(r"(?i)\bhidden\b|display\s*:\s*none|\bd-none\b|\bsr-only\b")


def plain_words(text: str) -> list[str]:
    """Words of a text that is no Markdown."""
    return re.findall(r"\w+", text.casefold())


@dataclass(slots=True)
class Plot:
    """A page and which of its nodes are the policy: `above.children[start:end]`."""

    root: Element
    above: Element
    start: int
    end: int
    doctype: str = DOCTYPE

    def copied(self) -> Plot:
        path = _path(self.root, self.above)
        root = above = self.root.copied()
        for step in path:
            child = above.children[step]
            above = child if isinstance(child, Element) else above
        return Plot(root, above, self.start, self.end, self.doctype)

    @property
    def part(self) -> list[Node]:
        return self.above.children[self.start : self.end]

    def put(self, *nodes: Node) -> None:
        """Puts other nodes where the policy was."""
        self.above.children[self.start : self.end] = nodes
        self.end = self.start + len(nodes)

    @property
    def body(self) -> Element:
        return next((one for one in self.root.elements() if one.tag == "body"), self.root)

    def ancestors(self) -> list[Element]:
        """From the body down to what holds the part."""
        found = [self.root]
        for step in _path(self.root, self.above):
            child = found[-1].children[step]
            if isinstance(child, Element):
                found.append(child)
        return found[1:]

    def blocks(self) -> list[Node]:
        """The part as a flat list: headings, paragraphs, lists, tables, furniture; no containers around them."""
        return flat(self.part)


def _path(root: Element, wanted: Element) -> list[int]:
    waiting: list[tuple[Element, list[int]]] = [(root, [])]
    while waiting:
        one, path = waiting.pop()
        if one is wanted:
            return path
        waiting += [(child, [*path, i]) for i, child in enumerate(one.children) if isinstance(child, Element)]
    raise ValueError(f"a {wanted.tag} that does not stand in the page")


def plot_of(root: Element, curated: Sequence[str], words: Words = plain_words, *, doctype: str = DOCTYPE) -> Plot:
    """The plot of a page whose policy has these words."""
    wanted = Counter(curated)
    body = next((one for one in root.elements() if one.tag == "body"), root)
    chain = _descent(body, wanted, words)
    above, start, end = _run(chain, wanted, words)
    return Plot(root, above, start, end, doctype)


def _held(node: Node, wanted: Counter[str], words: Words) -> int:
    return (Counter(words(text_of(node))) & wanted).total()


def _descent(body: Element, wanted: Counter[str], words: Words) -> list[Element]:
    """From the body to the smallest element with nearly all of the wanted words that the page has.

    A second copy of the policy is taken out of the page: a house that changes one of two tells nothing.
    """
    chain = [body]
    least = _NEARLY_ALL * _held(body, wanted, words)
    while True:
        inside = [child for child in chain[-1].children if isinstance(child, Element) and not is_inline(child)]
        found = [child for child in inside if _held(child, wanted, words) >= least]
        if not found:
            break
        chain[-1].children = [child for child in chain[-1].children if not any(child is one for one in found[1:])]
        chain.append(found[0])
    while len(chain) > 1 and chain[-1].tag in _NO_WRAPPER_IN:
        chain.pop()
    return chain


def _run(chain: Sequence[Element], wanted: Counter[str], words: Words) -> tuple[Element, int, int]:
    """The children of the last that are wanted; or of one above it, if a title or a line beside it is wanted too."""
    above = chain[-1]
    start, end = _trimmed(above, wanted, words)
    said = Counter(words(text_of(above.children[start:end])))
    left = wanted - said
    foreign = len(words(text_of([*above.children[:start], *above.children[end:]])))
    if foreign > _FOREIGN * said.total():
        return above, start, end  # what stands beside the part keeps it apart from what is farther out
    for outer, inner in zip(reversed(chain[:-1]), reversed(chain), strict=False):
        if outer.tag in _NO_WRAPPER_IN:
            break
        at = next(i for i, child in enumerate(outer.children) if child is inner)
        first, last = _widened(outer, at, left, words)
        if last - first > 1:
            above, start, end = outer, first, last
            break
    return above, start, end


def _trimmed(above: Element, wanted: Counter[str], words: Words) -> tuple[int, int]:
    marks = [_is_wanted(child, wanted, words) for child in above.children]
    if not any(marks):
        return 0, len(marks)
    return marks.index(True), len(marks) - marks[::-1].index(True)


def _is_wanted(node: Node, left: Counter[str], words: Words) -> bool:
    said = words(text_of(node))
    return bool(said) and (Counter(said) & left).total() >= _OWN * len(said)


def _widened(outer: Element, at: int, left: Counter[str], words: Words) -> tuple[int, int]:
    first, last = at, at + 1
    for i in range(at - 1, -1, -1):
        if _is_wanted(outer.children[i], left, words):
            first = i
        elif not is_blank(outer.children[i]) and words(text_of(outer.children[i])):
            break
    for i in range(at + 1, len(outer.children)):
        if _is_wanted(outer.children[i], left, words):
            last = i + 1
        elif not is_blank(outer.children[i]) and words(text_of(outer.children[i])):
            break
    return first, last


def lines_and_blocks(nodes: Sequence[Node]) -> Iterator[Element | list[Node]]:
    """What stands one below the other: lines of text, without the blank ones, and blocks."""
    line: list[Node] = []
    for node in nodes:
        if is_inline(node):
            line.append(node)
        elif isinstance(node, Element):
            if not all(is_blank(one) for one in line):
                yield line
            line = []
            yield node
    if not all(is_blank(one) for one in line):
        yield line


def flat(nodes: Sequence[Node]) -> list[Node]:
    """Blocks without the plain containers around them; lines of text between blocks become divs."""
    found: list[Node] = []
    for one in lines_and_blocks(nodes):
        found += _inside(one) if isinstance(one, Element) else [made("div", "", *one)]
    return found


def _inside(node: Element) -> list[Node]:
    opened = node.tag in _TRANSPARENT and not node.named("role")
    if not opened or _PUT_AWAY.search(f"{node.named('class')} {node.named('style')} {' '.join(node.attributes)}"):
        return [node]
    if all(is_inline(child) for child in node.children):
        return [node] if any(not is_blank(child) for child in node.children) else []
    return flat(node.children)


def is_furniture(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in _FURNITURE


def wrap(plot: Plot, tag: str, names: str = "", **attributes: str | None) -> None:
    """Puts the policy into one element."""
    plot.put(made(tag, names, *plot.part, **attributes))


def sections(plot: Plot) -> list[list[Node]]:
    """The policy's blocks, each heading with what follows it."""
    found: list[list[Node]] = [[]]
    for block in plot.blocks():
        if isinstance(block, Element) and block.tag in HEADINGS and found[-1]:
            found.append([])
        found[-1].append(block)
    return found
