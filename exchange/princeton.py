"""Which captures are the texts of a folder in the layout of the Princeton-Leuven corpus?

Its texts stand in folders by the first letters of their site (`l/li/lin/linux.org.md`), as files or as a git repository
with one commit per text. A text says in its first line what it is a text of; in a repository the commit's
message may say it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from exchange.arrivals import Arrival, Fate, Left
from exchange.git_log import Blobs, Commit, GitError, Repository
from exchange.texts import NoProvenanceError, TextFile, text_file, text_of

_SUFFIXES = (".md", ".txt")
_MIMETYPE = "text/plain"
_MOST_BYTES = 20_000_000


def is_corpus(folder: Path) -> bool:
    """Whether there are texts anywhere in it."""
    return any(True for _ in _files(folder))


def corpus_texts(folder: Path, taken_at: datetime) -> Iterator[tuple[str, list[Arrival | Left]]]:
    """For every text what becomes of it: of a repository each commit's, of a folder each file's. Raises GitError."""
    repository = None
    with suppress(GitError):
        repository = Repository(folder)
    if repository is None:
        for path in _files(folder):
            yield str(path.relative_to(folder)), [_of_file(folder, path, taken_at)]
        return
    with repository.blobs() as blobs:
        for commit in repository.commits():
            yield commit.sha, _of_commit(commit, blobs, taken_at)


def _files(folder: Path) -> Iterator[Path]:
    """In order of their names, those of a folder before those of the folders in it; links are not followed."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at, name) for name in sorted(names) if name.endswith(_SUFFIXES) and not name.startswith("."))


def _of_file(folder: Path, path: Path, taken_at: datetime) -> Arrival | Left:
    source = str(path.relative_to(folder))
    try:
        return _arrival(text_file(path, taken_at), source)
    except NoProvenanceError:
        return Left(source=source, fate=Fate.UNNAMED)
    except OSError as error:
        return Left(source=source, fate=Fate.TOO_LARGE, detail=str(error))


def _of_commit(commit: Commit, blobs: Blobs, taken_at: datetime) -> list[Arrival | Left]:
    changes = [one for one in commit.changes if one.after and one.path.endswith(_SUFFIXES) and "/" in one.path]
    if not changes:
        return [Left(source=commit.sha, fate=Fate.HOUSEKEEPING, detail=commit.message[:80].strip())]
    read = ((one.path, blobs.read(one.after, _MOST_BYTES)) for one in changes)
    return [_of_blob(f"{commit.sha}:{path}", body, commit, taken_at) for path, body in read]


def _of_blob(source: str, body: bytes | int | None, commit: Commit, taken_at: datetime) -> Arrival | Left:
    if not isinstance(body, bytes):
        return Left(source=source, fate=Fate.MISSING if body is None else Fate.TOO_LARGE)
    text = text_of(body, taken_at) or text_of(body, taken_at, said=commit.message)
    return _arrival(text, source) if text else Left(source=source, fate=Fate.UNNAMED)


def _arrival(text: TextFile, source: str) -> Arrival:
    return Arrival(capture=text.capture, holding=text.holding, body=text.body, mimetype=_MIMETYPE, source=source)
