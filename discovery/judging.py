"""Is a page that was asked for the policy that links said it is?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from discovery.addresses import fragment_of, key_of
from discovery.findings import Found, Pages, Refused, Site
from discovery.front import Front
from discovery.leads import GUESSED, Candidate, fits
from discovery.pages import Page
from discovery.sections import Section
from discovery.words import USUAL
from model import OriginalKey, PolicyLink, Rendition, Verdict

_SURE = 0.8  # a link that says so stands above a text that calls itself something rarer


@dataclass(slots=True, kw_only=True)
class Judged:
    """Of every page that was asked for, what it turned out to be."""

    found: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)  # of texts, where they were seen first
    keys: dict[OriginalKey, int] = field(default_factory=dict)  # of pages, the place of what was found there

    def kinds(self) -> set[str]:
        return {kind for one in self.found for kind in (one.kind, *one.also)}


def judged(site: Site, front: Front, among: Iterable[Candidate], pages: Pages) -> Judged:
    """Pages in the order given: of two with one text the first is taken."""
    done = Judged(digests={page.digest: page.address for page in front.pages if page.digest})
    for candidate in among:
        page = answer_of(candidate, pages)
        if page is not None:
            _judge(site, front, candidate, page, done)
    done.found = _main_first(done.found, front.language)
    return done


def answer_of(candidate: Candidate, pages: Pages) -> Page | None:
    """What a page showed, in a browser where it was asked for in one."""
    rendered = pages.get((candidate.address, Rendition.BROWSER))
    return rendered if rendered and rendered.is_fine else pages.get((candidate.address, Rendition.PLAIN))


def _judge(site: Site, front: Front, candidate: Candidate, page: Page, done: Judged) -> None:
    kind = candidate.kinds[0] if candidate.kinds else ""
    parts = list(_parts(site, candidate, page))
    whole = candidate.best(fragment="")
    if parts and (whole is None or not whole.kind or len(parts) > 1):
        done.found += parts
        done.keys.setdefault(key_of(page.address), len(done.found) - 1)
        return
    why = fault(page) or _seen(front, page, done)
    if key_of(page.address) in done.keys and not page.failure:
        _stands_there(candidate, page, done)
    elif why:
        if not (candidate.hub and not kind):  # nobody took it for a policy
            done.refused.append(Refused(kind=kind, address=candidate.address, why=why))
    else:
        _take(site, candidate, page, done)
    done.found += parts


def fault(page: Page) -> str:
    """Why a page is no policy; empty where it is one."""
    if page.failure:
        return f"{page.failure}: {page.detail}" if page.detail else page.failure
    if page.verdict is Verdict.EMPTY and page.scripts and page.rendition is Rendition.PLAIN:
        return f"needs a browser: {page.reason}"
    if page.verdict is not Verdict.POLICY:
        return f"{page.verdict}: {page.reason}" if page.reason else str(page.verdict)
    return ""


def _seen(front: Front, page: Page, done: Judged) -> str:
    """Servers answer for what is not there with the front page, or with one text whatever was asked."""
    if any(key_of(page.address) == key_of(one.address) for one in front.pages):
        return "leads to the front page"
    if page.digest in done.digests and key_of(page.address) not in done.keys:
        return f"has the same text as {done.digests[page.digest]}"
    return ""


def _stands_there(candidate: Candidate, page: Page, done: Judged) -> None:
    """Another link to what was found: it says what else is on the page."""
    place = done.keys[key_of(page.address)]
    one = done.found[place]
    more = [kind for kind in candidate.kinds if kind not in (one.kind, *one.also)]
    done.found[place] = replace(one, also=(*one.also, *more))


def _take(site: Site, candidate: Candidate, page: Page, done: Judged) -> None:
    lead = candidate.best()
    said = lead.kind if lead else ""
    kind = _kind(page.kind, lead)
    if lead and lead.score <= GUESSED and page.kind != said:
        why = f"calls itself {page.kind}" if page.kind else "does not say that it is one"
        done.refused.append(Refused(kind=said, address=candidate.address, why=f"a guess, and {why}"))
        return
    if not kind or not site.wants(kind):
        why = "is not wanted" if kind else "does not say what it is"
        done.refused.append(Refused(kind=kind or said, address=candidate.address, why=why))
        return
    done.keys[key_of(page.address)] = len(done.found)
    done.digests.setdefault(page.digest, page.address)
    also = tuple(one for one in candidate.kinds if one != kind and one != said)
    done.found.append(_found(kind, candidate.address, _because(lead, page, kind), page, also))


def _kind(own: str, lead: PolicyLink | None) -> str:
    said = lead.kind if lead else ""
    sure = lead is not None and lead.score >= _SURE and said in USUAL and own not in USUAL
    return said if sure or not own else own


def _because(lead: PolicyLink | None, page: Page, kind: str) -> tuple[str, ...]:
    given = lead.because if lead else ()
    if lead and lead.kind and page.kind and lead.kind != page.kind:
        given = (*given, f"linked as {lead.kind}, calls itself {page.kind}")
    elif page.kind == kind:
        given = (*given, f"calls itself {kind}")
    if key_of(page.address) != key_of(page.asked):
        given = (*given, f"leads to {page.address}")
    return (*given, "reads as a policy")


def _found(kind: str, address: str, because: tuple[str, ...], page: Page, also: tuple[str, ...] = ()) -> Found:
    return Found(
        kind=kind,
        address=address,
        because=because,
        title=page.title,
        language=page.language,
        words=page.words,
        rendition=page.rendition,
        also=also,
    )


def _parts(site: Site, candidate: Candidate, page: Page) -> Iterator[Found]:
    """The parts of a page that links with fragments mean, each a policy of its own."""
    by_name = {section.fragment: section for section in page.sections}
    taken: set[str] = set()
    for lead in candidate.leads:
        section = by_name.get(fragment_of(lead.address))
        kind = section and _part_kind(section, lead)
        if section and kind and site.wants(kind) and section.fragment not in taken:
            taken.add(section.fragment)
            yield Found(
                kind=kind,
                address=f"{candidate.address}#{section.fragment}",
                because=(*lead.because, "a part of its page that reads as a policy"),
                title=section.title,
                language=section.language or page.language,
                words=section.words,
                rendition=page.rendition,
                select=section.select,
            )


def _part_kind(section: Section, lead: PolicyLink) -> str:
    return lead.kind if lead.kind in USUAL else section.kind or lead.kind


def _main_first(found: list[Found], language: str) -> list[Found]:
    """Of each kind the one that is followed: in the host's language, else the first. The others stand beside it.

    The usual kinds come first.
    """
    mains: dict[str, Found] = {}
    for one in found:
        main = mains.setdefault(one.kind, one)
        if main.language != one.language and fits(one.language or "?", language) > fits(main.language or "?", language):
            mains[one.kind] = one
    result = []
    for kind in sorted(mains, key=lambda kind: USUAL.index(kind) if kind in USUAL else len(USUAL)):
        main = mains[kind]
        others = [one for one in found if one.kind == kind and one is not main]
        editions = tuple((one.language, one.address) for one in others if one.language != main.language)
        result.append(replace(main, editions=(*main.editions, *editions)))
        result += [replace(one, further=True) for one in others if one.language == main.language]
    return result
