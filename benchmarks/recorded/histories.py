"""What does the product make of a policy's recorded versions, taken as imported texts in order of time?"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchmarks.recorded.texts import history_of
from model import Change, EditKind, History, Judgement, Revision, Severity, Verdict

_YEAR = 365.25 * 86_400
_LONGEST = 240  # characters of a change that are shown
_MOST = 8  # changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One recorded change, and what was concluded about it. `words` are what went and what came, in short."""

    recorded: str
    judgement: Judgement
    loud: bool = False
    undone: bool = False  # by the version after it
    words: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """Where what is in doubt waits until it has been seen again."""
        return self.judgement.alert and not (self.judgement.hold and self.undone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One document: its recorded changes but those that the archive made itself, over so many years."""

    name: str
    recorded_in_all: int  # of which the run is a part
    years: float
    versions: int
    seconds: float  # of processor time, from the texts to the judgements
    steps: tuple[Step, ...]


def replayed(row: Mapping[str, Any]) -> Replayed:
    """A document of the corpus's histories through the product."""
    rows = sorted(row["versions"], key=lambda one: str(one["recorded"]))
    moments = [datetime.fromisoformat(one["recorded"]) for one in rows]
    begun = time.process_time()
    history = history_of(row["terms_type"], [one["markdown"].encode() for one in rows], moments)
    seconds = time.process_time() - begun
    return Replayed(
        name=f"{row['collection']} {row['service']} {row['terms_type']}",
        recorded_in_all=row["versions_recorded"],
        years=(moments[-1] - moments[0]).total_seconds() / _YEAR,
        versions=len(rows),
        seconds=seconds,
        steps=tuple(_steps(history, rows)),
    )


def _steps(history: History, rows: Sequence[Mapping[str, Any]]) -> Iterator[Step]:
    """A step for each version but the first and those for which the archive changed how it reads."""
    revisions = {one.bracket.by: one for one in history.revisions}
    verdicts = {one.capture.timestamp: one.settled.verdict for one in history.examined}
    for row in rows[1:]:
        moment = datetime.fromisoformat(row["recorded"])
        if row["technical"]:
            continue
        if moment in revisions:
            yield _step(history, revisions[moment], row["recorded"])
        else:
            yield Step(recorded=row["recorded"], judgement=_not_judged(verdicts[moment]))


def _not_judged(verdict: Verdict) -> Judgement:
    """A version that made no step: its text was refused, or is the same in all that counts."""
    because = "read as the same text" if verdict is Verdict.POLICY else f"taken for {verdict}"
    return Judgement(alert=False, severity=Severity.NONE, because=(because,))


def _step(history: History, revision: Revision, recorded: str) -> Step:
    following = history.revisions[revision.after - 1 : revision.after]
    return Step(
        recorded=recorded,
        judgement=revision.judgement,
        loud=any(not change.quiet for change in revision.changes),
        undone=any(one.returns_to == revision.before for one in following),
        words=tuple(_words(revision)),
    )


def _words(revision: Revision) -> Iterator[str]:
    """What deserves an alert, else all that is loud."""
    changes = [change for change in revision.changes if change.judgement.alert]
    changes = changes or [change for change in revision.changes if not change.quiet]
    yield from (_shown(change) for change in changes[:_MOST])
    if len(changes) > _MOST:
        yield f"and {len(changes) - _MOST} more"


def _shown(change: Change) -> str:
    """The changed words with the kept ones beside them."""
    marks = {EditKind.KEPT: "{}", EditKind.DELETED: "[-{}-]", EditKind.INSERTED: "[+{}+]"}
    return "".join(marks[one.kind].format(_cut(one.text, one.kind)) for one in change.edits)[: 3 * _LONGEST]


def _cut(text: str, kind: EditKind) -> str:
    room = _LONGEST if kind is not EditKind.KEPT else _LONGEST // 4
    return text if len(text) <= room else f"{text[: room // 2]} … {text[-room // 2 :]}"
