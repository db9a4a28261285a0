"""Did only the wording change, and not what it says?

Looked at is each place where words went or came. What stands there says the same when it is spelled otherwise, or
chosen otherwise among words for one thing, when only little words came or went, when a number of another clause moved
on, or when a document or a page has another name throughout the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from diffs.judgement.terms import Vocabulary
from diffs.lexicon import ADDRESSED, DIRECTIONS, FILLERS, LITTLE, MODALITY, NAMED, PERSONS, REFERRED
from diffs.synonyms import CONFUSED, SAME_WORD, one_form, phrased
from model import Edit, EditKind

_LONG_WORD = 5
_SWAPPED = 2  # letters that changed places: centre, center
_THROUGHOUT = 3  # places at which a name changed
_LONGEST_NAME = 2  # words
_LONGEST_MOVED = 8  # words that went to another place of the clause
_ARTICLES = frozenset({"a", "an", "the", "der", "die", "das", "le", "la", "les"})
_IDLE = LITTLE | FILLERS
_BEGINNING = 3  # letters that a verb keeps, whoever is spoken to

_NO_LETTER = re.compile(r"(?<!\d)[\s‐‑–-]+(?!\d)|__|\*\*")
_SIGN = r"[\s.,;:!?()\[\]\"'“”‘’„«»*_]++"
_SIGNS = re.compile(rf"(?P<between>(?<=\d){_SIGN}(?=\d))|{_SIGN}")
_BETWEEN = re.compile(r"(?<=[^\W\d_])[‐‑–—-]+(?=[^\W\d_])|(?<!\w)[‐‑–—-]+(?!\w)|[\s,;/]+(?![\w.-]*@)|—")
_MARKS = ".,;:!?\"'()[]“”‘’„«»*_•·…"
_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}[a-z]?|[ivx]{1,5}|[a-z]|\d{0,2}\([a-z\d]{1,3}\)")
_FORMAL = re.compile(r"(?<!\w)(?:Sie|Ihr(?:e[mnrs]?)?|Ihnen|[Vv]ous|[Vv]otre|[Vv]os)(?!\w)")
_FAMILIAR = re.compile(r"(?<!\w)(?:[Dd](?:u|ich|ir|ein(?:e[mnrs]?)?)|[Tt](?:u|e|oi|on|a|es))(?!\w)")
_JOINING = {"and": 1, "und": 1, "et": 1, "or": 2, "oder": 2, "ou": 2}
_LISTED = re.compile(r"[,;(/]|\b(?:and|und|et|or|oder|ou)\b")
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_TURNING = {"ee": ("er", "or"), "er": ("ee",), "or": ("ee",)}  # whose part it is: employee, employer; lessee, lessor


class _Swap(NamedTuple):
    """One place where words went or came, with the words that stand around it."""

    gone: str
    come: str
    left: str
    right: str


def changed(edits: Iterable[Edit]) -> tuple[str, str]:
    """What went and what came, each edit on a line of its own, casefolded."""
    rows: dict[EditKind, list[str]] = {kind: [] for kind in EditKind}
    for edit in edits:
        rows[edit.kind].append(edit.text.casefold())
    return "\n".join(rows[EditKind.DELETED]), "\n".join(rows[EditKind.INSERTED])


def same_letters(edits: Sequence[Edit]) -> bool:
    """Whether nothing but spaces, punctuation and emphasis went or came: "here in" and "herein", "(i)" and "i."."""
    gone, come = (_SIGNS.sub(lambda sign: " " if sign["between"] else "", text) for text in changed(edits))
    return gone == come and "@" not in gone


def same_but_hyphens(edits: Sequence[Edit]) -> bool:
    """Whether nothing but hyphens and spaces went or came: "e-mail" and "email"."""
    gone, come = (_NO_LETTER.sub("", text) for text in changed(edits))
    return gone == come


def is_style(edits: Sequence[Edit], vocabulary: Vocabulary, anchors: Collection[str] = ()) -> bool:
    """Whether each place says what it said, and no word came or went that turns a rule.

    `anchors` are the texts of links to other places of the same page, which may be put in.
    """
    swaps = list(_swaps(edits))
    gone, come = (
        " ".join(phrased(text) for text in side) for side in zip(*((s.gone, s.come) for s in swaps), strict=True)
    )
    if _rules(gone) != _rules(come) and not all(map(_is_doubled, swaps)):
        return False
    if _is_suffered(_words(gone), _words(come)):
        return False
    familiar = _address(edits)
    other = [swap for swap in swaps if not _says_the_same(swap, vocabulary, anchors, familiar=familiar)]
    return not other or _is_moved(other)


def _swaps(edits: Sequence[Edit]) -> Iterator[_Swap]:
    texts = {EditKind.DELETED: "", EditKind.INSERTED: ""}
    left = ""
    for edit in (*edits, Edit(kind=EditKind.KEPT, text="")):
        if edit.kind is not EditKind.KEPT:
            texts[edit.kind] += f" {edit.text}"
            continue
        if any(texts.values()):
            yield _Swap(texts[EditKind.DELETED], texts[EditKind.INSERTED], _last(left), _first(edit.text))
            texts = dict.fromkeys(texts, "")
        left = edit.text


def _first(text: str) -> str:
    return next(iter(text[:60].split()), "").strip(_MARKS).casefold()


def _last(text: str) -> str:
    return next(iter(reversed(text[-60:].split())), "").strip(_MARKS).casefold()


def _rules(text: str) -> list[str]:
    return sorted(MODALITY.findall(" ".join(SAME_WORD.get(word, word) for word in text.split())))


def _address(edits: Iterable[Edit]) -> bool:
    """Whether the reader is addressed in another way: "Sie" and "du", "vous" and "tu"."""
    gone = " ".join(edit.text for edit in edits if edit.kind is EditKind.DELETED)
    come = " ".join(edit.text for edit in edits if edit.kind is EditKind.INSERTED)
    return bool((_FORMAL.search(gone) and _FAMILIAR.search(come)) or (_FAMILIAR.search(gone) and _FORMAL.search(come)))


def _says_the_same(swap: _Swap, vocabulary: Vocabulary, anchors: Collection[str], *, familiar: bool) -> bool:
    if _is_put_in(swap, vocabulary, anchors) or _is_doubled(swap):
        return True
    if "/" in swap.gone + swap.come and not _JOINING.keys().isdisjoint((swap.left, swap.right)):
        return False  # "and" became "and/or"
    old, new = _words(swap.gone), _words(swap.come)
    if not familiar and (_turned(old, new) or _is_exchanged(old, new, swap)):
        return False
    idle = (_IDLE | ADDRESSED,) if familiar else (LITTLE, _IDLE)
    return any(_alike(swap, *_apart(old, new, words), vocabulary, familiar=familiar) for words in idle)


def _is_put_in(swap: _Swap, vocabulary: Vocabulary, anchors: Collection[str]) -> bool:
    """Whether a section that was pointed at without its name got it."""
    if swap.gone:
        return False
    named = " ".join(_words(swap.come)) in vocabulary.titles and not REFERRED.isdisjoint((swap.left, swap.right))
    return named or swap.come.strip() in anchors


def _is_doubled(swap: _Swap) -> bool:
    """Whether a word stood twice: "if if"."""
    words = _words(swap.gone + swap.come)
    return (
        not (swap.gone and swap.come) and len(words) == 1 and words[0].isalpha() and words[0] in (swap.left, swap.right)
    )


def _is_moved(swaps: Sequence[_Swap]) -> bool:
    """Whether the same words in the same order went at one place and came at another, and none turns a rule."""
    if len(swaps) != _SWAPPED:
        return False
    rows = [[[word for word in _words(text) if word not in _ARTICLES] for text in swap[:2]] for swap in swaps]
    (gone, stays), (none, come) = rows if rows[0][0] else rows[::-1]
    return not stays and not none and gone == come and len(gone) <= _LONGEST_MOVED and not _rules(" ".join(gone))


def _apart(old: Iterable[str], new: Iterable[str], idle: Collection[str]) -> tuple[list[str], list[str]]:
    """What says something on one side alone, in one form each; `idle` words say nothing."""
    left, right = ({one_form(word) for word in words if word not in idle} for words in (old, new))
    return sorted(left - right), sorted(right - left)


def _alike(swap: _Swap, gone: list[str], come: list[str], vocabulary: Vocabulary, *, familiar: bool) -> bool:
    if _is_reference(swap, gone, come) or _is_renamed(swap, gone, come, vocabulary):
        return True
    if vocabulary.is_renamed(gone, come, swap.left, swap.right):
        small = all(word in swap.gone for word in gone) and all(word in swap.come for word in come)
        if small:  # names are none of these terms
            return True
    if familiar and len(gone) == len(come):
        return all(one[:_BEGINNING] == other[:_BEGINNING] for one, other in zip(gone, come, strict=True))
    return len(gone) == len(come) and all(
        _spelled_alike(one, other, swap, vocabulary) for one, other in zip(gone, come, strict=True)
    )


def _words(text: str) -> list[str]:
    return [word for part in _BETWEEN.split(phrased(text)) if (word := part.strip(_MARKS))]


def _turned(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether little words were exchanged that say who does what, from where to where, or whether all must hold."""
    persons = [[PERSONS[word] for word in words if word in PERSONS] for words in (old, new)]
    ways = [[word for word in words if word in DIRECTIONS] for words in (old, new)]
    if any(one != other and sorted(one) == sorted(other) for one, other in (persons, ways)):
        return True  # "from one to the other" is not "to one from the other"
    joined = [{_JOINING[word] for word in words if word in _JOINING} for words in (old, new)]
    if all(joined) and joined[0] != joined[1]:
        return True
    return any(one and other and not set(one) & set(other) for one, other in (persons, ways))


def _is_exchanged(old: Sequence[str], new: Sequence[str], swap: _Swap) -> bool:
    """Whether words that are no list stand in another order: who pays whom, or what goes from where to where."""
    gone, come = ([word for word in words if word not in _IDLE] for words in (old, new))
    several = len(gone) > _SWAPPED or not DIRECTIONS.isdisjoint(old[1:-1])
    moved = several and gone != come and sorted(gone) == sorted(come)
    return moved and not _LISTED.search(f"{swap.gone} {swap.come}".casefold())


def _is_suffered(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether who does a thing became whom it is done to: "require" and "are required"."""
    gone, come = set(old) - set(new), set(new) - set(old)
    return bool(gone & _PASSIVE) != bool(come & _PASSIVE) and any(
        f"{word.removesuffix('e')}ed" in (come if word in gone else gone) for word in gone | come
    )


def _is_reference(swap: _Swap, gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether it is the number of another clause: "see Section 3.2"."""
    numbers = len(gone) == len(come) == 1 and all(_LABEL.fullmatch(word) for word in (*gone, *come))
    return numbers and swap.left in REFERRED


def _is_renamed(swap: _Swap, gone: Sequence[str], come: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a document or a page has another name, throughout: no more words of a name went than came."""
    if not (gone and come) or any(char.isdigit() for word in (*gone, *come) for char in word):
        return False
    own, others = set(gone) - NAMED, set(come) - NAMED
    named = len(own) < len(gone) and len(others) < len(come)
    if not (named or swap.right in NAMED) or not len(own) == len(others) <= _LONGEST_NAME:
        return False
    lost = min(vocabulary.before[word] - vocabulary.after[word] for word in gone)
    gained = min(vocabulary.after[word] - vocabulary.before[word] for word in come)
    return lost >= _THROUGHOUT and gained >= _THROUGHOUT - 1


def _spelled_alike(one: str, other: str, swap: _Swap, vocabulary: Vocabulary) -> bool:
    if _singular(one) == _singular(other) or _is_past(one, other) or _is_past(other, one):
        return True
    if min(len(one), len(other)) < _LONG_WORD or any(c.isdigit() or c in "@/" for c in one + other):
        return False
    if vocabulary.after[one] or {one, other} <= CONFUSED:
        return False  # both are words
    if not (vocabulary.before[other] or other in swap.come or other.endswith(one)):
        return False  # a new name
    if other[-2:] in _TURNING.get(one[-2:], ()):
        return False
    return _is_typo(one, other)


def _singular(word: str) -> str:
    if len(word) <= _LONG_WORD - 2 or word.endswith(("ss", "us")):
        return word
    return (
        re.sub(r"(?:ies|y)$", "i", re.sub(r"['’]s$", "", word))
        if word.endswith(("ies", "y"))
        else word.removesuffix("es" if word.endswith(("xes", "ches", "shes", "sses")) else "s").rstrip("'’")
    )


def _is_past(one: str, other: str) -> bool:
    return len(one) >= _LONG_WORD - 1 and other == f"{one.removesuffix('e')}ed"


def _is_typo(one: str, other: str) -> bool:
    """Whether a letter was changed, left out or put in, or two changed places."""
    head = _common(one, other)
    rest, other_rest = one[head:], other[head:]
    tail = _common(rest[::-1], other_rest[::-1])
    if not head:
        longer = max(one, other, key=len)
        return len(one) != len(other) and tail == len(min(one, other, key=len)) == len(longer) - 1 and longer[0] != "a"
    inner, other_inner = rest[: len(rest) - tail], other_rest[: len(other_rest) - tail]
    swapped = sorted(inner) == sorted(other_inner) and len(inner) == _SWAPPED
    return swapped or max(len(inner), len(other_inner)) <= 1


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (x, y) in enumerate(pairs) if x != y), min(len(one), len(other)))
