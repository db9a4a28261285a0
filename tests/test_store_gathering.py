"""Does what a visit was led to belong to what it asked for, and is it found without going through everything?"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import LIVE, Holding, Sighting, SightingKind, TimelineId, original_key
from store import open_store
from tests import followed as the

ASKED, LED_TO, ELSEWHERE = the.URL, the.MOVED_TO, "https://other.example/"
KEYS = [original_key(ASKED)]
OTHERS = TimelineId.parse("other/terms")


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def keep(store, one, asked=""):
    return store.facts.keep_capture(one.capture, one.holding, one.body, one.mimetype, asked)


def still_stands(one, day, asked=""):
    return Sighting(
        original=one.capture.original,
        timestamp=the.at(day),
        kind=SightingKind.NOT_MODIFIED,
        holder=LIVE,
        taken_at=the.at(day),
        statuscode=304,
        digest=one.capture.digest,
        asked=asked,
    )


def redirect(day, original=ASKED):
    return the.response("away", day, original=original)


def test_what_a_visit_was_led_to_is_seen_of_what_it_asked_for(store):
    there = the.response("a", 0, original=LED_TO)
    keep(store, redirect(0))
    keep(store, there, asked=ASKED)
    failed = replace(the.failure(3, original=LED_TO, holder=LIVE), asked=ASKED)
    store.facts.keep_sightings([still_stands(there, 2, asked=ASKED), failed])
    facts = store.facts.of_originals(KEYS, the.PRIVACY)
    assert [one.capture for one in facts.held] == [there.capture, redirect(0).capture]
    assert facts.held[0].holdings == (there.holding,)
    assert list(facts.sightings) == [
        replace(there.sighting, asked=ASKED),
        redirect(0).sighting,
        still_stands(there, 2, asked=ASKED),
        failed,
    ]


def test_a_body_that_still_stands_is_held_whoever_brought_it(store):
    """Two originals lead to one page; only the first visit to it brings a body."""
    there = the.response("a", 0, original=LED_TO)
    keep(store, there, asked=ELSEWHERE)
    store.facts.keep_sightings([still_stands(there, 1, asked=ASKED)])
    facts = store.facts.of_originals(KEYS, the.PRIVACY)
    assert [one.capture for one in facts.held] == [there.capture]
    assert list(facts.sightings) == [still_stands(there, 1, asked=ASKED)]


def test_what_others_saw_where_a_visit_was_led_to_is_no_sight_of_what_was_asked(store):
    keep(store, the.response("a", 0, original=LED_TO), asked=ASKED)
    keep(store, the.response("b", 1, original=LED_TO))
    keep(store, the.response("c", 2, original=ELSEWHERE))
    store.facts.keep_sightings([the.row("a", 3, original=LED_TO)])
    assert [one.timestamp for one in store.facts.of_originals(KEYS, the.PRIVACY).sightings] == [the.at(0)]


def test_the_same_answer_asked_for_itself_and_by_a_redirect_is_two_sightings(store):
    there = the.response("a", 0, original=LED_TO)
    assert keep(store, there)
    assert not keep(store, there, asked=ASKED)
    assert not keep(store, there, asked=ASKED)
    seen = store.facts.of_originals([original_key(LED_TO)], the.PRIVACY).sightings
    assert [one.asked for one in seen] == ["", ASKED]
    assert [line["asked"] for line in store.exporting.facts() if line["is"] == "sighting"] == ["", ASKED]


ORIGINALS = [ASKED, LED_TO, ELSEWHERE]
events = st.one_of(
    st.tuples(st.just("capture"), st.sampled_from(ORIGINALS), st.sampled_from(["", *ORIGINALS]), st.integers(0, 2)),
    st.tuples(st.just("stands"), st.sampled_from(ORIGINALS), st.sampled_from(["", *ORIGINALS]), st.integers(0, 2)),
    st.tuples(st.just("holding"), st.sampled_from(ORIGINALS), st.just(""), st.integers(0, 2)),
)


def happens(store, event):
    what, original, asked, day = event
    one = the.response("a", day, original=original)
    if what == "capture":
        keep(store, one, asked)
    elif what == "stands":
        store.facts.keep_sightings([still_stands(one, day, asked)])
    else:
        memento = f"https://web.example/{day}/{original}"
        keep(store, replace(one, holding=Holding(holder="web", memento=memento, taken_at=the.TAKEN)))


@settings(max_examples=60, deadline=None)
@given(st.lists(events, max_size=8))
def test_equal_marks_mean_equal_facts_and_a_new_fact_is_always_noticed(arriving):
    """Also of what arrived at an original to which a redirect led only later."""
    with the.blank_store() as store:
        for event in arriving:
            before = store.facts.of_originals(KEYS, the.PRIVACY)
            happens(store, event)
            after = store.facts.of_originals(KEYS, the.PRIVACY)
            assert after.upto == store.facts.upto(KEYS, the.PRIVACY)
            if after != replace(before, upto=after.upto):
                assert after.upto != before.upto
            # no sighting names a body that is there and is not among what is held
            held = {(one.capture.original, one.capture.digest) for one in after.held}
            for seen in after.sightings:
                if seen.digest and store.facts.has_body(seen.digest) and kept(store, seen):
                    assert (seen.original, seen.digest) in held


def kept(store, seen):
    every = store.facts.of_originals([original_key(one) for one in ORIGINALS], OTHERS).held
    return (seen.original, seen.digest) in {(one.capture.original, one.capture.digest) for one in every}


# ---------------------------------------------------------------- that nothing is gone through from end to end


# The largest value of a column without an index is a SEARCH that names none; an index of what waits is small.
TABLES = "(seen|capture|held|task|body|original|alert|attempt)"
BIG = re.compile(rf"^SCAN {TABLES}\b(?! USING INDEX alert_waiting)|^SEARCH {TABLES}$")


def gone_through(store, ask):
    """The steps of the plans of every statement that `ask` makes, where they go through a whole table."""
    statements = []
    store._db.conn.set_trace_callback(statements.append)
    ask()
    store._db.conn.set_trace_callback(None)
    asked = [one for one in statements if one.startswith(("SELECT", "WITH", "UPDATE"))]
    assert asked
    plans = [row[3] for one in asked for row in store._db.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()]
    return [step for step in plans if BIG.match(step)]


NOW = the.TAKEN + timedelta(days=1)
QUESTIONS = {
    "facts": lambda store: store.facts.of_originals([*KEYS, original_key(LED_TO)], the.PRIVACY),
    "mark": lambda store: store.facts.upto(KEYS, the.PRIVACY),
    "latest": lambda store: store.looks.latest_live(ASKED),
    "validators": lambda store: store.looks.validators(ASKED, the.FIRST_DAY),
    "looks": lambda store: store.looks.live_looks(KEYS),
    "visits": lambda store: store.looks.live_visits(KEYS),
    "due visits": lambda store: store.frontier.due_visits(NOW, 10, [1, 2]),
    "next visit": lambda store: store.frontier.next_visit_due(NOW, [1]),
    "queued": lambda store: store.frontier.visits_queued([ASKED, LED_TO]),
    "put off": lambda store: store.frontier.put_off_host("acme.example", NOW),
    "undelivered": lambda store: store.outbox.undelivered(),
    "alerts of a channel": lambda store: store.outbox.of_channel("mail", 5),
    "collected": lambda store: store.outbox.collected("mara", NOW),
    "told": lambda store: store.outbox.told_count("mara", the.FIRST_DAY, NOW),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_question_goes_through_a_whole_table(store, question):
    keep(store, redirect(0))
    keep(store, the.response("a", 0, original=LED_TO), asked=ASKED)
    store.frontier.add_visits([ASKED, LED_TO], 1, the.TAKEN)
    assert gone_through(store, lambda: question(store)) == []


@pytest.mark.parametrize("what", ["sum(length)", "max(length)", "count(taken)"])
def test_going_through_a_whole_table_would_be_noticed(store, what):
    assert gone_through(store, lambda: store._db.execute(f"SELECT {what} FROM seen").fetchall())
