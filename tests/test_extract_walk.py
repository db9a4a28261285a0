"""Are the blocks of a page those that its readers see, in whatever markup they are written?"""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.page.boxes import Page
from extract.page.parse import page_of
from extract.runs import Draft
from extract.white_space import collapsed
from model import Block

HEADING, ITEM, PARAGRAPH, ROW, TERM = Block.HEADING, Block.ITEM, Block.PARAGRAPH, Block.ROW, Block.TERM
TEXT = "Larkfield Boats keeps what you tell us for as long as the hire lasts, and no longer than that."
MORE = "We hand it on to nobody, unless the lock keepers of the canal authority ask for it by name."


def page(body: str, head: str = "<title>Larkfield</title>") -> Page:
    return page_of(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>")


def blocks(body: str) -> list[tuple[Block, str]]:
    return [(block.block, block.text) for block in page(body).blocks]


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks]


def heads(body: str) -> list[str]:
    """What is a heading, or a paragraph of which all is bold."""
    return [block.text for block in page(body).blocks if block.block is HEADING or (block.bold and block.text)]


# ---------------------------------------------------------------- lines and paragraphs


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts(f"{TEXT}<br><br>{MORE}") == [TEXT, MORE]


def test_a_line_break_behind_a_whole_sentence_parts_paragraphs_and_one_in_an_address_does_not() -> None:
    assert texts(f"{TEXT}<br>{MORE}") == [TEXT, MORE]
    assert texts("Larkfield Boats<br>7 Lock Lane<br>Weir End") == ["Larkfield Boats 7 Lock Lane Weir End"]


def test_a_bold_first_line_is_the_heading_of_its_paragraph() -> None:
    assert heads(f"<p><b>1. What we keep</b><br>{TEXT}</p>") == ["1. What we keep"]


def test_a_bold_line_behind_a_short_sentence_is_a_heading_too() -> None:
    body = "<b>Keeping</b><br>We keep it.<br><b>Sharing</b><br>We share nothing."
    assert texts(body) == ["Keeping", "We keep it.", "Sharing", "We share nothing."]
    assert heads(body) == ["Keeping", "Sharing"]


def test_bold_lines_that_follow_each_other_stay_one_address() -> None:
    address = "<b>Larkfield Boats Inc.</b><br><b>Weir End</b>"
    assert texts(f"<p>{TEXT}</p><p>{address}</p>")[1:] == ["Larkfield Boats Inc. Weir End"]


@pytest.mark.parametrize("tag", ['font size="5"', 'font size="+1"', "big", "strong", 'span style="font-weight: 600"'])
def test_a_line_in_great_or_bold_type_is_marked_as_bold(tag: str) -> None:
    assert heads(f"<p><{tag}>Your rights</{tag.split()[0]}></p><p>{TEXT}</p>") == ["Your rights"]


def test_a_page_that_is_bold_throughout_has_no_bold_lines() -> None:
    assert heads(f"<b><p>Your rights</p><p>{TEXT}</p><p>{MORE}</p></b>") == []


def test_bold_type_that_its_style_takes_back_is_not_bold() -> None:
    assert heads(f'<b style="font-weight:normal"><p>Boats</p><p>{TEXT}</p><p><b>Locks</b></p><p>{MORE}</p></b>') == [
        "Locks"
    ]


def test_lines_of_preformatted_text_are_lines() -> None:
    assert texts(f"<pre>{TEXT}\n\n{MORE}</pre>") == [TEXT, MORE]
    assert texts(f'<div style="white-space: pre-line">{TEXT}\n\n{MORE}</div>') == [TEXT, MORE]


def test_entities_are_the_characters_they_stand_for() -> None:
    assert texts("<p>Lock&nbsp;&amp;&#32;weir &lt;&#x20AC;&hellip;&gt; &bogus; caf&eacute</p>") == [
        "Lock & weir <€…> &bogus; café"
    ]


def test_lines_and_paragraphs_of_signs_without_a_shape_are_empty() -> None:
    assert texts("<p>\u200d</p><p>Boats<br>\u200b<br>Locks</p><p>we\u200birs</p>") == ["Boats", "Locks", "we\u200birs"]


# ---------------------------------------------------------------- headings by role and by name


def test_a_heading_by_role_has_its_level() -> None:
    found = page(f'<div role="heading" aria-level="3">Your rights</div><p>{TEXT}</p>').blocks[0]
    assert (found.block, found.level) == (HEADING, 3)


def test_a_heading_by_role_needs_no_text_below_it_and_one_around_blocks_is_none() -> None:
    found = page('<div role="heading" aria-level="2">Boats</div><div role="heading">Hire</div><p>Ask.</p>').blocks
    assert [(block.block, block.level) for block in found[:2]] == [(Block.HEADING, 2), (Block.HEADING, 2)]
    assert page(f'<div role="heading"><p>{TEXT}</p><p>{TEXT}</p></div>').blocks[0].block is Block.PARAGRAPH


def test_a_name_may_tell_the_level_of_a_heading() -> None:
    found = page(f'<div class="title title-1">Terms</div><p>Updated in May</p><div class="heading2">Boats</div>{TEXT}')
    assert [(block.block, block.level) for block in found.blocks] == [
        (Block.HEADING, 1),
        (Block.PARAGRAPH, 0),
        (Block.HEADING, 2),
        (Block.PARAGRAPH, 0),
    ]


@pytest.mark.parametrize("names", ["section-title", "policyHeading", "text-lg heading bold", "sub_headline"])
def test_a_short_line_named_a_heading_is_one_above_text(names: str) -> None:
    assert heads(f'<div class="{names}">Your rights</div><p>{TEXT}</p>') == ["Your rights"]


def test_a_class_that_names_a_level_gives_it() -> None:
    found = page(f'<p class="h3 mb-2">Your rights</p><p>{TEXT}</p>').blocks[0]
    assert (found.block, found.level) == (HEADING, 3)


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="title">{TEXT} {MORE}</div><p>{TEXT}</p>',  # long
        '<div class="title">Boats</div><div class="title">Locks</div><p>Weirs</p>',  # nothing below
        f'<div class="titled entitlement">Boats</div><p>{TEXT}</p>',  # another word
        f'<div class="page-title"><p>{MORE}</p><p>{TEXT}</p></div>',  # the whole text
        f'<p>{TEXT}</p><div class="title">Boats</div>',  # the end
    ],
)
def test_a_name_alone_makes_no_heading(body: str) -> None:
    assert heads(body) == []


@pytest.mark.parametrize(
    "body",
    [
        f"<details><summary>Your rights</summary><p>{TEXT}</p></details>",
        f'<button aria-expanded="false">Your rights</button><div hidden><p>{TEXT}</p></div>',
        f'<div aria-expanded="true" class="x">Your rights</div><div style="display:none"><p>{TEXT}</p></div>',
        f"<h3><button>Your rights</button></h3><div hidden><p>{TEXT}</p></div>",
    ],
)
def test_what_unfolds_a_section_is_its_heading_and_the_folded_text_is_kept(body: str) -> None:
    assert heads(body) == ["Your rights"]
    assert texts(body) == ["Your rights", TEXT]


@pytest.mark.parametrize(
    "mark", ["hidden", 'style="display: none"', 'style="color:red;visibility:hidden"', 'aria-hidden="true"']
)
def test_hidden_containers_are_marked_and_kept(mark: str) -> None:
    found = page(f"<div {mark}><p>{TEXT}</p></div>")
    assert [box.hidden for box in found.boxes if box.tag == "div"] == [True]
    assert [block.text for block in found.blocks] == [TEXT]


def test_what_is_only_read_aloud_is_text_but_in_a_heading() -> None:
    assert texts('<p>Boats<span class="sr-only">(opens anew)</span> and locks</p>') == ["Boats (opens anew) and locks"]
    assert texts('<h2>Locks <span class="visually-hidden">Link to locks</span></h2><p>Weirs</p>') == ["Locks", "Weirs"]
    assert texts(f'<div class="visually-hidden"><p>{TEXT}</p></div>') == [TEXT]


# ---------------------------------------------------------------- lists, tables


def test_items_know_their_depth_and_their_further_paragraphs_are_paragraphs() -> None:
    found = page("<ul><li><p>Boats</p><p>of wood</p><ol><li>Punts</li></ol></li></ul>").blocks
    assert [(one.block, one.text, one.level) for one in found] == [
        (ITEM, "Boats", 1),
        (PARAGRAPH, "of wood", 0),
        (ITEM, "Punts", 2),
    ]


def test_terms_and_what_they_mean() -> None:
    assert blocks("<dl><dt>Hirer</dt><dd>Who hires a boat.</dd><dd>Or two.</dd></dl>") == [
        (TERM, "Hirer"),
        (PARAGRAPH, "Who hires a boat."),
        (PARAGRAPH, "Or two."),
    ]


TABLE = (
    "<table><tr><th>Name</th><th>Purpose</th></tr><tr><td>berth</td><td>Remembers <b>your</b> boat</td></tr></table>"
)
BY_ROLE = {"table": "table", "tr": "row", "th": "columnheader", "td": "cell"}
DIVS = re.sub(r"<(table|tr|th|td)", lambda tag: f'<div role="{BY_ROLE[tag[1]]}"', TABLE)
DIVS = re.sub(r"</(table|tr|th|td)", "</div", DIVS)


@pytest.mark.parametrize("table", [TABLE, DIVS], ids=["table", "divs"])
def test_a_table_is_read_row_by_row(table: str) -> None:
    found = page(table).blocks
    assert [(one.block, one.cells, one.header) for one in found] == [
        (ROW, ("Name", "Purpose"), True),
        (ROW, ("berth", "Remembers your boat"), False),
    ]


def test_text_in_a_row_of_divs_but_in_no_cell_is_kept() -> None:
    row = '<div role="row"><span role="cell">a</span><span role="cell">b</span></div>'
    found = page(f'<div role="table">{row}<div role="row">stray<span role="cell">c</span>more</div>{row}</div>')
    assert [one.cells for one in found.blocks] == [("a", "b"), ("stray", "c", "more"), ("a", "b")]


def test_lists_in_a_cell_stay_in_its_row() -> None:
    rows = "<tr><td>Data</td><td><ul><li>name</li><li>berth</li></ul></td></tr>" * 2
    assert texts(f"<table>{rows}</table>") == ["Data | name berth"] * 2


def test_a_table_that_lays_out_a_page_is_read_cell_by_cell() -> None:
    assert texts(f"<table><tr><td><a href=/>Home</a></td><td><h1>Privacy</h1><p>{TEXT}</p></td></tr></table>") == [
        "Home",
        "Privacy",
        TEXT,
    ]
    column = f"<tr><td>Boats</td><td>{TEXT * 30}</td></tr><tr><td>Locks</td><td>Weirs</td></tr>"
    assert {block.block for block in page(f"<table>{column}</table>").blocks} == {PARAGRAPH}


def test_a_table_of_data_in_a_layout_table_is_read_row_by_row() -> None:
    assert [block for block, _ in blocks(f"<table><tr><td>{TEXT}</td><td>{TABLE}</td></tr></table>")] == [
        PARAGRAPH,
        ROW,
        ROW,
    ]


# ---------------------------------------------------------------- documents of all kinds


def test_what_is_empty_in_xhtml_does_not_swallow_the_page() -> None:
    start = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
    found = page_of(f'{start}<body><div class="menu"/><a name="top"/><p>{TEXT}</p><br/></body></html>')
    assert [(block.text, found.boxes[block.box].tag) for block in found.blocks] == [(TEXT, "body")]


@pytest.mark.parametrize(
    "body",
    [
        f"<p><b>Boats<p></b>{TEXT}",
        f"<table><p>Boats</p><tr><td>{TEXT}</table>",
        f"<ul><p>Boats</p>{TEXT}</ul></div></section>",
        f"<li>Boats<div></li>{TEXT}",
    ],
)
def test_broken_nesting_loses_nothing(body: str) -> None:
    assert " ".join(texts(body)).split() == ["Boats", *TEXT.split()]


def test_frames_are_reported_by_address() -> None:
    found = page_of("<html><head><title>Boats</title></head><frameset cols='20%,*'><frame src=menu.html>"
                    "<frame src='text.html'><noframes>No frames</noframes></frameset></html>")  # fmt: skip
    assert (found.frames, found.blocks) == (["menu.html", "text.html"], [])


def test_frames_that_cannot_hold_the_text_are_not_reported() -> None:
    frames = (
        '<iframe src="/terms.html"></iframe><iframe src="https://tags.example/count" height="0" width="0"></iframe>'
        '<iframe src="about:blank"></iframe><iframe src="/x" style="display: none"></iframe>'
        '<object data="terms.pdf" type="application/pdf"></object><embed src="film.swf">'
        '<iframe hidden src="/y"></iframe>'
    )
    assert page(frames).frames == ["/terms.html", "terms.pdf"]


def test_the_head_says_who_the_page_is_from() -> None:
    head = (
        '<title> Privacy\n notice</title><meta property="og:site_name" content="Larkfield Boats">'
        '<meta name="Author" content="R. Reed"><meta name="viewport" content="x">'
        '<meta http-equiv="Refresh" content="5">'
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "Larkfield Ltd"}]}</script>'
    )
    found = page('<input type="PASSWORD"><script>1</script>', head)
    assert found.meta == {"og:site_name": "Larkfield Boats", "author": "R. Reed", "ld:name": "Larkfield Ltd"}
    assert (found.title, found.refresh, found.scripts, found.password) == ("Privacy notice", "5", 2, True)


def test_a_protected_address_is_read_and_linked() -> None:
    code = "".join(f"{byte:02x}" for byte in [7, *(ord(char) ^ 7 for char in "dpo@larkfield.example")])
    found = page(
        f'<p>Write to <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">[hidden]</a> or '
        f'<a href="/cdn-cgi/l/email-protection#{code}">the officer</a>.</p>'
    ).blocks[0]
    assert found.text == "Write to dpo@larkfield.example or the officer."
    assert [link.target for link in found.links] == ["mailto:dpo@larkfield.example"]


def test_a_shadow_root_is_read_where_it_stands_and_other_templates_are_not() -> None:
    inside = f"<template shadowrootmode=open><style>a</style><p>{TEXT}</p></template>"
    assert texts(f"<p>Boats</p><x-legal>{inside}</x-legal><template><p>Weirs</p></template><p>Locks</p>") == [
        "Boats",
        TEXT,
        "Locks",
    ]


def test_custom_elements_are_blocks_unless_they_stand_in_a_line() -> None:
    assert texts("<x-page><x-title>Boats</x-title><x-text>Punts</x-text></x-page>") == ["Boats", "Punts"]
    assert texts("<p>We <x-tip>keep</x-tip> boats</p><div><x-tip>Punts</x-tip> and locks</div>") == [
        "We keep boats",
        "Punts and locks",
    ]


def test_noscript_and_dialog_are_read() -> None:
    assert texts(f"<noscript><p>{TEXT}</p></noscript><dialog><p>{MORE}</p></dialog>") == [TEXT, MORE]


# ---------------------------------------------------------------- the same document in another layout

WORD = st.sampled_from(
    ["boats", "locks", "weirs,", "Weir & Co", "1.5 %", "hirers", "keep", "<b>punts</b>", "<i>oars</i>"]
)
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
PART = st.one_of(
    LINE.map(lambda line: f'<p class="text a" id="p" lang="en">{line}</p>'),
    LINE.map(lambda line: f'<h2 id="h" class="x y">{line}</h2>'),
    st.lists(LINE, min_size=1, max_size=3).map(lambda items: f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"),
    st.tuples(LINE, LINE).map(lambda lines: f"<div>{lines[0]}<br><br><strong>{lines[1]}</strong></div>"),
    st.lists(st.tuples(LINE, LINE), min_size=2, max_size=3).map(
        lambda rows: f"<table>{''.join(f'<tr><td>{one}</td><td>{two}</td></tr>' for one, two in rows)}</table>"
    ),
    LINE.map(lambda line: f"<section><article>{line}</article>{line}</section>"),
)
DOCUMENT = st.lists(PART, min_size=1, max_size=6).map("".join)
BLOCK_TAG = re.compile(r"(?=</?(?:p|h2|ul|li|div|table|tr|td|section|article)\b)")
RETAGGED = {"section": "div", "article": "div", "strong": "b", "b": "strong", "i": "em"}


def retagged(html: str) -> str:
    return re.sub(r"(</?)(section|article|strong|b|i)\b", lambda tag: tag[1] + RETAGGED[tag[2]], html)


def turned(html: str) -> str:
    """The attributes of a tag and the names in a class the other way round."""
    html = re.sub(r'class="(\w+) (\w+)"', r'class="\2 \1"', html)
    return re.sub(r'<(\w+)((?: \w+="[^"]*")+)>', lambda tag: f"<{tag[1]} {other_way_round(tag[2])}>", html)


def other_way_round(attributes: str) -> str:
    return " ".join(reversed(re.findall(r'\w+="[^"]*"', attributes)))


SCRIPTS = "<script>let a = '<p>no</p>'</script><style>b{}</style>"
WAYS = {
    "indented": lambda html: BLOCK_TAG.sub("\n\t  ", html),
    "wrapped": lambda html: re.sub(r" (?![^<]*>)", "\n   ", html),
    "retagged": retagged,
    "turned": turned,
    "commented": lambda html: BLOCK_TAG.sub("<!-- <p>no</p> -->", html),
    "commented in lines": lambda html: re.sub(r"(?<=\w)(?=[a-z]+[^<>]*<)(?![^<]*>)", "<!---->", html),
    "scripted": lambda html: re.sub(r"(?=</(?:p|h2|li|td|div)>)", SCRIPTS, html),
}  # fmt: skip


def seen(blocks: list[Draft]) -> list[tuple[object, ...]]:
    return [(one.block, one.text, one.level, one.bold, one.links, one.cells, one.header) for one in blocks]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(html=DOCUMENT)
def test_another_layout_gives_the_same_blocks(way: str, html: str) -> None:
    assert seen(page(WAYS[way](html)).blocks) == seen(page(html).blocks)


# ---------------------------------------------------------------- what is said to browsers without scripts

FRAME = '<iframe src="https://tags.example/ns.html" height="0" width="0" style="display: none"'


@pytest.mark.parametrize(
    "notice", [f"{FRAME} />", f"{FRAME}>", f"<IMG src=a>{FRAME}></iframe>{FRAME}>", "<style>p {", "<xmp>"]
)
@pytest.mark.parametrize("tag", ["noscript", "NOSCRIPT", "noscript class=tags"])
def test_what_is_never_closed_in_a_noscript_element_does_not_swallow_the_page(notice: str, tag: str) -> None:
    noscript = f"<{tag}>{notice}</{tag.split()[0]}>"
    read = page(f"{noscript}<h1>Terms</h1><p>{TEXT}</p>", f"{noscript}<title>Boats</title>")
    assert [block.text for block in read.blocks] == ["Terms", TEXT]


def test_a_policy_in_a_noscript_element_is_read_behind_what_is_closed_in_it() -> None:
    head = f"<noscript>{FRAME} /></noscript>"
    body = f"<noscript>{FRAME}></iframe><style>p {{}}</style><p>{TEXT}</p></noscript><p>{MORE}</p>"
    assert [block.text for block in page(body, head).blocks] == [TEXT, MORE]


# ---------------------------------------------------------------- hostile pages


def spent(html: str) -> float:
    start = time.process_time()
    page_of(html)
    return time.process_time() - start


HOSTILE = {
    "deep divs": "<div>" * 10_000 + TEXT,
    "deep, with stray ends": "<div></x>" * 10_000 + TEXT,
    "deep, with ends passed over": "<x><div></x></div>" * 10_000 + TEXT,
    "bold that is repeated in every paragraph": "".join(f"<p><b id={i}>x" for i in range(4000)) + TEXT,
    "many attributes": "<div " + " ".join(f"a{i}=1" for i in range(100_000)) + f">{TEXT}",
    "many attributes of a paragraph": "<p " + " ".join(f"a{i}=1" for i in range(60_000)) + f">{TEXT}",
    "many attributes of a picture": "<img " + " ".join(f"a{i}=1" for i in range(100_000)) + f">{TEXT}",
    "many attributes of which some hold the end of a tag": (
        "<div " + " ".join(f"a{i}=1" + (' b=">"' if i % 500 == 0 else "") for i in range(60_000)) + f">{TEXT}"
    ),
    "attributes that look like ends of tags": "<div " + "".join(f'a{i}=">" ' for i in range(60_000)) + f">{TEXT}",
    "one line": "<p>" + "boats and locks " * 150_000 + TEXT,
    "line breaks": "Boats.<br>" * 60_000 + TEXT,
    "shadow roots": "<div><template shadowrootmode=open>" * 3000 + TEXT,
    "tables in tables": "<table><tr><td>" * 3000 + TEXT,
    "cells": f"<table><tr>{'<td>a' * 30_000}</table>{TEXT}",
    "tags without an end": "<a <b <c " * 60_000,
    "quotes without an end": "<a b='" * 60_000,
    "noscript elements without an end": "<noscript><iframe>" * 60_000,
    "frames without an end": f"<noscript>{'<iframe>' * 60_000}</noscript>{TEXT}",
    "empty XHTML": "<?xml ?>" + "<a <b/" * 60_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_are_read_in_bounded_time(case: str) -> None:
    assert spent(HOSTILE[case]) < 2


@pytest.mark.parametrize("case", ["deep divs", "deep, with stray ends", "many attributes", "one line", "line breaks"])
def test_hostile_pages_are_read_whole(case: str) -> None:
    assert page_of(HOSTILE[case]).blocks[-1].text.endswith(TEXT)


def test_a_document_in_one_attribute_is_not_taken_for_many_attributes() -> None:
    held = "&lt;p class=a id=b&gt;" * 3000
    assert page_of(f'<p data-held="{held}" title="x" id="kept">{TEXT}</p>').blocks[0].text == TEXT


def test_what_takes_no_room_is_no_block_by_itself() -> None:
    anchors = "<h2>Rights<a href='#r'>\u200b</a></h2><div><a href='#d'>\u200b</a></div>"
    page = page_of(anchors + "<p>\u2060 \ufeff</p><p>\u200bYours.</p>")
    assert [block.text for block in page.blocks] == ["Rights\u200b", "\u200bYours."]


# ---------------------------------------------------------------- white space and containers


@pytest.mark.parametrize("sign", [chr(code) for code in range(0x3001) if chr(code).isspace()])
@pytest.mark.parametrize("text", ["Locks", TEXT, f"{TEXT} {MORE}", f"Übergabe: {TEXT} {MORE}"])
def test_white_space_of_every_kind_is_one_space_in_texts_of_every_length(sign: str, text: str) -> None:
    for spread in (f"{sign}{text}", f"{text}{sign}", text.replace(" ", sign), text.replace(" ", f" {sign}", 1)):
        assert collapsed(spread) == text


def test_a_container_without_text_is_not_kept_and_those_around_it_are() -> None:
    found = page(f"<div id=a><div id=b><i class=icon></i></div><p>{TEXT}</p><div id=c></div></div><div id=d></div>")
    assert [(box.tag, box.names.strip(), box.start, box.end) for box in found.boxes] == [
        ("body", "", 0, 1),
        ("div", "a", 0, 1),
    ]
    assert found.boxes[found.blocks[0].box].names.strip() == "a"
