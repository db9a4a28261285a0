"""What came of what was taken in?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import extract
import pipeline
import scheduler
from benchmarks.round_tripping.histories import Document
from benchmarks.round_tripping.terms_archive import Collection
from benchmarks.world.goals import Goal, counted
from catalog import Catalog, load
from exchange import Account, Fate, declared_terms, follow, layout_of, timeline_of
from model import History, Rendition, Timeline
from store import Store
from versions import extracted_again

_TAKEN = (Fate.TAKEN, Fate.AGAIN)


def take_in(store: Store, folder: Path, made: Collection) -> tuple[Catalog, Account, Account]:
    """Declares what is declared and takes both repositories in: the catalog, the accounts of texts and of pages."""
    policies = folder / "policies"
    policies.mkdir(exist_ok=True)
    terms, _ = declared_terms(made.declarations, extract.check_selector)
    follow(policies, terms)
    catalog = load(policies, check_selector=extract.check_selector)
    texts, pages = (
        scheduler.import_records(store, catalog, path, layout_of(path), scheduler.now())
        for path in (made.versions, made.snapshots)
    )
    return catalog, texts, pages


def goals(
    store: Store, folder: Path, made: Collection, documents: Sequence[Document], *, derive: bool
) -> Iterator[Goal]:
    """Whether all of it is there, once, whole, and read for what it is."""
    catalog, texts, pages = take_in(store, folder, made)
    yield counted("ota_declarations_refused", map(str, catalog.problems))
    yield Goal(name="ota_texts_unaccounted", figure=abs(texts.records - made.texts - made.aside))
    yield Goal(name="ota_texts_not_taken_in", figure=made.texts - sum(texts.counts[fate] for fate in _TAKEN))
    yield Goal(name="ota_upgrades_not_told", figure=abs(made.upgrades - texts.counts[Fate.AGAIN]))
    yield Goal(name="ota_pages_not_taken_in", figure=made.pages - sum(pages.counts[fate] for fate in _TAKEN))
    _, again, _ = take_in(store, folder, made)
    yield Goal(name="ota_texts_taken_in_twice", figure=sum(again.counts[fate] for fate in _TAKEN))
    yield counted("ota_texts_that_differ", _unequal(store, catalog, documents))
    print(f"texts {made.texts}, upgrades {made.upgrades}, pages {made.pages}; {dict(texts.fates)}, {dict(pages.fates)}")
    if derive:
        yield counted("ota_upgrades_that_passed_for_changes", _mistaken(store, catalog))


def _unequal(store: Store, catalog: Catalog, documents: Iterable[Document]) -> Iterator[str]:
    """Documents whose texts, with their times, are not what was written."""
    for one in documents:
        timeline = catalog.timeline(timeline_of(one.service, one.type))
        facts = store.facts.of_originals([place.key for place in timeline.locations], timeline.id)
        held = {
            (found.capture.timestamp, store.facts.body(found.capture.digest))
            for found in facts.held
            if found.capture.rendition is Rendition.TEXT
        }
        if missing := {(text.moment, text.text) for text in one.texts} - held:
            yield f"{one.service}, {one.type}: {len(missing)} of {len(one.texts)} texts are missing"


def _mistaken(store: Store, catalog: Catalog) -> Iterator[str]:
    """Steps to a text that was only extracted anew, but are told as the publisher's; prints how many there are."""
    steps = anew = 0
    for timeline, history in histories(store, catalog):
        facts = store.facts.of_originals([place.key for place in timeline.locations], timeline.id)
        again = extracted_again((one.capture, holding) for one in facts.held for holding in one.holdings)
        for version, revision in zip(history.versions[1:], history.revisions, strict=True):
            steps += 1
            anew += version.capture in again
            if version.capture in again and (revision.judgement.alert or not revision.seen_differently):
                yield f"{timeline.id}, version {version.number}"
    print(f"{steps} steps between versions, {anew} of them to texts that were extracted anew")


def histories(store: Store, catalog: Catalog) -> Iterator[tuple[Timeline, History]]:
    """Every timeline that anything was taken in for, derived."""
    for timeline in catalog.timelines:
        if store.facts.has_any([place.key for place in timeline.locations]):
            yield timeline, pipeline.derive(store, timeline, scheduler.now())
