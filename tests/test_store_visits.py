"""Is every page visited in its turn, and no host's pages before their time?"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import LIVE, Rendition, Task, TaskKind
from store import host_of, open_store
from tests import followed as the

NOW = the.TAKEN
HOUR = timedelta(hours=1)


def page(number, host="acme.example"):
    return f"https://{host}/{number:03}"


@pytest.fixture
def frontier(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened.frontier


def due(frontier, now=NOW, limit=100, without=(), **more):
    return [task.original for task in frontier.due_visits(now, limit, list(without), **more)]


def test_a_visit_is_a_task_of_its_run_at_the_live_page(frontier):
    assert frontier.add_visits([the.URL, the.URL], 7, NOW) == 1
    (task,) = frontier.due_visits(NOW, 5, [])
    assert task == Task(kind=TaskKind.VISIT, archive=LIVE, original=the.URL, run=7, id=task.id)
    assert frontier.counts([LIVE]) == {"queued": 1}
    frontier.finish(task)
    assert (due(frontier), frontier.counts([LIVE])) == ([], {"done": 1})


def test_a_visit_in_a_browser_is_a_task_of_its_own(frontier):
    assert frontier.add_visits([the.URL], 1, NOW) == 1
    assert frontier.add_visits([the.URL], 1, NOW, Rendition.BROWSER) == 1
    assert frontier.add_visits([the.URL], 2, NOW, Rendition.BROWSER) == 0
    plain, shown = frontier.due_visits(NOW, 5, [])
    assert [(task.rendition, task.run) for task in (plain, shown)] == [(Rendition.PLAIN, 1), (Rendition.BROWSER, 2)]
    frontier.finish(plain)
    assert frontier.due_visits(NOW, 5, []) == [shown]
    more = Task(kind=TaskKind.REPLAY, archive="web", original=the.URL, timestamp=NOW, rendition=Rendition.BROWSER)
    assert frontier.add([more, replace(more, rendition=Rendition.PLAIN)], NOW) == 2
    assert [task.rendition for task in frontier.due("web", NOW, 5, [])] == [Rendition.BROWSER, Rendition.PLAIN]


@pytest.mark.parametrize("ends", ["finish", "give_up"])
def test_what_was_visited_or_given_up_is_visited_anew(frontier, ends):
    frontier.add_visits([the.URL], 1, NOW)
    (task,) = frontier.due_visits(NOW, 5, [])
    frontier.put_off(task, NOW, "timed out", counts=True)
    frontier.finish(task) if ends == "finish" else frontier.give_up(task, "timed out")
    assert frontier.add_visits([the.URL], 2, NOW + HOUR) == 1
    assert due(frontier) == []
    (again,) = frontier.due_visits(NOW + HOUR, 5, [])
    assert (again.id, again.run, again.tries) == (task.id, 2, 0)
    assert frontier.failures([LIVE]) == []


def test_what_is_queued_keeps_its_time_and_counts_for_the_new_run(frontier):
    frontier.add_visits([page(1), page(2)], 1, NOW)
    first = frontier.due_visits(NOW, 5, [])[0]
    frontier.put_off(first, NOW + HOUR, "throttled", counts=True)
    assert frontier.add_visits([page(1), page(2), page(3)], 2, NOW + HOUR / 2) == 1
    assert due(frontier) == [page(2)]
    later = frontier.due_visits(NOW + HOUR, 5, [])
    assert [(one.original, one.run, one.tries) for one in later] == [
        (page(2), 2, 0),
        (page(3), 2, 0),
        (page(1), 2, 1),
    ]


def test_the_longest_due_comes_first(frontier):
    for number, hours in enumerate([3, 1, 2]):
        frontier.add_visits([page(number)], 1, NOW + hours * HOUR)
    assert due(frontier, NOW + 3 * HOUR) == [page(1), page(2), page(0)]
    assert due(frontier, NOW + 3 * HOUR, limit=2) == [page(1), page(2)]
    assert frontier.next_visit_due(NOW, []) == NOW + HOUR
    assert frontier.next_visit_due(NOW + 2 * HOUR, []) == NOW + 2 * HOUR  # never in the past


def test_what_is_in_hand_is_not_given_out_nor_waited_for(frontier):
    frontier.add_visits([page(1), page(2)], 1, NOW)
    first, second = frontier.due_visits(NOW, 5, [])
    assert due(frontier, without=[first.id]) == [page(2)]
    assert frontier.next_visit_due(NOW, [first.id]) == NOW
    assert frontier.next_visit_due(NOW, [first.id, second.id]) is None


def test_a_slow_host_does_not_hold_the_others_up(frontier):
    frontier.add_visits([page(number) for number in range(50)], 1, NOW)
    frontier.add_visits([page(0, "other.example")], 1, NOW)
    given_out = frontier.due_visits(NOW, 100, [])
    assert Counter(host_of(task.original) for task in given_out) == {"acme.example": 4, "other.example": 1}
    in_hand = [task.id for task in given_out]
    assert due(frontier, without=in_hand) == []
    frontier.finish(given_out[0])
    assert due(frontier, without=in_hand[1:]) == [page(4)]
    assert due(frontier, without=in_hand[1:], per_host=5) == [page(4), page(5)]


def test_a_host_that_is_put_off_is_put_off_with_all_its_pages(frontier):
    frontier.add_visits([page(1), page(2), page(1, "acme.example:8080"), page(1, "www.acme.example")], 1, NOW)
    frontier.add_visits([page(3)], 1, NOW + 2 * HOUR)
    frontier.put_off_host("acme.example", NOW + HOUR)
    assert due(frontier) == [page(1, "acme.example:8080"), page(1, "www.acme.example")]
    assert due(frontier, NOW + HOUR)[2:] == [page(1), page(2)]
    frontier.put_off_host("acme.example", NOW)  # a shorter pause takes nothing from a longer one
    assert len(due(frontier)) == 2
    assert due(frontier, NOW + 2 * HOUR)[-1] == page(3)


def test_a_page_that_was_visited_is_not_put_off_with_its_host(frontier):
    frontier.add_visits([page(1)], 1, NOW)
    frontier.finish(frontier.due_visits(NOW, 1, [])[0])
    frontier.put_off_host("acme.example", NOW + HOUR)
    assert frontier.next_visit_due(NOW, []) is None


def test_visits_and_tasks_of_archives_do_not_mix(frontier):
    question = Task(kind=TaskKind.INDEX, archive="web", original=the.URL)
    frontier.add([question], NOW)
    frontier.add_visits([the.URL], 1, NOW)
    assert [task.kind for task in frontier.due("web", NOW, 9, [])] == [TaskKind.INDEX]
    assert [task.kind for task in frontier.due_visits(NOW, 9, [])] == [TaskKind.VISIT]
    frontier.put_off_host("", NOW + HOUR)
    assert len(frontier.due("web", NOW, 9, [])) == 1


def test_it_is_known_which_pages_are_still_to_be_visited(frontier):
    frontier.add_visits([page(1), page(2)], 1, NOW)
    frontier.finish(frontier.due_visits(NOW, 1, [])[0])
    assert frontier.visits_queued([page(1), page(2), page(2), page(3)]) == 1
    assert frontier.visits_queued([page(1)]) == 0
    assert frontier.visits_queued([]) == 0


@pytest.mark.parametrize(
    ("original", "host"),
    [
        ("https://Acme.Example/Privacy", "acme.example"),
        ("http://acme.example:8080/", "acme.example:8080"),
        ("http://acme.example:80/", "acme.example"),
        ("https://mara:secret@acme.example:444/", "acme.example:444"),
        ("https://acme.example./", "acme.example"),
        ("http://[2001:db8::1]:81/", "[2001:db8::1]:81"),
        ("http://[broken/", ""),
        ("http://acme.example:80x/", ""),
        ("", ""),
    ],
)
def test_a_host_is_what_is_asked_one_thing_at_a_time(original, host):
    assert host_of(original) == host


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 9)),
        st.tuples(st.just("take"), st.integers(1, 5)),
        st.tuples(st.just("finish"), st.integers(0, 9)),
        st.tuples(st.just("put off"), st.integers(0, 2)),
        st.tuples(st.just("pass"), st.integers(1, 3)),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_whatever_happens_no_host_has_more_in_hand_than_it_may_and_no_page_is_asked_before_its_host(happening):
    now, in_hand, quiet_until = NOW, {}, {}
    with the.blank_store() as store:
        for what, number in happening:
            host = f"{number % 3}.example"
            if what == "add":
                store.frontier.add_visits([page(number, host)], 1, max(now, quiet_until.get(host, now)))
            elif what == "take":
                for task in store.frontier.due_visits(now, number, list(in_hand), per_host=2):
                    assert task.id not in in_hand
                    assert quiet_until.get(host_of(task.original), now) <= now
                    in_hand[task.id] = task
                assert max(Counter(host_of(task.original) for task in in_hand.values()).values(), default=0) <= 2
            elif what == "finish" and in_hand:
                store.frontier.finish(in_hand.pop(sorted(in_hand)[number % len(in_hand)]))
            elif what == "put off":
                quiet_until[host] = max(now + HOUR, quiet_until.get(host, now))
                store.frontier.put_off_host(host, now + HOUR)
            elif what == "pass":
                now += number * HOUR / 2
        left = store.frontier.counts([LIVE]).get("queued", 0)
        waiting = store.frontier.next_visit_due(now, list(in_hand))
        assert (waiting is None) == (left == len(in_hand))
