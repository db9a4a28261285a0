"""How do sites write headings, paragraphs and whole pages without the elements made for them?"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.housing import sayings
from benchmarks.housing.plot import Plot
from benchmarks.housing.tree import Element, Node, is_inline, made

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SIZES = {1: 32, 2: 24, 3: 19, 4: 17, 5: 16, 6: 15}


def headings_by_class(plot: Plot) -> None:
    _headings(plot, lambda one, level: _turned(one, "div", {"class": f"heading heading-{level}"}))


def headings_by_style(plot: Plot) -> None:
    _headings(plot, lambda one, level: _turned(one, "div", {"style": f"font-size:{_SIZES[level]}px;font-weight:700"}))


def headings_by_role(plot: Plot) -> None:
    _headings(plot, lambda one, level: _turned(one, "div", {"role": "heading", "aria-level": str(level)}))


def headings_bold(plot: Plot) -> None:
    """A paragraph whose text is all bold."""

    def bold(one: Element, _: int) -> None:
        one.children = [made("strong", "", *one.children)]
        _turned(one, "p", {})

    _headings(plot, bold)


def _turned(one: Element, tag: str, attributes: dict[str, str | None]) -> None:
    one.tag, one.attributes = tag, dict(attributes)


def _headings(plot: Plot, turn: Callable[[Element, int], None]) -> None:
    for node in plot.part:
        for one in list(node.elements()) if isinstance(node, Element) else []:
            if one.tag in _LEVELS and all(is_inline(child) for child in one.children):
                turn(one, _LEVELS[one.tag])


def layout_table(plot: Plot) -> None:
    """The whole page in a table: a menu on the left, the text on the right, a line of links below."""
    menu: list[Node] = []
    for i, label in enumerate(sayings.menu_labels(14)):
        menu += [made("a", "", label, href=f"/{i}.htm"), made("br")]
    colophon: tuple[Node, ...] = ("© 2003 Hearth & Hollow | ", made("a", "", "Home", href="/"), " | Webmaster")
    foot = made("td", "", made("font", "", *colophon, size="1"), colspan="2")
    left, right = made("td", "", *menu, width="150"), made("td", "", *plot.part, width="600", valign="top")
    rows = made("tbody", "", made("tr", "", left, right), made("tr", "", foot))
    page = made("table", "", rows, width="760", border="0", cellspacing="0", cellpadding="4")
    plot.put(made("center", "", page))


def font_tags(plot: Plot) -> None:
    """Paragraphs are divided by two line breaks, headings are large type, in one table cell."""
    found: list[Node] = []
    for block in plot.blocks():
        if isinstance(block, Element) and block.tag in _LEVELS and all(is_inline(child) for child in block.children):
            found += [made("font", "", made("b", "", *block.children), size="4"), made("br"), made("br"), "\n"]
        elif (
            isinstance(block, Element)
            and block.tag in ("p", "div")
            and all(is_inline(child) for child in block.children)
        ):
            found += [made("font", "", *block.children, face="Arial", size="2"), made("br"), made("br"), "\n"]
        else:
            found.append(block)
    plot.put(made("table", "", made("tbody", "", made("tr", "", made("td", "", *found))), width="600"))
