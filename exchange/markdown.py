"""How do versions become a folder of Markdown files, each saying where it comes from, and such a folder facts again?

`organisation/kind[/document][~edition]/<first seen>.md`. The header is YAML, each of its values a quoted text.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from exchange.choosing import Choice
from exchange.columns import UnreadableFileError
from exchange.folders import MANIFEST, folder_made, manifest_of, write_manifest
from exchange.taking import Given, TakenBack, take_back
from exchange.telling import LARGEST, Head, Places, Show, facts_in, head_of, moment_text, path_of, told
from model import Digest, Timeline, sha256, timestamp14
from store import Store

FORM = "markdown"
_LINE = re.compile(r'([A-Z][A-Za-z-]{0,30}): (".*")')


def write_markdown(store: Store, to: Path, choice: Choice, show: Show, step: Callable[[], None] = lambda: None) -> int:
    """Writes a folder and says how many versions it has. `step` is called for each of them.

    Raises NotOursError when something else lies there.
    """
    with folder_made(to, FORM) as folder:
        versions = told(store, choice)
        for one in versions:
            path = _free(folder / path_of(one.timeline) / f"{timestamp14(one.version.first_seen)}.md")
            path.parent.mkdir(parents=True, exist_ok=True)
            head = head_of(store, one) | {"Last-Seen": moment_text(one.version.last_seen)}
            path.write_bytes(_with_head(head, show(one.timeline, one.version.number)))
            step()
        write_manifest(folder, FORM, {"versions": len(versions)})
    return len(versions)


def read_markdown(store: Store, folder: Path, stopped: Callable[[], bool] = lambda: False) -> TakenBack:
    """Takes the texts of such a folder in. Raises UnreadableFileError when it is none."""
    reading = _Reading(folder)
    return take_back(store, reading.given(), reading.body, stopped)


def timelines_in(folder: Path) -> list[Timeline]:
    """What has to be declared for the texts of such a folder to be read. Raises UnreadableFileError when it is none."""
    places = Places()
    for _, content in _Reading(folder).files():
        places.note(_parted(content)[0])
    return places.timelines()


class _Reading:
    def __init__(self, folder: Path) -> None:
        said = manifest_of(folder)
        if said is None or said.form != FORM:
            raise UnreadableFileError(f"{folder}: no export as {FORM}: expected {MANIFEST} that says so")
        self._folder, self._count = folder, said.rows.get("versions", 0)
        self._last = b""

    def body(self, digest: Digest) -> bytes | None:
        return self._last if sha256(self._last) == digest else None

    def given(self) -> Iterator[Given]:
        count = 0
        for path, content in self.files():
            count += 1
            head, self._last = _parted(content)
            yield from facts_in(str(path), head, self._last)
        if count != self._count:
            yield Given(where=str(self._folder), wrong=f"{count} texts, {MANIFEST} tells of {self._count}")

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """All texts, in the order of their names. No link is followed: it could lead anywhere."""
        for base, folders, names in os.walk(self._folder):
            folders.sort()
            for name in sorted(names):
                path = Path(base) / name
                if path.suffix == ".md" and path.is_file() and not path.is_symlink():
                    with path.open("rb") as file:
                        yield path, file.read(LARGEST)


def _free(path: Path) -> Path:
    """The place of a text: two can have been seen first in one second."""
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.name.partition('.')[0].partition('-')[0]}-{number}.md")
    return path


def _with_head(head: Head, text: str) -> bytes:
    lines = [f"{name}: {json.dumps(value)}" for name, value in head.items()]
    return "\n".join(["---", *lines, "---", "", text]).encode()


def _parted(content: bytes) -> tuple[Head, bytes]:
    """The header, and the text behind it. What is no header is told as an empty one."""
    begin, _, rest = content.partition(b"---\n")
    head, mark, text = rest.partition(b"\n---\n\n")
    if begin or not mark:
        return {}, content
    found = (_LINE.fullmatch(line) for line in head.decode("utf-8", "replace").split("\n"))
    try:
        return {match[1]: str(json.loads(match[2])) for match in found if match}, text
    except ValueError:
        return {}, text
