"""Which words are what a headline would be made of, where they come or go?

Patterns as those of the subjects: at the beginning of a word, against casefolded text.
"""

from __future__ import annotations

import re

GRAVE = {
    "English": (
        r"train(?:s|ing|ed)? (?:\w+[ ,]){0,6}?(?:(?:ai )?models?|algorithms?|ai|systems?)\b",
        "(?:foundation )?models? train", "biometric", "facial recognition", "geolocation", "precise location",
        r"shar(?:e|es|ing) (?:your|their) \w+",
        "(?:collect|gather)(?:s|ed|ion of|ing)? (?:your )?(?:biometric|health|sensitive|precise|location|contacts)",
        r"sell\b", r"sells\b", r"sold to\b", "sales? of (?:your|personal)", "selling (?:your|personal)",
        "(?:binding )?arbitrat", "class.action", r"jury\b", "governing law",
        r"governed by (?:the )?laws? of (?:the )?\w+", "exclusive jurisdiction", r"liab(?:le|ility)\b", "indemnif",
        r"entitled to (?:an? )?\w+", r"transferred (?:\w+ )?to\b",
        "hold harmless", "irrevocable", "perpetual", "sublicens", "royalty.free", "licen[cs]e to us", r"right to \w+",
        "(?:request|ask)(?: for)? (?:the )?(?:account )?(?:deletion|erasure)",
        r"delet(?:e|ing|ion)(?: of)? (?:your|their|the|an|my) (?:\w+ )?(?:account|data|personal|information)",
        "account deletion", "ask us to (?:erase|delete|restrict|correct|stop)", r"eras(?:e|ure)\b",
        "(?:data|account|information) (?:to be |be )?(?:deleted|erased)",
        r"deleted? (?:\w+ ){0,3}for (?:everyone|everybody|all)",
        r"(?:you|users?|customers?|members?) (?:may|must|shall|will|can)(?: ?not|n['’]t)\b",
        r"may not (?:be )?used?\b", "prohibit(?:ed|s)?", "not (?:permitted|allowed)", "compet(?:e|es|ing|itive|itor)",
        "suspen(?:d|sion)", "terminat", r"ban(?:ned)?\b", "penalt", "appeal", "non.refundable",
        "(?:must|shall|will|have to) pay", "(?:we|will|may) charge", "fees? of", "auto.?renew", "automatically renew",
        "entered into (?:by and )?between", "minimum age", "age (?:limit|requirement)", "parental consent",
        "data controller is", "contracting (?:entity|party)",
    ),
    "German": (
        r"trainier\w* (?:\w+ ){0,5}(?:modell|ki\b)", r"(?:modelle?|ki\b) (?:\w+ ){0,4}trainier", "biometri",
        "gesichtserkennung", r"verkauf(?:en|t)\b", "schiedsgericht", "schiedsverfahren", "sammelklage",
        "gerichtsstand", "anwendbares recht", r"haft(?:et|en|ung)\b", "freistell", "unwiderruflich", r"recht auf \w+",
        "widerrufsrecht", "verboten", "untersagt", "nicht (?:gestattet|erlaubt|zulässig)", "kündig",
        r"sperr(?:en|ung)\b", "mindestalter", r"lösch\w* (?:\w+ ){0,3}(?:konto|daten)",
    ),
    "French": (
        r"entra[iî]n\w* (?:\w+ ){0,5}(?:modèle|ia\b)", "biométr", "reconnaissance faciale",
        r"vend(?:re|ons|us?|ues?)\b", "arbitrage", "recours collectif", "droit applicable", "juridiction",
        "responsabilité", "indemnis", "irrévocable", "perpétuel", r"droits? (?:d['’]\w+|de \w+|à \w+)", "interdi",
        "résili", "suspen(?:dre|sion)", "âge minim", r"supprim\w* (?:\w+ ){0,3}(?:compte|données)",
        "non remboursable",
    ),
    "Italian, Spanish, Portuguese": (
        r"(?:addestra|entrena|treina)\w* (?:\w+ ){0,5}model", "biometri", "biométr", r"vend(?:ere|iamo|er|emos)\b",
        "arbitrat", "arbitraj", "arbitrag", "foro competente", "responsabilit", "responsabilid", "irrevoc", "irrevog",
        "perpetu", r"diritto (?:di|a|all)\b", r"derecho (?:de|a)\b", r"direito (?:de|a)\b", "vietat", "prohib",
        "proib", "sospen", "suspen", "edad mínima", "età minima", "idade mínima",
    ),
    "Dutch, Polish, Croatian, Chinese": (
        r"verkop(?:en|t)\b", "sprzeda(?:jemy|wać)", "prodajemo", "arbitrage", "arbitraż", "arbitraž", "aansprakelijk",
        "odpowiedzialnoś", "odgovornost", r"recht op \w+", r"praw\w* do \w+", r"pravo na \w+", "verboden", "zabron",
        "zabranj", r"trenowa\w* (?:\w+ ){0,4}model", "biometr", "出售", "训练", "仲裁", "禁止",
    ),
}  # fmt: skip

_DENIALS = (
    "not", "never", "no", "cannot", "without", "unless", "except", r"\w{2,6}n['’]t", "nicht", "kein(?:e[nmrs]?)?",
    "niemals", "ohne", "pas", "jamais", "aucune?", "sans", "non", "mai", "senza", "nunca", "jamás", "sin", "não",
    "sem", "niet", "geen", "nooit", "nie", "bez", "nikad",
)  # fmt: skip
_MODALS = (
    "may", "might", "can", "could", "will", "would", "shall", "should", "must", "only", "always", "solely", "darf",
    "dürfen", "kann", "können", "muss", "müssen", "wird", "werden", "soll", "sollen", "nur", "peut", "peuvent",
    "pouvons", "doit", "doivent", "uniquement", "può", "possono", "possiamo", "deve", "devono", "solo", "puede",
    "pueden", "podemos", "debe", "deben", "pode", "podem", "devem", "mag", "mogen", "kan", "kunnen", "moet", "moeten",
    "może", "możemy", "musi", "możesz", "može", "možemo", "mora", "moramo",
)  # fmt: skip

DENIAL = re.compile(rf"(?<!\w)(?:{'|'.join(_DENIALS)})(?!\w)")
"""Words that turn a promise round."""

TURNING = re.compile(rf"(?<!\w)(?:{'|'.join(_DENIALS + _MODALS)})(?!\w)")
"""The same, and words that loosen or tighten it."""

AFTER_THE_VERB = frozenset({"nicht", "pas", "jamais", "niet", "mai"})
"""Denials that stand behind what they deny."""
