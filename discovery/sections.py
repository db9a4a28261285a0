"""Which part of a page do links with a fragment mean, where one page holds several policies?

A link to `/legal#terms` means what begins there. Where the element that has the name holds the text, that element is
the part; where it is a heading or an anchor, the part ends where the next one begins that a link means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import extract
from model import Location, Range, Reading, Rendition, Verdict

LEAST = 60
"""Words that make a part of its own; less is a heading with a line or two below it."""

_MOST = 12
_MOST_BYTES = 5_000_000
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page that is a policy of its own, with what selects it."""

    fragment: str
    select: str | Range
    kind: str
    title: str
    language: str
    words: int


def sections(
    body: bytes, headers: Mapping[str, str], original: str, fragments: Sequence[str], rendition: Rendition
) -> tuple[Section, ...]:
    """The parts of a page that these fragments mean, in the order of the page, if they read as policies."""
    if len(body) > _MOST_BYTES:
        return ()
    places = sorted((place, name) for name in dict.fromkeys(fragments[:_MOST]) if (place := _place(body, name)) >= 0)
    names = [name for _, name in places]
    found = []
    for number, name in enumerate(names):
        after = names[number + 1] if number + 1 < len(names) else ""
        for select in _selections(_selector(body, name), after and _selector(body, after)):
            location = Location(original=original, select=(select,), rendition=rendition)
            part = extract.read(body, headers, location=location, statuscode=200, rendition=rendition)
            if _holds(part):
                found.append(_section(name, select, part))
                break
    return tuple(found)


def _holds(part: Reading) -> bool:
    return part.verdict is Verdict.POLICY and _size(part) >= LEAST


def _size(part: Reading) -> int:
    return sum(clause.words.count(" ") + 1 for clause in part.clauses if clause.words)


def _section(name: str, select: str | Range, part: Reading) -> Section:
    return Section(
        fragment=name, select=select, kind=part.kind, title=part.title, language=part.language, words=_size(part)
    )


def _place(body: bytes, name: str, attribute: bytes = b"(?:id|name)") -> int:
    """Where in the page an element has that name; -1 where none has."""
    pattern = rb"""\s""" + attribute + rb"""\s*=\s*["']?""" + re.escape(name.encode()) + rb"""["'\s>]"""
    match = re.search(pattern, body)
    return match.start() if match else -1


def _selections(own: str, after: str) -> Iterator[str | Range]:
    yield own
    if after:
        yield Range(start_before=own, end_before=after)
        return
    yield Range(start_before=own, end_before="footer")
    yield Range(start_before=own, end_after="body")


def _selector(body: bytes, name: str) -> str:
    """One that matches what a browser would go to."""
    attribute = "id" if _place(body, name, b"id") >= 0 else "name"
    if attribute == "id" and _PLAIN.fullmatch(name):
        return f"#{name}"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'[{attribute}="{quoted}"]'
