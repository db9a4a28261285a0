"""Is the text found that a page carries apart from what it shows?"""

from __future__ import annotations

import json
import time
from html import escape

import pytest

from extract.apart.carried import html_of
from extract.apart.literals import strings, unescaped
from extract.apart.state import values_of
from extract.apart.texts import apart_of, room_of
from extract.page.boxes import Page
from extract.page.parse import parse
from model import Block

ONE = "Larkfield Boats keeps what you tell us for as long as the hire lasts, and no longer than that, on our word."
TWO = "We hand it on to nobody, unless the lock keepers of the canal authority ask for it by name and in writing."
LIST = ["your name and the name of your boat", "your berth"]
ITEMS = f"<li>{LIST[0]}</li><li>{LIST[1]}</li>"
HTML = f'<h2>What we keep</h2><p>{ONE} <a href="/berths">Berths</a></p><ul>{ITEMS}</ul><p>{TWO}</p>'
TEXTS = [
    (Block.HEADING, "What we keep"),
    (Block.PARAGRAPH, f"{ONE} Berths"),
    (Block.ITEM, LIST[0]),
    (Block.ITEM, LIST[1]),
    (Block.PARAGRAPH, TWO),
]


def pages(body: str, least: int = 0) -> list[Page]:
    tree, _ = parse(f"<html lang=en><head><title>Larkfield</title></head><body>{body}</body></html>")
    return apart_of(tree, least)


def seen(page: Page) -> list[tuple[Block, str]]:
    return [(block.block, block.text) for block in page.blocks]


def script(value: object, kind: str = "application/json", **attributes: str) -> str:
    named = "".join(f' {name}="{text}"' for name, text in attributes.items())
    return f'<script type="{kind}"{named}>{json.dumps(value).replace("<", chr(92) + "u003c")}</script>'


def code(text: str) -> str:
    return f"<script>{text.replace('<', chr(92) + 'x3c')}</script>"


def stream(*rows: str, piece: int = 50) -> str:
    """A page's rows, pushed in pieces that end anywhere."""
    text = "".join(rows)
    pushed = [text[at : at + piece] for at in range(0, len(text), piece)]
    return "<script>self.__next_f=[]</script>" + "".join(
        f"<script>self.__next_f.push([1,{json.dumps(one).replace('<', chr(92) + 'u003c')}])</script>" for one in pushed
    )


HOLDERS = {
    "template": f"<template><main>{HTML}</main></template>",
    "document of a frame": f'<iframe sandbox srcdoc="{escape(f"<!doctype html><body>{HTML}")}"></iframe>',
    "text field": f"<textarea hidden>{escape(HTML)}</textarea>",
    "page of frames": f"<noframes>{HTML}</noframes>",
    "template in a script": f'<script type="text/x-template">{HTML}</script>',
    "properties of a page": script({"props": {"page": {"slug": "privacy", "body": HTML}}}, id="__NEXT_DATA__"),
    "JSON in JSON": script({"body": json.dumps({"content": {"rendered": HTML}, "slug": "privacy"})}),
    "content service": script([{"id": 4, "link": "https://larkfield.example/privacy", "content": {"rendered": HTML}}]),
    "escaped twice": script({"body": [{"value": escape(HTML), "format": "full_html"}]}),
    "assigned state": code(f"window.__NUXT__={json.dumps({'data': [{'body': HTML}]})};"),
    "state that a function returns": code(
        "window.__NUXT__=(function(a,b,c){return {layout:a,data:[{id:7,ok:!0,none:void 0,body:b,on:c}]}}"
        f"('default',{json.dumps(HTML)},null));"
    ),
    "parsed text": code(f"window.__STATE__ = JSON.parse({json.dumps(json.dumps({'page': {'html': HTML}}))})"),
    "flat list": script([["ShallowReactive", 1], {"data": 2}, {"page": 3, "n": 5}, {"body": 4}, HTML, 12]),
    "string in a script": code(f"document.getElementById('legal').innerHTML = `{HTML}`;"),
    "attribute": f'<div data-page="{escape(json.dumps({"component": "Legal", "props": {"html": HTML}}))}"></div>',
    "pushed rows": stream(
        '1:"$Sreact.fragment"\n',
        f"b:T{len(HTML.encode()):x},{HTML}",
        '0:["$","div",null,{"className":"legal","dangerouslySetInnerHTML":{"__html":"$b"}}]\n',
    ),
    "pushed elements": stream(
        '0:{"children":["$","main",null,{"children":["$L3",["$","ul",null,{"children":["$4"]}],["$","p",null,{"children":'
        f'"{TWO}"}}]]}}]}}\n',
        f'3:[["$","h2",null,{{"children":"What we keep"}}],["$","p",null,{{"children":["{ONE} ",["$","$L9",null,'
        '{"href":"/berths","children":"Berths"}]]}]]\n',
        f'4:[["$","li","a",{{"children":"{LIST[0]}"}}],["$","li","b",{{"children":"{LIST[1]}"}}]]\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("holder", HOLDERS)
def test_text_is_found_wherever_it_is_held(holder: str) -> None:
    found = pages(f"<div id=root></div>{HOLDERS[holder]}")
    assert [seen(page) for page in found] == [TEXTS]
    assert (found[0].title, found[0].language) == ("Larkfield", "en")


@pytest.mark.parametrize("holder", HOLDERS)
def test_every_place_has_room_for_the_text_that_it_holds(holder: str) -> None:
    body = f"<div id=root></div>{HOLDERS[holder]}"
    letters = sum(len(text) for _, text in TEXTS)
    assert [seen(page) for page in pages(body, letters)] == [TEXTS]
    assert pages(body, 100 * letters) == []


@pytest.mark.parametrize("text", ["我们保存您的姓名和船只的名称。" * 30, "Мы храним ваше имя и название лодки. " * 12])
@pytest.mark.parametrize("escaped", [True, False])
def test_letters_that_need_no_gaps_have_room_however_they_are_written(text: str, escaped: bool) -> None:
    body = f'<script type="application/json">{json.dumps({"body": text}, ensure_ascii=escaped)}</script>'
    assert [block.text for page in pages(body, len(text) - 1) for block in page.blocks] == [text.strip()]


def test_names_without_gaps_have_no_room_for_words() -> None:
    assert pages(script({"parts": [[f"pages/boats-{number}.js", "dist/hire.js"] for number in range(900)]}), 300) == []
    assert room_of(json.dumps({"part": "x" * 9000})) < 30


def leaf(text: str, **more: object) -> dict[str, object]:
    return {"nodeType": "text", "value": text, "marks": [], "data": {}} | more


def rich(kind: str, *content: object, **data: str) -> dict[str, object]:
    return {"nodeType": kind, "data": data, "content": list(content)}


def mirror(kind: str, *content: object, **attrs: object) -> dict[str, object]:
    return {"type": kind, "attrs": attrs, "content": list(content)}


def said(text: str, *marks: object) -> dict[str, object]:
    return {"type": "text", "text": text, "marks": list(marks)}


def span(text: str, **more: object) -> dict[str, object]:
    return {"text": text} | more


def block(style: str, *children: object, **more: object) -> dict[str, object]:
    return {"_type": "block", "_key": "k", "style": style, "markDefs": [], "children": list(children)} | more


TREES = {
    "by node type": rich(
        "document",
        rich("heading-2", leaf("What we keep")),
        rich("paragraph", leaf(f"{ONE} "), rich("hyperlink", leaf("Berths"), uri="/berths")),
        rich("unordered-list", *[rich("list-item", rich("paragraph", leaf(one))) for one in LIST]),
        rich("paragraph", leaf(TWO)),
    ),
    "by type and attributes": mirror(
        "doc",
        mirror("heading", said("What we keep"), level=2),
        mirror("paragraph", said(f"{ONE} "), said("Berths", {"type": "link", "attrs": {"href": "/berths"}})),
        mirror("bulletList", *[mirror("listItem", mirror("paragraph", said(one))) for one in LIST]),
        mirror("paragraph", said(TWO)),
    ),
    "with children and bare texts": [
        {"type": "heading-two", "children": [span("What we keep")]},
        {"type": "paragraph", "children": [span(f"{ONE} "), {"type": "link", "children": [span("Berths")]}]},
        {"type": "bulleted-list", "children": [{"type": "list-item", "children": [span(one)]} for one in LIST]},
        {"type": "paragraph", "children": [span(TWO)]},
    ],
    "in blocks with styles": {
        "_type": "legal",
        "body": [
            block("h2", span("What we keep", _type="span", marks=[])),
            block("normal", span(f"{ONE} ", _type="span", marks=[]), span("Berths", _type="span", marks=["l1"])),
            *[block("normal", span(one, _type="span", marks=[]), listItem="bullet", level=1) for one in LIST],
            block("normal", span(TWO, _type="span", marks=[])),
        ],
    },
    "in flat blocks": {
        "blocks": [
            {"type": "header-two", "text": "What we keep", "depth": 0, "inlineStyleRanges": []},
            {"type": "unstyled", "text": f"{ONE} Berths", "depth": 0},
            *[{"type": "unordered-list-item", "text": one, "depth": 0} for one in LIST],
            {"type": "unstyled", "text": TWO, "depth": 0},
        ]
    },
    "in blocks with data": {
        "blocks": [
            {"type": "header", "data": {"text": "What we keep", "level": 2}},
            {"type": "paragraph", "data": {"text": f"{ONE} <a href='/berths'>Berths</a>"}},
            {"type": "list", "data": {"style": "unordered", "items": LIST}},
            {"type": "paragraph", "data": {"text": TWO}},
        ]
    },
    "as elements": {
        "type": "root",
        "children": [
            {"type": "element", "tagName": "h2", "children": [{"type": "text", "value": "What we keep"}]},
            ["p", {}, f"{ONE} ", ["a", {"href": "/berths"}, "Berths"]],
            ["ul", {}, *[["li", {}, one] for one in LIST]],
            {"type": "element", "tagName": "p", "children": [{"type": "text", "value": TWO}]},
        ],
    },
    "in Markdown": {"slug": "privacy", "body": f"## What we keep\n\n{ONE} Berths\n\n- {LIST[0]}\n- {LIST[1]}\n\n{TWO}"},
}  # fmt: skip


@pytest.mark.parametrize("dialect", TREES)
def test_trees_of_text_are_read_in_every_dialect(dialect: str) -> None:
    found = pages(script({"props": {"entry": {"id": "x7", "fields": TREES[dialect]}}}))
    assert [seen(page) for page in found] == [TEXTS]


@pytest.mark.parametrize(
    "mark", [{"bold": True}, {"marks": [{"type": "strong"}]}, {"marks": ["strong"]}, {"format": 1}]
)
def test_a_line_of_bold_leaves_is_bold(mark: dict[str, object]) -> None:
    line = {"type": "paragraph", "children": [{"type": "text", "text": "What we keep"} | mark]}
    rest = {"type": "paragraph", "children": [{"type": "text", "text": ONE + TWO}]}
    assert [one.bold for one in pages(script([line, rest]))[0].blocks] == [True, False]


def test_tables_in_trees_are_read_row_by_row() -> None:
    rows = [{"_type": "tableRow", "cells": cells} for cells in (["Name", "Purpose"], ["berth", ONE], ["tide", TWO])]
    found = pages(script({"_type": "table", "rows": rows}))[0].blocks
    assert [one.cells for one in found] == [("Name", "Purpose"), ("berth", ONE), ("tide", TWO)]


def test_plain_texts_come_with_their_titles_and_nothing_else_of_the_data() -> None:
    sections = [{"id": "a1b2", "text": f"{ONE}\n\n{TWO}", "title": "What we keep", "icon": "/img/boat of ours.svg"}]
    state = {"sections": sections, "buildId": "kT3x9", "css": ".a { color: red } .b { color: blue ; margin : 0 auto }"}
    assert seen(pages(script(state))[0]) == [
        (Block.HEADING, "What we keep"),
        (Block.PARAGRAPH, ONE),
        (Block.PARAGRAPH, TWO),
    ]


def test_the_same_text_in_several_places_of_the_data_is_taken_once() -> None:
    found = pages(script({"page": {"body": HTML}, "cache": {"ROOT": {"body": HTML}}}))
    assert [seen(page) for page in found] == [TEXTS]


@pytest.mark.parametrize(
    "body",
    [
        HTML,
        f"<noscript>{HTML}</noscript>",  # read with the page
        f"<template><p>{ONE}</p></template>",  # next to nothing
        script({"@type": "WebPage", "description": ONE + TWO}, "application/ld+json"),
        code("const config = {a: 1, b: [true, false], text: 'short'}; function run(a) { return a.b(); }" * 5),
        code("var css = '.a { color: red } .b { margin: 0 auto } .c { padding: 0 } .d { border: 0 none }';" * 9),
    ],
)
def test_what_is_shown_and_what_is_no_text_stands_not_apart(body: str) -> None:
    assert pages(body) == []


def test_lists_of_class_names_are_no_text() -> None:
    names = "round-sm focus:ring-0 hover:cursor-pointer border-solid text-white from-teal-900 to-teal-800 border-3"
    state = {"theme": {"button": f"{names} {names}", "link": names}, "body": HTML}
    assert [seen(page) for page in pages(script(state))] == [TEXTS]


def test_characters_of_two_halves_are_put_together() -> None:
    assert unescaped(r"'\ud83d\udea3 \u{1F6A3} \x41 \ud83d'") == "🚣 🚣 A \ufffd"


def test_names_in_code_are_no_text() -> None:
    assert values_of("window.a = {b: c.d, e: [f, 1, 'g'], 'h i': {j: k(l)}};") == [
        {"b": None, "e": [None, None, "g"], "h i": {"j": [None]}}
    ]


HOSTILE = {
    "50 MB": script({"a": "boats and locks " * 3_200_000}),
    "deep lists": f'<script type="application/json">{"[" * 100_000}{"]" * 100_000}</script>',
    "deep objects": f'<script type="application/json">{"{" + chr(34) + "children" + chr(34) + ":"}{"{" * 9}</script>',
    "deep code": f"<script>window.a={'[' * 100_000}{']' * 100_000}</script>",
    "deep tree": f'<script type="application/json">{chr(123) + chr(34) + "children" + chr(34) + ":["}' * 900,
    "small strings": script([f"{ONE} {number}" for number in range(20_000)]),
    "assignments without an end": f"<script>{'window.a=[' + '1,' * 40_000}</script>" * 1
    + f"<script>{'window.a=[1,1,' * 99_000}",
    "assignments": f"<script>{'window.a=[1,[2,[3' * 30_000}</script>",
    "half a character": f'<script type="application/json">["{ONE * 9} {chr(92)}ud83d"]</script>',
    "quotes": f"<script>{chr(34) * 300_000}</script>",
    "backslashes": f"<script>var a = '{chr(92) * 300_001}</script>",
    "rows that name each other": stream(*[f'{n:x}:["${n + 1:x}","${n + 1:x}"]\n' for n in range(3000)], piece=9000),
    "rows in a circle": "<script>self.__next_f.push([1,"
    + json.dumps("".join(f'{n:x}:["${(n + 1) % 20_000:x}"]\n' for n in range(20_000)))
    + "])</script>",
    "places that name each other": script([[*range(1, 400)], *[[1, 2, 3]] * 400]),
    "templates in templates": "<template>" * 5000 + HTML,
    "many text fields": f"<textarea>{escape(HTML)}</textarea>" * 500,
    "frames in frames": f'<iframe srcdoc="{escape("<iframe srcdoc=x>" * 5000)}"></iframe>',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_data_is_read_in_bounded_time(case: str) -> None:
    tree, _ = parse(HOSTILE[case])
    start = time.process_time()
    found = apart_of(tree)
    assert time.process_time() - start < 2
    assert len(found) <= 24


def test_depth_in_data_is_bounded() -> None:
    value: object = ONE + TWO
    for _ in range(700):
        value = {"children": [value]}
    assert html_of([value]).count(ONE) == 0


def test_strings_that_lack_their_end_cost_no_more_than_their_length_and_hide_no_others() -> None:
    assert list(strings("a = \"said; b = 'told so'; c = `once`", 4)) == ["told so", "once"]
    begun = time.process_time()
    assert list(strings('"' + '\\"a\\":' * 60_000, 2)) == []
    assert time.process_time() - begun < 2
