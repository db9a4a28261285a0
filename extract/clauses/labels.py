"""What number does a block carry in its own text?"""

from __future__ import annotations

import re

from extract.one_line import HAN_NUMBERS
from extract.white_space import SHAPELESS, UNSEEN

_ROMAN = r"(?=[IVXLivxl])[IVXLivxl]{1,6}"
_NAMES = (
    *("Article", "Section", "Clause", "Part", "Annex", "Appendix", "Schedule", "Chapter", "Artikel", "Abschnitt"),
    *("Articolo", "Artículo", "Artigo", "Sección", "Seção", "ARTICLE", "SECTION", "PART", "CHAPTER", "ANNEX"),
    *("SCHEDULE", "APPENDIX", "Annexe", "Chapitre", "Kapitel", "Anlage", "Anhang", "Capítulo", "Cláusula"),
    *("Exhibit", "EXHIBIT", "Attachment", "ATTACHMENT", "Allegato", "Anexo", "Bijlage", "Bilaga", "Załącznik"),
)
_LABEL = re.compile(
    rf"""(?:
      (?P<sure>
        §{{1,2}}\s?\d{{1,3}}[a-z]?
      | (?:{"|".join(_NAMES)})\s(?:(?:\d{{1,3}}|[A-Z])(?:\.\d{{1,3}}){{0,4}}|\d{{1,3}}er|{_ROMAN})(?!\w|\.\d)
      | 第[{HAN_NUMBERS}百\d]{{1,5}}[条條章节節款部編编]
      | 제\s?\d{{1,3}}\s?[조장절]
      | (?:附[录錄件表]|別[紙表]|별[표지]|부록)\s?[{HAN_NUMBERS}\d]{{1,3}}(?=[\s:\uff1a])
      | [（(][{HAN_NUMBERS}]{{1,3}}[）)]
      | (?:[{HAN_NUMBERS}]{{1,3}}|\d{{1,3}})、
      | \d{{1,3}}(?:[.．]\d{{1,3}}){{0,5}}[.)．）\u2026](?!\d)
      | [(（](?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|{_ROMAN})[)）]
      | (?:[a-z]|[ivx]{{1,5}})\)
      )
    | (?P<letter>[A-Za-z]|{_ROMAN})[.)]
    | (?P<bare>\d{{1,2}}(?:\.\d{{1,3}}){{1,5}})
    )(?P<gap>[\s:\uff1a.)\u2013\u2014\u2026-]*)""",
    re.X,
)
_BARE_IN_HEADING = re.compile(r"(?P<bare>\d{1,2})(?P<gap>\s*[\u2013\u2014:-]?\s+)(?=[^\W\d_a-z])")
_UNSEEN = frozenset(UNSEEN)
_HEAD = 40  # characters, longer than any number
# What is counted behind a number: it says how much, then, and not which clause.
_COUNTED = re.compile(
    r"[%\u2030\u20ac$\u00a3\u00a5\u00b0]|(?i:per\s?cent|prozent|euros?|eur|usd|gbp|chf|dollars?|pounds?|cents?"
    r"|(?:m|b|tr)illions?|mi(?:llion|lliard)e?n?s?|mio|mrd|thousand|hundred"
    r"|(?:second|minute|hour|day|week|month|year)s?|(?:business|working|calendar)\sdays|uhr|[ap]m"
    r"|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|ans|ann\u00e9es?|heures?"
    r"|d\u00edas?|semanas?|mes(?:es)?|a\u00f1os?|dias?|anos?|giorni|mesi|anni|dagen|maanden|jaar)(?!\w)"
)
_may_begin = re.compile(
    rf"[\d(（§第제附別별부{HAN_NUMBERS}]|[A-Za-z]{{1,6}}+[.)]"
    rf"|(?=[{''.join(sorted({name[0] for name in _NAMES}))}])(?:{'|'.join(_NAMES)})\s"
).match


def label_and_text(text: str, heading: bool) -> tuple[str, str]:
    """The number a block was given in its own text, and the text without it.

    >>> label_and_text("2.1 What we collect", heading=True)
    ('2.1', 'What we collect')
    >>> label_and_text("30 days after that", heading=False)
    ('', '30 days after that')
    """
    if not text[:_HEAD].isascii() and SHAPELESS.search(text[:_HEAD]):
        return _unseen_aside(text, heading)
    if not text[:1].isdecimal() and not _may_begin(text):
        return "", text
    match = _LABEL.match(text)
    if match:
        if match.end() >= len(text) or not _is_one(match, text, heading):
            return "", text
    else:
        match = _BARE_IN_HEADING.match(text) if heading else None
        if not match:
            return "", text
    if (match["bare"] or text[match.end()].islower()) and _COUNTED.match(text, match.end()):
        return "", text
    return text[: match.start("gap")].rstrip(), text[match.end() :]


def _unseen_aside(text: str, heading: bool) -> tuple[str, str]:
    """The same where signs without a shape stand before the number, in it or behind it."""
    shown = SHAPELESS.sub("", text[:_HEAD]) + text[_HEAD:]
    label, rest = label_and_text(shown, heading) if shown else ("", "")
    if not label:
        return "", text
    seen = [place for place, char in enumerate(text[:_HEAD]) if char not in _UNSEEN]
    end, rest_at = (_place(seen, length, text, shown) for length in (len(label), len(shown) - len(rest)))
    return text[:end].rstrip(UNSEEN), text[rest_at:]


def _place(seen: list[int], length: int, text: str, shown: str) -> int:
    """Where so many characters that are seen end in the text."""
    return seen[length] if length < len(seen) else length + len(text) - len(shown)


def is_label(text: str) -> bool:
    """Whether a text is a number and nothing else: "Article 5", "§ 3"."""
    match = _LABEL.match(text) if _may_begin(text) else None
    return bool(match and match["sure"] and match.end() == len(text))


def _is_one(match: re.Match[str], text: str, heading: bool) -> bool:
    """Whether what is written like a number is the block's, by what follows it."""
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
    return following.isupper() and ((sure[0].isdigit() and sure[-1] in ".\u2026") or sure[-1] in ")）")


def _initials(match: re.Match[str], rest: str) -> bool:
    """Letters with dots that are names or words cut short, as in "A. B. Smith" and "z. B."."""
    return len(match["letter"]) == 1 and bool(re.match(r"[A-Z]\.", rest))
