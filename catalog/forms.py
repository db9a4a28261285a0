"""Which names, addresses and dates may stand in a declaration?"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from model import Location

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
EDITION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NAME_FORM = "a name of a-z, 0-9, '.', '_', '-' that begins with a letter or digit (100 characters at most)"
EDITION_FORM = "a name of letters, digits, '.', '_', '-' that begins with a letter or digit (100 characters at most)"
DATE_FORM = "a date like 2012-03-01"
INTERVAL_FORM = "a length of time like '90s', '15m', '6h', '1d' or '2w', from 10s to 366d"

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_INTERVAL = re.compile(r"([0-9]{1,8})([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST_ORIGINAL = 8_192
_LONGEST_NAME = 100


def is_name(name: str, form: re.Pattern[str] = NAME) -> bool:
    return len(name) <= _LONGEST_NAME and form.fullmatch(name) is not None


def original_fault(original: str) -> str | None:
    """What speaks against following this address, or None."""
    if not original or len(original) > _LONGEST_ORIGINAL or re.search(r"[\x00-\x20\x7f-\xa0\ud800-\udfff]", original):
        return f"an address of 1 to {_LONGEST_ORIGINAL} characters without white space"
    try:
        parts = urlsplit(original)
        named = (parts.hostname or "").removeprefix("www.").strip(".")
        _ = parts.port
    except ValueError:  # "http://[::1/", "http://host:80x/"
        return "an address with a valid host and port"
    if parts.scheme.lower() not in ("http", "https") or not named:
        return "an absolute address like https://acme.example/privacy"
    if "@" in parts.netloc:
        return "an address without user name and password"
    return None


def overlap(one: Location, other: Location) -> bool:
    """Whether there is an instant at which both speak (half-open: ending as the other begins is apart)."""
    return before(one.since, other.until) and before(other.since, one.until)


def before(since: datetime | None, until: datetime | None) -> bool:
    return since is None or until is None or since < until


def instant(value: object) -> datetime | None:
    """The aware UTC instant that a TOML date or date-time means, or None; naive ones are UTC."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        try:
            return None if value.microsecond else aware.astimezone(UTC)
        except OverflowError:  # 0001-01-01T00:00:00+01:00
            return None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return None


def interval(value: object) -> timedelta | None:
    """The length of time that a text like '6h' means, or None."""
    match = _INTERVAL.fullmatch(value) if isinstance(value, str) else None
    if not match:
        return None
    length = timedelta(**{_UNITS[match[2]]: int(match[1])})
    return length if timedelta(seconds=10) <= length <= timedelta(days=366) else None
