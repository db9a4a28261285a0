"""Are the lives of clauses told as they were concluded, and found without going through everything?"""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pipeline
from model import Location, TimelineId
from store import open_store
from tests import followed as the

SHARING = the.timeline(Location(original=the.URL), name=TimelineId.parse("acme/privacy~eu"))
LATER = "https://later.example/privacy"
OTHER = the.timeline(Location(original=LATER), name=TimelineId.parse("later/privacy"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Texts a, b, a, c in two timelines; in a third b, and later a."""
    every = the.catalog_of(the.timeline(), SHARING, OTHER)
    with open_store(tmp_path_factory.mktemp("lived") / "kept.db") as opened:
        the.arrive(opened, every, *(the.response(text, day) for day, text in enumerate("abac")))
        the.arrive(opened, every, *(the.response(text, day + 1, original=LATER) for day, text in enumerate("bbba")))
        for timeline in every.timelines:
            pipeline.derive(opened, timeline, the.TAKEN)
        yield opened


def said(store, words, **other):
    return [(str(one.timeline), one.first, one.last, one.versions) for one in store.lives.first_said(words, **other)]


def test_a_trace_is_what_was_concluded(store):
    history = pipeline.derive(store, the.timeline(), the.TAKEN)
    trace = store.lives.trace(the.PRIVACY, 4)
    assert trace.identities == history.identities
    assert list(trace.alignments) == [tuple(c.alignment for c in one.changes) for one in history.revisions]
    assert list(trace.brackets[1:]) == [one.bracket for one in history.revisions]


def test_of_the_first_version_nobody_knows_after_which_instant_it_came(store):
    first = store.lives.trace(the.PRIVACY, 1).brackets[0]
    assert (first.after, first.by) == (None, the.at(0))


def test_words_that_return_have_the_number_of_the_version_that_had_them_first(store):
    """Version 3 says again what version 1 said."""
    trace, clauses = store.lives.trace(the.PRIVACY, 3), store.questions.text(the.PRIVACY, 3).clauses
    pairs = zip(trace.identities[2], clauses, strict=True)
    assert [trace.worded[identity.id, clause.digest] for identity, clause in pairs] == [1] * len(clauses)


def test_a_trace_goes_no_further_than_asked(store):
    trace = store.lives.trace(the.PRIVACY, 2)
    assert [len(part) for part in (trace.identities, trace.alignments, trace.brackets)] == [2, 1, 2]


def test_what_was_split_on_the_way_is_known_by_the_version_in_which_that_happened(tmp_path):
    whole = "We keep letters for ten days in the cellar. We keep parcels for a year in the tower of the old harbour."
    apart = [f"{part.strip('.')}." for part in whole.split(". ")]
    pages = [the.page(*the.TEXTS["a"], *text) for text in ([whole], apart, [*apart, "Ask us about it."])]
    with open_store(tmp_path / "kept.db") as opened:
        history = the.history_of(opened, *(the.response(page, day) for day, page in enumerate(pages)))
        came = {one.id for one in history.identities[1] if one.parents}
        assert len(came) == 2
        ways = [(1, 1), (1, 2), (1, 3), (2, 3)]
        assert [opened.lives.torn(the.PRIVACY, *way) for way in ways] == [set(), came, came, set()]


def test_words_are_told_once_for_each_clause_oldest_first(store):
    """The words were gone in version 2 of the first two timelines; the third said something else till its version 2."""
    assert said(store, '"ten days"') == [
        ("acme/privacy", 1, 3, 2),
        ("acme/privacy~eu", 1, 3, 2),
        ("later/privacy", 2, 2, 1),
    ]


def test_a_clause_that_was_reworded_is_told_once_with_all_its_wordings(store):
    assert said(store, '"We keep your name"', timelines=[the.PRIVACY]) == [("acme/privacy", 1, 4, 4)]


def test_it_is_said_between_which_instants_the_words_came_and_went(store):
    one = next(one for one in store.lives.first_said("never sell", timelines=[the.PRIVACY]))
    assert (one.came.after, one.came.by) == (None, the.at(0))
    assert (one.went.after, one.went.by) == (the.at(2), the.at(3))
    (last,) = store.lives.first_said("partners", timelines=[the.PRIVACY])
    assert (last.came.after, last.came.by, last.went) == (the.at(2), the.at(3), None)


def test_whoever_may_have_had_words_before_the_first_was_seen_stands_above_those_who_had_not(tmp_path):
    """The second company was seen to get them after the first had them; nobody looked at the third one before."""
    names, url = ("one", "two", "three"), "https://{}.example/privacy".format
    every = [the.timeline(Location(original=url(name)), name=TimelineId.parse(f"{name}/privacy")) for name in names]
    seen = [("one", "a", 0), ("one", "c", 1), ("two", "a", 1), ("two", "c", 2), ("three", "c", 9)]
    with open_store(tmp_path / "kept.db") as opened:
        arrived = [the.response(text, day, original=url(name)) for name, text, day in seen]
        the.arrive(opened, the.catalog_of(*every), *arrived)
        for timeline in every:
            pipeline.derive(opened, timeline, the.TAKEN)
        rows = [str(one.timeline) for one in opened.lives.first_said("partners")]
        assert rows == ["one/privacy", "three/privacy", "two/privacy"]
        assert [str(one.timeline) for one in opened.lives.first_said("partners", limit=2)] == rows[:2]


def test_no_more_rows_come_than_asked_for(store):
    assert len(store.lives.first_said("data", limit=2)) == 2


@settings(max_examples=100, deadline=None)
@example("")
@example('"')
@example("NEAR(sell data, 2)")
@example("se\0ll")
@example("\ud800")
@given(st.text() | st.text("\"'*^:+-(){}[]\0 selAND\ud800"))
def test_any_words_are_an_answer_and_never_an_error(store, words):
    for one in store.lives.first_said(words):
        assert one.excerpt


SCAN = re.compile(r"^SCAN (version|revision|change|span|wording|text|history)\b")
QUESTIONS = {
    "torn": lambda store: store.lives.torn(the.PRIVACY, 1, 3),
    "trace": lambda store: store.lives.trace(the.PRIVACY, 3),
    "first said": lambda store: store.lives.first_said("data"),
    "first said in": lambda store: store.lives.first_said("data", timelines=[the.PRIVACY, OTHER.id]),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_question_goes_through_a_whole_table(store, question):
    statements = []
    store._db.conn.set_trace_callback(statements.append)
    question(store)
    store._db.conn.set_trace_callback(None)
    asked = [one for one in statements if one.startswith(("SELECT", "WITH"))]
    plans = [row[3] for one in asked for row in store._db.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()]
    assert plans
    assert [step for step in plans if SCAN.match(step)] == []
