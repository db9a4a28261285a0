"""Which clauses stand in both texts with exactly the same words?

Text that is unique on both sides is the same clause wherever it stands.  Repeated text (boilerplate,
"Learn more") is told apart by its neighbours and its heading, then by order.  The in-order part is
patience diff (Bram Cohen), with Myers' O(ND) algorithm (1986) where nothing is unique.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache

from diffs.alignment.dates import date_frame
from diffs.alignment.links import Gap, Links, gaps
from diffs.order import heaviest_in_order
from model import Block, Clause

Key = str
_LONG = 8  # words from which a repeated text is taken for itself at another place
_MOST_DIFFERENCES = 400


def exact(before: Sequence[Clause], after: Sequence[Clause], links: Links) -> None:
    """Links clauses of equal words, as far as it is beyond doubt which belongs to which."""
    old, new = [key(c) for c in before], [key(c) for c in after]
    _tie_ends(_look(before, old), _look(after, new), links)
    _tie_unique(old, new, links)
    grow(old, new, links)
    for look in (_look, _dated, _leading, _form, _between, _under, _behind, _ahead):
        if not (links.free_before() and links.free_after()):
            return
        _tie_unique(look(before, old), look(after, new), links)
        grow(old, new, links)
    for gap in list(gaps(links)):
        _tie_in_order(old, new, gap, links)
    _tie_long(old, new, links)
    grow(old, new, links)


def key(clause: Clause) -> Key:
    """What must be equal for two clauses to be exactly the same; clauses without words count by text."""
    return clause.words or f"\0{clause.text or clause.label}"


def grow(old: Sequence[Key], new: Sequence[Key], links: Links) -> None:
    """Links equal neighbours of what is linked, forwards, then backwards."""
    for i, j in [pair for pair in links.pairs() if links.free(pair[0] + 1, pair[1] + 1)]:
        _run(old, new, links, (i, j), 1)
    for i, j in [pair for pair in reversed(links.pairs()) if links.free(pair[0] - 1, pair[1] - 1)]:
        _run(old, new, links, (i, j), -1)


def _run(old: Sequence[Hashable], new: Sequence[Hashable], links: Links, at: tuple[int, int], step: int) -> None:
    i, j = at[0] + step, at[1] + step
    while links.free(i, j) and old[i] == new[j]:
        links.tie(i, j)
        i, j = i + step, j + step


def _tie_ends(old: Sequence[Hashable], new: Sequence[Hashable], links: Links) -> None:
    _run(old, new, links, (-1, -1), 1)
    _run(old, new, links, (len(old), len(new)), -1)


def _tie_unique(old: Sequence[Hashable], new: Sequence[Hashable], links: Links) -> None:
    """Links free clauses whose key no other free clause of either side has; None is no key."""
    there = _single(old, links.free_before())
    for mark, j in _single(new, links.free_after()).items() if there else ():
        if mark in there:
            links.tie(there[mark], j)


def _single(keys: Sequence[Hashable], positions: Iterable[int]) -> dict[Hashable, int]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for position in positions:
        places[keys[position]].append(position)
    return {mark: where[0] for mark, where in places.items() if mark is not None and len(where) == 1}


def _dated(clauses: Sequence[Clause], _: Sequence[Key]) -> list[Hashable]:
    return [_frame_of(clause.text) for clause in clauses]


@lru_cache(maxsize=1 << 13)
def _frame_of(text: str) -> str | None:
    """Most clauses stand in the next text, too."""
    return date_frame(text)


def _leading(clauses: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    """Key and where its links lead: "Read more", an earlier version of many, an entry of a contents list."""
    rows = zip(clauses, keys, strict=True)
    return [(own, *(link.target for link in clause.links)) if clause.links else None for clause, own in rows]


def _look(clauses: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    """Key and all that a reader sees of a clause: a title may stand twice, once above it all and once in the text."""
    return [(own, one.text, one.label, one.block, one.level) for one, own in zip(clauses, keys, strict=True)]


def _form(clauses: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    """Key, number and whether it is a heading: a contents list repeats the headings' words."""
    return [(own, clause.label, clause.block is Block.HEADING) for clause, own in zip(clauses, keys, strict=True)]


def _between(_: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    padded = ["", *keys, ""]
    return [tuple(padded[at : at + 3]) for at in range(len(keys))]


def _under(clauses: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    """Key and the heading last seen; what the clause itself says of its headings counts too."""
    rows: list[Hashable] = []
    heading = ""
    for clause, own in zip(clauses, keys, strict=True):
        rows.append((own, heading, clause.headings))
        if clause.block is Block.HEADING:
            heading = own
    return rows


def _behind(_: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    return list(zip(["", *keys], keys, strict=False))


def _ahead(_: Sequence[Clause], keys: Sequence[Key]) -> list[Hashable]:
    return list(zip(keys, [*keys[1:], ""], strict=False))


def _tie_in_order(old: Sequence[Key], new: Sequence[Key], gap: Gap, links: Links) -> None:
    rows = [i for i in gap.before if links.after_of[i] < 0]
    columns = [j for j in gap.after if links.before_of[j] < 0]
    both = {old[i] for i in rows} & {new[j] for j in columns}
    rows = [i for i in rows if old[i] in both]
    columns = [j for j in columns if new[j] in both]
    for x, y in common([old[i] for i in rows], [new[j] for j in columns]):
        links.tie(rows[x], columns[y])


def common(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Positions of a longest common subsequence; a long one, with more differences than are looked for."""
    ends = min(len(one), len(other))
    head = next((at for at in range(ends) if one[at] != other[at]), ends)
    tail = next((at for at in range(ends - head) if one[-1 - at] != other[-1 - at]), ends - head)
    pairs = [(at, at) for at in range(head)]
    middle = one[head : len(one) - tail], other[head : len(other) - tail]
    found = _myers(*middle)
    pairs += [(head + x, head + y) for x, y in (_by_turns(*middle) if found is None else found)]
    return pairs + [(len(one) - at, len(other) - at) for at in range(tail, 0, -1)]


def _by_turns(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """First with first, second with second of each key, as far as that keeps the order."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for y in range(len(other) - 1, -1, -1):
        places[other[y]].append(y)
    pairs = [(x, places[mark].pop()) for x, mark in enumerate(one) if places.get(mark)]
    return heaviest_in_order((x, y, 1.0) for x, y in pairs)


def _myers(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]] | None:
    """Myers' greedy algorithm; None when it needs more than the most differences allowed."""
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for differences in range(min(len(one) + len(other), _MOST_DIFFERENCES) + 1):
        history.append(dict(furthest))
        for diagonal in range(-differences, differences + 1, 2):
            x = _reach(furthest, diagonal, differences)
            y = x - diagonal
            while x < len(one) and y < len(other) and one[x] == other[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(one) and y >= len(other):
                return _trace(history, len(one), len(other))
    return None


def _reach(furthest: dict[int, int], diagonal: int, differences: int) -> int:
    if _down(furthest, diagonal, differences):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _down(furthest: dict[int, int], diagonal: int, differences: int) -> bool:
    if diagonal == -differences:
        return True
    return diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1]


def _trace(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for differences in range(len(history) - 1, -1, -1):
        furthest, diagonal = history[differences], x - y
        start = _reach(furthest, diagonal, differences)
        pairs += [(x - back, y - back) for back in range(1, x - start + 1)]
        y = start - diagonal
        x, y = (start, y - 1) if _down(furthest, diagonal, differences) else (start - 1, y)
    return pairs[::-1]


def _tie_long(old: Sequence[Key], new: Sequence[Key], links: Links) -> None:
    """Repeated long text, as often on both sides: first with first, wherever they stand."""
    there: dict[Key, list[int]] = defaultdict(list)
    for i in links.free_before():
        if old[i].count(" ") + 1 >= _LONG:
            there[old[i]].append(i)
    here: dict[Key, list[int]] = defaultdict(list)
    for j in links.free_after():
        if new[j] in there:
            here[new[j]].append(j)
    for mark, columns in here.items():
        for i, j in zip(there[mark], columns, strict=False):
            links.tie(i, j)
