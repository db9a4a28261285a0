"""How many requests does a backfill make, and what does it tell for them?

    CLAUSEWATCH_BENCH=... python -m benchmarks.archive_requests [--only WORDS] [--sample 3] [--keep FOLDER]

The recorded timelines stand in an archive on loopback. The product backfills them through its own spider, reading and
deriving; the archive's log counts. How it would have done with curated texts instead of its readings is played with the
same plan, without a network. So are archives in which each capture is repeated until the next, with other bytes and
the same words: there each takes the reading of the one that it repeats, and a sample is crawled as well. Prints what it
found and a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.asking import curves
from benchmarks.asking.crawling import crawled, dense_records, records_of
from benchmarks.asking.known import Document, dense, documents
from benchmarks.asking.playing import Played, best_first, bisected
from benchmarks.corpus import bench, spread
from benchmarks.recorded.timelines import Recorded, recorded
from benchmarks.world.goals import Goal, report
from model import Bracket

_A_DAY = {"1 a week": 1 / 7, "10 a week": 10 / 7, "100 a week": 100 / 7, "2 a day": 2.0}
_DENSEST = "2 a day"
_BUDGETS = (0.25, 0.5, 0.75, 1.0)


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if bench() is None:
        print("archive requests: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    found = recorded(given.only)
    known = list(documents(found))
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        goals = [*sparse(found, known, place), *budgets(found, known, place)]
        goals += chain.from_iterable(densely(name, known) for name in _A_DAY)
        goals += sampled(spread(found, given.sample), known, place)
    return report(goals)


# ---------------------------------------------------------------- the archive as it was recorded


def sparse(found: Sequence[Recorded], known: Sequence[Document], place: Path) -> Iterator[Goal]:
    """Through the real spider."""
    done = crawled(found, records_of(found), place / "sparse")
    captures = sum(len(one.captures) for one in known)
    oracle = sum(len(Played(one, "oracle").to_the_end().asked) for one in known)
    ours = sum(len(Played(one, "read").to_the_end().asked) for one in known)
    halved = sum(bisected(one, "settled") for one in known)
    changes = sum(len(one.changes) for one in known)
    missed = [fault for one in known for fault in _missed(one, done.brackets[one.id])]
    false = [fault for one in known for fault in _false(one, done.brackets[one.id])]
    unsure = sum(len(done.brackets[one.id]) for one in known) - changes + len(missed) - len(false)
    print(f"recorded: {captures} captures, {done.replays} asked for ({done.index_pages} pages of indexes besides)")
    print(
        f"  in {done.seconds:.0f} s; played without a network {ours}, with curated texts {oracle},"
        f" bare halving {halved}"
    )
    print(
        f"  {changes - len(missed)} of {changes} durable changes dated,"
        f" {len(false)} false, {unsure} others: short ones, and beside what nobody knows"
    )
    yield Goal(name="not_dated", figure=len(missed) / max(1, changes), most=0.03, faults=tuple(missed))
    yield Goal(name="times_the_oracle", figure=done.replays / max(1, oracle), most=1.15)
    yield Goal(name="share_of_captures", figure=done.replays / max(1, captures), most=0.45)
    yield Goal(name="false_in_100", figure=100 * len(false) / max(1, done.replays), most=1, faults=tuple(false))
    yield Goal(name="asked_for_twice", figure=done.twice)


def _missed(one: Document, brackets: Sequence[Bracket]) -> Iterator[str]:
    for before, after in one.changes:
        if not any(when.after and before <= when.after and when.by <= after for when in brackets):
            yield f"{one.id}: after {before:%Y-%m-%d %H:%M}, by {after:%Y-%m-%d %H:%M}"


def _false(one: Document, brackets: Sequence[Bracket]) -> Iterator[str]:
    """Changes between two verified captures with the same curated text, and none with another between them."""
    at = {capture.moment: capture for capture in one.captures}
    for when in brackets:
        ends = [at.get(moment) for moment in (when.after, when.by) if moment]
        inside = {each.curated for each in one.captures if when.after and when.after <= each.moment <= when.by}
        if all(end and end.curated for end in ends) and len(inside - {""}) == 1:
            yield f"{one.id}: by {when.by:%Y-%m-%d %H:%M}"


# ---------------------------------------------------------------- with a budget


def budgets(found: Sequence[Recorded], known: Sequence[Document], place: Path) -> Iterator[Goal]:
    """What is told after a part of the requests, against samples at fixed times that cost no more."""
    by_id = {one.id: one for one in known}
    looks = list(best_first(known, "read"))
    for share in _BUDGETS:
        number = round(share * len(looks))
        ours = curves.told(by_id, looks[:number])
        print(f"after {number} requests: {ours.states:.1%} of all texts, brackets of {ours.width:.0f} days")
        yield from _against_samples(by_id, number, ours, share)
    yield from _kept_budget(found, place, len(looks) // 2 + len(found))


def _against_samples(by_id: Mapping[str, Document], number: int, ours: curves.Told, share: float) -> Iterator[Goal]:
    for name, days in curves.RATES.items():
        samples = curves.sampled(by_id, days)
        theirs = curves.told(by_id, samples[:number])
        made = f"{min(number, len(samples))} of {len(samples)}"
        print(f"  {name}, {made}: {theirs.states:.1%}, {theirs.width:.0f} days")
        yield Goal(name=f"states_{name}_{share:.2f}", figure=theirs.states, most=ours.states)
        yield Goal(name=f"width_{name}_{share:.2f}", figure=ours.width, most=theirs.width)


def _kept_budget(found: Sequence[Recorded], place: Path, budget: int) -> Iterator[Goal]:
    """Through the real spider."""
    done = crawled(found, records_of(found), place / "half", budget)
    made = done.replays + done.index_pages
    print(f"--budget {budget}: {made} requests, about {done.likely_left} more expected")
    yield Goal(name="over_the_budget", figure=made, most=budget)


# ---------------------------------------------------------------- the archive made dense


def densely(name: str, known: Sequence[Document]) -> Iterator[Goal]:
    """Played, with the reading of the capture that each repeats."""
    captures = ours = oracle = halved = dated = changes = 0
    for one in known:
        packed = dense(one, _A_DAY[name])
        played = Played(packed, "read").to_the_end()
        captures, ours = captures + len(packed.captures), ours + len(played.asked)
        oracle += len(Played(packed, "oracle").to_the_end().asked)
        halved += bisected(packed, "settled")
        changes += len(packed.changes)
        dated += _dated(packed, played)
    print(
        f"{name}: {captures} captures, {ours} asked for ({captures / ours:.1f} times fewer),"
        f" with curated texts {oracle}, bare halving {halved}; {dated} of {changes} durable changes dated"
    )
    yield Goal(name=f"times_the_oracle, {name}", figure=ours / oracle, most=1.15)
    if name == _DENSEST:
        yield Goal(name=f"share_of_captures, {name}", figure=ours / captures, most=1 / 33)


def _dated(one: Document, played: Played) -> int:
    found = [(change.after.moment, change.by.moment) for change in played.changes()]
    return sum(any(before <= low and high <= after for low, high in found) for before, after in one.changes)


def sampled(found: Sequence[Recorded], known: Sequence[Document], place: Path) -> Iterator[Goal]:
    """Some of the dense archive through the real spider, beside what was played."""
    by_id = {one.id: one for one in known}
    packed = {one.id: dense(by_id[one.id], _A_DAY[_DENSEST]) for one in found}
    records = chain.from_iterable(dense_records(one, packed[one.id]) for one in found)
    done = crawled(found, records, place / "dense")
    captures = sum(len(one.captures) for one in packed.values())
    played = sum(len(Played(one, "read").to_the_end().asked) for one in packed.values())
    oracle = sum(len(Played(one, "oracle").to_the_end().asked) for one in packed.values())
    faults = [fault for one in packed.values() for fault in _missed(one, done.brackets[one.id])]
    print(f"{_DENSEST}, {len(found)} timelines crawled: {captures} captures, {done.replays} asked for, played {played}")
    yield Goal(name="crawled_times_the_oracle", figure=done.replays / oracle, most=1.15, faults=tuple(faults))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.archive_requests", description=__doc__)
    parser.add_argument("--only", default="", help="timelines whose id holds these words")
    parser.add_argument("--sample", type=int, default=3, help="timelines of the dense archive that are crawled")
    parser.add_argument("--keep", type=Path, help="a folder in which the homes are left")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
