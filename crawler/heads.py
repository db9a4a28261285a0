"""What does the head of a request say to a proxy, and what is passed on of it?"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HOST = r"(?P<host>[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])"
_TUNNEL = re.compile(rf"CONNECT {_HOST}:(?P<port>[0-9]{{1,5}}) HTTP/1\.[01]")
_METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"
_PLAIN = re.compile(
    rf"(?P<method>{_METHODS}) http://{_HOST}(?::(?P<port>[0-9]{{1,5}}))?(?P<path>[/?][!-~]*)? HTTP/1\.[01]",
    re.IGNORECASE,
)
_END = re.compile(rb"\r?\n\r?\n")

# What is said between two ends of one connection, and to the proxy alone.
_NOT_PASSED_ON = {
    *("connection", "keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate"),
    *("te", "trailer", "upgrade"),
}


class UnfitError(Exception):
    """A request that is not passed on; its text is the status to answer with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a browser asks of its proxy.

    `onward` is the head that the server gets, with a body of `length` bytes behind it; empty where a tunnel is wanted.
    """

    host: str
    port: int
    secret: str
    onward: bytes = b""
    length: int = 0

    @property
    def tunnel(self) -> bool:
        return not self.onward


def end_of(head: bytes) -> int:
    """Where a head ends, the empty line included; 0 if it does not yet."""
    found = _END.search(head)
    return found.end() if found else 0


def asked(head: bytes) -> Asked:
    """Reads the head of a request. Raises UnfitError for all but tunnels and whole addresses in http."""
    first, *lines = head.decode("latin-1").split("\n")
    headers = [line for line in (line.rstrip("\r") for line in lines) if line]
    if any(line[0] in " \t" or ":" not in line for line in headers):
        raise UnfitError("400 Bad Request")
    found = _TUNNEL.fullmatch(first.rstrip("\r")) or _PLAIN.fullmatch(first.rstrip("\r"))
    if not found:
        raise UnfitError("405 Method Not Allowed")
    host, port = found["host"], int(found["port"] or 80)
    if not 0 < port < 65536:
        raise UnfitError("400 Bad Request")
    onward = _onward(found, host, headers) if found.re is _PLAIN else b""
    secret = _value(headers, "proxy-authorization")
    return Asked(host=host.strip("[]"), port=port, secret=secret, onward=onward, length=_length(headers))


def _onward(found: re.Match[str], host: str, headers: list[str]) -> bytes:
    path = found["path"] or "/"
    if path[0] == "?":
        path = f"/{path}"
    shown = f"{host}:{found['port']}" if found["port"] else host
    kept = [line for line in headers if _name(line) not in {*_NOT_PASSED_ON, "host"}]
    lines = [f"{found['method'].upper()} {path} HTTP/1.1", f"Host: {shown}", *kept, "Connection: close"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _length(headers: list[str]) -> int:
    said = _value(headers, "content-length") or "0"
    if _value(headers, "transfer-encoding") or not re.fullmatch(r"[0-9]{1,12}", said):
        raise UnfitError("411 Length Required")
    return int(said)


def answered(head: bytes) -> tuple[int, bytes]:
    """The status of an answer, and its head for a connection that ends with it. Raises UnfitError if it is no HTTP."""
    first, *lines = re.split(r"\r?\n", head.decode("latin-1").rstrip("\r\n"))
    found = re.fullmatch(r"HTTP/1\.[01] ([1-9][0-9]{2})(?: .*)?", first)
    if not found:
        raise UnfitError("502 Bad Gateway")
    kept, passing = [first], True
    for line in lines:
        passing = passing if line[:1] in (" ", "\t") else _name(line) not in _NOT_PASSED_ON
        kept += [line] if passing else []
    return int(found[1]), "\r\n".join([*kept, "Connection: close", "", ""]).encode("latin-1")


def _name(line: str) -> str:
    return line.partition(":")[0].strip().lower()


def _value(headers: list[str], name: str) -> str:
    return next((line.partition(":")[2].strip() for line in headers if _name(line) == name), "")
