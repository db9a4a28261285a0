import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffs import as_text, redline
from model import EditKind

WORDS = st.sampled_from(
    ["we", "may", "share", "data", "30", "90", "days", ".", ",", "not", "$5.50", "a@b.example", "\n"]
)
POLICY = st.lists(WORDS, max_size=60).map(" ".join)
ANY = st.text(max_size=80) | POLICY


def sides(edits) -> tuple[str, str]:
    before = "".join(e.text for e in edits if e.kind is not EditKind.INSERTED)
    after = "".join(e.text for e in edits if e.kind is not EditKind.DELETED)
    return before, after


@given(ANY, ANY)
def test_edits_make_both_texts_exactly(before, after):
    assert sides(redline(before, after)) == (before, after)


@given(POLICY, st.integers(0, 59), st.integers(0, 10), POLICY)
def test_edits_make_an_edited_text_exactly(before, at, length, put_in):
    after = before[:at] + put_in + before[at + length :]
    assert sides(redline(before, after)) == (before, after)


@given(ANY)
def test_a_text_against_itself_has_nothing_but_what_was_kept(text):
    assert [edit.kind for edit in redline(text, text)] in ([EditKind.KEPT], [])


@given(ANY, ANY)
def test_no_edit_is_empty_and_no_two_neighbours_are_of_one_kind(before, after):
    edits = redline(before, after)
    assert all(edit.text for edit in edits)
    assert all(one.kind is not other.kind for one, other in pairwise(edits))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Kept for 30 days.", "Kept for 90 days.", "Kept for [-30-]{+90+} days."),
        ("It costs $5.50 a month.", "It costs $15.50 a month.", "It costs [-$5.50-]{+$15.50+} a month."),
        (
            "Ask dpo@reed.example now.",
            "Ask legal@reed.example now.",
            "Ask [-dpo@reed.example-]{+legal@reed.example+} now.",
        ),
        ("From 3 May 2019 on.", "From 4 May 2019 on.", "From [-3 May 2019-]{+4 May 2019+} on."),
        (
            "See https://reed.example/a.",
            "See https://reed.example/b.",
            "See [-https://reed.example/a-]{+https://reed.example/b+}.",
        ),
        ("You may not copy.", "You may copy.", "You may [-not -]copy."),
        (
            "A first rule. A second rule.",
            "A first rule. A new rule. A second rule.",
            "A first rule. {+A new rule. +}A second rule.",
        ),
        (
            "the cat of the house sat there",
            "our dogs of every lawn ran about",
            "[-the cat of the house sat there-]{+our dogs of every lawn ran about+}",
        ),
        ("個人情報を販売します", "個人情報を販売しません", "個人情報を販売しま[-す-]{+せん+}"),
        ("", "All of it.", "{+All of it.+}"),
        ("All of it.", "", "[-All of it.-]"),
        ("", "", ""),
    ],
)
def test_redlines_read_well(before, after, shown):
    assert as_text(redline(before, after)) == shown


@pytest.mark.parametrize("size", [1_000, 40_000])
def test_a_complete_rewrite_is_bounded(size):
    before = " ".join(f"old{n % 3001}" for n in range(size))
    after = " ".join(f"new{n % 2999}" for n in range(size))
    begun = time.process_time()
    assert len(redline(before, after)) == 2
    assert time.process_time() - begun < 5


def test_the_same_words_in_another_order_are_bounded():
    before = " ".join(f"w{n * 7919 % 5003}" for n in range(20_000))
    after = " ".join(sorted(before.split()))
    begun = time.process_time()
    assert sides(redline(before, after)) == (before, after)
    assert time.process_time() - begun < 5


def test_many_small_changes_close_together_are_bounded():
    before = " ".join(f"same word{n} x" for n in range(20_000))
    after = " ".join(f"same other{n} x" for n in range(20_000))
    begun = time.process_time()
    assert sides(redline(before, after)) == (before, after)
    assert time.process_time() - begun < 10


def test_numbers_with_endless_dots_are_bounded():
    text = "1." * 50_000 + "x"
    begun = time.process_time()
    assert sides(redline(text, text + "y")) == (text, text + "y")
    assert time.process_time() - begun < 10


def test_a_long_text_with_one_change_shows_that_change():
    sentences = [f"Clause {n} says that thing {n * 17} is allowed." for n in range(2_000)]
    before = " ".join(sentences)
    sentences[1_000] = "Clause 1000 says that thing 17000 is forbidden."
    changed = [edit.text for edit in redline(before, " ".join(sentences)) if edit.kind is not EditKind.KEPT]
    assert changed == ["allowed", "forbidden"]
