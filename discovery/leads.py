"""Which pages may be policies, by everything that pages of a site say of their links?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from discovery.addresses import fragment_of, is_front, key_of, page_of, site_of
from discovery.findings import Pages
from discovery.front import Front
from discovery.pages import Page
from discovery.words import kind_by_path
from model import OriginalKey, PolicyLink

_INSIDE = 0.8  # of the score of a link that stands on a policy
_LISTED, GUESSED = 0.3, 0.1


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A page, with all links that lead there; the best first."""

    address: str
    leads: list[PolicyLink] = field(default_factory=list)
    from_front: bool = False

    @property
    def fragments(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for lead in self.leads if (name := fragment_of(lead.address))))

    @property
    def hub(self) -> bool:
        return any(lead.hub for lead in self.leads)

    @property
    def edition(self) -> str:
        """The edition that the page is by every link's word; empty where one leads there for all."""
        named = [lead.edition for lead in self.leads]
        return named[0] if all(named) else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(lead.kind for lead in self.leads if lead.kind))

    def score(self, kind: str) -> float:
        return max((lead.score for lead in self.leads if kind in ("", lead.kind)), default=0.0)

    def best(self, kind: str = "", fragment: str | None = None) -> PolicyLink | None:
        fitting = (
            lead for lead in self.leads if kind in ("", lead.kind) and fragment in (None, fragment_of(lead.address))
        )
        return max(fitting, key=lambda lead: lead.score, default=None)


def candidates(front: Front, pages: Pages) -> list[Candidate]:
    """All pages that links, sitemaps and guesses name, in the order in which they were named."""
    found: dict[OriginalKey, Candidate] = {}
    fronts = {key_of(address) for page in front.pages for address in (page.asked, page.address)}
    for link, from_front in _links(front, pages):
        key = key_of(link.address)
        whole = not fragment_of(link.address)
        if key in fronts and whole:
            continue
        candidate = found.setdefault(key, Candidate(address=page_of(link.address)))
        candidate.leads.append(link)
        candidate.from_front = candidate.from_front or from_front
    return list(found.values())


def _links(front: Front, pages: Pages) -> Iterator[tuple[PolicyLink, bool]]:
    own = {site_of(page.address) for page in front.pages}
    for page in front.pages:
        yield from ((link, True) for link in page.links)
    hubs = {key_of(link.address) for page in pages.values() for link in page.links if link.hub}
    for page in pages.values():
        if page in front.pages:
            continue
        hub = key_of(page.asked) in hubs
        if page.is_fine and (hub or site_of(page.address) in own):
            yield from ((_from(page, link, hub=hub), hub) for link in page.links)
    for page in pages.values():
        yield from ((_listed(page, address), False) for address in page.listed if site_of(address) in own)


def _from(page: Page, link: PolicyLink, *, hub: bool) -> PolicyLink:
    because = (*link.because, f"on {page.address}")
    return replace(link, because=because) if hub else replace(link, because=because, score=link.score * _INSIDE)


def _listed(page: Page, address: str) -> PolicyLink:
    because = (f"listed in {page.address}", "the address names it")
    return PolicyLink(address=address, kind=kind_by_path(address), score=_LISTED, because=because)


def guessed(address: str, kind: str) -> Candidate:
    """A page that nothing leads to."""
    lead = PolicyLink(address=address, kind=kind, score=GUESSED, because=("nothing leads there: a usual address",))
    return Candidate(address=address, leads=[lead])


def fits(edition: str, language: str) -> bool:
    """Whether an edition is the one that is followed: the host's own, or the one for all."""
    return edition in ("", "x-default") or edition.lower()[:2] == language[:2]


def likeliest(kind: str, among: Sequence[Candidate], language: str) -> list[Candidate]:
    """The pages that may be the policy of a kind, the likeliest first; of other editions only where there is no own."""
    offered = [one for one in among if kind in one.kinds and not is_front(one.address)]
    own = [one for one in offered if fits(one.edition, language)] or offered
    return sorted(own, key=lambda one: -one.score(kind))
