"""Do made histories hang together, as derived ones do?"""

from itertools import pairwise
from random import Random

import pytest

from benchmarks.answering.drafts import Drafts
from benchmarks.answering.filling import fill
from benchmarks.answering.made import Plan, made
from benchmarks.clause_texts import clause as invented
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
