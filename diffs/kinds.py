"""How do two forms of one clause differ?"""

from __future__ import annotations

import re

from model import Block, ChangeKind, Clause

_MONTHS = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s)?|m[äa]rz|apr(?:il)?|avril|may|mai|june?|juni|juin|"
    r"july?|juli|juillet|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|"
    r"d[ée]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
DATE = re.compile(
    rf"(?<!\w)(?:(?:{_MONTHS})\.?\s+{_DAY}\s*,?\s+{_YEAR}|{_DAY}\s+(?:of\s+|de\s+)?(?:{_MONTHS})\.?,?\s+(?:de\s+)?{_YEAR}"
    rf"|(?:{_MONTHS})\.?,?\s+(?:de\s+)?{_YEAR}|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_YEAR}|\d\d)"
    rf"|{_YEAR}年\s*\d{{1,2}}月\s*\d{{1,2}}日)(?!\w)"
)
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)\s*(?:{_YEAR}\s*[-–]\s*)?{_YEAR}")
_DATE_WORD = re.compile(
    r"updat|revis|effective|in force|modif|version|last|dated?\b|issued|valid since|formulated|posted|published"
    r"|adopted|enacted|en vigueur|mise [àa] jour|stand\b|gültig|fassung|actualiza|vigor"
)
_OWN_NUMBER = re.compile(
    r"(?:(?:section|article|part|clause|chapter|artikel|abschnitt|kapitel|art)\.?\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3}){1,4}[.):]?(?!\w)"
    r"|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.):]\)?(?!\d)|\(\w{1,4}\)|§\s*\d{1,3})\s*"
)
_LINE = 40  # words: longer clauses are no date lines
_SHORT_LINE = 20
_BARE = 3  # other words beside a date that needs no word to say what it is
_LONGEST = 60 * _LINE
_DIGIT = re.compile(r"\d")
_NOT_WORDS = re.compile(r"\W+")


def kinds(before: Clause, after: Clause) -> tuple[ChangeKind, ...]:
    """Kinds of a clause that stayed one clause, place aside; empty when it is unchanged."""
    if before.words == after.words:
        return _quiet(before, after)
    if _same_but_number(before, after):
        return (ChangeKind.RENUMBERED,)
    if is_date_change(before.text, after.text):
        return (ChangeKind.DATE,)
    if before.block is after.block is Block.HEADING:
        return (ChangeKind.HEADING_RENAMED,)
    return (ChangeKind.MODIFIED,)


def _quiet(before: Clause, after: Clause) -> tuple[ChangeKind, ...]:
    found = []
    if _number(before.label) != _number(after.label):
        found.append(ChangeKind.RENUMBERED)
    elif _looks(before) != _looks(after):
        found.append(ChangeKind.TYPOGRAPHIC)
    if [link.target for link in before.links] != [link.target for link in after.links]:
        found.append(ChangeKind.LINK_TARGET)
    return tuple(found)


def _number(label: str) -> str:
    return _NOT_WORDS.sub(" ", label.casefold()).strip()


def _same_but_number(before: Clause, after: Clause) -> bool:
    """Whether nothing but the number at the beginning differs, wherever a page's markup has put it."""
    old, new = (_OWN_NUMBER.match(f"{clause.label} {clause.text}".strip().casefold()) for clause in (before, after))
    if not (old and new) or _number(old.group()) == _number(new.group()):
        return False
    return _number(old.string[old.end() :]) == _number(new.string[new.end() :]) != ""


def _looks(clause: Clause) -> tuple[str, str, Block, int]:
    return clause.text, clause.label, clause.block, clause.level


def is_date_change(before: str, after: str) -> bool:
    """Whether two texts are date lines ("Last updated ...", a copyright year) that differ in dates alone."""
    frame = date_frame(before)
    return frame is not None and frame == date_frame(after)


def date_frame(text: str) -> str | None:
    """What a date line says besides its dates; None when the text is no date line.

    A date in the body of a clause is a matter of substance; only short lines that speak of updates,
    versions or effect, and nearly bare dates, count.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    folded = text.casefold()
    return _undated(folded) if _is_date_line(folded) else None


def _undated(text: str) -> str:
    return _NOT_WORDS.sub(" ", DATE.sub(" 0 ", _COPYRIGHT.sub(" copyright 0 ", text))).strip()


def _is_date_line(text: str) -> bool:
    words = len(text.split())
    if words > _LINE:
        return False
    if _COPYRIGHT.search(text):
        return True
    date = DATE.search(text)
    if not date:
        return False
    rest = _NOT_WORDS.sub(" ", DATE.sub(" ", text)).split()
    return len(rest) <= _BARE or bool(_DATE_WORD.search(text if words <= _SHORT_LINE else text[: date.start()] or text))
