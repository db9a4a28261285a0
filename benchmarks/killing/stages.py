"""Which work on the database is killed, and what stands there before?"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import catalog
import cli
import pipeline
from benchmarks.killing.past import archived, declarations
from crawler.warc import Record
from model import Capture, Holding, sha256, timestamp14
from settings import Home
from store import open_store

OLD = Path(__file__).parent.parent.parent / "tests" / "schemas"
"""Databases that earlier code made."""
_OLD_DECLARED = {"acme": 'name = "Acme"\n[[privacy.locations]]\noriginal = "https://acme.example/privacy"\n'}
_DERIVE_EVERY = 20
TAKEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Work on a home, and how that home is made."""

    name: str
    make: Callable[[Home], None]
    work: Callable[[Home], None]


def stages(folder: Path, policies: int, looks: int, chance: Random) -> list[Stage]:
    """All of them; what they need is made in the folder."""
    records, declared = archived(policies, looks, chance), declarations(policies)
    warc, copy, full = folder / "records.warc", folder / "copy.db", Home(folder / "full")
    warc.write_bytes(b"".join(_warc(one, chance) for one in records))
    _declare(full, declared)
    _ingest(full, records)
    _command(full, "backup", str(copy))

    def empty(home: Home) -> None:
        _declare(home, declared)
        open_store(home.database).close()

    def filled(home: Home) -> None:
        _declare(home, declared)
        shutil.copyfile(copy, home.database)

    def with_room(home: Home) -> None:
        filled(home)
        with open_store(home.database) as store, store.writing():
            store.conclusions.drop_all()

    def old(home: Home) -> None:
        _declare(home, _OLD_DECLARED)
        with closing(sqlite3.connect(home.database)) as conn:
            conn.executescript(chance.choice(sorted(OLD.glob("*.sql"))).read_text("utf-8"))

    return [
        Stage(name="ingest", make=empty, work=lambda home: _ingest(home, records)),
        Stage(name="import", make=empty, work=lambda home: _command(home, "import", str(warc))),
        Stage(name="rebuild", make=filled, work=lambda home: _command(home, "rebuild")),
        Stage(name="migration", make=old, work=lambda home: open_store(home.database).close()),
        Stage(name="backup", make=filled, work=_back_up),
        Stage(name="restore", make=filled, work=lambda home: _command(home, "restore", str(copy))),
        Stage(name="vacuum", make=with_room, work=lambda home: _command(home, "vacuum")),
    ]


def _command(home: Home, *arguments: str) -> None:
    """Runs a command of the program in this process. Raises SystemExit where it fails."""
    os.environ["CLAUSEWATCH_HOME"] = str(home.path)
    try:
        cli.main(list(arguments))
    except SystemExit as end:  # also of a command that went well
        if end.code:
            raise


def _back_up(home: Home) -> None:
    """Over the former one of that name, as the service does not."""
    (home.backups / "one.db").unlink(missing_ok=True)
    _command(home, "backup", str(home.backups / "one.db"))


def _declare(home: Home, declared: Mapping[str, str]) -> None:
    shutil.rmtree(home.path, ignore_errors=True)
    home.policies.mkdir(parents=True)
    for name, said in declared.items():
        (home.policies / f"{name}.toml").write_text(said, "utf-8")


def _ingest(home: Home, records: Sequence[Record]) -> None:
    """Takes in one capture after the other and derives now and then; what is known already changes nothing."""
    declared = catalog.load(home.policies)
    with open_store(home.database) as store:
        for number, one in enumerate(records, 1):
            capture = Capture(
                original=one.original,
                timestamp=one.timestamp,
                statuscode=one.statuscode,
                digest=sha256(one.body),
            )
            memento = f"https://archive.example/web/{timestamp14(one.timestamp)}id_/{one.original}"
            holding = Holding(
                holder="archive",
                memento=memento,
                archive_digest=one.archive_digest,
                headers=one.headers,
                taken_at=TAKEN,
            )
            pipeline.take_in(store, declared, capture, holding, one.body, one.mimetype)
            if number % _DERIVE_EVERY == 0 or number == len(records):
                for timeline in declared.timelines:
                    if not pipeline.is_current(store, timeline):
                        pipeline.derive(store, timeline, TAKEN)


def _warc(one: Record, chance: Random) -> bytes:
    """A record as WARC files have them."""
    head = "".join(f"{name}: {value}\r\n" for name, value in one.headers)
    block = f"HTTP/1.1 {one.statuscode} OK\r\n{head}\r\n".encode() + one.body
    named = {
        "WARC-Type": "response",
        "WARC-Target-URI": one.original,
        "WARC-Date": f"{one.timestamp:%Y-%m-%dT%H:%M:%SZ}",
        "WARC-Record-ID": f"<urn:uuid:{UUID(int=chance.getrandbits(128), version=4)}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
