"""How is a host surveyed for its policies, and how does what was found come into the declarations?

The planner (`discovery.plan`) says what to ask; the requests are visits like any, in the same frontier, under the same
manners, and what they bring is kept. After each answer the planner is asked anew. What pages told is kept beside, so
that a killed survey goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import discovery
import extract
from catalog import Added, Problem, Wish, add_wishes, document_name, organisation_of
from crawler import Hop
from crawler.trouble import Trouble
from model import Account, Rendition, RunKind, Task
from store import Store, Surveyed

MOST_OPEN = 200
"""Hosts that are surveyed at once; the others of a long list wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a host. Plain JSON values: it is kept with the survey."""

    organisation: str = ""  # empty: the registered domain
    kinds: tuple[str, ...] = ()
    most: int = 20
    browser: bool = False
    dry: bool = False  # nothing is declared

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Wanted:
        return cls(**{**plain, "kinds": tuple(plain["kinds"])})


@dataclass(slots=True)
class _Open:
    """A survey that goes on. `waits` are requests that were not answered yet."""

    surveyed: Surveyed
    site: discovery.Site
    pages: dict[tuple[str, Rendition], discovery.Page] = field(default_factory=dict)
    waits: dict[tuple[str, Rendition], discovery.Ask] = field(default_factory=dict)


class Surveying:
    """Goes on with all surveys that have no findings yet; belongs to the thread that owns the store."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], on_ended: Callable[[], None] = lambda: None
    ) -> None:
        self._store, self._clock, self._on_ended = store, clock, on_ended
        self._open: dict[int, _Open] = {}
        self._waiting: dict[tuple[str, Rendition], set[int]] = {}

    def go_on(self) -> int:
        """Opens what is not open yet, as far as there is room; how many visits that has queued."""
        queued = 0
        with self._store.writing():
            while len(self._open) < MOST_OPEN:
                fresh = self._store.surveys.unfinished(MOST_OPEN - len(self._open), max(self._open, default=0))
                if not fresh:
                    break
                queued += sum(self._advance(self._opened(one)) for one in fresh)
        return queued

    def answered(self, task: Task, hops: Sequence[Hop], trouble: Trouble | None) -> int:
        """Takes in what a visit brought, if a survey waits for it; how many visits that has queued."""
        name = (task.original, task.rendition)
        queued, ended = 0, False
        for number in sorted(self._waiting.pop(name, ())):
            one = self._open[number]
            page = self._page(one.waits.pop(name), hops, trouble)
            one.pages[name] = page
            with self._store.writing():
                self._store.surveys.keep_page(number, *name, discovery.page_to_plain(page))
                queued += self._advance(one)
            ended = ended or number not in self._open
        return queued + (self.go_on() if ended else 0)

    def _opened(self, surveyed: Surveyed) -> _Open:
        wanted = Wanted.of(surveyed.wish)
        site = discovery.Site(host=surveyed.host, kinds=wanted.kinds, most=wanted.most, browser=wanted.browser)
        pages = map(discovery.page_from_plain, self._store.surveys.pages(surveyed.id))
        one = _Open(surveyed, site, {(page.asked, page.rendition): page for page in pages})
        self._open[surveyed.id] = one
        return one

    def _advance(self, one: _Open) -> int:
        """Asks the planner, once nothing is waited for any more. In a transaction."""
        if one.waits:
            return 0
        step = discovery.plan(one.site, one.pages)
        number = one.surveyed.id
        if step.survey:
            self._store.surveys.end(number, discovery.survey_to_plain(step.survey))
            del self._open[number]
            self._on_ended()
            return 0
        for ask in step.asks:
            one.waits[ask.name] = ask
            self._waiting.setdefault(ask.name, set()).add(number)
        return sum(
            self._store.frontier.add_visits([ask.address], one.surveyed.run, self._clock(), ask.rendition)
            for ask in step.asks
        )

    def _page(self, ask: discovery.Ask, hops: Sequence[Hop], trouble: Trouble | None) -> discovery.Page:
        if trouble or not hops:
            reason, detail = (trouble.reason, trouble.detail) if trouble else ("no answer", "")
            return discovery.failed(ask.address, reason, detail, rendition=ask.rendition)
        last = next((hop for hop in reversed(hops) if hop.rendition is ask.rendition), hops[-1])
        body = last.body
        headers = _headers(last)
        if body is None:
            held = self._store.looks.latest_live(last.original)
            lost = not last.confirms or self._store.facts.is_erased(last.confirms)
            body = b"" if lost or not last.confirms else self._store.facts.body(last.confirms)
            headers = (held.headers if held else {}) | headers
        return discovery.looked(
            ask.address,
            last.original,
            200 if last.confirms else last.status,
            headers,
            body,
            find_links=extract.policy_links,
            rendition=ask.rendition,
            fragments=ask.fragments,
        )


def _headers(hop: Hop) -> dict[str, str]:
    merged: dict[str, str] = {}
    for name, value in hop.headers:
        merged[name] = f"{merged[name]}, {value}" if name in merged else value
    return merged


# ---------------------------------------------------------------- what comes of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A survey, with what became of each policy that was found: declared, declared before, or why not."""

    survey: discovery.Survey
    places: tuple[Added | Problem, ...] = ()  # in the order of what was found; none of a dry run
    dry: bool = False


def begin(store: Store, hosts: Iterable[tuple[str, Wanted]], now: datetime) -> int:
    """Notes hosts to be surveyed; the run. Goes on with a run that did not end. In a transaction."""
    run = store.frontier.resume(RunKind.SURVEY, now)
    for host, wanted in hosts:
        store.surveys.add(run, [host], asdict(wanted))
    return run


def end(store: Store, run: int, more: Account, now: datetime) -> bool:
    """Ends a run if nothing of it is left; whether it is over. In a transaction."""
    if store.surveys.left(run):
        store.frontier.account(run, more)
        return False
    store.frontier.end(run, more, now)
    return True


def going_on(store: Store, run: int, hosts: Collection[str]) -> bool:
    """Whether one of these hosts has no findings yet."""
    return any(one.host in hosts for one in store.surveys.unfinished() if one.run == run)


def declare(folder: Path, surveyed: Sequence[Surveyed], today: datetime) -> list[Declared]:
    """Declares what surveys found, unless they were to be dry; those that go on are left out.

    Of hosts that lead to one place, the one that is that place's own declares what stands there, whatever their order.
    """
    ended = [(one, discovery.survey_from_plain(one.findings)) for one in surveyed if one.findings]
    wishes = [
        (_wish(one, survey, found, today), str(folder), found.address)
        for one, survey in sorted(ended, key=_owners_first)
        if not Wanted.of(one.wish).dry
        for found in survey.found
    ]
    answers = iter(add_wishes(folder, wishes) if wishes else [])
    declared = {one.id: _declared(one, survey, answers) for one, survey in sorted(ended, key=_owners_first)}
    return [declared[one.id] for one, _ in ended]


def _owners_first(ended: tuple[Surveyed, discovery.Survey]) -> tuple[bool, str]:
    return (ended[1].is_elsewhere, ended[0].host if ended[1].is_elsewhere else "")


def _declared(one: Surveyed, survey: discovery.Survey, answers: Iterable[Added | Problem]) -> Declared:
    if Wanted.of(one.wish).dry:
        return Declared(survey=survey, dry=True)
    taken = iter(answers)
    return Declared(survey=survey, places=tuple(next(taken) for _ in survey.found))


def _wish(one: Surveyed, survey: discovery.Survey, found: discovery.Found, today: datetime) -> Wish:
    host = one.host.partition("://")[2] or one.host
    return Wish(
        original=found.address,
        organisation=Wanted.of(one.wish).organisation or organisation_of(f"http://{host}/"),
        kind=found.kind,
        document=document_name(found.address) if found.further else None,
        select=(found.select,) if found.select else (),
        rendition=found.rendition if found.rendition is Rendition.BROWSER else None,
        note=tuple(_note(one.host, survey, found, today)),
        alone=not found.further,
        shared=survey.is_elsewhere and not Wanted.of(one.wish).organisation,
    )


def _note(host: str, survey: discovery.Survey, found: discovery.Found, today: datetime) -> Iterable[str]:
    at = f"{host}, which leads to {survey.front}," if survey.is_elsewhere else host
    yield f"found at {at} on {today:%Y-%m-%d}: {found.title!r}, {found.words} words, language {found.language or '?'}"
    yield f"because: {'; '.join(found.because)}"
    if found.also:
        yield f"also on this page: {', '.join(found.also)}"
    if found.editions:
        others = (f"{edition or '?'} {address}" for edition, address in found.editions[:5])
        yield f"other editions: {', '.join(others)}"


def in_a_line(one: Declared) -> str:
    """How it stands with a host, for a log."""
    survey = one.survey
    kinds = ", ".join(f"{found.kind} {found.address}" for found in survey.found)
    said = f"{survey.host}: {survey.state}"
    return said + (f" ({survey.why})" if survey.why else "") + (f": {kinds}" if kinds else "")
