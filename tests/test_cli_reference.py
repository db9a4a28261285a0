"""Does the reference tell the JSON of the commands that watch and tell, as it is?"""

import json
import re
from pathlib import Path

import pytest

from model import AlertKind, OrderKind, RunKind
from settings import Home
from tests.cli_service import SETTINGS, alert, now, own, service, write
from tests.demo_home import run

__all__ = ["own", "write"]

REFERENCE = (Path(__file__).parent.parent / "docs" / "commands.md").read_text("utf-8")


def shown(name, number=0):
    """The example of JSON that stands as the n-th under a command's heading."""
    section = REFERENCE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    return json.loads(re.findall(r"```json\n(.*?)```", section, re.DOTALL)[number])


def keys(value):
    """The keys of a value and of what it holds; of a list those of its first entry."""
    match value:
        case dict():
            return {name: keys(one) for name, one in value.items() if name not in ("failures", "evidence")}
        case [first, *_]:
            return [keys(first)]
        case _:
            return None


@pytest.fixture
def home(own, write):
    """A home in which there is something of everything."""
    settings = SETTINGS + '[channels.feed]\natom = "changes.xml"\n'
    (own / "settings.toml").write_text(settings, "utf-8")
    Home(own).watches.write_text('[reader]\nchannel = "feed"\ntimelines = ["skarnwell/*"]\nwords = ["sell"]\n', "utf-8")
    notice = write(
        lambda store: store.outbox.keep(alert("one", watch="operator", kind=AlertKind.NOTICE, channel="feed"))
    )
    write(lambda store: store.outbox.begin_attempt(notice.name, "feed", now()))
    write(lambda store: store.orders.give(OrderKind.VISIT, {}, now()))
    write(lambda store: store.frontier.begin(RunKind.VISITS, now()))
    run(own, "backup")
    return own


@pytest.mark.parametrize("line", ["status", "runs", "alerts", "watch list"])
def test_the_json_of_a_command_that_tells_has_the_keys_that_are_shown(home, line):
    told = json.loads(run(home, *line.split(), "--json").out)
    example = shown(line.split()[0])
    if line == "status":
        assert told.pop("needs") == []
        assert example.pop("needs")
    assert keys(told) == keys(example)


def test_an_alert_has_the_keys_that_are_shown(home):
    (row,) = json.loads(run(home, "alerts", "--json").out)
    assert json.loads(run(home, "alert", row["alert"], "--json").out).keys() == shown("alert").keys()


def test_a_backup_has_the_keys_that_are_shown(home, tmp_path):
    assert json.loads(run(home, "backup", tmp_path / "one.db", "--json").out).keys() == shown("backup").keys()


def test_what_is_verified_has_the_keys_that_are_shown(home):
    assert json.loads(run(home, "verify", "--json").out).keys() == shown("verify").keys()


def test_an_order_has_the_keys_that_are_shown(home):
    with service(home):
        told = json.loads(run(home, "rebuild", "--json").out)
    assert told.keys() == shown("visit", 1).keys()
