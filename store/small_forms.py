"""How do values that stand in every row of facts take few bytes, and how does SQL tell them in words?

Each has two sides: what is kept, and an expression over it that gives back exactly what was given.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from model import LIVE

RENDITIONS = ["plain", "browser", "text"]
KINDS = ["response", "not_modified", "row", "failure"]
"""Each stands for its number."""

NAMED = {"": 0, LIVE: 1}
"""Names whose numbers take no byte of a row."""

_BEGIN, _SECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(seconds=1)
_BASE32 = re.compile("[A-Z2-7]{32}")
_OURS = re.compile("[0-9a-f]{64}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_LONGEST_FORM = 200

Kept = int | bytes | str

HAS_DIGEST = "substr(body.digest, 1, 5) = substr(?1, 1, 5) AND body.digest = ?1"
"""Takes the bytes of a digest, as the first value of the statement; no index has all of them."""


def seconds(moment: datetime) -> int:
    """Whole ones since 1970; before it they are negative."""
    return (moment - _BEGIN) // _SECOND


def moment_at(since_1970: int) -> datetime:
    return _BEGIN + since_1970 * _SECOND


def digest_kept(digest: str) -> bytes | str:
    """An archive's digest: as bytes where it is a SHA-1 in base32, else as it is."""
    return b32decode(digest) if _BASE32.fullmatch(digest) else digest


def digest_given(kept: bytes | str) -> str:
    return b32encode(kept).decode() if isinstance(kept, bytes) else kept


class Names:
    """What repeats, by number."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def number(self, name: str) -> int:
        """Writes the name where it is new."""
        found = self.known(name)
        if found is None:
            found = self._db.conn.execute("INSERT INTO name (name) VALUES (?)", [name]).lastrowid
        return int(found or 0)

    def known(self, name: str) -> int | None:
        if name in NAMED:
            return NAMED[name]
        row = self._db.conn.execute("SELECT id FROM name WHERE name = ?", [name]).fetchone()
        return int(row[0]) if row else None

    def memento_kept(self, memento: str, original: str, moment: datetime) -> int | str:
        """The number of its form where original and time are to be filled in, else as it is."""
        if memento in NAMED:
            return NAMED[memento]
        digits = f"{moment.astimezone(UTC):%Y%m%d%H%M%S}".rjust(14, "0")
        form = memento.replace(original, "{original}").replace(digits, "{timestamp}") if original else memento
        filled = form.replace("{timestamp}", digits).replace("{original}", original)
        follows = "{original}" in form and "{timestamp}" in form and filled == memento
        return self.number(form) if follows and len(form) <= _LONGEST_FORM else memento


def body_number(db: Database, digest: str) -> int | None:
    """The row of the body with our digest; None where it is not held."""
    if not _OURS.fullmatch(digest):
        return None
    row = db.conn.execute(f"SELECT id FROM body WHERE {HAS_DIGEST}", [bytes.fromhex(digest)]).fetchone()
    return int(row[0]) if row else None


def shown_kept(db: Database, digest: str) -> Kept | None:
    """Our digest of a body: its number where it is held, else its bytes."""
    return body_number(db, digest) or digest_alone(digest)


def digest_alone(digest: str) -> bytes | str | None:
    return bytes.fromhex(digest) if _OURS.fullmatch(digest) else digest or None


# -- in words, for SQL


def told_time(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, 'unixepoch')"


def kept_time(column: str) -> str:
    return f"CAST(strftime('%s', {column}) AS INTEGER)"


def told_of(column: str, values: list[str]) -> str:
    cases = " ".join(f"WHEN {n} THEN '{value}'" for n, value in enumerate(values))
    return f"CASE {column} {cases} END"


def kept_of(column: str, values: list[str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {n}" for n, value in enumerate(values))
    return f"CASE {column} {cases} END"


def told_digest(column: str) -> str:
    """Each letter stands for five bits, which lie in two digits of hex."""
    first, second = (f"instr('123456789ABCDEF', substr(hex({column}) || '0', bit.value / 4 + {n}, 1))" for n in (1, 2))
    letter = f"substr('{_LETTERS}', 1 + ((({first} << 4 | {second}) >> (3 - bit.value % 4)) & 31), 1)"
    bits = ",".join(str(5 * n) for n in range(32))
    return (
        f"CASE typeof({column}) WHEN 'blob' THEN\n"
        f"      (SELECT group_concat({letter}, '')\n"
        f"       FROM json_each('[{bits}]') AS bit)\n"
        f"    ELSE {column} END"
    )


def told_memento(column: str, capture: str, original: str) -> str:
    form = f"(SELECT name.name FROM name WHERE name.id = {column})"
    digits = f"strftime('%Y%m%d%H%M%S', {capture}.at, 'unixepoch')"
    return (
        f"CASE typeof({column}) WHEN 'integer' THEN\n"
        f"      replace(replace({form}, '{{timestamp}}', {digits}), '{{original}}', {original}.url)\n"
        f"    ELSE {column} END"
    )


def told_body(column: str) -> str:
    return (
        f"CASE typeof({column}) WHEN 'integer' THEN\n"
        f"      (SELECT lower(hex(body.digest)) FROM body WHERE body.id = {column})\n"
        f"      WHEN 'blob' THEN lower(hex({column})) ELSE coalesce({column}, '') END"
    )
