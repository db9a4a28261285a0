"""Which dates does a document itself declare?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import dateparser

from model import Clause

_UPDATED = (
    r"last\s+(?:updated?|modified|revised|changed|amended|reviewed|edited)|updated|revised|modified|"
    r"amended|revision|date of last|"
    r"stand|zuletzt\s+(?:aktualisiert|geändert|bearbeitet)|letzte\s+(?:aktualisierung|änderung)|aktualisiert|"
    r"dernière\s+(?:mise\s+à\s+jour|modification|actualisation|version)|mise?s?\s+à\s+jour|"
    r"última\s+(?:actualización|modificación|revisión|atualização|modificação|alteração)|"
    r"actualizad[oa]|atualizad[oa]|"
    r"ultim[oa]\s+(?:aggiornamento|modifica|revisione)|aggiornat[oa]|laatst\s+(?:bijgewerkt|"
    r"gewijzigd|aangepast|herzien)|bijgewerkt|"
    r"ostatnia\s+aktualizacja|更新"
)
_EFFECTIVE = (
    r"effective|in\s+force|in\s+effect|takes?\s+effect|valid\s+(?:from|as\s+of)|as\s+of|"
    r"gültig\s+(?:ab|seit)|in\s+kraft|wirksam\s+ab|"
    r"en\s+vigueur|date\s+d[’']effet|en\s+vigor|vigente|vigencia|em\s+vigor|vigência|in\s+vigore|"
    r"validità|geldig\s+(?:vanaf|per)|van\s+kracht|ingangsdatum|生效"
)
_CUE = re.compile(rf"(?i)(?<!\w)(?:(?P<updated>{_UPDATED})|(?P<effective>{_EFFECTIVE}))")
_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = re.compile(
    rf"(?<![\d.])(?:(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})|"
    rf"(?P<cjk>\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}})|"
    rf"(?P<slashed>\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{2,4}}|\d{{4}}[./]\d{{1,2}}[./]\d{{1,2}})"
    rf"|(?P<worded>\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+|"
    rf"del\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|{_MONTH}\s+\d{{4}}))(?!\d)"
)
_DATED = re.compile(r"\d{4}|\d\s?[./-]\s?\d")  # without it a text holds no date
# "2 days 2019" and "now 2020" would be dates counted from today, and a reading of the same bytes another one tomorrow.
_SETTINGS: dict[str, Any] = {
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 dateparser compares it with naive times
    "PREFER_DAY_OF_MONTH": "first",
    "REQUIRE_PARTS": ["month", "year"],
}
_NEAR = 60  # characters between the cue and its date
_FIRST, _LAST = 80, 30  # clauses looked at, from the beginning and the end


def declared_dates(clauses: tuple[Clause, ...], language: str) -> tuple[str, ...]:
    """ISO dates that the text says it was updated on, then those it says it is effective from."""
    updated: list[str] = []
    effective: list[str] = []
    for text in _candidates(clauses):
        for cue in _CUE.finditer(text):
            date = _DATE.search(text, cue.end(), cue.end() + _NEAR + 30)
            if date is None or date.start() - cue.end() > _NEAR:
                continue
            iso = _iso(date, language)
            found = updated if cue["updated"] else effective
            if iso and iso not in found:
                found.append(iso)
    return tuple(dict.fromkeys((*updated[:2], *effective[:2])))


def _candidates(clauses: tuple[Clause, ...]) -> Iterable[str]:
    chosen = clauses if len(clauses) <= _FIRST + _LAST else (*clauses[:_FIRST], *clauses[-_LAST:])
    return (clause.text[:1000] for clause in chosen if _DATED.search(clause.text, 0, 1000))


def _iso(match: re.Match[str], language: str) -> str:
    text = match.group()
    if match["iso"] or match["cjk"]:
        return _checked(*(int(number) for number in re.findall(r"\d+", text)))
    if match["slashed"]:
        return _numeric([int(number) for number in re.findall(r"\d+", text)], "/" in text and language == "en")
    languages = [language, "en"] if language not in ("", "en") else ["en"]
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th|er|º)\b", "", text)
    try:
        moment = dateparser.parse(text, languages=languages, settings=_SETTINGS)
    except ValueError:  # a language it does not know
        return ""
    return moment.date().isoformat() if moment and 1990 <= moment.year <= 2100 else ""


def _numeric(numbers: list[int], month_first: bool) -> str:
    if numbers[0] > 31:
        return _checked(*numbers)
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    if (month_first and first <= 12) or second > 12:
        return _checked(year, first, second)
    return _checked(year, second, first)


def _checked(year: int, month: int, day: int) -> str:
    try:
        return datetime(year, month, day, tzinfo=UTC).date().isoformat() if 1990 <= year <= 2100 else ""
    except ValueError:
        return ""
