"""Does a browser stay within its bounds, whatever a page does, and does it leave nothing behind?"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web

from crawler.browser import Browser
from crawler.browser.finding import chromium
from crawler.desk import Document
from crawler.guard import Openings
from crawler.manners import Manners
from crawler.tally import Tally
from crawler.trouble import Trouble
from model import Failure
from tests.browser_pages import below, needs_chromium, page, running

pytestmark = needs_chromium
AGENT = "clausewatch/0 (+who@acme.example)"
BOUNDS = Manners(
    show_within=30,
    show_settled=1.2,
    show_requests=20,
    show_nodes=50_000,
    show_memory=600_000_000,
    max_bytes=5_000_000,
)
HTML = (("content-type", "text/html; charset=utf-8"),)
SAYS = "<p id=said>We keep your data for a year.</p>"
KEPT = b"We keep your data for a year."


def does(script):
    return page(f"{SAYS}<script>{script}</script>")


def asks_for(address):
    return does(
        f"fetch('{address}', {{mode: 'no-cors'}}).catch(() => 0); new WebSocket('{address.replace('http', 'ws')}');"
        f"const frame = document.createElement('iframe'); frame.src = '{address}'; document.body.append(frame);"
        f"const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '{address}';"
        "document.head.append(link);"
    )


PAGES = {
    "hangs": does("while (true) {}"),
    "alerts": does("while (true) { alert('Stay!'); }"),
    "hangs-later": does("setTimeout(() => { while (true) {} }, 200)"),
    "leaves-never": does("onbeforeunload = (event) => { event.preventDefault(); return 'Stay!'; };"),
    "asks-for-ever": does("let n = 0, at = Date.now(); setInterval(() => fetch(`/more?${at}-${n++}`), 10)"),
    "waits-for-ever": does("fetch('/never')"),
    "opens": does("for (let n = 0; n < 50; n++) { window.open('/opened?' + n); }"),
    "downloads": does("location = '/file.zip'"),
    "to-a-file": does("location = 'file:///etc/hostname'"),
    "sent-to-a-file": does("location = '/to-a-file'"),
    "frames-a-file": page(f"{SAYS}<iframe src='file:///etc/hostname' width=400 height=300></iframe>"),
    "to-the-browser": does("location = 'chrome://version'"),
    "to-data": does("location = 'data:text/html,<p>Elsewhere.</p>'"),
    "serves-itself": does("navigator.serviceWorker.register('/worker.js')"),
    "is-long": does("document.body.append('word '.repeat(10_000_000))"),
    "is-full": does("for (let n = 0; n < 60_000; n++) { document.body.append(document.createElement('i')); }"),
    "takes-memory": does(
        "const kept = []; for (let n = 0; n < 40; n++) { kept.push(new Uint8Array(50_000_000).fill(7)); }"
        "while (kept) {}"
    ),
    "goes-round": does("setTimeout(() => location.reload(), 50)"),
    "goes-on": does("location = '/next'"),
    "goes-where-it-may-not": does("location = '/private'"),
    "posts": page(f"{SAYS}<form method=post action=/posted></form><script>document.forms[0].submit()</script>"),
    "remembers": does(
        "said.textContent = localStorage.n + ' ' + document.cookie; localStorage.n = 1; document.cookie = 'n=1'"
    ),
    "is-deep": does(
        "let n = said; for (let i = 0; i < 450; i++) { n = n.appendChild(document.createElement('div')); }"
        "n.append('At the bottom.');"
    ),
    "pictures": page(f"{SAYS}<img src=/picture.png><video src=/film.mp4></video>"),
}


async def _answer(asked, request):
    asked.append(request.path_qs)
    if request.path == "/never":
        await asyncio.sleep(60)
    if request.path == "/to-a-file":
        return web.Response(status=302, headers={"Location": "file:///etc/hostname"})
    if request.path == "/file.zip":
        return web.Response(body=b"PK", headers={"Content-Disposition": "attachment"})
    if request.path == "/next":
        return web.Response(text=page("<p>The next page.</p>"), content_type="text/html", headers={"X-Next": "yes"})
    return web.Response(text="{}")


class Bench:
    """A server, a browser that may reach it, and what both did."""

    def __init__(self, bounds=BOUNDS):
        self.bounds, self.asked, self.may_asked, self.tally = bounds, [], [], Tally()

    async def __aenter__(self):
        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", partial(_answer, self.asked))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.host = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.browser = Browser(self.bounds, Openings([self.host]), AGENT)
        return self

    async def __aexit__(self, *_):
        await self.browser.__aexit__(None, None, None)
        await self._runner.cleanup()

    async def may_ask(self, address):
        self.may_asked.append(address.partition(self.host)[2])
        return Trouble(reason=Failure.DISALLOWED, detail="no") if "private" in address else None

    async def show(self, name, html):
        original = f"http://{self.host}/{name}"
        document = Document(original=original, status=200, headers=HTML, body=html.encode())
        shown = await self.browser.show(document, self.may_ask, self.tally)
        return replace(shown, original=shown.original.partition(self.host)[2])


HURRIED = replace(BOUNDS, show_within=5, shown_at_once=3)
HANGING = ("hangs", "alerts", "hangs-later")


async def _all():
    async with Bench(HURRIED) as bench:
        hung = dict(zip(HANGING, await asyncio.gather(*(bench.show(one, PAGES[one]) for one in HANGING)), strict=True))
    async with Bench() as bench:
        others = [one for one in PAGES if one not in HANGING]
        shown = dict(zip(others, await asyncio.gather(*(bench.show(one, PAGES[one]) for one in others)), strict=True))
        again = await bench.show("remembers", PAGES["remembers"])
    return bench, hung | shown, again


@pytest.fixture(scope="module")
def seen():
    """Every page was shown once: (bench, what came of it, what came of one that was shown again)."""
    return asyncio.run(_all())


def failed(shown):
    return shown.reason if isinstance(shown, Trouble) else shown.body


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hangs", Failure.TIMED_OUT),
        ("alerts", Failure.TIMED_OUT),
        ("hangs-later", Failure.TIMED_OUT),
        ("is-long", Failure.TOO_LARGE),
        ("is-full", Failure.TOO_LARGE),
        ("takes-memory", Failure.TOO_LARGE),
        ("sent-to-a-file", Failure.UNREACHABLE),
    ],
)
def test_a_page_that_takes_too_much_is_a_failure_with_its_reason(seen, name, reason):
    assert failed(seen[1][name]) is reason


@pytest.mark.parametrize(
    "name",
    [
        *("leaves-never", "asks-for-ever", "waits-for-ever", "opens", "serves-itself", "downloads", "to-a-file"),
        *("frames-a-file", "to-the-browser", "to-data", "goes-round", "goes-where-it-may-not", "posts", "pictures"),
    ],
)
def test_what_a_page_may_not_do_does_not_keep_it_from_being_read(seen, name):
    shown = seen[1][name]
    assert KEPT in failed(shown)
    assert (shown.original, shown.status, shown.headers) == (f"/{name}", 200, HTML)


def test_a_page_asks_for_no_more_than_its_share(seen):
    """Each counts once: Chromium by itself repeats what a connection that closed has swallowed.

    A page is shown once more where another one ended the browser of both.
    """
    bench, _, _ = seen
    shown = Counter(path.partition("-")[0] for path in set(bench.asked) if path.startswith("/more"))
    assert 1 <= len(shown) <= 2
    assert max(shown.values()) <= BOUNDS.show_requests


def test_no_window_opens_nothing_is_downloaded_and_nothing_posted(seen):
    bench, _, _ = seen
    assert [path for path in bench.asked if path.startswith(("/opened", "/posted", "/worker", "/p", "/film"))] == []


def test_files_of_this_machine_are_not_read(seen):
    own = Path("/etc/hostname").read_bytes().strip()
    for name in ("to-a-file", "frames-a-file"):
        assert own not in failed(seen[1][name])


def test_elements_by_the_hundred_in_one_another_are_written_to_the_bottom(seen):
    assert b"At the bottom." in failed(seen[1]["is-deep"])


def test_a_visit_knows_nothing_of_the_one_before(seen):
    _, shown, again = seen
    assert failed(shown["remembers"]) == failed(again)
    assert b">undefined <" in failed(again)


def test_a_page_may_go_on_to_where_robots_txt_lets_it(seen):
    bench, shown, _ = seen
    assert (shown["goes-on"].original, shown["goes-on"].status) == ("/next", 200)
    assert ("x-next", "yes") in shown["goes-on"].headers
    assert b"The next page." in shown["goes-on"].body
    assert {"/next", "/private"} <= set(bench.may_asked)
    assert "/private" not in bench.asked


def test_the_tally_counts_visits_requests_and_bytes(seen):
    bench, _, _ = seen
    assert bench.tally.browser_visits >= len(PAGES) - len(HANGING) + 1
    assert bench.tally.requests >= len(set(bench.asked))
    assert bench.tally.bytes > 0


# ---------------------------------------------------------------- where it may not connect to


def test_a_page_reaches_no_address_that_is_not_public():
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        for one in (tcp, udp):
            one.setblocking(False)
        port, stun = tcp.getsockname()[1], udp.getsockname()[1]
        call = (
            f"const call = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{stun}'}}]}});"
            "call.createDataChannel('x'); call.createOffer().then((offer) => call.setLocalDescription(offer));"
        )
        names = (f"127.0.0.1:{port}", f"localhost:{port}", f"0x7f.1:{port}", f"[::ffff:127.0.0.1]:{port}")
        pages = [asks_for(f"http://{name}/") for name in names] + [does(call), does(f"location = 'http://{names[0]}/'")]

        async def shown():
            async with Bench() as bench:
                return await asyncio.gather(*(bench.show(f"{n}", html) for n, html in enumerate(pages)))

        *stayed, gone = asyncio.run(shown())
        assert all(KEPT in failed(one) for one in stayed)
        assert failed(gone) is Failure.UNREACHABLE
        for read in (tcp.accept, partial(udp.recv, 100)):
            with pytest.raises(BlockingIOError):
                read()


# ---------------------------------------------------------------- processes


async def until(condition, seconds=40.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


def renderers():
    return [number for number, command in below(os.getpid()).items() if "--type=renderer" in command]


PATIENT = replace(BOUNDS, show_settled=3)


def test_a_page_whose_process_crashes_is_a_failure_and_the_next_one_is_shown():
    async def crash():
        async with Bench(PATIENT) as bench:
            showing = asyncio.ensure_future(bench.show("waits", PAGES["waits-for-ever"]))
            await until(lambda: "/never" in bench.asked)
            for number in renderers():
                os.kill(number, signal.SIGKILL)
            return await showing, await bench.show("after", page(SAYS))

    crashed, after = asyncio.run(crash())
    assert failed(crashed) is Failure.BROWSER_FAILED
    assert KEPT in failed(after)


@pytest.mark.parametrize("which", ["the browser", "its driver"])
def test_a_browser_that_is_killed_is_started_anew(which):
    async def kill():
        async with Bench(PATIENT) as bench:
            showing = asyncio.ensure_future(bench.show("waits", PAGES["waits-for-ever"]))
            await until(lambda: "/never" in bench.asked)
            processes = below(os.getpid())
            of_browser = [one for one, said in processes.items() if "/chromium " in said and "--type=" not in said]
            of_driver = [one for one, said in processes.items() if "/playwright/driver/" in said]
            (own,) = of_browser if which == "the browser" else of_driver
            os.kill(own, signal.SIGKILL)
            return await showing, processes

    shown, processes = asyncio.run(kill())
    assert KEPT in failed(shown)
    asyncio.run(until(lambda: not running(processes)))


def test_a_browser_that_cannot_be_started_is_a_failure_that_says_why(tmp_path):
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
    program.chmod(0o755)

    async def start():
        async with Browser(replace(BOUNDS, browser=str(program)), Openings([]), AGENT) as browser:
            document = Document(original="http://acme.example/", status=200, headers=HTML, body=b"")
            return await browser.show(document, lambda _: None, Tally())

    shown = asyncio.run(start())
    assert shown.reason is Failure.BROWSER_FAILED
    assert str(program) in shown.detail


SHOWING = """
import asyncio
from crawler.browser import Browser
from crawler.desk import Document
from crawler.guard import Openings
from crawler.manners import Manners
from crawler.tally import Tally

async def never(reader, writer):
    print("shows", flush=True)
    await asyncio.sleep(60)

async def may_ask(address):
    return None

async def main():
    server = await asyncio.start_server(never, "127.0.0.1", 0)
    host = "127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    async with Browser(Manners(), Openings([host]), "clausewatch/0") as browser:
        page = Document(original=f"http://{host}/", status=200, headers=(), body=b"<script>fetch('/never')</script>")
        await browser.show(page, may_ask, Tally())

asyncio.run(main())
"""


@pytest.mark.parametrize("with_driver", [False, True], ids=["ourselves", "the driver, too"])
def test_nothing_is_left_of_a_browser_whose_crawl_is_killed(with_driver):
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", SHOWING], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"shows\n"
        processes = below(process.pid)
        drivers = [number for number, command in processes.items() if "/playwright/driver/" in command]
        assert drivers
        assert len(processes) > 3
        for number in [process.pid, *(drivers if with_driver else ())]:
            os.kill(number, signal.SIGKILL)
    asyncio.run(until(lambda: not running(processes)))


def test_what_is_missing_is_named():
    assert chromium("/nowhere/chromium").reason is Failure.NO_BROWSER
    assert "crawl.browser" in chromium("/nowhere/chromium").detail
