"""Does an installation that goes out as Parquet come in again as it was, and can others ask it?"""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange import UnreadableFileError
from exchange.choosing import Choice
from exchange.jsonl import write_lines
from exchange.parquets import read_tables, write_tables
from tests import followed as the
from tests.invented_facts import ARRIVALS, RULINGS, derive, facts_of, fill

ALL = Choice()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@settings(max_examples=12, deadline=None)
@given(ARRIVALS, RULINGS, st.booleans())
def test_what_goes_out_comes_in_again(tmp_path_factory, arrivals, rulings, told):
    folder = tmp_path_factory.mktemp("tables")
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, arrivals, rulings, told=told)
        concluded = derive(one)
        write_tables(one, folder / "out", ALL)
        taken = read_tables(other, folder / "out")
        assert (taken.wrong, taken.left_out) == ((), 0)
        assert facts_of(other) == facts_of(one)
        assert derive(other) == concluded
        write_tables(other, folder / "again", ALL)
        assert contents(folder / "again") == contents(folder / "out")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with the.blank_store() as store:
        fill(store, [the.response("a", 0), the.response("b", 5), the.row("a", 9), the.response("a", 12)], told=True)
        derive(store)
        to = tmp_path_factory.mktemp("asked") / "out"
        write_tables(store, to, ALL)
        return to


def copied(folder, to):
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).write_bytes(path.read_bytes())
    return to


def test_others_ask_it_with_sql(folder):
    with duckdb.connect() as db:
        found = db.execute(
            f"SELECT version, text, epoch(first_seen) FROM '{folder}/clause.parquet' AS clause"
            f" JOIN '{folder}/version.parquet' AS version ON number = version AND version.timeline = clause.timeline"
            " WHERE text LIKE '%years%'"
        ).fetchall()
        assert found == [(2, "We keep your name and your address for two years.", the.at(5).timestamp())]
        assert db.execute(f"SELECT count(*) FROM '{folder}/body.parquet' WHERE octet_length(body) > 99").fetchone() == (
            2,
        )


def test_a_table_that_is_missing_or_damaged_is_named_and_the_others_come_in(folder, tmp_path):
    hurt = copied(folder, tmp_path / "out")
    (hurt / "ruling.parquet").unlink()
    raw = (hurt / "sighting.parquet").read_bytes()
    (hurt / "sighting.parquet").write_bytes(raw[:40] + bytes([raw[40] ^ 1]) + raw[41:])
    with the.blank_store() as store:
        taken = read_tables(store, hurt)
        assert len(taken.wrong) == 2
        assert all(str(hurt) in one for one in taken.wrong)
        assert (taken.new["capture"], taken.new["holding"]) == (3, 3)
        assert store.faults() == []


def test_a_folder_of_another_form_is_none(tmp_path):
    with the.blank_store() as store:
        write_lines(store, tmp_path / "lines", ALL)
        with pytest.raises(UnreadableFileError, match="no export as parquet"):
            read_tables(store, tmp_path / "lines")
