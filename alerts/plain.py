"""How does a letter read as plain text?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import TextWrapper, wrap

import diffs
from alerts.letter import Command, Heading, Letter, Paragraph, Part, Passage, Points, Proof, Source, Table
from alerts.neutral import one_line, spaced
from model import Edit

_WIDTH = 78
_COLUMN = 28  # characters of a column at most, but for the last


def as_text(letter: Letter) -> str:
    """Lines of at most 78 characters; only addresses, roots and commands may be longer, so that they can be copied."""
    lines = [*_wrapped(letter.title), *_wrapped(letter.about)]
    for part in letter.parts:
        lines += ["", *_lines(part)]
    if letter.foot:
        lines += ["", "--"]
    for foot in letter.foot:
        lines += _wrapped(foot)
    return "\n".join(lines) + "\n"


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(text=text):
            yield from _wrapped(text)
        case Heading(text=text):
            yield from _wrapped(text)
            yield "-" * min(_WIDTH, len(one_line(text)))
        case Passage():
            yield from _wrapped(part.where)
            yield from _wrapped(f"{part.says}  #{part.citation}")
            yield from _wrapped(diffs.as_text(_spaced(part.edits)), "    ")
        case Source():
            yield from _source(part)
        case Proof(root=root):
            yield f"evidence {one_line(root)}"
        case Command(words=words, command=command):
            yield from _wrapped(words)
            yield f"    {one_line(command)}"
        case Points(items=items):
            for item in items:
                yield from _wrapped(item, "  ", "- ")
        case Table():
            yield from _table(part)


def _table(part: Table) -> Iterator[str]:
    """Columns as wide as what stands in them, in bounds; what is longer goes on below."""
    rows = [[one_line(cell) for cell in row] for row in (part.head, *part.rows)]
    wide = [min(_COLUMN, max(len(row[at]) for row in rows)) for at in range(len(part.head) - 1)]
    wide.append(max(_COLUMN, _WIDTH - sum(wide) - 2 * len(wide)))
    for number, row in enumerate(rows):
        cells = [wrap(cell, width) or [""] for cell, width in zip(row, wide, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            yield "  ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)).rstrip()
        if number == 0:
            yield "-" * min(_WIDTH, sum(wide) + 2 * len(wide) - 2)


def _source(part: Source) -> Iterator[str]:
    yield from _wrapped(f"{part.label}: {part.citation}")
    yield f"  sha256:{one_line(part.digest)}"
    for place in part.places:
        yield f"  {one_line(f'{place.text} {place.address}')}"


def _spaced(edits: tuple[Edit, ...]) -> Iterator[Edit]:
    return (Edit(kind=edit.kind, text=spaced(edit.text)) for edit in edits)


def _wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    line = one_line(text)
    lead = indent if first is None else first
    wrapper = TextWrapper(_WIDTH, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)
    return wrapper.wrap(line) if line else []
