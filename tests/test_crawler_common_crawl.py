"""Is what Common Crawl has of an original brought home, and nothing that is not what its index named?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp import web

from benchmarks.archives import Fault, Question, Served, serving_archive
from benchmarks.archives.faults import cut_short, in_markup, of, refusing, times
from crawler import Manners
from crawler.common_crawl import MOST_COLLECTIONS, collections_listed, is_nothing, pages_after, place_of
from crawler.trouble import Trouble
from crawler.warc import Found
from model import Failure, IndexRow, from_timestamp14, timestamp14
from tests.crawler_desk import MemoryDesk, crawl, index_of, record

PRIVACY = "https://www.acme.example/privacy"
HELD: list[Found] = [
    *(record(PRIVACY, f"20{year}0401000000", b"<p>text of 20%d" % year) for year in range(10, 16)),
    record(PRIVACY, "20150501000000", b"gone", 404),
]
MOMENTS = [*(f"20{year}0401000000" for year in range(10, 16)), "20150501000000"]


def crawled(held: list[Found], faults: list[Fault] | None = None, **knobs: Any) -> tuple[MemoryDesk, Served, Any]:
    chosen = knobs.pop("collections", ())
    with serving_archive(held, "cc", faults or [], **knobs) as served:
        archive = served.archive("demo", collections=chosen)
        desk, outcome = crawl(archive, [index_of(PRIVACY)], Manners(timeout=5, pause=0.1))
        return desk, served, outcome


def kept(desk: MemoryDesk) -> list[str]:
    return sorted(timestamp14(capture.timestamp) for capture, _, _, _ in desk.captures)


def test_every_collection_is_asked_and_every_capture_brought() -> None:
    desk, served, outcome = crawled(HELD)
    assert (kept(desk), dict(outcome.failures)) == (MOMENTS, {})
    assert sorted({capture.statuscode for capture, _, _, _ in desk.captures}) == [200, 404]
    (holding,) = [h for c, h, _, _ in desk.captures if timestamp14(c.timestamp) == MOMENTS[0]]
    assert holding.headers == (("content-type", "text/html; charset=utf-8"),)
    assert "#bytes=0-" in holding.memento
    assert len(served.asked("replay")) == len(MOMENTS)


def test_pages_after_the_first_are_asked_for() -> None:
    desk, _, _ = crawled(HELD, rows_a_page=1)
    assert kept(desk) == MOMENTS


def test_collections_without_the_original_cost_one_question_each() -> None:
    others: list[Found] = [record("https://other.example/", f"20{year}0401000000", b"x") for year in range(10, 16)]
    desk, served, outcome = crawled(others)
    assert (desk.rows, dict(outcome.failures)) == ([], {})
    assert len(served.asked("index")) == 1 + 6


def test_a_list_of_collections_that_is_none_is_not_kept() -> None:
    desk, served, _ = crawled(HELD, [in_markup(of("index", times(2)))])
    assert kept(desk) == MOMENTS
    assert [one.path for one in served.log].count("/collinfo.json") == 3


@pytest.mark.parametrize(
    ("status", "body", "nothing"),
    [
        (404, b'{"message": "No Captures found for: acme.example"}', True),
        (404, b'{"error": "No captures found"}', True),
        (404, b'{"message": "Not Found"}', False),
        (404, b"<html>", False),
        (404, b'{"message": 7}', False),
        (200, b'{"message": "No Captures found for: acme.example"}', False),
    ],
)
def test_that_nothing_is_there_has_to_be_said(status: int, body: bytes, nothing: bool) -> None:
    assert is_nothing(status, body) is nothing


def test_the_list_of_collections_is_asked_for_once() -> None:
    with serving_archive(HELD, "cc") as served:
        asked = [index_of(f"https://acme.example/{n}") for n in range(5)]
        _, outcome = crawl(served.archive("demo"), asked)
        assert [one.path for one in served.log].count("/collinfo.json") == 1
        assert outcome.requests == len(served.log)


def test_named_collections_alone_are_asked() -> None:
    assert kept(crawled(HELD, collections=("CC-MAIN-2012", "CC-MAIN-2015"))[0]) == [MOMENTS[2], *MOMENTS[5:]]


def test_a_collection_that_fails_leaves_the_others_whole() -> None:
    async def broken(question: Question, answer: web.Response) -> web.StreamResponse:
        return web.Response(status=404, text="<html>") if "2012-14-index" in question.request.path else answer

    desk, _, outcome = crawled(HELD, [broken])
    assert kept(desk) == [moment for moment in MOMENTS if not moment.startswith("2012")]
    assert dict(outcome.failures) == {Failure.UNREADABLE_INDEX: 3}


def test_a_busy_server_is_asked_again() -> None:
    desk, _, _ = crawled(HELD, [refusing(times(1), 503)])
    assert kept(desk) == MOMENTS


def test_index_and_data_are_each_asked_in_their_own_pace() -> None:
    with serving_archive(HELD, "cc") as served:
        desk, _ = crawl(served.archive("demo", index_per_minute=600, replay_per_minute=300), [index_of(PRIVACY)])
        assert kept(desk) == MOMENTS
    for kind, apart in (("index", 0.1), ("replay", 0.2)):
        times = [one.at for one in served.asked(kind)]
        assert times[-1] - times[0] > (len(times) - 1.5) * apart  # one may have come late on its way


def spoilt(spoil: Any) -> Fault:
    async def fault(question: Question, answer: web.Response) -> web.StreamResponse:
        return spoil(answer) if question.kind == "replay" else answer

    return fault


def whole_file(answer: web.Response) -> web.Response:
    return web.Response(body=b"\0" * 3_000)


def another_stretch(answer: web.Response) -> web.Response:
    answer.headers["Content-Range"] = "bytes 7-8/9"
    return answer


@pytest.mark.parametrize(
    ("fault", "reason", "said"),
    [
        (spoilt(lambda _: web.Response(status=416)), Failure.BROKEN, "ends before"),
        (spoilt(whole_file), Failure.BROKEN, "no record begins"),
        (spoilt(lambda _: web.Response(body=b"\0" * 20_000)), Failure.TOO_LARGE, "more than 10,000"),
        (spoilt(another_stretch), Failure.BROKEN, "another stretch"),
        (spoilt(lambda _: web.Response(status=404)), Failure.NEVER_ARCHIVED, "404"),
        (spoilt(lambda _: web.Response(status=403)), Failure.FORBIDDEN, "403"),
        (cut_short(of("replay")), Failure.BROKEN, "bytes instead of"),
    ],
)
def test_what_is_not_the_stretch_that_was_asked_for_is_no_capture(fault: Fault, reason: Failure, said: str) -> None:
    with serving_archive(HELD[:1], "cc", [fault]) as served:
        desk, _ = crawl(served.archive("demo"), [index_of(PRIVACY)], Manners(timeout=5, pause=0.1, max_bytes=10_000))
    assert desk.captures == []
    assert [one[1] for one in desk.failures] == [reason]
    assert said in desk.failures[0][2]


def test_a_whole_file_within_the_bound_holds_the_record_too() -> None:
    desk, _, _ = crawled(HELD)
    assert kept(desk) == MOMENTS

    async def ignoring(question: Question, answer: web.Response) -> web.StreamResponse:
        if question.kind != "replay":
            return answer
        first = int(question.request.headers["Range"].removeprefix("bytes=").partition("-")[0])
        return web.Response(body=b"\0" * first + (answer.body if isinstance(answer.body, bytes) else b""))

    assert kept(crawled(HELD, [ignoring])[0]) == MOMENTS


def test_a_record_that_was_cut_off_when_it_was_made_is_no_capture() -> None:
    desk, _, _ = crawled(HELD, truncated=[MOMENTS[0]])
    assert kept(desk) == MOMENTS[1:]
    assert [(reason, "cut off" in detail) for _, reason, detail, _ in desk.failures] == [(Failure.BROKEN, True)]


def test_a_revisit_has_no_bytes_of_its_own() -> None:
    revisit = IndexRow(
        urlkey="",
        timestamp=from_timestamp14("20160401000000"),
        original=PRIVACY,
        mimetype="warc/revisit",
        statuscode=None,
        digest="A" * 32,
    )
    desk, _, _ = crawled([*HELD, revisit])
    assert kept(desk) == MOMENTS
    assert [reason for _, reason, _, _ in desk.failures] == [Failure.ONLY_A_REVISIT]


@pytest.mark.parametrize("field", ["timestamp", "digest", "url"])
def test_a_record_that_is_not_the_one_in_the_row_is_no_capture(field: str) -> None:
    other = {"timestamp": "20100401000001", "digest": "A" * 32, "url": "https://acme.example/other"}[field]

    async def lying(question: Question, answer: web.Response) -> web.StreamResponse:
        if (
            "-index" in question.request.path
            and isinstance(answer.body, bytes)
            and "page=0" in question.request.path_qs
        ):
            answer.body = json.dumps(json.loads(answer.body) | {field: other}).encode()
        return answer

    desk, _, _ = crawled(HELD[:1], [lying])
    assert desk.captures == []
    assert desk.failures[0][1] in (Failure.BROKEN, Failure.OTHER_CAPTURE)


# ---------------------------------------------------------------- what it may say


def test_collections_are_read_within_bounds() -> None:
    listed = json.dumps([{"id": f"C-{n}"} for n in range(2_000)] + [{"id": "../x"}, 7, {"name": "y"}]).encode()
    assert collections_listed(listed, ()) == [f"C-{n}" for n in range(MOST_COLLECTIONS)]
    assert collections_listed(listed, ("C-199",))[:2] == ["C-199", "C-1990"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"<html>", b"[" * 100_000, b'[{"id": "a b"}]'])
def test_what_lists_no_collections_is_a_trouble(body: bytes) -> None:
    assert isinstance(collections_listed(body, ()), Trouble)


@pytest.mark.parametrize("body", [b"", b'{"pages": "7"}', b'{"pages": true}', b'{"pages": 10000000}', b"[7]"])
def test_what_is_no_number_of_pages_is_a_trouble(body: bytes) -> None:
    assert isinstance(pages_after("C", body), Trouble)


@pytest.mark.parametrize(
    "place",
    [("../x", "1", "2"), ("a", "-1", "2"), ("a", "1", "0"), ("a#b", "1", "2"), ("a", "1", "9" * 20), ("", "1", "1")],
)
def test_a_place_is_a_stretch_of_a_file_below_the_data_host(place: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="stretch"):
        place_of(*place)
