"""Does the benchmark of alignment measure what it says, on the texts that it says?"""

import math
from pathlib import Path
from random import Random
from shutil import which

import pytest

from benchmarks.clause_peers import difflib_pairs, git_word_diff
from benchmarks.clause_texts import HOSTILE, edited, growing, invented_revisions
from benchmarks.clauses import clauses_of, growth_goals, hostile_goals, peer_goals, redlined
from benchmarks.measuring import medians

OLD = ["# Terms", "We keep your data for ten days.", "You may leave.", "Nothing is sold here, ever."]
NEW = ["# Terms", "Nothing is sold here, now or ever.", "We keep your data for thirty days.", "Cookies help us."]


def words(blocks):
    return sum(len(block.split()) for block in blocks)


def test_the_peer_pairs_equal_blocks_and_then_the_most_alike():
    assert sorted(difflib_pairs(OLD, NEW)) == [(0, 0), (1, 2), (3, 1)]


@pytest.mark.skipif(not which("git"), reason="no git")
def test_git_marks_words_over_the_whole_text(tmp_path: Path):
    said = git_word_diff(tmp_path, [*OLD, *OLD[:1] * 9], [*NEW, *OLD[:1] * 9]).decode()
    assert "{+Cookies help us.+}" in said
    assert said.count("# Terms") == 10


def test_the_peers_and_the_texts_are_the_same_on_every_run():
    assert invented_revisions(3) == invented_revisions(3)
    assert 30 <= len(invented_revisions(3)[0].before) <= 510
    assert HOSTILE["near_equal"](Random(1)) == HOSTILE["near_equal"](Random(1))


def test_growing_texts_have_the_words_asked_for_and_as_many_edits():
    pool = [block for one in invented_revisions(6) for block in one.before]
    found = growing(pool, 5000, 1)
    assert found.keys() == {"light", "heavy", "rewrite"}
    assert 4800 < words(found["light"].before) <= 5000
    assert 4800 < words(found["rewrite"].after) <= 5000
    kept = {name: len(set(one.before) & set(one.after)) / len(one.before) for name, one in found.items()}
    assert kept["light"] > 0.8 > 0.6 > kept["heavy"] > 0.2 > kept["rewrite"]


def test_an_edit_of_nothing_changes_nothing_and_one_of_all_most():
    blocks = invented_revisions(1)[0].before
    assert edited(Random(1), blocks, 1e-9) == blocks
    assert len(set(edited(Random(1), blocks, 1)) & set(blocks)) < 0.4 * len(blocks)


def test_hostile_texts_are_as_large_as_they_say():
    equal = HOSTILE["equal"](Random(1))
    assert (len(equal.before), len(equal.after), len(set(equal.after))) == (10_000, 9985, 6)
    assert [len(HOSTILE["one_long"](Random(1)).before[0]) >= 2_000_000, len(HOSTILE["anew"](Random(1)).after)] == [
        1,
        2000,
    ]


def test_what_changed_is_redlined():
    assert any(edit.text.strip() == "thirty days" for edits in redlined(*clauses_of((OLD, NEW))) for edit in edits)


def test_medians_are_of_turns():
    turns = []
    found = medians({"one": lambda: turns.append(1), "two": lambda: turns.append(2)}, 3)
    assert turns == [1, 2] * 3
    assert all(0 <= took < 1 for took in found.values())


def test_goals_are_ratios_slopes_and_the_dearest_of_each():
    seconds = {"align": 2.0, "align from strings": 3.0, "align and redline": 9.0, "difflib": 4.0, "git": 1.0}
    assert [(goal.figure, goal.met) for goal in peer_goals(seconds)] == [(0.5, True), (9.0, False)]
    grown = {"light": {10: 1.0, 100: 5.0, 1000: 100.0}, "heavy": {10: 1.0, 100: 1.0, 1000: 1000.0}}
    assert [goal.figure for goal in growth_goals(grown)] == [pytest.approx(1.5)]
    assert [goal.met for goal in hostile_goals(iter([("a", 1.0, 501.0), ("b", math.inf, math.inf)]))] == [1, 0, 0, 0]
