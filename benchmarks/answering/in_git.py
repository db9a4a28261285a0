"""What does git answer about the same histories, one commit for each version and one file for each timeline?"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import IO

from model import History, TimelineId


class Git:
    """A bare repository whose commits stand in order of time, with a commit graph that knows changed paths."""

    def __init__(self, folder: Path, histories: Iterable[History]) -> None:
        self._folder = folder
        self.commits = 0
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
        with subprocess.Popen(self._command("fast-import", "--quiet"), stdin=subprocess.PIPE) as running:
            assert running.stdin
            self._import(running.stdin, histories)
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, running.args)
        self._run("repack", "-adq")
        self._run("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")

    def standing(self, timeline: TimelineId, at: datetime) -> str:
        """The commit that stood at an instant, empty before the first."""
        return self._run("log", "-1", f"--until={at.isoformat()}", "--format=%H", "main", "--", _path(timeline)).strip()

    def text(self, timeline: TimelineId, at: datetime) -> str:
        return self._run("show", f"{self.standing(timeline, at)}:{_path(timeline)}")

    def blame(self, timeline: TimelineId) -> str:
        """Of each line of the latest text, in which commit it came."""
        return self._run("blame", "-s", "main", "--", _path(timeline))

    def timeline(self, timeline: TimelineId) -> list[str]:
        return self._run("log", "--format=%H %ct", "main", "--", _path(timeline)).splitlines()

    def first(self, phrase: str) -> str:
        """The commit in which a phrase was said first."""
        found = self._run("log", f"-S{phrase}", "--reverse", "--format=%H", "main").splitlines()
        return found[0] if found else ""

    # -- inside

    def _import(self, out: IO[bytes], histories: Iterable[History]) -> None:
        moments: list[tuple[datetime, str, int]] = []
        mark = 0
        for history in histories:
            for version, text in zip(history.versions, history.texts, strict=True):
                mark += 1
                body = "".join(f"{clause.text}\n" for clause in text.clauses).encode()
                out.write(b"blob\nmark :%d\ndata %d\n%b\n" % (mark, len(body), body))
                moments.append((version.first_seen, _path(history.timeline), mark))
        for at, path, blob in sorted(moments):
            header = f"commit refs/heads/main\ncommitter a <a@acme.example> {int(at.timestamp())} +0000\ndata 1\nx\n"
            out.write(f"{header}M 100644 :{blob} {path}\n".encode())
        self.commits = mark

    def _run(self, *arguments: str) -> str:
        return subprocess.run(self._command(*arguments), check=True, capture_output=True, text=True).stdout

    def _command(self, *arguments: str) -> list[str]:
        return ["git", "-C", str(self._folder), *arguments]


def _path(timeline: TimelineId) -> str:
    return f"{timeline.organisation}/{timeline.kind}.txt"
