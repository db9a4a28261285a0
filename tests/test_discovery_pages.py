"""What does one page tell who looks for policies, whatever it is made of?"""

import time

import pytest

from benchmarks.surveying import companies as the
from discovery import failed, looked, page_from_plain, page_to_plain
from model import Failure, Rendition

HTML = {"content-type": "text/html; charset=utf-8"}
HOME = "https://acme.example/"


def page_of(body, *, fragments=(), asked=HOME, links=()):
    return looked(asked, asked, 200, HTML, body.encode(), find_links=lambda *_: links, fragments=fragments)


@pytest.mark.parametrize(
    ("body", "doors"),
    [
        ('<meta http-equiv="refresh" content="0; url=/start.html">', [("https://acme.example/start.html", "")]),
        ('<frameset><frame src="main.htm"></frameset>', [("https://acme.example/main.htm", "")]),
        ("<script>window.location.href = '/en/';</script>", [("https://acme.example/en/", "")]),
        ('<link rel="alternate" href="/de/" hreflang="de">', [("https://acme.example/de/", "de")]),
        ('<link rel="stylesheet" href="/a.css"><a href="/b">b</a>', []),
        (f'<link hreflang="x" href="{HOME}">', []),
    ],
)
def test_where_else_a_site_begins(body, doors):
    assert list(page_of(body).doors) == doors


def test_links_to_parts_of_other_pages_are_told_apart():
    body = '<a href="/legal#privacy"><b>Privacy</b> policy</a> <a href="#terms">Terms</a> <a href="/legal#faq">FAQ</a>'
    (link,) = page_of(body).links
    assert (link.address, link.kind) == ("https://acme.example/legal#privacy", "privacy")


def test_a_part_is_the_element_of_that_name_or_what_follows_until_the_next():
    privacy, terms = the.policy("en", "privacy"), the.policy("en", "terms")
    inside = f'<main><section id="p">{privacy}</section><section id="t">{terms}</section></main>'
    assert [str(one.select) for one in page_of(inside, fragments=("t", "p")).sections] == ["#p", "#t"]
    headed = f'<main><a name="p.1"></a>{privacy}<a name="t"></a>{terms}</main>'
    parts = page_of(headed, fragments=("p.1", "t", "gone")).sections
    assert [one.kind for one in parts] == ["privacy", "terms"]
    assert parts[0].select.start == '[name="p.1"]'
    assert page_of('<main><h2 id="p">Privacy</h2><p>None.</p></main>', fragments=("p",)).sections == ()


def test_a_page_is_kept_as_plain_values_and_is_the_same_again():
    body = (
        f'<link hreflang="de" href="/de/"><a href="/l#p">Privacy policy</a><h2 id="x">X</h2>{the.policy("en", "terms")}'
    )
    for page in (page_of(body, fragments=("x",)), failed(HOME, Failure.TIMED_OUT, "x", rendition=Rendition.BROWSER)):
        assert page_from_plain(page_to_plain(page)) == page


@pytest.mark.parametrize(
    "body",
    [
        "<a href=" * 60_000,
        "<a " + "href=a" * 80_000,
        "<a href=x#y>" * 40_000,
        "<link " * 80_000,
        "<meta http-equiv=refresh " * 20_000,
        "<meta " + "http-equiv=refresh url=" * 20_000,
        "location = '" * 40_000,
        "<frame src=" * 40_000,
    ],
)
def test_a_hostile_page_ends_soon(body):
    begun = time.process_time()
    assert page_of(body, fragments=("a", "b")).sections == ()
    assert time.process_time() - begun < 5
