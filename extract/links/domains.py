"""Do two hosts belong to one company, as far as their names tell?"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract.links.lexicon import AFFIXES

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LEAST_SHARED = 4  # letters of a brand that another name must hold
_LONG = 6  # letters from which on a brand is hardly a part of another by chance
_MOST_OF_IT = 0.6  # of the longer name


@lru_cache(8192)
def registered(host: str) -> str:
    """The registered domain, by the public suffix list that the library ships; a host without one is its own.

    >>> registered("legal.acme.co.uk"), registered("acme.example"), registered("shop.acme.github.io")
    ('acme.co.uk', 'acme.example', 'acme.github.io')
    """
    labels = host.split(".")
    unlisted = host if labels[-1].isdigit() else ".".join(labels[-2:])
    return _suffixes().extract_str(host).top_domain_under_public_suffix or unlisted


@cache
def _suffixes() -> TLDExtract:
    """Imported late: it costs 0.2 s, and only pages with links to other hosts need it."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def brand(host: str) -> str:
    """What a company calls itself in its domain: "acme" of `legal.acme.co.uk`; an address by number as it is."""
    return host if host.rpartition(".")[2].isdigit() else registered(host).partition(".")[0]


def akin(brands: frozenset[str], host: str) -> bool:
    """Whether a host's domain bears one of the brands: the same, or with what companies put before or behind it.

    >>> akin(frozenset({"acme"}), "policies.acme.io"), akin(frozenset({"acme"}), "acme-stuff.example")
    (True, True)
    >>> akin(frozenset({"zoom"}), "zoomhelp.example"), akin(frozenset({"zoom"}), "zoominfo.example")
    (True, False)
    """
    other = brand(host)
    return any(_share(one, other) or _share(other, one) for one in brands)


def _share(short: str, long: str) -> bool:
    if short == long:
        return len(short) > 1
    if len(short) < _LEAST_SHARED:
        return False
    if short in long.split("-"):
        return True
    for more in (long.removeprefix(short), long.removesuffix(short)):
        if len(more) < len(long):
            return more in AFFIXES or (len(short) >= _LONG and len(short) >= _MOST_OF_IT * len(long))
    return False
