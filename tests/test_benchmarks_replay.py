"""Is it counted rightly what recorded versions would have raised, and why the others raise nothing?"""

import json
import sys
from datetime import timedelta
from random import Random

import pytest

from benchmarks import replay
from benchmarks.recorded.histories import replayed
from benchmarks.world.edits import MODIFIED, STYLE
from benchmarks.world.texts import Planned, document, names_of
from model import Severity
from tests.recorded_corpus import BEGIN

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAJOR = [edit for edit in MODIFIED if edit.severity is Severity.MAJOR]


def history():
    """A change and its return, a matter of style, a version of the archive's own, and one that differs in quotes."""
    planned = [Planned(10.0, MAJOR[0], True), Planned(30.0, STYLE[0], False), Planned(40.0, MAJOR[1], True)]
    found = document("privacy", names_of(3, Random("acme")), planned, BEGIN.date(), Random("shows a date"))
    texts = [text(found, day) for day in (0, 10, 0, 10, 30, 40)]
    texts.append(texts[-1].replace("'", "\u2019"))
    versions = [
        {"recorded": f"{BEGIN + timedelta(days=73 * at):%Y-%m-%dT%H:%M:%SZ}", "technical": at == 5, "markdown": one}
        for at, one in enumerate(texts)
    ]
    return {
        "collection": "invented",
        "service": "Acme",
        "terms_type": "Privacy Policy",
        "versions_recorded": 7,
        "versions": versions,
    }


def text(found, day):
    """As Markdown; what stands in a list is a paragraph here."""
    blocks = [f"# {found.title}"]
    for heading, clauses in found.on(day):
        blocks += [f"## {heading}", *(one.lstrip("*") for one in clauses)]
    return "\n\n".join(blocks)


REPLAYED = replayed(history())


def test_what_returns_what_is_style_and_what_is_the_same_is_not_told():
    assert [step.judgement.alert for step in REPLAYED.steps] == [True, False, False, False, False]
    assert REPLAYED.versions == 7
    assert REPLAYED.years == pytest.approx(73 * 6 / 365.25)
    assert REPLAYED.steps[0].judgement.severity is Severity.MAJOR
    assert REPLAYED.steps[1].judgement.because == ("returns to an earlier text",)
    assert REPLAYED.steps[4].judgement.because[0] in ("read as the same text", "typographic")


def test_the_changed_words_are_shown_to_a_person():
    shown = " ".join(REPLAYED.steps[0].words)
    assert "[+" in shown
    assert MAJOR[0].after.split()[0] in shown


def test_the_figures_are_printed_with_a_line_for_each_goal(tmp_path, monkeypatch, capsys):
    gold = tmp_path / "corpus" / "gold"
    gold.mkdir(parents=True)
    (tmp_path / "bench").mkdir()
    (gold / "histories.jsonl.zst").write_bytes(zstd.compress(json.dumps(history()).encode()))
    monkeypatch.setenv("CLAUSEWATCH_BENCH", str(tmp_path / "bench"))
    assert replay.main(["--processes", "1", "--sample", "1"]) == 0
    said = capsys.readouterr().out
    assert "recorded changes: 5, " in said
    assert "alerts at once: 1, " in said
    assert "== told: invented Acme Privacy Policy" in said
    assert "== not told: invented Acme Privacy Policy" in said
    assert "told_against_deserving_at_most" in said
