"""Are dates read as they are meant?"""

from datetime import UTC, datetime

import pytest

from cli import moments
from cli.exits import RefusalError
from model import TimelineId


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize("day", ["2018-05-25", "20180525"])
def test_a_bare_day_is_that_utc_day_from_its_first_second_to_its_last(day):
    assert moments.interval(day) == (utc(2018, 5, 25), utc(2018, 5, 25, 23, 59, 59))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2018-05-25T14:00Z", utc(2018, 5, 25, 14)),
        ("2018-05-25 14:00:05", utc(2018, 5, 25, 14, 0, 5)),
        ("2018-05-25T14:00+02:00", utc(2018, 5, 25, 12)),
        ("20180525140005", utc(2018, 5, 25, 14, 0, 5)),
        ("2018", utc(2018, 1, 1)),
    ],
)
def test_an_instant_is_an_instant(text, moment):
    assert moments.interval(text) == (moment, moment)
    assert moments.since(text) == moment


WRONG = ["", "now", "2018-02-30", "2018-05", "2018-W21", "99999999999999", "9999-12-31T23:00-14:00"]


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_refused_with_what_was_expected(text):
    with pytest.raises(RefusalError, match="expected YYYY-MM-DD"):
        moments.interval(text)


def test_a_place_in_time_is_a_timeline_and_a_date():
    assert moments.at("acme/privacy~de@2018-05-25") == (TimelineId.parse("acme/privacy~de"), "2018-05-25")


def test_a_bare_date_speaks_of_the_timeline_known():
    known = TimelineId.parse("acme/terms")
    assert moments.at("2018-05-25", default=known) == (known, "2018-05-25")


@pytest.mark.parametrize("text", ["acme/privacy", "acme/privacy@", "Acme Privacy@2018-05-25", "@2018"])
def test_half_a_place_is_refused(text):
    with pytest.raises(RefusalError, match="expected"):
        moments.at(text)
