"""What have archives to be asked to find where a policy stood before, and what do home pages tell of it?

Home pages of the policy's host and of its organisation's, a few of each, and then the addresses that they linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import catalog
import discovery
import extract
import pipeline
from catalog import Catalog
from discovery import Front, Traced
from model import Capture, IndexRow, OriginalKey, PolicyLink, Task, TaskKind, Timeline, original_key
from scheduler.moving import same_owner
from store import Store

_MOST_HOMES = 3
_MOST_REMEMBERED = 5_000  # home pages
_MOST_READ = 60  # home pages of one host: our own visits have more of them than are asked for
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraced:
    """What is to be asked of archives, or, when nothing is, what home pages told of a timeline."""

    indexes: tuple[str, ...] = ()
    replays: tuple[Task, ...] = ()
    told: Traced = field(default_factory=Traced)


class Retracing:
    """Remembers the links of the home pages that it read, for as long as a backfill goes on.

    `anew`: what an archive listed before is listed again, since it may have more by now. In rounds that come again and
    again that would be many requests for little.
    """

    def __init__(self, *, anew: bool = True) -> None:
        self._anew = anew
        self._links: dict[Capture, tuple[PolicyLink, ...]] = {}

    def step(self, store: Store, every: Catalog, timeline: Timeline, archives: Sequence[str], run: int) -> Retraced:
        """What to do next for one timeline: home after home, each as far as it leads."""
        look = pipeline.looking(store, timeline)
        gaps = discovery.gaps_of(look(())[1])
        homes = homes_of(timeline)
        fronts = {home: list(self._fronts(store, home, timeline.id.kind)) for home in homes}
        replays = [task for home in homes for task in _wanted(store, home, fronts[home], gaps, archives, run)]
        if replays:
            return Retraced(indexes=self._to_list(store, homes, archives), replays=tuple(replays))
        taken = {place.key for one in every.timelines if one.id != timeline.id for place in one.locations}
        told = [discovery.trace(timeline, fronts[home], look, same_owner, taken) for home in homes]
        ask = [place for one in told for place in one.ask]
        probes = [
            replay(archive, row, run)
            for place in ask
            for archive in archives
            for row in discovery.probes(store.facts.rows(archive, place.key), place.since, place.until)
        ]
        best = next((one for one in told if one.moves), None) or Traced(
            unfound=tuple(time for one in told for time in one.unfound)
        )
        indexes = self._to_list(store, (*homes, *(place.original for place in ask)), archives)
        return Retraced(indexes=indexes, replays=tuple(probes), told=best)

    def _to_list(self, store: Store, originals: Iterable[str], archives: Sequence[str]) -> tuple[str, ...]:
        """Of these originals those whose captures archives have to list."""
        keys = {one: original_key(one) for one in originals}
        return tuple(
            one for one, key in keys.items() if self._anew or not any(store.facts.rows(at, key) for at in archives)
        )

    def _fronts(self, store: Store, home: str, kind: str) -> Iterator[Front]:
        """What is held of a home page, with the best link to a policy of that kind."""
        kept = {one: None for _, one, _, _ in store.facts.kept_at(original_key(home)) if one.statuscode == _OK}
        held = [one for one in kept if not store.facts.is_erased(one.digest)]
        for capture in held[:_MOST_READ]:
            links = [link.address for link in self._links_of(store, capture) if link.kind == kind and not link.hub]
            yield Front(original=capture.original, moment=capture.timestamp, target=links[0] if links else "")

    def _links_of(self, store: Store, capture: Capture) -> tuple[PolicyLink, ...]:
        if capture not in self._links:
            if len(self._links) >= _MOST_REMEMBERED:
                self._links.clear()
            body, headers = store.facts.body(capture.digest), store.facts.held(capture).headers
            self._links[capture] = extract.policy_links(body, headers, capture.original)
        return self._links[capture]


def homes_of(timeline: Timeline) -> tuple[str, ...]:
    """The home pages of a timeline's organisation and of the hosts at which it stands, the organisation's first."""
    homes: dict[OriginalKey, str] = {}
    for place in timeline.locations:
        host = urlsplit(place.original).netloc.rpartition("@")[2]
        domain = catalog.propose(place.original).organisation
        for one in (domain, host):
            if one == host or host.endswith(f".{domain}"):
                homes.setdefault(original_key(f"https://{one}/"), f"https://{one}/")
    return tuple(homes.values())[:_MOST_HOMES]


def replay(archive: str, row: IndexRow, run: int) -> Task:
    """A request for a capture that an archive lists."""
    return Task(
        kind=TaskKind.REPLAY,
        archive=archive,
        original=row.original,
        timestamp=row.timestamp,
        archive_digest=row.digest,
        run=run,
    )


def _wanted(
    store: Store,
    home: str,
    fronts: Sequence[Front],
    gaps: Iterable[discovery.Gap],
    archives: Sequence[str],
    run: int,
) -> Iterator[Task]:
    key = original_key(home)
    asked = {moment for _, _, moment, _ in store.frontier.asked_at(key)}
    listed = {row.timestamp: (archive, row) for archive in archives for row in store.facts.rows(archive, key)}
    for row in discovery.fronts_to_ask((row for _, row in listed.values()), fronts, gaps, asked):
        yield replay(listed[row.timestamp][0], row, run)


def queue(
    store: Store, indexes: Sequence[str], replays: Iterable[Task], archives: Sequence[str], run: int, at: datetime
) -> int:
    """Queues what is to be asked: these originals' lists of each archive, and captures; how many requests."""
    with store.writing():
        before = store.frontier.counts(archives).get("queued", 0)
        store.frontier.add(replays, at)
        for archive in archives:
            for original in indexes:
                store.frontier.ask_again(Task(kind=TaskKind.INDEX, archive=archive, original=original, run=run), at)
        return store.frontier.counts(archives).get("queued", 0) - before
