"""How does a page stand live? The site of one company, on loopback.

It has a privacy policy with validators, as sites have, and a new one when it publishes it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = Path(__file__).parent / "live"
PORT = 8137


class LiveSite(ThreadingHTTPServer):
    """Serves `page` at `/privacy`, and nothing else: no robots.txt either, so everything may be asked for."""

    daemon_threads = True

    def __init__(self, page: bytes, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.page = page

    @property
    def policy(self) -> str:
        """The address of the policy."""
        return f"http://127.0.0.1:{self.server_port}/privacy"


class _Handler(BaseHTTPRequestHandler):
    server: LiveSite
    server_version = "Livesite"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        page = self.server.page
        tag = f'"{sha256(page).hexdigest()[:16]}"'
        if self.path != "/privacy":
            self._answer(HTTPStatus.NOT_FOUND, b"Not here.", "")
        elif self.headers["If-None-Match"] == tag:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", tag)
        else:
            self._answer(HTTPStatus.OK, page, tag)

    def _answer(self, status: HTTPStatus, body: bytes, tag: str) -> None:
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status is not HTTPStatus.NOT_MODIFIED:  # which has no body
            self.send_header("Content-Type", "text/html; charset=utf-8" if tag else "text/plain")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The demo shows what clausewatch says, not what the site does."""


def page(number: int) -> bytes:
    """The policy as it was published first (1) and then (2)."""
    return (PAGES / f"policy-{number}.html").read_bytes()


@contextmanager
def standing_live(first: bytes, port: int = PORT) -> Iterator[LiveSite]:
    """Serves a page from a thread while it lasts, on this port of 127.0.0.1 or, if it is taken, on any free one."""
    try:
        site = LiveSite(first, port)
    except OSError:
        site = LiveSite(first)
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), name="demo-live", daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()
