"""What does one line say by itself: is it a heading, a date, a part of a typed list?

Shared by all that meet lines before they are clauses: those of pages, of PDFs and of Markdown.
"""

from __future__ import annotations

import re

from extract.white_space import UNSEEN

TITLE_WORDS = re.compile(
    r"(?i)privacy|terms|conditions|polic|cookie|agreement|notice|statement|legal|guidelines|imprint|"
    r"copyright|datenschutz|nutzung|impressum|"
    r"\bagb\b|confidentialit|mentions|privacidad|términos|termini|informativa|privacidade|termos|"
    r"voorwaarden|prywatno|regulamin|"
    r"隐私|协议|条款|规约|プライバシー|利用規約|개인정보|약관"
)
"""A heading with one of these names a policy, in the languages most pages come in."""

DATED = re.compile(
    r"(?i)\b(?:updat|effective|modif|revis|amend|version|stand|zuletzt|mise? à jour|en vigueur|"
    r"actuali|aggiorn|vigen|gültig|laatst|as of|date)"
)
"""What lines that date a document begin words with."""

_DATE_LINE = re.compile(
    r"(?i)(?:\W*(?:last |date of )*(?:updated?|effective|revised|modified)|"
    r"[^\W\d_]{0,4}(?:更新|生效|发布|版本|施行|改定|制定|시행))"
    r"[^.\u3002]{0,40}\d{4}[^.\u3002]{0,12}$"
)

HAN_NUMBERS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
"""The numbers from one to ten."""
NUMBER = re.compile(rf"[{UNSEEN}]?(?:\(?(?:\d{{1,3}}|[A-Za-z]|[IVXivx]{{1,5}})[.)]|\d{{1,2}}(?:\.\d{{1,3}})+[.)]?)\s")
"""A number before a text."""
COUNTED = re.compile(
    rf"(?:(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]|\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,2}})\)|[\u2022\u00b7])\s+|"
    rf"(?:[{HAN_NUMBERS}]{{1,3}}|\d{{1,2}})\u3001\s*|[\uff08(](?:[{HAN_NUMBERS}]{{1,3}}|\d{{1,2}})[\uff09)]\s*)(?=[^\W\d_a-z]|[\"\u201c])"
)
"""A number or a bullet before a text that begins as headings and sentences do."""
BULLET = re.compile(r"[\u2022\u2023\u25e6\u2043\u2219\u00b7\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\uf0b7]\s*\w")
LINE_START = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)\u3001]?\s|\(?[a-z\d]{1,2}[.)]|[\u2022\u00b7*-]\s|"
    r"[\uff08(][\u4e00-\u9fff\d]{1,2}[\uff09)])"
)
"""What begins a line of its own behind a whole sentence, though nothing else may be counted."""
_DASH = re.compile(r"[*\u2013\u2014-]\s")
_LEAD_IN_OF_HAN = 16
_NO_HEADING_END = ",;\uff0c\uff1b\u3001\u3002"


def heading_like(text: str) -> bool:
    """Whether a line in bold type alone reads as a heading: short, no sentence, no date line.

    What is numbered may be longer: "9. How we use algorithms (only for users of the paid service)".
    """
    words = text.count(" ")
    numbered = words * 15 > len(text) and NUMBER.match(text)  # a count of words says nothing of Chinese
    longest, most, most_of_sentence = (180, 28, 12) if numbered else (120, 16, 7)
    if len(text) > longest or words > most or not any(char.isalpha() for char in text):
        return False
    if text[-1] in _NO_HEADING_END or (text[-1] == "\uff1a" and ("\uff0c" in text or len(text) > _LEAD_IN_OF_HAN)):
        return False
    if text[-1] in ".!" and words > most_of_sentence and not _is_title_case(text):
        return False
    return not (re.search(r"\d{4}|\d/\d", text) and (DATED.search(text) or _DATE_LINE.match(text)))


def _is_title_case(text: str) -> bool:
    """Whether a line is written as titles are, such as "B. Data That We Collect From Your Devices"."""
    words = [word for word in text.split() if len(word) > 3]
    return not text.isupper() and sum([word[0].islower() for word in words]) * 5 <= len(words)


def is_date_line(text: str) -> bool:
    """Whether a line tells a date of the document, and nothing else."""
    return len(text) <= 60 and bool(_DATE_LINE.match(text))


def is_listed(line: str) -> bool:
    """Whether a line stands in a typed list."""
    return bool(NUMBER.match(line) or COUNTED.match(line) or BULLET.match(line) or _DASH.match(line))
