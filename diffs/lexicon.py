"""Which words change a rule, which change nothing, and which change by themselves?

English first; German and French where the words are plain.  Patterns are matched against casefolded text.  What words
speak of stands in `diffs.judgement.lexicon`.
"""

from __future__ import annotations

import re

AMOUNT_SIGNS = "$\u00a2-\u00a5%\u2030\u20a0-\u20bf"
"""Signs of currencies and of shares, as they stand between brackets of a pattern."""

QUANTITY = re.compile(
    r"[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥%]|percent|eur|usd|gbp|dollars?|euros?)"
    r"|(?:\d+|one|two|three|six|twelve|thirty|sixty|ninety)\W{1,3}(?:\(\d+\)\W{1,2})?(?:calendar |business |working )?"
    r"(?:hours?|days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|ans?|années?)\b"
)
"""Amounts, shares, periods and ages."""

MODALITY = re.compile(
    r"\b(?:may|will|must|shall|should|can|could|might|would|only|always|never|not|no|without|unless|except|solely|reasonable|"
    r"including|cannot|any|all|muss|müssen|darf|dürfen|kann|können|nicht|kein\w*|nur|sofern|ne|pas|jamais|doit|doivent|peut|"
    r"peuvent|uniquement|sauf|sans)\b|n't\b|n’t\b"
)
"""Words that turn a rule round or loosen it, however small they are."""

_ENGLISH = """
a an the of to in on at by for with and or as is are be been was were this that these those it its we you your
our us which who such from than then also please so do does have has had here there into about
"""
_GERMAN = """
der die das den dem des ein eine einer einem einen und oder zu im am auf für mit von als ist sind wir sie ihr
ihre ihren unser unsere
"""
_FRENCH = """
le la les l d un une du de et ou à au aux en dans pour par sur avec est sont nous vous votre vos notre nos ce
cette ces que qui des
"""

LITTLE_OF = {"en": frozenset(_ENGLISH.split()), "de": frozenset(_GERMAN.split()), "fr": frozenset(_FRENCH.split())}

LITTLE = frozenset().union(*LITTLE_OF.values())
"""Words whose change alone is a matter of style."""
