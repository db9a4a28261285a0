"""What number does a block carry in its own text, and where does that number stand among others?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.runs import UNSEEN

_ROMAN = r"(?=[IVXLivxl])[IVXLivxl]{1,6}"
_NAMES = (
    *("Article", "Section", "Clause", "Part", "Annex", "Appendix", "Schedule", "Chapter", "Artikel", "Abschnitt"),
    *("Articolo", "Artículo", "Artigo", "Sección", "Seção", "ARTICLE", "SECTION", "PART", "CHAPTER", "ANNEX"),
    *("SCHEDULE", "APPENDIX", "Annexe", "Chapitre", "Kapitel", "Anlage", "Anhang", "Capítulo", "Cláusula"),
    *("Exhibit", "EXHIBIT", "Attachment", "ATTACHMENT", "Allegato", "Anexo", "Bijlage", "Bilaga", "Załącznik"),
)
_HAN = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"""(?:
      (?P<sure>
        §{{1,2}}\s?\d{{1,3}}[a-z]?
      | (?:{"|".join(_NAMES)})\s(?:(?:\d{{1,3}}|[A-Z])(?:\.\d{{1,3}}){{0,4}}|\d{{1,3}}er|{_ROMAN})(?!\w|\.\d)
      | 第[{_HAN}百\d]{{1,5}}[条條章节節款部編编]
      | 제\s?\d{{1,3}}\s?[조장절]
      | (?:附[录錄件表]|別[紙表]|별[표지]|부록)\s?[{_HAN}\d]{{1,3}}(?=[\s:\uff1a])
      | [（(][{_HAN}]{{1,3}}[）)]
      | (?:[{_HAN}]{{1,3}}|\d{{1,3}})、
      | \d{{1,3}}(?:[.．]\d{{1,3}}){{0,5}}[.)．）](?!\d)
      | [(（](?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|{_ROMAN})[)）]
      | (?:[a-z]|[ivx]{{1,5}})\)
      )
    | (?P<letter>[A-Za-z]|{_ROMAN})[.)]
    | (?P<bare>\d{{1,2}}(?:\.\d{{1,3}}){{1,5}})
    )(?P<gap>[\s:\uff1a.)\u2013\u2014-]*)""",
    re.X,
)
_BARE_IN_HEADING = re.compile(r"(?P<bare>\d{1,2})(?P<gap>\s*[\u2013\u2014:-]?\s+)(?=[^\W\d_a-z])")
_UNSEEN = frozenset(UNSEEN)
_may_begin = re.compile(
    rf"[\d(（§第제附別별부{_HAN}]|[A-Za-z]{{1,6}}+[.)]"
    rf"|(?=[{''.join(sorted({name[0] for name in _NAMES}))}])(?:{'|'.join(_NAMES)})\s"
).match


def label_and_text(text: str, heading: bool) -> tuple[str, str]:
    """The number a block was given in its own text, and the text without it.

    >>> label_and_text("2.1 What we collect", heading=True)
    ('2.1', 'What we collect')
    >>> label_and_text("30 days after that", heading=False)
    ('', '30 days after that')
    """
    if text[:1] in _UNSEEN:
        shown = text.lstrip(UNSEEN)
        label, rest = label_and_text(shown, heading) if shown else ("", "")
        return (text[: len(text) - len(shown)] + label, rest) if label else ("", text)
    if not text[:1].isdecimal() and not _may_begin(text):
        return "", text
    match = _LABEL.match(text)
    if match:
        if match.end() >= len(text) or not _is_label(match, text, heading):
            return "", text
    else:
        match = _BARE_IN_HEADING.match(text) if heading else None
        if not match:
            return "", text
    return text[: match.start("gap")].rstrip(), text[match.end() :]


def is_label(text: str) -> bool:
    """Whether a text is a number and nothing else: "Article 5", "§ 3"."""
    match = _LABEL.match(text) if _may_begin(text) else None
    return bool(match and match["sure"] and match.end() == len(text))


def _is_label(match: re.Match[str], text: str, heading: bool) -> bool:
    following = text[match.end()]
    sure, letter, _, gap = match.groups()
    if sure:
        # "3.) ", "Article 5 - Data", "1.Data", "(a)Data", but neither "1.)5" nor "Section 5 of this policy"
        spaced = gap or not following.isascii() or _is_stuck(sure, following)
        return bool(spaced) and (heading or not following.islower() or not sure[0].isalpha() or sure[-1] in ")）")
    if letter:
        rest = text[match.end() : match.end() + 3]
        return gap.startswith(" ") and (heading or following.isupper()) and not _initials(match, rest)
    return heading or following.isupper() or following in "\"'\u201c\u201e\u00ab" or not following.isascii()


def _is_stuck(sure: str, following: str) -> bool:
    return following.isupper() and ((sure[0].isdigit() and sure[-1] == ".") or sure[-1] in ")）")


def _initials(match: re.Match[str], rest: str) -> bool:
    """Letters with dots that are names or words cut short, as in "A. B. Smith" and "z. B."."""
    return len(match["letter"]) == 1 and bool(re.match(r"[A-Z]\.", rest))


class Number(NamedTuple):
    """A label as a place in an order: how it is written, and its parts as numbers."""

    style: str
    parts: tuple[int, ...]

    def next(self) -> Number:
        """The number that follows in the same count."""
        return Number(self.style, (*self.parts[:-1], self.parts[-1] + 1))


_DIGITS = re.compile(r"\d+")
_EASTERN = re.compile(rf"(?P<kind>第|제|[附別별부]\w)?\s?(?P<count>[{_HAN}百]+|\d+)\s?(?P<unit>[^\W\d_])?")
_ANNEXES = frozenset(
    (
        *("annex", "annexe", "appendix", "schedule", "exhibit", "attachment", "anlage", "anhang", "allegato", "anexo"),
        *("bijlage", "bilaga", "załącznik", "附录", "附錄", "附件", "附表", "別紙", "別表", "별표", "별지", "부록"),
    )
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_KNOWN = 16  # characters; the same few numbers stand on every page
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_of(label: str) -> Number | None:
    """How a label counts; None where nothing says so.

    >>> number_of("2.1"), number_of("(b)").parts, number_of("Article 5").style
    (Number(style='1', parts=(2, 1)), (2,), 'article 1')
    """
    return _known(label) if len(label) <= _LONGEST_KNOWN else _number_of(label)


@lru_cache(2000)
def _known(label: str) -> Number | None:
    return _number_of(label)


def _number_of(label: str) -> Number | None:
    label = label.lstrip(UNSEEN)
    eastern = _EASTERN.match(label.lstrip("(（")) if label[-1:] > "\x7f" or label[:1] > "\u1000" else None
    if eastern and (eastern["kind"] or not eastern["count"].isdecimal()):
        return _eastern(eastern, "(" if label[0] in "(（" else "")
    word = _WORD.match(label)
    style = f"{word.group().lower()} " if word else "(" if label[:1] in ("(", "（") else "§" if label[:1] == "§" else ""
    rest = label[word.end() :] if word else label
    parts = tuple([int(part) for part in _DIGITS.findall(rest)])
    if parts:
        return Number(f"{style}1", parts)
    letters = rest.strip(" .):(（）")
    if letters and set(letters.lower()) <= {"i", "v", "x"}:
        return Number(f"{style}{'I' if letters.isupper() else 'i'}", (_roman(letters.lower()),))
    if len(letters) == 1 and letters.isascii() and letters.isalpha():
        return Number(f"{style}{'A' if letters.isupper() else 'a'}", (ord(letters.lower()) - 96,))
    return None


def is_annex(number: Number | None) -> bool:
    """Whether a label names an annex, a schedule and the like: a document of its own behind the text.

    >>> is_annex(number_of("Schedule 2")), is_annex(number_of("Section 2"))
    (True, False)
    """
    return number is not None and number.style.partition(" ")[0] in _ANNEXES


def _eastern(match: re.Match[str], bracket: str) -> Number:
    count = match["count"]
    parts = (int(count) if count.isdecimal() else _han(count),)
    kind = f"{match['kind']}{match['unit'] or ''} " if match["kind"] else ""
    return Number(f"{bracket}{kind}1" if kind else f"{bracket}一", parts)


def _han(count: str) -> int:
    """Numbers below a thousand as they are written out.

    >>> _han("七"), _han("十二"), _han("二十"), _han("百三")
    (7, 12, 20, 103)
    """
    total = digit = 0
    for sign in count:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _HAN.index(sign) + 1
    return total + digit


def _roman(letters: str) -> int:
    total, last = 0, 0
    for letter in reversed(letters):
        value = _ROMAN_VALUE[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total
