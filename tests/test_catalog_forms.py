from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.forms import instant, original_fault, overlap
from model import Location


@pytest.mark.parametrize(
    "original",
    [
        "",
        "lumora.example/privacy",
        "/privacy",
        "ftp://lumora.example/privacy",
        "http://",
        "http:///privacy",
        "http://www./",
        "http://[::1/",
        "http://lumora.example:80x/",
        "http://lumora.example/a b",
        "http://lumora.example/\x00",
        "https://user:secret@lumora.example/",
        "http://lumora.example/" + "a" * 9_000,
        "http://\u2100.example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(original):
    assert original_fault(original)


@pytest.mark.parametrize(
    "original",
    ["http://lumora.example", "HTTPS://LUMORA.example:8443/Ä?p=1#x", "http://192.0.2.7/", "http://[2001:db8::1]/"],
)
def test_an_absolute_address_is_taken(original):
    assert original_fault(original) is None


YEARS = st.none() | st.integers(2001, 2008)


def year(number):
    return number and datetime(number, 1, 1, tzinfo=UTC)


@given(YEARS, YEARS, YEARS, YEARS)
def test_locations_overlap_exactly_when_some_instant_is_in_both(since, until, other_since, other_until):
    if (since and until and until <= since) or (other_since and other_until and other_until <= other_since):
        return
    one = Location(original="http://a.example", since=year(since), until=year(until))
    other = Location(original="http://a.example", since=year(other_since), until=year(other_until))
    both = [n for n in range(2000, 2010) if all(p.covers("http://a.example", year(n)) for p in (one, other))]
    assert overlap(one, other) == overlap(other, one) == bool(both)


def test_a_time_outside_the_calendar_is_no_instant():
    assert instant(datetime.fromisoformat("0001-01-01T00:00:00+01:00")) is None
    assert instant("2012-01-01") is None
