"""How does what clausewatch exported come in again from the command line?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from catalog import Problem, Wish, add_wishes
from cli import output
from cli.exits import RefusalError
from cli.wording import count
from exchange import TakenBack, UnreadableFileError, form_of, read_export, take_policies, timelines_told
from model import Timeline
from settings import Home
from store import Store

_MOST_TOLD = 20


def exports_among(files: Sequence[Path]) -> list[Path]:
    """Those that clausewatch exported. Refuses a damaged one."""
    try:
        return [file for file in files if form_of(file)]
    except UnreadableFileError as error:
        raise RefusalError(str(error)) from None


def declare(home: Home, exports: Sequence[Path]) -> tuple[list[str], list[str]]:
    """Declares what exports declare, or tell of: which files or timelines, and what was left, with why."""
    declared: list[str] = []
    left: list[str] = []
    for path in exports:
        files, why = take_policies(path, home.policies) if path.is_dir() else ([], [])
        declared += [str(file) for file in files]
        left += why
        home.policies.mkdir(parents=True, exist_ok=True)
        wishes = [(wish, str(path), wish.original) for one in timelines_told(path) for wish in _wishes(one)]
        answers = add_wishes(home.policies, wishes)
        declared += [str(one.timeline) for one in answers if not isinstance(one, Problem) and one.created]
        left += [str(one) for one in answers if isinstance(one, Problem)]
    return list(dict.fromkeys(declared)), left


def take(store: Store, exports: Sequence[Path]) -> dict[Path, TakenBack]:
    """Takes all facts in. Refuses what cannot be read at all."""
    try:
        return {path: read_export(store, path) for path in exports}
    except (UnreadableFileError, OSError) as error:
        raise RefusalError(str(error)) from None


def tell(taken: Mapping[Path, TakenBack]) -> None:
    """What came of each, for a person."""
    for path, one in taken.items():
        kinds = ", ".join(f"{number} {kind}" for kind, number in one.new.items()) or "nothing"
        known = f"{one.known} known before"
        others = f", {one.left_out} about whom another installation told left out" if one.left_out else ""
        output.plain(f"{path}: new facts by kind: {kinds}; {known}{others}")
        for line in one.wrong[:_MOST_TOLD]:
            output.plain(f"not taken in: {line}")
        if len(one.wrong) > _MOST_TOLD:
            output.plain(f"not taken in: {count(len(one.wrong) - _MOST_TOLD, 'line')} more")


def _wishes(timeline: Timeline) -> list[Wish]:
    name = timeline.id
    return [
        Wish(
            original=place.original,
            organisation=name.organisation,
            kind=name.kind,
            document=name.document,
            edition=name.edition,
        )
        for place in timeline.locations
    ]
