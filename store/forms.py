"""How do nouns become columns, and columns nouns?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict

from model import (
    Alignment,
    Bracket,
    Change,
    ChangeKind,
    Clause,
    Declared,
    Edit,
    EditKind,
    Identity,
    Judgement,
    Nature,
    Reading,
    Severity,
)
from store.runs_of_numbers import packed, unpacked


def marks_for(values: Sequence[object]) -> str:
    """As many parameter marks as there are values, for `IN (...)`."""
    return ",".join("?" * len(values))


def time_text(moment: datetime) -> str:
    there = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return there.isoformat()[:19] + "Z"


def optional_time_text(moment: datetime | None) -> str:
    return time_text(moment) if moment else ""


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def optional_time(text: str) -> datetime | None:
    return time_of(text) if text else None


def to_json(value: Any) -> str:
    """The one spelling of JSON in columns: the same value is always the same bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def identities_columns(identities: Sequence[Identity]) -> tuple[bytes, str]:
    """Who each clause is, as runs; and from what those came that were split or merged."""
    parents = [[at, *one.parents] for at, one in enumerate(identities) if one.parents]
    return packed([one.id for one in identities]), to_json(parents) if parents else ""


def identities_of(names: bytes, parents: str) -> tuple[Identity, ...]:
    found = [Identity(id=name) for name in unpacked(names)]
    for at, *whence in json.loads(parents) if parents else ():
        found[at] = Identity(id=found[at].id, parents=tuple(whence))
    return tuple(found)


def edits_json(edits: Sequence[Edit]) -> str:
    return to_json([[edit.kind.value, edit.text] for edit in edits])


def edits_of(text: str) -> tuple[Edit, ...]:
    return tuple(Edit(kind=EditKind(kind), text=words) for kind, words in json.loads(text))


def declared_json(declared: Declared) -> str:
    said = {"updated": declared.updated, "effective": declared.effective}
    return to_json({name: dates for name, dates in said.items() if dates})


def declared_of(text: str) -> Declared:
    """Readings of earlier code kept a list that does not say what its dates mean; they are made anew."""
    said = json.loads(text)
    if isinstance(said, list):
        return Declared(updated=tuple(said))
    return Declared(updated=tuple(said.get("updated", ())), effective=tuple(said.get("effective", ())))


def own_word_json(reading: Reading) -> str:
    said = {"kind": reading.kind, "organisation": reading.organisation, "contacts": list(reading.contacts)}
    return to_json({name: value for name, value in said.items() if value})


class OwnWord(TypedDict, total=False):
    """What a document says it is, whose, and how they are reached."""

    kind: str
    organisation: str
    contacts: tuple[str, ...]


def own_word_of(text: str) -> OwnWord:
    said = json.loads(text)
    found = OwnWord(kind=said.get("kind", ""), organisation=said.get("organisation", ""))
    found["contacts"] = tuple(said.get("contacts", ()))
    return found


def judgement_columns(judgement: Judgement) -> tuple[int, str, str, str, str, str]:
    lists = (to_json(judgement.categories), to_json(judgement.because), to_json(judgement.natures))
    return (int(judgement.alert), judgement.severity.value, *lists, judgement.hold)


def judgement_of(alert: int, severity: str, categories: str, because: str, natures: str, hold: str) -> Judgement:
    return Judgement(
        alert=bool(alert),
        severity=Severity(severity),
        natures=tuple(Nature(nature) for nature in json.loads(natures)),
        categories=tuple(json.loads(categories)),
        because=tuple(json.loads(because)),
        hold=hold,
    )


def bracket_columns(when: Bracket) -> tuple[str, str, int, int]:
    return (optional_time_text(when.after), time_text(when.by), when.unlooked, when.unusable)


def bracket_of(after: str, by: str, unlooked: int, unusable: int) -> Bracket:
    return Bracket(after=optional_time(after), by=time_of(by), unlooked=unlooked, unusable=unusable)


def change_of(row: Sequence[Any], before: Sequence[Clause] | None, after: Sequence[Clause] | None) -> Change:
    """A change from its columns (kinds, before, after, edits, judgement) and the two texts; without them it has none
    of its clauses.
    """
    kinds, gone, come, edits, *judged = row
    alignment = Alignment(
        before=tuple(json.loads(gone)),
        after=tuple(json.loads(come)),
        kinds=tuple(ChangeKind(kind) for kind in json.loads(kinds)),
    )
    return Change(
        alignment=alignment,
        before=tuple([before[i] for i in alignment.before]) if before else (),
        after=tuple([after[i] for i in alignment.after]) if after else (),
        edits=edits_of(edits),
        judgement=judgement_of(*judged),
    )
