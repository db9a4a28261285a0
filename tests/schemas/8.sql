CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,           -- as given
  key TEXT NOT NULL                   -- without scheme, www., default port, fragment, trailing slash
) STRICT;
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
CREATE TABLE wording (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,               -- of the words: what citations name
  words TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (digest, text)
) STRICT;
CREATE VIRTUAL TABLE wording_search USING fts5
  (text, words, content = 'wording', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE rereading (
  id INTEGER PRIMARY KEY,
  timeline TEXT NOT NULL,
  made_by TEXT NOT NULL,              -- the code and the declarations that read from then on
  replaces TEXT NOT NULL,
  versions INTEGER NOT NULL,
  versions_before INTEGER NOT NULL,
  taken_at TEXT NOT NULL
) STRICT;
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
  text_digest TEXT NOT NULL REFERENCES text (digest), own_word TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY (timeline, capture_id, location)
) STRICT, WITHOUT ROWID;
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
  identities TEXT NOT NULL, own_word TEXT NOT NULL DEFAULT '{}', variant INTEGER NOT NULL DEFAULT 1,           -- JSON, one per clause: [id, parent...]
  PRIMARY KEY (timeline, number)
) STRICT, WITHOUT ROWID;
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
  because TEXT NOT NULL, natures TEXT NOT NULL DEFAULT '[]', hold TEXT NOT NULL DEFAULT '',              -- JSON
  PRIMARY KEY (timeline, number)
) STRICT, WITHOUT ROWID;
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
  because TEXT NOT NULL, natures TEXT NOT NULL DEFAULT '[]', hold TEXT NOT NULL DEFAULT '',
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
, place TEXT NOT NULL DEFAULT '', once BLOB NOT NULL DEFAULT x'') STRICT;
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
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  alert_id INTEGER NOT NULL REFERENCES alert (id),
  channel TEXT NOT NULL,
  began TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it is open, or was when the process was killed
  failure TEXT NOT NULL               -- empty when it was delivered
) STRICT;
CREATE TABLE appointment (            -- when a timeline's live page is visited next, and how its visits went
  timeline TEXT PRIMARY KEY,
  due TEXT NOT NULL,                  -- empty where no location is open
  archives_due TEXT NOT NULL,         -- empty where archives are not asked again
  streak INTEGER NOT NULL,            -- of visits that showed no policy text
  reason TEXT NOT NULL,               -- what the last of them showed
  looked_at TEXT NOT NULL,
  usable_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
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
  run INTEGER NOT NULL, precision TEXT NOT NULL DEFAULT 'exact', gain REAL NOT NULL DEFAULT 0,               -- in which it was asked last, or 0
  UNIQUE (kind, archive, original, timestamp, resume, rendition)
) STRICT;
CREATE TABLE survey (                 -- a host that is asked where its policies stand
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  host TEXT NOT NULL,
  wish TEXT NOT NULL,                 -- JSON: what is wanted of it
  findings TEXT NOT NULL,             -- JSON; empty while it goes on
  UNIQUE (run, host)
) STRICT;
CREATE TABLE survey_page (            -- what its pages told so far; gone once it has its findings
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  asked TEXT NOT NULL,
  rendition TEXT NOT NULL,
  page TEXT NOT NULL,                 -- JSON
  PRIMARY KEY (survey_id, asked, rendition)
) STRICT;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('survey', 'visits', 'backfill')),
  began TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it goes on, or was killed
  account TEXT NOT NULL,              -- JSON: what it did
  known TEXT NOT NULL                 -- JSON, of a backfill: how much was known of each timeline when it began
, budget INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE work_order (             -- what a command left to the service
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('survey', 'visit', 'backfill', 'rebuild', 'import', 'rule')),
  arguments TEXT NOT NULL,            -- JSON
  asked_at TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it waits, or is done
  outcome TEXT NOT NULL,
  failed INTEGER NOT NULL             -- 1 where nothing came of it, or not all
) STRICT;
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
CREATE TABLE body (
  id INTEGER PRIMARY KEY,             -- a body rests on such as have smaller ones
  digest BLOB NOT NULL UNIQUE,        -- SHA-256 after content decoding
  length INTEGER NOT NULL,
  rung INTEGER NOT NULL,              -- of a ladder of bodies, each of which rests on one below; else 0
  base_id INTEGER REFERENCES body (id),   -- what it rests on, the nearest in time first
  other_id INTEGER REFERENCES body (id),
  packed BLOB NOT NULL                -- a zstd frame without its first four bytes; its prefix is other, then base
) STRICT;
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  timestamp TEXT NOT NULL,
  rendition TEXT NOT NULL CHECK (rendition IN ('plain', 'browser', 'text')),
  statuscode INTEGER NOT NULL,
  body_id INTEGER NOT NULL REFERENCES body (id),
  UNIQUE (original_id, timestamp, rendition, body_id, statuscode)
) STRICT;
CREATE TABLE holding (
  id INTEGER PRIMARY KEY,
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  holder TEXT NOT NULL,               -- an archive's name, live, or operator
  memento TEXT NOT NULL,
  archive_digest TEXT NOT NULL,       -- the archive's own, never equal to ours
  headers TEXT NOT NULL,              -- JSON: [[name, value], ...] as the original server gave them
  taken_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER wording_indexed AFTER INSERT ON wording BEGIN
  INSERT INTO wording_search (rowid, text, words) VALUES
    (new.id, new.text, CASE WHEN new.words GLOB '*[぀-ヿ㐀-鿿가-힣]*' THEN new.words ELSE '' END);
END;
INSERT INTO _sqlite_migrations VALUES (1, 'clausewatch', 'm001_facts', '2026-11-24 03:59:53.784651+00:00');
INSERT INTO _sqlite_migrations VALUES (2, 'clausewatch', 'm002_frontier', '2026-11-24 03:59:53.785208+00:00');
INSERT INTO _sqlite_migrations VALUES (3, 'clausewatch', 'm003_conclusions', '2026-11-24 03:59:53.786183+00:00');
INSERT INTO _sqlite_migrations VALUES (4, 'clausewatch', 'm004_service', '2026-11-24 03:59:53.791461+00:00');
INSERT INTO _sqlite_migrations VALUES (5, 'clausewatch', 'm005_own_word', '2026-11-24 03:59:53.792615+00:00');
INSERT INTO _sqlite_migrations VALUES (6, 'clausewatch', 'm006_judgement', '2026-11-24 03:59:53.794117+00:00');
INSERT INTO _sqlite_migrations VALUES (7, 'clausewatch', 'm007_variant', '2026-11-24 03:59:53.794736+00:00');
INSERT INTO _sqlite_migrations VALUES (8, 'clausewatch', 'm008_rendition', '2026-11-24 03:59:53.796848+00:00');
INSERT INTO _sqlite_migrations VALUES (9, 'clausewatch', 'm010_place', '2026-11-24 03:59:53.797655+00:00');
INSERT INTO _sqlite_migrations VALUES (10, 'clausewatch', 'm011_surveys', '2026-11-24 03:59:53.801792+00:00');
INSERT INTO _sqlite_migrations VALUES (11, 'clausewatch', 'm009_what_pays_most', '2026-11-24 03:59:53.803265+00:00');
INSERT INTO _sqlite_migrations VALUES (12, 'clausewatch', 'm012_saving', '2026-11-24 03:59:53.803875+00:00');
INSERT INTO _sqlite_migrations VALUES (13, 'clausewatch', 'm014_bodies', '2026-11-24 03:59:53.809194+00:00');
INSERT INTO original VALUES (1, 'https://acme.example/privacy', 'acme.example/privacy');
INSERT INTO declaration VALUES ('5988fb54b46b8a1bed7cc548e860fc1d6eac0f5cb01b0a2323f8169dca7ea6f2', 'acme/privacy', '{"locations":[{"original":"https://acme.example/privacy","remove":[],"rendition":"plain","select":[],"since":null,"until":null}]}', '2026-01-01T00:00:00Z');
INSERT INTO ruling VALUES (1, 'acme/privacy', 'verdict', 'acme/privacy@20200203000000', 'login', 'mara', 'I was there', '2026-01-01T00:00:00Z');
INSERT INTO ruling VALUES (2, 'acme/privacy', 'matters', 'acme/privacy@20200220000000', 'no', 'mara', 'I was there', '2026-01-01T00:00:00Z');
INSERT INTO wording VALUES (1, 'be74920bb820a1f53258336a516845bbd9ede4385227141fdaa70a179e7aeaf0', 'this policy says what acme does with personal data', 'This policy says what Acme does with personal data.');
INSERT INTO wording VALUES (2, '9a3ce50a6e5bff7ac494e47a977d17099be7e03c7420c228227bc904301d90aa', 'we keep your name and your address for ten days', 'We keep your name and your address for ten days.');
INSERT INTO wording VALUES (3, 'bba9521cba8041bcae1c5b020a77123021d6aee01996a559553baa2fb054f648', 'we never sell your data to third parties', 'We never sell your data to third parties.');
INSERT INTO wording VALUES (4, 'cb23dcd87c3f3d74cbe980eea20254b7c5095ea88859f32f7139c6a0a3fabd61', 'we keep your name and your address for two years', 'We keep your name and your address for two years.');
INSERT INTO wording VALUES (5, 'dd0b076587420d1f196ca9cdcabb88bb9bc5342a3013998064ad844b822b9680', 'we share your data with our partners', 'We share your data with our partners.');
INSERT INTO wording VALUES (6, '45e86245a1438c49843339e120b5bed017c996c699bffc9687be1f4bdf4e7ea1', 'you can ask us to erase your account', 'You can ask us to erase your account.');
INSERT INTO rereading VALUES (1, 'acme/privacy', 'reading/8 versions/3 compare/3 declared/5988fb54b46b ruled/none', '', 7, 0, '2026-01-01T00:00:00Z');
INSERT INTO rereading VALUES (2, 'acme/privacy', 'reading/8 versions/3 compare/3 declared/5988fb54b46b ruled/45bfc8c30353', 'reading/8 versions/3 compare/3 declared/5988fb54b46b ruled/none', 5, 7, '2026-01-02T00:00:00Z');
INSERT INTO text VALUES ('273928681f867306a75cda4292fe4ea8bff2c9badcc40c9e52cbb845daec3645', X'28B52FFD24A1FD02002246141890376DB89A4830D283A8A9651121DA956D24361969EC5C0E77677556677563C2EB44A6639D2779378D41A7A24116D65C03D2C2BAA0838DE428983C01132949042146A75D04AFBF00F5A3A01AA8A8DC2C03001411E14660F6674D285F0E9D18');
INSERT INTO text VALUES ('3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', X'28B52FFD645E007D040072C8191A70B56D03E62D765A92A6F641BB61FFE30B80008A102F0154E10BC55AA4D098EBF38C6B5506D01BDD58A121D13CB4F9940A972F7FD45728454114FB5AB1C0F7869123D4BCE4B347623D347C0166E0FD49ACEBEA650E0493F538042B664550ECA4E7E1F96404110E00C0004BE9BAB18C3EDC76430396D2E5C372CC8A1E1150B1FD8A97B06E2010DE923F7506664513C7');
INSERT INTO text VALUES ('4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', X'28B52FFD6476009D0400D2881A1A70B56D03C455AE3691A5F614B81FFFB906380141486303549D17059ECDA7EF0BE68D2ACDE33252EB4406AB6296F2726E4C7E9C0168392102180B5714C4D9D7CE02DF17233F481393CD1ECA8AA8181363E0BD51D675F5320E0425EB61087666273833E979783E1941040E006E3060E9007AD08AB1008006C97150C37382AB71238C656306A67809EB0602E12DF95367B2968327');
INSERT INTO text VALUES ('94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', X'28B52FFD647E00BD0400C2C91C1B9035CD01802024492CD9168D1032B9BD0D9F7CA8E6FFB3F2FA630E059ECD2F973C66ADD6DF1784509D388089691E9B155BA73A5815B3949774E3F1E41450CD0B31C06820454190FB1E39C1F7C5E84969E2B2D9C3ACA88AF13008DE1B666D5737E320B5ACC7148EDC910139B39E00CFAF23880C007630C0530F00C2FC18D0601CE06ADC0863D99881295EC2BA8140784BFED419EC41B189');
INSERT INTO text VALUES ('ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', X'28B52FFD647C00BD0400B2891C1A80276D03601872AF09594C37A264676BA9498FB0FF41C91359D1049ACD2B5F9AB24EEBEFEF1C54271E203A74FD8C709D69C0AA98773F74A371E43448CB0AB1C02840086220F6356284EFCFE72869A272597358319DD12800BC2F87755DBD0A7392B29A1260C48C148815F524785ED930040C007630C0D307F441181F03128C035BB5EB60161B8331C54B583710086FC99F3A03CCCF10D5');
INSERT INTO text VALUES ('e664d7c02b49fac6ade299c05487caf599940fe8cbc8021dc57ce413da35e27f', X'28B52FFD2442E5010044035B5B22706172616772617068222C302C22222C224E6F7468696E6720697320686572652E222C226E222C5B5D2C5B5D2C5B5D5D5D01003079960119074499');
INSERT INTO history VALUES ('acme/privacy', 'reading/8 versions/3 compare/3 declared/5988fb54b46b ruled/45bfc8c30353', '20:12:2', 0);
INSERT INTO reading VALUES ('acme/privacy', 1, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 2, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 3, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'gone', 'Not found', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"status 404"}', 'e664d7c02b49fac6ade299c05487caf599940fe8cbc8021dc57ce413da35e27f', '{}');
INSERT INTO reading VALUES ('acme/privacy', 4, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'gone', 'Not found', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"status 404"}', 'e664d7c02b49fac6ade299c05487caf599940fe8cbc8021dc57ce413da35e27f', '{}');
INSERT INTO reading VALUES ('acme/privacy', 5, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 6, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 7, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'bot wall', 'Just a moment', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"the title says \"just a moment\""}', '273928681f867306a75cda4292fe4ea8bff2c9badcc40c9e52cbb845daec3645', '{}');
INSERT INTO reading VALUES ('acme/privacy', 8, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 9, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 10, 0, 'reading/8 declared/5988fb54b46b headers/ab84809c4b82', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"text","title":"heading"}', '4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 11, 0, 'reading/8 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '{}', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', '{"kind":"privacy"}');
INSERT INTO verdict VALUES ('acme/privacy', 1, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 2, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 3, 0, 'gone', 'status 404', 'Not found', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"status 404"}');
INSERT INTO verdict VALUES ('acme/privacy', 4, 0, 'gone', 'status 404', 'Not found', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"status 404"}');
INSERT INTO verdict VALUES ('acme/privacy', 5, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 6, 0, 'login', 'ruled by mara', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 7, 0, 'bot wall', 'the title says "just a moment"', 'Just a moment', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"the title says \"just a moment\""}');
INSERT INTO verdict VALUES ('acme/privacy', 8, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 9, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 10, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"text","title":"heading"}');
INSERT INTO verdict VALUES ('acme/privacy', 11, 0, 'policy', '', 'Privacy policy', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}');
INSERT INTO version VALUES ('acme/privacy', 1, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 0, 'plain', 1, '7c9280555e73a9551d5758f3bfd24235689f861b9f1ee0fdd44616137541ea16', '20aa903cec35347a97916f7417e57f95eb8c358fac7cd74ed70534814eea9396', 1, 'Privacy policy', 'en', '{}', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '[[1],[2],[3]]', '{"kind":"privacy"}', 1);
INSERT INTO version VALUES ('acme/privacy', 2, '2020-01-06T00:00:00Z', '2020-01-07T00:00:00Z', 0, 'plain', 2, '7ff30bb9a9882603aeaa1f1118bcb243eddc4bd94cab224208f2bdc43d27c2bd', '3f827ffb06eac981a7a7a0c589de38bc4e7d93cf4ce0f114d357624aa404d270', 2, 'Privacy policy', 'en', '{}', '94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', '[[1],[2],[3]]', '{"kind":"privacy"}', 1);
INSERT INTO version VALUES ('acme/privacy', 3, '2020-01-31T00:00:00Z', '2020-02-12T00:00:00Z', 0, 'plain', 5, '7c9280555e73a9551d5758f3bfd24235689f861b9f1ee0fdd44616137541ea16', '20aa903cec35347a97916f7417e57f95eb8c358fac7cd74ed70534814eea9396', 4, 'Privacy policy', 'en', '{}', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '[[1],[2],[3]]', '{"kind":"privacy"}', 1);
INSERT INTO version VALUES ('acme/privacy', 4, '2020-02-20T00:00:00Z', '2020-02-21T00:00:00Z', 0, 'plain', 8, '129c69aa1dd8ace36d77b6edd8ed8ea99f1343447caecc241516e14fbdcfbf74', '12c4bad380f30d568e2cb334422eb4c5e0e1c04416e1ef7cfe023ff23fb01175', 1, 'Privacy policy', 'en', '{}', '3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', '[[1],[4],[5]]', '{"kind":"privacy"}', 1);
INSERT INTO version VALUES ('acme/privacy', 5, '2020-03-02T00:00:00Z', '2020-03-02T00:00:00Z', 0, 'plain', 9, '68d3a9ece18dd752c81066e50d4e5e4432745a2f92d7ea342a4ef42de27306ce', 'c714c0801354f89c5b83a17100837d2205be3ba502569600dabb74fa6fcc85a9', 1, 'Privacy policy', 'en', '{}', '4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', '[[1],[2],[4]]', '{"kind":"privacy"}', 1);
INSERT INTO revision VALUES ('acme/privacy', 2, '2020-01-01T00:00:00Z', '2020-01-06T00:00:00Z', 0, 0, NULL, 0, 0, 0, 0, 1, 'major', '["retention"]', '["ten days -> two years"]', '["substantive"]', '');
INSERT INTO revision VALUES ('acme/privacy', 3, '2020-01-07T00:00:00Z', '2020-01-31T00:00:00Z', 0, 2, 1, 0, 0, 0, 0, 0, 'none', '[]', '["returns to an earlier text"]', '["extraction"]', '');
INSERT INTO revision VALUES ('acme/privacy', 4, '2020-02-12T00:00:00Z', '2020-02-20T00:00:00Z', 0, 0, NULL, 0, 0, 0, 0, 0, 'none', '[]', '["ruled by mara"]', '[]', 'most of the text is gone');
INSERT INTO revision VALUES ('acme/privacy', 5, '2020-02-21T00:00:00Z', '2020-03-02T00:00:00Z', 0, 0, NULL, 0, 0, 0, 0, 1, 'major', '["user rights/choice"]', '["ask us to erase"]', '["substantive","extraction"]', 'much was taken out');
INSERT INTO change VALUES ('acme/privacy', 2, 0, '["modified"]', '[1]', '[1]', '[["kept","We keep your name and your address for "],["deleted","ten days"],["inserted","two years"],["kept","."]]', 1, 'major', '["retention"]', '["ten days -> two years"]', '["substantive"]', '');
INSERT INTO change VALUES ('acme/privacy', 3, 0, '["modified"]', '[1]', '[1]', '[["kept","We keep your name and your address for "],["deleted","two years"],["inserted","ten days"],["kept","."]]', 0, 'none', '[]', '["returns to an earlier text"]', '["extraction"]', '');
INSERT INTO change VALUES ('acme/privacy', 4, 0, '["removed"]', '[1]', '[]', '[["deleted","We keep your name and your address for ten days."]]', 0, 'none', '["retention"]', '["ruled by mara"]', '[]', '');
INSERT INTO change VALUES ('acme/privacy', 4, 1, '["removed"]', '[2]', '[]', '[["deleted","We never sell your data to third parties."]]', 0, 'none', '["sharing/third parties","sale"]', '["ruled by mara"]', '[]', '');
INSERT INTO change VALUES ('acme/privacy', 4, 2, '["added"]', '[]', '[1]', '[["inserted","We share your data with our partners."]]', 0, 'none', '["sharing/third parties"]', '["ruled by mara"]', '[]', '');
INSERT INTO change VALUES ('acme/privacy', 4, 3, '["added"]', '[]', '[2]', '[["inserted","You can ask us to erase your account."]]', 0, 'none', '["user rights/choice"]', '["ruled by mara"]', '[]', '');
INSERT INTO change VALUES ('acme/privacy', 5, 0, '["added"]', '[]', '[1]', '[["inserted","We keep your name and your address for two years."]]', 0, 'none', '[]', '["returns to what it said before"]', '["extraction"]', '');
INSERT INTO change VALUES ('acme/privacy', 5, 1, '["removed"]', '[2]', '[]', '[["deleted","You can ask us to erase your account."]]', 1, 'major', '["user rights/choice"]', '["ask us to erase"]', '["substantive"]', '');
INSERT INTO span VALUES ('acme/privacy', 1, 1, 1, 0, 5);
INSERT INTO span VALUES ('acme/privacy', 2, 1, 2, 1, 1);
INSERT INTO span VALUES ('acme/privacy', 2, 2, 4, 1, 2);
INSERT INTO span VALUES ('acme/privacy', 2, 3, 2, 1, 3);
INSERT INTO span VALUES ('acme/privacy', 2, 5, 4, 1, 5);
INSERT INTO span VALUES ('acme/privacy', 3, 1, 3, 2, 3);
INSERT INTO span VALUES ('acme/privacy', 4, 4, 5, 1, 5);
INSERT INTO span VALUES ('acme/privacy', 5, 4, 6, 2, 4);
INSERT INTO sighting VALUES (1, 1, NULL, '2020-01-01T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 275, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', '', '2026-01-01T00:00:00Z', '', X'76E2F5613B9F25D68BD271EF2E1B3C83');
INSERT INTO sighting VALUES (2, 1, NULL, '2020-01-06T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 276, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '', '2026-01-01T00:00:00Z', '', X'A8EB82857E278FABADEC9565897CFD52');
INSERT INTO sighting VALUES (3, 1, NULL, '2020-01-10T00:00:00Z', 'response', 'live', 'plain', 404, 'text/html', '', 127, '5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643', '', '2026-01-01T00:00:00Z', '', X'568CD9EEB2DE5F41714FC6AB5B914D19');
INSERT INTO sighting VALUES (4, 1, NULL, '2020-01-12T00:00:00Z', 'response', 'live', 'plain', 404, 'text/html', '', 127, '5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643', '', '2026-01-01T00:00:00Z', '', X'568CD9EEB2DE5F41714FC6AB5B914D19');
INSERT INTO sighting VALUES (5, 1, NULL, '2020-01-31T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 275, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', '', '2026-01-01T00:00:00Z', '', X'76E2F5613B9F25D68BD271EF2E1B3C83');
INSERT INTO sighting VALUES (6, 1, NULL, '2020-02-03T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 276, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '', '2026-01-01T00:00:00Z', '', X'A8EB82857E278FABADEC9565897CFD52');
INSERT INTO sighting VALUES (7, 1, NULL, '2020-02-05T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 183, 'cd371bc582811f9cb751029b0ca204d957e6c2af4b5f9b877122f4811b66bfa5', '', '2026-01-01T00:00:00Z', '', X'ED80CDBEEBB893DD950C81B6E6642829');
INSERT INTO sighting VALUES (8, 1, NULL, '2020-02-20T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 260, '3c8bb1ae013793658adceb71f39c40b193969d424e4cfe050aefb667029353b5', '', '2026-01-01T00:00:00Z', '', X'499FE371F9F7BCE2911F37DC63781042');
INSERT INTO sighting VALUES (9, 1, NULL, '2020-03-02T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 272, '15526b5926aadb2bcf08276c6a2e565381451bc4caeee0c805ab2e4035ec1003', '', '2026-01-01T00:00:00Z', '', X'A1E16E00EB9E58E39E4A1317B9CB2102');
INSERT INTO sighting VALUES (10, 1, NULL, '2020-01-07T00:00:00Z', 'not_modified', 'live', 'plain', 304, '', '', NULL, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '', '2026-01-01T00:00:00Z', '', X'345CE1BFCF5718358AFFA04C7DD29660');
INSERT INTO sighting VALUES (11, 1, NULL, '2020-01-01T00:00:00Z', 'response', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', 275, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', '', '2026-01-01T00:00:00Z', '', X'83DF0CDD161A5AB6C0FE19969F55D3BE');
INSERT INTO sighting VALUES (12, 1, NULL, '2020-01-21T00:00:00Z', 'response', 'operator', 'text', 200, 'text/html', 'SKXAJZTNKGEJRH3ONWJZ7GYARUTWJZNA', 159, '99f00832e86dbeb3f91d5df12cefac5848a4c6e11dbdac432af7ab7b3889fc56', '', '2026-01-01T00:00:00Z', '', X'40918BD2446ED5E759D8BE5689F6DA24');
INSERT INTO sighting VALUES (13, 1, NULL, '2020-02-21T00:00:00Z', 'response', 'live', 'browser', 200, 'text/html', '', 271, '6056bf62389cf08f92facaecb8d083917f3d69bbf422ebb2774a6d35995ffb56', '', '2026-01-01T00:00:00Z', '', X'CB138DA6602A0438589FA1EC67EA10A5');
INSERT INTO sighting VALUES (14, 1, NULL, '2020-02-10T00:00:00Z', 'row', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z', '', X'4CB0AFAC7DD7ACA822A66190960C0E0D');
INSERT INTO sighting VALUES (15, 1, NULL, '2020-02-10T00:00:00Z', 'row', 'web', 'plain', NULL, 'warc/revisit', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z', '', X'4E3AFCDC5FD43655A5D560D836022BC7');
INSERT INTO sighting VALUES (16, 1, NULL, '2020-02-11T00:00:00Z', 'row', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z', '', X'4CB0AFAC7DD7ACA822A66190960C0E0D');
INSERT INTO sighting VALUES (17, 1, NULL, '2020-02-11T00:00:00Z', 'row', 'web', 'plain', NULL, 'warc/revisit', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z', '', X'4E3AFCDC5FD43655A5D560D836022BC7');
INSERT INTO sighting VALUES (18, 1, NULL, '2020-02-12T00:00:00Z', 'row', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z', '', X'4CB0AFAC7DD7ACA822A66190960C0E0D');
INSERT INTO sighting VALUES (19, 1, NULL, '2020-02-12T00:00:00Z', 'row', 'web', 'plain', NULL, 'warc/revisit', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z', '', X'4E3AFCDC5FD43655A5D560D836022BC7');
INSERT INTO sighting VALUES (20, 1, NULL, '2020-02-22T00:00:00Z', 'failure', 'web', 'plain', NULL, '', '', NULL, '', 'timed out: nothing came', '2026-01-01T00:00:00Z', '', X'A0F8BA4C1A49F3D52F58D4CB16047B04');
INSERT INTO installation VALUES (1, 'e7963157-4726-47ce-9069-cc9831faeede');
INSERT INTO watch VALUES ('mara', '2026-01-01T00:00:00Z');
INSERT INTO told VALUES ('mara', 'acme/privacy', '2026-01-01T00:00:00Z');
INSERT INTO alert VALUES (1, '203b5359-88ef-5d6b-bf33-9bebb3bacdc5', 'mara', 'acme/privacy', 'change', 'first', 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '', '', 'Acme changed', 'ten days -> two years', '<p>two years</p>', '{"version":2}');
INSERT INTO alert VALUES (2, '5ca65fd8-7868-57bf-93de-43394fc0efb2', 'mara', 'acme/privacy', 'change', 'second', 'mail', '2026-01-01T00:00:00Z', '', '2026-01-01T00:00:00Z', 'refused five times', 'Acme changed', 'ten days -> two years', '<p>two years</p>', '{"version":2}');
INSERT INTO attempt VALUES (1, 1, 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'nobody answered');
INSERT INTO attempt VALUES (2, 1, 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '');
INSERT INTO attempt VALUES (3, 2, 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'refused');
INSERT INTO appointment VALUES ('acme/privacy', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0, '', '', '');
INSERT INTO backup VALUES (1, '2026-01-01T00:00:00Z', '/backups/one.db', 4096);
INSERT INTO task VALUES (1, 'index', 'web', '', 'https://acme.example/privacy', '', '', '', 'plain', 'done', 0, '2026-01-01T00:00:00Z', '', 0, 'exact', 0.0);
INSERT INTO task VALUES (2, 'replay', 'web', '', 'https://acme.example/privacy', '20200101000000', '', '', 'plain', 'queued', 1, '2026-01-01T01:00:00Z', 'timed out', 0, 'exact', 0.0);
INSERT INTO task VALUES (3, 'replay', 'web', '', 'https://acme.example/privacy', '20200102000000', '', '', 'plain', 'failed', 0, '2026-01-01T00:00:00Z', 'gone', 0, 'exact', 0.0);
INSERT INTO task VALUES (4, 'replay', 'web', '', 'https://acme.example/privacy', '20200103000000', '', '', 'plain', 'queued', 0, '2026-01-01T00:00:00Z', '', 0, 'exact', 0.0);
INSERT INTO survey VALUES (1, 1, 'acme.example', '{"kinds":["privacy"]}', '');
INSERT INTO survey_page VALUES (1, 'https://acme.example/', 'plain', '{"links":[]}');
INSERT INTO run VALUES (1, 'backfill', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '{"requests":0,"visits":0,"browser_visits":0,"captures":0,"unchanged":0,"duplicates":0,"index_pages":0,"bytes":0,"waited":0.0,"given_up":0,"spent":"","failures":{}}', '{}', 0);
INSERT INTO run VALUES (2, 'visits', '2026-01-02T00:00:00Z', '', '{}', '{}', 0);
INSERT INTO work_order VALUES (1, 'visit', '{}', '2026-01-01T00:00:00Z', '', '', 0);
INSERT INTO saving VALUES (1, 'there', 'https://acme.example/privacy', 'acme/privacy', '2020-01-06T00:00:00Z', '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '2026-01-01T00:00:00Z');
INSERT INTO saving_step VALUES (1, 1, 'asked', '2026-01-01T00:00:00Z', '', '', '', '');
INSERT INTO body VALUES (1, X'544DA9974015B8079D96EE49E1E1F5DC505AFA593CD9AEC72DFBA3F23ABE711C', 275, 0, NULL, NULL, X'601300750500028C221B604BDA06D88CF45123C77548D34CF62DA882EE0CFFAEE00500501E578AD5314E36217226A2EBB32EE5CAE90C376A61DA7C9D0E82957ACAC434E817689C16CE32FA157C8343766858002EA60B9AA3D29175C94FFA0531E0456DB05AA8AC88161CB23BE841ED569E8361C31641CA415E04329044702F4BD62EF16A672E9060B0D8AE14AB3E5A4B9C04B00C201024CBF1C24398919BB1401A88CE30C743298135B2AE4E7EC0D8E97912B825');
INSERT INTO body VALUES (2, X'03672826788C7525642E69D0696D3A308473D191D79CAE8A1F6DF531C6F1B19B', 276, 1, 1, NULL, X'60140095000038776F2079656172020071B1A8192DA80504');
INSERT INTO body VALUES (3, X'5E2723B06D1076093140BE9FE422B06C5D688050F7C1B640DE41EF2B0027F643', 127, 0, NULL, NULL, X'207FFD0200D245131880A96DE010446A32D2C470052170B24072D0B1A569420A0457B369E62773000F988528659C92C92749D23F0E11CCE63B0964A84583A36E59FF0A4CFFA0C03885969A4D5FCD66613AB6800EE00500A79AF006AF281E851AAD68987B');
INSERT INTO body VALUES (4, X'CD371BC582811F9CB751029B0CA204D957E6C2AF4B5F9B877122F4811B66BFA5', 183, 0, NULL, NULL, X'20B7E50300C287181980276EC810AC8A11C6EE8F105B6300836F830F57DF8A2228019A542F21A98C24F1460EBF8DCEDD98826F4CF8DD819B81CDC00F8F850AE62B4082A5165B6CEA3B6C9024D9EB8A15166C6718E853A34E3DE59BBA1E385649989A542F9EBD367C00190800CF30ED66A0AD00ED957552881B357071CE93A02C01');
INSERT INTO body VALUES (5, X'3C8BB1AE013793658ADCEB71F39C40B193969D424E4CFE050AEFB667029353B5', 260, 1, 1, NULL, X'600400050200840273686172656F75726E6572596F752063616E2061736B20757320746F20657261736163636F756E740700072B195E735BD81A5A7303B501ADC51AB2A05610');
INSERT INTO body VALUES (6, X'15526B5926AADB2BCF08276C6A2E565381451BC4CAEEE0C805AB2E4035EC1003', 272, 1, 1, NULL, X'6010003D010090776F207965617273686172656F75726E65720600134B87C4CAA07181C41AFA6239335A500B08');
INSERT INTO body VALUES (7, X'99F00832E86DBEB3F91D5DF12CEFAC5848A4C6E11DBDAC432AF7AB7B3889FC56', 159, 0, NULL, NULL, X'209F850300C2C7161790A76D408862A325313FC4B85A3DAB1DBE2B3A257A3B9685E6A1CDA7EFEDF246357FCBA8D68904AB5E9ADDD07DC791D380CBE9AEE01B10527C6F368E50F392CD1E653D34DF5100DE1B655D57EB31024256390626AFF2C3C9808906003101787890A4866ED5601F734090CD26');
INSERT INTO body VALUES (8, X'6056BF62389CF08F92FACAECB8D083917F3D69BBF422EBB2774A6D35995FFB56', 271, 0, NULL, NULL, X'600F006D0500524B211B7049DA0600BDED569264481CBAEC9C8029B8275984C77448E03FBC7788D63146A36209414695DF3E1757603C42F2620F58256A854915BB9E0A959F0697ECD2B0006C2C3F889655A66B9BDCF224C8C01B75E1BC90CF460B2ED919D4A0760753EC56598461C3163167D317C183510497A74DDB154CB543299080F0DCEE10ADCFB49A6C01B00E003E1B91997BDD617895DB53C431434035C03DAF57260836B3EEA9F98FC2D839E7495096');
INSERT INTO capture VALUES (1, 1, '2020-01-01T00:00:00Z', 'plain', 200, 1);
INSERT INTO capture VALUES (2, 1, '2020-01-06T00:00:00Z', 'plain', 200, 2);
INSERT INTO capture VALUES (3, 1, '2020-01-10T00:00:00Z', 'plain', 404, 3);
INSERT INTO capture VALUES (4, 1, '2020-01-12T00:00:00Z', 'plain', 404, 3);
INSERT INTO capture VALUES (5, 1, '2020-01-31T00:00:00Z', 'plain', 200, 1);
INSERT INTO capture VALUES (6, 1, '2020-02-03T00:00:00Z', 'plain', 200, 2);
INSERT INTO capture VALUES (7, 1, '2020-02-05T00:00:00Z', 'plain', 200, 4);
INSERT INTO capture VALUES (8, 1, '2020-02-20T00:00:00Z', 'plain', 200, 5);
INSERT INTO capture VALUES (9, 1, '2020-03-02T00:00:00Z', 'plain', 200, 6);
INSERT INTO capture VALUES (10, 1, '2020-01-21T00:00:00Z', 'text', 200, 7);
INSERT INTO capture VALUES (11, 1, '2020-02-21T00:00:00Z', 'browser', 200, 8);
INSERT INTO holding VALUES (1, 1, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (2, 2, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (3, 3, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (4, 4, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (5, 5, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (6, 6, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (7, 7, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (8, 8, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (9, 9, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (10, 1, 'web', 'https://web.example/20200101000000id_/https://acme.example/privacy', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', '[["content-type","text/html; charset=utf-8"],["x-server","web"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (11, 10, 'operator', 'https://operator.example/20200121000000id_/https://acme.example/privacy', 'SKXAJZTNKGEJRH3ONWJZ7GYARUTWJZNA', '[["content-type","text/html; charset=utf-8"],["x-server","operator"]]', '2026-01-01T00:00:00Z');
INSERT INTO holding VALUES (12, 11, 'live', '', '', '[["content-type","text/html; charset=utf-8"],["x-server","live"]]', '2026-01-01T00:00:00Z');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX original_by_key ON original (key);
CREATE INDEX ruling_by_timeline ON ruling (timeline);
CREATE INDEX rereading_by_timeline ON rereading (timeline);
CREATE INDEX reading_by_capture ON reading (capture_id);
CREATE INDEX reading_by_text ON reading (text_digest);
CREATE INDEX verdict_by_capture ON verdict (capture_id);
CREATE INDEX version_by_time ON version (timeline, first_seen);
CREATE INDEX version_by_capture ON version (capture_id);
CREATE INDEX version_by_text ON version (text_digest);
CREATE INDEX revision_by_time ON revision (by);
CREATE INDEX span_by_wording ON span (wording_id);
CREATE INDEX sighting_by_asked ON sighting (asked_id, original_id) WHERE asked_id IS NOT NULL;
CREATE INDEX sighting_live ON sighting (original_id, timestamp) WHERE holder = 'live';
CREATE INDEX alert_by_watch ON alert (watch, made_at);
CREATE INDEX alert_by_channel ON alert (channel, delivered_at, given_up_at);
CREATE INDEX alert_waiting ON alert (id) WHERE channel != '' AND delivered_at = '' AND given_up_at = '';
CREATE INDEX attempt_by_alert ON attempt (alert_id);
CREATE INDEX appointment_due ON appointment (due);
CREATE INDEX appointment_archives_due ON appointment (archives_due);
CREATE INDEX task_due ON task (archive, state, due);
CREATE INDEX visit_by_host ON task (host, due) WHERE kind = 'visit' AND state = 'queued';
CREATE INDEX survey_open ON survey (id) WHERE findings = '';
CREATE INDEX run_by_kind ON run (kind);
CREATE INDEX work_order_waiting ON work_order (id) WHERE ended = '';
CREATE INDEX task_by_original ON task (original);
CREATE INDEX saving_by_time ON saving (wanted_at);
CREATE INDEX saving_by_capture ON saving (digest, moment);
CREATE INDEX saving_step_by_saving ON saving_step (saving_id);
CREATE INDEX saving_step_by_time ON saving_step (at);
CREATE INDEX capture_by_body ON capture (body_id);
CREATE INDEX holding_by_capture ON holding (capture_id);
CREATE UNIQUE INDEX sighting_once ON sighting (original_id, timestamp, once);
