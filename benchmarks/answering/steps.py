"""How does one version follow from another, with everything that is to be said about the step?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.answering.drafts import Drafts, reworded
from model import Alignment, Change, ChangeKind, Clause, Edit, EditKind, Identity, Judgement, Nature, Severity

ALERT = Judgement(alert=True, severity=Severity.MINOR, natures=(Nature.SUBSTANTIVE,), categories=("sharing",))
QUIET = Judgement(alert=False, severity=Severity.NONE, natures=(Nature.MOVED,), because=("the same words elsewhere",))

_REWORD, _INSERT, _REMOVE = 0.6, 0.75, 0.9  # of a throw of the die; behind them it is a move
_OWN = 0.3  # of the clauses of a draft, of which every timeline has its own wording
_LEAST, _MOST = 20, 500  # clauses of a text
_OTHER = {EditKind.DELETED: EditKind.INSERTED, EditKind.INSERTED: EditKind.DELETED, EditKind.KEPT: EditKind.KEPT}


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A clause that stands, who it is, and the wording that it had before, to which it may swing back."""

    identity: Identity
    clause: Clause
    before: tuple[Clause, tuple[Edit, ...]] | None = None  # with what becomes of the words on the way to it


Items = tuple[Item, ...]


class Writer:
    """Who edits one document. `novel` says how often what is edited has words that were never there before."""

    def __init__(self, roll: Random, drafts: Drafts, *, touches: float, novel: float) -> None:
        self._roll = roll
        self._drafts = drafts
        self._touches = touches
        self._novel = novel
        self._named = 0

    def beginning(self) -> Items:
        text = self._roll.choice(self._drafts.texts)
        return tuple(self._item(self._own(one) if self._roll.random() < _OWN else one) for one in text)

    def onward(self, items: Items) -> tuple[Items, tuple[Change, ...]]:
        """A version that differs in one clause at least, and what changed."""
        roll, total = self._roll, len(items)
        times = 1 + min(int(roll.expovariate(1 / self._touches)), total // 2)
        reworded_: dict[int, tuple[Item, tuple[Edit, ...]]] = {}
        gone: set[int] = set()
        inserted: list[tuple[float, Item]] = []
        moved: dict[int, float] = {}
        for place in roll.sample(range(total), times):
            throw = roll.random()
            if throw < _REWORD:
                reworded_[place] = self._reworded(items[place])
            elif throw < _INSERT and total < _MOST:
                inserted.append((place + 0.25, self._item(self._further())))
            elif throw < _REMOVE and total > _LEAST:
                gone.add(place)
            else:
                moved[place] = roll.randrange(total) + 0.5
        rows: list[tuple[float, int, Item]] = [
            (moved.get(at, at), at, reworded_[at][0] if at in reworded_ else item)
            for at, item in enumerate(items)
            if at not in gone
        ]
        if inserted or moved:
            rows += [(where, -1, item) for where, item in inserted]
            rows.sort(key=lambda row: row[0])
        edits = {at: edits for at, (_, edits) in reworded_.items()}
        return tuple(row[2] for row in rows), tuple(_changes(items, rows, gone, edits, moved))

    # -- inside

    def _item(self, clause: Clause) -> Item:
        self._named += 1
        return Item(Identity(id=self._named), clause)

    def _reworded(self, item: Item) -> tuple[Item, tuple[Edit, ...]]:
        """In new words, or as it was before; else in the words of another clause."""
        old = item.clause
        if self._roll.random() < self._novel:
            new, edits = reworded(self._roll, old, self._roll.choice(self._drafts.clauses))
        elif item.before:
            new, edits = item.before
        else:
            new = self._roll.choice(self._drafts.clauses)
            edits = (Edit(kind=EditKind.DELETED, text=old.text), Edit(kind=EditKind.INSERTED, text=new.text))
        return Item(item.identity, new, (old, turned(edits))), edits

    def _further(self) -> Clause:
        one = self._roll.choice(self._drafts.clauses)
        return self._own(one) if self._roll.random() < self._novel else one

    def _own(self, one: Clause) -> Clause:
        return reworded(self._roll, one, self._roll.choice(self._drafts.clauses))[0]


def turned(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The same on the way back: what was gone comes, and what had come goes, first."""
    found = [Edit(kind=_OTHER[edit.kind], text=edit.text) for edit in edits]
    for at in range(len(found) - 1):
        if found[at].kind is EditKind.INSERTED and found[at + 1].kind is EditKind.DELETED:
            found[at : at + 2] = found[at + 1], found[at]
    return tuple(found)


_BACK = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


def undone(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of a step that takes all of these back."""
    found = [
        Change(
            alignment=Alignment(
                before=one.alignment.after,
                after=one.alignment.before,
                kinds=tuple(_BACK.get(kind, kind) for kind in one.kinds),
            ),
            before=one.after,
            after=one.before,
            edits=turned(one.edits),
            judgement=one.judgement,
        )
        for one in changes
    ]
    return tuple(sorted(found, key=_place))


def _place(change: Change) -> int:
    return (change.alignment.after or change.alignment.before)[0]


def _changes(
    items: Items,
    rows: Sequence[tuple[float, int, Item]],
    gone: set[int],
    edits: dict[int, tuple[Edit, ...]],
    moved: dict[int, float],
) -> Iterator[Change]:
    """In reading order."""
    left = sorted(gone, reverse=True)
    for after, (_, before, item) in enumerate(rows):
        while left and left[-1] <= after:
            yield _one_sided(items[left[-1]].clause, left.pop(), ChangeKind.REMOVED)
        if before < 0:
            yield _one_sided(item.clause, after, ChangeKind.ADDED)
        elif before in edits:
            yield _two_sided(items[before], item, (before, after), edits[before])
        elif before in moved:
            yield _two_sided(items[before], item, (before, after), ())
    for place in reversed(left):
        yield _one_sided(items[place].clause, place, ChangeKind.REMOVED)


def _one_sided(clause: Clause, place: int, kind: ChangeKind) -> Change:
    """A clause that came, or went."""
    come = kind is ChangeKind.ADDED
    sides = ((), (place,)) if come else ((place,), ())
    return Change(
        alignment=Alignment(before=sides[0], after=sides[1], kinds=(kind,)),
        before=() if come else (clause,),
        after=(clause,) if come else (),
        edits=(Edit(kind=EditKind.INSERTED if come else EditKind.DELETED, text=clause.text),),
        judgement=ALERT,
    )


def _two_sided(before: Item, after: Item, places: tuple[int, int], edits: tuple[Edit, ...]) -> Change:
    """A clause in other words, or elsewhere."""
    kind = ChangeKind.MODIFIED if edits else ChangeKind.MOVED
    return Change(
        alignment=Alignment(before=places[:1], after=places[1:], kinds=(kind,)),
        before=(before.clause,),
        after=(after.clause,),
        edits=edits or (Edit(kind=EditKind.KEPT, text=before.clause.text),),
        judgement=ALERT if edits else QUIET,
    )
