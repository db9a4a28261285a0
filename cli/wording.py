"""In which words is it said what happened?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import diffs
from cli.answers import Answer
from model import Bound, ChangeKind

STYLE = {"major": "bold red", "minor": "bold", "none": "dim"}
"""Colours that can be read on light and on dark ground."""

_FLAGS = {
    "silent": "silent: the date in the document did not move",
    "relocated": "at another address than before",
    "rendition_changed": "another rendition than before: only words are compared",
    "seen_differently": "seen differently, once only or by another extraction: perhaps no change of the publisher's",
}
_PLURAL = {ChangeKind.DATE: "date", ChangeKind.LINK_TARGET: "link target"}
_ORDER = [kind.value for kind in ChangeKind]
_QUIET = frozenset(kind.value for kind in ChangeKind if kind.quiet)

SEVERAL = (ChangeKind.SPLIT.value, ChangeKind.MERGED.value)
"""What a clause does together with others."""


def day(moment: str | None) -> str:
    return (moment or "")[:10]


def days(one: Answer) -> str:
    """From when to when a version was seen."""
    first, last = day(one["first_seen"]), day(one["last_seen"])
    return first if first == last else f"{first} … {last}"


def count(number: int, what: str) -> str:
    """A number of things.

    >>> count(1, "capture"), count(0, "capture")
    ('1 capture', '0 captures')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def own_dates(declared: Mapping[str, Sequence[str]]) -> str:
    """The dates that a document states of itself, with what they mean.

    >>> own_dates({"updated": ["2024-03-03"], "effective": ["2024-04", "2024-11-01"]})
    'updated 2024-03-03; effective 2024-04, 2024-11-01'
    """
    return "; ".join(f"{means} {', '.join(dates)}" for means, dates in declared.items() if dates)


_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def span(length: timedelta) -> str:
    """A length of time in the largest unit of which it has two, so that it is off by less than a third.

    >>> span(timedelta(hours=47)), span(timedelta(hours=48)), span(timedelta(seconds=1))
    ('47 hours', '2 days', '1 second')
    """
    seconds = max(0, round(length.total_seconds()))
    unit, size = next(((unit, size) for unit, size in _UNITS if seconds >= 2 * size), _UNITS[-1])
    return count(seconds // size, unit)


def ago(moment: datetime, now: datetime) -> str:
    """A moment as seen from now.

    >>> now = datetime(2026, 11, 1, 12)
    >>> ago(now - timedelta(hours=3), now), ago(now + timedelta(minutes=5), now), ago(now, now)
    ('3 hours ago', 'in 5 minutes', 'now')
    """
    if moment == now:
        return "now"
    return f"{span(now - moment)} ago" if moment < now else f"in {span(moment - now)}"


def kind_words(kinds: Sequence[str]) -> str:
    """What happened to one clause.

    >>> kind_words(["moved", "modified"])
    'moved and modified'
    """
    return " and ".join(kind.replace("_", " ") for kind in kinds)


def kinds(counts: Mapping[str, int]) -> str:
    """How many changes are of which kinds; the quiet ones apart.

    >>> kinds({"date": 2, "moved+modified": 1, "added": 3})
    '3 added, 1 moved and modified; quiet: 2 dates'
    """
    split = sorted(((name.split("+"), number) for name, number in counts.items()), key=_rank)
    loud = [_told(names, number) for names, number in split if not _quiet(names)]
    quiet = [_told(names, number) for names, number in split if _quiet(names)]
    parts = [", ".join(loud)] if loud else []
    return "; ".join([*parts, f"quiet: {', '.join(quiet)}"] if quiet else parts) or "no word changed"


def _rank(pair: tuple[list[str], int]) -> list[int]:
    return [_ORDER.index(name) for name in pair[0]]


def _quiet(names: Sequence[str]) -> bool:
    return all(ChangeKind(name).quiet for name in names)


def _told(names: Sequence[str], number: int) -> str:
    noun = _PLURAL.get(ChangeKind(names[0])) if len(names) == 1 else None
    return count(number, noun) if noun else f"{number} {kind_words(names)}"


def targets(change: Answer) -> Iterator[tuple[str, str, str]]:
    """Links that lead elsewhere than before: their words, the target before and after."""
    if len(change["before"]) == len(change["after"]) == 1:
        old, new = change["before"][0]["links"], change["after"][0]["links"]
        for was, now in zip(old, new, strict=False):
            if was["text"] == now["text"] and was["target"] != now["target"]:
                yield was["text"], was["target"], now["target"]


def digits(clause: Answer) -> str:
    """By which a clause is cited within its version.

    >>> digits({"citation": "acme/privacy@20180524120000#0f3a9c2e.2"})
    '0f3a9c2e.2'
    """
    return str(clause["citation"]).partition("#")[2]


def notes(step: Answer) -> Iterator[str]:
    """What kind of step it was, beside what changed."""
    if step["returns_to"]:
        yield f"returns to the text of version {step['returns_to']}"
    yield from (text for name, text in _FLAGS.items() if step[name])


def why(one: Answer) -> str:
    """Why something matters: how much, about what, because of which words; empty where it does not."""
    if not one["alert"]:
        return ""
    because = f" ({', '.join(one['because'])})" if one["because"] else ""
    return f"{one['severity']}: {', '.join(one['categories'])}{because}"


def why_not(one: Answer) -> str:
    """Why something is no news where its kinds do not say so themselves; empty where it matters.

    >>> why_not({"alert": False, "because": ["date", "a heading alone"]})
    'no news: a heading alone'
    """
    told = [reason for reason in one["because"] if not _names_quiet_kinds(reason)]
    return f"no news: {', '.join(map(diffs.say_reason, told))}" if told and not one["alert"] else ""


def _names_quiet_kinds(reason: str) -> bool:
    return all(part in _QUIET for part in reason.split(", "))


def held_by(source: Answer) -> Iterator[str]:
    """Where the bytes can be had: an archive's memento, or whose word it is."""
    for held in source["held_by"]:
        yield f"{held['holder']}: {held['memento'] or without_memento(held)}"
    for saved in source["saved"]:
        yield f"{saved['archive']}, which was asked to save the page then: {saved['memento']}"


def without_memento(held: Answer) -> str:
    """Whose word it is, where no archive holds the bytes."""
    return "an imported text, its origin stated by the operator" if held["holder"] == "operator" else "own visit"


def budget_spent(which: str) -> str:
    """Of a run that ended with something left to ask; `which` is as an account has it.

    >>> budget_spent("megabytes"), budget_spent("budget")
    ('ended by its budget: crawl.most_megabytes', 'ended by its budget: --budget')
    """
    return f"ended by its budget: {Bound(which).set_by}"
