import subprocess
import sys
from datetime import timedelta
from email.headerregistry import Address
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings import (
    DEFAULT_ARCHIVES,
    KNOWN_ARCHIVES,
    Archive,
    Channel,
    Crawl,
    Home,
    Mail,
    Operator,
    Schedule,
    Settings,
    SettingsError,
    load,
)
from settings.agreement import faults_of
from settings.values import mail_address

ROOT = Path(__file__).parent.parent
FULL = """
[operator]
contact = "crawl@lumora.example"
name = "Lumora Research"
channel = "team"

[crawl]
max_bytes = 1_000_000
timeout = 12.5
delay = 0
allow_hosts = ["localhost", "127.0.0.1"]

[archives."archive.example"]
index = "https://archive.example/cdx"
replay = "https://archive.example/{timestamp}id_/{original}"
dialect = "pywb"
index_per_minute = 6

[schedule]
every = "6h"
archives = "never"
notice_after = 3
gather_after = 6
tell_singly = ["acme/terms"]
backup = "2w"
keep_backups = 2
jitter = 0.25

[mail]
host = "mail.lumora.example"
user = "watch"
sender = "watch@lumora.example"

[channels.team]
mail = ["ann@lumora.example", "bo@lumora.example"]

[channels.one]
mail = "ann@lumora.example"

[channels.chat]
apprise = "$TEAM_CHAT"

[channels.feed]
atom = "policies.xml"
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
    assert (named.watches, named.backups, named.feeds) == (
        Path("/srv/watch/watches.toml"),
        Path("/srv/watch/backups"),
        Path("/srv/watch/feeds"),
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
        operator=Operator(contact="crawl@lumora.example", name="Lumora Research", channel="team"),
        crawl=Crawl(max_bytes=1_000_000, timeout=12.5, delay=0, allow_hosts=("localhost", "127.0.0.1")),
        archives={
            "archive.example": Archive(
                index="https://archive.example/cdx",
                replay="https://archive.example/{timestamp}id_/{original}",
                dialect="pywb",
                index_per_minute=6,
                replay_per_minute=60,
            )
        },
        schedule=Schedule(
            every=timedelta(hours=6),
            archives=None,
            notice_after=3,
            gather_after=6,
            tell_singly=("acme/terms",),
            backup=timedelta(weeks=2),
            keep_backups=2,
            jitter=0.25,
        ),
        mail=Mail(
            host="mail.lumora.example", port=587, security="starttls", user="watch", sender="watch@lumora.example"
        ),
        channels={
            "team": Channel(name="team", mail=("ann@lumora.example", "bo@lumora.example")),
            "one": Channel(name="one", mail=("ann@lumora.example",)),
            "chat": Channel(name="chat", apprise="TEAM_CHAT"),
            "feed": Channel(name="feed", atom="policies.xml"),
        },
    )


def test_a_variable_stands_above_the_file(home):
    home.settings.write_text(FULL)
    environment = {
        "CLAUSEWATCH_OPERATOR__CONTACT": "other@lumora.example",
        "CLAUSEWATCH_CRAWL__MAX_BYTES": "2000000",
        "CLAUSEWATCH_CRAWL__ALLOW_HOSTS": "localhost, 127.0.0.1",
        "CLAUSEWATCH_SCHEDULE__EVERY": "90s",
        "CLAUSEWATCH_MAIL__PORT": "2525",
    }
    found = load(home, environment)
    assert found.operator == Operator(contact="other@lumora.example", name="Lumora Research", channel="team")
    assert found.crawl == Crawl(max_bytes=2_000_000, timeout=12.5, delay=0, allow_hosts=("localhost", "127.0.0.1"))
    assert found.schedule.every == timedelta(seconds=90)
    assert (found.mail.port, found.mail.security) == (2525, "starttls")


def test_variables_without_a_section_are_no_settings(home):
    assert load(home, {"CLAUSEWATCH_HOME": "x", "CLAUSEWATCH_BENCH": "y", "CLAUSEWATCHER__X": "z"}) == Settings()


def test_a_known_archive_is_named_without_saying_how_it_is_asked(home):
    home.settings.write_text(
        "[archives.'commoncrawl.org']\ncollections = ['CC-MAIN-2024']\n[archives.'arquivo.pt']\n", "utf-8"
    )
    found = load(home, {}).archives
    assert list(found) == ["commoncrawl.org", "arquivo.pt"]
    crawl, other = found.values()
    assert (crawl.dialect, crawl.collections, crawl.index_per_minute) == ("cc", ("CC-MAIN-2024",), 60)
    assert (other.dialect, other.index_per_minute, other.replay_per_minute) == ("pywb", 200, 320)


def test_every_known_archive_can_be_asked():
    assert not [list(faults_of(archive)) for archive in KNOWN_ARCHIVES.values() if list(faults_of(archive))]


def test_an_archive_that_is_off_is_not_asked(home):
    home.settings.write_text("[archives.'web.archive.org']\n[archives.'arquivo.pt']\non = false\n", "utf-8")
    assert list(load(home, {}).archives) == ["web.archive.org"]


def test_a_timegate_stands_in_for_a_list(home):
    home.settings.write_text("[archives.a]\ndialect = 'memento'\ntimegate = 'https://a.example/{original}'\n", "utf-8")
    (archive,) = load(home, {}).archives.values()
    assert (archive.index, archive.timegate) == ("", "https://a.example/{original}")


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
            "expected one of max_bytes, timeout, delay, browser, most_requests,"
            " most_megabytes, allow_hosts (did you mean 'timeout'?)",
        ),
        (
            "[craw]",
            "craw: found an unknown section, expected one of"
            " operator, crawl, schedule, mail, saving, evidence, channels, archives (did you mean 'crawl'?)",
        ),
        ("[crawl]\ndelay = 601", "crawl.delay: found 601, expected a number from 0 to 600"),
        (
            "[schedule]\nevery = '5s'",
            "schedule.every: found '5s', expected a length of time like '90s', '15m', '6h', '1d' or '2w', "
            "from 10s to 366d",
        ),
        ("[schedule]\nevery = 'never'", "schedule.every: found 'never', expected a length of time"),
        ("[schedule]\nevery = '99999999w'", "schedule.every: found '99999999w', expected a length of time"),
        ("[schedule]\nbackup = 3", "schedule.backup: found 3, expected a length of time like '90s', '15m', '6h', '1d'"),
        ("[schedule]\narchives = 'nie'", "from 10s to 366d, or 'never'"),
        ("[schedule]\njitter = 0.6", "schedule.jitter: found 0.6, expected a number from 0 to 0.5"),
        ("[mail]\nhost = 'a b'", "mail.host: found 'a b', expected a host like mail.acme.example"),
        ("[mail]\nhost = 'mail..acme.example'", "mail.host: found 'mail..acme.example', expected a host like"),
        (f"[mail]\nhost = '{'a' * 64}.example'", "expected a host like mail.acme.example"),
        ("[mail]\nhost = '.acme.example'", "expected a host like mail.acme.example"),
        ("[mail]\nhost = '::g'", "mail.host: found '::g', expected a host like mail.acme.example"),
        ("[mail]\nhost = '::1%a..b'", "expected a host like mail.acme.example"),
        ("[mail]\nsecurity = 'ssl'", "mail.security: found 'ssl', expected 'none' or 'starttls' or 'tls'"),
        ('[mail]\nuser = "a\\nb"', "mail.user: found 'a\\nb', expected a user name of ASCII characters"),
        (
            "[mail]\nsender = 'Ann <a@b.example>'",
            "mail.sender: found 'Ann <a@b.example>', expected a mail address like watch@acme.example",
        ),
        (
            "[mail]\nhost = 'mail.lumora.example'\nsecurity = 'none'\nuser = 'watch'",
            "mail.security: found 'none', "
            "expected 'starttls' or 'tls', since the password of user would cross the network in the clear",
        ),
        (
            "[channels.team]\nmail = 'a@b.example'",
            "mail.sender: found nothing, expected the address that mail comes from, since channel 'team' sends mail",
        ),
        ("[channels]\nteam = 3", 'channels."team": found 3, expected a table, begun with [channels."team"]'),
        (
            "[channels.team]\nmail = ['a@b.example', 'c']",
            'channels."team".mail: found a list, expected a mail address like watch@acme.example '
            "(ASCII alone, without a name beside it) in the place of 'c'",
        ),
        ("[channels.team]\nmail = []", "or a list of 1 to 100 of them"),
        (
            '[channels.team]\nmail = "a@b.example\\nBcc: c@d.example"',
            "in the place of 'a@b.example\\nBcc: c@d.example'",
        ),
        ("[channels.team]", 'channels."team": found not one of them, expected exactly one of mail, apprise and atom'),
        (
            "[channels.team]\nmail = 'a@b.example'\natom = 'a.xml'",
            'channels."team": found several, expected exactly one',
        ),
        (
            "[channels.team]\natom = '../a.xml'",
            "found '../a.xml', expected a file name ending in .xml, without a folder",
        ),
        ("[channels.team]\natm = 'a.xml'", "expected one of mail, apprise, atom (did you mean 'atom'?)"),
        ("[channels.operator]\natom = 'a.xml'", 'channels."operator": found a name that means something else'),
        ("[channels.'a b']\natom = 'a.xml'", 'channels."a b": found a name that cannot be one, expected a name of'),
        (
            "[channels.a]\natom = 'a.xml'\n[channels.b]\natom = 'A.xml'",
            "channels.\"b\".atom: found the file of channel 'a', expected a file of its own",
        ),
        (
            "[operator]\nchannel = 'tem'\n[channels.team]\natom = 'a.xml'",
            "operator.channel: found 'tem', expected one of team (did you mean 'team'?)",
        ),
        (
            "[operator]\nchannel = 'team'",
            "operator.channel: found 'team', expected a channel, begun with [channels.NAME]",
        ),
        ("crawl = 3", "crawl: found 3, expected a table, begun with [crawl]"),
        ("[operator]\ncontact = 3", "operator.contact: found 3, expected a text in quotes"),
        ("[archives]", "archives: found none, expected at least one archive, or no table at all for the default"),
        ("[archives]\na = 3", 'archives."a": found 3, expected a table'),
        (
            "[archives.a]\ndialect = 'ia'",
            'archives."a".index: found nothing, expected an absolute address, as in https://archive.example/',
        ),
        ("[archives.a]\ndialect = 'wb'", "archives.\"a\".dialect: found 'wb', expected 'ia' or 'pywb'"),
        (
            "[archives.a]\ndialect = 'cc'\nindex = 'https://a.example'\nreplay = 'https://a.example'",
            "expected an absolute address, as in https://archive.example/{place}",
        ),
        (
            "[archives.a]\ndialect = 'memento'\nindex = 'https://a.example'",
            "expected an absolute address, as in https://archive.example/{original}",
        ),
        (
            "[archives.a]\ndialect = 'memento'\nindex = 'https://a.example/{original}'\nreplay = 'https://a.example'",
            "expected an address with {timestamp} and {original}, or none",
        ),
        ("[archives.'web.archive.org']\non = false", "archives: found none, expected at least one archive"),
        ("[archives.'web.archive.org']\non = 'no'", "found 'no', expected true or false"),
        ("[archives.a]\nindex = 'http://['", "found 'http://[', expected an absolute address, as in https://archive."),
        (
            "[archives.a]\ndialect = 'pywb'\nreplay = 'https://a.example/{timestamp}'",
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
        "CLAUSEWATCH_CHANNELS__X": "3",
    }
    found = faults(home, "", environment)
    assert sorted(line.partition(":")[0] for line in found) == sorted(environment)
    assert "CLAUSEWATCH_CRAWL__TIMEOUT: found 'soon', expected a number from 1 to 600" in found


@pytest.mark.parametrize(
    "secret",
    ["ntfys://hush-hush@ntfy.example/topic", "$hush-hush", "$", "hush-hush", "$TEAM_CHAT hush-hush", ["hush-hush"]],
)
def test_what_stands_where_only_a_variable_may_is_not_repeated(home, secret):
    (found,) = faults(home, f"[channels.chat]\napprise = {secret!r}")
    assert "hush" not in found
    assert 'channels."chat".apprise: found something else, expected the name of a variable' in found
    assert "secrets come from the environment alone" in found


@pytest.mark.parametrize("secret", ["json://hush-hush/x", "ann:hush-hush@chat.example", "json://ann:hush-hush@chat"])
@pytest.mark.parametrize(
    "text",
    [
        "[channels.chat]\nmail = '{}'",
        "[channels.chat]\nmail = ['a@b.example', '{}']",
        "[channels.chat]\natom = '{}'",
        "[channels]\nchat = '{}'",
        "[channels.chat]\n'{}' = 'a.xml'",
        "[channels.'{}']\natom = 'a.xml'",
        "channels = '{}'",
        "[mail]\nhost = '{}'",
        "[mail]\nsender = '{}'",
        "[mail]\nsecurity = '{}'",
        "[mail]\nport = '{}'",
        "[operator]\nchannel = '{}'",
    ],
)
def test_the_address_of_a_service_in_a_wrong_place_is_not_repeated(home, text, secret):
    found = "\n".join(faults(home, text.format(secret)))
    assert "hush" not in found
    assert "an address that may hold a secret" in found


def test_a_password_in_an_address_of_an_archive_is_not_repeated(home):
    (found,) = faults(
        home,
        "[archives.a]\nindex='https://a.example'\ndialect='ia'\nreplay='https://ann:hush-hush@a.example/{timestamp}'",
    )
    assert "hush" not in found


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "a_b", "mail.acme.example.", "a" * 63 + ".example"])
def test_a_host_that_is_taken_can_be_looked_up(home, host):
    home.settings.write_text(f"[mail]\nhost = '{host}'")
    assert load(home, {}).mail.host.encode("idna")


def test_a_password_in_the_file_or_a_wrong_variable_is_sent_to_the_right_one(home):
    (found,) = faults(home, "[mail]\npassword = 'hush-hush'")
    assert "mail.password: found a secret, expected the password in the variable CLAUSEWATCH_MAIL_PASSWORD" in found
    (other,) = faults(home, "", {"CLAUSEWATCH_MAIL__PASSWORD": "hush-hush"})
    assert other.startswith("CLAUSEWATCH_MAIL__PASSWORD: found a secret")
    assert "hush" not in found + other


def test_the_right_variable_of_the_password_is_no_setting(home):
    assert load(home, {"CLAUSEWATCH_MAIL_PASSWORD": "hush-hush"}) == Settings()


@pytest.mark.parametrize(
    ("said", "settled"),
    [
        ("", ("none", 25)),
        ("host = '127.0.0.1'", ("none", 25)),
        ("host = '::1'\nuser = 'watch'", ("none", 25)),
        ("host = 'mail.lumora.example'", ("starttls", 587)),
        ("host = '127.lumora.example'", ("starttls", 587)),
        ("host = 'mail.lumora.example'\nsecurity = 'tls'", ("tls", 465)),
        ("host = 'mail.lumora.example'\nsecurity = 'none'", ("none", 25)),
        ("host = 'mail.lumora.example'\nport = 26", ("starttls", 26)),
        ("security = 'starttls'\nport = 25", ("starttls", 25)),
    ],
)
def test_another_machine_is_spoken_to_under_tls_unless_it_is_said_otherwise(home, said, settled):
    home.settings.write_text("[mail]\n" + said)
    mail = load(home, {}).mail
    assert (mail.security, mail.port) == settled


def test_a_fault_across_sections_names_the_variable_that_has_it(home):
    assert faults(home, "", {"CLAUSEWATCH_OPERATOR__CHANNEL": "team"}) == [
        "CLAUSEWATCH_OPERATOR__CHANNEL: found 'team', expected a channel, begun with [channels.NAME]"
    ]


def test_a_variable_that_a_channel_names_need_not_be_set_to_load(home):
    home.settings.write_text("[channels.chat]\napprise = '$TEAM_CHAT'")
    assert load(home, {}).channels["chat"].apprise == "TEAM_CHAT"


@given(st.text(max_size=20) | st.from_regex(r"[a-z.=?@<>\"\\()\[\]\r\n,;:_-]{1,20}", fullmatch=True))
def test_a_mail_address_that_is_taken_is_one_to_whoever_reads_headers(text):
    try:
        found = mail_address(text)
    except ValueError:
        return
    assert Address(addr_spec=found).addr_spec == text


def test_every_fault_is_told_at_once(home):
    assert len(faults(home, "[crawl]\ntimeout = 0\nmax_bytes = 0\n[operator]\nname = 1")) == 3


def test_a_file_that_is_no_text_is_a_fault(home):
    home.settings.write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="expected settings in TOML and UTF-8"):
        load(home, {})


def test_settings_cannot_be_changed():
    with pytest.raises(AttributeError):
        Settings().crawl.timeout = 3


KEYS = st.sampled_from(
    [
        *("contact", "channel", "max_bytes", "timeout", "allow_hosts", "index", "replay", "dialect", "x", "''"),
        *(
            "every",
            "archives",
            "notice_after",
            "gather_after",
            "tell_singly",
            "jitter",
            "host",
            "port",
            "security",
            "user",
            "sender",
        ),
        *("mail", "apprise", "atom"),
    ]
)
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
        *('"6h"', '"never"', '"a@b.example"', '["a@b.example"]', '"$X"', '"a.xml"', '"tls"', '"h.example"', '"a"'),
    ]
)
LINES = st.sampled_from(["[operator]", "[crawl]", "[archives]", "[archives.a]", "[archives.a.b]", "[[crawl]]", "[x]"])
MORE = st.sampled_from(["[schedule]", "[mail]", "[channels]", "[channels.a]", "[channels.b]", "[channels.operator]"])


@given(st.lists(LINES | MORE | st.builds("{} = {}".format, KEYS, VALUES), max_size=8))
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
    assert not loaded & {
        "pydantic",
        "pydantic_settings",
        "scrapy",
        "sqlite_utils",
        "typer",
        "tldextract",
        "asyncio",
        "email",
    }
