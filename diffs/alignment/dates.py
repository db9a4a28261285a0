"""Does a line only say when its text was written, and is that all that changed?

A date in the body of a clause is a matter of substance.  One that says from when on a text is the one that
holds is not: "Last updated 3 May 2019", "© 2019", a date and nothing else.
"""

from __future__ import annotations

import re

from diffs.lexicon import AMOUNT_SIGNS

# Where a month stands with a year alone, it is named in full or as English cuts it: "set" could begin any word.
_MONTH = (
    r"(?:jan(?:uary|uar|uari|vier)?|feb(?:ruary|ruar|ruari)?|f[ée]v(?:rier)?|mar(?:ch|s)?|m[äa]rz|maart|apr(?:il)?|avril"
    r"|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust|ustus)?|ao[uû]t|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?"
    r"|nov(?:ember|embre)?|de[cz](?:ember)?|d[ée]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre"
    r"|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro"
    r"|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
# Between a day and a year the beginning of a name is enough; of scripts that diffs cannot spell, any word.
_BEGUN = (
    r"(?:(?:jan|ene|gen|feb|f[ée]v|m[aäá]r|mrz|[aá]pr|avr|abr|maj|mai|may|maggio|mei|máj|j[uú][nl]|jui|giu|lug|aug|ago|ao[uû]"
    r"|sep|set|o[ckt]t|out|nov|de[czs]|déc|dic|stycz|lut|kwie|czerw|lipca|sierp|wrze|paździ|listop|grud|únor|břez|dub|květ"
    r"|červ|srp|září|říj|prosin|tammi|helmi|maalis|huhti|touko|kesä|heinä|elok|syys|loka|marras|joulu|ocak|şubat|nisan"
    r"|hazir|temm|ağus|eyl|eki|kası|aral|янв|фев|мар|апр|ма[йя]|ию[нл]|авг|сен|окт|ноя|дек|січ|лют|бер|квіт|трав|черв"
    r"|лип|серп|вер|жов|лист|груд|ιαν|φεβ|μ[αά]ρ|απρ|μα[ιΐ]|μάι|ιο[υύ]|αυγ|σεπ|οκτ|νο[εέ]|δεκ)[^\W\d_]{0,10}"
    r"|[\u0590-\u0e7f]{2,12})"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_OF = r"(?:of\s+|de\s+|den\s+|d['’]\s?)?"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s(?:utc|gmt|[cew]?es?t|p[sd]t))?"
_DATE = re.compile(
    rf"(?:(?<!\w){_CLOCK},?\s+)?"
    rf"(?:{_YEAR}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?|{_YEAR}\s?년\s?\d{{1,2}}\s?월(?:\s?\d{{1,2}}\s?일)?"
    rf"|(?<!\w)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:{_MONTH}\.?\s+{_DAY}\s*,?\s+{_YEAR}|{_DAY}\s+{_OF}{_BEGUN}\.?,?\s+{_OF}{_YEAR}"
    rf"|{_YEAR}\.\s{_BEGUN}\s{_DAY}|{_MONTH}\.?,?\s+{_OF}{_YEAR}"
    rf"|{_YEAR}[-/.]\s?\d{{1,2}}[-/.]\s?\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_YEAR}|\d\d))(?!\w))"
    rf"(?:,?\s+(?:at\s+)?{_CLOCK}(?!\w))?"
)
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)\s*(?:{_YEAR}\s*[-–]\s*)?{_YEAR}")
# What announces the date of a text. Unanchored: "Änderungsdatum", "Neufassung", "republished".
_CUE = re.compile(
    r"updat|revis|effective|in force|into force|modif|amend|review|version|(?<!\w)last(?!\w)|dat(?:e[ds]?|um|o)(?!\w)"
    r"|issued|formulated|posted|published|adopted|enacted|valid (?:since|from|as of)|appl(?:y|ies) from|vigueur"
    r"|mise? [àa] jour|stand(?!\w)|gültig|fassung|geändert|vigor|vigente|vigenza|a[ck]t?uali[sz]|aggiorna|bijgewerkt"
    r"|gewijzigd|geldig|obowiązuj|opp?dater|uppdater|güncelle|обновл|редакци|更新|修订|修訂|生效|改定|改訂|개정|시행"
)
_CUE_BEHIND = re.compile(
    r"\W{0,3}(?:version|edition|revision|update|fassung)|起?(?:更新|修订|修訂|生效|改定|改訂|施行)"
)
# An entry of a list of changes: the day, and what was done to the text on it.
_ENTRY = re.compile(
    r"\W{0,3}[:\u2013\u2014-]\W{0,3}(?=\w)(?=.{0,300}?(?<!\w)(?:remov|insert|add(?:ed|s)|delet|clarif|updat|revis|amend))"
)
# What says that something begins, ends or is due on a day: a matter of substance. "(effective until 3 May 2019)" behind
# a title says of the text itself how long it holds.
_TERM = re.compile(
    r"(?<!\w)(?:(?<![(\[]effective )until|till|by\s*$"
    r"|(?<!effective )before|after|ends|ending|end (?:date|of)|expir\w+|deadline|due"
    r"|no later|last (?:day|chance|payment)|bis|vor|frist|fällig|ablauf|jusqu\w*|avant|échéance|limite|límite|hasta"
    r"|antes|vence|entro|scad\w+)(?!\w)[^,;.]*$"
)
_TERM_BEHIND = re.compile(r"\s?(?:之?前|以前|まで|까지|이전)")
_AMOUNT = re.compile(f"[{AMOUNT_SIGNS}]")
# What says right before a date that it is the text's own.
_OWN_CUE = re.compile(
    r"(?:(?<!\w)last(?!\w)|updat|effective|(?:in|into|to?ok) (?:force|effect)|version|dernière|mise? à jour|vigueur"
    r"|(?<!\w)stand(?!\w)|fassung|gültig ab|in kraft|actualiza|vigor|aggiorna)[^.;!?]*$"
)
_BESIDE = 40  # characters
_LINE = 40  # words: longer clauses are no date lines
_NEAR = 60  # characters
_BARE = 3  # other words beside a date that needs no word to say what it is
_LONGEST = 60 * _LINE
_YEAR_OR_NUMBERS = re.compile(rf"{_YEAR}|\d[-/.]\d{{1,2}}[-/.]\d\d")  # what no date is without
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\ud7af]|\w+?(?=[\u0e00-\u0e7f\u3040-\ud7af]|\b)")
_NOT_WORDS = re.compile(r"\W+")


def is_date_change(before: str, after: str) -> bool:
    """Whether two texts are date lines that differ in their dates alone."""
    frame = date_frame(before)
    return frame is not None and frame == date_frame(after)


def own_dates(text: str) -> list[str]:
    """Dates of which the words right before say that they are the text's own, in sentences of any length.

    >>> own_dates("These rules were last changed on 3 May 2019; boats built before 1 May 1960 are old.")
    ['3 may 2019']
    """
    folded = text[:_LONGEST].lower() if _YEAR_OR_NUMBERS.search(text) else ""
    return [date.group() for date in _DATE.finditer(folded) if _is_near_cue(date)]


def _is_near_cue(date: re.Match[str]) -> bool:
    start = date.start()
    near = date.string[max(0, start - _BESIDE) : start]
    return bool(_OWN_CUE.search(near)) and not _TERM.search(near)


def date_frame(text: str) -> str | None:
    """What a date line says besides the dates of its text; None when the text is no date line.

    Other dates stay as they are: "Updated 3 May 2019, for guests who came after 1 May 2018".
    """
    if len(text) > _LONGEST or text.count(" ") >= _LINE or not _YEAR_OR_NUMBERS.search(text) or _AMOUNT.search(text):
        return None
    folded = text.lower()  # casefolding takes letters apart: "\u0390"
    undated = _undated(folded)
    return None if undated == folded else _NOT_WORDS.sub(" ", undated).strip()


def _undated(text: str) -> str:
    rest = _DATE.sub(" ", text)
    bare = rest != text and len(_WORD.findall(rest)) <= _BARE
    text = _COPYRIGHT.sub(" copyright 0 ", text)
    return _DATE.sub(lambda date: " 0 " if _is_own(date, bare) else date.group(), text)


def _is_own(date: re.Match[str], bare: bool) -> bool:
    """Whether a date is that of the text in which it stands."""
    text, start, end = date.string, *date.span()
    if _TERM.search(text, max(0, start - _NEAR), start) or _TERM_BEHIND.match(text, end):
        return False
    if bare or _CUE.search(text, 0, start) or _CUE_BEHIND.match(text, end):
        return True
    return not text[:start].strip("*_-• ") and bool(_ENTRY.match(text, end))
