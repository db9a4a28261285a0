"""Are watches read as they stand, and is every fault named?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alerts import load_watches
from model import Cadence, Severity, Watch

CHANNELS = ("mail", "feed")
TIMELINES = ("acme/privacy", "acme/terms", "other/privacy~eu")


@pytest.fixture
def load(tmp_path):
    def load(text):
        path = tmp_path / "watches.toml"
        path.write_text(text, encoding="utf-8")
        return load_watches(path, CHANNELS, TIMELINES)

    return load


def test_without_a_file_nobody_watches(tmp_path):
    found = load_watches(tmp_path / "watches.toml", CHANNELS, TIMELINES)
    assert (found.watches, found.problems, found.warnings) == ((), (), ())


def test_a_watch_needs_a_channel_and_timelines_alone(load):
    found = load('[mara]\nchannel = "mail"\ntimelines = ["acme/*"]')
    assert found.watches == (Watch(name="mara", channel="mail", timelines=("acme/*",)),)
    assert found.problems == found.warnings == ()


def test_everything_that_a_watch_can_ask_for_is_read(load):
    found = load(
        """
        [Mara-2]
        channel = "feed"
        timelines = ["acme/privacy", "*~eu"]
        severity = "major"
        kinds = ["removed", "silent", "ended"]
        natures = ["substantive", "moved"]
        categories = ["sale", "user rights/choice"]
        words = ["third parties"]
        pattern = 'sells?'
        since = 2026-01-31
        digest = "weekly"
        heartbeat = "monthly"
        """
    )
    assert found.problems == found.warnings == ()
    assert found.watches == (
        Watch(
            name="Mara-2",
            channel="feed",
            timelines=("acme/privacy", "*~eu"),
            severity=Severity.MAJOR,
            kinds=frozenset({"removed", "silent", "ended"}),
            natures=frozenset({"substantive", "moved"}),
            categories=frozenset({"sale", "user rights/choice"}),
            words=("third parties",),
            pattern="sells?",
            since=datetime(2026, 1, 31, tzinfo=UTC),
            digest=Cadence.WEEKLY,
            heartbeat=Cadence.MONTHLY,
        ),
    )


@pytest.mark.parametrize(
    ("line", "key", "said"),
    [
        ('chanel = "mail"', "mara.chanel", "did you mean 'channel'?"),
        ('channel = "mial"', "mara.channel", "found 'mial', expected one of mail, feed (did you mean 'mail'?)"),
        ("channel = 3", "mara.channel", "found 3, expected a text in quotes"),
        ('timelines = "acme/*"', "mara.timelines", "expected a list of texts"),
        ("timelines = []", "mara.timelines", "expected a list of texts"),
        ('timelines = ["acme/*", 3]', "mara.timelines[1]", "found 3, expected a text in quotes"),
        ('severity = "huge"', "mara.severity", "expected one of major, minor, none"),
        ('kinds = ["added", "remved"]', "mara.kinds[1]", "did you mean 'removed'?"),
        ('kinds = "added"', "mara.kinds", "expected a list of some of added"),
        ('natures = ["date-only"]', "mara.natures[0]", "did you mean 'date_only'?"),
        ('categories = ["sales"]', "mara.categories[0]", "did you mean 'sale'?"),
        ('words = [""]', "mara.words[0]", "expected a text in quotes"),
        ("pattern = '(sale'", "mara.pattern", "missing ) at position 5"),
        ("pattern = '((a{1000}){1000}){1000}'", "mara.pattern", "without huge repeats"),
        ("pattern = '" + "(" * 499 + ")" * 499 + "'", "mara.pattern", "nests less deeply"),
        ('since = "2026-01-31"', "mara.since", "a date without quotes, as in 2026-01-31"),
        ("since = 07:32:00", "mara.since", "a date without quotes"),
        ('digest = "hourly"', "mara.digest", "expected one of never, daily, weekly, monthly"),
        ("heartbeat = true", "mara.heartbeat", "found true, expected a text in quotes"),
    ],
)
def test_a_fault_says_where_it_is_what_stands_there_and_what_should(load, tmp_path, line, key, said):
    given = {"channel": 'channel = "mail"', "timelines": 'timelines = ["acme/*"]'}
    given[line.partition(" ")[0]] = line
    found = load("[mara]\n" + "\n".join(given.values()) + '\n[ok]\nchannel = "mail"\ntimelines = ["*"]')
    assert [watch.name for watch in found.watches] == ["ok"]
    (problem,) = found.problems
    assert problem.startswith(f"{tmp_path / 'watches.toml'}: {key}: found ")
    assert said in problem


def test_what_is_missing_is_named(load):
    found = load("[mara]")
    assert [problem.partition(": ")[2] for problem in found.problems] == [
        "mara.channel: found nothing, expected a value, since it has no default",
        "mara.timelines: found nothing, expected a value, since it has no default",
    ]


@pytest.mark.parametrize(("name", "said"), [("operator", "under which notices go out"), ('"a\\nb"', "a watch named")])
def test_a_name_that_cannot_be_taken_is_a_fault(load, name, said):
    found = load(f'[{name}]\nchannel = "mail"\ntimelines = ["*"]')
    assert found.watches == ()
    assert said in found.problems[0]
    assert "\n" not in found.problems[0]


def test_what_is_no_table_is_a_fault(load):
    found = load('mara = "acme/*"')
    assert "found 'acme/*', expected a table, begun with [mara]" in found.problems[0]


@pytest.mark.parametrize("text", ["[mara", "a = " + "[" * 5000])
def test_what_is_no_toml_is_one_fault(load, text):
    found = load(text)
    assert found.watches == ()
    assert len(found.problems) == 1
    assert "expected watches in TOML and UTF-8" in found.problems[0]


def test_a_file_that_cannot_be_decoded_is_one_fault(tmp_path):
    path = tmp_path / "watches.toml"
    path.write_bytes(b"\xff\xfe")
    assert len(load_watches(path, CHANNELS, TIMELINES).problems) == 1


def test_a_pattern_that_means_nothing_declared_is_only_odd(load):
    found = load('[mara]\nchannel = "mail"\ntimelines = ["acme/*", "acme/privcy"]')
    assert len(found.watches) == 1
    assert found.problems == ()
    assert len(found.warnings) == 1
    assert (
        "timelines[1]: 'acme/privcy' means no timeline that is declared (did you mean 'acme/privacy'?)"
        in (found.warnings[0])
    )


def test_asking_for_quiet_kinds_that_never_matter_is_odd(load):
    given = '[mara]\nchannel = "mail"\ntimelines = ["acme/*"]\nkinds = ["date"]\n'
    assert "mara.kinds" in load(given).warnings[0]
    assert load(given + 'severity = "none"').warnings == ()


def test_asking_for_natures_of_noise_alone_is_odd(load):
    given = '[mara]\nchannel = "mail"\ntimelines = ["acme/*"]\nnatures = ["date_only", "link_target"]\n'
    assert "mara.natures: none of these ever matters alone" in load(given).warnings[0]
    assert load(given + 'severity = "none"').warnings == ()
    assert load(given.replace('"date_only"', '"substantive"')).warnings == ()


def test_without_channels_it_is_said_that_none_is_set(tmp_path):
    path = tmp_path / "watches.toml"
    path.write_text('[mara]\nchannel = "mail"\ntimelines = ["acme/*"]', encoding="utf-8")
    assert "a channel in the settings; none is" in load_watches(path, (), TIMELINES).problems[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-01-31T12:30:00.5", datetime(2026, 1, 31, 12, 30, tzinfo=UTC)),
        ("2026-01-31T12:30:00+02:00", datetime(2026, 1, 31, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_watch_begins_at_an_instant_of_utc(load, written, meant):
    found = load(f'[mara]\nchannel = "mail"\ntimelines = ["acme/*"]\nsince = {written}')
    assert found.watches[0] == replace(found.watches[0], since=meant)
