"""Which words say the same in a policy, whichever of them is chosen?

Sameness is that of everyday use, where no reader could hold one of them against the other: never words for what is
done with data, for who gets it, or for what must and may be done.
"""

from __future__ import annotations

import re
from functools import lru_cache

_GROUPS = """
begin start commence
help assist support
buy purchase
get obtain
use utilize utilise
through via
before prior
among amongst
while whilst
toward towards
until till
upon on
enquire inquire
enquiry inquiry
enquiries inquiries
violation breach infringement
store shop
delivery shipping
see view
click tap press select choose
want wish
inform notify
reside live
described outlined listed specified
change amend modify alter
login signin
postcode zipcode
film movie
percent %
policy notice statement declaration
policies notices statements declarations
appendix exhibit annex schedule attachment anlage anhang annexe
section article clause paragraph chapter
guidelines rules standards
regarding concerning about
datenschutzerklärung datenschutzhinweise datenschutzrichtlinie
können kann kannst könnt
müssen muss musst
dürfen darf darfst
sollen soll sollst
möchten möchtest wollen willst
werden wirst
haben hast
sind bist
lassen lässt
sehen siehst sieh
geben gibst gib
nehmen nimmst nimm
lesen liest lies
pouvez peux
devez dois
avez as
êtes es
voulez veux
faites fais
"""

SAME_WORD = {word: group.split()[0] for group in _GROUPS.strip().splitlines() for word in group.split()}
"""Each word to the first of its group."""

_OTHERS = """
casual causal contact contract country county early yearly marital martial moral mortal patent patient prescribe
prescribed proscribe proscribed statue statute trail trial
"""
CONFUSED = frozenset(_OTHERS.split())
"""Words that differ by a letter from another word, and are no slip for it."""

_PHRASES = {
    r"can['’]t|cannot": "can not",
    r"won['’]t": "will not",
    r"it['’]s": "it is",
    r"in order to": "to",
    r"prior to": "before",
    r"in the event (?:that|of)|in case(?: of)?": "if",
    r"(?:with (?:respect|regard) to|in relation to|relat(?:ing|ed) to)": "about",
    r"by (?:means|way) of": "via",
    r"as well as|&": "and",
    r"make sure": "ensure",
    r"for (?:example|instance)|such as|e\.g\.?|i\.e\.?|z\.\s?b\.?|par exemple": "like",
    r"set (?:forth|out)|laid down": "described",
    r"(?:log|sign)[ -]?in": "login",
    r"web site": "website",
    r"(?:mobile phone|cell) (?:masts|towers)": "masts",
    r"(?:mobile|cell|cellular) phone": "mobile",
    r"(?:zip|postal) code|post code": "postcode",
    r"personal information": "personal data",
    r"per cent": "percent",
    r"united states(?: of america)?|u\.\s?s\.(?:\s?a\.)?": "usa",
    r"united kingdom|u\.k\.": "uk",
    r"european union": "eu",
}
_ANY_PHRASE = "|".join(rf"(?P<p{n}>(?:{old})(?!\w))" for n, old in enumerate(_PHRASES))
_PHRASE = re.compile(rf"(?<!\w)(?:{_ANY_PHRASE})")
_SHORT = list(_PHRASES.values())
_FULL = {"n": " not", "r": " are", "v": " have", "l": " will"}
_CONTRACTED = re.compile(r"(?<=\w)(?=n['’]t|['’](?:re|ve|ll))['’]?([nrvl])(?:['’]t|e|l)(?!\w)")
_STATES = re.compile(r"(?<!\w)US(?!\w)")  # in capitals; "us" is another word

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "eins zwei drei vier fünf sechs sieben acht",
)
NUMBER_OF = {word: str(n) for row in _NUMBERS for n, word in enumerate(row.split(), start=1)} | {
    "fourteen": "14",
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "sixty": "60",
    "ninety": "90",
}

_BRITISH = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ations?)$)|ys(?=(?:e[drs]?|ing)$)"), "z"),
    (re.compile(r"iz(?=(?:e[drs]?|ing|ations?)$)|yz(?=(?:e[drs]?|ing)$)"), "z"),
    (re.compile(r"our(?=(?:s|ed|ing|ite|ites|able|ably|al|ally|er|ers|ful)?$)"), "or"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|ers?|ations?)$)|(?<=[fr][io])ll(?=(?:ments?|s)?$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"amme(?=[sd]?$)"), "am"),
    (re.compile(r"(?<=[lf])(?:ence|ense)(?=s?$)|(?<=lic)en[cs]e(?=[ds]?$)"), "enz"),
    (re.compile(r"dgement(?=s?$)"), "dgment"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"grey"), "gray"),
    (re.compile(r"cheque"), "check"),
    (re.compile(r"practis"), "practic"),
)
_LEAST = 4  # letters of a word that is spelled in two ways
_LONGEST_KEPT = 200  # characters


def phrased(text: str) -> str:
    """A text, casefolded, with phrases that say the same in one form.

    >>> phrased("In the U.S., prior to use")
    'in the usa, before use'
    """
    return _phrased(text) if len(text) <= _LONGEST_KEPT else _in_one_form(text)


def _in_one_form(text: str) -> str:
    states = _STATES.sub("usa", text)
    short = _PHRASE.sub(lambda match: _SHORT[int((match.lastgroup or "p0")[1:])], states.casefold())
    return _CONTRACTED.sub(lambda match: _FULL[match[1]], short)


_phrased = lru_cache(maxsize=1 << 10)(_in_one_form)  # what changed in a clause is asked about by several rules


@lru_cache(maxsize=4096)
def one_form(word: str) -> str:
    """A word in the form that stands for all that say the same, in one spelling.

    >>> one_form("organised"), one_form("organized"), one_form("labour"), one_form("exhibit"), one_form("three")
    ('organzed', 'organzed', 'labor', 'appendix', '3')
    """
    same = NUMBER_OF.get(word) or SAME_WORD.get(word) or word
    if len(same) < _LEAST or same != word:
        return same
    for british, american in _BRITISH:
        same = british.sub(american, same)
    return same
