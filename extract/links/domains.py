"""Do two hosts belong to one company, as far as their names tell?"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LEAST_SHARED = 4  # letters of a brand that the beginning of another name must hold


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
    """What a company calls itself in its domain: "acme" of `legal.acme.co.uk`."""
    return registered(host).partition(".")[0]


def akin(brands: frozenset[str], host: str) -> bool:
    """Whether a host's domain bears one of the brands: the same, or with a word before or behind it.

    >>> akin(frozenset({"acme"}), "policies.acme.io"), akin(frozenset({"acme"}), "acme-legal.example")
    (True, True)
    >>> akin(frozenset({"acme"}), "policies.google.com")
    False
    """
    other = brand(host).replace("-", "")
    return any(_share(one.replace("-", ""), other) for one in brands)


def _share(one: str, other: str) -> bool:
    if one == other:
        return len(one) > 1
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_SHARED and (long.startswith(short) or long.endswith(short))
