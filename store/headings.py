"""How do the headers of many answers of one server take few bytes?

They are nearly alike: a list lies as a heading once, and of another one only what it has that the heading has not.
Whatever is read needs one heading, so none takes long.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator

from sqlite_utils import Database

from model import Headers
from store.forms import to_json

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LOOKED_AT = 6  # captures before a moment, whose headings are tried
_SHORTEST = 8  # bytes of a prefix, for zstd
_MUCH = 0.6  # of what a list takes by itself: then it becomes a heading
_MAGIC = b"\x28\xb5\x2f\xfd"
_BEFORE = (
    "SELECT DISTINCT heading_id FROM (SELECT id FROM capture WHERE original_id = ? AND at <= ? ORDER BY at DESC"
    " LIMIT ?) AS near CROSS JOIN held ON held.capture_id = near.id"
)
_AFTER = _BEFORE.replace("at <= ?", "at > ?").replace("ORDER BY at DESC", "ORDER BY at")


class Headings:
    """The table of headings."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def kept(self, headers: Headers, original_id: int, at: int) -> tuple[int, bytes | None]:
        """(heading, what the headers have that it has not); None where they are equal."""
        text = _text(headers)
        equal = self._equal(text)
        if equal is not None:
            return equal, None
        alone = _packed(text, b"")
        tried = [(len(frame := _packed(text, base)), number, frame) for number, base in self._near(original_id, at)]
        least = min(tried, default=None)
        if least and least[0] <= _MUCH * len(alone):
            return least[1], least[2]
        made = self._db.conn.execute("INSERT INTO heading (mark, packed) VALUES (?, ?)", [zlib.crc32(text), alone])
        return int(made.lastrowid or 0), None

    def _equal(self, text: bytes) -> int | None:
        rows = self._db.conn.execute("SELECT id, packed FROM heading WHERE mark = ?", [zlib.crc32(text)])
        return next((number for number, packed in rows.fetchall() if _unpacked(packed, b"") == text), None)

    def _near(self, original_id: int, at: int) -> Iterator[tuple[int, bytes]]:
        numbers = {
            row[0]
            for side in (_BEFORE, _AFTER)
            for row in self._db.conn.execute(side, [original_id, at, _LOOKED_AT]).fetchall()
        }
        newest = self._db.conn.execute("SELECT max(id) FROM heading").fetchone()[0]
        for number in sorted(numbers | ({newest} if newest else set())):
            packed = self._db.conn.execute("SELECT packed FROM heading WHERE id = ?", [number]).fetchone()[0]
            base = _unpacked(packed, b"")
            if len(base) >= _SHORTEST:
                yield number, base


def headers_text(packed: bytes, more: bytes | None) -> str:
    """JSON, [[name, value], ...], from a heading and what a holding has that it has not."""
    heading = _unpacked(packed, b"")
    return (heading if more is None else _unpacked(more, heading)).decode(errors="surrogatepass")


def headers_of(packed: bytes, more: bytes | None) -> Headers:
    return tuple((name, value) for name, value in json.loads(headers_text(packed, more)))


def _text(headers: Headers) -> bytes:
    return to_json(headers).encode(errors="surrogatepass")


def _packed(text: bytes, base: bytes) -> bytes:
    parameter = zstd.CompressionParameter
    options: dict[int, int] = {
        parameter.compression_level: 19,
        parameter.window_log: max(10, (len(text) + len(base)).bit_length()),
        parameter.checksum_flag: 0,
        parameter.content_size_flag: 0,
    }
    frame = zstd.compress(text, options=options, zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix if base else None)
    return frame[len(_MAGIC) :]


def _unpacked(packed: bytes, base: bytes) -> bytes:
    prefix = zstd.ZstdDict(base, is_raw=True).as_prefix if base else None
    return zstd.ZstdDecompressor(zstd_dict=prefix).decompress(_MAGIC + packed)
