"""Since when does a declared selector match nothing?"""

from tests import followed as the
from versions import since_when


def told(moment, missed, read):
    return since_when(the.at(moment), (the.at(day) for day in missed), (the.at(day) for day in read))


def day(number):
    return f"{the.at(number):%Y-%m-%d %H:%M}"


def test_a_miss_goes_on_since_the_first_one_after_the_last_match():
    assert told(9, [2, 7, 8, 9], [1, 3, 5]) == f"so since {day(7)}, last matched on {day(5)}"


def test_what_came_later_than_a_miss_does_not_count():
    assert told(2, [2, 7], [1, 3, 9]) == f"so since {day(2)}, last matched on {day(1)}"


def test_a_selector_may_never_have_matched():
    assert told(9, [7, 9], []) == f"so since {day(7)}, never matched before"
