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

_FILLERS = """
like please also hereby herein hereof hereunder thereof therein therefore thus accordingly furthermore moreover
additionally however respectively simply just bitte auch également ainsi donc
"""
FILLERS = frozenset(_FILLERS.split())
"""Words that could as well be left out."""

_FIRST = "we us our ours wir uns unser unsere unseren unserer unserem nous notre nos"
_SECOND = "you your yours sie ihnen ihr ihre ihren ihrer ihrem vous votre vos"
PERSONS = {word: person for person, row in enumerate((_FIRST, _SECOND), start=1) for word in row.split()}
"""Who speaks, who is spoken to."""

_ADDRESSED = """
sie ihr ihre ihrem ihren ihrer ihres ihnen sich du dich dir dein deine deinem deinen deiner deines
 vous votre vos tu te toi ton ta tes
"""
ADDRESSED = frozenset(_ADDRESSED.split())
"""How a reader is spoken to, formally or not, where a language has both."""

DIRECTIONS = frozenset({"from", "to", "by", "with"})
"""Little words that say who gives and who gets."""

_REFERRED = """
section sections clause clauses article articles paragraph paragraphs part parts chapter point item annex appendix
exhibit schedule § §§ art abschnitt ziffer artikel absatz punkt kapitel anlage anhang section's artikeln
"""
REFERRED = frozenset(_REFERRED.split())
"""What has a number by which one is sent to it."""

_NAMED = """
policy policies notice notices statement statements guideline guidelines rules standards terms agreement agreements
addendum appendix exhibit annex schedule section article clause
settings page pages account accounts centre center menu tab portal dashboard button form
datenschutzerklärung richtlinie richtlinien nutzungsbedingungen einstellungen seite konto
politique charte conditions paramètres compte
"""
NAMED = frozenset(_NAMED.split())
"""Documents, and places of a site, that have names."""
