"""Which clauses were written anew, by the word of somebody who read both texts?

Three sources, all behind CLAUSEWATCH_BENCH: links that were judged in real revisions, links of real revisions out of
the histories, whose labels are `rewrite_labels.txt`, and generated revisions whose truth is known.  A line of
`rewrite_labels.txt` is a policy, the positions of two versions in its history, and pairs of clauses: `7+81` are the
same clause, `7-82` are not.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import extract
from benchmarks.corpus import bench, histories, scorer
from model import Clause

Pair = tuple[int, int]

_LABELS = Path(__file__).with_name("rewrite_labels.txt")
_LABEL = re.compile(r"(\d+)([+-])(\d+)")
_FAMILIES = ("mixed", "rework", "lists", "parallel", "splitmerge", "lineage", "moves")
_SIDES = ("old", "new")
_LEAST_LEVEL = 10  # percent of clauses that were edited


@dataclass(frozen=True, slots=True)
class Judged:
    """Two texts, and which of their pairs of clauses are one clause; of pairs not named nothing is known.

    `whole` says that everything is known: then what is not named are two clauses, but for pairs of clauses of which
    each is `unsure`.
    """

    source: str
    id: str
    before: Sequence[Clause]
    after: Sequence[Clause]
    same: Mapping[Pair, bool]
    whole: bool = False
    unsure: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())

    def answer(self, i: int, j: int) -> bool | None:
        """Whether two clauses are one, if anybody knows."""
        known = self.same.get((i, j))
        taste = i in self.unsure[0] and j in self.unsure[1]
        return known if known is not None or taste or not self.whole else False


def judged_links() -> Iterator[Judged]:
    """Links of real revisions over which aligners disagree."""
    folder = _data()
    texts = {row["id"]: row for row in _rows(folder / "real_pairs_dev.jsonl.gz")}
    labels: dict[str, dict[Pair, bool]] = defaultdict(dict)
    for line in (folder / "real_links_judged.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["judged"] != "unclear":
            labels[row["id"]][row["old"], row["new"]] = row["judged"] == "same"
    for name, same in labels.items():
        yield Judged("judged", name, _clauses(texts[name]["old_blocks"]), _clauses(texts[name]["new_blocks"]), same)


def read_links() -> Iterator[Judged]:
    """Links of real revisions of policies that are not among the judged ones."""
    segment = scorer("clause_edits").segment
    texts = {f"{row['service']}/{row['terms_type']}": row["versions"] for row in histories()}
    for line in _LABELS.read_text("utf-8").splitlines():
        policy, places, pairs = line.split(" | ")
        before, after = (_clauses(segment(texts[policy][int(place)]["markdown"])) for place in places.split())
        same = {(int(i), int(j)): mark == "+" for i, mark, j in _LABEL.findall(pairs)}
        yield Judged("read", f"{policy} {places}", before, after, same)


def generated() -> Iterator[Judged]:
    """Every second of the revisions that were made by much editing; links that are a matter of taste say nothing."""
    rows = (row for row in _rows(_data() / "alignment_dev.jsonl.gz") if row["family"] in _FAMILIES)
    for row in [row for row in rows if row["level"] >= _LEAST_LEVEL][::2]:
        same = {(i, j): True for one in row["truth"] if not _taste(one) for i in one["old"] for j in one["new"]}
        before, after = (frozenset(k for one in row["truth"] if _taste(one) for k in one[side]) for side in _SIDES)
        texts = _clauses(row["old_blocks"]), _clauses(row["new_blocks"])
        yield Judged("generated", row["id"], *texts, same, whole=True, unsure=(before, after))


def _taste(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("soft") or entry.get("loose"))


def _data() -> Path:
    folder = bench()
    if folder is None:
        raise FileNotFoundError("CLAUSEWATCH_BENCH names no folder with scorers")
    return folder / "data"


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _clauses(blocks: Sequence[str]) -> list[Clause]:
    return [_clause(block) for block in blocks]


@cache
def _clause(block: str) -> Clause:
    return extract.clause_of_block(block)
