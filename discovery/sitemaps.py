"""Which addresses do robots.txt and sitemaps list that may be policies?

Read with patterns and not as XML: strangers' files are large, broken and hostile, and nothing but addresses is wanted.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from discovery.addresses import joined
from discovery.words import kind_by_path

_LARGEST = 20_000_000  # bytes, unpacked
_MOST_ENTRIES = 100_000
_MOST_KEPT = 40
_LOC = re.compile(rb"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})")
_ALTERNATE = re.compile(rb"<(?:\w+:)?link\b[^>]{0,500}?href=[\"']([^\"']{1,2000})")
_ROBOTS = re.compile(rb"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})")
_PAGES = re.compile(r"(?i)page|legal|static|site|main|content|misc|info|basic")
_OTHERS = re.compile(r"(?i)product|post|image|video|news|blog|categor|tag|author|article|event|job|listing|store")


def sitemaps_in_robots(body: bytes, original: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names, those that may list policies first."""
    return _best(joined(original, _text(one)) for one in islice(_ROBOTS.findall(body[:500_000]), _MOST_KEPT))


def listed_in(body: bytes, original: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of a sitemap: further sitemaps, and addresses whose path names a policy. Both are empty for anything else."""
    text = _unpacked(body)
    addresses = [joined(original, _text(one)) for one in _entries(text)]
    if b"<sitemapindex" in text[:5_000]:
        return _best(addresses), ()
    return (), tuple(islice(dict.fromkeys(one for one in addresses if one and kind_by_path(one)), _MOST_KEPT))


def _entries(text: bytes) -> Iterator[bytes]:
    """Sitemaps list in `loc`; a plain text has an address a line."""
    if b"<" not in text[:1_000]:
        lines = text[:5_000_000].split(b"\n")
        yield from (line.strip() for line in lines[:_MOST_ENTRIES] if line.startswith((b"http://", b"https://")))
        return
    yield from (match[1] for match in islice(_LOC.finditer(text), _MOST_ENTRIES))
    yield from (match[1] for match in islice(_ALTERNATE.finditer(text[:5_000_000]), _MOST_ENTRIES))


def _unpacked(body: bytes) -> bytes:
    """The text of a sitemap that is packed as a file, as far as it can be read."""
    if not body.startswith(b"\x1f\x8b"):
        return body[:_LARGEST]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _LARGEST)
    except zlib.error:
        return b""


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))


def _best(addresses: Iterable[str]) -> tuple[str, ...]:
    """Those first whose name says pages; those of products and posts last."""
    found = list(dict.fromkeys(filter(None, addresses)))[:1_000]
    return tuple(sorted(found, key=_rank)[:_MOST_KEPT])


def _rank(address: str) -> int:
    path = urlsplit(address).path
    return 2 if _OTHERS.search(path) else 0 if _PAGES.search(path.removesuffix("sitemap.xml")) else 1
