"""Which installation is meant, and what does it declare?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

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

    if not home().policies.is_dir():
        raise RefusalError(f"{home().policies} is not there: nothing is declared; `clausewatch add URL` begins")
    catalog = load_catalog(home().policies, check_selector=extract.check_selector)
    if catalog.problems:
        raise RefusalError("\n".join(str(problem) for problem in catalog.problems))
    return catalog


def surveys_left() -> int:
    """How many hosts a command that was stopped has not surveyed to the end."""
    if not home().database.exists():
        return 0
    with looking() as store:
        return len(store.surveys.unfinished())


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


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """The installation for this process alone. Refuses at once where another one writes."""
    from scheduler import only_writer

    with alone(), only_writer(home.lock):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Refuses where another process turns out to write the installation."""
    from scheduler import AnotherWriterError

    try:
        yield
    except AnotherWriterError as error:
        raise RefusalError(str(error), Exit.BUSY) from None


def known(store: Store, name: str) -> TimelineId:
    """A timeline that has a history. Refuses with the names that come near, or with what to do, where there is none."""
    names = [str(timeline) for timeline in store.conclusions.timelines()]
    if name in names:
        return TimelineId.parse(name)
    raise RefusalError(f"{name}: nothing was recorded of such a timeline; {_hint(name, names)}", Exit.NOTHING)


def named(store: Store, names: Sequence[str]) -> list[TimelineId]:
    """The timelines named that have a history. An organisation's name stands for all of its timelines."""
    found: list[TimelineId] = []
    for name in names:
        found += [one for one in store.conclusions.timelines() if one.organisation == name] or [known(store, name)]
    return list(dict.fromkeys(found))


def _hint(name: str, names: Sequence[str]) -> str:
    inside = [other for other in names if other.partition("/")[0] == name]
    near = inside or get_close_matches(name[:200], names, n=3)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return "`clausewatch list` names what is declared, and `clausewatch backfill` fetches it"
