"""Do made histories hang together, as derived ones do, and do our store and git answer the same about them?"""

from argparse import Namespace
from itertools import pairwise
from random import Random

import pytest

from benchmarks.answering.asked import dated_questions, phrases
from benchmarks.answering.drafts import Drafts
from benchmarks.answering.filling import fill
from benchmarks.answering.in_git import Git
from benchmarks.answering.made import Plan, made
from benchmarks.clause_texts import clause as invented
from benchmarks.queries import faster, run
from benchmarks.world.goals import report
from extract import clause_of_block
from model import EditKind
from store import open_store

PLAN = Plan(versions=120, timelines=4, distinct=900, touches=5)


@pytest.fixture(scope="module")
def drafts():
    roll = Random(3)
    texts = tuple(tuple(clause_of_block(invented(roll)) for _ in range(40)) for _ in range(5))
    return Drafts(texts=texts, clauses=tuple(one for text in texts for one in text))


@pytest.fixture(scope="module")
def histories(drafts):
    return list(made(PLAN, drafts))


def steps(histories):
    for history in histories:
        for revision, (before, after), names in zip(
            history.revisions, pairwise(history.texts), pairwise(history.identities), strict=True
        ):
            yield revision, before.clauses, after.clauses, names


def test_there_are_as_many_versions_as_asked_for_and_most_in_few_timelines(histories):
    lengths = [len(history.versions) for history in histories]
    assert sum(lengths) == PLAN.versions
    assert lengths == sorted(lengths, reverse=True)


def test_the_same_seed_makes_the_same(histories, drafts):
    assert list(made(PLAN, drafts)) == histories


def test_what_no_change_names_stands_in_both_versions_with_its_words_and_name(histories):
    for revision, before, after, (old, new) in steps(histories):
        gone = {place for one in revision.changes for place in one.alignment.before}
        come = {place for one in revision.changes for place in one.alignment.after}
        kept = [(old[i], clause) for i, clause in enumerate(before) if i not in gone]
        assert kept == [(new[j], clause) for j, clause in enumerate(after) if j not in come]


def test_changes_hold_the_clauses_at_their_places_and_edits_lead_from_one_to_the_other(histories):
    for revision, before, after, (old, new) in steps(histories):
        for one in revision.changes:
            assert one.before == tuple(before[i] for i in one.alignment.before)
            assert one.after == tuple(after[j] for j in one.alignment.after)
            assert [old[i] for i in one.alignment.before] == [new[j] for j in one.alignment.after] or len(
                one.before
            ) != len(one.after)
            for side, left_out in ((one.before, EditKind.INSERTED), (one.after, EditKind.DELETED)):
                said = " ".join(edit.text for edit in one.edits if edit.kind is not left_out).split()
                assert said == [word for clause in side for word in clause.text.split()]


def test_versions_return_to_the_text_that_they_say(histories):
    returned = [(history, revision) for history in histories for revision in history.revisions if revision.returns_to]
    assert returned
    for history, revision in returned:
        was, now = history.versions[revision.returns_to - 1], history.versions[revision.after - 1]
        assert was.canonical == now.canonical
        assert history.texts[was.number - 1].clauses == history.texts[now.number - 1].clauses


def test_moments_rise(histories):
    for history in histories:
        moments = [at for version in history.versions for at in (version.first_seen, version.last_seen)]
        assert moments == sorted(moments)


def test_a_store_gives_back_what_was_made(tmp_path, histories):
    with open_store(tmp_path / "made.db") as store:
        fill(store, histories)
        for history in histories:
            assert store.questions.versions(history.timeline) == list(history.versions)
            assert store.questions.revisions(history.timeline) == list(history.revisions)
            last = len(history.versions)
            assert store.questions.text(history.timeline, last).clauses == history.texts[-1].clauses


@pytest.fixture(scope="module")
def store(tmp_path_factory, histories):
    with open_store(tmp_path_factory.mktemp("answering") / "clausewatch.db") as store:
        fill(store, histories)
        yield store


def test_git_says_what_the_store_says(tmp_path, store, histories):
    peer = Git(tmp_path / "git", histories)
    assert peer.commits == PLAN.versions
    for one in dated_questions(store, PLAN, 6):
        text = store.questions.text(one.timeline, one.number)
        assert peer.text(one.timeline, one.at).splitlines() == [clause.text for clause in text.clauses]
        assert len(peer.timeline(one.timeline)) == len(store.questions.versions(one.timeline))
        last = store.questions.size(one.timeline)[0]
        assert len(peer.blame(one.timeline).splitlines()) == len(store.questions.text(one.timeline, last).clauses)
        assert store.questions.standing(one.timeline, one.at).number == one.number
    (phrase,) = list(phrases(store, dated_questions(store, PLAN, 1)))
    assert peer.first(phrase)
    assert store.lives.first_said(f'"{phrase}"')


def test_all_that_is_asked_has_a_goal(tmp_path, drafts, capsys):
    given = Namespace(versions=60, timelines=3, distinct=500, large=90, asked=5, git=1, command_line=True)
    goals = {goal.name: goal for goal in run(tmp_path, drafts, given)}
    assert goals.keys() == {
        *("standing_in_what_git_takes", "clause_ids_p95_ms", "text_p95_ms", "text_in_what_git_takes"),
        *("blame_in_what_git_takes", "timeline_in_what_git_takes", "steps_in_what_git_takes"),
        "first_use_in_what_git_takes",
        *("search_ms", "search_in_what_bm25_takes", "not_the_best"),
        *("standing_of_many", "clause_ids_of_many_p95_ms", "text_of_many_p95_ms"),
    }
    assert goals["not_the_best"].met
    assert "SEARCH " in capsys.readouterr().out  # how SQLite goes about one of the slowest statements


def test_a_goal_is_missed_by_a_figure_that_is_too_large(capsys):
    assert report([faster("standing", 0.02, 300, 10_000)]) == 0
    assert report([faster("standing", 0.04, 300, 10_000)]) == 1
    assert "7,500 times as fast (10,000 asked for)" in capsys.readouterr().out
