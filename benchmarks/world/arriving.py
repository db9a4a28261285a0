"""Did everything in the outbox arrive, once?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

import alerts
from benchmarks.world.goals import Goal, counted
from benchmarks.world.inbox import Arrival
from model import Alert

REPEAT = "This may be a repeat"
_ATOM = "{http://www.w3.org/2005/Atom}"
_IN_A_FEED = 100
_LONGEST = 2_000  # characters by which messages are told apart


def goals(
    kept: Sequence[Alert],
    *,
    hook: Sequence[Arrival],
    post: Sequence[Arrival],
    feed: Path,
    interrupted: Collection[str] = (),
) -> list[Goal]:
    """Goals of delivery. `interrupted` are the names of alerts whose attempt was open when a process was killed.

    These may have come more than once, if the repeat says so.
    """
    by_channel = {channel: [one for one in kept if one.channel == channel] for channel in ("hook", "post", "feed")}
    return [
        counted("webhook_not_once", _not_once(by_channel["hook"], hook, _text_key, _arrived_text, interrupted)),
        counted("mail_not_once", _not_once(by_channel["post"], post, alerts.message_id, _arrived_id, interrupted)),
        counted("feed_not_whole", _feed_faults(by_channel["feed"], feed)),
    ]


def _text_key(alert: Alert) -> str:
    return _key(alert.message.subject, alert.message.text)


def _arrived_text(arrival: Arrival) -> str:
    text = arrival.text
    return _key(arrival.subject, text.partition("\n")[2] if text.startswith(REPEAT) else text)


def _arrived_id(arrival: Arrival) -> str:
    return arrival.message_id


def _key(subject: str, text: str) -> str:
    return " ".join(f"{subject[:100]} {text}".split())[:_LONGEST]


def _not_once(
    kept: Sequence[Alert],
    arrivals: Sequence[Arrival],
    key: Callable[[Alert], str],
    arrived: Callable[[Arrival], str],
    interrupted: Collection[str],
) -> Iterator[str]:
    expected = Counter(key(alert) for alert in kept)
    repeatable = {key(alert) for alert in kept if alert.name in interrupted}
    came = Counter(arrived(one) for one in arrivals)
    marked = Counter(arrived(one) for one in arrivals if one.text.startswith(REPEAT))
    for name in expected.keys() | came.keys():
        first = came[name] - (marked[name] if name in repeatable else 0)
        if came[name] < expected[name] or first > expected[name]:
            yield f"{came[name]} ({marked[name]} marked) instead of {expected[name]}: {name[:160]}"


def _feed_faults(kept: Sequence[Alert], feed: Path) -> Iterator[str]:
    """What is wrong with the Atom file: it is to hold the latest hundred, each once."""
    if not feed.exists():
        if kept:
            yield "there is no feed"
        return
    ids = feed_ids(feed)
    yield from (f"{name} {count} times" for name, count in Counter(ids).items() if count > 1)
    latest = sorted(kept, key=lambda alert: alert.made_at, reverse=True)
    allowed = {alerts.atom_id(alert) for alert in kept}
    expected = len(latest[:_IN_A_FEED])
    if len(ids) != expected or not set(ids) <= allowed:
        yield f"{len(ids)} entries instead of {expected}, {len(set(ids) - allowed)} of them unknown"


def feed_ids(feed: Path) -> list[str]:
    """The ids of a feed's entries. Raises ParseError where it is no XML."""
    root = ElementTree.parse(feed).getroot()
    return [str(entry.findtext(f"{_ATOM}id")) for entry in root.iter(f"{_ATOM}entry")]


def marked_repeats(arrivals: Iterable[Arrival]) -> int:
    return sum(one.text.startswith(REPEAT) for one in arrivals)
