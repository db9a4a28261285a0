"""What does a body say once its content coding is taken off?

Bounded: a few kilobytes of gzip can hold gigabytes.  Strict: half a body is no body, so a stream that
ends too early is broken and never kept in part (Scrapy's own middleware keeps the part).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

import brotli  # type: ignore[import-untyped]

from crawler.trouble import Trouble
from model import Failure

ACCEPTED = "gzip, deflate, br"

# What stands in Content-Encoding on real servers without being a coding; browsers pass such bodies as they are.
_NO_CODING = frozenset(
    {"", "identity", "none", "binary", "7bit", "8bit", "utf-8", "utf8", "iso-8859-1", "windows-1252"}
)
_MOST_LAYERS = 3
_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 10_000  # of one gzip body; what packs by blocks makes a few hundred of the largest that is taken
_PIECE = 65_536


class _BrokenError(Exception):
    """Bytes that are not what their coding says."""


class _TooLargeError(Exception):
    """More bytes than the limit."""


def decode(body: bytes, codings: Iterable[str], limit: int) -> bytes | Trouble:
    """The body without its codings, which are given as Content-Encoding headers, in their order."""
    layers = [
        name for value in codings for part in value.split(",") if (name := part.strip().lower()) not in _NO_CODING
    ]
    if len(body) > limit:
        return Trouble(reason=Failure.TOO_LARGE, detail=f"{len(body):,} bytes packed, the limit is {limit:,}")
    if len(layers) > _MOST_LAYERS:
        return Trouble(reason=Failure.BROKEN, detail=f"{len(layers)} content codings on one body")
    try:
        for layer in reversed(layers):
            body = _take_off(layer, body, limit)
    except _TooLargeError:
        return Trouble(reason=Failure.TOO_LARGE, detail=f"more than {limit:,} bytes unpacked ({', '.join(layers)})")
    except _BrokenError as error:
        return Trouble(reason=Failure.BROKEN, detail=f"content coding {', '.join(layers)[:60]!r}: {error}")
    return body


def _take_off(layer: str, body: bytes, limit: int) -> bytes:
    if not body:  # an archived 304 or redirect that names a coding and has no body
        return body
    if layer not in _CODINGS:
        raise _BrokenError("unknown")
    return _CODINGS[layer](body, limit)


def _gunzip(body: bytes, limit: int) -> bytes:
    # Crawlers that unpack before they write leave the header standing; then the body is already plain.
    if not body.startswith(_GZIP):
        return body
    unpacked, at = bytearray(), 0
    for _ in range(_MOST_MEMBERS):
        if not body.startswith(_GZIP, at):  # members follow each other; padding after the last one is no member
            return bytes(unpacked)
        at = _member(body, at, unpacked, limit)
    raise _BrokenError(f"more than {_MOST_MEMBERS:,} members")


def _member(body: bytes, at: int, unpacked: bytearray, limit: int) -> int:
    """Unpacks the member that begins at a byte, and returns where it ends.

    By the piece: zlib copies what follows a member, which would be the whole rest for each of a million empty ones.
    """
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while at < len(body):
        piece = body[at : at + _PIECE]
        try:
            unpacked += stream.decompress(piece, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise _BrokenError(str(error)) from error
        if len(unpacked) > limit:
            raise _TooLargeError
        at += len(piece) - len(stream.unused_data)
        if stream.eof:
            return at
    raise _BrokenError(f"ends too early, after {len(unpacked):,} bytes")


def _undeflate(body: bytes, limit: int) -> bytes:
    try:
        return _inflate(zlib.decompressobj(), body, limit)
    except _BrokenError:  # "deflate" means zlib in the standard and raw deflate on old servers
        return _inflate(zlib.decompressobj(-zlib.MAX_WBITS), body, limit)


def _inflate(stream: zlib._Decompress, body: bytes, limit: int) -> bytes:
    try:
        unpacked = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise _BrokenError(str(error)) from error
    if len(unpacked) > limit:
        raise _TooLargeError
    if not stream.eof:
        raise _BrokenError(f"ends too early, after {len(unpacked):,} bytes")
    return unpacked


def _unbrotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    unpacked = bytearray()
    try:
        unpacked += stream.process(body, output_buffer_limit=limit + 1)
        while not stream.is_finished() and len(unpacked) <= limit:
            more = stream.process(b"", output_buffer_limit=limit + 1)
            if not more:
                raise _BrokenError(f"ends too early, after {len(unpacked):,} bytes")
            unpacked += more
    except brotli.error as error:
        raise _BrokenError(str(error)) from error
    if len(unpacked) > limit:
        raise _TooLargeError
    return bytes(unpacked)


def _unzstd(body: bytes, limit: int) -> bytes:
    # Here, since only bodies recorded by browsers after 2024 need it and importing Scrapy takes seconds.
    from backports.zstd import ZstdDecompressor, ZstdError

    stream = ZstdDecompressor()
    try:
        unpacked = stream.decompress(body, limit + 1)
    except ZstdError as error:
        raise _BrokenError(str(error)) from error
    if len(unpacked) > limit:
        raise _TooLargeError
    if not stream.eof:
        raise _BrokenError(f"ends too early, after {len(unpacked):,} bytes")
    return unpacked


_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
