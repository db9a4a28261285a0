"""What does an invented policy say on a given day?

A document is written once with everything that will ever happen to it: each clause has its wordings with the day
from which they stand, each section its places.  Days are counted from the beginning of the world.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.world.edits import MOVED, Edit, Way
from benchmarks.world.sentences import GERMAN, KINDS

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_EVER = -1e9  # a day before all others
_SHORTEST = 620  # words of a whole document: what the extractor takes for a policy without doubt

Names = Mapping[str, str]
"""What `{name}` and its kin stand for in one organisation's sentences."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A clause: its wordings, each from a day on; an empty one where it does not stand."""

    wordings: tuple[tuple[float, str], ...]

    def on(self, day: float) -> str:
        return next(text for since, text in reversed(self.wordings) if since <= day)


@dataclass(frozen=True, slots=True)
class Part:
    """A section; `places` says where it stands among the others, from a day on."""

    heading: str
    slots: tuple[Slot, ...]
    places: tuple[tuple[float, float], ...]

    def place(self, day: float) -> float:
        return next(place for since, place in reversed(self.places) if since <= day)


@dataclass(frozen=True, slots=True)
class Document:
    """A policy through all its days; `dates` is empty where it shows none."""

    title: str
    parts: tuple[Part, ...]
    dates: tuple[tuple[float, date], ...] = ()

    def on(self, day: float, *, without: int = -1) -> list[tuple[str, list[str]]]:
        """Headings with their clauses as they stand that day; `without` leaves one section out."""
        chosen = [part for number, part in enumerate(self.parts) if number != without]
        ordered = sorted(chosen, key=lambda part: part.place(day))
        return [(part.heading, [text for slot in part.slots if (text := slot.on(day))]) for part in ordered]

    def without(self, days: Set[float]) -> Document:
        """As if nothing had happened on some days."""
        parts = tuple(
            Part(
                part.heading,
                tuple(Slot(tuple(one for one in slot.wordings if one[0] not in days)) for slot in part.slots),
                tuple(one for one in part.places if one[0] not in days),
            )
            for part in self.parts
        )
        return Document(self.title, parts, tuple(one for one in self.dates if one[0] not in days))

    def dated(self, day: float) -> str:
        """The date that it shows; empty where it shows none."""
        shown = next((shown for since, shown in reversed(self.dates) if since <= day), None)
        return f"{shown.day} {shown:%B %Y}" if shown else ""


@dataclass(frozen=True, slots=True)
class Planned:
    """That an edit takes effect on a day, and whether the date line moves with it."""

    day: float
    edit: Edit
    moves_date: bool


def fill(text: str, names: Names, chance: Random) -> str:
    """A sentence with its choices made and its names put in."""
    filled = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), text).format_map(names)
    return filled[:1].upper() + filled[1:]


def document(kind: str, names: Names, planned: Sequence[Planned], begin: date, chance: Random) -> Document:
    """The document of one kind with all that is planned for it; dates are shown by three of five."""
    title, sections = KINDS[kind]
    parts = [_part(heading, clauses, number, names, chance) for number, (heading, clauses) in enumerate(sections)]
    parts = _shortened(parts, chance)
    for plan in planned:
        _plant(parts, plan, names, chance)
    shows = chance.random() < 0.6
    dates = _dates(planned, begin, chance) if shows else ()
    return Document(title=title, parts=tuple(parts), dates=dates)


def _part(heading: str, clauses: Sequence[str], number: int, names: Names, chance: Random) -> Part:
    slots = tuple(Slot(((_EVER, fill(clause, names, chance)),)) for clause in clauses)
    return Part(fill(heading, names, chance), slots, ((_EVER, float(number)),))


def _shortened(parts: list[Part], chance: Random) -> list[Part]:
    """Without some of the middle sections, as policies are of all lengths."""
    kept = list(parts)
    for _ in range(chance.randrange(4)):
        fewer = [*kept]
        fewer.pop(chance.randrange(1, len(fewer) - 2))
        if _length(fewer) >= _SHORTEST:
            kept = fewer
    return kept


def _length(parts: Sequence[Part]) -> int:
    return sum(len(slot.on(0).split()) for part in parts for slot in part.slots)


def _plant(parts: list[Part], plan: Planned, names: Names, chance: Random) -> None:
    """Puts the clause of an edit somewhere into the middle of the text, with its wordings."""
    if plan.edit.way is Way.DATE:
        return
    before, after = (fill(text, names, chance) for text in (plan.edit.before, plan.edit.after))
    slot = Slot(((_EVER, before), (plan.day, after)))
    if plan.edit.way is Way.MOVED:
        parts.append(_moved(plan, slot, len(parts), names, chance))
        return
    at = chance.randrange(1, len(parts) - 1)
    part = parts[at]
    # Not first in its section: a heading would then stand before another clause, which is a change, too.
    inside = chance.randrange(1, len(part.slots) + 1)
    parts[at] = Part(part.heading, (*part.slots[:inside], slot, *part.slots[inside:]), part.places)


def _moved(plan: Planned, slot: Slot, last: int, names: Names, chance: Random) -> Part:
    heading, clauses, _ = next(one for one in MOVED if one[2] is plan.edit)
    stay = tuple(Slot(((_EVER, fill(clause, names, chance)),)) for clause in clauses)
    here, there = chance.sample((1.5, last - 2.5), 2)
    return Part(fill(heading, names, chance), (*stay, slot), ((_EVER, here), (plan.day, there)))


def _dates(planned: Sequence[Planned], begin: date, chance: Random) -> tuple[tuple[float, date], ...]:
    first = begin - timedelta(days=chance.randrange(20, 900))
    moved = [(plan.day, begin + timedelta(days=int(plan.day))) for plan in planned if plan.moves_date]
    return ((_EVER, first), *moved)


def german(names: Names) -> list[str]:
    """The policy in another language."""
    return [text.format_map(names) for text in GERMAN]


_FIRST = (
    *("Bram", "Quill", "Tarn", "Ost", "Vel", "Marl", "Fenn", "Hask", "Lum", "Pell"),
    *("Sorr", "Wynd", "Grau", "Ilm", "Jarr", "Kest", "Noll", "Orr", "Rusk", "Thal"),
)
_SECOND = ("moor", "wick", "ridge", "holt", "dale", "ford", "by", "stead", "mere", "combe")
_TRADES = (
    ("Outfitters", "coats and boots"),
    ("Grocers", "bread and tea"),
    ("Cycles", "bicycles and bells"),
    ("Prints", "maps and posters"),
    ("Games", "board games and dice"),
    ("Gardens", "seeds and spades"),
    ("Radio", "receivers and headphones"),
    ("Looms", "blankets and rugs"),
)


def names_of(organisation: int, chance: Random) -> Names:
    """The names of an invented organisation; no two have the same."""
    first, second = _FIRST[organisation % len(_FIRST)], _SECOND[organisation // len(_FIRST) % len(_SECOND)]
    trade, goods = chance.choice(_TRADES)
    town, far = chance.sample(("Ulmsey", "Carrow", "Tessmouth", "Brill", "Ankerby", "Oldport", "Weirton"), 2)
    carrier, carrier2 = chance.sample(("Corvane", "Brisk Mule", "Aldin", "Two Rivers", "Hopper and Sons"), 2)
    tool, tool2 = chance.sample(("Abacus", "Tallyho", "Lantern", "Hourglass", "Sieve"), 2)
    old, new = chance.sample(("northern", "green", "lower", "iron", "garden"), 2)
    paired = {"town": town, "far": far, "carrier": carrier, "carrier2": carrier2, "tool": tool, "tool2": tool2}
    return paired | {
        "old": old,
        "new": new,
        "name": f"{first}{second} {trade}",
        "goods": goods,
        "desk": chance.choice(("our front desk", "our care team", "our letter room")),
        "street": f"{chance.choice(('Mill', 'Harbour', 'Chapel', 'Cooper'))} Lane {chance.randrange(1, 90)}",
    }
