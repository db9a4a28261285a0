"""In how many ways is one document written down?

Every way takes a page and gives another with the same meaning: white space where a browser shows none, other elements
for the same thing, attributes in another order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from benchmarks.housing.tree import VOID, Comment, Element, Node, doctype_of, is_inline, names, parsed, written

BLOCKS = names(
    "html head body div p section article main header footer nav aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead "
    "tbody tfoot tr td th caption blockquote center form fieldset figure address hr br title meta link base"
)
_AS_WRITTEN = names("pre textarea script style listing xmp title noscript svg math iframe template select")
_HOLD_BLOCKS = names("body div section article main header footer nav aside form center blockquote td figure")
_END_P = names("p div ul ol dl h1 h2 h3 h4 h5 h6 section article header footer nav aside form blockquote hr address")
_RAW = re.compile(r"(?is)(<(script|style|textarea|iframe|xmp|svg|math)\b.*?</\2>)")
_WIDE = 100

Way = Callable[[str], str]


def _rewritten(html: str, change: Callable[[Element], None]) -> str:
    root = parsed(html)
    change(root)
    return doctype_of(html) + written(root)


def written_again(html: str) -> str:
    """With every end tag in its place and every attribute in quotes."""
    return _rewritten(html, lambda _: None)


# ---------------------------------------------------------------- white space


def minified(html: str) -> str:
    """On one line, without comments, without white space around blocks and without end tags that may be left out."""
    root = parsed(html)
    _squeeze(root)
    return doctype_of(html) + _in_markup(written(root), _without_optional_ends)


def _squeeze(element: Element) -> None:
    if element.tag in _AS_WRITTEN:
        return
    element.children = _joined([child for child in element.children if not isinstance(child, Comment)])
    last = len(element.children) - 1
    for i, child in enumerate(element.children):
        if isinstance(child, Element):
            _squeeze(child)
            continue
        if not isinstance(child, str):
            continue
        text = re.sub(r"[ \t\r\n\f]+", " ", child)
        if _ends_line(element, i - 1, at_edge=i == 0):
            text = text.lstrip(" ")
        if _ends_line(element, i + 1, at_edge=i == last):
            text = text.rstrip(" ")
        element.children[i] = text
    element.children = [child for child in element.children if child != ""]


def _joined(nodes: Sequence[Node]) -> list[Node]:
    """Texts that nothing stands between are one."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        else:
            found.append(node)
    return found


def _ends_line(element: Element, at: int, *, at_edge: bool) -> bool:
    """Whether white space beside this place shows nothing: the edge of a block, or a block."""
    if at_edge:
        return element.tag in BLOCKS
    beside = element.children[at]
    return isinstance(beside, Element) and beside.tag in BLOCKS


def _without_optional_ends(html: str) -> str:
    """Without end tags of paragraphs, items and cells, where a browser puts them anyway, nor needless quotes."""
    html = re.sub(rf"</p>(?=<(?:{'|'.join(_END_P)})[\s>])", "", html)
    html = re.sub(r"</li>(?=<li[\s>]|</ul>|</ol>)", "", html)
    html = re.sub(r"</t[dh]>(?=<t[dh][\s>]|</tr>)", "", html)
    return re.sub(r'(?<= )([a-z-]+)="([\w./:#-]+)"(?=[ >])', r"\1=\2", html)


def _in_markup(html: str, change: Way) -> str:
    """Changes what is markup, and leaves scripts, styles and text fields as they are."""
    parts = _RAW.split(html)  # markup, raw element, its tag, markup ...
    return "".join(change(part) + raw for part, raw in zip(parts[::3], [*parts[1::3], ""], strict=True))


def indented(html: str) -> str:
    """Every block on a line of its own, indented, and its text wrapped."""
    return _rewritten(html, lambda root: _indent(root, 0))


def _indent(element: Element, depth: int) -> None:
    if element.tag in _AS_WRITTEN:
        return
    found: list[Node] = []
    margin = "\n" + "  " * min(depth + 1, 20)
    for child in element.children:
        if isinstance(child, str):
            found.append(_wrapped(child, margin))
            continue
        block = isinstance(child, Element) and child.tag in BLOCKS and element.tag in BLOCKS
        if isinstance(child, Element):
            _indent(child, depth + 1)
        found += [margin, child, margin] if block else [child]
    element.children = found


def _wrapped(text: str, margin: str) -> str:
    """Line breaks where white space is, about once a line."""
    count = 0

    def broken(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return margin if count % 12 == 0 else found.group()

    return re.sub(r"[ \t\r\n]+", broken, text)


# ---------------------------------------------------------------- other elements for the same


_OTHER = {"section": "div", "article": "div", "strong": "b", "em": "i", "b": "strong", "i": "em"}
_NUMBERED = re.compile(r"\s*(\d{1,2})\.\s+(?=\S)")


def retagged(html: str) -> str:
    """Divs for sections, b for strong and strong for b, lists for paragraphs that are numbered."""

    def change(root: Element) -> None:
        for one in list(root.elements()):
            one.tag = _OTHER.get(one.tag, one.tag)
            one.children = _listed(one.children)

    return _rewritten(html, change)


def _listed(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    run: list[Element] = []
    for node in [*nodes, None]:
        number = _number(node) if isinstance(node, Element) else 0
        if isinstance(node, Element) and number and number == (_number(run[-1]) + 1 if run else number):
            run.append(node)
            continue
        if node is not None and run and isinstance(node, str) and not node.strip():
            continue
        found += _list_of(run)
        run = [node] if isinstance(node, Element) and number else []
        found += [node] if node is not None and not run else []
    return found


def _number(node: Element) -> int:
    """The number before a paragraph that is no heading."""
    if node.tag != "p" or not node.children or not all(is_inline(child) for child in node.children):
        return 0
    first = node.children[0]
    found = _NUMBERED.match(first) if isinstance(first, str) else None
    longer = sum(len(child) for child in node.children if isinstance(child, str)) > _WIDE
    breaks = any(one.tag in ("br", "img") for one in node.elements())
    return int(found[1]) if found and longer and not breaks else 0


def _list_of(run: Sequence[Element]) -> list[Node]:
    if len(run) < 2:
        return list(run)
    start = _number(run[0])
    items: list[Node] = []
    for one in run:
        first = one.children[0]
        text = _NUMBERED.sub("", first, count=1) if isinstance(first, str) else ""
        items.append(Element("li", dict(one.attributes), [text, *one.children[1:]]))
    return [Element("ol", {} if start == 1 else {"start": str(start)}, items)]


def spelled(html: str) -> str:
    """Tags and names of attributes in capitals, letters beyond ASCII as numbers."""
    return _in_markup(written_again(html), lambda markup: _numbers(_capitals(markup)))


def _capitals(markup: str) -> str:
    return re.sub(r"<(/?[a-z][a-z0-9]*)(?=[\s>])", lambda found: f"<{found[1].upper()}", markup)


def _numbers(markup: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda found: f"&#{ord(found.group())};", markup)


# ---------------------------------------------------------------- order, and what stands between


def shuffled(html: str) -> str:
    """Attributes of each tag, and class names in each attribute, in another order."""
    dice = Random(7)

    def change(root: Element) -> None:
        for one in root.elements():
            if "class" in one.attributes:
                called = one.named("class").split()
                dice.shuffle(called)
                one.attributes["class"] = " ".join(called)
            listed = list(one.attributes.items())
            dice.shuffle(listed)
            one.attributes = dict(listed)

    return _rewritten(html, change)


def interleaved(html: str) -> str:
    """Scripts between blocks, and comments between words as React leaves them."""
    dice = Random(11)

    def change(root: Element) -> None:
        for one in list(root.elements()):
            if one.tag in BLOCKS - VOID and one.tag not in ("html", "head"):
                one.children = [piece for child in one.children for piece in _with_more(one, child, dice)]

    return _rewritten(html, change)


def _with_more(parent: Element, child: Node, dice: Random) -> Iterator[Node]:
    if isinstance(child, str) and " " in child.strip() and parent.tag not in _AS_WRITTEN and dice.random() < 0.2:
        at = child.index(" ", len(child) - len(child.lstrip()))
        yield from (child[:at], Comment(" "), child[at:])
    else:
        yield child
    if isinstance(child, Element) and child.tag in BLOCKS and parent.tag in _HOLD_BLOCKS and dice.random() < 0.2:
        yield Comment(" wp:block ")
        yield Element("script", {}, [f"window.seen=(window.seen||0)+{dice.randrange(9)};if(1<2){{}}"])


WAYS: Mapping[str, Way] = {
    way.__name__: way for way in (written_again, minified, indented, retagged, spelled, shuffled, interleaved)
}
"""By name."""
