"""Which one digest stands for many files, so that each can be checked against it?

The Merkle tree hash of RFC 9162, section 2.1.1, over SHA-256. A leaf is the canonical JSON of a file's path and
SHA-256, so the names are covered as well; leaves stand in order of path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from evidence.canonical import as_bytes
from model import Digest

_LEAF, _NODE = b"\x00", b"\x01"  # so that no file can be taken for a part of the tree


def root_of(files: Mapping[str, Digest]) -> Digest:
    """The root of the tree over some files, given by path. Raises ValueError where there is none."""
    return Digest(hashlib.sha256(stood_for(files)).hexdigest())


def stood_for(files: Mapping[str, Digest]) -> bytes:
    """The bytes whose SHA-256 is the root: two halves of the tree, or one leaf. An authority stamps these."""
    if not files:
        raise ValueError("no file: expected one at least")
    leaves = [as_bytes({"path": path, "sha256": files[path]}) for path in sorted(files)]
    return _before_hashing(leaves)


def _before_hashing(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return _LEAF + leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    halves = (hashlib.sha256(_before_hashing(some)).digest() for some in (leaves[:half], leaves[half:]))
    return _NODE + b"".join(halves)
