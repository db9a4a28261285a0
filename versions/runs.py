"""Which runs of sightings are versions?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from model import Digest, Rendition, Seen, Version
from versions.speakers import spoken


def versions_of(seens: Sequence[Seen]) -> list[Version]:
    """Versions of one timeline, numbered from 1. `seens` must be in order of time.

    A text that returns makes a new version of the same text. Sightings that do not speak (see
    `speakers`) make no version; where they agree word for word with an end of a bracket they narrow
    it: the version before is known to have stood longer, or the one after to have stood earlier. An address left behind
    can show the former text for years, so an earlier-declared location lets none stand longer.
    """
    runs = [list(run) for _, run in groupby(spoken(seens), key=_text)]
    versions = [_version(number, run) for number, run in enumerate(runs, start=1)]
    silent = _silent(seens)
    for left, right in pairwise(range(len(versions))):
        versions[left], versions[right] = _narrowed(versions[left], versions[right], silent)
    return versions


def _text(seen: Seen) -> tuple[int, Rendition, Digest | None]:
    return (seen.location, seen.rendition, seen.canonical)


def _version(number: int, run: Sequence[Seen]) -> Version:
    first = run[0]
    if first.capture is None or first.canonical is None or first.words is None:
        raise ValueError(f"a usable sighting without a reading: {first}")
    # A row can show a body that was captured at another time, when the text stood again.
    own = (seen.capture for seen in run if seen.capture and seen.capture.timestamp == seen.moment)
    return Version(
        number=number,
        first_seen=first.moment,
        last_seen=run[-1].moment,
        location=first.location,
        rendition=first.rendition,
        capture=next(own, first.capture),
        canonical=first.canonical,
        words=first.words,
        sightings=len(run),
    )


def _silent(seens: Sequence[Seen]) -> list[Seen]:
    speaking = {id(seen) for seen in spoken(seens)}
    return [seen for seen in seens if seen.usable and id(seen) not in speaking]


def _narrowed(before: Version, after: Version, silent: Sequence[Seen]) -> tuple[Version, Version]:
    if before.words == after.words:
        return before, after
    inside = [seen for seen in silent if before.last_seen < seen.moment < after.first_seen]
    while inside and inside[0].words == before.words and inside[0].location >= before.location:
        before = replace(before, last_seen=inside.pop(0).moment)
    while inside and inside[-1].words == after.words:
        after = replace(after, first_seen=inside.pop().moment)
    return before, after
