"""Which differences of a text count?"""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import canonical
from extract.clauses.canonical import canonical_all
from extract.clauses.spreading import spread_all


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
        ("both Parties\u02bc boats", "both Parties\u2019 boats"),
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


def test_days_counted_in_a_long_paragraph_are_part_of_what_it_says() -> None:
    long = "The terms that apply to a boat are those that we have published today, and no others. " * 3
    assert "published today" in canonical(long)


SCRAPS = st.sampled_from(
    [
        "www.",
        "://",
        "http://",
        ".com",
        "-.com",
        "5.5",
        "24/7",
        "5\u2019000",
        "'",
        "\u2019",
        "''",
        "\u201c",
        "(",
        "\u00ab",
        ".",
        "email protected",
        "/cdn-cgi/l/email-protection#a1",
        "updated 3 days ago",
        "posted today",
        " fa",
        "a@b.example",
        " ",
        "\n",
        "\t",
        "\u00a0",
        "\x85",
        "\x1f",
        "\x00",
        "\x01",
        "\u200b",
        "\u00ad",
        "%",
        "\u20ac",
        "\u00a3",
        "@",
        "_",
        "-",
        "/",
        "a",
        "B",
        "boat",
        "\u00df",
        "\u00b5",
        "\u00b2",
        "\u00b4",
        "`",
        "\u2026",
        "\u2122",
        "\u02bc",
        "\u2168",
        "\u0390",
        "\ufb01",
        "\u6211\u4eec",
        "\uff0c",
        "\uff08",
        "\uff11",
        "\u304b\u3099",
        "\uac00",
        "\u1112\u1161\u11ab",
        "\u05d0",
        "\U0001f6f6",
        "\ud800",
    ]
)
ODD = st.one_of(st.lists(SCRAPS, max_size=12).map("".join), st.text(max_size=30))


@settings(max_examples=400)
@given(st.lists(ODD, max_size=6))
@example(["'a'.'b'", "www.\u00ab", "", "\n", "5\u20195", "a.-b.com", "\x01 \x01.x"])
def test_all_at_once_is_the_same_as_one_by_one(texts: list[str]) -> None:
    assert canonical_all(texts) == [canonical(text) for text in texts]


# What text in Chinese, Japanese and Korean holds; and letters of every form from those blocks, beside one another.
AMONG_HAN = st.sampled_from(
    [
        *(
            "\u6211\u4eec",
            "\u53ef\u4ee5",
            "\u304b",
            "\u30fb",
            "\u3099",
            "\u3005",
            "\u3007",
            "\uac00",
            "\uf900",
            "\U00020000",
        ),
        *(
            "\uff0c",
            "\u3002",
            "\uff1a",
            "\u3001",
            "\uff08",
            "\uff09",
            "\uff0e",
            "\uff05",
            "\uff20",
            "\u201c",
            "\u2019",
            "\u2026",
        ),
        *(
            "1",
            "12",
            "2.3",
            "8:30",
            "8\uff1a30",
            "1\uff0c000",
            "v1.2",
            "App",
            "\u212a",
            "\u0130",
            " ",
            ",",
            ".",
            "/",
            "-",
            "'",
        ),
        *("a@b.com", "b.com/c\uff0cd", "www.b.cn", "https://b.cn/\u6211", ".com", "email protected", "updated today"),
    ]
)


@settings(max_examples=400)
@given(st.lists(st.lists(AMONG_HAN, max_size=12).map("".join), max_size=4))
@example(["\u7b2c12.3\u6761\uff1a\u6211\u4eec1", "v1.2a3,4", "\u5728www.b.cn/\u6211\uff0c\u4f60\u3002"])
def test_text_of_han_all_at_once_is_the_same_as_one_by_one(texts: list[str]) -> None:
    assert canonical_all(["\u6211\u4eec" * 20, *texts])[1:] == [canonical(text) for text in texts]


def test_every_letter_and_sign_among_han_is_the_same_as_by_itself() -> None:
    chars = [
        chr(code)
        for code in (*range(0x3100), *range(0x3400, 0xA000, 7), *range(0xAC00, 0xD800, 7), *range(0xF900, 0x10000))
    ]
    texts = [f"\u6211{char}\u4eec{char}a{char}1" for char in chars if char != "\n"]
    assert canonical_all(texts) == [canonical(text) for text in texts]


def test_more_text_than_is_looked_at_in_one_piece_is_the_same_as_one_by_one() -> None:
    texts = [
        "Hire (a boat), 'now': 5.5 % \u2014 or write to a@b.example.",
        "\u6211\u4eec \u2019",
        "updated today",
        "",
    ] * 6_000
    assert canonical_all(texts) == [canonical(text) for text in texts]
    long = " ".join(texts[:20_000])
    assert canonical_all([long, "x"]) == [canonical(long), "x"]


@pytest.mark.parametrize(
    "text",
    [
        "'",
        "a.",
        "a.b@",
        "1,",
        "www.",
        "-",
        " ' ",
        "a'",
        "\u2019a.",
        "email protect",
        "\u6211.",
        "updated ",
        "a@a.",
        "://",
        "\u00df",
        "\u62111",
        "\u6211a@",
        "\u6211/www.",
        "\u6211" * 100 + "1" * 90_000,
        "1" * 90_000 + "x.com",
    ],
)
def test_hostile_texts_cost_no_more_than_their_length(text: str) -> None:
    begun = time.process_time()
    canonical_all([text * (300_000 // len(text)), text * (90_000 // len(text))])
    assert time.process_time() - begun < 4


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    *"用户協議アー가aB95，。（）：、；“”.,:/@-' \u200b\u3099１",
                    "http://",
                    "www.",
                    "a.example/x",
                    "me@a.example",
                ]
            ),
            max_size=14,
        ).map("".join),
        min_size=1,
        max_size=3,
    )
)
@example(
    [
        "\u8bf7\u53d1\u9001\u81f3\uff08me@a.example\uff09\uff0c\u8c22\u8c22",
        "1\uff0c5\u5143http://a.example/\u6761\uff0c2",
    ]
)
def test_han_lines_that_hold_addresses_are_spread_as_each_is_by_itself(texts: list[str]) -> None:
    assert spread_all(texts) == [canonical(text) for text in texts]
