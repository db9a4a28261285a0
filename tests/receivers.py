"""Real servers on loopback that take what is sent: mail, and messages of a service."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

from settings import Mail


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Inbox:
    """Keeps what it gets. `refuses` are recipients it does not know; `says` is its answer to a whole mail."""

    def __init__(self, refuses=(), says="250 OK"):
        self.refuses, self.says, self.got = refuses, says, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        if address in self.refuses:
            return f"550 5.1.1 <{address}> is not known here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return self.says


@contextmanager
def mail_server(inbox, **options):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), server_hostname="mail.test", **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def at(port, **more):
    return Mail(host="127.0.0.1", port=port, sender="watch@lumora.example", **more)


@contextmanager
def service(status=200, answers=True):
    """Address (without scheme) of a service, and what it gets as JSON."""
    got, over = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append(body)
            _ = answers or over.wait(10)
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_port}", got
        over.set()
        server.shutdown()
        thread.join(5)


@contextmanager
def socket_server(talk):
    """Hands each connection to `talk`, in a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                talk(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.close()
        thread.join(5)
