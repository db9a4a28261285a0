"""Which words say what a change is about, and how much it matters?

English first; German and French where the words are plain.  Patterns are matched against casefolded
text.  Names of categories are those of the judgement's vocabulary.
"""

from __future__ import annotations

import re

_WORDS = {
    "data collection": (
        r"collect|gather|we (?:may )?(?:receive|obtain)|information you provide|biometric|geolocation|"
        r"location data|erheb|erfass|collecte|recueill"
    ),
    "use/purpose": r"purpose|we use your|used? (?:to|for)|process(?:ing|ed)? (?:your|of)|zweck|finalit|verwend",
    "sharing/third parties": (
        r"shar(?:e|es|ed|ing)\b|disclos|third.part|partners?\b|affiliat|sub.?processor|service provider|"
        r"recipient|vendors?\b|weitergabe|dritt|tiers\b|partage|sous.traitant|empfänger"
    ),
    "sale": r"sell(?:s|ing)?\b|sold\b|sale of|verkauf|vente de|vendre",
    "retention": (
        r"retain|retention|keep your|stor(?:e|ed|age) (?:for|your|of)|delet|eras(?:e|ure)|aufbewahr|"
        r"speicherdauer|lösch|conserv|suppression"
    ),
    "security": r"secur|encrypt|safeguard|breach|sicherheit|verschlüssel|sécurité|chiffr",
    "user rights/choice": (
        r"right to|your rights|opt.?out|opt.?in|consent|object to|withdraw|your choices|access request|"
        r"widerspr|einwillig|consentement|droits? d|recht auf"
    ),
    "children": (
        r"child|minors?\b|under (?:the age|1[0-9])|years? (?:old|of age)|parental|guardian|kinder|minderjähr|"
        r"enfant|mineur"
    ),
    "cookies/tracking": r"cookie|pixel|beacon|track|advertising id|analytics|traceur|suivi",
    "international transfer": (
        r"transfer|adequacy|standard contractual|privacy (?:shield|framework)|"
        r"outside (?:the|of the) (?:eea|eu|uk|european)|übermittl|drittland"
    ),
    "legal bases": (
        r"legal bas|lawful|legitimate interest|legal obligation|gdpr|rechtsgrundlage|berechtigt|"
        r"intérêt légitime|rgpd|dsgvo"
    ),
    "AI/ML training": (
        r"artificial intelligence|\bai\b|machine.learning|train(?:ing|ed)?\b.{0,40}\bmodels?|"
        r"\bmodels?\b.{0,40}train|generative|large language|künstliche intelligenz|intelligence artificielle"
    ),
    "dispute resolution/arbitration": (
        r"arbitrat|class action|jury|governing law|jurisdiction|dispute|small claims|courts? of|schieds|"
        r"gerichtsstand|litige|juridiction|tribuna"
    ),
    "liability": r"liab|indemn|warrant(?:y|ies)|disclaim|damages|haft|responsabilit|garantie",
    "fees/payment": (
        r"fees?\b|pric(?:e|es|ing)\b|pay(?:ment|ments|able|ing)?\b|subscri|refund|charg(?:e|es|ed)\b|billing|"
        r"[$€£]\s?\d|gebühr|preis|zahlung|tarif|paiement|rembours"
    ),
    "termination": r"terminat|suspend|suspension|clos(?:e|ing|ure of) (?:your|the) account|kündig|résili",
    "content/conduct rules": (
        r"prohibit|you (?:may|must|will|shall|agree) not|not allowed|not permitted|violat|user content|"
        r"your content|licen[cs]e|harass|hate|spam|intellectual property|copyright|verbot|untersag|interdi"
    ),
    "contact": (
        r"contact|e-?mail|[\w.+-]{1,64}@[\w-]{1,64}\.|telephone|phone|postal|address|\bdpo\b|"
        r"data protection officer|representative|kontakt|anschrift|coordonn|adresse"
    ),
    "changes-notice": (
        r"(?:change|update|amend|modif|revis)\w* (?:to|of) (?:this|these|our|the)|will take effect|notify you|"
        r"effective (?:date|as of|on)|änderung|modification"
    ),
    "definitions/scope": (
        r"means\b|refers? to|defin|applies to|apply to|scope|govern|gilt für|s'applique|désigne|bedeutet"
    ),
}

CATEGORIES: dict[str, re.Pattern[str]] = {name: re.compile(rf"(?<!\w)(?:{words})") for name, words in _WORDS.items()}

MAJOR = frozenset(
    {
        "sale",
        "retention",
        "children",
        "AI/ML training",
        "dispute resolution/arbitration",
        "liability",
        "fees/payment",
        "user rights/choice",
        "international transfer",
        "legal bases",
    }
)
"""Categories in which a reader might act on a change of words."""

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
