"""Which captures does a WARC file hold?

What can be read is read: a record that is cut off or broken becomes a `Damage` that says where, and the
reading goes on at the next record that can be found.  Bodies are handed out without transfer and content
coding.  Whatever a file claims, no more than a few times the limit is ever in memory.
"""

from __future__ import annotations

import io
import lzma
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from crawler.coding import decode
from crawler.replay import bounded, media_type, payload_digest
from crawler.trouble import Trouble
from model import Headers, IndexRow, digest_form, original_key

LIMIT = 20_000_000
"""Bytes of a body, packed or unpacked."""

_HEADS = 1_000_000  # for the heads of a record, above the limit of its body
_STEP = 1 << 20
_GZIP = b"\x1f\x8b\x08"
_XZ = b"\xfd7zXZ\x00"
_LARGEST_UNPACKED = 16_000_000_000  # bytes of a file in one xz stream
_BEGINNING = re.compile(rb"(?:^|\n)(WARC/[01]\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One archived response. `archive_digest` is the file's own, of the payload as stored."""

    original: str
    timestamp: datetime
    statuscode: int
    headers: Headers
    body: bytes
    archive_digest: str
    mimetype: str
    offset: int
    length: int = 0  # bytes of the record as stored, packed
    verified: bool = True  # False where the payload is not the one that the record's own SHA-1 is of


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What should be a record and cannot be read."""

    path: Path
    offset: int
    reason: str


Found = Record | IndexRow | Damage


class _DamagedError(Exception):
    """Why a record cannot be read."""


def records(path: Path, limit: int = LIMIT) -> Iterator[Found]:
    """Responses as records, revisits as index rows (their bytes are another record's), and damages, in file order.

    Requests, metadata, and captures of anything but http and https are passed over. A file in one xz stream
    (`.warc.xz`) is unpacked to a temporary file first; its offsets are those of the unpacked one.
    """
    with _File(path.open("rb", buffering=0)) as file:
        if file.read(len(_XZ)) != _XZ:
            yield from _records(file, path, path.stat().st_size, limit)
            return
        file.seek(0)
        with tempfile.NamedTemporaryFile(buffering=0) as raw, _File(io.FileIO(raw.name)) as plain:
            trouble = _unpack_xz(file, raw)
            yield from _records(plain, path, raw.tell(), limit)
            if trouble:
                yield Damage(path=path, offset=file.tell(), reason=trouble)


def record_in(packed: bytes, limit: int = LIMIT) -> Found | None:
    """The response, revisit or damage that one record's bytes hold, packed or not; None if they are of another kind."""
    with _File(io.BytesIO(packed)) as file:
        return next(_records(file, Path("record"), len(packed), limit), None)


def _records(file: _File, path: Path, size: int, limit: int) -> Iterator[Found]:
    file.seek(0)
    packed = file.read(len(_GZIP)) == _GZIP
    read_one = _packed_record if packed else _plain_record
    offset = 0
    while offset < size:
        file.seek(offset)
        try:
            found, offset = read_one(file, offset, limit)
            yield from found
        except _DamagedError as damage:
            yield Damage(path=path, offset=offset, reason=str(damage))
            offset = _next_beginning(file, offset + 1, size, packed=packed)


def _unpack_xz(packed: _File, plain: IO[bytes]) -> str:
    """Unpacks what can be unpacked; returns what went wrong, if anything did."""
    try:
        with lzma.open(packed) as stream:
            while chunk := stream.read(_STEP):
                plain.write(chunk)
                if plain.tell() > _LARGEST_UNPACKED:
                    return f"more than {_LARGEST_UNPACKED} bytes unpacked"
    except (lzma.LZMAError, EOFError) as error:
        return f"the xz stream is broken: {error}"
    return ""


class _File(io.BufferedReader):
    """A file whose lines are bounded: a header of a gigabyte is none."""

    def readline(self, size: int | None = -1, /) -> bytes:
        return super().readline(min(size, 65_536) if size is not None and size >= 0 else 65_536)


# ---------------------------------------------------------------- where records begin and end


def _packed_record(file: _File, offset: int, limit: int) -> tuple[list[Found], int]:
    """The records of one gzip member (one, in files as they should be), and where the next member begins."""
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    plain = bytearray()
    while not stream.eof:
        packed = file.read(_STEP)
        if not packed:
            raise _DamagedError("the file ends in the middle of a record")
        plain += _inflate(stream, packed, limit + _HEADS - len(plain))
    end = file.tell() - len(stream.unused_data)
    member = io.BytesIO(plain)
    found: list[Found] = []
    while _skip_blank(member):
        found += _record(member, offset, limit)
    return [_sized(one, end - offset) for one in found], end


def _sized(found: Found, length: int) -> Found:
    return found if isinstance(found, Damage) else replace(found, length=length)


def _inflate(stream: zlib._Decompress, packed: bytes, room: int) -> bytes:
    try:
        plain = stream.decompress(packed, room + 1)
    except zlib.error as error:
        raise _DamagedError(f"the gzip member is broken: {error}") from error
    if len(plain) > room:
        raise _DamagedError("a gzip member with more bytes than the limit, or a whole file in one member")
    return plain


def _plain_record(file: _File, offset: int, limit: int) -> tuple[list[Found], int]:
    if not _skip_blank(file):
        return [], file.tell()
    found = _record(file, offset, limit)
    after = file.read(4)
    if after.strip():
        raise _DamagedError(
            "the record is not followed by an empty line: its Content-Length is wrong or bytes are missing"
        )
    return [_sized(one, file.tell() - offset) for one in found], file.tell()


def _skip_blank(stream: Any) -> bool:
    """Moves to the next line that is not blank; False at the end."""
    while True:
        here = stream.tell()
        line = stream.readline()
        if line.strip():
            stream.seek(here)
        if line.strip() or not line:
            return bool(line)


def _next_beginning(file: _File, start: int, size: int, *, packed: bool) -> int:
    """Where the next record can begin, at `start` or behind it; the end of the file if there is none."""
    offset = start
    while offset < size:
        file.seek(offset)
        step = file.read(_STEP)
        for place in _beginnings(step, packed=packed):
            file.seek(offset + place)
            if not packed or _begins_record(file.read(512)):
                return offset + place
        offset += max(len(step) - 64, 64)
    return size


def _beginnings(step: bytes, *, packed: bool) -> Iterator[int]:
    pattern = re.compile(re.escape(_GZIP)) if packed else _BEGINNING
    yield from (match.end() - len(match.group(match.lastindex or 0)) for match in pattern.finditer(step))


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False


# ---------------------------------------------------------------- what a record says


def _record(stream: Any, offset: int, limit: int) -> list[Found]:
    """The record that begins here, if it is of a kind that is wanted."""
    try:
        record = ArcWarcRecordLoader(verify_http=False).parse_record_stream(
            stream, known_format="warc", no_record_parse=True
        )
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise _DamagedError(f"no record begins here: {' '.join(str(error).split())[:200]}") from error
    length = record.rec_headers.get_header("Content-Length") or ""
    if not re.fullmatch(r"[0-9]{1,15}", length):
        raise _DamagedError(f"Content-Length {length[:40]!r} is no number")
    block = record.raw_stream.read(min(int(length), limit + _HEADS))
    if len(block) < int(length):
        wanted = f"{int(length):,} bytes"
        raise _DamagedError(
            f"{len(block):,} of {wanted} are there" if len(block) < limit else f"{wanted} are more than the limit"
        )
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    if record.rec_type not in ("response", "revisit"):
        return []
    cut = record.rec_headers.get_header("WARC-Truncated")
    if cut:
        raise _DamagedError(f"the {record.rec_type} of {address[:200]} was cut off when it was made: {cut[:40]}")
    if not address:
        raise _DamagedError(f"a {record.rec_type} without WARC-Target-URI")
    if not address.lower().startswith(("http://", "https://")):  # dns:, ftp:
        return []
    return [
        _revisit(record, address) if record.rec_type == "revisit" else _response(record, address, block, offset, limit)
    ]


def _response(record: Any, address: str, block: bytes, offset: int, limit: int) -> Record:
    stream = io.BytesIO(block)
    try:
        http = ArcWarcRecordLoader(verify_http=False).http_parser.parse(stream)
        status = http.get_statuscode() or ""
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise _DamagedError(f"the response of {address[:200]} has no readable head") from error
    if not re.fullmatch(r"[1-9][0-9]{2}", status):
        raise _DamagedError(f"the response of {address[:200]} has the status {status[:40]!r}, expected three digits")
    headers = tuple((str(name).lower(), str(value)) for name, value in http.headers)
    payload = stream.read()
    body, digest = _body(headers, payload, limit), _digest(record)
    return Record(
        original=address,
        timestamp=_moment(record),
        statuscode=int(status),
        headers=bounded(headers),
        body=body,
        archive_digest=digest or payload_digest(payload),
        mimetype=media_type(headers),
        offset=offset,
        verified=_verified(digest, payload, _whole(headers, payload), body),
    )


def _verified(digest: str, *forms: bytes) -> bool:
    """Whether a payload is the one that a SHA-1 is of. Of which form it is, crawlers do not agree."""
    named = digest_form(digest)
    return not re.fullmatch(r"[A-Z2-7]{32}", named) or any(payload_digest(form) == named for form in forms)


def _whole(headers: Headers, payload: bytes) -> bytes:
    """Without transfer coding; crawlers that undo it may leave its header standing."""
    if any(name == "transfer-encoding" and "chunked" in value.lower() for name, value in headers):
        return bytes(ChunkedDataReader(io.BytesIO(payload)).read())
    return payload


def _body(headers: Headers, payload: bytes, limit: int) -> bytes:
    """Without transfer and content coding."""
    body = decode(_whole(headers, payload), [value for name, value in headers if name == "content-encoding"], limit)
    if isinstance(body, Trouble):
        raise _DamagedError(body.detail)
    return body


def _revisit(record: Any, address: str) -> IndexRow:
    return IndexRow(
        urlkey=str(original_key(address)),
        timestamp=_moment(record),
        original=address,
        mimetype="warc/revisit",
        statuscode=None,
        digest=_digest(record),
    )


def _digest(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Payload-Digest") or "").removeprefix("sha1:")


def _moment(record: Any) -> datetime:
    """Whole seconds, as indexes and mementos have them; newer files write fractions."""
    date = str(record.rec_headers.get_header("WARC-Date") or "")
    try:
        moment = datetime.fromisoformat(date)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # an offset can lead out of the years 1 to 9999
        raise _DamagedError(f"WARC-Date {date[:40]!r} is no date") from error
    return moment.replace(microsecond=0)
