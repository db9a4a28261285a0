"""Who is on a list of hosts, of which a fifth is dead, parked, closed to robots or without a policy?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from benchmarks.surveying import companies as the
from benchmarks.surveying.serving import Answer
from discovery import State

_LAYOUTS = [name for name in the.EXPECTED if name != "fontelce"]  # it needs a browser

FATES: Mapping[str, State] = {
    "refusing": State.DEAD,  # nobody listens
    "cutting": State.DEAD,
    "mute": State.DEAD,  # takes longer than anybody waits
    "failing": State.DEAD,
    "parked": State.PARKED,
    "sold": State.PARKED,  # redirects to where it is parked
    "bare": State.NONE,
    "pretending": State.NONE,  # "not found" with status 200, whatever is asked
    "everywhere": State.NONE,  # the front page, whatever is asked
    "circling": State.NONE,  # hubs that lead to hubs
    "closed": State.FORBIDDEN,
    "walled": State.WALLED,
}
"""What becomes of a host that has no policy to find, by its sort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Names of hosts, in the order of the list; each is `sort-number`."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, size: int) -> Crowd:
        """A fifth has one of the fates, in turn; the others are companies, each way to lead to policies in turn."""
        fates, layouts = list(FATES), _LAYOUTS
        names = [
            f"{fates[number // 5 % len(fates)] if number % 5 == 4 else layouts[number % len(layouts)]}-{number}"
            for number in range(size)
        ]
        return cls(names=tuple(names))

    @property
    def silent(self) -> Sequence[str]:
        return [name for name in self.names if the.company_of(name) == "refusing"]

    def pages(self, host: Callable[[str], str]) -> dict[str, Mapping[str, Answer]]:
        """What every host answers; beside them those of "juridico" and "parking", to which some lead."""
        others = {"juridico": the.lawyers(), "parking": {"*": _PARKED}}
        return {**others, **{name: _pages(name, host) for name in self.names}}

    def expected(self, name: str) -> tuple[State, Mapping[str, str]]:
        """How a survey has to end, and at which paths policies are to be found."""
        sort = the.company_of(name)
        if sort in FATES:
            return FATES[sort], {}
        places = the.EXPECTED[sort]
        return State.WHOLE, {kind: "/privacidade" if path[0] == "@" else path for kind, path in places.items()}


def _pages(name: str, host: Callable[[str], str]) -> Mapping[str, Answer]:
    sort = the.company_of(name)
    if sort in FATES:
        return _fate(sort, host)
    return _companies(name, host)[sort]


def _companies(name: str, host: Callable[[str], str]) -> Mapping[str, the.Pages]:
    """All companies; the one after which this host is called stands at this host."""
    sort = the.company_of(name)
    return the.companies(lambda other: host(name if other == sort else "juridico"))


_PARKED = the.html(
    "en", "This domain is for sale", "<h1>acme.example</h1><p>This domain is for sale. Buy this domain today!</p>"
)
_MISSING = the.html("en", "Page not found", "<h1>Page not found</h1><p>The page you asked for does not exist.</p>")
_BARE = the.html("en", "Acme", f"<h1>Acme</h1><p>{'We make ropes and sails for boats of any size. ' * 9}</p>")
_WALL = the.Reply(b"<title>Just a moment...</title><h1>Checking your browser before you go on</h1>", 403)


async def _mute(_: web.Request) -> the.Reply | None:
    await asyncio.sleep(30)
    return None


def _fate(sort: str, host: Callable[[str], str]) -> Mapping[str, Answer]:
    robots = the.Reply(b"User-agent: *\nDisallow: /\n", 200, the.PLAIN_TEXT)
    fates: Mapping[str, Mapping[str, Answer]] = {
        "refusing": {},
        "cutting": {"*": None},
        "mute": {"*": _mute, "/robots.txt": _mute},
        "failing": {"*": the.Reply(b"<h1>Internal error</h1>", 500)},
        "parked": {"*": _PARKED},
        "sold": {"*": the.to(f"http://{host('parking')}/?domain=acme.example", 302)},
        "bare": {"/": _BARE},
        "pretending": {"/": _BARE, "*": _MISSING},
        "everywhere": {"*": _BARE},
        "circling": _circle(),
        "closed": {"*": _BARE, "/robots.txt": robots},
        "walled": {"*": _WALL},
    }
    return fates[sort]


def _circle(size: int = 40) -> Mapping[str, Answer]:
    def hub(number: int) -> the.Reply:
        onward = (("Legal", f"/legal/{number + 1}"), ("Policies", f"/legal/{(number + 2) % size}"))
        return the.html("en", "Legal", the.links(*onward))

    front = the.html("en", "Acme", "<h1>Acme</h1><p>We make ropes.</p>", footer=the.links(("Legal", "/legal/0")))
    return {"/": front} | {f"/legal/{number}": hub(number) for number in range(size)}
