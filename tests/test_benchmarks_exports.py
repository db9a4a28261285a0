"""Does the benchmark of exports find what comes back, and what does not?"""

from benchmarks import exports
from benchmarks.round_tripping import going_out
from exchange import Form


def test_invented_histories_come_back_from_every_form(capsys):
    assert exports.main(["--invented", "--histories", "2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 histories, 12 texts\n")
    assert [form for form in Form if f"{form}_refused 0 0 met" not in said] == []
    assert "git_timelines_that_differ 0 0 met" in said


def test_what_does_not_come_back_is_told(monkeypatch, capsys):
    monkeypatch.setattr(going_out, "text_of", lambda store: lambda timeline, number: "# Privacy policy\n\nOther words.")
    assert exports.main(["--invented", "--histories", "1"]) == 1
    assert "git_timelines_that_differ 1 0 missed" in capsys.readouterr().out
