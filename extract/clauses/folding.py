"""Which words of one text count when asking whether it changed?

Canonical text is word tokens joined by one space.  Case, width, invisible characters, quotes, dashes and all
punctuation that is not part of a token are taken away.  What a token keeps: the separators inside a number
(`1.5`, `30,000`), apostrophes inside a word (`don't`), everything in an e-mail address or a visible address.
A percent or currency sign is a token of its own, so `5 %` and `5%` agree.  A hyphen divides (`third-party` is
`third party`), so `e-mail` and `email` differ.  Han, kana and Hangul count character by character.
"""

from __future__ import annotations

import re
import unicodedata

from extract.white_space import SHAPELESS

_KEPT_SYMBOLS = frozenset("%‰")
_QUOTES = frozenset("\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07")
_WIDE = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3134F))


def _is_wide(code: int) -> bool:
    return code >= 0x3040 and any(low <= code <= high for low, high in _WIDE)


class _Fold(dict[int, str]):
    """What becomes of each character outside numbers and addresses; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    category = unicodedata.category(char)
    if char in _QUOTES or char == "'":
        return "'"
    if category in ("Cf", "Cc", "Cs", "Co", "Cn") and not char.isspace():
        return ""
    if category == "Sc" or char in _KEPT_SYMBOLS or _is_wide(ord(char)):
        return f" {char} "
    return char if category[0] in "LNM" and char not in _INVISIBLE_MARKS else _nothing_or_space(char)


# Marks and letters without a shape: combining grapheme joiner, Hangul fillers, variation selectors.
_INVISIBLE_MARKS = frozenset("\u034f\u115f\u1160\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}


def _nothing_or_space(char: str) -> str:
    return "" if char in _INVISIBLE_MARKS else " "


FOLD = _Fold()

_TOP_LEVEL = (
    "com|org|net|edu|gov|mil|int|info|biz|name|eu|io|ai|app|dev|me|tv|cc|co|us|uk|de|fr|it|es|pt|nl|be|at|ch|pl|"
    "ie|se|no|dk|fi|cz|ru|jp|cn|kr|in|br|ca|au|nz|mx|example|online|site|shop|cloud|tech|xyz"
)
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_WEB = r"(?:https?://|www\.)[^\s<>\"|]{1,2000}"
_HOST = rf"(?<![\w.@-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{_TOP_LEVEL})(?![\w-])(?:/[^\s<>\"|]{{0,2000}})?"
_NUMBER = r"(?<!\d)\d++(?:[.,:/']\d++)++"


def _tokens(email: bool, web: bool) -> re.Pattern[str]:
    address = "|".join([*[_EMAIL] * email, *[_WEB] * web, _HOST])
    return re.compile(rf"(?P<address>{address})|{_NUMBER}")


# By whether "@" and the beginning of a web address are there. Where no spaces part the words, looking for the name
# in front of an "@" that never comes is what costs most.
_TOKENS = {(email, web): _tokens(email, web) for email in (False, True) for web in (False, True)}
# No token holds white space, and only the path of a web address holds what else parts words. Text without spaces is
# one chunk otherwise, and a long one is dear.
_SWALLOWING = re.compile(rf"://|www\.|\.(?:{_TOP_LEVEL})/")
_BETWEEN_TOKENS = re.compile('[\\s()!?;"\u201c\u201d\u3001\u3002\u3008-\u3011]+')
# What no visible address is without, but for an "@".
ADDRESSED = re.compile(rf"\.(?=(?:{_TOP_LEVEL})(?![\w-]))|www\.|://")
# What no address and no number of several parts is without; looked for first, for it costs little.
SUSPECT = re.compile(
    rf"[@.,:/'](?:(?<=@)|(?<=:)(?=//)|(?<=\.)(?=(?:{_TOP_LEVEL})(?![\w-]))|(?<=www\.)"
    r"|(?<=\d[.,:/'])(?=\d))"
)
_ADDRESS_TAIL = ".,;:!?)]}'\u00bb\u201d\u2019*"

# What mail protection leaves where an address stood; the address itself is put back when the page still holds it.
_PROTECTED = re.compile(r"\[?\bemail\s?protected\b\]?|/?cdn-cgi/l/email-protection(?:#[0-9a-f]*)?")
# "Updated 19 days ago" counts the days since, not the text; a line of nothing else has no words. In a long
# paragraph such words are part of what it says.
SHORT = 200
AGO = (" ago", "yesterday", "today", "il y a ", "vor ", "hace ", " geleden", "aggiornato")
_RELATIVE = re.compile(
    r"\b(?P<cue>(?:last )?(?:updated|modified|edited|reviewed|revised|published|posted)|(?:zuletzt )?aktualisiert|"
    r"mis(?:e)? à jour|actualizado|aggiornato|atualizado|bijgewerkt)\b[\s:]*+"
    r"(?:(?:about |over |almost |more than )?(?:\d{1,4}|an?|one) (?:second|minute|hour|day|week|"
    r"month|year)s? ago|yesterday|today"
    r"|il y a \d{1,4} \w{1,12}|vor \d{1,4} \w{1,12}|hace \d{1,4} \w{1,12}|\d{1,4} \w{1,12} (?:fa|geleden))(?!\w)"
)
CUES = (
    *("updated", "modified", "edited", "reviewed", "revised", "published", "posted", "aktualisiert"),
    *(" jour", "actualizado", "aggiornato", "atualizado", "bijgewerkt"),
)


def canonical(text: str) -> str:
    """The words of a text that count, joined by one space; the empty string if there are none.

    >>> canonical("We won\u2019t sell it \u2014 1.5 % \u201cever\u201d.")
    "we won't sell it 1.5 % ever"
    >>> canonical("Write to aup-exceptions@acme.example, please!")
    'write to aup-exceptions@acme.example please'
    """
    text = text.lower() if text.isascii() else unified(text)
    if "protect" in text:
        text = _PROTECTED.sub(" ", text)
    if len(text) <= SHORT and any(ago in text for ago in AGO) and any(cue in text for cue in CUES):
        text = "" if _RELATIVE.fullmatch(text.strip(" .:()")) else _RELATIVE.sub(r"\g<cue>", text)
    return " ".join(words_of(text))


def unified(text: str) -> str:
    """One form for characters that are written in several: compatibility forms, case, quotes, what has no shape."""
    if _WIDE_FORM.search(text):  # what makes most normalising necessary is cheap to do by hand
        for form, plain in _WIDE_FORMS.items():
            text = text.replace(form, plain)
    formed = _formed(text)
    folded = formed.casefold()
    if folded != formed:  # casefolding can undo the composition ("ΐ"); a second pass must change nothing
        folded = _formed(folded)
    return SHAPELESS.sub("", folded.replace("\u2019", "'").replace("\u2018", "'"))


def _formed(text: str) -> str:
    return text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)


_WIDE_FORM = re.compile("[\uff08-\uff1f\u3000]")
_WIDE_FORMS = {form: unicodedata.normalize("NFKC", form) for form in "\uff0c\uff1b\uff1a\uff08\uff09\uff1f\uff01\u3000"}


def words_of(text: str) -> list[str]:
    if not SUSPECT.search(text):
        return plain_words(text)
    words: list[str] = []
    plain: list[str] = []
    for chunk in text.split() if _SWALLOWING.search(text) else _BETWEEN_TOKENS.split(text):
        if SUSPECT.search(chunk):
            words += plain_words(" ".join(plain))
            words += words_of_chunk(chunk)
            plain = []
        else:
            plain.append(chunk)
    return words + plain_words(" ".join(plain))


def words_of_chunk(chunk: str) -> list[str]:
    words: list[str] = []
    done = 0
    for match in _TOKENS["@" in chunk, "://" in chunk or "www." in chunk].finditer(chunk):
        token = match.group().rstrip(_ADDRESS_TAIL) if match["address"] else match.group()
        words += plain_words(chunk[done : match.start()])
        if token:
            words.append(token)
        done = match.start() + len(token)
    return words + plain_words(chunk[done:])


WIDE = "".join(f"{chr(low)}-{chr(high)}" for low, high in _WIDE)
_WIDE_RUN = re.compile(f"([{WIDE}]+)")


def plain_words(text: str) -> list[str]:
    if text.isascii() or not _WIDE_RUN.search(text):
        return letters_of(text)
    words: list[str] = []
    for place, part in enumerate(_WIDE_RUN.split(text)):
        if place % 2:
            words += part
        elif part not in _MERE_PUNCTUATION:
            words += letters_of(part)
    return words


_MERE_PUNCTUATION = frozenset(("", " ", ",", ".", ":", ";", "(", ")", ", ", "\u3001", "\u3002", "\u300a", "\u300b"))


def letters_of(text: str) -> list[str]:
    folded = text.translate(FOLD)
    if "'" not in folded:
        return folded.split()
    return [word for word in (raw.strip("'") for raw in folded.split()) if word]
