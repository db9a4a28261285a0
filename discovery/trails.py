"""Where did the addresses of a timeline lead, and since when?

A redirect, a refresh or a note on the page says where the text stands now. What differs in nothing that tells pages
apart (http, www., a trailing slash) leads nowhere, and a home page or a form to sign in is no place for a policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from model import Capture, Examined, OriginalKey, Seen, Timeline, Verdict, original_key

_PERMANENT = ("status 301", "status 308")
_NO_PLACE = re.compile(
    r"(?i)/(?:[a-z]+[-_])?(?:log-?in|sign-?in|auth|oauth2?|sso|consent|captcha|challenge|errors?|not-?found|404|search|"
    r"maintenance|unsupported|blocked)(?:[/._?-]|$)"
)
_MOST = 8  # addresses that a timeline led to, the latest

HOME_PAGE = "a home page"
"""The way of a lead from a home page that linked the address as the policy's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address to which a location of a timeline led, after its text was last seen there.

    `after` is when the text, or a lead to another address, was last seen before; `by` and `last` are the first and
    the last look that were led there.
    """

    origin: int  # position of the location
    target: str
    way: str  # "status 301", "a refresh", "a note"; "a visit" of a live page that ended there
    after: datetime | None
    by: datetime
    last: datetime
    times: int

    @property
    def key(self) -> OriginalKey:
        return original_key(self.target)

    @property
    def permanent(self) -> bool:
        """Whether the server said that it is for good."""
        return self.way in _PERMANENT


def leads_of(timeline: Timeline, examined: Iterable[Examined], seens: Iterable[Seen]) -> list[Lead]:
    """The latest addresses to which each location led, in order of time, where no location covers them already.

    Where the text was seen at the location again, what it led to before was no move.
    """
    targets = {(one.capture, one.location): _target(one) for one in examined if one.settled.verdict is Verdict.MOVED}
    by_place: dict[int, list[Seen]] = {}
    for seen in seens:
        by_place.setdefault(seen.location, []).append(seen)
    found = [lead for place, sights in by_place.items() for lead in _leads(timeline, place, sights, targets)]
    return sorted(found, key=lambda lead: (lead.by, lead.origin, lead.target))[-_MOST:]


def _target(one: Examined) -> tuple[str, str]:
    """Where to, and in which way."""
    status = one.capture.statuscode
    way = f"status {status}" if 300 <= status < 400 else "a note"
    if one.settled.reason.startswith("meta refresh"):
        way = "a refresh"
    return one.reading.evidence.get("target", ""), way


def _leads(
    timeline: Timeline, place: int, sights: Sequence[Seen], targets: Mapping[tuple[Capture, int], tuple[str, str]]
) -> Iterator[Lead]:
    own = timeline.locations[place].key
    home = [n for n, seen in enumerate(sights) if seen.usable and original_key(seen.original) == own]
    start = home[-1] if home else -1
    after = sights[start].moment if home else None
    leads: dict[OriginalKey, Lead] = {}
    for seen in sights[start + 1 :]:
        target, way = _led(seen, own, targets)
        if not target or not _may_be_a_place(target, own) or _is_covered(timeline, target, seen.moment):
            continue
        key = original_key(target)
        known = leads.pop(key, None)
        first = known or Lead(
            origin=place, target=target, way=way, after=after, by=seen.moment, last=seen.moment, times=0
        )
        leads[key] = _again(first, way, seen.moment)
        after = seen.moment
    yield from leads.values()


def _again(lead: Lead, way: str, moment: datetime) -> Lead:
    """The lead, seen once more; what is said to be for good once is for good."""
    return Lead(
        origin=lead.origin,
        target=lead.target,
        way=lead.way if lead.permanent or way not in _PERMANENT else way,
        after=lead.after,
        by=lead.by,
        last=moment,
        times=lead.times + 1,
    )


def _led(seen: Seen, own: OriginalKey, targets: Mapping[tuple[Capture, int], tuple[str, str]]) -> tuple[str, str]:
    """Where a look was led. A row of an index shows another capture's body, but of a redirect that is mostly empty."""
    if seen.usable and original_key(seen.original) != own:
        return seen.original, "a visit"
    if seen.capture is None or (seen.capture.timestamp != seen.moment and 300 <= seen.capture.statuscode < 400):
        return "", ""
    return targets.get((seen.capture, seen.location), ("", ""))


def _may_be_a_place(target: str, own: OriginalKey) -> bool:
    key = original_key(target)
    if key == own or "/" not in key:
        return False
    return not _NO_PLACE.search(urlsplit(target).path)


def _is_covered(timeline: Timeline, target: str, moment: datetime) -> bool:
    """Whether the timeline has that address, then or later."""
    key = original_key(target)
    return any(place.key == key and (place.until is None or moment < place.until) for place in timeline.locations)
