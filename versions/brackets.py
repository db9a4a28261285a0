"""Between which two instants did something happen, and how is that said?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from model import Bracket, Seen


def bracket(seens: Sequence[Seen], after: datetime | None, by: datetime) -> Bracket:
    """The bracket with what stands inside it and did not decide: captures nobody looked at, walls.

    `seens` must be in order of time; both ends are left out of the counts.
    """
    low = 0 if after is None else bisect_right(seens, after, key=lambda seen: seen.moment)
    high = bisect_left(seens, by, key=lambda seen: seen.moment)
    inside = seens[low:high]
    return Bracket(
        after=after,
        by=by,
        unlooked=sum(seen.capture is None for seen in inside),
        unusable=sum(seen.capture is not None and not seen.usable for seen in inside),
    )


def phrase(when: Bracket) -> str:
    """The one place that says a bracket in words; archives only bracket, so both ends are said.

    >>> from datetime import UTC
    >>> day = datetime(2018, 5, 20, tzinfo=UTC)
    >>> phrase(Bracket(after=day, by=day.replace(day=27), unlooked=2))
    'after 2018-05-20 and no later than 2018-05-27 (2 captures not looked at)'
    """
    notes = [_count(when.unlooked, "not looked at"), _count(when.unusable, "without the text")]
    inside = ", ".join(note for note in notes if note)
    return _ends(when) + (f" ({inside})" if inside else "")


def _ends(when: Bracket) -> str:
    if when.after is None:
        return f"no later than {when.by:%Y-%m-%d}"
    form = "%Y-%m-%d"
    if when.after.date() == when.by.date():
        form += " %H:%M" if f"{when.after:%H:%M}" != f"{when.by:%H:%M}" else " %H:%M:%S"
    return f"after {when.after:{form}} and no later than {when.by:{form}}"


def _count(number: int, what: str) -> str:
    return f"{number} capture{'s' if number != 1 else ''} {what}" if number else ""
