"""How well do the thinking parts do on labelled data?

    CLAUSEWATCH_BENCH=... python -m benchmarks.score [NAME...]

Runs the scorers of the folder that CLAUSEWATCH_BENCH names over `benchmarks.seams` and prints a line each.
Without the variable it says so and ends well: the data is not part of the project.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import bench, timeline_files

ROOT = Path(__file__).parent.parent
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A scorer with its arguments ({bench} and {out} are filled in), and which of its figures are shown."""

    script: str
    arguments: Sequence[str]
    shown: Callable[[Figures], Mapping[str, float]]


def _picked(*names: str) -> Callable[[Figures], Mapping[str, float]]:
    return lambda figures: {name: figures[name] for name in names}


def _aligned(figures: Figures) -> Mapping[str, float]:
    every = figures["groups"]["all"]
    kinds = ("link", "hard", "modified", "moved", "split", "merged", "added", "removed")
    rest = ("alarm_cases", "alarm_blocks", "missed", "needle", "exact")
    return {name: every[name]["f1"] for name in kinds} | {name: every[name] for name in rest}


def _chained(figures: Figures) -> Mapping[str, float]:
    names = ("first_seen", "first_seen_new", "last_changed", "last_changed_new")
    return {name: figures[name] for name in names} | {"identity": figures["identity"]["f1"]}


def _judged(figures: Figures) -> Mapping[str, float]:
    return {"precision": figures["judged"]["p"], "recall": figures["judged"]["r"], "f1": figures["judged"]["f1"]}


def _alerted(figures: Figures) -> Mapping[str, float]:
    plain, weighted = figures["all items"], figures["weighted to recorded changes"]
    shown = {name: plain[name] for name in ("precision", "recall", "f1")}
    return shown | {f"weighted_{name}": weighted[name] for name in ("precision", "recall", "f1")}


def _discovered(figures: Figures) -> Mapping[str, float]:
    firsts = {name: figures[name]["accuracy"] for name in ("top1_privacy", "top1_terms", "top1_cookies")}
    f1 = {"any": figures["any"]["f1"], "typed": figures["typed"]["f1"], "typed_service": figures["typed"]["service_f1"]}
    return f1 | firsts | {name: figures[name] for name in ("cpu_ms_mean", "cpu_ms_max")}


_EXTRACTED = ("f1_mean", "f1_median", "share_f1_98", "share_f1_below_80", "share_lost_0", "struct_mean", "dates")
_EXTRACTOR = ("--extractor", "benchmarks.seams:extraction", "--worst", "0", "--json", "{out}")
_ALIGNER = ("--aligner", "benchmarks.seams:alignment", "--json", "{out}")
_REAL = ("--cases", "{bench}/data/real_pairs_dev.jsonl.gz")

SCORES: Mapping[str, Score] = {
    "extraction": Score(script="score_extraction.py", arguments=_EXTRACTOR, shown=_picked(*_EXTRACTED, "cpu_ms_mean")),
    "extraction-oldweb": Score(
        script="score_extraction.py", arguments=(*_EXTRACTOR, "--pairs", "oldweb"), shown=_picked(*_EXTRACTED)
    ),
    "extraction-pdf": Score(
        script="score_extraction.py", arguments=(*_EXTRACTOR, "--pairs", "pdf"), shown=_picked("f1_mean", "blind_mean")
    ),
    "alignment": Score(script="score_alignment.py", arguments=_ALIGNER, shown=_aligned),
    "alignment-judged": Score(
        script="score_alignment.py",
        arguments=(*_ALIGNER, "--judged", "{bench}/data/real_links_judged.jsonl", *_REAL),
        shown=_judged,
    ),
    "chains": Score(
        script="score_alignment.py",
        arguments=(
            "--history",
            "benchmarks.seams:history",
            "--chains",
            "{bench}/data/chains_dev.jsonl.gz",
            "--json",
            "{out}",
        ),
        shown=_chained,
    ),
    "changes": Score(
        script="score_changes.py",
        arguments=("--classifier", "benchmarks.seams:changes", "--services", "open", "--json", "{out}"),
        shown=_alerted,
    ),
    "changes-online": Score(
        script="score_changes.py",
        arguments=("--classifier", "benchmarks.seams:changes", "--services", "open", "--online", "--json", "{out}"),
        shown=_alerted,
    ),
    "discovery": Score(
        script="score_discovery.py",
        arguments=("--finder", "benchmarks.seams:discovery", "--json", "{out}"),
        shown=_discovered,
    ),
    "timeline": Score(
        script="score_timeline.py",
        arguments=("--hashes", "{hashes}", "--worst", "0", "--json", "{out}"),
        shown=_picked("precision", "recall", "f1", "false_alarm_rate", "docs_no_false_alarm"),
    ),
}


def main(names: Sequence[str]) -> int:
    folder = bench()
    if folder is None:
        print("score: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    for name in names or SCORES:
        figures = _run(SCORES[name], folder)
        print(f"{name}: " + "  ".join(f"{key} {value:.4f}" for key, value in figures.items()), flush=True)
    return 0


def _run(score: Score, scorers: Path) -> Mapping[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        places = {"bench": scorers, "out": Path(folder) / "figures.json", "hashes": Path(folder) / "hashes.jsonl"}
        arguments = [argument.format(**places) for argument in score.arguments]
        if "{hashes}" in score.arguments:
            _hashes(places["hashes"])
        command = [sys.executable, str(scorers / score.script), *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{score.script} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return score.shown(json.loads(places["out"].read_text("utf-8")))


def _hashes(out: Path) -> None:
    from benchmarks import seams

    seams.timeline([str(path) for path in timeline_files()], str(out))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
