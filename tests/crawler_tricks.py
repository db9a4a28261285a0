"""By which tricks does a stranger lead a crawler to an address inside? And who sees that it calls connect()?"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

PUBLIC = "93.184.215.14"  # never reached: whoever watches stops what leaves
_FIRST_PORT = 12_000  # with 1,000 for each way all of them are below those that the system hands out


@dataclass(frozen=True, kw_only=True)
class Trick:
    """An address as a stranger writes it, `{port}` in it, and where it leads.

    Where it has a name, `answers` are what its name server says, one after the other, and then the last for ever.
    `read_by_browsers` alone are those that are no addresses for us.
    """

    url: str
    inside: str
    name: str = ""
    answers: Sequence[Sequence[str]] = ()
    read_by_browsers: bool = False

    def at(self, port: int) -> str:
        return self.url.replace("{port}", str(port))


def _named(label: str, *addresses: str, then: Sequence[str] = ()) -> Trick:
    """A name with these addresses; after it was first asked for, with those."""
    name = f"{label}.tricks.example"
    answers = [addresses, then] if then else [addresses]
    inside = next(one for one in (*addresses, *then) if one != PUBLIC)
    return Trick(url=f"http://{name}:{{port}}/", inside=inside, name=name, answers=answers)


def _known(name: str, address: str = "127.0.0.1", url: str = "") -> Trick:
    return Trick(url=url or f"http://{name}:{{port}}/", inside=address, name=name.lower(), answers=[[address]])


def _written(host: str, address: str = "127.0.0.1") -> Trick:
    return Trick(url=f"http://{host}:{{port}}/", inside=address)


def _for_browsers(url: str, address: str = "127.0.0.1") -> Trick:
    return Trick(url=url, inside=address, read_by_browsers=True)


_INSIDE = (
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1"),
    *("192.168.255.254", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.254", "0.0.0.0", "0.1.2.3"),
    *("192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "203.0.113.1", "224.0.0.251", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1", "fec0::1"),
    *("ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "2002:a00:1::1"),
    *("2002:c0a8:101::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "::127.0.0.1", "::ffff:0:7f00:1"),
    *("2001:0:7f00:1::1", "2001:db8::1", "3fff::1", "5f00::1", "2a00:1450::5efe:a00:1", "2a00:1450::200:5efe:7f00:1"),
)

TRICKS: tuple[Trick, ...] = (
    *(_named(f"at-{number}", address) for number, address in enumerate(_INSIDE)),
    replace(_named("scoped", "fe80::1%lo"), inside="fe80::1"),
    _named("mixed", PUBLIC, "10.0.0.2"),
    _named("mixed-with-the-public-last", "192.168.0.2", PUBLIC),
    _named("mixed-over-families", PUBLIC, "::1"),
    _named("many", "10.0.0.3", "127.0.0.3", "169.254.169.254"),
    _named("changing", PUBLIC, then=["127.0.0.1"]),
    _named("changing-to-two", PUBLIC, then=[PUBLIC, "fd00::3"]),
    _known("localhost"),
    _known("LocalHost"),
    _known("printer.localhost", "::1"),
    _known("ip6-localhost", "::1"),
    _known("router", "192.168.1.1"),
    _known("10.0.0.1.tricks.example", "10.0.0.1"),
    _known("localhost.", url="http://localhost.:{port}/"),
    _known("dotted.tricks.example.", "10.0.0.4"),
    _known("127.0.0.1."),
    *(_written(host) for host in ("127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001")),
    *(_written(host) for host in ("0x7f.1", "0X7F.0.0.0x1", "0177.0.0.1", "0000177.00.0.01", "0x7f.0.1")),
    *(_written(host, "0.0.0.0") for host in ("0", "0x0", "0.0.0.0", "00.0x0.0")),
    *(_written(host, "10.0.0.1") for host in ("10.1", "167772161", "0xa000001", "012.0.0.1")),
    *(
        _written(host, "169.254.169.254")
        for host in ("169.254.43518", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376")
    ),
    *(_written(host, "192.168.1.1") for host in ("192.168.257", "0xc0.0xa8.1.1", "3232235777")),
    *(_written(host, "::1") for host in ("[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]")),
    _written("[::]", "::"),
    *(
        _written(host, "::ffff:127.0.0.1")
        for host in ("[::ffff:127.0.0.1]", "[::FFFF:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]")
    ),
    _written("[::ffff:a9fe:a9fe]", "::ffff:169.254.169.254"),
    _written("[fd00::1]", "fd00::1"),
    _written("[2002:7f00:1::]", "2002:7f00:1::"),
    _written("[64:ff9b::10.0.0.1]", "64:ff9b::a00:1"),
    _written("[::127.0.0.1]", "::127.0.0.1"),
    *(_written(host) for host in ("１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "０x7f.1", "𝟏𝟐𝟕.𝟎.𝟎.𝟏")),
    _known("localhost", url="http://ⓛocalhost:{port}/"),
    _known("localhost", url="http://ｌｏｃａｌｈｏｓｔ:{port}/"),
    _known("localhost", url="http://local\u00adhost:{port}/"),
    _for_browsers("http://acme.example@127.0.0.1:{port}/"),
    _for_browsers("http://acme.example:80@10.0.0.1:{port}/", "10.0.0.1"),
    Trick(url="http://127.0.0.1:{port}\\@acme.example/", inside="127.0.0.1"),
    _for_browsers("http:\\\\127.0.0.1:{port}/"),
    _for_browsers("http:////127.0.0.1:{port}/"),
    _for_browsers("http://%31%32%37.0.0.1:{port}/"),
    _for_browsers("http://%6cocalhost:{port}/"),
)


def numbered(tricks: Sequence[Trick] = TRICKS, way: int = 0) -> dict[int, Trick]:
    """Each trick with a port of its own, by which it is known when it is connected to."""
    return {_FIRST_PORT + 1000 * way + number: trick for number, trick in enumerate(tricks)}


@dataclass
class Watch:
    """Which addresses connect() was called with, by port."""

    ports: frozenset[int]
    called: dict[int, list[str]] = field(default_factory=dict)

    def saw(self, address: Any) -> bool:
        if not isinstance(address, tuple) or address[1] not in self.ports:
            return False
        self.called.setdefault(address[1], []).append(str(address[0]).partition("%")[0])
        return True


_watching: list[Watch] = []


def _hook(event: str, given: tuple[Any, ...]) -> None:
    """Audit hooks stay for the life of the process, and one that raises ends the call before anything leaves."""
    if event == "socket.connect" and any(watch.saw(given[1]) for watch in _watching):
        raise OSError(errno.ECONNREFUSED, "stopped by the test")


sys.addaudithook(_hook)


@contextmanager
def watching(tricks: dict[int, Trick], *, guard: bool) -> Iterator[Watch]:
    """While it lasts names lead where the tricks say, nothing of them leaves, and the guard can be off."""
    watch = Watch(frozenset(tricks))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", _resolver(tricks.values()))
        if not guard:
            patch.setattr("crawler.guard.unfit", lambda _: "")
        _watching.append(watch)
        try:
            yield watch
        finally:
            _watching.remove(watch)


def _resolver(tricks: Any) -> Any:
    known = {trick.name.rstrip("."): list(trick.answers) for trick in tricks if trick.name}
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *given: Any, **more: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else str(host)
        left = known.get(name.lower().rstrip("."))
        if left is None:
            return real(host, port, *given, **more)
        answer = left.pop(0) if len(left) > 1 else left[0]
        return [found for address in answer for found in real(address, port, type=socket.SOCK_STREAM)]

    return getaddrinfo
