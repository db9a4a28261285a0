"""How do captures become a WARC file that any archive reads, and such a file facts again?

A response is a record as WARC/1.1 has it, an equal body a revisit, a page as a browser showed it or a text a
conversion. Behind each stands a metadata record with our own lines about it: the capture as it is named, and who holds
it with which headers. All other facts come at the end. Equal facts make equal bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from exchange.choosing import Choice, facts
from exchange.columns import UnreadableFileError
from exchange.folders import NotOursError, file_made
from exchange.tables import Line
from exchange.taking import Given, TakenBack, take_back
from model import Capture, Digest, Holding, Rendition, sha256
from store import Store

_SOFTWARE = "clausewatch"
_LINES = "application/x-ndjson"
_TOGETHER = 500  # lines of other facts in one record
_LARGEST_BODY = 20_000_000
_LARGEST_LINES = 80_000_000
_LONGEST_HEAD = 65_536
_NOT_AS_HELD = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Of bodies as they came; here they stand without coding. As held they are in the metadata."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f]")
_EPOCH = "1970-01-01T00:00:00Z"


def write_warc(store: Store, to: Path, choice: Choice, step: Callable[[], None] = lambda: None) -> int:
    """Writes one file, a gzip member for each record, and says how many captures it has.

    Raises NotOursError when another file lies there.
    """
    if to.exists() and not is_ours(to):
        raise NotOursError(f"{to} was not exported by clausewatch; name a file that is not there yet")
    with file_made(to) as part, part.open("wb") as file:
        records = _Records(file)
        count, others = 0, list[Line]()
        for line in facts(store, choice):
            if line["is"] == "capture" and store.facts.is_erased(Digest(line["digest"])):
                others += [dict(line), *_holding_lines(store, line)]
            elif line["is"] == "capture":
                records.capture(store, line)
                count += 1
            elif line["is"] != "holding":
                others.append(line)
            if len(others) == _TOGETHER:
                records.others(others)
                others = []
            step()
        if others:
            records.others(others)
    return count


def is_ours(path: Path) -> bool:
    """Whether the file says that it came from here."""
    try:
        with gzip.open(path, "rb") as file:
            return b"software: clausewatch\r\n" in file.read(2_000)
    except (OSError, EOFError, zlib.error):
        return False


def read_warc(store: Store, path: Path, stopped: Callable[[], bool] = lambda: False) -> TakenBack:
    """Takes the facts of such a file in. Raises UnreadableFileError when it is another's.

    What others wrote `crawler.warc` reads, and what can be read of a damaged file of ours.
    """
    if not is_ours(path):
        raise UnreadableFileError(f"{path}: no WARC file that clausewatch exported")
    with path.open("rb") as file:
        reading = _Reading(path, _Members(file))
        return take_back(store, reading.given(), reading.body, stopped)


# ---------------------------------------------------------------- out


class _Records:
    def __init__(self, file: Any) -> None:
        self._writer = WARCWriter(file, gzip=True, warc_version="1.1")
        self._first: dict[tuple[Digest, bool], tuple[str, str]] = {}  # where a body stands: address, time
        self._date, self._count = _EPOCH, 0
        said = f"software: {_SOFTWARE}\r\nformat: WARC File Format 1.1\r\nconformsTo: {_CONFORMS}\r\n"
        self._write("warcinfo", "", "warcinfo", said.encode(), kind="application/warc-fields")

    def capture(self, store: Store, line: Line) -> None:
        """A capture with its body, and behind it our lines about it."""
        capture = _capture(line)
        held = store.facts.held(capture)
        self._date = line["timestamp"]
        name = f"{line['timestamp']} {line['rendition']} {line['statuscode']} {line['digest']} {line['original']}"
        target = _address(capture.original)
        if capture.rendition is Rendition.PLAIN:
            made = self._response(store, capture, held.holdings, name, target)
        else:
            body = store.facts.body(capture.digest)
            made = self._write("conversion", target, name, body, kind=_media_type(held.headers))
        lines = [dict(line), *(_holding_line(line, holding) for holding in held.holdings)]
        self._lines(lines, f"about {name}", target, {"WARC-Refers-To": made})

    def others(self, lines: list[Line]) -> None:
        """Facts that are about no capture alone."""
        self._count += 1
        self._lines(lines, f"others {self._count}", "", {})

    def _response(self, store: Store, capture: Capture, holdings: tuple[Holding, ...], name: str, target: str) -> str:
        body = store.facts.body(capture.digest)
        head = _head(capture.statuscode, holdings[0].headers if holdings else (), len(body))
        first = self._first.setdefault((capture.digest, True), (target, self._date))
        if first == (target, self._date):
            return self._write("response", target, name, body, head=head)
        record = self._writer.create_revisit_record(
            target,
            f"sha256:{capture.digest}",
            *first,
            http_headers=head,
            warc_headers_dict=self._named(name),
        )
        self._writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Record-ID"))

    def _lines(self, lines: list[Any], name: str, target: str, more: Mapping[str, str]) -> None:
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
        self._write("metadata", target, name, text.encode(), kind=_LINES, more=more)

    def _write(
        self,
        what: str,
        target: str,
        name: str,
        block: bytes,
        *,
        kind: str = "",
        head: Any = None,
        more: Mapping[str, str] | None = None,
    ) -> str:
        named = self._named(f"{what} {name}") | dict(more or {})
        if what in ("response", "conversion"):
            named["WARC-Payload-Digest"] = f"sha256:{sha256(block)}"
        record = self._writer.create_warc_record(
            target,
            what,
            payload=io.BytesIO(block),
            length=len(block),
            warc_content_type=kind,
            warc_headers_dict=named,
            http_headers=head,
        )
        self._writer.write_record(record)
        return named["WARC-Record-ID"]

    def _named(self, name: str) -> dict[str, str]:
        made = uuid5(NAMESPACE_URL, f"{_SOFTWARE}:{name}")
        return {"WARC-Record-ID": f"<urn:uuid:{made}>", "WARC-Date": self._date}


_CONFORMS = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


def _capture(line: Line) -> Capture:
    return Capture(
        original=line["original"],
        timestamp=datetime.fromisoformat(line["timestamp"]),
        statuscode=line["statuscode"],
        digest=Digest(line["digest"]),
        rendition=Rendition(line["rendition"]),
    )


def _holding_lines(store: Store, line: Line) -> list[dict[str, Any]]:
    return [_holding_line(line, holding) for holding in store.facts.held(_capture(line)).holdings]


def _holding_line(line: Line, holding: Holding) -> dict[str, Any]:
    return dict(line) | {
        "is": "holding",
        "holder": holding.holder,
        "memento": holding.memento,
        "archive_digest": holding.archive_digest,
        "headers": [list(pair) for pair in holding.headers],
        "taken_at": holding.taken_at.replace(tzinfo=None).isoformat() + "Z",
    }


def _head(status: int, headers: tuple[tuple[str, str], ...], length: int) -> Any:
    """The head of a response, of what a head can hold."""
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"
    fit = [(name, value) for name, value in headers if _fits(name, value)]
    fit.append(("content-length", str(length)))
    return StatusAndHeaders(f"{status:03} {phrase}", fit, protocol="HTTP/1.1")


def _fits(name: str, value: str) -> bool:
    usual = re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) and value.isascii() and not _UNFIT.search(value)
    return bool(usual) and name not in _NOT_AS_HELD


def _media_type(headers: Mapping[str, str]) -> str:
    found = headers.get("content-type", "")
    return found if found.isascii() and found.isprintable() and "/" in found else "application/octet-stream"


def _address(original: str) -> str:
    """As a WARC field can hold it; as it is, it stands in our lines."""
    return quote(original, safe="!#$%&'()*+,/:;=?@[]~")


# ---------------------------------------------------------------- in


class _Bounded(io.BufferedReader):
    """A stream whose lines are bounded: a head of a gigabyte is none."""

    def readline(self, size: int | None = -1, /) -> bytes:
        most = _LONGEST_HEAD
        return super().readline(min(size, most) if size is not None and size >= 0 else most)


class _Members(io.RawIOBase):
    """What the gzip members of a file hold, as far as they can be unpacked; `trouble` says what ended it early."""

    def __init__(self, packed: IO[bytes]) -> None:
        self.trouble = ""
        self._packed = packed
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._left = b""  # packed, and not yet unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.trouble:
            packed = self._left or self._packed.read(_LONGEST_HEAD)
            if self._member.eof and packed:
                self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            if plain := self._unpacked(packed, len(buffer)):
                buffer[: len(plain)] = plain
                return len(plain)
            if not packed:
                self.trouble = "" if self._member.eof else "the file ends in the middle of a record"
                return 0
        return 0

    def _unpacked(self, packed: bytes, most: int) -> bytes:
        try:
            plain = self._member.decompress(packed, most)
        except zlib.error as error:
            self.trouble = f"the gzip member is broken: {error}"
            return b""
        self._left = self._member.unconsumed_tail or self._member.unused_data
        return plain


class _Reading:
    def __init__(self, path: Path, members: _Members) -> None:
        self._path = path
        self._members = members
        self._last = b""

    def body(self, digest: Digest) -> bytes | None:
        """The body of the record before, if that is the one that is named."""
        return self._last if sha256(self._last) == digest else None

    def given(self) -> Iterator[Given]:
        number, trouble = 0, ""
        try:
            for number, record in enumerate(ArchiveIterator(_Bounded(self._members), verify_http=False), 1):
                yield from self._of_record(record, number)
        except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, OSError) as error:
            trouble = " ".join(str(error).split())[:200]
        if trouble := self._members.trouble or trouble:
            yield Given(where=f"{self._path}, behind record {number}", wrong=f"damaged: {trouble}")

    def _of_record(self, record: Any, number: int) -> Iterator[Given]:
        if record.rec_type in ("response", "conversion"):
            self._last = record.raw_stream.read(_LARGEST_BODY)
        elif record.rec_type == "metadata" and record.rec_headers.get_header("Content-Type") == _LINES:
            yield from self._lines(record.raw_stream.read(_LARGEST_LINES), number)

    def _lines(self, block: bytes, number: int) -> Iterator[Given]:
        for at, raw in enumerate(block.rstrip(b"\n").split(b"\n"), 1):
            where = f"{self._path}, record {number}, line {at}"
            try:
                line = json.loads(raw)
            except (ValueError, RecursionError) as error:
                yield Given(where=where, wrong=f"no JSON: {str(error)[:100]}")
                continue
            if isinstance(line, dict):
                yield Given(where=where, line=line)
            else:
                yield Given(where=where, wrong="no object")
