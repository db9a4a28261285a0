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


def plain(text: str) -> str:
    """The words of most texts: small letters, without the punctuation.

    >>> plain("We won\u2019t sell your data (1.5% of it), ever.")
    "we won't sell your data 1.5 % of it ever"
    """
    if _NUMBER.search(text):
        words = _NO_NUMBER.sub(" ", text.translate(_AND_NUMBERS)).split()
    else:
        words = text.translate(_LETTERS).split()
    return " ".join([word.strip("'") for word in words] if "'" in text or "\u2019" in text else words)


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
