"""Is every record of an Open Terms Archive repository accounted for, and is no upgrade of its engine a change?

A seeded writer makes the three repositories of a collection out of histories: with subjects of both forms, commits that
are not in order of time, terms made up of several pages, services that were renamed, and housekeeping.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import IO

from benchmarks.round_tripping.histories import Document, Recorded

COMBINED = 7  # every so many documents are made up of two pages
RENAMED = 11  # and of so many, the service had another name before
SHARED = 13  # the page of so many is that of the document before, too
MOVED = 5  # so many stood elsewhere before
_BOTH = (
    ("Start tracking {}", "First record of {}"),
    ("Update {}", "Record new changes of {}"),
    ("Refilter {}", "Apply technical or declaration upgrade on {}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A file that a commit writes. With `former` it was renamed from there in that commit."""

    path: str
    body: bytes
    moment: datetime
    message: str
    former: str = ""


@dataclass(slots=True)
class Collection:
    """What was written: how many records each repository has, and how many commits that are none."""

    declarations: Path
    versions: Path
    snapshots: Path
    texts: int = 0
    upgrades: int = 0
    pages: int = 0
    aside: int = 0


def write(folder: Path, documents: Sequence[Document], seed: int = 1) -> Collection:
    """Writes the three repositories of a collection into the folder."""
    chance = Random(seed)
    made = Collection(
        declarations=folder / "declarations-of-it", versions=folder / "versions", snapshots=folder / "snapshots"
    )
    _declare(made.declarations, documents)
    texts = _merged([list(_texts(one, n, chance)) for n, one in enumerate(documents)], chance)
    made.texts = sum(len(one.texts) for one in documents)
    made.upgrades = sum(text.technical for one in documents for text in one.texts)
    made.aside = repository(made.versions, texts) - made.texts
    pages = _merged([list(_pages(documents, n)) for n in range(len(documents)) if n % 10 in (0, 1, 6)], chance)
    made.pages = sum(one.path.endswith(".html") for one in pages)
    repository(made.snapshots, pages)
    return made


# ---------------------------------------------------------------- declarations


def _declare(folder: Path, documents: Sequence[Document]) -> None:
    at = folder / "declarations"
    at.mkdir(parents=True)
    services: dict[str, dict[str, object]] = {}
    history: dict[str, dict[str, list[object]]] = {}
    for number, one in enumerate(documents):
        terms = services.setdefault(one.service, {})
        if number % COMBINED == COMBINED - 1:
            pages = [{"fetch": f"{one.address}/first"}, {"fetch": f"{one.address}/second", "select": ".more"}]
            terms[one.type] = {"combine": pages, "select": "main"}
        else:
            address = _address(documents, number)
            terms[one.type] = {"fetch": address, "select": ["main"], "filter": [{"removeQueryParams": ["ref"]}]}
        if number % MOVED == 1:
            until = _middle(one).isoformat()
            former = {"fetch": _address(documents, number, _middle(one)), "select": "body", "validUntil": until}
            history.setdefault(one.service, {})[one.type] = [former]
    for service, terms in services.items():
        (at / f"{service}.json").write_text(json.dumps({"name": service, "terms": terms}), encoding="utf-8")
    for service, kinds in history.items():
        (at / f"{service}.history.json").write_text(json.dumps(kinds), encoding="utf-8")


def _address(documents: Sequence[Document], number: int, moment: datetime | None = None) -> str:
    """Where a document stood then, or stands now."""
    one = documents[number]
    if moment and number % MOVED == 1 and moment <= _middle(one):
        return f"{one.address}/former"
    return documents[number - 1].address if number and number % SHARED == 0 else one.address


def _middle(one: Document) -> datetime:
    return sorted(text.moment for text in one.texts)[len(one.texts) // 2]


# ---------------------------------------------------------------- versions and snapshots


def _texts(one: Document, number: int, chance: Random) -> Iterator[Filed]:
    """The commits of a document, in the order in which they are made: for some that is not the order of time."""
    texts = _disordered(list(one.texts), chance) if number % 3 == 0 else list(one.texts)
    before = f"Former {one.service}" if number % RENAMED == RENAMED - 1 else one.service
    turn = len(texts) // 2 if before != one.service else 0
    for position, text in enumerate(texts):
        service = before if position < turn else one.service
        if position == turn and turn:
            moved = Filed(
                path=f"{one.service}/{one.type}.md",
                former=f"{before}/{one.type}.md",
                body=b"",
                moment=text.moment,
                message=f"Rename {before}",
            )
            yield moved
        yield Filed(
            path=f"{service}/{one.type}.md",
            body=text.text,
            moment=text.moment,
            message=_message(f"{service} {one.type}", position, chance, technical=text.technical),
        )


def _disordered(texts: list[Recorded], chance: Random) -> list[Recorded]:
    """One text is recorded later than its time. Where git would see nothing new, none is."""
    moved = list(texts)
    moved.insert(chance.randrange(len(moved)), moved.pop(chance.randrange(len(moved))))
    alike = any(one.text == after.text for one, after in pairwise(moved))
    return texts if alike else moved


def _message(name: str, position: int, chance: Random, *, technical: bool) -> str:
    newer = chance.random() < 0.5
    subject = _BOTH[2 if technical else min(position, 1)][newer].format(name)
    lines = "\n\nX-engine-version: 9.1.0" if newer else ""
    return (
        f"{subject}\n\nThis version was recorded after extracting from snapshot https://git.example/{position}{lines}\n"
    )


def _pages(documents: Sequence[Document], number: int) -> Iterator[Filed]:
    one = documents[number]
    several = number % COMBINED == COMBINED - 1
    kind = one.type.lower().replace(" ", "-")
    both = [(f" #{kind}-first", "/first"), (f" #{kind}-second", "/second")]
    for position, text in enumerate(text for text in one.texts if not text.technical):
        at_once = several and not (number % MOVED == 1 and text.moment <= _middle(one))
        for name, path in both if at_once else [("", "")]:
            newer = position % 2
            address = f"{one.address}{path}" if path else _address(documents, number, text.moment)
            trailers = f"\n\nX-fetcher: fullDom\nX-source-document-location: {address}\n" if newer else ""
            yield Filed(
                path=f"{one.service}/{one.type}{name}.html",
                body=b"<!doctype html><title>%d</title><main><p>" % position + text.text.replace(b"<", b"&lt;"),
                moment=text.moment,
                message=f"{_BOTH[min(position, 1)][newer].format(one.service)}{trailers}",
            )


def _merged(histories: Sequence[Sequence[Filed]], chance: Random) -> list[Filed]:
    """One after the other as they fall, each in its own order, with what is no record between."""
    turns = [number for number, one in enumerate(histories) for _ in one]
    chance.shuffle(turns)
    left = [iter(one) for one in histories]
    merged = [next(left[number]) for number in turns]
    for position in (0, len(merged) // 2, len(merged)):
        aside = Filed(path="README.md", body=b"%d" % position, moment=merged[0].moment, message="Update README")
        merged.insert(position, aside)
    return merged


def repository(folder: Path, files: Iterable[Filed]) -> int:
    """Writes a commit for each; returns how many."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
    clean = kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": os.devnull}
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", "--", str(folder)], check=True, env=clean)
    git = subprocess.Popen(
        ["git", f"--git-dir={folder / '.git'}", "fast-import", "--quiet"], stdin=subprocess.PIPE, env=clean
    )
    if git.stdin is None:
        raise AssertionError("asked for a pipe")
    written = list(files)
    for one in written:
        _commit(git.stdin, one)
    git.stdin.close()
    if git.wait():
        raise RuntimeError(f"git fast-import failed on {folder}")
    return len(written)


def _commit(stream: IO[bytes], one: Filed) -> None:
    who = f"OTA-Bot <bot@archive.example> {int(one.moment.timestamp())} +0000".encode()
    message = one.message.encode()
    stream.write(b"commit refs/heads/main\nauthor %s\ncommitter %s\ndata %d\n%s\n" % (who, who, len(message), message))
    if one.former:
        stream.write(f"R {_quoted(one.former)} {_quoted(one.path)}\n\n".encode())
    else:
        stream.write(f"M 100644 inline {_quoted(one.path)}\ndata {len(one.body)}\n".encode() + one.body + b"\n\n")


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
