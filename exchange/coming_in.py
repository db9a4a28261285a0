"""What is it that is to be taken in, and which captures are in it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

from catalog import Catalog, Wish
from exchange.arrivals import Arrival, Left
from exchange.columns import UnreadableFileError
from exchange.git_log import GitError, Repository
from exchange.ota_dataset import DatasetError, dataset, is_dataset, records_in
from exchange.ota_declarations import is_declarations
from exchange.ota_following import wishes_for
from exchange.ota_records import FORMS, Record, Renames, records_of
from exchange.ota_repository import versions_and_snapshots
from exchange.princeton import corpus_texts, is_corpus

_LOOKED_AT = 200  # commits by which a repository's kind is told
WARCS = (".warc", ".warc.gz", ".warc.xz")
"""How names of WARC files end."""

Found = Iterator[tuple[str, list[Arrival | Left]]]


class Layout(StrEnum):
    """What a file or a folder is."""

    TEXT = "a text"
    WARC = "a WARC file"
    WARCS = "a folder of WARC files"
    DECLARATIONS = "declarations of Open Terms Archive"
    RECORDS = "snapshots or versions of Open Terms Archive"
    DATASET = "a dataset of Open Terms Archive"
    CORPUS = "texts in the layout of the Princeton-Leuven corpus"


def layout_of(path: Path) -> Layout:
    """By its name and layout. Raises UnreadableFileError for a folder that has none of the layouts."""
    if not path.is_dir():
        return Layout.WARC if path.name.endswith(WARCS) else Layout.DATASET if is_dataset(path) else Layout.TEXT
    if is_declarations(path):
        return Layout.DECLARATIONS
    with suppress(GitError):
        return _layout_of_repository(Repository(path))
    if any(True for _ in warcs_in(path)):
        return Layout.WARCS
    if is_corpus(path):
        return Layout.CORPUS
    raise UnreadableFileError(
        f"{path}: nothing in it can be taken in; expected a clone of an Open Terms Archive repository (declarations,"
        " snapshots or versions), WARC files, or texts in the layout of the Princeton-Leuven corpus"
    )


def _layout_of_repository(repository: Repository) -> Layout:
    """Both have one commit a text: that corpus's stand deep in folders, the others' right below that of a service."""
    paths = [change.path for commit in islice(repository.commits(), _LOOKED_AT) for change in commit.changes]
    records = sum(path.count("/") == 1 and path.endswith(tuple(FORMS)) for path in paths)
    return Layout.RECORDS if records or not paths else Layout.CORPUS


def warcs_in(folder: Path) -> Iterator[Path]:
    """WARC files anywhere in a folder, in order of their names; links are not followed."""
    yield from (path for path in sorted(folder.rglob("*")) if path.name.endswith(WARCS) and path.is_file())


def arrivals(path: Path, layout: Layout, catalog: Catalog, taken_at: datetime) -> Found:
    """For every commit or file what became of what is in it. Raises UnreadableFileError, OSError."""
    try:
        match layout:
            case Layout.RECORDS:
                yield from versions_and_snapshots(Repository(path), catalog, taken_at)
            case Layout.DATASET:
                yield from dataset(path, catalog, taken_at)
            case Layout.CORPUS:
                yield from corpus_texts(path, taken_at)
            case _:
                raise ValueError(f"{path} is {layout}, which has no records")
    except (GitError, DatasetError) as error:
        raise UnreadableFileError(str(error)) from error


def count_of(path: Path, layout: Layout) -> int | None:
    """How many commits there are to go through; None where nobody knows before. Raises UnreadableFileError."""
    try:
        return Repository(path).count() if layout is Layout.RECORDS else None
    except GitError as error:
        raise UnreadableFileError(str(error)) from error


def wanted_by(path: Path, layout: Layout, catalog: Catalog, taken_at: datetime) -> list[Wish]:
    """What would have to be declared for all of it to come in. Raises UnreadableFileError, OSError."""
    if layout is Layout.CORPUS:
        return [Wish(original=one) for one in _originals(arrivals(path, layout, catalog, taken_at), catalog)]
    return list(wishes_for(_records(path, layout), catalog))


def _originals(found: Found, catalog: Catalog) -> Iterable[str]:
    captures = (one.capture for _, several in found for one in several if isinstance(one, Arrival))
    return dict.fromkeys(one.original for one in captures if not catalog.covering(one.original, one.timestamp))


def _records(path: Path, layout: Layout) -> Iterator[Record]:
    try:
        if layout is Layout.RECORDS:
            renames = Renames()
            found = (one for commit in Repository(path).commits() for one in records_of(commit, renames))
            yield from (one for one in found if isinstance(one, Record))
        else:
            yield from (one for one in records_in(path) if isinstance(one, Record))
    except (GitError, DatasetError) as error:
        raise UnreadableFileError(str(error)) from error
