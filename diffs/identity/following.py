"""Which clause of one version is which clause of all the others?

Identities are numbers, given in order of first appearance and carried along alignments.  They mean
nothing outside one chain of versions and are never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from diffs.alignment.align import in_order
from diffs.alignment.anchors import key
from diffs.identity.returns import Gone
from model import Alignment, ChangeKind, Clause, Digest, Identity, canonical_digest

Row = tuple[Identity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The identities of each version's clauses, and the alignments between the versions that agree with them."""

    identities: tuple[Row, ...]
    alignments: tuple[tuple[Alignment, ...], ...]


def follow(texts: Sequence[Sequence[Clause]], alignments: Sequence[Sequence[Alignment]]) -> Followed:
    """An identity for each clause of each version; `alignments[n]` leads from text n to text n + 1.

    One-to-one alignments keep the identity.  A split keeps it on its first part and a merge takes that
    of its first clause: number and beginning, by which people cite, stand there.  A clause that had
    gone and comes back is itself again (see `diffs.identity.returns`); a whole text that returns gives every
    clause back the identity it had.  Where a clause turns out to have come back, an alignment that
    took it for another clause's new words is divided into what was removed and what was added.
    """
    if len(alignments) != max(0, len(texts) - 1):
        raise ValueError(f"{len(texts)} texts need {max(0, len(texts) - 1)} alignments, got {len(alignments)}")
    chain = _Chain()
    rows: list[Row] = []
    steps: list[tuple[Alignment, ...]] = []
    for number, clauses in enumerate(texts):
        step = _Step(chain, texts[number - 1], rows[-1], clauses, alignments[number - 1]) if number else None
        row = step.row() if step else tuple(Identity(id=chain.new()) for _ in clauses)
        if step:
            steps.append(step.agreeing(row))
            chain.gone.leave(number, texts[number - 1], [one.id for one in rows[-1]], {one.id for one in row})
        chain.keep(clauses, row)
        rows.append(row)
    return Followed(identities=tuple(rows), alignments=tuple(steps))


@dataclass(slots=True)
class _Chain:
    """What is known of all versions so far."""

    new: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    gone: Gone = field(default_factory=Gone)
    rows: dict[Digest, tuple[int, ...]] = field(default_factory=dict)

    def keep(self, clauses: Sequence[Clause], row: Row) -> None:
        ids = tuple(one.id for one in row)
        self.rows[canonical_digest(clauses)] = ids
        self.gone.stand(clauses, ids)


class _Step:
    """The way from one version to the next."""

    def __init__(
        self,
        chain: _Chain,
        before: Sequence[Clause],
        old: Row,
        after: Sequence[Clause],
        alignment: Sequence[Alignment],
    ) -> None:
        self.chain, self.before, self.after, self.alignment = chain, before, after, alignment
        self.old = [one.id for one in old]
        self.parents = {j: self._parents(link) for link in alignment for j in link.after}

    def row(self) -> Row:
        """Who each clause is, first by what is certain."""
        again = self.chain.rows.get(canonical_digest(self.after))
        found = dict(enumerate(again)) if again else self._found()
        return tuple(Identity(id=found[j], parents=self.parents.get(j, ())) for j in range(len(self.after)))

    def _found(self) -> dict[int, int]:
        found = {link.after[0]: self.old[link.before[0]] for link in self.alignment if link.before and link.after}
        came = self._came()
        found |= self.chain.gone.back(self.after, came, found)
        doubtful = {j: i for j, i in self._doubtful().items() if j in found}
        for j, id_ in self.chain.gone.instead(self.before, self.after, doubtful, found.values()).items():
            found[j] = id_
        for j in range(len(self.after)):
            if j not in found:
                found[j] = self.chain.new()
        return found

    def _came(self) -> list[int]:
        """The clauses that may be others come back: those that were added.

        The later parts of a split are new, unless the step takes back what earlier ones did.
        """
        added = [j for link in self.alignment if not link.before for j in link.after]
        if not self._takes_back():
            return sorted(added)
        return sorted(added + [j for link in self.alignment if link.before for j in link.after[1:]])

    def _takes_back(self) -> bool:
        """Whether most of what the step brings stood in an earlier version."""
        stood = {key(clause) for clause in self.before}
        brought = [mark for mark in map(key, self.after) if mark not in stood]
        return 2 * sum(map(self.chain.gone.knows, brought)) > len(brought)

    def _doubtful(self) -> Mapping[int, int]:
        """What is said to have moved here, and from where."""
        return {
            link.after[0]: link.before[0]
            for link in self.alignment
            if len(link.before) == len(link.after) == 1 and ChangeKind.MOVED in link.kinds
        }

    def _parents(self, link: Alignment) -> tuple[int, ...]:
        many = ChangeKind.SPLIT in link.kinds or ChangeKind.MERGED in link.kinds
        return tuple(self.old[i] for i in link.before) if many else ()

    def agreeing(self, row: Row) -> tuple[Alignment, ...]:
        """The alignments without links between clauses that are not the same one."""
        apart: list[Alignment] = []
        for link in self.alignment:
            if self._disagrees(link, row):
                apart.append(Alignment(before=link.before, after=(), kinds=(ChangeKind.REMOVED,)))
                apart.append(Alignment(before=(), after=link.after, kinds=(ChangeKind.ADDED,)))
            else:
                apart.append(link)
        return tuple(in_order(apart)) if len(apart) > len(self.alignment) else tuple(self.alignment)

    def _disagrees(self, link: Alignment, row: Row) -> bool:
        if not len(link.before) == len(link.after) == 1:
            return False
        same = self.before[link.before[0]].words == self.after[link.after[0]].words
        return not same and self.old[link.before[0]] != row[link.after[0]].id
