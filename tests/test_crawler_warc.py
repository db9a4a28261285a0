"""Is everything read from a WARC file that can be read?"""

import gzip
import lzma
import random
import zlib
from base64 import b32encode
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.warc import Damage, Found, Record, records
from model import IndexRow, from_timestamp14

PAGE = b"<p>We keep your data for ever.</p>" * 5


Response = dict[str, Any]
"""What differs from an ordinary response: url, status, headers, body, date."""


def warc_record(kind: str, url: str, date: str, block: bytes, digest: str = "") -> bytes:
    heads = {"WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:1>", "WARC-Target-URI": url, "WARC-Date": date}
    heads |= {"WARC-Payload-Digest": digest} if digest else {}
    heads |= {"Content-Type": "application/http; msgtype=response", "Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http_response(one: Response, body: bytes) -> bytes:
    headers = one.get("headers", [("Content-Type", "text/html")])
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {one.get('status', '200 OK')}\r\n{head}\r\n".encode() + bytes(one.get("body", body))


def write(path: Path, *responses: Response, packed: bool = True) -> Path:
    """A file with the responses between records of other kinds."""
    parts = [warc_record("warcinfo", "x", "2020-01-01T00:00:00Z", b"software: test\r\n")]
    for number, one in enumerate(responses):
        url = one.get("url", f"https://acme.example/{number}")
        date = one.get("date", "2020-01-01T00:00:00Z")
        parts.append(warc_record("request", url, date, b"GET / HTTP/1.1\r\n\r\n"))
        parts.append(warc_record("response", url, date, http_response(one, PAGE + b"%d" % number)))
    path.write_bytes(b"".join(gzip.compress(part) if packed else part for part in parts))
    return path


def shape(found: list[Found]) -> str:
    return "".join("r" if isinstance(one, Record) else "d" if isinstance(one, Damage) else "i" for one in found)


@pytest.mark.parametrize("packed", [True, False])
def test_responses_come_in_order_with_what_their_server_said(tmp_path: Path, packed: bool) -> None:
    headers = [("Content-Type", "Text/HTML; charset=x"), ("X-A", "1")]
    path = write(tmp_path / "a", {"headers": headers, "status": "404 Not Found"}, {}, {}, packed=packed)
    first, *others = records(path)
    assert isinstance(first, Record)
    assert (first.original, first.statuscode, first.mimetype) == ("https://acme.example/0", 404, "text/html")
    assert first.headers == (("content-type", "Text/HTML; charset=x"), ("x-a", "1"))
    assert first.body == PAGE + b"0"
    assert first.timestamp == from_timestamp14("20200101000000")
    assert first.archive_digest == b32encode(sha1(PAGE + b"0").digest()).decode()
    assert shape(others) == "rr"


def test_a_record_can_be_found_again_at_its_offset(tmp_path: Path) -> None:
    path = write(tmp_path / "a", {}, {})
    last = list(records(path))[-1]
    assert isinstance(last, Record)
    alone = tmp_path / "b"
    alone.write_bytes(path.read_bytes()[last.offset :])
    (again,) = records(alone)
    assert isinstance(again, Record)
    assert again.original == last.original


def test_transfer_and_content_coding_are_taken_off_but_the_digest_is_of_what_is_stored(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    headers = [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]
    (record,) = records(write(tmp_path / "a", {"headers": headers, "body": chunked}))
    assert isinstance(record, Record)
    assert record.body == PAGE
    assert record.archive_digest == b32encode(sha1(chunked).digest()).decode()


def test_codings_that_were_undone_before_archiving_may_still_be_named(tmp_path: Path) -> None:
    headers = [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]
    (record,) = records(write(tmp_path / "a", {"headers": headers}))
    assert isinstance(record, Record)
    assert record.body == PAGE + b"0"


def test_a_revisit_is_a_row_of_the_index(tmp_path: Path) -> None:
    path = tmp_path / "a"
    block = http_response({}, b"")
    path.write_bytes(warc_record("revisit", "https://acme.example/", "2020-01-01T00:00:00.123456Z", block, "sha1:ABC"))
    (row,) = records(path)
    assert isinstance(row, IndexRow)
    assert (row.statuscode, row.digest, row.timestamp) == (None, "ABC", from_timestamp14("20200101000000"))


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_is_cut_off_keeps_what_came_before(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "a", {}, {}, {}, packed=packed)
    path.write_bytes(path.read_bytes()[:-30])
    found = list(records(path))
    assert shape(found) == "rrd"
    assert isinstance(found[2], Damage)
    assert found[2].path == path
    assert 0 < found[2].offset < path.stat().st_size


@pytest.mark.parametrize("packed", [True, False])
def test_the_reading_goes_on_behind_a_broken_record(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "a", {}, {}, {}, packed=packed)
    second = [one for one in records(path) if isinstance(one, Record)][1].offset
    data = path.read_bytes()
    cut = second + (60 if packed else 300)  # in the plain file: in the body, so that its length is wrong
    path.write_bytes(data[:cut] + data[cut + 30 :])
    assert shape(list(records(path))) == "rdr"


def test_a_gzip_bomb_in_a_record_is_a_damage(tmp_path: Path) -> None:
    bomb = {"headers": [("Content-Encoding", "gzip")], "body": gzip.compress(bytes(5_000_000))}
    found = list(records(write(tmp_path / "a", {}, bomb, {}), limit=100_000))
    assert shape(found) == "rdr"
    assert isinstance(found[1], Damage)
    assert "100,000 bytes" in found[1].reason


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_above_the_limit_is_a_damage(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / "a", {}, {"body": bytes(3_000_000)}, {}, packed=packed)
    assert shape(list(records(path, limit=100_000))) == "rdr"


def test_a_body_cut_off_before_it_was_archived_is_a_damage(tmp_path: Path) -> None:
    half = {"headers": [("Content-Encoding", "gzip")], "body": gzip.compress(PAGE)[:-9]}
    assert shape(list(records(write(tmp_path / "a", half, {})))) == "dr"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"WARC-Date: 2020-01-01T00:00:00Z", b"WARC-Date: 2020-31-01T00:00:00Z"),
        (b"WARC-Date: 2020-01-01T00:00:00Z", b"WARC-Date: 0001-01-01T00:00:00+23:59"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 abc OK"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 -5 OK"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 99999999999999999999 OK"),
        (b"WARC-Target-URI", b"WARC-Other-URI"),
        (b"Content-Length: ", b"Content-Length: x"),
        (b"WARC/1.0\r\nWARC-Type: resp", b"WRAC/1.0\r\nWARC-Type: resp"),
    ],
)
def test_a_head_that_makes_no_sense_is_a_damage(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = write(tmp_path / "a", {}, {}, packed=False)
    data = path.read_bytes()
    begin = data.index(b"WARC/1.0\r\nWARC-Type: response")
    path.write_bytes(data[:begin] + data[begin:].replace(old, new, 1))
    assert shape(list(records(path))) == "dr"


def test_of_an_endless_head_the_beginning_is_kept(tmp_path: Path) -> None:
    (record,) = records(write(tmp_path / "a", {"headers": [("X-A", "1" * 9_000)] * 500}))
    assert isinstance(record, Record)
    assert record.headers == (("x-a", "1" * 8_000),) * 100


def test_a_whole_file_in_one_gzip_stream_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a", {}, {}, packed=False)
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert shape(list(records(path))) == "rr"


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert list(records(tmp_path / "a")) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_no_damage_to_a_file_crashes_the_reading(tmp_path: Path, data: st.DataObject) -> None:
    path = write(tmp_path / "a", {}, {}, packed=data.draw(st.booleans()))
    held = bytearray(path.read_bytes())
    begin = data.draw(st.integers(0, len(held) - 1))
    end = data.draw(st.integers(begin, min(begin + 200, len(held))))
    held[begin:end] = data.draw(st.binary(max_size=50))
    path.write_bytes(held)
    for one in records(path):
        assert isinstance(one, Record | IndexRow | Damage)


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_no_bytes_crash_the_reading(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    for content in (data, b"WARC/1.0\r\n" + data, gzip.compress(data), gzip.compress(b"WARC/1.0\r\n" + data)):
        path.write_bytes(content)
        assert all(isinstance(one, Record | IndexRow | Damage) for one in records(path))


def test_what_looks_like_a_beginning_in_a_broken_part_is_not_taken_for_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a", {}, {})
    data = path.read_bytes()
    path.write_bytes(b"\x1f\x8b\x08" * 50 + zlib.compress(b"x") + data)
    found = list(records(path))
    assert shape(found) == "drr"


def test_a_whole_file_in_one_xz_stream_is_read(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.warc", {}, {"url": "https://acme.example/terms"}, packed=False)
    path = tmp_path / "a.warc.xz"
    path.write_bytes(lzma.compress(plain.read_bytes()))
    assert list(records(path)) == list(records(plain))


def test_an_xz_stream_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    noise = [{"body": random.Random(number).randbytes(300_000)} for number in range(8)]
    whole = lzma.compress(write(tmp_path / "a.warc", *noise, packed=False).read_bytes())
    path = tmp_path / "a.warc.xz"
    path.write_bytes(whole[: len(whole) // 2])
    found = shape(list(records(path)))
    assert found.startswith("r")
    assert found.endswith("d")
    assert "i" not in found
