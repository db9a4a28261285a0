"""What of a step is new, where the text goes back to what it said before?"""

import pytest

from diffs import compare, judge_revision
from model import Nature, Severity
from tests.watched import clause

OPENING = [
    clause("Brackenfell looks after your boat and writes this policy so that you know what it knows about you."),
    clause("We ask for your name and for the number of your berth when you first tie up at our jetty."),
    clause("You can write to the harbour office whenever you like and see everything that is filed about you."),
]
CAMERAS = clause("Cameras on the jetty film who comes and goes, and the pictures are wiped after thirty days.")
INSURERS = clause("We hand the name of a boat and of its owner to the insurers of other boats after a collision.")
CHILDREN = clause("Whoever is under the age of sixteen needs a guardian who signs for the berth and pays for it.")
COURTS = clause("The courts of the county in which the harbour lies decide about every dispute with our office.")
FULL = [*OPENING, CAMERAS, INSURERS, CHILDREN, COURTS]
TORN = OPENING[:1]
SALE = clause("From next spring we sell the list of owners to the makers of sails and to their advertisers.")


def judged(before, after, *earlier):
    return judge_revision(before, after, compare(before, after), earlier)


def news(found):
    return [change for change in found.changes if change.judgement.alert]


def test_what_comes_with_a_return_is_the_only_news():
    found = judged(TORN, [*FULL, SALE], FULL)
    assert [change.after for change in news(found)] == [(SALE,)]
    assert found.judgement.natures == (Nature.SUBSTANTIVE, Nature.EXTRACTION)
    assert "we sell" in found.judgement.because


def test_the_nearest_earlier_text_is_asked_and_not_only_the_last():
    other = [clause("This page cannot be shown in your harbour at present, so please come back another day soon.")]
    found = judged(other, [*FULL, SALE], FULL, TORN, other, TORN)
    assert [change.after for change in news(found)] == [(SALE,)]


def test_what_a_return_leaves_out_is_news_if_the_earlier_text_had_it():
    without = [one for one in FULL if one is not COURTS]
    shown_wrongly = [*without[:-3], COURTS]
    found = judged(shown_wrongly, without, FULL)
    assert [change.before for change in news(found)] == [(COURTS,)]


def test_a_clause_that_goes_with_a_swapped_text_and_that_the_earlier_one_never_had_is_no_news():
    guest = clause("As a guest for one night you pay in cash and nobody asks you for your name at all.")
    found = judged([*TORN, guest], [*FULL, SALE], FULL)
    assert [change.after for change in news(found)] == [(SALE,)]


KEPT = "We keep the log of the gate for {} after you have left, and nobody but the harbour master may read {} in it."


def test_a_clause_that_goes_back_to_earlier_wording_with_something_new_shows_only_the_new():
    first = clause(KEPT.format("ten days", "what is written"))
    trial = clause("The gate is not watched while we repair it, so for now there is no log that anybody could read.")
    last = clause(KEPT.format("two years", "what is written"))
    found = judged([*OPENING, trial, COURTS], [*OPENING, last, COURTS], [*OPENING, first, COURTS])
    assert found.judgement.alert
    assert found.judgement.severity is Severity.MAJOR
    assert "ten days -> two years" in found.judgement.because
    assert Nature.EXTRACTION in found.judgement.natures
    assert "no" not in found.judgement.because


def test_a_step_that_goes_on_from_the_text_before_it_is_judged_as_without_memory():
    step = [*FULL[:-1], SALE]
    assert judged(FULL, step, TORN) == judged(FULL, step)


def test_a_clause_that_stands_twice_from_now_on_returns_from_nowhere():
    twice = [*FULL, CAMERAS]
    assert judged(FULL, twice, FULL) == judged(FULL, twice)


def test_what_only_looked_different_before_is_no_return():
    bold = clause(CAMERAS.text.upper())
    quiet = judged([*OPENING, CAMERAS], [*OPENING, bold], [*OPENING, CAMERAS])
    assert quiet.judgement.natures == (Nature.TYPOGRAPHIC,)


@pytest.mark.parametrize("count", [1, 40])
def test_however_many_earlier_texts_there_are_only_one_is_compared(count, monkeypatch):
    calls = []
    monkeypatch.setattr("diffs.returning.compare", lambda *texts: calls.append(texts) or compare(*texts))
    earlier = [[*FULL, clause(f"The tide of day {number} was noted by the harbour master.")] for number in range(count)]
    judged(TORN, [*FULL, SALE], *earlier)
    assert len(calls) == 1
