"""What is known of each recorded capture: the curated text, and what we read?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from random import Random

import extract
from benchmarks.recorded.timelines import Recorded, with_bodies
from model import Location, Reading, Rendition, Verdict

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A capture. Texts are names that are equal where texts are; "" is no policy, or nothing that anybody knows.

    `curated` is known of verified captures alone; `oracle` takes our reading of the others. `read` is by the page's
    own evidence, `settled` after its neighbours were asked.
    """

    moment: datetime
    place: int  # among the recorded captures: which one it is, or repeats
    digest: str
    length: int
    curated: str
    oracle: str
    read: str
    settled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A recorded timeline, with its durable changes: the verified captures on both sides of each."""

    id: str
    captures: tuple[Known, ...]

    @property
    def changes(self) -> list[tuple[datetime, datetime]]:
        """A state that lasts for a week, or does not fall back to the one before."""
        runs = [list(run) for _, run in groupby((one for one in self.captures if one.curated), _curated)]
        return [
            (before[-1].moment, after[0].moment)
            for at, (before, after) in enumerate(pairwise(runs), 1)
            if not _passing(runs, at) and not (at > 1 and _passing(runs, at - 1))
        ]


def _curated(one: Known) -> str:
    return one.curated


def _passing(runs: Sequence[Sequence[Known]], at: int) -> bool:
    """Whether a state is over within a week, and the one before it back."""
    if at < 1 or at + 1 >= len(runs):
        return False
    short = runs[at + 1][0].moment - runs[at][0].moment < LASTS
    return short and runs[at + 1][0].curated == runs[at - 1][0].curated


def documents(found: Sequence[Recorded], at_once: int = 8) -> Iterator[Document]:
    """Reads every capture once."""
    for begin in range(0, len(found), at_once):
        for one in with_bodies(found[begin : begin + at_once]):
            yield _document(one)


def _document(one: Recorded) -> Document:
    readings = [_reading(one, shown.body, shown.content_type) for shown in one.captures]
    settled = [_text(reading, found.verdict) for reading, found in zip(readings, extract.settle(readings), strict=True)]
    curated = _merged(one)
    same = {text: name for text, name in zip(reversed(settled), reversed(curated), strict=True) if text and name}
    return Document(
        id=one.id,
        captures=tuple(
            Known(
                moment=shown.moment,
                place=place,
                digest=str(zlib.crc32(shown.body)),
                length=len(zlib.compress(shown.body)),
                curated=name,
                oracle=name or same.get(text, text),
                read=_text(reading, reading.verdict),
                settled=text,
            )
            for place, (shown, reading, text, name) in enumerate(
                zip(one.captures, readings, settled, curated, strict=True)
            )
        ),
    )


def _reading(one: Recorded, body: bytes, content_type: str) -> Reading:
    return extract.read(
        body,
        {"content-type": content_type},
        location=Location(original=one.original),
        statuscode=200,
        rendition=Rendition.PLAIN,
        kind=one.name.kind,
        original=one.original,
    )


def _text(reading: Reading, verdict: Verdict) -> str:
    return str(reading.digest) if verdict is Verdict.POLICY else ""


def _merged(one: Recorded) -> list[str]:
    """The curated text of each capture by name; texts that differ in markup alone are one."""
    same: dict[int, int] = {}

    def first(text: int) -> int:
        while same.get(text, text) != text:
            text = same[text]
        return text

    verified = [shown for shown in one.captures if shown.verified]
    for before, after in pairwise(verified):
        if not after.change and before.text != after.text:
            same[first(after.text)] = first(before.text)
    return [f"text {first(shown.text)}" if shown.verified else "" for shown in one.captures]


def dense(one: Document, a_day: float) -> Document:
    """Each capture repeated until the next, so many times a day, with other bytes and nearly the same length."""
    chance, step = Random(f"{one.id} {a_day}"), timedelta(days=1 / a_day)
    captures: list[Known] = []
    for capture, following in pairwise((*one.captures, one.captures[-1])):
        moment = capture.moment
        while moment < following.moment or not captures or capture is following:
            noise = chance.randint(-12, 12)
            name = f"{capture.digest} {len(captures)}"
            at = moment.replace(microsecond=0)
            captures.append(replace(capture, moment=at, digest=name, length=capture.length + noise))
            moment += step
            if capture is following:
                break
    return Document(id=one.id, captures=tuple(captures))
