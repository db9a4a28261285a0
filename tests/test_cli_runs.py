"""Is the account of a run given as it was kept?"""

import json
from datetime import timedelta

import pytest

from cli.exits import Exit
from model import Account, RunKind
from tests.cli_service import now, own, write
from tests.demo_home import run

__all__ = ["own", "write"]

ACCOUNT = Account(
    requests=14,
    visits=5,
    browser_visits=2,
    captures=2,
    unchanged=3,
    duplicates=6,
    index_pages=4,
    bytes=1_234_567,
    waited=130.0,
    given_up=1,
    spent="requests",
    failures={"throttled": 1, "timed out": 3},
)
HOUR = timedelta(hours=1)


@pytest.fixture
def ran(own, write):
    """A home with a run of visits that ended, and a backfill that goes on."""
    began = now() - 30 * HOUR
    visits = write(lambda store: store.frontier.begin(RunKind.VISITS, began))
    write(lambda store: store.frontier.end(visits, ACCOUNT, began + 24 * HOUR))
    write(lambda store: store.frontier.begin(RunKind.BACKFILL, now()))
    return own


def test_the_latest_run_comes_first_with_its_whole_account(ran):
    going, ended = json.loads(run(ran, "runs", "--json").out)[:2]
    assert (going["kind"], going["ended"], going["requests"]) == ("backfill", None, 0)
    assert (ended["kind"], ended["failures"]) == ("visits", {"throttled": 1, "timed out": 3})
    counted = (
        "requests",
        "visits",
        "browser_visits",
        "captures",
        "unchanged",
        "duplicates",
        "index_pages",
        "bytes",
        "waited",
        "given_up",
    )
    assert [ended[name] for name in counted] == [14, 5, 2, 2, 3, 6, 4, 1_234_567, 130.0, 1]


def test_a_person_reads_how_long_it_took_what_came_and_what_failed(ran):
    shown = run(ran, "runs", columns=120).out
    assert "backfill  not ended" in shown
    assert "visits    24 hours" in shown
    told = (
        "5 visits (3 unchanged, 2 in a browser), 14 requests (4 of the index), 2 captures kept"
        " (6 more held already), 1.2 MB, 2 minutes waiting, 1 given up,"
        " ended by its budget: crawl.most_requests"
    )
    assert told in " ".join(shown.split())
    assert "failed: 3 x timed out, 1 x throttled" in shown


def test_so_many_are_told_as_are_asked_for(ran):
    assert len(json.loads(run(ran, "runs", "--limit", "1", "--json").out)) == 1


def test_where_nothing_ran_it_ends_in_4(demo_home):
    with_json = run(demo_home, "runs", "--json")
    assert (with_json.code, json.loads(with_json.out)) == (Exit.NOTHING, [])
    assert "`clausewatch run`" in with_json.err
