"""How are lines laid out, at any width?

On a terminal lines are broken at its width, and what follows hangs under its own beginning. Through a pipe
nothing is broken, so that a search for words finds them; COLUMNS, where it is set, says otherwise.
"""

from __future__ import annotations

import os

from rich.text import Text

from cli.output import console

_UNBROKEN = 1_000_000
_LEAST = 30  # columns for a text, however narrow the terminal and deep the list


def width() -> int:
    """Columns there are for a line."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal():
        return int(columns)
    return console.width if console.is_terminal else _UNBROKEN


def marked() -> bool:
    """Whether marks must say what colours cannot: through a pipe, with NO_COLOR, on a terminal without any."""
    return console.color_system is None or console.no_color


def line(text: Text | str = "", style: str = "") -> None:
    """One line, never broken: addresses and digests are to be copied."""
    console.print(text if isinstance(text, Text) else Text(text, style=style), soft_wrap=True)


def hang(gutter: Text | str, body: Text, indent: int) -> None:
    """The body beside the gutter, every line of it beginning at the same column."""
    gutter = gutter if isinstance(gutter, Text) else Text(gutter)
    lines = body.wrap(console, max(_LEAST, width() - indent))
    for number, part in enumerate(lines or [Text()]):
        part.rstrip()
        head = gutter.copy() if number == 0 else Text()
        head.pad_right(max(0, indent - head.cell_len))
        whole = Text.assemble(head, part)  # a sum would have the style of the gutter
        whole.rstrip()
        line(whole)


def body(text: str, indent: int, style: str = "") -> None:
    """A text under what it belongs to."""
    hang("", Text(text, style=style), indent)
