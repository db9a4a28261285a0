"""When is a PDF more work to read than any policy?"""

from __future__ import annotations

import re
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.generic import ContentStream, DictionaryObject, NameObject, StreamObject

from extract.pdf.marks import Operation, marked
from extract.pdf.weights import dictionary, forms_of, ranges, widths

# Work is counted in operators and operands. One takes 2 to 10 microseconds. Writers that place every letter by itself
# make 8 for each letter, and 1.5 for each byte of the file: 28 pages of a real policy came to 650,000 and took 4 s.
_WORK_AT_FIRST, _WORK_PER_LETTER = 300_000, 16
_WORK_PER_BYTE, _MOST_WORK = 5, 3_000_000
_PER_FONT, _PER_PAGE = 100, 50
_PER_FAULT = 30_000
"""What a page may have taken before a fault was met in it, beside what its text takes."""

_BYTES_AT_ONCE = 8
"""So many characters of a string, or bytes of a stream that is gone through, take as long as an operand."""

LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "stream_decoding_work_maximum_length": 20_000_000,
    "lzw_maximum_output_length": 1_000_000,
    "run_length_maximum_output_length": 1_000_000,
    "page_tree_maximum_entries": 5_000,
    "page_tree_maximum_page_entries": 100_000,
}
_SHOWS = re.compile(rb"T[jJ]|Do|['\"]")
Shown = tuple[str, tuple[float, ...], tuple[float, ...], Any, float]
"""What pypdf tells of a piece of text: itself, both matrices where it begins, its font and that font's size."""

_TELLING = frozenset((b"Tj", b"TJ", b"'", b'"'))


class TooMuchWorkError(ValueError):
    """Reading on would take longer than any policy takes."""


class Work:
    """Reads pages until that is more work than any policy makes: beside the text they show, beside the size of the
    file, and of all pages together.

    A stream that is small when packed can hold millions of operators, and any number of pages can show it. What
    counts is counted, not timed, so that the same bytes always give the same reading.
    """

    def __init__(self, reader: PdfReader, size: int) -> None:
        self._reader = reader
        self._done = 0
        self._left = _WORK_AT_FIRST
        self._more = min(_MOST_WORK, _WORK_PER_BYTE * size)  # that can be earned
        self._per_form = 0
        self._weights: dict[int, int] = {}
        self._unpacked = 0  # bytes of the page that is read

    def text_of(self, page: PageObject) -> list[Shown]:
        """The text that a page shows, in pieces. Raises TooMuchWorkError where all is used up."""
        contents = page.get("/Contents")
        self._unpacked = 0
        self._spend(_PER_PAGE)
        if contents is None:
            return []
        stream = ContentStream(contents.get_object(), self._reader, "bytes")
        data = stream.get_data()
        self._unpacked = len(data)
        self._spend(len(data) // _BYTES_AT_ONCE // 4)
        if not _SHOWS.search(data):  # a drawing
            return []
        page[NameObject("/Contents")] = stream  # unpacked once
        shown = self._extracted(page, stream)
        page[NameObject("/Contents")] = contents  # many objects kept would slow the collection of garbage down
        self._spend(0)  # what goes wrong in a form is passed over by pypdf
        letters = sum(len(one[0]) - one[0].count(" ") - one[0].count("\n") for one in shown)
        earned = min(self._more, _WORK_PER_LETTER * letters)
        self._left, self._more = self._left + earned, self._more - earned
        return shown

    def give_up(self) -> None:
        """Spends what the page may have taken that was begun last, which could not be read."""
        self._spend(_PER_FAULT + self._unpacked // 2)

    def _extracted(self, page: PageObject, stream: ContentStream) -> list[Shown]:
        forms = self._weigh(page)
        shown: list[Shown] = []

        def show(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
            if text:
                shown.append(
                    (text, tuple(cm), tuple(tm), font, size)
                )  # where text runs leftwards pypdf goes on with both

        with apply_configuration(stream_parsing_work_maximum_count=self._left + 1):
            operations: list[Operation] = stream.operations
            if not forms:
                self._spend(sum(map(_work_of, operations)))
            operations[:] = marked(operations)
            page.extract_text(visitor_text=show, visitor_operand_before=self._meet if forms else None)
        return shown

    def _meet(self, operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        self._spend(_work_of((operands, operator)) + (self._per_form if operator == b"Do" else 0))

    def _spend(self, work: int) -> None:
        self._done, self._left = self._done + work, self._left - work
        if self._left < 0:
            raise TooMuchWorkError(f"{self._done} operators and operands, too many for what they show")

    def _weigh(self, page: PageObject) -> bool:
        """Spends what the fonts of a page take, and finds what its heaviest form takes each time it is shown.

        Says whether there are forms: only then pypdf has to tell of every operator, which costs a tenth.
        """
        resources = dictionary(page.get_inherited("/Resources"))
        self._spend(self._of_fonts(resources))
        weights = [self._of_form(form) for form in forms_of(resources)]
        self._per_form = max(weights, default=0)
        return bool(weights)

    def _of_form(self, form: StreamObject) -> int:
        if id(form) not in self._weights:
            size = len(form.get_data())
            self._spend(size // _BYTES_AT_ONCE // 4)
            self._weights[id(form)] = size // _BYTES_AT_ONCE + self._of_fonts(dictionary(form.get("/Resources")))
        return self._weights[id(form)]

    def _of_fonts(self, resources: DictionaryObject) -> int:
        return sum(self._of_font(dictionary(font)) for font in dictionary(resources.get("/Font")).values())

    def _of_font(self, font: DictionaryObject) -> int:
        """Every page and every form reads its fonts anew."""
        if id(font) not in self._weights:
            named = dictionary(font.get("/ToUnicode"))
            data = named.get_data() if isinstance(named, StreamObject) else b""
            self._spend(len(data) // _BYTES_AT_ONCE // 4)
            entries = len(data) + widths(font) + _BYTES_AT_ONCE * ranges(data)
            self._weights[id(font)] = _PER_FONT + entries // _BYTES_AT_ONCE
        return self._weights[id(font)]


def _work_of(operation: Operation) -> int:
    operands, operator = operation
    work = 1 + len(operands)
    if operator not in _TELLING or not isinstance(operands, list):
        return work
    for one in operands:
        if isinstance(one, list):
            work += len(one)
            for part in one:
                if isinstance(part, str | bytes):
                    work += len(part) // _BYTES_AT_ONCE
        elif isinstance(one, str | bytes):
            work += len(one) // _BYTES_AT_ONCE
    return work
