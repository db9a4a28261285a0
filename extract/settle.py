"""What do a reading's neighbours in time say about its verdict?"""

from __future__ import annotations

from collections.abc import Sequence

from model import Reading, Settled, Verdict

_SHARE = 0.25  # of the neighbours' words, below which a text is taken for part of one
_TINY = 40  # words; a last reading below this, after a long text, is no policy
_LONG = 400
_SHARED_WORDS = 0.4  # two languages of Europe share names, numbers and some words of the law


def settle(readings: Sequence[Reading]) -> list[Settled]:
    """Each reading's verdict in a timeline, given in the order of time. A pure function of the sequence.

    Between two long texts a short one is a page that did not load whole.  The last one may be a real loss,
    so it is doubted only if hardly a word is left.  A text in another language between two that share one is
    another edition, served for once; a lasting change of language is left to be a version.
    """
    sizes = [reading.words.count(" ") + 1 if reading.verdict is Verdict.POLICY else 0 for reading in readings]
    usable = [i for i, size in enumerate(sizes) if size]
    settled = [Settled(verdict=reading.verdict, reason=reading.evidence.get("reason", "")) for reading in readings]
    sound: list[int] = []
    for position, i in enumerate(usable):
        before = sizes[sound[-1]] if sound else 0
        after = max((sizes[j] for j in usable[position + 1 : position + 6]), default=0)
        reason = _doubt(sizes[i], before, after)
        if reason:
            settled[i] = Settled(verdict=Verdict.PARTIAL, reason=reason)
        else:
            sound.append(i)
    for before, i, after in zip(sound, sound[1:], sound[2:], strict=False):
        if _is_other_language(readings[i], readings[before], readings[after]):
            reason = f"in {readings[i].language} between texts in {readings[before].language}"
            settled[i] = Settled(verdict=Verdict.OTHER_EDITION, reason=reason)
    return settled


def _is_other_language(reading: Reading, before: Reading, after: Reading) -> bool:
    """By what the pages say of themselves, and by their words: a wrong label alone makes no other edition."""
    around = {before.language, after.language}
    if len(around) != 1 or not reading.language or "" in around or reading.language in around:
        return False
    own = set(reading.words.split())
    return all(len(own & set(other.words.split())) < _SHARED_WORDS * len(own) for other in (before, after))


def _doubt(size: int, before: int, after: int) -> str:
    if before and after and size < _SHARE * min(before, after):
        return f"{size} words between texts of {before} and {after}"
    if before >= _LONG and not after and size < _TINY:
        return f"{size} words after a text of {before}"
    return ""
