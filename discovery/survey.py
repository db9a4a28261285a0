"""Which addresses of a host are asked next to find its policies, and what was found once nothing more is asked?

A pure function of what was asked so far. It goes by what costs least and says most: the front page, what it links to,
hubs; where that leaves a kind out that nearly everybody has: the front page in a browser, sitemaps, usual addresses.
Asked again with one answer more it goes on from there, so that it does not matter who fetches, when, or after which
kill.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from discovery.addresses import is_front, joined, key_of
from discovery.findings import Ask, Found, Pages, Refused, Site, State, Step, Survey
from discovery.front import Front, front_of
from discovery.judging import Judged, answer_of, judged
from discovery.leads import Candidate, candidates, fits, guessed, likeliest
from discovery.words import USUAL, guesses
from model import Failure, Rendition, Verdict

_TRIES = 3  # pages that are looked at for one kind while none of them is it
_FURTHER = 2  # documents of one kind beside its own
_FURTHER_SCORE = 0.6
_UNSAID_SCORE = 0.5
_HUBS = 3
_SITEMAPS = 4


def plan(site: Site, pages: Pages) -> Step:
    """What is asked next, or, when that is nothing, what was found. `pages` is everything asked so far."""
    front = front_of(site, pages)
    if front.end:
        return Step(survey=Survey(host=site.host, state=front.end, why=front.why, asked=len(pages)))
    room = max(site.most - len(pages), 0)
    if not front.pages:
        return Step(asks=front.asks[:room])
    look = _Look(site, front, pages)
    asks = {ask.name: ask for ask in front.asks or look.wanted()}
    return Step(asks=tuple(asks.values())[:room]) if asks and room else Step(survey=look.survey())


class _Look:
    """What is known of a site whose front page answered."""

    def __init__(self, site: Site, front: Front, pages: Pages) -> None:
        self.site, self.front, self.pages = site, front, pages
        self.language = front.language
        linked = candidates(front, pages)
        self.candidates = sorted(linked, key=self._order) + self._guessed_so_far(linked)
        self.judged: Judged = judged(site, front, self.candidates, pages)

    def _order(self, one: Candidate) -> tuple[int, float]:
        kinds = [USUAL.index(kind) if kind in USUAL else len(USUAL) for kind in one.kinds]
        return (min(kinds, default=len(USUAL) + 1), -one.score(""))

    @property
    def missing(self) -> list[str]:
        """Kinds that nearly everybody has, or that were asked for by name, and that were not found."""
        known = self.judged.kinds()
        return [kind for kind in self.site.needed if kind not in known]

    def wanted(self) -> list[Ask]:
        """The next requests, of the first stage that has any."""
        for stage in (self._linked, self._rendered, self._sitemaps, self._guesses):
            if asks := list(stage()):
                return asks
        return []

    # -- what links lead to

    def _linked(self) -> Iterator[Ask]:
        for candidate in self.candidates:
            yield from self._in_a_browser(candidate)
        for kind in self._kinds():
            yield from map(self._ask, self._next_of(kind))
        yield from map(self._ask, self._hubs())
        if self.missing:
            yield from map(self._ask, self._unsaid())

    def _kinds(self) -> list[str]:
        """Those that links name and that are wanted, usual ones first."""
        named = dict.fromkeys(kind for one in self.candidates for kind in one.kinds if self.site.wants(kind))
        return sorted(named, key=lambda kind: USUAL.index(kind) if kind in USUAL else len(USUAL))

    def _next_of(self, kind: str) -> list[Candidate]:
        offered = likeliest(kind, self.candidates, self.language)
        new = [one for one in offered if not self._asked(one)]
        if kind not in self.judged.kinds():
            return new[:1] if len(offered) - len(new) < _TRIES else []
        beside = sum(one.kind == kind and one.further for one in self.judged.found)
        worth = [
            one
            for one in new
            if one.from_front and one.score(kind) >= _FURTHER_SCORE and fits(one.edition, self.language)
        ]
        return worth[: max(_FURTHER - beside - self._refused(kind), 0)]

    def _refused(self, kind: str) -> int:
        return sum(one.kind == kind for one in self.judged.refused)

    def _hubs(self) -> list[Candidate]:
        hubs = sorted((one for one in self.candidates if one.hub), key=lambda one: -one.score(""))
        return [one for one in hubs[:_HUBS] if not self._asked(one) and not is_front(one.address)]

    def _unsaid(self) -> list[Candidate]:
        unsaid = [one for one in self.candidates if not one.kinds and not one.hub]
        return [one for one in unsaid[:_TRIES] if one.score("") >= _UNSAID_SCORE and not self._asked(one)]

    def _asked(self, one: Candidate) -> bool:
        return (one.address, Rendition.PLAIN) in self.pages

    def _ask(self, one: Candidate) -> Ask:
        lead = one.best()
        return Ask(address=one.address, why=", ".join(lead.because) if lead else "", fragments=one.fragments)

    def _in_a_browser(self, one: Candidate) -> Iterator[Ask]:
        page = answer_of(one, self.pages)
        empty = page is not None and page.verdict is Verdict.EMPTY and page.scripts and page.answered
        if empty and self.site.browser and (one.address, Rendition.BROWSER) not in self.pages:
            why = "its text is made by scripts"
            yield Ask(address=one.address, rendition=Rendition.BROWSER, why=why, fragments=one.fragments)

    # -- where links left a kind out

    def _rendered(self) -> Iterator[Ask]:
        entered = self.front.pages[0]
        known = (entered.asked, Rendition.BROWSER) in self.pages
        if self.missing and self.site.browser and entered.scripts and not known:
            yield Ask(address=entered.asked, rendition=Rendition.BROWSER, why="its links may be made by scripts")

    def _sitemaps(self) -> Iterator[Ask]:
        """Those that robots.txt names, else the usual one; and those that they name."""
        if not self.missing:
            return
        base = self.front.pages[0].address
        robots = joined(base, "/robots.txt")
        if (robots, Rendition.PLAIN) not in self.pages:
            yield Ask(address=robots, why="it may name sitemaps")
            return
        named = self.pages[robots, Rendition.PLAIN].sitemaps or (joined(base, "/sitemap.xml"),)
        nested = [one for page in self.pages.values() for one in page.sitemaps if page.asked != robots]
        for address in list(dict.fromkeys((*named[:2], *nested)))[:_SITEMAPS]:
            if (address, Rendition.PLAIN) not in self.pages:
                yield Ask(address=address, why="a sitemap")

    def _guesses(self) -> Iterator[Ask]:
        """One for each kind at a time: the first usually tells."""
        known = {key_of(address) for address, _ in self.pages}
        for kind in self.missing:
            for address in guesses(kind, self.front.pages[0].address, self.language):
                if key_of(address) not in known:
                    yield Ask(address=address, why=f"a usual address of {kind}")
                    break

    def _guessed_so_far(self, linked: list[Candidate]) -> list[Candidate]:
        known = {key_of(one.address) for one in linked}
        return [
            guessed(address, kind)
            for kind in self.site.needed
            for address in guesses(kind, self.front.pages[0].address, self.language)
            if (address, Rendition.PLAIN) in self.pages and key_of(address) not in known
        ]

    # -- in the end

    def survey(self) -> Survey:
        state, why = self._state()
        return Survey(
            host=self.site.host,
            state=state,
            why=why,
            front=self.front.pages[0].address,
            language=self.language,
            asked=len(self.pages),
            found=tuple(self._with_editions(one) for one in self.judged.found),
            refused=tuple(self._told()),
            missing=tuple(self.missing),
            left=self._left(),
        )

    def _state(self) -> tuple[State, str]:
        if not self.missing:
            return State.WHOLE, ""
        entered = self.front.pages[0]
        scripts = "; its links may be made by scripts" if entered.scripts and not self.site.browser else ""
        if self.judged.found:
            return State.PART, f"without {' and '.join(self.missing)}{scripts}"
        page = self.front.pages[-1]
        if page.verdict is Verdict.EMPTY and page.scripts and page.rendition is Rendition.PLAIN:
            return State.SCRIPTS, page.reason
        if blocked := next((one.why for one in self.judged.refused if one.why.startswith("needs a browser")), ""):
            return State.SCRIPTS, blocked.partition(": ")[2]
        if any(page.failure == Failure.THROTTLED for page in self.pages.values()):
            return State.BUSY, "before its policies were looked at"
        return State.NONE, f"nothing that leads to one, and none at the usual addresses{scripts}"

    def _with_editions(self, found: Found) -> Found:
        if found.further:
            return found
        others = [
            (one.edition, one.address)
            for one in self.candidates
            if found.kind in one.kinds and not fits(one.edition, self.language) and not self._asked(one)
        ]
        return replace(found, editions=tuple(dict.fromkeys((*found.editions, *others))))

    def _told(self) -> Iterator[Refused]:
        """What was refused; of guesses only those that were a page."""
        gone = {
            page.asked
            for page in self.pages.values()
            if page.failure or page.verdict in (Verdict.GONE, Verdict.SOFT_404, Verdict.WRONG_PAGE)
        }
        guesses_ = {one.address for one in self.candidates if one.leads[0].because[:1] == _A_GUESS}
        return (one for one in self.judged.refused if one.address not in gone & guesses_)

    def _left(self) -> int:
        """Links to policies that nobody looked at, editions aside."""
        return sum(
            bool(one.kinds) and not one.edition and not self._asked(one) and any(map(self.site.wants, one.kinds))
            for one in self.candidates
        )


_A_GUESS = guessed("", "").leads[0].because
