"""To which of the addresses that a policy's address led did the policy move?

Where redirects lead is no proof: they lead to home pages, to forms and to other companies. So an address is read as if
it were declared already (`Look`), and counts where what stands there reads as this policy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

import extract
from discovery.trails import HOME_PAGE, Lead, leads_of
from model import Bracket, Examined, Location, OriginalKey, Reading, Seen, Timeline, Verdict

_STAYS = timedelta(days=7)
_MOST_HOPS = 5


class Looked(NamedTuple):
    """What was seen of a timeline with these locations."""

    examined: Sequence[Examined]
    seens: Sequence[Seen]


Look = Callable[[Sequence[Location]], tuple[Sequence[Examined], Sequence[Seen]]]
"""What is known of a timeline that had these locations beside the declared ones."""

SameOwner = Callable[[str, str], bool]
"""Whether two addresses are of one registered domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A further location of a timeline. `certain` moves can be declared by themselves; of the others a person decides.

    The policy left the former address, whose key is `former`, within `bracket`, so the new one counts from the
    beginning of that and the former one until its end. `lead` is the last on the way to it. Of an `earlier` address
    nothing is the former; `bracket` is when home pages began to link it.
    """

    former: OriginalKey
    lead: Lead
    place: Location
    bracket: Bracket
    certain: bool
    because: tuple[str, ...]

    @property
    def earlier(self) -> bool:
        """Whether it is an address at which the policy stood before those that are declared."""
        return self.lead.way == HOME_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What came of following the leads of a timeline; `ask` lead to addresses of which nothing is known yet."""

    moves: tuple[Move, ...] = ()
    ask: tuple[Lead, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()  # address, and why it is none of the policy


@dataclass(slots=True)
class _Trial:
    """A timeline with the addresses that are tried, each with the lead to it."""

    timeline: Timeline
    leads: dict[int, Lead] = field(default_factory=dict)

    def extend(self, found: Sequence[Lead]) -> None:
        for lead in found:
            place = Location(original=lead.target, since=lead.after or lead.by)
            self.leads[len(self.timeline.locations)] = lead
            self.timeline = replace(self.timeline, locations=(*self.timeline.locations, place))


def follow(timeline: Timeline, look: Look, same_owner: SameOwner) -> Followed:
    """Follows the leads of a timeline's locations, and theirs in turn, as far as anything is known."""
    trial, declared = _Trial(timeline), len(timeline.locations)
    looked = Looked(*look(()))
    for _ in range(_MOST_HOPS):
        found = leads_of(trial.timeline, looked.examined, looked.seens)
        if not found:
            break
        trial.extend(found)
        looked = Looked(*look(trial.timeline.locations[declared:]))
    moves: list[Move] = []
    ask: list[Lead] = []
    refused: list[tuple[str, str]] = []
    for position in sorted(trial.leads):
        here = [one for one in looked.examined if one.location == position]
        usable = [seen for seen in looked.seens if seen.location == position and seen.usable]
        if usable:
            moves.append(_move(trial, position, looked, declared, same_owner))
        elif not here:
            ask.append(trial.leads[position])
        elif not any(lead.origin == position for lead in trial.leads.values()):
            shown = here[-1].settled
            refused.append((trial.leads[position].target, shown.reason or str(shown.verdict)))
    return Followed(moves=tuple(moves), ask=tuple(ask), refused=tuple(refused))


def _move(trial: _Trial, position: int, looked: Looked, declared: int, same_owner: SameOwner) -> Move:
    way = [trial.leads[position]]
    while way[0].origin >= declared and not _texts(looked, way[0].origin):  # an address that was only passed through
        way.insert(0, trial.leads[way[0].origin])
    lead = way[0]
    target, origin = (trial.timeline.locations[at].original for at in (position, lead.origin))
    before, after = _texts(looked, lead.origin), _texts(looked, position)
    alike = bool(before) and extract.are_kin(before[-1], after[0])
    stays = any(one.permanent or one.last - one.by >= _STAYS for one in (lead, way[-1]))
    named = after[0].kind in ("", trial.timeline.id.kind) and same_owner(origin, target)
    return Move(
        former=trial.timeline.locations[lead.origin].key,
        lead=way[-1],
        place=Location(original=target, since=lead.after or lead.by),
        bracket=Bracket(after=lead.after, by=lead.by),
        certain=stays and (alike or named),
        because=_because(origin, way, alike=alike, stays=stays),
    )


def _texts(looked: Looked, position: int) -> list[Reading]:
    """What was read at a location and is the policy, in order of time."""
    return [one.reading for one in looked.examined if one.location == position and is_usable(one)]


def is_usable(one: Examined) -> bool:
    """Whether it was taken for a text of the policy."""
    return one.settled.verdict is Verdict.POLICY


def _because(origin: str, way: Sequence[Lead], *, alike: bool, stays: bool) -> tuple[str, ...]:
    lead = way[0]
    said = [f"{origin} led here ({lead.way}), first seen {_day(lead.by)}, last {_day(lead.last)}"]
    said += [f"by way of {one.target}" for one in way[:-1]]
    said.append(f"the text was last seen there {_day(lead.after)}" if lead.after else "no text was seen there before")
    said.append("the text here is the same, or much of it" if alike else "the text here shares little with it")
    return (*said, *(() if stays else ("seen for less than a week",)))


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
