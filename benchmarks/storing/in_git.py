"""What does git take for the same captures, one commit each, after a thorough repack?"""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.storing.lines import Line, Shot

_REPACK = ("repack", "-adf", "--window=250", "--depth=50", "-q")


class Git:
    """A bare repository in a folder of its own."""

    def __init__(self, folder: Path, lines: Sequence[Line]) -> None:
        self._folder = folder
        subprocess.run(["git", "init", "-q", "--bare", str(folder)], check=True)
        self._import(sorted((shot for line in lines for shot in line), key=lambda shot: shot.moment))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(self._command(*_REPACK), check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        """Of processor time, that the repack took."""

    @property
    def size(self) -> int:
        """Bytes of pack and index."""
        packs = self._folder / "objects" / "pack"
        return sum(path.stat().st_size for path in packs.iterdir() if path.suffix in (".pack", ".idx"))

    def read(self, times: int, seed: int) -> float:
        """Median milliseconds of so many blobs at random, from one process that has given each of them before."""
        names = self._blobs()
        with subprocess.Popen(
            self._command("cat-file", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as running:
            for name in names:
                _ask(running, name)
            took = [_ask(running, name) for name in Random(seed).choices(names, k=times)]
            running.communicate()
        return median(took) * 1_000

    def _blobs(self) -> list[str]:
        listed = self._command("cat-file", "--batch-all-objects", "--batch-check")
        rows = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.splitlines()
        return [row.split()[0] for row in rows if row.split()[1] == "blob"]

    def _import(self, shots: Iterable[Shot]) -> None:
        """A file for each timeline, in folders as Open Terms Archive has them."""
        with subprocess.Popen(self._command("fast-import", "--quiet"), stdin=subprocess.PIPE) as running:
            assert running.stdin
            for number, shot in enumerate(shots, start=1_000_000_000):
                header = f"commit refs/heads/main\ncommitter a <a@acme.example> {number} +0000\ndata 1\nx\n"
                name = shot.name.replace('"', "").replace("\n", " ")
                file = f'M 100644 inline "{name}.html"\ndata {len(shot.body)}\n'
                running.stdin.write((header + file).encode() + shot.body + b"\n")

    def _command(self, *arguments: str) -> list[str]:
        return ["git", "-C", str(self._folder), *arguments]


def _ask(running: subprocess.Popen[bytes], name: str) -> float:
    """Seconds until it is here whole."""
    assert running.stdin
    assert running.stdout
    begun = perf_counter()
    running.stdin.write(f"{name}\n".encode())
    running.stdin.flush()
    length = int(running.stdout.readline().split()[2])
    running.stdout.read(length + 1)
    return perf_counter() - begun
