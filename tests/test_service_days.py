"""Does the service, as a process, go through some days of a small invented world without fault?"""

import pytest

from benchmarks.days import run
from benchmarks.world.script import make_world


@pytest.fixture(scope="module")
def goals(tmp_path_factory):
    """Six policies on three hosts for four days, of five seconds each."""
    world = make_world(days=4, policies=6, hosts=3)
    return {goal.name: goal for goal in run(world, tmp_path_factory.mktemp("days"), 5.0)}


def missed(goals, *names):
    return {name: goals[name].faults or goals[name].figure for name in names if not goals[name].met}


def test_everybody_is_told_what_they_want_once_and_nothing_else(goals):
    assert not missed(goals, "told_missing", "told_twice", "told_without_cause", "bracket_slack_seconds")


def test_what_is_in_the_outbox_arrives_once(goals):
    assert not missed(goals, "webhook_not_once", "mail_not_once", "feed_not_whole", "digests_wrong")


def test_hosts_are_treated_well(goals):
    names = ("gaps_too_short", "two_at_once", "asked_before_robots", "asked_though_disallowed")
    assert not missed(goals, *names, "asked_during_retry_after", "nameless_requests")


def test_every_page_is_visited_to_the_end(goals):
    assert not missed(goals, "pages_forgotten", "notices_without_cause")


def test_what_is_kept_is_whole_and_dated_by_the_clock_that_was_handed_in(goals):
    assert not missed(goals, "database_unreadable", "captures_twice", "facts_by_another_clock")


def test_what_the_archive_had_is_told_once_and_every_request_is_accounted_for(goals):
    assert not missed(goals, "summaries_wrong", "requests_unaccounted")


def test_it_stops_within_seconds(goals):
    assert not missed(goals, "stopped_within_seconds")
