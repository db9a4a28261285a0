"""In which ways does a page bring a browser to an address? Pages that hold many tricks at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from aiohttp import web

from tests.browser_pages import page
from tests.crawler_tricks import TRICKS, Trick, numbered

Ported = dict[int, Trick]
_CREDENTIALS = "@"

# Chromium asks for no part of a page at an address with a name and a password; for pages and sockets it does.
_TAKE_CREDENTIALS = ("page", "opened", "socket")

_FRAMED = "<iframe name=f{n} style='display: none'></iframe>"


def _framed(addresses: Sequence[str], script: str) -> str:
    """In empty frames, one for each address, in each of which a script brings it about."""
    frames = "".join(_FRAMED.replace("{n}", str(n)) for n in range(len(addresses)))
    return f"{frames}<script>{json.dumps(addresses)}.forEach((one, n) => {{ {script} }})</script>"


def _each(addresses: Sequence[str], script: str) -> str:
    return f"<script>for (const one of {json.dumps(addresses)}) {{ try {{ {script} }} catch {{}} }}</script>"


def _elements(html: str) -> Callable[[Sequence[str]], str]:
    return lambda addresses: "".join(html.replace("{one}", one) for one in addresses)


_FORM = (
    "const form = document.createElement('form'); form.target = 'f' + n; form.action = one; form.method = '{method}';"
    "document.body.append(form); form.submit()"
)
_REFRESH = "<meta http-equiv=refresh content='0;url={one}'>"


def _refreshed(addresses: Sequence[str]) -> str:
    frame = "<iframe style='display: none' srcdoc=\"{inside}\"></iframe>"
    return "".join(frame.replace("{inside}", _REFRESH.replace("{one}", one)) for one in addresses)


FILLED: dict[str, Callable[[Sequence[str]], str]] = {
    "frame": _elements("<iframe style='display: none' src='{one}'></iframe>"),
    "redirect": _elements("<img src='{one}'>"),
    "refresh": _refreshed,
    "fetch": lambda all_: _each(all_, "fetch(one, {mode: 'no-cors'}).catch(() => 0)"),
    "secure": lambda all_: _each(all_, "fetch(one, {mode: 'no-cors'}).catch(() => 0)"),
    "image": _elements("<img src='{one}'>"),
    "script": _elements("<script src='{one}'></script>"),
    "socket": lambda all_: _each(all_, "new WebSocket(one)"),
    "framed redirect": _elements("<iframe style='display: none' src='{one}'></iframe>"),
    "location": lambda all_: _framed(all_, "frames[n].location = one"),
    "form": lambda all_: _framed(all_, _FORM.replace("{method}", "get")),
    "posted form": lambda all_: _framed(all_, _FORM.replace("{method}", "post")),
    "opened": lambda _: "<script>function opened(one) { open(one) }</script>",
    "page": lambda _: "",
}
"""Way -> what stands on a page, of the addresses to which it leads."""

DEALT = ("framed redirect", "location", "form", "posted form", "opened", "image", "script", "secure")
"""Ways among which the tricks are dealt, to spare time; each of the other ways has all of them."""


def _tricks() -> dict[str, Ported]:
    found = {}
    for number, way in enumerate(FILLED):
        all_ = numbered(way=number)
        deal = DEALT.index(way) if way in DEALT else 0
        step = len(DEALT) if way in DEALT else 1
        found[way] = dict(list(all_.items())[deal::step])
    return found


WAYS = _tricks()
"""Way -> its tricks, each with a port of its own."""

FIRST = numbered([trick for trick in TRICKS if len(trick.answers) > 1], way=len(WAYS))
"""Names that change once they were asked for, to be asked for before all else."""

EVERY: Ported = {port: trick for ported in [*WAYS.values(), FIRST] for port, trick in ported.items()}


def expected(way: str) -> Ported:
    """What Chromium takes for an address in this way."""
    return {
        port: trick
        for port, trick in WAYS[way].items()
        if way in _TAKE_CREDENTIALS or _CREDENTIALS not in trick.url.partition("\\")[0]
    }


def address(port: int) -> str:
    """As it stands on its page."""
    where = EVERY[port].at(port)
    way = next((way for way, ported in WAYS.items() if port in ported), "")
    if way in ("redirect", "framed redirect"):
        return f"/to/{port}"
    return where.replace("http:", {"secure": "https:", "socket": "ws:"}.get(way, "http:"), 1)


async def respond(request: web.Request) -> web.StreamResponse:
    """The pages of the ways, one each, and redirects to all tricks."""
    kind, _, port = request.path.strip("/").partition("/")
    if kind == "to":
        return web.Response(status=302, headers={"Location": EVERY[int(port)].at(int(port))})
    ported = FIRST if kind == "first" else WAYS.get(kind)
    if ported is None:  # the page's icon
        return web.Response(status=404)
    fill = FILLED["fetch" if kind == "first" else kind]
    return web.Response(text=page(fill([address(port) for port in ported])), content_type="text/html")
