"""What is kept of what was erased?

That it was, why and when, and the digests, so that it is known when it comes again. Never what it was.
"""

from __future__ import annotations

ERASURES = """
CREATE TABLE erasure (                -- that something was erased, and why; never what
  id INTEGER PRIMARY KEY,
  erased_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  altered INTEGER NOT NULL,           -- rows that went or were blackened besides bodies and wordings
  finished_at TEXT NOT NULL           -- when the file had been written anew; empty until then
) STRICT;
CREATE TABLE erased (
  kind TEXT NOT NULL CHECK (kind IN ('body', 'wording')),
  digest BLOB NOT NULL,               -- SHA-256 of what is not there any more
  length INTEGER NOT NULL,            -- of a body
  erasure_id INTEGER NOT NULL REFERENCES erasure (id),
  PRIMARY KEY (kind, digest)
) STRICT, WITHOUT ROWID;
"""
"""Facts."""
