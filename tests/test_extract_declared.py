"""Is exactly that read which a person declared?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from extract import read
from extract.declared.filters import filtered
from extract.declared.selection import SelectorError, cut_out, roots
from extract.page.parse import page_of
from model import Filter, FilterName, Location, Range, Rendition, Verdict

PARAMS = FilterName.REMOVE_QUERY_PARAMS


def texts(html, select=(), remove=()):
    return [block.text for block in page_of(html, select, remove).blocks]


def reading(html, **help_):
    place = Location(original="https://larkfield.example/privacy", **help_)
    return read(html.encode(), {"content-type": "text/html"}, location=place, statuscode=200, rendition=Rendition.PLAIN)


PAGE = """<nav>Menu</nav><h1 id=top>Notice</h1><p id=a>One <b id=b>two</b> three.</p>
<ul id=list><li>Four</li><li id=five>Five</li><li>Six</li></ul><p class=x>Seven</p><p class=x>Eight</p>
<footer>End</footer>"""


def test_all_matches_are_taken_in_the_order_of_the_selectors():
    assert texts(PAGE, (".x", "#top")) == ["Seven", "Eight", "Notice"]


def test_matches_inside_each_other_are_taken_once():
    assert texts("<div>A<div>B<div>C</div></div></div><div>D</div>", ("div",)) == ["A", "B", "C", "D"]


def test_what_one_selector_took_a_later_one_does_not_take_again():
    html = "<main><h1>Title</h1><p>One</p><h2>Two</h2><p>Three</p></main>"
    assert texts(html, ("h2", "main", "p")) == ["Two", "Title", "One", "Three"]
    assert texts(html, ("main", Range(start_before="h1", end_after="p"))) == [*("Title", "One", "Two", "Three")]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ({"start_before": "#top", "end_before": "#list"}, ["Notice", "One two three."]),
        ({"start_after": "#top", "end_after": "#list"}, ["One two three.", "Four", "Five", "Six"]),
        ({"start_before": "#five", "end_before": ".x"}, ["Five", "Six"]),
        ({"start_after": "nav", "end_before": "#five"}, ["Notice", "One two three.", "Four"]),
        ({"start_before": "#b", "end_before": "#list"}, ["two three."]),
        ({"start_after": "#b", "end_after": ".x"}, ["three.", "Four", "Five", "Six", "Seven"]),
        ({"start_before": "html", "end_before": "h1"}, ["Menu"]),
    ],
)
def test_a_range_reaches_from_its_start_to_its_end_and_parts_of_elements_keep_what_they_are(ends, expected):
    page = page_of(PAGE, (Range(**ends),))
    assert [block.text for block in page.blocks] == expected
    items = {block.text for block in page.blocks if block.block == "item"}
    assert items == {"Four", "Five", "Six"} & set(expected)


def test_rows_of_a_table_that_a_range_begins_within_are_still_rows():
    rows = "".join(f"<tr id={name}><td>{name}</td><td>Sign-in</td></tr>" for name in ("berth", "pier", "quay"))
    html = f"<table>{rows}</table><p id=end>End</p>"
    clauses = reading(html, select=(Range(start_before="#pier", end_before="#end"),)).clauses
    assert [(clause.block, clause.text) for clause in clauses] == [("row", "pier | Sign-in"), ("row", "quay | Sign-in")]


def test_ranges_and_selectors_stand_side_by_side():
    select = (Range(start_before=".x", end_before="footer"), "#top", Range(start_before="#a", end_after="#a"))
    assert texts(PAGE, select) == ["Seven", "Eight", "Notice", "One two three."]


def test_a_range_is_removed_with_whole_elements_and_parts_of_others():
    assert texts(PAGE, ("body",), (Range(start_after="#b", end_before=".x"), "nav, footer")) == [
        *("Notice", "One two", "Seven", "Eight")
    ]


def test_a_range_may_end_at_what_another_selector_removes():
    remove = ("#list", Range(start_after="#top", end_before="#list"), "#five", "nav, footer")
    assert texts(PAGE, ("body",), remove) == ["Notice", "Seven", "Eight"]


def test_removal_comes_before_selection():
    assert texts("<p>One</p><p>Two</p>", ("p:first-child",), ("p:first-child",)) == ["Two"]
    with pytest.raises(SelectorError, match="'#five' matches nothing"):
        texts(PAGE, ("#five",), ("#list",))


def test_what_is_to_be_removed_may_be_absent_but_not_the_end_of_a_range():
    assert "Six" in texts(PAGE, ("#list",), (".promo",))
    with pytest.raises(SelectorError, match=r"'\.promo' matches nothing on this page, the start of the range"):
        texts(PAGE, ("#list",), (Range(start_before=".promo", end_before="#list"),))


@pytest.mark.parametrize(
    ("select", "message"),
    [
        (("main.policy",), "'main.policy' matches nothing on this page"),
        (("#top", "main"), "'main' matches nothing on this page"),
        (
            (Range(start_before="#top", end_after="#gone"),),
            "'#gone' matches nothing on this page, the end of the range {start_before = '#top', end_after = '#gone'}",
        ),
        ((Range(start_before=".x", end_before="#a"),), "ends before it starts on this page, or holds nothing"),
        ((Range(start_before="#a", end_before="#a"),), "ends before it starts on this page, or holds nothing"),
        ((Range(start_before="a >", end_before="#a"),), "'a >' is not a CSS selector"),
    ],
)
def test_the_error_names_what_matched_nothing(select, message):
    found = reading(PAGE, select=select)
    assert found.verdict is Verdict.SELECTOR_MISS
    assert message in found.evidence["reason"]


@pytest.mark.parametrize("remove", ["html", "body", Range(start_before="html", end_after="html")])
def test_a_removal_of_the_whole_page_is_an_error_that_names_it(remove):
    found = reading(PAGE, remove=(remove,))
    assert found.verdict is Verdict.SELECTOR_MISS
    assert found.evidence["reason"].endswith("would remove the whole page")


def test_a_selection_without_title_or_within_the_head_or_a_template_is_no_fault_of_the_reader():
    html = "<title>Shop</title><template><p id=t>Hidden</p></template><p id=p>We keep personal data.</p>"
    assert [clause.text for clause in reading(html, select=("#p",)).clauses] == ["We keep personal data."]
    assert reading(html, select=("#t",)).verdict is Verdict.SELECTOR_MISS
    assert reading(html, select=("template",)).clauses == ()
    assert reading(html, select=(Range(start_before="title", end_after="title"),)).clauses == ()


def test_what_is_selected_is_not_cut_any_further():
    html = "<nav>Menu</nav><footer><p>We keep personal data.</p><ul><li><a href=/x>Imprint</a></ul>© Larkfield</footer>"
    assert [clause.text for clause in reading(html, select=("footer",)).clauses] == [
        *("We keep personal data.", "Imprint", "© Larkfield")
    ]


def test_many_small_matches_are_read_in_bounded_time():
    html = "<p>a<i>b</i></p>" * 20_000
    assert len(texts(html, ("i", "p", "body"))) == 40_000


# ---------------------------------------------------------------- ranges, against a plain account of the page

TREES = st.recursive(st.just("text"), lambda inner: st.lists(inner, max_size=4), max_leaves=25)


def _written(tree, html, spans, words):
    """Writes a tree as HTML; notes which words each element holds."""
    if tree == "text":
        html.append(f"w{len(words)} ")
        words.append(f"w{len(words)}")
        return
    number, start = len(spans), len(words)
    spans.append(None)
    html.append(f"<div id=n{number}>")
    for child in tree:
        _written(child, html, spans, words)
    html.append("</div>")
    spans[number] = (start, len(words))


@settings(max_examples=200, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4), st.data())
def test_a_range_holds_the_words_between_its_ends_and_its_removal_leaves_the_others(trees, data):
    html, spans, words = [], [], []
    _written(trees, html, spans, words)
    numbers = st.integers(0, len(spans) - 1)
    ends = data.draw(st.tuples(numbers, numbers, st.booleans(), st.booleans()))
    start, end = spans[ends[0]][ends[2]], spans[ends[1]][ends[3]]
    wanted = Range(
        **{"start_after" if ends[2] else "start_before": f"#n{ends[0]}"},
        **{"end_after" if ends[3] else "end_before": f"#n{ends[1]}"},
    )
    try:
        chosen, rest = texts("".join(html), (wanted,)), texts("".join(html), ("body",), (wanted,))
    except SelectorError:
        assert start >= end
        return
    assert " ".join(chosen).split() == words[start:end]
    assert " ".join(rest).split() == words[:start] + words[end:]


# ---------------------------------------------------------------- filters


def test_parameters_are_removed_from_the_queries_of_links_and_images_and_nothing_else_changes():
    html = '<a href="/p?utm_source=a&amp;lang=en&amp;x=1#s">/p?x=1</a> <img src="i.png?x=1"> <a href="?x=1&x=2">b</a>'
    tree = LexborHTMLParser(html)
    filtered(tree, [Filter(name=PARAMS, params=("x",))])
    assert [node.attributes["href"] for node in tree.css("a")] == ["/p?utm_source=a&lang=en#s", ""]
    assert tree.css_first("img").attributes["src"] == "i.png"
    assert tree.css_first("a").text() == "/p?x=1"


def test_without_names_the_parameters_go_that_follow_a_reader():
    page = '<p>We keep <a href="https://larkfield.example/p?gclid=1&lang=en&utm_medium=x">personal data</a>.</p>'
    (clause,) = reading(page, select=("p",), filters=(Filter(name=PARAMS),)).clauses
    assert [link.target for link in clause.links] == ["https://larkfield.example/p?lang=en"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="/?&=#%axu:[]", max_size=30))
def test_an_address_without_the_parameter_is_left_as_it_is_written(address):
    tree = LexborHTMLParser("<a href=''>x</a>")
    tree.css_first("a").attrs["href"] = address
    filtered(tree, [Filter(name=PARAMS, params=("lang",))])
    assert tree.css_first("a").attributes["href"] == address


def test_spaces_of_other_kinds_become_plain_ones_in_the_text_alone():
    tree = LexborHTMLParser('<p title="a&nbsp;b">10&nbsp;%\u202fof\u2009it</p>')
    filtered(tree, [Filter(name=FilterName.CONVERT_SPACES)])
    assert tree.css_first("p").text() == "10 % of it"
    assert tree.css_first("p").attributes["title"] == "a\u00a0b"


def test_filters_come_before_removal():
    html = '<main><p>One</p><a href="/offer?x=1">Offer</a></main>'
    help_ = {"select": ("main",), "remove": ('a[href="/offer"]',), "filters": (Filter(name=PARAMS, params=("x",)),)}
    assert [clause.text for clause in reading(html, **help_).clauses] == ["One"]


def test_nothing_declared_is_the_body_and_a_page_without_one_is_nothing():
    tree = LexborHTMLParser("<p>One</p>")
    cut_out(tree, ())
    assert [node.tag for node in roots(tree, ())] == ["body"]
    assert roots(LexborHTMLParser("<frameset><frame src=a></frameset>"), ()) is not None
