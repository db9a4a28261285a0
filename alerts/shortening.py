"""How does a redline read in short: the words that changed, and a few around them?

A page of strangers may be one word of a million letters, so what is long is cut by characters, at a space where
there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from alerts.neutral import spaced
from model import Change, ChangeKind, Edit, EditKind, Severity

_AROUND = 70  # characters kept on each side of a change
_HEAD, _TAIL = 420, 120  # characters shown of a long run that went or came
_LONGEST_CHANGE = 1_500
_LONGEST_REDLINE = 6_000
_MOST_CHANGES = 12

_FIRST = {Severity.MAJOR: 0, Severity.MINOR: 1, Severity.NONE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """The changes that are shown, each with its redline in short, and how many are not."""

    shown: tuple[tuple[Change, tuple[Edit, ...]], ...]
    more: int = 0
    quiet: int = 0

    @property
    def rest(self) -> str:
        """What is left out, in words; empty when nothing is.

        >>> Short(shown=(), more=7, quiet=12).rest
        'and 7 more changes, 12 quiet ones'
        """
        more = f"{self.more} more change{'' if self.more == 1 else 's'}" if self.more else ""
        noun = "one" if self.more else "change"
        quiet = f"{self.quiet} quiet {noun}{'' if self.quiet == 1 else 's'}" if self.quiet else ""
        return f"and {', '.join(filter(None, (more, quiet)))}" if more or quiet else ""


def in_short(changes: Sequence[Change], kinds: Iterable[ChangeKind] = (), natures: Collection[str] = ()) -> Short:
    """What matters or is of `kinds` or `natures`, the gravest first, else in reading order; all if nothing is."""
    wanted = set(kinds)
    loud = [change for change in changes if not change.quiet]
    matter = [
        change
        for change in changes
        if change.judgement.alert
        or wanted.intersection(change.kinds)
        or any(nature.value in natures for nature in change.judgement.natures)
    ]
    ranked = sorted(matter or loud or changes, key=lambda change: _FIRST[change.judgement.severity])
    shown: list[tuple[Change, tuple[Edit, ...]]] = []
    room = _LONGEST_REDLINE
    for change in ranked[:_MOST_CHANGES]:
        edits = shortened(change.edits)
        room -= sum(len(edit.text) for edit in edits)
        if room < 0 and shown:
            break
        shown.append((change, edits))
    left_out = {id(change) for change in changes} - {id(change) for change, _ in shown}
    quiet = sum(change.quiet for change in changes if id(change) in left_out)
    return Short(shown=tuple(shown), more=len(left_out) - quiet, quiet=quiet)


def shortened(edits: Sequence[Edit], most: int = _LONGEST_CHANGE) -> tuple[Edit, ...]:
    """The edits with the words that changed and some around them; what is left out is marked with an ellipsis.

    >>> kept, gone = Edit(kind=EditKind.KEPT, text="word " * 100), Edit(kind=EditKind.DELETED, text="gone")
    >>> [edit.text for edit in shortened([kept, gone])][0][:12]
    '… word word '
    """
    short: list[Edit] = []
    for number, edit in enumerate(edits):
        if most <= 0:
            short.append(Edit(kind=EditKind.KEPT, text=" …"))
            break
        last = number == len(edits) - 1
        text = _kept(edit.text, number > 0, not last) if edit.kind is EditKind.KEPT else _changed(edit.text)
        most -= len(text)
        short.append(Edit(kind=edit.kind, text=text))
    return tuple(short)


def _kept(text: str, after_a_change: bool, before_a_change: bool) -> str:
    """The end that touches a change, or both; of a text in which nothing changed, its beginning."""
    text = spaced(text)
    head = 2 * _AROUND if after_a_change is before_a_change is False else _AROUND * after_a_change
    return _cut(text, head, _AROUND * before_a_change)


def _changed(text: str) -> str:
    text = spaced(text)
    short = _cut(text, _HEAD, _TAIL)
    words = len(text.split()) - len(short.replace("…", "").split())
    return short if len(text) == len(short) or words < 1 else short.replace(" … ", f" … ({words} words) … ", 1)


def _cut(text: str, head: int, tail: int) -> str:
    """`head` characters, an ellipsis, `tail` characters; the text itself where that is no shorter."""
    if len(text) <= head + tail + 20:
        return text
    start, end = text[:head], text[len(text) - tail :]
    start = start.rpartition(" ")[0] or start
    end = end.partition(" ")[2] or end
    return f"{start}{' ' if start else ''}…{' ' if end else ''}{end}"
