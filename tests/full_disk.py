"""What is a disk that fills up? A small one of memory, and a file that takes what is free there."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(folder, megabytes, options=""):
    """Mounts it there while it lasts; skips the test where nobody may mount."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={int(megabytes * 1024)}k{options}", "tmpfs", str(folder)]
    mount = shutil.which("mount")
    done = subprocess.run(command, capture_output=True, text=True) if mount else None
    if done is None or done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr if done else 'there is no mount'}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(folder, leave):
    """Takes all that is free but for so many kilobytes; the file that takes it."""
    free = shutil.disk_usage(folder).free - leave * 1024
    filler = folder / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free, 1))
    return filler
