"""Does a tree in the layout of the Princeton-Leuven corpus come in whole, as files and as commits?

Folders by the first letters of the site, below them a folder for each site with one text for each half-year, or one
file with one commit for each. The seeds beside the labelled data are such texts; two of them do not say what they are
texts of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

import scheduler
from benchmarks import corpus
from benchmarks.round_tripping.histories import Document, Recorded
from benchmarks.round_tripping.terms_archive import Filed, repository
from benchmarks.world.goals import Goal, counted
from catalog import Catalog, add_wishes, load
from exchange import Account, Fate, layout_of, wanted_by
from model import Rendition, timestamp14
from store import Store, open_store

_LINE = (
    "> *The following text is extracted and transformed from the {site} privacy policy that was archived on {day}."
    " Please check the [original snapshot on the Wayback Machine](https://web.archive.org/web/{stamp}id_/{address}) for"
    " the most accurate reproduction.*\n\n"
)


def goals(folder: Path, documents: Sequence[Document]) -> Iterator[Goal]:
    """Whether every text is there, once, with the time and address that it names."""
    texts = [filed for number, one in enumerate(documents) for filed in _texts(one, number)]
    _tree(folder / "tree", texts)
    repository(folder / "repository", [replace(one, path=f"{PurePosixPath(one.path).parent}.md") for one in texts])
    for name in ("tree", "repository"):
        with open_store(folder / f"{name}.db") as store:
            catalog, account = _take_in(store, folder / name, folder / f"{name}-policies")
            again = scheduler.import_records(store, catalog, folder / name, layout_of(folder / name), scheduler.now())
            print(f"{name}: {len(texts)} texts; {dict(account.fates)}")
            yield Goal(name=f"letters_{name}_unaccounted", figure=abs(account.records - len(texts)))
            yield counted(f"letters_{name}_missing", _missing(store, catalog, texts))
            yield Goal(name=f"letters_{name}_taken_in_twice", figure=again.counts[Fate.TAKEN])
    if corpus.bench() is not None:
        yield from _seeds(folder)


def _texts(one: Document, number: int) -> Iterator[Filed]:
    """Of each half-year the first text; sites are told apart by a number."""
    halves: dict[str, Recorded] = {}
    for text in sorted(one.texts, key=lambda text: text.moment):
        halves.setdefault(f"{text.moment.year}_{'AB'[text.moment.month > 6]}", text)
    host = urlsplit(one.address).hostname or ""
    site = f"s{number}-{host}"
    address = quote(one.address.replace(host, site), safe="")
    for half, text in halves.items():
        stamp = timestamp14(text.moment)
        line = _LINE.format(site=site, day=f"{text.moment:%Y-%m-%d}", stamp=stamp, address=address)
        path = f"{site[:1]}/{site[:2]}/{site[:3]}/{site}/{half}.md"
        yield Filed(path=path, body=line.encode() + text.text, moment=text.moment, message=f"{site} {half}")


def _tree(folder: Path, texts: Iterable[Filed]) -> None:
    for one in texts:
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.body)


def _take_in(store: Store, folder: Path, policies: Path) -> tuple[Catalog, Account]:
    policies.mkdir(parents=True)
    layout, now = layout_of(folder), scheduler.now()
    add_wishes(policies, [(wish, str(folder), "") for wish in wanted_by(folder, layout, load(policies), now)])
    catalog = load(policies)
    return catalog, scheduler.import_records(store, catalog, folder, layout, now)


def _missing(store: Store, catalog: Catalog, texts: Iterable[Filed]) -> Iterator[str]:
    held: set[tuple[str, bytes]] = set()
    for timeline in catalog.timelines:
        facts = store.facts.of_originals([place.key for place in timeline.locations], timeline.id)
        for one in facts.held:
            if one.capture.rendition is Rendition.TEXT:
                held.add((timestamp14(one.capture.timestamp), store.facts.body(one.capture.digest)))
    yield from (one.path for one in texts if (timestamp14(one.moment), one.body) not in held)


def _seeds(folder: Path) -> Iterator[Goal]:
    """What names its original comes in by itself; of the others it is said that they do not."""
    seeds = corpus.seeds()
    with open_store(folder / "seeds.db") as store:
        catalog, account = _take_in(store, seeds, folder / "seeds-policies")
        bodies = set(store.facts.digests())
        print(f"seeds: {dict(account.fates)}; {len(catalog.timelines)} timelines, {len(bodies)} bodies")
        yield Goal(name="letters_seeds_unaccounted", figure=abs(account.records - len(list(seeds.iterdir()))))
        named = account.records - account.counts[Fate.UNNAMED]
        yield Goal(name="letters_seeds_missing", figure=named - len(bodies))
