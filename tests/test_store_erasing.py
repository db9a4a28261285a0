"""Is nothing left of what was erased, and everything else as it was?"""

import html
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from crawler import Hop
from crawler.clerk import Clerk
from model import (
    LIVE,
    Alert,
    AlertKind,
    Message,
    Ruling,
    RulingKind,
    SightingKind,
    Task,
    TaskKind,
    original_key,
    sha256,
)
from scheduler.knowing import Knowing
from store import Sought, open_store, shrink
from store.deltas import MOST_STEPS
from tests import followed as the
from tests.invented_facts import FOLLOWED

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NAME = "Qxjwyra Vundelkopf-Zhtqp"
"""No other text has these words, and no part of them comes about by chance."""
PARTS = ("Qxjwyra", "Vundelkopf", "Zhtqp", "qxjwyra", "vundelkopf", "zhtqp")
NOW = the.TAKEN + timedelta(days=3)
MAGIC = b"\x28\xb5\x2f\xfd"


def about(*texts, title="Privacy policy"):
    return the.page(*the.TEXTS["a"], *texts, title=title)


SAYING = {
    "plain": about(f"Our data protection officer is {NAME}, who answers every letter within a month."),
    "other": about(f"Write to {NAME}."),
    "title": about("We answer every letter within a month.", title=f"{NAME}: privacy"),
    "heading": the.page(*the.TEXTS["a"]).replace(
        b"</body>", f"<h2>{NAME}</h2><p>We answer letters.</p></body>".encode()
    ),
    "entities": about("Write to " + "".join(f"&#{ord(one)};" for one in NAME) + "."),
    "tags": about(f"Write to {NAME.replace(' ', '</b> <i>')}</i>."),
    "attribute": about("Write to us.").replace(b"<body>", f'<body data-who="{NAME}">'.encode()),
    "link": about(f'Write to <a href="mailto:x@acme.example?to={NAME.replace(" ", "%20")}">our officer</a>.'),
    "wide": about(f"Write to {NAME}.").decode().encode("utf-16"),
    "upper": about(f"Write to {NAME.upper()}."),
}


def unpacked(conn):
    """Every body, by digest, without any of our code: a zstd frame whose prefix is what it rests on."""
    found, steps = {}, {}
    rows = conn.execute("SELECT id, digest, length, base_id, other_id, packed FROM body ORDER BY id").fetchall()
    by_number = {}
    for number, digest, length, base, other, packed in rows:
        if not packed:
            continue
        bases = [one for one in (other, base) if one is not None]
        prefix = b"".join(by_number[one] for one in bases)
        reader = zstd.ZstdDecompressor(zstd_dict=zstd.ZstdDict(prefix, is_raw=True).as_prefix if prefix else None)
        by_number[number] = found[digest.hex()] = reader.decompress(MAGIC + packed, max_length=length + 1)
        steps[number] = {number}.union(*(steps[one] for one in bases))
        assert sha256(found[digest.hex()]) == digest.hex()
        assert len(steps[number]) <= MOST_STEPS
    return found


def unfolded(value):
    """A value as bytes, in each way in which it can hold words."""
    raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
    yield raw
    yield html.unescape(raw.decode("utf-8", "replace")).encode()
    if isinstance(value, bytes):
        for frame in (value, MAGIC + value):
            try:
                yield zstd.decompress(frame)
            except zstd.ZstdError:
                continue


def everything(path):
    """(where, bytes) of all that is in the file and beside it."""
    for beside in path.parent.glob(f"{path.name}*"):
        yield beside.name, beside.read_bytes()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        conn.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, wording_search, row)")
        yield from (("vocabulary", row[0].encode()) for row in conn.execute("SELECT term FROM temp.vocabulary"))
        tables = conn.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type != 'virtual'"
        ).fetchall()
        for (table,) in tables:
            for row in conn.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    yield from ((table, one) for one in unfolded(value))
        yield from (("body", body) for body in unpacked(conn).values())
        rested = "SELECT packed, headers FROM held JOIN heading ON heading.id = heading_id WHERE headers IS NOT NULL"
        for heading, more in conn.execute(rested):
            prefix = zstd.ZstdDict(zstd.decompress(MAGIC + heading), is_raw=True).as_prefix
            yield "headers", zstd.ZstdDecompressor(zstd_dict=prefix).decompress(MAGIC + more)


def left_of(path, parts=PARTS):
    """Where anything of the words is left."""
    found = set()
    for where, raw in everything(path):
        for text in (raw, raw.decode("utf-16-le", "replace").encode()):
            if any(part.encode() in text for part in parts):
                found.add(where)
    return found


def erased(store, path, words=NAME, digests=(), reason="asked for"):
    """Erases as the command does; gives what was found."""
    found = store.erasing.find(words, digests)
    with store.writing():
        store.erasing.erase(found, reason=reason, who="mara", now=NOW)
    shrink(store, path)
    assert store.erasing.finish(NOW)
    return found


@pytest.fixture
def path(tmp_path):
    return tmp_path / "clausewatch.db"


def take(store, *arrivals):
    for one in arrivals:
        pipeline.take_in(store, the.catalog_of(FOLLOWED), one.capture, one.holding, one.body, one.mimetype)


def alert(text, number=1, **evidence):
    return Alert(
        watch="mara",
        timeline="acme/privacy",
        kind=AlertKind.CHANGE,
        cause=f"cause {number}",
        channel="mail",
        made_at=the.TAKEN,
        message=Message(subject=f"{text} came", text=text, html=f"<p>{text}</p>"),
        evidence={"changes": [{"text": text}], "judgement": {"alert": True, "because": [text]}} | evidence,
    )


def planted_in(store, places):
    """Puts the words into rows that no body has."""
    with store.writing():
        for place in sorted(places):
            PLACES[place](store)


def _ruling(store):
    said = Ruling(
        kind=RulingKind.MATTERS,
        object="acme/privacy@20200101000000#0123456789abcdef",
        saying="yes",
        who="mara",
        why=f"it names {NAME}",
        given_at=the.TAKEN,
    )
    store.facts.keep_ruling(FOLLOWED.id, said)


def _headers(store):
    one = the.response("c", 33)
    holding = replace(one.holding, headers=(("content-type", "text/html"), ("x-served-by", f"host of {NAME}")))
    store.facts.keep_capture(one.capture, holding, one.body, "text/html")


def _task(store):
    task = Task(kind=TaskKind.INDEX, archive="web", original=f"https://acme.example/{NAME.replace(' ', '+')}")
    store.frontier.ask_again(task, the.TAKEN)


def _page_of_its_own(store):
    url = f"https://acme.example/people/{NAME.replace(' ', '%20')}"
    one = the.response("d", 34, original=url, holder="web")
    store.facts.keep_capture(one.capture, one.holding, one.body, "text/html")


def _alert_in_vain(store):
    kept = store.outbox.keep(alert(f"Now {NAME} answers."))
    store.outbox.end_attempt(store.outbox.begin_attempt(kept.name, "mail", the.TAKEN), f"no {NAME} there", the.TAKEN)


PLACES = {
    "alert": _alert_in_vain,
    "ruling": _ruling,
    "headers": _headers,
    "task": _task,
    "address": _page_of_its_own,
    "failure": lambda store: store.facts.keep_sightings([replace(the.failure(30), reason=f"no answer of {NAME}")]),
    "order": lambda store: store._db.execute(
        "INSERT INTO work_order (kind, arguments, asked_at, ended, outcome, failed)"
        " VALUES ('import', ?, '', '', '', 0)",
        [f'{{"files":["/home/{NAME}\\n{NAME}/a.txt"]}}'],
    ),
    "survey": lambda store: store._db.execute(
        "INSERT INTO survey (run, host, wish, findings) VALUES (1, 'acme.example', '{}', ?)", [f'["{NAME}"]']
    ),
}

ARRIVALS = st.lists(
    st.tuples(st.sampled_from([*the.TEXTS, "wall", "gone", *SAYING]), st.sampled_from(["live", "web"])),
    min_size=1,
    max_size=10,
)


@settings(max_examples=12, deadline=None)
@given(ARRIVALS, st.sets(st.sampled_from(sorted(PLACES))))
def test_nothing_is_left_of_words_and_everything_else_is_as_it_was(tmp_path_factory, arrivals, places):
    path = tmp_path_factory.mktemp("erased") / "clausewatch.db"
    seen = [the.response(SAYING.get(text, text), day, holder=holder) for day, (text, holder) in enumerate(arrivals)]
    saying = {sha256(body) for body in SAYING.values()}
    with open_store(path) as store:
        take(store, *seen)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        planted_in(store, places)
        held = {one.capture.digest: one.body for one in seen if one.capture.digest not in saying}
        planted = any(one.capture.digest in saying for one in seen) or bool(places)
        assert bool(left_of(path)) is planted
        erased(store, path)
        assert left_of(path) == set()
        assert store.faults() == []
        assert {digest: store.facts.body(digest) for digest in held} == held
        assert store.erasing.find(NAME).nothing
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        concluded = the.concluded(store)
        assert left_of(path) == set()
    with the.blank_store() as other:
        take(other, *(one for one in seen if one.capture.digest not in saying))
        with other.writing():
            other.facts.keep_sightings(one.sighting for one in seen if one.capture.digest in saying)
            for place in {"ruling", "headers", "failure"} & places:
                PLACES[place](other)
            other._db.execute("UPDATE ruling SET why = 'it names [erased 2026-01-04]'")
        pipeline.derive(other, FOLLOWED, the.TAKEN)
        assert the.concluded(other) == concluded


@pytest.mark.parametrize("how", SAYING)
def test_however_the_words_are_written_their_page_goes(path, how):
    page = the.response(SAYING[how], 5)
    with open_store(path) as store:
        take(store, the.response("a", 0), page, the.response("b", 9))
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        found = erased(store, path)
        assert (found.bodies, found.captures) == ((page.capture.digest,), 1)
        assert found.citations == ("acme/privacy@20200106000000",)
    assert left_of(path) == set()


@pytest.mark.parametrize("place", sorted(PLACES))
def test_wherever_the_words_stand_they_go(path, place):
    with open_store(path) as store:
        take(store, the.response("a", 0), the.response("b", 9))
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        planted_in(store, {place})
        assert left_of(path)
        found = erased(store, path)
        assert not found.bodies
        assert store.faults() == []
    assert left_of(path) == set()


def long_history():
    """Pages of which each but the first is kept as what it has that others have not."""
    kept = [f"We keep record {number} of your account for {number} days." for number in range(60)]
    return [the.response(the.page(*the.TEXTS["a"], *kept[: 20 + day]), day) for day in range(40)]


def test_what_rests_on_an_erased_body_reads_back_as_it_was_in_no_more_steps(path):
    seen = long_history()
    with open_store(path) as store:
        take(store, *seen)
        went = [seen[at].capture.digest for at in (0, 7, 8, 16, 39)]
        erased(store, path, None, went)
        assert store.faults() == []
    with closing(sqlite3.connect(path)) as conn:
        found = unpacked(conn)
    assert found == {one.capture.digest: one.body for one in seen if one.capture.digest not in went}


def test_a_body_that_was_erased_is_known_when_it_comes_again_and_not_kept(path):
    page = the.response(SAYING["plain"], 5)
    again = the.response(SAYING["plain"], 8, holder="web")
    with open_store(path) as store:
        take(store, the.response("a", 0), page)
        erased(store, path)
        take(store, again)
        assert store.facts.has_capture(again.capture)
        assert store.facts.is_erased(again.capture.digest)
        assert store.facts.held(again.capture).holdings[0].headers == ()
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        assert store.faults() == []
        with pytest.raises(LookupError, match="was erased"):
            store.facts.body(again.capture.digest)
    assert left_of(path) == set()


@pytest.mark.parametrize("body", [SAYING["plain"], None], ids=["the same bytes", "not modified"])
def test_a_visit_that_finds_an_erased_page_again_is_a_sighting_of_its_digest(path, body):
    page = the.response(SAYING["plain"], 5)
    with open_store(path) as store:
        take(store, the.response("a", 0), page)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        erased(store, path)
        moment = the.at(6)
        clerk = Clerk(store, partial(pipeline.read_in, store, the.catalog_of(FOLLOWED)), lambda: moment)
        hop = Hop(original=the.URL, status=200 if body else 304, headers=(("content-type", "text/html"),), body=body)
        done = clerk.visited(Task(kind=TaskKind.VISIT, archive=LIVE, original=the.URL), [hop], None, moment)
        assert (done.captures, done.unchanged) == (0, 1)
        seen = store.facts.of_originals([original_key(the.URL)], FOLLOWED.id).sightings[-1]
        assert (seen.timestamp, seen.kind) == (moment, SightingKind.NOT_MODIFIED)
        if body:
            assert seen.digest == page.capture.digest
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        assert store.faults() == []
    assert left_of(path) == set()


def test_archives_are_not_asked_again_for_what_was_erased(path):
    seen = [the.response("a", 0, holder="web"), the.response(SAYING["plain"], 5, holder="web")]
    with open_store(path) as store:
        take(store, *seen)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        knowing = Knowing(store, lambda: the.catalog_of(FOLLOWED))
        before = [knowing.needs(original_key(the.URL), settled)[0].looks for settled in (False, True)]
        erased(store, path)
        knowing = Knowing(store, lambda: the.catalog_of(FOLLOWED))
        after = [knowing.needs(original_key(the.URL), settled)[0].looks for settled in (False, True)]
    assert [[look.names for look in looks] for looks in after] == [[look.names for look in looks] for looks in before]
    assert [[bool(look.text) for look in looks] for looks in after] == [[True, False]] * 2


def test_a_capture_that_was_erased_counts_as_not_looked_at_and_is_no_change(path):
    seen = [the.response("a", 0), the.response(SAYING["plain"], 5), the.response("a", 9)]
    with open_store(path) as store:
        take(store, *seen)
        assert len(pipeline.derive(store, FOLLOWED, the.TAKEN).versions) == 3
        erased(store, path)
        assert not pipeline.is_current(store, FOLLOWED)
        history = pipeline.derive(store, FOLLOWED, the.TAKEN)
        assert (len(history.versions), history.revisions, history.unlooked) == (1, (), 1)
        before = the.concluded(store)
        list(pipeline.rebuild(store, [FOLLOWED], lambda: the.TAKEN))
        assert the.concluded(store) == before


def test_wordings_that_other_pages_have_stay_and_digests_of_short_ones_do_not(path):
    page = the.response(SAYING["plain"], 5)
    with open_store(path) as store:
        take(store, the.response("a", 0), page, the.response(SAYING["other"], 6))
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        before = dict(store._db.execute("SELECT text, lower(hex(digest)) FROM wording").fetchall())
        erased(store, path)
        left = dict(store._db.execute("SELECT text, lower(hex(digest)) FROM wording").fetchall())
        known = {row[0] for row in store._db.execute("SELECT lower(hex(digest)) FROM erased WHERE kind = 'wording'")}
    gone = before.keys() - left.keys()
    assert {one for one in gone if NAME in one} == {one for one in before if NAME in one}
    assert set(the.TEXTS["a"]) <= left.keys()
    assert known == {before[one] for one in gone if len(one.split()) > 8}
    assert before[f"Write to {NAME}."] not in known


def test_alerts_that_told_of_an_erased_body_tell_nothing_and_keep_their_root(path):
    page = the.response(SAYING["plain"], 5)
    with open_store(path) as store, store.writing():
        store.facts.keep_capture(page.capture, page.holding, page.body, "")
        bodies = {"digests": {"after": {"body": page.capture.digest}}, "proof": {"root": "sha256:1"}}
        telling = store.outbox.keep(alert("[-somebody-]{+Vundelkopf+} answers", 1, **bodies))
        other = store.outbox.keep(alert("nothing of it", 2))
        naming = store.outbox.keep(alert("a digest", 3, names=[telling.name]))
    with open_store(path) as store:
        found = erased(store, path, None, [page.capture.digest])
        assert set(found.alerts) == {telling.name, naming.name}
        rows = {
            name: (text, given_up, evidence)
            for name, text, given_up, evidence in store._db.execute("SELECT name, text, given_up, evidence FROM alert")
        }
    assert rows[telling.name][:2] == ("[erased 2026-01-04: asked for]",) * 2
    assert '"root":"sha256:1"' in rows[telling.name][2]
    assert rows[other.name][:2] == ("nothing of it", "")
    assert left_of(path) == set()


def test_names_that_hold_the_words_are_told_and_not_altered(path):
    with open_store(path) as store:
        take(store, the.response("a", 0))
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        assert store.erasing.find("acme/privacy").names == ("acme/privacy",)


@pytest.mark.parametrize("form", ["jsonl", "warc"])
def test_an_erasure_goes_out_and_comes_in_and_what_was_erased_does_not(path, tmp_path, form):
    from exchange.choosing import Choice
    from exchange.jsonl import read_lines, write_lines
    from exchange.warc import read_warc, write_warc

    write, read = {"jsonl": (write_lines, read_lines), "warc": (write_warc, read_warc)}[form]
    seen = [the.response("a", 0), the.response(SAYING["plain"], 5), the.response("b", 9)]
    seen[1] = replace(seen[1], holding=replace(seen[1].holding, headers=(("x-who", NAME),)))
    with open_store(path) as store:
        take(store, *seen)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        write(store, tmp_path / "before", Choice())
        erased(store, path)
        pipeline.derive(store, FOLLOWED, the.TAKEN)
        write(store, tmp_path / "after", Choice())
        lines = the.lines(store.exporting.facts()), the.concluded(store)
        taken = read(store, tmp_path / "before")
        assert taken.wrong == ()
        assert store.erasing.find(NAME).nothing
        assert store.faults() == []
    with open_store(tmp_path / "other.db") as other:
        assert read(other, tmp_path / "after").wrong == ()
        pipeline.derive(other, FOLLOWED, the.TAKEN)
        assert (the.lines(other.exporting.facts()), the.concluded(other)) == lines
        assert read(other, tmp_path / "before").wrong == ()
        assert other.erasing.find(NAME).nothing
    with open_store(tmp_path / "third.db") as third:
        read(third, tmp_path / "before")
        (wrong,) = read(third, tmp_path / "after").wrong
        assert "held here" in wrong
        assert third.facts.body(seen[1].capture.digest) == seen[1].body


def test_while_somebody_reads_the_former_state_it_is_not_finished(path):
    with open_store(path) as store:
        take(store, the.response(SAYING["plain"], 5))
        store._db.execute("PRAGMA busy_timeout = 10").fetchall()
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM body").fetchone()
            found = store.erasing.find(NAME)
            with store.writing():
                store.erasing.erase(found, reason="asked for", who="mara", now=NOW)
            shrink(store, path)
            assert not store.erasing.finish(NOW)
            assert store.erasing.unfinished()
            assert left_of(path)
        shrink(store, path)
        assert store.erasing.finish(NOW)
        assert not store.erasing.unfinished()
    assert left_of(path) == set()


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("Zo&euml; O&#39;Hara", True),
        ("ZOË\u00a0O'HARA", True),
        ("Zoe\u0308 O'Hara", True),
        ("Zo<b>ë</b>\n<i>O&apos;Hara", True),
        ("?who=Zo%C3%AB+O%27hara", True),
        ("\\nZo\\u00eb O'Hara", True),
        ("Zo\u00adë O'Hara", True),
        ("Zoë O'Haras", False),
        ("Zoë and O'Hara", False),
    ],
)
def test_words_are_found_in_each_way_of_writing_them(text, is_there):
    assert Sought("Zoë  O'Hara").is_in(text) is is_there


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-be"])
def test_words_are_found_in_each_encoding(encoding):
    assert Sought("Zoë O'Hara").is_in_bytes("<p>Write to Zoë O'Hara.</p>".encode(encoding))


def test_too_little_cannot_be_looked_for():
    with pytest.raises(ValueError, match="2 characters, expected 3"):
        Sought(" ab ")
