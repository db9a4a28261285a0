"""What live sites do the crawler's tests visit? Real servers on loopback, each on an address of its own."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import web

from crawler import Manners, Outcome, run_crawl
from model import Task
from tests.crawler_desk import MemoryDesk, visit_of

PAGE = b"<p>We sell nothing.</p>"
QUICK = Manners(timeout=3, delay=0.02, pause=0.3)

Respond = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


@dataclass(eq=False)
class Site:
    """A host and what it was asked. Pages are `answer`'s, or PAGE; robots.txt is `robots`'s, or not there."""

    answer: Respond | None = None
    robots: Respond | None = None
    tls: ssl.SSLContext | None = None
    host: str = ""
    asked: list[tuple[float, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http{'s' if self.tls else ''}://{self.host}"

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        begun = monotonic()
        self.asked.append((begun, request.path_qs))
        self.headers.append(dict(request.headers))
        try:
            return await self._respond(request)
        finally:
            self.spans.append((begun, monotonic()))

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return (self.robots and await self.robots(request)) or web.Response(status=404)
        answered = self.answer and await self.answer(request)
        return answered or web.Response(body=PAGE, content_type="text/html")


@contextmanager
def serving(*sites: Site) -> Iterator[None]:
    """Serves sites on 127.0.0.2, 127.0.0.3 and so on, from a thread, while it lasts."""
    loop, begun, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with AsyncExitStack() as stack:
            for number, site in enumerate(sites, 2):
                stack.push_async_callback((await _start(site, f"127.0.0.{number}")).cleanup)
            begun.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert begun.wait(10)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


async def _start(site: Site, address: str) -> web.AppRunner:
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", site.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, address, 0, ssl_context=site.tls).start()
    site.host = f"{address}:{runner.addresses[0][1]}"
    return runner


def says(status: int = 200, body: bytes = b"", **headers: str) -> Respond:
    """Answers every request alike."""

    async def respond(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return respond


def robots_txt(*lines: str) -> Respond:
    return says(200, "\n".join(("User-agent: *", *lines)).encode(), Content_Type="text/plain")


def visit(
    tasks: Iterable[Task | str],
    sites: Iterable[Site],
    manners: Manners = QUICK,
    desk: Callable[[Iterable[Task]], MemoryDesk] = MemoryDesk,
    **how: Any,
) -> tuple[MemoryDesk, Outcome]:
    """Visits to the end; the sites are opened."""
    made: list[MemoryDesk] = []
    queued = [visit_of(task) if isinstance(task, str) else task for task in tasks]

    def make() -> MemoryDesk:
        made.append(desk(queued))
        return made[0]

    opened = replace(manners, allow_hosts=(*manners.allow_hosts, *(site.host for site in sites)))
    outcome = run_crawl(make, [], settings=opened, live=True, **how)
    assert made[0].closed
    return made[0], outcome


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS with a certificate for a name or address that it signed itself, and that certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    named = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / f"{name}.pem", folder / f"{name}.key"
    public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    pem, pkcs8, clear = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private.write_bytes(key.private_bytes(pem, pkcs8, clear))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context, public
