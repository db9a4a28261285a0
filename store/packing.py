"""How do bytes lie on disk, and how is it known that they are still the same?"""

from __future__ import annotations

import sys

from model import Digest, sha256

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LEVEL = 3  # a twelfth larger than 6 makes it, for a third of the time
_BESIDE: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 9,  # a tenth smaller than 3 makes it, in no more time for so few bytes
    zstd.CompressionParameter.checksum_flag: 0,
}
_SHORTEST = 8  # bytes of a base; zstd takes no shorter one
_MAGIC = b"\x28\xb5\x2f\xfd"  # of every frame; of short ones it is not kept


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


def packed_beside(data: bytes, base: bytes) -> bytes:
    """Few bytes where the data is much like the base. Whoever keeps them knows by a sum that they are the same."""
    return zstd.compress(data, options=_BESIDE, zstd_dict=_prefix(base))[len(_MAGIC) :]


def unpacked_beside(frame: bytes, base: bytes) -> bytes:
    """What was packed beside the same base; else anything, or ValueError."""
    try:
        return zstd.decompress(_MAGIC + frame, zstd_dict=_prefix(base))
    except zstd.ZstdError as error:
        raise ValueError(f"does not unpack ({error})") from error


def _prefix(base: bytes) -> tuple[zstd.ZstdDict, int] | None:
    return zstd.ZstdDict(base, is_raw=True).as_prefix if len(base) >= _SHORTEST else None
