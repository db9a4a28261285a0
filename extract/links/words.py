"""Which plain words does a text or an address hold?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}\d?$")
_GAPS = re.compile(r"[\W_]+")
_OTHER_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": " "})
_LONGEST = 300


@lru_cache(4096)
def plain(text: str) -> str:
    """Lower case, letters without accents, one space between words.

    >>> plain("Déclaration de confidentialité »"), plain("T&Cs")
    ('declaration de confidentialite', 't cs')
    """
    low = text[:_LONGEST].lower().translate(_OTHER_LETTERS)
    apart = low if low.isascii() else unicodedata.normalize("NFKD", low)
    bare = apart if apart.isascii() else "".join(c for c in apart if not "\u0300" <= c <= "\u036f")
    whole = bare if bare.isascii() else unicodedata.normalize("NFC", bare)
    return _GAPS.sub(" ", whole).strip()


@lru_cache(4096)
def plain_part(part: str) -> str:
    """The words of one part of an address, its suffix taken off.

    >>> plain_part("PrivacyPolicy.html"), plain_part("mentions-l%C3%A9gales")
    ('privacy policy', 'mentions legales')
    """
    return plain(_INNER_CAPITAL.sub(" ", _SUFFIX.sub("", unquote(part[:_LONGEST]))))
