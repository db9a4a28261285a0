"""Which dates does a document itself declare?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.facts.cues import cue
from extract.facts.dated_lines import HELD_BACK, LONGEST, SHORT_LINE, Line, lines_at_the_ends, lines_between
from extract.facts.days import Day, in_plain_digits, may_hold_days, written_days
from model import Clause, Declared

_NEAR = 60  # characters between the cue and its date
_WIDTH = 100  # characters before a date in which its cue is looked for
_AFTER = 50
# A law has dates of its own: "the Act of 6 January 1978, last amended on", "loi n° 78-17 du".
_LAW = re.compile(
    r"(?i)(?<!\w)(?:acts?|laws?|regulations?|directives?|decree|statute|gdpr|ccpa|cpra|coppa|hipaa|lgpd|pipeda|parliament|commission\s+decision"
    r"|lois?|règlements?|décrets?|ordonnances?|arrêtés?|rgpd|délibération|réglementation|gesetz\w*|verordnung|richtlinie|dsgvo|bdsg|ley|reglamento"
    r"|decreto|lei|regulamento|legge|regolamento|wet|verordening|ustaw\w+|rozporządzeni\w+|zákon\w*|lag\w*|закон\w*|audit\w*)(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?。][”\"')]?\s+(?=[^\W\d_a-z])|[;。；]")
_SENTENCE = re.compile(r"[.!?。][”\"')]?$")
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
_BESIDE = 5  # longer words after a date whose cue stands in the line above
_NOT_AMERICAN = re.compile(r"(?i)en[-_](?!us\b|ca\b|ph\b|\w{3,})\w\w")


def declared_dates(
    clauses: Sequence[Clause], language: str, *, title: str = "", region: str = "", running: Sequence[str] = ()
) -> Declared:
    """The dates on which the text says that it was updated, and from which it says that it holds; two of each at most.

    `region` is the language as the page tags it. Where day and month could be either, it goes by how the document
    writes its other dates, then by the region, then by the language: English puts the month first, unless the page
    says that it is British or the like; all others the day. `running` are the lines that run along the edges of a
    document's pages: a date counts there where its line says what it is, for browsers put the day of printing there.

    >>> from extract.clauses.markdown_in import clauses_of_markdown
    >>> declared_dates(clauses_of_markdown("Last updated: 3 March 2024. Effective from 1 April 2024.")[1], "en")
    Declared(updated=('2024-03-03',), effective=('2024-04-01',))
    """
    every = _every(clauses, language, title, running)
    chosen = [_distinct(days)[:2] for days in _own(every)]
    is_open = any(day.open for days in chosen for day in days)
    month_first = is_open and _month_first([day for _, day in every], language, region)
    updated, effective = (tuple(dict.fromkeys(_iso(day, month_first) for day in days)) for days in chosen)
    return Declared(updated=updated, effective=effective)


def _every(clauses: Sequence[Clause], language: str, title: str, running: Sequence[str]) -> list[tuple[str, Day]]:
    """Every date that may be the document's, with its kind."""
    own = _days(lines_at_the_ends(clauses, title), language)
    if not any(kind in ("updated", "effective") for kind, _ in own):
        own += _days(lines_between(clauses), language)
    beside = _days((Line(line[:LONGEST], "", "") for line in running if may_hold_days(line)), language)
    known = {day.iso for kind, day in own if kind}
    return [*own, *((kind, day) for kind, day in beside if day.iso not in known)]


def _own(every: Sequence[tuple[str, Day]]) -> tuple[list[Day], list[Day]]:
    """Those of updates and those of coming into force; where no word tells, a last line that is nothing but a date, or
    the last entry of a log, is an update.
    """
    updated, effective, bare, logged = (
        [day for kind, day in every if kind == one] for one in ("updated", "effective", "bare", "logged")
    )
    if not (updated or effective or bare) and len(logged) >= _LOG:
        updated = [max(logged, key=lambda day: day.iso)]
    return updated or bare[:1], effective


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
            found.append((_kind(text, day, done, line, language), day))
    return found


def _distinct(days: Iterable[Day]) -> list[Day]:
    return list({day.iso: day for day in reversed(list(days))}.values())[::-1]


def _kind(text: str, day: Day, done: int, line: Line, language: str) -> str:
    """Of which kind a date is: "updated" or "effective"; "bare" for a last line that is nothing else, "logged" where a
    line begins with it and goes on, "" for one about something else.
    """
    if re.search(r"\w", text[: day.start]):
        held = line.place != "top" and not _SENTENCE.search(line.above) and HELD_BACK.search(line.above)
        return "" if held else _inside(text, day, done, language)
    if line.listed:
        return ""
    rest = text[day.end :]
    if kind := _begins(rest, line, language):
        return kind
    return _inside(text, day, done, language) or ("logged" if _GOES_ON.match(rest) else "")


def _begins(rest: str, line: Line, language: str) -> str:
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
    short = len(text) <= SHORT_LINE
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
    if len(gap) > _NEAR or _SENTENCE_END.search(gap.strip()) or HELD_BACK.search(around):
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
