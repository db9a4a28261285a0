"""How does a site wrap a text, and what does it serve in its place on a bad day?

Everything around the text may differ at each request: counters, nonces, advertisements, related links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from html import escape
from random import Random

from benchmarks.world.texts import Document, Names, german


class Quirk(StrEnum):
    """What a page shows at times that is no change of the policy; none of it may be told."""

    PARTIAL = "partial"  # the text stops after two clauses
    CONSENT = "consent wall"
    BOT = "bot wall"
    NOT_FOUND = "not found, with status 200"
    ERROR = "error 500"
    EMPTY = "empty"
    LANGUAGE = "another language"
    FLAP = "a section that is missing for one visit"
    HOME = "a redirect to the home page"
    GONE = "a 404 of some days"


_ADS = ("Rain is coming: boots", "Tea for two", "Posters at half price", "The dice are cast", "Rugs, rolled")
_LINKS = ("Our story", "Shops", "Letters", "Work with us", "Gift cards", "Friends of the house", "Press")


def page(document: Document, names: Names, day: float, noise: Random, *, without: int = -1, clauses: int = 0) -> str:
    """The whole page as it stands that day; `clauses` is after how many the text is cut off, 0 for never."""
    blocks = _blocks(document.on(day, without=without), noise)
    if clauses:
        blocks = [block for block in blocks if not block.startswith("<h2")][:clauses]
    dated = document.dated(day)
    shown = f"<p class=date>Last updated: {dated}</p>\n" if dated else ""
    return _framed(document.title, names, f"<h1>{document.title}</h1>\n{shown}" + "\n".join(blocks), noise)


def other_language(names: Names, noise: Random) -> str:
    text = "\n".join(f"<p>{escape(one)}</p>" for one in german(names))
    return _framed("Datenschutz", names, f"<h1>Datenschutzerklärung</h1>\n{text}", noise, language="de")


def _blocks(parts: Sequence[tuple[str, Sequence[str]]], noise: Random) -> list[str]:
    found = []
    for heading, clauses in parts:
        found.append(f"<h2>{escape(heading)}</h2>")
        found += [_block(clause, noise) for clause in clauses]
    return found


def _block(clause: str, noise: Random) -> str:
    if clause.startswith("*"):
        return f"<ul><li>{_inline(clause[1:], noise)}</li></ul>"
    return f"<p>{_inline(clause, noise)}</p>"


def _inline(text: str, noise: Random) -> str:
    """Quotes and apostrophes straight or curly, as editors make them; link targets that name a session."""
    curly = text.replace("'", "\u2019") if noise.random() < 0.5 else text
    session = f"/letters?session={noise.getrandbits(48):x}"
    return re.sub(r"\b(letters)\b", rf'<a href="{session}">\1</a>', escape(curly, quote=False), count=1)


def _framed(title: str, names: Names, inner: str, noise: Random, language: str = "en") -> str:
    name = escape(names["name"])
    menu = "".join(f'<li><a href="/{one.replace(" ", "-").lower()}">{one}</a></li>' for one in _LINKS)
    related = "".join(f'<li><a href="/r/{noise.getrandbits(32):x}">{one}</a></li>' for one in noise.sample(_LINKS, 3))
    advertised = f'<a href="/ad/{noise.getrandbits(32):x}">{noise.choice(_ADS)}</a>'
    visitors = f"Visitors today: {noise.randrange(100, 99_999):,}"
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} - {name}</title>
<script nonce="{noise.getrandbits(64):x}">window.seen = {noise.randrange(10**9)};</script></head>
<body><header class="masthead"><p><a href="/">{name}</a></p><nav><ul>{menu}</ul></nav></header>
<main><article>
{inner}
</article></main>
<aside class="related"><h3>You may also like</h3><ul>{related}</ul></aside>
<div class="ad promo" data-slot="{noise.getrandbits(32):x}">{advertised}</div>
<footer class="footer"><ul>{menu}</ul><p>\u00a9 {name}</p><p>{visitors}</p></footer>
</body></html>
"""


def home(names: Names, noise: Random) -> str:
    """The home page: friendly, short, and no policy."""
    goods = escape(names["goods"])
    inner = (
        f"<h1>Welcome</h1><p>Spring is here, and so are new {goods}. Come and look around.</p><p>Open till nine.</p>"
    )
    return _framed("Home", names, inner, noise)


_WALLS = {
    Quirk.CONSENT: "<h1>Before you continue</h1><p>We value your privacy."
    " Accept all cookies, or manage preferences.</p><button>Accept all</button><button>Reject all</button>",
    Quirk.BOT: "<h1>Just a moment</h1><p>Checking your browser. Please verify you are human.</p>",
    Quirk.NOT_FOUND: "<h1>Page not found</h1><p>Sorry, the page could not be found.</p>",
    Quirk.ERROR: "<h1>Something went wrong</h1><p>Internal server error.</p>",
}


def wall(quirk: Quirk) -> str:
    title = _WALLS[quirk].partition("</h1>")[0].removeprefix("<h1>")
    return f"<!doctype html><html><head><title>{title}</title></head><body>{_WALLS[quirk]}</body></html>"
