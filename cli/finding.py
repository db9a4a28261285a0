"""Which versions does a date, or a citation, mean?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import versions
from cli import moments, place
from cli.exits import Exit, RefusalError
from model import Citation, TimelineId, Verdict, Version, timestamp14
from store import Store
from versions import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The versions that answer, and what has to be said about how sure that is."""

    timeline: TimelineId
    asked: str
    versions: tuple[Version, ...]
    certain: bool
    note: str
    cited: tuple[Citation, ...] = ()
    leans_on: tuple[Claim, ...] = ()  # the dates of their own by which the versions were found, one each

    def only(self, position: int) -> Found:
        return replace(self, versions=(self.versions[position],))


def asked(store: Store, named: str, on: str | None) -> Found:
    """What a command line names by a timeline and a day, `timeline@date` or a citation."""
    if "@" not in named:
        return find(store, place.known(store, named), on)
    if on is not None:
        raise RefusalError(f"{named} names its time already: leave out --on {on}")
    return find_by_citation(store, named)


def find(store: Store, timeline: TimelineId, when: str | None) -> Found:
    """The version or versions of a day or an instant; the latest where none is asked for."""
    last = store.questions.last_version(timeline)
    if last is None:
        raise RefusalError(
            f"{timeline}: no capture shows the policy's text; `clausewatch log {timeline}` says why", Exit.NOTHING
        )
    if when is None:
        note = f"the latest version; last seen {last.last_seen:%Y-%m-%d}"
        return Found(timeline=timeline, asked="", versions=(last,), certain=True, note=note)
    start, end = moments.interval(when)
    answer = versions.standing(store.questions.versions_around(timeline, start, end), start, end)
    return Found(
        timeline=timeline,
        asked=when,
        versions=answer.candidates,
        certain=bool(answer.certain),
        note=_note(answer),
    )


def _note(answer: versions.Standing) -> str:
    if len(answer.certain) == 1:
        return "seen on both sides of this time, or in it"
    if answer.certain:
        return "the text changed within this time"
    if len(answer.possible) == 2:
        return "between two captures: one of these two, or a text that nobody captured"
    one = answer.possible[0]
    return (
        f"nothing is known of this time: the text was seen from {one.first_seen:%Y-%m-%d} to {one.last_seen:%Y-%m-%d}"
    )


def find_by_citation(store: Store, text: str) -> Found:
    """What a citation names today: its version, and the clause if it names one.

    A clause whose words no reading of that version makes any more is found by the words that were
    kept when it was cited, and that is said. So it is where later captures have shown that what was
    captured then is part of a text, or another page: it is sought in the version that stands then.
    """
    try:
        citation = Citation.parse(text)
    except ValueError:
        timeline, when = moments.at(text)
        return find(store, place.known(store, str(timeline)), when)
    timeline = place.known(store, str(citation.timeline))
    every = tuple(store.questions.versions(timeline))
    one = versions.version_at(every, citation)
    if one is None:
        raise RefusalError(f"{text}: nothing was seen of {timeline} by then", Exit.NOTHING)
    if not citation.prefix and one.last_seen < citation.moment:  # fourteen digits that cite nothing are an instant
        return find(store, timeline, timestamp14(citation.moment))
    cites, note = _clauses(store, timeline, one, citation)
    return Found(timeline=timeline, asked=text, versions=(one,), certain=True, note=note, cited=tuple(cites))


def _clauses(store: Store, timeline: TimelineId, one: Version, citation: Citation) -> tuple[Sequence[Citation], str]:
    clauses = store.questions.text(timeline, one.number).clauses
    if not citation.prefix:
        return [], ""
    instead = _instead(store, timeline, citation)
    position = versions.cited(clauses, citation)
    if position is not None:
        return [versions.cite(timeline, one, clauses, position)], instead
    known = store.questions.words_of(citation.prefix)
    if not known:
        raise RefusalError(f"{citation}: no reading ever made a clause with this digest", Exit.NOTHING)
    holders = [i for i, clause in enumerate(clauses) if any(_shares(clause.words, words) for _, words in known)]
    if not holders:
        read = f"{instead}, which" if instead else "today's reading of that version"
        raise RefusalError(f"{citation}: {read} has no such words: {known[0][1][:200]!r}", Exit.NOTHING)
    note = f"{instead or 'read differently when it was cited'}; these clauses hold its words today"
    return [versions.cite(timeline, one, clauses, position) for position in holders], note


def _instead(store: Store, timeline: TimelineId, citation: Citation) -> str:
    """What to say where every capture of the cited instant is taken for something else than the policy today."""
    seen = [one.settled for one in store.questions.looked_at(timeline) if one.capture.timestamp == citation.moment]
    if not seen or any(settled.verdict is Verdict.POLICY for settled in seen):
        return ""
    why = f"{seen[0].verdict}: {seen[0].reason}" if seen[0].reason else seen[0].verdict
    return f"what was captured then is no version today ({why}); this is the one that stands then"


def _shares(words: str, cited: str) -> bool:
    return bool(words and cited) and (words in cited or cited in words)
