"""Through which versions does an invented policy go, and which clause is which in all of them?

Harder than policies are in life: half of the clauses are edited in some steps, sentences are split off to far places,
clauses merge, leave and come back, sections move, a page is shown in part, a text is taken back.  What a reader would
say is known, since it is made here: a split keeps the identity on the part that is read first, a merge on the clause
that was read first, and what comes back, edited or not, is what had gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from benchmarks import reworking
from benchmarks.reworking import NAMES, REPEATED, Piece, Story, piece_of
from benchmarks.world.sentences import PRIVACY, TERMS, Section
from benchmarks.world.texts import fill

_TAKEN_BACK = 0.06  # of the steps
_IN_PART = 0.06
_OFTEN = 0.5
_EDITED = (0.05, 0.2, 0.5)  # of the clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Versions as blocks of Markdown; for each block who it is, and since which version it has its words."""

    name: str
    versions: tuple[tuple[str, ...], ...]
    ids: tuple[tuple[int, ...], ...]
    changed: tuple[tuple[int, ...], ...]


def chains(number: int, seed: int, bases: Sequence[Sequence[str]] = ()) -> Iterator[Chain]:
    """So many chains, each from a text of its own; from given texts (blocks of Markdown) where there are some."""
    for turn in range(number):
        chance = Random(f"{seed}:{turn}")
        base = real(bases[turn % len(bases)], chance) if bases else invented(chance)
        yield chain(f"chain-{turn:03d}", base, chance)


@dataclass(frozen=True, slots=True)
class Base:
    """What a chain begins with: blocks of Markdown, and clauses that are not among them."""

    blocks: Sequence[str]
    spare: Sequence[str]


def invented(chance: Random) -> Base:
    """A policy of some sections, with a line that is repeated under each; the clauses of the others are to spare."""
    sections = list(dict.fromkeys((*PRIVACY, *TERMS)))
    chance.shuffle(sections)
    taken = chance.randint(6, 12)
    blocks = ["# The rules of the house"]
    for heading, clauses in sections[:taken]:
        blocks += [f"## {fill(heading, NAMES, chance)}", *(_as_block(one, chance) for one in clauses), REPEATED]
    return Base(blocks, _spare(sections[taken:], chance))


def real(blocks: Sequence[str], chance: Random) -> Base:
    """A given text, to which invented clauses can be added."""
    return Base(blocks, _spare((*PRIVACY, *TERMS[1:-2]), chance))


def _spare(sections: Sequence[Section], chance: Random) -> list[str]:
    found = [fill(one.lstrip("*"), NAMES, chance) for _, clauses in sections for one in clauses]
    chance.shuffle(found)
    return found


def _as_block(clause: str, chance: Random) -> str:
    return f"* {fill(clause[1:], NAMES, chance)}" if clause.startswith("*") else fill(clause, NAMES, chance)


def chain(name: str, base: Base, chance: Random, length: int = 12) -> Chain:
    """The versions that lead away from a text, with the truth about them."""
    numbers = count()
    text = [piece_of(next(numbers), block) for block in base.blocks]
    story = Story(chance, numbers.__next__, text, list(base.spare))
    texts = [list(text)]
    made: list[set[int]] = [set()]
    for _ in range(1, length):
        story.past.append(list(story.text))
        made.append(_step(story))
        texts.append(list(story.text))
    return Chain(
        name=name,
        versions=tuple(tuple(piece.block for piece in row) for row in texts),
        ids=tuple(tuple(piece.id for piece in row) for row in texts),
        changed=_changed(texts, made),
    )


def _changed(texts: Sequence[Sequence[Piece]], made: Sequence[set[int]]) -> tuple[tuple[int, ...], ...]:
    """The version in which each clause came (again), or last changed its words, was split or merged."""
    rows = [tuple(0 for _ in texts[0])]
    for number in range(1, len(texts)):
        before = {piece.id: (piece.words, since) for piece, since in zip(texts[number - 1], rows[-1], strict=True)}
        rows.append(tuple(_since(piece, before, number, made[number]) for piece in texts[number]))
    return tuple(rows)


def _since(piece: Piece, before: Mapping[int, tuple[str, int]], number: int, made: set[int]) -> int:
    words, since = before.get(piece.id, ("", number))
    return since if words == piece.words and piece.id not in made else number


def _step(story: Story) -> set[int]:
    """One version further; returns the clauses that a split or a merge made.

    What is split or merged was moved before, and what comes or comes back does so last: of a part that went
    elsewhere, or a clause that came back as half of itself or with another heading, no reader could say who it is.
    """
    way = story.chance.random()
    if way < _TAKEN_BACK and len(story.past) > 2:
        reworking.take_back(story)
        return set()
    if way < _TAKEN_BACK + _IN_PART and not story.in_part:
        reworking.show_in_part(story)
        return set()
    away = list(story.away)
    _often(story, reworking.lose, reworking.move_section, reworking.move, reworking.rename)
    acts = [act for act in (reworking.split, reworking.split, reworking.merge) if story.chance.random() < _OFTEN]
    made = {number for act in acts for number in act(story)}
    _often(story, reworking.add)
    reworking.edit(story, story.chance.choice(_EDITED), made)
    reworking.bring_back(story, away)
    return made


def _often(story: Story, *changes: Callable[[Story], None]) -> None:
    for change in changes:
        if story.chance.random() < _OFTEN:
            change(story)
