"""Does what lies on disk come in once, and what is damaged by name?"""

import gzip

import pytest

import extract
import pipeline
from exchange import Fate, Layout, text_file
from model import Location, Rendition, SightingKind, TimelineId, original_key
from scheduler import import_records, import_text, import_warc
from scheduler.imports import import_paths
from store import open_store
from tests import followed as the

FOLLOWED = the.timeline()
CATALOG = the.catalog_of(FOLLOWED)
LINE = (
    "> *The following text is extracted and transformed from the acme.example privacy policy that was archived on"
    " {day}. Please check the [original snapshot on the Wayback Machine]"
    "(https://web.archive.org/web/{stamp}id_/https%3A//acme.example/privacy) for the most accurate reproduction.*\n\n"
)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


@pytest.fixture
def corpus_text(tmp_path):
    def written(text, year):
        path = tmp_path / f"{year}.md"
        line = LINE.format(day=f"{year}-05-01", stamp=f"{year}0501120000")
        path.write_bytes(line.encode() + the.markdown(*the.TEXTS[text]))
        return text_file(path, the.TAKEN)

    return written


def sightings(store, kind):
    found = store.facts.of_originals([original_key(the.URL)], the.PRIVACY).sightings
    return [one for one in found if one.kind is kind]


# ---------------------------------------------------------------- texts


def test_a_text_is_taken_in_once(store, corpus_text):
    assert import_text(store, CATALOG, corpus_text("a", 2015))
    before = list(store.exporting.facts())
    assert not import_text(store, CATALOG, corpus_text("a", 2015))
    assert list(store.exporting.facts()) == before


def test_the_line_that_says_where_a_text_is_from_is_no_part_of_the_text(store, corpus_text):
    for text, year in (("a", 2015), ("a", 2016), ("b", 2017)):
        import_text(store, CATALOG, corpus_text(text, year))
    history = pipeline.derive(store, FOLLOWED, the.TAKEN)
    assert [(one.first_seen.year, one.last_seen.year) for one in history.versions] == [(2015, 2016), (2017, 2017)]
    assert {one.rendition for one in history.versions} == {Rendition.TEXT}
    assert "extracted and transformed" not in str(history.texts)


# ---------------------------------------------------------------- WARC files


def record(kind, url, date, block):
    heads = {"WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:1>", "WARC-Target-URI": url, "WARC-Date": date}
    heads |= {"Content-Type": "application/http; msgtype=response", "Content-Length": str(len(block))}
    if kind == "revisit":
        heads["WARC-Profile"] = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
        heads["WARC-Payload-Digest"] = f"sha1:{the.archive_digest(the.BODIES['a'])}"
    head = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return gzip.compress(f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n")


def archived(text, day, url=the.URL):
    body = the.BODIES[text]
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return record("response", url, f"2020-01-{day:02}T00:00:00Z", http + body)


def revisited(day):
    return record(
        "revisit", the.URL, f"2020-01-{day:02}T00:00:00Z", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    )


@pytest.fixture
def warc(tmp_path):
    def written(*parts, name="crawl.warc.gz"):
        path = tmp_path / name
        path.write_bytes(b"".join(parts))
        return path

    return written


def counts(done):
    return (done.captures, done.known, done.undeclared, done.rows, len(done.damages))


def test_the_declared_originals_of_a_file_are_taken_in_and_the_others_counted(store, warc):
    path = warc(archived("a", 1), archived("b", 9), archived("a", 5, "https://other.example/privacy"), revisited(4))
    assert counts(import_warc(store, CATALOG, path, the.TAKEN)) == (2, 0, 1, 1, 0)
    assert counts(import_warc(store, CATALOG, path, the.TAKEN)) == (0, 2, 1, 0, 0)
    history = pipeline.derive(store, FOLLOWED, the.TAKEN)
    assert the.texts_of(history) == "ab"
    assert history.versions[0].last_seen == the.at(3)  # the revisit shows the first body again
    assert [one.holder for one in sightings(store, SightingKind.RESPONSE)] == [path.name] * 2


def test_a_damaged_record_is_named_and_the_others_are_taken_in(store, warc):
    broken = bytearray(archived("b", 5))
    broken[len(broken) // 2] ^= 0xFF
    path = warc(archived("a", 1), bytes(broken), archived("c", 9))
    done = import_warc(store, CATALOG, path, the.TAKEN)
    assert (done.captures, len(done.damages)) == (2, 1)
    assert done.damages[0].startswith(f"crawl.warc.gz at byte {len(archived('a', 1))}: ")


def test_an_import_that_was_cut_off_goes_on_without_harm(store, warc):
    parts = [archived("a", 1), archived("b", 5), archived("c", 9)]
    import_warc(store, CATALOG, warc(*parts[:2]), the.TAKEN)
    assert counts(import_warc(store, CATALOG, warc(*parts), the.TAKEN)) == (1, 2, 0, 0, 0)
    assert the.texts_of(pipeline.derive(store, FOLLOWED, the.TAKEN)) == "abc"


def test_an_import_that_is_stopped_ends_between_two_batches_and_goes_on_later(store, warc, monkeypatch):
    monkeypatch.setattr("scheduler.imports._BATCH", 2)
    days = [archived("ab"[day % 2], day) for day in range(1, 10)]
    asked = []

    def stopped():
        asked.append(1)
        return len(asked) > 2  # once before the file, and after its first batch

    path = warc(*days)
    import_paths(store, CATALOG, [path, path], None, the.TAKEN, stopped)
    assert len(sightings(store, SightingKind.RESPONSE)) == 4
    outcome, refused = import_paths(store, CATALOG, [path], None, the.TAKEN)
    assert (outcome, refused) == ("0 texts and 5 captures taken in", [])


def test_the_same_capture_of_two_files_is_one_with_two_holdings(store, warc):
    for name in ("one.warc.gz", "two.warc.gz"):
        import_warc(store, CATALOG, warc(archived("a", 1), name=name), the.TAKEN)
    (held,) = store.facts.of_originals([original_key(the.URL)], the.PRIVACY).held
    assert [one.holder for one in held.holdings] == ["one.warc.gz", "two.warc.gz"]


def test_two_timelines_that_share_an_original_both_read_it(store, warc):
    sharing = the.timeline(Location(original=the.URL, select=("p",)), name=TimelineId.parse("acme/privacy~eu"))
    import_warc(store, the.catalog_of(FOLLOWED, sharing), warc(archived("a", 1)), the.TAKEN)
    assert store.conclusions.readings(the.PRIVACY).keys() == store.conclusions.readings(sharing.id).keys()
    assert len(store.conclusions.readings(sharing.id)) == 1


def test_a_missing_file_is_an_error_that_names_it(store, tmp_path):
    with pytest.raises(OSError, match=r"missing\.warc"):
        import_warc(store, CATALOG, tmp_path / "missing.warc", the.TAKEN)


@pytest.fixture
def meanwhile(store, tmp_path, monkeypatch):
    """Has somebody else write whenever something is read; gives how often."""
    read, written = extract.read, []

    def reading(*given, **named):
        with open_store(tmp_path / "kept.db") as other:
            other._db.execute("PRAGMA busy_timeout = 0")
            with other.writing():
                other.outbox.began(f"watch {len(written)}", the.TAKEN)
        written.append(given)
        return read(*given, **named)

    monkeypatch.setattr(extract, "read", reading)
    return written


def test_while_something_is_read_others_can_write(store, warc, corpus_text, meanwhile):
    import_warc(store, CATALOG, warc(archived("a", 1), archived("b", 9)), the.TAKEN)
    import_text(store, CATALOG, corpus_text("c", 2021))
    assert len(meanwhile) == len(store.conclusions.readings(the.PRIVACY)) == 3


def test_a_batch_that_was_kept_and_not_read_before_a_kill_is_read_when_the_timeline_is_derived(
    store, warc, monkeypatch
):
    path = warc(archived("a", 1), archived("b", 9))
    with monkeypatch.context() as patched:
        patched.setattr(extract, "read", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_warc(store, CATALOG, path, the.TAKEN)
    assert counts(import_warc(store, CATALOG, path, the.TAKEN)) == (0, 2, 0, 0, 0)
    assert store.conclusions.readings(the.PRIVACY) == {}
    assert the.texts_of(pipeline.derive(store, FOLLOWED, the.TAKEN)) == "ab"


# ---------------------------------------------------------------- what other archives keep


@pytest.fixture
def texts(tmp_path):
    """A folder of texts of nine years, two of them of nobody's."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for year in range(2001, 2010):
        line = LINE.format(day=year, stamp=f"{year}0501120000")
        (folder / f"{year}.md").write_bytes(line.encode() + the.markdown(*the.TEXTS["ab"[year % 2]]))
    (folder / "other.md").write_bytes(LINE.format(day=1, stamp="20010501000000").replace("acme", "else").encode())
    (folder / "words.txt").write_text("words", encoding="utf-8")
    return folder


def test_what_became_of_every_record_is_counted_and_told(store, texts):
    done = import_records(store, CATALOG, texts, Layout.CORPUS, the.TAKEN)
    assert done.fates == {Fate.TAKEN: 9, Fate.UNDECLARED: 1, Fate.UNNAMED: 1}
    assert done.records == 11
    assert [one.source for one in done.left] == ["other.md", "words.txt"]
    assert import_records(store, CATALOG, texts, Layout.CORPUS, the.TAKEN).fates[Fate.KNOWN] == 9


def test_records_that_came_before_a_kill_are_known_when_it_goes_on(store, texts, monkeypatch):
    monkeypatch.setattr("scheduler.imports._BATCH", 4)
    assert import_records(store, CATALOG, texts, Layout.CORPUS, the.TAKEN, lambda: True).fates == {Fate.TAKEN: 4}
    steps = []
    done = import_records(store, CATALOG, texts, Layout.CORPUS, the.TAKEN, step=steps.append)
    assert (done.counts[Fate.TAKEN], done.counts[Fate.KNOWN], steps) == (5, 4, [4, 8])
    whole = list(store.exporting.facts())
    import_records(store, CATALOG, texts, Layout.CORPUS, the.TAKEN)
    assert list(store.exporting.facts()) == whole


def test_an_order_takes_in_a_folder_as_the_command_does(store, texts, tmp_path):
    outcome, refused = import_paths(store, CATALOG, [texts, tmp_path / "absent"], None, the.TAKEN)
    assert outcome == "0 texts and 9 captures taken in"
    assert ["absent" in line for line in refused] == [True]
