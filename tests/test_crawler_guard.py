"""Does the crawler connect to nothing but the public internet and what was opened?"""

import asyncio
import errno
import socket
import threading
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from crawler import Manners, download
from crawler.guard import Openings, look_up, unfit
from crawler.ports import OF_OTHERS
from demo.archive import serving
from model import Failure
from tests.crawler_desk import MemoryDesk, archive_at, crawl, index_of, record

NAMED = Manners(contact="me@lab.example", timeout=5)
PRIVACY = "https://acme.example/privacy"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.8.8", "loopback"),
        ("::1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("::", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("fd00::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("224.0.1.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "private"),
        ("100.64.0.1", "not public"),
        ("fec0::1", "not public"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "link-local"),
        ("2002:7f00:1::", "loopback"),
        ("64:ff9b::10.0.0.1", "private"),
        ("::127.0.0.1", "reserved"),
    ],
)
def test_addresses_that_are_not_public_are_refused_in_every_spelling(address: str, kind: str) -> None:
    assert unfit(address) == kind


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "207.241.224.2", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"]
)
def test_public_addresses_pass(address: str) -> None:
    assert unfit(address) == ""


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_alone_and_inside_ipv6(address: object) -> None:
    assert unfit(str(address)) == unfit(f"::ffff:{address}") == unfit(f"64:ff9b::{address}")


def test_a_host_is_opened_with_its_port_or_with_all() -> None:
    openings = Openings(["LocalHost", "127.0.0.1:8090", "[::1]:8091"])
    assert openings.cover("localhost", 1)
    assert openings.cover("127.0.0.1", 8090)
    assert openings.cover("::1", 8091)
    assert not openings.cover("127.0.0.1", 8091)
    assert not openings.cover("::1", 8090)
    assert not openings.cover("localhost.example", 1)


def test_ports_of_other_protocols_are_opened_one_by_one() -> None:
    openings = Openings(["localhost", "127.0.0.1:25", "[::1]:6667"])
    assert openings.refusal("127.0.0.1", 25) == openings.refusal("::1", 6667) == openings.refusal("localhost", 80) == ""
    assert openings.refusal("localhost", 25) == (
        "the address of localhost has port 25, which is that of another protocol"
    )
    assert {22, 25, 53, 587, 993, 6000, 6667, 10080} <= OF_OTHERS
    assert OF_OTHERS.isdisjoint({80, 443, 3000, 5000, 8000, 8080, 8443, 8888, 9090})


def refused(host: str, port: str, **archive: Any) -> MemoryDesk:
    desk, _ = crawl(archive_at(f"http://{host}:{port}", **({"allow_hosts": ()} | archive)), [index_of(PRIVACY)], NAMED)
    return desk


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::ffff:127.0.0.1]",
        "127.0.0.2",
    ],
)
def test_no_spelling_of_loopback_is_connected_to(host: str) -> None:
    asked: list[str] = []

    async def note(request: web.Request) -> None:
        asked.append(request.path)

    with serving([record()], fault=note) as url:
        desk = refused(host, url.rpartition(":")[2])
    assert asked == []
    ((_, reason, detail, _),) = desk.failures
    assert reason is Failure.REFUSED_ADDRESS, detail
    assert "address" in detail


def test_the_port_of_a_mail_server_is_not_asked_even_of_a_host_that_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: looked_up.append(host) or [])
    desk = refused("localhost", "25", allow_hosts=("localhost",))
    ((_, reason, detail, _),) = desk.failures
    assert (reason, looked_up) == (Failure.REFUSED_ADDRESS, [])
    assert "port 25" in detail


def test_another_host_that_is_opened_does_not_help() -> None:
    with serving([record()]) as url:
        port = url.rpartition(":")[2]
        desk = refused("127.0.0.1", port, allow_hosts=(f"localhost:{port}", "127.0.0.1:1"))
    assert desk.failures[0][1] is Failure.REFUSED_ADDRESS


def test_a_name_opened_may_lead_anywhere() -> None:
    with serving([record()]) as url:
        port = url.rpartition(":")[2]
        desk, _ = crawl(archive_at(f"http://localhost:{port}"), [index_of(PRIVACY)], NAMED)
    assert len(desk.captures) == 1


class Names:
    """A resolver that says something else each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def getaddrinfo(self, host: str, port: int, **_: object) -> list[Any]:
        addresses = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def test_what_was_checked_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name that is public when it is checked and loopback when it is connected to."""
    names = Names(["93.184.215.14"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    connected: list[str] = []

    def connect(self: socket.socket, address: tuple[str, int]) -> int:
        connected.append(address[0])
        return errno.ECONNREFUSED

    with serving([record()]) as url:
        monkeypatch.setattr(socket.socket, "connect_ex", connect)
        desk = refused("rebinding.example", url.rpartition(":")[2])
    assert connected == ["93.184.215.14"]
    assert [reason for _, reason, _, _ in desk.failures] == [Failure.UNREACHABLE, Failure.REFUSED_ADDRESS]
    assert "rebinding.example is 127.0.0.1" in desk.failures[1][2]


def test_the_handler_does_not_work_without_the_guard() -> None:
    with serving([record()]) as url:
        crawl(archive_at(url), [index_of(PRIVACY)], NAMED)
    with pytest.raises(RuntimeError, match="guarded"):
        download._guard()


def test_of_several_addresses_only_the_public_ones_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(["10.0.0.1", "127.0.0.1", "192.168.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    desk = refused("inside.example", "80")
    assert desk.failures[0][1] is Failure.REFUSED_ADDRESS
    assert "192.168.0.1" in desk.failures[0][2]


def test_only_a_name_keeps_a_thread_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, bool]] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        asked.append((host, threading.current_thread() is threading.main_thread()))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    found = [asyncio.run(look_up(host, 80, Openings([]))) for host in ("127.0.0.1", "::1", "2130706433", "a.example")]
    assert asked == [("127.0.0.1", True), ("::1", True), ("2130706433", False), ("a.example", False)]
    assert [one.fit for one in found] == [()] * 4


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving([record()]) as url:
        desk, _ = crawl(archive_at(url), [index_of(PRIVACY)], NAMED)
    assert len(desk.captures) == 1
