"""Is it said whether the database is whole, and which of what it keeps is not?"""

import json

import pytest

from cli.exits import Exit
from settings import Home
from store import open_store
from tests.cli_service import own
from tests.demo_home import run

__all__ = ["own"]


def test_what_is_whole_is_said_to_be(own):
    ran = run(own, "verify")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{Home(own).database}: whole: ")
    assert json.loads(run(own, "verify", "--json").out)["faults"] == []


@pytest.mark.parametrize("table", ["body", "text"])
def test_a_broken_body_or_text_is_named(own, table):
    with open_store(Home(own).database) as store:
        named = "lower(hex(digest))" if table == "body" else "digest"
        number, digest, packed = store._db.execute(f"SELECT rowid, {named}, packed FROM {table} LIMIT 1").fetchone()
        broken = packed[:-3] + bytes([packed[-3] ^ 1]) + packed[-2:]
        store._db.execute(f"UPDATE {table} SET packed = ? WHERE rowid = ?", [broken, number])
    ran = run(own, "verify")
    assert ran.code == Exit.INCOMPLETE
    assert digest in ran.out
    assert digest in json.loads(run(own, "verify", "--json").out)["faults"][0]


def test_a_backup_is_verified_by_its_name(own, tmp_path):
    copy = tmp_path / "copy.db"
    run(own, "backup", copy)
    assert run(own, "verify", copy).out.startswith(f"{copy}: whole: ")
