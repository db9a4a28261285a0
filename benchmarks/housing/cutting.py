"""Into which pieces do sites cut a policy?"""

from __future__ import annotations

from benchmarks.housing.plot import Plot, flat, is_furniture, sections
from benchmarks.housing.tree import Comment, Element, Node, made, text_of


def in_sections(plot: Plot) -> None:
    """Each heading with its text in a section of its own, with empty divs in between."""
    found: list[Node] = []
    for inside in sections(plot):
        found += [made("section", "", *inside), made("div", "divider"), made("div", "ad-slot", Comment("ad"))]
    plot.put(*found)


def in_rows(plot: Plot) -> None:
    """Each block in a row, a column and a widget of its own, as page builders have it, right below the body's child."""
    plot.put(
        *[
            made("div", "row", made("div", "col", made("div", "widget", made("div", "widget-container", block))))
            for block in plot.blocks()
        ]
    )


def in_body_sections(plot: Plot) -> None:
    """Sections straight below the body, among the page's own header and footer."""
    parts = [
        made("section", "elementor-section", made("div", "elementor-container", *inside)) for inside in sections(plot)
    ]
    way = plot.ancestors()
    if len(way) < 2:
        plot.put(*parts)
        return
    plot.put()
    at = next(i for i, child in enumerate(plot.body.children) if child is way[1])
    plot.body.children[at + 1 : at + 1] = parts


def in_words(plot: Plot) -> None:
    """Every few words stand in a block of their own, set side by side."""
    for node in plot.part:
        for one in list(node.elements()) if isinstance(node, Element) else []:
            if one.tag not in ("script", "style", "textarea", "iframe", "title"):
                one.children = [piece for child in one.children for piece in _pieces(child)]


def _pieces(child: Node) -> list[Node]:
    if not isinstance(child, str) or not child.strip():
        return [child]
    said = child.split()
    size = (3, 7, 2, 8, 5)[len(said) % 5]
    runs = [" ".join(said[i : i + size]) for i in range(0, len(said), size)]
    before, after = child[:1].isspace(), child[-1:].isspace()
    spans: list[Node] = [made("span", "w", run, style="display:inline-block") for run in runs]
    spaced = [part for span in spans for part in (" ", span)][0 if before else 1 :]
    return [*spaced, " "] if after else spaced


def in_lines(plot: Plot) -> None:
    """Every line is placed on the page by itself, as converters of PDF write it."""
    lines: list[Node] = []
    for block in plot.blocks():
        if isinstance(block, Element) and not is_furniture(block):
            for piece in [*_texts(block)]:
                said = piece.split()
                for i in range(0, len(said), 11):
                    style = f"position:absolute;left:72px;top:{16 * len(lines)}px"
                    lines.append(made("div", "t m0", " ".join(said[i : i + 11]), style=style))
    plot.put(made("div", "pf", *lines))


def _texts(block: Element) -> list[str]:
    """The texts of the innermost blocks."""
    below = [one for child in block.children for one in flat([child]) if isinstance(one, Element)]
    if block.tag in ("ul", "ol", "dl", "table", "tbody", "thead", "tr") and below:
        return [text for one in below for text in _texts(one)]
    return [text_of(block)]
