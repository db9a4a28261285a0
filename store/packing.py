"""How do bytes lie on disk, and how is it known that they are still the same?"""

from __future__ import annotations

import sys

from model import Digest, sha256

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 3  # a twelfth larger than 6 makes it, for a third of the time


class DamagedError(Exception):
    """Stored bytes are not what was stored: the disk, or somebody, changed them."""

    def __init__(self, digest: str, detail: str) -> None:
        super().__init__(
            f"the bytes kept under {digest}: {detail}; `clausewatch rebuild` makes a text again,"
            " for a body restore the database from a backup"
        )


_last: list[tuple[bytes, Digest]] = [(b"", sha256(b""))]


def digest_of(body: bytes) -> Digest:
    """The digest of a body; that of the very object that was asked for last is remembered, and the object with it.

    Who fetches a body names it by its digest, and who keeps it looks whether that is its name.
    """
    known, digest = _last[0]
    if body is not known:
        digest = sha256(body)
        _last[0] = (body, digest)
    return digest


def pack(data: bytes) -> bytes:
    parameter = zstd.CompressionParameter
    return zstd.compress(data, options={parameter.compression_level: _LEVEL, parameter.checksum_flag: 1})


def unpack(packed: bytes, digest: Digest) -> bytes:
    """Raises DamagedError unless the bytes have the digest under which they were kept."""
    try:
        data = zstd.decompress(packed)
    except zstd.ZstdError as error:
        raise DamagedError(digest, f"does not unpack ({error})") from error
    if sha256(data) != digest:
        raise DamagedError(digest, "has another digest than when it was stored")
    return data
