"""What does our crawl cost, against a bare Scrapy spider with default settings on the same pages?

    CLAUSEWATCH_BENCH=... python -m benchmarks.crawl [--pages 2500] [--pairs 3] [--small 10000] [--only PART]

Recorded pages stand on loopback, each document under a host of its own, in another process whose cost is not counted.
Processor time is that of the whole process, user and system, all threads; ours and the bare spider take turns. Given is
the ratio with start-up and without it (a run that asks for nothing is taken off on both sides); the goals are on the
latter, medians over the pairs. Delays are 0, so that nobody waits; all else that manners ask for is done.

    fetch        robots.txt, lanes, guard, bounds; what comes is dropped
    visit        the same, kept in a store, read, and in the end compared and recorded
    backfill     the same pages as captures of an archive: its index, its replay, kept, read, compared, recorded
    memory       resident memory that a page more costs, of small pages no two of which are alike, the whole way

Prints a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.corpus import bench
from benchmarks.crawling.standing import Document, lay_out_corpus, lay_out_small
from benchmarks.world.goals import Goal, report

GOALS = {"fetch": 1.0, "visit": 2.5, "backfill": 2.5}
_KILOBYTES_A_PAGE = 1.0
_HOSTS = 500  # of the small pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a process cost in seconds of processor time, and what it said."""

    seconds: float
    said: str


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if bench() is None:
        print("crawl: skipped, CLAUSEWATCH_BENCH names no folder with recorded pages")
        return 0
    goals: list[Goal] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.only != "memory":
            documents = lay_out_corpus(folder, given.pages)
            parts = [given.only] if given.only else list(GOALS)
            goals += [_ratio(part, folder, documents, given.pairs) for part in parts]
        if given.only in ("", "memory") and given.small:
            goals.append(_growth(folder, given.small))
    return report(goals)


def _ratio(part: str, folder: Path, documents: Sequence[Document], pairs: int) -> Goal:
    pages = sum(len(one.bodies) for one in documents)
    whole, net = [], []
    for number in range(pairs):
        ours, bare = _pair(part, folder, documents, pages)
        idle_ours, idle_bare = _pair(part, folder, (), 0)
        whole.append(ours / bare)
        net.append((ours - idle_ours) / (bare - idle_bare))
        each = [1000 * seconds / pages for seconds in (ours - idle_ours, bare - idle_bare)]
        started = f"start-up {idle_ours:.2f} s and {idle_bare:.2f} s"
        print(f"{part} {number + 1}: {each[0]:.2f} ms a page, bare {each[1]:.2f} ms; {started}; {net[-1]:.3f}")
    print(f"{part}: {pages} pages; with start-up {median(whole):.3f}, {min(whole):.3f} to {max(whole):.3f}")
    print(f"{part}: without start-up {median(net):.3f}, {min(net):.3f} to {max(net):.3f}")
    return Goal(name=f"{part}_against_bare_scrapy", figure=median(net), most=GOALS[part])


def _pair(part: str, folder: Path, documents: Sequence[Document], pages: int) -> tuple[float, float]:
    with _served(folder) as ports:
        ours = _ours(part, folder, ports, pages)
    _check(f"our crawl ({part})", json.loads(ours.said)["pages"], pages)
    with _served(folder) as ports:
        listed = folder / "addresses.txt"
        listed.write_text("\n".join(_addresses(part, documents, ports)), encoding="utf-8")
        bare = _run("benchmarks.crawling.bare", str(listed))
    _check("the bare spider", int(bare.said.split()[0]), pages)
    return ours.seconds, bare.seconds


def _ours(part: str, folder: Path, ports: Sequence[int], pages: int) -> Run:
    return _run("benchmarks.crawling.ours", part, str(folder), json.dumps({"ports": ports, "pages": pages}))


def _check(who: str, came: int, pages: int) -> None:
    if came != pages:
        raise RuntimeError(f"{who} had {came} pages of {pages}")


def _addresses(part: str, documents: Sequence[Document], ports: Sequence[int]) -> Iterator[str]:
    """Document by document in turn, since that is how ours come."""
    for turn in range(max((len(one.bodies) for one in documents), default=0)):
        for one in documents:
            if turn < len(one.bodies):
                live = f"http://127.0.0.1:{ports[one.host]}{one.path}"
                memento = f"http://127.0.0.1:{ports[-1]}/web/{one.bodies[turn].moment}id_/{live}"
                yield memento if part == "backfill" else live


def _growth(folder: Path, pages: int) -> Goal:
    """Of the last four fifths of the pages: the first fifth fills what is bounded."""
    lay_out_small(folder, pages, _HOSTS)
    with _served(folder) as ports:
        said = json.loads(_ours("visit", folder, ports, pages).said)
    _check("our crawl (memory)", said["pages"], pages)
    marks = sorted((int(mark), kilobytes) for mark, kilobytes in said["memory"].items())
    print(f"memory: {', '.join(f'{kilobytes:,} kB after {mark:,} pages' for mark, kilobytes in marks)}")
    (early, before), (late, after) = marks[0], marks[-1]
    grown = (after - before) / (late - early)
    return Goal(name="kilobytes_a_page", figure=round(grown, 3), most=_KILOBYTES_A_PAGE)


@contextmanager
def _served(folder: Path) -> Iterator[list[int]]:
    command = [sys.executable, "-m", "benchmarks.crawling.serving", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        if server.stdout is None:
            raise RuntimeError("the server says nothing")
        yield json.loads(server.stdout.readline())
        server.communicate()


def _run(module: str, *arguments: str) -> Run:
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{module} ended with {process.returncode}")
        said.seek(0)
        return Run(seconds=used.ru_utime + used.ru_stime, said=said.read())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.crawl", description=__doc__)
    parser.add_argument("--pages", type=int, default=2_500)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--small", type=int, default=10_000, help="small pages, by which memory is measured")
    parser.add_argument("--only", choices=(*GOALS, "memory"), default="")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
