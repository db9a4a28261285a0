"""What does a message consist of, before it is text or a page?

Both forms are made from one letter, so they say the same. Whatever stands in its fields may be a stranger's: the forms
neutralise every text, and no part holds markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from model import Edit, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A sentence or a few."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Begins a part of the letter."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One change as a redline: where it stands, what happened, which words went and came."""

    where: str
    says: str
    citation: str
    severity: Severity
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where bytes can be had; `address` is a link where it can be one."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text comes from."""

    label: str
    citation: str
    digest: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The root of the evidence: what is told later can be compared with it."""

    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What to type in order to see more."""

    words: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of as many cells as the head has; the first are short, the last one may be a sentence."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Paragraph | Heading | Passage | Source | Proof | Command | Points | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message in its parts. `about` stands small above the title, `foot` small below everything."""

    subject: str
    title: str
    about: str = ""
    severity: Severity = Severity.NONE
    parts: tuple[Part, ...]
    foot: tuple[str, ...] = ()
