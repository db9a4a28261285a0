"""Whom may the crawler connect to?

Never to loopback, a private network or another address that is not public, unless the host was opened
by name, and never at a port of another protocol, unless it was opened with that port.  The check stands
where names become addresses, and what passed it is what is connected to, so a name that changes between
check and connection (DNS rebinding) does not help, nor do other spellings of an address (2130706433,
0x7f.1, ::ffff:127.0.0.1): they are names until the resolver has turned them.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.ports import OF_OTHERS

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_Answered = tuple[int, int, int, str, tuple[Any, ...]]  # as getaddrinfo gives them


def unfit(address: str) -> str:
    """Why an address is not to be connected to; "" if it may be.

    >>> unfit("::ffff:10.0.0.1")
    'private'
    >>> unfit("93.184.215.14")
    ''
    """
    ip: _Ip = ipaddress.ip_address(address.partition("%")[0])
    tunnel = ""
    if isinstance(ip, ipaddress.IPv6Address):
        tunnel = unfit(str(ipaddress.IPv4Address(int(ip) & _LOW))) if int(ip) >> 32 & _LOW in _ISATAP else ""
        ip = _inner(ip) or ip
    for kind in ("loopback", "unspecified", "link_local", "multicast", "private", "reserved"):
        if getattr(ip, f"is_{kind}"):
            return kind.replace("_", "-")
    # Carrier-grade NAT (100.64.0.0/10) is none of these and not public either.
    public = ip.is_global and not any(ip in block for block in _NOT_PUBLIC)
    return tunnel if public else "not public"


# Looking a name up blocks a thread, for many seconds where a name server is dead; they are no other work's threads.
_THREADS = ThreadPoolExecutor(100, thread_name_prefix="clausewatch-names")
_WITHIN = 30.0  # seconds; the request that asks mostly ends sooner, a browser's tunnel may not
_MOST_REFUSED = 1_000  # remembered, until the request that met them has asked why
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)  # before the IPv4 address to which such a tunnel leads, RFC 5214
_LOW = 0xFFFFFFFF
# Set aside by RFC 6890, 7526, 3879 and 9637; Python 3.11 takes them for public in part or whole.
_NOT_PUBLIC = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")))


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, or behind NAT64."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & _LOW)
    return ip.ipv4_mapped or ip.sixtofour


class Openings:
    """Hosts opened by name: "localhost" with any port, "127.0.0.1:8090" or "[::1]:8090" with one.

    The ports of other protocols are opened one by one alone.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(host.strip().lower().removesuffix(".") for host in hosts)

    def cover(self, host: str, port: int) -> bool:
        shown = _shown(host)
        return not self._hosts.isdisjoint({shown.strip("[]"), shown, f"{shown}:{port}"})

    def refusal(self, host: str, port: int) -> str:
        """Why nothing is asked at this port, whatever the host's address is; "" if that may be."""
        if port not in OF_OTHERS or f"{_shown(host)}:{port}" in self._hosts:
            return ""
        return f"the address of {host} has port {port}, which is that of another protocol"


def _shown(host: str) -> str:
    bare = host.lower().strip("[]").removesuffix(".")
    return f"[{bare}]" if ":" in bare else bare


class Address(NamedTuple):
    """Where to connect, as sockets take it. `there` is the address in digits, with the scope that it has."""

    family: int
    there: str
    socket_address: tuple[Any, ...]


class Found(NamedTuple):
    """Where a host may be connected to; `refusal` says of what was left out why, "" if nothing was."""

    fit: tuple[Address, ...]
    refusal: str


async def look_up(host: str, port: int, openings: Openings) -> Found:
    """Asks the system's own resolver, and leaves out what may not be connected to.

    A name without addresses has none, and so has one whose name server does not answer.

    Who connects has to connect to what this gave, and not to the name again.
    """
    if refusal := openings.refusal(host, port):
        return Found((), refusal)
    answered = await _asked(host, port)
    opened, fit, refusal = openings.cover(host, port), [], ""
    for family, _, _, _, address in answered:
        reason = "" if opened else unfit(str(address[0]))
        if reason:
            refusal = f"{host} is {address[0]}, a {reason} address"
        elif family in (socket.AF_INET, socket.AF_INET6):
            fit.append(Address(family, _with_scope(address), address))
    return Found(tuple(fit), refusal)


async def _asked(host: str, port: int) -> Sequence[_Answered]:
    asking = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        if _is_digits(host):  # for which the resolver asks nobody
            return asking()
        async with asyncio.timeout(_WITHIN):
            return await asyncio.get_running_loop().run_in_executor(_THREADS, asking)
    except (OSError, UnicodeError):  # a label of more than 63 letters is a UnicodeError
        return ()


def _is_digits(host: str) -> bool:
    """Whether a host is an address as addresses are written, and no other spelling of one."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _with_scope(address: tuple[Any, ...]) -> str:
    """Of a link-local address, which means nothing without the interface."""
    scope = address[3] if len(address) > 3 else 0
    return f"{address[0]}%{scope}" if scope and "%" not in address[0] else str(address[0])


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nobody waits for it; the answer is dropped."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """Turns names into the addresses that may be connected to, with the system's own resolver.

    Nothing is remembered, since connections are kept open and lookups are few.
    """

    def __init__(self, openings: Openings) -> None:
        self._openings = openings
        self._refused: dict[tuple[str, int], str] = {}
        self._running: set[asyncio.Task[None]] = set()

    def resolveHostName(  # noqa: N802 Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803 as above
        hostName: str,  # noqa: N803 as above
        portNumber: int = 0,  # noqa: N803 as above
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: ARG002, N803 as above
        transportSemantics: str = "TCP",  # noqa: ARG002, N803 as above
    ) -> _Resolution:
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        task = asyncio.ensure_future(self._resolve(resolutionReceiver, hostName, portNumber))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return resolution

    async def _resolve(self, receiver: Any, host: str, port: int) -> None:
        found = await look_up(host, port, self._openings)
        self._refused.pop((host, port), None)
        if found.refusal:
            if len(self._refused) >= _MOST_REFUSED:
                self._refused.clear()
            self._refused[host, port] = found.refusal
        for address in found.fit:
            kind = IPv4Address if address.family == socket.AF_INET else IPv6Address
            receiver.addressResolved(kind("TCP", address.there, port))
        receiver.resolutionComplete()

    def refusal(self, host: str, port: int) -> str:
        """Why the last lookup of a host left no address; "" if none was refused."""
        return self._refused.get((host, port), "")

    def close(self) -> None:
        """Waits for no name any more."""
        for task in self._running:
            task.cancel()


@contextmanager
def guarded(openings: Openings) -> Iterator[None]:
    """While it lasts, this process's reactor connects only to public addresses and to what is opened."""
    from twisted.internet import reactor

    resolver = GuardedResolver(openings)
    before: Any = reactor.installNameResolver(resolver)
    try:
        yield
    finally:
        reactor.installNameResolver(before)
        resolver.close()
