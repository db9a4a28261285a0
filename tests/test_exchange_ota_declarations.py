"""Do declarations of Open Terms Archive become ours, with their dates, and what cannot is told?"""

import json
from datetime import UTC, datetime

import pytest

from catalog import load
from exchange import declared_terms, follow
from exchange.ota_declarations import is_declarations
from extract import check_selector
from model import Filter, FilterName, Location, Range, Rendition

PAGE = "https://bramble.example/privacy"
ONE = {"fetch": PAGE, "select": "main"}


@pytest.fixture
def declared(tmp_path):
    def written(terms, history=None, service="Bramble", **beside):
        folder = tmp_path / "declarations"
        folder.mkdir(exist_ok=True)
        (folder / f"{service}.json").write_text(json.dumps({"name": f"{service} Ltd", "terms": terms}))
        if history is not None:
            (folder / f"{service}.history.json").write_text(json.dumps(history))
        for name, text in beside.items():
            (folder / f"{service}.{name}").write_text(text)
        return declared_terms(tmp_path, check_selector)

    return written


def places(found, document=""):
    (terms,), untaken = found
    assert untaken == []
    return terms.pages[document]


def instant(day, second=0):
    return datetime(2020, 1, day, 12, 0, second, tzinfo=UTC)


def test_a_page_with_everything_that_helps_to_read_it(declared):
    entry = {
        "fetch": PAGE,
        "select": ["main", {"startBefore": "#a", "endAfter": "#b"}],
        "remove": "nav",
        "filter": [{"removeQueryParams": ["h", "locale2"]}],
        "executeClientScripts": True,
    }
    assert places(declared({"Privacy Policy": entry})) == (
        Location(
            original=PAGE,
            select=("main", Range(start_before="#a", end_after="#b")),
            remove=("nav",),
            filters=(Filter(name=FilterName.REMOVE_QUERY_PARAMS, params=("h", "locale2")),),
            rendition=Rendition.BROWSER,
        ),
    )


@pytest.mark.parametrize(("said", "rendition"), [(True, "browser"), (False, "plain"), (None, None)])
def test_who_must_run_scripts_is_read_in_a_browser(declared, said, rendition):
    (place,) = places(declared({"Imprint": ONE | ({} if said is None else {"executeClientScripts": said})}))
    assert place.rendition == (rendition and Rendition(rendition))


def test_a_pdf_needs_nothing_selected(declared):
    (place,) = places(declared({"Imprint": {"fetch": "https://bramble.example/a.pdf?v=2"}}))
    assert (place.original, place.select) == ("https://bramble.example/a.pdf?v=2", ())


def test_pages_that_are_put_together_take_over_what_they_do_not_say_themselves(declared):
    both = [{"fetch": "https://bramble.example/a"}, {"fetch": "https://bramble.example/b", "select": "p"}]
    (terms,), _ = declared({"Terms of Service": {"combine": both, "select": "article", "remove": ".x"}})
    assert terms.combined
    assert {name: (place.select, place.remove) for name, (place,) in terms.pages.items()} == {
        "a": (("article",), (".x",)),
        "b": (("p",), (".x",)),
    }


def test_what_was_declared_before_holds_until_the_second_that_it_names_that_included(declared):
    history = {
        "Imprint": [
            {"fetch": "https://bramble.example/second", "validUntil": "2020-01-20T13:00:00+01:00"},
            {"fetch": "https://bramble.example/first", "validUntil": "2020-01-10T12:00:00Z"},
        ]
    }
    first, second, third = places(declared({"Imprint": ONE}, history))
    assert (first.since, first.until) == (None, instant(10, 1))
    assert (second.since, second.until) == (instant(10, 1), instant(20, 1))
    assert (third.since, third.until, third.original) == (instant(20, 1), None, PAGE)
    assert first.covers(first.original, instant(10))
    assert second.covers(second.original, instant(20))


def test_terms_that_are_declared_no_more_end(declared):
    (place,) = places(declared({}, {"Imprint": [ONE | {"validUntil": "2020-01-10T12:00:00Z"}]}))
    assert (place.since, place.until) == (None, instant(10, 1))


def test_what_stayed_as_it_was_is_one_location(declared):
    history = {"Imprint": [ONE | {"validUntil": f"2020-01-{day}T12:00:00Z"} for day in (10, 20)]}
    assert places(declared({"Imprint": ONE}, history)) == (Location(original=PAGE, select=("main",)),)


@pytest.mark.parametrize(
    ("terms", "history", "said"),
    [
        ({"Imprint": ONE | {"filter": ["hideThem"]}}, None, "an unknown filter, 'hideThem'"),
        ({"Imprint": ONE | {"filter": [{"hideThem": ["a"]}]}}, None, "an unknown filter, 'hideThem'"),
        ({"Imprint": ONE | {"select": ":::"}}, None, "':::'"),
        ({"Imprint": ONE | {"remove": [{"startBefore": "a"}]}}, None, "a range with start_before"),
        ({"Imprint": ONE | {"fetch": "file:///etc/passwd"}}, None, "file:///etc/passwd"),
        ({"Imprint": {"combine": []}}, None, "combine without pages"),
        ({"Imprint": 7}, None, "terms that are no table"),
        ([], None, "terms that are no table"),
        ({"Imprint": ONE}, {"Imprint": [ONE | {"validUntil": "someday"}]}, "without a date that can be"),
        ({"Imprint": ONE}, {"Imprint": [ONE | {"validUntil": "0001-01-01T00:00:00+14:00"}]}, "without a date"),
    ],
)
def test_what_cannot_be_taken_over_is_told_with_where_and_what(declared, terms, history, said):
    _, untaken = declared(terms, history)
    assert len(untaken) == 1
    assert "Bramble" in untaken[0]
    assert said in untaken[0]


def test_filters_that_are_programs_are_told_and_never_run(declared):
    _, (line,) = declared({"Imprint": ONE}, **{"filters.js": "export function f() {}"})
    assert "programs" in line


@pytest.mark.parametrize("text", ["{", "[1]", '{"name": "\\ud800", "terms": {}}', "[" * 100_000])
def test_a_file_that_is_no_declaration_is_told_and_the_others_are_read(declared, tmp_path, text):
    declared({"Imprint": ONE})
    (tmp_path / "declarations" / "Broken.json").write_text(text)
    found, (line,) = declared_terms(tmp_path)
    assert [one.service for one in found] == ["Bramble"]
    assert "Broken.json" in line


def test_the_folder_is_told_by_its_layout(declared, tmp_path):
    assert not is_declarations(tmp_path)
    declared({"Imprint": ONE})
    assert is_declarations(tmp_path)
    assert is_declarations(tmp_path / "declarations")


def test_they_are_declared_once_as_our_own_files_and_a_file_that_stands_is_left(declared, tmp_path):
    history = {"Imprint": [{"fetch": "https://bramble.example/old", "validUntil": "2020-01-10T12:00:00Z"}]}
    entry = ONE | {"filter": [{"removeQueryParams": ["h"]}], "remove": [{"startAfter": "#a", "endBefore": "#b"}]}
    terms, _ = declared({"Imprint": entry, "Privacy Policy": entry}, history)
    ours = tmp_path / "policies"
    done = follow(ours, terms)
    assert list(map(str, done.added)) == ["bramble/imprint", "bramble/privacy"]
    catalog = load(ours, check_selector=check_selector)
    assert catalog.problems == ()
    assert catalog.policies[0].name == "Bramble Ltd"
    assert catalog.timeline("bramble/imprint").locations[1:] == terms[0].pages[""]  # below the address of its texts
    before = (ours / "bramble.toml").read_text()
    assert len(follow(ours, terms).known) == 2
    changed, _ = declared({"Imprint": ONE, "Privacy Policy": entry}, history)
    assert list(map(str, follow(ours, changed).otherwise)) == ["bramble/imprint"]
    assert (ours / "bramble.toml").read_text() == before


def test_texts_of_several_pages_or_of_one_that_others_share_have_an_address_of_their_own(declared, tmp_path):
    both = [{"fetch": "https://bramble.example/a"}, {"fetch": "https://bramble.example/b"}]
    alone, shared = {"fetch": "https://bramble.example/alone"}, {"fetch": "https://bramble.example/shared"}
    two = {"Privacy Policy": shared, "Trackers Policy": shared}
    kinds = {"Terms of Service": {"combine": both}, "Imprint": alone, **two}
    follow(tmp_path / "policies", declared(kinds)[0])
    first = {str(one.id): one.locations[0].can_be_asked for one in load(tmp_path / "policies").timelines}
    assert first == {
        "bramble/cookies": False,
        "bramble/imprint": True,
        "bramble/privacy": False,
        "bramble/terms": False,
        "bramble/terms/a": True,
        "bramble/terms/b": True,
    }
