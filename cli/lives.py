"""What is told of lives of clauses?"""

from __future__ import annotations

from collections.abc import Iterator

import diffs
from cli import answers
from cli.answers import Answer
from cli.exits import RefusalError
from cli.finding import Found
from cli.past import Past
from diffs import Moment
from model import Alignment, Change, ChangeKind, Citation, Judgement, Severity
from store import Store

_NOTHING = Judgement(alert=False, severity=Severity.NONE)


def lived(store: Store, found: Found) -> Answer:
    """The life of the clause that a citation names; of each, where today's reading has its words in several."""
    if not found.cited:
        raise RefusalError(
            f"{found.asked}: names no clause; `clausewatch show {found.asked}` shows each beside the digits that do"
        )
    past = Past(store, found.timeline)
    number = found.versions[0].number
    places = [past.citations(number).index(one) for one in found.cited]
    return {
        "timeline": str(found.timeline),
        "asked": found.asked,
        "note": found.note,
        "lives": [_life(past, number, place) for place in places],
    }


def _life(past: Past, number: int, position: int) -> Answer:
    who = past.trace.identities[number - 1][position].id
    moments = diffs.life(past.trace.identities, past.trace.alignments, who)
    latest, last = len(past.trace.identities), moments[-1]
    place = past.position(latest, who)
    return {
        "citation": str(past.citation(number, position)),
        "came": answers.bracket(past.bracket(moments[0].text + 1)),
        "went": answers.bracket(past.bracket(last.text + 1)) if last.gone else None,
        "stands": None if place is None else past.clause(latest, place),
        "last_seen": answers.iso(past.versions[last.text - 1 if last.gone else latest - 1].last_seen),
        "steps": [step for one in moments for step in _step(past, one)],
    }


def _step(past: Past, one: Moment) -> Iterator[Answer]:
    """What a step made of the clause; nothing, where only its pairing with another clause would be told."""
    number = one.text + 1
    before, change = _recorded(past, one) or _compared(past, one)
    if change is None:
        return
    sides = [(past.timeline, past.versions[n - 1], past.reading(n)) for n in (before, number)]
    yield {
        "what": _what(one),
        "version": number,
        "bracket": answers.bracket(past.bracket(number)),
        "citation": str(_citation(past, one)),
        **_flags(past, number),
        **answers.changes(sides[0], sides[1], [change])[0],
        "kinds": [kind.value for kind in one.alignment.kinds] if one.alignment else [],
        **_kin(past, one),
        "provenance": past.provenance(number),
    }


def _what(one: Moment) -> str:
    if one.came:
        return "came"
    if one.gone:
        return "went"
    return "returned" if one.returned else "changed"


def _citation(past: Past, one: Moment) -> Citation:
    """Of the clause as it stands then; where it went, as it stood last."""
    if one.after is not None:
        return past.citation(one.text + 1, one.after)
    text, position = one.before or (0, 0)
    return past.citation(text + 1, position)


def _kin(past: Past, one: Moment) -> Answer:
    """Citations of the clauses that it was split from or merged with, and of those that it became beside itself."""
    links, number = one.alignment, one.text + 1
    own = one.before[1] if one.before and not one.returned else None
    old = [n for n in links.before if n != own] if links and one.after is not None else []
    new = [n for n in links.after if n != one.after] if links and own is not None else []
    return {
        "parents": [str(past.citation(number - 1, n)) for n in old],
        "children": [str(past.citation(number, n)) for n in new],
    }


def _flags(past: Past, number: int) -> Answer:
    if number == 1:
        return {name: None if name == "returns_to" else False for name in answers.FLAGS}
    return answers.flags(past.revision(number))


def _recorded(past: Past, one: Moment) -> tuple[int, Change] | None:
    """The change as the history tells it, and the number of the version before it.

    One that returns is said to be added there; it is compared with what it said when it stood last.
    """
    if one.alignment is None or (one.returned and not one.alignment.before):
        return None
    every = past.revision(one.text + 1).changes
    return one.text, next(change for change in every if change.alignment == one.alignment)


def _compared(past: Past, one: Moment) -> tuple[int, Change | None]:
    """The clause against what it said when it stood last, whatever stood between."""
    text, position = one.before or (one.text, None)
    old, new = past.text(text + 1), past.text(one.text + 1)
    places = Alignment(
        before=() if position is None else (position,),
        after=() if one.after is None else (one.after,),
        kinds=(ChangeKind.MODIFIED,),
    )
    if not (places.before and places.after):
        parts = {"before": tuple(old[n] for n in places.before), "after": tuple(new[n] for n in places.after)}
        return text + 1, Change(alignment=places, **parts, edits=(), judgement=_NOTHING)
    (change,) = diffs.compare(old, new, alignments=[places])
    same = change.before[0].text == change.after[0].text
    return text + 1, None if same and not one.returned else change
