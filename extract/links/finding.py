"""Which links of a page lead to its company's policies?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extract.decoding.decode import decode
from extract.links.addresses import address_of
from extract.links.anchors import linked
from extract.links.company import company_of
from extract.links.judging import Judged, judged, kind_of
from extract.page.parse import parse
from model import PolicyLink

_MOST_BYTES = 20_000_000
_LEAST = 0.5
_LONGEST = 120


def policy_links(body: bytes, headers: Mapping[str, str], original: str) -> tuple[PolicyLink, ...]:
    """The links of an HTML page to policies of its company and to pages that list them, best first.

    `original` is where the page stood; names in `headers` are lower-case.  Nothing for what is no HTML.
    """
    page = address_of(original, original)
    if page is None or len(body) > _MOST_BYTES or b"<" not in body[:5000] or b"%PDF-" in body[:1024]:
        return ()
    tree, _ = parse(decode(body, headers).utf8)
    base_node = tree.css_first("base[href]")
    href = base_node.attributes.get("href") if base_node is not None else None
    stated = address_of(href, page.whole) if href else None
    links = linked(tree, stated.whole if stated else page.whole)
    company = company_of(tree, page)
    found = [one for one in (judged(link, company) for link in links.values()) if one.text.kind or one.path.kind or one.text.hub or one.path.hub]
    rows = _rows(found)
    links_out = [answer for one in found if (answer := _answer(one, rows, page, company))]
    return tuple(sorted(links_out, key=lambda link: -link.score))


def _rows(found: Iterable[Judged]) -> Counter[int]:
    """How many surely named links of their own company stand in each element."""
    rows: Counter[int] = Counter()
    for one in found:
        if one.text.sure >= 0.8 and not one.text.aside:
            rows.update({mem for anchor in one.linked.anchors if not anchor.in_a_sentence for mem in anchor.near})
    return rows


def _answer(one: Judged, rows: Counter[int], page, company) -> PolicyLink | None:
    text = one.text.sure * (0.3 if one.text.aside else 1)
    if one.in_a_sentence and not one.text.headed:
        text *= 0.6
    path = one.path.sure * (0.3 if one.path.aside else 1)
    score = 1 - (1 - 0.8 * text) * (1 - 0.8 * path)
    because = []
    if one.text.kind:
        because.append(f"text says {one.text.words!r}")
    if one.path.kind:
        because.append(f"address says {one.path.words!r}")
    row = any(rows[mem] > 1 for anchor in one.linked.anchors if not anchor.in_a_sentence for mem in anchor.near)
    if row and not one.text.aside:
        score = 1 - (1 - score) * 0.7
        because.append("stands beside other policies")
    if one.place:
        score = 1 - (1 - score) * 0.8
        because.append(f"{one.place} link")
    if one.elsewhere:
        score *= 0.6
    if not one.text.kind and one.text.aside == "an earlier version":
        score *= 0.4
    if one.calls:
        score *= 0.6
    if one.linked.address.is_memento or one.path.dated or (one.text.dated and one.kinds):
        score *= 0.4
    if not one.own:
        chrome = one.place == "footer" and any(a.place == "footer" and not a.in_a_sentence for a in one.linked.anchors)
        if not (chrome and text >= 0.9) and not company.is_named_in(one.linked.address):
            return None
        score *= 0.8
    if one.in_folder:
        score = 1 - (1 - score) * 0.8
    hub = one.text.hub or (one.path.hub and not one.text.kind)
    if hub and one.path.kind and not one.path.hub:
        hub = False
    edition = ""
    if one.language or (one.linked.address.language and page.language and one.linked.address.language != page.language):
        edition = one.linked.address.language or "other"
        score *= 0.7
    if one.text.apart or one.path.apart:
        score *= 0.8
    if score < _LEAST:
        return None
    return PolicyLink(address=one.linked.address.whole, kind="" if hub else kind_of(one), hub=hub, score=round(score, 3), text=one.said[:_LONGEST], because=tuple(because), edition=edition)
