"""Does a page of any size and shape come to its end, and in what time?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract

HOME = "https://www.lumora.example/"
FOOTER = b'<footer><a href="/privacy">Privacy policy</a></footer>'


def seconds(body):
    start = time.process_time()
    found = extract.policy_links(body, {}, HOME)
    return time.process_time() - start, found


def privacy(found):
    return any(one.address == f"{HOME}privacy" and one.kind == "privacy" for one in found)


@pytest.mark.parametrize(
    ("size", "piece"),
    [
        (50_000, b"<a href=/x%d>x</a>"),
        (300_000, b"<a href=/privacy-%d>Privacy policy</a>"),
        (50_000, b"<li><a href=https://h%d.example.net/terms>Terms</a>"),
        (50_000, b"<span><a href=?page=privacy%d>see</a></span>"),
    ],
)
def test_hundreds_of_thousands_of_links_are_looked_at_from_both_ends(size, piece):
    spent, found = seconds(b"<html><body>" + b"".join(piece % n for n in range(size)) + FOOTER)
    assert privacy(found)
    assert len(found) <= 500
    assert spent < 20


@pytest.mark.parametrize(
    "piece",
    [
        b"<a href=/x>" + b"privacy policy " * 700_000 + b"</a>",
        b'<a href="/' + b"privacy-" * 1_300_000 + b'">x</a>',
        b"<a href=/terms>" + b"terms of use for a " * 500_000 + b"</a>",
        b"<a href=/x title='" + b"a" * 10_000_000 + b"'></a>",
        b"words " * 1_700_000 + b"<a href=/y>here</a>" + b" words" * 1000,
        b"<span>" * 900 + b"<a href=/y>here</a>" + b"</span>" * 900 + b"x" * 5_000_000,
        b'<a href="/?' + b"p=privacy&" * 150 + b'">Privacy</a>',
        b'<a href="/' + b"../" * 500 + b'privacy">Privacy</a>',
        b"<base href='" + b"/" * 100_000 + b"'><a href=x>Privacy</a>",
    ],
)
def test_ten_megabytes_of_one_link_take_seconds_at_most(piece):
    spent, found = seconds(b"<html><body>" + FOOTER + piece)
    assert privacy(found) or b"base" in piece
    assert spent < 5


@pytest.mark.parametrize(("depth", "seen"), [(900, True), (100_000, False)])
def test_links_are_found_as_deep_as_pages_nest(depth, seen):
    """What nests deeper is flattened before it is parsed, and has no links then."""
    spent, found = seconds(b"<html><body>" + b"<div>" * depth + FOOTER)
    assert privacy(found) is seen
    assert spent < 5


def test_time_grows_with_the_number_of_links_and_no_faster():
    one, four = (
        min(
            seconds(b"<body>" + b"".join(b"<p>x <a href=/p%d>Privacy %d</a> y" % (i, i) for i in range(n)))[0]
            for _ in "12"
        )
        for n in (1_000, 4_000)
    )
    assert four < 12 * one + 0.1


def test_a_text_of_words_that_may_be_any_is_matched_in_time():
    texts = ["terms " + "a " * 70 + "ap", "communityy" * 20, "conditions " * 14, "terms" + "s" * 150, "y o " * 40]
    page = "".join(f"<p><a href=/{n}>{text}</a>" for n, text in enumerate(texts)).encode()
    assert seconds(b"<body>" + page)[0] < 0.5


@given(st.binary(max_size=300), st.text(max_size=60))
def test_nothing_that_strangers_send_raises(body, original):
    for page in (b"<a href=" + body, b'<body><a href="/privacy">' + body, body):
        for link in extract.policy_links(page, {}, original) + extract.policy_links(page, {}, HOME):
            assert 0.5 <= link.score <= 1
            assert link.address.startswith(("http://", "https://"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_reference_and_no_text_raises(href, text):
    page = f"<body><base href=\"{text}\"><nav><a href='{href}'>{text}</a><a href='/p?{href}'>Privacy</a></nav>"
    extract.policy_links(page.encode("utf-8", "replace"), {"content-type": text}, HOME)
