"""Which version had declared itself in force on a day, and what has to be said about that answer?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import versions
from cli import moments, place
from cli.exits import Exit, RefusalError
from cli.finding import Found
from model import TimelineId, Version
from store import Store
from versions import Claim, InForce


def declared_in_force(store: Store, named: str, when: str) -> Found:
    """The version that the documents' own dates name for a day; two where one declares that month without a day."""
    if "@" in named:
        raise RefusalError(f"{named} names its time already: leave out --effective {when}")
    timeline, day = place.known(store, named), moments.day(when)
    every = tuple(store.questions.versions(timeline))
    claims = versions.claims_of(every, store.questions.declared(timeline))
    found = versions.in_force(claims, day)
    if not found.claims:
        raise RefusalError(_nothing(timeline, claims, day), Exit.NOTHING)
    return Found(
        timeline=timeline,
        asked=when,
        versions=tuple(one.version for one in found.claims),
        certain=found.certain(day),
        note="; ".join(_said(found, every, day)),
        leans_on=found.claims,
    )


def _nothing(timeline: TimelineId, claims: Sequence[Claim], day: str) -> str:
    other = f"`clausewatch show {timeline} --on {day}` goes by what was seen"
    if not claims:
        return f"{timeline}: no version declares a date of its own; {other}"
    first = min(claims, key=lambda one: one.first_day)
    return f"{timeline}: no version declares a date by {day}, the first one {first.date}; {other}"


def _said(found: InForce, every: Sequence[Version], day: str) -> Iterator[str]:
    for one in found.claims:
        yield _claim(one, day)
    if found.latest and found.sharing > 1:
        which = "last one seen by then" if found.latest.seen_by(day) else "first one seen"
        yield f"{found.sharing} versions declare that date, and this is the {which}"
    if found.following:
        following = found.following
        yield f"the next date declared is {following.date}, in version {following.version.number}"
    yield _seen(found, every, day)


def _claim(one: Claim, day: str) -> str:
    on = "in" if one.is_month else "on"
    means = f"is effective from {one.date}" if one.effective else f"was updated {on} {one.date}"
    undecided = ", a month without a day, which may have been yet to come" if not one.begun(day) else ""
    announced = f", and announces {', '.join(one.announced)}" if one.announced else ""
    overtaken = ", which had come by then and which no version declares for itself" if one.overtaken(day) else ""
    alone = "" if one.effective else "; it declares no day from which it holds"
    return (
        f"version {one.version.number}, {_when(one)}, declares that it {means}{undecided}{announced}{overtaken}{alone}"
    )


def _when(one: Claim) -> str:
    first, last = (moment.date().isoformat() for moment in (one.version.first_seen, one.version.last_seen))
    return f"seen on {first}" if first == last else f"seen from {first} to {last}"


def _seen(found: InForce, every: Sequence[Version], day: str) -> str:
    """What those answer who go by what was seen."""
    start, end = moments.interval(day)
    seen = versions.standing(every, start, end).candidates
    numbers = " or ".join(str(one.number) for one in seen)
    same = {one.number for one in seen} == {one.version.number for one in found.claims}
    return f"by what was seen, --on {day} answers {'the same' if same else f'with version {numbers}'}"
