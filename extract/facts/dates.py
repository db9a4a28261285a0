"""Which dates does a document itself declare?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.facts.cues import cue
from extract.facts.days import Day, in_plain_digits, may_hold_days, written_days
from model import Clause, Declared

_PLAIN_DATE = 160  # characters of a line in which those count
_NEAR = 60  # characters between the cue and its date
_WIDTH = 100  # characters before a date in which its cue is looked for
_AFTER = 50
_HELD_BACK = re.compile(
    r"(?i)\b(?:until|till|before|prior\s+to|through|previous|prior|archived?|former|older|supersed\w+|replac\w+|expires?"
    r"|jusqu\w*|avant|précédente?s?|anciennes?|antérieure?s?|remplace\w*|bis\s+zum|vorherige|frühere|ältere|ersetz\w*|vor\s+dem|hasta|antes|anterior\w*"
    r"|(?:were|was)\s+(?:effective|in\s+(?:force|effect)|applicable)|fino|prima\s+del|precedent\w+|até|tot\s+en\s+met|vorige|eerdere|do\s+dnia|poprzedni\w*|tidigare|tidligere)\b"
)
# A law has dates of its own: "the Act of 6 January 1978, last amended on", "loi n° 78-17 du".
_LAW = re.compile(
    r"(?i)(?<!\w)(?:acts?|laws?|regulations?|directives?|decree|statute|gdpr|ccpa|cpra|coppa|hipaa|lgpd|pipeda|parliament|commission\s+decision"
    r"|lois?|règlements?|décrets?|ordonnances?|arrêtés?|rgpd|délibération|réglementation|gesetz\w*|verordnung|richtlinie|dsgvo|bdsg|ley|reglamento"
    r"|decreto|lei|regulamento|legge|regolamento|wet|verordening|ustaw\w+|rozporządzeni\w+|zákon\w*|lag\w*|закон\w*|audit\w*)(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?。][”\"')]?\s+(?=[^\W\d_a-z])|[;。；]")
_RANGE = re.compile(r"(?i)\s*(?:to|until|till|through|au|jusqu['’]au|bis|bis\s+zum|al?|hasta|até|tot|do|-|–|—)\s*")
_ASIDE = re.compile(r"\([^)]*\)|[|\[].*")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_CHANGE_LOG = re.compile(
    r"(?i)\b(?:change ?log|(?:version|revision|update|change) history|history of changes|historique"
    r"|änderungshistorie)\b"
)
_NUMBERED = re.compile(r"(?i)\b(?:v|ver[sz]\w+|rev\w*|edition|fassung)\.?\s?\d[\d.]{0,8}\W{0,3}$")
_GOES_ON = re.compile(r"\s*[:–—-]\s*\w")
_LOG = 3  # lines that begin with a day and go on: so many are a log of changes
_ABOVE = 90  # characters of a line that may hold the cue for the next one
_FIRST, _LAST = 70, 30  # clauses looked at, from the beginning and the end
_BESIDE = 5  # longer words after a date whose cue stands in the line above
_LONGEST = 4000  # characters of a clause
_TITLE_LINES, _LAST_LINES = 4, 3  # where a line that is nothing but a date is the document's
_NOT_AMERICAN = re.compile(r"(?i)en[-_](?!us\b|ca\b|ph\b|\w{3,})\w\w")


class _Line(NamedTuple):
    text: str
    above: str  # the line before it, when that is short and holds no date
    place: str  # "top" and "bottom": a line that is nothing but a date is the document's there
    listed: bool = False  # of a list of dates below words such as "previous versions"


def declared_dates(
    clauses: Sequence[Clause], language: str, *, title: str = "", region: str = "", running: Sequence[str] = ()
) -> Declared:
    """The dates on which the text says that it was updated, and from which it says that it holds; two of each at most.

    `region` is the language as the page tags it. Where day and month could be
    either, it goes by how the document writes its other dates, then by the region, then by the language: English
    puts the month first, unless the page says that it is British or the like; all others the day. `running` are the
    lines that run along the edges of a document's pages: a date counts there where its line says what it is, for
    browsers put the day of printing there.

    >>> from extract.clauses.markdown_in import clauses_of_markdown
    >>> declared_dates(clauses_of_markdown("Last updated: 3 March 2024. Effective from 1 April 2024.")[1], "en")
    Declared(updated=('2024-03-03',), effective=('2024-04-01',))
    """
    own = _days(_lines(clauses, title), language)
    if not any(kind in ("updated", "effective") for kind, _ in own):
        own += _days(_lines_between(clauses), language)
    beside = _days((_Line(line[:_LONGEST], "", "") for line in running if may_hold_days(line)), language)
    known = {day.iso for kind, day in own if kind}
    every = [*own, *((kind, day) for kind, day in beside if day.iso not in known)]
    updated, effective, bare, logged = (
        [day for kind, day in every if kind == one] for one in ("updated", "effective", "bare", "logged")
    )
    if not (updated or effective or bare) and len(logged) >= _LOG:
        updated = [max(logged, key=lambda day: day.iso)]
    chosen = [_distinct(days)[:2] for days in (updated or bare[:1], effective)]
    is_open = any(day.open for days in chosen for day in days)
    month_first = is_open and _month_first([day for _, day in every], language, region)
    first, from_then = (tuple(dict.fromkeys(_iso(day, month_first) for day in days)) for days in chosen)
    return Declared(updated=first, effective=from_then)


def _iso(day: Day, month_first: bool) -> str:
    return (day.turned() if month_first else day).iso


def _days(lines: Iterable[_Line], language: str) -> list[tuple[str, Day]]:
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
            found.append((_kind(text, day, done, line, language), day))
    return found


def _distinct(days: Iterable[Day]) -> list[Day]:
    return list({day.iso: day for day in reversed(list(days))}.values())[::-1]


def _lines(clauses: Sequence[Clause], title: str) -> Iterator[_Line]:
    if may_hold_days(title):
        yield _Line(title[:_LONGEST], "", "")
    count = len(clauses)
    texts = [clause.text for clause in clauses]
    chosen = range(count) if count <= _FIRST + _LAST else (*range(_FIRST), *range(count - _LAST, count))
    listed, last = False, -1
    for i in chosen:
        if not may_hold_days(texts[i]):
            continue
        above = texts[i - 1] if i else title
        if may_hold_days(above):
            listed, above = listed and last == i - 1, ""
        else:
            above = above if len(above) <= _ABOVE else ""
            listed = bool(_HELD_BACK.search(above))
        last = i
        place = "top" if i < _TITLE_LINES else "bottom" if i >= count - _LAST_LINES else ""
        yield _Line(texts[i][:_LONGEST], above, place, listed)


def _lines_between(clauses: Sequence[Clause]) -> Iterator[_Line]:
    """Short lines far from both ends, where one page holds several documents or a footer is longer than a policy."""
    for clause in clauses[_FIRST:-_LAST]:
        if len(clause.text) <= _PLAIN_DATE and may_hold_days(clause.text):
            yield _Line(clause.text, "", "")


def _kind(text: str, day: Day, done: int, line: _Line, language: str) -> str:
    """Of which kind a date is: "updated" or "effective"; "bare" for a last line that is nothing else, "logged" where a
    line begins with it and goes on, "" for one about something else.
    """
    if re.search(r"\w", text[: day.start]):
        held = line.place != "top" and _HELD_BACK.search(line.above)
        return "" if held else _inside(text, day, done, language)
    if line.listed:
        return ""
    rest = text[day.end :]
    if kind := _begins(rest, line, language):
        return kind
    return _inside(text, day, done, language) or ("logged" if _GOES_ON.match(rest) else "")


def _begins(rest: str, line: _Line, language: str) -> str:
    """Of which kind a date is that its line begins with, by the line above and by where it stands."""
    kind = _cued(line.above + " ", language, short=True)
    if kind and len(_LONG_WORD.findall(rest)) <= _BESIDE:
        return kind
    if _CHANGE_LOG.search(line.above) or (_NUMBERED.search(line.above) and not _LONG_WORD.search(rest)):
        return "updated"
    if line.place and not re.search(r"\w", _ASIDE.sub("", rest)):
        return "updated" if line.place == "top" else "bare"
    return ""


def _inside(text: str, day: Day, done: int, language: str) -> str:
    """Of which kind a date is by the words around it in its line."""
    before = text[max(0, done, day.start - _WIDTH) : day.start]
    after = text[day.end : day.end + _AFTER]
    short = len(text) <= _PLAIN_DATE
    if kind := _cued(before, language, short=short):
        lead = _SENTENCE_END.split(text[max(0, day.start - _WIDTH) : day.start])[-1]
        rest = _SENTENCE_END.split(after)[0]
        return kind if ":" in lead[-12:] or "：" in lead[-12:] or not _LAW.search(f"{lead} {rest}") else ""
    inside = re.match(r"\s*[(（\[–—|-]\s*([^()]{2,40})", after)
    return _cued(inside[1], language, short=False) if inside and short else ""


def _cued(before: str, language: str, *, short: bool) -> str:
    """Of which kind the nearest cue before a date is."""
    found = list(cue(language).finditer(before))
    if not found:
        return ""
    nearest = ([match for match in found if match.lastgroup != "short"] or found)[-1]
    gap = before[nearest.end() :]
    lead = _SENTENCE_END.split(before[: nearest.start()])[-1]
    around = lead[-_NEAR:] + nearest.group() + gap
    if len(gap) > _NEAR or _SENTENCE_END.search(gap.strip()) or _HELD_BACK.search(around):
        return ""
    if _LAW.search(gap if ":" in gap or "：" in gap else around):
        return ""
    if nearest.lastgroup == "short":
        alone = short and len(_LONG_WORD.findall(gap)) <= 2 and len(_LONG_WORD.findall(lead)) <= 4
        return "updated" if alone else ""
    return (nearest.lastgroup or "").removeprefix("joined_")


def _month_first(days: Sequence[Day], language: str, region: str) -> bool:
    """Whether a date such as 03/04/2024 means the fourth of March here."""
    shown = [day.order for day in days if day.order]
    if shown.count("mdy") != shown.count("dmy"):
        return shown.count("mdy") > shown.count("dmy")
    return language == "en" and not _NOT_AMERICAN.match(region)
