"""Is it known of every run what it was for, from when to when it went on, and what it did?"""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Account, Run, RunKind, Task, TaskKind
from store import open_store
from tests import followed as the

QUESTION = Task(kind=TaskKind.INDEX, archive="web", original=the.URL)
DID = Account(requests=9, visits=4, captures=3, bytes=10_000, waited=1.5, failures=MappingProxyType({"timed out": 2}))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def test_a_run_tells_what_it_did_so_far_and_in_the_end(store):
    run = store.frontier.begin(RunKind.VISITS, the.at(0))
    assert store.frontier.runs() == [Run(id=run, kind=RunKind.VISITS, began=the.at(0), ended=None, account=Account())]
    assert store.frontier.account(run, DID) == DID
    store.frontier.account(run, Account(requests=1))
    (going,) = store.frontier.runs()
    assert (going.ended, going.account) == (None, replace(DID, requests=10))
    assert store.frontier.end(run, Account(requests=1, failures={"broken": 1}), the.at(1)).requests == 11
    (ended,) = store.frontier.runs()
    whole = replace(DID, requests=11, failures={"broken": 1, "timed out": 2})
    assert (ended.ended, ended.account) == (the.at(1), whole)
    store.frontier.account(run, Account(visits=1))  # what was in flight
    assert store.frontier.runs()[0].account.visits == 5


def test_the_latest_runs_come_first(store):
    every = [store.frontier.begin(kind, the.at(day)) for day, kind in enumerate([*RunKind, *RunKind])]
    assert every == sorted(set(every))
    assert [run.id for run in store.frontier.runs()] == every[::-1]
    assert [run.id for run in store.frontier.runs(2)] == every[:-3:-1]


def test_a_run_that_did_not_end_is_gone_on_with_and_one_that_did_is_not(store):
    killed = store.frontier.resume(RunKind.BACKFILL, the.at(0))
    other = store.frontier.resume(RunKind.VISITS, the.at(1))
    assert other != killed
    assert store.frontier.resume(RunKind.BACKFILL, the.at(2)) == killed
    store.frontier.end(killed, DID, the.at(3))
    assert store.frontier.resume(RunKind.BACKFILL, the.at(4)) > other
    assert store.frontier.resume(RunKind.VISITS, the.at(4)) == other


def test_a_run_that_was_killed_long_ago_is_not_gone_on_with_after_a_later_one_ended(store):
    """Index questions that the later one asked would not be asked again under the older one's number."""
    killed = store.frontier.begin(RunKind.BACKFILL, the.at(0))
    later = store.frontier.begin(RunKind.BACKFILL, the.at(1))
    store.frontier.ask_again(replace(QUESTION, run=later), the.at(1))
    store.frontier.end(later, DID, the.at(2))
    assert store.frontier.resume(RunKind.BACKFILL, the.at(3)) not in (killed, later)


numbers = st.integers(0, 2**53)
accounts = st.builds(
    Account,
    requests=numbers,
    bytes=numbers,
    waited=st.floats(0, 1e9),
    given_up=numbers,
    failures=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 10**9), max_size=3),
)


@settings(max_examples=50, deadline=None)
@given(accounts)
def test_any_account_comes_back(account):
    with the.blank_store() as store:
        run = store.frontier.begin(RunKind.VISITS, the.at(0))
        store.frontier.end(run, account, the.at(1))
        assert store.frontier.runs()[0].account == account


# ---------------------------------------------------------------- tasks and their runs


def test_a_task_names_the_run_in_which_it_was_asked_last(store):
    def due():
        return [(task.original, task.run) for task in store.frontier.due("web", the.TAKEN, 9, [])]

    store.frontier.add([replace(QUESTION, run=3)], the.TAKEN)
    store.frontier.add([replace(QUESTION, run=4)], the.TAKEN)
    assert due() == [(the.URL, 3)]
    store.frontier.ask_again(replace(QUESTION, run=5), the.TAKEN)
    assert due() == [(the.URL, 5)]


def test_an_index_is_asked_once_in_a_run_and_anew_in_the_next(store):
    store.frontier.ask_again(replace(QUESTION, run=3), the.TAKEN)
    (task,) = store.frontier.due("web", the.TAKEN, 9, [])
    store.frontier.finish(task)
    store.frontier.ask_again(replace(QUESTION, run=3), the.TAKEN)
    assert store.frontier.due("web", the.TAKEN, 9, []) == []
    store.frontier.ask_again(replace(QUESTION, run=4), the.TAKEN)
    assert [one.run for one in store.frontier.due("web", the.TAKEN, 9, [])] == [4]


def test_what_was_given_up_is_tried_again_in_the_account_of_who_asks(store):
    store.frontier.add([replace(QUESTION, run=3)], the.TAKEN)
    (task,) = store.frontier.due("web", the.TAKEN, 9, [])
    store.frontier.give_up(task, "broken")
    assert [(one.run, why) for one, why in store.frontier.failures(["web"])] == [(3, "broken")]
    assert store.frontier.retry_failed(["web"], the.TAKEN, 7) == 1
    (task,) = store.frontier.due("web", the.TAKEN, 9, [])
    assert task.run == 7
    store.frontier.give_up(task, "broken")
    assert store.frontier.retry_failed(["web"], the.TAKEN) == 1
    assert store.frontier.due("web", the.TAKEN, 9, [])[0].run == 7


def test_whether_lists_are_to_come_is_told_without_going_through_those_of_all_originals(store):
    """It is asked after each capture."""
    statements = []
    store._db.conn.set_trace_callback(statements.append)
    store.frontier.lists_to_come([the.URL], 1)
    store._db.conn.set_trace_callback(None)
    plans = [row[3] for one in statements for row in store._db.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()]
    assert any("(original=?)" in step for step in plans)
