"""Which tables came with the service?

Facts first: a sighting names what a live visit asked for, and alerts with what became of them. Then the
crawl's own state. SQLite cannot alter a CHECK, so tables are made anew beside the old ones and every row is
carried over under its own number: conclusions on disk say up to which numbers they were made.
"""

CARRY_FORWARD = """
DROP INDEX sighting_once;
ALTER TABLE sighting RENAME TO sighting_before;
CREATE TABLE sighting (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  asked_id INTEGER REFERENCES original (id), -- what a live visit asked for, when a redirect led from there to here
  timestamp TEXT NOT NULL,            -- one for all answers of a live visit
  kind TEXT NOT NULL CHECK (kind IN ('response', 'not_modified', 'row', 'failure')),
  holder TEXT NOT NULL,
  rendition TEXT NOT NULL,
  statuscode INTEGER,
  mimetype TEXT NOT NULL,
  archive_digest TEXT NOT NULL,
  length INTEGER,
  digest TEXT NOT NULL,               -- ours, on a response; of the body that still stands, on not_modified; else empty
  reason TEXT NOT NULL,               -- on a failure; else empty
  taken_at TEXT NOT NULL
) STRICT;
INSERT INTO sighting
  (id, original_id, timestamp, kind, holder, rendition, statuscode, mimetype, archive_digest, length, digest, reason,
   taken_at)
  SELECT id, original_id, timestamp, kind, holder, rendition, statuscode, mimetype, archive_digest, length, digest,
   reason, taken_at FROM sighting_before ORDER BY id;
DROP TABLE sighting_before;
-- mimetype and length are in it, since an index can list one capture twice, from two of its files
CREATE UNIQUE INDEX sighting_once ON sighting
  (original_id, timestamp, kind, holder, rendition, archive_digest, digest, coalesce(statuscode, 0), reason,
   mimetype, coalesce(length, 0), coalesce(asked_id, 0));
CREATE INDEX sighting_by_asked ON sighting (asked_id, original_id) WHERE asked_id IS NOT NULL;
CREATE INDEX sighting_live ON sighting (original_id, timestamp) WHERE holder = 'live';

DROP INDEX task_due;
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
  state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  due TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  run INTEGER NOT NULL,               -- in which it was asked last, or 0
  UNIQUE (kind, archive, original, timestamp, resume)
) STRICT;
INSERT INTO task
  (id, kind, archive, host, original, timestamp, archive_digest, resume, state, tries, due, reason, run)
  SELECT id, kind, archive, '', original, timestamp, archive_digest, resume, state, tries, due, reason, run
  FROM task_before ORDER BY id;
DROP TABLE task_before;
CREATE INDEX task_due ON task (archive, state, due);
CREATE INDEX visit_by_host ON task (host, due) WHERE kind = 'visit' AND state = 'queued';

ALTER TABLE run RENAME TO run_before;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('visits', 'backfill')),
  began TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it goes on, or was killed
  account TEXT NOT NULL,              -- JSON: what it did
  known TEXT NOT NULL                 -- JSON, of a backfill: how much was known of each timeline when it began
) STRICT;
INSERT INTO run (id, kind, began, ended, account, known)
  SELECT id, 'backfill', began, ended, '{}', '{}' FROM run_before ORDER BY id;
DROP TABLE run_before;
CREATE INDEX run_by_kind ON run (kind);
"""

TELLING = """
CREATE TABLE installation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  name TEXT NOT NULL                  -- a UUID, from which alerts have their names
) STRICT;

CREATE TABLE watch (
  name TEXT PRIMARY KEY,
  began TEXT NOT NULL                 -- when it was first known here
) STRICT, WITHOUT ROWID;

CREATE TABLE told (                   -- up to which live visit a watch was told about a timeline
  watch TEXT NOT NULL,
  timeline TEXT NOT NULL,
  upto TEXT NOT NULL,
  PRIMARY KEY (watch, timeline)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,          -- a UUID made of the installation's and of the key
  watch TEXT NOT NULL,
  timeline TEXT NOT NULL,             -- empty where it is about several
  kind TEXT NOT NULL CHECK (kind IN ('change', 'ended', 'resumed', 'relocated', 'summary', 'digest', 'heartbeat',
    'notice', 'sample')),
  cause TEXT NOT NULL,
  channel TEXT NOT NULL,              -- empty where a digest takes it up
  made_at TEXT NOT NULL,
  delivered_at TEXT NOT NULL DEFAULT '',
  given_up_at TEXT NOT NULL DEFAULT '',
  given_up TEXT NOT NULL DEFAULT '',  -- why it will not be delivered
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  evidence TEXT NOT NULL,             -- JSON: what was known when it was made
  UNIQUE (watch, timeline, kind, cause)
) STRICT;
CREATE INDEX alert_by_watch ON alert (watch, made_at);
CREATE INDEX alert_by_channel ON alert (channel, delivered_at, given_up_at);
CREATE INDEX alert_waiting ON alert (id) WHERE channel != '' AND delivered_at = '' AND given_up_at = '';

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  alert_id INTEGER NOT NULL REFERENCES alert (id),
  channel TEXT NOT NULL,
  began TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it is open, or was when the process was killed
  failure TEXT NOT NULL               -- empty when it was delivered
) STRICT;
CREATE INDEX attempt_by_alert ON attempt (alert_id);
"""

KEEPING_AT_IT = """
CREATE TABLE appointment (            -- when a timeline's live page is visited next, and how its visits went
  timeline TEXT PRIMARY KEY,
  due TEXT NOT NULL,                  -- empty where no location is open
  archives_due TEXT NOT NULL,         -- empty where archives are not asked again
  streak INTEGER NOT NULL,            -- of visits that showed no policy text
  reason TEXT NOT NULL,               -- what the last of them showed
  looked_at TEXT NOT NULL,
  usable_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_due ON appointment (due);
CREATE INDEX appointment_archives_due ON appointment (archives_due);

CREATE TABLE work_order (             -- what a command left to the service
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'backfill', 'rebuild', 'import', 'rule')),
  arguments TEXT NOT NULL,            -- JSON
  asked_at TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it waits, or is done
  outcome TEXT NOT NULL,
  failed INTEGER NOT NULL             -- 1 where nothing came of it, or not all
) STRICT;
CREATE INDEX work_order_waiting ON work_order (id) WHERE ended = '';

CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
"""

SURVEYING = """
CREATE TABLE survey (                 -- a host that is asked where its policies stand
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  host TEXT NOT NULL,
  wish TEXT NOT NULL,                 -- JSON: what is wanted of it
  findings TEXT NOT NULL,             -- JSON; empty while it goes on
  UNIQUE (run, host)
) STRICT;
CREATE INDEX survey_open ON survey (id) WHERE findings = '';

CREATE TABLE survey_page (            -- what its pages told so far; gone once it has its findings
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  asked TEXT NOT NULL,
  rendition TEXT NOT NULL,
  page TEXT NOT NULL,                 -- JSON
  PRIMARY KEY (survey_id, asked, rendition)
) STRICT;
"""

SAVING = """
CREATE TABLE saving (                 -- a page that an archive shall save, since a visit saw it change
  id INTEGER PRIMARY KEY,
  archive TEXT NOT NULL,
  original TEXT NOT NULL,             -- as declared
  timeline TEXT NOT NULL,
  moment TEXT NOT NULL,               -- of the capture that showed the change
  digest TEXT NOT NULL,               -- of its body
  wanted_at TEXT NOT NULL,
  UNIQUE (archive, original, moment)
) STRICT;
CREATE INDEX saving_by_time ON saving (wanted_at);
CREATE INDEX saving_by_capture ON saving (digest, moment);

CREATE TABLE saving_step (
  id INTEGER PRIMARY KEY,
  saving_id INTEGER NOT NULL REFERENCES saving (id),
  step TEXT NOT NULL CHECK (step IN ('asked', 'begun', 'put off', 'paused', 'saved', 'failed')),
  at TEXT NOT NULL,
  again TEXT NOT NULL,                -- when the next step is due; else empty
  job TEXT NOT NULL,                  -- the archive's name for what it is at work on; else empty
  memento TEXT NOT NULL,              -- of what was saved; else empty
  reason TEXT NOT NULL                -- why it was put off, paused or failed; else empty
) STRICT;
CREATE INDEX saving_step_by_saving ON saving_step (saving_id);
CREATE INDEX saving_step_by_time ON saving_step (at);
"""
