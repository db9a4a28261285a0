"""Are the best found without weighing all, and is it known when and where they stood?"""

from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.answering.drafts import Drafts
from benchmarks.answering.filling import fill
from benchmarks.answering.made import Plan, made
from benchmarks.clause_texts import clause as invented
from extract import clause_of_block
from store import open_store, ranking
from store.matching import asked
from store.ranking import Ranking, dense_words, unknown, words_in

WORD = st.sampled_from(["data", "Data", "café", "cafe", "we", "share", "о", "данные", "個", "人", "x-y", "of", "the"])
TEXT = st.lists(st.tuples(WORD, st.sampled_from([" ", ", ", ". ", "\u00a0"])), max_size=60)
TEXTS = st.lists(TEXT.map(lambda parts: "".join(word + gap for word, gap in parts)), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("ranking") / "made.db") as store:
        roll = Random(3)
        texts = tuple(tuple(clause_of_block(invented(roll)) for _ in range(40)) for _ in range(5))
        drafts = Drafts(texts=texts, clauses=tuple(one for text in texts for one in text))
        fill(store, made(Plan(versions=120, timelines=4, distinct=900, touches=5), drafts))
        yield store


def said(store, text, words=None):
    new = "INSERT INTO wording (digest, words, text) VALUES (?, ?, ?) RETURNING id"
    return store._db.execute(new, [text.encode(), words, text]).fetchone()[0]


@contextmanager
def undone(store):
    """What is written meanwhile is not kept."""
    store._db.execute("BEGIN")
    try:
        yield
    finally:
        store._db.conn.rollback()


def by_bm25(store, query):
    return store._db.execute(
        "SELECT rowid, bm25(wording_search, 1, 1, 0) AS rank FROM wording_search WHERE wording_search MATCH ?"
        " ORDER BY rank, rowid",
        [query],
    ).fetchall()


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("ranking") / "empty.db") as store:
        yield store


@given(texts=TEXTS, words=st.lists(WORD, min_size=1, max_size=3), phrase=st.booleans(), most=st.integers(1, 12))
def test_the_best_are_those_of_bm25_over_all_with_all_that_rank_as_the_last(empty, texts, words, phrase, most):
    question = asked(f'"{" ".join(words)}"' if phrase else " ".join(words))
    with pytest.MonkeyPatch.context() as patch, undone(empty):
        patch.setattr(ranking, "_FEW", 0)
        patch.setattr(ranking, "_EQUAL", 1)
        for text in texts:
            said(empty, text)
        found, whole = Ranking(empty._db).best(question, most)
        every = by_bm25(empty, question.query)
        expected = [one for one in every if len(every) < most or one[1] <= every[most - 1][1]]
        assert found == expected
        assert not whole or len(found) == len(every)


def test_dense_texts_answer_for_a_word_that_many_have(store, monkeypatch):
    monkeypatch.setattr(ranking, "_FEW", 10)
    often = [word for word, _ in _by_hits(store)[:20]]
    weighed = []
    weigh = Ranking._weighed
    monkeypatch.setattr(Ranking, "_weighed", lambda self, query: weighed.append(weigh(self, query)) or weighed[-1])
    for word in often:
        found, whole = Ranking(store._db).best(asked(word), 5)
        every = by_bm25(store, f'"{word}"')
        assert found == [one for one in every if one[1] <= every[4][1]]
        assert not whole
    hits = sum(len(by_bm25(store, f'"{word}"')) for word in often)
    assert sum(map(len, weighed)) < hits / 2


def _by_hits(store):
    store._db.execute("CREATE VIRTUAL TABLE temp.often USING fts5vocab (main, wording_search, row)")
    rows = store._db.execute("SELECT term, doc FROM often ORDER BY doc DESC").fetchall()
    return [(word, hits) for word, hits in rows if word[0] not in ranking.MARKS]


def test_words_are_cut_as_the_index_cuts_them(empty):
    # U+037F is younger than SQLite's table of letters
    letters = map(
        chr, (*range(0x20, 0x37F), *range(0x380, 0x530), *range(0x3040, 0x3100), 0x9FBB, 0x9FBC, 0xAC00, 0xD7A3)
    )
    with undone(empty):
        empty._db.execute("CREATE VIRTUAL TABLE temp.cut USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
        empty._db.execute("CREATE VIRTUAL TABLE temp.vocab USING fts5vocab (temp, cut, row)")
        for letter in letters:
            empty._db.execute("DELETE FROM cut")
            empty._db.execute("INSERT INTO cut (text) VALUES (?)", [f"a{letter}b"])
            ours, theirs = words_in(f"a{letter}b"), [row[0] for row in empty._db.execute("SELECT term FROM vocab")]
            doubtful = unknown(f"a{letter}b")
            assert len(ours) - doubtful <= len(theirs)
            assert doubtful or sorted(set(ours)) == sorted(theirs), (letter, ours, theirs)


def test_a_word_is_dense_where_it_stands_often_in_a_short_text():
    assert dense_words("Your data", "").split() == ["\uf8f2your", "\uf8f2data"]
    assert dense_words(" ".join(f"word{number}" for number in range(30)), "") == ""
    assert dense_words("data " * 9 + " ".join(f"word{number}" for number in range(30)), "") == "\uf8f3data"


def test_nobody_asks_for_what_only_the_index_says(store):
    assert store.questions.search("\uf8f1data \uf8f3") == store.questions.search("data")


def test_a_deleted_wording_is_found_no_more_and_the_index_is_whole(empty):
    with undone(empty):
        number = said(empty, "Zebras zebras", None)
        kept = said(empty, "個人の zebras", "個 人 の zebras")
        assert len(by_bm25(empty, '"zebras"')) == 2
        empty._db.execute("DELETE FROM wording WHERE id = ?", [number])
        assert [one for one, _ in by_bm25(empty, '"zebras"')] == [kept]
        assert [one for one, _ in by_bm25(empty, '"\uf8f3zebras"')] == [kept]
        empty._db.execute("INSERT INTO wording_search (wording_search) VALUES ('integrity-check')")


def test_hits_tell_when_they_were_seen_first_and_last(store):
    word = _often(store)
    for hit in store.questions.search(word, limit=40):
        said = [
            version.number
            for version in store.questions.versions(hit.timeline)
            if any(
                (one.words, one.text) == (hit.clause.words, hit.clause.text)
                for one in store.questions.text(hit.timeline, version.number).clauses
            )
        ]
        assert (hit.first.number, hit.last.number) == (said[0], said[-1])
        clauses = store.questions.text(hit.timeline, said[0]).clauses
        assert [one for one in clauses if one.words == hit.clause.words][hit.nth - 1] == hit.clause
        assert word in hit.excerpt.lower()


def test_hits_of_a_time_are_those_that_stood_in_it(store):
    word = _often(store)
    every = store.questions.search(word, limit=10_000)
    middle = sorted(hit.first.first_seen for hit in every)[len(every) // 2]
    later = middle + timedelta(days=400)
    found = store.questions.search(word, since=middle, until=later, limit=10_000)
    assert 0 < len(found) < len(every)
    assert set(found) <= set(every)
    assert all(hit.first.first_seen < later and hit.last.last_seen >= middle for hit in found)
    steady = [hit for hit in every if hit.first.number == hit.last.number]  # one spell, and that is all of it
    assert {hit for hit in steady if hit.first.first_seen < later and hit.last.last_seen >= middle} <= set(found)
    assert store.questions.search(word, since=middle, until=later, limit=7) == found[:7]


def test_hits_of_some_timelines_are_those_of_all_that_are_theirs(store):
    word, only = _often(store), store.conclusions.timelines()[-1:]
    every = store.questions.search(word, limit=10_000)
    found = store.questions.search(word, timelines=only, limit=10_000)
    assert found == [hit for hit in every if hit.timeline in only]
    assert store.questions.search(word, timelines=only, limit=3) == found[:3]


def test_who_said_something_first_within_a_time_stood_in_it(store):
    word = _often(store)
    every = store.lives.first_said(word, limit=10_000)
    middle = sorted(one.came.by for one in every)[len(every) // 2]
    found = store.lives.first_said(word, until=middle, limit=10_000)
    assert {(one.timeline, one.first, one.position) for one in found} == {
        (one.timeline, one.first, one.position) for one in every if one.came.by < middle
    }


def _often(store):
    rows = store._db.execute("SELECT text FROM wording").fetchall()
    counts = {}
    for (text,) in rows:
        for word in set(words_in(text)):
            counts[word] = counts.get(word, 0) + 1
    return max((word for word in counts if len(word) > 3), key=counts.get)
