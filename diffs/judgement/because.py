"""Which words decided, as a person would quote them?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, zip_longest

from diffs.judgement.lexicon.grave import AFTER_THE_VERB, TURNING
from diffs.judgement.lexicon.quantities import AGE, Quantity, has_quantity, quantities
from diffs.judgement.touched import Touched
from diffs.lexicon import LITTLE
from model import Edit, EditKind

MOST_WORDS = 6
"""Shown as reasons."""

_ASKED = 30  # words from which those are chosen
_ALONE = 2  # words of a denial: "does not"
_PHRASE = 6  # words that are quoted whole
_TELLING = 4  # letters of a word that says something
_MARKS = ".,;:!?\"'()[]{}“”‘’«»„ \n"


def amounts(touched: Touched, ages: bool) -> list[str]:
    """Amounts, shares and periods that are others now, "30 days -> 2 years"; where ages are spoken of, bare numbers."""
    before, after = list(quantities(touched.before)), list(quantities(touched.after))
    found = _turned(_without(before, after), _without(after, before))
    return found or (_turned(AGE.findall(touched.gone), AGE.findall(touched.come)) if ages else [])


def _without(found: Sequence[Quantity], others: Sequence[Quantity]) -> list[str]:
    known = {one.key for one in others}
    return list({one.key: one.shown for one in found if one.key not in known}.values())


def _turned(gone: Sequence[str], come: Sequence[str]) -> list[str]:
    pairs = zip_longest(gone, come, fillvalue="")
    return [" -> ".join(filter(None, pair)) for pair in pairs]


def modals(touched: Touched, edits: Sequence[Edit]) -> list[str]:
    """Words that turn a rule round or loosen it, where one stands for another or came into a text that stayed."""
    if all(edit.kind is not EditKind.KEPT for edit in edits):
        return []
    return [*islice((shown for gone, come in places(edits) for shown in _modals(gone, come, touched)), MOST_WORDS)]


def places(edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """What went and what came at each place where little did; elsewhere words go and come with their sentences."""
    found = ((_spelled_out(gone), _spelled_out(come)) for gone, come in _instead(edits))
    return [sides for sides in found if max(len(side.split()) for side in sides) <= _PHRASE]


def _modals(gone: str, come: str, touched: Touched) -> list[str]:
    lost, won = _apart(TURNING.findall(gone), TURNING.findall(come))
    if lost and won:
        return _turned(lost, won)
    alone = sum(map(len, _apart(gone.split(), come.split()))) <= _ALONE
    return [_denied(one, touched, bool(lost)) for one in (*lost, *won)] if alone else []


def _spelled_out(text: str) -> str:
    """What is written as one word or as two turns nothing: "don't", "do not"."""
    return f"{text} ".casefold().replace("\u2019", "'").replace("cannot", "can not").replace("n't ", " not ")


def _apart(gone: Sequence[str], come: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands on one side only; what stayed inside a change that was marked whole does not count."""
    before, after = Counter(gone), Counter(come)
    return [*(before - after)], [*(after - before)]


def _denied(word: str, touched: Touched, went: bool) -> str:
    """A word that went or came alone is quoted with the one it turned: "not sold -> sold"."""
    sentence = touched.before if went else touched.after
    found = None if word in AFTER_THE_VERB else re.search(rf"(?<!\w){re.escape(word)} (\w+)", sentence)
    if not found:
        return word
    return " -> ".join((found.group(), found[1]) if went else (found[1], found.group()))


def once(words: Iterable[str]) -> tuple[str, ...]:
    """The first few; what is part of another is not told beside it."""
    by_letters = {f" {word.casefold()} ": word for word in reversed([*islice(words, _ASKED)])}
    whole = [word for key, word in reversed(by_letters.items()) if sum(key in other for other in by_letters) == 1]
    return tuple(whole[:MOST_WORDS])


def of_subjects(names: Sequence[str], touched: Touched, edits: Sequence[Edit]) -> list[str]:
    """Words of these subjects that stand on one side only, as they are written; amounts are told by themselves."""
    written = "\n".join(edit.text for edit in edits)
    folded = written.casefold().replace("\u2019", "'")
    found = (word.strip(_MARKS) for name in names for word in touched.turned(name))
    return [_as_written(word, folded, written) for word in islice(found, _ASKED) if not has_quantity(word)]


def _as_written(word: str, folded: str, written: str) -> str:
    at = folded.find(word) if len(folded) == len(written) else -1
    return word if at < 0 else written[at : at + len(word)]


def phrases(edits: Sequence[Edit]) -> list[str]:
    """What went and what came where it is short; of more, the first words that say something."""
    return [shown for pair in _instead(edits) for shown in _phrase(*(text.strip(_MARKS) for text in pair))]


def _phrase(gone: str, come: str) -> list[str]:
    if max(len(gone.split()), len(come.split())) <= _PHRASE:
        shown = " -> ".join(filter(None, (gone, come)))
        return [shown] if shown else []
    old, new = ([word.strip(_MARKS) for word in text.split()] for text in (gone, come))
    both = {*old} & {*new}
    found = [word for word in (*old, *new) if word not in both]
    telling = [word for word in found if len(word) >= _TELLING and word.casefold() not in LITTLE][:_PHRASE]
    return telling or found[:1] or _repeated(old, new)


def _repeated(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Of texts of the same words, one that one of them says more often, or the first of both."""
    more = [*(Counter(new) - Counter(old)), *(Counter(old) - Counter(new)), *new, *old]
    return [word for word in more if word][:1]


def _instead(edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """What went and what came at each place."""
    for kept, run in groupby(edits, key=lambda edit: edit.kind is EditKind.KEPT):
        if not kept:
            place = list(run)
            yield _of(place, EditKind.DELETED), _of(place, EditKind.INSERTED)


def _of(edits: Sequence[Edit], kind: EditKind) -> str:
    return " ".join(edit.text for edit in edits if edit.kind is kind)
