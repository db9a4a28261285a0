"""What can happen to the clauses of a policy between two versions?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.world.sentences import PRIVACY, TERMS
from benchmarks.world.texts import fill

NAMES = {
    "name": "Ostlund & Pell",
    "town": "Harrowmere",
    "goods": "kites and lanterns",
    "desk": "the reading desk",
    "street": "4 Cooper's Yard",
}
"""What the invented sentences speak of."""

REPEATED = "Back to the top"
"""A line that stands under every section."""

_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")
_MARK = re.compile(r"#+ |[*+-] +|")
_LEAST_SPARE = 10  # for the words that edits bring
_KEPT = 0.55  # of the words of a clause that loses a sentence, at least


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause with who it is; `mark` is what stands before it in Markdown."""

    id: int
    mark: str
    sentences: tuple[str, ...]

    @property
    def words(self) -> str:
        return " ".join(self.sentences)

    @property
    def block(self) -> str:
        return self.mark + self.words


def piece_of(number: int, block: str) -> Piece:
    """A block of Markdown as a clause."""
    mark = _MARK.match(block)
    start = mark.end() if mark else 0
    return Piece(number, block[:start], tuple(_SENTENCE.split(block[start:])))


Away = tuple[int, Piece]
"""A clause that is gone, and who stood before it."""


@dataclass(slots=True)
class Story:
    """A text on its way, and what is remembered of it."""

    chance: Random
    new: Callable[[], int]
    text: list[Piece]
    spare: list[str]  # clauses that can be added
    past: list[list[Piece]] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    in_part: bool = False

    def some(self, share: float, fit: Callable[[Piece], bool] = lambda _: True) -> list[int]:
        """Positions of so many of the clauses that fit, at least one if there is one."""
        places = [at for at, piece in enumerate(self.text) if fit(piece) and piece.words != REPEATED]
        return sorted(self.chance.sample(places, min(len(places), max(1, round(share * len(places))))))


def edit(story: Story, share: float, made: Iterable[int] = ()) -> None:
    """Words of so many of the clauses become others; those in `made` are left alone."""
    settled = set(made)
    for at in story.some(share, lambda piece: piece.id not in settled and len(piece.words.split()) >= 8):
        story.text[at] = _edited(story, story.text[at], story.chance.choice((0.05, 0.15, 0.3)))


def _edited(story: Story, piece: Piece, share: float) -> Piece:
    """Some of its words become others, or a sentence comes or goes where enough stays."""
    chance = story.chance
    words = piece.words.split()
    if len(piece.sentences) > 2 and chance.random() < 0.2:
        gone = chance.randrange(1, len(piece.sentences))
        if len(piece.sentences[gone].split()) <= (1 - _KEPT) * len(words):
            return replace(piece, sentences=piece.sentences[:gone] + piece.sentences[gone + 1 :])
    others = " ".join(chance.sample(story.spare, 2)).split()
    sentences = [sentence.split() for sentence in piece.sentences]
    for _ in range(max(1, round(share * len(words)))):
        row = chance.choice(sentences)
        row[chance.randrange(len(row))] = chance.choice(others).strip(".;:!?,")
    return replace(piece, sentences=tuple(" ".join(row) for row in sentences))


def split(story: Story) -> Iterator[int]:
    """What follows the first sentence of a clause becomes a clause of its own, there or anywhere."""
    for at in story.some(0, lambda piece: len(piece.sentences) > 1 and min(map(_length, piece.sentences)) >= 6):
        host = story.text[at]
        story.text[at] = replace(host, sentences=host.sentences[:1])
        there = at + 1 if story.chance.random() < 0.5 else story.chance.randint(1, len(story.text))
        story.text.insert(there, replace(host, sentences=host.sentences[1:]))
        second = max(at + (there <= at), there)
        story.text[second] = replace(story.text[second], id=story.new())
        yield from (host.id, story.text[second].id)


def _length(sentence: str) -> int:
    return len(sentence.split())


def merge(story: Story) -> Iterator[int]:
    """Two paragraphs, however far apart, become one where the first stood."""
    places = story.some(0.05, lambda piece: not piece.mark and _length(piece.words) >= 8)[-2:]
    if len(places) == 2:
        first, second = places
        one, other = story.text[first], story.text[second]
        story.text[first] = replace(one, sentences=one.sentences + other.sentences)
        del story.text[second]
        yield one.id


def lose(story: Story) -> None:
    """Some clauses go, for a while or for good."""
    for at in reversed(story.some(0.06)):
        story.away.append((story.text[at - 1].id if at else -1, story.text[at]))
        del story.text[at]


def bring_back(story: Story, away: Sequence[Away]) -> None:
    """Some of what was away comes back, at its place or anywhere, as it was or slightly edited.

    What a page that was shown in part had left out comes back whole.
    """
    whole, story.in_part = story.in_part, False
    for before, piece in [one for one in away if whole or story.chance.random() < 0.4]:
        story.away.remove((before, piece))
        if piece.id not in {one.id for one in story.text}:
            _put_back(story, before, piece, anywhere=not whole and story.chance.random() < 0.3)


def _put_back(story: Story, before: int, piece: Piece, *, anywhere: bool) -> None:
    chance = story.chance
    edited = _length(piece.words) >= 10 and chance.random() < 0.3
    places = [at + 1 for at, one in enumerate(story.text) if one.id == before]
    place = places[0] if places and not anywhere else chance.randint(1, len(story.text))
    story.text.insert(place, _edited(story, piece, 0.1) if edited else piece)


def add(story: Story) -> None:
    """Clauses come that were never there."""
    for _ in range(story.chance.randint(1, 4)):
        if len(story.spare) > _LEAST_SPARE:
            clause = piece_of(story.new(), story.spare.pop())
            story.text.insert(story.chance.randint(1, len(story.text)), clause)


def move(story: Story) -> None:
    """Some paragraphs go elsewhere."""
    for at in story.some(0.03, lambda piece: not piece.mark):
        story.text.insert(story.chance.randint(1, len(story.text) - 1), story.text.pop(at))


def move_section(story: Story) -> None:
    """A section goes elsewhere, its heading first."""
    heads = [at for at, piece in enumerate(story.text) if piece.mark.startswith("##")]
    if len(heads) > 2:
        turn = story.chance.randrange(len(heads) - 1)
        section = story.text[heads[turn] : heads[turn + 1]]
        del story.text[heads[turn] : heads[turn + 1]]
        rest = [at for at, piece in enumerate(story.text) if piece.mark.startswith("##")]
        there = story.chance.choice(rest)
        story.text[there:there] = section


def rename(story: Story) -> None:
    """Some headings keep their first words and end otherwise."""
    for at in story.some(0.1, lambda piece: piece.mark.startswith("##")):
        heading, _ = story.chance.choice((*PRIVACY, *TERMS))
        shown = fill(heading, NAMES, story.chance)
        if shown not in {piece.words for piece in story.text}:
            words = (*story.text[at].words.split()[:2], *shown.split()[-3:])
            story.text[at] = replace(story.text[at], sentences=(" ".join(words),))


def show_in_part(story: Story) -> None:
    """The rest of the page is missing; it is there again in one of the next versions."""
    kept = max(4, len(story.text) // 3)
    for before, piece in zip(story.text[kept - 1 :], story.text[kept:], strict=False):
        story.away.append((before.id, piece))
    del story.text[kept:]
    story.in_part = True


def take_back(story: Story) -> None:
    """An earlier text stands again, but for some edits."""
    story.text[:] = story.past[-story.chance.randint(2, 3)]
    standing = {piece.id for piece in story.text}
    story.away, story.in_part = [one for one in story.away if one[1].id not in standing], False
    edit(story, 0.04)
