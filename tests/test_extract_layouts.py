"""One document in another layout is read as the same clauses, and so is its Markdown."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import corpus, layouts
from benchmarks.housing.laying import WAYS, retagged
from tests.policy_pages import PAGES

EVERY = [*WAYS, layouts.MARKDOWN]
_REAL = 8

SENTENCES = st.sampled_from(
    [
        "We keep your address for three years after your last order.",
        "You may ask for a copy & have mistakes put right.",
        "Personal data are sent to Norway, where our servers stand.",
        "This clause shall survive the end of the agreement: §2 and §3 too.",
        "Données traitées « sans délai » – voir l’article ci-dessous.",
        "Cookies < 30 days are necessary.",
        "Fees are due within 14 days; late payment costs 5 %.",
    ]
)
GAPS = st.sampled_from([" ", "\n", "\n    ", "  "])
INLINE = st.sampled_from(
    ["{}", "<b>{}</b>", "<em>{}</em>", '<a href="/x?a=1&amp;b=2" class="l k">{}</a>', "<span>{}</span>"]
)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


@st.composite
def prose(draw):
    said = draw(st.lists(SENTENCES, min_size=1, max_size=4))
    return "".join(draw(INLINE).format(escaped(one)) + draw(GAPS) for one in said)


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(["heading", "paragraph", "list", "table", "section"]))
    if kind == "heading":
        level = draw(st.integers(1, 4))
        return f"<h{level} id='a' class='t u'>{escaped(draw(SENTENCES))[:40]}</h{level}>"
    if kind == "paragraph":
        return f"<p>{draw(prose())}</p>"
    if kind == "list":
        items = "\n".join(f"<li>{draw(prose())}</li>" for _ in range(draw(st.integers(1, 4))))
        return f"<ul>\n{items}\n</ul>"
    if kind == "table":
        rows = "".join(
            f"<tr><td>{draw(prose())}</td>\n<td>{draw(prose())}</td></tr>" for _ in range(draw(st.integers(2, 3)))
        )
        return f"<table><tr><th>What</th><th>Why</th></tr>{rows}</table>"
    return f"<section class='a b'>\n<div>{draw(prose())}</div>\n</section>"


def page(body):
    return f"<!DOCTYPE html><html lang=en><head><title>Privacy</title></head><body><main>{body}</main></body></html>"


DOCUMENTS = st.lists(blocks(), min_size=2, max_size=6).map("\n".join).map(page)


@pytest.mark.parametrize("way", EVERY)
@pytest.mark.parametrize("name", PAGES)
def test_an_invented_policy_is_the_same_in_every_layout(name, way):
    assert layouts.changed(PAGES[name][0], "https://acme.example/legal", [way]) == {}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_document_is_the_same_in_every_layout(html):
    assert layouts.changed(html, "https://acme.example/legal", list(WAYS)) == {}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_any_document_comes_back_from_its_markdown(html):
    assert layouts.changed(html, "https://acme.example/legal", [layouts.MARKDOWN]) == {}


def test_paragraphs_with_numbers_become_lists_in_another_layout():
    long = (
        "where this goes on for more than a hundred characters, so that nobody would take the paragraph for a heading"
    )
    html = page("".join(f"<p>{number}. You agree, {long}.</p>\n" for number in (3, 4, 5)))
    assert '<ol start="3"><li>You agree' in retagged(html)


@pytest.mark.parametrize("way", WAYS)
def test_a_layout_is_another_page(way):
    html = PAGES["privacy"][0]
    assert WAYS[way](html) != html


@pytest.mark.skipif(corpus.bench() is None, reason="CLAUSEWATCH_BENCH names no folder with real pages")
@pytest.mark.parametrize("way", EVERY)
def test_real_policies_are_the_same_in_every_layout(way):
    found = {page.id: layouts.changes_of(page, [way]) for page in corpus.pages(_REAL)}
    assert {name: changes for name, changes in found.items() if changes} == {}
