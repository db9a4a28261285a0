"""Where is what belongs to one installation?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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

    @property
    def watches(self) -> Path:
        return self.path / "watches.toml"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def feeds(self) -> Path:
        return self.path / "feeds"
