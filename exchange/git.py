"""How do versions become a git repository, one commit each, and such a repository facts again?

A bare repository with a file for each timeline. A commit is dated by the first capture of its version and says in
trailers where that comes from. Equal histories make equal commits, so one that grew at its end is added to; one that
was read anew is written anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from exchange.choosing import Choice
from exchange.columns import UnreadableFileError
from exchange.folders import folder_made, manifest_of, write_manifest
from exchange.taking import Given, TakenBack, take_back
from exchange.telling import LARGEST, Head, Places, Show, Told, facts_in, head_of, moment_text, path_of, told
from model import Digest, Timeline, TimelineId, sha256
from store import Store

FORM = "git"
_BRANCH = "refs/heads/main"
_COMMITTER = "clausewatch <clausewatch@localhost>"
_KEYS, _LAST = "clausewatch-versions", "clausewatch-last-seen"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_LINE = 1_000


class GitError(OSError):
    """git is not there, or did not do what it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """How many commits there are, how many of them are new, and whether all were made anew."""

    commits: int
    new: int
    anew: bool


def write_git(store: Store, to: Path, choice: Choice, show: Show, step: Callable[[], None] = lambda: None) -> Committed:
    """Writes a bare repository, or adds to the one there. `step` is called for each version.

    Raises NotOursError when something else lies there, GitError when git fails.
    """
    versions = told(store, choice)
    writing = _Writing(store, show, step)
    known = _known(to)
    keys = [_key(head_of(store, one)) for one in versions[: len(known)]]
    if known and keys == known:
        head = _head(to)
        new = writing.commit(to, versions, len(known), head)
        return Committed(commits=len(versions), new=new, anew=False)
    with folder_made(to, FORM) as folder:
        _run(folder, "init", "--quiet", "--bare", "--initial-branch=main", ".")
        shutil.rmtree(folder / "hooks", ignore_errors=True)  # samples
        writing.commit(folder, versions, 0, "")
    return Committed(commits=len(versions), new=len(versions), anew=bool(known))


def read_git(store: Store, repository: Path, stopped: Callable[[], bool] = lambda: False) -> TakenBack:
    """Takes the texts of such a repository in. Raises UnreadableFileError when it is none, GitError when git fails."""
    with _Objects(repository) as objects:
        reading = _Reading(repository, objects)
        return take_back(store, reading.given(), reading.body, stopped)


def timelines_in(repository: Path) -> list[Timeline]:
    """What has to be declared for the texts of such a repository to be read. Raises as `read_git` does."""
    places = Places()
    with _Objects(repository) as objects:
        for _, head in _Reading(repository, objects).heads():
            places.note(head)
    return places.timelines()


# ---------------------------------------------------------------- out


class _Writing:
    def __init__(self, store: Store, show: Show, step: Callable[[], None]) -> None:
        self._store, self._show, self._step = store, show, step

    def commit(self, folder: Path, versions: Sequence[Told], done: int, head: str) -> int:
        """Adds the versions behind those that are done, and says how many they were."""
        new = versions[done:]
        keys = []
        if new:
            with _FastImport(folder) as stream:
                for one in new:
                    keys.append(self._commit(stream, one, head))
                    head = ""
                    self._step()
                stream.write(b"done\n")
        with (folder / _KEYS).open("a" if done else "w", encoding="ascii") as file:
            file.writelines(f"{key}\n" for key in keys)
        last = {path_of(one.timeline): moment_text(one.version.last_seen) for one in versions}
        lines = [f"{path} {moment}\n" for path, moment in sorted(last.items())]
        (folder / _LAST).write_text("".join(lines), encoding="ascii")
        write_manifest(folder, FORM, {"commits": len(versions), _head(folder): len(versions)})
        return len(new)

    def _commit(self, stream: IO[bytes], one: Told, head: str) -> str:
        told_of = head_of(self._store, one)
        message = _message(told_of).encode()
        text = self._show(one.timeline, one.version.number).encode()
        seconds = max(0, (one.version.first_seen - _EPOCH) // (datetime.resolution * 1_000_000))
        lines = [f"commit {_BRANCH}", f"committer {_COMMITTER} {seconds} +0000", f"data {len(message)}"]
        stream.write("\n".join([*lines, ""]).encode() + message + b"\n")
        if head:
            stream.write(f"from {head}\n".encode())
        stream.write(f"M 100644 inline {path_of(one.timeline)}.md\ndata {len(text)}\n".encode() + text + b"\n")
        return _key(told_of)


def _message(head: Head) -> str:
    number, day = head["Version"], head["First-Seen"][:10]
    weight = f" ({head['Severity']})" if head.get("Severity") else ""
    trailers = "".join(f"{name}: {value}\n" for name, value in head.items() if value)
    return f"{head['Timeline']}: version {number}, first seen {day}{weight}\n\n{trailers}"


def _key(head: Head) -> str:
    """By what a commit is known to be the one that would be made now."""
    return sha256(_message(head))


def _known(to: Path) -> list[str]:
    """The keys of the commits that are there; none, if they are not what was written."""
    said = manifest_of(to) if to.is_dir() else None
    if said is None or said.form != FORM:
        return []
    path = to / _KEYS
    keys = path.read_text(encoding="ascii", errors="replace").split("\n")[:-1] if path.is_file() else []
    return keys if said.rows.get(_head(to)) == len(keys) else []


def _head(folder: Path) -> str:
    return _run(folder, "rev-parse", "--quiet", "--verify", _BRANCH, may_fail=True).strip()


class _FastImport:
    """git's own way in for many commits; as a context it ends when all are there."""

    def __init__(self, folder: Path) -> None:
        self._process = _started(folder, "fast-import", "--quiet", "--done", "--date-format=raw")

    def __enter__(self) -> IO[bytes]:
        return _pipe(self._process.stdin)

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is not None:
            self._process.kill()
        said = self._process.communicate()[1]
        if kind is None and self._process.returncode:
            raise GitError(f"git fast-import: {said.decode('utf-8', 'replace')[:300]}")


# ---------------------------------------------------------------- in


class _Objects:
    """What a repository holds, by name, from one process."""

    def __init__(self, repository: Path) -> None:
        said = manifest_of(repository)
        if said is None or said.form != FORM:
            raise UnreadableFileError(f"{repository}: no export as {FORM}")
        self._process = _started(repository, "cat-file", "--batch")

    def read(self, name: str) -> bytes | None:
        """The content of an object; None where it is not there, or too large."""
        ask, answer = _pipe(self._process.stdin), _pipe(self._process.stdout)
        ask.write(name.encode() + b"\n")
        ask.flush()
        said = answer.readline(_LONGEST_LINE).split()
        if len(said) != 3 or not said[2].isdigit():
            return None
        left, content = int(said[2]), b""
        if left <= LARGEST:
            content, left = answer.read(left), 0
        while left > 0 and (passed := answer.read(min(left, 1 << 20))):
            left -= len(passed)
        answer.read(1)
        return content or None

    def __enter__(self) -> _Objects:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


class _Reading:
    def __init__(self, repository: Path, objects: _Objects) -> None:
        self._repository, self._objects = repository, objects
        self._last = b""

    def body(self, digest: Digest) -> bytes | None:
        return self._last if sha256(self._last) == digest else None

    def heads(self) -> Iterator[tuple[str, Head]]:
        """Every commit with what it tells, the first one first."""
        for commit in _run(self._repository, "rev-list", "--reverse", _BRANCH, may_fail=True).split():
            content = (self._objects.read(commit) or b"").decode("utf-8", "replace")
            lines = (line.partition(": ") for line in content.partition("\n\n")[2].split("\n"))
            yield commit, {name: value for name, mark, value in lines if mark}

    def given(self) -> Iterator[Given]:
        ends = self._ends()
        for commit, head in self.heads():
            where = f"{self._repository}, commit {commit}"
            try:
                path = path_of(TimelineId.parse(head["Timeline"]))
            except (KeyError, ValueError) as error:
                yield Given(where=where, wrong=f"does not tell what it is a text of: {error}")
                continue
            self._last = self._objects.read(f"{commit}:{path}.md") or b""
            yield from facts_in(where, head | {"Last-Seen": ends.get(commit, head.get("First-Seen", ""))}, self._last)

    def _ends(self) -> dict[str, str]:
        """When each version was seen last: the next one says it of the one before, a file of those that stand."""
        latest: dict[str, str] = {}
        ends: dict[str, str] = {}
        for commit, head in self.heads():
            path = head.get("Timeline", "")
            after = head.get("Changed", "").removeprefix("after ").partition(",")[0]
            if path in latest and after.endswith("Z"):
                ends[latest[path]] = after
            latest[path] = commit
        last = self._repository / _LAST
        lines = last.read_text(encoding="ascii", errors="replace").split("\n") if last.is_file() else []
        stand = dict(line.split(" ", 1) for line in lines if " " in line)
        for name, commit in latest.items():
            if moment := stand.get(name.replace(".md", "%2Emd")):
                ends[commit] = moment
        return ends


# ---------------------------------------------------------------- git


def _environment() -> dict[str, str]:
    """Without the user's settings and the network: the same everywhere, and harmless in a stranger's repository."""
    own = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_ALLOW_PROTOCOL": "", "LC_ALL": "C"}
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | own | _NO_FETCH


_NO_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            ["git", *_WHERE, *arguments], cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, env=_environment()
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed; it is needed to write and read repositories") from error


_WHERE = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise GitError("git was started without a pipe")
    return stream


def _run(folder: Path, *arguments: str, may_fail: bool = False) -> str:
    process = _started(folder, *arguments)
    out, said = process.communicate()
    if process.returncode and not may_fail:
        raise GitError(f"git {arguments[0]}: {said.decode('utf-8', 'replace')[:300]}")
    return out.decode("utf-8", "replace")
