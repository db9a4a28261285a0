"""What does one page tell who looks for policies: what it is, and where it leads?

The same of a live page and of an archived one: whoever fetched it gives what came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice

import extract
from discovery.addresses import fragment_of, is_front, joined, key_of, page_of
from discovery.fragments import links_to_parts, links_within
from discovery.sections import Section, sections
from discovery.sitemaps import listed_in, sitemaps_in_robots
from model import Location, PolicyLink, Reading, Rendition, Verdict

FindLinks = Callable[[bytes, Mapping[str, str], str], Sequence[PolicyLink]]
"""Which links of a page lead to its company's policies: (body, headers, original); `extract.policy_links`."""

_MOST_LINKS = 60
_MOST_DOORS = 4
_MOST_WITHIN = 4  # parts of a front page that are looked at
_LOOKED_AT = 300_000  # bytes in which a page says where it leads
_ALTERNATE = re.compile(r"(?i)<link\b[^<>]{0,400}>")
_REFRESH = re.compile(
    r"(?i)<meta\b(?=[^<>]{0,200}http-equiv\s*=\s*[\"']?refresh)[^<>]{0,200}?url\s*=\s*['\"]?([^'\">\s]{1,800})"
)
_FRAME = re.compile(r"(?i)<frame\b[^<>]{0,200}?\bsrc\s*=\s*[\"']?([^'\">\s]{1,800})")
_MOVES = re.compile(
    r"(?i)\blocation(?:\.href)?\s*=\s*[\"']([^\"']{1,800})[\"']|location\.replace\([\"']([^\"']{1,800})"
)
_ATTRIBUTE = re.compile(r"(?i)\b(href|hreflang)\s*=\s*(?:\"([^\"]{0,800})\"|'([^']{0,800})'|([^\s>]{1,800}))")
_SHORT = 6_000  # bytes of a page whose script does nothing but lead on


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answered. `address` is where redirects led; `failure` says why nothing came."""

    asked: str
    address: str
    rendition: Rendition = Rendition.PLAIN
    status: int = 0  # 0 where nothing came
    failure: str = ""
    detail: str = ""  # of the failure
    verdict: Verdict = Verdict.EMPTY
    reason: str = ""
    kind: str = ""
    language: str = ""
    title: str = ""
    organisation: str = ""
    words: int = 0
    digest: str = ""  # of its words; empty where it has none
    scripts: bool = False
    links: tuple[PolicyLink, ...] = ()
    doors: tuple[tuple[str, str], ...] = ()  # pages by which to come in, each with its language
    sitemaps: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()  # addresses in a sitemap that name a policy
    sections: tuple[Section, ...] = ()

    @property
    def answered(self) -> bool:
        return not self.failure

    @property
    def is_fine(self) -> bool:
        """Whether it is a page, whatever stands on it."""
        return self.answered and 200 <= self.status < 300 and self.verdict not in _NO_PAGE


_NO_PAGE = frozenset(
    {Verdict.SOFT_404, Verdict.BOT_WALL, Verdict.LOGIN, Verdict.ERROR_PAGE, Verdict.PARKED, Verdict.GONE}
)


def failed(asked: str, failure: str, detail: str = "", *, rendition: Rendition = Rendition.PLAIN) -> Page:
    """Nothing came of an address."""
    return Page(asked=asked, address=asked, rendition=rendition, failure=failure, detail=detail[:300])


def looked(
    asked: str,
    address: str,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    find_links: FindLinks,
    rendition: Rendition = Rendition.PLAIN,
    fragments: Sequence[str] = (),
) -> Page:
    """What a page tells. Names in `headers` are lower-case; `fragments` are those that links to it had.

    Bounded as reading is; never raises on what strangers sent.
    """
    location = Location(original=asked, rendition=rendition)
    reading = extract.read(
        body, headers, location=location, statuscode=status, rendition=rendition, original=_elsewhere(asked, address)
    )
    html = 200 <= status < 300 and reading.evidence.get("form") == "html"
    text = body[:_LOOKED_AT].decode("utf-8", "replace") if html else ""
    sitemaps, listed = _lists(body, asked, address, status)
    within = _within(text, asked, address)
    fragments = [*fragments, *(fragment_of(link.address) for link in within)]
    parts = sections(body, headers, asked, fragments, rendition) if html and fragments else ()
    held = {part.fragment for part in parts}
    return Page(
        asked=asked,
        address=address,
        rendition=rendition,
        status=status,
        verdict=reading.verdict,
        reason=reading.evidence.get("reason", "")[:300],
        kind=reading.kind,
        language=reading.language,
        title=reading.title[:200],
        organisation=reading.organisation[:200],
        words=size(reading),
        digest=reading.words_digest if reading.clauses else "",
        scripts="<script" in text.lower(),
        links=(
            *(islice(find_links(body, headers, address), _MOST_LINKS) if html else ()),
            *links_to_parts(text, address),
            *(link for link in within if fragment_of(link.address) in held),
        ),
        doors=_doors(text, address),
        sitemaps=sitemaps,
        listed=listed,
        sections=parts,
    )


def _within(text: str, asked: str, address: str) -> list[PolicyLink]:
    """What a front page says of its own parts, as parts of the page that was asked for."""
    if not is_front(asked):
        return []
    found = {fragment_of(link.address): link for link in islice(links_within(text, address), 3 * _MOST_WITHIN)}
    return [replace(link, address=f"{page_of(asked)}#{name}") for name, link in islice(found.items(), _MOST_WITHIN)]


def size(reading: Reading) -> int:
    """Words of a reading."""
    return sum(clause.words.count(" ") + 1 for clause in reading.clauses if clause.words)


def _elsewhere(asked: str, address: str) -> str:
    return "" if key_of(asked) == key_of(address) else address


def _lists(body: bytes, asked: str, address: str, status: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not 200 <= status < 300:
        return (), ()
    if asked.endswith("/robots.txt"):
        return sitemaps_in_robots(body, address), ()
    packed, start = body.startswith(b"\x1f\x8b"), body[:2_000]
    is_list = packed or b"<urlset" in start or b"<sitemapindex" in start or asked.endswith(".txt")
    return listed_in(body, address) if is_list else ((), ())


def _doors(text: str, address: str) -> tuple[tuple[str, str], ...]:
    """Where else a site begins: its front page in other languages, a frame, or where a page without a text leads."""
    found: dict[str, str] = {}
    for language, reference in _references(text):
        target = joined(address, unescape(reference))
        if target and key_of(target) != key_of(address):
            found.setdefault(target, language)
    return tuple(islice(found.items(), 30))


def _references(text: str) -> list[tuple[str, str]]:
    found = [("", match[1]) for match in (*_REFRESH.finditer(text), *_FRAME.finditer(text))][:_MOST_DOORS]
    if len(text) < _SHORT:
        found += [("", match[1] or match[2]) for match in islice(_MOVES.finditer(text), 1)]
    for link in islice(_ALTERNATE.finditer(text), 200):
        given = {match[1].lower(): match[2] or match[3] or match[4] for match in _ATTRIBUTE.finditer(link[0])}
        if given.get("href") and "hreflang" in given:
            found.append((given.get("hreflang", "").lower()[:20], given["href"] or ""))
    return found
