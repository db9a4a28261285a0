"""Is it said whether the database is whole, and which of what it keeps is not?"""

import json

import pytest

from cli.exits import Exit
from model import Ruling, RulingKind, TimelineId
from settings import Home
from store import open_store
from tests.cli_service import now, own
from tests.demo_home import run

__all__ = ["own"]


def test_what_is_whole_is_said_to_be(own):
    ran = run(own, "verify")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{Home(own).database}: whole: ")
    assert json.loads(run(own, "verify", "--json").out)["faults"] == []


BROKEN = {
    "body": ("SELECT id, lower(hex(digest)), packed FROM body LIMIT 1", "UPDATE body SET packed = ? WHERE id = ?"),
    "text": (
        "SELECT id, 'text ' || id, clauses FROM text ORDER BY length(clauses) DESC",
        "UPDATE text SET clauses = ? WHERE id = ?",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_body_or_text_is_named(own, what):
    find, harm = BROKEN[what]
    with open_store(Home(own).database) as store:
        number, name, packed = store._db.execute(find).fetchone()
        store._db.execute(harm, [packed[:-3] + bytes([packed[-3] ^ 1]) + packed[-2:], number])
    ran = run(own, "verify")
    assert ran.code == Exit.INCOMPLETE
    assert name in ran.out
    assert name in json.loads(run(own, "verify", "--json").out)["faults"][0]


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        ("UPDATE wording SET text = text || ' not' WHERE id = 2 AND words IS NULL", "wording 2"),
        ("UPDATE wording SET words = 'others' WHERE id = 1", "wording 1"),
        ("UPDATE setting SET headings = '[]' WHERE id = 2", "setting 2"),
        ("UPDATE shape SET label = 'XIV' WHERE id = 1", "shape 1"),
        ("DELETE FROM form WHERE id = 1", "text 1"),
    ],
)
def test_a_part_of_a_text_that_was_altered_is_named(own, harm, named):
    with open_store(Home(own).database) as store:
        assert store._db.execute(harm).rowcount
        assert named in "\n".join(store.faults())


def test_a_backup_is_verified_by_its_name(own, tmp_path):
    copy = tmp_path / "copy.db"
    run(own, "backup", copy)
    assert run(own, "verify", copy).out.startswith(f"{copy}: whole: ")


def test_where_only_conclusions_are_harmed_a_rebuild_is_said_to_be_enough_and_is(own):
    before = run(own, "export").out
    with open_store(Home(own).database) as store:
        assert store._db.execute("UPDATE shape SET label = 'XIV' WHERE id = 1").rowcount
    ran = run(own, "verify")
    assert ran.code == Exit.INCOMPLETE
    assert "what to do: the facts are whole: `clausewatch rebuild`" in ran.out
    assert json.loads(run(own, "verify", "--json").out)["harm"] == ["conclusions"]
    assert run(own, "rebuild").code == 0
    assert run(own, "verify").code == 0
    assert run(own, "export").out == before


def test_conclusions_that_do_not_follow_from_the_present_facts_are_named_and_are_no_fault(own):
    cited = json.loads(run(own, "log", "ostrivel/privacy", "--json").out)["versions"][0]["citation"]
    with open_store(Home(own).database) as store, store.writing():
        said = Ruling(kind=RulingKind.VERDICT, object=cited, saying="login", who="mara", given_at=now())
        store.facts.keep_ruling(TimelineId.parse("ostrivel/privacy"), said)
    ran = run(own, "verify")
    assert ran.code == 0
    assert "what was concluded of 1 timeline is not of the present facts" in ran.out
    assert json.loads(run(own, "verify", "--json").out)["stale"] == ["ostrivel/privacy"]
