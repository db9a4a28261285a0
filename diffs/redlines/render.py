"""How does a redline read as text, as Markdown, as HTML?

Texts of policies come from strangers: whatever they hold, none of it becomes markup here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from model import Edit, EditKind

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>&=:@/])")
_LINES = re.compile(r"\s*[\r\n\u2028\u2029\u0085\v\f]+\s*")

Marks = dict[EditKind, tuple[str, str]]

_TEXT: Marks = {EditKind.KEPT: ("", ""), EditKind.DELETED: ("[-", "-]"), EditKind.INSERTED: ("{+", "+}")}
_MARKED: Marks = {EditKind.KEPT: ("", ""), EditKind.DELETED: ("~~", "~~"), EditKind.INSERTED: ("**", "**")}
_TAGGED: Marks = {
    EditKind.KEPT: ("", ""),
    EditKind.DELETED: ("<del>", "</del>"),
    EditKind.INSERTED: ("<ins>", "</ins>"),
}


def as_text(edits: Iterable[Edit]) -> str:
    """`kept [-gone-]{+new+}`, as `git diff --word-diff` writes it."""
    return "".join(_marked(edit, _TEXT, str, inside=False) for edit in edits)


def as_markdown(edits: Iterable[Edit]) -> str:
    """`kept ~~gone~~ **new**`; every character that could mark up is escaped, line breaks are spaces."""
    return _spaced("".join(_marked(edit, _MARKED, _plain, inside=True) + "\0" for edit in edits))


def as_html(edits: Iterable[Edit]) -> str:
    """`kept <del>gone</del><ins>new</ins>`, escaped for text and for quoted attributes."""
    return "".join(_marked(edit, _TAGGED, escape, inside=False) for edit in edits)


def _marked(edit: Edit, marks: Marks, escaped: Callable[[str], str], *, inside: bool) -> str:
    """`inside`: marks close around the words, white space stays outside (Markdown demands it)."""
    opening, closing = marks[edit.kind]
    if not inside:
        return opening + escaped(edit.text) + closing
    core = edit.text.strip()
    if not core:
        return " " if edit.text else ""
    head = edit.text[: edit.text.index(core[0])] if edit.text[0].isspace() else ""
    tail = edit.text[len(head) + len(core) :]
    return f"{' ' if head else ''}{opening}{escaped(core)}{closing}{' ' if tail else ''}"


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _LINES.sub(" ", text).replace("\0", ""))


def _spaced(text: str) -> str:
    """Parts joined; a space between a deletion and the insertion that follows it directly."""
    return re.sub(r" {2,}", " ", text.replace("~~\0**", "~~ **").replace("\0", ""))
