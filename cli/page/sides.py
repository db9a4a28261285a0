"""Where do both texts come from, and between which days did the one become the other?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alerts.neutral import is_link
from cli import wording
from cli.answers import Answer
from cli.page.markup import Html, element, joined
from cli.wording import count, day, days

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_NAMES = (("before", "Before"), ("after", "After"))


def bracket(told: Answer) -> Iterator[Html]:
    """Between which days the text changed, and what is known of the way."""
    if told["bracket"]:
        yield element("p", "Changed ", *_dated(told["bracket"]["phrase"]), ".", class_="bracket")
    if told["between"]:
        yield element("p", f"{count(told['between'], 'other version')} stood between.", class_="note")
    for note in wording.notes(told):
        yield element("p", f"{note[:1].upper()}{note[1:]}.", class_="note")


def _dated(phrase: str) -> Iterator[str]:
    """The days in a phrase, each a whole that no line breaks."""
    for number, part in enumerate(_DAY.split(phrase)):
        yield element("time", part) if number % 2 else part


def sides(told: Answer) -> Html:
    """Both versions in short, side by side where there is room."""
    return element("dl", *(part for key, name in _NAMES for part in _side(name, told[key])), class_="sides")


def _side(name: str, one: Answer) -> Iterator[Html]:
    seen = f"version {one['version']}, seen {days(one)}"
    lines = [element("span", name, class_="side"), " ", element("span", seen)]
    cite = element("code", one["citation"])
    note = element("span", one["note"], class_="note") if one["note"] else Html()
    links = joined(_links(one))
    yield element("div", element("dt", *lines), element("dd", cite, note, links))


def _links(one: Answer) -> Iterator[Html]:
    for held in one["provenance"]["held_by"]:
        if is_link(held["memento"]):
            words = f"the capture of {day(one['provenance']['timestamp'])} at {held['holder']}"
            yield element("span", link(held["memento"], words), class_="memento")


def link(address: str, words: str = "") -> Html:
    """A link that tells nobody where it was followed from; an address that can be none is text."""
    if not is_link(address):
        return joined([words, " " if words else "", address])
    return element("a", words or address, href=address, rel="noreferrer noopener")


def sources(told: Answer) -> Html:
    """Whose bytes each text was read from, with their digests and everyone who holds them."""
    parts = [part for key, name in _NAMES for part in _source(name, told[key])]
    return element("section", element("h2", "Where it can be checked"), *parts, class_="sources", id="sources")


def _source(name: str, one: Answer) -> Iterator[Html]:
    source = one["provenance"]
    kind = "a text" if source["rendition"] == "text" else f"HTTP {source['statuscode']}"
    yield element("h3", f"{name}: version {one['version']}")
    rows = [
        ("cite as", element("code", one["citation"])),
        ("original", link(source["original"])),
        ("captured", joined([f"{source['timestamp']} ({kind})"])),
        ("SHA-256", element("code", source["digest"])),
        *(("held by", _held(held)) for held in source["held_by"]),
        *(("saved by", joined([f"{one['archive']}: ", link(one["memento"])])) for one in source["saved"]),
    ]
    if dates := wording.own_dates(one["declared_dates"]):
        rows.append(("dates in it", joined([dates])))
    rows.append(("sightings", joined([count(one["sightings"], "sighting") + f", {days(one)}"])))
    yield element("dl", *(element("div", element("dt", name), element("dd", said)) for name, said in rows))


def _held(held: Answer) -> Html:
    address = held["memento"]
    return joined([f"{held['holder']}: ", link(address) if address else wording.without_memento(held)])
