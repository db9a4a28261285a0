"""Which wordings hold what is looked for best, without weighing all that hold it?

FTS5 weighs every hit by bm25, and a word of every day has very many. bm25 grows with how often a word stands in a text
and falls with the text's length, so what can be among the best is known when a text is indexed: a column of the index
holds the words that stand densely in it, each behind a letter that says how densely. Whoever asks for the best takes
the texts in which a word is densest, lets bm25 weigh these alone, and is done if all that are wanted weigh more than
any text could that is not among them. The answer is that of bm25 over all.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from heapq import nsmallest

from sqlite_utils import Database

from store.matching import Asked

Ranked = tuple[int, float]
"""A wording and its rank by bm25, the lower the better."""

# What is indexed follows from all of this, so it is never altered without indexing anew.
_LEVELS = (1.5, 1.6, 1.75)  # what one word weighs at least by bm25, its rarity aside
MARKS = "\uf8f1\uf8f2\uf8f3"
"""The letters of the levels. They are for private use, and so part of a word to FTS5; nobody asks for them."""
_USUAL = 40  # words of a text; the shorter it is the denser is each of its words
_K1, _B = 1.2, 0.75  # as in FTS5
_LETTERS = (
    "0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af"
    "\u0386\u0388-\u03f5\u03f7-\u0481\u048a-\u0527\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u9fbb\uac00-\ud7a3"
)
_WORD = re.compile(f"[{_LETTERS}]+")
_SIGNS = (
    "\0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u2000-\u206f\u20a0-\u20b5\u2190-\u23e7\u3001-\u3003\u3008-\u3011"
)
_MORE = re.compile(f"[^{_SIGNS}]")
_UNKNOWN = re.compile(f"[^{_LETTERS}{_SIGNS}]")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(0x80)}
_AS_IT_IS = "\u01e1\u01e3\u01ef\u01fd\u01ff"  # with accents on what is no plain letter
_MARKS_OF_ACCENTS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
_PLAIN = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250) if chr(code) not in _AS_IT_IS}
_PLAIN |= dict.fromkeys(filter(lambda code: re.match(f"[{_MARKS_OF_ACCENTS}]", chr(code)), range(0x300, 0x332)), "")
_OTHER = zip(
    "\u00b5\u017f\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5",
    "\u03bcs\u03c3\u03b2\u03b8\u03c6\u03c0\u03ba\u03c1\u03b5",
    strict=True,
)
_PLAIN |= {code: chr(code) for code in range(0x80)}  # found, they are sooner done with
_PLAIN |= {ord(letter): plain for letter, plain in _OTHER}

_WEIGHED = "SELECT rowid, bm25(wording_search, 1, 1, 0) AS rank FROM wording_search WHERE wording_search MATCH ?"
_OFTEN = 3  # times as many as are wanted have to be dense: a third to half of them weigh more than others can
_EQUAL = 50  # that many may be equally good at the end
_FEW = 1_000  # hits that bm25 weighs sooner than anything is found out about them


def dense_words(text: str, words: str) -> str:
    """What stands in the index besides a wording itself: its dense words, each behind the letter of its level.

    `words` are those that are indexed of a text whose characters are words, else empty.

    >>> [(MARKS.index(one[0]), one[1:]) for one in dense_words("Cookies: why we use cookies on our pages", "").split()]
    [(2, 'cookies')]
    """
    found, doubtful = _cut(f"{text} {words}" if words else text)
    spread = _spread(len(found) - doubtful, _USUAL)
    least = _LEAST[0] * spread
    if len(found) < least or (least > 1 and len(found) == len(set(found))):
        return ""
    counts: dict[str, int] = {}
    for word in found:
        counts[word] = counts.get(word, 0) + 1
    return " ".join([_mark(times / spread) + word for word, times in counts.items() if times >= least])


def words_in(text: str) -> list[str]:
    """Its words as FTS5 takes them, without accents, as far as letters are known here."""
    return _cut(text)[0]


def unknown(text: str) -> int:
    """How many of its characters may be letters to FTS5 and join two words that stand apart here."""
    return _cut(text)[1]


def _cut(text: str) -> tuple[list[str], int]:
    if not _MORE.search(text):  # most have no letters but those of ASCII
        return text.encode("ascii", "replace").decode().translate(_ASCII).split(), 0
    lower = text.lower().translate(_PLAIN)
    return _WORD.findall(lower), len(_UNKNOWN.findall(lower))


def _spread(length: float, usual: float) -> float:
    """How much the length of a text takes from the weight of its words."""
    return _K1 * (1 - _B + _B * length / usual)


def _dense(weight: float) -> float:
    """How often a word stands in a text, in parts of its spread, if it weighs so much."""
    return weight / (_K1 + 1 - weight)


_LEAST = tuple(_dense(weight) for weight in _LEVELS)


def _mark(density: float) -> str:
    return MARKS[bisect_right(_LEAST, density) - 1]


class Ranking:
    """The best of what holds some words. Reads only."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def best(self, asked: Asked, most: int) -> tuple[list[Ranked], bool]:
        """So many of the wordings that hold the words, best first, with all that rank as the last of them does.

        Says besides whether these are all that there are.
        """
        hits = self._hits(asked.query)
        if not hits:
            return [], True
        chosen = self._dense(asked, hits, most) if _FEW < hits > most else None
        if chosen is None:
            chosen = self._first(asked.query, hits, most)
        if len(chosen) < most:
            return sorted(chosen, key=_order), True
        last = nsmallest(most, chosen, key=_order)[-1][1]
        return sorted([one for one in chosen if one[1] <= last], key=_order), len(chosen) == hits == most

    def among(self, asked: Asked, wordings: str, values: Sequence[str]) -> list[Ranked]:
        """All that hold the words of those wordings whose numbers a query gives: no others are weighed."""
        # The sign keeps SQLite from looking up one by one.
        rows = self._db.conn.execute(f"{_WEIGHED} AND +rowid IN ({wordings})", (asked.query, *values))
        return sorted(rows.fetchall(), key=_order)

    def by_bm25(self, asked: Asked, most: int) -> list[Ranked]:
        """The best by weighing all: what `best` is measured against."""
        rows = self._db.conn.execute(f"{_WEIGHED} ORDER BY rank, rowid LIMIT ?", (asked.query, most))
        return rows.fetchall()

    def hits(self, asked: Asked) -> int:
        """How many wordings hold the words."""
        return self._hits(asked.query)

    def wordings(self) -> int:
        """How many are indexed."""
        return self._sizes()[0]

    # -- inside

    def _dense(self, asked: Asked, hits: int, most: int) -> list[Ranked] | None:
        """Those among which the best are, or None where nobody knows which are."""
        parts = [words_in(part) for part in asked.parts]
        if not all(parts):
            return None
        rarity, usual = self._rarity(asked, hits)
        for level in reversed(range(len(_LEVELS))):
            among = " OR ".join(f"({' AND '.join(_at_least(level, word) for word in part)})" for part in parts)
            if self._hits(among, _OFTEN * most) < _OFTEN * most:
                continue
            found = self._weighed(f"({among}) AND ({asked.query})")
            least = -rarity * _weight(level, usual)
            if sum(rank <= least for _, rank in found) >= most:
                return found
        return None

    def _first(self, query: str, hits: int, most: int) -> list[Ranked]:
        """The best, and as far as they are equally good as the last of these all others; of few all."""
        if hits > most + _EQUAL:
            rows = self._db.conn.execute(f"{_WEIGHED} ORDER BY rank LIMIT ?", (query, most + _EQUAL)).fetchall()
            if rows[-1][1] > rows[most - 1][1]:
                return rows
        return self._weighed(query)

    def _weighed(self, query: str) -> list[Ranked]:
        return self._db.conn.execute(_WEIGHED, (query,)).fetchall()

    def _hits(self, query: str, most: int = -1) -> int:
        """How many hold it; no more than `most` are counted."""
        rows = self._db.conn.execute(
            "SELECT count(*) FROM (SELECT 1 FROM wording_search WHERE wording_search MATCH ? LIMIT ?)", (query, most)
        )
        return int(rows.fetchone()[0])

    def _rarity(self, asked: Asked, hits: int) -> tuple[float, float]:
        """By what bm25 multiplies the weights, of all parts together, and how many words a text has on average."""
        texts, *words = self._sizes()
        parts = [f'"{part}"' for part in asked.parts]
        counts = [hits] if len(parts) == 1 else [self._hits(part) for part in parts]
        logs = (math.log((texts - count + 0.5) / (count + 0.5)) for count in counts)
        return sum(log if log > 0 else 1e-6 for log in logs), sum(words) / texts

    def _sizes(self) -> Sequence[int]:
        """How many texts are indexed, and how many words they have in each column."""
        return numbers(self._db.conn.execute("SELECT block FROM wording_search_data WHERE id = 1").fetchone()[0])


def _order(one: Ranked) -> tuple[float, int]:
    return one[1], one[0]


def _at_least(level: int, word: str) -> str:
    return "(" + " OR ".join(f'"{mark}{word}"' for mark in MARKS[level:]) + ")"


def _weight(level: int, usual: float) -> float:
    """What a word weighs at most in a text that has it less densely, as texts have `usual` words today."""
    density = _LEAST[level] * max(1.0, usual / _USUAL)
    return (_K1 + 1) * density / (1 + density)


def numbers(block: bytes) -> Sequence[int]:
    """Numbers of variable length, as SQLite writes them: how many texts an FTS5 index has, and tokens by column.

    >>> numbers(bytes([0x81, 0x00, 0x05]))
    [128, 5]
    """
    found, number = [], 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            found.append(number)
            number = 0
    return found
