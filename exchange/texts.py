"""How does a text on disk become a capture?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from model import OPERATOR, Capture, Holding, Rendition, from_timestamp14, sha256

CORPUS = "princeton-leuven"
"""Holder of texts whose first line says where they are from, in the form of that corpus."""

# Written by the corpus's own export: the address of the snapshot stands percent-encoded in it.
_MEMENTO = re.compile(r"https?://web\.archive\.org/web/(\d{14})(?:id_)?/([^\s)]+)")
_ENCODED = re.compile(r"https?%3A", re.I)


_LARGEST = 20_000_000  # bytes of a text, as of every body
_LONGEST_LINE = 10_000  # bytes of a first line that are read


class NoProvenanceError(ValueError):
    """A text that does not say what it is a text of."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(
            f"{path}: the first line names no archived original. {detail}Expected a link to a memento, as in the"
            " Princeton-Leuven corpus; or say it yourself: --original URL --timestamp YYYYMMDDhhmmss"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A text with what it is a text of. `body` is the file as it is, provenance line included."""

    capture: Capture
    holding: Holding
    body: bytes


def text_file(
    path: Path, taken_at: datetime, *, original: str | None = None, timestamp: datetime | None = None
) -> TextFile:
    """Reads one text. What is not stated is taken from its first line.

    Raises NoProvenanceError when neither says it, OSError when the file cannot be read or is too large for a text.
    """
    body = _read(path)
    if original is not None and timestamp is not None:
        return _text_file(original, timestamp, body, "", taken_at)
    found = _MEMENTO.search(_first_line(body))
    if not found:
        raise NoProvenanceError(path)
    try:
        timestamp = from_timestamp14(found[1])
    except ValueError:
        raise NoProvenanceError(path, f"{found[1]} is no instant. ") from None
    return _text_file(_decoded(found[2]), timestamp, body, found[0], taken_at)


def text_of(body: bytes, taken_at: datetime, *, said: str | None = None) -> TextFile | None:
    """The text with what its first line, or what is `said` of it, names as its original; None where neither does."""
    found = _MEMENTO.search(_first_line(body) if said is None else said[:_LONGEST_LINE])
    try:
        return _text_file(_decoded(found[2]), from_timestamp14(found[1]), body, found[0], taken_at) if found else None
    except ValueError:
        return None


def _first_line(body: bytes) -> str:
    return body.lstrip().partition(b"\n")[0][:_LONGEST_LINE].decode("utf-8", "replace")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        body = file.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise OSError(f"{path}: more than {_LARGEST:,} bytes, expected the text of one policy")
    return body


def _decoded(original: str) -> str:
    """An address that was encoded as a whole is decoded once; in any other, percent signs are its own."""
    return unquote(original) if _ENCODED.match(original) else original


def _text_file(original: str, timestamp: datetime, body: bytes, memento: str, taken_at: datetime) -> TextFile:
    capture = Capture(
        original=original, timestamp=timestamp, statuscode=200, digest=sha256(body), rendition=Rendition.TEXT
    )
    holding = Holding(holder=CORPUS if memento else OPERATOR, memento=memento, taken_at=taken_at)
    return TextFile(capture=capture, holding=holding, body=body)
