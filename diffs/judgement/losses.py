"""Which losses show in the texts themselves to be none of the publisher's, and which wait to be seen again?

A page that loads in part, or is served with an error in the place of a section, looks like a text from which much was
taken out. Where the text shows damage, nobody is told. Where it may as well be the publisher's act, the loss waits to
be seen again; nothing looks like a loss the other way round, so a gain does not wait.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from diffs.alignment.anchors import key
from diffs.judgement.frame import framed
from diffs.judgement.memory import bag, count
from model import Block, Change, ChangeKind, Clause, EditKind, Version

_SCRAP = 1 / 16  # of a text's words; of a text that was withdrawn other words are left
_A_TEXT = 200  # words
_MESSAGE = 40  # words at most of what a page says in place of a text
_BARE = 3  # headings that lost what stood below them
_MOSTLY = 0.8  # of the words that are gone
_SENTENCE = 6  # words of a clause that hardly is a title or a name
_STOPS = frozenset('.!?:;)"”»…。')
_TABLE = 8  # rows that all go at once
_LONG = 8  # words of a clause that nobody says twice by chance

_MAINLY = 2  # times as many words taken out as put in
_MUCH = 0.15  # of a text's words, in clauses taken out whole, whatever came beside
_MOST = 0.5
_HALF_A_DAY = timedelta(hours=12)

FRAME = "only the frame of a page is left"
CUT = "breaks off in the middle of a sentence"
SCRAP = "only a scrap of the text is left"
TAKEN_OUT, MUCH_OUT, MOST_OUT = "text was taken out", "much was taken out", "most of the text is gone"
OTHER_COMPANY = "names another company"

_ERROR = re.compile(
    r"\b(?:page|content) (?:is not|isn['’]t|not) (?:available|found)|\bpage you (?:requested|are looking for)"
    r"|\bsomething went wrong|\b(?:please|must|need to) (?:log|sign) ?in\b|\benable javascript|\baccess (?:is )?denied"
    r"|\btemporarily unavailable|\bverify (?:that )?you are (?:a )?human|^loading\W*$|\bseite (?:wurde )?nicht gefunden"
    r"|\bpage (?:est )?introuvable|\bpágina no encontrada",
)

_COMPANY = re.compile(
    r"\b[A-Z][\w&.-]{0,40}(?:,? [A-Z][\w&.-]{0,40}){0,4},? "
    r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|AG|SE|S\.A|SA|SAS|SARL|B\.V|BV|Corp|Corporation|PLC|plc|Pty|AB|ApS|Oy)\b"
)


def damage(before: Sequence[Clause], after: Sequence[Clause]) -> str:
    """By which sign what is missing from a text was lost on the way and not taken out; empty where there is none."""
    old, new = bag(before), bag(after)
    size, left = _size(old), _size(new)
    if size >= _A_TEXT and left <= _SCRAP * size and _size(new - old) <= left // 2:
        return SCRAP
    if 2 * left < size and all(framed(after)) and not all(framed(before)):
        return FRAME
    if _size(old - new) <= _MAINLY * _size(new - old):
        return ""
    if any(is_message(one) and key(one) not in old for one in after):
        return "a message of an error stands in its place"
    gone = [one for one in before if key(one) not in new]
    if _is_mostly(_behind_cut(before, after, new), gone):
        return CUT
    if _is_mostly(_under_bare(gone, before, after), gone):
        return "headings are left without their text"
    return "all tables are gone" if _rows(before) >= _TABLE and not _rows(after) else ""


def is_message(clause: Clause) -> bool:
    """Whether a clause is what a page says where it has no text to show."""
    return len(clause.words.split()) <= _MESSAGE and bool(_ERROR.search(clause.text.casefold()))


def is_lost(change: Change, sign: str, after: Sequence[Clause]) -> bool:
    """Whether a change is part of the damage that a sign shows."""
    cut = sign == CUT and change.after[-1:] == tuple(after[-1:])
    return cut or ChangeKind.REMOVED in change.kinds or all(map(is_message, change.after))


def is_told_twice(change: Change, before: Counter[str], after: Counter[str]) -> bool:
    """Whether long clauses that came stood there already, or those that went stand there still."""
    if ChangeKind.ADDED in change.kinds:
        return _all_in(change.after, before)
    return ChangeKind.REMOVED in change.kinds and _all_in(change.before, after)


def hold(before: Sequence[Clause], changes: Sequence[Change]) -> str:
    """Why a step is to be seen again before anybody is told; empty where nothing waits."""
    size = sum(map(_length, before))
    taken = sum(_length(one) for change in _removals(changes) for one in change.before)
    if taken > _MOST * size:
        return MOST_OUT
    if taken and taken >= _MUCH * size:
        return MUCH_OUT
    if taken and _is_mainly_taken(changes):
        return TAKEN_OUT
    return OTHER_COMPANY if any(map(_is_other_company, changes)) else ""


def is_seen_again(version: Version, why: str) -> bool:
    """Whether what waits has been seen for as long as it takes: pages can be broken for hours."""
    stood = version.last_seen - version.first_seen
    return version.sightings > 1 and bool(stood) and (why != MOST_OUT or stood >= _HALF_A_DAY)


def is_undone(changes: Sequence[Change], before: Sequence[Clause], later: Sequence[Clause]) -> bool:
    """Whether a later text has back every clause that a step changed or took, and none that it made."""
    former, present = ({one.words for one in text} for text in (before, later))
    loud = [change for change in changes if not change.quiet]
    gone = {one.words for change in loud for one in change.before}
    made = {one.words for change in loud for one in change.after} - former
    return gone <= present and not made & present


def _is_mainly_taken(changes: Sequence[Change]) -> bool:
    words: Counter[EditKind] = Counter()
    for change in changes:
        for edit in change.edits:
            words[edit.kind] += len(edit.text.split())
    return words[EditKind.DELETED] > _MAINLY * words[EditKind.INSERTED]


def _is_other_company(change: Change) -> bool:
    """Whether the company a clause names was exchanged for another."""
    old, new = ({name for one in side for name in _COMPANY.findall(one.text)} for side in (change.before, change.after))
    return bool(change.judgement.alert and old - new and new - old)


def _is_mostly(part: Sequence[Clause], whole: Sequence[Clause]) -> bool:
    return bool(part) and sum(map(_length, part)) >= _MOSTLY * sum(map(_length, whole))


def _length(clause: Clause) -> int:
    return count(clause.text)


def _behind_cut(before: Sequence[Clause], after: Sequence[Clause], new: Counter[str]) -> Sequence[Clause]:
    """Where a text ends inside a sentence: the clause that was cut, and all that stood behind it and is gone."""
    end = after[-1]
    if end.block is Block.HEADING or _length(end) < _SENTENCE or end.text.rstrip()[-1:] in _STOPS:
        return ()
    said = f"{key(end)} "
    at = next((at for at, one in enumerate(before) if key(one).startswith(said)), None)
    return [one for one in before[at:] if key(one) not in new] if at is not None and key(end) != key(before[at]) else ()


def _under_bare(gone: Sequence[Clause], before: Sequence[Clause], after: Sequence[Clause]) -> Sequence[Clause]:
    """What is gone from under headings that stand bare from now on, if there are several."""
    bare = _bare(after) - _bare(before)
    titles = {one.text for one in after if key(one) in bare}
    return [one for one in gone if one.headings and one.headings[-1] in titles] if len(bare) >= _BARE else ()


def _bare(clauses: Sequence[Clause]) -> set[str]:
    """Headings under which nothing stands: the next clause is a heading of no lower level, or there is none."""
    heads = [(at, one) for at, one in enumerate(clauses) if one.block is Block.HEADING]
    return {key(one) for at, one in heads if at + 1 == len(clauses) or _is_above(clauses[at + 1], one)}


def _is_above(one: Clause, heading: Clause) -> bool:
    return one.block is Block.HEADING and one.level <= heading.level


def _rows(clauses: Sequence[Clause]) -> int:
    return sum(one.block is Block.ROW for one in clauses)


def _all_in(clauses: Sequence[Clause], text: Counter[str]) -> bool:
    return all(len(key(one).split()) >= _LONG and key(one) in text for one in clauses)


def _removals(changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if ChangeKind.REMOVED in change.kinds]


def _size(clauses: Counter[str]) -> int:
    return sum(times * count(mark) for mark, times in clauses.items())
