"""How does the text of one declaration become policies, or the problems that it has?

A file with a problem gives no policies at all: half a declaration would make readings that look
right and are not. Every problem is found in one go, so that a person mends a file once.
A timeline cannot be declared twice, since TOML itself refuses a second table of one name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from catalog.forms import (
    DATE_FORM,
    EDITION_FORM,
    EDITION_NAME,
    INTERVAL_FORM,
    LANGUAGE,
    NAME,
    NAME_FORM,
    before,
    instant,
    interval,
    is_name,
    original_fault,
    overlap,
)
from catalog.help import HELP_FORMS, CheckSelector, Fault, filters_of, selectors_of
from catalog.problems import Problem, joined, meant, shown
from model import Filter, Location, Policy, Range, Rendition, Timeline, TimelineId

Help = TypeVar("Help", str | Range, Filter)

_ABOUT = ("title", "language", "every", "locations")
_KIND = (*_ABOUT, "documents", "editions")
_DOCUMENT = (*_ABOUT, "editions")
_LOCATION = ("original", "since", "until", *HELP_FORMS, "rendition")
_AS_NEEDED = "auto"
_RENDITIONS = (_AS_NEEDED, Rendition.PLAIN.value, Rendition.BROWSER.value)  # a text is imported, never declared

Found = tuple[tuple[Policy, ...], tuple[Problem, ...]]


def read(text: str, *, file: str, organisation: str, check_selector: CheckSelector | None = None) -> Found:
    """The policies that a declaration declares; if it has problems, none and the problems."""
    reading = _Reading(file, organisation, check_selector)
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        reading.say("", "lists or tables nested too deep", "a declaration in TOML")
        return (), tuple(reading.problems)
    except ValueError as error:  # tomllib's own, and Python's for an integer of 5,000 digits
        reading.say("", f"no TOML ({error})", "a declaration in TOML")
        return (), tuple(reading.problems)
    policies = reading.policies(tables)
    problems = tuple(reading.problems)
    return ((), problems) if problems else (policies, ())


class _Reading:
    """Goes through the tables of one file and collects every problem instead of stopping at the first."""

    def __init__(self, file: str, organisation: str, check_selector: CheckSelector | None) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._organisation = organisation
        self._check_selector = check_selector

    def say(self, key: str, found: str, expected: str) -> None:
        self.problems.append(Problem(file=self._file, key=key, found=found, expected=expected))

    def policies(self, tables: Mapping[str, object]) -> tuple[Policy, ...]:
        if not is_name(self._organisation, NAME):
            self.say("", f"the file name {shown(self._organisation)}", f"{NAME_FORM}, and .toml")
        name = self._text(tables, "", "name") or self._organisation
        kinds = [kind for kind in tables if kind != "name"]
        if not kinds:
            self.say("", "no kind", "at least one, such as [[privacy.locations]]")
        return tuple(self._policy(name, kind, tables[kind]) for kind in kinds)

    def _policy(self, name: str, kind: str, table: object) -> Policy:
        key = joined("", kind)
        if not isinstance(table, dict):
            self.say(key, shown(table), f"a kind as a table, such as [privacy]{meant(kind, ['name'])}")
        elif not is_name(kind, NAME):
            self.say(key, f"the kind {shown(kind)}", NAME_FORM)
        else:
            bare = TimelineId(organisation=self._organisation, kind=kind)
            timelines = tuple(self._timelines(Timeline(id=bare, locations=()), table, key, _KIND))
            return Policy(organisation=self._organisation, name=name, kind=kind, timelines=timelines)
        return Policy(organisation=self._organisation, name=name, kind=kind, timelines=())

    def _timelines(self, bare: Timeline, table: object, key: str, known: tuple[str, ...]) -> Iterator[Timeline]:
        """The table's own timeline, if it has locations, and those below it.

        An edition takes over the title, since it is the same text; a document takes over the
        language, since it is the same edition; both are visited as often, unless they say otherwise.
        """
        if not isinstance(table, dict):
            self.say(key, shown(table), f"a table with {', '.join(known)}")
            return
        self._only(table, key, known)
        own = replace(
            bare,
            title=self._text(table, key, "title") or bare.title,
            language=self._language(table, key) or bare.language,
            every=self._interval(table, key) or bare.every,
        )
        if "locations" in table or not any(table.get(part) for part in known[len(_ABOUT) :]):
            yield replace(own, locations=self._locations(table, key))
        for name, child, below in self._children(table, key, "editions", EDITION_NAME, EDITION_FORM):
            edition = replace(own, id=replace(own.id, edition=name), language="")
            yield from self._timelines(edition, child, below, _ABOUT)
        if "documents" in known:
            for name, child, below in self._children(table, key, "documents", NAME, NAME_FORM):
                document = replace(own, id=replace(own.id, document=name), title="")
                yield from self._timelines(document, child, below, _DOCUMENT)

    def _children(
        self, table: Mapping[str, object], key: str, part: str, form: re.Pattern[str], expected: str
    ) -> Iterator[tuple[str, object, str]]:
        children = table.get(part, {})
        key = joined(key, part)
        if not isinstance(children, dict):
            self.say(key, shown(children), f"a table of {part}, such as [{key}.NAME]")
            return
        for name, child in children.items():
            if is_name(name, form):
                yield name, child, joined(key, name)
            else:
                self.say(key, f"the name {shown(name)}", expected)

    def _locations(self, table: Mapping[str, object], key: str) -> tuple[Location, ...]:
        key = joined(key, "locations")
        tables = table.get("locations", [])
        if not isinstance(tables, list):
            self.say(key, shown(tables), f"a list of tables, each begun with [[{key}]]")
            return ()
        if not tables:
            self.say(key, "none", f"at least one, begun with [[{key}]]")
        read = ((position, self._location(item, f"{key}[{position}]")) for position, item in enumerate(tables))
        places = [(position, place) for position, place in read if place]
        self._overlaps(places, key)
        return tuple(place for _, place in places)

    def _location(self, table: object, key: str) -> Location | None:
        if not isinstance(table, dict):
            self.say(key, shown(table), f"a table with original, and if need be {', '.join(_LOCATION[1:])}")
            return None
        self._only(table, key, _LOCATION)
        known = len(self.problems)
        place = Location(
            original=self._original(table, key),
            since=self._instant(table, key, "since"),
            until=self._instant(table, key, "until"),
            select=self._help(selectors_of(table, "select", self._check_selector), key),
            remove=self._help(selectors_of(table, "remove", self._check_selector), key),
            rendition=self._rendition(table, key),
            filters=self._help(filters_of(table), key),
        )
        if not before(place.since, place.until):
            self.say(joined(key, "until"), str(table["until"]), f"a date later than since ({table['since']})")
        return place if len(self.problems) == known else None

    def _overlaps(self, places: Iterable[tuple[int, Location]], key: str) -> None:
        """Of two that differ in nothing but their dates one is idle; that is a slip, and hides another."""
        alike: dict[Location, tuple[int, Location]] = {}
        for position, place in sorted(places, key=lambda item: (item[1].since is not None, item[1].since, item[0])):
            same = replace(place, original=place.key, since=None, until=None)
            earlier = alike.get(same)
            if earlier and overlap(earlier[1], place):
                first, second = sorted((earlier[0], position))
                self.say(
                    f"{key}[{second}]",
                    f"the same as {key}[{first}] at the same time",
                    "dates that do not overlap, or one location less",
                )
            if not earlier or before(earlier[1].until, place.until) or place.until is None:
                alike[same] = (position, place)

    def _original(self, table: Mapping[str, object], key: str) -> str:
        original = table.get("original")
        key = joined(key, "original")
        if not isinstance(original, str):
            found = "nothing" if original is None else shown(original)
            self.say(key, found, "an absolute address like https://acme.example/privacy")
            return ""
        if fault := original_fault(original):
            self.say(key, shown(original), fault)
            return ""
        return original

    def _instant(self, table: Mapping[str, object], key: str, name: str) -> datetime | None:
        if name not in table:
            return None
        value = table[name]
        moment = instant(value)
        if moment is None:
            seconds = " or a time in whole seconds" if isinstance(value, datetime) else ""
            self.say(joined(key, name), shown(value), DATE_FORM + seconds)
        return moment

    def _help(self, read: Iterable[Help | Fault], key: str) -> tuple[Help, ...]:
        """What was read as help for the reading of pages, its faults told."""
        fit: list[Help] = []
        for one in read:
            if isinstance(one, Fault):
                self.say(f"{key}.{one.key}", one.found, one.expected)
            else:
                fit.append(one)
        return tuple(fit)

    def _rendition(self, table: Mapping[str, object], key: str) -> Rendition | None:
        value = table.get("rendition", _AS_NEEDED)
        if isinstance(value, str) and value in _RENDITIONS:
            return None if value == _AS_NEEDED else Rendition(value)
        self.say(joined(key, "rendition"), shown(value), " or ".join(repr(name) for name in _RENDITIONS))
        return None

    def _text(self, table: Mapping[str, object], key: str, name: str) -> str:
        value = table.get(name, "")
        if isinstance(value, str):
            return value
        self.say(joined(key, name), shown(value), "a text in quotes")
        return ""

    def _language(self, table: Mapping[str, object], key: str) -> str:
        language = self._text(table, key, "language")
        if language and not LANGUAGE.fullmatch(language):
            self.say(joined(key, "language"), shown(language), "a language tag like 'en' or 'pt-BR'")
        return language

    def _interval(self, table: Mapping[str, object], key: str) -> timedelta | None:
        if "every" not in table:
            return None
        value = table["every"]
        length = interval(value)
        if length is None:
            self.say(joined(key, "every"), shown(value), INTERVAL_FORM)
        return length

    def _only(self, table: Mapping[str, object], key: str, known: tuple[str, ...]) -> None:
        for name, value in table.items():
            if name in known:
                continue
            hint = meant(name, known)
            if not hint and isinstance(value, dict) and "documents" in known:
                hint = f" (a document is declared as [{key}.documents.{name[:60]}])"
            self.say(joined(key, name), "an unknown key", f"one of {', '.join(known)}{hint}")
