"""Where do some words stand, however they are written?

In a page, an address or a message the same words are written in many ways: with entities, escapes and other spaces,
with marks of a page inside, in other letters' sizes and encodings. `Sought` finds them in all of these, as whole words.
"""

from __future__ import annotations

import html.entities
import json
import re
import unicodedata
from typing import Any

from store.forms import to_json

LEAST, MOST = 3, 1_000
"""Characters of what can be looked for: less stands everywhere."""

_WITHIN = r"(?:<[^<>]{0,300}>|&(?:shy|zwnj|zwj|#173|#820[345]);|[\u00ad\u200b-\u200d\u2060\ufeff])*"
_SPACE = (
    r"(?:\s|\\[nrt]|\\u00a0|%20|%0[aAdD9]|%[cC]2%[aA]0|\+|&(?:nbsp|ensp|emsp|thinsp|Tab|NewLine|#0*(?:9|10|13|32|160)"
    r"|#[xX]0*(?:9|[aAdD]|20|[aA]0));|<[^<>]{0,300}>)+"
)
_ENCODINGS = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8-r"),
    *("shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "mac_roman", "cp437", "cp866"),
)
_ESCAPES = re.compile(r"\\[nrtbf]")
_NAMES: dict[str, list[str]] = {}
for _name, _meant in html.entities.html5.items():
    _NAMES.setdefault(_meant, []).append(_name)


class Sought:
    """Some words to be found. Raises ValueError where they are too few or too many to be looked for."""

    def __init__(self, words: str) -> None:
        self.words = " ".join(words.split())
        if not LEAST <= len(self.words) <= MOST:
            raise ValueError(f"{len(self.words)} characters, expected {LEAST} to {MOST}: less would stand everywhere")
        forms = dict.fromkeys(unicodedata.normalize(form, self.words) for form in ("NFC", "NFD"))
        begin, end = (_edge(one) for one in (self.words[0], self.words[-1]))
        told = "|".join(_pattern(form) for form in forms)
        self._found = re.compile(f"{begin[0]}(?:{told}){end[1]}", re.IGNORECASE)
        cases = {case for form in forms for case in (form, form.lower(), form.upper(), form.title())}
        self._encoded = () if self.words.isascii() else tuple({raw for case in cases for raw in _encodings(case)})

    def is_in(self, text: str) -> bool:
        """Whether they stand in a text, as whole words."""
        return bool(self._found.search(text)) or (
            "\\" in text and bool(self._found.search(_ESCAPES.sub(lambda _: "  ", text)))
        )

    def is_in_bytes(self, body: bytes) -> bool:
        """Whether they stand in what was captured, whatever its encoding may be, as far as nothing packs them."""
        if any(raw in body for raw in self._encoded) or self.is_in(body.decode("utf-8", "replace")):
            return True
        wide = b"\0" in body[:4_000]
        return wide and any(self.is_in(body.decode(one, "replace")) for one in ("utf-16-le", "utf-16-be"))

    def without(self, value: Any, mark: str) -> Any:
        """A text, or a list or object of such, with a mark in the place of the words."""
        if isinstance(value, str):
            return self._without(value, mark)
        if isinstance(value, dict):
            return {self.without(name, mark): self.without(one, mark) for name, one in value.items()}
        return [self.without(one, mark) for one in value] if isinstance(value, list) else value

    def _without(self, text: str, mark: str) -> str:
        if not self.is_in(text):
            return text
        if text[:1] in ("[", "{"):
            try:
                return to_json(self.without(json.loads(text), mark))
            except (ValueError, RecursionError):
                pass
        told = self._found.sub(lambda _: mark, text)
        return self._found.sub(lambda _: mark, _ESCAPES.sub("  ", told)) if self.is_in(told) else told


def _pattern(words: str) -> str:
    return _SPACE.join(_WITHIN.join(map(_character, word)) for word in words.split(" "))


def _character(letter: str) -> str:
    """One character in each way of writing it."""
    ways = [re.escape(letter)]
    for one in dict.fromkeys((letter, letter.lower(), letter.upper())):
        for code in map(ord, one):
            ways += [f"&#0*{code};?", f"&#[xX]0*{code:x};?"]
        ways += [f"&{re.escape(name)}" for name in _NAMES.get(one, ()) if name.endswith(";")]
        if not one.isalnum() or not one.isascii():
            ways.append("".join(f"%{byte:02x}" for byte in one.encode()))
            ways.append("".join(f"\\\\u{unit:04x}" for unit in _units(one)))
    return f"(?:{'|'.join(dict.fromkeys(ways))})"


def _units(text: str) -> list[int]:
    raw = text.encode("utf-16-be")
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def _edge(letter: str) -> tuple[str, str]:
    """What may not stand before or after it: letters of a longer word, where words stand apart."""
    apart = letter.isalnum() and unicodedata.east_asian_width(letter) not in ("W", "F")
    return (r"(?<![^\W_])", r"(?![^\W_])") if apart else ("", "")


def _encodings(text: str) -> set[bytes]:
    found = set[bytes]()
    for encoding in _ENCODINGS:
        try:
            found.add(text.encode(encoding))
        except UnicodeEncodeError:
            continue
    return found
