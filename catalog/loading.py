"""What is followed: which policies do the files of a folder declare, and which timeline covers an original?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from catalog.help import CheckSelector
from catalog.problems import Problem
from catalog.reading import Found, read
from model import OriginalKey, Policy, Timeline, TimelineId, original_key

_LARGEST = 16_000_000  # bytes of a declaration; some 100,000 locations


class UnknownTimelineError(LookupError):
    """No file declares this timeline. The message lists the names that come near."""

    def __init__(self, wanted: str, known: list[str]) -> None:
        near = get_close_matches(wanted[:200], known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"{len(known)} timelines are declared"
        super().__init__(f"{wanted[:200]}: no such timeline is declared; {hint}")


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Everything that is declared, and what could not be taken. Files with a problem give no policies."""

    policies: tuple[Policy, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def timelines(self) -> tuple[Timeline, ...]:
        """All timelines, sorted by id."""
        every = (timeline for policy in self.policies for timeline in policy.timelines)
        return tuple(sorted(every, key=lambda timeline: timeline.id))

    def timeline(self, name: TimelineId | str) -> Timeline:
        """Raises UnknownTimelineError, a LookupError."""
        try:
            return self._by_name[str(name)]
        except KeyError:
            raise UnknownTimelineError(str(name), list(self._by_name)) from None

    def find(self, name: TimelineId) -> Timeline | None:
        """The timeline of that name, if it is declared."""
        return self._by_name.get(str(name))

    def covering(self, original: str, moment: datetime, asked: str = "") -> list[tuple[Timeline, int]]:
        """The timelines that a capture belongs to, sorted by id, each with the position of its location.

        Where several locations of one timeline cover the capture, the later-declared one speaks. An
        original that is no address, as strangers' indexes hold them, belongs to none. What a redirect led to
        belongs to the timelines of the original that was `asked` for, too.
        """
        own = self._covering(original, moment)
        led = self._covering(asked, moment) if asked else {}
        return [found for _, found in sorted((led | own).items())]

    def standing_at(self, originals: Iterable[str]) -> list[Timeline]:
        """The timelines that stand or stood at any of these originals, whenever that was, in their order."""
        keys = {original_key(one) for one in originals}
        return [one for one in self.timelines if any(place.key in keys for place in one.locations)]

    def _covering(self, original: str, moment: datetime) -> dict[TimelineId, tuple[Timeline, int]]:
        try:
            key = original_key(original)
        except ValueError:
            return {}
        found: dict[TimelineId, tuple[Timeline, int]] = {}
        for timeline, position in self._by_key.get(key, ()):
            if timeline.locations[position].covers(original, moment):
                found[timeline.id] = (timeline, position)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Timeline]:
        return {str(timeline.id): timeline for timeline in self.timelines}

    @cached_property
    def _by_key(self) -> Mapping[OriginalKey, list[tuple[Timeline, int]]]:
        by_key: dict[OriginalKey, list[tuple[Timeline, int]]] = {}
        for timeline in self.timelines:
            for position, place in enumerate(timeline.locations):
                by_key.setdefault(place.key, []).append((timeline, position))
        return by_key


def load(folder: Path, *, check_selector: CheckSelector | None = None) -> Catalog:
    """The declarations in `folder/*.toml`, one file per organisation; never fails for what stands in them."""
    if not folder.is_dir():
        return Catalog(policies=(), problems=(_folder_fault(folder),))
    paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    found = [load_file(path, check_selector) for path in paths]
    policies = tuple(policy for declared, _ in found for policy in declared)
    return Catalog(policies=policies, problems=tuple(problem for _, faults in found for problem in faults))


def load_file(path: Path, check_selector: CheckSelector | None = None) -> Found:
    """What one file declares, or its problems."""
    try:
        text = file_text(path)
    except (OSError, ValueError) as error:
        fault = Problem(file=str(path), key="", found=f"no text ({error})", expected="a declaration in TOML and UTF-8")
        return (), (fault,)
    return read(text, file=str(path), organisation=path.stem, check_selector=check_selector)


def file_text(path: Path) -> str:
    """A declaration as it stands, line ends included. Raises OSError; ValueError for one that is no text."""
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"more than {_LARGEST} bytes")
    return path.read_bytes().decode("utf-8")


def _folder_fault(folder: Path) -> Problem:
    expected = "a folder with one file per organisation, such as acme.toml"
    return Problem(file=str(folder), key="", found="no folder", expected=expected)
