"""What was recorded and told to nobody, how much, and why?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import diffs
from cli.answers import Answer
from cli.wording import count
from model import Nature, TimelineId
from store import Store, Weighed

_MOST = 8  # reasons in a sentence


def totals(store: Store, since: datetime | None, until: datetime | None, timelines: Sequence[TimelineId]) -> Answer:
    """Of everything that was recorded in a span of time: what mattered, and why the rest did not."""
    inside = list(timelines) or store.conclusions.timelines()
    return {
        "timelines": len(inside),
        "steps": _counted(store.reasons.of_steps(since, until, inside)),
        "changes": _counted(store.reasons.of_changes(since, until, inside)),
        "captures_without_the_text": store.reasons.without_the_text(since, until, inside),
    }


def _counted(found: Weighed) -> Answer:
    return {"recorded": found.number, "mattered": found.mattered, "not_told": found.not_for}


# ---------------------------------------------------------------- what a person reads


def of_step(row: Answer) -> Iterator[str]:
    """What did not count between two versions, in sentences."""
    if row["hold"]:
        yield f"Such a step is told when it has been seen again, or after seven days: {row['hold']}."
    if not row["alert"] and row["because"]:
        yield f"The whole does not matter: {', '.join(map(diffs.say_reason, row['because']))}."
    if said := diffs.say_untold([_untold(one) for one in row["not_told"]]):
        yield said
    if missed := row["captures_without_the_text"]:
        yield f"Without the text, and so no version: {_numbers(missed)}."


def of_span(told: Answer) -> Iterator[str]:
    """The totals, in sentences."""
    steps, changes = told["steps"], told["changes"]
    where = count(told["timelines"], "timeline")
    yield f"Of {count(steps['recorded'], 'recorded step')} in {where} {steps['mattered']} deserved an alert."
    if steps["not_told"]:
        yield f"Steps that were told to nobody: {_reasons(steps['not_told'])}."
    if changes["not_told"]:
        number = count(sum(changes["not_told"].values()), "single change")
        yield f"In all these steps {number} did not count: {_reasons(changes['not_told'])}."
    if missed := told["captures_without_the_text"]:
        yield f"Captures without the text, which make no version: {_numbers(missed)}."


def _untold(one: Answer) -> diffs.Untold:
    natures = tuple((Nature(name), number) for name, number in one["natures"].items())
    return diffs.Untold(reason=one["reason"], changes=one["changes"], words=one["words"], natures=natures)


def _reasons(found: Mapping[str, int]) -> str:
    """The most frequent by name, the others together."""
    said = {diffs.say_reason(reason): number for reason, number in list(found.items())[:_MOST]}
    rest = sum(found.values()) - sum(said.values())
    return _numbers(said | ({"other reasons": rest} if rest else {}))


def _numbers(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in found.items())
