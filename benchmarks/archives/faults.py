"""How can an archive misbehave?

Each fault is laid over the answers for which its `when` holds: `times(3)` the first three of a kind, `every(5)` each
fifth, `during(2.0)` the first two seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from aiohttp import web

from benchmarks.archives.serving import Fault, Question
from model import from_timestamp14, timestamp14

When = Callable[[Question], bool]


def always(_: Question) -> bool:
    """Every answer."""
    return True


def times(most: int) -> When:
    """The first so many of each kind."""
    return lambda question: question.number <= most


def every(step: int) -> When:
    """Each so-many-th of each kind."""
    return lambda question: question.number % step == 0


def during(seconds: float) -> When:
    """From when the archive began to serve."""
    return lambda question: question.at < seconds


def of(kind: str, when: When = always) -> When:
    """Of one kind alone, "index" or "replay"."""
    return lambda question: question.kind == kind and when(question)


def _spoilt(when: When, spoil: Callable[[Question, web.Response], web.Response]) -> Fault:
    async def fault(question: Question, answer: web.Response) -> web.StreamResponse:
        return spoil(question, answer) if when(question) else answer

    return fault


def refusing(when: When, status: int = 429, retry_after: str = "") -> Fault:
    """429, 503, 504 and their kin, with a Retry-After (a number or a date) or without."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return _spoilt(when, lambda *_: web.Response(status=status, text="Too busy", headers=headers))


def emptied(when: When) -> Fault:
    """Nothing, with status 200."""
    return _spoilt(when, lambda *_: web.Response(body=b""))


def in_markup(when: When, text: str = "<html><p>Scheduled maintenance</p></html>") -> Fault:
    """A page for people, with status 200."""
    return _spoilt(when, lambda *_: web.Response(text=text, content_type="text/html"))


def cut_rows(when: When) -> Fault:
    """The answer ends in the middle, as if it were whole."""
    return _spoilt(when, lambda _, answer: _with_body(answer, _body(answer)[: len(_body(answer)) * 2 // 3]))


def wrong_digests(when: When) -> Fault:
    """Every digest of an index is another one."""
    return _spoilt(
        when, lambda _, answer: _with_body(answer, re.sub(rb'"([A-Z2-7]{31})[A-Z2-7]"', rb'"\g<1>7"', _body(answer)))
    )


def wrong_charset(when: When, charset: str = "utf-16") -> Fault:
    """The answer names a charset that it is not in."""

    def spoil(_: Question, answer: web.Response) -> web.Response:
        answer.headers["Content-Type"] = f"text/html; charset={charset}"
        if "x-archive-orig-content-type" in answer.headers:
            answer.headers["x-archive-orig-content-type"] = answer.headers["Content-Type"]
        return answer

    return _spoilt(when, spoil)


def redirecting(when: When, to: str) -> Fault:
    """To what is no capture of the archive: the live page, or (`to` empty) back to what was asked."""

    def spoil(question: Question, _: web.Response) -> web.Response:
        return web.Response(status=302, headers={"Location": to or str(question.request.url)})

    return _spoilt(when, spoil)


def to_other_capture(when: When) -> Fault:
    """To a capture of one year earlier, as web.archive.org does where one cannot be played."""

    def spoil(question: Question, answer: web.Response) -> web.Response:
        found = re.search(r"/([0-9]{14})", question.request.raw_path)
        if not found:
            return answer
        moment = from_timestamp14(found[1])
        other = timestamp14(moment.replace(year=moment.year - 1, day=min(moment.day, 28)))
        where = question.request.raw_path.replace(found[1], other)
        return web.Response(
            status=302, headers={"Location": where, "X-Archive-Redirect-Reason": f"found capture at {other}"}
        )

    return _spoilt(when, spoil)


def blocked_by_robots(when: When) -> Fault:
    """The archive does not show the original, since its robots.txt said so."""
    error = "RobotAccessControlException: Blocked By Robots"
    headers = {"X-Archive-Wayback-Runtime-Error": error}
    return _spoilt(when, lambda *_: web.Response(status=403, text=f"org.archive.util.{error}", headers=headers))


def excluded(when: When) -> Fault:
    """The page by which web.archive.org says that an original has been excluded; its status is 200."""
    said = "<html><p>Sorry. This URL has been excluded from the Wayback Machine.</p></html>"
    return in_markup(when, said)


def cut_off(when: When) -> Fault:
    """The connection ends in the middle of the body."""

    async def fault(question: Question, answer: web.Response) -> web.StreamResponse:
        if not when(question):
            return answer
        body = _body(answer)
        kept = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        broken = web.StreamResponse(status=answer.status, headers=kept)
        broken.content_length = len(body)
        await broken.prepare(question.request)
        await broken.write(body[: len(body) // 2])
        if question.request.transport:
            question.request.transport.close()
        return broken

    return fault


def cut_short(when: When) -> Fault:
    """Half of the body, as if it were whole."""
    return _spoilt(when, lambda _, answer: _with_body(answer, _body(answer)[: len(_body(answer)) // 2]))


def _body(answer: web.Response) -> bytes:
    return answer.body if isinstance(answer.body, bytes) else b""


def _with_body(answer: web.Response, body: bytes) -> web.Response:
    answer.body = body
    return answer
