"""Against which other bodies is a body packed, so that it takes few bytes and reads back in few steps?

A body that comes between two captures of its original is packed as what it has that neither of them has. One that
comes at an end of the line has one neighbour, as every live visit does. There a ladder bounds the steps: each body
has a rung; a capture that says nothing new rests where its neighbour rests, and takes no rung; every eighth rung
rests eight below, every sixty-fourth sixty-four, and the 512th on nothing. What differs much from its
own neighbours, as the first of an original does, is tried with a page beside it: those share menus and footers.

What is packed never changes: what comes between two others later rests on them, and nothing is packed anew, unless
what it rests on is erased (`packed_on`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_WIDE = 20  # steps below a body with two bases
_RUNGS, _LEVELS = 8, 3
_TOP = _RUNGS**_LEVELS
MOST_STEPS = _WIDE + (_RUNGS - 1) * _LEVELS
"""Bodies that are unpacked before one can be read, at most."""

SHORTEST, LONGEST = 256, 4_000_000
"""Bytes of what others rest on: less tells them nothing, more is slow to read."""

_NOTHING_NEW = 256  # bytes of a frame: nonces, tokens, times
_POOR = 16  # of its length one such part: more than changes of words take
_HARDLY_MORE, _MUCH_LESS = 1.1, 0.75
_ALONE = 0.8  # of what it takes by itself: less is to be saved for a step to be worth it
_LEVEL = 12  # by itself
_QUICK, _CLEARLY = 1, 0.6  # a level for a tenth of the time, of whose bytes 12 makes four fifths
_MAGIC = b"\x28\xb5\x2f\xfd"  # of every frame; not kept


class BrokenError(Exception):
    """A frame does not unpack to as many bytes as were packed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """How a body is kept: what it rests on, the nearest first; `rung` is 0 where a ladder may begin."""

    bases: tuple[int, ...] = ()
    rung: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A frame, and what has to be unpacked before it."""

    resting: Resting
    frame: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is kept around a new body: captures of its original before and after it, the nearest first.

    `other` looks for a page beside it, of the same host; it is asked where its own do not tell enough.
    """

    own: tuple[int, ...] = ()
    other: Callable[[], int | None] = lambda: None


class Kept(Protocol):
    """What is kept already. A body rests on such as were kept before it."""

    def resting(self, number: int) -> Resting:
        """How a body is kept."""

    def body(self, number: int) -> bytes:
        """Its bytes."""


def packed(body: bytes, beside: Beside, kept: Kept) -> Packed:
    """The body as it is to be kept; its bases are among what `beside` names, and what that rests on."""
    if not may_bear(len(body)):
        return by_itself(body)
    found = _beside_own(body, beside.own, kept) if beside.own else None
    if found and not _is_poor(found.frame, body):
        return found
    return _or_alone(body, _with_other(body, beside, found, kept))


def packed_on(body: bytes, resting: Resting, kept: Kept) -> Packed:
    """The body as it is to be kept on these bases, which are among what it rested on before; by itself without any."""
    return _against(body, resting, kept) if resting.bases else by_itself(body)


def may_bear(length: int) -> bool:
    """Whether others may rest on a body of so many bytes."""
    return SHORTEST <= length <= LONGEST


def by_itself(body: bytes) -> Packed:
    parameter = zstd.CompressionParameter
    frame = zstd.compress(body, options={parameter.compression_level: _LEVEL, parameter.checksum_flag: 0})
    return Packed(resting=Resting(), frame=frame[len(_MAGIC) :])


def unpacked(frame: bytes, bases: Iterable[bytes], length: int) -> bytes:
    """The body of so many bytes, from its frame and the bytes of its bases, the nearest first.

    Raises BrokenError; other bytes of the same number can come out, where frame or bases are not what they were.
    """
    prefix = _prefix(bases)
    reader = zstd.ZstdDecompressor(zstd_dict=zstd.ZstdDict(prefix, is_raw=True).as_prefix if prefix else None)
    try:
        body = reader.decompress(_MAGIC + frame, max_length=length + 1)
    except zstd.ZstdError as error:
        raise BrokenError(f"does not unpack ({error})") from error
    if len(body) != length or not reader.eof:
        raise BrokenError("has another length than when it was stored")
    return body


def below(numbers: Iterable[int], kept: Kept) -> set[int]:
    """These, and all they rest on."""
    found, open_ones = set[int](), list(numbers)
    while open_ones:
        number = open_ones.pop()
        if number not in found:
            found.add(number)
            open_ones += kept.resting(number).bases
    return found


# -- the choice


def _beside_own(body: bytes, own: tuple[int, ...], kept: Kept) -> Packed:
    if len(own) > 1 and len(below(own, kept)) <= _WIDE:
        return _against(body, Resting(bases=own), kept)
    return _on_the_ladder(body, own[0], kept)


def _on_the_ladder(body: bytes, neighbour: int, kept: Kept) -> Packed:
    last = kept.resting(neighbour)
    same = _against(body, last, kept) if last.rung else None
    if same and len(same.frame) <= _NOTHING_NEW:
        return same
    near = _against(body, Resting(bases=(neighbour,)), kept)
    if same and len(same.frame) <= _HARDLY_MORE * len(near.frame):
        return same
    resting = _next_rung(neighbour, last, kept)
    if resting.bases == (neighbour,):
        return Packed(resting=resting, frame=near.frame)
    return _against(body, resting, kept) if resting.bases else by_itself(body)


def _next_rung(neighbour: int, last: Resting, kept: Kept) -> Resting:
    rung, stride = last.rung + 1, 1
    if rung == _TOP:
        return Resting()
    while rung % (stride * _RUNGS) == 0:
        stride *= _RUNGS
    base = neighbour
    while kept.resting(base).rung > rung - stride:
        base = kept.resting(base).bases[0]
    return Resting(bases=(base,), rung=rung)


def _with_other(body: bytes, beside: Beside, found: Packed | None, kept: Kept) -> Packed | None:
    """Rests on the page beside it as well, if that saves much."""
    other = beside.other()
    if other is None or other in beside.own or len(below(bases := (*beside.own[:1], other), kept)) > _WIDE:
        return found
    both = _against(body, Resting(bases=bases), kept)
    return both if found is None or len(both.frame) <= _MUCH_LESS * len(found.frame) else found


def _or_alone(body: bytes, found: Packed | None) -> Packed:
    if found and len(found.frame) <= _CLEARLY * len(zstd.compress(body, _QUICK)):
        return found
    alone = by_itself(body)
    return found if found and len(found.frame) <= _ALONE * len(alone.frame) else alone


def _is_poor(frame: bytes, body: bytes) -> bool:
    return len(frame) > max(_NOTHING_NEW, len(body) // _POOR)


# -- the frames


def _against(body: bytes, resting: Resting, kept: Kept) -> Packed:
    prefix = _prefix(kept.body(number) for number in resting.bases)
    frame = zstd.compress(
        body, options=_options(len(body) + len(prefix)), zstd_dict=zstd.ZstdDict(prefix, is_raw=True).as_prefix
    )
    return Packed(resting=resting, frame=frame[len(_MAGIC) :])


def _prefix(bases: Iterable[bytes]) -> bytes:
    """What is nearest stands nearest."""
    return b"".join(reversed(list(bases)))


def _options(window: int) -> dict[int, int]:
    """Three quarters of the bytes of level 3, at half its pace; long-distance matching would make six times as many."""
    parameter = zstd.CompressionParameter
    return {
        parameter.strategy: zstd.Strategy.lazy2,
        parameter.hash_log: 20,
        parameter.chain_log: 20,
        parameter.search_log: 6,
        parameter.min_match: 5,
        parameter.window_log: max(10, window.bit_length()),
        parameter.checksum_flag: 0,
    }
