"""Where does an installation live, and how is it set?

Everything of one installation is in one folder, its home: `settings.toml`, `policies/`, the database
and the lock. Settings come from the file; a variable `CLAUSEWATCH_SECTION__KEY` stands above it, as in
`CLAUSEWATCH_CRAWL__TIMEOUT=30` (lists are separated by commas). Archives are set in the file alone,
since their names hold dots, which variables cannot. Secrets would come from variables alone; none is
needed yet, so the file has no place for one.

Plain dataclasses, since every command waits for this import: 0.05 s, against 0.3 s with pydantic and
0.5 s with pydantic-settings. Importing reads and writes nothing.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from model import LIVE, OPERATOR

_VARIABLE = "CLAUSEWATCH_"


class SettingsError(ValueError):
    """Settings that cannot be taken: a line for each fault, with its file or variable, key and what was expected."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one installation. Nothing is made or read by naming it."""

    path: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Home:
        """The folder that CLAUSEWATCH_HOME names, else `home` in the working directory."""
        return cls(Path(environment.get("CLAUSEWATCH_HOME") or "home"))

    @property
    def policies(self) -> Path:
        return self.path / "policies"

    @property
    def database(self) -> Path:
        return self.path / "clausewatch.db"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def settings(self) -> Path:
        return self.path / "settings.toml"


# ---------------------------------------------------------------- how values are read

Read = Callable[[object], Any]
"""Makes a setting of a found value; raises ValueError with what was expected."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text in quotes")
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError('a list of texts, as in ["localhost"]')
    return tuple(item.strip() for item in items if item.strip())


def _number(least: float, most: float) -> Read:
    def read(value: object) -> float:
        try:
            number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        if not least <= number <= most:
            raise ValueError(f"a number from {least:,} to {most:,}")
        return number

    return read


def _whole(least: int, most: int) -> Read:
    within = _number(least, most)

    def read(value: object) -> int:
        number: float = within(value)
        if not number.is_integer():
            raise ValueError(f"a whole number from {least:,} to {most:,}")
        return int(number)

    return read


def _one_of(*choices: str) -> Read:
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError(" or ".join(repr(choice) for choice in choices))
        return str(value)

    return read


def _address(*placeholders: str) -> Read:
    example = "https://archive.example/" + "/".join(placeholders)

    def read(value: object) -> str:
        address = _text(value)
        try:
            parts = urlsplit(address)
            absolute = parts.scheme in ("http", "https") and parts.hostname
        except ValueError:
            absolute = False
        if not absolute or any(placeholder not in address for placeholder in placeholders):
            raise ValueError(f"an absolute address, as in {example}")
        return address

    return read


def _set(read: Read, default: Any = ...) -> Any:
    """A setting; without a default it must be given."""
    metadata = {"read": read}
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


# ---------------------------------------------------------------- what can be set


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who runs this installation; both stand in the user agent. The crawler refuses to start without a contact."""

    contact: str = _set(_text, "")  # a mail address or a page
    name: str = _set(_text, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """Limits of every request."""

    max_bytes: int = _set(_whole(10_000, 1_000_000_000), 20_000_000)  # of a body, packed or unpacked
    timeout: float = _set(_number(1, 600), 60.0)  # seconds
    allow_hosts: tuple[str, ...] = _set(_texts, ())  # hosts that may be on loopback or a private network


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """How one archive is asked, and how often a minute.

    `dialect` says how its index speaks: as web.archive.org ("ia") or as pywb, which most others run.
    """

    index: str = _set(_address())
    replay: str = _set(_address("{timestamp}", "{original}"))
    dialect: Literal["ia", "pywb"] = _set(_one_of("ia", "pywb"))
    index_per_minute: float = _set(_number(0.01, 600), 24)
    replay_per_minute: float = _set(_number(0.01, 6_000), 60)


# web.archive.org refuses beyond 30 index and 600 replay requests a minute and shuts out for an hour who
# does not heed it; clients are asked to keep to 80 % of that.
DEFAULT_ARCHIVES: Mapping[str, Archive] = {
    "web.archive.org": Archive(
        index="https://web.archive.org/cdx/search/cdx",
        replay="https://web.archive.org/web/{timestamp}id_/{original}",
        dialect="ia",
        index_per_minute=24,
        replay_per_minute=480,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. A file that has a table `archives` names every archive that is asked, so it can leave one out."""

    operator: Operator = Operator()
    crawl: Crawl = Crawl()
    archives: Mapping[str, Archive] = field(default_factory=lambda: dict(DEFAULT_ARCHIVES))


# ---------------------------------------------------------------- from file and variables

_SECTIONS = ("operator", "crawl", "archives")
_HOLDERS = frozenset({LIVE, OPERATOR})  # who else can hold a capture
_S = TypeVar("_S", Operator, Crawl, Archive)
_Entries = Mapping[str, tuple[str, object]]
"""Key -> where it stands (file and key, or a variable) and its value."""


def load(home: Home, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an installation; the defaults where there is no file. Raises SettingsError with every fault."""
    reading = _Reading(home.settings)
    entries = reading.entries(environment)
    operator = reading.section(Operator, "operator", entries.get("operator", {}))
    crawl = reading.section(Crawl, "crawl", entries.get("crawl", {}))
    archives = reading.archives(entries["archives"]) if "archives" in entries else dict(DEFAULT_ARCHIVES)
    if reading.faults or not operator or not crawl:
        raise SettingsError("\n".join(reading.faults))
    return Settings(operator=operator, crawl=crawl, archives=archives)


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
            if section == "archives":
                self._say(variable, "a variable", f"archives to be set in {self._file}")
            elif self._known(section, variable):
                merged.setdefault(section, {})[key] = (variable, text)
        return merged

    def section(self, kind: type[_S], name: str, entries: _Entries) -> _S | None:
        """A table as its class, or None after saying what is wrong."""
        known = {setting.name: setting for setting in fields(kind)}
        before, given = len(self.faults), {}
        for key, (place, value) in entries.items():
            if key not in known:
                self._say(place, "an unknown key", _choice(key, known))
                continue
            try:
                given[key] = known[key].metadata["read"](value)
            except ValueError as error:
                self._say(place, _shown(value), str(error))
        for key in known.keys() - entries.keys():
            if known[key].default is MISSING:
                self._say(self._place(name, key), "nothing", "a value, since it has no default")
        return kind(**given) if len(self.faults) == before else None

    def archives(self, entries: _Entries) -> Mapping[str, Archive]:
        for name in sorted(entries.keys() & _HOLDERS):
            self._say(self._place("archives", name), "a name that means something else", "another name")
        read = {
            name: self.section(Archive, f'archives."{name}"', self._table(f'archives."{name}"', table))
            for name, (_, table) in entries.items()
        }
        if not entries:
            self._say(self._place("archives"), "none", "at least one archive, or no table at all for the default")
        return {name: archive for name, archive in read.items() if archive}

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
            return {key: (self._place(name, key), value) for key, value in table.items()}
        self._say(self._place(name), _shown(table), f"a table, begun with [{name}]")
        return {}

    def _known(self, section: str, place: str) -> bool:
        if section in _SECTIONS:
            return True
        place = place if place.startswith(_VARIABLE) else self._place(section)
        self._say(place, "an unknown section", _choice(section, _SECTIONS))
        return False

    def _place(self, *way: str) -> str:
        return f"{self._file}: {'.'.join(way)}"

    def _say(self, place: str, found: str, expected: str) -> None:
        self.faults.append(f"{place}: found {found}, expected {expected}")


def _choice(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"one of {', '.join(known)}" + (f" (did you mean {near[0]!r}?)" if near else "")


def _shown(value: object) -> str:
    """Short values as they stand, the others by name: tables may nest deeper than can be printed."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if abs(value) >= 10**20:
            return "a number of more than 20 digits"
        case _:
            return repr(value)[:60]
