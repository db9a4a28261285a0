"""Which installation is meant, and what does it declare?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from catalog import Catalog
from catalog import load as load_catalog
from cli.exits import Exit, RefusalError
from model import Timeline, TimelineId
from settings import Home
from store import Store, open_store


def home() -> Home:
    return Home.from_environment()


def declared() -> Catalog:
    """The installation's declarations. Refuses while a file cannot be taken: half a catalog makes half a history."""
    import extract

    catalog = load_catalog(home().policies, check_selector=extract.check_selector)
    if catalog.problems:
        raise RefusalError("\n".join(str(problem) for problem in catalog.problems))
    return catalog


def chosen(catalog: Catalog, names: Sequence[str]) -> list[Timeline]:
    """The timelines named, or all that are declared. An organisation's name stands for all of its timelines."""
    if not names:
        return list(catalog.timelines)
    found: list[Timeline] = []
    for name in names:
        of_organisation = [timeline for timeline in catalog.timelines if timeline.id.organisation == name]
        found += of_organisation or [catalog.timeline(name)]
    return list({timeline.id: timeline for timeline in found}.values())


@contextmanager
def looking() -> Iterator[Store]:
    """The store for reading, as it stands at one moment."""
    with open_store(home().database, readonly=True) as store, store.looking():
        yield store


def known(store: Store, name: str) -> TimelineId:
    """A timeline that has a history. Refuses with what to do where there is none."""
    names = [str(timeline) for timeline in store.conclusions.timelines()]
    if name in names:
        return TimelineId.parse(name)
    inside = [other for other in names if other.split("/")[0] == name]
    hint = f"did you mean {' or '.join(inside)}?" if inside else "`clausewatch list` names what is declared"
    raise RefusalError(f"{name}: nothing was recorded of such a timeline; {hint}", Exit.NOTHING)
