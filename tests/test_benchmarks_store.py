"""Are the captures the same here and in git, and do they come in the order of a backfill?"""

from datetime import UTC, datetime, timedelta
from itertools import chain

from benchmarks.storing.in_git import Git
from benchmarks.storing.in_ours import filled, read_first, read_warm
from benchmarks.storing.lines import Shot, dense_line, halved
from store import open_store

LINES = [
    [
        Shot(
            name=f'acme/"{which}" policy',
            original=f"https://acme.example/{which}",
            moment=datetime(2020, 1, 1, tzinfo=UTC) + day * timedelta(days=1),
            body=f"<html><head></head><body>{which} {day // 3} {'words ' * 200}</body>".encode(),
        )
        for day in range(10)
    ]
    for which in ("privacy", "terms")
]


def test_ends_come_first_then_what_halves_each_stretch():
    line = LINES[0]
    assert [line.index(shot) for shot in halved(line)] == [0, 9, 4, 2, 6, 1, 3, 5, 7, 8]
    assert [list(halved(line[:n])) for n in (1, 2)] == [line[:1], line[:2]]


def test_captures_of_a_dense_line_have_bytes_of_their_own_and_come_in_order_of_time():
    line = dense_line(LINES[0], 50)
    assert len({shot.body for shot in line}) == len({shot.moment for shot in line}) == 50
    assert [shot.moment for shot in line] == sorted(shot.moment for shot in line)
    assert line == dense_line(LINES[0], 50)


def test_the_same_captures_are_written_and_read_here_and_in_git(tmp_path):
    peer = Git(tmp_path / "git", LINES)
    ours = filled(tmp_path / "ours.db", chain.from_iterable(map(halved, LINES)))
    bodies = {shot.body for line in LINES for shot in line}
    with open_store(ours.path, readonly=True) as store:
        assert {store.facts.body(digest) for digest in store.facts.digests()} == bodies
        assert store.questions.fact_counts().captures == 20
    assert len(peer._blobs()) == len(bodies)
    assert peer.size > 0
    assert ours.raw == sum(len(shot.body) for line in LINES for shot in line)
    assert min(peer.read(5, 1), read_warm(ours.path, 5, 1), read_first(ours.path, 5, 1)) > 0
