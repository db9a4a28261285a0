"""Is what was seen kept once, as it was, and known to be as it was?"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import LIVE, Capture, Holding, Rendition, Ruling, RulingKind, Task, TaskKind, original_key, sha256
from store import DamagedError, open_store
from store.deltas import by_itself
from store.packing import digest_of, pack, unpack
from tests import followed as the

CATALOG = the.catalog_of(the.timeline())
KEYS = [original_key(the.URL)]
EVERY_KIND = [
    the.response("a", 0),
    the.response("a", 0, holder="web"),
    the.response("wall", 1, original=the.MOVED_TO),
    the.row("a", 2, status=None),
    the.row("a", 2),
    the.not_modified(3),
    the.failure(4),
]


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def test_keeping_a_fact_again_changes_nothing(store):
    the.arrive(store, CATALOG, *EVERY_KIND)
    before = (list(store.exporting.facts()), store.facts.upto(KEYS, the.PRIVACY))
    later = [
        replace(one, holding=replace(one.holding, taken_at=the.at(9000)))
        if isinstance(one, the.Response)
        else replace(one, taken_at=the.at(9000))
        for one in EVERY_KIND
    ]
    the.arrive(store, CATALOG, *EVERY_KIND, *reversed(later))
    assert (list(store.exporting.facts()), store.facts.upto(KEYS, the.PRIVACY)) == before


def test_keeping_says_what_was_new(store):
    one = the.response("a", 0)
    assert store.facts.keep_capture(one.capture, one.holding, one.body)
    assert not store.facts.keep_capture(one.capture, one.holding, one.body)
    assert store.facts.keep_sightings([the.row("a", 1), the.row("a", 1), the.row("b", 1)]) == 2
    assert store.facts.keep_sightings([]) == 0


def test_every_new_fact_of_a_timeline_is_noticed_and_no_other(store):
    marks = [store.facts.upto(KEYS, the.PRIVACY)]
    for one in [EVERY_KIND[0], EVERY_KIND[1], *EVERY_KIND[3:]]:
        the.arrive(store, CATALOG, one)
        marks.append(store.facts.upto(KEYS, the.PRIVACY))
    assert len(set(marks)) == len(marks)
    the.arrive(store, CATALOG, the.response("a", 30, original="https://other.example/"))
    assert store.facts.upto(KEYS, the.PRIVACY) == marks[-1]


def test_facts_come_back_as_they_were_given(store):
    the.arrive(store, CATALOG, *EVERY_KIND)
    facts = store.facts.of_originals([*KEYS, original_key(the.MOVED_TO)], the.PRIVACY)
    live, archived = EVERY_KIND[0].holding, EVERY_KIND[1].holding
    assert [(one.capture, one.holdings) for one in facts.held] == [
        (EVERY_KIND[0].capture, (live, archived)),
        (EVERY_KIND[2].capture, (EVERY_KIND[2].holding,)),
    ]
    responses, others = (EVERY_KIND[0], EVERY_KIND[1], EVERY_KIND[2]), EVERY_KIND[3:]
    assert list(facts.sightings) == [*(one.sighting for one in responses), *others]


def test_a_body_that_is_not_the_captures_is_refused(store):
    one = the.response("a", 0)
    with pytest.raises(ValueError, match=f"{the.URL}.*{one.capture.digest}"), store.writing():
        store.facts.keep_capture(one.capture, one.holding, b"other bytes")
    assert list(store.exporting.facts()) == []


def test_equal_bodies_of_one_second_with_different_statuses_are_two_captures(store):
    """Redirects have empty bodies, and an archive can hold two of one second."""
    moved = [the.response("away", 0, status=status, holder="web") for status in (302, 301)]
    the.arrive(store, CATALOG, *moved)
    assert [one.capture.statuscode for one in store.facts.of_originals(KEYS, the.PRIVACY).held] == [301, 302]
    assert [store.facts.held(one.capture).capture for one in moved] == [one.capture for one in moved]
    assert [one.statuscode for one in store.facts.of_originals(KEYS, the.PRIVACY).sightings] == [301, 302]


def test_each_header_comes_from_the_first_who_has_it(store):
    one = the.response("a", 0)
    headers = {
        "web": (("content-type", "web"), ("x-web", "1"), ("link", "a"), ("link", "b")),
        "archive": (("content-type", "archive"), ("link", "c")),
        LIVE: (("x-web", "live"),),
    }
    for holder, own in headers.items():
        holding = Holding(holder=holder, memento=holder, headers=own, taken_at=the.TAKEN)
        store.facts.keep_capture(one.capture, holding, one.body)
    assert store.facts.held(one.capture).headers == {"x-web": "live", "content-type": "archive", "link": "c"}


def test_a_capture_of_another_rendition_is_another_capture(store):
    plain = the.response("a", 0)
    browser = replace(plain, capture=replace(plain.capture, rendition=Rendition.BROWSER))
    the.arrive(store, CATALOG, plain)
    assert not store.facts.is_kept(browser.capture, browser.holding)
    the.arrive(store, CATALOG, browser)
    assert store.facts.is_kept(browser.capture, browser.holding)


def test_rulings_come_in_the_order_given(store):
    words = [
        Ruling(kind=RulingKind.VERDICT, object="x", saying=saying, who="mara", given_at=the.at(day))
        for saying, day in (("gone", 5), ("policy", 1), ("login", 5))
    ]
    for one in words:
        store.facts.keep_ruling(the.PRIVACY, one)
    assert [one.saying for one in store.facts.rulings(the.PRIVACY)] == ["policy", "gone", "login"]


def test_originals_that_no_database_likes_are_kept(store):
    strange = ["http://[broken/", "https://acme.example/\x00", "https://ac\u0308me.example/ü?q='--", "x" * 5000, ""]
    for original in strange:
        store.facts.keep_sightings([the.row("a", 0, original=original)])
    kept = {line["original"] for line in store.exporting.facts()}
    assert kept == set(strange)


# ---------------------------------------------------------------- that damage is noticed

PACKED = pack(the.BODIES["a"])


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(PACKED) * 8 - 1))
def test_any_flipped_bit_of_a_body_is_noticed(bit):
    damaged = bytearray(PACKED)
    damaged[bit // 8] ^= 1 << bit % 8
    digest = sha256(the.BODIES["a"])
    try:
        read = unpack(bytes(damaged), digest)
    except DamagedError as error:
        read = the.BODIES["a"] if digest in str(error) else b""
    assert read == the.BODIES["a"]  # a few bits of a frame mean nothing


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_in_the_place_of_a_body_are_noticed(garbage):
    with pytest.raises(DamagedError, match="restore the database from a backup"):
        unpack(garbage, sha256(the.BODIES["a"]))


def test_a_damaged_body_is_named_when_it_is_read(tmp_path):
    digest, path = sha256(the.BODIES["a"]), tmp_path / "kept.db"
    with open_store(path) as store:
        the.arrive(store, CATALOG, the.response("a", 0))
        frame = store._db.execute("SELECT packed FROM body").fetchone()[0]
    other = by_itself(the.BODIES["a"].replace(b"e", b"o")).frame
    for damaged, said in ((frame[:20] + bytes([frame[20] ^ 1]) + frame[21:], ""), (other, "has another digest")):
        with open_store(path) as store:  # what lies unpacked is lost
            store._db.execute("UPDATE body SET packed = ?", [damaged])
        with open_store(path) as store, pytest.raises(DamagedError, match=f"{digest}: {said}"):
            store.facts.body(digest)


def test_a_byte_changed_in_the_file_is_noticed(tmp_path):
    path = tmp_path / "kept.db"
    noise = bytes(range(256)) * 4
    with open_store(path) as store:
        digest = store.facts.keep_body(noise)
        packed = store._db.execute("SELECT packed FROM body").fetchone()[0]
        store._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw = bytearray(path.read_bytes())
    place = raw.index(packed) + len(packed) // 2
    raw[place] ^= 0xFF
    path.write_bytes(raw)
    with open_store(path, readonly=True) as store, pytest.raises(DamagedError, match=digest):
        store.facts.body(digest)


def test_a_capture_that_is_not_kept_is_no_capture(store):
    missing = Capture(original=the.URL, timestamp=the.at(0), statuscode=200, digest=sha256(b""))
    with pytest.raises(LookupError, match="is not kept"):
        store.facts.held(missing)
    with pytest.raises(LookupError, match="no capture 7"):
        store.facts.capture(7)


def test_two_rows_that_differ_in_nothing_but_their_length_are_both_kept(store):
    """An index lists a capture twice where two of its files hold it."""
    rows = [replace(the.row("a", 1), length=length) for length in (8351, 8342, 8351)]
    with store.writing():
        assert store.facts.keep_sightings(rows) == 2


def test_a_capture_is_asked_for_where_its_archive_last_said_that_it_is(store):
    rows = [replace(the.row("", 1), place=place) for place in ("files/a#bytes=0-9", "files/b#bytes=5-9")]
    asked = Task(kind=TaskKind.REPLAY, archive="web", original=the.URL, timestamp=the.at(1))
    with store.writing():
        assert store.facts.keep_sightings([*rows, replace(the.row("", 1), holder="other", place="elsewhere")]) == 3
        store.frontier.add([asked, replace(asked, timestamp=the.at(2))], the.TAKEN)
    assert [task.place for task in store.frontier.due("web", the.TAKEN, 9, [])] == ["files/b#bytes=5-9", ""]
    assert [row.place for row in store.facts.rows("web", original_key(the.URL))] == [row.place for row in rows]


def test_a_capture_that_two_archives_hold_is_stored_once_with_both(store):
    one, other = the.response("a", 0, holder="web"), the.response("a", 0, holder="other")
    with store.writing():
        assert store.facts.keep_capture(one.capture, one.holding, one.body)
        assert not store.facts.keep_capture(other.capture, other.holding, other.body)
    assert [holding.holder for holding in store.facts.held(one.capture).holdings] == ["other", "web"]


def test_the_digest_of_a_body_is_that_of_its_bytes_whichever_was_asked_for_before():
    one, other = b"one" * 9, b"other" * 9
    assert [digest_of(body) for body in (one, one, other, one, bytes(bytearray(one)))] == [
        sha256(body) for body in (one, one, other, one, one)
    ]
