"""Which lines of a PDF are running heads, running feet and page numbers?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.one_line import DATED, TITLE_WORDS
from extract.pdf.lines import Line
from extract.white_space import collapsed

_MOST_ROWS = 3
"""A head or foot of more rows than this is text."""

_DIGITS = re.compile(r"\d{1,4}")
_PAGE_WORD = r"page|pages|seite|pagina|página|strona|sida|side|sivu|p\.|pág\.|стр\.|страница|第"
_OF = r"/|\||of|von|sur|de|di|van|av|af|z|из"
_NUMBERED_PAGE = re.compile(
    rf"(?i)(?:.{{0,80}}[\W_])?(?:(?:{_PAGE_WORD})\s{{0,3}}\d{{1,4}}(?:\s{{0,3}}(?:{_OF})\s{{0,3}}\d{{1,4}})?"
    rf"|\d{{1,4}}\s{{0,3}}(?:/|of|von|sur)\s{{0,3}}\d{{1,4}})\W{{0,3}}(?:页)?"
)
_ONLY_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}")
_PART = re.compile(
    r"(?i)\W*(?:article|artikel|artículo|articolo|section|sektion|part|chapter|kapitel|chapitre|annex|anhang|annexe|"
    r"appendix|schedule|clause|exhibit|rule|§)s?\W{0,3}\d"
)
"""Parts of a document count on like its pages, and some begin a page each: they are headings."""

_Row = list[Line]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without what runs along their edges, and the text of each line that was taken off."""
    dropped: set[int] = set()
    for sign in (-1, 1):
        dropped |= _running([_rows(page, sign) for page in pages], sign)
    spared = _first_of_all(pages, dropped)
    dropped -= spared
    lengths = [(len(line.text), id(line) in dropped) for page in pages for line in page]
    if 2 * sum(length for length, gone in lengths if gone) > sum(length for length, _ in lengths):
        dropped = set()  # pages that are all alike
    kept = [[line for line in page if id(line) not in dropped] for page in pages]
    for page in kept[:1]:
        page.sort(key=lambda line: id(line) not in spared)  # many writers set the head after the text
    return kept, [line.text for page in pages for line in page if id(line) in dropped]


def _rows(page: Sequence[Line], sign: int) -> list[_Row]:
    """What may be a head (sign -1) or foot (1): rows from the edge of a page inwards."""
    rows: list[_Row] = []
    for line in sorted(page, key=lambda line: sign * line.y):
        if rows and abs(rows[-1][0].y - line.y) <= 3:
            rows[-1].append(line)
        elif len(rows) == _MOST_ROWS + 1:
            break
        else:
            rows.append([line])
    return rows


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.text.lower())


def _running(pages: list[list[_Row]], sign: int) -> set[int]:
    """Row by row from the edge, as long as rows run."""
    running: set[int] = set()
    for _ in range(_MOST_ROWS):
        outermost = {number: rows[0] for number, rows in enumerate(pages) if rows}
        shapes = _running_shapes(outermost, len(pages), sign)
        gone = [number for number, row in outermost.items() if all(_shape(line) in shapes for line in row)]
        if not gone:
            break
        for number in gone:
            running.update(map(id, pages[number].pop(0)))
    return running


def _running_shapes(rows: dict[int, _Row], count: int, sign: int) -> set[str]:
    """What stands in the outermost row of a good part of the pages, further out than the text of the others."""
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, row in rows.items():
        for line in row:
            places[_shape(line)].append((number, line))
    if count == 1:
        return {shape for shape, met in places.items() if _is_number_of(met[0][1].text, 1, sign)}
    fewest = max(2 if count < 4 else 3, 0.25 * count)
    likely = {shape: met for shape, met in places.items() if _at_one_height(met) >= fewest and _counts_on(met)}
    text = {n: row for n, row in rows.items() if not all(_shape(line) in likely for line in row)}
    return {shape for shape, met in likely.items() if _outside(met, text, count, sign)}


def _at_one_height(met: Sequence[tuple[int, Line]]) -> int:
    """How many lines stand as high as the middle one: text that happens to repeat does not."""
    middle = sorted(line.y for _, line in met)[len(met) // 2]
    return sum(abs(line.y - middle) < 3 for _, line in met)


def _is_number_of(text: str, page: int, sign: int) -> bool:
    """Whether a line says which page this is: below the text a number alone is enough."""
    if _NUMBERED_PAGE.fullmatch(text):
        return str(page) in _DIGITS.findall(text)
    return sign == 1 and bool(_ONLY_NUMBER.fullmatch(text)) and _DIGITS.findall(text) == [str(page)]


def _counts_on(met: Sequence[tuple[int, Line]]) -> bool:
    """Whether the numbers in lines of one shape are the same on every page, or grow with the pages."""
    numbers = [tuple(map(int, _DIGITS.findall(line.text))) for _, line in met]
    if len(set(numbers)) == 1:
        return True
    if any(_PART.match(line.text) for _, line in met[:2]):
        return False
    for column in zip(*numbers, strict=True):
        starts = Counter(value - page for value, (page, _) in zip(column, met, strict=True))
        if starts.most_common(1)[0][1] >= 0.7 * len(met):
            return True
    return False


def _outside(met: Sequence[tuple[int, Line]], text: dict[int, _Row], count: int, sign: int) -> bool:
    """Whether the text of other pages ends before this place: the head of a table repeats within the text's place."""
    place = sorted(sign * line.y for _, line in met)[len(met) // 2]
    beyond = sum(sign * row[0].y <= place + 1 for row in text.values())
    return beyond <= max(1, 0.1 * count)


def _first_of_all(pages: Sequence[Sequence[Line]], dropped: set[int]) -> set[int]:
    """The head of the first page where it is the document's title or date and stands nowhere else on that page."""
    if not pages:
        return set()
    kept = [line for line in pages[0] if id(line) not in dropped]
    text = [line.text.lower() for line in kept]
    below = max((line.y for line in kept), default=float("-inf"))
    heads = [line for line in pages[0] if id(line) in dropped and line.y > below]
    return {
        id(line)
        for line in heads
        if _names(line.text) and not _stands_in(line.text.lower(), text) and not _has_title(kept, line)
    }


def _has_title(kept: Sequence[Line], head: Line) -> bool:
    """Whether a larger line near the top of a page names the document, so that a head that names it too does not."""
    near = [line for line in kept if line.size > 1.15 * head.size][:_MOST_ROWS]
    return not DATED.search(collapsed(head.text)) and any(TITLE_WORDS.search(line.text) for line in near)


def _stands_in(head: str, text: Sequence[str]) -> bool:
    """Whether a line of the page is this head too, or little more."""
    return any(head in line and len(line) < len(head) + 30 for line in text)


def _names(text: str) -> bool:
    if _NUMBERED_PAGE.fullmatch(text) or _ONLY_NUMBER.fullmatch(text):
        return False
    return bool(TITLE_WORDS.search(text) or DATED.search(collapsed(text)))
