"""How are bytes turned into text?

In this order: byte order mark; bytes that are valid UTF-8 with characters beyond ASCII (no page in another
charset is that by accident); the Content-Type header; the page's own declaration; what an archive guessed;
our own guess, by what comes out.  A Baltic or Central European charset that an archive guessed is not believed:
guessers take western accents for it.  Western labels are what servers send when nobody told them, so they
are not believed of bytes that are plainly Cyrillic, Greek or East Asian.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

from extract.decoding.charsets import guess

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_IN_PAGE = re.compile(rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_HEAD_BYTES = 8192
# The web reads these labels as their larger neighbours (WHATWG Encoding Standard, section 4.2).
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
_NOT_BELIEVED_AS_GUESS = frozenset({"cp1257", "cp1250", "iso8859-2", "iso8859-4", "iso8859-13", "cp775", "mac-latin2"})

_PIECE = 1 << 16
_REPLACEMENT = "\ufffd".encode()
_FEW = 5  # bytes beyond ASCII for each that does not fit
# Python's codecs that are spellings, not charsets.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"})


class Decoded(NamedTuple):
    """Text, the charset it was read in, and what named that charset.

    The text is kept as UTF-8, which is what parsers read and mostly what was sent: one character beyond the first
    plane makes a `str` four times as large as its page.
    """

    utf8: bytes
    charset: str
    named_by: str

    @property
    def text(self) -> str:
        return self.utf8.decode("utf-8")

    def beginning(self, most: int) -> str:
        """So many characters of the text."""
        return self.utf8[: 4 * most].decode("utf-8", "ignore")[:most]


def decode(body: bytes, headers: Mapping[str, str]) -> Decoded:
    """Never fails: bytes that do not fit the charset become U+FFFD."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return Decoded(_utf8(body[len(bom) :], charset), charset, "byte order mark")
    if _looks_like_utf16(body):
        return Decoded(_utf8(body, "utf-16-le"), "utf-16-le", "zero bytes")
    if not body.isascii() and (text := _strict(body)) is not None:
        return Decoded(text, "utf-8", "its bytes")
    for named_by, label in _labels(body, headers):
        charset = _codec(label)
        if not charset or (named_by == "archive" and charset in _NOT_BELIEVED_AS_GUESS):
            continue
        if (text := _as_labelled(body, charset)) is not None:
            return Decoded(text, charset, named_by)
    return _undeclared(body)


def _undeclared(body: bytes) -> Decoded:
    if body.isascii():
        charset = "iso2022_jp" if b"\x1b$" in body and b"\x1b(" in body else "ascii"
        return Decoded(_utf8(body, charset), charset, "its bytes")
    if (text := _mostly(body, "utf-8")) is not None:
        return Decoded(text, "utf-8", "its bytes")
    charset = guess(body).charset
    if charset == "cp1252":
        return Decoded(_western(body), charset, "nothing")
    return Decoded(_utf8(body, charset), charset, "its letters")


def _as_labelled(body: bytes, charset: str) -> bytes | None:
    """The text, unless the label is plainly wrong."""
    if charset == "cp1252":
        return _western(body) if body.isascii() or not guess(body).plain else None
    return _mostly(body, charset)


def _mostly(body: bytes, charset: str) -> bytes | None:
    """The text if few of its bytes do not fit: one broken character makes no other charset of a page."""
    text = _utf8(body, charset)
    broken = text.count(_REPLACEMENT)
    if not broken:
        return text
    beyond = len(body) - len(body.decode("ascii", "ignore"))
    return text if broken * _FEW <= beyond else None


def _western(body: bytes) -> bytes:
    # Five bytes mean nothing in cp1252; browsers pass them as controls, which canonical text drops.
    return _utf8(body, "cp1252")


def _utf8(body: bytes, charset: str) -> bytes:
    """The text in UTF-8; bytes that do not fit the charset become U+FFFD."""
    if charset == "utf-8" and _unfit(body) is None:
        return body
    return body.decode(charset, "replace").encode("utf-8", "replace")


def _unfit(body: bytes) -> int | None:
    """Where the bytes stop being UTF-8; None if they are to the end."""
    if body.isascii():
        return None
    at, view = 0, memoryview(body)
    try:
        while at < len(body):  # in pieces: the whole as a text takes up to six times its size for a moment
            at += codecs.utf_8_decode(view[at : at + _PIECE], "strict", at + _PIECE >= len(body))[1]
    except UnicodeDecodeError as error:
        return at + error.start
    return None


def _strict(body: bytes) -> bytes | None:
    """The text if the bytes are UTF-8. A page cut off inside a character is still that charset."""
    if _unfit(body) is None:
        return body
    cut = body[:-3]
    at = _unfit(cut)
    if at is None:
        return cut if len(body) > 64 else None
    return body[:at] if len(body) > 64 and at >= len(body) - 6 else None


def _labels(body: bytes, headers: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    if match := _IN_HEADER.search(headers.get("content-type", "")):
        found.append(("header", match[1]))
    if page := _IN_PAGE.search(body[:_HEAD_BYTES]):
        found.append(("meta", page[1].decode("ascii", "replace")))
    if guess := headers.get("x-archive-guessed-charset", ""):
        found.append(("archive", guess))
    return found


def _codec(label: str) -> str:
    """Python's name of a charset that decodes bytes to text, as the web understands the label; "" if none."""
    try:
        info = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return ""
    if info.name.startswith("utf-16"):
        return "utf-8"  # a page that can name its charset in ASCII letters is not UTF-16
    charset = _READ_AS.get(info.name, info.name)
    if charset in _NO_CHARSETS:
        return ""
    try:
        return charset if b"a\xff".decode(charset, "replace") else ""
    except (LookupError, UnicodeError, ValueError):
        return ""  # "base64", "zip" and their kin are codecs, too


def _looks_like_utf16(body: bytes) -> bool:
    head = body[:200]
    return len(head) > 20 and head[1::2].count(0) > len(head) * 0.4 and head[0::2].count(0) == 0
