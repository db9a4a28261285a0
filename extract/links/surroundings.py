"""What does a page as a whole tell of its links?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from extract.links.addresses import Address, address_of
from extract.links.anchors import Linked
from extract.links.company import Company
from extract.links.domains import registered
from extract.links.judging import Judged
from extract.links.lexicon import LANGUAGE_CODES
from extract.links.weighing import is_sure

_MOST_OTHERS = 4  # links for each policy among them, in what counts as a row of policies


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, as far as it tells of its links."""

    address: Address
    company: Company
    language: str  # two letters, "" if not known
    rows: frozenset[int]  # elements of which many links are surely policies
    adopted: frozenset[str]  # other domains on which the company's policies stand


def page_of(
    tree: LexborHTMLParser, address: Address, company: Company, links: Iterable[Linked], found: Collection[Judged]
) -> Page:
    """What the page tells, `found` being those of its links that name a policy."""
    return Page(
        address=address,
        company=company,
        language=_language(tree, address),
        rows=_rows(links, found),
        adopted=_adopted(found),
    )


def base_of(tree: LexborHTMLParser, address: Address) -> str:
    """The address against which references are read."""
    node = tree.css_first("base[href]")
    stated = address_of(node.attributes.get("href") or "", address.whole) if node is not None else None
    return stated.whole if stated else address.whole


def _language(tree: LexborHTMLParser, address: Address) -> str:
    stated = (tree.root.attributes.get("lang") or "") if tree.root is not None else ""
    named = [code for code in address.locale if code in LANGUAGE_CODES]
    return named[-1] if named else stated.lower()[:2]


def _rows(links: Iterable[Linked], found: Iterable[Judged]) -> frozenset[int]:
    all_links = Counter(element for one in links for anchor in one.anchors for element in anchor.near)
    sure = Counter(element for one in found if is_sure(one) for element in set(one.rows))
    return frozenset(
        element for element, count in sure.items() if count > 1 and count * _MOST_OTHERS >= all_links[element]
    )


def _adopted(found: Iterable[Judged]) -> frozenset[str]:
    """The other domain that alone has several kinds of policies listed, as where a parent company publishes them."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        if not one.own and is_sure(one):
            kinds[registered(one.linked.address.host)].add(one.kind)
    several = [domain for domain, named in kinds.items() if len(named) > 1]
    return frozenset(several if len(several) == 1 else ())
