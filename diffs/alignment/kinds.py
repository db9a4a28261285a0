"""How do two forms of one clause differ?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diffs.alignment.dates import is_date_change
from diffs.lexicon import AMOUNT_SIGNS, MODALITY, QUANTITY
from model import Block, ChangeKind, Clause

_OWN_NUMBER = re.compile(
    r"(?i)(?:(?:section|article|part|clause|chapter|artikel|abschnitt|kapitel|art)\.?\s+)?"
    r"(?:(?P<parts>\d{1,3}(?:\.\d{1,3}){1,4})(?P<end>[.):])?(?!\w)"
    r"|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.):]\)?(?!\d)|\((?:\d{1,3}|(?P<letter>[a-z])(?P=letter)?|[ivx]{1,6})\)"
    r"|§\s*\d{1,3})[\s_*]*"
)
_NOT_WORDS = re.compile(rf"[^\w{AMOUNT_SIGNS}]+|_+")
_ROOM = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_ONE_FORM = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u2010\u2011\u2012\u2013\u2014", "'''\"\"\"-----")
_SIGNED = re.compile(r"[<>+]\d|[\u2264\u2265\u00b1]\s?\d|\d\+")
_NUMBER = re.compile(r"\d[\d.,:/']*")
_TURNING = ("a", "non", "in", "im", "il", "ir", "un", "dis", "mis", "anti")  # syllables that deny the word behind them
_BESIDE_DENIAL = frozenset({"do", "does", "did"})
_DENYING = _BESIDE_DENIAL | {"not", "never", "no", "nicht", "nie", "niemals", "kein", "keine", "ne", "pas", "jamais"}
_LONGEST_UNIT = 20  # characters
_LEAST = 4  # letters of such a word: "in to" and "into" are the same


def kinds(before: Clause, after: Clause) -> tuple[ChangeKind, ...]:
    """Kinds of a clause that stayed one clause, place aside; empty when it is unchanged."""
    if _is_unchanged(before, after):
        return ()
    if before.words == after.words or _same_but_spaces(before, after):
        return _quiet(before, after) if _signs(before) == _signs(after) else _loud(before, after)
    if _same_but_number(before, after):
        return (ChangeKind.RENUMBERED,)
    if is_date_change(before.text, after.text):
        return (ChangeKind.DATE,)
    return _loud(before, after)


def _is_unchanged(before: Clause, after: Clause) -> bool:
    """Whether all is equal that any kind looks at. Nearly all clauses are, and need no closer look."""
    return (
        before.text == after.text
        and before.words == after.words
        and before.label == after.label
        and before.block is after.block
        and before.level == after.level
        and before.links == after.links
        and before.marks == after.marks
    )


def _loud(before: Clause, after: Clause) -> tuple[ChangeKind, ...]:
    named = before.block is after.block is Block.HEADING and not _says_the_contrary(before, after)
    return (ChangeKind.HEADING_RENAMED if named else ChangeKind.MODIFIED,)


def _says_the_contrary(before: Clause, after: Clause) -> bool:
    """Whether a heading is what it was but for a denial: "We never sell data", "We sell data"."""
    old, new = (before.words.replace("n't", " not").split(), after.words.replace("n't", " not").split())
    rest = [[word for word in words if word not in _DENYING] for words in (old, new)]
    return rest[0] == rest[1] and _denials(old) != _denials(new)


def _denials(words: Sequence[str]) -> int:
    return sum(word in _DENYING and word not in _BESIDE_DENIAL for word in words)


def _signs(clause: Clause) -> list[str]:
    """What says more or less at a number, "<16" and "18+"; canonical text has numbers without signs."""
    return [sign.replace(" ", "") for sign in _SIGNED.findall(clause.text)]


def _quiet(before: Clause, after: Clause) -> tuple[ChangeKind, ...]:
    found = []
    if _number(before.label) != _number(after.label):
        if any(_counted(clause) for clause in (before, after)):
            return _loud(before, after)
        found.append(ChangeKind.RENUMBERED)
    elif _looks(before) != _looks(after):
        found.append(ChangeKind.TYPOGRAPHIC)
    if _leads_elsewhere(before, after):
        found.append(ChangeKind.LINK_TARGET)
    return tuple(found)


def _number(label: str) -> str:
    return _NOT_WORDS.sub(" ", label.casefold()).strip()


def _same_but_spaces(before: Clause, after: Clause) -> bool:
    """Whether only spaces came or went inside words: "user name", line ends that a converter swallowed.

    Not where a number, a modal verb or a negation comes of it: "may be" and "maybe", "in valid" and "invalid".
    """
    if _letters(before.words) != _letters(after.words) or _shown(before.text) != _shown(after.text):
        return False
    if _weighty(before.words) != _weighty(after.words):
        return False
    return not (_turned(before.words, after.words) or _turned(after.words, before.words))


def _letters(words: str) -> str:
    return words.replace(" ", "").replace(".", "").replace("'", "")


def _shown(text: str) -> str:
    """All signs of a text that take room, quotes and dashes in one form each."""
    return _ROOM.sub("", text).translate(_ONE_FORM)


def _weighty(words: str) -> list[str]:
    return _NUMBER.findall(words) + MODALITY.findall(words.replace("cannot", "can not"))


def _turned(apart: str, joined: str) -> bool:
    """Whether a syllable that stood apart now denies the word behind it."""
    loose = set(apart.split())
    return any(
        word.startswith(_TURNING)
        and any(word == f"{one}{word[len(one) :]}" and word[len(one) :] in loose for one in _TURNING)
        for word in set(joined.split()) - loose
        if len(word) > _LEAST
    )


def _same_but_number(before: Clause, after: Clause) -> bool:
    """Whether nothing but the number at the beginning differs, wherever a page's markup has put it."""
    old, new = (_OWN_NUMBER.match(f"{clause.label} {clause.text}".strip(" _*")) for clause in (before, after))
    if not (old and new) or _number(old.group()) == _number(new.group()) or _says_how_much(old) or _says_how_much(new):
        return False
    return _number(old.string[old.end() :]) == _number(new.string[new.end() :]) != ""


def _says_how_much(number: re.Match[str]) -> bool:
    """Whether what looks like a clause's number is counted or measured: "2.5 million", "(30) days"."""
    following = number.string[number.end() :].lstrip("| ")[:1]
    if number["parts"] and not number["end"] and following.islower():
        return True
    if following.isupper() and number.group().rstrip(" _*")[-1] in ".):":
        return False
    quantity = QUANTITY.search(number.string.casefold(), 0, number.end() + _LONGEST_UNIT)
    return bool(quantity and quantity.start() < number.end())


def _counted(clause: Clause) -> bool:
    """Whether the number that a reader took for the clause's own says how much of something."""
    number = _OWN_NUMBER.match(f"{clause.label} {clause.text}")
    return bool(clause.label and number and _says_how_much(number))


def _looks(clause: Clause) -> tuple[str, str, Block, int, list[str], int]:
    return clause.text, clause.label, clause.block, clause.level, _marks(clause, "*"), len(_marks(clause, "["))


def _leads_elsewhere(before: Clause, after: Clause) -> bool:
    """Whether addresses differ; pictures come and go with what stands around a text, and are then none of it."""
    if [link.target for link in before.links] != [link.target for link in after.links]:
        return True
    old, new = _marks(before, "!"), _marks(after, "!")
    return _marks(before, "[") != _marks(after, "[") or (old != new and len(old) == len(new))


def _marks(clause: Clause, sign: str) -> list[str]:
    return [mark for mark in clause.marks if mark[0] == sign]
