"""Is an archive that speaks Memento alone brought home whole, by its TimeMaps or by its TimeGate?"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.archives import serving_archive
from crawler import Manners
from crawler.archive import Archive
from crawler.index import IndexPage, read_answer
from crawler.record import record_asked_for
from crawler.replay import Answer
from crawler.timegate import Search
from crawler.timemap import links_of
from crawler.trouble import Trouble
from crawler.warc import Found, Record
from model import Failure, from_timestamp14, timestamp14
from tests.crawler_desk import MemoryDesk, crawl, index_of, record, replay_of

PRIVACY = "https://www.acme.example/privacy"
HELD: list[Found] = [
    *(record(PRIVACY, f"20{year}0401000000", b"<p>text of 20%d" % year) for year in range(10, 16)),
    record("http://acme.example/privacy/", "20160401000000", b"<p>another spelling"),
    record("https://acme.example/moved", "20200101000000", b"", 301, (("location", "/privacy"),)),
    record("https://acme.example/gone", "20200101000000", b"gone", 404),
]
YEARS = [f"20{year}0401000000" for year in range(10, 17)]


def brought(dialect_knobs: dict[str, Any], original: str = PRIVACY, **archive: Any) -> tuple[MemoryDesk, int]:
    with serving_archive(HELD, "memento", **dialect_knobs) as served:
        given = {name: value.format(url=served.url, original="{original}") for name, value in archive.items()}
        desk, outcome = crawl(served.archive("demo", **given), [index_of(original)], Manners(timeout=5, pause=30))
        assert not outcome.failures
        return desk, len(served.asked("index"))


def kept(desk: MemoryDesk) -> list[tuple[str, str, bytes]]:
    return sorted((timestamp14(c.timestamp), c.original, body) for c, _, body, _ in desk.captures)


@pytest.mark.parametrize(
    ("knobs", "form", "asked"),
    [
        ({}, "link", 1),
        ({}, "json", 1),
        ({"rows_a_page": 3}, "link", 4),
        ({"rows_a_page": 3}, "json", 4),
    ],
)
def test_every_memento_of_a_timemap_is_brought(knobs: dict[str, Any], form: str, asked: int) -> None:
    desk, questions = brought(knobs, index="{url}/timemap/" + form + "/{original}")
    assert [one[0] for one in kept(desk)] == YEARS
    assert kept(desk)[0][2] == b"<p>text of 2010"
    assert questions == asked


def test_the_spelling_that_was_captured_is_told_by_the_mementos_address() -> None:
    assert kept(brought({})[0])[-1][1] == "http://acme.example/privacy/"


def test_where_the_address_tells_nothing_the_original_is_the_one_asked_for() -> None:
    desk, _ = brought({"opaque": True})
    assert {one[1] for one in kept(desk)} == {PRIVACY}
    assert [one[0] for one in kept(desk)] == YEARS


def test_a_list_says_nothing_of_status_and_digest_and_the_capture_all() -> None:
    desk, _ = brought({}, "https://acme.example/moved")
    ((row,), ((capture, holding, _, _),)) = desk.rows, desk.captures
    assert (row.statuscode, row.digest, row.mimetype) == (None, "", "")
    assert capture.statuscode == 301
    assert ("location", "/privacy") in holding.headers
    assert holding.memento == row.place.replace("/20200101000000/", "/20200101000000id_/")
    assert holding.archive_digest == record(body=b"").archive_digest


@pytest.mark.parametrize("knobs", [{}, {"opaque": True}, {"links": False}])
def test_a_timegate_leads_to_every_memento(knobs: dict[str, Any]) -> None:
    desk, asked = brought(knobs, index="", timegate="{url}/gate/{original}")
    assert [one[0] for one in kept(desk)] == YEARS
    assert asked <= 2 * len(YEARS) + 1


def test_a_timegate_that_never_says_when_a_memento_was_made_is_a_trouble() -> None:
    with serving_archive(HELD, "memento", opaque=True, links=False) as served:
        archive = served.archive("demo", index="", timegate=f"{served.url}/gate/{{original}}")
        desk, _ = crawl(archive, [index_of(PRIVACY)], Manners(timeout=5, pause=0.1))
    assert {reason for _, reason, _, _ in desk.failures} == {Failure.UNREADABLE_INDEX}


def test_what_was_never_archived_has_an_empty_list() -> None:
    desk, _ = brought({}, "https://acme.example/none")
    assert (desk.rows, desk.captures) == ([], [])
    desk, _ = brought({}, "https://acme.example/none", index="", timegate="{url}/gate/{original}")
    assert (desk.rows, desk.captures) == ([], [])


# ---------------------------------------------------------------- what an archive may say

HERE = Archive(name="m", index="https://m.example/timemap/link/{original}", replay="{place}", dialect="memento")


def read(body: str, resume: str = "", status: int = 200) -> IndexPage | Trouble:
    task = index_of(PRIVACY)
    return read_answer(
        HERE, type(task)(kind=task.kind, archive="m", original=PRIVACY, resume=resume), answer(body, status)
    )


def answer(body: str, status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(status=status, headers=headers, body=body.encode())


def page(body: str, resume: str = "") -> IndexPage:
    found = read(body, resume)
    assert isinstance(found, IndexPage), found
    return found


MEMENTO = '<http://m.example/20200101000000/https://acme.example/privacy>; rel="memento"; datetime="{}"'
JANUARY = "Wed, 01 Jan 2020 00:00:00 GMT"


def test_a_memento_is_asked_for_by_the_scheme_of_its_archive() -> None:
    (row,) = page(MEMENTO.format(JANUARY)).rows
    assert row.place == "https://m.example/20200101000000/https://acme.example/privacy"
    assert row.original == "https://acme.example/privacy"


def test_a_default_port_that_is_written_out_is_the_same_host() -> None:
    (row,) = page(MEMENTO.format(JANUARY).replace("m.example", "m.example:80")).rows
    assert row.place == "https://m.example/20200101000000/https://acme.example/privacy"


def test_what_other_archives_hold_is_left_to_them_and_counted() -> None:
    other = MEMENTO.format(JANUARY).replace("m.example", "elsewhere.example")
    found = page(f"{MEMENTO.format(JANUARY)},\n{other}")
    assert (len(found.rows), found.odd) == (1, 1)
    assert "elsewhere.example" in found.example


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><p>Scheduled maintenance</p></html>", Failure.UNREADABLE_INDEX),
        (MEMENTO.format("some day"), Failure.UNREADABLE_INDEX),
        ("", Failure.UNREADABLE_INDEX),
        ("Too many requests", Failure.UNREADABLE_INDEX),
        ('{"mementos": {"list": [{"uri": 7, "datetime": []}]}}', Failure.UNREADABLE_INDEX),
        ('["timestamp"]', Failure.UNREADABLE_INDEX),
    ],
)
def test_what_is_no_list_is_a_trouble(body: str, reason: Failure) -> None:
    found = read(body)
    assert isinstance(found, Trouble), found
    assert found.reason is reason


def test_rows_that_name_no_memento_need_a_replay() -> None:
    row = '{"urlkey": "a", "timestamp": "20200101000000", "url": "https://acme.example/privacy", "status": "200"}'
    assert isinstance(read(row), Trouble)


def test_pages_lead_forward_in_time_and_never_in_a_circle() -> None:
    way = '<https://m.example/timemap/{}>; rel="timemap"; from="{}"'
    first = page(f"{MEMENTO.format(JANUARY)}, {way.format('2', 'Sat, 01 Feb 2020 00:00:00 GMT')}")
    assert first.resume.split(" ")[2:] == ["https://m.example/timemap/2"]
    february = MEMENTO.format("Sat, 01 Feb 2020 00:00:00 GMT")
    back = page(f"{february}, {way.format('1', JANUARY)}", first.resume)
    assert back.resume == ""


def test_a_page_that_does_not_say_where_it_begins_is_followed_while_something_later_comes() -> None:
    following = '<https://m.example/timemap/next>; rel="timemap"'
    first = page(f"{MEMENTO.format(JANUARY)}, {following}")
    assert first.resume
    assert page(f"{MEMENTO.format(JANUARY)}, {following}", first.resume).resume == ""


@pytest.mark.parametrize("relation", ["next", "next timemap"])
def test_the_next_page_may_be_named_as_what_is_next_and_the_one_before_is_not_asked_again(relation: str) -> None:
    named = f'<https://m.example/timemap/0>; rel="prev", <https://m.example/timemap/2>; rel="{relation}"'
    found = page(f"{named}, {MEMENTO.format(JANUARY)}")
    assert found.resume.split(" ")[2:] == ["https://m.example/timemap/2"]


LAST = MEMENTO.format("Sat, 01 Feb 2020 00:00:00 GMT")


@pytest.mark.parametrize("length", range(1, len(LAST)))
def test_a_list_that_ends_in_the_middle_of_a_link_is_no_list(length: int) -> None:
    found = read(f"{MEMENTO.format(JANUARY)},\n{LAST[:length]}")
    assert isinstance(found, Trouble), found
    assert found.reason is Failure.UNREADABLE_INDEX
    assert found.reason.passing


@pytest.mark.parametrize("end", ["", ",", ",\n", "; type=x", "; license"])
def test_a_list_that_ends_with_a_link_is_whole(end: str) -> None:
    assert len(page(f"{MEMENTO.format(JANUARY)},\n{LAST}{end}").rows) == 2


def test_what_is_not_found_in_the_middle_of_a_list_does_not_end_it() -> None:
    assert read("", "", 404) == IndexPage(rows=())
    assert isinstance(read("", "1 20200101000000 https://m.example/timemap/2", 404), Trouble)


def test_a_list_of_endlessly_many_pages_is_followed_so_far_and_no_further() -> None:
    moments = (f"Wed, 01 Jan {year} 00:00:00 GMT" for year in range(1000, 9000))
    body = ", ".join(f'<https://m.example/timemap/{n}>; rel="timemap"; from="{at}"' for n, at in enumerate(moments))
    found = page(body)
    assert len(found.resume) < 25_000
    assert found.resume.count("https://") < 200
    assert found.odd == 8_000 - found.resume.count("https://")
    assert "more than are asked for" in found.example


def test_an_address_with_a_blank_is_an_odd_row_and_not_lost() -> None:
    odd = MEMENTO.format(JANUARY).replace("privacy", "our privacy")
    assert page(f"{MEMENTO.format(JANUARY)}, {odd}").odd == 1


def test_a_page_on_another_host_is_not_asked() -> None:
    assert page(f'{MEMENTO.format(JANUARY)}, <https://elsewhere.example/2>; rel="timemap"').resume == ""


def test_a_capture_of_another_page_is_none() -> None:
    with serving_archive(HELD, "memento") as served:
        archive = served.archive("demo", replay=f"{served.url}/held/{{timestamp}}/https://acme.example/gone")
        desk, _ = crawl(archive, [replay_of(PRIVACY, "20200101000000")])
    assert [reason for _, reason, _, _ in desk.failures] == [Failure.OTHER_CAPTURE]


def test_links_are_read_in_time_that_grows_with_their_number() -> None:
    assert len(list(links_of('<https://m.example/a>; rel="memento", ' * 20_000))) == 20_000
    assert list(links_of("<" * 100_000)) == []
    assert list(links_of("<a" * 50_000)) == []


def test_a_search_is_the_same_after_it_was_written_down() -> None:
    search = Search()
    for found in ("20100401000000", "20160401000000", "20130401000000", "20110401000000"):
        search = Search.of(str(search)).after(from_timestamp14(found), [])
        assert Search.of(str(search)) == search
    assert all(begin < end for begin, end in search.stretches)
    assert all(left[1] <= right[0] for left, right in pairwise(sorted(search.stretches)))


# ---------------------------------------------------------------- whatever comes

GATE = replace(HERE, index="", timegate="https://m.example/{original}")
CRAWL = Archive(name="c", index="https://c.example/collinfo.json", replay="https://c.example/{place}", dialect="cc")
PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            ";",
            ",",
            '"',
            "{",
            "}",
            "[",
            "]",
            ":",
            " ",
            "\n",
            "\0",
            "\ud800",
            "https://m.example/",
            "m.example",
        ),
        *('rel="memento"', 'rel="timemap"', 'datetime="' + JANUARY + '"', 'from="x"', "20200101000000", PRIVACY),
        *(
            '"timestamp"',
            '"url"',
            '"filename"',
            '"offset"',
            '"length"',
            '"mementos"',
            '"list"',
            '"uri"',
            '"pages"',
            "7",
        ),
        *('{"id": "CC-MAIN-2020-10"}', "NaN", "-1", "1e999", MEMENTO.format(JANUARY)),
    ]
)
RESUMES = {"memento": ["", "1 20200101000000 https://m.example/2"], "cc": ["", "C pages", "C", "C 2"]}


@given(st.data(), st.lists(PIECES, max_size=30).map("".join), st.sampled_from([200, 302, 404]))
def test_whatever_a_list_says_it_is_a_page_or_a_trouble(data: st.DataObject, text: str, status: int) -> None:
    archive = data.draw(st.sampled_from([HERE, GATE, CRAWL]))
    resume = data.draw(st.sampled_from(["", "1 20200101000000"] if archive is GATE else RESUMES[archive.dialect]))
    headers = [
        (name, data.draw(st.sampled_from([text, JANUARY, ""]))) for name in ("location", "link", "memento-datetime")
    ]
    came = Answer(status=status, headers=tuple(headers), body=text.encode("utf-8", "surrogatepass"))
    found = read_answer(archive, replace(index_of(PRIVACY), resume=resume), came)
    assert isinstance(found, IndexPage | Trouble)
    if isinstance(found, IndexPage):
        assert all(
            row.place.startswith("https://m.example") for row in found.rows if archive is not CRAWL and row.place
        )


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_whatever_a_stretch_of_a_file_holds_it_is_the_record_or_a_trouble(junk: bytes, at: int, byte: int) -> None:
    task = replace(replay_of(PRIVACY, "20200101000000"), archive_digest="A" * 32)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + PRIVACY.encode()
    whole = bytearray(head + b"\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: 40\r\n\r\n" + junk)
    whole[at % len(whole)] = byte
    for came in (bytes(whole), junk):
        assert isinstance(record_asked_for(came, task, 10_000), Record | Trouble)
