"""Which changes stand in which section, and how much stands unchanged around them?

What a person reads first. The outline is that of the text after. Where a section went, what it held is told under
its old headings, at its old place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from diffs.outline.places import Key, Outline, Place, behind, in_place, way
from model import Block, Change, ChangeKind, Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Here stands a change, by its number among those that are told."""

    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Here stood a clause that moved or was merged into another (`gone`), or stands a further part of one split.

    `part` says which of the change's clauses, of those before if it is gone.
    """

    change: int
    gone: bool
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A run of clauses that are not told: positions of the unchanged in the text after, numbers of the quiet changes.

    `wordless` are positions of lines like "updated 5 days ago": no word of them counts, so nothing is said of them.
    `sections` is how many sections were folded with it, headings and all.
    """

    unchanged: tuple[int, ...]
    quiet: tuple[int, ...] = ()
    sections: int = 0
    wordless: tuple[int, ...] = ()


Row = Told | Elsewhere | Folded  # what can stand in a section


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is told under a heading. `headings` is the way there, its own last; empty above the first heading.

    `heading` is its own, None above the first; `begin` is the position of its first clause. A section that is `gone`
    stood here in the text before, and is `continued` where more of it stood behind what is now another section.
    """

    headings: tuple[str, ...]
    heading: Clause | None
    begin: int
    gone: bool
    continued: bool
    rows: tuple[Row, ...]


def sections(
    before: Sequence[Clause], after: Sequence[Clause], told: Sequence[Change], quiet: Sequence[Change] = ()
) -> tuple[Section | Folded, ...]:
    """All changes that are told, each once and in reading order; the clauses between them are folded.

    `quiet` are changes that are only counted. Every clause of `after` is in a change, in a fold, or is the
    heading of a section that is told.
    """
    place = in_place(before, after, [one.alignment for one in (*told, *quiet)])
    last = behind(place)
    rows = sorted([*_told(told, last), *_left(after, told, quiet)], key=lambda row: row[0])
    outline = Outline(before, after, place)
    keyed = zip(outline.keys([where for where, _ in rows]), (row for _, row in rows), strict=True)
    grouped = ((key, [row for _, row in found]) for key, found in groupby(keyed, key=lambda one: one[0]))
    return tuple(_joined(_sections(grouped, outline)))


# ---------------------------------------------------------------- where each stands


@dataclass(frozen=True, slots=True)
class _Left:
    """A clause of the text after that is not told; in which quiet change it is, if in one."""

    position: int
    quiet: int


_UNCHANGED = -1
_WORDLESS = -2

_Found = Told | Elsewhere | _Left


def _told(told: Sequence[Change], last: Sequence[int]) -> Iterator[tuple[Place, _Found]]:
    for number, change in enumerate(told):
        old, new = change.alignment.before, change.alignment.after
        first: Place = (new[0], 0, 0) if new else (last[old[0]], 1, old[0])
        yield first, Told(change=number)
        for part in _apart(new):
            yield (new[part], 0, 0), Elsewhere(change=number, gone=False, part=part)
        for part in [0] if ChangeKind.MOVED in change.kinds else _apart(old):
            yield (last[old[part]], 1, old[part]), Elsewhere(change=number, gone=True, part=part)


def _apart(positions: Sequence[int]) -> Iterator[int]:
    """Parts that do not follow the one before them directly."""
    return (part for part, (last, this) in enumerate(pairwise(positions), 1) if this != last + 1)


def _left(after: Sequence[Clause], told: Sequence[Change], quiet: Sequence[Change]) -> Iterator[tuple[Place, _Found]]:
    known = {position for change in told for position in change.alignment.after}
    counted = {position: number for number, change in enumerate(quiet) for position in change.alignment.after}
    for position in range(len(after)):
        if position not in known:
            yield (position, 0, 0), _Left(position, counted.get(position, _plain(after[position])))


def _plain(clause: Clause) -> int:
    return _UNCHANGED if clause.words else _WORDLESS


# ---------------------------------------------------------------- what is folded


def _sections(grouped: Iterable[tuple[Key, list[_Found]]], outline: Outline) -> Iterator[Section | Folded]:
    shown: set[Key] = set()
    for key, found in grouped:
        first = outline.clause(key)
        heading = first if first.block is Block.HEADING else None
        own = _Left(key[1], _plain(heading)) if heading and not key[0] else None
        left = [row for row in found if isinstance(row, _Left)]
        if len(left) == len(found):
            yield _fold(left, sections=int(heading is not None and left[0].position == key[1]))
        else:
            yield Section(
                headings=way(first),
                heading=heading,
                begin=key[1],
                gone=key[0],
                continued=key in shown,
                rows=tuple(_rows(row for row in found if row != own)),
            )
            shown.add(key)


def _rows(found: Iterable[_Found]) -> Iterator[Row]:
    for _, run in groupby(found, key=lambda row: isinstance(row, _Left) or row):
        rows = list(run)
        left = [row for row in rows if isinstance(row, _Left)]
        yield from [_fold(left)] if left else (row for row in rows if not isinstance(row, _Left))


def _fold(left: Iterable[_Left], sections: int = 0) -> Folded:
    rows = list(left)
    return Folded(
        unchanged=tuple(row.position for row in rows if row.quiet == _UNCHANGED),
        quiet=tuple(row.quiet for row in rows if row.quiet >= 0),
        sections=sections,
        wordless=tuple(row.position for row in rows if row.quiet == _WORDLESS),
    )


def _joined(found: Iterable[Section | Folded]) -> Iterator[Section | Folded]:
    """Neighbouring sections that are folded make one fold."""
    for _, run in groupby(found, key=lambda one: isinstance(one, Folded) or one):
        whole = list(run)
        folds = [one for one in whole if isinstance(one, Folded)]
        if not folds:
            yield from whole
            continue
        yield Folded(
            unchanged=tuple(position for one in folds for position in one.unchanged),
            quiet=tuple(number for one in folds for number in one.quiet),
            sections=sum(one.sections for one in folds),
            wordless=tuple(position for one in folds for position in one.wordless),
        )
