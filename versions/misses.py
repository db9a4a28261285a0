"""Since when does a declared selector match nothing?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


def since_when(moment: datetime, missed: Iterable[datetime], read: Iterable[datetime]) -> str:
    """What to add to the reason of a miss at this moment: since when it goes on, and when the selectors last matched.

    Given when the page was seen with nothing selected, and when its policy was read.

    >>> from datetime import UTC
    >>> days = [datetime(2019, 3, day, tzinfo=UTC) for day in (1, 2, 3, 4)]
    >>> since_when(days[3], missed=days[2:], read=days[:2])
    'so since 2019-03-03 00:00, last matched on 2019-03-02 00:00'
    """
    matched = max((one for one in read if one < moment), default=None)
    since = min((one for one in missed if matched is None or one > matched), default=moment)
    last = f"last matched on {matched:%Y-%m-%d %H:%M}" if matched else "never matched before"
    return f"so since {min(since, moment):%Y-%m-%d %H:%M}, {last}"
