"""Does the benchmark of silent changes count what it says?"""

import pytest

from benchmarks.silent import goals, judged, main
from model import Declared
from versions import OwnDate

PROSE = "\n\n".join(
    f"We collect your name and address for lamp {i} and keep them as this policy says." for i in range(9)
)


def changed(before, after, *, label, alert=True):
    """A labelled change of two texts that begin so."""
    old, new = (f"# Privacy policy\n\n{line}\n\n{PROSE}" for line in (before, after))
    dates = {"old_date": "2024-05-01T00:00:00+00:00", "new_date": "2024-09-01T00:00:00+00:00"}
    return judged({"id": "a", "alert": alert, "self_date": label, "old": old, "new": new, **dates})


SILENT = changed("Last updated: 3 May 2023", "Last updated: 3 May 2023\n\nWe sell it.", label="same")
MISSED = changed("Last updated: 3 May 2023", "Last updated: 4 May 2023", label="same")
FALSE = changed("Last updated: 3 May 2023", "Last updated: 3 May 2023\n\nWe sell it.", label="absent", alert=False)


def test_a_change_is_read_as_the_product_reads_imported_texts():
    assert (SILENT.said, MISSED.said) == (OwnDate.SAME, OwnDate.CHANGED)
    assert SILENT.dates == (Declared(updated=("2023-05-03",)),) * 2
    assert changed("", "", label="absent").said == OwnDate.ABSENT


def test_what_is_no_policy_has_no_say():
    nothing = {"old": "Loading", "new": "Please enable JavaScript", "old_date": "2024-05-01", "new_date": "2024-05-02"}
    assert judged({"id": "b", "alert": False, "self_date": "n/a", **nothing}).said == "n/a"


def test_precision_and_recall_are_counted_among_alerts_and_among_all(capsys):
    assert [goal.figure for goal in goals([SILENT, SILENT, SILENT, MISSED, FALSE])] == pytest.approx(
        [0.25, 0, 0.25, 0.25]
    )
    assert "alerts: 4 changes, 4 silent; precision 1.000, recall 0.750" in capsys.readouterr().out


def test_without_labelled_changes_it_says_so_and_ends_well(monkeypatch, capsys):
    monkeypatch.delenv("CLAUSEWATCH_BENCH", raising=False)
    assert main([]) == 0
    assert "silent: skipped" in capsys.readouterr().out
