"""Does everything fall into the account of its run, and is nothing kept that is over?"""

from crawler import Ledger, Progress
from model import Account, Failure


def a_ledger() -> Ledger:
    ledger = Ledger()
    first, second = ledger.of(1), ledger.of(2)
    first.requests, first.visits, first.captured, first.waited = 5, 2, 1, 1.26
    first.failures.update([Failure.THROTTLED, Failure.DISALLOWED, Failure.THROTTLED])
    second.requests, second.index_pages, second.captured, second.queued = 3, 1, 2, 4
    second.failures.update([Failure.THROTTLED])
    return ledger


def test_each_run_has_an_account_of_its_own() -> None:
    ledger = a_ledger()
    assert ledger.of(1).account() == Account(
        requests=5, visits=2, captures=1, waited=1.3, failures={"disallowed by robots.txt": 1, "throttled": 2}
    )
    assert ledger.of(2).account() == Account(requests=3, index_pages=1, captures=2, failures={"throttled": 1})
    assert ledger.of(3).account() == Account()


def test_progress_and_outcome_are_of_all_runs_together() -> None:
    ledger = a_ledger()
    assert ledger.progress(2.5) == Progress(requests=8, visits=2, captured=3, failed=4, queued=4, paused=2.5)
    outcome = ledger.outcome(stopped=True)
    assert (outcome.requests, outcome.captured, outcome.queued, outcome.stopped) == (8, 3, 4, True)
    assert outcome.failures == {Failure.THROTTLED: 3, Failure.DISALLOWED: 1}
    assert outcome.seconds >= 0


def test_what_is_settled_is_not_counted_again_and_what_was_in_flight_is() -> None:
    ledger = a_ledger()
    tally, account = ledger.of(1), ledger.of(1).account()
    assert ledger.settle(1) == account
    assert ledger.settle(1) == Account()
    tally.requests += 1
    assert ledger.settle(1) == Account(requests=1)
    assert ledger.of(2).account() != Account()


def test_a_service_of_many_days_keeps_few_tallies() -> None:
    ledger = Ledger()
    for run in range(500):
        ledger.of(run).visits += 1
        assert ledger.settle(run) == Account(visits=1)
    assert len(ledger.runs()) < 50


def test_a_run_and_what_came_after_add_up() -> None:
    ledger = a_ledger()
    whole = ledger.settle(1) + ledger.settle(2)
    assert (whole.requests, whole.visits, whole.captures) == (8, 2, 3)
    assert whole.failures == {"disallowed by robots.txt": 1, "throttled": 3}
