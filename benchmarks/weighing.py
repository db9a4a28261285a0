"""Is how much a change matters, and about what, told as careful readers told it?

    CLAUSEWATCH_BENCH=... python -m benchmarks.weighing [--services open|back] [--data FILE]

Of the labelled changes only those that deserve an alert are asked; one of which nobody would be told counts as wrong.
`open` are three fifths of the services, by a hash of their names, `back` are the others, whose texts no rule was made
with. Readers name the few subjects that a change is known by, of a vocabulary of twenty-one.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import diffs
import extract
from benchmarks.corpus import bench
from benchmarks.world.goals import Goal, counted, report
from model import Judgement, Severity

_MOST_WRONG, _MOST_MAJOR_MISSED, _MOST_OFF = 0.15, 0.12, 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One change: what readers said of it, and what is said."""

    id: str
    severity: Severity
    categories: frozenset[str]
    said: Judgement

    @property
    def right(self) -> bool:
        return self.said.severity is self.severity

    def __str__(self) -> str:
        return f"{self.id}: is {self.severity}, taken for {self.said.severity} ({', '.join(self.said.because)})"


def main(arguments: Sequence[str]) -> int:
    folder = bench()
    if folder is None:
        print("weighing: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--services", choices=("open", "back"))
    parser.add_argument("--data", type=Path, default=folder / "data" / "change_labels_dev.jsonl.gz")
    asked = parser.parse_args(arguments)
    return report(_goals([*map(_weighed, _labelled(asked.data, asked.services))]))


def _labelled(path: Path, services: str | None) -> list[dict[str, object]]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return [row for row in rows if row["alert"] and services in (None, _share(row["service"]))]


def _share(service: str) -> str:
    return "open" if int(hashlib.sha1(service.encode()).hexdigest(), 16) % 5 < 3 else "back"


def _weighed(row: dict[str, object]) -> Weighed:
    before, after = (extract.clauses_of_markdown(str(row[side]))[1] for side in ("old", "new"))
    earlier = [extract.clauses_of_markdown(str(row["before"]))[1]] if row["before"] else []
    said = diffs.judge_revision(before, after, diffs.compare(before, after), earlier).judgement
    named = row["categories"]
    return Weighed(
        id=str(row["id"]),
        severity=Severity(str(row["severity"])),
        categories=frozenset(named if isinstance(named, list) else ()),
        said=said,
    )


def _goals(weighed: Sequence[Weighed]) -> list[Goal]:
    right = sum(one.right for one in weighed)
    print(f"{len(weighed)} changes that matter, severity right of {right} ({right / len(weighed):.1%})")
    by_category = {name: _counts(weighed, name) for name in sorted({name for one in weighed for name in _names(one)})}
    for name, counts in by_category.items():
        print(f"{name:<32} F1 {_f1(counts):.3f}  true {counts['both'] + counts['missed']}  said {_said(counts)}")
    together = sum(by_category.values(), Counter[str]())
    print(f"{'all categories':<32} F1 {_f1(together):.3f}  missed {together['missed']}  too many {together['extra']}")
    return [
        Goal(
            name="severity_wrong_share",
            figure=1 - right / len(weighed),
            most=_MOST_WRONG,
            faults=tuple(str(one) for one in weighed if not one.right),
        ),
        Goal(name="majors_told_as_less_share", figure=_missed(weighed), most=_MOST_MAJOR_MISSED),
        Goal(name="categories_short_of_f1_1", figure=1 - _f1(together), most=_MOST_OFF),
        counted("without_a_word_that_decided", (one.id for one in weighed if not one.said.because)),
    ]


def _names(one: Weighed) -> frozenset[str]:
    return one.categories.union(one.said.categories)


def _counts(weighed: Sequence[Weighed], name: str) -> Counter[str]:
    answer: dict[tuple[bool, bool], str] = {(True, True): "both", (True, False): "missed", (False, True): "extra"}
    asked = ((name in one.categories, name in one.said.categories) for one in weighed)
    return Counter(answer[pair] for pair in asked if pair in answer)


def _said(counts: Counter[str]) -> int:
    return counts["both"] + counts["extra"]


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["both"] / max(1, 2 * counts["both"] + counts["missed"] + counts["extra"])


def _missed(weighed: Sequence[Weighed]) -> float:
    majors = [one for one in weighed if one.severity is Severity.MAJOR]
    return sum(not one.right for one in majors) / max(1, len(majors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
