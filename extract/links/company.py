"""Whose page is this, and which other addresses are of the same company?"""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from extract.links.addresses import Address, address_of
from extract.links.domains import akin, brand, registered
from extract.links.lexicon import FILLERS, HEADS
from extract.links.words import plain

_LEAST = 4  # letters of a name that are told apart from any word of an address
_STATED = ('link[rel="canonical"]', 'meta[property="og:url"]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company as its page shows it: its domains, what they are called, and the words of its name."""

    domains: frozenset[str]
    brands: frozenset[str]
    words: frozenset[str]

    def owns(self, address: Address) -> bool:
        """Whether the host is the company's, or bears its name, if only before the domain of a service."""
        host = address.host.partition(":")[0]
        named = any(label in self.brands for label in host.split(".") if len(label) >= _LEAST)
        return named or registered(host) in self.domains or akin(self.brands, host)

    def is_named_in(self, address: Address) -> bool:
        """Whether a stranger's address names the company, as those of services that keep policies do."""
        path = f" {plain(address.path)} "
        return any(
            f" {plain(one)} " in path for one in self.brands if len(one) >= _LEAST and one not in FILLERS | HEADS
        )


def company_of(tree: LexborHTMLParser, original: Address) -> Company:
    """The company by the page's own address, its canonical one, and the name it gives its site."""
    hosts = {original.host.partition(":")[0]}
    for selector in _STATED:
        node = tree.css_first(selector)
        stated = node and (node.attributes.get("href") or node.attributes.get("content"))
        if stated and (address := address_of(stated, original.whole)):
            hosts.add(address.host.partition(":")[0])
    brands = frozenset(brand(host) for host in hosts)
    node = tree.css_first('meta[property="og:site_name"]')
    site = plain((node.attributes.get("content") or "")[:60]) if node is not None else ""
    words = {*site.split(), *(word for one in brands for word in (one, *plain(one).split(), f"{one}s"))}
    return Company(domains=frozenset(map(registered, hosts)), brands=brands, words=frozenset(words))
