"""Which policies stand in three archives, and which capture in which of them?

Invented companies whose policies go through a few states, some of which return. No two bodies are equal.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from random import Random

from crawler.warc import Record

DIALECTS = ("ia", "memento", "cc")
_BEGIN = datetime(2011, 1, 15, 10, tzinfo=UTC)
_EVERY = timedelta(days=23)  # a look
_STANDS = (2, 9)  # looks for which a state stands, at least and at most
_STATES = 5
_SHARED = 0.25  # captures that two or three archives have


def archived(policies: int, looks: int, chance: Random) -> list[Record]:
    """The captures of so many policies."""
    return [one for number in range(policies) for one in _captures(number, looks, chance)]


def declarations(policies: int) -> dict[str, str]:
    """Organisation -> what its file says. The addresses are left behind: nobody visits them."""
    said = '[[privacy.locations]]\noriginal = "{}"\nuntil = 2021-01-01\n'
    return {organisation(number): said.format(_original(number)) for number in range(policies)}


def split(found: Sequence[Record], chance: Random) -> list[list[Record]]:
    """At random over the archives, a quarter of the captures in two or three of them."""
    parts: list[list[Record]] = [[] for _ in DIALECTS]
    for one in found:
        number = chance.choice((2, 3)) if chance.random() < _SHARED else 1
        for place in chance.sample(range(len(parts)), number):
            parts[place].append(one)
    return parts


def organisation(number: int) -> str:
    return f"lumora{number}"


def text(name: str, state: int) -> str:
    """A policy in HTML, in one of its states."""
    kept = ("twelve months", "two years", "as long as we need it", "six months", "ninety days")[state % _STATES]
    sold = "We never sell it." if state < 2 else f"We may share it with {state} partners who pay us for it."
    paragraphs = (
        f"{name} makes lamps and sells them on this site. This privacy policy says what we do with personal data.",
        "We collect your name, your email address and your postal address when you order a lamp from us.",
        f"We keep what you tell us for {kept} after your last order, and delete it then without being asked.",
        sold,
        "We use cookies to remember what is in your basket. You can refuse them in the settings of your browser.",
        "You can ask us at any time what we know of you, have it corrected, or have it deleted.",
        "Write to us if anything here is unclear: we answer every letter within two weeks of its arrival.",
    )
    return "<h1>Privacy Policy</h1>" + "".join(f"<p>{one}</p>" for one in paragraphs)


def _original(number: int) -> str:
    return f"https://www.{organisation(number)}.example/privacy"


def _captures(number: int, looks: int, chance: Random) -> Iterator[Record]:
    state, left = 0, chance.randint(*_STANDS)
    for look in range(looks):
        if not left:
            state, left = chance.choice([one for one in range(_STATES) if one != state]), chance.randint(*_STANDS)
        left -= 1
        body = f"<html><title>Privacy Policy</title><!-- {number} {look} -->{text('Lumora', state)}</html>".encode()
        yield Record(
            original=_original(number),
            timestamp=_BEGIN + look * _EVERY + timedelta(minutes=chance.randrange(600)),
            statuscode=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=body,
            archive_digest=b32encode(sha1(body, usedforsecurity=False).digest()).decode(),
            mimetype="text/html",
            offset=0,
        )
