"""Does a run end where its budget is used, with the rest still queued?"""

from datetime import timedelta

import pytest

from crawler import Budget, Ledger
from crawler.clerk import Clerk
from model import Account, RunKind, Task, TaskKind
from store import open_store
from tests import followed as the

WEB = "web"


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def begun(store, tasks=40, kind=RunKind.BACKFILL):
    """A run with so many captures to ask for."""
    with store.writing():
        run = store.frontier.begin(kind, the.TAKEN)
        asked = [
            Task(kind=TaskKind.REPLAY, archive=WEB, original=the.URL, timestamp=the.at(day), run=run)
            for day in range(tasks)
        ]
        store.frontier.add(asked, the.TAKEN)
    return run


def clerk_of(store, budget):
    return Clerk(store, lambda *_: None, lambda: the.TAKEN + timedelta(minutes=1), budget=budget)


def worked_off(clerk, ledger, size=1000, at_once=7):
    """How many captures came until nothing was handed out any more."""
    came, days = 0, set()
    while tasks := clerk.next_tasks(WEB, at_once):
        for task in tasks:
            one = the.response(f"text {task.timestamp}".encode(), (task.timestamp - the.FIRST_DAY).days, holder=WEB)
            clerk.captured(task, one.capture, one.holding, one.body, one.mimetype)
            ledger.of(task.run).requests += 1
            ledger.of(task.run).bytes += size
            days.add(task.id)
            came += 1
    assert len(days) == came
    return came


def test_no_more_requests_are_made_than_a_run_may(store):
    run, ledger = begun(store), Ledger()
    budget = Budget(ledger, requests=17)
    clerk = clerk_of(store, budget)
    assert worked_off(clerk, ledger) == 17
    assert (clerk.waiting(WEB), budget.spent, ledger.settle(run).spent) == (None, [run], "requests")
    assert store.frontier.counts([WEB]) == {"done": 17, "queued": 23}


def test_a_run_ends_soon_after_its_bytes_are_used(store):
    run, ledger = begun(store), Ledger()
    assert 10 <= worked_off(clerk_of(store, Budget(ledger, megabytes=1)), ledger, size=100_000) <= 10 + 7
    assert ledger.settle(run).spent == "megabytes"


def test_tasks_under_way_count_before_they_are_done(store):
    begun(store)
    clerk = clerk_of(store, Budget(Ledger(), requests=10))
    assert [len(clerk.next_tasks(WEB, 6)) for _ in range(3)] == [6, 4, 0]
    assert clerk.waiting(WEB) == 0.0  # what is under way may still fail for nothing


def test_a_run_that_asked_for_all_is_not_ended_by_its_budget(store):
    run, ledger = begun(store, tasks=9), Ledger()
    assert worked_off(clerk_of(store, Budget(ledger, requests=9)), ledger) == 9
    assert ledger.settle(run).spent == ""


def test_what_a_killed_process_had_noted_counts(store):
    run, ledger = begun(store), Ledger()
    with store.writing():
        store.frontier.account(run, Account(requests=12))
    assert worked_off(clerk_of(store, Budget(ledger, requests=15)), ledger) == 3


def test_a_run_that_is_gone_on_with_after_its_budget_counts_anew(store):
    run = begun(store)
    for left in (30, 20):
        ledger = Ledger()
        assert worked_off(clerk_of(store, Budget(ledger, requests=10)), ledger) == 10
        with store.writing():
            store.frontier.account(run, ledger.settle(run))
        assert store.frontier.counts([WEB])["queued"] == left


def test_a_service_that_goes_on_with_a_run_gives_it_a_new_budget(store):
    run, ledger = begun(store), Ledger()
    budget = Budget(ledger, requests=10)
    clerk = clerk_of(store, budget)
    for _ in range(2):
        assert worked_off(clerk, ledger) == 10
        budget.renew(run)
    assert worked_off(clerk, ledger) == 10


def test_what_was_settled_still_counts_and_the_next_clerk_goes_on(store):
    run, ledger = begun(store), Ledger()
    budget = Budget(ledger, requests=10)
    tasks = clerk_of(store, budget).next_tasks(WEB, 4)
    ledger.of(run).requests += len(tasks)
    with store.writing():
        store.frontier.account(run, ledger.settle(run))
    assert worked_off(clerk_of(store, budget), ledger) == 6


def test_another_run_goes_on_and_takes_over_what_was_left(store):
    ledger = Ledger()
    begun(store)
    budget = Budget(ledger, requests=10)
    clerk = clerk_of(store, budget)
    assert worked_off(clerk, ledger) == 10
    with store.writing():
        store.frontier.take_over(store.frontier.begin(RunKind.BACKFILL, the.TAKEN))
    assert worked_off(clerk, ledger) == 10


def test_visits_are_held_back_and_one_that_was_not_made_costs_nothing(store):
    ledger = Ledger()
    with store.writing():
        run = store.frontier.begin(RunKind.VISITS, the.TAKEN)
        store.frontier.add_visits([f"https://host-{one}.example/" for one in range(20)], run, the.TAKEN)
    clerk = clerk_of(store, Budget(ledger, requests=12))
    first = clerk.next_visits(20)
    assert 1 <= len(first) <= 6  # robots.txt, and the page
    clerk.put_back(first[0], 3600)
    for task in first[1:]:
        ledger.of(run).requests += 2
        clerk.visited(task, [], None, the.TAKEN)
    made = len(first) - 1
    while tasks := clerk.next_visits(20):
        for task in tasks:
            ledger.of(run).requests += 2
            clerk.visited(task, [], None, the.TAKEN)
        made += len(tasks)
    assert (made, clerk.visits_waiting(), ledger.settle(run).spent) == (6, None, "requests")


def test_without_a_budget_everything_is_handed_out(store):
    ledger = Ledger()
    begun(store)
    assert worked_off(clerk_of(store, Budget(ledger)), ledger) == 40
