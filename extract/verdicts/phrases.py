"""How are phrases written that a page may say?

They are matched against canonical text: lower case, without punctuation, a space after each letter of Han, kana and
Hangul.  They count only where little else is said: long pages carry banners, notices for browsers without scripts and
menus that say the same.
"""

from __future__ import annotations

import re

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"


def one_of(*phrases: str) -> re.Pattern[str]:
    """One of these, each from the beginning of a word on; "~" are a few words, "^" and "$" those of a title."""
    pattern = "|".join(phrases).replace("~", r" (?:\S+ ){0,6}?")
    spaced = re.sub(f"(?<=[{_WIDE}])(?=[{_WIDE}(])", " ?", pattern)
    return re.compile(rf"(?<![^\W{_WIDE}])(?:{spaced})", re.M)
