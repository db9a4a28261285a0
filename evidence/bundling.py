"""Which files make a bundle, and what says that they are all there and as they were?

The parts are the evidence: the root is over these. Beside them lie the README, the verifier and maybe a timestamp,
which the manifest lists as well; ROOT.txt has the digest of the manifest, and one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence import verifier
from evidence.canonical import as_line, digest
from evidence.tree import root_of, stood_for
from model import Digest

Content = Callable[[], bytes]
"""Gives the bytes of a file, the same each time; asked twice, so that not all are in memory at once."""

README, VERIFIER, STAMP, MANIFEST, ROOT = "README.txt", "verify.py", "timestamp.tsr", "manifest.json", "ROOT.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    length: int
    sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Evidence with its root; `stood_for` are the bytes that an authority stamps, whose SHA-256 the root is."""

    root: Digest
    stood_for: bytes
    parts: Mapping[str, Content]
    listed: Mapping[str, _Listed]

    def files(self, readme: str, stamp: bytes = b"") -> Iterator[tuple[str, bytes]]:
        """Every file, by path: the evidence first, then what says that it is whole."""
        for path in sorted(self.parts):
            yield path, self.parts[path]()
        beside = {README: readme.encode(), VERIFIER: verifier_source(), **({STAMP: stamp} if stamp else {})}
        manifest = as_line(
            {
                "form": verifier.FORM,
                "root": f"sha256:{self.root}",
                "parts": [_entry(path, self.listed[path]) for path in sorted(self.parts)],
                "beside": [_entry(path, _listed(beside[path])) for path in sorted(beside)],
            }
        )
        yield from beside.items()
        yield MANIFEST, manifest
        yield ROOT, _root_file(self.root, digest(manifest))


def bundle(parts: Mapping[str, Content]) -> Bundle:
    """Reads every part once, for its digest."""
    listed = {path: _listed(content()) for path, content in parts.items()}
    digests = {path: one.sha256 for path, one in listed.items()}
    return Bundle(root=root_of(digests), stood_for=stood_for(digests), parts=parts, listed=listed)


def verifier_source() -> bytes:
    """The program that stands in every bundle."""
    return Path(verifier.__file__).read_bytes()


def _listed(content: bytes) -> _Listed:
    return _Listed(length=len(content), sha256=digest(content))


def _entry(path: str, one: _Listed) -> dict[str, str | int]:
    return {"path": path, "length": one.length, "sha256": one.sha256}


def _root_file(root: Digest, manifest: Digest) -> bytes:
    lines = f"sha256:{root}  root\nsha256:{manifest}  {MANIFEST}\n".encode()
    return lines + f"{digest(lines)}\n".encode()
