"""What did a git repository record, commit by commit, and which bytes?

Read through git itself, never checked out. The repository is a stranger's: nothing of its configuration, hooks or
remotes is used, nothing is fetched, its addresses and names are never parts of a command.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

_LONGEST_TOKEN = 1_000_000  # bytes of a message or a path
_STEP = 65_536
_GONE = re.compile(r"0+")
_CHANGE = re.compile(rb"\n?:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*")
_COMMIT = re.compile(rb"\x01([0-9a-f]{40,64})")
_FILE = "100"  # how the modes of plain files begin; the others are links, folders, other repositories
_SAFE = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"),
    *("-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true"),
    *("-c", "gc.auto=0", "-c", "diff.external=", "-c", "log.mailmap=false"),
)


class GitError(ValueError):
    """A repository that git cannot read, or that holds what no repository should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """What a commit did to one file: `after` is the bytes' name in git, "" where the file was removed or is none."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit. `moment` is that of its author; None where it names no instant that can be."""

    sha: str
    moment: datetime | None
    message: str
    changes: tuple[FileChange, ...]


class Repository:
    """A repository at a folder: its working tree's, or a bare one."""

    def __init__(self, folder: Path) -> None:
        inside = folder / ".git"
        self._git_dir = (inside if inside.exists() else folder).absolute()
        if not inside.exists() and not ((folder / "objects").is_dir() and (folder / "HEAD").is_file()):
            raise GitError(f"{folder}: no git repository, expected a clone, or a bare one")

    def count(self) -> int:
        """How many commits lead to the one that is checked out. Raises GitError."""
        done = subprocess.run(
            self._command("rev-list", "--count", "HEAD", "--"), capture_output=True, env=_environment(), check=False
        )
        if done.returncode:
            raise GitError(f"{self._git_dir}: {_said(done.stderr)}")
        return int(done.stdout)

    def commits(self) -> Iterator[Commit]:
        """Every commit that leads to the one that is checked out, the latest first. Raises GitError."""
        form = "--format=%x01%H%x00%at%x00%B%x00"
        given = ("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--no-ext-diff", form)
        with tempfile.TemporaryFile() as said, self._running(*given, "HEAD", "--", said=said) as git:
            if git.stdout is None:
                raise AssertionError("asked for a pipe")
            yield from _commits(_tokens(git.stdout))
            if git.wait():
                said.seek(0)
                raise GitError(f"{self._git_dir}: {_said(said.read(_STEP))}")

    @contextmanager
    def blobs(self) -> Iterator[Blobs]:
        """Reads bytes by their names, as long as it is open."""
        with self._running("cat-file", "--batch") as git:
            yield Blobs(git)

    def _command(self, *arguments: str) -> Sequence[str]:
        return ("git", f"--git-dir={self._git_dir}", "--no-pager", *_SAFE, *arguments)

    @contextmanager
    def _running(self, *arguments: str, said: IO[bytes] | None = None) -> Iterator[subprocess.Popen[bytes]]:
        git = subprocess.Popen(
            self._command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said or subprocess.DEVNULL,
            env=_environment(),
        )
        try:
            yield git
        finally:
            git.kill()
            git.communicate()


class Blobs:
    """Bytes by their names in git."""

    def __init__(self, git: subprocess.Popen[bytes]) -> None:
        if git.stdin is None or git.stdout is None:
            raise AssertionError("asked for pipes")
        self._ask, self._answer = git.stdin, git.stdout

    def read(self, name: str, limit: int) -> bytes | int | None:
        """The bytes; how many there are, where these are more than the limit; None where the repository lacks them."""
        if not re.fullmatch(r"[0-9a-f]{40,64}", name):
            raise ValueError(f"{name[:80]!r} is no name of a blob")
        self._ask.write(name.encode() + b"\n")
        self._ask.flush()
        head = self._answer.readline(200).split()
        if len(head) != 3 or head[1] != b"blob":
            if head[1:] == [b"missing"]:
                return None
            raise GitError(f"{name}: git answers {b' '.join(head)[:80]!r}, expected a blob")
        size = int(head[2])
        if size > limit:
            self._skip(size + 1)
            return size
        body = self._answer.read(size)
        self._skip(1)
        if len(body) != size:
            raise GitError(f"{name}: {len(body)} of {size} bytes came")
        return body

    def _skip(self, size: int) -> None:
        while size > 0:
            step = self._answer.read(min(size, _STEP))
            if not step:
                raise GitError("git ended before it had answered")
            size -= len(step)


def _environment() -> dict[str, str]:
    """What git needs of ours, and that nothing but its arguments says what it does."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TMPDIR")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }


def _said(stderr: bytes) -> str:
    return " ".join(stderr.decode("utf-8", "replace").split())[:300] or "git failed and did not say why"


def _tokens(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while step := stream.read(_STEP):
        *whole, rest = (rest + step).split(b"\0")
        yield from whole
        if len(rest) > _LONGEST_TOKEN:
            raise GitError(f"a message or a name of more than {_LONGEST_TOKEN:,} bytes")
    if rest:
        yield rest


def _commits(tokens: Iterator[bytes]) -> Iterator[Commit]:
    """What `-z` gives: name, time, message, an empty one; then for each file the change and its path."""
    token = next(tokens, None)
    while token is not None:
        named = _COMMIT.fullmatch(token)
        if not named:
            raise GitError(f"git log gives {token[:80]!r}, expected a commit")
        at, message = next(tokens, b""), next(tokens, b"")
        next(tokens, None)
        changes: list[FileChange] = []
        while (token := next(tokens, None)) and (change := _CHANGE.fullmatch(token)):
            changes.append(_change(change, next(tokens, b"")))
        yield Commit(
            sha=named[1].decode(),
            moment=_moment(at),
            message=message.decode("utf-8", "replace"),
            changes=tuple(changes),
        )


def _change(match: re.Match[bytes], path: bytes) -> FileChange:
    modes = [match[number].decode() for number in (1, 2)]
    names = [match[number].decode() for number in (3, 4)]
    before, after = (
        name if mode.startswith(_FILE) and not _GONE.fullmatch(name) else ""
        for mode, name in zip(modes, names, strict=True)
    )
    return FileChange(path=path.decode("utf-8", "replace"), before=before, after=after)


def _moment(at: bytes) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(at), UTC)
    except (ValueError, OverflowError, OSError):
        return None
