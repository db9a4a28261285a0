"""Do captures, holdings and sightings come back from small rows exactly as they were given?"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from model import LIVE, Holding, Rendition, Sighting, SightingKind, original_key
from store import open_store
from store.forms_of_facts import sighting_name
from store.headings import headers_text
from store.schema import migrations
from tests import followed as the

KEYS = [original_key(the.URL), original_key(the.MOVED_TO)]
BASE32 = "QK7Y3ZJ2M4N5B6V7C2X3A4S5D6F7G2H3"
digests = st.sampled_from(["", BASE32, BASE32.lower(), BASE32[:-1], "A" * 32, "7" * 32, "ab" * 20, f"sha1:{BASE32}"])
mementos = st.sampled_from(
    [
        "",
        "live",
        "https://web.example/web/{digits}id_/{url}",
        "https://web.example/web/{digits}id_/{url}?{{original}}",
        "https://web.example/{{timestamp}}/{url}",
        "https://web.example/{{original}}/{digits}/{url}",
        "https://web.example/{digits}",
        "{url}",
        f"https://{'long' * 60}.example/{{digits}}/{{url}}",
        "crawl.warc.gz#12",
    ]
)
headers = st.lists(
    st.tuples(
        st.sampled_from(["date", "etag", "set-cookie", "x-cache"]),
        st.one_of(st.sampled_from(["hit", "Thu, 01 Jan 1970 00:00:00 GMT", ""]), st.text(max_size=40)),
    ),
    max_size=6,
).map(tuple)
holders = st.sampled_from([LIVE, "web", "operator"])
originals = st.sampled_from([the.URL, the.MOVED_TO])


@st.composite
def answers(draw):
    """(what answered, what had been asked for)."""
    one = the.response(draw(st.sampled_from("abc")), draw(st.integers(0, 3)), original=draw(originals))
    digits = f"{one.capture.timestamp:%Y%m%d%H%M%S}"
    memento = draw(mementos).format(digits=digits, url=one.capture.original)
    holding = Holding(
        holder=draw(holders),
        memento=memento,
        archive_digest=draw(digests),
        headers=draw(headers),
        taken_at=the.at(draw(st.integers(3, 4))),
    )
    return replace(one, holding=holding, mimetype=draw(st.sampled_from(["", "text/html"]))), draw(
        st.sampled_from(["", the.URL])
    )


@st.composite
def sightings(draw):
    capture = the.response(draw(st.sampled_from("abc")), 0).capture
    return Sighting(
        original=draw(originals),
        timestamp=the.at(draw(st.integers(0, 3))),
        kind=draw(st.sampled_from(SightingKind)),
        holder=draw(holders),
        taken_at=the.at(draw(st.integers(3, 4))),
        statuscode=draw(st.sampled_from([None, 0, 200])),
        mimetype=draw(st.sampled_from(["", "text/html"])),
        archive_digest=draw(digests),
        length=draw(st.sampled_from([None, 0, 9])),
        digest=draw(st.sampled_from([None, capture.digest, "ab" * 32])),
        rendition=draw(st.sampled_from(Rendition)),
        reason=draw(st.sampled_from(["", "timed out"])),
        asked=draw(st.sampled_from(["", the.URL])),
        place=draw(st.sampled_from(["", "a.warc.gz 0-9"])),
    )


def arrive(store, event):
    if isinstance(event, Sighting):
        store.facts.keep_sightings([event])
    else:
        one, asked = event
        store.facts.keep_capture(one.capture, one.holding, one.body, one.mimetype, asked)


def of_before(old, new):
    """The facts of `new` in a database as the code before wrote it."""
    with closing(sqlite3.connect(old, isolation_level=None)) as conn:
        migrations.apply(Database(conn), stop_before="m015_small_rows")
        conn.create_function("headers_text", 2, headers_text)
        conn.create_function("sighting_name", -1, sighting_name)
        conn.execute("ATTACH ? AS new", [str(new)])
        columns = (
            "id, original_id, asked_id, timestamp, kind, holder, rendition, statuscode, mimetype, archive_digest,"
            " length, digest, reason, taken_at, place"
        )
        once = "asked_id, kind, holder, rendition, statuscode, mimetype, archive_digest, length, digest, reason, place"
        for made in (
            "INSERT INTO original SELECT * FROM new.original ORDER BY id",
            "INSERT INTO body SELECT * FROM new.body ORDER BY id",
            "INSERT INTO capture SELECT id, original_id, timestamp, rendition, statuscode, body_id FROM new.capture",
            "INSERT INTO holding SELECT holding.id, holding.capture_id, holder, holding.memento,"
            " holding.archive_digest, headers_text(packed, headers), holding.taken_at FROM new.holding"
            " JOIN new.held ON held.id = holding.id JOIN new.heading ON heading.id = heading_id",
            f"INSERT INTO sighting ({columns}, once) SELECT {columns}, sighting_name({once}) FROM new.sighting",
        ):
            conn.execute(made)


def told(store):
    facts = store.facts.of_originals(KEYS, the.PRIVACY)
    marks = [store.facts.upto(keys, the.PRIVACY) for keys in (KEYS, KEYS[:1], KEYS[1:])]
    return the.lines(store.exporting.facts()), facts, marks, store.looks.live_visits(KEYS)


@settings(max_examples=15, deadline=None)
@given(arriving=st.lists(st.one_of(answers(), sightings()), max_size=8), again=st.data())
def test_what_the_code_before_wrote_is_carried_and_known_and_numbers_go_on(arriving, again, tmp_path_factory):
    folder = tmp_path_factory.mktemp("carried")
    with open_store(folder / "new.db") as store:
        for event in arriving:
            arrive(store, event)
        expected = told(store)
    of_before(folder / "old.db", folder / "new.db")
    with open_store(folder / "old.db") as store:
        assert told(store) == expected
        for event in again.draw(st.permutations(arriving)):
            arrive(store, event)
        assert told(store) == expected
        before = store.facts.upto(KEYS, the.PRIVACY)
        arrive(store, the.failure(50))
        assert store.facts.upto(KEYS, the.PRIVACY) != before
        assert store.faults() == []


@settings(max_examples=30, deadline=None)
@given(answers(), st.lists(answers(), max_size=5))
def test_a_holding_and_what_was_seen_come_back_as_they_were_given(event, before):
    one, asked = event
    with the.blank_store() as store:
        for other in before:
            arrive(store, other)
        arrive(store, event)
        given_back = [replace(each, taken_at=one.holding.taken_at) for each in store.facts.held(one.capture).holdings]
        assert one.holding in given_back
        seen = store.facts.of_originals(KEYS, the.PRIVACY).sightings
        named = replace(one.sighting, asked=asked)
        assert named in [replace(each, taken_at=named.taken_at) for each in seen]


def test_an_answer_is_one_row_and_views_tell_it_as_holding_and_as_sighting(tmp_path):
    memento = f"https://web.example/web/{the.at(0):%Y%m%d%H%M%S}id_/{the.URL}"
    holding = Holding(holder="web", memento=memento, archive_digest=BASE32, taken_at=the.TAKEN)
    with open_store(tmp_path / "kept.db") as store:
        arrive(store, (replace(the.response("a", 0), holding=holding), ""))
        assert store._db.execute("SELECT count(*) FROM seen").fetchone() == (0,)
        row = store._db.execute("SELECT typeof(memento), length(archive_digest) FROM held").fetchone()
        assert row == ("integer", 20)
        asked = "SELECT holder, memento, archive_digest FROM holding"
        assert store._db.execute(asked).fetchone() == ("web", memento, BASE32)
        asked = "SELECT timestamp, kind, holder, archive_digest FROM sighting"
        first = the.at(0).isoformat().replace("+00:00", "Z")
        assert store._db.execute(asked).fetchone() == (first, "response", "web", BASE32)
        assert store.questions.fact_counts().sightings == 1


def test_headers_that_are_nearly_alike_take_few_bytes(tmp_path):
    with open_store(tmp_path / "kept.db") as store:
        for day in range(30):
            given = (
                ("date", f"{the.at(day):%a, %d %b %Y %H:%M:%S} GMT"),
                ("content-type", "text/html; charset=utf-8"),
                ("server", "invented/1.2"),
                ("etag", f'"{hash(day) * 7919:016x}"'),
                ("strict-transport-security", "max-age=31536000; includeSubDomains; preload"),
            )
            one = the.response("abc"[day % 3], day)
            arrive(store, (replace(one, holding=replace(one.holding, headers=given)), ""))
        assert store._db.execute("SELECT count(*) FROM heading").fetchone()[0] <= 2
        assert store._db.execute("SELECT avg(length(headers)) FROM held").fetchone()[0] < 60


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)])
def test_times_before_1970_and_the_last_one_are_told_as_they_were(moment, tmp_path):
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    with open_store(tmp_path / "kept.db") as store:
        rows = [replace(the.failure(0), timestamp=at) for at in (moment, last, moment + timedelta(microseconds=1))]
        assert store.facts.keep_sightings(rows) == 2
        seen = store.facts.of_originals(KEYS, the.PRIVACY).sightings
        assert [one.timestamp for one in seen] == [moment, last]
