"""Does every question get an answer, whatever a user types?"""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pipeline
from model import Bracket, Location, TimelineId
from store import FactCounts, open_store
from tests import followed as the

SHARING = the.timeline(Location(original=the.URL), name=TimelineId.parse("acme/privacy~eu"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Texts a, b, a, and a page in another script, in two timelines."""
    foreign = the.page(
        "Мы не продаём ваши данные.", "Wir verkaufen Ihre Daten nicht: so schützen wir Nutzer.", "個人情報 ☂ 30 %"
    )
    both = the.catalog_of(the.timeline(), SHARING)
    with open_store(tmp_path_factory.mktemp("asked") / "kept.db") as opened:
        the.arrive(opened, both, *(the.response(text, day) for day, text in enumerate(["a", "b", "a", foreign])))
        for timeline in both.timelines:
            pipeline.derive(opened, timeline, the.TAKEN)
        yield opened


def found(store, words, **other):
    return [hit.clause.text for hit in store.questions.search(words, timelines=[the.PRIVACY], **other)]


@settings(max_examples=400, deadline=None)
@example('"')
@example('"""')
@example("sell AND NOT")
@example("NEAR(sell data, 2)")
@example("text: sell*")
@example("^sell - + ( ) { } : ' ; --")
@example("\0")
@example('se\0ll "third\0 parties"')
@example("\ud800")
@example("🦊 👩‍👩‍👧 ²  x\u0301 \U0001e900 \ue000")
@example("don't sell")
@given(st.text() | st.text("\"'*^:+-(){}[]\0 selAND\ud800🦊"))
def test_any_words_are_an_answer_and_never_an_error(store, words):
    for hit in store.questions.search(words):
        assert hit.excerpt


@pytest.mark.parametrize("words", ["sell " * 5000, " ".join(f"w{n}" for n in range(5000)), '"' * 5001, "x" * 1_000_000])
def test_very_long_questions_are_answered(store, words):
    store.questions.search(words)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("sell", 1),
        ("SELL", 1),
        ("data sell", 1),
        ('"your data"', 1),
        ('"data your"', 0),
        ('"your data" sell', 1),
        ("sell AND data", 0),  # a word like any other
        ("sel*", 0),
        ("ten days", 1),
        ("years", 1),
        ("nothing", 0),
        ("продаём", 1),
        ("ihre", 1),
        ("schutzen", 1),  # written with ü
        ("30 %", 1),
        ("% ☂", 0),
        ("", 0),
    ],
)
def test_words_are_looked_for_as_they_are_written(store, words, hits):
    assert len(found(store, words)) == hits


def test_a_wording_is_found_once_in_a_timeline_with_when_it_was_first_and_last_seen(store):
    """The text of version 1 is gone in version 2 and returns in version 3."""
    (hit,) = store.questions.search('"ten days"', timelines=[the.PRIVACY])
    assert (hit.first.number, hit.last.number, hit.nth) == (1, 3, 1)
    assert "[ten days]" in hit.excerpt


def test_each_timeline_answers_for_itself(store):
    assert [str(hit.timeline) for hit in store.questions.search("ten")] == ["acme/privacy", "acme/privacy~eu"]
    assert found(store, "ten", limit=1) == ["We keep your name and your address for ten days."]


def test_what_is_not_there_is_an_error_that_names_it(store):
    for ask in (store.questions.text, store.questions.provenance):
        with pytest.raises(LookupError, match="acme/privacy has no version 9"):
            ask(the.PRIVACY, 9)
    for ask in (store.questions.revision, store.questions.step):
        with pytest.raises(LookupError, match="acme/privacy: no revision led to version 1"):
            ask(the.PRIVACY, 1)


def test_what_was_kept_of_a_history_is_the_history(store):
    history = pipeline.derive(store, the.timeline(), the.TAKEN)
    ask = store.questions
    assert ask.versions(the.PRIVACY) == list(history.versions)
    assert ask.revisions(the.PRIVACY) == list(history.revisions)
    assert [ask.text(the.PRIVACY, one.number).clauses for one in history.versions] == [t.clauses for t in history.texts]
    assert [ask.identities(the.PRIVACY, one.number) for one in history.versions] == list(history.identities)
    assert ask.spells(the.PRIVACY) == list(history.spells)
    assert [one.settled for one in ask.looked_at(the.PRIVACY)] == [one.settled for one in history.examined]


def test_of_many_versions_at_once_the_same_is_told_as_of_each(store):
    ask, numbers = store.questions, [2, 4]
    assert ask.versions(the.PRIVACY, numbers) == [ask.version(the.PRIVACY, one) for one in numbers]
    assert ask.revisions(the.PRIVACY, numbers) == [ask.revision(the.PRIVACY, one) for one in numbers]
    assert ask.texts(the.PRIVACY, [9, *numbers]) == {one: ask.text(the.PRIVACY, one) for one in numbers}
    sources = ask.sources(the.PRIVACY)
    assert {one: source.provenance for one, source in sources.items()} == {
        one.number: ask.provenance(the.PRIVACY, one.number) for one in ask.versions(the.PRIVACY)
    }
    assert ask.sources(the.PRIVACY, numbers) == {one: sources[one] for one in numbers}
    assert {one: source.title for one, source in sources.items()} == {
        one: ask.text(the.PRIVACY, one).title for one in sources
    }


def test_an_outline_of_a_step_has_all_but_the_clauses(store):
    whole = store.questions.revisions(the.PRIVACY)
    bare = [replace(one, changes=tuple(replace(c, before=(), after=()) for c in one.changes)) for one in whole]
    assert any(one.changes for one in bare)
    assert store.questions.outlines(the.PRIVACY) == bare


def test_what_showed_no_text_is_counted_inside_each_bracket(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        seen = [the.response(text, day) for day, text in enumerate(("a", "gone", "wall", "gone", "b", "gone", "c"))]
        the.history_of(opened, *seen)
        steps = [Bracket(after=None, by=the.at(9)), *opened.questions.brackets(the.PRIVACY)]
        counts = [opened.reasons.without_the_text(one.after, one.by, [the.PRIVACY]) for one in steps]
        assert sum(counts[0].values()) == 4
        assert opened.reasons.without_the_texts(the.PRIVACY, steps) == counts


def test_a_summary_counts_what_there_is(store):
    one = next(one for one in store.questions.summaries() if one.timeline == the.PRIVACY)
    assert (one.versions, one.captures, one.unlooked, one.first_seen, one.last_seen) == (4, 4, 0, the.at(0), the.at(3))


def test_an_interval_of_changes_is_half_open_and_ends_where_the_bracket_does(store):
    def numbers(since, until):
        return [number for _, number in store.questions.revised_between(since, until, [the.PRIVACY])]

    assert numbers(None, None) == [2, 3, 4]
    assert numbers(the.at(1), the.at(2)) == [2]
    assert numbers(the.at(1, 1), the.at(2, 1)) == [3]
    assert numbers(the.at(4), None) == []


def test_only_the_changes_that_alert_can_be_asked_for(store):
    alerts = [(the.PRIVACY, one.after) for one in store.questions.revisions(the.PRIVACY) if one.judgement.alert]
    assert store.questions.revised_between(None, None, [the.PRIVACY], only_alerts=True) == alerts
    assert 0 < len(alerts) < 3


def test_words_are_found_by_the_beginning_of_their_digest(store):
    clause = store.questions.text(the.PRIVACY, 1).clauses[0]
    assert store.questions.words_of(clause.digest[:8]) == [(clause.digest, clause.words)]
    assert store.questions.words_of("0" * 64) == []


def test_characters_are_found_inside_a_run_of_japanese_in_their_order(store):
    assert found(store, "人情") == ["個人情報 ☂ 30 %"]
    assert found(store, '"情 報"') == ["個人情報 ☂ 30 %"]
    assert found(store, "報情") == []


def test_facts_are_counted_and_the_database_measured(tmp_path):
    with open_store(tmp_path / "kept.db") as own:
        assert own.questions.fact_counts() == FactCounts(captures=0, sightings=0, bodies=0)
        one = the.response("a", 0)
        the.arrive(
            own, the.catalog_of(the.timeline()), one, one, the.response("a", 1), the.response("b", 2), the.row("a", 3)
        )
        kept = {
            what: own._db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
            for what in ("capture", "sighting", "body")
        }
        counts = own.questions.fact_counts()
        assert {"capture": counts.captures, "sighting": counts.sightings, "body": counts.bodies} == kept
        assert kept == {"capture": 3, "sighting": 4, "body": 2}
        own._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert own.questions.database_size() == (tmp_path / "kept.db").stat().st_size


def test_the_size_of_a_timeline_is_its_versions_and_the_steps_that_matter(store):
    matter = sum(one.judgement.alert for one in store.questions.revisions(the.PRIVACY))
    assert store.questions.size(the.PRIVACY) == (4, matter)
    assert store.questions.size(TimelineId.parse("acme/terms")) == (0, 0)
