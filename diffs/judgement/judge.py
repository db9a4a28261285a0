"""Does a change matter, how much, about what, and because of which words?

Rules that can be read: what is quiet, what only went elsewhere, what only changed style or is served
anew each time does not matter; every other change of words does, and the words that changed say how
much.  Nothing is learned and nothing is weighed by text that the change left alone, except that the
clause itself names the category where its changed words do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from diffs.alignment.anchors import key
from diffs.lexicon import CATEGORIES, LITTLE, LITTLE_OF, MAJOR, MODALITY, QUANTITY, VOLATILE
from model import Change, ChangeKind, Clause, Edit, EditKind, Judgement, Severity, canonical_digest

_WHOLE_SECTION = 60  # words of a clause added or removed that are a headline by themselves
_REWRITE = 12  # clauses that matter: together they make a major change
_MOST_WORDS = 8  # shown as reasons
_TELLING = 4  # letters of a word that says something
_LONG_WORD = 5
_ENOUGH_WORDS = 80  # to tell a language by
_SWAPPED = 2  # letters that changed places: centre, center

_NO_LETTER = re.compile(r"(?<!\d)[\s‐‑–-]+(?!\d)")

_STRUCTURE = frozenset({ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED})


def judge(
    kinds: Sequence[ChangeKind], before: Sequence[Clause], after: Sequence[Clause], edits: Sequence[Edit]
) -> Judgement:
    """The judgement of one change by itself, without memory of earlier states."""
    reason = _no_matter(kinds, before, after, edits)
    if reason:
        return Judgement(alert=False, severity=Severity.NONE, because=(reason,))
    gone, come = changed(edits)
    categories = _categories(f"{gone}\n{come}") or _categories("\n".join(c.text.casefold() for c in (*before, *after)))
    quantities = _one_sided(QUANTITY.findall(_all_text(before)), QUANTITY.findall(_all_text(after)))
    decided, severity = _weigh(kinds, (gone, come), categories, quantities)
    return Judgement(alert=True, severity=severity, categories=categories or ("other",), because=decided)


def _no_matter(
    kinds: Sequence[ChangeKind], before: Sequence[Clause], after: Sequence[Clause], edits: Sequence[Edit]
) -> str:
    """Why a change does not matter; empty when it may."""
    if all(kind.quiet for kind in kinds):
        return ", ".join(kinds)
    if not any(clause.words for clause in (*before, *after)):
        return "no words"
    if _STRUCTURE.issuperset(kind for kind in kinds if not kind.quiet) and _same_words(before, after):
        return "same words"
    if all(is_mere_link(clause) for clause in (*before, *after)):
        return "only links"
    if before and after:
        gone, come = changed(edits)
        if VOLATILE.sub("", _all_text(before)) == VOLATILE.sub("", _all_text(after)):
            return "served anew each time"
        if is_style(gone, come):
            return "wording"
    return ""


def changed(edits: Iterable[Edit]) -> tuple[str, str]:
    """What went and what came, each edit on a line of its own, casefolded."""
    rows: dict[EditKind, list[str]] = {kind: [] for kind in EditKind}
    for edit in edits:
        rows[edit.kind].append(edit.text.casefold())
    return "\n".join(rows[EditKind.DELETED]), "\n".join(rows[EditKind.INSERTED])


def is_mere_link(clause: Clause) -> bool:
    """Whether a clause is nothing but one link: a menu's line, a related page."""
    return len(clause.links) == 1 and clause.links[0].text.strip() == clause.text.strip() != ""


def is_style(gone: str, come: str) -> bool:
    """Whether only little words changed, or the spelling of long ones, and no word that turns a rule."""
    if _NO_LETTER.sub("", gone) == _NO_LETTER.sub("", come):
        return True  # "e-mail" and "email", "here in" and "herein"
    if sorted(MODALITY.findall(gone)) != sorted(MODALITY.findall(come)):
        return False
    old, new = _content(gone), _content(come)
    return len(old) == len(new) and all(_spelled_alike(*pair) for pair in zip(sorted(old), sorted(new), strict=True))


def _content(text: str) -> set[str]:
    words = (word.strip(".,;:!?\"'()[]“”‘’") for word in text.split())
    return {word for word in words if word and word not in LITTLE}


def _spelled_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_WORD or any(c.isdigit() or c in "@/" for c in one + other):
        return False
    head = _common(one, other)
    rest, other_rest = one[head:], other[head:]
    tail = _common(rest[::-1], other_rest[::-1])
    swapped = sorted(rest) == sorted(other_rest) and len(rest) == _SWAPPED
    return head > 0 and (swapped or max(len(rest), len(other_rest)) - tail <= 1)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(one), len(other)))


def _same_words(before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    return " ".join(c.words for c in before).split() == " ".join(c.words for c in after).split()


def _all_text(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text.casefold() for clause in clauses)


def _categories(text: str) -> tuple[str, ...]:
    return tuple(name for name, words in CATEGORIES.items() if words.search(text))


def _weigh(
    kinds: Sequence[ChangeKind], words: tuple[str, str], categories: Sequence[str], quantities: Sequence[str]
) -> tuple[tuple[str, ...], Severity]:
    """The words that decided, and how much the change matters."""
    gone, come = words
    turned = _one_sided(MODALITY.findall(gone), MODALITY.findall(come))
    grave = [name for name in categories if name in MAJOR]
    weighty = [word for name in grave for word in _one_sided(*_found(name, gone, come))]
    whole = {ChangeKind.ADDED, ChangeKind.REMOVED} & set(kinds) and len(f"{gone} {come}".split()) >= _WHOLE_SECTION
    major = quantities or weighty or whole or (turned and grave)
    told = [*quantities, *weighty, *turned] or [*_telling(gone), *_telling(come)]
    return tuple(dict.fromkeys(told))[:_MOST_WORDS], Severity.MAJOR if major else Severity.MINOR


def _telling(text: str) -> list[str]:
    """The first words that say something, where none is in a list of ours; the first of all where none does."""
    words = [word.strip(".,;:!?\"'()[]“”‘’") for word in text.split()]
    telling = [word for word in words if len(word) >= _TELLING and word not in LITTLE]
    return (telling or text.split())[: _MOST_WORDS // 2]


def _found(name: str, gone: str, come: str) -> tuple[list[str], list[str]]:
    return CATEGORIES[name].findall(gone), CATEGORIES[name].findall(come)


def _one_sided(gone: Iterable[str], come: Iterable[str]) -> list[str]:
    old, new = set(gone), set(come)
    return sorted(old ^ new)


def judge_revision(
    before: Sequence[Clause],
    after: Sequence[Clause],
    changes: Sequence[Change],
    earlier: Sequence[Sequence[Clause]],
) -> Judgement:
    """The judgement of all changes together, with memory of `earlier` texts (the latest last).

    A text that returns is a flap and no news, however weighty; so is each clause that only returns to
    words it had.
    """
    if not (before and after):
        return Judgement(alert=False, severity=Severity.NONE, because=("no text on one side",))
    if len({_language(before), _language(after)} - {""}) > 1:
        return Judgement(alert=False, severity=Severity.NONE, because=("served in another language",))
    if _returns(after, earlier):
        return Judgement(alert=False, severity=Severity.NONE, because=("returns to an earlier text",))
    known = [{key(clause) for clause in text} for text in earlier]
    news = [change for change in changes if change.judgement.alert and not is_flap(change, known)]
    if not news:
        return Judgement(alert=False, severity=Severity.NONE, because=_reasons(changes))
    major = [change for change in news if change.judgement.severity is Severity.MAJOR]
    severe = bool(major) or len(news) >= _REWRITE
    categories = {name for change in news for name in change.judgement.categories}
    return Judgement(
        alert=True,
        severity=Severity.MAJOR if severe else Severity.MINOR,
        categories=tuple(name for name in [*CATEGORIES, "other"] if name in categories),
        because=tuple(dict.fromkeys(word for change in major or news for word in change.judgement.because))[
            :_MOST_WORDS
        ],
    )


def _language(clauses: Sequence[Clause]) -> str:
    """The language whose little words are most frequent; a rough guess, and enough to tell a swapped edition."""
    words = Counter(word for clause in clauses for word in clause.words.split())
    counts = {name: sum(words[word] for word in little) for name, little in LITTLE_OF.items()}
    return max(counts, key=lambda name: counts[name]) if words.total() >= _ENOUGH_WORDS else ""


def _returns(after: Sequence[Clause], earlier: Sequence[Sequence[Clause]]) -> bool:
    digest = canonical_digest(after)
    return any(canonical_digest(text) == digest for text in earlier)


def is_flap(change: Change, known: Sequence[set[str]]) -> bool:
    """Whether every clause of a change returns; `known` holds the keys of earlier texts.

    A clause that goes again is none: it may have stood for years.
    """
    return bool(change.after) and all(any(key(clause) in text for text in known) for clause in change.after)


def _reasons(changes: Sequence[Change]) -> tuple[str, ...]:
    reasons = (word for change in changes if not change.judgement.alert for word in change.judgement.because)
    return tuple(dict.fromkeys([*reasons, *(["back and forth"] if any(c.judgement.alert for c in changes) else [])]))
