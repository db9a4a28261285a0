"""Which clauses became several, and which several became one?

A clause (the host) was split when clauses on the other side stand inside what it has not yet given
away: its words less those of the parts that it is linked to already.  Merging is the same read
backwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from diffs.alignment.hosts import Leftover, View
from diffs.alignment.links import NONE
from diffs.alignment.similarity import Index, budget

_NEAR = 0.70  # share of a part that must stand in its host when their places touch
_FAR = 0.80  # the same anywhere in the text
_LEAST_FAR = 4.0  # weight of words that a part far away must have
_ORDERED = 0.50  # share of a part's word pairs that its host must have
_REST = 0.80  # a part that holds so much of what its host has left may have got other words besides
_REST_PART = 0.45
_REST_FAR = 0.90  # the same for a part far away
_LEAST_REST = 6.0
_ROUNDS = 4
_WORTH_SPLITTING = 3.0
_NEAREST = 8


def hosted(view: View, taken: set[int]) -> dict[int, list[int]]:
    """Hosts with their parts, in order; parts found are added to `taken`, those there are not used."""
    left = Leftover(view)
    host_of = list(view.part_of)
    parts: dict[int, list[int]] = {}
    gave: Collection[int] = range(len(view.host_of))
    for _ in range(_ROUNDS):
        free = [part for part, host in enumerate(host_of) if host == NONE and part not in taken]
        claims = _claims(view, left, free, host_of, gave)
        gave = set()
        for _, part, host in sorted(claims, key=lambda row: (-row[0], row[1], row[2])):
            if part not in taken and _belongs(view, left, part, host, host_of):
                taken.add(part)
                left.give(host, part)
                host_of[part] = host
                parts.setdefault(host, []).append(part)
                gave.add(host)
        if not gave:
            break
    for host in [host for host, own in parts.items() if _chance(view, host, own)]:
        taken.difference_update(parts.pop(host))
    return {host: _with_linked(view, host, own) for host, own in parts.items()}


def _chance(view: View, host: int, own: list[int]) -> bool:
    """Whether all that is left of a host is a line of a few words that it may have by chance."""
    return view.host_of[host] == NONE and len(own) == 1 and view.bags.sizes[1 - view.side][own[0]] < _LEAST_FAR


def _with_linked(view: View, host: int, own: list[int]) -> list[int]:
    linked = view.host_of[host]
    return sorted(own if linked == NONE else [*own, linked])


def _claims(
    view: View, left: Leftover, free: list[int], host_of: list[int], changed: Collection[int]
) -> Iterator[tuple[float, int, int]]:
    """(weight of what the part finds in the host, part, host) for every host a part may come from.

    Far away only hosts are looked for whose leftover has `changed` since the parts were last asked.
    """
    sizes = view.bags.sizes[view.side]
    hosts = ((host, left.of(host)) for host in sorted(changed) if _worth(view, left, host))
    bags = view.bags.bags[1 - view.side]
    index = Index(view.bags, hosts, budget(len(free)), [bags[part] for part in free])
    for part in free:
        size = view.bags.sizes[1 - view.side][part]
        needed = _REST_PART * size
        least = 0.999 * needed - view.bags.repeated(1 - view.side, part)  # may be rounded
        far = index.near(bags[part], _NEAREST, needed) if size else ()
        near = _around(view, host_of, part) if size else ()
        for host in dict.fromkeys([*near, *(host for host, both in far if both >= least)]):
            shared = left.shared(part, host) if sizes[host] >= size else 0.0
            if shared >= needed:
                yield shared, part, host


def _worth(view: View, left: Leftover, host: int) -> bool:
    part = view.host_of[host]
    if (part != NONE and _same(view, host, part)) or view.bags.sizes[view.side][host] < _WORTH_SPLITTING:
        return False
    return part == NONE or left.weight(host) >= 1.0


def _same(view: View, host: int, part: int) -> bool:
    one, other = view.bags.clauses[view.side][host], view.bags.clauses[1 - view.side][part]
    return one.words == other.words


def _around(view: View, host_of: list[int], part: int) -> list[int]:
    """The hosts of the next clauses on both sides of a part that have one, and free hosts between them."""
    hosts = []
    for step in (-1, 1):
        at = part + step
        while 0 <= at < len(host_of) and host_of[at] == NONE and abs(at - part) < _NEAREST:
            at += step
        if 0 <= at < len(host_of) and host_of[at] != NONE:
            hosts += [host_of[at], *_free(view, host_of[at] - step)]
    return hosts


def _free(view: View, host: int) -> list[int]:
    return [host] if 0 <= host < len(view.host_of) and view.host_of[host] == NONE else []


def _belongs(view: View, left: Leftover, part: int, host: int, host_of: list[int]) -> bool:
    size = view.bags.sizes[1 - view.side][part]
    shared = left.shared(part, host)
    if shared < _REST_PART * size:
        return False
    near = host in _around(view, host_of, part)
    if size < _LEAST_FAR and not near:
        return False
    if near and shared >= _REST * left.weight(host) and shared >= _REST_PART * size:
        return left.ordered(part, host, _ORDERED * _REST_PART)
    if not near and shared >= max(_LEAST_REST, _REST_FAR * left.weight(host)):
        return left.ordered(part, host, _REST_PART)
    return shared >= (_NEAR if near else _FAR) * size and left.ordered(part, host, _ORDERED)
