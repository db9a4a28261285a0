"""How do declarations go along with facts, so that what follows from them follows elsewhere, too?"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from catalog import load

FOLDER = "policies"
"""Where they lie in a folder that goes out."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*\.toml")
_LARGEST = 2_000_000


def keep_policies(folder: Path, files: Iterable[Path]) -> None:
    """Copies files of declarations into a folder that goes out."""
    for file in files:
        (folder / FOLDER).mkdir(exist_ok=True)
        shutil.copyfile(file, folder / FOLDER / file.name)


def take_policies(folder: Path, home: Path) -> tuple[list[Path], list[str]]:
    """Copies what an export declares to the declarations of a home: which files, and why others were left.

    An organisation that is declared there already stays as it is.
    """
    offered = folder / FOLDER
    if not offered.is_dir():
        return [], []
    problems = load(offered).problems
    if problems:
        return [], [str(problem) for problem in problems]
    taken: list[Path] = []
    left: list[str] = []
    home.mkdir(parents=True, exist_ok=True)
    for file in sorted(offered.iterdir()):
        own = home / file.name
        if why := _unfit(file, own):
            left.append(f"{file}: {why}")
        elif not own.exists():
            shutil.copyfile(file, own)
            taken.append(own)
    return taken, left


def _unfit(file: Path, own: Path) -> str:
    if not _NAME.fullmatch(file.name) or file.is_symlink() or not file.is_file():
        return "no file of declarations, expected such as acme.toml"
    if file.stat().st_size > _LARGEST:
        return f"{file.stat().st_size:,} bytes, expected {_LARGEST:,} at most"
    if own.exists() and own.read_bytes() != file.read_bytes():
        return f"{own} declares otherwise, and was left as it stands"
    return ""
