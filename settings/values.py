"""How is a setting made of a found value, or what was expected instead?"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

Read = Callable[[object], Any]
"""Makes a setting of a found value; raises ValueError with what was expected."""


class UnshownError(ValueError):
    """As ValueError, for a value that no message may repeat, since it may be a secret."""


_PASSWORD = re.compile(r":[^\s@/][^\s@]*@")  # "user:password@host", with a scheme before it or not
_HIDDEN = "an address that may hold a secret"


def hidden(said: str, *, addresses: bool = False) -> str:
    """What a message says in the place of a text that may be a secret; empty where it may be shown.

    The address of a service is a secret as a whole, and may stand where it should not. `addresses` says that one of a
    page is expected there.
    """
    start = said[:1_000]
    return _HIDDEN if _PASSWORD.search(start) or ("://" in start and not addresses) else ""


def shown(value: object, *, addresses: bool = False) -> str:
    """Short values as they stand, the others by name: tables may nest deeper than can be printed."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if abs(value) >= 10**20:
            return "a number of more than 20 digits"
        case str() if said := hidden(value, addresses=addresses):
            return said
        case _:
            return repr(value)[:60]


def text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text in quotes")
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError('a list of texts, as in ["localhost"]')
    return tuple(item.strip() for item in items if item.strip())


def number(least: float, most: float) -> Read:
    def read(value: object) -> float:
        try:
            found = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else math.nan
        except (ValueError, OverflowError):
            found = math.nan
        if not least <= found <= most:
            raise ValueError(f"a number from {least:,} to {most:,}")
        return found

    return read


def whole(least: int, most: int) -> Read:
    within = number(least, most)

    def read(value: object) -> int:
        found: float = within(value)
        if not found.is_integer():
            raise ValueError(f"a whole number from {least:,} to {most:,}")
        return int(found)

    return read


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def one_of(*choices: str) -> Read:
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError(" or ".join(repr(choice) for choice in choices))
        return str(value)

    return read


def address(*placeholders: str) -> Read:
    example = "https://archive.example/" + "/".join(placeholders)

    def read(value: object) -> str:
        found = text(value)
        try:
            parts = urlsplit(found)
            absolute = parts.scheme in ("http", "https") and parts.hostname
        except ValueError:
            absolute = False
        if not absolute or any(placeholder not in found for placeholder in placeholders):
            raise ValueError(f"an absolute address, as in {example}")
        return found

    return read


_DURATION = re.compile(r"([0-9]{1,8})([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SHORTEST, _LONGEST = timedelta(seconds=10), timedelta(days=366)


def duration(*, never: bool = False) -> Read:
    """A length of time; None for "never" where that is allowed."""
    expected = "a length of time like '90s', '15m', '6h', '1d' or '2w', from 10s to 366d" + ", or 'never'" * never

    def read(value: object) -> timedelta | None:
        if never and value == "never":
            return None
        match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        length = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta(0)
        if not _SHORTEST <= length <= _LONGEST:
            raise ValueError(expected)
        return length

    return read


def matching(form: str, expected: str) -> Read:
    """A text of this form, whole."""
    known = re.compile(form)

    def read(value: object) -> str:
        if not isinstance(value, str) or not known.fullmatch(value):
            raise ValueError(expected)
        return value

    return read


# The `dot-atom "@" dot-atom` of RFC 5322 with a domain of letters, digits and hyphens. Python's own reader of addresses
# is not asked: "1@[" is an AttributeError to it (3.11). No "?": "=?utf-8?q?=0A?=" would be read as a coded line break.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL_ADDRESS = "a mail address like watch@acme.example (ASCII alone, without a name beside it)"

mail_address = matching(rf"(?=.{{3,254}}$){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*", _MAIL_ADDRESS)
"""A mail address that can stand in a header as it is."""


_HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?")


def host_name(value: object) -> str:
    """A name or an address of a machine. A name with an empty or too long part is a UnicodeError to who looks it up."""
    if isinstance(value, str) and (_HOST.fullmatch(value) or _is_address(value)):
        return value
    raise ValueError("a host like mail.acme.example")


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text)) and "%" not in text
    except ValueError:
        return False


def mail_addresses(value: object) -> tuple[str, ...]:
    """One address or a list of them, each once."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not 1 <= len(items) <= 100:
        raise ValueError(f"{_MAIL_ADDRESS}, or a list of 1 to 100 of them")
    for item in items:
        try:
            mail_address(item)
        except ValueError as error:
            raise ValueError(f"{error} in the place of {shown(item)}") from error
    return tuple(dict.fromkeys(items))


def variable(value: object) -> str:
    """The name of a variable, written with a dollar sign before it. What else stands there is never repeated."""
    match = re.fullmatch(r"\$([A-Za-z_][A-Za-z0-9_]{0,99})", value) if isinstance(value, str) else None
    if not match:
        raise UnshownError(
            "the name of a variable that holds the address, as in '$TEAM_CHAT': "
            "such an address is a secret, and secrets come from the environment alone"
        )
    return match[1]
