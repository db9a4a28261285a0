"""Which links of a page lead to its company's policies, and to pages that list them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.decoding.decode import decode
from extract.links.addresses import Address, address_of
from extract.links.anchors import linked
from extract.links.company import company_of
from extract.links.domains import registered
from extract.links.judging import Judged, judged
from extract.links.lexicon import LANGUAGE_CODES
from extract.links.naming import SETTING
from extract.links.surroundings import Page, base_of, page_of
from extract.links.weighing import SURE, is_sure, weighed
from extract.page.parse import parse
from model import PolicyLink

_MOST_BYTES = 20_000_000
_HEAD = 5000  # bytes in which HTML begins
_LEAST = 0.5  # of a score
_SETTINGS = 0.5  # the score of a page of cookie settings, where it is all that a page says on cookies
_ONLY_DATED = 0.55  # the score of a policy that is listed with a day alone
_LESS = 0.95  # of the score, for a further policy on the same page
_LONGEST = 120  # characters of a text that is shown
_MOST = 500  # links that are told


def policy_links(body: bytes, headers: Mapping[str, str], original: str) -> tuple[PolicyLink, ...]:
    """The links of an HTML page to policies of its company and to pages that list them, best first.

    `original` is where the page stood; names in `headers` are lower-case.  Nothing for what is no HTML.
    One link for each address, which is that of its first anchor; more where several policies stand on one page.
    """
    address = address_of(original, original)
    if address is None or len(body) > _MOST_BYTES or b"<" not in body[:_HEAD] or b"%PDF-" in body[:1024]:
        return ()
    tree, _ = parse(decode(body, headers).utf8)
    company = company_of(tree, address)
    links = linked(tree, base_of(tree, address)).values()
    found = [one for one in (judged(link, company) for link in links) if one.names_any]
    page = page_of(tree, address, company, links, found)
    answers = [answer for one in found for answer in _answers(one, page)]
    answers += _settings(found, answers)
    answers += _dated(found, answers)
    return tuple(sorted(answers, key=lambda answer: -answer.score)[:_MOST])


def _answers(one: Judged, page: Page) -> Iterator[PolicyLink]:
    if (not one.own and not _is_taken(one, page)) or _is_home(one.linked.address, page.address):
        return
    edition = _edition(one, page)
    found = weighed(one, in_a_row=not page.rows.isdisjoint(one.rows), edition=edition)
    if found.score >= _LEAST:
        main = _told(one, found.score, found.because, edition)
        yield main
        if not main.hub:
            yield from _further(one, main)


def _told(one: Judged, score: float, because: Sequence[str], edition: str = "") -> PolicyLink:
    hub = _is_hub(one)
    return PolicyLink(
        address=one.linked.address.whole,
        kind="" if hub else one.kind,
        hub=hub,
        score=score,
        text=one.said[:_LONGEST],
        because=tuple(because),
        edition=edition,
    )


def _is_taken(one: Judged, page: Page) -> bool:
    """Whether a link to a stranger's domain is the company's own: policies cite those of dozens of others."""
    if page.company.is_named_in(one.linked.address):
        return True
    return is_sure(one) and (bool(one.place) or registered(one.linked.address.host) in page.adopted)


def _is_home(address: Address, page: Address) -> bool:
    """Whether it is the front of the page's own site, as where a script would open what the link says."""
    rest = [part for part in address.path.lower().split("/") if part and part[:2] not in LANGUAGE_CODES]
    return address.host == page.host and not rest and not address.parts and "?" not in address.key


def _is_hub(one: Judged) -> bool:
    """Whether it leads to a list of policies: text or address say so, and the other one names none."""
    return (one.text.hub and (one.path.hub or not one.path.kind)) or (one.path.hub and not one.text.kind)


def _edition(one: Judged, page: Page) -> str:
    """The language or country, where it is told to be another one than the page's own."""
    address = one.linked.address
    if address.key == page.address.key:
        return ""
    stated = next((anchor.language.lower() for anchor in one.linked.anchors if anchor.language), "")
    codes = address.locale or tuple(re.split("[-_]", stated)) if stated or address.locale else ()
    languages = [code for code in codes if code in LANGUAGE_CODES]
    foreign = bool(languages) and bool(page.language) and page.language not in languages
    elsewhere = bool(codes) and bool(page.address.locale) and set(codes).isdisjoint(page.address.locale)
    return "-".join(codes) or "other" if foreign or elsewhere or one.language else ""


def _further(one: Judged, main: PolicyLink) -> Iterator[PolicyLink]:
    """The other policies that stand on the same page, as links to places in it, or by another name, say."""
    told = {main.kind, ""}
    for anchor, name in one.texts:
        if name.sure < SURE or name.aside or anchor.in_a_sentence:
            continue
        for kind in (name.kind, *name.also):
            if kind not in told:
                told.add(kind)
                place = f"{main.address}#{anchor.fragment}" if anchor.fragment else main.address
                because = (f"text says {anchor.says[:_LONGEST]!r}", "another policy on the same page")
                yield replace(main, address=place, kind=kind, score=round(main.score * _LESS, 3), because=because)


def _settings(found: Iterable[Judged], answers: Iterable[PolicyLink]) -> list[PolicyLink]:
    """The page of cookie settings, where a page links to no cookie policy; some sites say on it what they set."""
    if any(answer.kind == "cookies" for answer in answers):
        return []
    return [
        _told(one, _SETTINGS, ("address says 'cookies'", SETTING))
        for one in found
        if one.own and one.kind == one.path.kind == "cookies" and one.path.aside == SETTING and not one.elsewhere
    ][:1]


def _dated(found: Iterable[Judged], answers: Iterable[PolicyLink]) -> Iterator[PolicyLink]:
    """The first of the policies with a day or year in their names, where a kind has none without: that in force."""
    known = {answer.kind for answer in answers}
    for one in found:
        if one.kind not in known and _is_only_dated(one):
            known.add(one.kind)
            yield _told(one, _ONLY_DATED, (f"text says {one.text.words!r}", "the first of those with a date"))


def _is_only_dated(one: Judged) -> bool:
    sure = one.text.dated and one.text.sure >= SURE and not one.text.aside and one.text.kind == one.kind
    return sure and one.own and not one.elsewhere and not one.linked.address.is_memento
