from hypothesis import given
from hypothesis import strategies as st

from alerts.outgoing import cut, inside, repeated_page, sendable, without

PARTS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=4, max_size=12)


@given(PARTS, PARTS, PARTS, st.text(max_size=20))
def test_no_part_of_a_secret_is_told(user, token, query, around):
    secret = f"service://{user}:{token}@host.example/{token}?key={query}"
    words = f"{around}{token} {user}{query}{token.upper()} {secret}{around}"
    shown = without(words, secret)
    assert not [part for part in (user, token, query) if part in shown.replace("*", " ") and part not in around]


def test_parts_that_are_coded_are_found_as_they_are_said():
    assert without("no user a b@c", "json://a%20b%40c@h.example") == "no user ***"
    assert without("id of 5", "json://h.example/of/5") == "id *** ***"
    assert without("profile", "json://h.example/of") == "profile"


def test_what_is_said_against_a_message_is_one_line_in_bounds():
    said = without("a\r\n\x1b[2Jb " + "c " * 999, "json://h.example")
    assert said.startswith("a [2Jb c c")
    assert len(said) <= 300


def test_line_ends_of_all_kinds_are_one_and_what_acts_is_gone():
    assert sendable("a\r\nb\rc\u2028d\x85e\tf\x00\x1b\ud800\ufffe") == "a\nb\nc\nd\ne\tf"


@given(st.text(max_size=200), st.integers(60, 100))
def test_a_cut_text_is_never_longer_than_asked_and_says_that_it_is_cut(text, most):
    short = cut(text, most)
    assert len(short) <= most
    assert short == text or short.endswith("[cut: no more is taken in one message]")


def test_the_inside_of_a_page_is_what_a_feed_shows():
    page = '<html><head><style>p{}</style></head><BODY class="a">\n<p>x</p>\n</Body ></html>'
    assert inside(page) == "<p>x</p>"
    assert inside("<p>x</p>") == "<p>x</p>"
    assert inside(repeated_page(page)).startswith("<p><strong>This may be a repeat")
