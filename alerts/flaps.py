"""Which losses wait for a second look, and which were none?

A page that loads in part, or is served without a section for a day, looks like a text from which much was taken out.
Nothing looks like that the other way round, so only losses wait: for another look, and where most of the text is gone
until it has been gone for half a day, since such pages can be broken for hours.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from model import Change, ChangeKind, EditKind, History, Revision

_MAINLY = 2  # times as many words taken out as put in
_MUCH = 0.15  # of a text's words, in clauses taken out whole, whatever came beside
_MOST = 0.5
_LONG = timedelta(hours=12)


def waits(history: History, revision: Revision) -> bool:
    """Whether a step is to be told only when its text has been seen again."""
    return revision.after == len(history.versions) and _is_doubtful(history, revision)


def is_undone(history: History, revision: Revision) -> bool:
    """Whether a loss that was seen once only was followed by the return of what it had taken.

    Then nothing of it stands, and it is told to nobody; what else came with the return is judged there.
    """
    if revision.after == len(history.versions) or not _is_doubtful(history, revision):
        return False
    return _nothing_stands(history, revision)


def came_back(history: History, revision: Revision) -> bool:
    """Whether what a doubtful loss had taken is back in the text after it, while something that came with it stands.

    Then the step that is told is the one over both: from before the loss to the text after it.
    """
    if revision.after == len(history.versions) or not _is_doubtful(history, revision):
        return False
    present = {clause.words for clause in history.texts[revision.after].clauses}
    taken = {clause.words for change in _removals(revision) for clause in change.before}
    return taken <= present and not is_undone(history, revision)


def never_told(history: History, revision: Revision) -> bool:
    """Whether the text that a step leads back to was only ever such a loss that nobody was told of.

    What was served torn for a day, or tried on some readers, can come to stay; then it is news.
    """
    if revision.returns_to is None:
        return False
    after = history.versions[revision.after - 1]
    led = {one.after: one for one in history.revisions}
    same = [one.number for one in history.versions[: revision.after - 1] if one.canonical == after.canonical]
    return all(number in led and is_undone(history, led[number]) for number in same)


def is_loss(revision: Revision) -> bool:
    """Whether a step mainly takes text out, at least one clause whole."""
    words: Counter[EditKind] = Counter()
    for change in revision.changes:
        for edit in change.edits:
            words[edit.kind] += len(edit.text.split())
    whole = any(ChangeKind.REMOVED in change.kinds for change in revision.changes)
    return whole and words[EditKind.DELETED] > _MAINLY * words[EditKind.INSERTED]


def _is_doubtful(history: History, revision: Revision) -> bool:
    """Whether a step takes so much out that it has to be seen again, and was not for as long as it takes."""
    after, share = history.versions[revision.after - 1], _share_taken(history, revision)
    if not is_loss(revision) and share < _MUCH:
        return False
    stood = after.last_seen - after.first_seen
    return after.sightings == 1 or not stood or (share > _MOST and stood < _LONG)


def _share_taken(history: History, revision: Revision) -> float:
    """Which part of the words of a text stood in clauses that a step takes out whole."""
    whole = sum(len(clause.text.split()) for clause in history.texts[revision.before - 1].clauses)
    taken = sum(len(clause.text.split()) for change in _removals(revision) for clause in change.before)
    return taken / whole if whole else 0.0


def _removals(revision: Revision) -> list[Change]:
    return [change for change in revision.changes if ChangeKind.REMOVED in change.kinds]


def _nothing_stands(history: History, revision: Revision) -> bool:
    """Whether the text that follows has back every clause that the step changed or took, and none that it made."""
    former, present = (
        {clause.words for clause in history.texts[at].clauses} for at in (revision.before - 1, revision.after)
    )
    loud = [change for change in revision.changes if not change.quiet]
    gone = {clause.words for change in loud for clause in change.before}
    made = {clause.words for change in loud for clause in change.after} - former
    return gone <= present and not made & present
