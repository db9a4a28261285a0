"""Does a command ask the store as often about a long history as about a short one?"""

import sqlite3
from collections import Counter
from random import Random
from unittest.mock import patch

import pytest

from benchmarks.answering.drafts import Drafts
from benchmarks.answering.filling import fill
from benchmarks.answering.made import Plan, made
from benchmarks.clause_texts import clause
from extract import clause_of_block
from store import open_store
from tests.demo_home import run

WORD = clause_of_block(clause(Random(3))).words.split()[0]
NAME = "company00000/privacy"
TEXT = "FROM text WHERE id ="  # each text is read by itself
COMMANDS = [
    ("log", NAME),
    ("show", NAME, "--on", "2022-01-01"),
    ("changes", NAME),
    ("changes", NAME, "--explain"),
    ("diff", f"{NAME}@2018-01-01", "2026-01-01"),
    ("blame", NAME),
    ("search", WORD, "--limit", "5"),
]


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """One with a history of 10 versions, one with a history of 100."""
    roll = Random(3)
    texts = tuple(tuple(clause_of_block(clause(roll)) for _ in range(30)) for _ in range(3))
    found = {}
    for versions in (10, 100):
        found[versions] = tmp_path_factory.mktemp("home")
        with open_store(found[versions] / "clausewatch.db") as store:
            drafts = Drafts(texts=texts, clauses=tuple(one for text in texts for one in text))
            fill(store, made(Plan(versions=versions, timelines=1, distinct=300, touches=2), drafts))
    return found


def issued(home, command) -> Counter:
    """How many statements a command issues: to read texts, and others."""
    counts: Counter = Counter()
    connect = sqlite3.connect

    def traced(*arguments, **named):
        made = connect(*arguments, **named)
        made.set_trace_callback(lambda sql: counts.update([_kind(sql)]))
        return made

    with patch("sqlite3.connect", traced):
        assert run(home, *command).code == 0
    return counts


def _kind(sql: str) -> str:
    if sql.startswith("--"):
        return "asked by the full-text index itself"
    return "text" if TEXT in sql else "other"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_history_ten_times_as_long_takes_no_more_statements(homes, command):
    short, long = (issued(homes[versions], command) for versions in (10, 100))
    assert long["other"] <= short["other"] + 3
    assert long["text"] <= (102 if command[0] in ("changes", "blame") else short["text"] + 2)
