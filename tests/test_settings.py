import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings import DEFAULT_ARCHIVES, Archive, Crawl, Home, Operator, Settings, SettingsError, load

ROOT = Path(__file__).parent.parent
FULL = """
[operator]
contact = "crawl@lumora.example"
name = "Lumora Research"

[crawl]
max_bytes = 1_000_000
timeout = 12.5
allow_hosts = ["localhost", "127.0.0.1"]

[archives."archive.example"]
index = "https://archive.example/cdx"
replay = "https://archive.example/{timestamp}id_/{original}"
dialect = "pywb"
index_per_minute = 6
"""


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def faults(home, text="", environment=None):
    home.settings.write_text(text)
    with pytest.raises(SettingsError) as error:
        load(home, environment or {})
    return str(error.value).splitlines()


def test_the_home_is_a_folder_beside_unless_a_variable_names_another():
    assert Home.from_environment({}) == Home(Path("home"))
    assert Home.from_environment({"CLAUSEWATCH_HOME": ""}) == Home(Path("home"))
    named = Home.from_environment({"CLAUSEWATCH_HOME": "/srv/watch"})
    assert (named.policies, named.database, named.lock, named.settings) == (
        Path("/srv/watch/policies"),
        Path("/srv/watch/clausewatch.db"),
        Path("/srv/watch/lock"),
        Path("/srv/watch/settings.toml"),
    )


def test_without_a_file_the_defaults_stand(home):
    found = load(home, {})
    assert found == Settings()
    assert found.operator.contact == ""
    assert found.crawl.max_bytes == 20_000_000
    assert list(found.archives) == ["web.archive.org"]


def test_the_default_archive_is_asked_at_most_as_often_as_it_asks_for():
    archive = DEFAULT_ARCHIVES["web.archive.org"]
    assert (archive.index_per_minute, archive.replay_per_minute, archive.dialect) == (24, 480, "ia")


def test_a_file_sets_everything(home):
    home.settings.write_text(FULL)
    assert load(home, {}) == Settings(
        operator=Operator(contact="crawl@lumora.example", name="Lumora Research"),
        crawl=Crawl(max_bytes=1_000_000, timeout=12.5, allow_hosts=("localhost", "127.0.0.1")),
        archives={
            "archive.example": Archive(
                index="https://archive.example/cdx",
                replay="https://archive.example/{timestamp}id_/{original}",
                dialect="pywb",
                index_per_minute=6,
                replay_per_minute=60,
            )
        },
    )


def test_a_variable_stands_above_the_file(home):
    home.settings.write_text(FULL)
    environment = {
        "CLAUSEWATCH_OPERATOR__CONTACT": "other@lumora.example",
        "CLAUSEWATCH_CRAWL__MAX_BYTES": "2000000",
        "CLAUSEWATCH_CRAWL__ALLOW_HOSTS": "localhost, 127.0.0.1",
    }
    found = load(home, environment)
    assert found.operator == Operator(contact="other@lumora.example", name="Lumora Research")
    assert found.crawl == Crawl(max_bytes=2_000_000, timeout=12.5, allow_hosts=("localhost", "127.0.0.1"))


def test_variables_without_a_section_are_no_settings(home):
    assert load(home, {"CLAUSEWATCH_HOME": "x", "CLAUSEWATCH_BENCH": "y", "CLAUSEWATCHER__X": "z"}) == Settings()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[crawl]\nmax_bytes = 1", "crawl.max_bytes: found 1, expected a number from 10,000 to 1,000,000,000"),
        ("[crawl]\nmax_bytes = 20000.5", "crawl.max_bytes: found 20000.5, expected a whole number from 10,000 to"),
        ("[crawl]\ntimeout = true", "crawl.timeout: found True, expected a number from 1 to 600"),
        ("[crawl]\ntimeout = nan", "crawl.timeout: found nan, expected a number from 1 to 600"),
        (
            "[crawl]\ntimeout = 0x" + "f" * 5_000,
            "crawl.timeout: found a number of more than 20 digits, expected a number",
        ),
        (
            "[crawl]\nallow_hosts = [1]",
            'crawl.allow_hosts: found a list, expected a list of texts, as in ["localhost"]',
        ),
        (
            "[crawl]\ntimout = 3",
            "crawl.timout: found an unknown key, "
            "expected one of max_bytes, timeout, allow_hosts (did you mean 'timeout'?)",
        ),
        ("[craw]", "craw: found an unknown section, expected one of operator, crawl, archives (did you mean 'crawl'?)"),
        ("crawl = 3", "crawl: found 3, expected a table, begun with [crawl]"),
        ("[operator]\ncontact = 3", "operator.contact: found 3, expected a text in quotes"),
        ("[archives]", "archives: found none, expected at least one archive, or no table at all for the default"),
        ("[archives]\na = 3", 'archives."a": found 3, expected a table'),
        (
            "[archives.a]\ndialect = 'ia'",
            'archives."a".index: found nothing, expected a value, since it has no default',
        ),
        ("[archives.a]\ndialect = 'wb'", "archives.\"a\".dialect: found 'wb', expected 'ia' or 'pywb'"),
        ("[archives.a]\nindex = 'http://['", "found 'http://[', expected an absolute address, as in https://archive."),
        (
            "[archives.a]\nreplay = 'https://a.example/{timestamp}'",
            "expected an absolute address, as in https://archive.example/{timestamp}/{original}",
        ),
        ("[crawl", ": found no TOML ("),
        ("a = " + "[" * 100_000, ": found no TOML ("),
    ],
)
def test_a_fault_names_file_key_found_and_expected(home, text, fault):
    found = faults(home, text)
    assert any(fault in line for line in found), found
    assert all(line.startswith(str(home.settings)) for line in found)


def test_a_fault_of_a_variable_names_the_variable(home):
    environment = {
        "CLAUSEWATCH_CRAWL__TIMEOUT": "soon",
        "CLAUSEWATCH_CRAWL__TIMOUT": "3",
        "CLAUSEWATCH_CRAWLS__TIMEOUT": "3",
        "CLAUSEWATCH_ARCHIVES__X": "3",
    }
    found = faults(home, "", environment)
    assert sorted(line.partition(":")[0] for line in found) == sorted(environment)
    assert "CLAUSEWATCH_CRAWL__TIMEOUT: found 'soon', expected a number from 1 to 600" in found


def test_every_fault_is_told_at_once(home):
    assert len(faults(home, "[crawl]\ntimeout = 0\nmax_bytes = 0\n[operator]\nname = 1")) == 3


def test_a_file_that_is_no_text_is_a_fault(home):
    home.settings.write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="expected settings in TOML and UTF-8"):
        load(home, {})


def test_settings_cannot_be_changed():
    with pytest.raises(AttributeError):
        Settings().crawl.timeout = 3


KEYS = st.sampled_from(["contact", "max_bytes", "timeout", "allow_hosts", "index", "replay", "dialect", "x", "''"])
VALUES = st.sampled_from(
    [
        "0",
        "-1",
        "5e9",
        "nan",
        "inf",
        "true",
        "'ia'",
        "'9'",
        "[]",
        "['a', 1]",
        "{}",
        "{ x = [] }",
        "2012-01-01",
        "00:00:01",
    ]
)
LINES = st.sampled_from(["[operator]", "[crawl]", "[archives]", "[archives.a]", "[archives.a.b]", "[[crawl]]", "[x]"])


@given(st.lists(LINES | st.builds("{} = {}".format, KEYS, VALUES), max_size=8))
def test_no_content_makes_another_error_than_a_settings_error(lines):
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.settings.write_text("\n".join(lines))
        try:
            found = load(home, {})
        except SettingsError as error:
            message = str(error)
            found = None
        assert found or all(": found " in line for line in message.splitlines())


def test_importing_settings_loads_nothing_dear():
    """Every command pays for this import; pydantic alone would make it six times as long."""
    code = "import sys, settings; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    loaded = set(run.stdout.split())
    assert "settings" in loaded
    assert not loaded & {"pydantic", "pydantic_settings", "scrapy", "sqlite_utils", "typer", "tldextract", "asyncio"}
