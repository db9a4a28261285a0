"""How do conclusions lie, so that what stands for ten years is there once?

A clause is taken apart: its wording is a fact; how it is shaped (block, number, links) and where it stands (headings,
what leads in to it) are rows of their own, so that a renamed title leaves all below it as they were. A text is two
sequences of row numbers, packed beside those of another text, so that it takes as many bytes as it differs. Timelines
are named once.
"""

from __future__ import annotations

WORDINGS = """
DROP TRIGGER wording_indexed;
DROP TABLE span;
ALTER TABLE wording RENAME TO wording_before;
CREATE TABLE wording (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,               -- SHA-256 of the words: what citations name
  words TEXT,                         -- NULL where they are the text in small letters without its punctuation
  text TEXT NOT NULL
) STRICT;
INSERT INTO wording (id, digest, words, text)
  SELECT id, unhexed(digest), words_kept(text, words), text FROM wording_before ORDER BY id;
DROP TABLE wording_before;
CREATE INDEX wording_by_digest ON wording (digest);
CREATE TRIGGER wording_indexed AFTER INSERT ON wording BEGIN
  INSERT INTO wording_search (rowid, text, words) VALUES
    (new.id, new.text, CASE WHEN new.words GLOB '*[぀-ヿ㐀-鿿가-힣]*' THEN new.words ELSE '' END);
END;
"""
"""Facts, carried forward; the full-text index over them stays as it is. `words_kept` is that of `store.wordings`."""

DERIVED = """
DROP TABLE change;
DROP TABLE revision;
DROP TABLE spell;
DROP TABLE version;
DROP TABLE verdict;
DROP TABLE reading;
DROP TABLE history;
DROP TABLE text;

CREATE TABLE timeline (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE shape (                  -- how a clause is made, whatever it says
  id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never one that another had
  sum INTEGER NOT NULL,               -- CRC-32 of the others, by which it is found
  block TEXT NOT NULL,
  level INTEGER NOT NULL,
  label TEXT NOT NULL,                -- its number, as written
  links TEXT NOT NULL,                -- JSON: [[text, target], ...]
  marks TEXT NOT NULL                 -- JSON
) STRICT;
CREATE INDEX shape_by_sum ON shape (sum);

CREATE TABLE setting (                -- where a clause stands
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sum INTEGER NOT NULL,               -- CRC-32 of the others
  headings TEXT NOT NULL,             -- JSON: those above it, outermost first
  context TEXT NOT NULL               -- JSON: column headings of a table row, what leads in to a list's item
) STRICT;
CREATE INDEX setting_by_sum ON setting (sum);

CREATE TABLE form (                   -- a clause by itself, once for all texts that have it
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  wording_id INTEGER NOT NULL REFERENCES wording (id),
  shape_id INTEGER NOT NULL REFERENCES shape (id)
) STRICT;
CREATE UNIQUE INDEX form_once ON form (wording_id, shape_id);

CREATE TABLE text (                   -- the clauses of a reading, once for all that are equal
  id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never one that another text had
  sum INTEGER NOT NULL,               -- CRC-32 of what is told
  base_id INTEGER REFERENCES text (id),   -- a text that has most of it, and none itself
  clauses BLOB NOT NULL               -- the forms, then the settings, four bytes each, packed beside the base's
) STRICT;
CREATE INDEX text_by_sum ON text (sum);
CREATE INDEX text_by_base ON text (base_id) WHERE base_id IS NOT NULL;

CREATE TABLE history (
  timeline_id INTEGER PRIMARY KEY REFERENCES timeline (id),
  made_by TEXT NOT NULL,
  facts TEXT NOT NULL,                -- up to which facts it was made
  unlooked INTEGER NOT NULL
) STRICT;

CREATE TABLE reading (                -- one capture read at one location, before its neighbours are asked
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  location INTEGER NOT NULL,
  made_by TEXT NOT NULL,              -- code, declarations and headers: serves again while these are the same
  verdict TEXT NOT NULL,              -- by the page's own evidence
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  declared TEXT NOT NULL,             -- JSON
  own_word TEXT NOT NULL,             -- JSON: kind, organisation and contacts, by the document's own word
  evidence TEXT NOT NULL,             -- JSON
  text_id INTEGER NOT NULL REFERENCES text (id),
  PRIMARY KEY (timeline_id, capture_id, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_capture ON reading (capture_id);
CREATE INDEX reading_by_text ON reading (text_id);

CREATE TABLE verdict (                -- what each capture of a timeline was taken for
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  location INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  title TEXT NOT NULL,
  evidence TEXT NOT NULL,             -- JSON
  PRIMARY KEY (timeline_id, capture_id, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_by_capture ON verdict (capture_id);

CREATE TABLE version (
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
  number INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  location INTEGER NOT NULL,
  rendition TEXT NOT NULL,
  variant INTEGER NOT NULL,           -- which edition it belongs to, where several are served in turn
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  canonical BLOB NOT NULL,            -- digest of the canonical text
  words BLOB NOT NULL,                -- digest of the words
  sightings INTEGER NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  declared TEXT NOT NULL,             -- JSON: the dates that the document itself states
  own_word TEXT NOT NULL,             -- JSON
  text_id INTEGER NOT NULL REFERENCES text (id),
  identities BLOB NOT NULL,           -- who each clause is, in reading order, as runs
  parents TEXT NOT NULL,              -- JSON: [[position, identity...], ...] of what was split or merged; else empty
  PRIMARY KEY (timeline_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_by_time ON version (timeline_id, first_seen, last_seen);
CREATE INDEX version_by_capture ON version (capture_id);
CREATE INDEX version_by_text ON version (text_id);

CREATE TABLE revision (
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
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
  natures TEXT NOT NULL,              -- JSON
  hold TEXT NOT NULL,                 -- why it waits to be seen again; else empty
  PRIMARY KEY (timeline_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_time ON revision (by);
CREATE INDEX revision_held ON revision (timeline_id, number) WHERE hold != '';

CREATE TABLE change (
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
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
  natures TEXT NOT NULL,
  hold TEXT NOT NULL,
  PRIMARY KEY (timeline_id, number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE span (                   -- that a clause stood with one wording, from one version to another
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
  last_version INTEGER NOT NULL,      -- what stands in a version ends there or behind: so its clauses are neighbours
  clause INTEGER NOT NULL,            -- its identity
  first_version INTEGER NOT NULL,
  wording_id INTEGER NOT NULL REFERENCES wording (id),
  position INTEGER NOT NULL,          -- in the first version
  PRIMARY KEY (timeline_id, last_version, clause, first_version, wording_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX span_by_wording ON span (wording_id);

CREATE TABLE spell (
  timeline_id INTEGER NOT NULL REFERENCES timeline (id),
  by TEXT NOT NULL,
  kind TEXT NOT NULL,
  after TEXT NOT NULL,
  unlooked INTEGER NOT NULL,
  unusable INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (timeline_id, by, kind)
) STRICT, WITHOUT ROWID;
"""
"""Conclusions, which are made anew from the facts."""
