"""Is every readable row of an index read, and every other one reported?"""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import WEB_ARCHIVE
from crawler.index import IndexPage, read_index
from crawler.plan import Asked, Listed, listing_of, plan
from crawler.trouble import Trouble
from model import Failure, Precision, from_timestamp14

PYWB = replace(WEB_ARCHIVE, dialect="pywb")
NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
GOOD = ["example,acme)/", "20200101000000", "https://acme.example/", "text/html", "200", "ABC", "123"]


def page(*rows: Any) -> bytes:
    return json.dumps([NAMES, *rows]).encode()


def listed(body: bytes) -> IndexPage:
    result = read_index(WEB_ARCHIVE, body)
    assert isinstance(result, IndexPage), result
    return result


def test_a_row_keeps_the_archive_s_words_with_types() -> None:
    (row,) = listed(page(GOOD)).rows
    assert (row.original, row.timestamp) == ("https://acme.example/", from_timestamp14("20200101000000"))
    assert (row.statuscode, row.digest, row.length, row.mimetype) == (200, "ABC", 123, "text/html")


def test_an_empty_array_says_that_nothing_is_there() -> None:
    assert listed(b"[]\n") == IndexPage(rows=())


def test_the_resume_key_stands_after_an_empty_row() -> None:
    result = listed(page(GOOD, [], ["example,acme)/ 20210101000000"]))
    assert len(result.rows) == 1
    assert result.resume == "example,acme)/ 20210101000000"
    assert result.odd == 0


def test_a_revisit_has_no_status() -> None:
    (row,) = listed(page([*GOOD[:3], "warc/revisit", "-", "ABC", "-"])).rows
    assert row.statuscode is None
    assert row.length is None


def test_columns_are_found_by_name_in_any_order_and_number() -> None:
    names, row = ["filename", *reversed(NAMES)], ["x.warc.gz", *reversed(GOOD)]
    (read,) = listed(json.dumps([names, row]).encode()).rows
    assert read.digest == "ABC"


@pytest.mark.parametrize(
    ("row", "oddity"),
    [
        ([*GOOD[:2], "https://acme.example/our", "terms", *GOOD[3:]], "columns"),
        (GOOD[:5], "columns"),
        ([GOOD[0], "20000010121530", *GOOD[2:]], "20000010121530"),  # a "00" too much after the year
        ([GOOD[0], "20200631000000", *GOOD[2:]], "20200631000000"),
        ([GOOD[0], "2020010100000", *GOOD[2:]], "14 digits"),
        ([*GOOD[:4], "2OO", *GOOD[5:]], "status"),
        ([*GOOD[:2], "nothing", *GOOD[3:]], "no address"),
        ([*GOOD[:2], "https://acme.example/our terms", *GOOD[3:]], "no address"),
        ([*GOOD[:2], "https://acme.example/\x00", *GOOD[3:]], "no text"),
        ([*GOOD[:2], "https://acme.example/\ud800", *GOOD[3:]], "original is no text"),
        ([*GOOD[:5], "\ud800", "1"], "digest is no text"),
        ([*GOOD[:5], "A" * 20_000, "1"], "digest is no text"),
        ([*GOOD[:2], {"deep": []}, *GOOD[3:]], "neither a text nor a number"),
        ("text", "columns"),
        (None, "columns"),
    ],
)
def test_an_odd_row_is_counted_and_shown_and_the_others_are_read(row: Any, oddity: str) -> None:
    result = listed(page(GOOD, row, GOOD, row))
    assert len(result.rows) == 2
    assert result.odd == 2
    assert oddity in result.example


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        b"<html><body>Sorry</body></html>",
        b'{"message": "no"}',
        b"[[1, 2], [3",
        b"\xff\xfe\x00",
        b"[1]",
        page(GOOD, [], []),
        page(GOOD, [], [""]),
        page(GOOD, [], ["\ud800"]),
        page(GOOD, [], {}),
        b'[["other", "names"], ["a", "b"]]',
        b"[" * 200_000,
        b"[" + b"9" * 10_000 + b"]",
        page(GOOD[:5], ["x"]),
    ],
)
def test_an_answer_that_is_no_index_is_a_trouble_and_not_an_empty_index(body: bytes) -> None:
    result = read_index(WEB_ARCHIVE, body)
    assert isinstance(result, Trouble)
    assert result.reason is Failure.UNREADABLE_INDEX
    assert len(result.detail) < 600


def test_pywb_s_lines_are_read_with_its_names_and_its_revisits() -> None:
    response = {
        "urlkey": "k",
        "timestamp": GOOD[1],
        "url": GOOD[2],
        "mime": "text/html",
        "status": "200",
        "digest": "A",
    }
    revisit = {"urlkey": "k", "timestamp": GOOD[1], "url": GOOD[2], "mime": "warc/revisit", "digest": "A", "length": 5}
    body = "\n".join(map(json.dumps, (response, revisit))) + "\n\n"
    result = read_index(PYWB, body.encode())
    assert isinstance(result, IndexPage)
    assert [row.statuscode for row in result.rows] == [200, None]
    assert [row.mimetype for row in result.rows] == ["text/html", "warc/revisit"]
    assert result.rows[1].length == 5


def test_pywb_s_empty_answer_says_that_nothing_is_there() -> None:
    assert read_index(PYWB, b"\n") == IndexPage(rows=())


def test_pywb_s_message_is_a_trouble_that_repeats_it() -> None:
    result = read_index(PYWB, b'{"message": "Too many requests"}')
    assert isinstance(result, Trouble)
    assert "Too many requests" in result.detail


def test_a_broken_line_does_not_spoil_pywb_s_page() -> None:
    line = json.dumps({"timestamp": GOOD[1], "url": GOOD[2], "status": "200"}).encode()
    result = read_index(PYWB, line + b'\n{"timestamp": "2020\n' + line)
    assert isinstance(result, IndexPage)
    assert (len(result.rows), result.odd) == (2, 1)


@pytest.mark.parametrize(
    "last", ['{"timestamp": "2020', '{"message": "the index timed out"}', '{"message": "late", "url": "x"}']
)
def test_lines_that_break_off_are_no_list(last: str) -> None:
    line = '{"url": "http://acme.example/", "timestamp": "20200101000000"}'
    result = read_index(PYWB, f"{line}\n{last}".encode())
    assert isinstance(result, Trouble)
    assert "the last is cut off" in result.detail


@pytest.mark.parametrize("divides", ["\u2028", "\x85"])
def test_what_else_divides_lines_may_stand_in_one(divides: str) -> None:
    line = '{"url": "http://acme.example/", "timestamp": "20200101000000", "mime": "text/html"}'
    result = read_index(PYWB, f"{line}\r\n{line.replace('html', f'ht{divides}ml')}".encode())
    assert isinstance(result, IndexPage)
    assert [row.mimetype for row in result.rows][:1] == ["text/html"]


@given(st.binary(max_size=200), st.sampled_from([WEB_ARCHIVE, PYWB]))
def test_no_bytes_crash_the_reading(body: bytes, archive: Any) -> None:
    assert isinstance(read_index(archive, body), IndexPage | Trouble)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from(GOOD),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.sampled_from([*NAMES, "message", "url"]), inner),
    max_leaves=20,
)


@given(st.lists(_json, max_size=5))
def test_no_rows_crash_the_reading(rows: list[Any]) -> None:
    result = read_index(WEB_ARCHIVE, json.dumps([NAMES, *rows]).encode())
    assert isinstance(result, IndexPage | Trouble)
    if isinstance(result, IndexPage):
        plan(listing_of(Listed(row=row, holder="web") for row in result.rows), [], Asked(), Precision.ALL)
    assert isinstance(read_index(PYWB, "\n".join(map(json.dumps, rows)).encode()), IndexPage | Trouble)
