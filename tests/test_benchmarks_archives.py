"""Do the small archives answer in their dialects, and note what was asked of them?"""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from benchmarks.archives import Served, serving_archive
from benchmarks.archives.faults import (
    blocked_by_robots,
    cut_off,
    cut_rows,
    cut_short,
    emptied,
    every,
    in_markup,
    of,
    redirecting,
    refusing,
    times,
    to_other_capture,
    wrong_charset,
    wrong_digests,
)
from crawler.warc import Found
from tests.crawler_desk import record

PRIVACY = "https://www.acme.example/privacy"
HELD: list[Found] = [record(PRIVACY, f"20{year}0401000000", b"<p>text of 20%d" % year) for year in range(10, 16)]


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


class Got(NamedTuple):
    status: int
    headers: Any
    body: bytes


def get(served: Served, path: str, **headers: str) -> Got:
    wanted = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with build_opener(Stay()).open(Request(served.url + path, headers=wanted), timeout=5) as answer:
            return Got(answer.status, answer.headers, answer.read())
    except HTTPError as answer:
        with answer:
            return Got(answer.status, answer.headers, answer.read())


def test_a_timemap_names_every_memento_with_its_time() -> None:
    with serving_archive(HELD, "memento") as served:
        text = get(served, f"/timemap/link/{PRIVACY}").body.decode()
    assert text.count('memento"; datetime="') == 6
    assert f'/held/20100401000000/{PRIVACY}>; rel="first memento"; datetime="Thu, 01 Apr 2010 00:00:00 GMT"' in text
    assert f'<{PRIVACY}>; rel="original"' in text


def test_a_long_timemap_lists_its_pages() -> None:
    with serving_archive(HELD, "memento", rows_a_page=4) as served:
        index = get(served, f"/timemap/link/{PRIVACY}").body.decode()
        assert index.count('rel="timemap"') == 2
        assert "memento" not in index.replace("application", "")
        assert get(served, f"/timemap/link/page1/{PRIVACY}").body.decode().count('memento"; datetime') == 2
        assert len(json.loads(get(served, f"/timemap/json/{PRIVACY}").body)["timemap_index"]) == 2


def test_the_gate_leads_to_the_nearest_memento() -> None:
    with serving_archive(HELD, "memento", opaque=True) as served:
        led = get(served, f"/gate/{PRIVACY}", Accept_Datetime="Sun, 01 Jan 2012 00:00:00 GMT")
        assert led.status == 302
        answer = get(served, led.headers["Location"].removeprefix(served.url))
    assert answer.body == b"<p>text of 2012"
    assert answer.headers["Memento-Datetime"] == "Sun, 01 Apr 2012 00:00:00 GMT"


def test_common_crawl_has_an_index_for_each_collection_and_records_in_ranges() -> None:
    with serving_archive(HELD, "cc") as served:
        collections = json.loads(get(served, "/collinfo.json").body)
        assert collections[0]["id"] == "CC-MAIN-2015-14"
        row = json.loads(get(served, f"/CC-MAIN-2010-14-index?url={PRIVACY}&output=json").body)
        last = int(row["offset"]) + int(row["length"]) - 1
        answer = get(served, f"/{row['filename']}", Range=f"bytes={row['offset']}-{last}")
        assert (answer.status, len(answer.body)) == (206, int(row["length"]))
        assert get(served, f"/{row['filename']}", Range="bytes=999999-1000000").status == 416
        assert get(served, "/CC-MAIN-2010-14-index?url=none.example&output=json").status == 404


def test_its_log_has_every_request_with_its_kind_and_answer() -> None:
    with serving_archive(HELD, "ia", [refusing(of("index", times(1)), retry_after="3")]) as served:
        for path in (f"/cdx/search/cdx?url={PRIVACY}&output=json", f"/web/20100401000000id_/{PRIVACY}"):
            get(served, path)
    assert [(one.kind, one.status, one.retry_after) for one in served.log] == [
        ("index", 429, 3.0),
        ("replay", 200, 0.0),
    ]
    assert served.closest("index") == float("inf")


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (emptied(times(9)), 200, b""),
        (in_markup(times(9)), 200, b"<html><p>Scheduled maintenance</p></html>"),
        (redirecting(times(9), PRIVACY), 302, b""),
        (to_other_capture(times(9)), 302, b""),
        (blocked_by_robots(times(9)), 403, b"org.archive.util.RobotAccessControlException: Blocked By Robots"),
        (refusing(times(9), 503), 503, b"Too busy"),
        (cut_short(times(9)), 200, b"<p>text"),
        (wrong_charset(times(9)), 200, b"<p>text of 2010"),
        (refusing(every(2)), 200, b"<p>text of 2010"),
    ],
)
def test_a_fault_spoils_what_it_is_for(fault: Any, status: int, body: bytes) -> None:
    with serving_archive(HELD, "ia", [fault]) as served:
        answer = get(served, f"/web/20100401000000id_/{PRIVACY}")
        assert (answer.status, answer.body) == (status, body)


def test_rows_can_be_cut_and_their_digests_changed() -> None:
    asked = f"/cdx/search/cdx?url={PRIVACY}&output=json"
    with serving_archive(HELD, "ia") as served:
        whole = get(served, asked).body
    with serving_archive(HELD, "ia", [cut_rows(times(9))]) as served:
        assert whole.startswith(cut := get(served, asked).body)
        assert len(cut) < len(whole)
    with serving_archive(HELD, "ia", [wrong_digests(times(9))]) as served:
        assert get(served, asked).body != whole


def test_a_connection_can_end_in_the_middle() -> None:
    with serving_archive(HELD, "ia", [cut_off(times(9))]) as served, pytest.raises(Exception, match="IncompleteRead"):
        get(served, f"/web/20100401000000id_/{PRIVACY}")
