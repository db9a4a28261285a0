"""Does a command that takes long say so, and not too often?"""

import pytest

from cli import output, progress
from scheduler import CrawlProgress


@pytest.fixture
def told_at(capsys):
    """The lines that a bar told when it was stepped at these seconds."""

    def told(seconds, step, what="fetching"):
        now = [0.0]
        with progress.Bar(what, lambda: now[0]) as bar:
            for number, second in enumerate(seconds, start=1):
                now[0] = second
                step(bar, number)
        return capsys.readouterr().err.splitlines()

    assert not output.errors.is_terminal
    return told


def test_off_a_terminal_a_line_comes_at_most_every_half_minute(told_at):
    told = told_at([1, 10, 29, 31, 40, 60, 62, 70], lambda bar, number: bar.step(number, 100))
    assert told == ["fetching: 4 of 100", "fetching: 7 of 100"]


def test_a_number_that_nobody_knows_yet_is_not_made_up(told_at):
    assert told_at([31], lambda bar, number: bar.step(number, None)) == ["fetching: 1 of an unknown number"]


def test_a_pause_of_an_archive_is_told(told_at):
    paused = CrawlProgress(requests=5, captured=3, failed=1, queued=10, paused=60.0)
    told = told_at([31], lambda bar, number: bar.crawled(paused))
    assert told == ["fetching: 5 of 10 (archive left alone for 60 s)"]


def test_visits_are_counted_against_those_that_are_due_and_failures_noted(told_at):
    at = CrawlProgress(requests=9, captured=2, failed=1, queued=0, visits=4)
    assert told_at([31], lambda bar, number: bar.visited(5)(at), "visiting") == ["visiting: 4 of 5 (1 failed)"]


def test_what_archives_are_asked_for_besides_counts_as_well(told_at):
    at = CrawlProgress(requests=30, captured=20, failed=0, queued=60, visits=5)
    assert told_at([31], lambda bar, number: bar.visited(5)(at), "visiting") == ["visiting: 30 of 65"]


def test_what_is_derived_is_counted(demo):
    histories = list(demo[1].values())
    made = progress.derived(iter(histories), len(histories))
    assert (made.timelines, made.versions) == (5, sum(len(one.versions) for one in histories))
    assert made.changes == sum(len(step.changes) for one in histories for step in one.revisions)
