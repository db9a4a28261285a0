from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.problems import shown
from catalog.reading import _Reading, read
from model import Rendition, TimelineId

LUMORA = """
name = "Lumora Prints"

[privacy]
title = "Privacy policy"
language = "en"

[[privacy.locations]]
original = "http://www.lumora-prints.example/privacy.html"
until = 2012-03-01
select = "main"
remove = [".promo"]

[[privacy.locations]]
original = "https://lumora-prints.example/privacy"
since = 2012-03-01T00:00:00+02:00
rendition = "browser"

[privacy.documents.cookie-list]
title = "Cookies"
[[privacy.documents.cookie-list.locations]]
original = "https://lumora-prints.example/cookies"

[privacy.editions.de]
language = "de"
[[privacy.editions.de.locations]]
original = "https://lumora-prints.example/de/datenschutz"
"""


def declared(text):
    policies, problems = read(text, file="policies/lumora.toml", organisation="lumora")
    assert problems == ()
    return policies


def problems(text, *, organisation="lumora", check_selector=None):
    policies, found = read(text, file="policies/lumora.toml", organisation=organisation, check_selector=check_selector)
    assert policies == ()
    return [str(problem) for problem in found]


def location(text):
    return f'[[privacy.locations]]\noriginal = "https://lumora.example/p"\n{text}'


def test_a_declaration_gives_the_kinds_documents_and_editions_it_names():
    (policy,) = declared(LUMORA)
    assert (policy.organisation, policy.name, policy.kind) == ("lumora", "Lumora Prints", "privacy")
    assert [str(timeline.id) for timeline in policy.timelines] == [
        "lumora/privacy",
        "lumora/privacy~de",
        "lumora/privacy/cookie-list",
    ]


def test_dates_are_utc_instants_and_offsets_are_converted():
    (policy,) = declared(LUMORA)
    early, late = policy.timelines[0].locations
    assert early.until == datetime(2012, 3, 1, tzinfo=UTC)
    assert late.since == datetime(2012, 2, 29, 22, tzinfo=UTC)


def test_one_selector_and_a_list_of_them_read_alike():
    (policy,) = declared(LUMORA)
    early, late = policy.timelines[0].locations
    assert (early.select, early.remove, early.rendition) == (("main",), (".promo",), None)
    assert (late.select, late.remove, late.rendition) == ((), (), Rendition.BROWSER)


def test_an_edition_takes_over_the_title_and_a_document_the_language():
    (policy,) = declared(LUMORA)
    _, german, cookies = policy.timelines
    assert (german.title, german.language) == ("Privacy policy", "de")
    assert (cookies.title, cookies.language) == ("Cookies", "en")


def test_documents_and_editions_are_visited_as_often_as_their_kind_unless_they_say_otherwise():
    (policy,) = declared(
        LUMORA.replace("[privacy]\n", '[privacy]\nevery = "6h"\n', 1).replace(
            'title = "Cookies"', 'title = "Cookies"\nevery = "2w"'
        )
    )
    assert [timeline.every for timeline in policy.timelines] == [
        timedelta(hours=6),
        timedelta(hours=6),
        timedelta(weeks=2),
    ]


def test_what_does_not_say_how_often_is_visited_as_the_settings_say():
    (policy,) = declared(LUMORA)
    assert {timeline.every for timeline in policy.timelines} == {None}


@pytest.mark.parametrize(
    "value", ["'9s'", "'367d'", "'6 h'", "'h'", "6", "''", "'99999999w'", "'9999999999d'", "'٣d'", "[]"]
)
def test_how_often_is_a_length_of_time(value):
    (found,) = problems(f"[privacy]\nevery = {value}\n" + location(""))
    assert found.startswith("policies/lumora.toml: privacy.every: found ")
    assert "expected a length of time like '90s', '15m', '6h', '1d' or '2w', from 10s to 366d" in found


def test_a_document_may_have_editions_of_its_own():
    (policy,) = declared(
        '[[privacy.documents.cookies.editions.pt-BR.locations]]\noriginal = "https://lumora.example/pt/c"\n'
    )
    (timeline,) = policy.timelines
    assert timeline.id == TimelineId(organisation="lumora", kind="privacy", document="cookies", edition="pt-BR")


def test_a_name_that_is_not_given_is_the_organisation():
    (policy,) = declared(location(""))
    assert policy.name == "lumora"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (location('until = "2012"'), "privacy.locations[0].until: found '2012', expected a date like 2012-03-01"),
        (
            location("since = 2012-01-01T00:00:00.5"),
            "privacy.locations[0].since: found 2012-01-01 00:00:00.500000, "
            "expected a date like 2012-03-01 or a time in whole seconds",
        ),
        (
            location("since = 2012-03-01\nuntil = 2012-03-01"),
            "privacy.locations[0].until: found 2012-03-01, expected a date later than since (2012-03-01)",
        ),
        (
            location('select = ["a", 3]'),
            "privacy.locations[0].select: found 3, expected a CSS selector, a range like "
            "{start_before = '#a', end_before = '#b'}, or a list of them",
        ),
        (
            location("rendition = 'text'"),
            "privacy.locations[0].rendition: found 'text', expected 'auto' or 'plain' or 'browser'",
        ),
        (
            location("selct = 'main'"),
            "privacy.locations[0].selct: found an unknown key, "
            "expected one of original, since, until, select, remove, filters, rendition (did you mean 'select'?)",
        ),
        (
            "[privacy]\nlocatons = []",
            "privacy.locatons: found an unknown key, "
            "expected one of title, language, every, locations, documents, editions (did you mean 'locations'?)",
        ),
        (
            "[privacy]\ntitle = 'P'",
            "privacy.locations: found none, expected at least one, begun with [[privacy.locations]]",
        ),
        (
            "[[privacy.locations]]\nsince = 2001-01-01",
            "privacy.locations[0].original: found nothing, expected an absolute address like https://acme.example/privacy",
        ),
        ("[Privacy]\n", "Privacy: found the kind 'Privacy', expected a name of a-z"),
        (
            "nme = 'x'\n" + location(""),
            "nme: found 'x', expected a kind as a table, such as [privacy] (did you mean 'name'?)",
        ),
        (location("[privacy.editions.'d e']"), "privacy.editions: found the name 'd e', expected a name of letters"),
        (location("[privacy]\nlanguage = 'English'"), "privacy.language: found 'English', expected a language tag"),
        (
            location("[privacy.cookie-list]\ntitle = 'C'"),
            "(a document is declared as [privacy.documents.cookie-list])",
        ),
        ("privacy = 3", "privacy: found 3, expected a kind as a table"),
        ("privacy.locations = 'x'", "privacy.locations: found 'x', expected a list of tables"),
        ("privacy.documents = [1]", "privacy.documents: found a list, expected a table of documents"),
        ("", "found no kind, expected at least one, such as [[privacy.locations]]"),
        ("[privacy", "found no TOML ("),
        ("a = " + "[" * 100_000, "found lists or tables nested too deep"),
        ("a = " + "9" * 5_000, "found no TOML ("),
        ("name = 0x" + "f" * 5_000 + "\n" + location(""), "name: found a number of more than 20 digits"),
    ],
)
def test_a_fault_names_file_key_found_and_expected(text, message):
    found = problems(text)
    assert any(message in problem for problem in found), found
    assert all(problem.startswith("policies/lumora.toml: ") for problem in found)


def test_every_fault_of_a_file_is_told_at_once():
    found = problems(location("since = 1\nuntil = 2\nselect = 3\nremove = 4\nrendition = 5"))
    assert len(found) == 5


def test_a_file_name_that_is_no_organisation_is_a_problem():
    assert "the file name 'Lumora Prints'" in problems(location(""), organisation="Lumora Prints")[0]


def test_a_selector_is_checked_by_who_knows_selectors():
    found = problems(location("select = 'main >'"), check_selector=lambda selector: f"{selector} ends in a combinator")
    assert found == [
        "policies/lumora.toml: privacy.locations[0].select: found 'main >', "
        "expected a CSS selector (main > ends in a combinator)"
    ]


def test_two_locations_that_differ_in_nothing_may_not_overlap():
    twice = location("until = 2014-01-01\n") + location("since = 2013-01-01\n")
    assert problems(twice) == [
        "policies/lumora.toml: privacy.locations[1]: found the same as privacy.locations[0] at the same time, "
        "expected dates that do not overlap, or one location less"
    ]


def test_an_overlap_is_found_behind_a_shorter_one_in_between():
    long = location("since = 2001-01-01\n")
    short = location("since = 2000-01-01\nuntil = 2001-01-01\n")
    late = location("since = 2010-01-01\nuntil = 2011-01-01\n")
    assert len(problems(short + long + late)) == 1


def test_locations_that_follow_each_other_or_differ_may_stand_side_by_side():
    declared(location("until = 2013-01-01\n") + location("since = 2013-01-01\n"))
    declared(location("") + location("select = 'main'\n"))
    declared(location("") + location("rendition = 'browser'\n"))


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    declared("\ufeff" + LUMORA.replace("\n", "\r\n"))


KEYS = st.sampled_from(
    [
        *("name", "title", "language", "every", "locations", "documents", "editions"),
        *("original", "since", "until", "select", "remove", "filters", "rendition"),
        *("start_before", "endAfter", "remove_query_params"),
        *("privacy", "cookie-list", "de", "Privacy", "a b", ""),
    ]
) | st.text(max_size=5)
LEAVES = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(timezones=st.none() | st.timezones()),
    st.times(),
    st.sampled_from(["https://lumora.example/p", "http://[", "plain", "en", "6h", date.min, date.max, time.min]),
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)),
    max_size=4,
)


@given(TREES)
def test_no_content_of_a_declaration_makes_a_traceback(tables):
    """Trees stand for what TOML can hold; either they are policies, or every problem can be printed."""
    reading = _Reading("policies/lumora.toml", "lumora", None)
    policies = reading.policies(tables)
    if not reading.problems:
        assert all(timeline.locations for policy in policies for timeline in policy.timelines)
    assert all(str(problem) for problem in reading.problems)


@given(st.text(alphabet=st.sampled_from("[]{}=.\"#\n ,'ab0-:T\\u"), max_size=40) | st.text(max_size=40))
def test_no_text_makes_a_traceback(text):
    policies, found = read(text, file="f", organisation="lumora")
    assert bool(policies) != bool(found)


def test_tables_nested_deeper_than_python_can_print_are_named_not_printed():
    table = {}
    for _ in range(100_000):
        table = {"a": table}
    assert shown(table) == "a table"
