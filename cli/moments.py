"""How are dates and places in time read from a command line?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from cli.exits import RefusalError
from model import TimelineId, from_timestamp14

_DAY = re.compile(r"\d{4}-?\d\d-?\d\d", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d(:\d\d){0,2}(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_EXPECTED = "expected YYYY-MM-DD (that UTC day), an instant such as 2018-05-25T14:00Z, or YYYYMMDDhhmmss"


def interval(text: str) -> tuple[datetime, datetime]:
    """First and last second that a date or instant means; both are equal for an instant."""
    if _DAY.fullmatch(text):
        start = _instant(text)
        return start, start + timedelta(days=1, seconds=-1)
    moment = _instant(text)
    return moment, moment


def since(text: str) -> datetime:
    """The beginning of a date, or an instant."""
    return interval(text)[0]


def day(text: str) -> str:
    """The ISO day, in UTC, of a date or an instant."""
    return since(text).date().isoformat()


def at(text: str, default: TimelineId | None = None) -> tuple[TimelineId, str]:
    """`timeline@when` in its parts; a bare `when` where a timeline is known already."""
    name, separator, when = text.partition("@")
    if not separator and default:
        return default, text
    if not separator or not when:
        raise RefusalError(f"{text!r}: expected timeline@date, as in acme/privacy@2018-05-25")
    try:
        return TimelineId.parse(name), when
    except ValueError as error:
        raise RefusalError(str(error)) from None


def _instant(text: str) -> datetime:
    try:
        if text.isdigit():
            return from_timestamp14(text)
        if not _DAY.fullmatch(text) and not _INSTANT.fullmatch(text):
            raise ValueError(text)  # the standard library would take the first day of a week number
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RefusalError(f"{text!r} is no date: {_EXPECTED}") from None
