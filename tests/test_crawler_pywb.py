"""Does the crawl understand an archive that runs pywb?

Against the real program, started on loopback.  It has many dependencies of its own, so it is looked for
in the folder that CLAUSEWATCH_PYWB names (that of the commands `wayback` and `wb-manager`).
"""

import gzip
import os
import socket
import subprocess
import time
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha1
from uuid import NAMESPACE_URL, uuid5

import pytest

from crawler import Archive, Manners
from model import Failure, timestamp14
from tests.crawler_desk import MemoryDesk, archive_at, crawl, index_of, replay_of

FOLDER = os.environ.get("CLAUSEWATCH_PYWB", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="CLAUSEWATCH_PYWB does not name a folder with pywb's commands")

PRIVACY = "http://acme.example/privacy"
PAGE = b"<p>We ask before we share.</p>" * 20


def part(kind: str, url: str, date: str, response: bytes, digest: str) -> bytes:
    refers = f"WARC-Refers-To-Target-URI: {url}\r\nWARC-Refers-To-Date: 2020-02-01T00:00:00Z\r\n"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, url + date)}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nWARC-Payload-Digest: sha1:{digest}\r\n"
        f"{refers if kind == 'revisit' else ''}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + response + b"\r\n\r\n")


def captured(url: str, date: str, head: str, body: bytes, kind: str = "response") -> bytes:
    digest = b32encode(sha1(body).digest()).decode()
    response = f"HTTP/1.1 {head}\r\n\r\n".encode() + (body if kind == "response" else b"")
    return part(kind, url, f"{date}T00:00:00Z", response, digest)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("pywb")
    packed = gzip.compress(PAGE, mtime=0)
    coded = f"200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}"
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    (folder / "all.warc.gz").write_bytes(
        captured(
            PRIVACY,
            "2020-01-01",
            "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: Acme/1\r\nLink: </x>; rel=next\r\n"
            "Date: Wed, 01 Jan 2020 00:00:00 GMT\r\nTransfer-Encoding: chunked",
            chunked,
        )
        + captured(PRIVACY, "2020-02-01", coded, packed)
        + captured(PRIVACY, "2020-03-01", coded, packed, "revisit")
        + captured(PRIVACY, "2020-04-01", "301 Moved\r\nLocation: https://acme.example/live\r\nContent-Length: 0", b"")
        + captured(PRIVACY, "2020-05-01", "429 Too Many\r\nRetry-After: 9\r\nContent-Length: 4", b"busy")
    )
    (folder / "lost.warc.gz").write_bytes(captured("http://acme.example/lost", "2020-01-01", "200 OK", b"lost"))
    manage = [f"{FOLDER}/wb-manager"]
    subprocess.run([*manage, "init", "web"], cwd=folder, check=True, capture_output=True)
    files = ["all.warc.gz", "lost.warc.gz"]
    subprocess.run([*manage, "add", "web", *files], cwd=folder, check=True, capture_output=True)
    (folder / "collections/web/archive/lost.warc.gz").unlink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [f"{FOLDER}/wayback", "-p", str(port), "-b", "127.0.0.1"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            url = f"http://127.0.0.1:{port}"
            yield archive_at(url, dialect="pywb", index=f"{url}/web/cdx")
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("pywb did not start")


def one(archive: Archive, original: str, timestamp: str) -> MemoryDesk:
    return crawl(archive, [replay_of(original, timestamp)], Manners(timeout=10, pause=30))[0]


def test_everything_listed_is_brought_with_its_status_and_bytes(archive: Archive) -> None:
    desk, outcome = crawl(archive, [index_of("acme.example/privacy")])
    assert not outcome.failures
    assert len(desk.rows) == 5
    assert [row.statuscode for row in desk.rows] == [200, 200, None, 301, 429]
    kept = {timestamp14(capture.timestamp): (capture.statuscode, body) for capture, _, body, _ in desk.captures}
    assert kept == {
        "20200101000000": (200, PAGE),
        "20200201000000": (200, PAGE),
        "20200401000000": (301, b""),
        "20200501000000": (429, b"busy"),
    }


def test_headers_are_those_of_the_captured_server(archive: Archive) -> None:
    ((_, holding, _, mimetype),) = one(archive, PRIVACY, "20200101000000").captures
    assert mimetype == "text/html"
    assert sorted(holding.headers) == [
        ("content-type", "text/html; charset=utf-8"),
        ("date", "Wed, 01 Jan 2020 00:00:00 GMT"),
        ("link", "</x>; rel=next"),
        ("server", "Acme/1"),
        ("transfer-encoding", "chunked"),
    ]


def test_a_revisit_brings_the_bytes_it_refers_to(archive: Archive) -> None:
    ((capture, _, body, _),) = one(archive, PRIVACY, "20200301000000").captures
    assert (capture.statuscode, body) == (200, PAGE)


def test_a_captured_redirect_is_kept_though_its_location_leads_to_the_living_page(archive: Archive) -> None:
    ((_, holding, _, _),) = one(archive, PRIVACY, "20200401000000").captures
    assert ("location", "https://acme.example/live") in holding.headers


@pytest.mark.parametrize(
    ("original", "timestamp", "reason"),
    [
        (PRIVACY, "20200115000000", Failure.OTHER_CAPTURE),
        ("http://acme.example/none", "20200101000000", Failure.NEVER_ARCHIVED),
        ("http://acme.example/lost", "20200101000000", Failure.SERVER_ERROR),
    ],
)
def test_what_it_does_not_have_is_no_capture(archive: Archive, original: str, timestamp: str, reason: Failure) -> None:
    desk = one(archive, original, timestamp)
    assert desk.captures == []
    assert {told for _, told, _, _ in desk.failures} == {reason}


def test_an_address_that_was_never_archived_has_an_empty_index(archive: Archive) -> None:
    desk, outcome = crawl(archive, [index_of("none.example/")])
    assert (desk.rows, outcome.failures) == ([], {})


# ---------------------------------------------------------------- the same archive, asked by Memento alone


@pytest.fixture(scope="module")
def by_memento(archive: Archive) -> Archive:
    url = archive.index.removesuffix("/web/cdx")
    replay = f"{url}/web/{{timestamp}}id_/{{original}}"
    return archive_at(url, dialect="memento", index=f"{url}/web/timemap/link/{{original}}", replay=replay)


FIVE = ["20200101000000", "20200201000000", "20200301000000", "20200401000000", "20200501000000"]


@pytest.mark.parametrize("form", ["link", "json"])
def test_its_timemaps_list_the_same_captures(by_memento: Archive, form: str) -> None:
    listing = replace(by_memento, index=by_memento.index.replace("/link/", f"/{form}/"))
    desk, outcome = crawl(listing, [index_of(PRIVACY)])
    assert not outcome.failures
    assert [timestamp14(row.timestamp) for row in desk.rows] == FIVE
    assert {row.original for row in desk.rows} == {PRIVACY}
    kept = {timestamp14(capture.timestamp): (capture.statuscode, body) for capture, _, body, _ in desk.captures}
    assert kept[FIVE[0]] == (200, PAGE)
    assert kept[FIVE[3]] == (301, b"")


def test_its_mementos_come_as_captured_where_no_replay_is_set(by_memento: Archive) -> None:
    desk, outcome = crawl(replace(by_memento, replay="{place}"), [index_of(PRIVACY)])
    assert not outcome.failures
    kept = {timestamp14(capture.timestamp): (capture.statuscode, body) for capture, _, body, _ in desk.captures}
    assert [kept[one] for one in FIVE] == [(200, PAGE), (200, PAGE), (200, PAGE), (301, b""), (429, b"busy")]


def test_its_timegate_leads_to_the_same_captures(by_memento: Archive) -> None:
    gate = by_memento.index.replace("timemap/link/", "mp_/")
    desk, outcome = crawl(replace(by_memento, index="", timegate=gate), [index_of(PRIVACY)])
    assert not outcome.failures, desk.failures
    assert sorted({timestamp14(row.timestamp) for row in desk.rows}) == FIVE


def test_its_lists_of_what_was_never_archived_are_empty(by_memento: Archive) -> None:
    desk, outcome = crawl(by_memento, [index_of("http://none.example/")])
    assert (desk.rows, outcome.failures) == ([], {})
