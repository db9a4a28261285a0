"""Which losses wait for a second look, and which were none?

A loss is what the judgement of a step holds back (`diffs.judgement.losses`): for another look, and where most of the
text is gone until it has been gone for half a day, since such pages can be broken for hours. Where no look comes that
shows the text again, it is told after `PATIENCE`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import diffs
from model import ChangeKind, History, Revision, Version

PATIENCE = timedelta(days=7)
"""What was lost and not seen again for so long is told. Most broken pages are mended by then, and whoever has a
fortnight to object or to leave still has half of it."""


def waits(history: History, revision: Revision, now: datetime) -> bool:
    """Whether a step is to be told only when its text has been seen again, or when its time is over."""
    return _is_last_and_doubtful(history, revision) and not _is_over(history, revision, now)


def waited_in_vain(history: History, revision: Revision, now: datetime) -> bool:
    """Whether the time of a loss is over in which it could have been seen again, and no look showed the text."""
    return _is_last_and_doubtful(history, revision) and _is_over(history, revision, now)


def _is_last_and_doubtful(history: History, revision: Revision) -> bool:
    return revision.after == len(history.versions) and _is_doubtful(history, revision)


def _is_over(history: History, revision: Revision, now: datetime) -> bool:
    return now - history.versions[revision.after - 1].first_seen >= PATIENCE


def is_undone(history: History, revision: Revision) -> bool:
    """Whether a loss that was seen once only was followed by the return of what it had taken.

    Then nothing of it stands, and it is told to nobody; what else came with the return is judged there.
    """
    if revision.after == len(history.versions) or not _is_doubtful(history, revision):
        return False
    former, later = (history.texts[at] for at in (revision.before - 1, revision.after))
    return diffs.is_undone(revision.changes, former.clauses, later.clauses)


def came_back(history: History, revision: Revision) -> bool:
    """Whether what a doubtful loss had taken is back in the text after it, while something that came with it stands.

    Then the step that is told is the one over both: from before the loss to the text after it.
    """
    if revision.after == len(history.versions) or not _is_doubtful(history, revision):
        return False
    present = {clause.words for clause in history.texts[revision.after].clauses}
    loud = [change for change in revision.changes if not change.quiet]
    removed = [change for change in loud if ChangeKind.REMOVED in change.kinds]
    taken = {clause.words for change in removed or loud for clause in change.before}
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


def _is_doubtful(history: History, revision: Revision) -> bool:
    """Whether a step is held back, and was not seen for as long as it takes."""
    why = revision.judgement.hold
    return bool(why) and not diffs.is_seen_again(history.versions[revision.after - 1], why)


def overdue(version: Version, hold: str, upto: datetime | None, now: datetime) -> bool:
    """Whether a watch that was told up to a look, or of nothing yet, is owed the loss that led to a last version."""
    waits_on = bool(hold) and not diffs.is_seen_again(version, hold)
    return waits_on and now - version.first_seen >= PATIENCE and (upto is None or upto < version.first_seen)
