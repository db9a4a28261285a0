"""Which parts of a page did a person declare to be its policy?

Filters first, then removal, then selection, as Open Terms Archive applies its declarations. All that is selected is
taken in the order of the selectors and once: what one has taken, a later one does not take again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from model import Range

_WHOLE = ("html", "body")

Span = tuple[int, int]
"""A stretch of a tree: positions in document order, the last one not included."""


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


def roots(tree: LexborHTMLParser, select: Sequence[str | Range]) -> list[LexborNode]:
    """What is selected, to be walked one after the other; the body if nothing is asked for. Raises SelectorError.

    A part of an element comes as the body of a copy of the tree that holds nothing else, so that a list stays a list.
    """
    if not select:
        return [tree.body] if tree.body is not None else []
    order = Order(tree)
    taken: list[Span] = []
    found: list[LexborNode] = []
    for selector in select:
        spans = order.spans(selector)
        left = [rest for span in spans for rest in _without(span, taken)]
        if left == spans and not isinstance(selector, Range):
            found += [order.nodes[start] for start, _ in spans]
        elif left:
            found += _part(tree, left)
        taken = _joined([*taken, *left])
    return found


def cut_out(tree: LexborHTMLParser, remove: Sequence[str | Range]) -> None:
    """Takes out of the tree what is to be removed. Raises SelectorError.

    All is found before anything goes, since a range may end at what another selector removes. A CSS selector may find
    nothing; a range that misses an end is an error, since nobody knows how far it would have reached.
    """
    if not remove:
        return
    order = Order(tree)
    spans = [span for selector in remove for span in order.spans(selector, required=isinstance(selector, Range))]
    gone = order.within(spans)
    if any(node.tag in _WHOLE for node in gone):
        raise SelectorError(f"{', '.join(map(str, remove))} would remove the whole page")
    for node in gone:
        node.decompose()


class Order:
    """The nodes of a tree in document order, and where each ends; a node's position is its index."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.tree = tree
        self.nodes: list[LexborNode] = []
        self.ends: list[int] = []
        if tree.root is not None:
            self._number(tree.root)
        self.places = {node.mem_id: place for place, node in enumerate(self.nodes)}

    def _number(self, root: LexborNode) -> None:
        path: list[int] = []
        following: LexborNode | None = root
        while following is not None:
            node = following
            path.append(len(self.nodes))
            self.nodes.append(node)
            self.ends.append(0)
            following = node.child
            while following is None and path:
                place = path.pop()
                self.ends[place] = len(self.nodes)
                following = self.nodes[place].next if path else None

    def spans(self, selector: str | Range, *, required: bool = True) -> list[Span]:
        """Where a selector's matches stand, none inside another. Raises SelectorError."""
        if isinstance(selector, Range):
            return [self._range(selector)]
        spans: list[Span] = []
        for place in self._places(selector):
            if not spans or place >= spans[-1][1]:
                spans.append((place, self.ends[place]))
        if required and not spans:
            raise SelectorError(f"{selector!r} matches nothing on this page")
        return spans

    def _range(self, wanted: Range) -> Span:
        start, end = self._first(wanted.start, "start", wanted), self._first(wanted.end, "end", wanted)
        span = (
            self.ends[start] if wanted.start_after else start,
            self.ends[end] if wanted.end_after else end,
        )
        if span[0] >= span[1]:
            raise SelectorError(f"the range {wanted} ends before it starts on this page, or holds nothing")
        return span

    def _first(self, css: str, side: str, wanted: Range) -> int:
        for place in self._places(css):
            return place
        raise SelectorError(f"{css!r} matches nothing on this page, the {side} of the range {wanted}")

    def _places(self, css: str) -> list[int]:
        problem = check_selector(css)
        if problem:
            raise SelectorError(problem)
        return sorted(self.places[node.mem_id] for node in self.tree.css(css) if node.mem_id in self.places)

    def within(self, spans: Iterable[Span]) -> list[LexborNode]:
        """The outermost nodes that stand in one of the stretches with all that is in them."""
        return [self.nodes[place] for place in self._outermost(spans)]

    def _outermost(self, spans: Iterable[Span]) -> Iterator[int]:
        place = 0
        for start, end in _joined(spans):
            place = max(place, start)
            while place < end:
                if self.ends[place] <= end:
                    yield place
                    place = self.ends[place]
                else:
                    place += 1

    def outside(self, spans: Iterable[Span]) -> list[LexborNode]:
        """The outermost nodes that hold nothing of these stretches."""
        return self.within(_gaps(_joined(spans), len(self.nodes)))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same stretches in order of their places, overlapping and adjoining ones as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _gaps(spans: Iterable[Span], length: int) -> list[Span]:
    """What lies before, between and behind stretches that are in order and apart."""
    gaps = []
    place = 0
    for start, end in spans:
        gaps.append((place, start))
        place = end
    return [(start, end) for start, end in [*gaps, (place, length)] if start < end]


def _without(span: Span, taken: Sequence[Span]) -> list[Span]:
    """What is left of a stretch; those taken are in order and apart."""
    first = bisect_right(taken, span[0], key=lambda one: one[1])
    inside = taken[first : bisect_left(taken, span[1], lo=first, key=lambda one: one[0])]
    ends = [span[0], *(min(end, span[1]) for _, end in inside)]
    starts = [*(start for start, _ in inside), span[1]]
    return [(place, end) for place, end in zip(ends, starts, strict=True) if place < end]


def _part(tree: LexborHTMLParser, spans: Sequence[Span]) -> list[LexborNode]:
    """The body of a copy of the tree that holds these stretches and what is around them, and nothing else."""
    copy = tree.clone()
    outside = Order(copy).outside(spans)
    if any(node.tag in _WHOLE for node in outside):  # all of it stands in the head
        return []
    for node in outside:
        node.decompose()
    return [copy.body] if copy.body is not None else []
