"""Is what goes out as WARC what every archive reads, and does it come in again as it was?"""

import gzip
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.warc import Record, records
from exchange import UnreadableFileError
from exchange.choosing import Choice
from exchange.folders import NotOursError
from exchange.warc import read_warc, write_warc
from model import IndexRow, Rendition
from tests import followed as the
from tests.invented_facts import ARRIVALS, RULINGS, derive, facts_of, fill

ALL = Choice()
ARRIVED = (
    the.response("a", 0),
    the.response("b", 3, holder="web"),
    the.response("a", 5),
    the.response("away", 6, status=301),
    the.response("c", 7, rendition=Rendition.BROWSER),
    the.response("d", 8, rendition=Rendition.TEXT, original="https://acme.example/ä b?q=1#x"),
    the.row("a", 9),
)


@settings(max_examples=20, deadline=None)
@given(ARRIVALS, RULINGS, st.booleans())
def test_what_goes_out_comes_in_again(tmp_path_factory, arrivals, rulings, told):
    folder = tmp_path_factory.mktemp("warc")
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, arrivals, rulings, told=told)
        concluded = derive(one)
        write_warc(one, folder / "out.warc.gz", ALL)
        taken = read_warc(other, folder / "out.warc.gz")
        assert (taken.wrong, taken.left_out) == ((), 0)
        assert facts_of(other) == facts_of(one)
        assert derive(other) == concluded
        write_warc(other, folder / "again.warc.gz", ALL)
        assert (folder / "again.warc.gz").read_bytes() == (folder / "out.warc.gz").read_bytes()


@pytest.fixture
def file(tmp_path):
    with the.blank_store() as store:
        fill(store, ARRIVED)
        assert write_warc(store, tmp_path / "out.warc.gz", ALL) == 6
    return tmp_path / "out.warc.gz"


def test_others_find_every_record_with_the_bytes_that_its_digest_names(file):
    kinds, ids = [], []
    with file.open("rb") as raw:
        for record in ArchiveIterator(raw, check_digests="raise"):
            kinds.append(record.rec_type)
            ids.append(record.rec_headers.get_header("WARC-Record-ID"))
            assert record.rec_headers.protocol == "WARC/1.1"
            content = record.content_stream().read()
            if record.rec_type in ("response", "conversion"):
                named = record.rec_headers.get_header("WARC-Payload-Digest")
                assert named == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert kinds[0] == "warcinfo"
    assert [kind for kind in kinds[1:] if kind != "metadata"] == [
        *("response", "response", "revisit", "response", "conversion", "conversion")
    ]
    assert len(ids) == len(set(ids))


def test_each_record_is_a_gzip_member_of_its_own(file):
    with file.open("rb") as raw:
        reading = ArchiveIterator(raw)
        offsets = [reading.get_record_offset() for _ in reading]
    packed = file.read_bytes()
    for begin, end in zip(offsets, [*offsets[1:], len(packed)], strict=True):
        assert gzip.decompress(packed[begin:end]).startswith(b"WARC/1.1\r\n")


def test_the_reader_of_strangers_files_reads_it_too(file):
    found = list(records(file))
    assert [one.body for one in found if isinstance(one, Record)] == [the.BODIES[name] for name in ("a", "b", "away")]
    assert [one.timestamp for one in found if isinstance(one, IndexRow)] == [the.at(5)]


def test_a_damaged_record_is_named_and_what_came_before_it_is_in(file):
    raw = file.read_bytes()
    file.write_bytes(raw[: len(raw) * 2 // 3])
    with the.blank_store() as store:
        taken = read_warc(store, file)
        assert len(taken.wrong) == 1
        assert taken.wrong[0].startswith(f"{file}, behind record ")
        assert taken.new["capture"] > 1
        assert store.faults() == []


def test_a_body_that_packs_into_next_to_nothing_comes_in_whole(tmp_path):
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, [the.response(b"<p>" + b"a" * 3_000_000, 0), the.response("a", 1)])
        write_warc(one, tmp_path / "out.warc.gz", ALL)
        assert read_warc(other, tmp_path / "out.warc.gz").wrong == ()
        assert facts_of(other) == facts_of(one)


def test_others_files_are_neither_read_nor_overwritten(tmp_path):
    other = tmp_path / "other.warc.gz"
    other.write_bytes(gzip.compress(b"WARC/1.0\r\n"))
    with the.blank_store() as store:
        with pytest.raises(UnreadableFileError, match="no WARC file that clausewatch exported"):
            read_warc(store, other)
        with pytest.raises(NotOursError, match="was not exported by clausewatch"):
            write_warc(store, other, ALL)
    assert gzip.decompress(other.read_bytes()) == b"WARC/1.0\r\n"
