"""Is the text that had declared itself in force found, and is it said where the dates leave that open?"""

from datetime import UTC, datetime, timedelta

import pytest

from model import Capture, Declared, Rendition, Version, sha256
from versions import claims_of, in_force


def version(number, seen):
    moment = datetime.fromisoformat(seen).replace(tzinfo=UTC)
    capture = Capture(
        original="https://lumora.example/terms",
        timestamp=moment,
        rendition=Rendition.PLAIN,
        statuscode=200,
        digest=sha256(str(number)),
    )
    return Version(
        number=number,
        first_seen=moment,
        last_seen=moment + timedelta(days=20),
        location=0,
        rendition=capture.rendition,
        capture=capture,
        canonical=capture.digest,
        words=capture.digest,
        sightings=2,
    )


def asked(day, *told):
    """The numbers that answer for a day; each version is told as "first seen, updated, effective"."""
    rows = [[part.strip() for part in one.split(",")] for one in told]
    every = [version(number, seen) for number, (seen, _, _) in enumerate(rows, 1)]
    declared = [Declared(updated=tuple(old.split()), effective=tuple(new.split())) for _, old, new in rows]
    found = in_force(claims_of(every, declared), day)
    return [one.version.number for one in found.claims], found.certain(day), found


def numbers(day, *told):
    return asked(day, *told)[0]


THREE = ("2020-02-01, , 2020-01-15", "2021-05-20, , 2021-06-01", "2023-03-01, , 2023-01-01")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-01-14", []),
        ("2020-01-15", [1]),
        ("2021-05-31", [1]),  # the next text was on display, and said that it did not hold yet
        ("2021-06-01", [2]),
        ("2022-12-31", [2]),
        ("2023-01-01", [3]),  # though it was first seen two months later
        ("2026-01-01", [3]),
    ],
)
def test_of_the_dates_that_had_come_the_latest_answers(day, expected):
    assert numbers(day, *THREE) == expected


def test_what_comes_next_is_told():
    _, certain, found = asked("2021-05-25", *THREE)
    assert (certain, found.following.version.number, found.following.date) == (True, 2, "2021-06-01")


def test_where_only_an_update_is_declared_it_counts_and_is_called_that():
    _, _, found = asked("2021-01-01", "2020-02-01, 2020-01-15 2019-01-01, ")
    assert (found.latest.date, found.latest.effective) == ("2020-01-15", False)
    assert numbers("2019-06-01", "2020-02-01, 2020-01-15 2019-01-01, ") == []


def test_a_day_of_coming_into_force_goes_before_the_day_of_the_update():
    assert numbers("2024-03-20", "2023-01-10, , 2023-01-01", "2024-03-05, 2024-03-01, 2024-04-01") == [1]
    assert numbers("2024-04-01", "2023-01-10, , 2023-01-01", "2024-03-05, 2024-03-01, 2024-04-01") == [2]


def test_of_texts_that_changed_under_one_date_the_last_one_seen_by_then_answers():
    told = ("2020-02-01, , 2020-01-15", "2020-09-01, , 2020-01-15", "2021-02-01, , 2020-01-15")
    assert [numbers(day, *told) for day in ("2020-01-20", "2020-08-31", "2020-09-01", "2022-01-01")] == [
        [1],
        [1],
        [2],
        [3],
    ]
    assert asked("2022-01-01", *told)[2].sharing == 3


def test_a_text_that_declares_nothing_is_passed_over():
    assert numbers("2022-01-01", "2020-02-01, , 2020-01-15", "2021-02-01, , ") == [1]
    assert numbers("2022-01-01", "2021-02-01, , ") == []


def test_a_month_without_its_day_may_have_come_or_not_while_it_lasts():
    told = ("2023-02-01, , 2023-01-15", "2024-02-20, , 2024-03")
    assert asked("2024-02-29", *told)[:2] == ([1], True)
    assert asked("2024-03-01", *told)[:2] == ([1, 2], False)
    assert asked("2024-03-30", *told)[:2] == ([1, 2], False)
    assert asked("2024-03-31", *told)[:2] == ([2], True)
    assert asked("2024-03-15", told[1])[:2] == ([1], False)


def test_a_text_that_was_seen_in_the_month_of_its_update_had_been_updated():
    told = ("2023-02-01, 2023-01-15, ", "2024-03-10, 2024-03, ")
    assert asked("2024-03-09", *told)[:2] == ([1, 2], False)
    assert asked("2024-03-10", *told)[:2] == ([2], True)


def test_a_month_and_a_day_in_it_are_told_apart_by_which_was_seen_last():
    assert numbers("2024-05-01", "2024-03-05, , 2024-03", "2024-03-12, , 2024-03-10") == [2]
    assert numbers("2024-05-01", "2024-03-12, , 2024-03-10", "2024-03-20, , 2024-03") == [2]


def test_what_a_banner_announces_is_not_what_the_text_below_it_declares():
    told = ("2020-02-01, , 2020-01-15", "2024-05-01, , 2024-06-01 2020-01-15", "2024-06-03, , 2024-06-01")
    assert asked("2024-05-15", *told)[:2] == ([2], True)
    assert asked("2024-06-02", *told)[:2] == ([3], True)
    assert asked("2024-05-15", *told)[2].latest.announced == ("2024-06-01",)


def test_where_what_was_announced_had_come_and_no_version_declares_it_the_answer_is_not_certain():
    told = ("2020-02-01, , 2020-01-15", "2024-05-01, , 2024-06-01 2020-01-15")
    assert asked("2024-05-31", *told)[:2] == ([2], True)
    assert asked("2024-06-01", *told)[:2] == ([2], False)


def test_a_text_that_came_back_under_its_old_date_does_not_go_before_a_later_date():
    assert numbers(
        "2022-01-01", "2020-02-01, , 2020-01-15", "2021-02-01, , 2021-01-15", "2021-06-01, , 2020-01-15"
    ) == [2]
