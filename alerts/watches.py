"""Who wants to be told of what? One TOML file of the home folder, a table for each watch."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from alerts import values
from alerts.matching import follows
from alerts.values import Read, WrongValueError, choice, shown
from diffs.judgement.lexicon import CATEGORIES
from model import OPERATOR_WATCH, ChangeKind, Nature, Severity, Watch

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_NEEDED = ("channel", "timelines")
_QUIET = frozenset(kind.value for kind in ChangeKind if kind.quiet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watches:
    """The watches that can be taken; a line for each fault of the others, and for what is odd though no fault."""

    watches: tuple[Watch, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def load_watches(path: Path, channels: Collection[str], timelines: Collection[str]) -> Watches:
    """The watches of an installation; none where there is no file.

    A watch with a fault is left out, the others stay. That none of the declared timelines is meant is a warning:
    they may be declared later.
    """
    try:
        tables = read_watches(path)
    except (OSError, ValueError, RecursionError) as error:
        return Watches(problems=(f"{path}: found no TOML ({error}), expected watches in TOML and UTF-8",))
    reading = _Reading(path, channels, timelines)
    watches = [reading.watch(name, table) for name, table in tables.items()]
    return Watches(
        watches=tuple(watch for watch in watches if watch),
        problems=tuple(reading.problems),
        warnings=tuple(reading.warnings),
    )


def read_watches(path: Path) -> Mapping[str, object]:
    """What the file holds. Raises OSError or ValueError where it cannot be read."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}


class _Reading:
    """Reads tables and collects every fault instead of stopping at the first."""

    def __init__(self, path: Path, channels: Collection[str], timelines: Collection[str]) -> None:
        self.problems: list[str] = []
        self.warnings: list[str] = []
        self._path, self._timelines = path, timelines
        self._read: Mapping[str, Read] = {
            "channel": values.one_of(channels),
            "timelines": values.texts,
            "severity": values.SEVERITY,
            "kinds": values.some_of(values.KINDS),
            "natures": values.some_of(values.NATURES),
            "categories": values.some_of((*CATEGORIES, "other")),
            "words": values.texts,
            "pattern": values.pattern,
            "since": values.moment,
            "digest": values.CADENCE,
            "heartbeat": values.CADENCE,
        }

    def watch(self, name: str, table: object) -> Watch | None:
        """The watch, or None after saying what is wrong."""
        before = len(self.problems)
        self._check_name(name)
        if isinstance(table, dict):
            given = self._values(name, table)
        else:
            self._say(name, shown(table), f"a table, begun with [{name}]")
        if len(self.problems) > before:
            return None
        watch = Watch(name=name, **given)
        self._warn(watch)
        return watch

    def _check_name(self, name: str) -> None:
        if name == OPERATOR_WATCH:
            self._say(name, "the name under which notices go out", "another name")
        elif not _NAME.fullmatch(name):
            self._say("", f"a watch named {shown(name)}", "a name of at most 60 letters, digits, '.', '_' and '-'")

    def _values(self, name: str, table: Mapping[str, object]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for key, value in table.items():
            if key not in self._read:
                self._say(f"{name}.{key}", "an unknown key", choice(key, self._read))
                continue
            try:
                given[key] = self._read[key](value)
            except WrongValueError as wrong:
                self._say(f"{name}.{key}{wrong.key}", wrong.found, wrong.expected)
        for key in _NEEDED:
            if key not in table:
                self._say(f"{name}.{key}", "nothing", "a value, since it has no default")
        return given

    def _warn(self, watch: Watch) -> None:
        for number, pattern in enumerate(watch.timelines):
            one = Watch(name=watch.name, channel=watch.channel, timelines=(pattern,))
            if not any(follows(one, timeline) for timeline in self._timelines):
                near = get_close_matches(pattern, list(self._timelines), n=1)
                meant = f" (did you mean {near[0]!r}?)" if near else ""
                key = f"{watch.name}.timelines[{number}]"
                self.warnings.append(f"{self._path}: {key}: {shown(pattern)} means no timeline that is declared{meant}")
        for key in _mere_noise(watch) if watch.severity is not Severity.NONE else ():
            place = f"{self._path}: {watch.name}.{key}"
            self.warnings.append(f"{place}: none of these ever matters alone; see also severity = 'none'")

    def _say(self, key: str, found: str, expected: str) -> None:
        place = f"{self._path}: {key}" if key else str(self._path)
        self.problems.append(f"{place}: found {found}, expected {expected}")


def _mere_noise(watch: Watch) -> Iterator[str]:
    """The keys of a watch under which it names nothing that can matter."""
    if watch.kinds and watch.kinds <= _QUIET:
        yield "kinds"
    if watch.natures and Nature.SUBSTANTIVE not in watch.natures:
        yield "natures"
