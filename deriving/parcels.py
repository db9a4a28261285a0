"""How does what a history follows from reach a machine without the database, and what was made come back?

As Parquet files, a few for each timeline. `exchange.parquet` loads slowly; import this where it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from deriving.forms import Line, Read, Written
from deriving.gathering import Gathered
from deriving.making import Body, Made
from exchange.columns import Column, ColumnKind
from exchange.parquet import read_parquet, write_parquet
from model import (
    Capture,
    Digest,
    Examined,
    History,
    Identity,
    Reading,
    Revision,
    Ruling,
    Seen,
    Sighting,
    Spell,
    Timeline,
    Version,
    sha256,
)
from store import Held, ReadBefore, TimelineFacts

Parcel = Mapping[str, bytes]
"""The bytes of files by their names."""

_ROWS = (
    Column(name="part", says="what it is"),
    Column(name="number", kind=ColumnKind.WHOLE, says="its place among those of its part"),
    Column(name="value", json=True, says="the fields of a value in their order; of clauses and readings the numbers"),
)
_BODIES = (Column(name="digest"), Column(name="body", kind=ColumnKind.BYTES))
_FACTS, _BYTES, _MADE = "facts.parquet", "bodies.parquet", "made.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    made_by: str
    unlooked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fresh:
    row: int
    place: int
    made_by: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    reading: Reading


def facts_sent(gathered: Gathered, body: Body) -> Parcel:
    """Everything that `make` needs, each body once. Earlier readings are left out: all is read anew."""
    written, facts = Written(), gathered.facts
    written.add("timeline", gathered.timeline)
    for part, values in (("held", facts.held), ("sighting", facts.sightings), ("ruling", facts.rulings)):
        for value in values:
            written.add(part, value)
    digests = dict.fromkeys(held.capture.digest for held in facts.held)
    with TemporaryDirectory(prefix="clausewatch-sent-") as name:
        folder = Path(name)
        write_parquet(folder / _FACTS, _ROWS, written.lines())
        write_parquet(folder / _BYTES, _BODIES, ((digest, body(digest)) for digest in digests))
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@contextmanager
def facts_received(parcel: Parcel) -> Iterator[tuple[Gathered, Body]]:
    """What was sent. Bodies lie on disk meanwhile, unpacked, and are named by what they are."""
    with TemporaryDirectory(prefix="clausewatch-received-") as name:
        folder = Path(name)
        read = Read(_lines(folder, parcel, _FACTS))
        (folder / _BYTES).write_bytes(parcel[_BYTES])
        for _, raw in read_parquet(folder / _BYTES, _BODIES):
            (folder / sha256(cast(bytes, raw))).write_bytes(cast(bytes, raw))
        facts = TimelineFacts(
            held=read.all("held", Held),
            sightings=read.all("sighting", Sighting),
            rulings=read.all("ruling", Ruling),
            upto="",
        )
        yield Gathered(timeline=read.one("timeline", Timeline), facts=facts), lambda digest: _body(folder, digest)


def made_sent(made: Made) -> Parcel:
    """What was made, but for what the sender of the facts knows by itself."""
    written, history = Written(), made.history
    written.add("head", _Head(made_by=history.made_by, unlooked=history.unlooked))
    for (row, place), one in made.fresh.items():
        written.add("fresh", _Fresh(row=row, place=place, made_by=one.made_by, reading=one.reading))
    for part, values in _parts(history).items():
        for value in values:
            written.add(part, value)
    with TemporaryDirectory(prefix="clausewatch-made-") as name:
        path = Path(name) / _MADE
        write_parquet(path, _ROWS, written.lines())
        return {_MADE: path.read_bytes()}


def made_received(parcel: Parcel, gathered: Gathered) -> Made:
    """What came back, for the facts that were sent. Raises ValueError when it is not what was asked for."""
    with TemporaryDirectory(prefix="clausewatch-made-") as name:
        read = Read(_lines(Path(name), parcel, _MADE))
    head = read.one("head", _Head)
    history = History(
        timeline=gathered.timeline.id,
        made_by=head.made_by,
        unlooked=head.unlooked,
        examined=read.all("examined", Examined),
        versions=read.all("version", Version),
        texts=tuple(one.reading for one in read.all("text", _Text)),
        identities=read.all("identities", tuple[Identity, ...]),
        revisions=read.all("revision", Revision),
        spells=read.all("spell", Spell),
        seens=read.all("seen", Seen),
    )
    fresh = {
        (one.row, one.place): ReadBefore(made_by=one.made_by, reading=one.reading) for one in read.all("fresh", _Fresh)
    }
    rows: dict[Capture, int] = {held.capture: held.id for held in gathered.facts.held}
    return Made(
        timeline=gathered.timeline,
        history=history,
        fresh=fresh,
        rows=rows,
        upto=gathered.facts.upto,
        visits=gathered.visits,
    )


def _parts(history: History) -> Mapping[str, Iterable[object]]:
    return {
        "examined": history.examined,
        "version": history.versions,
        "text": [_Text(reading=one) for one in history.texts],
        "identities": history.identities,
        "revision": history.revisions,
        "spell": history.spells,
        "seen": history.seens,
    }


def _lines(folder: Path, parcel: Parcel, name: str) -> Iterator[Line]:
    path = folder / name
    path.write_bytes(parcel[name])
    for part, number, value in read_parquet(path, _ROWS):
        yield cast(str, part), cast(int, number), cast(str, value)


def _body(folder: Path, digest: Digest) -> bytes:
    path = folder / digest
    if not path.exists():
        raise LookupError(f"no body with the digest {digest} was sent")
    return path.read_bytes()
