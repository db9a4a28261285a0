"""What arrives at those who are told? A webhook and a mailbox on loopback that keep everything."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from time import monotonic
from typing import Any

from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One message as it came in."""

    at: float  # monotonic seconds
    subject: str
    text: str
    message_id: str = ""
    headers: Mapping[str, str] = None  # type: ignore[assignment]


class Hook:
    """A webhook: takes what Apprise's json:// sends."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.port}/hook"

    async def start(self) -> None:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/hook", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        sent: dict[str, Any] = json.loads(await request.text())
        self.arrivals.append(Arrival(at=monotonic(), subject=str(sent["title"]), text=str(sent["message"]), headers={}))
        return web.Response()


class Mailbox:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.port = _free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def start(self) -> None:
        self._controller.start()

    async def close(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        """Called by the server with each message."""
        sent = message_from_bytes(bytes(envelope.original_content or b""), policy=policy.default)
        body = sent.get_body(("plain",)) if isinstance(sent, EmailMessage) else None
        self.arrivals.append(
            Arrival(
                at=monotonic(),
                subject=str(sent["Subject"] or ""),
                text=str(body.get_content()) if body else "",
                message_id=str(sent["Message-ID"] or ""),
                headers={name: str(value) for name, value in sent.items()},
            )
        )
        return "250 taken"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
