"""Do answers become rows, whole and once, and do tasks come back until they are done or given up?"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

import pipeline
from crawler.clerk import MOST_TRIES, Clerk
from crawler.plan import Need
from model import Failure, IndexRow, Precision, RunKind, SightingKind, Task, TaskKind, original_key
from scheduler.knowing import Knowing
from store import open_store
from tests import followed as the

ARCHIVE = "web"
CATALOG = the.catalog_of(the.timeline())
QUESTION = Task(kind=TaskKind.INDEX, archive=ARCHIVE, original=the.URL)
PASSING = [reason for reason in Failure if reason.passing]
LASTING = [reason for reason in Failure if not reason.passing]


class Clock:
    def __init__(self):
        self.now = the.TAKEN

    def __call__(self):
        return self.now

    def passes(self, **time):
        self.now += timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


@pytest.fixture
def clerk(store, clock):
    return Clerk(store, partial(pipeline.read_in, store, CATALOG), clock)


def ask(store, *tasks):
    with store.writing():
        store.frontier.add(tasks or [QUESTION], the.TAKEN)


def ask_in_the_run(store):
    """As a run does that begins, or goes on with one that did not end."""
    with store.writing():
        run = store.frontier.resume(RunKind.BACKFILL, the.TAKEN)
        store.frontier.ask_again(replace(QUESTION, run=run), the.TAKEN)


def ask_anew(store):
    """As the next run does."""
    with store.writing():
        run = store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
        store.frontier.ask_again(replace(QUESTION, run=run), the.TAKEN)


def listed(text, day, status=200, original=the.URL):
    row = the.row(text, day, status=status, original=original)
    return IndexRow(
        urlkey=original_key(original),
        timestamp=row.timestamp,
        original=original,
        mimetype=row.mimetype,
        statuscode=status,
        digest=row.archive_digest,
        length=1000,
    )


def answer(clerk, rows, resume=""):
    (task,) = clerk.next_tasks(ARCHIVE, 1)
    assert task.kind is TaskKind.INDEX
    return clerk.index_answered(task, rows, resume)


def replays(clerk, limit=100):
    return clerk.next_tasks(ARCHIVE, limit)


def fetched(clerk, task, text):
    one = the.response(text, (task.timestamp - the.FIRST_DAY).days, holder=ARCHIVE)
    return clerk.captured(task, one.capture, one.holding, one.body, one.mimetype)


def sightings(store, kind=None):
    found = store.facts.of_originals([original_key(the.URL)], the.PRIVACY).sightings
    return [one for one in found if kind in (None, one.kind)]


# ---------------------------------------------------------------- indexes


def test_an_index_becomes_sightings_and_one_task_for_every_distinct_capture(store, clerk):
    ask(store)
    rows = [listed("a", 0), listed("a", 5), listed("b", 9), listed("a", 12, status=None), listed("gone", 20, 404)]
    assert answer(clerk, rows) == 3
    assert [(one.timestamp, one.statuscode, one.length) for one in sightings(store)] == [
        (row.timestamp, row.statuscode, 1000) for row in rows
    ]
    assert [(one.timestamp, one.archive_digest) for one in replays(clerk)] == [
        (row.timestamp, row.digest) for row in (rows[0], rows[2], rows[4])
    ]


def test_an_answer_is_kept_whole_or_not_at_all(store, clerk):
    ask(store)
    (task,) = clerk.next_tasks(ARCHIVE, 1)
    broken = replace(listed("b", 5), mimetype=None)
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        clerk.index_answered(task, [listed("a", 0), broken], "next")
    assert sightings(store) == []
    assert store.frontier.counts([ARCHIVE]) == {"queued": 1}
    assert clerk.index_answered(task, [listed("a", 0)], "") == 1


def test_asking_twice_stores_nothing_twice(store, clerk):
    ask(store)
    rows = [listed("a", 0), listed("b", 5)]
    assert answer(clerk, rows) == 2
    for task, text in zip(replays(clerk), "ab", strict=True):
        fetched(clerk, task, text)
    before = list(store.exporting.facts())
    ask_anew(store)
    assert answer(clerk, rows) == 0
    assert list(store.exporting.facts()) == before
    assert store.frontier.counts([ARCHIVE]) == {"done": 3}
    ask_anew(store)
    assert answer(clerk, [*rows, listed("c", 9)]) == 1  # the index has grown


def test_the_pages_of_an_index_are_asked_one_after_the_other(store, clerk):
    ask(store)
    assert answer(clerk, [listed("a", 0)], resume="page 2") == 1
    (page,) = clerk.next_tasks(ARCHIVE, 9)  # before any replay
    assert (page.kind, page.resume) == (TaskKind.INDEX, "page 2")
    # the body of page 2's row is listed on page 1, so it is not asked for again
    assert clerk.index_answered(page, [listed("a", 5), listed("b", 9)], "") == 2
    assert [task.timestamp for task in replays(clerk)] == [the.at(0), the.at(9)]


def test_later_pages_are_asked_again_with_the_first(store, clerk):
    ask(store)
    answer(clerk, [listed("a", 0)], resume="page 2")
    answer(clerk, [listed("a", 5)])
    ask_anew(store)
    answer(clerk, [listed("a", 0)], resume="page 2")
    assert answer(clerk, [listed("b", 6)]) == 1


def test_the_pages_of_a_list_come_before_other_lists(store, clerk):
    ask(store, QUESTION, replace(QUESTION, original=f"{the.URL}/terms"))
    (task,) = clerk.next_tasks(ARCHIVE, 1)
    clerk.index_answered(task, [listed("a", 0)], "page 2")
    assert [one.resume for one in clerk.next_tasks(ARCHIVE, 9)] == ["page 2", ""]


OTHER = "other.example"
ROWS = {ARCHIVE: [listed("a", 5), listed("b", 6)], OTHER: [listed("a", 4), listed("c", 9)]}


def both_asked(store, precision):
    with store.writing():
        run = store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
        for name in ROWS:
            store.frontier.ask_again(replace(QUESTION, archive=name, run=run, precision=precision), the.TAKEN)


def wanted(clerk):
    return {(one.archive, one.timestamp) for name in ROWS for one in clerk.next_tasks(name, 9)}


@pytest.mark.parametrize("precision", [Precision.EXACT, Precision.ALL])
@pytest.mark.parametrize("order", [(ARCHIVE, OTHER), (OTHER, ARCHIVE)])
@pytest.mark.parametrize("killed", [False, True])
def test_nothing_is_asked_for_before_every_archive_has_told_what_it_lists(store, clock, precision, order, killed):
    """Which of two equal captures is asked for would depend on who answers first."""
    both_asked(store, precision)
    clerk = asked_of(store, clock)
    for name in order:
        (task,) = clerk.next_tasks(name, 9)
        clerk.index_answered(task, ROWS[name], "")
        clerk = asked_of(store, clock) if killed else clerk
    assert wanted(clerk) == {(OTHER, the.at(4)), (OTHER, the.at(9))} | (
        {(ARCHIVE, the.at(6))} if precision is Precision.ALL else set()
    )


@pytest.mark.parametrize("killed", [False, True])
def test_an_archive_that_wants_to_be_left_alone_is_not_waited_for(store, clock, killed):
    both_asked(store, Precision.ALL)
    clerk = asked_of(store, clock)
    (first,), (second,) = (clerk.next_tasks(name, 9) for name in (ARCHIVE, OTHER))
    clerk.index_answered(first, ROWS[ARCHIVE], "")
    assert clerk.next_tasks(ARCHIVE, 9) == []
    assert clerk.failed(second, Failure.THROTTLED, "429", 3600)
    clerk = asked_of(store, clock) if killed else clerk
    assert wanted(clerk) == {(ARCHIVE, the.at(5)), (ARCHIVE, the.at(6))}
    clock.passes(hours=2)
    (again,) = clerk.next_tasks(OTHER, 9)
    clerk.index_answered(again, ROWS[OTHER], "")
    assert wanted(clerk) == {(OTHER, the.at(9))}


@pytest.mark.parametrize("killed", [False, True])
def test_an_archive_whose_list_failed_without_a_word_is_waited_for(store, clock, killed):
    both_asked(store, Precision.ALL)
    clerk = asked_of(store, clock)
    (first,), (second,) = (clerk.next_tasks(name, 9) for name in (ARCHIVE, OTHER))
    clerk.index_answered(first, ROWS[ARCHIVE], "")
    assert clerk.failed(second, Failure.TIMED_OUT, "", None)
    clerk = asked_of(store, clock) if killed else clerk
    assert wanted(clerk) == set()
    clock.passes(minutes=2)
    (again,) = clerk.next_tasks(OTHER, 9)
    clerk.index_answered(again, ROWS[OTHER], "")
    assert wanted(clerk) == {(OTHER, the.at(4)), (ARCHIVE, the.at(6)), (OTHER, the.at(9))}


def test_an_archive_that_nobody_asks_is_not_waited_for(store, clock):
    """Its questions are left of a run that asked it, or it was taken out of the settings."""
    both_asked(store, Precision.ALL)
    clerk = Clerk(store, partial(pipeline.read_in, store, CATALOG), clock, archives=[ARCHIVE])
    (task,) = clerk.next_tasks(ARCHIVE, 9)
    assert clerk.index_answered(task, ROWS[ARCHIVE], "") == 2


@pytest.mark.parametrize("precision", [Precision.EXACT, Precision.ALL])
def test_what_is_queued_at_an_archive_that_was_taken_out_of_the_settings_is_asked_of_another(store, clock, precision):
    both_asked(store, precision)
    found = [listed(f"page {day}".encode(), day) for day in range(8)]
    rows = [replace(row, timestamp=row.timestamp + timedelta(seconds=at)) for at, row in enumerate(found)]  # take turns
    clerk = asked_of(store, clock)
    for name in ROWS:
        (task,) = clerk.next_tasks(name, 9)
        clerk.index_answered(task, rows, "")
    queued = wanted(clerk)
    assert {archive for archive, _ in queued} == set(ROWS)
    clerk, came = asked_of(store, clock, archives=[ARCHIVE]), set()
    while tasks := clerk.next_tasks(ARCHIVE, 9):
        for task in tasks:
            fetched(clerk, task, b"page")
            came.add(task.timestamp)
    assert came >= {moment for _, moment in queued}


def test_a_page_that_names_itself_as_the_next_is_asked_once(store, clerk):
    ask(store)
    answer(clerk, [listed("a", 0)], resume="again")
    answer(clerk, [listed("a", 0)], resume="again")
    assert [task.kind for task in clerk.next_tasks(ARCHIVE, 9)] == [TaskKind.REPLAY]


def test_pages_that_name_each_other_as_the_next_are_asked_once(store, clerk):
    ask(store)
    for resume in ("one", "two", "one"):
        answer(clerk, [listed("a", 0)], resume=resume)
    assert [task.kind for task in clerk.next_tasks(ARCHIVE, 9)] == [TaskKind.REPLAY]


def test_a_run_that_did_not_end_asks_no_index_twice(store, clerk):
    ask_in_the_run(store)
    answer(clerk, [listed("a", 0)])
    ask_in_the_run(store)
    assert [task.kind for task in clerk.next_tasks(ARCHIVE, 9)] == [TaskKind.REPLAY]
    ask_anew(store)
    assert [task.kind for task in clerk.next_tasks(ARCHIVE, 9)] == [TaskKind.INDEX]


def test_an_index_without_rows_is_an_answer(store, clerk):
    ask(store)
    assert answer(clerk, []) == 0
    assert store.frontier.counts([ARCHIVE]) == {"done": 1}


def asked_of(store, clock, *looks, at_each=lambda: None, archives=None):
    """A clerk whose plan halves, as far as `looks` are known."""

    def needs(key, settled):
        at_each()
        return [Need(timeline="acme/privacy", spans=((None, None),), looks=looks)]

    return Clerk(store, partial(pipeline.read_in, store, CATALOG), clock, needs=needs, archives=archives)


@pytest.mark.parametrize("page", [1, 2])
def test_of_a_list_that_breaks_off_what_it_named_is_asked_for(store, clock, page):
    clerk = asked_of(store, clock)
    ask(store)
    for number in range(1, page + 1):
        answer(clerk, [listed("a", number)], resume=f"page {number + 1}")
    (task,) = clerk.next_tasks(ARCHIVE, 9)
    assert not clerk.failed(task, Failure.EXCLUDED, "not for you", None)
    assert [one.kind for one in replays(clerk)] == [TaskKind.REPLAY]


def test_a_list_that_breaks_off_is_planned_by_the_process_after_a_kill(store, clock):
    ask_in_the_run(store)
    clerk = asked_of(store, clock)
    answer(clerk, [listed("a", 0)], resume="page 2")
    (task,) = clerk.next_tasks(ARCHIVE, 9)
    with store.writing():  # killed before it planned
        store.frontier.give_up(task, "excluded")
    assert [one.kind for one in replays(asked_of(store, clock))] == [TaskKind.REPLAY]


def test_a_list_of_which_pages_are_left_is_not_planned_after_a_kill(store, clock):
    ask_in_the_run(store)
    answer(asked_of(store, clock), [listed("a", 0)], resume="page 2")
    assert [one.resume for one in replays(asked_of(store, clock))] == ["page 2"]


def test_nobody_else_waits_while_it_is_planned(store, clock, tmp_path):
    """Who is asked what is known may have to read pages first."""
    written = []

    def another_writes():
        with closing(sqlite3.connect(tmp_path / "kept.db", timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        written.append(True)

    ask_in_the_run(store)
    clerk = asked_of(store, clock, at_each=another_writes)
    answer(clerk, [listed("a", 0), listed("b", 9)])
    first, second = replays(clerk)
    fetched(clerk, first, "a")
    clerk.failed(second, Failure.EXCLUDED, "", None)
    replays(asked_of(store, clock, at_each=another_writes))
    assert len(written) >= 4


def test_what_is_asked_for_more_closely_while_its_list_is_on_the_way_is(store, clock):
    clerk = asked_of(store, clock)
    ask_in_the_run(store)
    (task,) = clerk.next_tasks(ARCHIVE, 1)
    with store.writing():
        store.frontier.ask_again(replace(task, precision=Precision.ALL), the.TAKEN)
    clerk.index_answered(task, [listed(f"page {day}".encode(), day) for day in range(9)], "")
    assert len(replays(clerk)) == 9


def test_where_all_is_wanted_it_is_planned_once_and_again_where_one_does_not_come(store, clock):
    planned, knowing = [], Knowing(store, lambda: CATALOG)

    def needs(key, settled):
        planned.append(True)
        return knowing.needs(key, settled)

    clerk = Clerk(store, knowing.read_in, clock, needs=needs)
    ask(store, *(replace(QUESTION, archive=name, precision=Precision.ALL) for name in (ARCHIVE, "other")))
    for name in (ARCHIVE, "other"):
        (task,) = clerk.next_tasks(name, 1)
        clerk.index_answered(task, [listed("a", 0), listed("b", 1), listed("c", 2)], "")
    assert (len(planned), clerk.likely_left) == (1, 3)
    tasks = sorted((one for name in (ARCHIVE, "other") for one in clerk.next_tasks(name, 9)), key=_timestamp)
    for task, text in zip(tasks[:2], "ab", strict=True):
        fetched(clerk, task, text)
    assert (len(planned), clerk.likely_left) == (1, 1)
    assert not clerk.failed(tasks[2], Failure.EXCLUDED, "", None)
    (elsewhere,) = (one for name in (ARCHIVE, "other") for one in clerk.next_tasks(name, 9))
    assert (elsewhere.timestamp, elsewhere.archive != tasks[2].archive) == (the.at(2), True)
    assert len(planned) == 2


def test_a_stop_before_any_list_came_leaves_all_of_them_unlisted(store, clock):
    ask_in_the_run(store)
    clerk = asked_of(store, clock)
    assert clerk.next_tasks("other", 1) == []
    assert (clerk.left.requests, clerk.left.unlisted) == (1, 1)
    answer(clerk, [listed("a", 0), listed("b", 9)])
    assert (clerk.left.requests, clerk.left.unlisted) == (2, 0)


def test_what_is_queued_at_an_archive_that_is_not_asked_is_not_among_what_is_left(store, clock):
    ask_in_the_run(store)
    run = store.frontier.going(RunKind.BACKFILL)
    with store.writing():
        store.frontier.ask_again(replace(QUESTION, archive="other", run=run), the.TAKEN)
    clerk = Clerk(store, lambda *_: None, clock, needs=Knowing(store, lambda: CATALOG).needs, archives=[ARCHIVE])
    clerk.go_on()
    assert (clerk.left.requests, clerk.left.unlisted) == (1, 1)


def test_a_list_that_a_budget_let_go_stays_unlisted(store, clock):
    ask_in_the_run(store)
    run = store.frontier.going(RunKind.BACKFILL)
    with store.writing():
        store.frontier.ask_again(replace(QUESTION, archive="other", run=run), the.TAKEN)
        store.frontier.limit(run, 1)
    clerk = asked_of(store, clock)
    answer(clerk, [listed("a", 0), listed("b", 9)])
    assert (clerk.next_tasks("other", 1), store.frontier.indexes_left(run)) == ([], {})
    assert (clerk.left.requests, clerk.left.unlisted) == (1, 1)


def _timestamp(task):
    return task.timestamp


# ---------------------------------------------------------------- captures


def test_a_capture_is_kept_and_its_task_done_in_one_unit(store, clerk):
    ask(store, Task(kind=TaskKind.REPLAY, archive=ARCHIVE, original=the.URL, timestamp=the.at(0)))
    (task,) = replays(clerk)
    one = the.response("a", 0, holder=ARCHIVE)
    with pytest.raises(ValueError, match="the body is not the one"):
        clerk.captured(task, one.capture, one.holding, b"another", "text/html")
    assert list(store.exporting.facts()) == []
    assert store.frontier.counts([ARCHIVE]) == {"queued": 1}
    fetched(clerk, task, "a")
    assert (len(sightings(store)), store.frontier.counts([ARCHIVE])) == (1, {"done": 1})


def test_a_capture_that_another_archive_gave_is_known(store, clerk):
    for archive in (ARCHIVE, "other.example"):
        ask(store, Task(kind=TaskKind.REPLAY, archive=archive, original=the.URL, timestamp=the.at(0)))
    (first,), (second,) = clerk.next_tasks(ARCHIVE, 9), clerk.next_tasks("other.example", 9)
    assert not fetched(clerk, first, "a").known
    one = the.response("a", 0, holder="other.example")
    assert clerk.captured(second, one.capture, one.holding, one.body, one.mimetype).known
    assert len([fact for fact in store.exporting.facts() if fact["is"] == "capture"]) == 1


def test_what_was_fetched_is_kept_before_it_is_read(store, clock):
    """A PDF can take seconds to read; a process that is killed meanwhile would fetch it again for ever."""

    def failing(*given):
        raise RuntimeError("killed here")

    ask(store, Task(kind=TaskKind.REPLAY, archive=ARCHIVE, original=the.URL, timestamp=the.at(0)))
    clerk = Clerk(store, failing, clock)
    (task,) = replays(clerk)
    with pytest.raises(RuntimeError, match="killed here"):
        fetched(clerk, task, "a")
    assert len(sightings(store)) == 1
    assert store.frontier.counts([ARCHIVE]) == {"done": 1}


def test_a_capture_that_was_kept_and_not_read_before_a_kill_is_read_when_the_timeline_is_derived(store, clock):
    ask(store, Task(kind=TaskKind.REPLAY, archive=ARCHIVE, original=the.URL, timestamp=the.at(0)))
    clerk = Clerk(store, lambda *_: None, clock)
    (task,) = replays(clerk)
    fetched(clerk, task, "a")
    assert store.conclusions.readings(the.PRIVACY) == {}
    assert the.texts_of(pipeline.derive(store, the.timeline(), the.TAKEN)) == "a"
    assert len(store.conclusions.readings(the.PRIVACY)) == 1


def test_a_task_in_hand_is_handed_out_once_and_by_a_new_clerk_again(store, clerk, clock):
    tasks = [Task(kind=TaskKind.REPLAY, archive=ARCHIVE, original=the.URL, timestamp=the.at(day)) for day in range(5)]
    ask(store, *tasks, replace(tasks[0], archive="other"))
    first, second, third = replays(clerk, 2), replays(clerk, 2), replays(clerk, 2)
    assert [task.timestamp for task in (*first, *second, *third)] == [the.at(day) for day in range(5)]
    assert replays(clerk) == []
    assert clerk.waiting(ARCHIVE) is None  # nothing that is not handed out
    assert clerk.waiting("other") == 0.0
    assert len(replays(Clerk(store, clerk, clock))) == 5


# ---------------------------------------------------------------- what did not come


@pytest.fixture
def one_task(store, clerk):
    ask(store, Task(kind=TaskKind.REPLAY, archive=ARCHIVE, original=the.URL, timestamp=the.at(0)))

    def taken():
        (task,) = clerk.next_tasks(ARCHIVE, 1)
        return task

    return taken


@pytest.mark.parametrize("reason", PASSING)
def test_what_may_pass_is_tried_again_later_and_later_and_then_given_up(store, clerk, clock, one_task, reason):
    waits = []
    for number in range(MOST_TRIES - 1):
        task = one_task()
        assert task.tries == number
        assert clerk.failed(task, reason, "nothing came", None)
        assert clerk.next_tasks(ARCHIVE, 1) == []
        waits.append(clerk.waiting(ARCHIVE))
        clock.passes(seconds=waits[-1] - 1)
        assert clerk.next_tasks(ARCHIVE, 1) == []
        clock.passes(seconds=1)
    assert waits == [60, 120, 240, 480]
    assert sightings(store) == []
    assert not clerk.failed(one_task(), reason, "nothing came", None)
    assert clerk.waiting(ARCHIVE) is None
    (kept,) = sightings(store)
    assert (kept.kind, kept.reason, kept.timestamp) == (SightingKind.FAILURE, f"{reason}: nothing came", the.at(0))
    ((task, why),) = store.frontier.failures([ARCHIVE])
    assert (task.timestamp, why) == (the.at(0), kept.reason)


@pytest.mark.parametrize("reason", LASTING)
def test_what_will_not_pass_is_given_up_at_once(store, clerk, one_task, reason):
    assert not clerk.failed(one_task(), reason, "", None)
    assert store.frontier.counts([ARCHIVE]) == {"failed": 1}
    assert [(one.kind, one.reason) for one in sightings(store)] == [(SightingKind.FAILURE, str(reason))]


@pytest.mark.parametrize("wait", [0.4, 90, 3600.5])
def test_waiting_for_a_throttling_archive_uses_no_try(store, clerk, clock, one_task, wait):
    for _ in range(2 * MOST_TRIES):
        task = one_task()
        assert task.tries == 0
        assert clerk.failed(task, Failure.THROTTLED, "status 429", wait)
        assert clerk.waiting(ARCHIVE) >= wait  # whole seconds, never less than was asked for
        assert clerk.waiting(ARCHIVE) < wait + 1
        clock.passes(seconds=clerk.waiting(ARCHIVE))
    assert sightings(store) == []


def test_a_lasting_fault_beside_a_pause_of_the_archive_is_tried_again(clerk, one_task):
    assert clerk.failed(one_task(), Failure.FORBIDDEN, "", 60)


def test_half_an_index_is_asked_for_again(store, clerk):
    ask(store)
    (task,) = clerk.next_tasks(ARCHIVE, 1)
    assert clerk.failed(task, Failure.UNREADABLE_INDEX, "cut off", None)


def test_an_index_that_cannot_be_had_says_nothing_of_the_original(store, clerk):
    ask(store)
    (task,) = clerk.next_tasks(ARCHIVE, 1)
    assert not clerk.failed(task, Failure.EXCLUDED, "not for you", None)
    assert list(store.exporting.facts()) == []
    assert [why for _, why in store.frontier.failures([ARCHIVE])] == ["excluded: not for you"]


def test_what_was_given_up_is_tried_again_when_asked(store, clerk, one_task):
    clerk.failed(one_task(), Failure.BROKEN, "", None)
    with store.writing():
        assert store.frontier.retry_failed(["other"], the.TAKEN) == 0
        assert store.frontier.retry_failed([ARCHIVE], the.TAKEN) == 1
    fetched(clerk, one_task(), "a")
    kinds = [one.kind for one in sightings(store)]
    assert sorted(kinds) == [SightingKind.FAILURE, SightingKind.RESPONSE]


def test_a_failure_is_no_sighting_of_the_page(store, clerk):
    ask(store)
    answer(clerk, [listed("a", 0), listed("b", 9)])
    first, second = replays(clerk)
    fetched(clerk, first, "a")
    clerk.failed(second, Failure.EXCLUDED, "", None)
    history = pipeline.derive(store, the.timeline(), the.TAKEN)
    assert (the.texts_of(history), history.unlooked) == ("a", 1)


# ---------------------------------------------------------------- what is due


def test_tasks_are_due_in_their_time_indexes_first(store, clerk, clock):
    replay = Task(kind=TaskKind.REPLAY, archive=ARCHIVE, original=the.URL, timestamp=the.at(0))
    with store.writing():
        store.frontier.add([replay, QUESTION], the.TAKEN + timedelta(hours=1))
    assert clerk.next_tasks(ARCHIVE, 5) == []
    assert clerk.waiting(ARCHIVE) == 3600
    clock.passes(hours=2)
    assert clerk.waiting(ARCHIVE) == 0
    assert [task.kind for task in clerk.next_tasks(ARCHIVE, 5)] == [TaskKind.INDEX, TaskKind.REPLAY]


def test_a_known_task_is_not_queued_again(store):
    with store.writing():
        assert store.frontier.add([QUESTION, QUESTION], the.TAKEN) == 1
        assert store.frontier.add([QUESTION], the.TAKEN) == 0


def test_an_archive_that_is_not_asked_anything_has_nothing_left(clerk):
    assert clerk.waiting(ARCHIVE) is None
    assert clerk.next_tasks(ARCHIVE, 5) == []
