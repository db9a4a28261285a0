"""How does an original come into the declarations without harm to what stands in them?

A table is appended to the organisation's file (see `catalog.writing`). Where an original goes that nobody gave a place:

- one that a timeline covers at the dates asked for is not added again;
- one whose kind is not declared yet founds it;
- one at dates when the kind stood nowhere else is a further location (the page moved);
- any other is a further document of the kind, named after its address.

A document that is given settles it: the empty one is the kind's own text, a declared one gets a further location.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from catalog.forms import is_name, original_fault, overlap
from catalog.loading import load
from catalog.problems import Problem, shown
from catalog.proposing import document_name, named, propose
from catalog.writing import Table, append, table_text
from model import Filter, Location, OriginalKey, Range, Rendition, Timeline, TimelineId


class NotAddedError(ValueError):
    """The original was not added, and no file was changed; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Where an original stands now. `created` is False when it stood there before and nothing was changed."""

    timeline: TimelineId
    file: Path
    created: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An original to be followed, with what is known of its place; None is to be guessed.

    `note` is written beside it, a line each; `named` is what a person calls the organisation, for one without a file.
    With `alone` it is not added where its kind stands elsewhere already, with `shared` not where
    another organisation has it already. Raises ValueError for a date without time zone.
    """

    original: str
    organisation: str | None = None
    kind: str | None = None
    document: str | None = None
    edition: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    select: tuple[str | Range, ...] = ()
    remove: tuple[str | Range, ...] = ()
    filters: tuple[Filter, ...] = ()
    rendition: Rendition | None = None
    note: tuple[str, ...] = ()
    named: str = ""
    alone: bool = False
    shared: bool = False

    def __post_init__(self) -> None:
        for moment in (self.since, self.until):
            if moment and moment.tzinfo is None:
                raise ValueError(f"{moment} has no time zone, expected an aware time")

    @property
    def place(self) -> Location:
        return Location(
            original=self.original,
            since=_seconds(self.since),
            until=_seconds(self.until),
            select=self.select,
            remove=self.remove,
            filters=self.filters,
            rendition=self.rendition,
        )


def add(
    folder: Path,
    original: str,
    *,
    organisation: str | None = None,
    kind: str | None = None,
    document: str | None = None,
    edition: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Added:
    """Declares an original in the folder, which is made if need be. Raises NotAddedError, a ValueError.

    The dates are aware; `since` is included, `until` is not.
    """
    wish = Wish(
        original=original,
        organisation=organisation,
        kind=kind,
        document=document,
        edition=edition,
        since=since,
        until=until,
    )
    for answer in add_wishes(folder, [(wish, str(folder), shown(original))]):
        if isinstance(answer, Problem):
            raise NotAddedError(answer)
        return answer
    raise AssertionError("a wish has one answer")


def add_wishes(folder: Path, wishes: Iterable[tuple[Wish, str, str]], *, dry: bool = False) -> list[Added | Problem]:
    """An answer for each wish, in their order. With a wish come file and key by which its problem is named.

    `dry` tells what would come of it, and writes nothing.
    """
    draft = _Draft(folder)
    answers = [draft.take(wish, file, key) for wish, file, key in wishes]
    refused = {} if dry else draft.write()
    return [refused.get(position, answer) for position, answer in enumerate(answers)]


class _Draft:
    """The declarations of a folder, and what is to be appended to them but is not yet written."""

    def __init__(self, folder: Path) -> None:
        catalog = load(folder)
        self._folder = folder
        self._broken = {problem.file: problem for problem in reversed(catalog.problems)}
        self._timelines = {timeline.id: timeline for timeline in catalog.timelines}
        self._by_key: dict[OriginalKey, list[TimelineId]] = {}
        for timeline in catalog.timelines:
            for place in timeline.locations:
                self._by_key.setdefault(place.key, []).append(timeline.id)
        self._tables: dict[str, list[Table]] = {}
        self._titles: dict[str, str] = {}
        self._positions = count()
        self._numbers: dict[TimelineId, count[int]] = {}  # by which the next document of that name is told apart

    def take(self, wish: Wish, file: str, key: str) -> Added | Problem:
        """Finds the place of a wish and notes the text to append."""
        position = next(self._positions)
        fault = self._fault(wish)
        if fault:
            return Problem(file=file, key=key, found=fault[0], expected=fault[1])
        covered = self._covered_by(wish) or (
            self._covered_by(replace(wish, organisation=None)) if wish.shared else None
        )
        name = covered or self._place_for(wish)
        path = self._path(name.organisation)
        if broken := self._broken.get(str(path)):
            return Problem(
                file=file, key=key, found=f"that {path} does not load", expected=f"it mended first: {broken}"
            )
        if covered:
            return Added(timeline=name, file=path, created=False)
        if elsewhere := self._elsewhere(wish, name):
            expected = "one text of a kind; declare it by hand if it moved there, or as a document beside it"
            return Problem(file=file, key=key, found=elsewhere, expected=expected)
        before = self._timelines.get(name, Timeline(id=name, locations=()))
        if clash := next((place for place in before.locations if _clash(place, wish.place)), None):
            dates = f"{name} with it from {clash.since or 'ever'} until {clash.until or 'now'}"
            return Problem(file=file, key=key, found=dates, expected="since and until that do not overlap these dates")
        self._timelines[name] = replace(before, locations=(*before.locations, wish.place))
        self._by_key.setdefault(wish.place.key, []).append(name)
        table = Table(position=position, text=table_text(name, wish.place, wish.note), file=file, key=key)
        self._titles.setdefault(name.organisation, wish.named or name.organisation)
        self._tables.setdefault(name.organisation, []).append(table)
        return Added(timeline=name, file=path, created=True)

    def write(self) -> dict[int, Problem]:
        """Writes each file that grew; returns the wishes, by position, with which their file would not load."""
        if self._tables:
            self._folder.mkdir(parents=True, exist_ok=True)
        refused: dict[int, Problem] = {}
        for organisation, tables in self._tables.items():
            refused.update(append(self._path(organisation), organisation, tables, self._titles[organisation]))
        return refused

    def _path(self, organisation: str) -> Path:
        return self._folder / f"{organisation}.toml"

    def _fault(self, wish: Wish) -> tuple[str, str] | None:
        """What was found and what was expected, if the wish cannot be taken as it stands."""
        if fault := original_fault(wish.original):
            return shown(wish.original), fault
        for name, form, expected in named(wish.organisation, wish.kind, wish.document, wish.edition):
            if not is_name(name, form):
                return f"the name {shown(name)}", expected
        if wish.since and wish.until and wish.until <= wish.since:
            return f"until {wish.until.date()}", f"a date later than since ({wish.since.date()})"
        return None

    def _covered_by(self, wish: Wish) -> TimelineId | None:
        """The timeline, among those that the given names allow, that covers the original at all dates asked for."""
        for name in self._by_key.get(wish.place.key, ()):
            given = (
                (wish.organisation, name.organisation),
                (wish.kind, name.kind),
                (wish.document, name.document),
                (wish.edition, name.edition),
            )
            if all(asked is None or asked == known for asked, known in given):
                places = [place for place in self._timelines[name].locations if place.key == wish.place.key]
                if _cover(places, wish.place):
                    return name
        return None

    def _place_for(self, wish: Wish) -> TimelineId:
        bare = propose(
            wish.original,
            organisation=wish.organisation,
            kind=wish.kind,
            document=wish.document,
            edition=wish.edition,
        )
        declared = self._timelines.get(bare)
        if wish.document is not None or declared is None:
            return bare
        same = any(place.key == wish.place.key for place in declared.locations)
        moved = not any(overlap(place, wish.place) for place in declared.locations)
        return bare if same or moved else self._further_document(bare, wish.original)

    def _elsewhere(self, wish: Wish, name: TimelineId) -> str:
        """Where a kind stands already, if it shall stand nowhere else."""
        bare = self._timelines.get(replace(name, document=wish.document or ""))
        if not wish.alone or bare is None or any(place.key == wish.place.key for place in bare.locations):
            return ""
        return f"{bare.id} declared at {bare.locations[-1].original}"

    def _further_document(self, bare: TimelineId, original: str) -> TimelineId:
        first = replace(bare, document=document_name(original))
        for number in self._numbers.setdefault(first, count(1)):
            further = first if number == 1 else replace(first, document=f"{first.document}-{number}")
            if further not in self._timelines:
                return further
        raise AssertionError("numbers do not end")


def _seconds(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC).replace(microsecond=0)


def _clash(place: Location, wanted: Location) -> bool:
    return place.key == wanted.key and overlap(place, wanted)


def _cover(places: Iterable[Location], wanted: Location) -> bool:
    """Whether locations of one original, put together, cover all the dates wanted."""
    left = wanted
    for place in sorted(places, key=lambda place: (place.since is not None, place.since)):
        if not overlap(place, left) or (place.since and (left.since is None or place.since > left.since)):
            continue
        if place.until is None or (left.until is not None and left.until <= place.until):
            return True
        left = replace(left, since=place.until)
    return False
