"""Which differences of a text count?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We won\u2019t", "we won't"),
        ("\u201cData\u201d \u2014 yours", '"data" - yours'),
        ("sup\u200bport\u00ad", "support"),
        ("5 %", "5%"),
        ("\uff30rivacy", "Privacy"),
        ("third-party", "third party"),
        ("Last updated 19 days ago", "Last updated 3 weeks ago"),
        ("Write to [email\u00a0protected] now", "Write to now"),
        ("a\u00a0b\n c", "a b c"),
    ],
)
def test_what_does_not_count_is_set_apart(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 percent", "15 percent"),
        ("30,000 users", "30 000 users"),
        ("\u20ac5", "$5"),
        ("5%", "5"),
        ("we do share", "we do not share"),
        ("we can", "we can't"),
        ("aup-exceptions@acme.example", "aup_exceptions@acme.example"),
        ("www.acme.example/a-b", "www.acme.example/a_b"),
        ("kept for 12 months", "kept for 13 months"),
        ("\u0915\u0940", "\u0915\u093e"),
        ("\u6211\u4eec\u4e0d", "\u6211\u4eec"),
    ],
)
def test_what_counts_is_kept(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text(max_size=200))
def test_canonical_text_is_words_joined_by_one_space(text: str) -> None:
    words = canonical(text)
    assert words == " ".join(words.split())
    assert canonical(words) == words


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=100))
def test_invisible_characters_change_nothing(text: str) -> None:
    assert canonical("\u200b".join(text)) == canonical(text) or not text.isascii()
