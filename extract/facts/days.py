"""Which days are written in a text, in any of the forms that policies use?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from extract.facts.months import COVERED, month_of


class Day(NamedTuple):
    """A day as it stands at text[start:end]. `day` is 0 where only the month is written.

    `order` tells how the writer puts days: "dmy", "mdy", or "" if this one does not show it. Of an `open` one,
    such as 03/04/2024, day and month could be the other way round; they are given as dmy.
    """

    start: int
    end: int
    year: int
    month: int
    day: int
    order: str = ""
    open: bool = False

    @property
    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def turned(self) -> Day:
        """The same with day and month the other way round, if it is open."""
        return self._replace(month=self.day, day=self.month) if self.open else self


_WORD = r"[^\W\d_][^\s\d,.;:()\[\]/|–—\"“”<>،-]{1,17}"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|\.?[ºª°]|\.|:e|-?[a-zа-я]{1,2}\b\.?)?"
_OF = r"(?:\s*[-/.,،]\s*|\s+)(?:(?:day\s)?(?:of|de|del|do)\s+|d['’])?"
_YEAR = r"(?:พ\.ศ\.\s?)?(?P<{}>\d{{4}})(?!\d)"
_IN_NUMBERS = re.compile(
    r"""
    (?<![\d./–-])(?P<y1>\d{4})\s?(?P<s1>[-./–])\s?(?P<m1>\d{1,2})\s?(?P=s1)\s?(?P<d1>\d{1,2})(?!\d|[./-]\d)
    | (?<!\d)(?P<y2>\d{4})\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월](?:\s?(?P<d2>\d{1,2})\s?[日일号號])?
    | (?<![\d./–-])(?P<a3>\d{1,2})\s?(?P<s3>[-./–])\s?(?P<b3>\d{1,2})\s?[-./–]\s?(?P<y3>\d{4}|\d\d)(?!\d|[./-]\d)
    | (?<![\d./–-])(?P<ya>\d{4})[-./](?P<ma>0[1-9]|1[0-2])(?![\d./-]*\d)
    | (?<![\d./–-])(?P<mb>0?[1-9]|1[0-2])\s?[-./]\s?(?P<yb>\d{4})(?!\d|[./-]\d)
    | (?<![\d./–-])(?P<yc>(?:19|20)\d\d)(?P<mc>0[1-9]|1[0-2])(?P<dc>0[1-9]|[12]\d|3[01])(?![\d./-]*\d)
    """,
    re.X,
)
_IN_WORDS = re.compile(
    rf"""
    (?=\d)(?<!\d)(?<!\d\.)(?:
        (?P<d9>\d{{1,2}})\stháng\s(?P<m9>\d{{1,2}}),?\snăm\s(?P<y9>\d{{4}})
      | (?P<y8>\d{{4}})\.?\s(?:gada\s)?(?P<d8>\d{{1,2}})\.?\s(?P<w8>{_WORD})
      | (?P<y6>\d{{4}})\.?\s(?:(?:gada|m\.|г\.)\s)?(?P<w6>{_WORD})\.?\s(?P<d6>\d{{1,2}})(?![\d:/])
      | (?P<d4>\d{{1,2}}){_ORDINAL}{_OF}(?P<w4>{_WORD})\.?{_OF}{_YEAR.format("y4")}
      )
    | (?<![^\W\d_])(?P<w5>{_WORD})\.?(?:
        [\s,-]{{0,2}}(?P<d5>\d{{1,2}}){_ORDINAL}[\s,،.-]{{1,3}}(?:of\s|de\s)?{_YEAR.format("y5")}
        | {_OF}{_YEAR.format("y7")}
      )
    """,
    re.X | re.I,
)
_BY_A_NUMBER = frozenset("./-–年년0123456789")
_TWO_DIGIT_YEAR = re.compile(r"\d(?<![\d./-]\d)(?:\d\.\d\d\.|\d?/\d{1,2}/|\d?-\d{1,2}-)\d\d(?![./:-]?\d)")
_BEFORE, _AFTER = 40, 20  # characters around a year in which its day stands
SHORT = 120  # characters of a line; a year of two digits is believed in a short one only
_OTHER_DIGITS = str.maketrans("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "0123456789" * 4)
_OTHER_DIGIT = re.compile("[０-９٠-٩۰-۹०-९]")
_SIGN = re.compile("[/.年٢۲२2-](?:(?<!2)|(?=5))")  # of short years, 25 of the Buddhist one, other scripts
_PLAIN = COVERED - {"ar", "hi"}  # languages without digits of their own
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_DAY = re.compile("[〇零○一二三四五六七八九十]{2,4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
_ERA = re.compile("(令和|平成|民國|民国)\\s?(元|\\d{1,3})\\s?年")
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
# "2 days 2019" and "now 2020" would be days counted from today, and a reading of the same bytes another one tomorrow.
_SETTINGS: dict[str, Any] = {
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 dateparser compares it with naive times
    "PREFER_DAY_OF_MONTH": "first",
    "REQUIRE_PARTS": ["month", "year"],
}


def in_plain_digits(text: str, language: str = "") -> str:
    """Days in Han numbers, Arabic, Indian or wide digits and in Eastern eras, written as 2024年3月1日."""
    if text.isascii() or language in _PLAIN:
        return text
    if _OTHER_DIGIT.search(text):
        text = text.translate(_OTHER_DIGITS)
    if "年" in text:
        text = _HAN_DAY.sub(lambda match: _plain_han(match.group()), text)
        text = _ERA.sub(lambda match: f"{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))}年", text)
    return text


def _plain_han(day: str) -> str:
    year, rest = day.split("年")
    numbers = re.sub("[一二三四五六七八九]?十[一二三四五六七八九]?", lambda tens: _tens(tens.group()), rest)
    return f"{year.translate(_HAN_DIGITS)}年{numbers.translate(_HAN_DIGITS)}"


def _tens(text: str) -> str:
    tens, _, ones = text.partition("十")
    return (tens or "一") + (ones or "〇")


def may_hold_days(text: str) -> bool:
    """A cheap question asked first: nearly no clause of a policy holds one."""
    return "20" in text or "19" in text or (len(text) < SHORT and may_hold_short_days(text))


def may_hold_short_days(text: str) -> bool:
    """The same of a short text without the first digits of a year."""
    if text.isascii():
        return "/" in text or text.count(".") > 1 or text.count("-") > 1
    return _SIGN.search(text) is not None


def written_days(text: str, language: str = "") -> Iterator[Day]:
    """The days in order. What cannot be a day (31/31/2020) or is none of a policy's (before 1990) is passed over.

    >>> [day.iso for day in written_days("From 3 May 2024 or 2024-06-01 on; see June 2020")]
    ['2024-05-03', '2024-06-01', '2020-06']
    """
    done = 0
    for place in _years(text, language):
        if place < done:
            continue
        if day := _day_at(text, place, done, language):
            done = day.end
            yield day
    if len(text) < SHORT and not done:
        for match in _TWO_DIGIT_YEAR.finditer(text):
            if day := _numeric(match, *(int(number) for number in re.findall(r"\d+", match.group()))):
                yield day


def _years(text: str, language: str) -> list[int]:
    """Where a year may begin."""
    centuries = ("20", "19", "25") if language == "th" else ("20", "19")
    places = []
    for century in centuries:
        at = text.find(century)
        while at >= 0:
            if text[at : at + 4].isdigit():
                places.append(at)
            at = text.find(century, at + 2)
    return sorted(places)


def _day_at(text: str, place: int, start: int, language: str) -> Day | None:
    """The day whose year begins at a place."""
    start = max(start, place - _BEFORE)
    beside = text[place + 4 : place + 6].strip() + text[max(0, place - 2) : place].strip()
    forms = (_IN_NUMBERS, _IN_WORDS) if not _BY_A_NUMBER.isdisjoint(beside) else (_IN_WORDS,)
    return next((day for form in forms if (day := _in_form(form, text, place, start, language))), None)


def _in_form(form: re.Pattern[str], text: str, place: int, start: int, language: str) -> Day | None:
    while match := form.search(text, start, place + _AFTER):
        if match.start() > place:
            return None
        if match.end() > place and (day := _day(match, language)):
            return day
        start = match.start() + 1
    return None


def _day(match: re.Match[str], language: str) -> Day | None:
    found = {name: value for name, value in match.groupdict().items() if value}
    form = next(name for name in found if name[0] == "y")[1]
    year = int(found["y" + form])
    year -= 543 if year > 2400 else 0
    if form == "3":
        return _numeric(match, int(found["a3"]), int(found["b3"]), year)
    day = int(found.get("d" + form, "0"))
    order = {"4": "dmy", "5": "mdy"}.get(form, "")
    if form in "129abc":
        return _checked(match, year, int(found["m" + form]), day, "")
    if month := month_of(found["w" + ("5" if form == "7" else form)], language):
        return _checked(match, year, month, day, order)
    return _unknown_month(match, language)


def _numeric(match: re.Match[str], first: int, second: int, year: int) -> Day | None:
    if year < 100:
        year += 2000 if year < 90 else 1900
    order = "dmy" if first > 12 else "mdy" if second > 12 else ""
    month, day = (first, second) if order == "mdy" else (second, first)
    found = _checked(match, year, month, day, order)
    return found._replace(open=not order and first != second) if found else None


def _checked(match: re.Match[str], year: int, month: int, day: int, order: str) -> Day | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return Day(match.start(), match.end(), year, month, day, order) if 1990 <= year < 2100 else None


def _unknown_month(match: re.Match[str], language: str) -> Day | None:
    """A month in a language that the table has not, asked of dateparser, which is slow to begin and to answer."""
    if not language or language in COVERED:
        return None
    import dateparser

    try:
        moment = dateparser.parse(match.group(), languages=[language], settings=_SETTINGS)
    except ValueError:  # a language that it does not know either
        return None
    day = 0 if not any(match[name] for name in match.groupdict() if name[0] == "d") else moment.day if moment else 0
    return _checked(match, moment.year, moment.month, day, "") if moment else None
