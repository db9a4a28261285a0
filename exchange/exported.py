"""In which forms does an installation go out, and how is such a thing known and taken in again?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from exchange import git, jsonl, markdown
from exchange.choosing import Choice
from exchange.columns import UnreadableFileError
from exchange.folders import manifest_of
from exchange.taking import TakenBack
from exchange.telling import Show
from model import Timeline
from store import Store


class Form(StrEnum):
    """What is written."""

    JSONL = "jsonl"  # a folder of JSON lines: everything
    PARQUET = "parquet"  # a folder of tables: everything
    WARC = "warc"  # a file of captures, with all other facts
    GIT = "git"  # a bare repository: the texts
    MARKDOWN = "markdown"  # a folder: the texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """How much was written, and of what: lines, rows, captures or versions; `note` says what a user should know."""

    count: int
    what: str
    note: str = ""


def write_export(
    store: Store, form: Form, to: Path, choice: Choice, show: Show, step: Callable[[], None] = lambda: None
) -> Wrote:
    """Writes what is chosen. `show` gives the text of a version, `step` is called for each thing written.

    Raises NotOursError when something else lies there, OSError when it cannot be written.
    """
    match form:
        case Form.JSONL:
            return Wrote(count=jsonl.write_lines(store, to, choice, step), what="line")
        case Form.PARQUET:
            from exchange import parquets  # takes long to load

            return Wrote(count=parquets.write_tables(store, to, choice, step), what="row")
        case Form.WARC:
            from exchange import warc  # takes long to load

            return Wrote(count=warc.write_warc(store, to, choice, step), what="capture")
        case Form.GIT:
            done = git.write_git(store, to, choice, show, step)
            note = "histories were read anew since, so all was written anew" if done.anew else f"{done.new} of them new"
            return Wrote(count=done.commits, what="version", note=note)
        case Form.MARKDOWN:
            return Wrote(count=markdown.write_markdown(store, to, choice, show, step), what="version")


def form_of(path: Path) -> Form | None:
    """Which form an export of ours has; None where it is none. Raises UnreadableFileError when it is a damaged one."""
    if path.is_dir():
        said = manifest_of(path)
        return Form(said.form) if said and said.form in set(Form) else None
    if path.name.endswith(".warc.gz") and path.is_file():
        from exchange import warc

        return Form.WARC if warc.is_ours(path) else None
    return None


def read_export(store: Store, path: Path, stopped: Callable[[], bool] = lambda: False) -> TakenBack:
    """Takes the facts of an export in. Raises UnreadableFileError when it is none, OSError when it cannot be read."""
    match form_of(path):
        case Form.JSONL:
            return jsonl.read_lines(store, path, stopped)
        case Form.PARQUET:
            from exchange import parquets

            return parquets.read_tables(store, path, stopped)
        case Form.WARC:
            from exchange import warc

            return warc.read_warc(store, path, stopped)
        case Form.GIT:
            return git.read_git(store, path, stopped)
        case Form.MARKDOWN:
            return markdown.read_markdown(store, path, stopped)
        case None:
            raise UnreadableFileError(f"{path} is no export of clausewatch")


def timelines_told(path: Path) -> list[Timeline]:
    """What has to be declared for texts alone to be read; of other forms nothing, since declarations go along."""
    match form_of(path):
        case Form.GIT:
            return git.timelines_in(path)
        case Form.MARKDOWN:
            return markdown.timelines_in(path)
        case _:
            return []
