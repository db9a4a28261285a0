"""Which text had declared itself in force on a day?

By the documents' own word, not by what was seen: whoever asks what was seen asks `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model import Declared, Version
from versions.own_dates import effective_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """By which date of its own a version counts: that of coming into force, or, without one, of its last update."""

    version: Version
    date: str  # ISO; of a month without its day, "2024-03"
    effective: bool
    announced: tuple[str, ...] = ()  # later days of coming into force that it names beside its own

    @property
    def first_day(self) -> str:
        return f"{self.date}-01" if self.is_month else self.date

    @property
    def last_day(self) -> str:
        """Not before any day of that month, as text sorts."""
        return f"{self.date}-31" if self.is_month else self.date

    @property
    def is_month(self) -> bool:
        return len(self.date) == len("2024-03")

    def seen_by(self, day: str) -> bool:
        return self.version.first_seen.date().isoformat() <= day

    def begun(self, day: str) -> bool:
        """Whether its date had certainly come. A text that was seen in the month of its update had been updated."""
        seen = not self.effective and self.first_day <= day and self.seen_by(day)
        return seen or self.last_day <= day

    def overtaken(self, day: str) -> bool:
        """Whether something that it announces had come, too: perhaps a text that declares no such date itself."""
        return any(date <= day for date in self.announced)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The answer to a day. Nothing answers where no date had come by then.

    `perhaps` declares the month that the day lies in, without a day: it was in force by then, or was yet to be.
    `sharing` counts the versions whose date is as good as that of `latest`: under it the text changed silently.
    `following` is the next date that is declared after the day.
    """

    latest: Claim | None
    perhaps: Claim | None
    sharing: int
    following: Claim | None

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(one for one in (self.latest, self.perhaps) if one)

    def certain(self, day: str) -> bool:
        """Whether one date had come by then, and nothing that was announced beside it."""
        return len(self.claims) == 1 and all(one.begun(day) and not one.overtaken(day) for one in self.claims)


def claims_of(versions: Iterable[Version], declared: Iterable[Declared]) -> tuple[Claim, ...]:
    """What each version declares of itself, in order; those that declare nothing are passed over."""
    return tuple(_claims(versions, declared))


def _claims(versions: Iterable[Version], declared: Iterable[Declared]) -> Iterator[Claim]:
    for version, said in zip(versions, declared, strict=True):
        if said.effective:
            own = effective_date(said.effective, version.first_seen)
            announced = tuple(sorted(date for date in said.effective if date > own))
            yield Claim(version=version, date=own, effective=True, announced=announced)
        elif said.updated:
            yield Claim(version=version, date=max(said.updated), effective=False)


def in_force(claims: Sequence[Claim], day: str) -> InForce:
    """What had declared itself in force on an ISO day: of the dates that had come, the latest.

    Of versions that declare the same date it is the last one seen by then, or the first where none was.
    """
    begun = [one for one in claims if one.begun(day)]
    newest = max((one.first_day for one in begun), default="")
    rivals = [one for one in begun if one.last_day >= newest]
    latest = _standing(rivals, day)
    later = [one for one in claims if not latest or one.version.number > latest.version.number]
    return InForce(
        latest=latest,
        perhaps=_standing([one for one in later if one.first_day <= day and not one.begun(day)], day),
        sharing=len(rivals),
        following=min((one for one in claims if one.first_day > day), key=lambda one: one.first_day, default=None),
    )


def _standing(rivals: Sequence[Claim], day: str) -> Claim | None:
    seen = [one for one in rivals if one.seen_by(day)]
    return seen[-1] if seen else next(iter(rivals), None)
