"""By which rule is a change no news, and of which nature is it then?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from diffs.judgement.elsewhere import words_of
from diffs.judgement.furniture import without_new_windows
from diffs.judgement.lines import is_date_line, is_lone_heading, only_points
from diffs.judgement.setting import Setting
from diffs.judgement.volatile import is_served_anew, is_statistic, shows_other_time, turns_in_frame
from diffs.judgement.wording import is_style, same_but_hyphens, same_letters
from model import Alignment, ChangeKind, Clause, Edit, Nature

_STRUCTURE = frozenset({ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED})


class Case(NamedTuple):
    """One change as the rules look at it."""

    alignment: Alignment
    before: tuple[Clause, ...]
    after: tuple[Clause, ...]
    edits: tuple[Edit, ...]
    setting: Setting


class Noise(NamedTuple):
    """Why a change is no news: a reason to show, and to count by, and its nature (none where kinds tell it)."""

    reason: str
    nature: Nature | None
    also: Nature | None = None


_ANEW = Noise("served anew each time", Nature.VOLATILE)

Rule = Callable[[Case], Noise | None]


def noise(case: Case) -> Noise | None:
    """The first rule that holds, or None: then the change matters."""
    found = (rule(case) for rule in _RULES)
    return next((one for one in found if one), None)


def _quiet(case: Case) -> Noise | None:
    kinds = case.alignment.kinds
    if kinds == (ChangeKind.TYPOGRAPHIC,) and shows_other_time(case.before, case.after):
        return _ANEW
    return Noise(", ".join(kinds), None) if all(kind.quiet for kind in kinds) else None


def _wordless(case: Case) -> Noise | None:
    return None if any(clause.words for clause in (*case.before, *case.after)) else Noise("no words", Nature.VOLATILE)


def _structure(case: Case) -> Noise | None:
    loud = {kind for kind in case.alignment.kinds if not kind.quiet}
    same = words_of(case.before) == words_of(case.after)
    return Noise("same words", None) if loud <= _STRUCTURE and same else None


def _elsewhere(case: Case) -> Noise | None:
    """Blocks that were cut anew, and lists made of paragraphs, move words without changing what they say."""
    same = case.setting.streams.say_the_same(case.before, case.after)
    return Noise("same words", Nature.STRUCTURE) if same else None


def _frame(case: Case) -> Noise | None:
    if case.before and case.after and _said(case.before) == _said(case.after):
        return Noise("opens in a new window", Nature.NAVIGATION)
    if not case.setting.is_frame(case.alignment):
        return None
    return Noise("page frame", Nature.NAVIGATION, Nature.VOLATILE if turns_in_frame(case.before, case.after) else None)


def _line(case: Case) -> Noise | None:
    """Lines that came or went whole."""
    if case.before and case.after:
        return None
    if all(is_date_line(clause) for clause in (*case.before, *case.after)):
        return Noise(ChangeKind.DATE.value, Nature.DATE_ONLY)
    sides = ((case.alignment.before, case.setting.before), (case.alignment.after, case.setting.after))
    if all(is_lone_heading(at, text) for places, text in sides for at in places):
        return Noise("a heading alone", Nature.STRUCTURE)
    return None


def _pointing(case: Case) -> Noise | None:
    points = case.before and case.after and only_points(case.edits)
    return Noise("where a link leads", Nature.LINK_TARGET) if points else None


def _volatile(case: Case) -> Noise | None:
    if case.before and case.after:
        anew = is_served_anew(case.before, case.after)
    else:
        anew = all(map(is_statistic, (*case.before, *case.after)))
    return _ANEW if anew else None


def _wording(case: Case) -> Noise | None:
    if not (case.before and case.after):
        return None
    if same_letters(case.edits):
        return Noise("spaces and signs", Nature.TYPOGRAPHIC)
    if same_but_hyphens(case.edits):
        return Noise("wording", Nature.EDITORIAL)
    anchors = {link.text for clause in case.after for link in clause.links if link.target.startswith("#")}
    return Noise("wording", Nature.EDITORIAL) if is_style(case.edits, case.setting.vocabulary, anchors) else None


_RULES: tuple[Rule, ...] = (_quiet, _wordless, _structure, _frame, _elsewhere, _line, _volatile, _pointing, _wording)


def _said(clauses: Sequence[Clause]) -> str:
    text = " ".join(clause.text.casefold() for clause in clauses)
    return without_new_windows(text).rstrip(" .")
