"""What is known of a page: which blocks of text, in reading order, and which containers around them?"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.runs import Draft


@dataclass(slots=True)
class Box:
    """A container: blocks[start:end] of the page stand in it."""

    tag: str
    parent: int
    names: str = ""  # id, class and role, as written
    role: str = ""
    hidden: bool = False
    modal: bool = False
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Page:
    """The blocks of a page in reading order, their containers, and what its head says."""

    blocks: list[Draft] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    title: str = ""  # of <title>
    language: str = ""
    scripts: int = 0
    flattened: bool = False
    refresh: str = ""
    password: bool = False
    frames: list[str] = field(default_factory=list)  # addresses of frames that may hold the text, as written
    meta: dict[str, str] = field(default_factory=dict)  # who the page says it is from, by name of the statement
