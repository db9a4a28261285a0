"""Do the numbers of clauses come back once they were packed, and the words of a text that were left out?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import wordings
from store.manifests import Manifest

numbers = st.integers(0, 2**31 - 1)
texts = st.lists(st.tuples(numbers, numbers), max_size=60)


@given(texts, texts)
def test_any_text_comes_back_beside_any_other(pairs, others):
    base = Manifest.of(others)
    for beside in (None, base):
        found = Manifest.unpacked(Manifest.of(pairs).packed(beside), beside)
        assert found.pairs == pairs
        assert found.forms == [form for form, _ in pairs]
        assert found.sum == Manifest.of(pairs).sum


def test_a_text_takes_as_many_bytes_as_it_differs():
    pairs = [(at * 7919, at // 20) for at in range(400)]
    other = [*pairs[:100], (1_000_000, 5), *pairs[101:]]
    assert len(Manifest.of(other).packed(Manifest.of(pairs))) < 30


def test_what_was_cut_off_is_no_text():
    frame = Manifest.of([(at * at, at) for at in range(100)]).packed(None)
    with pytest.raises(ValueError, match="does not unpack"):
        Manifest.unpacked(frame[: len(frame) // 2], None)


signs = st.sampled_from("aB9z0 .,:/%$£€''‘’“”–—éÿßµªº²½×÷ÀÞ\xa0\u1234一\n\x1f\x85\udc80Āıſ")


@given(st.text(st.one_of(signs, st.characters(max_codepoint=0xFF), st.characters()), max_size=30))
def test_words_are_found_by_a_table_of_bytes_as_they_are_by_characters(text):
    told = wordings._in_any(text).split()
    quoted = "'" in text or "\u2019" in text
    assert wordings.plain(text) == " ".join([word.strip("'") for word in told] if quoted else told)
