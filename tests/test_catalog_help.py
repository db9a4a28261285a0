"""What may a declaration say to help the reading of a page?"""

import pytest

from catalog.reading import read
from extract import check_selector
from model import Filter, FilterName, Range

PARAMS, SPACES = FilterName.REMOVE_QUERY_PARAMS, FilterName.CONVERT_SPACES


def found(help_):
    text = f'[[privacy.locations]]\noriginal = "https://lumora.example/p"\n{help_}'
    policies, problems = read(text, file="lumora.toml", organisation="lumora", check_selector=check_selector)
    return [place for policy in policies for line in policy.timelines for place in line.locations], problems


def place(help_):
    (declared,), problems = found(help_)
    assert problems == ()
    return declared


def fault(help_):
    declared, problems = found(help_)
    assert declared == []
    (problem,) = problems
    return str(problem)


def test_selectors_and_ranges_stand_alone_or_side_by_side_in_their_order():
    one = place("select = {start_before = '#a', end_after = '.b'}")
    assert one.select == (Range(start_before="#a", end_after=".b"),)
    many = place(
        "select = ['h1', {start_after = '#a', end_before = '#b'}, 'main']\nremove = {start_after='i', end_after='b'}"
    )
    assert many.select == ("h1", Range(start_after="#a", end_before="#b"), "main")
    assert many.remove == (Range(start_after="i", end_after="b"),)


def test_the_spelling_of_open_terms_archive_is_understood():
    assert place("select = {startBefore = '#a', endAfter = '#b'}").select == (Range(start_before="#a", end_after="#b"),)
    assert place("filters = ['removeQueryParams']").filters == (Filter(name=PARAMS),)


def test_filters_keep_their_order_and_parameters():
    declared = place(
        "filters = ['remove_query_params', {remove_query_params = ['h', 'l']}, 'convert_spaces_to_standard']"
    )
    assert declared.filters == (Filter(name=PARAMS), Filter(name=PARAMS, params=("h", "l")), Filter(name=SPACES))
    assert place("filters = {remove_query_params = 'h'}").filters == (Filter(name=PARAMS, params=("h",)),)


RANGE = "expected a range with one of start_before, start_after and one of end_before, end_after"


@pytest.mark.parametrize(
    ("help_", "message"),
    [
        ("select = {start_before = '#a'}", f"locations[0].select: found a range with start_before, {RANGE}"),
        ("remove = {end_before = '#a'}", f"locations[0].remove: found a range with end_before, {RANGE}"),
        (
            "select = {start_before = '#a', start_after = '#b', end_after = '#c'}",
            f"locations[0].select: found a range with start_before and start_after and end_after, {RANGE}",
        ),
        ("select = {start = '#a', end_before = '#b'}", f"select.start: found an unknown end, {RANGE}"),
        ("select = {start_before = '', end_before = '#b'}", "select.start_before: found '', expected a CSS selector"),
        ("select = {start_before = 1, end_before = '#b'}", "select.start_before: found 1, expected a CSS selector"),
        ("select = {start_before = 'a >', end_before = '#b'}", "select.start_before: found 'a >', expected a CSS sel"),
        ("remove = ' '", "locations[0].remove: found ' ', expected a CSS selector, a range like"),
        ("select = {}", "locations[0].select: found a table, expected a CSS selector, a range like"),
        ("select = [['main']]", "locations[0].select: found a list, expected a CSS selector, a range like"),
        (
            "filters = ['remove_querry_params']",
            "locations[0].filters: found an unknown filter, 'remove_querry_params', expected one of the filters "
            "remove_query_params, convert_spaces_to_standard (did you mean 'remove_query_params'?)",
        ),
        ("filters = 3", "locations[0].filters: found 3, expected a filter's name, a table like"),
        ("filters = {remove_query_params = [1]}", "filters.remove_query_params: found a parameter that is no text"),
        ("filters = {remove_query_params = []}", "filters.remove_query_params: found no parameter, expected names"),
        ("filters = {convert_spaces_to_standard = ['a']}", "found parameters, expected none: this filter takes no"),
        ("filter = 'remove_query_params'", "locations[0].filter: found an unknown key"),
    ],
)
def test_a_fault_says_what_was_found_and_what_was_expected(help_, message):
    assert message in fault(help_)


def test_a_range_without_a_start_and_an_end_cannot_be_made():
    for ends in ({}, {"start_before": "a"}, {"start_before": "a", "start_after": "b", "end_after": "c"}):
        with pytest.raises(ValueError, match="expected one of start_before, start_after and one of end_before, end_a"):
            Range(**ends)


def test_locations_that_differ_in_their_help_may_stand_side_by_side():
    again = '[[privacy.locations]]\noriginal = "https://lumora.example/p"\n'
    for help_ in ("filters = 'remove_query_params'", "select = {start_before = '#a', end_after = '#b'}"):
        declared, problems = found(again + help_)
        assert (len(declared), problems) == (2, ())
