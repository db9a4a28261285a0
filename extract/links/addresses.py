"""Where does a link lead, and which addresses are one?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from extract.links.lexicon import PAGE_NAMING

_LONGEST = 2000  # characters of an address
_TRACKING = re.compile(
    r"(?i)(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|_gl|_hs\w*|hsa_\w+|ref|ref_|ref_src|referrer|src|trk\w*|igshid|cmpid"
    r"|campaign|pf_rd_\w+|hsctatracking|landing_url)"
)
_INDEX = re.compile(r"(?i)/(?:index|default)\.(?:html?|php|aspx?)$")
_LOCALE = re.compile(r"(?i)(?!hc$)[a-z]{2}(?:[-_][a-z]{2,4})?")  # "hc" is how help centres begin
_LANGUAGE_KEYS = ("lang", "hl", "locale", "language")
_ARCHIVES = re.compile(r"^/web/\d{4,14}\w*/")


@dataclass(frozen=True)
class Address:
    """An absolute address of the web, taken apart."""

    whole: str
    host: str
    path: str
    query: str
    route: str  # a fragment that names a page: "#/privacy"
    place: str = ""  # any other fragment, which names a place in the page

    @cached_property
    def key(self) -> str:
        """What does not tell pages apart is taken off: scheme, www., tracking, slash at the end."""
        path = _INDEX.sub("/", re.sub("/{2,}", "/", unquote(self.path))).rstrip("/")
        pairs = sorted(
            (k, v) for k, v in parse_qsl(self.query, True, max_num_fields=None) if not _TRACKING.fullmatch(k)
        )
        query = "&".join(f"{k}={v}" for k, v in pairs)
        return self.host.removeprefix("www.") + path + (f"?{query}" if query else "") + self.route

    @cached_property
    def parts(self) -> list[str]:
        """The parts of path and route that tell something: without languages and countries."""
        found = [part for part in (*self.path.split("/"), *self.route.lstrip("#!/").split("/")) if part]
        return [part for part in found if not _LOCALE.fullmatch(part)]

    @cached_property
    def values(self) -> list[str]:
        return [v for k, v in parse_qsl(self.query)[:8] if v and k.lower() in PAGE_NAMING and not v.isdigit()]

    @cached_property
    def locale(self) -> tuple[str, ...]:
        """Languages and countries that the path, or the query, names, two letters or four each."""
        named = [part for part in self.path.split("/")[:4] if _LOCALE.fullmatch(part)]
        named += [value for key, value in parse_qsl(self.query)[:8] if key in _LANGUAGE_KEYS]
        return tuple(re.split("[-_]", " ".join(named).lower().replace(" ", "-"))) if named else ()

    @cached_property
    def is_memento(self) -> bool:
        """Whether it is an archived state of a page."""
        return bool(_ARCHIVES.match(self.path))


def address_of(href: str, base: str) -> Address | None:
    """Where a reference leads; None where it is no address of the web, or a place in the page at `base`."""
    href = href.strip()
    if not href or len(href) > _LONGEST or (href.startswith("#") and not href.startswith(("#/", "#!/"))):
        return None
    try:
        parts = urlsplit(urljoin(base, href))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    named = host + (f":{port}" if port not in (None, 80, 443) else "")
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!/")) else ""
    whole = urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, parts.fragment if route else ""))
    place = "" if route else parts.fragment
    return Address(whole=whole, host=named, path=parts.path, query=parts.query, route=route, place=place)
