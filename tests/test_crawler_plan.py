"""Is every distinct capture asked for, once?"""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler import Known, plan
from model import IndexRow, from_timestamp14, original_key

BEGIN = from_timestamp14("20200101000000")


def row(day: int, digest: str, status: int | None = 200, original: str = "https://acme.example/privacy") -> IndexRow:
    return IndexRow(
        urlkey="example,acme)/privacy",
        timestamp=BEGIN + timedelta(days=day),
        original=original,
        mimetype="text/html",
        statuscode=status,
        digest=digest,
    )


def days(listed: list[IndexRow], known: Known | None = None) -> list[int]:
    return [(wanted.timestamp - BEGIN).days for wanted in plan(listed, known or Known())]


def test_equal_captures_are_asked_for_once_at_the_earliest() -> None:
    assert days([row(3, "A"), row(1, "A"), row(2, "B"), row(4, "A")]) == [1, 2]


def test_another_spelling_of_the_address_is_the_same_capture() -> None:
    assert days([row(1, "A"), row(2, "A", original="http://www.acme.example:80/privacy/")]) == [1]


def test_another_status_or_path_is_another_capture() -> None:
    assert days([row(1, "A"), row(2, "A", 404), row(3, "A", original="https://acme.example/terms")]) == [1, 2, 3]


def test_what_is_known_is_not_asked_for_again() -> None:
    known = Known(captures=frozenset({(original_key("https://acme.example/privacy"), 200, "A")}))
    assert days([row(1, "A"), row(2, "B"), row(3, "A", None)], known) == [2]


def test_a_revisit_is_not_asked_for_where_its_bytes_are_listed_before_or_after_it() -> None:
    assert days([row(1, "A"), row(2, "A", None)]) == [1]
    assert days([row(1, "A", None), row(2, "A")]) == [2]


def test_a_revisit_whose_bytes_are_nowhere_is_asked_for_once() -> None:
    assert days([row(1, "B"), row(3, "A", None), row(2, "A", None)]) == [1, 2]


def test_redirects_with_one_digest_are_asked_for_once() -> None:
    assert days([row(1, "EMPTY", 301), row(2, "EMPTY", 301), row(3, "EMPTY", 302)]) == [1, 3]


def test_rows_without_a_digest_cannot_be_told_apart_and_are_all_asked_for() -> None:
    assert days([row(1, ""), row(2, "")]) == [1, 2]


rows = st.lists(
    st.builds(row, st.integers(0, 30), st.sampled_from(["A", "B", "C"]), st.sampled_from([200, 404, None])), max_size=12
)


@given(rows, st.randoms())
def test_the_order_of_rows_does_not_matter(listed: list[IndexRow], random: object) -> None:
    shuffled = list(listed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan(shuffled, Known()) == plan(listed, Known())


@given(rows)
def test_every_body_that_is_listed_is_asked_for(listed: list[IndexRow]) -> None:
    assert {one.archive_digest for one in plan(listed, Known())} == {one.digest for one in listed}


@given(rows)
def test_what_was_planned_once_is_planned_no_more(listed: list[IndexRow]) -> None:
    known = Known(captures=frozenset((original_key(one.original), one.statuscode, one.digest) for one in listed))
    assert plan(listed, known) == []
