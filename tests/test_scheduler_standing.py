"""Are the files of an installation read as they stand, and does a fault in one undo nothing?"""

import os

import pytest

from model import TimelineId
from scheduler.standing import Files, standing
from settings import SettingsError
from tests.homes import home_with


@pytest.fixture
def home(tmp_path):
    return home_with(tmp_path, acme='name = "Acme Ltd"\n[[privacy.locations]]\noriginal = "https://acme.example/p"\n')


def edited(path, text):
    """Written so that it is seen, however coarse the clock of the disk is."""
    before = path.stat().st_mtime if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, (before + 5, before + 5))


def test_what_is_declared_watched_and_set_is_read(home):
    found = standing(home, {})
    assert ([str(one.id) for one in found.catalog.timelines], [one.name for one in found.watches]) == (
        ["acme/privacy"],
        ["all"],
    )
    assert found.naming(TimelineId.parse("acme/privacy")).organisation == "Acme Ltd"
    assert found.naming(TimelineId.parse("who/privacy")).organisation == "who"


def test_a_change_is_noticed_once(home):
    files = Files(home)
    assert files.look() == (False, ())
    edited(home.policies / "bram.toml", '[[terms.locations]]\noriginal = "https://bram.example/t"\n')
    assert files.look() == (True, ())
    assert files.look() == (False, ())
    assert len(files.now.catalog.timelines) == 2


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("settings.toml", "[crawl]\ndelai = 3\n", "delai"),
        ("policies/acme.toml", "[[privacy.location]]\n", "privacy.location"),
    ],
)
def test_with_a_fault_in_a_file_what_it_said_before_stands(home, name, text, fault):
    files = Files(home)
    before = files.now
    edited(home.path / name, text)
    changed, faults = files.look()
    assert not changed
    assert files.now is before
    assert fault in "".join(faults)
    assert name.rpartition("/")[2] in "".join(faults)
    assert files.look() == (False, ())  # it is told once


def test_a_watch_with_a_fault_is_left_out_and_the_others_stay(home):
    files = Files(home)
    edited(home.watches, home.watches.read_text("utf-8") + '[bad]\nchannel = "nowhere"\ntimelines = ["*"]\n')
    changed, (fault,) = files.look()
    assert changed
    assert "bad" in fault
    assert [one.name for one in files.now.watches] == ["all"]


def test_settings_that_cannot_be_taken_are_refused_at_the_start(home):
    home.settings.write_text("[crawl]\ntimeout = 0\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"crawl\.timeout"):
        standing(home, {})
