"""Is an archive's answer never taken for something it is not?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import WEB_ARCHIVE
from crawler.replay import Answer, original_headers, retry_after, trouble_with_index, trouble_with_replay
from model import Failure, Headers, from_timestamp14

ASKED = from_timestamp14("20200101000000")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HERE = ("memento-datetime", "Wed, 01 Jan 2020 00:00:00 GMT")
PYWB = replace(WEB_ARCHIVE, dialect="pywb")


def answer(status: int, *headers: tuple[str, str], body: bytes = b"<p>text</p>") -> Answer:
    return Answer(status=status, headers=headers, body=body)


@pytest.mark.parametrize("status", [200, 204, 301, 302, 403, 404, 410, 429, 500, 503])
def test_an_answer_with_the_asked_second_is_the_capture_whatever_its_status(status: int) -> None:
    assert trouble_with_replay(answer(status, HERE, ("location", "https://acme.example/")), ASKED, NOW) is None


@pytest.mark.parametrize(
    ("came", "reason", "detail"),
    [
        (answer(200, ("memento-datetime", "Thu, 02 Jan 2020 00:00:01 GMT")), Failure.OTHER_CAPTURE, "20200102000001"),
        (answer(200, ("memento-datetime", "yesterday")), Failure.NOT_A_MEMENTO, "yesterday"),
        (
            answer(302, ("x-archive-redirect-reason", "found capture at 20210303000000")),
            Failure.OTHER_CAPTURE,
            "20210303000000",
        ),
        (answer(307, ("location", "/web/20190101000000id_/http://a.example")), Failure.OTHER_CAPTURE, "20190101000000"),
        (answer(302, ("location", "https://acme.example/live")), Failure.NOT_A_MEMENTO, "acme.example/live"),
        (answer(200, body=b"<h1>Oops</h1>"), Failure.NOT_A_MEMENTO, "Oops"),
        (answer(200, body=b"<p>This URL has been excluded from here.</p>"), Failure.EXCLUDED, "excluded"),
        (
            answer(403, ("x-archive-wayback-runtime-error", "AdministrativeAccessControlException: Blocked")),
            Failure.EXCLUDED,
            "Blocked",
        ),
        (answer(403, body=b"x.RobotAccessControlException: Blocked By Robots"), Failure.EXCLUDED, "Robots"),
        (answer(403), Failure.FORBIDDEN, "403"),
        (answer(404), Failure.NEVER_ARCHIVED, "404"),
        (answer(451), Failure.EXCLUDED, "451"),
        (answer(429), Failure.THROTTLED, "429"),
        (answer(502), Failure.THROTTLED, "502"),
        (answer(503), Failure.THROTTLED, "503"),
        (answer(504), Failure.THROTTLED, "504"),
        (answer(500), Failure.SERVER_ERROR, "500"),
        (answer(503, body=b"<title>Pywb Error</title>"), Failure.SERVER_ERROR, "Pywb Error"),
        (answer(400), Failure.NOT_A_MEMENTO, "400"),
        (answer(418, body=b""), Failure.NOT_A_MEMENTO, "no text"),
    ],
)
def test_everything_else_is_a_trouble_with_its_reason(came: Answer, reason: Failure, detail: str) -> None:
    trouble = trouble_with_replay(came, ASKED, NOW)
    assert trouble is not None
    assert trouble.reason is reason
    assert detail in trouble.detail


@pytest.mark.parametrize(
    ("came", "busy", "seconds"),
    [
        (answer(429), True, None),
        (answer(429, ("retry-after", "7")), True, 7),
        (answer(503, ("retry-after", "Thu, 01 Jan 2026 00:02:00 GMT")), True, 120),
        (answer(503), False, None),
        (answer(429, ("retry-after", "soon")), True, None),
    ],
)
def test_an_archive_that_is_busy_is_told_from_one_bad_capture(came: Answer, busy: bool, seconds: float | None) -> None:
    trouble = trouble_with_replay(came, ASKED, NOW)
    assert trouble is not None
    assert (trouble.busy, trouble.retry_after) == (busy, seconds)


@given(st.text(max_size=40))
def test_no_header_crashes_the_reading(value: str) -> None:
    trouble = trouble_with_replay(answer(200, ("memento-datetime", value or "x")), ASKED, NOW)
    assert trouble is None or trouble.reason in {Failure.NOT_A_MEMENTO, Failure.OTHER_CAPTURE}
    retry_after(value, NOW)


def test_a_date_without_a_zone_is_utc() -> None:
    assert trouble_with_replay(answer(200, ("memento-datetime", "Wed, 01 Jan 2020 00:00:00 -0000")), ASKED, NOW) is None


def test_a_date_gone_by_asks_for_no_wait() -> None:
    assert retry_after("Thu, 01 Jan 2015 00:00:00 GMT", NOW) == 0


@pytest.mark.parametrize("value", ["", "-5", "1e9", "9" * 50, "Thu, 99 Jan 2015", "\x00"])
def test_a_retry_after_that_cannot_be_read_asks_for_nothing(value: str) -> None:
    assert retry_after(value, NOW) is None


def test_an_index_that_answers_is_read_and_one_that_refuses_is_not() -> None:
    assert trouble_with_index(WEB_ARCHIVE, answer(200, body=b"[]"), NOW) is None
    blocked = trouble_with_index(
        WEB_ARCHIVE, answer(403, ("x-archive-wayback-runtime-error", "RobotAccessControlException")), NOW
    )
    assert blocked is not None
    assert blocked.reason is Failure.EXCLUDED
    assert [
        trouble.reason
        for status in (403, 429, 500, 503)
        if (trouble := trouble_with_index(WEB_ARCHIVE, answer(status), NOW))
    ] == [
        Failure.FORBIDDEN,
        Failure.THROTTLED,
        Failure.SERVER_ERROR,
        Failure.THROTTLED,
    ]


def test_web_archive_org_s_headers_lose_their_prefix_and_its_own_are_left_out() -> None:
    came: Headers = (
        ("server", "nginx"),
        ("content-type", "text/html; charset=utf-8"),
        HERE,
        ("x-archive-orig-content-type", "text/html"),
        ("x-archive-orig-set-cookie", "a=b"),
        ("x-archive-orig-set-cookie", "c=d"),
        ("x-archive-guessed-charset", "windows-1252"),
        ("x-archive-src", "x.warc.gz"),
    )
    assert original_headers(WEB_ARCHIVE, came) == (
        ("content-type", "text/html"),
        ("set-cookie", "a=b"),
        ("set-cookie", "c=d"),
        ("x-archive-guessed-charset", "windows-1252"),
    )


def test_pywb_s_headers_are_those_it_changed_and_those_it_let_be() -> None:
    came: Headers = (
        ("content-type", "text/html"),
        ("x-archive-orig-server", "Acme/1"),
        ("server", "nginx"),
        ("link", "</style.css>; rel=preload"),
        ("link", '<http://acme.example/>; rel="original", <http://a.example/>; rel="timegate"'),
        ("x-archive-orig-content-length", "99"),
        ("content-length", "12"),
        ("content-location", "http://archive.example/web/20200101000000id_/http://acme.example/"),
        ("date", "Mon, 23 Nov 2026 00:00:00 GMT"),
        HERE,
    )
    assert original_headers(PYWB, came) == (
        ("content-type", "text/html"),
        ("server", "Acme/1"),
        ("link", "</style.css>; rel=preload"),
        ("content-length", "99"),
    )


def test_headers_are_bounded_in_number_and_length() -> None:
    kept = original_headers(WEB_ARCHIVE, tuple((f"x-archive-orig-h{n}", "v" * 50_000) for n in range(500)))
    assert len(kept) == 100
    assert {len(value) for _, value in kept} == {8_000}
