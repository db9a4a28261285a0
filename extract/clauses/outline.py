"""Which headings stand above a clause?

Levels of headings are a page's own; where many share one level, their numbers tell which stands above which ("2." above
"2.1", "Chapter 1" above "Article 1").  Everything here depends on nothing but the blocks in their order, so that a
page and its Markdown have the same outline.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extract.clauses.counting import Number, is_annex, number_of

_LONGEST_CONTENTS = 30
_CONTENTS = frozenset(
    (
        *("contents", "table of contents", "in this article", "on this page", "sommaire", "table des matières"),
        *("inhalt", "inhaltsverzeichnis", "índice", "tabla de contenidos", "indice", "sommario", "sumário"),
        *("inhoud", "inhoudsopgave", "spis treści", "目录", "目次", "목차"),
    )
)
_RANKS = {
    **dict.fromkeys(("article", "artikel", "articolo", "artículo", "artigo", "section", "clause", "cláusula"), 2),
    **dict.fromkeys(("第章", "제장"), 1),
    **dict.fromkeys(("第节", "第節", "제절"), 2),
    **dict.fromkeys(("第条", "第條", "제조"), 3),
    "第款": 4,
}
"""How deep what has such a name stands among its like; chapters, parts and annexes, not named here, stand highest."""


class _Step(NamedTuple):
    level: int
    depth: int  # among the headings of this level, by number
    text: str
    number: Number | None


class Path:
    """The headings above the place that was reached."""

    def __init__(self) -> None:
        self.above: tuple[str, ...] = ()
        self._steps: list[_Step] = []
        self._depths: dict[tuple[int, str], int] = {}  # of each level's styles of numbers

    def heading(self, level: int, label: str, text: str, *, inner: bool = False) -> tuple[str, ...]:
        """Takes a heading in; what stands above it. An `inner` one stands in the numbered section before it."""
        number = number_of(label) if label else None
        steps = self._steps
        while steps and (steps[-1].level > level or _is_contents(steps[-1])):
            steps.pop()
        if self._depths:
            self._depths = {key: depth for key, depth in self._depths.items() if key[0] <= level}
        if number is not None:
            depth, number = self._depth(level, number)
        else:
            depth = self._depth_inside(level, inner)
        while steps and steps[-1].level == level and steps[-1].depth >= depth:
            steps.pop()
        above = tuple([step.text for step in steps])
        steps.append(_Step(level, depth, text, number))
        self.above = (*above, text)
        return above

    def goes_on(self, label: str) -> None:
        """Takes the number of a text in: "3.4" does not stand below a heading "3.3", nor below what that one holds."""
        number = number_of(label)
        if number is None or len(number.parts) < 2:
            return
        for place, step in enumerate(self._steps):
            if step.number is not None and _is_past(number, step.number):
                del self._steps[place:]
                self.above = tuple([step.text for step in self._steps])
                return

    def line(self, level: int) -> tuple[str, ...]:
        """Takes in what is marked as a heading and reads as none, a date or a sentence: nothing stands below it."""
        while self._steps and self._steps[-1].level >= level:
            self._steps.pop()
        self.above = tuple([step.text for step in self._steps])
        return self.above

    def _depth(self, level: int, number: Number) -> tuple[int, Number]:
        """How deep a heading stands among those of its level: beside them, unless numbers say that it is below."""
        rows = [step for step in self._steps if step.level == level and step.number is not None]
        if not rows:
            return self._kept(level, number, 1)
        number = _letter_in_order(number, rows)
        annex = _annex_before(number, rows)
        if annex is not None:  # what counts in an annex begins anew
            self._depths.pop((level, number.style), None)
            return self._kept(level, number, annex.depth + 1)
        for step in reversed(rows):
            if _part_of(number, step.number):
                return step.depth + 1, number
        if len(number.parts) > 1:
            return self._kept(level, Number(number.style + ".", number.parts), 1)[0], number
        known = self._depths.get((level, number.style))
        if known is not None:
            return known, number
        return self._kept(level, number, rows[-1].depth + 1 if _begins_below(number, rows[-1].number) else 1)

    def _depth_inside(self, level: int, inner: bool) -> int:
        """How deep a heading without a number stands: in the annex it follows, or in the numbered section."""
        rows = [step for step in self._steps if step.level == level and step.number is not None]
        within = [step.depth for step in rows if inner or is_annex(step.number)]
        return within[-1] + 1 if within else 1

    def _kept(self, level: int, number: Number, depth: int) -> tuple[int, Number]:
        if len(number.parts) == 1:
            self._depths.setdefault((level, number.style), depth)
        return depth, number


def _annex_before(number: Number, rows: list[_Step]) -> _Step | None:
    """The annex in which a count begins with this number: any number right below, or a first Part or Article."""
    if " " not in number.style:
        return rows[-1] if is_annex(rows[-1].number) else None
    if is_annex(number) or number.parts[0] != 1:
        return None
    return next((step for step in reversed(rows) if is_annex(step.number)), None)


def _part_of(number: Number, above: Number | None) -> bool:
    """Whether the one is 2.1, or Article 2.1, where the other is 2."""
    if above is None or len(above.parts) >= len(number.parts):
        return False
    plain = number.style == "1" or number.style == above.style
    return plain and number.parts[: len(above.parts)] == above.parts


def _is_past(number: Number, above: Number) -> bool:
    """Whether a text with the one number comes after the whole section with the other, in the same chapter."""
    size = len(above.parts)
    same = size > 1 and number.style == above.style and number.parts[0] == above.parts[0]
    return same and number.parts > above.parts and number.parts[:size] != above.parts


def _is_contents(step: _Step) -> bool:
    """Whether a heading is that of a list of the headings, below which none of them stands."""
    short = step.number is None and len(step.text) <= _LONGEST_CONTENTS
    return short and step.text.casefold().rstrip(" :") in _CONTENTS


def _begins_below(number: Number, above: Number | None) -> bool:
    """Whether a count of another kind begins here: A below 2, Article 1 below Chapter 2; no annex stands below a 2."""
    if above is None or number.parts[0] != 1 or number.style == above.style:
        return False
    if " " not in number.style:
        return True
    return " " in above.style and _rank(number) > _rank(above)


def _rank(number: Number) -> int:
    return _RANKS.get(number.style.partition(" ")[0], 0)


def _letter_in_order(number: Number, rows: list[_Step]) -> Number:
    """After H comes the letter I, not the number one."""
    if number.style[-1:] not in ("I", "i") or len(number.parts) != 1 or number.parts[0] not in (1, 5, 10):
        return number
    letter = {1: 9, 5: 22, 10: 24}[number.parts[0]]
    style = number.style[:-1] + ("A" if number.style[-1] == "I" else "a")
    follows = any(step.number == Number(style, (letter - 1,)) for step in rows)
    return Number(style, (letter,)) if follows else number


def inner_headings(headings: Iterable[tuple[int, int, str]]) -> set[int]:
    """Which headings without a number stand inside a numbered section, given place, level and label of all.

    Between "2." and "3." of one level they are parts of 2, unless "3." follows at once: that is a title over several.
    """
    inner: set[int] = set()
    counts: dict[int, tuple[Number, list[int]]] = {}  # the last number of each level, and what came since
    for place, level, label in headings:
        counts = {one: count for one, count in counts.items() if one <= level}
        number = number_of(label) if label else None
        last, since = counts.get(level, (None, []))
        if number is None:
            since.append(place)
            continue
        if last is not None and number == last.next() and place - 1 not in since:
            inner.update(since)
        counts[level] = (number, [])
    return inner
