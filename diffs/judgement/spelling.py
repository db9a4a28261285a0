"""Is a text served in the other spelling of its language: American for British, or the other way round?

One word in another spelling is an editor's; three different ones that all go one way, and none back, are the other
edition of the text. Its author's wording differs here and there, too, so little of a clause may differ beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from diffs.lexicon import LITTLE
from model import Change, ChangeKind, EditKind

_DIFFERENT = 3  # words in another spelling that make another edition
_CARRY = 0.2  # of the changes in words show one, and three at least
_BESIDE = 0.2  # of a clause's words may differ otherwise
_FEW = 3  # words that may in any case

_TO_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2})is(e[sdr]?|ers?|ing|ations?|ational)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})ys(e[sdr]?|ers?|ing)$"), r"yz\1"),
    (re.compile(r"(behavi|fav|hon|col|neighb|endeav|lab|rum|harb|vig)our"), r"\1or"),
    (re.compile(r"(cent|theat|lit|fib|met)re(s|d)?$"), r"\1er\2"),
    (re.compile(r"(defen|licen|offen|preten)ce"), r"\1se"),
    (re.compile(r"(cancel|travel|label|model|fulfil|enrol|signal)l(ed|ing|ment|er)"), r"\1\2"),
    (re.compile(r"(fulfil|enrol)(ment|s)?$"), r"\1l\2"),
    (re.compile(r"(catal|dial|anal)ogue"), r"\1og"),
    (re.compile(r"^programme"), "program"),
    (re.compile(r"^enquir"), "inquir"),
    (re.compile(r"^judgement"), "judgment"),
)
_MAY_BE_BRITISH = re.compile(r"is|ys|our|re|ce|l[lfm]|ogue|programme|enquir|judgement")
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: str(number) for number, word in enumerate(_COUNTED)}
_TURNS = frozenset({"not", "no", "never", "only", "must", "unless", "except", "without"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def other_spelling(changes: Sequence[Change]) -> frozenset[int]:
    """Positions of the changes that only show that a text is served in the other spelling; none where it is not."""
    exchanged = [_exchanged(change) for change in changes]
    moved = [pair for pairs in exchanged for pair in pairs]
    ways = {plain != one for one, plain in moved}
    carrying, loud = sum(map(bool, exchanged)), sum(not change.quiet for change in changes)
    if len({plain for _, plain in moved}) < _DIFFERENT or len(ways) > 1 or carrying < max(_DIFFERENT, _CARRY * loud):
        return frozenset()
    pairs = enumerate(zip(changes, exchanged, strict=True))
    return frozenset(at for at, (change, some) in pairs if _is_same_beside(change, _FEW if some else _FEW // 2))


def _exchanged(change: Change) -> list[tuple[str, str]]:
    """Words that went and have come in another spelling, each with its American one."""
    gone, come = (set(_words(change, kind)) for kind in (EditKind.DELETED, EditKind.INSERTED))
    now = {american(word) for word in come - gone}
    pairs = ((word, american(word)) for word in sorted(gone - come))
    return [(word, plain) for word, plain in pairs if plain in now]


def _is_same_beside(change: Change, few: int) -> bool:
    """Whether few words differ beside the spelling, none that turns a rule and no number."""
    if ChangeKind.ADDED in change.kinds or ChangeKind.REMOVED in change.kinds:
        return False
    gone = {_plain(word) for word in _words(change, EditKind.DELETED)}
    come = {_plain(word) for word in _words(change, EditKind.INSERTED)}
    rest = (gone ^ come) - LITTLE
    whole = sum(len(clause.words.split()) for clause in change.before)
    turned = any(word in _TURNS or word[0].isdigit() for word in rest)
    return not turned and len(rest) <= max(few, _BESIDE * whole)


@lru_cache(maxsize=1 << 14)
def american(word: str) -> str:
    """A word as it is spelt in America.

    >>> [american(word) for word in ("unauthorised", "behaviours", "programme", "centre")]
    ['unauthorized', 'behaviors', 'program', 'center']
    """
    if _MAY_BE_BRITISH.search(word):
        for british, spelt in _TO_AMERICAN:
            word = british.sub(spelt, word)
    return word


def _plain(word: str) -> str:
    return _NUMBERS.get(word, american(word))


def _words(change: Change, kind: EditKind) -> list[str]:
    return list(_each(edit.text for edit in change.edits if edit.kind is kind))


def _each(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from _WORD.findall(text.casefold())
