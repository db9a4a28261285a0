"""Which pieces of the crawl's work were there, and what did each do?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from sqlite_utils import Database

from model import Account, Run, RunKind
from store.forms import optional_time, time_of, time_text, to_json

_SAVINGS = (
    "SELECT count(*) FROM saving_step WHERE step = 'asked' AND run.kind = 'visits' AND at >= run.began AND at < "
    "coalesce((SELECT began FROM run AS later WHERE later.id > run.id AND later.kind = 'visits'"
    " ORDER BY later.id LIMIT 1), '~')"  # which comes after every time
)


class Runs:
    """The runs of the crawl; part of the frontier, whose tasks name theirs."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def begin(self, kind: RunKind, now: datetime, known: Mapping[str, tuple[int, int]] | None = None) -> int:
        """A new run; its number is higher than that of every run before. `known` is for whoever ends it."""
        self._db.execute(
            "INSERT INTO run (kind, began, ended, account, known) VALUES (?, ?, '', '{}', ?)",
            [kind.value, time_text(now), to_json(dict(known or {}))],
        )
        return int(self._db.execute("SELECT last_insert_rowid()").fetchone()[0])

    def going(self, kind: RunKind) -> int:
        """The latest run of that kind, if it did not end; else 0."""
        latest = self._db.execute(
            "SELECT id, ended FROM run WHERE kind = ? ORDER BY id DESC LIMIT 1", [kind.value]
        ).fetchone()
        return int(latest[0]) if latest and not latest[1] else 0

    def limit(self, run: int, budget: int) -> None:
        """How many requests a run may make from its begin on; 0 for any number."""
        self._db.execute("UPDATE run SET budget = ? WHERE id = ?", [budget, run])

    def budget(self, run: int) -> int:
        """As it was set; 0 for any number."""
        row = self._db.execute("SELECT budget FROM run WHERE id = ?", [run]).fetchone()
        return int(row[0]) if row else 0

    def resume(self, kind: RunKind, now: datetime) -> int:
        """The latest run of that kind if it did not end, so that what it has asked is not asked again; else a new one.

        An older one that was killed is left alone: what was asked since then would count as asked after it.
        """
        return self.going(kind) or self.begin(kind, now)

    def known(self, run: int) -> tuple[datetime, dict[str, tuple[int, int]]]:
        """When a run began, and what was known then; a run may end in another process than it began in."""
        row = self._db.execute("SELECT began, known FROM run WHERE id = ?", [run]).fetchone()
        if row is None:
            raise LookupError(f"there was no run {run}")
        return time_of(row[0]), {name: (int(one), int(other)) for name, (one, other) in json.loads(row[1]).items()}

    def account(self, run: int, more: Account) -> Account:
        """Adds to the account of a run what it did since; a request that was in flight can come after its end."""
        row = self._db.execute("SELECT account FROM run WHERE id = ?", [run]).fetchone()
        if row is None:
            raise LookupError(f"there was no run {run}")
        whole = Account(**json.loads(row[0])) + more
        self._db.execute("UPDATE run SET account = ? WHERE id = ?", [_account_json(whole), run])
        return whole

    def so_far(self, run: int) -> Account:
        """The account of a run that goes on, as it was written last; an empty one of a run that is over.

        Also of one that a budget had ended for the time being, as that of a survey that is gone on with.
        """
        row = self._db.execute("SELECT account FROM run WHERE id = ? AND ended = ''", [run]).fetchone()
        account = Account(**json.loads(row[0])) if row else Account()
        return Account() if account.spent else account

    def end(self, run: int, more: Account, now: datetime) -> Account:
        """The last of its account, and that it is over; the whole account."""
        whole = self.account(run, more)
        self._db.execute("UPDATE run SET ended = ? WHERE id = ?", [time_text(now), run])
        return whole

    def runs(self, limit: int = 20) -> list[Run]:
        """The latest first."""
        rows = self._db.execute(
            f"SELECT id, kind, began, ended, account, ({_SAVINGS}) FROM run ORDER BY id DESC LIMIT ?", [limit]
        )
        return [_run(*row) for row in rows]


def _run(number: int, kind: str, began: str, ended: str, account: str, savings: int) -> Run:
    return Run(
        id=number,
        kind=RunKind(kind),
        began=time_of(began),
        ended=optional_time(ended),
        account=Account(**json.loads(account)),
        savings=savings,
    )


def _account_json(account: Account) -> str:
    said = {one.name: getattr(account, one.name) for one in fields(account)}
    return to_json(said | {"failures": dict(account.failures)})
