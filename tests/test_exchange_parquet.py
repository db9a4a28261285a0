"""Do rows come back from Parquet as they went in, always the same bytes, and never at the price of all memory?"""

import random
from datetime import UTC, datetime, timedelta, timezone

import duckdb
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import Column, ColumnKind, UnreadableFileError
from exchange.parquet import parquet_notes, read_parquet, write_parquet

OPTIONAL = [Column(name=kind.name.lower(), kind=kind, optional=True) for kind in ColumnKind]
VALUES = {
    ColumnKind.TEXT: st.text(st.characters(exclude_categories=["Cs"])),
    ColumnKind.WHOLE: st.integers(-(2**63), 2**63 - 1),
    ColumnKind.REAL: st.floats(allow_nan=False),
    ColumnKind.TRUTH: st.booleans(),
    ColumnKind.BYTES: st.binary(),
    ColumnKind.MOMENT: st.datetimes(timezones=st.just(UTC)),
}
ROWS = st.lists(st.tuples(*(st.none() | VALUES[kind] for kind in ColumnKind)), max_size=20)
NUMBERS = [Column(name="number", kind=ColumnKind.WHOLE), Column(name="word")]


@given(ROWS)
def test_rows_come_back_as_they_went_in(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    assert write_parquet(path, OPTIONAL, iter(rows)) == len(rows)
    back = list(read_parquet(path, OPTIONAL))
    assert back == rows
    assert [[type(value) for value in row] for row in back] == [[type(value) for value in row] for row in rows]


@given(ROWS)
def test_equal_rows_make_equal_bytes(tmp_path_factory, rows):
    one, other = (tmp_path_factory.mktemp("rows") / "rows.parquet" for _ in range(2))
    write_parquet(one, OPTIONAL, rows, {"about": "rows", "by": "us"})
    write_parquet(other, OPTIONAL, list(read_parquet(one, OPTIONAL)), {"by": "us", "about": "rows"})
    assert one.read_bytes() == other.read_bytes()
    assert parquet_notes(one)["about"] == "rows"


def test_an_instant_comes_back_in_utc(tmp_path):
    east = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    write_parquet(tmp_path / "one", [Column(name="at", kind=ColumnKind.MOMENT)], [(east,)])
    ((back,),) = read_parquet(tmp_path / "one", [Column(name="at", kind=ColumnKind.MOMENT)])
    assert (back, back.tzinfo) == (east, UTC)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((1,), "1 values, expected 2"),
        (("1", "one"), "number is '1', expected a whole number"),
        ((True, "one"), "number is True"),
        ((1, b"one"), "word is b'one', expected a text"),
        ((1, None), "word is missing"),
        ((2**63, "one"), "number cannot be written"),
        ((1, "\ud800"), "word cannot be written"),
    ],
)
def test_a_row_of_other_columns_is_refused_and_leaves_no_file(tmp_path, row, why):
    with pytest.raises(ValueError, match=why):
        write_parquet(tmp_path / "rows", NUMBERS, [(0, "zero"), row])
    assert list(tmp_path.iterdir()) == []


def test_a_file_stays_as_it_was_until_the_new_one_is_whole(tmp_path):
    write_parquet(tmp_path / "rows", NUMBERS, [(1, "one")])

    def interrupted():
        yield (2, "two")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_parquet(tmp_path / "rows", NUMBERS, interrupted())
    assert list(read_parquet(tmp_path / "rows", NUMBERS)) == [(1, "one")]
    assert [path.name for path in tmp_path.iterdir()] == ["rows"]


def test_other_programs_read_it(tmp_path):
    write_parquet(tmp_path / "rows.parquet", OPTIONAL, [("a", 1, 0.5, True, b"\0", datetime(2026, 1, 1, tzinfo=UTC))])
    with duckdb.connect() as db:
        found = db.execute(f"SELECT text, whole, real, truth, bytes, epoch(moment) FROM '{tmp_path}/rows.parquet'")
        assert found.fetchall() == [("a", 1, 0.5, True, b"\0", 1767225600.0)]


def test_columns_that_are_not_asked_for_are_passed_over(tmp_path):
    write_parquet(tmp_path / "rows", NUMBERS, [(1, "one")])
    assert list(read_parquet(tmp_path / "rows", [NUMBERS[1]])) == [("one",)]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ([Column(name="missing")], "no column missing among number, word"),
        ([Column(name="word", kind=ColumnKind.BYTES)], "word is string, expected a bytes"),
    ],
)
def test_a_table_of_other_columns_is_told(tmp_path, columns, why):
    write_parquet(tmp_path / "rows", NUMBERS, [(1, "one")])
    with pytest.raises(UnreadableFileError, match=why):
        list(read_parquet(tmp_path / "rows", columns))


def test_a_value_that_is_missing_is_told_with_its_row(tmp_path):
    write_parquet(tmp_path / "rows", [Column(name="word", optional=True)], [("one",), (None,)])
    with pytest.raises(UnreadableFileError, match="row 2: word is missing"):
        list(read_parquet(tmp_path / "rows", [Column(name="word")]))


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"no table at all, but long enough", b"PAR1" + b"\xff" * 40 + b"PAR1"]
)
def test_what_is_no_parquet_is_told(tmp_path, content):
    (tmp_path / "rows").write_bytes(content)
    with pytest.raises(UnreadableFileError, match="rows"):
        list(read_parquet(tmp_path / "rows", NUMBERS))


def test_a_damaged_file_is_told_or_is_read_as_it_was(tmp_path):
    """Pages have checksums. What else stands in the file is read again to find them, or says nothing of the rows."""
    rows = [(number, f"word {number % 7}") for number in range(300)]
    write_parquet(tmp_path / "rows", NUMBERS, rows)
    whole, random_places = (tmp_path / "rows").read_bytes(), random.Random(5)
    told = []
    for _ in range(300):
        at, bit = random_places.randrange(len(whole)), 1 << random_places.randrange(8)
        (tmp_path / "rows").write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        try:
            assert list(read_parquet(tmp_path / "rows", NUMBERS)) == rows
        except UnreadableFileError as error:
            told.append(str(error))
    assert len(told) > 150
    assert all(str(tmp_path / "rows") in error for error in told)


def test_many_bodies_are_never_in_memory_together(tmp_path):
    columns = [Column(name="body", kind=ColumnKind.BYTES)]
    noise = random.Random(3)
    bodies = [noise.randbytes(1_000_000) for _ in range(8)] * 12
    before = pyarrow.total_allocated_bytes()
    write_parquet(tmp_path / "bodies", columns, ((body,) for body in bodies))
    most = 0
    for (body,), kept in zip(read_parquet(tmp_path / "bodies", columns), bodies, strict=True):
        assert body == kept
        most = max(most, pyarrow.total_allocated_bytes() - before)
    assert most < 60_000_000
