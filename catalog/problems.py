"""What is said about a declaration that cannot be taken as it stands?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_LONGEST = 60  # characters of a found value that a message repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: which file, which key in it (or which line of a list), what stands there, what should.

    Positions in a key count from 0, as everywhere: `locations[1]` is the second one.
    """

    file: str
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: found {self.found}, expected {self.expected}"


def shown(value: object) -> str:
    """A found value in few characters, whatever it is.

    Tables and lists are named, never printed: dotted keys nest deeper than `repr` can go, and a
    hexadecimal integer of TOML can have more digits than Python agrees to print.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if abs(value) >= 10**20:
            return "a number of more than 20 digits"
        case str() if len(value) > _LONGEST:
            return f"{value[:_LONGEST]!r}..."
        case str():
            return repr(value)
        case _:
            return str(value)


def joined(key: str, name: str) -> str:
    """The way to `name` under `key`; a name that TOML would quote is quoted.

    >>> joined("privacy.documents", "cookie list")
    "privacy.documents.'cookie list'"
    """
    part = name if _BARE_KEY.fullmatch(name) else shown(name)
    return f"{key}.{part}" if key else part


def meant(name: str, known: Iterable[str]) -> str:
    """The question that a misspelt name raises, or nothing.

    >>> meant("locatons", ["title", "locations"])
    " (did you mean 'locations'?)"
    """
    near = get_close_matches(name[:_LONGEST], list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds that a text names, separated by commas.

    >>> kinds_named("Privacy, terms,")
    ('privacy', 'terms')
    """
    return tuple(filter(None, (kind.strip().lower() for kind in text.split(","))))


def kind_fault(text: str, known: Sequence[str]) -> tuple[str, str] | None:
    """What was found and what was expected where a text names a kind that is not known.

    >>> kind_fault("privacy, term", ["privacy", "terms"])
    ("the kind 'term'", "kinds out of privacy, terms (did you mean 'terms'?)")
    """
    for kind in kinds_named(text):
        if kind not in known:
            return f"the kind {shown(kind)}", f"kinds out of {', '.join(known)}{meant(kind, known)}"
    return None
