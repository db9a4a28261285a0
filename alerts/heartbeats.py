"""How is told that all is well, or what is not, when nothing else is told?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from alerts import wording
from alerts.letter import Letter, Paragraph, Part, Points
from alerts.periods import called
from alerts.summaries import about_many, cause_of, interval, left_out
from alerts.wording import count
from model import Alert, AlertKind, Watch

_MOST_FAILING = 50


def heartbeat(
    watch: Watch,
    since: datetime,
    until: datetime,
    visits: int,
    usable: int,
    told: int,
    failing: Sequence[tuple[str, str]],
    now: datetime,
) -> Alert:
    """That a watch was told of so much, or of nothing, from `since` until `until`, and whether the visits worked.

    `usable` of `visits` showed a policy; `failing` are timelines whose latest visits did not, with the reason.
    """
    when = called(watch.heartbeat, since, until)
    news = _news(watch, visits, usable, told)
    worked = f"{usable:,} of {count(visits, 'visit')} worked" if visits else "no visit was made"
    letter = Letter(
        subject=f"clausewatch: {news} {when.partition(' (')[0]}; {worked}",
        title=f"{news[0].upper()}{news[1:]} {when}",
        parts=(
            Paragraph(text=f"{worked[0].upper()}{worked[1:]}{_none_failing(visits, failing)}."),
            *_failing(failing),
        ),
        foot=("All times are UTC.", wording.filters(watch)),
    )
    facts = {**interval(since, until), "visits": visits, "usable": usable, "told": told}
    facts["failing"] = [list(pair) for pair in failing]
    return about_many(watch, AlertKind.HEARTBEAT, cause_of(since, until), letter, now, facts)


def _news(watch: Watch, visits: int, usable: int, told: int) -> str:
    """What is true of a quiet time: where nothing could be seen, nothing is said of what happened."""
    if told:
        return f"told you of {count(told, 'change')}"
    if not visits or not usable:
        return "nothing could be seen"
    asked = watch.kinds or watch.natures or watch.categories or watch.words or watch.pattern
    return "nothing changed that this watch asks for" if asked else "nothing changed that matters"


def _none_failing(visits: int, failing: Sequence[tuple[str, str]]) -> str:
    return ", and nothing is failing now" if visits and not failing else ""


def _failing(failing: Sequence[tuple[str, str]]) -> Iterator[Part]:
    if failing:
        yield Paragraph(text="Not seen at present, so a change there would not be noticed:", strong=True)
        yield Points(items=tuple(f"{name}: {reason}" for name, reason in failing[:_MOST_FAILING]))
        yield from left_out(len(failing) - _MOST_FAILING, "timeline")
