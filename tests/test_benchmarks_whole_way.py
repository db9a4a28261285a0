"""Do recorded pages stand live again, and is what the product says of them held against what is known?"""

import json

import pytest

from benchmarks import whole_way
from benchmarks.world.edits import ADDED, MODIFIED, STYLE
from benchmarks.world.pages import Quirk
from model import Severity
from tests.recorded_corpus import Page, write

MAJOR = [edit for edit in MODIFIED if edit.severity is Severity.MAJOR]


def corpus(folder):
    """Two policies over three months, with a pause of 40 days, a section missing for half an hour and a wall."""
    one = Page("acme", {10: MAJOR[0], 60: ADDED[0]})
    other = Page("brava", {20: STYLE[0]}, kind="terms")
    changed = []
    for day in (0, 4, 8, 12, 15, 55, 62, 70):
        change = day in (12, 62)
        captured = one.capture(day, change=change, **({"kind": "words", "flap": False} if change else {}))
        changed += [captured] if change else []
        if day == 15:
            one.capture(16, quirk=Quirk.FLAP)
            one.capture(16.02)
    for day in (0, 5.5, 9, 21, 24, 30):
        captured = other.capture(day, change=day == 21, **({"kind": "words", "flap": False} if day == 21 else {}))
        changed += [captured] if day == 21 else []
        if day == 9:
            other.capture(10, quirk=Quirk.BOT)
    return write(folder, [one, other]), changed


def ruling(timeline, captured, severity):
    alert = severity != "none"
    return json.dumps({"timeline": timeline, "captured": captured, "alert": alert, "severity": severity})


@pytest.fixture
def world(tmp_path, monkeypatch):
    folder, changed = corpus(tmp_path)
    monkeypatch.setenv("CLAUSEWATCH_BENCH", str(folder))
    rulings = tmp_path / "rulings.jsonl"
    lines = [
        ruling("invented/acme", changed[0], "major"),
        ruling("invented/acme", changed[1], str(ADDED[0].severity)),
        ruling("invented/brava", changed[2], "none"),
    ]
    rulings.write_text("\n".join(lines) + "\n")
    return rulings


def test_what_matters_is_told_and_nothing_else(world, capfd):
    assert whole_way.main(["--rulings", str(world), "--processes", "2"]) == 0
    said = capfd.readouterr().out
    assert "2 of 2 deserving changes told" in said
    assert "0 of 1 changes told that deserve no alert" in said
    assert "false_alarms_per_1000_pairs 0 5 met" in said
    assert "major_missed 0 0 met" in said


def test_what_is_not_told_is_listed_with_what_the_product_made_of_it(world, capfd):
    lines = [json.loads(line) for line in world.read_text().splitlines()]
    lines[2] |= {"alert": True, "severity": "major"}
    world.write_text("\n".join(map(json.dumps, lines)) + "\n")
    assert whole_way.main(["--rulings", str(world), "--only", "brava", "--processes", "1"]) == 1
    said = capfd.readouterr().out
    assert "deserving_missed_share 1 0.05 missed" in said
    assert "(major) deserves none (none)" in said
