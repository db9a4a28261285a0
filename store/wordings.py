"""Under which number is each wording kept, and what are its words?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlite_utils import Database

from model import Clause, Digest, sha256


class _Letters(dict[int, str]):
    """What becomes of each character; of those that are not in it, a space."""

    def __missing__(self, code: int) -> str:
        return " "


# By this rule words were left out, so it is never altered: digits, Latin letters in their small form, apostrophes,
# signs that are words, what stands inside a number. Letters far from ASCII are not relied upon to stay as they are.
_LATIN = (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x180))
_LETTERS = _Letters({code: chr(code).lower() for code in _LATIN if chr(code).isalnum()})
_LETTERS |= {ord(quote): "'" for quote in "'\u2018\u2019"} | {ord(sign): f" {sign} " for sign in "%$\u20ac\u00a3"}
_AND_NUMBERS = _Letters(_LETTERS | {ord(one): one for one in ".,:/"})
_NUMBER = re.compile("[0-9][.,:/][0-9]")
_NO_NUMBER = re.compile("(?<![0-9])[.,:/]+|[.,:/]+(?![0-9])")


# The same for texts in Latin-1, as most are once their typographical signs are plain: a table of bytes is much faster.
_SIGNS = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", " "), ("\u201d", " "), ("\u2013", " "), ("\u2014", " "))
_OF_LATIN = bytes(ord(_LETTERS[code].strip() or " ") for code in range(0x100))
_OF_NUMBERS = bytes(code if chr(code) in ".,:/" else letter for code, letter in enumerate(_OF_LATIN))
_APART = "%$\xa3"
_KINDS = {**dict.fromkeys("0123456789", "0"), **dict.fromkeys(".,:/", "."), **dict.fromkeys(_APART, "%")}
_OF_KINDS = bytes(ord(_KINDS.get(chr(code), " ")) for code in range(0x100))


def plain(text: str) -> str:
    """The words of most texts: small letters, without the punctuation.

    >>> plain("We won\u2019t sell your data (1.5% of it), ever.")
    "we won't sell your data 1.5 % of it ever"
    """
    told = _in_latin(text)
    if told is None:
        told = _in_any(text)
    if ("'" in text or "\u2019" in text) and (" '" in told or "' " in told):
        return " ".join([word.strip("'") for word in told.split()])
    while "  " in told:
        told = told.replace("  ", " ")
    return told.strip(" ")


def _in_latin(text: str) -> str | None:
    """As `_in_any`, and sooner."""
    if not text.isascii():
        for sign, plainly in _SIGNS:
            text = text.replace(sign, plainly)
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    kinds = raw.translate(_OF_KINDS)
    numbers = b"0.0" in kinds
    raw = raw.translate(_OF_NUMBERS if numbers else _OF_LATIN)
    if b"%" in kinds:
        for apart in _APART:
            raw = raw.replace(apart.encode("latin-1"), f" {apart} ".encode("latin-1"))
    told = raw.decode("latin-1")
    return f" {_NO_NUMBER.sub(' ', told) if numbers else told} "


def _in_any(text: str) -> str:
    """The words between spaces."""
    if _NUMBER.search(text):
        return f" {_NO_NUMBER.sub(' ', text.translate(_AND_NUMBERS))} "
    return f" {text.translate(_LETTERS)} "


def words_kept(text: str, words: str) -> str | None:
    """What is kept of the words: nothing where the text tells them."""
    return None if plain(text) == words else words


def words_told(text: str, kept: str | None) -> str:
    """The words, from what `words_kept` left."""
    return plain(text) if kept is None else kept


class Wordings:
    """The wordings of clauses. Facts: they only ever grow."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, clause: Clause) -> tuple[bytes, int | None]:
        """The digest of a clause's words, and under which number they and its text are kept, if they are."""
        digest = bytes.fromhex(clause.digest)
        row = self._db.conn.execute(
            "SELECT id FROM wording WHERE digest = ? AND text = ?", (digest, clause.text)
        ).fetchone()
        return digest, row[0] if row else None

    def named(self, prefix: str) -> list[tuple[Digest, str]]:
        """(digest, words) of every wording whose digest begins so, in hexadecimal."""
        rows = self._db.execute(
            "SELECT digest, text, words FROM wording WHERE digest BETWEEN ? AND ? ORDER BY digest, id",
            [bytes.fromhex(prefix.ljust(64, "0")), bytes.fromhex(prefix.ljust(64, "f"))],
        )
        return list({Digest(digest.hex()): words_told(text, kept) for digest, text, kept in rows}.items())

    def faults(self) -> Iterator[str]:
        """Which wordings have others than their digests name, in words. Reads all of them."""
        for number, digest, text, kept in self._db.conn.execute("SELECT id, digest, text, words FROM wording"):
            if sha256(words_told(text, kept)) != digest.hex():
                yield (
                    f"the wording {number}, kept under {digest.hex()}: has another digest than when it was stored;"
                    " restore the database from a backup"
                )
