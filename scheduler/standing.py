"""What do the files of an installation say now: who is followed, who is told, how?

A service runs for months while people edit its files. What is declared and watched is read again when a file
changed; while a file has a fault, what it said before stands, and the fault is named once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import alerts
import catalog
import extract
import settings
from alerts import Naming
from catalog import Catalog
from model import TimelineId, Watch
from settings import Home, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One consistent reading of all files."""

    settings: Settings
    catalog: Catalog
    watches: tuple[Watch, ...] = ()
    faults: tuple[str, ...] = ()
    names: Mapping[TimelineId, Naming] = field(default_factory=dict)

    def naming(self, timeline: TimelineId) -> Naming:
        """How a timeline is called for people."""
        return self.names.get(timeline) or Naming(organisation=timeline.organisation, title="")


def standing(home: Home, environment: Mapping[str, str] = os.environ) -> Standing:
    """What the files say now. Raises SettingsError for settings that cannot be taken; other faults are listed."""
    chosen = settings.load(home, environment)
    declared = catalog.load(home.policies, check_selector=extract.check_selector)
    watches = alerts.load_watches(home.watches, chosen.channels, [str(one.id) for one in declared.timelines])
    faults = (*(str(problem) for problem in declared.problems), *watches.problems, *watches.warnings)
    names = {
        timeline.id: Naming(organisation=policy.name, title=timeline.title)
        for policy in declared.policies
        for timeline in policy.timelines
    }
    return Standing(settings=chosen, catalog=declared, watches=watches.watches, faults=faults, names=names)


class Files:
    """The latest reading that had no fault in what is declared."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._stamp = self._stamped()
        self.now = standing(home)

    def look(self) -> tuple[bool, Sequence[str]]:
        """Reads the files again if one changed: whether that gave anything new, and the faults found.

        What is declared and set stays as it was read before while any of it has a fault.
        """
        stamp = self._stamped()
        if stamp == self._stamp:
            return False, ()
        self._stamp = stamp
        try:
            found = standing(self._home)
        except settings.SettingsError as error:
            return False, (str(error),)
        if found.catalog.problems:  # half a catalog would make half a history
            return False, found.faults
        self.now = found
        return True, found.faults

    def _stamped(self) -> Mapping[Path, tuple[int, int]]:
        files = [self._home.settings, self._home.watches, *sorted(self._home.policies.glob("*.toml"))]
        return {path: (stat.st_mtime_ns, stat.st_size) for path in files if (stat := _stat(path))}


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
