"""Which dates does a document itself declare?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.facts.dated_lines import LONGEST, Line, lines_at_the_ends, lines_between
from extract.facts.days import Day, in_plain_digits, may_hold_days, written_days
from extract.facts.meanings import kind_of_date
from model import Clause, Declared

_RANGE = re.compile(r"(?i)\s*(?:to|until|till|through|au|jusqu['’]au|bis|bis\s+zum|al?|hasta|até|tot|do|-|–|—)\s*")
_LOG = 3  # lines that begin with a day and go on: so many are a log of changes
_MOST = 12
_NOT_AMERICAN = re.compile(r"(?i)en[-_](?!us\b|ca\b|ph\b|\w{3,})\w\w")


def declared_dates(
    clauses: Sequence[Clause], language: str, *, title: str = "", region: str = "", running: Sequence[str] = ()
) -> Declared:
    """The dates on which the text says that it was updated, and from which it says that it holds.

    Twelve of each at most, for a page of several documents has a date for each.

    `region` is the language as the page tags it. Where day and month could be either, it goes by how the document
    writes its other dates, then by the region, then by the language: English puts the month first, unless the page
    says that it is British or the like; all others the day. `running` are the lines that run along the edges of a
    document's pages: a date counts there where its line says what it is, for browsers put the day of printing there.

    >>> from extract.clauses.markdown_in import clauses_of_markdown
    >>> declared_dates(clauses_of_markdown("Last updated: 3 March 2024. Effective from 1 April 2024.")[1], "en")
    Declared(updated=('2024-03-03',), effective=('2024-04-01',))
    """
    every = _every(clauses, language, title, running)
    chosen = [_distinct(days)[:_MOST] for days in _own(every)]
    is_open = any(day.open for days in chosen for day in days)
    month_first = is_open and _month_first([day for _, day in every], language, region)
    updated, effective = (tuple(dict.fromkeys(_iso(day, month_first) for day in days)) for days in chosen)
    return Declared(updated=updated, effective=effective)


def _every(clauses: Sequence[Clause], language: str, title: str, running: Sequence[str]) -> list[tuple[str, Day]]:
    """Every date that may be the document's, with its kind."""
    own = _days(lines_at_the_ends(clauses, title), language)
    if not any(kind in ("updated", "effective", "told") for kind, _ in own):
        own += _days(lines_between(clauses), language)
    beside = _days((Line(line[:LONGEST], "", "") for line in running if may_hold_days(line)), language)
    known = {day.iso for kind, day in own if kind}
    return [*own, *((kind, day) for kind, day in beside if day.iso not in known)]


def _own(every: Sequence[tuple[str, Day]]) -> tuple[list[Day], list[Day]]:
    """Those of updates and those of coming into force; where no word tells, a last line that is nothing but a date, or
    the last entry of a log, is an update.
    """
    updated, effective, told, bare, logged = (
        [day for kind, day in every if kind == one] for one in ("updated", "effective", "told", "bare", "logged")
    )
    if effective:  # lines that are labels give the text's own; what sentences tell of later is announced
        last = max(effective, key=_by_date)
        told = [last, *(day for day in told if day.iso > last.iso)]
    if not (updated or told or bare) and len(logged) >= _LOG:
        updated = [max(logged, key=_by_date)]
    return updated or bare[:1], told


def _by_date(day: Day) -> str:
    return day.iso


def _iso(day: Day, month_first: bool) -> str:
    return (day.turned() if month_first else day).iso


def _days(lines: Iterable[Line], language: str) -> list[tuple[str, Day]]:
    """Every date, with its kind."""
    found: list[tuple[str, Day]] = []
    for line in lines:
        text = in_plain_digits(line.text, language)
        days = list(written_days(text, language))
        for number, day in enumerate(days):
            done = days[number - 1].end if number else 0
            if number + 1 < len(days) and _RANGE.fullmatch(text, day.end, days[number + 1].start):
                found.append(("", day))  # "in force from 4 July to 19 October": a version that is past
                continue
            found.append((kind_of_date(text, day, done, line, language), day))
    return found


def _distinct(days: Iterable[Day]) -> list[Day]:
    return list({day.iso: day for day in reversed(list(days))}.values())[::-1]


def _month_first(days: Sequence[Day], language: str, region: str) -> bool:
    """Whether a date such as 03/04/2024 means the fourth of March here."""
    shown = [day.order for day in days if day.order]
    if shown.count("mdy") != shown.count("dmy"):
        return shown.count("mdy") > shown.count("dmy")
    return language == "en" and not _NOT_AMERICAN.match(region)
