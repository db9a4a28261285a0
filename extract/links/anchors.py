"""Which links does a page have, what do they say, and where do they stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.links.addresses import Address, address_of
from extract.vocabulary import listed
from extract.white_space import collapsed

_MOST = 20_000  # links of a page that are looked at, half from each end
_MOST_SAID = 12  # distinct texts of one address
_LONGEST = 200  # characters of a text
_INLINE = listed("span b i u em strong font small sup sub mark label bdi")
_CHROME = {"footer": "footer", "nav": "menu", "header": "header", "aside": "menu"}
_ROLES = {"contentinfo": "footer", "navigation": "menu", "banner": "header"}
_FOOT = re.compile(
    r"(?i)(?<![a-z])(?:page|site|global|main)?[-_]?foot(?:er)?(?![a-z]*note)|impressum|legal[-_]?links|bottom[-_]?bar"
)
_MOST_BESIDE = 6  # nodes that are asked for the text beside a link
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DEEPEST = 40  # ancestors that are asked where a link stands
_NEAR = 5  # of them, those in which a row of links may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One place where a page links to an address."""

    says: str
    fragment: str  # the place in the page it leads to
    place: str  # "footer", "menu", "header" or ""
    before: str  # what stands before it in the same line, to its end
    in_a_sentence: bool
    near: tuple[int, ...]  # the elements around it
    language: str  # hreflang


@dataclass(slots=True)
class Linked:
    """An address that a page links to, with all anchors that lead there."""

    address: Address
    anchors: list[Anchor] = field(default_factory=list)


def linked(tree: LexborHTMLParser, base: str) -> dict[str, Linked]:
    """The links of a page by the key of their address, in the order in which they first stand."""
    found: dict[str, Linked] = {}
    places: dict[int, str] = {}
    for node, href in _hrefs(tree):
        address = address_of(href, base)
        if address is None:
            continue
        one = found.setdefault(address.key, Linked(address))
        if len(one.anchors) < _MOST_SAID:
            one.anchors.append(_anchor(node, address.place, places))
    return found


def _hrefs(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    nodes = tree.css("a[href], area[href]")
    if len(nodes) > _MOST:  # footers stand at the end
        nodes = [*nodes[: _MOST // 2], *nodes[-_MOST // 2 :]]
    for node in nodes:
        if href := node.attributes.get("href"):
            yield node, href


def _anchor(node: LexborNode, fragment: str, places: dict[int, str]) -> Anchor:
    before, after = _beside(node, -1), _beside(node, 1)
    attributes = node.attributes
    return Anchor(
        says=_says(node),
        fragment=fragment[:_LONGEST],
        place=_place(node, places),
        before=before[-_LONGEST:],
        in_a_sentence=bool(_LETTERS.search(before[-80:]) or _LETTERS.search(after[:80])),
        near=_near(node),
        language=(attributes.get("hreflang") or "")[:20],
    )


def _says(node: LexborNode) -> str:
    text = collapsed(node.text()[: 20 * _LONGEST])[: 2 * _LONGEST]
    if text:
        return text
    attributes = node.attributes
    told = attributes.get("aria-label") or attributes.get("title") or attributes.get("alt") or ""
    if not told and (image := node.css_first("img[alt], img[title]")) is not None:
        told = image.attributes.get("alt") or image.attributes.get("title") or ""
    return collapsed(told[: 2 * _LONGEST])


def _beside(node: LexborNode, way: int) -> str:
    """The text that stands directly before (-1) or behind a link, in the same line."""
    found = ""
    for _ in range(4):
        sibling = node.prev if way < 0 else node.next
        steps = 0
        while sibling is not None and len(found) < 80 and steps < _MOST_BESIDE:
            steps += 1
            if sibling.is_text_node:
                text = (sibling.text_content or "")[:_LONGEST] if way > 0 else (sibling.text_content or "")[-_LONGEST:]
            elif sibling.tag in _INLINE:
                text = sibling.text()[:_LONGEST] if way > 0 else sibling.text()[-_LONGEST:]
            else:
                return found
            found = text + found if way < 0 else found + text
            sibling = sibling.prev if way < 0 else sibling.next
        parent = node.parent
        if parent is None or parent.tag not in _INLINE:
            return found
        node = parent
    return found


def _near(node: LexborNode) -> tuple[int, ...]:
    found: list[int] = []
    parent = node.parent
    while parent is not None and len(found) < _NEAR:
        found.append(parent.mem_id)
        parent = parent.parent
    return tuple(found)


def _place(node: LexborNode, places: dict[int, str]) -> str:
    passed: list[int] = []
    found = ""
    parent = node.parent
    while parent is not None and len(passed) < _DEEPEST:
        known = places.get(parent.mem_id)
        found = known if known is not None else _of_itself(parent)
        if known is not None or found:
            break
        passed.append(parent.mem_id)
        parent = parent.parent
    for one in passed:
        places[one] = found
    return found


def _of_itself(node: LexborNode) -> str:
    tag = node.tag or ""
    if tag in _CHROME:
        return _CHROME[tag]
    if tag in ("body", "html", "main", "article"):
        return ""
    attributes = node.attributes
    if place := _ROLES.get(attributes.get("role") or ""):
        return place
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return "footer" if len(names) > 3 and _FOOT.search(names[:_LONGEST]) else ""
