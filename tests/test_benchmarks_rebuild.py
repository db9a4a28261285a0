"""Does the benchmark of rebuilding tell a difference, and what each stage takes?"""

from benchmarks import rebuild
from benchmarks.recorded.timelines import recorded
from benchmarks.storing.lines import recorded_lines
from benchmarks.world.edits import STYLE
from scheduler import Makers
from settings import Home
from tests import recorded_corpus as corpus


def test_one_and_two_processes_and_a_cluster_make_the_same_of_an_invented_corpus(tmp_path, monkeypatch, capsys):
    pages = [corpus.Page(name, {4: STYLE[0]}) for name in ("acme", "lumora", "ostrivel", "verdana")]
    for page in pages:
        for day in (0, 2, 6):
            page.capture(day)
    monkeypatch.setenv("CLAUSEWATCH_BENCH", str(corpus.write(tmp_path, pages)))
    found = recorded()
    furnished = rebuild.furnish(tmp_path / "facts", found, recorded_lines(found))
    _, same = rebuild.run(furnished, tmp_path, 1)
    assert (same.name, same.figure) == ("otherwise_made", 0)
    shown = capsys.readouterr().out
    assert all(f"\n{stage} " in f"\n{shown}" for stage in ("unpack bodies", "read", "judge", "write", "all of it"))
    made = rebuild._run(Home(furnished), Makers())
    assert made.captures == 12
    assert len(made.said) > len(pages)
