"""Under which names do outside scorers call the product? No logic here: the product's own code does it all.

extraction(html, url)                   a page or PDF to Markdown
alignment(old_blocks, new_blocks)       which blocks of two versions belong together, and how
history(versions)                       identities along a chain of versions
changes(old, new, before, after)        does a change deserve an alert
timeline(warc_paths, out)               a line per capture: which text it shows
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import diffs
import extract
import pipeline
import scheduler
from catalog import Catalog, propose
from crawler.warc import Record, records
from model import (
    Alignment,
    Clause,
    History,
    Location,
    Nature,
    Policy,
    Reading,
    Rendition,
    Timeline,
    TimelineId,
    Verdict,
    original_key,
    timestamp14,
)
from store import open_store
from versions import went_back


def extraction(html: bytes, url: str) -> str:
    """As the bytes have it, for the labels do: with running heads of PDFs, and addresses still hidden from robots."""
    place = Location(original=url)
    reading = extract.read(html, {}, location=place, statuscode=200, rendition=Rendition.PLAIN, kind="", as_sent=True)
    return extract.markdown(reading)


def alignment(old_blocks: Sequence[str], new_blocks: Sequence[str]) -> list[tuple[str, list[int], list[int]]]:
    found = diffs.align(_clauses(old_blocks), _clauses(new_blocks))
    return [(_kind(one), list(one.before), list(one.after)) for one in found]


def _clauses(blocks: Iterable[str]) -> list[Clause]:
    return [extract.clause_of_block(block) for block in blocks]


_SPELLED = {"link_target": "typographic"}


def _kind(one: Alignment) -> str:
    return "+".join(_SPELLED.get(kind, kind) for kind in one.kinds) or "unchanged"


def history(versions: Sequence[Sequence[str]]) -> tuple[list[list[int]], list[list[int]]]:
    texts = [_clauses(blocks) for blocks in versions]
    steps = [diffs.align(before, after) for before, after in pairwise(texts)]
    found = diffs.follow(texts, steps)
    changed = diffs.last_changed(found.identities, found.alignments)
    return [[one.id for one in row] for row in found.identities], [list(row) for row in changed]


def changes(old: str, new: str, before: str | None, _after: Sequence[str]) -> dict[str, Any]:
    """The later versions are not looked at: nobody knows them when the change is told. A text that is refused when it
    is read makes no version, so nothing is told of it.
    """
    gone, come = (_read(text) for text in (old, new))
    earlier = [_read(before).clauses] if before else []
    found = diffs.compare(gone.clauses, come.clauses)
    redated, older = gone.declared != come.declared, went_back(gone.declared, come.declared)
    judgement = diffs.judge_revision(gone.clauses, come.clauses, found, earlier, redated=redated, older=older).judgement
    kinds = set(judgement.natures)
    refused = come.verdict is not Verdict.POLICY
    if refused and gone.verdict is Verdict.POLICY:
        kinds = {Nature.EXTRACTION}
    return {"alert": judgement.alert and not refused, "kinds": sorted(kinds), "hold": bool(judgement.hold)}


def _read(text: str) -> Reading:
    place = Location(original="https://policy.example/")
    return extract.read(text.encode(), {}, location=place, statuscode=200, rendition=Rendition.TEXT, kind="")


def timeline(warc_paths: Sequence[str], out: str) -> None:
    """A line per capture."""
    with Path(out).open("w", encoding="utf-8") as lines:
        for one in histories(Path(path) for path in warc_paths):
            lines.writelines(_lines(one))


def histories(paths: Iterable[Path]) -> Iterator[History]:
    """Takes the files in as archives on disk, each original a timeline of its own, and derives them all."""
    paths = tuple(paths)
    catalog = catalog_of({one.original for path in paths for one in records(path) if isinstance(one, Record)})
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        for path in paths:
            scheduler.import_warc(store, catalog, path, scheduler.now())
        for one in catalog.timelines:
            yield pipeline.derive(store, one, scheduler.now())


def catalog_of(originals: Iterable[str]) -> Catalog:
    """A catalog that declares each address by its location only."""
    by_key = {original_key(original): original for original in sorted(originals)}
    policies = [_policy(f"site{number}", original) for number, original in enumerate(by_key.values())]
    return Catalog(policies=tuple(policies))


def _policy(organisation: str, original: str) -> Policy:
    kind = propose(original).kind
    name = TimelineId(organisation=organisation, kind=kind)
    place = Timeline(id=name, locations=(Location(original=original),))
    return Policy(organisation=organisation, name=organisation, kind=kind, timelines=(place,))


def _lines(found: History) -> Iterator[str]:
    """A capture that was refused shows what stands: the version before it, or at the beginning the first one."""
    usable = [one.reading.digest for one in found.examined if one.settled.verdict is Verdict.POLICY]
    standing = usable[0] if usable else None
    for one in found.examined:
        if one.settled.verdict is Verdict.POLICY:
            standing = one.reading.digest
        line = {"url": one.capture.original, "captured": timestamp14(one.capture.timestamp), "hash": standing}
        yield json.dumps(line) + "\n"


_TERMS_TYPES = {
    "privacy": "Privacy Policy",
    "terms": "Terms of Service",
    "cookies": "Trackers Policy",
    "imprint": "Imprint",
    "data-processing": "Data Processor Agreement",
    "service-level": "Service Level Agreement",
    "law-enforcement": "Law Enforcement Guidelines",
    "disclosure": "Vulnerability Disclosure Policy",
    "deceased": "Deceased Users",
    "anti-corruption": "Anti-corruption Policy",
    "whistleblower": "Whistleblower Policy",
    "human-rights": "Human Rights Policy",
    "in-app": "In-App Purchases Policy",
    "business-privacy": "Business Privacy Policy",
    "affiliate": "Affiliate Agreement",
    "developer": "Developer Terms",
    "sellers": "Marketplace Sellers Conditions",
    "sales": "General Conditions of Sale",
    "commercial": "Commercial Terms",
    "advertising": "Advertising Content Policy",
    "editorial": "Editorial Policy",
    "acceptable-use": "Acceptable Use Policy",
    "community": "Community Guidelines",
    "copyright": "Copyright Claims Policy",
    "brand": "Brand Guidelines",
    "accessibility": "Accessibility Statement",
}
"""Our kinds by the names that Open Terms Archive gives them."""


def discovery(html: bytes, url: str) -> list[tuple[str, str, float]]:
    """Policies that a page links to, best first."""
    found = extract.policy_links(html, {}, url)
    return [(one.address, _TERMS_TYPES[one.kind], one.score) for one in found if not one.hub]
