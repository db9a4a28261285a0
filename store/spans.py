"""From which version to which did a clause have which words?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model import History

Span = tuple[int, int, int, int, int]
"""Identity, wording, first version, last version, position in the first."""


def spans_of(history: History, wordings: Sequence[Sequence[int]]) -> Iterator[Span]:
    """The spans of a history. `wordings` are those of each version's clauses, by number.

    Nearly all that stands in a version stood in the one before: what differs is found by two set differences.
    """
    open_: dict[tuple[int, int], tuple[int, int]] = {}  # since which version, and where in that
    before: list[tuple[int, int]] = []
    last = 0
    for version, identities, said in zip(history.versions, history.identities, wordings, strict=True):
        now = list(zip([one.id for one in identities], said, strict=True))
        if now != before:
            gone = open_.keys() - set(now)
            yield from (_closed(key, open_.pop(key), last) for key in sorted(gone))
            for position, key in enumerate(now):
                if key not in open_:
                    open_[key] = (version.number, position)
            before = now
        last = version.number
    yield from (_closed(key, since, last) for key, since in sorted(open_.items()))


def _closed(key: tuple[int, int], since: tuple[int, int], last: int) -> Span:
    return (*key, since[0], last, since[1])
