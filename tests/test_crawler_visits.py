"""Is a live page seen as it is, hop by hop, whatever its server does?

Real visits in the reactor mode that the program uses, of real servers on loopback.
"""

import asyncio
import gzip
import socket
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

import pytest
from aiohttp import web

from crawler import CrawlError, Ledger, Manners
from model import Failure, Validators, sha256
from tests.crawler_desk import MemoryDesk, Visit, visit_of
from tests.crawler_sites import PAGE, QUICK, Respond, Site, certificate, says, serving, visit

NAMED = replace(QUICK, contact="me@lab.example")
NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)


def seen(answer: Respond | None = None, manners: Manners = QUICK, path: str = "/privacy") -> tuple[Visit, Site]:
    """The visit of one page, and its site."""
    site = Site(answer)
    with serving(site):
        desk, _ = visit([f"{site.url}{path}"], [site], manners)
    (one,) = desk.visits
    return one, site


def why(one: Visit) -> Failure:
    assert one.trouble
    return one.trouble.reason


def following(*ways: tuple[str, str], status: int = 302) -> Respond:
    """Redirects from paths to addresses."""

    async def respond(request: web.Request) -> web.StreamResponse | None:
        target = dict(ways).get(request.path)
        return web.Response(status=status, headers={"Location": target}) if target else None

    return respond


# ---------------------------------------------------------------- what is seen


def test_a_page_is_brought_with_status_headers_and_the_second_in_which_the_visit_was_over() -> None:
    site = Site(says(200, gzip.compress(PAGE), Content_Encoding="gzip", ETag='"a"', Set_Cookie="id=1; secret"))
    with serving(site):
        desk, outcome = visit([f"{site.url}/privacy"], [site], clock=lambda: NOON)
    ((task, (hop,), trouble, moment),) = desk.visits
    assert (hop.original, hop.status, hop.body, trouble) == (task.original, 200, PAGE, None)
    assert moment == NOON
    assert ("etag", '"a"') in hop.headers
    assert ("set-cookie", "") in hop.headers
    assert (outcome.requests, outcome.visits, outcome.captured, outcome.unchanged) == (2, 1, 1, 0)
    assert outcome.bytes == len(gzip.compress(PAGE))


@pytest.mark.parametrize("status", [200, 403, 404, 410, 500, 503])
def test_whatever_the_status_an_answer_is_kept_and_no_failure(status: int) -> None:
    one, _ = seen(says(status, b"text"))
    assert (one.statuses, one.hops[0].body, one.trouble) == ([status], b"text", None)


def test_a_page_is_asked_for_as_a_person_would_ask_and_in_our_name() -> None:
    _, site = seen(manners=NAMED)
    headers = site.headers[-1]
    assert headers["Accept"].startswith("text/html,application/xhtml+xml,application/pdf")
    assert headers["Accept-Language"] == "en;q=0.9,*;q=0.5"
    assert "gzip" in headers["Accept-Encoding"]
    assert headers["User-Agent"].startswith("clausewatch/")
    assert headers["User-Agent"].endswith("(+me@lab.example)")
    assert "Cookie" not in headers
    assert "Referer" not in headers


def test_redirects_are_followed_hop_by_hop_over_hosts_and_each_answer_is_kept() -> None:
    there = Site(following(("/hop", "final?x=1#top")))
    here = Site(says(301, b"moved", Location="//other/"))
    with serving(here, there):
        here.answer = following(("/privacy", f"{there.url}/hop"), status=308)
        desk, outcome = visit([f"{here.url}/privacy"], [here, there])
    (one,) = desk.visits
    assert one.trouble is None
    assert [hop.original for hop in one.hops] == [
        f"{here.url}/privacy",
        f"{there.url}/hop",
        f"{there.url}/final?x=1",
    ]
    assert one.statuses == [308, 302, 200]
    assert outcome.visits == 1
    assert [here.paths, there.paths] == [["/robots.txt", "/privacy"], ["/robots.txt", "/hop", "/final?x=1"]]


def test_a_policy_that_leads_to_the_home_page_is_recorded_and_no_failure() -> None:
    one, _ = seen(following(("/privacy", "/")))
    assert (one.statuses, one.trouble, one.hops[1].original[-1]) == ([302, 200], None, "/")


def test_a_body_beside_a_status_that_does_not_redirect_is_not_followed() -> None:
    one, site = seen(says(201, b"", Location="/other"))
    assert (one.statuses, site.paths) == ([201], ["/robots.txt", "/privacy"])


@pytest.mark.parametrize(
    ("location", "path"),
    [("/\u00fcber uns".encode(), "/%C3%BCber%20uns"), (b"/a%2Fb", "/a%2Fb"), (b" /x ", "/x")],
)
def test_a_location_that_is_not_ascii_is_read_as_browsers_read_it(location: bytes, path: str) -> None:
    one, _ = seen(following(("/privacy", location.decode("utf-8", "surrogateescape"))))
    assert one.hops[-1].original.endswith(path)
    assert one.statuses == [302, 200]


# ---------------------------------------------------------------- what still stands


def held(site: Site) -> dict[str, Validators]:
    named = Validators(etag='"a"', last_modified="Tue, 01 Jan 2030 00:00:00 GMT", digest=sha256(PAGE))
    return {f"{site.url}/privacy": named}


class Holding(MemoryDesk):
    known: dict[str, Validators]

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.held = self.known


def test_a_page_is_asked_for_only_if_it_changed_and_a_304_confirms_what_is_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = Site(says(304, ETag='"a"'))
    with serving(site):
        monkeypatch.setattr(Holding, "known", held(site), raising=False)
        desk, _ = visit([f"{site.url}/privacy"], [site], desk=Holding)
    ((hop,),) = (one.hops for one in desk.visits)
    assert (hop.status, hop.body, hop.confirms) == (304, None, sha256(PAGE))
    assert site.headers[-1]["If-None-Match"] == '"a"'
    assert site.headers[-1]["If-Modified-Since"] == "Tue, 01 Jan 2030 00:00:00 GMT"
    assert "If-None-Match" not in site.headers[0], "robots.txt is another file"


def test_a_page_that_changed_is_brought_although_it_was_held(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site()
    with serving(site):
        monkeypatch.setattr(Holding, "known", held(site), raising=False)
        desk, _ = visit([f"{site.url}/privacy"], [site], desk=Holding)
    assert (desk.visits[0].hops[0].body, desk.visits[0].hops[0].confirms) == (PAGE, None)


def test_a_304_to_a_question_that_named_nothing_is_broken() -> None:
    one, _ = seen(says(304))
    assert (one.hops, why(one)) == ((), Failure.BROKEN)


def test_equal_answers_count_as_unchanged() -> None:
    site = Site()
    with serving(site):
        first, second = visit_of(f"{site.url}/privacy"), visit_of(f"{site.url}/privacy", run=1)
        desk, outcome = visit([first, replace(second, resume="again")], [site])
    assert (outcome.visits, outcome.captured, outcome.unchanged) == (2, 1, 1)
    assert [len(one.hops) for one in desk.visits] == [1, 1]


# ---------------------------------------------------------------- what goes wrong on the way


def test_a_host_that_is_not_there_is_unreachable() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
        site = Site(host=f"127.0.0.2:{closed.getsockname()[1]}")
        desk, _ = visit([f"{site.url}/privacy", f"{site.url}/terms"], [site])
    assert [why(one) for one in desk.visits] == [Failure.UNREACHABLE] * 2
    assert "refused" in str(desk.visits[0].trouble)
    assert {one.trouble.original for one in desk.visits if one.trouble} == {f"{site.url}/privacy", f"{site.url}/terms"}


def test_a_name_that_leads_nowhere_is_unreachable_and_named() -> None:
    desk, _ = visit(["https://nowhere.invalid/privacy"], [], NAMED)
    assert why(desk.visits[0]) is Failure.UNREACHABLE
    assert "nowhere.invalid" in str(desk.visits[0].trouble)


@pytest.mark.parametrize(
    "host",
    [
        *(
            f"{'a' * 63}.invalid",
            f"{'a' * 64}.invalid",
            "a..invalid",
            "-a-.invalid",
            "a_b.invalid",
            "xn--a",
            "invalid.",
        ),
        *("%41.invalid", "a b.invalid", "a|b.invalid", "\u00df.invalid", "\x80.invalid", "1.2.3.4.5", "a:.invalid"),
        *("[v1.x]", "[fe80::1%25eth0]", "[::]", "[1:2]", "\uff11\uff12\uff17.0.0.1", "0x7f.1", "256.256.256.256"),
    ],
)
def test_odd_hosts_end_one_visit_and_nothing_else(host: str) -> None:
    site = Site()
    with serving(site):
        desk, outcome = visit([f"http://{host}/", f"{site.url}/a"], [site], NAMED)
    assert outcome.captured == 1
    (odd,) = [one for one in desk.visits if one.trouble]
    assert why(odd) in (Failure.UNREACHABLE, Failure.BAD_REDIRECT, Failure.REFUSED_ADDRESS)


def test_a_certificate_that_nobody_known_signed_is_no_secure_connection(tmp_path) -> None:
    site = Site(tls=certificate(tmp_path, "127.0.0.2")[0])
    with serving(site):
        desk, _ = visit([f"{site.url}/privacy"], [site])
    assert why(desk.visits[0]) is Failure.NO_SECURE_CONNECTION
    assert "certificate" in str(desk.visits[0].trouble)
    assert site.asked == []


@pytest.mark.parametrize(("name", "reason"), [("127.0.0.2", None), ("other.example", Failure.NO_SECURE_CONNECTION)])
def test_a_certificate_has_to_be_of_the_host(name, reason, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    tls, public = certificate(tmp_path, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    site = Site(tls=tls)
    with serving(site):
        desk, _ = visit([f"{site.url}/privacy"], [site])
    (one,) = desk.visits
    assert (one.trouble and one.trouble.reason, len(one.hops)) == (reason, 0 if reason else 1)
    assert reason is None or "another name" in str(one.trouble)


def test_https_asked_of_a_server_without_it_is_no_secure_connection() -> None:
    site = Site()
    with serving(site):
        desk, _ = visit([f"https://{site.host}/privacy"], [site])
    assert why(desk.visits[0]) is Failure.NO_SECURE_CONNECTION


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\ntext",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\ntext",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ntext",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\ntext",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\ntext\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ntext",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff;charset=\xfe\r\nContent-Disposition: x; filename=\xff\r\n\r\ntext",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=bogus\r\nX\x00: \x00\r\n: y\r\n\r\ntext",
        b"HTTP/1.1 200\r\n\r\ntext",
        b"HTTP/1.1 99999 OK\r\n\r\ntext",
        b"HTTP/1.1 abc OK\r\n\r\ntext",
        b"HTTP/9.9 200 OK\r\n\r\ntext",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\ntext",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\ntext",
        b"HTTP/1.1 204 No Content\r\n\r\ntext",
        b"ICY 200 OK\r\n\r\ntext",
        b"<html>text",
        b"\x15\x03\x01\x00\x02\x02\x28",
        b"",
    ],
)
def test_what_is_hardly_http_ends_one_visit_and_nothing_else(said: bytes) -> None:
    async def respond(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.write(said)
        request.transport.close()
        return web.Response()

    odd, site = Site(respond), Site()
    with serving(odd, site):
        desk, outcome = visit([f"{odd.url}/a", f"{site.url}/a"], [odd, site], replace(QUICK, timeout=1))
    (one,) = [one for one in desk.visits if one.task.original.startswith(odd.url)]
    assert one.hops or why(one) in (Failure.UNREACHABLE, Failure.TIMED_OUT, Failure.BROKEN, Failure.TOO_LARGE)
    assert all(100 <= hop.status <= 999 for hop in one.hops)
    assert outcome.visits == 2


def test_a_loop_ends_with_the_hops_that_it_has() -> None:
    one, site = seen(following(("/privacy", "/a"), ("/a", "/b"), ("/b", "/a")))
    assert (one.statuses, why(one)) == ([302] * 3, Failure.ENDLESS_REDIRECT)
    assert one.trouble
    assert one.trouble.original == f"{site.url}/b"
    assert site.paths == ["/robots.txt", "/privacy", "/a", "/b"]


def test_a_chain_without_end_is_left_after_ten_hops() -> None:
    async def further(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"/{len(site.asked)}"})

    site = Site(further)
    with serving(site):
        desk, _ = visit([f"{site.url}/privacy"], [site])
    (one,) = desk.visits
    assert (len(one.hops), why(one)) == (10, Failure.ENDLESS_REDIRECT)


@pytest.mark.parametrize(
    "location",
    [
        "ftp://acme.example/x",
        "javascript:alert(1)",
        "http://[::1",
        "http://acme.example:99999/",
        "https:///x",
        "mailto:me@lab.example",
    ],
)
def test_a_redirect_to_what_is_no_address_on_the_web_is_bad(location: str) -> None:
    one, site = seen(following(("/privacy", location)))
    assert (one.statuses, why(one)) == ([302], Failure.BAD_REDIRECT)
    assert one.trouble
    assert one.trouble.original == f"{site.url}/privacy"


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.9:{port}/", "http://localhost:{port}/", "http://169.254.169.254/latest/meta-data/"]
)
def test_a_redirect_to_an_address_inside_is_never_connected_to(inside: str) -> None:
    target = Site()
    with serving(Site(), target):
        site = Site(following(("/privacy", inside.format(port=target.host.rpartition(":")[2]))))
        with serving(site):
            desk, _ = visit([f"{site.url}/privacy"], [site], NAMED)
    (one,) = desk.visits
    assert (one.statuses, why(one)) == ([302], Failure.REFUSED_ADDRESS)
    assert one.trouble
    assert one.trouble.original == inside.format(port=target.host.rpartition(":")[2])
    assert target.asked == []


async def drop_by_drop(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    for _ in range(600):
        await answer.write(b".")
        await asyncio.sleep(0.05)
    return answer


async def head_drop_by_drop(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    for _ in range(600):
        request.transport.write(b"H")
        await asyncio.sleep(0.05)
    return web.Response()


@pytest.mark.parametrize("fault", [drop_by_drop, head_drop_by_drop])
def test_a_page_that_comes_byte_by_byte_ends_when_its_time_is_over(fault: Respond) -> None:
    begun = monotonic()
    one, _ = seen(fault, replace(QUICK, timeout=0.6))
    assert why(one) is Failure.TIMED_OUT
    assert monotonic() - begun < 2.5


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (says(200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"), Failure.TOO_LARGE),
        (says(200, bytes(21_000_000)), Failure.TOO_LARGE),
        (says(200, gzip.compress(PAGE)[:-5], Content_Encoding="gzip"), Failure.BROKEN),
        (says(200, PAGE, Content_Encoding="snappy"), Failure.BROKEN),
    ],
    ids=["gzip bomb", "large", "truncated", "unknown coding"],
)
def test_a_body_that_cannot_be_taken_is_a_failure_with_its_reason(answer: Respond, reason: Failure) -> None:
    one, site = seen(answer)
    assert (one.hops, why(one)) == ((), reason)
    assert one.trouble
    assert one.trouble.original == f"{site.url}/privacy"


def test_the_bodies_of_a_whole_chain_are_bounded_together() -> None:
    one, _ = seen(following(("/a", "/b")), path="/a", manners=replace(QUICK, max_bytes=10))
    assert (one.statuses, why(one)) == ([302], Failure.TOO_LARGE)


# ---------------------------------------------------------------- in whose name


def test_without_a_contact_nothing_but_opened_hosts_on_loopback_is_asked() -> None:
    with serving(Site(), other := Site()):
        site = Site(following(("/privacy", f"{other.url}/")))
        with serving(site):
            desk, _ = visit(["https://acme.example/privacy", f"{site.url}/privacy"], [site])
    abroad, home = sorted(desk.visits, key=lambda one: one.task.original, reverse=True)
    assert {why(abroad), why(home)} == {Failure.REFUSED_ADDRESS}
    assert "operator.contact" in str(abroad.trouble)
    assert other.asked == []


def test_without_a_contact_and_an_opened_host_no_visit_is_begun() -> None:
    with pytest.raises(ValueError, match=r"operator\.contact"):
        visit(["https://acme.example/privacy"], [])


# ---------------------------------------------------------------- how it ends


def test_a_fault_of_the_desk_ends_the_crawl_loudly() -> None:
    class Failing(MemoryDesk):
        def visited(self, *_: object) -> None:
            raise OSError("no space left on device")

    site = Site()
    with serving(site), pytest.raises(CrawlError, match="no space left"):
        visit([f"{site.url}/privacy"], [site], desk=Failing)


def test_accounts_are_kept_for_each_run() -> None:
    ledger, site = Ledger(), Site(says(429, Retry_After="600"))
    with serving(site, other := Site()):
        tasks = [visit_of(f"{site.url}/a", run=7), visit_of(f"{other.url}/b", run=8), visit_of(f"{other.url}/c", run=8)]
        visit(tasks, [site, other], desk=lambda given: MemoryDesk(given, most_tries=1), ledger=ledger)
    busy, fine = ledger.of(7).account(), ledger.of(8).account()
    assert (busy.visits, busy.requests, busy.captures, busy.failures) == (1, 2, 1, {"throttled": 1})
    assert busy.waited == pytest.approx(600, abs=1)
    assert (fine.visits, fine.requests, fine.captures, fine.failures) == (2, 3, 2, {})
