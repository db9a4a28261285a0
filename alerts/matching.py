"""Does what happened concern a watch?

Everything that a watch gives must hold. Where it cannot be found out in time whether it does, it counts as holding,
and the message says so: nothing is lost in silence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import regex

from model import Change, ChangeKind, Edit, EditKind, Revision, Severity, Spell, SpellKind, TimelineId, Watch

SILENT = "silent"

_RANK = {Severity.NONE: 0, Severity.MINOR: 1, Severity.MAJOR: 2}
_UNASKED_SPELLS = frozenset({SpellKind.ENDED, SpellKind.RESUMED})
_PATIENCE = 1.0  # seconds for a pattern
_LONGEST = 500_000  # characters in which a pattern is looked for
_NO_SPACES = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Scripts that put no spaces between words: there a word is found wherever it stands."""

_SLOW = "The pattern of the watch could not be looked for within a second, which counts as found."
_LONG = "The pattern of the watch was not looked for in all of the long change, which counts as found."


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """That something concerns a watch; `notes` say what had to be taken as holding."""

    notes: tuple[str, ...] = ()


def follows(watch: Watch, timeline: TimelineId | str) -> bool:
    """Whether a watch follows a timeline."""
    return any(fnmatchcase(str(timeline), pattern) for pattern in watch.timelines)


def spell_concerns(watch: Watch, spell: Spell) -> bool:
    """Whether a watch wants to hear that a whole timeline ended, resumed or went elsewhere.

    Only its kinds are asked: who watches for some words is blind, too, once the policy is gone.
    """
    return spell.kind.value in watch.kinds if watch.kinds else spell.kind in _UNASKED_SPELLS


def revision_concerns(watch: Watch, revision: Revision) -> Match | None:
    """Whether a watch wants to hear of a step from one version to the next.

    A return to an earlier text, and what was seen differently once, are told to nobody unless a person said that
    they matter. Of the changes those are asked that count: for who did not ask for everything, the ones that matter.
    """
    judged = revision.judgement
    if not judged.alert and (revision.returns_to or revision.seen_differently):
        return None
    counted = [change for change in revision.changes if change.judgement.alert or watch.severity is Severity.NONE]
    categories = {name for change in counted for name in change.judgement.categories} | set(judged.categories)
    natures = {nature.value for change in counted for nature in change.judgement.natures}
    severe = watch.severity is Severity.NONE or (judged.alert and _RANK[judged.severity] >= _RANK[watch.severity])
    if not (severe and _kind(watch, revision, counted) and _any(watch.natures, natures)):
        return None
    return _words(watch, counted) if _any(watch.categories, categories) else None


def change_kinds(watch: Watch) -> frozenset[ChangeKind]:
    """The kinds of changes among what a watch asks for; none where it asks for no kinds."""
    return frozenset(kind for kind in ChangeKind if kind.value in watch.kinds)


def _kind(watch: Watch, revision: Revision, counted: Sequence[Change]) -> bool:
    if not watch.kinds:
        asked = bool(watch.natures) or revision.judgement.alert
        return asked or any(not change.quiet for change in counted)
    kinds = {kind.value for change in counted for kind in change.kinds}
    return bool(watch.kinds & kinds) or (revision.silent and SILENT in watch.kinds)


def _any(asked: Collection[str], found: Collection[str]) -> bool:
    return not asked or not set(asked).isdisjoint(found)


# ---------------------------------------------------------------- words and patterns


@dataclass(frozen=True, slots=True)
class _Changed:
    """Texts before and after, a line each, and where in them the words stand that went or came."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def touches(self, start: int, end: int) -> bool:
        """Whether a place in the text holds a part of what changed."""
        first = bisect_left(self.ends, start + 1)
        return first < len(self.starts) and self.starts[first] < max(end, start + 1)


def _words(watch: Watch, changes: Sequence[Change]) -> Match | None:
    """A phrase is found where some of its words changed, the others may have stayed."""
    if watch.words:
        folded = _changed(changes, fold=True)
        if not any(_stands(phrase, folded) for phrase in watch.words):
            return None
    return _pattern(watch.pattern, _changed(changes, fold=False)) if watch.pattern else Match()


def _changed(changes: Sequence[Change], *, fold: bool) -> _Changed:
    parts: list[str] = []
    starts, ends = [], []
    at = 0
    for edit in _sides(changes):
        text = edit.text.casefold() if fold else edit.text
        if edit.kind is not EditKind.KEPT and text:
            starts.append(at)
            ends.append(at + len(text))
        parts.append(text)
        at += len(text)
    return _Changed("".join(parts), tuple(starts), tuple(ends))


def _sides(changes: Sequence[Change]) -> Iterator[Edit]:
    """The edits that make the text before, then those that make the text after, of each change that has any."""
    for change in changes:
        for kind in (EditKind.DELETED, EditKind.INSERTED):
            side = [edit for edit in change.edits if edit.kind in (kind, EditKind.KEPT)]
            if any(edit.kind is kind for edit in side):
                yield from side
                yield Edit(kind=EditKind.KEPT, text="\n")


def _stands(phrase: str, changed: _Changed) -> bool:
    found = whole_words(phrase).finditer(changed.text)
    return any(changed.touches(*match.span()) for match in found)


def whole_words(phrase: str) -> regex.Pattern[str]:
    """The casefolded phrase as whole words, however they are spaced."""
    words = phrase.casefold().split()
    begin, end = (
        "" if regex.match(_NO_SPACES, letter) or not regex.match(r"\w", letter) else edge
        for letter, edge in ((words[0][0], r"(?<!\w)"), (words[-1][-1], r"(?!\w)"))
    )
    return regex.compile(begin + r"\s+".join(map(regex.escape, words)) + end)


def _pattern(pattern: str, changed: _Changed) -> Match | None:
    found = regex.compile(pattern, regex.MULTILINE).finditer(changed.text[:_LONGEST], timeout=_PATIENCE)
    try:
        if any(changed.touches(*match.span()) for match in found):
            return Match()
    except TimeoutError:
        return Match(notes=(_SLOW,))
    return Match(notes=(_LONG,)) if len(changed.text) > _LONGEST else None
