"""What number does a block carry in its own text, and where does that number stand among others?"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.runs import UNSEEN

_ROMAN = r"(?=[IVXLivxl])[IVXLivxl]{1,6}"
_NAMES = (
    *("Article", "Section", "Clause", "Part", "Annex", "Appendix", "Schedule", "Chapter", "Artikel", "Abschnitt"),
    *("Articolo", "Artículo", "Artigo", "Sección", "Seção", "ARTICLE", "SECTION", "PART", "CHAPTER", "ANNEX"),
    *("SCHEDULE", "APPENDIX", "Annexe", "Chapitre", "Kapitel", "Anlage", "Anhang", "Capítulo", "Cláusula"),
)
_HAN = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"""(?:
      (?P<sure>
        §{{1,2}}\s?\d{{1,3}}[a-z]?
      | (?:{"|".join(_NAMES)})\s(?:(?:\d{{1,3}}|[A-Z])(?:\.\d{{1,3}}){{0,4}}|\d{{1,3}}er|{_ROMAN})(?!\w|\.\d)
      | 第[{_HAN}百\d]{{1,5}}[条章节款部]
      | 제\s?\d{{1,3}}\s?[조장절]
      | [（(][{_HAN}]{{1,3}}[）)]
      | (?:[{_HAN}]{{1,3}}|\d{{1,3}})、
      | \d{{1,3}}(?:[.．]\d{{1,3}}){{0,5}}[.)．）](?!\d)
      | [(（](?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|{_ROMAN})[)）]
      | (?:[a-z]|[ivx]{{1,5}})\)
      )
    | (?P<letter>[A-Za-z]|{_ROMAN})[.)]
    | (?P<bare>\d{{1,2}}(?:\.\d{{1,3}}){{1,5}})
    )(?P<gap>[\s:.)\u2013\u2014-]*)""",
    re.X,
)
_BARE_IN_HEADING = re.compile(r"(?P<bare>\d{1,2})(?P<gap>\s*[\u2013\u2014:-]?\s+)(?=[^\W\d_a-z])")
_may_begin = re.compile(
    rf"[\d(（§第제{_HAN}]|[A-Za-z]{{1,6}}+[.)]"
    rf"|(?=[{''.join(sorted({name[0] for name in _NAMES}))}])(?:{'|'.join(_NAMES)})\s"
).match


def label_and_text(text: str, heading: bool) -> tuple[str, str]:
    """The number a block was given in its own text, and the text without it.

    >>> label_and_text("2.1 What we collect", heading=True)
    ('2.1', 'What we collect')
    >>> label_and_text("30 days after that", heading=False)
    ('', '30 days after that')
    """
    if text[:1] in UNSEEN:
        shown = text.lstrip(UNSEEN)
        label, rest = label_and_text(shown, heading) if shown else ("", "")
        return (text[: len(text) - len(shown)] + label, rest) if label else ("", text)
    if not _may_begin(text):
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
    sure = match["sure"]
    if sure:
        # "3.) ", "Article 5 - Data", "1.Data", but neither "1.)5" nor "Section 5 of this policy"
        stuck = following.isupper() and sure[0].isdigit() and sure[-1] == "."
        spaced = bool(match["gap"]) or stuck or not following.isascii()
        return spaced and (heading or not following.islower() or not sure[0].isalpha() or sure[-1] in ")）")
    if match["letter"]:
        rest = text[match.end() : match.end() + 3]
        return match["gap"].startswith(" ") and (heading or following.isupper()) and not _initials(match, rest)
    return heading or following.isupper() or following in "\"'\u201c\u201e\u00ab" or not following.isascii()


def _initials(match: re.Match[str], rest: str) -> bool:
    """Letters with dots that are names or words cut short, as in "A. B. Smith" and "z. B."."""
    return len(match["letter"]) == 1 and bool(re.match(r"[A-Z]\.", rest))


class Number(NamedTuple):
    """A label as a place in an order: how it is written, and its parts as numbers."""

    style: str
    parts: tuple[int, ...]


_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_of(label: str) -> Number | None:
    """How a label counts; None where nothing says so.

    >>> number_of("2.1"), number_of("(b)").parts, number_of("Article 5").style
    (Number(style='1', parts=(2, 1)), (2,), 'article 1')
    """
    label = label.lstrip(UNSEEN)
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


def _roman(letters: str) -> int:
    total, last = 0, 0
    for letter in reversed(letters):
        value = _ROMAN_VALUE[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total
