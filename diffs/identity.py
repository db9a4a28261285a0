"""Which clause of one version is which clause of all the others?

Identities are numbers, given in order of first appearance and carried along alignments.  They mean
nothing outside one chain of versions and are never shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from diffs.anchors import key
from model import Alignment, ChangeKind, Clause, Digest, Identity, canonical_digest


@dataclass(slots=True)
class _Book:
    """Numbers given so far, and under which number each text was last seen."""

    last: int = 0
    seen: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[Digest, tuple[Identity, ...]] = field(default_factory=dict)

    def new(self) -> int:
        self.last += 1
        return self.last

    def again(self, clauses: Sequence[Clause]) -> tuple[Identity, ...]:
        """The identities that this very text had when it was last seen; none if it is new."""
        return tuple(Identity(id=identity.id) for identity in self.rows.get(canonical_digest(clauses), ()))

    def remember(self, clauses: Sequence[Clause], identities: Sequence[Identity]) -> None:
        self.rows[canonical_digest(clauses)] = tuple(identities)
        for clause, identity in zip(clauses, identities, strict=True):
            known = self.seen[key(clause)]
            if identity.id not in known:
                known.append(identity.id)


def identify(
    texts: Sequence[Sequence[Clause]], alignments: Sequence[Sequence[Alignment]]
) -> tuple[tuple[Identity, ...], ...]:
    """An identity for each clause of each version; `alignments[n]` leads from text n to text n + 1.

    One-to-one alignments keep the identity.  A split keeps it on its first part and a merge takes that
    of its first clause: number and beginning, by which people cite, stand there.  A clause that was
    gone and returns in the same words is itself again, as long as nothing else bears its identity
    meanwhile; a whole text that returns gives every clause back the identity it had.
    """
    if len(alignments) != max(0, len(texts) - 1):
        raise ValueError(f"{len(texts)} texts need {max(0, len(texts) - 1)} alignments, got {len(alignments)}")
    book = _Book()
    rows: list[tuple[Identity, ...]] = []
    for number, clauses in enumerate(texts):
        if number == 0:
            row = tuple(Identity(id=book.new()) for _ in clauses)
        else:
            row = book.again(clauses) or _next(book, rows[-1], clauses, alignments[number - 1])
        book.remember(clauses, row)
        rows.append(row)
    return tuple(rows)


def _next(
    book: _Book,
    old: Sequence[Identity],
    after: Sequence[Clause],
    alignment: Sequence[Alignment],
) -> tuple[Identity, ...]:
    found: dict[int, Identity] = {}
    for link in alignment:
        if link.before and link.after:
            found[link.after[0]] = Identity(id=old[link.before[0]].id, parents=_parents(link, old))
    in_use = {identity.id for identity in found.values()}
    origin = {j: _parents(link, old) for link in alignment for j in link.after}
    for j, clause in enumerate(after):
        if j not in found:
            back = next((id_ for id_ in book.seen.get(key(clause), ()) if id_ not in in_use), 0)
            found[j] = Identity(id=back or book.new(), parents=origin.get(j, ()))
            in_use.add(found[j].id)
    return tuple(found[j] for j in range(len(after)))


def _parents(link: Alignment, old: Sequence[Identity]) -> tuple[int, ...]:
    many = ChangeKind.SPLIT in link.kinds or ChangeKind.MERGED in link.kinds
    return tuple(old[i].id for i in link.before) if many else ()
