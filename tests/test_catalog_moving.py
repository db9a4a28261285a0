"""Is a move written into a declaration that stays as a person wrote it?"""

from dataclasses import replace

import pytest

from catalog import load, move
from model import Location, TimelineId
from tests import followed as the

NEW = "https://acme.example/legal/privacy"
OURS = """\
# Written by hand.
name = "Acme"

[privacy]
title = "Privacy at Acme"  # as they call it

[[privacy.locations]]
original = "https://acme.example/2010"
until = 2015-01-01

[[ privacy . "locations" ]]   # since then
original = "https://acme.example/privacy"
remove = [".menu"]

[[privacy.documents.children.locations]]
original = "https://acme.example/children"

[[terms.editions."de.at".locations]]
original = "https://acme.example/agb"
"""


def declared(tmp_path, text=OURS):
    (tmp_path / "acme.toml").write_bytes(text.encode())
    return load(tmp_path)


def moved(tmp_path, name="acme/privacy", left=1, until=31, because=("it led here",), original=NEW):
    place = Location(original=original, since=the.at(30))
    timeline = load(tmp_path).timeline(name)
    return move(tmp_path, timeline, place, left=left, until=the.at(until), because=because)


def test_the_former_place_ends_and_the_new_one_begins_and_nothing_else_is_touched(tmp_path):
    before = declared(tmp_path)
    assert moved(tmp_path, because=("https://acme.example/privacy led here", "the same text")) is None
    text = (tmp_path / "acme.toml").read_text()
    first = OURS.replace('example/privacy"\n', 'example/privacy"\nuntil = 2020-02-01\n')
    assert text == first + (
        "\n# https://acme.example/privacy led here\n# the same text\n[[privacy.locations]]\n"
        f'original = "{NEW}"\nsince = 2020-01-31\n'
    )
    after = load(tmp_path)
    assert [one for one in after.timelines if str(one.id) != "acme/privacy"] == [
        one for one in before.timelines if str(one.id) != "acme/privacy"
    ]
    *_, former, new = after.timeline("acme/privacy").locations
    assert (former.until, former.remove, new.since) == (the.at(31), (".menu",), the.at(30))


@pytest.mark.parametrize(("name", "left"), [("acme/privacy/children", 0), ("acme/terms~de.at", 0)])
def test_documents_and_editions_move_too(tmp_path, name, left):
    declared(tmp_path)
    assert moved(tmp_path, name, left) is None
    assert [one.until for one in load(tmp_path).timeline(name).locations] == [the.at(31), None]


def test_line_ends_and_a_missing_last_one_stay(tmp_path):
    declared(tmp_path, OURS.rstrip("\n").replace("\n", "\r\n"))
    assert moved(tmp_path) is None
    assert b"\n" not in (tmp_path / "acme.toml").read_bytes().replace(b"\r\n", b"")


def test_a_place_that_has_an_end_keeps_it_and_nobody_needs_to_leave_one(tmp_path):
    declared(tmp_path)
    assert moved(tmp_path, left=0) is None
    assert moved(tmp_path, left=None, original="https://acme.example/third") is None
    first, second, *new = load(tmp_path).timeline("acme/privacy").locations
    assert (first.until.year, second.until, len(new)) == (2015, None, 2)


def test_what_strangers_say_stays_a_comment(tmp_path):
    declared(tmp_path)
    assert moved(tmp_path, because=('led\r\n[evil]\n"x" = 1\x00\x85\u2028' + "y" * 1000,)) is None
    comment = next(line for line in (tmp_path / "acme.toml").read_text().splitlines() if line.startswith("# led"))
    assert comment.startswith('# led [evil] "x" = 1 y')
    assert len(comment) <= 302


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'name = "Acme"\n[privacy]\nlocations = [{original = "https://acme.example/privacy"}]\n',
            "its locations are not written as tables",
        ),
        (OURS + f'\n[[privacy.locations]]\noriginal = "{NEW}"\n', "is declared at that time"),
    ],
)
def test_what_cannot_be_written_is_said_with_the_table_and_the_file_stays(tmp_path, text, found):
    declared(tmp_path, text)
    problem = moved(tmp_path, left=0 if "locations = [" in text else 1)
    assert found in problem.found
    assert f'original = "{NEW}"' in problem.expected
    assert (tmp_path / "acme.toml").read_text() == text


def test_a_file_that_changed_meanwhile_or_is_gone_is_left_alone(tmp_path):
    timeline = declared(tmp_path).timeline("acme/privacy")
    place = Location(original=NEW)
    other = replace(timeline, id=TimelineId.parse("acme/imprint"))
    for one, folder in ((replace(timeline, title="Other"), tmp_path), (other, tmp_path), (timeline, tmp_path / "no")):
        assert move(folder, one, place, left=None, until=None, because=()) is not None
    assert move(tmp_path, timeline, Location(original="ftp://x"), left=None, until=None, because=()) is not None
    assert (tmp_path / "acme.toml").read_text() == OURS
