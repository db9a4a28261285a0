"""Does the benchmark of weight and subjects count what it says?"""

import json

import pytest

from benchmarks.weighing import main

PROSE = "\n\n".join(f"We describe lamp {i} on a page of its own, with its height and its colour." for i in range(6))


def labelled(name, old, new, severity, categories, alert=True):
    """A change of one line, as a reader labelled it."""
    texts = {side: f"# Privacy policy\n\n{line}\n\n{PROSE}" for side, line in (("old", old), ("new", new))}
    said = {"alert": alert, "severity": severity, "categories": categories}
    return {"id": name, "service": "Acme", "before": "", **texts, **said}


PERIOD = ("We keep your orders for ten days.", "We keep your orders for two years.")
LINE = "We print your pictures and send them to you by post."


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """Runs the benchmark on some labelled changes: its code and what it prints."""
    monkeypatch.setenv("CLAUSEWATCH_BENCH", str(tmp_path))

    def ask(*rows, services=()):
        (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        code = main(["--data", str(tmp_path / "labels.jsonl"), *services])
        return code, capsys.readouterr().out

    return ask


def test_what_is_weighed_as_readers_did_meets_the_goals(told):
    code, said = told(labelled("a", *PERIOD, "major", ["retention"]))
    assert code == 0
    assert "1 changes that matter, severity right of 1 (100.0%)" in said
    assert "retention                        F1 1.000  true 1  said 1" in said


def test_what_is_weighed_otherwise_is_named_and_misses_the_goals(told):
    code, said = told(labelled("a", *PERIOD, "minor", ["sale"]), labelled("b", LINE, LINE, "major", ["contact"]))
    assert code == 1
    assert "a: is minor, taken for major (ten days -> two years)" in said
    assert "b: is major, taken for none" in said
    assert "majors_told_as_less_share 1 " in said


def test_only_what_deserves_an_alert_is_asked(told):
    rows = [labelled("a", *PERIOD, "major", ["retention"]), labelled("b", *PERIOD, "none", [], alert=False)]
    assert "1 changes that matter" in told(*rows)[1]


def test_without_labelled_changes_it_says_so_and_ends_well(monkeypatch, capsys):
    monkeypatch.delenv("CLAUSEWATCH_BENCH", raising=False)
    assert main([]) == 0
    assert "weighing: skipped" in capsys.readouterr().out
