"""Does nobody crawl without a name?"""

import tomllib
from pathlib import Path

import pytest

from crawler import WEB_ARCHIVE, Archive, Manners, archives_of, manners_of
from crawler.manners import user_agent
from settings import Crawl, Operator, Settings
from tests.crawler_desk import archive_at

LOOPBACK = archive_at("http://127.0.0.1:8090")


def test_the_user_agent_names_program_version_and_contact() -> None:
    version = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"]
    given = Manners(contact="https://lab.example/crawl")
    assert user_agent(given, [WEB_ARCHIVE]) == f"clausewatch/{version} (+https://lab.example/crawl)"
    named = Manners(contact="me@lab.example", operator="A Lab")
    assert user_agent(named, [WEB_ARCHIVE]) == f"clausewatch/{version} (A Lab; +me@lab.example)"


@pytest.mark.parametrize(
    "archive",
    [
        WEB_ARCHIVE,
        archive_at("http://127.0.0.1:8090", allow_hosts=()),
        archive_at("http://127.0.0.1:8090", allow_hosts=("127.0.0.1:9999",)),
        archive_at("http://192.168.1.5:8090"),
        archive_at("http://127.0.0.1:8090", replay="https://archive.example/{timestamp}id_/{original}"),
    ],
)
def test_without_a_contact_the_crawler_refuses_to_start_and_names_the_setting(archive: Archive) -> None:
    with pytest.raises(ValueError, match=r"operator\.contact"):
        user_agent(Manners(), [LOOPBACK, archive])


@pytest.mark.parametrize("url", ["http://127.0.0.1:8090", "http://localhost:8090", "http://[::1]:8090"])
def test_an_archive_opened_on_loopback_needs_no_contact(url: str) -> None:
    assert user_agent(Manners(), [archive_at(url)]).startswith("clausewatch/")


def test_localhost_may_be_opened_without_its_port() -> None:
    assert user_agent(Manners(), [archive_at("http://localhost:1", allow_hosts=("localhost",))])


@pytest.mark.parametrize("host", ["127.0.0.1:8091", "localhost", "[::1]:8091"])
def test_visits_of_hosts_opened_on_loopback_need_no_contact(host: str) -> None:
    given = Manners(allow_hosts=(host,))
    assert user_agent(given, [LOOPBACK], [f"http://{host}/privacy"])


@pytest.mark.parametrize(
    "original", ["https://acme.example/privacy", "http://127.0.0.1:9999/", "http://[::1", "192.168.1.5:8091", ""]
)
def test_the_visit_of_any_other_host_needs_one(original: str) -> None:
    given = Manners(allow_hosts=("127.0.0.1:8091", "acme.example", "192.168.1.5:8091"))
    with pytest.raises(ValueError, match=r"operator\.contact"):
        user_agent(given, [], ["http://127.0.0.1:8091/privacy", original])
    assert user_agent(Manners(contact="me@lab.example"), [], [original])


@pytest.mark.parametrize("contact", ["me@lab.example\r\nX-Evil: 1", "m\u00fc@lab.example", "a\x00b"])
def test_a_contact_that_would_break_the_header_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        user_agent(Manners(contact=contact), [WEB_ARCHIVE])


def test_an_installation_s_settings_become_manners_and_archives() -> None:
    given = Settings(
        operator=Operator(contact="me@lab.example"),
        crawl=Crawl(max_bytes=50_000, timeout=5, delay=7, allow_hosts=("localhost",)),
    )
    assert manners_of(given) == Manners(
        contact="me@lab.example", max_bytes=50_000, timeout=5, delay=7, allow_hosts=("localhost",)
    )
    (archive,) = archives_of(given)
    assert (archive.name, archive.index, archive.replay) == (WEB_ARCHIVE.name, WEB_ARCHIVE.index, WEB_ARCHIVE.replay)
    assert (archive.index_per_minute, archive.replay_per_minute) == (24, 480)
    assert archive.allow_hosts == ("localhost",)
