"""How do settings come from file and variables?"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from model import LIVE, OPERATOR, OPERATOR_WATCH
from settings.agreement import choice, faults, faults_of, settled
from settings.home import Home
from settings.sections import (
    DEFAULT_ARCHIVES,
    KNOWN_ARCHIVES,
    KNOWN_SERVICES,
    MAIL_PASSWORD,
    SAVING_KEY,
    SAVING_SECRET,
    Archive,
    Channel,
    Crawl,
    Evidence,
    Mail,
    Operator,
    Saving,
    Schedule,
    Settings,
)
from settings.values import UnshownError, hidden, shown

_VARIABLE = "CLAUSEWATCH_"
_SECTIONS = ("operator", "crawl", "schedule", "mail", "saving", "evidence", "channels", "archives")
_NAMED = ("channels", "archives")  # sections of named tables, which stand in the file alone
_HOLDERS = frozenset({LIVE, OPERATOR})  # who else can hold a capture
_CHANNEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_WAYS = {"mail", "apprise", "atom"}
_ONE_WAY = "exactly one of mail, apprise and atom"
_SECRETS: Mapping[tuple[type, str], tuple[str, str]] = {
    (Mail, "password"): ("the password", MAIL_PASSWORD),
    (Saving, "key"): ("the key", SAVING_KEY),
    (Saving, "secret"): ("the secret", SAVING_SECRET),
}
"""Section and key of what stands in a variable alone -> how it is called, and that variable."""
_S = TypeVar("_S", Operator, Crawl, Schedule, Mail, Saving, Evidence, Channel, Archive)
_WITH_ADDRESSES = (Archive, Saving, Evidence)
_Entries = Mapping[str, tuple[str, object]]
"""Key -> where it stands (file and key, or a variable) and its value."""


class SettingsError(ValueError):
    """Settings that cannot be taken: a line for each fault, with its file or variable, key and what was expected."""


def load(home: Home, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an installation; the defaults where there is no file. Raises SettingsError with every fault.

    Whether settings fit together is asked once each of them can be taken.
    """
    reading = _Reading(home.settings)
    settings = reading.settings(reading.entries(environment))
    if settings is None:
        raise SettingsError("\n".join(reading.faults))
    return settings


class _Reading:
    """Reads file and variables and collects every fault instead of stopping at the first."""

    def __init__(self, file: Path) -> None:
        self.faults: list[str] = []
        self._file = file

    def entries(self, environment: Mapping[str, str]) -> Mapping[str, _Entries]:
        """Section -> its entries, those of the variables laid over those of the file."""
        tables = self._tables()
        merged = {name: dict(self._table(name, tables[name])) for name in tables if self._known(name, name)}
        for variable, text in environment.items():
            section, separator, key = variable.removeprefix(_VARIABLE).lower().partition("__")
            if not variable.startswith(_VARIABLE) or not separator:
                continue  # CLAUSEWATCH_HOME is no setting
            if section in _NAMED:
                self._say(variable, "a variable", f"{section} to be set in {self._file}")
            elif self._known(section, variable):
                merged.setdefault(section, {})[key] = (variable, text)
        return merged

    def settings(self, entries: Mapping[str, _Entries]) -> Settings | None:
        """All sections, or None after saying what is wrong."""
        operator = self._section(Operator, "operator", entries.get("operator", {}))
        crawl = self._section(Crawl, "crawl", entries.get("crawl", {}))
        schedule = self._section(Schedule, "schedule", entries.get("schedule", {}))
        mail = self._section(Mail, "mail", entries.get("mail", {}))
        saving = self._section(Saving, "saving", entries.get("saving", {}))
        evidence = self._section(Evidence, "evidence", entries.get("evidence", {}))
        channels = self._channels(entries.get("channels", {}))
        archives = self._archives(entries["archives"]) if "archives" in entries else dict(DEFAULT_ARCHIVES)
        if self.faults or not (operator and crawl and schedule and mail and saving and evidence):
            return None
        settings = Settings(
            operator=operator,
            crawl=crawl,
            schedule=schedule,
            mail=settled(mail, entries.get("mail", {})),
            saving=saving if saving.address else replace(saving, address=KNOWN_SERVICES.get(saving.archive, "")),
            evidence=evidence,
            channels=channels,
            archives=archives,
        )
        for (section, key), found, expected in faults(settings):
            where, _ = entries.get(section, {}).get(key, (self._place(section, key), None))
            self._say(where, found, expected)
        return None if self.faults else settings

    def _section(self, kind: type[_S], name: str, entries: _Entries) -> _S | None:
        """A table as its class, or None after saying what is wrong."""
        given = self._given(kind, name, entries)
        return None if given is None else kind(**given)

    def _given(self, kind: type[_S], name: str, entries: _Entries, already: object = None) -> dict[str, Any] | None:
        """What a table sets, of what is known `already` or not; None after saying what is wrong."""
        known = {setting.name: setting for setting in fields(kind) if setting.metadata}
        before, given = len(self.faults), {}
        for key, (place, value) in entries.items():
            if secret := _SECRETS.get((kind, key)):
                self._say(place, "a secret", f"{secret[0]} in the variable {secret[1]}, and there alone")
            elif key not in known:
                self._say(place, "an unknown key", choice(key, known))
            else:
                given[key] = self._value(place, known[key].metadata["read"], value, addresses=kind in _WITH_ADDRESSES)
        for key in known.keys() - entries.keys():
            if known[key].default is MISSING and already is None:
                self._say(self._place(name, key), "nothing", "a value, since it has no default")
        return given if len(self.faults) == before else None

    def _value(self, place: str, read: Any, value: object, *, addresses: bool) -> Any:
        try:
            return read(value)
        except UnshownError as error:
            self._say(place, "something else", str(error))
        except ValueError as error:
            self._say(place, shown(value, addresses=addresses), str(error))
        return None

    def _archives(self, entries: _Entries) -> Mapping[str, Archive]:
        for name in sorted(entries.keys() & _HOLDERS):
            self._say(self._place("archives", name), "a name that means something else", "another name")
        read = {name: self._archive(name, table) for name, (_, table) in entries.items()}
        asked = {name: archive for name, archive in read.items() if archive and archive.on}
        if not any(archive is None or archive.on for archive in read.values()):
            self._say(self._place("archives"), "none", "at least one archive, or no table at all for the default")
        return asked

    def _archive(self, name: str, table: object) -> Archive | None:
        """What a table says of an archive, over what is known of it."""
        section = f'archives."{name}"'
        known = KNOWN_ARCHIVES.get(name)
        given = self._given(Archive, section, self._table(section, table), known)
        if given is None:
            return None
        archive = replace(known, **given) if known else Archive(**given)
        for key, found, expected in faults_of(archive):
            self._say(self._place(section, key), found, expected)
        return archive

    def _channels(self, entries: _Entries) -> Mapping[str, Channel]:
        read = {name: self._channel(name, table) for name, (_, table) in entries.items()}
        return {name: channel for name, channel in read.items() if channel}

    def _channel(self, name: str, table: object) -> Channel | None:
        way = f'channels."{hidden(name) or name[:60]}"'
        if name == OPERATOR_WATCH:
            self._say(self._place(way), "a name that means something else", "another name, for operator.channel")
        elif not _CHANNEL.fullmatch(name):
            expected = "a name of letters, digits, '.', '_', '-' that begins with a letter or digit (60 at most)"
            self._say(self._place(way), "a name that cannot be one", expected)
        entries = self._table(way, table)
        if isinstance(table, dict) and len(entries.keys() & _WAYS) != 1:
            self._say(self._place(way), "not one of them" if not entries.keys() & _WAYS else "several", _ONE_WAY)
        given = self._given(Channel, way, entries)
        return None if given is None else Channel(name=name, **given)

    def _tables(self) -> Mapping[str, object]:
        try:
            return tomllib.loads(self._file.read_bytes().decode("utf-8-sig"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self._say(str(self._file), f"no TOML ({error})", "settings in TOML and UTF-8")
            return {}

    def _table(self, name: str, table: object) -> _Entries:
        if isinstance(table, dict):
            return {key: (self._place(name, hidden(key) or key), value) for key, value in table.items()}
        self._say(self._place(name), shown(table), f"a table, begun with [{name}]")
        return {}

    def _known(self, section: str, place: str) -> bool:
        if section in _SECTIONS:
            return True
        place = place if place.startswith(_VARIABLE) else self._place(section)
        self._say(place, "an unknown section", choice(section, _SECTIONS))
        return False

    def _place(self, *way: str) -> str:
        return f"{self._file}: {'.'.join(way)}"

    def _say(self, place: str, found: str, expected: str) -> None:
        self.faults.append(f"{place}: found {found}, expected {expected}")
