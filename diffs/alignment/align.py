"""Which clause of the text before is which clause of the text after?

First what is equal is linked (anchors), then members of families of nearly equal clauses (rivals), what is
alike beyond doubt anywhere (moves), what is alike at the same place (gaps), and what is clearly alike
elsewhere (moves).  Links that a neighbour explains better are given up (yielding), headings with other words
are linked (renamed), and copies of a line belong to what stands around them (copies).  What is left over may
be part of a clause that was split or merged (splits), or was written anew (rewrites), also in parts (shares),
or stands letter for letter at its neighbours' place (verbatim).
Every step is bounded by near-linear work, and nothing depends on time or chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diffs import order
from diffs.alignment import (
    anchors,
    copies,
    gaps,
    kinds,
    moves,
    renamed,
    rewrites,
    rivals,
    shares,
    splits,
    verbatim,
    yielding,
)
from diffs.alignment.hosts import View
from diffs.alignment.links import NONE, Links
from diffs.alignment.ruled import joined
from diffs.alignment.similarity import Bags
from diffs.alignment.stems import Stems
from model import Alignment, ChangeKind, Clause


@dataclass(frozen=True, slots=True)
class Found:
    """What belongs together: one-to-one links, and the clauses with several counterparts."""

    bags: Bags
    links: Links
    split: dict[int, list[int]]
    merged: dict[int, list[int]]


def align(
    before: Sequence[Clause], after: Sequence[Clause], same: Sequence[tuple[int, int]] = ()
) -> tuple[Alignment, ...]:
    """Alignments that name every clause of both texts exactly once.

    They stand in reading order of `after`; what was removed stands behind what stood before it. `same`
    are pairs of positions that a person said are one clause; they stand above what is found here.
    """
    found = _find(before, after)
    return tuple(in_order(joined(_events(before, after, found), same, before, after)))


def _find(before: Sequence[Clause], after: Sequence[Clause]) -> Found:
    links = Links(len(before), len(after))
    anchors.exact(before, after, links)
    bags = Bags(before, after)
    moves.prefer_place(bags, links)
    alike = moves.likenesses(bags, links.free_before(), links.free_after())
    rivals.tie_told(bags, links, alike)
    moves.tie_sure(bags, links, [row for row in alike if links.free(*row[2:])])
    gaps.close(bags, links, _elsewhere([row for row in alike if links.free(*row[2:])]))
    moves.tie_far(bags, links, alike)
    gaps.close(bags, links, lambda _i, _j: 0.0)
    if given_up := yielding.give_up(bags, links):
        gaps.close(bags, links, lambda i, j: math.inf if (i, j) in given_up else 0.0)
    renamed.tie(bags, links)
    copies.sort_out(before, after, links)
    parts: set[int] = set()
    split = splits.hosted(View(bags, links, 0), parts)
    used = {host for host in split if links.after_of[host] == NONE}
    merged = splits.hosted(View(bags, links, 1), used)
    claimed = parts.union(*split.values())
    merged = {j: own for j, own in merged.items() if j not in claimed and split.keys().isdisjoint(own)}
    whole = used | {i for own in merged.values() for i in own}, parts | set(merged)
    _rewritten(bags, links, (split, merged), whole)
    verbatim.give((before, after), links, split, merged)
    return Found(bags, links, split, merged)


def _rewritten(
    bags: Bags, links: Links, many: tuple[shares.Many, shares.Many], used: tuple[set[int], set[int]]
) -> None:
    """Finds what was written anew among what neither is linked nor `used` by a split or merge."""
    free = len(set(links.free_before()) - used[0]), len(set(links.free_after()) - used[1])
    if not all(free):
        return
    split, merged = many
    stems = Stems(bags)
    partners = {**split, **{i: [j] for j, own in merged.items() for i in own}}
    rewrites.tie(stems, links, partners, used)
    if rewrites.openness(stems, *free) >= shares.REWRITTEN:
        shares.give(stems, links, split, merged)


def _elsewhere(alike: Sequence[moves.Likeness]) -> Callable[[int, int], float]:
    best_before: dict[int, list[tuple[float, int]]] = {}
    best_after: dict[int, list[tuple[float, int]]] = {}
    for rank, _, i, j in alike:
        best_before.setdefault(i, []).append((rank, j))
        best_after.setdefault(j, []).append((rank, i))

    def best(i: int, j: int) -> float:
        rows = [rank for rank, other in best_before.get(i, ()) if other != j]
        columns = [rank for rank, other in best_after.get(j, ()) if other != i]
        return max(rows[:1] + columns[:1], default=0.0)

    return best


def _events(before: Sequence[Clause], after: Sequence[Clause], found: Found) -> list[Alignment]:
    events = _many(found)
    seen_before = {i for event in events for i in event.before}
    seen_after = {j for event in events for j in event.after}
    pairs = [(i, j) for i, j in found.links.pairs() if i not in seen_before and j not in seen_after]
    out_of_order = order.out_of_order((i, j, moves.staying(found.bags, i, j)) for i, j in pairs)
    for i, j in pairs:
        place = (ChangeKind.MOVED,) if (i, j) in out_of_order else ()
        events.append(Alignment(before=(i,), after=(j,), kinds=place + kinds.kinds(before[i], after[j])))
        seen_before.add(i)
        seen_after.add(j)
    for i in range(len(before)):
        if i not in seen_before:
            events.append(Alignment(before=(i,), after=(), kinds=(ChangeKind.REMOVED,)))
    for j in range(len(after)):
        if j not in seen_after:
            events.append(Alignment(before=(), after=(j,), kinds=(ChangeKind.ADDED,)))
    return events


def _many(found: Found) -> list[Alignment]:
    """Splits and merges; a host with a single part is no split, but the same clause, much shortened."""
    events = []
    for i, parts in found.split.items():
        kind = ChangeKind.SPLIT if len(parts) > 1 else ChangeKind.MODIFIED
        events.append(Alignment(before=(i,), after=tuple(parts), kinds=(kind,)))
    for j, parts in found.merged.items():
        kind = ChangeKind.MERGED if len(parts) > 1 else ChangeKind.MODIFIED
        events.append(Alignment(before=tuple(parts), after=(j,), kinds=(kind,)))
    return events


def in_order(events: Sequence[Alignment]) -> list[Alignment]:
    """What came or stayed in reading order of the text after, what was removed behind what stood before it."""
    place = {i: event.after[0] for event in events if event.after for i in event.before}
    keys: dict[int, int] = {}
    last = NONE
    for event in sorted((e for e in events if e.before), key=lambda e: e.before[0]):
        i = event.before[0]
        if not event.after:
            keys[i] = last
        elif ChangeKind.MOVED not in event.kinds:
            last = place[i]
    return sorted(events, key=lambda e: (e.after[0], 0, 0) if e.after else (keys[e.before[0]], 1, e.before[0]))
