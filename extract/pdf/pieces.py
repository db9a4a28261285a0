"""Where on a PDF's page does a piece of text stand, and how does it look?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import hypot, isfinite
from typing import Any, NamedTuple

from extract.pdf.weights import dictionary
from extract.pdf.work import Shown


class Piece(NamedTuple):
    """Text as the writer placed it. `x` runs along the text, `y` falls from line to line, however a page is turned."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    breadth: float  # of a letter, beside that of other fonts
    parted: bool  # white space stood before it
    moved: bool  # pypdf took the place before it for another line

    @property
    def end(self) -> float:
        """Where it ends, about."""
        return self.x + self.breadth * breadth(self.text, self.size)


_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
_SYMBOLS = re.compile(r"(?i)wingdings|dingbats|symbol|webdings")
_UNUSED = "\x7f"
"""A code that western fonts leave free and writers set a bullet with (ISO 32000-1, D.2, note 3)."""

_WIDE_SET = re.compile(r"(?i)courier|mono|consol|typewriter")


def pieces_of(shown: Sequence[Shown]) -> Iterator[Piece]:
    """The pieces that hold more than white space, in the order of the page's stream."""
    styles: dict[int, tuple[bool, float]] = {}
    parted = moved = False
    for text, cm, tm, font, size in shown:
        if text.isspace():
            parted, moved = parted or text != "\n", moved or "\n" in text
            continue
        if id(font) not in styles:
            styles[id(font)] = _style(font)
        x, y, height = _place(tm, cm, size)
        bare = text.strip()
        if len(bare) == 1 and (bare == _UNUSED or _is_symbol(bare, font)):
            bare = "\u2022"
        yield Piece(bare, x, y, height, *styles[id(font)], parted or text[0].isspace(), moved)
        parted, moved = text.rstrip("\n")[-1:].isspace(), text[-1] == "\n"


def _is_symbol(letter: str, font: Any) -> bool:
    """Whether a letter stands for a shape that its font of symbols does not name: a bullet, mostly."""
    if "\uf020" <= letter <= "\uf0ff":
        return True
    return letter <= "\u00ff" and bool(_SYMBOLS.search(str(dictionary(font).get("/BaseFont", ""))))


def _place(tm: tuple[float, ...], cm: tuple[float, ...], size: float) -> tuple[float, float, float]:
    """Where text begins and how high it is, in axes turned with it (ISO 32000-1, 9.4.4)."""
    a, b = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
    c, d = tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]
    x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    along = hypot(a, b)
    if along and (b or a < 0):
        x, y = (x * a + y * b) / along, (y * a - x * b) / along
    if a * d < b * c:  # a mirror: a form that is drawn upside down
        y = -y
    height = abs(size) * hypot(c, d)
    if not (isfinite(x) and isfinite(y) and isfinite(height)):
        return 0.0, 0.0, 1.0
    return x, y, height or 1.0


def _style(font: Any) -> tuple[bool, float]:
    """Whether a font is bold, and how broad its letters are."""
    font = dictionary(font)
    name = str(font.get("/BaseFont", ""))
    weight = dictionary(font.get("/FontDescriptor")).get("/FontWeight")
    heavy = isinstance(weight, int | float) and weight >= 600
    return heavy or bool(_BOLD.search(name)), 1.15 if _WIDE_SET.search(name) else 1.0


class _Breadths(dict[str, float]):
    """How broad a letter is in most fonts, as a share of their size."""

    def __missing__(self, letter: str) -> float:
        wide = "\u1100" <= letter <= "\u11ff" or "\u2e80" <= letter <= "\ufe6f" or letter >= "\uff00"
        self[letter] = 1.0 if wide else 0.66 if letter.isupper() else 0.52
        return self[letter]


_BREADTHS = _Breadths(dict.fromkeys("iljtfrI.,:;'|!()[]-/ \u2019", 0.29) | dict.fromkeys("mwMW@%\u0153\u2014", 0.85))


def breadth(text: str, size: float) -> float:
    """How far a text reaches, about: within a tenth of the truth for most fonts."""
    return size * sum(map(_BREADTHS.__getitem__, text))
