"""Is everything handed out whole?"""

import json
import re
import sqlite3

from tests.demo_home import run


def test_an_export_is_json_lines_of_all_that_is_kept_and_concluded(demo_home):
    lines = [json.loads(line) for line in run(demo_home, "export").out.splitlines()]
    assert {line["is"] for line in lines} >= {
        "capture",
        "holding",
        "sighting",
        "history",
        "verdict",
        "version",
        "change",
    }


def test_a_comparable_export_leaves_out_how_we_learnt_of_it(demo_home):
    lines = [json.loads(line) for line in run(demo_home, "export", "--comparable").out.splitlines()]
    assert "holding" not in {line["is"] for line in lines}
    assert not [line for line in lines if "taken_at" in line]


def test_an_export_of_timelines_is_what_was_concluded_of_them(demo_home):
    lines = [json.loads(line) for line in run(demo_home, "export", "tamberlight").out.splitlines()]
    assert {line["timeline"] for line in lines} == {
        "tamberlight/privacy",
        "tamberlight/privacy~de",
        "tamberlight/terms",
    }


def test_the_schema_is_sql(home):
    told = run(home, "schema").out
    with sqlite3.connect(":memory:") as db:
        db.executescript(told)
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    db.close()
    assert {"capture", "version", "change"} <= tables
    assert not [name for name in re.findall(r"CREATE TABLE \"?(\w+)", told) if name.startswith(("sqlite_", "_"))]
