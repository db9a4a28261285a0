"""Which kinds of change does a whole revision show, in the words of the judgement's vocabulary?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diffs.alignment.anchors import key
from diffs.judgement.judge import changed, is_flap, is_mere_link, is_style
from diffs.lexicon import VOLATILE
from model import Change, ChangeKind, Clause

ORDER = (
    "substantive",
    "editorial",
    "typographic",
    "date_only",
    "link_target",
    "volatile",
    "extraction",
    "navigation",
    "structure",
    "moved",
)

_QUIET = {
    ChangeKind.TYPOGRAPHIC: "typographic",
    ChangeKind.RENUMBERED: "typographic",
    ChangeKind.DATE: "date_only",
    ChangeKind.LINK_TARGET: "link_target",
    ChangeKind.HEADING_RENAMED: "editorial",
    ChangeKind.MOVED: "moved",
    ChangeKind.SPLIT: "structure",
    ChangeKind.MERGED: "structure",
}


def rubric_kinds(changes: Sequence[Change], earlier: Sequence[Sequence[Clause]]) -> tuple[str, ...]:
    """Kinds visibly present in the changes of one revision; `earlier` texts tell what only returns."""
    known = [{key(clause) for clause in text} for text in earlier]
    found = {name for change in changes for name in _of(change, known)}
    return tuple(name for name in ORDER if name in found)


def _of(change: Change, known: Sequence[set[str]]) -> Iterator[str]:
    for kind in change.kinds:
        if kind in _QUIET and (kind.quiet or not change.judgement.alert):
            yield _QUIET[kind]
    if change.judgement.alert:
        yield "extraction" if is_flap(change, known) else "substantive"
    elif not change.quiet and all(is_mere_link(clause) for clause in (*change.before, *change.after)):
        yield "navigation"
    elif ChangeKind.MODIFIED in change.kinds:
        texts = [" ".join(clause.text.casefold() for clause in side) for side in (change.before, change.after)]
        if any(VOLATILE.search(text) for text in texts):
            yield "volatile"
        elif is_style(*changed(change.edits)):
            yield "editorial"
