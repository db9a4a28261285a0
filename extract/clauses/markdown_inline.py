"""What do the marks inside one block of Markdown say of its text?"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from extract.clauses.marks import EMPHASIS, LINK, PICTURE, Mark, placed
from extract.runs import BREAK, Run
from extract.white_space import collapsed

_INLINE = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | !\[(?:[^\[\]\\]|\\.)*+\]\((?P<picture>[^()\s]*+(?:\([^()]*+\)[^()\s]*+)*+)(?:\s+"[^"]*+")?\s*\)
    | (?P<open>\[)
    | \]\(\s{0,20}(?P<target><[^<>\n]*+>|(?:[^()\s\\]|\\.|\((?:[^()\s]|\([^()\s]*+\))*+\))*+)
      (?:\s+(?:"(?:[^"\\]|\\.)*+"|'[^'\n]*+'))?\s*\)
    | <(?P<auto>(?:https?://|mailto:)[^<>\s]*+|[\w.+-]++@[\w.-]++)>
    | (?P<br><br\s*/?>)
    | (?<!<)</?[A-Za-z][^<>]*+> | <!--[^<>]{0,500}-->
    | (?P<strong>\*\*|__)
    | (?P<em>[*_])
    | `++
    """,
    re.X | re.S,
)
_MARKED = re.compile(r"[\\*_`<\[&]|\]\(")


class Inline(NamedTuple):
    """A block's runs, and the marks between them."""

    runs: list[Run]
    marks: tuple[Mark, ...] = ()


def inline(text: str) -> Inline:
    """Runs and marks of one block's Markdown.

    >>> [run.text for run in inline("Write **now**, please").runs]
    ['Write ', 'now', ', please']
    """
    if not _MARKED.search(text):
        return Inline([Run(text)])
    read = _Inline(text)
    return Inline(read.runs, placed(read.marks, read.runs))


class _Inline:
    """One pass over a block; links are closed at their target, so brackets without one stay text."""

    def __init__(self, text: str) -> None:
        self.runs: list[Run] = []
        self.marks: list[tuple[int, str]] = []  # each with the number of runs before it
        self.open: list[int] = []
        self.bold = False
        self.source = text
        done = 0
        for match in _INLINE.finditer(text):
            self._text(text[done : match.start()])
            done = match.end()
            self._mark(match)
        self._text(text[done:])

    def _text(self, text: str) -> None:
        if text:
            self.runs.append(Run(unescape(text) if "&" in text else text, self.bold))

    def _mark(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind == "escaped" or kind == "auto":
            text = match[kind]
            self.runs.append(Run(text, self.bold, None if kind == "escaped" else text))
        elif kind == "picture":
            self.marks.append((len(self.runs), PICTURE + unescape(match["picture"])))
        elif kind == "br":
            self.runs.append(BREAK)
        elif kind == "open":
            self.open.append(len(self.runs))
            self.runs.append(Run("[", self.bold))
        elif kind == "target":
            target = match["target"]
            self._close(unescape(target[1:-1]) if target[:1] == "<" else target or "#")
        elif kind in ("strong", "em"):
            self._emphasis(match, kind)

    def _close(self, target: str) -> None:
        if not self.open:
            self._text("]")
            return
        start = self.open.pop()
        self.runs[start] = Run("")
        if not any(collapsed(run.text) for run in self.runs[start:]):
            self.marks.append((start, LINK + target))
        for position in range(start, len(self.runs)):
            run = self.runs[position]
            if run is not BREAK and run.target is None:
                self.runs[position] = run._replace(target=target)
        self.runs.append(Run(""))  # two links that touch stay two

    def _emphasis(self, match: re.Match[str], kind: str) -> None:
        before = self.source[match.start() - 1 : match.start()]
        after = self.source[match.end() : match.end() + 1]
        inside_word = before.isalnum() and after.isalnum()
        alone = not before.strip() and not after.strip() and not (kind == "strong" and self.bold)
        if alone or (inside_word and "_" in match.group()):
            self._text(match.group())
            return
        self.marks.append((len(self.runs), EMPHASIS * len(match.group())))
        if kind == "strong":
            self.bold = not self.bold
