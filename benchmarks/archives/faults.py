"""How can an archive misbehave?

Each fault is laid over the answers for which its `when` holds: `times(3)` the first three of a kind, `every(5)` each
fifth, `during(2.0)` the first two seconds, `capture("2004")` those of captures of that year.
"""

from __future__ import annotations

import gzip
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


def after(most: int) -> When:
    """From when so many requests of any kind have come."""
    return lambda question: question.total > most


def bursts(step: int, length: int) -> When:
    """So many in a row of each so many of any kind, but for the first three."""
    return lambda question: (question.total - 1) % step < length and question.total > 3


def first(most: int, when: When) -> When:
    """The first so many of those for which something holds."""
    seen: list[Question] = []

    def among(question: Question) -> bool:
        if len(seen) < most and when(question):
            seen.append(question)
            return True
        return False

    return among


def first_pages(question: Question) -> bool:
    """Lists of captures from their beginning. A list of lists is none."""
    return _lists(question) and not _is_further(question)


def further_pages(question: Question) -> bool:
    """Lists of captures after their first page."""
    return _lists(question) and _is_further(question)


def _lists(question: Question) -> bool:
    request = question.request
    return question.kind == "index" and request.path != "/collinfo.json" and "showNumPages" not in request.query


def _is_further(question: Question) -> bool:
    query, path = question.request.query, question.request.path
    return "resumeKey" in query or query.get("page", "0") != "0" or bool(re.search(r"/page[1-9]", path))


def capture(beginning: str) -> When:
    """Captures whose timestamp begins so."""
    return lambda question: bool(question.timestamp) and question.timestamp.startswith(beginning)


def _spoilt(when: When, spoil: Callable[[Question, web.Response], web.Response]) -> Fault:
    async def fault(question: Question, answer: web.Response) -> web.StreamResponse:
        return spoil(question, answer) if when(question) else answer

    return fault


def refusing(when: When, status: int = 429, retry_after: str = "") -> Fault:
    """429, 503, 504 and their kin, with a Retry-After (a number or a date) or without."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return _spoilt(when, lambda *_: web.Response(status=status, text="Too busy", headers=headers))


def refusing_for(
    seconds: float, when: When = always, status: int = 429, told: Callable[[float], str] | None = None
) -> Fault:
    """Refuses everything for so long, from the first refusal on; `told` makes Retry-After of what is left of it."""
    since: list[float] = []

    async def fault(question: Question, answer: web.Response) -> web.StreamResponse:
        if not since and not when(question):
            return answer
        since[:] = since or [question.at]
        left = since[0] + seconds - question.at
        if left <= 0:
            return answer
        refusal = web.Response(status=status, text="Too busy", headers={"Retry-After": told(left)} if told else {})
        refusal["retry_after"] = left if told else 0.0  # for the log, since the header may be a date
        return refusal

    return fault


def emptied(when: When) -> Fault:
    """Nothing, with status 200."""
    return _spoilt(when, lambda *_: web.Response(body=b""))


def in_markup(when: When, text: str = "<html><p>Scheduled maintenance</p></html>") -> Fault:
    """A page for people, with status 200."""
    return _spoilt(when, lambda *_: web.Response(text=text, content_type="text/html"))


def cut_rows(when: When) -> Fault:
    """The answer ends in the middle, as if it were whole."""
    return _spoilt(when, lambda _, answer: _with_body(answer, _body(answer)[: len(_body(answer)) * 2 // 3]))


def cut_behind(when: When, mark: bytes) -> Fault:
    """The answer ends behind the last of these marks, as if it were whole."""

    def cut(answer: web.Response) -> bytes:
        before, found, _ = _body(answer).rpartition(mark)
        return before + found if found else _body(answer)

    return _spoilt(when, lambda _, answer: _with_body(answer, cut(answer)))


def saying(when: When, body: bytes, status: int = 200) -> Fault:
    """Something else, under the same headers."""

    def spoil(_: Question, answer: web.Response) -> web.Response:
        answer.headers.popall("Content-Encoding", None)
        answer.set_status(status)
        return _with_body(answer, body)

    return _spoilt(when, spoil)


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


def hidden_by_robots(when: When) -> Fault:
    """The same in the words of a page for people."""
    said = "<html><p>Page cannot be displayed due to robots.txt.</p></html>"
    return _spoilt(when, lambda *_: web.Response(status=403, text=said, content_type="text/html"))


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


# ---------------------------------------------------------------- what a record can be made of, in Common Crawl


def rewritten(part: bytes, other: bytes) -> Callable[[bytes], bytes]:
    """A record in which something stands in place of something else of the same length."""

    def made(packed: bytes) -> bytes:
        record = gzip.decompress(packed)
        if part not in record or len(part) != len(other):
            raise ValueError(f"{part!r} cannot be {other!r}")
        return gzip.compress(record.replace(part, other), 1, mtime=0)

    return made


def damaged(packed: bytes) -> bytes:
    """A record whose gzip member has a stretch of other bytes."""
    middle = len(packed) // 2
    return packed[:middle] + bytes(byte ^ 0x5A for byte in packed[middle : middle + 20]) + packed[middle + 20 :]
