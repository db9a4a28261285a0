"""What do a reading's neighbours in time say about its verdict?

Readings that share much of their text make a run.  A run between two runs that are kin to each other, and not to it,
interrupts: the old text came back, so what stood there for a while was part of it, another edition, or another page.
The last run may be a real change, so it is doubted only where hardly a word is left, where it is short and has hardly
anything of the old text, where it was seen through before, or where another kind of document stands; and no longer
than for some captures, for what stays is what stands there now.  What is another organisation's (see `owners`) never
is a state of the document, however long it stays.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from extract.verdicts.owners import Owner
from model import Reading, Settled, Verdict

_SHARE = 0.25  # of the neighbours' words, below which a text is taken for part of one
_KIN = 0.4  # of the longer text's four-word runs, from which on two texts are states of one document
_WITHIN = 0.8  # of a text's own, from which on it is part of the other
_FOREIGN = 0.1  # of a text's own, below which it has hardly anything of the other
_STAYS = 14  # captures in a row of a text, from which on it is no passing state; a tiny one never is a policy
_RUNNING = 0.8  # of the words stand in sentences, or else a short foreign text is a hub
_SENTENCE, _SENTENCE_HAN = 10, 30  # words of a clause that may be a sentence
_TINY = 40  # words; a last reading below this, after a long text, is no policy
_LONG = 400
_MOST_WORDS = 20_000  # compared of each text
_AHEAD = 8  # runs looked at for the return of the text before; bounds the work where every capture differs


def settle(readings: Sequence[Reading], places: Sequence[int] = ()) -> list[Settled]:
    """Each reading's verdict in a timeline, given in the order of time. A pure function of the sequence.

    `places` says at which location each was made, where there are several: what a person declared to be a further
    address of the policy is that, whoever's name stands there.
    """
    settled = [Settled(verdict=reading.verdict, reason=reading.evidence.get("reason", "")) for reading in readings]
    runs = _runs(readings)
    for run, found in _doubted(runs, _Line(readings, places or [0] * len(readings))):
        for i in run.places:
            settled[i] = found
    return [_beside_a_policy(one, bool(runs)) for one in settled]


def are_kin(one: Reading, other: Reading) -> bool:
    """Whether two readings are states of one document: they share much of their text, or both say nothing."""
    return _Text(one).kin(_Text(other))


def _beside_a_policy(one: Settled, known: bool) -> Settled:
    """Where a policy stood or stands, a page that is none is another page."""
    if known and one.verdict is Verdict.NOT_A_POLICY:
        return Settled(verdict=Verdict.WRONG_PAGE, reason=f"{one.reason}, where a policy is at other times")
    return one


def _are_single(words: Sequence[str]) -> bool:
    """Whether most words are single characters, as those of Han are."""
    return list(map(len, words)).count(1) * 2 > len(words)


@dataclass(frozen=True, slots=True)
class _Line:
    """The readings in the order of time, and at which location each was made."""

    readings: Sequence[Reading]
    places: Sequence[int]

    def parked_between(self, before: int, after: int) -> bool:
        """Whether the domain of the later one was offered for sale in between."""
        here = (self.readings[i] for i in range(before + 1, after) if self.places[i] == self.places[after])
        return any(reading.verdict is Verdict.PARKED for reading in here)


class _Text:
    """What is compared of a reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.owner = Owner(reading)
        self.size = sum(len(clause.words.split()) for clause in reading.clauses)
        self.language = reading.language
        self.kind = reading.kind

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """Its runs of four words; of twelve where words are single characters, as Han is counted."""
        words = [sys.intern(word) for word in self._reading.words.split()[:_MOST_WORDS]]
        shifted = [words[start:] for start in range(12 if _are_single(words) else 4)]
        return frozenset(zip(*shifted, strict=False)) or frozenset([tuple(words)])

    @cached_property
    def single(self) -> bool:
        """Whether most words are single characters."""
        return _are_single(self._reading.words.split())

    @cached_property
    def clauses(self) -> frozenset[str]:
        return frozenset([clause.words for clause in self._reading.clauses])

    def running(self) -> float:
        """The share of its words that stand in clauses long enough for sentences."""
        clauses = [clause.words.split() for clause in self._reading.clauses]
        least = _SENTENCE_HAN if _are_single([word for words in clauses for word in words]) else _SENTENCE
        return sum(len(words) for words in clauses if len(words) >= least) / (self.size or 1)

    def forget(self) -> None:
        """Gives the memory back; what is asked again is made again."""
        self.__dict__.pop("grams", None)

    def shared(self, other: _Text) -> int:
        return len(self.grams & other.grams)

    def kin(self, other: _Text) -> bool:
        """Whether the two are states of one document."""
        low, high = sorted((self.size, other.size))
        if low < _KIN * high:
            return False
        return self._plainly_kin(other) or self.shared(other) >= _KIN * max(len(self.grams), len(other.grams))

    def _plainly_kin(self, other: _Text) -> bool:
        """Whether the clauses that stand in both are enough, as they nearly always are: then nothing more is cut up."""
        enough = _KIN * max(self.size, other.size)
        if max(self.size, other.size) > _MOST_WORDS or self.single or other.single:
            return False
        shared: set[tuple[str, ...]] = set()
        for clause in self.clauses & other.clauses:
            words = clause.split()
            shared.update(zip(words, words[1:], words[2:], words[3:], strict=False))
            if len(shared) >= enough:
                return True
        return False

    def within(self, other: _Text) -> bool:
        return self.shared(other) >= _WITHIN * len(self.grams)


@dataclass(slots=True)
class _Run:
    """Consecutive usable readings that share much of their text; compared by its first and its last."""

    first: _Text
    last: _Text
    places: list[int] = field(default_factory=list)


def _runs(readings: Sequence[Reading]) -> list[_Run]:
    runs: list[_Run] = []
    for i, reading in enumerate(readings):
        if reading.verdict is not Verdict.POLICY or not reading.clauses:
            continue
        if not runs or reading.words_digest != readings[runs[-1].places[-1]].words_digest:
            _continue(runs, _Text(reading))
        runs[-1].places.append(i)
    return runs


def _continue(runs: list[_Run], text: _Text) -> None:
    """Lets a text go on with the last run, or begin a new one."""
    last = runs[-1].last if runs else None
    if last is None or not text.kin(last):
        runs.append(_Run(text, text))
    else:
        runs[-1].last = text
    if last is not None:
        last.forget()


def _doubted(runs: Sequence[_Run], line: _Line) -> list[tuple[_Run, Settled]]:
    doubted: list[tuple[_Run, Settled]] = []
    seen: list[tuple[_Text, Settled]] = []
    before: _Run | None = None
    stood: dict[int, _Run] = {}  # by location, the last that was a state of the document
    for place, run in enumerate(runs):
        found = _resold(run, before, stood, line) or _doubt(run, before, runs[place + 1 :], seen)
        run.first.forget()
        if found is None:
            if before is not None:
                before.last.forget()
            before = run
            stood |= {line.places[i]: run for i in run.places}
            continue
        doubted.append((run, found))
        if len(seen) < _AHEAD:
            seen.append((run.last, found))
    return doubted


def _resold(run: _Run, before: _Run | None, stood: Mapping[int, _Run], line: _Line) -> Settled | None:
    """Whether another organisation's document stands where the former one stood."""
    first = run.places[0]
    former = stood.get(line.places[first])
    if before is None or former is None or run.first.kin(before.last) or run.first.kin(former.last):
        return None
    last = former.places[-1]
    if not run.first.owner.is_another(former.last.owner, parked_between=line.parked_between(last, first)):
        return None
    new, old = (line.readings[i].organisation[:80] for i in (first, last))
    return Settled(verdict=Verdict.RESOLD, reason=f"a document of {new} where one of {old} stood")


def _doubt(
    run: _Run, before: _Run | None, later: Sequence[_Run], seen: Sequence[tuple[_Text, Settled]]
) -> Settled | None:
    """Why a run is no version, or None."""
    text = run.first
    if before is None:
        return _part_of_next(text, later[0].first) if later else None
    if text.kin(before.last):
        return None
    returned = next((one for one in islice(later, _AHEAD) if one.first.kin(before.last)), None)
    if returned is not None:
        return _interruption(text, before.last, returned.first)
    if not later and before.last.size >= _LONG and text.size < _TINY:
        return Settled(verdict=Verdict.PARTIAL, reason=f"{text.size} words after a text of {before.last.size}")
    if len(run.places) >= _STAYS and not _is_hub(text, before.last):
        return None
    if later and text.size < _SHARE * min(before.last.size, later[0].first.size):
        return _short(text, before.last, later[0].first)
    return _as_before(run, seen) or (_last(text, before.last) if not later else None)


def _is_hub(text: _Text, before: _Text) -> bool:
    """Whether a short page of titles and captions stands where a text stood, with nothing of it: portals stay, too."""
    short = text.size < _SHARE * before.size and text.shared(before) < _FOREIGN * len(text.grams)
    return short and text.running() < _RUNNING


def _as_before(run: _Run, seen: Sequence[tuple[_Text, Settled]]) -> Settled | None:
    """What was seen through once is so again: a part always, another edition or page where it is seen once."""
    for text, found in seen:
        if (found.verdict is Verdict.PARTIAL or len(run.places) == 1) and run.first.kin(text):
            reason = f"{run.first.size} words, as before the other text came back"
            return Settled(verdict=found.verdict, reason=reason)
    return None


def _part_of_next(text: _Text, after: _Text) -> Settled | None:
    if text.size < _SHARE * after.size and text.within(after):
        return Settled(verdict=Verdict.PARTIAL, reason=f"{text.size} words before a text of {after.size} that has them")
    return None


def _interruption(text: _Text, before: _Text, after: _Text) -> Settled:
    """What stood where the same text stands before and after."""
    if _other_language(text, before):
        reason = f"in {text.language} between texts in {before.language}"
        return Settled(verdict=Verdict.OTHER_EDITION, reason=reason)
    if text.within(before) or text.within(after):
        return _part(text, before, after)
    if text.size < _SHARE * min(before.size, after.size):
        return _short(text, before, after)
    if _other_kind(text, before):
        return Settled(verdict=Verdict.WRONG_PAGE, reason=f"{text.kind} between texts of kind {before.kind}")
    reason = f"another text of {text.size} words; the one before it came back"
    return Settled(verdict=Verdict.OTHER_EDITION, reason=reason)


def _part(text: _Text, before: _Text, after: _Text) -> Settled:
    return Settled(verdict=Verdict.PARTIAL, reason=f"{text.size} words between texts of {before.size} and {after.size}")


def _short(text: _Text, before: _Text, after: _Text) -> Settled:
    if max(text.shared(before), text.shared(after)) >= _FOREIGN * len(text.grams):
        return _part(text, before, after)
    return _foreign(text, before)


def _foreign(text: _Text, before: _Text) -> Settled:
    reason = f"{text.size} words that share hardly any with the {before.size} before"
    return Settled(verdict=Verdict.WRONG_PAGE, reason=reason)


def _last(text: _Text, before: _Text) -> Settled | None:
    if text.size < _SHARE * before.size and text.shared(before) < _FOREIGN * len(text.grams):
        return _foreign(text, before)
    if _other_kind(text, before) and not _other_language(text, before):
        reason = f"a document of kind {text.kind} where one of kind {before.kind} stood"
        return Settled(verdict=Verdict.WRONG_PAGE, reason=reason)
    return None


def _other_language(text: _Text, other: _Text) -> bool:
    """By what the pages say of themselves; that they share few words is known by now."""
    return bool(text.language and other.language and text.language != other.language)


def _other_kind(text: _Text, other: _Text) -> bool:
    return bool(text.kind and other.kind and text.kind != other.kind)
