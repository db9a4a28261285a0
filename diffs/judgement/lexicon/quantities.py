"""Which amounts, shares, periods and ages does a text name, in figures or in words?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from diffs.lexicon import AMOUNT_SIGNS

_COUNTED = {
    1: "one|ein|eine|einen|einem|einer|eines|un|une|uno|una|um|uma|een|jeden|jednego|jedan|jednu",
    2: "two|zwei|deux|due|dos|dois|duas|twee|dwa|dwóch|dvije",
    3: "three|drei|trois|tre|tres|três|drie|trzy|trzech|tri",
    4: "four|vier|quatre|quattro|cuatro|quatro|cztery|czterech|četiri",
    5: "five|fünf|cinq|cinque|cinco|vijf|pięć|pięciu|pet",
    6: "six|sechs|sei|seis|zes|sześć|sześciu|šest",
    7: "seven|sieben|sept|sette|siete|sete|zeven|siedem|siedmiu|sedam",
    8: "eight|acht|huit|otto|ocho|oito|osiem|ośmiu|osam",
    9: "nine|neun|neuf|nove|nueve|negen|dziewięć|dziewięciu|devet",
    10: "ten|zehn|dix|dieci|diez|dez|tien|dziesięć|dziesięciu|deset",
    12: "twelve|zwölf|douze|dodici|doce|doze|twaalf|dwanaście|dwunastu|dvanaest",
    13: "thirteen|dreizehn|treize|tredici|trece|treze|dertien|trzynaście|trzynastu|trinaest",
    14: "fourteen|vierzehn|quatorze|quattordici|catorce|veertien|czternaście|czternastu|četrnaest",
    15: "fifteen|fünfzehn|quinze|quindici|quince|vijftien|piętnaście|piętnastu|petnaest",
    16: "sixteen|sechzehn|seize|sedici|dieciséis|dezesseis|zestien|szesnaście|szesnastu|šesnaest",
    18: "eighteen|achtzehn|dix-huit|diciotto|dieciocho|dezoito|achttien|osiemnaście|osiemnastu|osamnaest",
    20: "twenty|zwanzig|vingt|venti|veinte|vinte|twintig|dwadzieścia|dwudziestu|dvadeset",
    21: "twenty-one|einundzwanzig",
    24: "twenty-four|vierundzwanzig|vingt-quatre|ventiquattro|veinticuatro",
    30: "thirty|dreissig|trente|trenta|treinta|trinta|dertig|trzydzieści|trzydziestu|trideset",
    36: "thirty-six|sechsunddreissig|trente-six|trentasei",
    45: "forty-five",
    60: "sixty|sechzig|soixante|sessanta|sesenta|sessenta|zestig|sześćdziesiąt|sześćdziesięciu|šezdeset",
    90: "ninety|neunzig|quatre-vingt-dix|novanta|noventa|negentig|dziewięćdziesiąt|dziewięćdziesięciu|devedeset",
}
_NUMBERS = {word: number for number, words in _COUNTED.items() for word in words.split("|")}

_UNITS = {
    "minute": r"minut(?:e[ns]?|os?|i|y)?|minuta",
    "hour": r"hours?|stunden?|heures?|or[ae]|horas?|uur|uren|godzin[ay]?|sat[ai]?",
    "day": r"days?|tage?n?|jours?|giorn[oi]|días?|dias?|dagen|dag|dni|dzień|dan[a]?",
    "week": r"weeks?|wochen?|semaines?|settiman[ae]|semanas?|weken|week|tygodni(?:e|a)?|tydzień|tjed(?:an|na)",
    "month": r"months?|monate?n?|mois|mes[ei]|mes(?:es)?|mês|maand(?:en)?|miesi(?:ąc[ae]?|ęcy)|mjesec[ia]?",
    "year": r"years?|jahre?n?|ans?|années?|ann[oi]|años?|anos?|ja(?:ar|ren)|lat[a]?|rok[u]?|godin[aeu]",
}

_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_AGES = [word for word, number in _NUMBERS.items() if number in range(13, 22)]
AGE = re.compile(rf"(?<![\w.,-])(?:1[0-9]|2[01]|{'|'.join(_AGES)})(?![\w-]|[.,]\d)")
"""A number that can be somebody's age."""

_KINDS_OF_DAY = "calendar |business |working |consecutive "
_PERIOD = re.compile(
    rf"(?<![\w.,-])(?:(?P<figure>\d{{1,5}})|(?P<word>{_WORD}))(?:\s?\(\s?(?P<again>\d{{1,5}})\s?\))?[\s-]{{1,3}}(?:{_KINDS_OF_DAY})?"
    rf"(?:{'|'.join(f'(?P<{name}>{unit})' for name, unit in _UNITS.items())})\b"
)
_CODES = (
    "eur|usd|gbp|chf|pln|brl|percent|prozent|per cent|pour cent|dollars?|euros?|pounds?|cents?|franken|z[łl]|kn|reais"
)
_AMOUNT = re.compile(
    rf"[{AMOUNT_SIGNS}]\s?(?P<after>\d[\d.,]{{0,14}})|(?<![\w.,])(?P<before>\d[\d.,]{{0,14}})\s?(?:[{AMOUNT_SIGNS}]|(?:{_CODES})\b)"
)
_CHINESE = re.compile(r"(?P<figure>\d{1,5})\s?(?P<unit>小时|天|日|周|个?月|年|岁|元|%)")


class Quantity(NamedTuple):
    """As it is written, and what it says however it is written."""

    shown: str
    key: tuple[str, str]


def quantities(text: str) -> Iterator[Quantity]:
    """In the order of the kinds; `text` is casefolded."""
    for found in _AMOUNT.finditer(text):
        figure = (found["after"] or found["before"]).rstrip(".,")
        sign = found.group().replace(figure, "").strip(" .,")
        yield Quantity(found.group().rstrip(".,"), (figure, sign))
    for found in _PERIOD.finditer(text):
        number = found["again"] or found["figure"] or str(_NUMBERS[found["word"]])
        yield Quantity(found.group(), (number, next(name for name in _UNITS if found[name])))
    for found in _CHINESE.finditer(text):
        yield Quantity(found.group(), (found["figure"], found["unit"]))


@lru_cache(maxsize=1 << 12)
def has_quantity(word: str) -> bool:
    """Whether what the vocabulary found, which often is found again, names an amount."""
    return any(quantities(word))
