"""Is a change that came silently, under an old date of the document, told from the others?

    CLAUSEWATCH_BENCH=... python -m benchmarks.silent [--services open|back] [--labels FILE]

Reads both texts of every labelled change as imported Markdown is read, asks what became of the document's own date, and
holds that to the labels. A change is silent where the document shows a date and that did not move. Prints every
disagreement and a line per goal, and exits 1 if one is missed. Without the variable it says so and ends well: the
labelled changes are not part of the project.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import extract
import versions
from benchmarks.corpus import bench
from benchmarks.world.goals import Goal, report
from model import Declared, Location, Reading, Rendition, Verdict

_NO_DOCUMENT = "n/a"
_SILENT = versions.OwnDate.SAME.value
_MISSED, _FALSE = (
    0.1,
    0.05,
)  # of the silent ones among changes that deserve an alert; of sixteen, one label may be wrong
_MISSED_OF_ALL, _FALSE_OF_ALL = 0.1, 0.2  # labels of changes that deserve none often overlook a date that stood still


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One labelled change with what our reading says of its date."""

    id: str
    alert: bool
    label: str
    said: str
    dates: tuple[Declared, Declared]

    def __str__(self) -> str:
        before, after = (", ".join(one.dates) or "none" for one in self.dates)
        return f"{self.id} label {self.label}, read {self.said}: {before} -> {after}{' (alert)' if self.alert else ''}"


def main(arguments: Sequence[str]) -> int:
    folder = bench()
    if folder is None:
        print("silent: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    given = _parser(folder).parse_args(arguments)
    found = [judged(row) for row in _rows(given.labels) if _wanted(row, given.services)]
    for one in found:
        if one.label != one.said:
            print(f"  {one}")
    for (label, said), number in sorted(Counter((one.label, one.said) for one in found).items()):
        print(f"  label {label}, read {said}: {number}")
    return report(goals(found))


def judged(row: Mapping[str, Any]) -> Judged:
    """What our reading of the two texts of a labelled change says of the document's own date."""
    before, after = (_read(row[name]) for name in ("old", "new"))
    then, now = (datetime.fromisoformat(row[name]) for name in ("old_date", "new_date"))
    is_document = before.verdict is after.verdict is Verdict.POLICY
    own = versions.own_date(before.declared, after.declared, then, now)
    return Judged(
        id=row["id"],
        alert=row["alert"],
        label=row["self_date"],
        said=own.value if is_document else _NO_DOCUMENT,
        dates=(before.declared, after.declared),
    )


def _read(text: str) -> Reading:
    place = Location(original="https://policy.example/")
    return extract.read(text.encode(), {}, location=place, statuscode=200, rendition=Rendition.TEXT)


def goals(found: Sequence[Judged]) -> list[Goal]:
    """The shares of silent changes that were missed, and of those called silent that are none."""
    told = [one for one in found if one.alert]
    return [
        *_shares("alerts", told, _MISSED, _FALSE),
        *_shares("all", found, _MISSED_OF_ALL, _FALSE_OF_ALL),
    ]


def _shares(name: str, found: Sequence[Judged], missed: float, false: float) -> Iterator[Goal]:
    true, said = ([one for one in found if getattr(one, side) == _SILENT] for side in ("label", "said"))
    both = sum(one.said == _SILENT for one in true)
    recall, precision = (both / len(side) if side else 1.0 for side in (true, said))
    print(f"{name}: {len(found)} changes, {len(true)} silent; precision {precision:.3f}, recall {recall:.3f}")
    yield Goal(name=f"silent_{name}_recall_short_of_1", figure=1 - recall, most=missed)
    yield Goal(name=f"silent_{name}_precision_short_of_1", figure=1 - precision, most=false)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _wanted(row: Mapping[str, Any], services: str | None) -> bool:
    """Three fifths of the services are open to be read, two fifths are kept back."""
    is_open = int(hashlib.sha1(row["service"].encode(), usedforsecurity=False).hexdigest(), 16) % 5 < 3
    return services is None or is_open == (services == "open")


def _parser(folder: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.silent", description=__doc__)
    parser.add_argument("--services", choices=("open", "back"), help="those that are read, or those that are kept back")
    parser.add_argument("--labels", type=Path, default=folder / "data" / "change_labels_dev.jsonl.gz")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
