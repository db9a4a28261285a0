"""In which words is a person told?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import diffs
from alerts.neutral import one_line
from model import Change, ChangeKind, Judgement, Severity, TimelineId, Watch

SUBJECT = 120
"""The longest subject, in characters."""
_LONGEST_NAME = 70
_FEW = 3  # categories in a subject

_KINDS = {
    "privacy": "privacy policy",
    "cookies": "cookie policy",
    "terms": "terms",
}
_ORDER = list(ChangeKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a timeline is called for people; an empty title stands for what its kind is called."""

    organisation: str
    title: str


def called(naming: Naming, timeline: TimelineId) -> str:
    """Organisation and document in plain words.

    >>> called(Naming(organisation="Acme", title=""), TimelineId.parse("acme/privacy~eu"))
    'Acme: privacy policy (eu)'
    >>> called(Naming(organisation="Acme", title="The Acme Terms"), TimelineId.parse("acme/terms"))
    'The Acme Terms'
    """
    organisation = one_line(naming.organisation or timeline.organisation, _LONGEST_NAME)
    title = one_line(naming.title, _LONGEST_NAME)
    if not title:
        parts = [_KINDS.get(timeline.kind, timeline.kind), timeline.document]
        title = " ".join(part for part in parts if part) + (f" ({timeline.edition})" if timeline.edition else "")
    return title if organisation.casefold() in title.casefold() else f"{organisation}: {title}"


def subject(name: str, what: str, judgement: Judgement | None = None) -> str:
    """One line for a list of messages; the name gives way to what happened.

    >>> subject("Acme: terms", "changed", Judgement(alert=True, severity=Severity.MAJOR, categories=("sale",)))
    'Acme: terms changed (major: sale)'
    """
    why = f" ({severity(judgement, _FEW)})" if judgement and judgement.alert else ""
    what = one_line(what, SUBJECT - 40)
    return f"{one_line(name, SUBJECT - len(what) - len(why) - 1)} {what}{why}"


def severity(judgement: Judgement, most: int = 100) -> str:
    """How much something matters and about what, in at most so many categories.

    >>> severity(Judgement(alert=True, severity=Severity.MINOR, categories=("sale", "retention", "contact")), 2)
    'minor: sale, retention and 1 more'
    """
    more = len(judgement.categories) - most
    about = ", ".join(judgement.categories[:most]) + (f" and {more} more" if more > 0 else "")
    return f"{judgement.severity}: {about}" if about else str(judgement.severity)


def why(judgement: Judgement) -> str:
    """The same as a sentence, with the words that decided."""
    because = ", ".join(f"“{one_line(word, 60)}”" for word in judgement.because)
    if not judgement.alert:
        reasons = ", ".join(one_line(diffs.say_reason(reason), 60) for reason in judgement.because)
        return f"Judged not to matter{f' ({reasons})' if reasons else ''}."
    how_much = severity(judgement)
    return f"{how_much[0].upper()}{how_much[1:]}{f' – because of {because}' if because else ''}."


def kinds(names: Sequence[ChangeKind]) -> str:
    """What happened to one clause.

    >>> kinds([ChangeKind.MOVED, ChangeKind.MODIFIED])
    'moved and modified'
    """
    return " and ".join(name.replace("_", " ") for name in names)


def counted(changes: Sequence[Change]) -> str:
    """How many clauses had what happen to them, as a sentence; quiet changes apart."""
    loud = Counter(change.kinds for change in changes if not change.quiet)
    quiet = sum(change.quiet for change in changes)
    ranked = sorted(loud.items(), key=lambda pair: [_ORDER.index(kind) for kind in pair[0]])
    parts = [f"{number} {kinds(names)}" for names, number in ranked]
    told = f"Clauses: {', '.join(parts)}" if parts else ""
    if not quiet:
        return f"{told}." if told else "No word of it changed."
    return f"{told}; {count(quiet, 'quiet change')}." if told else f"Only {count(quiet, 'quiet change')}."


def missed(verdicts: Mapping[str, int]) -> str:
    """What was seen between in place of the text.

    >>> missed({"bot wall": 2, "login": 1})
    'Not counted as a change: 3 captures between that did not show the text (bot wall 2, login 1).'
    """
    kinds = ", ".join(f"{verdict} {number:,}" for verdict, number in verdicts.items())
    return (
        f"Not counted as a change: {count(sum(verdicts.values()), 'capture')} between that did not show the text"
        f" ({kinds})."
    )


def passage(change: Change) -> str:
    """What happened to one clause, how much that matters and because of which words."""
    if not change.judgement.alert:
        return kinds(change.kinds)
    because = ", ".join(one_line(word, 40) for word in change.judgement.because)
    return f"{kinds(change.kinds)}; {severity(change.judgement)}{f' ({because})' if because else ''}"


def own_date(before: Sequence[str], after: Sequence[str], *, moved: bool) -> str:
    """Whether the document's own date moved, as a sentence; what stands on both sides beside it is left out.

    >>> own_date(["2025-01-01"], ["2026-03-01"], moved=True)
    'The date in the document moved from 2025-01-01 to 2026-03-01.'
    >>> own_date(["2025-01-01"], ["2025-01-01", "2026-03-01"], moved=False)
    'The date in the document did not move: 2025-01-01.'
    """
    if not after:
        return (
            f"The document shows no date any more (before: {_days(before)})."
            if before
            else "The document shows no date."
        )
    if not before:
        return f"The document now shows a date, {_days(after)}; before it showed none."
    stayed = [day for day in after if day in before]
    if not moved:
        return f"The date in the document did not move: {_days(stayed or after)}."
    old, new = ([day for day in days if day not in stayed] or days for days in (before, after))
    return f"The date in the document moved from {_days(old)} to {_days(new)}."


def _days(days: Sequence[str]) -> str:
    return ", ".join(one_line(day, 40) for day in days[:4])


def filters(watch: Watch) -> str:
    """Why somebody gets a message, in one line.

    >>> filters(Watch(name="mara", channel="mail", timelines=("acme/*",)))
    'You get this because of the watch mara: severity at least minor, acme/*'
    """
    least = "any severity" if watch.severity is Severity.NONE else f"severity at least {watch.severity}"
    asked = [
        least,
        f"kinds {' or '.join(sorted(watch.kinds))}" if watch.kinds else "",
        f"natures {' or '.join(sorted(watch.natures))}" if watch.natures else "",
        f"about {' or '.join(sorted(watch.categories))}" if watch.categories else "",
        f"words {' or '.join(f'“{word}”' for word in watch.words)}" if watch.words else "",
        f"pattern {watch.pattern}" if watch.pattern else "",
        ", ".join(watch.timelines),
    ]
    return one_line(f"You get this because of the watch {watch.name}: {', '.join(filter(None, asked))}", 600)


def count(number: int, what: str) -> str:
    """A number of things.

    >>> count(1, "visit"), count(0, "visit")
    ('1 visit', '0 visits')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"
