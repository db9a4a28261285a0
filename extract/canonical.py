"""Which words of a text count when asking whether it changed?

Canonical text is word tokens joined by one space.  Case, width, invisible characters, quotes, dashes and all
punctuation that is not part of a token are taken away.  What a token keeps: the separators inside a number
(`1.5`, `30,000`), apostrophes inside a word (`don't`), everything in an e-mail address or a visible address.
A percent or currency sign is a token of its own, so `5 %` and `5%` agree.  A hyphen divides (`third-party` is
`third party`), so `e-mail` and `email` differ.  Han, kana and Hangul count character by character.
"""

from __future__ import annotations

import re
import unicodedata

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


_FOLD = _Fold()

_TOP_LEVEL = (
    "com|org|net|edu|gov|mil|int|info|biz|name|eu|io|ai|app|dev|me|tv|cc|co|us|uk|de|fr|it|es|pt|nl|be|at|ch|pl|"
    "ie|se|no|dk|fi|cz|ru|jp|cn|kr|in|br|ca|au|nz|mx|example|online|site|shop|cloud|tech|xyz"
)
_ADDRESS = (
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"  # e-mail
    r"|(?:https?://|www\.)[^\s<>\"|]{1,2000}"
    rf"|(?<![\w.@-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}\.(?:{_TOP_LEVEL})(?![\w-])(?:/[^\s<>\"|]{{0,2000}})?"
)
_NUMBER = r"\d++(?:[.,:/']\d++)++"
_TOKEN = re.compile(rf"(?P<address>{_ADDRESS})|{_NUMBER}")
_MAY_HOLD_TOKEN = re.compile(r"@|://|www\.|\d[.,:/']\d|\w\.\w\w")
_ADDRESS_TAIL = ".,;:!?)]}'\u00bb\u201d\u2019*"

# What mail protection leaves where an address stood; the address itself is put back when the page still holds it.
_PROTECTED = re.compile(r"\[?\bemail\s?protected\b\]?|/?cdn-cgi/l/email-protection(?:#[0-9a-f]*)?")
# "Updated 19 days ago" counts the days since, not the text; a line of nothing else has no words.
_MAY_BE_RELATIVE = re.compile(r"ago\b|yesterday|today|il y a|\bvor \d|hace \d|\bfa\b|geleden")
_RELATIVE = re.compile(
    r"\b(?P<cue>(?:last )?(?:updated|modified|edited|reviewed|revised|published|posted)|(?:zuletzt )?aktualisiert|"
    r"mis(?:e)? à jour|actualizado|aggiornato|atualizado|bijgewerkt)\b[\s:]*+"
    r"(?:(?:about |over |almost |more than )?(?:\d{1,4}|an?|one) (?:second|minute|hour|day|week|"
    r"month|year)s? ago|yesterday|today"
    r"|il y a \d{1,4} \w{1,12}|vor \d{1,4} \w{1,12}|hace \d{1,4} \w{1,12}|\d{1,4} \w{1,12} (?:fa|geleden))(?!\w)"
)


def canonical(text: str) -> str:
    """The words of a text that count, joined by one space; the empty string if there are none.

    >>> canonical("We won\u2019t sell it \u2014 1.5 % \u201cever\u201d.")
    "we won't sell it 1.5 % ever"
    >>> canonical("Write to aup-exceptions@acme.example, please!")
    'write to aup-exceptions@acme.example please'
    """
    text = text.lower() if text.isascii() else _unified(text)
    if "protect" in text:
        text = _PROTECTED.sub(" ", text)
    if _MAY_BE_RELATIVE.search(text):
        text = "" if _RELATIVE.fullmatch(text.strip(" .:()")) else _RELATIVE.sub(r"\g<cue>", text)
    if not _MAY_HOLD_TOKEN.search(text):
        return " ".join(_plain(text))
    tokens: list[str] = []
    done = 0
    for match in _TOKEN.finditer(text):
        token = match.group().rstrip(_ADDRESS_TAIL) if match["address"] else match.group()
        tokens += _plain(text[done : match.start()])
        if token:
            tokens.append(token)
        done = match.start() + len(token)
    return " ".join(tokens + _plain(text[done:]))


def _unified(text: str) -> str:
    # Casefolding can undo the composition ("ΐ"), so the form is made again and a second pass changes nothing.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _SHAPELESS.sub("", folded.replace("\u2019", "'").replace("\u2018", "'"))


_SHAPELESS = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _plain(text: str) -> list[str]:
    words = text.translate(_FOLD).split()
    if "'" not in text and "`" not in text:
        return words
    return [word for word in (raw.strip("'") for raw in words) if word]
