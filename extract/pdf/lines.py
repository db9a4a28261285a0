"""Which pieces of a PDF's page stand in one line, and in which order are the lines read?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.marks import DRAWN
from extract.pdf.pieces import Piece, pieces_of
from extract.pdf.work import Shown
from extract.white_space import collapsed


class Line(NamedTuple):
    """A line of one column or cell."""

    text: str
    x: float
    y: float
    right: float  # where it ends, about
    size: float
    bold: bool
    page: int

    def beside(self, other: Line) -> bool:
        """Whether both stand at one height."""
        return abs(self.y - other.y) < 0.5 * max(self.size, other.size)


_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_LABEL = re.compile(r"(?:[•▪●○◦‣■➢➣➤►▶▸❖◆◇⁃∙⦁·□✓✔→*o–—\uf020-\uf0ff-]|\(?[\w.]{1,7}[.)]|\d[\d.]{0,7})")
_LEFTWARDS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")  # Hebrew, Arabic
_OPENS, _CLOSES = tuple("([{“„«‘/"), tuple(")]}”»’.,;:!?/")


def lines_of(shown: Sequence[Shown], page: int) -> list[Line]:
    """The lines of a page in the order of reading."""
    lines: list[Line] = []
    row: list[Piece] = []
    pieces = list(_with_bullets(list(pieces_of(shown))))
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        if row and not _continues(row, piece, following):
            lines.append(_line(row, page))
            row = []
        if not (row and _again(row[-1], piece)):
            row.append(piece)
    if row:
        lines.append(_line(row, page))
    return _by_column([line for line in lines if line.text])


def _with_bullets(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Bullets that were drawn are letters where text is beside them, else no text at all."""
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        if piece.text != DRAWN:
            yield piece
        elif following and _is_before(piece, following):
            yield piece._replace(text="\u2022", y=following.y, size=following.size, bold=following.bold)


def _is_before(bullet: Piece, text: Piece) -> bool:
    return 0 < text.x - bullet.x < 4 * text.size and abs(text.y - bullet.y) < 0.5 * text.size


def _continues(row: Sequence[Piece], piece: Piece, following: Piece | None) -> bool:
    """Whether a piece stands in the line of those before it: at its height or raised, and not far from its end."""
    last = row[-1]
    size = max(last.size, piece.size)
    if abs(piece.y - last.y) > 0.45 * size:
        return False
    if piece.x < last.x - 0.5 * size:
        return bool(_LEFTWARDS.search(last.text) and _LEFTWARDS.search(piece.text))
    if piece.text.startswith(_CLOSES):
        return True
    gap = piece.x - last.end
    if gap < 1.4 * size + 0.15 * (last.end - last.x):
        return True
    if _LABEL.fullmatch(last.text) and piece.x - last.x < 6 * size:
        return True
    stretched = gap < _WIDEST * size and piece.text[0].islower()
    return stretched and (_even(*row[-2:], piece) or (following is not None and _even(last, piece, following)))


_WIDEST = 5  # letters; the words of a line that is stretched to both margins stand no further apart


def _even(*three: Piece) -> bool:
    """Whether three pieces stand in one row, one as far from the other as that from the third."""
    if len(three) < 3 or len({round(piece.y) for piece in three}) > 1:
        return False
    one, other = (piece.x - last.end for last, piece in pairwise(three))
    return min(one, other) > 0 and abs(one - other) < 0.5 * three[0].size


def _again(last: Piece, piece: Piece) -> bool:
    """Whether a piece is the one before drawn twice, a hair apart, to look bold."""
    near = abs(piece.x - last.x) < 0.1 * last.size and abs(piece.y - last.y) < 0.1 * last.size
    return near and piece.text == last.text


def _line(row: Sequence[Piece], page: int) -> Line:
    text = row[0].text
    for last, piece in pairwise(row):
        text += f" {piece.text}" if _apart(last, piece) else piece.text
    largest = max(row, key=lambda piece: len(piece.text))
    bold = all(piece.bold for piece in row if any(map(str.isalnum, piece.text)))
    return Line(
        collapsed(text.translate(_LIGATURES).replace("\0", "")),
        row[0].x,
        largest.y,
        row[-1].end,
        largest.size,
        bold and row[0].bold | row[-1].bold,
        page,
    )


def _apart(last: Piece, piece: Piece) -> bool:
    """Whether a space is between two pieces.

    Where the writer went by way of another place, pypdf saw no gap. A writer who has spaces in
    pieces writes them; where each word is placed by itself without any, the distance tells.
    """
    if piece.parted:
        return True
    if not piece.moved or last.text.endswith(_OPENS) or piece.text.startswith(_CLOSES):
        return False
    gap = piece.x - last.end
    if " " in last.text or " " in piece.text:
        return gap > 1.5 * piece.size
    return gap > 0.15 * piece.size


_FEWEST_ROWS = 8


def _by_column(lines: list[Line]) -> list[Line]:
    """Two columns of prose that were written row by row, one read after the other. Tables stay as they are."""
    rights = [line for last, line in pairwise(lines) if line.beside(last) and line.x > last.x]
    if len(rights) < _FEWEST_ROWS or 3 * len(rights) < len(lines):
        return lines
    gutter = Counter(round(line.x) for line in rights).most_common(1)[0][0] - 2
    lefts = [last for last, line in pairwise(lines) if line.beside(last) and line.x >= gutter]
    if not (_flows(lefts) and _flows([line for line in rights if line.x <= gutter + 4])):
        return lines
    ordered: list[Line] = []
    waiting: list[Line] = []
    for line in lines:
        if line.x >= gutter:
            waiting.append(line)
            continue
        if line.right > gutter + 2 * line.size:  # over both columns
            ordered += waiting
            waiting = []
        ordered.append(line)
    return ordered + waiting


def _flows(lines: Sequence[Line]) -> bool:
    """Whether lines are those of one text: most begin within a sentence."""
    within = sum(line.text[0].islower() and len(line.text) > 20 for line in lines)
    return len(lines) >= _FEWEST_ROWS and within >= 0.4 * len(lines)
