"""Does a crawl bring everything an archive has, and survive everything an archive does?

A real crawl each time, in the reactor mode that the program uses, against the demo's archive on loopback.
"""

import asyncio
import gzip
import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import web

from crawler import CrawlError, Manners, Progress, run_crawl
from crawler.warc import Found
from demo.archive import serving
from model import Failure, Task, sha256
from tests.crawler_desk import MemoryDesk, archive_at, crawl, index_of, record, replay_of

PRIVACY = "https://acme.example/privacy"
FIRST = "20200101000000"
MEMENTO = {"Memento-Datetime": "Wed, 01 Jan 2020 00:00:00 GMT", "Content-Type": "text/html"}
QUICK = Manners(timeout=5, pause=0.3)

Respond = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


def years(count: int) -> list[Found]:
    return [record(PRIVACY, f"{2000 + n}0101000000", b"text %d" % n) for n in range(count)]


def respond(status: int = 200, body: bytes = b"", **headers: str) -> Respond:
    """Answers every request alike."""

    async def fault(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, body=body, headers=named)

    return fault


def what_comes_of(fault: Respond, task: Task | None = None, manners: Manners = QUICK) -> tuple[MemoryDesk, Failure]:
    """The desk after one task, and why it failed."""
    with serving([], fault=fault) as url:
        desk, outcome = crawl(archive_at(url), [task or replay_of(PRIVACY, FIRST)], manners)
    assert outcome.captured == 0
    (reason,) = {reason for _, reason, _, _ in desk.failures}
    return desk, reason


def memento(body: bytes, **headers: str) -> MemoryDesk:
    """The desk after a memento with that body."""
    with serving([], fault=respond(200, body, **MEMENTO, **headers)) as url:
        desk, _ = crawl(archive_at(url), [replay_of(PRIVACY, FIRST)], QUICK)
    return desk


# ---------------------------------------------------------------- what comes


def test_everything_listed_is_brought_with_bytes_headers_and_holder() -> None:
    page = "<p>Änderungen</p>".encode("latin-1")
    held = [
        record(PRIVACY, FIRST, page, headers=(("content-type", "Text/HTML; charset=utf-8"), ("x-a", "1"))),
        record(PRIVACY, "20210101000000", b"", 301, (("location", "https://acme.example/terms"),)),
        record(PRIVACY, "20220101000000", b"gone", 404),
    ]
    with serving(held) as url:
        desk, outcome = crawl(archive_at(url), [index_of(PRIVACY)])
    assert (outcome.requests, outcome.index_pages, outcome.captured, outcome.queued) == (4, 1, 3, 3)
    assert not outcome.failures
    assert not outcome.stopped
    assert not desk.left
    assert len(desk.rows) == 3
    (first, holding, body, mimetype), moved, gone = sorted(desk.captures, key=lambda kept: kept[0].timestamp)
    assert (body, first.digest, mimetype) == (page, sha256(page), "text/html")
    assert (first.original, first.timestamp, first.statuscode) == (PRIVACY, held[0].timestamp, 200)
    assert holding.holder == "demo"
    assert holding.memento == f"{url}/web/{FIRST}id_/{PRIVACY}"
    assert holding.archive_digest == held[0].archive_digest
    assert holding.headers == held[0].headers
    assert (moved[0].statuscode, gone[0].statuscode) == (301, 404)
    assert ("location", "https://acme.example/terms") in moved[1].headers


def test_an_index_is_read_through_all_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.archive.ROWS_A_PAGE", 4)
    with serving(years(10)) as url:
        desk, outcome = crawl(archive_at(url), [index_of(PRIVACY)])
    assert outcome.index_pages == 3
    assert len(desk.rows) == len(desk.captures) == 10
    assert len({row.timestamp for row in desk.rows}) == 10


def test_an_address_that_was_never_archived_ends_in_an_empty_index() -> None:
    with serving([]) as url:
        desk, outcome = crawl(archive_at(url), [index_of(PRIVACY)])
    assert (outcome.index_pages, desk.rows, desk.left) == (1, [], [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        "<meta charset=utf-8><p>Rückgabe</p>".encode("latin-1"),
        bytes(range(256)) * 40,
        b"%PDF-1.4 \x00\xff",
    ],
    ids=["empty", "wrong charset", "binary called HTML", "PDF called HTML"],
)
def test_odd_bodies_are_kept_as_they_are(body: bytes) -> None:
    ((capture, _, kept, mimetype),) = memento(body, x_archive_orig_content_type="text/html; charset=utf-8").captures
    assert (kept, capture.digest, mimetype) == (body, sha256(body), "text/html")


def test_a_body_with_two_content_encoding_headers_is_unpacked_once() -> None:
    async def fault(request: web.Request) -> web.StreamResponse:
        answer = web.Response(body=gzip.compress(b"text"), headers=MEMENTO)
        answer.headers.add("Content-Encoding", "")
        answer.headers.add("Content-Encoding", "gzip")
        return answer

    with serving([], fault=fault) as url:
        desk, _ = crawl(archive_at(url), [replay_of(PRIVACY, FIRST)])
    assert desk.captures[0][2] == b"text"


@pytest.mark.parametrize(
    "original",
    [
        "https://acme.example/p?x=1&y=a%20b",
        "https://acme.example/a%2Fb/%C3%BC",
        "https://acme.example/ü|{x}[y]'\"^",
        "https://acme.example/a//b/../%zz",
        "http://acme.example:8080/a;b=1",
    ],
)
def test_an_original_reaches_the_archive_as_it_is_written(original: str) -> None:
    with serving([record(original)]) as url:
        desk, _ = crawl(archive_at(url), [index_of(original)])
    assert [capture.original for capture, *_ in desk.captures] == [original]


def test_several_archives_are_asked_side_by_side() -> None:
    desks: list[MemoryDesk] = []

    def make() -> MemoryDesk:
        desks.append(MemoryDesk([index_of(PRIVACY, "one"), index_of(PRIVACY, "two")]))
        return desks[0]

    with serving(years(2)) as one, serving(years(3)) as two:
        archives = [archive_at(one, name="one"), archive_at(two, name="two")]
        outcome = run_crawl(make, archives, settings=QUICK)
    assert (outcome.captured, outcome.duplicates) == (3, 2)  # both hold two of them
    assert sorted(holding.holder for _, holding, _, _ in desks[0].captures) == ["one"] * 2 + ["two"] * 3


def test_progress_is_told_after_each_request() -> None:
    told: list[Progress] = []
    with serving(years(3)) as url:
        crawl(archive_at(url), [index_of(PRIVACY)], on_progress=told.append)
    assert [progress.requests for progress in told] == [1, 2, 3, 4]
    assert told[-1] == Progress(requests=4, captured=3, failed=0, queued=3)


# ---------------------------------------------------------------- what does not come


def test_an_archive_that_cannot_be_reached_is_tried_again_and_given_up() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        desk, outcome = crawl(archive_at(url), [index_of(PRIVACY)])
    assert [reason for _, reason, _, _ in desk.failures] == [Failure.UNREACHABLE] * 3
    assert outcome.given_up == 1
    assert "refused" in desk.failures[0][2]


def test_a_name_that_is_none_is_unreachable() -> None:
    archive = archive_at("http://nowhere.invalid")
    desk, _ = crawl(archive, [index_of(PRIVACY)], replace(QUICK, contact="me@lab.example"))
    assert desk.failures[0][1] is Failure.UNREACHABLE


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (respond(403), Failure.FORBIDDEN),
        (respond(404), Failure.NEVER_ARCHIVED),
        (respond(500), Failure.SERVER_ERROR),
        (respond(200, b"<p>Down for maintenance</p>"), Failure.NOT_A_MEMENTO),
        (respond(200, Memento_Datetime="Wed, 01 Jan 2020 00:00:01 GMT"), Failure.OTHER_CAPTURE),
        (respond(302, Location=f"/web/20200101000001id_/{PRIVACY}"), Failure.OTHER_CAPTURE),
        (respond(403, X_Archive_Wayback_Runtime_Error="AccessControl"), Failure.EXCLUDED),
        (respond(200, gzip.compress(b"text" * 99)[:-5], **MEMENTO, Content_Encoding="gzip"), Failure.BROKEN),
        (respond(200, b"text", **MEMENTO, Content_Encoding="snappy"), Failure.BROKEN),
        (respond(200, gzip.compress(bytes(30_000_000)), **MEMENTO, Content_Encoding="gzip"), Failure.TOO_LARGE),
    ],
)
def test_what_is_not_the_capture_is_recorded_with_its_reason_and_not_kept(fault: Respond, reason: Failure) -> None:
    assert what_comes_of(fault)[1] is reason


@pytest.mark.parametrize("length_known", [True, False])
def test_a_body_of_fifty_megabytes_is_cut_short(length_known: bool) -> None:
    sent = 0

    async def fault(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        answer = web.StreamResponse(headers=MEMENTO)
        if length_known:
            answer.content_length = 50_000_000
        await answer.prepare(request)
        for _ in range(50):
            await answer.write(bytes(1_000_000))
            sent += 1
        return answer

    desk, reason = what_comes_of(fault)
    assert reason is Failure.TOO_LARGE
    assert sent < 40
    assert "20,000,000" in desk.failures[0][2]


def test_a_connection_that_ends_in_the_middle_of_a_body_is_tried_again() -> None:
    async def fault(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={**MEMENTO, "Content-Length": "100"})
        await answer.prepare(request)
        await answer.write(b"half")
        assert request.transport is not None
        request.transport.close()
        return answer

    desk, reason = what_comes_of(fault)
    assert reason is Failure.UNREACHABLE
    assert len(desk.failures) == 3
    assert "middle of the body" in desk.failures[0][2]


def test_an_archive_that_does_not_answer_in_time_is_left() -> None:
    async def fault(request: web.Request) -> web.StreamResponse | None:
        await asyncio.sleep(20)
        return None

    assert what_comes_of(fault, manners=replace(QUICK, timeout=0.3))[1] is Failure.TIMED_OUT


@contextmanager
def saying(*parts: bytes, then: bytes = b"") -> Iterator[str]:
    """A server that says something of its own, and the last of it without end."""
    server = socket.create_server(("127.0.0.1", 0))

    def speak(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(1000)
            connection.sendall(b"".join(parts))
            while then:
                connection.sendall(then)

    def serve() -> None:
        with suppress(OSError):
            while True:
                speak(server.accept()[0])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


@pytest.mark.parametrize(
    ("first", "endless", "reason"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n", b"", Failure.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: %s\r\n" % (b"v" * 1000), Failure.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nX-A: b\r\n", b" %s\r\n" % (b"v" * 1000), Failure.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"v" * 1000, Failure.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1" * 1000, Failure.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 100, Failure.UNREACHABLE),
    ],
    ids=["no HTTP", "headers", "folded header", "header line", "chunk size", "trailers"],
)
def test_what_is_hardly_http_ends_at_once(first: bytes, endless: bytes, reason: Failure) -> None:
    with saying(first, then=endless) as url:
        desk, outcome = crawl(archive_at(url), [replay_of(PRIVACY, FIRST)], QUICK)
    assert {told for _, told, _, _ in desk.failures} == {reason}
    assert outcome.seconds < 4
    assert "twisted" not in desk.failures[0][2].lower()


@pytest.mark.parametrize("body", [b"", b"<html>Sorry</html>", b'[["urlkey", "timest', b'{"error": 1}'])
def test_an_index_that_is_none_is_recorded_and_lists_nothing(body: bytes) -> None:
    desk, reason = what_comes_of(respond(200, body), index_of(PRIVACY))
    assert reason is Failure.UNREADABLE_INDEX
    assert desk.rows == []


def test_odd_rows_are_counted_and_said_and_the_others_are_brought(caplog: pytest.LogCaptureFixture) -> None:
    async def fault(request: web.Request) -> web.StreamResponse | None:
        if not request.path.startswith("/cdx"):
            return None
        names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
        good = ["k", FIRST, PRIVACY, "text/html", "200", "A", "1"]
        return web.json_response([names, good, ["k", "20000010121530", *good[2:]]])

    with caplog.at_level(logging.WARNING), serving([record()], fault=fault) as url:
        _, outcome = crawl(archive_at(url), [index_of(PRIVACY)])
    assert (outcome.captured, outcome.odd_rows) == (1, 1)
    assert "1 rows of the index of https://acme.example/privacy" in caplog.text


def test_an_archived_redirect_to_a_living_site_is_kept_and_never_followed() -> None:
    asked: list[str] = []

    async def live(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(text="the page of today")

    async def redirect(request: web.Request) -> web.StreamResponse:
        return web.Response(status=301, headers={**MEMENTO, "Location": f"{site}/today"})

    with serving([], fault=live) as site, serving([], fault=redirect) as url:
        hosts = (url.removeprefix("http://"), site.removeprefix("http://"))
        archive = archive_at(url, dialect="pywb", allow_hosts=hosts)
        desk, outcome = crawl(archive, [replay_of(PRIVACY, FIRST)], QUICK)
    assert asked == []
    assert outcome.captured == 1
    assert ("location", f"{site}/today") in desk.captures[0][1].headers


# ---------------------------------------------------------------- manners


class Log:
    """When the archive was asked for what, and the answers it shall give first."""

    def __init__(self, *first: web.Response, only: str = "/") -> None:
        self.first, self.only = list(first), only
        self.asked: list[tuple[float, str]] = []
        self.agents: set[str] = set()

    async def __call__(self, request: web.Request) -> web.StreamResponse | None:
        self.asked.append((monotonic(), request.path))
        self.agents.add(request.headers["User-Agent"])
        return self.first.pop(0) if self.first and request.path.startswith(self.only) else None


def test_a_429_silences_the_whole_archive_as_long_as_it_asks_and_costs_no_try() -> None:
    log = Log(web.Response(status=429, headers={"Retry-After": "1"}), only="/web")
    with serving(years(12), fault=log) as url:
        desk, outcome = crawl(archive_at(url), [index_of(PRIVACY)], QUICK)
    assert outcome.captured == 12
    assert outcome.waited >= 0.9
    ((task, reason, _, wait),) = desk.failures
    assert (task.tries, reason) == (0, Failure.THROTTLED)
    assert wait == pytest.approx(1, abs=0.1)
    refused = next(at for at, path in log.asked if path.startswith("/web"))
    after = [at - refused for at, _ in log.asked if at > refused]
    assert not [gap for gap in after if 0.2 < gap < 0.95], "asked during the pause"
    assert len([gap for gap in after if gap <= 0.2]) < 4, "only what was in flight"


def test_without_retry_after_the_pause_doubles() -> None:
    log = Log(*(web.Response(status=429) for _ in range(3)))
    with serving([record()], fault=log) as url:
        desk, outcome = crawl(archive_at(url), [replay_of(PRIVACY, FIRST)], replace(QUICK, pause=0.1))
    assert outcome.captured == 1
    assert [wait for _, _, _, wait in desk.failures] == [pytest.approx(pause, abs=0.02) for pause in (0.1, 0.2, 0.4)]
    assert [later - earlier for (earlier, _), (later, _) in pairwise(log.asked)] == [
        pytest.approx(gap, abs=0.15) for gap in (0.15, 0.25, 0.45)
    ]


def test_one_capture_that_cannot_be_played_costs_its_own_tries_only() -> None:
    async def fault(request: web.Request) -> web.StreamResponse | None:
        return web.Response(status=503) if "20030101" in request.path else None

    with serving(years(8), fault=fault) as url:
        _, outcome = crawl(archive_at(url), [index_of(PRIVACY)], replace(QUICK, pause=30, replays_at_once=1))
    assert outcome.captured == 7
    assert outcome.given_up == 1
    assert outcome.seconds < 10


def test_rates_are_kept_for_index_and_replay_apart() -> None:
    log = Log()
    with serving([record(f"https://acme.example/{n}", FIRST, b"%d" % n) for n in range(4)], fault=log) as url:
        tasks = [index_of(f"https://acme.example/{n}") for n in range(4)]
        crawl(archive_at(url, index_per_minute=150, replay_per_minute=1200), tasks, QUICK)
    index = [at for at, path in log.asked if path.startswith("/cdx")]
    assert min(later - earlier for earlier, later in pairwise(index)) > 0.35
    replay = [at for at, path in log.asked if path.startswith("/web")]
    assert replay[0] < index[1], "replays flow beside the index"


def test_every_request_carries_the_user_agent() -> None:
    log = Log()
    with serving([record()], fault=log) as url:
        crawl(archive_at(url), [index_of(PRIVACY)], replace(QUICK, contact="me@lab.example"))
    (agent,) = log.agents
    assert agent.startswith("clausewatch/")
    assert agent.endswith("(+me@lab.example)")


def test_nothing_but_index_and_replay_is_asked_for_not_even_robots_txt() -> None:
    log = Log()
    with serving(years(2), fault=log) as url:
        crawl(archive_at(url), [index_of(PRIVACY)])
    assert {path.split("/")[1] for _, path in log.asked} == {"cdx", "web"}


def test_without_a_contact_no_request_is_made() -> None:
    log = Log()
    with serving([], fault=log) as url, pytest.raises(ValueError, match=r"operator\.contact"):
        crawl(archive_at(url, allow_hosts=()), [index_of(PRIVACY)], Manners())
    assert log.asked == []


# ---------------------------------------------------------------- how it ends


class FailingDesk(MemoryDesk):
    def captured(self, *_: object) -> None:
        raise OSError("no space left on device")


def test_a_fault_of_the_desk_ends_the_crawl_loudly() -> None:
    with serving(years(3)) as url, pytest.raises(CrawlError, match="no space left") as caught:
        run_crawl(lambda: FailingDesk([index_of(PRIVACY)]), [archive_at(url)], settings=QUICK)
    assert isinstance(caught.value.__cause__, OSError)


def test_a_crawl_can_follow_one_that_failed_in_the_same_process() -> None:
    with serving(years(3)) as url:
        with pytest.raises(CrawlError):
            run_crawl(lambda: FailingDesk([index_of(PRIVACY)]), [archive_at(url)], settings=QUICK)
        assert crawl(archive_at(url), [index_of(PRIVACY)])[1].captured == 3


CHILD = """
import sys
sys.path.insert(0, sys.argv[2])
from crawler import Manners, run_crawl
from crawler_desk import MemoryDesk, archive_at, index_of
desks = []
def make():
    desks.append(MemoryDesk([index_of("https://acme.example/privacy")]))
    return desks[0]
said = []
def told(progress):
    if progress.captured == 3 and not said:
        said.append(print("going", flush=True))
outcome = run_crawl(make, [archive_at(sys.argv[1])], settings=Manners(), on_progress=told)
print(outcome.stopped, outcome.captured, len(desks[0].left), desks[0].closed, flush=True)
"""


@contextmanager
def crawling(url: str) -> Iterator["subprocess.Popen[str]"]:
    tests = Path(__file__).parent
    command = [sys.executable, "-c", CHILD, url, str(tests)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tests.parent, text=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()


async def hanging(request: web.Request) -> web.StreamResponse | None:
    if request.path.startswith("/web") and not request.path.startswith(("/web/2000", "/web/2001", "/web/2002")):
        await asyncio.sleep(30)
    return None


async def busy(request: web.Request) -> web.StreamResponse | None:
    if request.path.startswith(("/cdx", "/web/2000", "/web/2001", "/web/2002")):
        return None
    return web.Response(status=429, headers={"Retry-After": "600"})


@pytest.mark.parametrize("fault", [hanging, busy])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_within_seconds_and_what_was_in_flight_is_still_queued(
    number: signal.Signals, fault: Respond
) -> None:
    with serving(years(20), fault=fault) as url, crawling(url) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "going\n"
        begun = monotonic()
        process.send_signal(number)
        assert process.stdout.readline() == "True 3 17 True\n"
        assert process.wait(5) == 0
        assert monotonic() - begun < 4
        assert process.stderr.read() == ""


def test_an_index_that_names_the_same_page_again_and_again_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fault(request: web.Request) -> web.StreamResponse | None:
        if not request.path.startswith("/cdx"):
            return None
        names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
        return web.json_response([names, ["k", FIRST, PRIVACY, "text/html", "200", "A", "1"], [], ["again"]])

    with serving([record()], fault=fault) as url:
        _, outcome = crawl(archive_at(url), [index_of(PRIVACY)])
    assert outcome.index_pages == 2


def test_scrapy_finds_the_project_from_its_folder() -> None:
    root = Path(__file__).parent.parent
    found = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=root, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["live", "saving", "wayback"]
