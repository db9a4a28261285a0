"""Are archives asked as their dialects want?"""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from crawler.archive import WEB_ARCHIVE, index_url, memento, request_url
from tests.crawler_desk import index_of, replay_of

PYWB = replace(WEB_ARCHIVE, dialect="pywb", index="https://archive.example/web/cdx")


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def test_an_index_is_asked_for_one_address_without_filter_or_collapse() -> None:
    assert query(index_url(WEB_ARCHIVE, index_of("https://acme.example/a?b=c&d"))) == {
        "url": ["https://acme.example/a?b=c&d"],
        "output": ["json"],
        "limit": ["5000"],
        "showResumeKey": ["true"],
    }


def test_the_next_page_is_asked_for_by_the_index_s_own_key() -> None:
    task = replace(index_of("acme.example"), resume="com,acme)/ 2020!&+")
    assert query(index_url(WEB_ARCHIVE, task))["resumeKey"] == ["com,acme)/ 2020!&+"]


def test_pywb_is_not_asked_for_pages_which_it_does_not_have() -> None:
    assert set(query(index_url(PYWB, index_of("acme.example")))) == {"url", "output"}


def test_an_endpoint_may_bring_its_own_query() -> None:
    archive = replace(PYWB, index="https://archive.example/cdx?coll=web")
    assert query(index_url(archive, index_of("acme.example")))["coll"] == ["web"]
    assert query(index_url(archive, index_of("acme.example")))["url"] == ["acme.example"]


def test_a_replay_is_the_memento_of_that_second_with_unaltered_bytes() -> None:
    task = replay_of("http://acme.example/a?b=%20c", "20200102030405")
    assert request_url(WEB_ARCHIVE, task) == (
        "https://web.archive.org/web/20200102030405id_/http://acme.example/a?b=%20c"
    )


def test_fragments_and_blanks_of_an_original_do_not_break_the_address() -> None:
    task = replay_of("http://acme.example/our terms{x}#top", "20200102030405")
    assert memento(WEB_ARCHIVE, task).endswith("id_/http://acme.example/our%20terms{x}")
