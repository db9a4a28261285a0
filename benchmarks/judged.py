"""Are invented pages of every kind told apart from policies, as they really look?

    python -m benchmarks.judged

The pages are data, in `verdict_pages`: walls, errors, missing and wrong pages as systems serve them, and short
policies that speak of all that.  Those in `held` say the same in other words, and were only counted while rules were
made.  Each begins with a line `=== name | verdicts | settings`; the first verdict is the best, the others will do.
The setting `frame` puts the page into the menus and the foot of a site.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.world.goals import Goal, report
from extract import read
from model import Location, Reading, Rendition, Verdict

_FOLDER = Path(__file__).with_name("verdict_pages")
_MOST_MISSED, _MOST_TAKEN, _MOST_REFUSED = 0.1, 0.02, 0.1


@dataclass(frozen=True, slots=True)
class Judged:
    """An invented page and what it is."""

    name: str
    verdicts: tuple[Verdict, ...]
    body: bytes
    statuscode: int

    def read(self) -> Reading:
        """What the page says, as the answer to a request for a policy."""
        location = Location(original="https://lamps.example/legal/policy")
        return read(self.body, {}, location=location, statuscode=self.statuscode, rendition=Rendition.PLAIN)

    @property
    def is_policy(self) -> bool:
        return self.verdicts[0] is Verdict.POLICY


def pages(*, held: bool) -> list[Judged]:
    """The pages that rules were made with, or those held back."""
    files = sorted((_FOLDER / "held" if held else _FOLDER).glob("*.txt"))
    return [page for file in files for page in _pages_of(file.read_text("utf-8"))]


def _pages_of(text: str) -> Iterator[Judged]:
    for piece in f"\n{text}".split("\n=== ")[1:]:
        head, _, html = piece.partition("\n")
        name, verdicts, *settings = (part.strip() for part in head.split("|"))
        given = dict(setting.partition("=")[::2] for setting in settings)
        if "frame" in given:
            frame = (_FOLDER / f"frame.{given['frame'] or 'en'}.html").read_text("utf-8")
            html = frame.replace("PAGE", html)
        yield Judged(
            name=name,
            verdicts=tuple(Verdict(verdict.strip()) for verdict in verdicts.split(",")),
            body=html.encode(),
            statuscode=int(given.get("status", "200")),
        )


def wrong(judged: Sequence[Judged]) -> list[str]:
    """The pages taken for something else, with what they were taken for and why."""
    read_pages = [(page, page.read()) for page in judged]
    return [
        f"{page.name}: is {page.verdicts[0]}, taken for {reading.verdict}: {reading.evidence.get('reason', '')}"
        for page, reading in read_pages
        if reading.verdict not in page.verdicts
    ]


def main() -> int:
    return report([*_goals("", pages(held=False)), *_goals("held_back_", pages(held=True))])


def _goals(which: str, judged: Sequence[Judged]) -> list[Goal]:
    bad, good = ([page for page in judged if page.is_policy is policy] for policy in (False, True))
    kinds = Counter(page.verdicts[0] for page in judged)
    print(f"{which or 'all_'}pages: " + ", ".join(f"{kinds[verdict]} {verdict}" for verdict in sorted(kinds)))
    missed, refused = wrong(bad), wrong(good)
    taken = [fault for fault in missed if f"taken for {Verdict.POLICY}:" in fault]
    return [
        Goal(name=f"{which}bad_missed_share", figure=len(missed) / len(bad), most=_MOST_MISSED, faults=tuple(missed)),
        Goal(name=f"{which}bad_taken_for_policies", figure=len(taken) / len(bad), most=_MOST_TAKEN),
        Goal(
            name=f"{which}good_refused_share",
            figure=len(refused) / len(good),
            most=_MOST_REFUSED,
            faults=tuple(refused),
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
