"""Is it read off an answer where it leads, and what it asks?"""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.hops import address, asks_for_quiet, conditions, kept, leads_to
from crawler.replay import Answer
from crawler.spiders.live import LiveSpider
from crawler.trouble import Trouble
from model import Failure, Validators, sha256
from store import host_of

HERE = "https://acme.example/legal/privacy?x=1"
NOW = datetime(2030, 1, 1, tzinfo=UTC)


def answer(status: int = 302, **headers: str) -> Answer:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=status, headers=named, body=b"")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("https://other.example/p", "https://other.example/p"),
        ("/privacy", "https://acme.example/privacy"),
        ("terms", "https://acme.example/legal/terms"),
        ("?y=2", "https://acme.example/legal/privacy?y=2"),
        ("//cdn.example/p#top", "https://cdn.example/p"),
        (" /a b ", "https://acme.example/a%20b"),
        ("/Ã¼ber", "https://acme.example/%C3%BCber"),  # UTF-8, read as Latin-1
        ("/\xfcber", "https://acme.example/%C3%BCber"),  # Latin-1
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_a_location_is_resolved_against_the_hop_and_loses_its_fragment(location: str, target: str) -> None:
    assert leads_to(HERE, answer(location=location)) == target


@pytest.mark.parametrize("status", [200, 201, 300, 304, 305, 306, 404])
def test_other_statuses_do_not_redirect(status: int) -> None:
    assert leads_to(HERE, answer(status, location="/x")) is None


def test_a_redirect_without_a_location_is_the_end() -> None:
    assert leads_to(HERE, answer(301)) is None
    assert leads_to(HERE, answer(301, location=" ")) is None


@pytest.mark.parametrize(
    "location",
    [
        "ftp://acme.example/",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://[::1",
        "http://a:0/",
        "http://u:p@b.example/",
        "/" + "x" * 9000,
    ],
)
def test_what_is_no_address_on_the_web_is_a_trouble(location: str) -> None:
    trouble = leads_to(HERE, answer(location=location))
    assert isinstance(trouble, Trouble)
    assert trouble.reason is Failure.BAD_REDIRECT
    assert len(trouble.detail) < 300


@given(st.text())
@example("\N{MATHEMATICAL SANS-SERIF CAPITAL A}")
def test_any_text_is_an_address_that_can_be_sent_or_a_trouble(text: str) -> None:
    for given_text in (text, f"http://{text}", f"https://{text}.example:{text}/{text}"):
        found = address(given_text)
        if isinstance(found, str):
            assert found.isascii()
            assert LiveSpider().request(found, {}, 1, 1).url == found


@given(st.text(st.characters(max_codepoint=255)), st.sampled_from([301, 307]))
def test_any_location_leads_somewhere_or_nowhere(location: str, status: int) -> None:
    found = leads_to(HERE, answer(status, location=location))
    assert found is None or isinstance(found, Trouble) or host_of(found)


def test_a_server_asks_for_quiet_by_number_or_date() -> None:
    by_number = asks_for_quiet(answer(429, retry_after="120"), NOW)
    by_date = asks_for_quiet(answer(503, retry_after="Tue, 01 Jan 2030 00:02:00 GMT"), NOW)
    alone = asks_for_quiet(answer(429), NOW)
    assert [quiet.retry_after if quiet else -1 for quiet in (by_number, by_date, alone)] == [120, 120, None]
    assert asks_for_quiet(answer(503, retry_after="soon"), NOW) is None
    assert asks_for_quiet(answer(200, retry_after="1"), NOW) is None


def test_only_validators_that_are_there_are_sent() -> None:
    digest = sha256(b"")
    assert conditions(None) == {}
    assert conditions(Validators(etag='"a"', last_modified="", digest=digest)) == {"If-None-Match": '"a"'}
    assert conditions(Validators(etag="x" * 5000, last_modified="", digest=digest)) == {}


def test_of_cookies_only_that_they_were_set_is_kept_and_headers_are_bounded() -> None:
    headers = kept((("set-cookie", "session=secret"), ("x-a", "v" * 99_999), *((f"x-{n}", "") for n in range(500))))
    assert headers[0] == ("set-cookie", "")
    assert len(headers) == 100
    assert max(len(value) for _, value in headers) <= 8_000
