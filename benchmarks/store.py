"""How many bytes do captures take, and how long to write and to read, against git's packs of the same?

    python -m benchmarks.store [--only WORDS] [--dense 300] [--long 16000] [--times 3]

Needs the corpus that CLAUSEWATCH_BENCH names. First all captures of the recorded timelines, in the order in which a
backfill brings them, as a file that holds facts alone, against one commit each and `git repack -adf --window=250
--depth=50`. Then histories made of eight of them, in which every capture has other bytes, in the order of a backfill
and in that of time. Then one address with a thousand captures and with many. Prints a line per goal, and exits 1 if
one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median

from benchmarks.recorded.timelines import recorded
from benchmarks.storing.in_git import Git
from benchmarks.storing.in_ours import Filled, filled, read_first, read_warm
from benchmarks.storing.lines import Line, dense_line, halved, recorded_lines
from benchmarks.world.goals import Goal, report
from store.deltas import MOST_STEPS

_READS = 400
_SHORT = 1_000
_DENSE = 8  # timelines


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    lines = recorded_lines(recorded(given.only))
    with tempfile.TemporaryDirectory() as folder:
        print(f"no body is read in more than {MOST_STEPS} steps")
        return report(run(Path(folder), lines, given))


def run(folder: Path, lines: Sequence[Line], given: argparse.Namespace) -> Iterator[Goal]:
    yield from _against_git(folder / "recorded", lines, given.times)
    chosen = lines[:: max(1, len(lines) // _DENSE)][:_DENSE]
    yield from _dense(folder / "dense", [dense_line(line, given.dense, at) for at, line in enumerate(chosen)])
    smallest = min(lines, key=lambda line: sum(len(shot.body) for shot in line) / len(line))
    yield from _long(folder / "long", smallest, given)


def _against_git(folder: Path, lines: Sequence[Line], times: int) -> Iterator[Goal]:
    folder.mkdir()
    peer = Git(folder / "git", lines)
    made = [filled(folder / f"{at}.db", chain.from_iterable(map(halved, lines))) for at in range(times)]
    seconds, first = median(one.seconds for one in made), made[0]
    _say("recorded", first, peer, seconds)
    yield Goal(name="recorded_size", figure=first.size / peer.size, most=0.9)
    yield Goal(name="recorded_size_stretch", figure=first.size / peer.size, most=0.75)
    yield Goal(name="recorded_writing", figure=seconds / peer.seconds, most=0.1)
    ours = _median(lambda seed: read_warm(first.path, _READS, seed), times)
    theirs = _median(lambda seed: peer.read(_READS, seed), times)
    print(f"recorded: a body is read in {ours:.3f} ms, a blob of git in {theirs:.3f} ms")
    yield Goal(name="recorded_reading", figure=ours / theirs, most=2)


def _dense(folder: Path, lines: Sequence[Line]) -> Iterator[Goal]:
    folder.mkdir()
    peer = Git(folder / "git", lines)
    orders: dict[str, Iterable[Line]] = {"halved": [list(halved(line)) for line in lines], "in_time": lines}
    for name, ordered in orders.items():
        one = filled(folder / f"{name}.db", chain.from_iterable(ordered))
        _say(f"dense {name}", one, peer, one.seconds)
        yield Goal(name=f"dense_size_{name}", figure=one.size / peer.size, most=0.7)


def _long(folder: Path, line: Line, given: argparse.Namespace) -> Iterator[Goal]:
    folder.mkdir()
    took = []
    for length in (_SHORT, given.long):
        one = filled(folder / f"{length}.db", halved(dense_line(line, length)))
        took.append(_median(partial(read_first, one.path, _READS), given.times))
        print(f"{length} captures of one address: {one.size / length:.0f} bytes each, read in {took[-1]:.3f} ms")
    yield Goal(name="long_reading", figure=took[1] / took[0], most=1.5)


def _median(measure: Callable[[int], float], times: int) -> float:
    return median(measure(seed) for seed in range(times))


def _say(name: str, one: Filled, peer: Git, seconds: float) -> None:
    rates = (one.raw / 1e6 / took for took in (seconds, peer.seconds))
    print(
        f"{name}: {one.raw / 1e6:.1f} MB in {one.size / 1e6:.3f} MB, {peer.size / 1e6:.3f} MB in git;"
        " {:.1f} and {:.1f} MB a second of processor time".format(*rates)
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="timelines whose name holds these words")
    parser.add_argument("--dense", type=int, default=300, help="captures of each dense history")
    parser.add_argument("--long", type=int, default=16_000, help="captures of one address")
    parser.add_argument("--times", type=int, default=3, help="how often each is measured")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
