"""Which addresses are a host's front doors, and when do two addresses mean one page or one site?"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urldefrag, urljoin, urlsplit

from extract.links.domains import registered
from model import OriginalKey, original_key

_LONGEST = 2_000
_HOST = re.compile(r"[A-Za-z0-9_\-\u0080-\U0010ffff]+(?:\.[A-Za-z0-9_\-\u0080-\U0010ffff]+)*\.?(?::[0-9]{1,5})?")


def host_named(text: str) -> str:
    """The host, with its scheme where one is given, that a text names; empty where it names something else.

    An address with a path, a query or a fragment names a page.

    >>> host_named("example.com"), host_named("http://acme.example:8080/"), host_named("acme.example/privacy")
    ('example.com', 'http://acme.example:8080', '')
    """
    scheme, apart, rest = text.strip().partition("://")
    scheme, rest = (scheme.lower(), rest) if apart else ("", scheme)
    host = rest.removesuffix("/")
    port = host.rpartition(":")[2]
    if port.isdigit() and ":" in host and not 0 < int(port[:9]) < 65_536:
        return ""
    dotted = "." in host or host.partition(":")[0] == "localhost"
    if scheme not in ("", "http", "https") or len(host) > 260 or not dotted or not _HOST.fullmatch(host):
        return ""
    return f"{scheme}://{host.lower()}" if scheme else host.lower()


def doors(host: str) -> tuple[str, ...]:
    """The addresses of a host's front page, the likeliest first; `host` is as `host_named` gives it."""
    scheme, apart, bare = host.partition("://")
    bare = bare if apart else scheme
    schemes = ("http", "https") if scheme == "http" and apart else ("https", "http")
    names = [bare]
    if not _is_address(bare.partition(":")[0]):
        names.append(bare.removeprefix("www.") if bare.startswith("www.") else f"www.{bare}")
    return tuple(f"{scheme}://{name}/" for name in names for scheme in schemes)


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return "." not in host


def page_of(address: str) -> str:
    """An address without its fragment: what is asked for."""
    return urldefrag(address).url


def fragment_of(address: str) -> str:
    return urldefrag(address).fragment


def key_of(address: str) -> OriginalKey:
    """Two addresses with one key are one page."""
    return original_key(page_of(address))


def is_front(address: str) -> bool:
    """Whether an address has neither path nor query: what servers answer with when a page is gone."""
    return "/" not in key_of(address)


def site_of(address: str) -> str:
    """What hosts of one company have in common: the registered domain. Addresses by number stand for themselves.

    >>> site_of("https://help.acme.example/x"), site_of("https://www.acme.co.uk/"), site_of("http://127.0.0.2:80/")
    ('acme.example', 'acme.co.uk', '127.0.0.2')
    """
    return registered(host_in(address))


def host_in(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def joined(base: str, reference: str) -> str:
    """The address that a reference on a page means; empty where it is none on the web, or too long."""
    try:
        found = urljoin(base, reference.strip())
        sound = urlsplit(found).scheme in ("http", "https") and urlsplit(found).hostname
    except ValueError:
        return ""
    return found if sound and len(found) <= _LONGEST and not re.search(r"[\x00-\x20]", found) else ""
