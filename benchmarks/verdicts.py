"""Are bad captures refused, with the right verdict, and good ones not?

    CLAUSEWATCH_BENCH=... python -m benchmarks.verdicts

Every capture of the corpus's timelines is taken in and derived as an import from WARC files is.  150 of those that
their curators could not use were drawn by a hash of their digest and read by hand before any verdict was seen: what
each deserves stands in `verdict_labels.jsonl`.  They are few families, so the figures are given by document, too.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import bench, timeline_files
from benchmarks.seams import histories
from benchmarks.world.goals import Goal, counted, report
from model import Examined, History, Verdict, original_key, timestamp14

LABELS = Path(__file__).with_name("verdict_labels.jsonl")
_MOST_MISSED, _MOST_REFUSED = 0.1, 1 / 500
Place = tuple[str, str]
"""Key of the original, and the moment in 14 digits."""


def main() -> int:
    folder = bench()
    if folder is None:
        print("verdicts: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    gold = folder.parent / "corpus" / "gold" / "timeline.jsonl"
    timelines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    return report(_goals(timelines, list(histories(timeline_files()))))


def _goals(timelines: Sequence[Mapping[str, Any]], derived: Sequence[History]) -> list[Goal]:
    examined = {_place(one): one for history in derived for one in history.examined}
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    original = {one["id"]: one["url"] for one in timelines}
    read = [(label, examined[_key(original[label["doc"]], label["captured"])]) for label in labels]
    bad = [(label, one) for label, one in read if label["verdict"] != Verdict.POLICY]
    missed = [(label, one) for label, one in bad if not _right(label, one)]
    verified = [
        examined[_key(one["url"], capture["captured"])]
        for one in timelines
        for capture in one["captures"]
        if capture["verified"]
    ]
    refused = [one for one in verified if one.settled.verdict is not Verdict.POLICY]
    wronged = [(label, one) for label, one in read if label["verdict"] == Verdict.POLICY and not _right(label, one)]
    _by_document(bad)
    return [
        Goal(
            name="bad_missed_share",
            figure=len(missed) / len(bad),
            most=_MOST_MISSED,
            faults=tuple(_fault(label, one) for label, one in missed),
        ),
        Goal(
            name="verified_refused_share",
            figure=len(refused) / len(verified),
            most=_MOST_REFUSED,
            faults=tuple(f"{one.capture.original} {_said(one)}" for one in refused),
        ),
        Goal(
            name="good_refused_share",
            figure=len(wronged) / (len(read) - len(bad)),
            most=_MOST_REFUSED,
            faults=tuple(_fault(label, one) for label, one in wronged),
        ),
        counted("versions_of_bad_captures", _versions_of(bad, derived)),
    ]


def _key(url: str, captured: str) -> Place:
    return original_key(url), "".join(char for char in captured if char.isdigit())


def _place(one: Examined) -> Place:
    return original_key(one.capture.original), timestamp14(one.capture.timestamp)


def _right(label: Mapping[str, Any], one: Examined) -> bool:
    return one.settled.verdict in (label["verdict"], *label["also"])


def _fault(label: Mapping[str, Any], one: Examined) -> str:
    return f"{label['doc']} {label['captured']}: is {label['verdict']}, {_said(one)}"


def _said(one: Examined) -> str:
    return f"{timestamp14(one.capture.timestamp)} taken for {one.settled.verdict}: {one.settled.reason}"


def _versions_of(bad: Iterable[tuple[Mapping[str, Any], Examined]], derived: Iterable[History]) -> list[str]:
    """Versions whose text came from a capture that is bad: each begins or ends a change that never was."""
    shown = {version.capture for history in derived for version in history.versions}
    return [_fault(label, one) for label, one in bad if one.capture in shown]


def _by_document(bad: Iterable[tuple[Mapping[str, Any], Examined]]) -> None:
    caught: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for label, one in bad:
        count[label["doc"]] += 1
        caught[label["doc"]] += _right(label, one)
    for document in sorted(count):
        print(f"{document}: {caught[document]} of {count[document]} bad captures with the right verdict")


if __name__ == "__main__":
    sys.exit(main())
