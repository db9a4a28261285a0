"""Does a browser's proxy connect to nothing but what the guard lets pass, for nobody but the browser, within bounds?"""

import asyncio
import socket
from base64 import b64encode
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from crawler.guard import Openings
from crawler.heads import UnfitError, asked
from crawler.proxy import GuardedProxy, Limits, Passage

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: keep-alive\r\n\r\ntext"


class Server:
    """Says one thing to each connection, after a head came; notes what it was told."""

    def __init__(self, says: bytes | Talk = PAGE) -> None:
        self.says, self.told = says, []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.told.append(await reader.readuntil(b"\r\n\r\n"))
            if callable(self.says):
                await self.says(reader, writer)
            else:
                writer.write(self.says)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(server: Server):
    listener = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()


def credentials(proxy: GuardedProxy) -> str:
    return "Proxy-Authorization: Basic " + b64encode(f"{proxy.username}:{proxy.password}".encode()).decode()


async def said(
    proxy: GuardedProxy, *lines: str, body: bytes = b"", secret: str | None = None, wait: bool = True
) -> bytes:
    """What the proxy answers to a request, up to the end of the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
    given = credentials(proxy) if secret is None else secret
    try:
        writer.write("\r\n".join([*lines, *([given] if given else []), "", ""]).encode("latin-1") + body)
        async with asyncio.timeout(10):
            return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


def through(
    ask: Callable[[GuardedProxy, int], Awaitable[Any]],
    server: Server | None = None,
    *,
    opened: bool = True,
    **limits: Any,
) -> tuple[Any, GuardedProxy, Server]:
    """What came of asking a server on loopback through a proxy."""
    server = server or Server()

    async def run() -> tuple[Any, GuardedProxy]:
        async with AsyncExitStack() as stack:
            port = await stack.enter_async_context(listening(server))
            openings = Openings([f"127.0.0.1:{port}", f"localhost:{port}"] if opened else [])
            proxy = await stack.enter_async_context(GuardedProxy(openings, limits=Limits(**limits)))
            return await ask(proxy, port), proxy

    return *asyncio.run(run()), server


def get(path: str = "/a?b=1", host: str = "127.0.0.1", *lines: str, **more: Any) -> Callable[[GuardedProxy, int], Any]:
    return lambda proxy, port: said(proxy, f"GET http://{host}:{port}{path} HTTP/1.1", *lines, **more)


def connect(host: str = "127.0.0.1", body: bytes = b"hello\r\n\r\n", **more: Any) -> Callable[[GuardedProxy, int], Any]:
    return lambda proxy, port: said(proxy, f"CONNECT {host}:{port} HTTP/1.1", body=body, **more)


# ---------------------------------------------------------------- what passes


def test_a_page_comes_and_its_server_learns_nothing_of_the_proxy() -> None:
    answer, proxy, server = through(
        get("/a?b=1", "127.0.0.1", "Accept: */*", "Proxy-Connection: keep-alive", "Host: x")
    )
    head, _, body = answer.partition(b"\r\n\r\n")
    assert (body, head.splitlines()[0]) == (b"text", b"HTTP/1.1 200 OK")
    assert b"Connection: close" in head
    assert b"keep-alive" not in head
    (told,) = server.told
    assert told.startswith(b"GET /a?b=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert told.count(b"Host") == 1
    assert b"roxy" not in told
    (passage,) = proxy.log
    assert passage[2:] == ("127.0.0.1", "")
    assert proxy.bytes > len(told)


def test_the_body_of_a_request_is_passed_on_and_nothing_behind_it() -> None:
    got = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.readexactly(5))
        writer.write(PAGE)
        got.append(await reader.read())

    body = b"12345GET http://127.0.0.9/ HTTP/1.1\r\n\r\n"
    ask = lambda proxy, port: said(  # noqa: E731
        proxy, f"POST http://127.0.0.1:{port}/ HTTP/1.1", "Content-Length: 5", body=body
    )
    answer, _, _ = through(ask, Server(take), idle=0.5)
    assert answer.endswith(b"text")
    assert got == [b"12345", b""]


def test_a_tunnel_passes_bytes_both_ways_until_both_have_ended() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"echo: " + await reader.readexactly(3))

    answer, proxy, server = through(connect(body=b"hello\r\n\r\nabc"), Server(echo))
    assert answer == b"HTTP/1.1 200 Connected\r\n\r\necho: abc"
    assert server.told == [b"hello\r\n\r\n"]
    assert proxy.log[0].address == "127.0.0.1"


def test_answers_before_the_answer_are_left_out() -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 3
    answer, _, _ = through(get(), Server(early + PAGE))
    assert answer.startswith(b"HTTP/1.1 200 OK")


# ---------------------------------------------------------------- what does not


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0", "127.1"])
@pytest.mark.parametrize("form", [get, connect])
def test_what_the_guard_refuses_is_not_connected_to(host: str, form: Any) -> None:
    ask = get("/", host) if form is get else connect(host)
    answer, proxy, server = through(ask, opened=False)
    assert server.told == []
    assert answer == b"" if form is get else answer.startswith(b"HTTP/1.1 502 ")
    (passage,) = proxy.log
    assert passage.address == ""
    assert passage.refused.endswith("address")


def test_only_one_host_and_port_are_opened() -> None:
    _, proxy, server = through(get("/", "127.0.0.2"))
    assert (server.told, proxy.log[0].refused) == ([], "127.0.0.2 is 127.0.0.2, a loopback address")


@pytest.mark.parametrize("line", ["GET http://mail.example:25/ HTTP/1.1", "CONNECT chat.example:6667 HTTP/1.1"])
def test_the_ports_of_other_protocols_are_refused_before_a_name_is_looked_up(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: looked_up.append(host) or [])
    _, proxy, _ = through(lambda proxy, _: said(proxy, line))
    ((_, port, address, refused),) = proxy.log
    assert (looked_up, address) == ([], "")
    assert f"port {port}" in refused


def test_what_was_looked_at_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is looked up, and loopback the next time."""
    answers = iter(["203.0.113.1", "127.0.0.1"])
    monkeypatch.setattr("crawler.guard.unfit", lambda address: "" if address.startswith("203") else "loopback")
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *_, **__: [(2, 1, 6, "", (next(answers), port))])
    reached: list[Any] = []

    async def refuse(self: object, sock: socket.socket, address: Any) -> None:
        reached.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", refuse)

    async def run() -> GuardedProxy:
        async with GuardedProxy(Openings([])) as proxy:
            loop = asyncio.get_running_loop()
            with socket.socket() as client:
                client.setblocking(False)
                client.connect_ex(("127.0.0.1", int(proxy.address.rpartition(":")[2])))
                await asyncio.sleep(0.05)
                head = f"CONNECT rebinding.example:443 HTTP/1.1\r\n{credentials(proxy)}\r\n\r\n".encode()
                await loop.sock_sendall(client, head)
                assert (await loop.sock_recv(client, 100)).startswith(b"HTTP/1.1 502")
            return proxy

    proxy = asyncio.run(run())
    assert reached == ["203.0.113.1"]
    assert list(proxy.log) == [Passage("rebinding.example", 443, "203.0.113.1", "")]


def test_a_name_without_an_address_is_logged_as_such() -> None:
    answer, proxy, _ = through(connect("nowhere.invalid"))
    assert answer.startswith(b"HTTP/1.1 502 ")
    assert proxy.log[0][2:] == ("", "")


@pytest.mark.parametrize("secret", ["", "Proxy-Authorization: Basic Og==", "Proxy-Authorization: Basic \xff"])
@pytest.mark.parametrize("form", [get, connect])
def test_who_does_not_know_the_password_is_asked_for_it_and_served_nothing(secret: str, form: Any) -> None:
    answer, proxy, server = through(form(secret=secret))
    assert answer.startswith(b"HTTP/1.1 407 ")
    assert b"Proxy-Authenticate: Basic" in answer
    assert (server.told, list(proxy.log)) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        *(
            "GET / HTTP/1.1",
            "GET https://acme.example/ HTTP/1.1",
            "GET ftp://acme.example/ HTTP/1.1",
            "TRACE http://a/ HTTP/1.1",
        ),
        *(
            "GET http://user:word@acme.example/ HTTP/1.1",
            "CONNECT acme.example HTTP/1.1",
            "CONNECT acme.example:99999 HTTP/1.1",
        ),
        *("CONNECT acme.example:0 HTTP/1.1", "GET http://acme.example/ HTTP/2", "GET http://acme.example/a b HTTP/1.1"),
        *(
            "GET http://acme.example\\@b/ HTTP/1.1",
            "GET http://[fe80::1%eth0]/ HTTP/1.1",
            "connect a:1",
            "",
            "\x16\x03\x01",
        ),
    ],
)
def test_only_tunnels_and_whole_addresses_in_http_are_understood(line: str) -> None:
    with pytest.raises(UnfitError):
        asked(f"{line}\r\n\r\n".encode("latin-1"))


@pytest.mark.parametrize(
    "header", ["Transfer-Encoding: chunked", "Content-Length: -1", "Content-Length: x", " folded", "none"]
)
def test_a_request_whose_end_is_not_plain_is_not_passed_on(header: str) -> None:
    with pytest.raises(UnfitError):
        asked(f"POST http://acme.example/ HTTP/1.1\r\n{header}\r\n\r\n".encode())


# ---------------------------------------------------------------- bounds


async def endlessly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(bytes(50_000))
        await writer.drain()


async def drop_by_drop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b".")
        await asyncio.sleep(0.05)


async def silently(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


@pytest.mark.parametrize(
    ("answer", "limits"),
    [
        (endlessly, {"connection": 300_000}),
        (endlessly, {"in_all": 300_000}),
        (drop_by_drop, {"seconds": 0.4}),
        (silently, {"idle": 0.4}),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000, {}),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, {}),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", {}),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", {"idle": 0.4}),
    ],
)
def test_what_does_not_end_is_ended(answer: Any, limits: dict[str, Any]) -> None:
    async def ask(proxy: GuardedProxy, port: int) -> float:
        begun = asyncio.get_running_loop().time()
        got = await get()(proxy, port)
        assert len(got) < 600_000
        return asyncio.get_running_loop().time() - begun

    seconds, proxy, _ = through(ask, Server(answer), **limits)
    assert seconds < 3
    assert proxy.bytes < 700_000


def test_a_request_whose_head_does_not_end_is_ended() -> None:
    async def ask(proxy: GuardedProxy, port: int) -> bytes:
        return await said(proxy, *["X: " + "y" * 1000] * 100)

    answer, proxy, _ = through(ask)
    assert (answer, proxy.bytes < 200_000) == (b"", True)


def test_no_more_connections_are_served_than_agreed() -> None:
    async def ask(proxy: GuardedProxy, port: int) -> list[bytes]:
        return await asyncio.gather(*(get()(proxy, port) for _ in range(5)))

    answers, _, server = through(ask, Server(silently), at_once=2, idle=0.5)
    assert answers == [b""] * 5
    assert len(server.told) == 2


def test_when_it_is_left_its_connections_are_ended_and_it_listens_no_more() -> None:
    async def run() -> bytes:
        server = Server(drop_by_drop)
        async with listening(server) as port:
            async with GuardedProxy(Openings([f"127.0.0.1:{port}"])) as proxy:
                asking = asyncio.ensure_future(get()(proxy, port))
                while not server.told:
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.1)
            answer = await asking
            with pytest.raises(OSError, match=r"refused|Connect call failed"):
                await asyncio.open_connection("127.0.0.1", int(proxy.address.rpartition(":")[2]))
        return answer

    assert b"200 OK" in asyncio.run(run())


def test_once_it_is_shut_nothing_passes_any_more() -> None:
    async def ask(proxy: GuardedProxy, port: int) -> tuple[bytes, bytes]:
        going = asyncio.ensure_future(get()(proxy, port))
        while not server.told:
            await asyncio.sleep(0.01)
        proxy.shut()
        return await going, await get("/later")(proxy, port)

    server = Server(silently)
    answers, _, _ = through(ask, server)
    assert answers == (b"", b"")
    assert len(server.told) == 1
