"""Which pages stand at which addresses while the crawl is measured?

Documents of the corpus, each under a host of its own, through their captures in order of time; or small pages of one
invented text, each with a number, as many as are wanted.  They are packed once and lie in a folder, so that the server,
which is a process of its own, has them at once.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # the server starts quickly without what reads the corpus
    from benchmarks.recorded.timelines import Recorded, Shown

_LIST, _BODIES = "documents.json", "bodies.bin"
_REFRESH = re.compile(rb"""http-equiv\s*=\s*["']?refresh""", re.IGNORECASE)
_SENTENCES = (
    "We collect your name and address when you order from us and keep them for as long as the law asks.",
    "We share what we know of you with those who deliver for us, and with nobody else.",
    "You may ask us at any time which of your personal data we process, and have it erased.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Where a packed body lies, and when it was captured."""

    at: int
    length: int
    moment: str  # fourteen digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One address of one host. At each request the next body stands there, after the last one again the first."""

    host: int
    path: str
    content_type: str
    bodies: tuple[Body, ...]


def lay_out_corpus(folder: Path, pages: int) -> list[Document]:
    """At least so many captures of the corpus, the same number of each document where it has so many, its first ones.

    Raises ValueError when there are too few.
    """
    from benchmarks.recorded.timelines import recorded, with_bodies

    found = [(one, [shown for shown in one.captures if _stays(shown)]) for one in with_bodies(recorded())]
    lengths = [len(captures) for _, captures in found]
    each = next((n for n in range(1, max(lengths) + 1) if sum(min(n, have) for have in lengths) >= pages), 0)
    if not each:
        raise ValueError(f"fewer than {pages} captures in the corpus")
    return _written(folder, [(one, captures[:each]) for one, captures in found if captures])


def _stays(shown: Shown) -> bool:
    """Whether a spider that knows no better stays there: some pages send browsers without scripts elsewhere."""
    return not _REFRESH.search(shown.body)


def _written(folder: Path, found: Sequence[tuple[Recorded, Sequence[Shown]]]) -> list[Document]:
    documents = []
    with (folder / _BODIES).open("wb") as file:
        for host, (one, captures) in enumerate(found):
            bodies = []
            for shown in captures:
                packed = gzip.compress(shown.body, 6, mtime=0)
                moment = f"{shown.moment:%Y%m%d%H%M%S}"
                bodies.append(Body(at=file.tell(), length=file.write(packed), moment=moment))
            kind = captures[0].content_type or "text/html"
            path = urlsplit(one.original).path or "/"
            documents.append(Document(host=host, path=path, content_type=kind, bodies=tuple(bodies)))
    return _noted(folder, documents)


def lay_out_small(folder: Path, pages: int, hosts: int) -> list[Document]:
    """So many small pages, no two alike, over so many hosts."""
    documents = []
    with (folder / _BODIES).open("wb") as file:
        for number in range(pages):
            packed = gzip.compress(_small(number), 6, mtime=0)
            body = Body(at=file.tell(), length=file.write(packed), moment="20260101000000")
            path = f"/privacy/{number}"
            kind = "text/html; charset=utf-8"
            documents.append(Document(host=number % hosts, path=path, content_type=kind, bodies=(body,)))
    return _noted(folder, documents)


def _small(number: int) -> bytes:
    text = "".join(f"<p>{sentence} {number}.{at}</p>" for at, sentence in enumerate(_SENTENCES))
    head = f"<html lang=en><title>Privacy Policy {number}</title>"
    return f"{head}<h1>Privacy Policy</h1>{text}".encode()


def _noted(folder: Path, documents: Sequence[Document]) -> list[Document]:
    (folder / _LIST).write_text(json.dumps([asdict(one) for one in documents]), encoding="utf-8")
    return list(documents)


def laid_out(folder: Path) -> list[Document]:
    """What was laid out there."""
    rows = json.loads((folder / _LIST).read_text("utf-8"))
    return [Document(**(row | {"bodies": tuple(Body(**body) for body in row["bodies"])})) for row in rows]


def packed_bodies(folder: Path) -> bytes:
    """All packed bodies, one behind the other."""
    return (folder / _BODIES).read_bytes()
