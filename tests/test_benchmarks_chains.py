"""Is the truth of the made chains the truth, and does the score see what is wrong?"""

from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks import chains as scoring
from benchmarks.chaining import chains


@pytest.fixture(scope="module")
def made():
    return list(chains(6, seed=3))


def test_every_clause_of_every_version_is_somebody_and_nobody_stands_twice(made):
    for one in made:
        assert [len(row) for row in one.ids] == [len(row) for row in one.versions] == [len(row) for row in one.changed]
        assert all(len(set(row)) == len(row) for row in one.ids)


def test_words_change_in_the_version_that_the_truth_names_and_in_no_other(made):
    for one in made:
        for number, (before, after) in enumerate(pairwise(one.versions), start=1):
            old = dict(zip(one.ids[number - 1], before, strict=True))
            for who, block, since in zip(one.ids[number], after, one.changed[number], strict=True):
                assert since == number or old[who] == block


def test_chains_lose_clauses_and_get_them_back(made):
    assert any(
        set(first) & set(third) - set(second) for one in made for first, second, third in zip(*three(one), strict=False)
    )


def three(one):
    return one.ids, one.ids[1:], one.ids[2:]


def test_the_same_seed_makes_the_same_chains_and_another_one_others(made):
    assert list(chains(6, seed=3)) == made
    assert list(chains(6, seed=4)) != made


def test_a_given_text_is_where_a_chain_begins():
    (one,) = chains(1, seed=1, bases=[("# Rules", "We keep bees. They are kept well.", "* No smoke")])
    assert one.versions[0] == ("# Rules", "We keep bees. They are kept well.", "* No smoke")


def test_a_score_counts_what_is_wrong_and_says_where_it_began(made):
    score = scoring.followed(made[0])
    perfect = replace(score, ids=made[0].ids)
    assert list(scoring.first_faults(perfect)) == []
    rows = [list(row) for row in made[0].ids]
    rows[1][0] = 10_000
    ((fault, where), *_) = scoring.first_faults(replace(score, ids=rows))
    assert fault == "there taken for new"
    assert where.startswith("version 1")


def test_a_chain_that_is_followed_rightly_meets_every_goal_and_a_wrong_one_none(made):
    score = scoring.followed(made[0])
    right = replace(score, seen_wrong=0, changed_wrong=0, wrong=0)
    wrong = replace(score, seen_wrong=score.blocks, changed_wrong=score.blocks, right=1, wrong=100)
    assert all(goal.met for goal in scoring.goals([right]))
    assert not any(goal.met for goal in scoring.goals([wrong]))


def test_without_labelled_data_real_texts_are_skipped_and_that_is_said(monkeypatch, capsys):
    monkeypatch.delenv("CLAUSEWATCH_BENCH", raising=False)
    assert scoring.main(["--real"]) == 0
    assert "skipped" in capsys.readouterr().out
