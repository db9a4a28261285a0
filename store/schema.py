"""What tables are there, and how did they come to be?

Facts first: written once, never altered. Then the frontier, which is the crawl's own state. Then
conclusions, which `rebuild` drops and makes again. Each migration is applied once, in a transaction,
and recorded in the database itself; a released one is never edited, a new one is added below it.
Times are ISO 8601 in UTC with a Z, so that they sort as text, and digests are hexadecimal; save in the rows that
are most (`store.small_rows`), of which views and generated columns tell them so. In a table without rowid the
columns of its key stand first and in its order: else SQLite 3.40 takes the others for NULL when it checks the
database.
"""

from __future__ import annotations

from uuid import uuid4

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from store.derived_schema import DERIVED, WORDINGS
from store.erased_schema import ERASURES
from store.forms_of_facts import sighting_name
from store.ranking import dense_words
from store.service_schema import CARRY_FORWARD, KEEPING_AT_IT, SAVING, SURVEYING, TELLING
from store.small_rows import CAPTURES, HOLDINGS, NAMES, VIEWS, carry_over
from store.wordings import words_kept

migrations = Migrations("clausewatch")

FACTS = """
CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,           -- as given
  key TEXT NOT NULL                   -- without scheme, www., default port, fragment, trailing slash
) STRICT;
CREATE INDEX original_by_key ON original (key);

CREATE TABLE body (
  digest TEXT PRIMARY KEY,            -- SHA-256 after content decoding
  length INTEGER NOT NULL,
  packed BLOB NOT NULL                -- one zstd frame with its checksum
) STRICT;

CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  timestamp TEXT NOT NULL,
  rendition TEXT NOT NULL CHECK (rendition IN ('plain', 'browser', 'text')),
  statuscode INTEGER NOT NULL,
  digest TEXT NOT NULL REFERENCES body (digest),
  UNIQUE (original_id, timestamp, rendition, digest, statuscode)
) STRICT;
CREATE INDEX capture_by_digest ON capture (digest);

CREATE TABLE holding (
  id INTEGER PRIMARY KEY,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  holder TEXT NOT NULL,               -- an archive's name, live, or operator
  memento TEXT NOT NULL,
  archive_digest TEXT NOT NULL,       -- the archive's own, never equal to ours
  headers TEXT NOT NULL,              -- JSON: [[name, value], ...] as the original server gave them
  taken_at TEXT NOT NULL,
  UNIQUE (capture_id, holder, memento, archive_digest, headers)
) STRICT;

CREATE TABLE sighting (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  timestamp TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('response', 'not_modified', 'row', 'failure')),
  holder TEXT NOT NULL,
  rendition TEXT NOT NULL,
  statuscode INTEGER,
  mimetype TEXT NOT NULL,
  archive_digest TEXT NOT NULL,
  length INTEGER,
  digest TEXT NOT NULL,               -- ours, on a response; else empty
  reason TEXT NOT NULL,               -- on a failure; else empty
  taken_at TEXT NOT NULL
) STRICT;
-- mimetype and length are in it, since an index can list one capture twice, from two of its files
CREATE UNIQUE INDEX sighting_once ON sighting
  (original_id, timestamp, kind, holder, rendition, archive_digest, digest, coalesce(statuscode, 0), reason,
   mimetype, coalesce(length, 0));

CREATE TABLE declaration (
  digest TEXT NOT NULL,               -- over all locations of one timeline
  timeline TEXT NOT NULL,
  text TEXT NOT NULL,                 -- canonical JSON
  taken_at TEXT NOT NULL,
  PRIMARY KEY (digest, timeline)
) STRICT;

CREATE TABLE ruling (
  id INTEGER PRIMARY KEY,
  timeline TEXT NOT NULL,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,               -- a citation
  saying TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  given_at TEXT NOT NULL
) STRICT;
CREATE INDEX ruling_by_timeline ON ruling (timeline);

CREATE TABLE wording (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,               -- of the words: what citations name
  words TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (digest, text)
) STRICT;
-- The tokenizer takes a run of Chinese or Japanese for one word; the words of such texts, which stand
-- character by character, are searched as well.
CREATE VIRTUAL TABLE wording_search USING fts5
  (text, words, content = 'wording', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER wording_indexed AFTER INSERT ON wording BEGIN
  INSERT INTO wording_search (rowid, text, words) VALUES
    (new.id, new.text, CASE WHEN new.words GLOB '*[぀-ヿ㐀-鿿가-힣]*' THEN new.words ELSE '' END);
END;

CREATE TABLE rereading (
  id INTEGER PRIMARY KEY,
  timeline TEXT NOT NULL,
  made_by TEXT NOT NULL,              -- the code and the declarations that read from then on
  replaces TEXT NOT NULL,
  versions INTEGER NOT NULL,
  versions_before INTEGER NOT NULL,
  taken_at TEXT NOT NULL
) STRICT;
CREATE INDEX rereading_by_timeline ON rereading (timeline);
"""

FRONTIER = """
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('index', 'replay')),
  archive TEXT NOT NULL,
  original TEXT NOT NULL,
  timestamp TEXT NOT NULL,            -- of a replay; else empty
  archive_digest TEXT NOT NULL,
  resume TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  due TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  run INTEGER NOT NULL,               -- in which it was asked last, or 0
  UNIQUE (kind, archive, original, timestamp, resume)
) STRICT;
CREATE INDEX task_due ON task (archive, state, due);

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  began TEXT NOT NULL,
  ended TEXT NOT NULL                 -- empty while it goes on, or was killed
) STRICT;
"""

CONCLUSIONS = """
CREATE TABLE text (
  digest TEXT PRIMARY KEY,            -- SHA-256 of the unpacked JSON
  packed BLOB NOT NULL                -- the clauses, one zstd frame
) STRICT;

CREATE TABLE history (
  timeline TEXT PRIMARY KEY,
  made_by TEXT NOT NULL,
  facts TEXT NOT NULL,                -- up to which facts it was made
  unlooked INTEGER NOT NULL
) STRICT;

CREATE TABLE reading (                -- one capture read at one location, before its neighbours are asked
  timeline TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  location INTEGER NOT NULL,
  made_by TEXT NOT NULL,              -- code, declarations and headers: serves again while these are the same
  verdict TEXT NOT NULL,              -- by the page's own evidence
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  declared TEXT NOT NULL,             -- JSON
  evidence TEXT NOT NULL,             -- JSON
  text_digest TEXT NOT NULL REFERENCES text (digest),
  PRIMARY KEY (timeline, capture_id, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_capture ON reading (capture_id);
CREATE INDEX reading_by_text ON reading (text_digest);

CREATE TABLE verdict (                -- what each capture of a timeline was taken for
  timeline TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  location INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  title TEXT NOT NULL,
  evidence TEXT NOT NULL,             -- JSON
  PRIMARY KEY (timeline, capture_id, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_by_capture ON verdict (capture_id);

CREATE TABLE version (
  timeline TEXT NOT NULL,
  number INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  location INTEGER NOT NULL,
  rendition TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  canonical TEXT NOT NULL,
  words TEXT NOT NULL,                -- digest of the words
  sightings INTEGER NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  declared TEXT NOT NULL,             -- JSON: the dates that the document itself states
  text_digest TEXT NOT NULL REFERENCES text (digest),
  identities TEXT NOT NULL,           -- JSON, one per clause: [id, parent...]
  PRIMARY KEY (timeline, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_by_time ON version (timeline, first_seen);
CREATE INDEX version_by_capture ON version (capture_id);
CREATE INDEX version_by_text ON version (text_digest);

CREATE TABLE revision (
  timeline TEXT NOT NULL,
  number INTEGER NOT NULL,            -- of the version it led to
  after TEXT NOT NULL,                -- the bracket
  by TEXT NOT NULL,
  unlooked INTEGER NOT NULL,
  unusable INTEGER NOT NULL,
  returns_to INTEGER,
  silent INTEGER NOT NULL,
  relocated INTEGER NOT NULL,
  rendition_changed INTEGER NOT NULL,
  seen_differently INTEGER NOT NULL,
  alert INTEGER NOT NULL,
  severity TEXT NOT NULL,
  categories TEXT NOT NULL,           -- JSON
  because TEXT NOT NULL,              -- JSON
  PRIMARY KEY (timeline, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_time ON revision (by);

CREATE TABLE change (
  timeline TEXT NOT NULL,
  number INTEGER NOT NULL,            -- of the revision
  position INTEGER NOT NULL,          -- in reading order
  kinds TEXT NOT NULL,                -- JSON
  before TEXT NOT NULL,               -- JSON: positions in the version before
  after TEXT NOT NULL,                -- JSON: positions in the version after
  edits TEXT NOT NULL,                -- JSON: [[kind, text], ...]
  alert INTEGER NOT NULL,
  severity TEXT NOT NULL,
  categories TEXT NOT NULL,
  because TEXT NOT NULL,
  PRIMARY KEY (timeline, number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE span (
  timeline TEXT NOT NULL,
  clause INTEGER NOT NULL,            -- its identity
  first_version INTEGER NOT NULL,
  wording_id INTEGER NOT NULL REFERENCES wording (id),
  position INTEGER NOT NULL,          -- in the first version
  last_version INTEGER NOT NULL,
  PRIMARY KEY (timeline, clause, first_version, wording_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX span_by_wording ON span (wording_id);

CREATE TABLE spell (
  timeline TEXT NOT NULL,
  by TEXT NOT NULL,
  kind TEXT NOT NULL,
  after TEXT NOT NULL,
  unlooked INTEGER NOT NULL,
  unusable INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (timeline, by, kind)
) STRICT, WITHOUT ROWID;
"""

OWN_WORD = """
ALTER TABLE reading ADD COLUMN own_word TEXT NOT NULL DEFAULT '{}';
ALTER TABLE version ADD COLUMN own_word TEXT NOT NULL DEFAULT '{}';
"""
"""JSON: kind, organisation and contacts, by the document's own word."""

JUDGEMENT = """
ALTER TABLE revision ADD COLUMN natures TEXT NOT NULL DEFAULT '[]';
ALTER TABLE revision ADD COLUMN hold TEXT NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN natures TEXT NOT NULL DEFAULT '[]';
ALTER TABLE change ADD COLUMN hold TEXT NOT NULL DEFAULT '';
"""
"""What a change is by nature (JSON), and why a revision waits to be seen again."""

VARIANT = "ALTER TABLE version ADD COLUMN variant INTEGER NOT NULL DEFAULT 1;"
"""Which edition a version belongs to, where several are served in turn."""

RENDITION = """
DROP INDEX task_due;
DROP INDEX visit_by_host;
ALTER TABLE task RENAME TO task_before;
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('index', 'replay', 'visit')),
  archive TEXT NOT NULL,              -- live, of a visit
  host TEXT NOT NULL,                 -- of a visit, with its port; else empty
  original TEXT NOT NULL,
  timestamp TEXT NOT NULL,            -- of a replay; else empty
  archive_digest TEXT NOT NULL,
  resume TEXT NOT NULL,
  rendition TEXT NOT NULL DEFAULT 'plain',  -- browser, where a browser has to show the page in any case
  state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  due TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  run INTEGER NOT NULL,               -- in which it was asked last, or 0
  UNIQUE (kind, archive, original, timestamp, resume, rendition)
) STRICT;
INSERT INTO task
  (id, kind, archive, host, original, timestamp, archive_digest, resume, state, tries, due, reason, run)
  SELECT id, kind, archive, host, original, timestamp, archive_digest, resume, state, tries, due, reason, run
  FROM task_before ORDER BY id;
DROP TABLE task_before;
CREATE INDEX task_due ON task (archive, state, due);
CREATE INDEX visit_by_host ON task (host, due) WHERE kind = 'visit' AND state = 'queued';
"""
"""A plain visit and one in a browser of the same page are two tasks."""

PLACE = """
ALTER TABLE sighting ADD COLUMN place TEXT NOT NULL DEFAULT '';
DROP INDEX sighting_once;
CREATE UNIQUE INDEX sighting_once ON sighting
  (original_id, timestamp, kind, holder, rendition, archive_digest, digest, coalesce(statuscode, 0), reason,
   mimetype, coalesce(length, 0), coalesce(asked_id, 0), place);
"""
"""Where an archive says that a row's bytes are: a memento's address, or a stretch of a file."""

WHAT_PAYS_MOST = """
ALTER TABLE task ADD COLUMN precision TEXT NOT NULL DEFAULT 'exact';
ALTER TABLE task ADD COLUMN gain REAL NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN budget INTEGER NOT NULL DEFAULT 0;
CREATE INDEX task_by_original ON task (original);
"""
"""For what an index is asked, what is expected of a capture, and how many requests a run may make (0: any number)."""

BODIES = """
ALTER TABLE body RENAME TO body_before;
CREATE TABLE body (
  id INTEGER PRIMARY KEY,             -- a body rests on such as have smaller ones
  digest BLOB NOT NULL UNIQUE,        -- SHA-256 after content decoding
  length INTEGER NOT NULL,
  rung INTEGER NOT NULL,              -- of a ladder of bodies, each of which rests on one below; else 0
  base_id INTEGER REFERENCES body (id),   -- what it rests on, the nearest in time first
  other_id INTEGER REFERENCES body (id),
  packed BLOB NOT NULL                -- a zstd frame without its first four bytes; its prefix is other, then base
) STRICT;
INSERT INTO body (id, digest, length, rung, packed)
  SELECT rowid, unhexed(digest), length, 0, substr(packed, 5) FROM body_before ORDER BY rowid;

CREATE TABLE capture_before AS SELECT * FROM capture;
DROP TABLE capture;
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  timestamp TEXT NOT NULL,
  rendition TEXT NOT NULL CHECK (rendition IN ('plain', 'browser', 'text')),
  statuscode INTEGER NOT NULL,
  body_id INTEGER NOT NULL REFERENCES body (id),
  UNIQUE (original_id, timestamp, rendition, body_id, statuscode)
) STRICT;
INSERT INTO capture (id, original_id, timestamp, rendition, statuscode, body_id)
  SELECT id, original_id, timestamp, rendition, statuscode,
   (SELECT body.id FROM body WHERE body.digest = unhexed(capture_before.digest)) FROM capture_before ORDER BY id;
CREATE INDEX capture_by_body ON capture (body_id);
DROP TABLE capture_before;
DROP TABLE body_before;
"""
"""Bodies rest on each other, and a capture names its body by number. `unhexed` gives the bytes of a digest."""

KNOWN_BY_LITTLE = """
ALTER TABLE holding RENAME TO holding_before;
CREATE TABLE holding (
  id INTEGER PRIMARY KEY,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  holder TEXT NOT NULL,               -- an archive's name, live, or operator
  memento TEXT NOT NULL,
  archive_digest TEXT NOT NULL,       -- the archive's own, never equal to ours
  headers TEXT NOT NULL,              -- JSON: [[name, value], ...] as the original server gave them
  taken_at TEXT NOT NULL
) STRICT;
INSERT INTO holding (id, capture_id, holder, memento, archive_digest, headers, taken_at)
  SELECT id, capture_id, holder, memento, archive_digest, headers, taken_at FROM holding_before ORDER BY id;
DROP TABLE holding_before;
CREATE INDEX holding_by_capture ON holding (capture_id);

ALTER TABLE sighting ADD COLUMN once BLOB NOT NULL DEFAULT x'';
UPDATE sighting SET once = sighting_name (asked_id, kind, holder, rendition, statuscode, mimetype, archive_digest,
  length, digest, reason, place);
DROP INDEX sighting_once;
CREATE UNIQUE INDEX sighting_once ON sighting (original_id, timestamp, once);
"""
"""What makes a row another one stands in no index: of a sighting its digest does, and of a holding there are few."""

RANKING = """
DROP TRIGGER wording_indexed;
DROP TABLE wording_search;
CREATE VIEW wording_searched AS
  SELECT id, text, CASE WHEN words GLOB '*[぀-ヿ㐀-鿿가-힣]*' THEN words ELSE '' END AS words, '' AS dense FROM wording;
CREATE VIRTUAL TABLE wording_search USING fts5
  (text, words, dense, content = 'wording_searched', content_rowid = 'id',
   tokenize = "unicode61 remove_diacritics 2");
INSERT INTO wording_search (rowid, text, words, dense)
  SELECT id, text, words, dense_words(text, words) FROM wording_searched ORDER BY id;
CREATE TRIGGER wording_indexed AFTER INSERT ON wording BEGIN
  INSERT INTO wording_search (rowid, text, words, dense)
    SELECT id, text, words, dense_words(text, words) FROM wording_searched WHERE id = new.id;
END;
CREATE TRIGGER wording_forgotten BEFORE DELETE ON wording BEGIN
  INSERT INTO wording_search (wording_search, rowid, text, words, dense)
    SELECT 'delete', id, text, words, dense_words(text, words) FROM wording_searched WHERE id = old.id;
END;
"""
"""The full-text index says besides which words stand densely in a wording. `dense_words` is that of `store.ranking`."""

DECLARED = "CREATE INDEX declaration_by_timeline ON declaration (timeline, taken_at, digest);"
"""How a timeline was declared is asked for by its name."""

OF_A_HISTORY = ("span", "change", "revision", "spell", "version", "verdict", "history")
"""Conclusions that belong to one timeline's history and are replaced with it."""

DROPPED_BY_REBUILD = (*OF_A_HISTORY, "reading", "text", "form", "shape", "setting")
"""Every conclusion, children before parents."""


@migrations()
def m001_facts(db: Database) -> None:
    _run(db, FACTS)


@migrations()
def m002_frontier(db: Database) -> None:
    _run(db, FRONTIER)


@migrations()
def m003_conclusions(db: Database) -> None:
    _run(db, CONCLUSIONS)


@migrations()
def m004_service(db: Database) -> None:
    """An installation has its name from here on; a copy of its database keeps it."""
    for script in (CARRY_FORWARD, TELLING, KEEPING_AT_IT):
        _run(db, script)
    db.execute("INSERT INTO installation (only, name) VALUES (1, ?)", [str(uuid4())])


@migrations()
def m005_own_word(db: Database) -> None:
    """What a document says of itself. Readings of earlier code have none; they are made anew where code changed."""
    _run(db, OWN_WORD)


@migrations()
def m006_judgement(db: Database) -> None:
    """Judgements of earlier code have neither; histories are made anew where code changed."""
    _run(db, JUDGEMENT)


@migrations()
def m007_variant(db: Database) -> None:
    """Versions of earlier code belong to no variant; histories are made anew where code changed."""
    _run(db, VARIANT)


@migrations()
def m008_rendition(db: Database) -> None:
    """Tasks of earlier code are plain ones."""
    _run(db, RENDITION)


@migrations()
def m010_place(db: Database) -> None:
    """The rows of earlier releases are of archives whose places follow from original and timestamp."""
    _run(db, PLACE)


@migrations()
def m011_surveys(db: Database) -> None:
    """Hosts are surveyed: runs and orders of a further kind."""
    _run(db, SURVEYING)
    for table in ("run", "work_order"):
        _widen(db, table, "survey")


@migrations()
def m009_what_pays_most(db: Database) -> None:
    """What earlier code has queued is asked for as it was, and comes after what pays."""
    _run(db, WHAT_PAYS_MOST)


@migrations()
def m012_saving(db: Database) -> None:
    """Archives are asked to save pages."""
    _run(db, SAVING)


@migrations()
def m014_bodies(db: Database) -> None:
    """Bodies of earlier code rest on nothing and lie as they lay; what comes later rests on them."""
    db.conn.create_function("unhexed", 1, bytes.fromhex, deterministic=True)
    db.execute("PRAGMA defer_foreign_keys = ON")  # until the captures are back, what names them names nothing
    db.conn.create_function("sighting_name", -1, sighting_name, deterministic=True)
    for script in (BODIES, KNOWN_BY_LITTLE):
        _run(db, script)


@migrations()
def m015_small_rows(db: Database) -> None:
    """Captures, holdings and sightings of earlier code take fewer bytes, and are told by views as they were."""
    db.execute("PRAGMA defer_foreign_keys = ON")  # until the captures are back, what names them names nothing
    for script in (NAMES, CAPTURES, HOLDINGS):
        _run(db, script)
    carry_over(db)
    _run(db, VIEWS)


@migrations()
def m016_derived(db: Database) -> None:
    """Wordings are carried forward; histories and readings of earlier code are made anew from the facts."""
    db.conn.create_function("unhexed", 1, bytes.fromhex, deterministic=True)
    db.conn.create_function("words_kept", 2, words_kept, deterministic=True)
    for script in (WORDINGS, DERIVED):
        _run(db, script)


@migrations()
def m017_ranking(db: Database) -> None:
    """The index is made anew: it knows which words stand densely in a wording, and lets one be deleted."""
    know_words(db)
    for script in (RANKING, DECLARED):
        _run(db, script)


@migrations()
def m019_erasures(db: Database) -> None:
    """What was erased, and why, is a fact of its own."""
    _run(db, ERASURES)


def know_words(db: Database) -> None:
    """Whoever writes wordings has to know which of their words are dense."""
    db.conn.create_function("dense_words", 2, dense_words, deterministic=True)


MIGRATIONS = frozenset(
    one.__name__
    for one in (
        *(m001_facts, m002_frontier, m003_conclusions, m004_service),
        *(m005_own_word, m006_judgement, m007_variant, m008_rendition, m010_place, m011_surveys, m009_what_pays_most),
        *(m012_saving, m014_bodies, m015_small_rows, m016_derived, m017_ranking, m019_erasures),
    )
)
"""All of them, by the names under which a database records them."""


def _run(db: Database, script: str) -> None:
    """Statement by statement: `executescript` would commit the migration's transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        done = line.rstrip().endswith(";") and ("CREATE TRIGGER" not in statement or line.strip() == "END;")
        if done:
            db.execute(statement)
            statement = ""


def _widen(db: Database, table: str, kind: str) -> None:
    """Allows a further kind in a table's CHECK, which SQLite cannot alter: the table is made anew, as it is by then."""
    made, *indexes = (
        row[0]
        for row in db.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC, name", [table]
        ).fetchall()
    )
    wider = made.replace("CHECK (kind IN (", f"CHECK (kind IN ('{kind}', ", 1)
    db.execute(f"ALTER TABLE {table} RENAME TO {table}_before")
    db.execute(wider)
    db.execute(f"INSERT INTO {table} SELECT * FROM {table}_before")
    db.execute(f"DROP TABLE {table}_before")
    for index in indexes:
        db.execute(index)
