"""By which pages does one come into a site, and does anybody live there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from discovery.addresses import doors, key_of
from discovery.findings import Ask, Pages, Site, State
from discovery.pages import Page
from model import Failure, Rendition, Verdict

_WALLS = frozenset({Verdict.BOT_WALL, Verdict.LOGIN})
_OF_NO_USE = frozenset({Failure.DISALLOWED, Failure.THROTTLED})
_FURTHER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front pages that answered, and what to ask to have more of them; or why it ends here."""

    pages: tuple[Page, ...] = ()
    asks: tuple[Ask, ...] = ()
    end: State | None = None
    why: str = ""

    @property
    def language(self) -> str:
        return next((page.language for page in self.pages if page.language), "")


def front_of(site: Site, pages: Pages) -> Front:
    """How far one came in. The first door that opens is taken; the others are not tried."""
    tried: list[Page] = []
    for address in doors(site.host):
        page = pages.get((address, Rendition.PLAIN))
        if page is None:
            return Front(asks=(Ask(address=address, why="the front page"),))
        tried.append(page)
        if page.is_fine or page.verdict in (Verdict.PARKED, *_WALLS) or page.failure in _OF_NO_USE:
            break
    best = next((page for page in reversed(tried) if page.answered), tried[-1])
    if ended := _end(best, tried):
        return Front(end=ended[0], why=ended[1])
    return _further(best, pages)


def _end(page: Page, tried: list[Page]) -> tuple[State, str] | None:
    if page.failure == Failure.DISALLOWED:
        return State.FORBIDDEN, page.detail
    if page.failure == Failure.THROTTLED:
        return State.BUSY, page.detail
    if page.failure:
        return State.DEAD, _each(tried)
    if page.verdict is Verdict.PARKED:
        return State.PARKED, page.reason
    if page.verdict in _WALLS:
        return State.WALLED, f"{page.verdict}: {page.reason}"
    if page.status >= 500:
        return State.DEAD, f"status {page.status}"
    return None


def _each(tried: list[Page]) -> str:
    """Why no door opened; the same reason once."""
    said = dict.fromkeys(f"{page.failure}: {page.detail}" if page.detail else page.failure for page in tried)
    return "; ".join(said)[:400]


def _further(entered: Page, pages: Pages) -> Front:
    """Where the front page leads to no policy: what it leads on to, its own language first."""
    found = [entered, *_rendered(entered, pages)]
    if not any(page.links for page in found):
        for address in list(_onward(entered))[:_FURTHER]:
            page = pages.get((address, Rendition.PLAIN))
            if page is None:
                return Front(pages=tuple(found), asks=(Ask(address=address, why="where the front page leads"),))
            if page.is_fine:
                found.append(page)
            if page.links:
                break
    return Front(pages=tuple(found))


def _rendered(entered: Page, pages: Pages) -> Iterator[Page]:
    page = pages.get((entered.asked, Rendition.BROWSER))
    if page and page.is_fine:
        yield page


def _onward(entered: Page) -> Iterator[str]:
    seen = {key_of(entered.asked), key_of(entered.address)}
    for address, _ in sorted(entered.doors, key=lambda door: _rank(door[1], entered.language)):
        if key_of(address) not in seen:
            seen.add(key_of(address))
            yield address


def _rank(language: str, own: str) -> int:
    order = ("", "x-default", own or "en", "en")
    short = language if language == "x-default" else language[:2]
    return order.index(short) if short in order else len(order)
