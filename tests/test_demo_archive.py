"""Does the demo's archive answer as web.archive.org does?"""

import asyncio
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from aiohttp import web

from crawler.warc import Damage, Found
from demo.archive import FIELDS, demo_records, serving, start, urlkey
from model import IndexRow, from_timestamp14
from tests.crawler_desk import HTML, record

PRIVACY = "https://www.acme.example/Privacy/"
HELD: list[Found] = [
    record(PRIVACY, "20200101000000", b"first"),
    record("http://acme.example/Privacy", "20210101000000", b"second"),
    record(PRIVACY, "20220101000000", b"third", headers=(("content-type", "text/html"), ("x-a", "1"))),
    record("https://acme.example/old", "20200101000000", b"", 301, (("location", "/Privacy"),)),
    record("https://acme.example/gone", "20200101000000", b"gone", 404),
    IndexRow(
        urlkey="",
        timestamp=from_timestamp14("20230101000000"),
        original=PRIVACY,
        mimetype="warc/revisit",
        statuscode=None,
        digest=record(body=b"third").archive_digest,
    ),
    Damage(path=Path("a.warc"), offset=1, reason="cut off"),
]


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def get(url: str, **headers: str) -> Any:
    try:
        return build_opener(Stay()).open(Request(url, headers=headers), timeout=5)
    except HTTPError as answer:
        return answer


@pytest.fixture(scope="module")
def archive() -> Iterator[str]:
    with serving(HELD) as url:
        yield url


def index(archive: str, original: str, **query: str) -> Any:
    given = "".join(f"&{name}={quote(value)}" for name, value in query.items())
    with get(f"{archive}/cdx/search/cdx?output=json&url={quote(original, safe='')}{given}") as answer:
        return json.load(answer)


def test_the_index_lists_every_spelling_of_an_address_under_a_row_of_names(archive: str) -> None:
    names, *rows = index(archive, "acme.example/Privacy")
    assert tuple(names) == FIELDS
    assert [row[1] for row in rows] == ["20200101000000", "20210101000000", "20220101000000", "20230101000000"]
    assert {row[0] for row in rows} == {"example,acme)/privacy"}
    assert rows[3][3:5] == ["warc/revisit", "-"]


def test_an_address_that_was_never_archived_has_an_empty_index(archive: str) -> None:
    assert index(archive, "acme.example/none") == []


def test_from_and_to_are_both_included_and_may_be_short(archive: str) -> None:
    rows = index(archive, PRIVACY, **{"from": "2021", "to": "2022"})[1:]
    assert [row[1][:4] for row in rows] == ["2021", "2022"]


def test_a_resume_key_leads_through_all_pages(archive: str) -> None:
    seen, resume = [], ""
    while True:
        rows = index(archive, PRIVACY, limit="3", showResumeKey="true", **({"resumeKey": resume} if resume else {}))
        more = rows[-2:-1] == [[]]
        seen += [row[1] for row in (rows[1:-2] if more else rows[1:])]
        if not more:
            break
        resume = rows[-1][0]
    assert seen == ["20200101000000", "20210101000000", "20220101000000", "20230101000000"]


@pytest.mark.parametrize("query", ["limit=x&url=a", "limit=-1&url=a", "output=json"])
def test_a_question_that_makes_no_sense_is_refused(archive: str, query: str) -> None:
    with get(f"{archive}/cdx/search/cdx?{query}") as answer:
        assert answer.status == 400


def test_a_replay_has_the_body_and_every_header_under_a_prefix(archive: str) -> None:
    with get(f"{archive}/web/20220101000000id_/{PRIVACY}") as answer:
        assert (answer.status, answer.read()) == (200, b"third")
        assert answer.headers["Memento-Datetime"] == "Sat, 01 Jan 2022 00:00:00 GMT"
        assert answer.headers["x-archive-orig-x-a"] == "1"
        assert answer.headers["Content-Type"] == "text/html"


def test_a_body_comes_packed_to_who_takes_gzip(archive: str) -> None:
    with get(f"{archive}/web/20220101000000id_/{PRIVACY}", **{"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.read()) == b"third"


def test_a_revisit_is_replayed_with_the_bytes_it_refers_to(archive: str) -> None:
    with get(f"{archive}/web/20230101000000id_/{PRIVACY}") as answer:
        assert (answer.status, answer.read()) == (200, b"third")
        assert answer.headers["Memento-Datetime"] == "Sun, 01 Jan 2023 00:00:00 GMT"


def test_another_second_leads_to_the_nearest_capture_without_memento_datetime(archive: str) -> None:
    with get(f"{archive}/web/20200202000000id_/{PRIVACY}") as answer:
        assert answer.status == 302
        assert answer.headers["X-Archive-Redirect-Reason"] == "found capture at 20200101000000"
        assert answer.headers["Location"] == f"/web/20200101000000id_/{PRIVACY}"
        assert "Memento-Datetime" not in answer.headers


def test_a_captured_redirect_leads_into_the_archive(archive: str) -> None:
    with get(f"{archive}/web/20200101000000id_/https://acme.example/old") as answer:
        assert answer.status == 301
        assert answer.headers["Location"] == "/web/20200101000000id_/https://acme.example/Privacy"
        assert answer.headers["x-archive-orig-location"] == "/Privacy"
        assert "Memento-Datetime" in answer.headers


def test_an_archived_404_is_told_from_what_was_never_archived(archive: str) -> None:
    with get(f"{archive}/web/20200101000000id_/https://acme.example/gone") as answer:
        assert (answer.status, "Memento-Datetime" in answer.headers) == (404, True)
    with get(f"{archive}/web/20200101000000id_/https://acme.example/none") as answer:
        assert (answer.status, "Memento-Datetime" in answer.headers) == (404, False)


@pytest.mark.parametrize("path", ["/", "/web/2020/x", "/web/20209999000000id_/https://acme.example/gone"])
def test_other_pages_are_refused(archive: str, path: str) -> None:
    with get(archive + path) as answer:
        assert answer.status in (400, 404)


def test_a_fault_answers_in_the_archive_s_place() -> None:
    async def fault(request: web.Request) -> web.StreamResponse | None:
        return web.Response(status=429) if request.path.startswith("/cdx") else None

    with serving(HELD, fault=fault) as url:
        with get(f"{url}/cdx/search/cdx?url=a") as answer:
            assert answer.status == 429
        with get(f"{url}/web/20220101000000id_/{PRIVACY}") as answer:
            assert answer.status == 200


def test_a_server_can_run_on_the_caller_s_loop() -> None:
    async def run() -> str:
        server = await start([])
        await server.close()
        return server.url

    assert asyncio.run(run()).startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("original", "key"),
    [
        ("https://www.Acme.example/Privacy/", "example,acme)/privacy"),
        ("http://acme.example", "example,acme)/"),
        ("http://acme.example:8080/a?B=c", "example,acme:8080)/a?b=c"),
    ],
)
def test_urlkeys_are_written_as_indexes_write_them(original: str, key: str) -> None:
    assert urlkey(original) == key


def test_the_demo_s_captures_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>hello</p>")
    lines = [
        {"timestamp": "20200101000000", "statuscode": 200, "file": "a.html", "headers": dict(HTML)},
        {"timestamp": "20210101000000", "statuscode": 404, "file": None, "headers": {}},
    ]
    (tmp_path / "index.jsonl").write_text(
        "\n".join(json.dumps({"original": PRIVACY, **line}) for line in lines), "utf-8"
    )
    first, second = demo_records(tmp_path)
    assert (first.body, first.mimetype, first.headers) == (
        b"<p>hello</p>",
        "text/html",
        (("content-type", "text/html; charset=utf-8"),),
    )
    assert (second.statuscode, second.body, second.mimetype) == (404, b"", "unk")


def test_a_wrong_line_of_the_demo_s_index_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.jsonl").write_text('{"original": "x"}', "utf-8")
    with pytest.raises(ValueError, match=r"index\.jsonl, line 1"):
        list(demo_records(tmp_path))


def test_it_serves_warc_files_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://acme.example/\r\n"
        b"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: 24\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello\r\n\r\n"
    )
    command = [sys.executable, "-m", "demo.archive", "--port", "0", str(tmp_path / "a.warc")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = server.stdout.readline().split("serving on ")[1].split(",")[0]
            with get(f"{url}/web/20200101000000id_/https://acme.example/") as answer:
                assert answer.read() == b"hello"
        finally:
            server.terminate()
