"""How do we come to follow what Open Terms Archive declares?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog import Added, Catalog, Problem, Wish, add_wishes, load, original_fault
from exchange.ota_declarations import Terms
from exchange.ota_names import address_of, timeline_of
from exchange.ota_records import Record
from exchange.ota_repository import TEXT, WHERE, place_of
from model import Location, OriginalKey, TimelineId


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What came of declaring what they declare; `otherwise` are timelines that were declared before, not like that."""

    added: tuple[TimelineId, ...]
    known: tuple[TimelineId, ...]
    otherwise: tuple[TimelineId, ...]
    problems: tuple[Problem, ...]


def follow(folder: Path, every: Sequence[Terms]) -> Following:
    """Declares them in our folder. What stands there already is left as it stands, and told where it differs."""
    catalog = load(folder)
    added: list[TimelineId] = []
    known: list[TimelineId] = []
    otherwise: list[TimelineId] = []
    wanted: list[tuple[Wish, str, str]] = []
    for name, whose, found in _wishes(every):
        stands = catalog.find(name)
        if stands is None:
            added.append(name)
            wanted += [(wish, whose, wish.original) for wish in found]
        else:
            (known if stands.locations == tuple(wish.place for wish in found) else otherwise).append(name)
    answers = add_wishes(folder, wanted)
    refused = tuple(answer for answer in answers if isinstance(answer, Problem))
    made = {answer.timeline for answer in answers if isinstance(answer, Added)}
    return Following(
        added=tuple(name for name in added if name in made),
        known=tuple(known),
        otherwise=tuple(otherwise),
        problems=refused,
    )


def wishes_for(records: Iterable[Record], catalog: Catalog) -> Iterator[Wish]:
    """What has to be declared for records that nothing declared covers; of each place once.

    Where a page stood a newer snapshot says; a text of which nobody says it gets an address of its own.
    """
    done: set[tuple[str, ...]] = set()
    for record in records:
        said = record.said(WHERE)
        page = said if record.suffix != TEXT and not original_fault(said) else ""
        one = (record.service, record.terms, record.document, page)
        if one in done or (record.suffix != TEXT and not page) or place_of(record, catalog):
            continue
        done.add(one)
        name = timeline_of(record.service, record.terms, record.document)
        place = Location(original=page or address_of(record.service, record.terms))
        yield _wish(name, place, record.service, _whose(record.service, record.terms))


def _wishes(every: Sequence[Terms]) -> Iterator[tuple[TimelineId, str, list[Wish]]]:
    """What is to be declared, timeline by timeline, each with whose terms it is.

    Texts that were put together from several pages, or whose page other terms share, are of no single page: such terms
    have an address of their own for them, declared first, so that pages speak before it.
    """
    shared = _shared(every)
    for terms in every:
        whose = _whose(terms.service, terms.type)
        apart = terms.combined or any(place.key in shared for places in terms.pages.values() for place in places)
        texts = [Location(original=address_of(terms.service, terms.type))] if apart else []
        for document, places in sorted({"": (), **terms.pages}.items()):
            name = timeline_of(terms.service, terms.type, document)
            found = [*([] if document else texts), *places]
            if found:
                yield name, whose, [_wish(name, place, terms.name, whose) for place in found]


def _whose(service: str, terms: str) -> str:
    return f"Open Terms Archive: {service}, {terms}"


def _shared(every: Iterable[Terms]) -> set[OriginalKey]:
    keys = Counter(key for terms in every for key in {p.key for places in terms.pages.values() for p in places})
    return {key for key, count in keys.items() if count > 1}


def _wish(name: TimelineId, place: Location, organisation: str, whose: str) -> Wish:
    return Wish(
        original=place.original,
        organisation=name.organisation,
        kind=name.kind,
        document=name.document,
        edition="",
        since=place.since,
        until=place.until,
        select=place.select,
        remove=place.remove,
        filters=place.filters,
        rendition=place.rendition,
        note=(whose,),
        named=organisation,
    )
