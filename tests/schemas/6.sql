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
  identities TEXT NOT NULL, own_word TEXT NOT NULL DEFAULT '{}',           -- JSON, one per clause: [id, parent...]
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
  because TEXT NOT NULL,              -- JSON
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
  state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  due TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  run INTEGER NOT NULL,               -- in which it was asked last, or 0
  UNIQUE (kind, archive, original, timestamp, resume)
) STRICT;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('visits', 'backfill')),
  began TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it goes on, or was killed
  account TEXT NOT NULL,              -- JSON: what it did
  known TEXT NOT NULL                 -- JSON, of a backfill: how much was known of each timeline when it began
) STRICT;
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
CREATE TABLE work_order (             -- what a command left to the service
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'backfill', 'rebuild', 'import', 'rule')),
  arguments TEXT NOT NULL,            -- JSON
  asked_at TEXT NOT NULL,
  ended TEXT NOT NULL,                -- empty while it waits, or is done
  outcome TEXT NOT NULL,
  failed INTEGER NOT NULL             -- 1 where nothing came of it, or not all
) STRICT;
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE TRIGGER wording_indexed AFTER INSERT ON wording BEGIN
  INSERT INTO wording_search (rowid, text, words) VALUES
    (new.id, new.text, CASE WHEN new.words GLOB '*[぀-ヿ㐀-鿿가-힣]*' THEN new.words ELSE '' END);
END;
INSERT INTO _sqlite_migrations VALUES (1, 'clausewatch', 'm001_facts', '2026-11-24 03:59:48.804675+00:00');
INSERT INTO _sqlite_migrations VALUES (2, 'clausewatch', 'm002_frontier', '2026-11-24 03:59:48.805219+00:00');
INSERT INTO _sqlite_migrations VALUES (3, 'clausewatch', 'm003_conclusions', '2026-11-24 03:59:48.806193+00:00');
INSERT INTO _sqlite_migrations VALUES (4, 'clausewatch', 'm004_service', '2026-11-24 03:59:48.811654+00:00');
INSERT INTO _sqlite_migrations VALUES (5, 'clausewatch', 'm005_own_word', '2026-11-24 03:59:48.812883+00:00');
INSERT INTO original VALUES (1, 'https://acme.example/privacy', 'acme.example/privacy');
INSERT INTO body VALUES ('03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', 276, X'28B52FFD6414007D050002CC221B80296903A0F67B1F91A47FB8815B9A694A0A0E12C356C1EFC608D0C4189D0481A5D7D06F4BF6B56F0CF2170F78780DD3F5E8AF229C19F7CEEED8D1B0F35DD07484A8703440440558DBDDD8515E44CF2EC719F58E4631F0B63CCEC9F85CB280A02286346491747A401451A92846D1536187B204044D972E728659E4A040C231F322C6E83CA2D4851E40050C20102429F3C34398CCD558301BE8D6B071D8FAA1D8ACAB939F3176769E046E094BD6233B');
INSERT INTO body VALUES ('15526b5926aadb2bcf08276c6a2e565381451bc4caeee0c805ab2e4035ec1003', 272, X'28B52FFD6410005D050012CB201B7049DA06B0C0D543840C891BB8D236BE041EB48BF0981E0CFA1F5E6788DE31F4B4C2A40A9759A1AEA3A2AFD0C1995565621EBC1278AE14D07A524DB816A46100D8983778102B4DDF2EC559515E0922F0C62DCE0BF95C96E092DD610F6BB712190C1BB64831287D115C286AE0D47469BB445DBBA3010807CDED0CD17B4DAB094A83050E20101CEA79BF433CA842015006AA037087BE316C1CB67E2836EBEAE4278C9D3A4F02B004241BD4C9');
INSERT INTO body VALUES ('3c8bb1ae013793658adceb71f39c40b193969d424e4cfe050aefb667029353b5', 260, X'28B52FFD640400350500E24A201B7049DA06F861BB95241912872E3B27600AEE4916E1311D12F80F2F7788D6311A154B0832AAFCF6B9B802E31192177BC02A512B4CAAD8F554A8FC3448C302B0B1FC205A5699AE6D0EE7DCF224C8C01BF5705EC867A30597EC0C6A50BB551661D8B045CCD9F44570C12882CBD3A6ED0AA6DAA1144840786E7788D6675A4DB600580D20101CAAC7B343BC61F8B9BD884308C8007D7F7D5B6CD695C9CF183B639E04600944EB41D4');
INSERT INTO body VALUES ('544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', 275, X'28B52FFD6413007D0500F2CB221C7049DA06E01F570F1132246EC42476EE4BE0419D0A3BD69D80AAF302C41C9B04F1B2EA9251955CA3B53157AB1B7E741DFA7CAD108255AF100FCFF9C71DAB05B49C7E05DF201116707B687307A97A726E39588FD03F8C01EFE5C1BA4EAD250B48325264914616A203C2085B463128791967288A80DC6C5923784F23E70209E78C8D9863D34F6B0D8400160C20102429F3C24398CCCD58201B88D6B071D8FAA1D8ACAB939F3176769E046E09FF2BF54B');
INSERT INTO body VALUES ('5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643', 127, X'28B52FFD247F05030092C5121890296D58135489486E441A4550AA57F124B851878CBB62024F64B1CA3FE5C01D0E0951E8D082C72FB0403F314328974D13C6406B06BFDCB2BE1987BE9EE05023C94F6491EE245B3006700600A79A40337845F128D468A139448202069AD80BDB');
INSERT INTO body VALUES ('6056bf62389cf08f92facaecb8d083917f3d69bbf422ebb2774a6d35995ffb56', 271, X'28B52FFD640F00650500424B211B7049DA0600BDED569264481CBAEC9C8029B8275984C77448E03FBC7788D63146A36209414695DF3E1757603C42F2620F58256A854915BB9E0A959F0669580036961F44CB2AD3B5CDC239B73C0932F0465D382FE4B3D1824B760635A8DDC114BB551661D8B045CCD9F445F06014C1E569D3760553ED500A24203CB73B44EB33AD265B002C0E20101CAAC7BE1C91BDF70DC3CFED451C424006E8FBEBDB62B3EE99FF8CB133E649009674055E0C');
INSERT INTO body VALUES ('99f00832e86dbeb3f91d5df12cefac5848a4c6e11dbdac432af7ab7b3889fc56', 159, X'28B52FFD249F8D030082871617A0A739406637012B775BDEF299501B41CF17B758AA62C045E2D342ABA34F26FAADC756F108CD3C1A6393DC1F4E45C3B5AABFD00F0829BC6C6A385DE255CF42ACF933FD51005D3EACD99C4D740484B4828C536DC50784811201070031013C1C587000490DDDAAC13EE680209B4D8A236D64');
INSERT INTO body VALUES ('cd371bc582811f9cb751029b0ca204d957e6c2af4b5f9b877122f4811b66bfa5', 183, X'28B52FFD24B7DD0300F2C7181880276EC810AC8A11C6EE8FD0D484C0F66DF0E1EA5B510425AA562F21A98D24F14E0FBF8DEFFD9C82774CB841F7776067D019F84083A5C2F90A9068A9C5169B7A2036244936FBE28505FB19067AD5A95351F9A6B2070C5614A6AAD58B6F471F46800C0700CF30CD9B81C329EBA410376AE0E29C27415902B9150DDF');
INSERT INTO capture VALUES (1, 1, '2020-01-01T00:00:00Z', 'plain', 200, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c');
INSERT INTO capture VALUES (2, 1, '2020-01-06T00:00:00Z', 'plain', 200, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b');
INSERT INTO capture VALUES (3, 1, '2020-01-10T00:00:00Z', 'plain', 404, '5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643');
INSERT INTO capture VALUES (4, 1, '2020-01-12T00:00:00Z', 'plain', 404, '5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643');
INSERT INTO capture VALUES (5, 1, '2020-01-31T00:00:00Z', 'plain', 200, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c');
INSERT INTO capture VALUES (6, 1, '2020-02-03T00:00:00Z', 'plain', 200, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b');
INSERT INTO capture VALUES (7, 1, '2020-02-05T00:00:00Z', 'plain', 200, 'cd371bc582811f9cb751029b0ca204d957e6c2af4b5f9b877122f4811b66bfa5');
INSERT INTO capture VALUES (8, 1, '2020-02-20T00:00:00Z', 'plain', 200, '3c8bb1ae013793658adceb71f39c40b193969d424e4cfe050aefb667029353b5');
INSERT INTO capture VALUES (9, 1, '2020-03-02T00:00:00Z', 'plain', 200, '15526b5926aadb2bcf08276c6a2e565381451bc4caeee0c805ab2e4035ec1003');
INSERT INTO capture VALUES (10, 1, '2020-01-21T00:00:00Z', 'text', 200, '99f00832e86dbeb3f91d5df12cefac5848a4c6e11dbdac432af7ab7b3889fc56');
INSERT INTO capture VALUES (11, 1, '2020-02-21T00:00:00Z', 'browser', 200, '6056bf62389cf08f92facaecb8d083917f3d69bbf422ebb2774a6d35995ffb56');
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
INSERT INTO declaration VALUES ('5988fb54b46b8a1bed7cc548e860fc1d6eac0f5cb01b0a2323f8169dca7ea6f2', 'acme/privacy', '{"locations":[{"original":"https://acme.example/privacy","remove":[],"rendition":"plain","select":[],"since":null,"until":null}]}', '2026-01-01T00:00:00Z');
INSERT INTO ruling VALUES (1, 'acme/privacy', 'verdict', 'acme/privacy@20200203000000', 'login', 'mara', 'I was there', '2026-01-01T00:00:00Z');
INSERT INTO ruling VALUES (2, 'acme/privacy', 'matters', 'acme/privacy@20200220000000', 'no', 'mara', 'I was there', '2026-01-01T00:00:00Z');
INSERT INTO wording VALUES (1, 'be74920bb820a1f53258336a516845bbd9ede4385227141fdaa70a179e7aeaf0', 'this policy says what acme does with personal data', 'This policy says what Acme does with personal data.');
INSERT INTO wording VALUES (2, '9a3ce50a6e5bff7ac494e47a977d17099be7e03c7420c228227bc904301d90aa', 'we keep your name and your address for ten days', 'We keep your name and your address for ten days.');
INSERT INTO wording VALUES (3, 'bba9521cba8041bcae1c5b020a77123021d6aee01996a559553baa2fb054f648', 'we never sell your data to third parties', 'We never sell your data to third parties.');
INSERT INTO wording VALUES (4, 'cb23dcd87c3f3d74cbe980eea20254b7c5095ea88859f32f7139c6a0a3fabd61', 'we keep your name and your address for two years', 'We keep your name and your address for two years.');
INSERT INTO wording VALUES (5, 'dd0b076587420d1f196ca9cdcabb88bb9bc5342a3013998064ad844b822b9680', 'we share your data with our partners', 'We share your data with our partners.');
INSERT INTO wording VALUES (6, '45e86245a1438c49843339e120b5bed017c996c699bffc9687be1f4bdf4e7ea1', 'you can ask us to erase your account', 'You can ask us to erase your account.');
INSERT INTO rereading VALUES (1, 'acme/privacy', 'reading/5 versions/1 compare/2 declared/5988fb54b46b ruled/none', '', 7, 0, '2026-01-01T00:00:00Z');
INSERT INTO rereading VALUES (2, 'acme/privacy', 'reading/5 versions/1 compare/2 declared/5988fb54b46b ruled/45bfc8c30353', 'reading/5 versions/1 compare/2 declared/5988fb54b46b ruled/none', 5, 7, '2026-01-02T00:00:00Z');
INSERT INTO text VALUES ('273928681f867306a75cda4292fe4ea8bff2c9badcc40c9e52cbb845daec3645', X'28B52FFD24A1FD02002246141890376DB89A4830D283A8A9651121DA956D24361969EC5C0E77677556677563C2EB44A6639D2779378D41A7A24116D65C03D2C2BAA0838DE428983C01132949042146A75D04AFBF00F5A3A01AA8A8DC2C03001411E14660F6674D285F0E9D18');
INSERT INTO text VALUES ('3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', X'28B52FFD645E007D040072C8191A70B56D03E62D765A92A6F641BB61FFE30B80008A102F0154E10BC55AA4D098EBF38C6B5506D01BDD58A121D13CB4F9940A972F7FD45728454114FB5AB1C0F7869123D4BCE4B347623D347C0166E0FD49ACEBEA650E0493F538042B664550ECA4E7E1F96404110E00C0004BE9BAB18C2ADC76430396D2E5C372CC8A032340B5FD0A93B06E2010DE923F7506664513C7');
INSERT INTO text VALUES ('4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', X'28B52FFD6476009D040092081A1A70B56D03C4958AB6D0A7F614B81FFFB906380141486303549D17059EA447A837AB568FCBA992350DDE452DE5E5DC98FC580372192102180B5714C4D9939D059E5E8CFCE42A229B74282F663126C6C0E94679D7D7CB389044DEC310ECCC4E7066D0F5703D3282080F006E3060E9007AD08AB1A0FC819B0550C4A006E30457E34618CBC60C4CF112D60D04C25BF2A7CEB2968327');
INSERT INTO text VALUES ('94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', X'28B52FFD647E00CD040082891C1B9035CD01802024492CD9168D1032B9BD0D9F7CA8E6FFB3F2FA630E059ECD2F973C66ADD608A13A710013D33C362BB64E75B02A66292FE9C6E3C929A09A176280D1408A8220F73D7282EF8BD193D2C465B387595115E36110BC37CCDAAE6EC6416A598F291CB9230372663D019E5F4710010D007630C0D307F841CBB3009418D0601CE06ADC0863D99881295EC2BA8140784BFED419EC41B189');
INSERT INTO text VALUES ('ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', X'28B52FFD647C00AD040072891B1890A939A8FD92C492EDB72532B9BD0DCFF391326C2EAF3FE606A2CD339B4467BDD629A13A31812AD1766385EB5C05AB621A73A36E44AE9C88D5CC100F4642318CA2DCF7CA01BE374E574B1399CFA2C48ACB189143E0FD49ACEDEA76A0B498159DC195BB122877D8D3F03CBBA2080D007630C0D307F441ABB300921890601CD8AA5D07B3D8188C295EC2BA8140784BFED419CCCF10D5');
INSERT INTO text VALUES ('e664d7c02b49fac6ade299c05487caf599940fe8cbc8021dc57ce413da35e27f', X'28B52FFD2442E5010044035B5B22706172616772617068222C302C22222C224E6F7468696E6720697320686572652E222C226E222C5B5D2C5B5D2C5B5D5D5D01003079960119074499');
INSERT INTO history VALUES ('acme/privacy', 'reading/5 versions/1 compare/2 declared/5988fb54b46b ruled/45bfc8c30353', '20:12:2', 0);
INSERT INTO reading VALUES ('acme/privacy', 1, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 2, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 3, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'gone', 'Not found', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"status 404"}', 'e664d7c02b49fac6ade299c05487caf599940fe8cbc8021dc57ce413da35e27f', '{}');
INSERT INTO reading VALUES ('acme/privacy', 4, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'gone', 'Not found', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"status 404"}', 'e664d7c02b49fac6ade299c05487caf599940fe8cbc8021dc57ce413da35e27f', '{}');
INSERT INTO reading VALUES ('acme/privacy', 5, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 6, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 7, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'bot wall', 'Just a moment', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading","reason":"the title says \"just a moment\""}', '273928681f867306a75cda4292fe4ea8bff2c9badcc40c9e52cbb845daec3645', '{}');
INSERT INTO reading VALUES ('acme/privacy', 8, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 9, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 10, 0, 'reading/5 declared/5988fb54b46b headers/ab84809c4b82', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"text","title":"heading"}', '4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', '{"kind":"privacy"}');
INSERT INTO reading VALUES ('acme/privacy', 11, 0, 'reading/5 declared/5988fb54b46b headers/ba0c8e615d58', 'policy', 'Privacy policy', 'en', '[]', '{"kind":"privacy","charset":"utf-8","charset from":"header","form":"html","title":"heading"}', '3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', '{"kind":"privacy"}');
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
INSERT INTO version VALUES ('acme/privacy', 1, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z', 0, 'plain', 1, '7c9280555e73a9551d5758f3bfd24235689f861b9f1ee0fdd44616137541ea16', '20aa903cec35347a97916f7417e57f95eb8c358fac7cd74ed70534814eea9396', 1, 'Privacy policy', 'en', '[]', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '[[1],[2],[3]]', '{"kind":"privacy"}');
INSERT INTO version VALUES ('acme/privacy', 2, '2020-01-06T00:00:00Z', '2020-01-07T00:00:00Z', 0, 'plain', 2, '7ff30bb9a9882603aeaa1f1118bcb243eddc4bd94cab224208f2bdc43d27c2bd', '3f827ffb06eac981a7a7a0c589de38bc4e7d93cf4ce0f114d357624aa404d270', 2, 'Privacy policy', 'en', '[]', '94844834bfd7db3b185b4ae012034cbdc3b38e523c385b03ad10ca102c3e59c7', '[[1],[2],[3]]', '{"kind":"privacy"}');
INSERT INTO version VALUES ('acme/privacy', 3, '2020-01-31T00:00:00Z', '2020-02-12T00:00:00Z', 0, 'plain', 5, '7c9280555e73a9551d5758f3bfd24235689f861b9f1ee0fdd44616137541ea16', '20aa903cec35347a97916f7417e57f95eb8c358fac7cd74ed70534814eea9396', 4, 'Privacy policy', 'en', '[]', 'ddd879cf89de5a59d72408e2996a96021ee2890eaf0cc686418245c28162356e', '[[1],[2],[3]]', '{"kind":"privacy"}');
INSERT INTO version VALUES ('acme/privacy', 4, '2020-02-20T00:00:00Z', '2020-02-21T00:00:00Z', 0, 'plain', 8, '129c69aa1dd8ace36d77b6edd8ed8ea99f1343447caecc241516e14fbdcfbf74', '12c4bad380f30d568e2cb334422eb4c5e0e1c04416e1ef7cfe023ff23fb01175', 1, 'Privacy policy', 'en', '[]', '3b9379d111439a226b168de4a8e0d56ec5a8090afedc31ced7ef7387bc001cc3', '[[1],[4],[5]]', '{"kind":"privacy"}');
INSERT INTO version VALUES ('acme/privacy', 5, '2020-03-02T00:00:00Z', '2020-03-02T00:00:00Z', 0, 'plain', 9, '68d3a9ece18dd752c81066e50d4e5e4432745a2f92d7ea342a4ef42de27306ce', 'c714c0801354f89c5b83a17100837d2205be3ba502569600dabb74fa6fcc85a9', 1, 'Privacy policy', 'en', '[]', '4b44f8aa5ad04580b65c13f59e743f53b31fce36aee653df28e6e7c22bed637f', '[[1],[2],[4]]', '{"kind":"privacy"}');
INSERT INTO revision VALUES ('acme/privacy', 2, '2020-01-01T00:00:00Z', '2020-01-06T00:00:00Z', 0, 0, NULL, 0, 0, 0, 0, 1, 'major', '["retention","contact"]', '["two years"]');
INSERT INTO revision VALUES ('acme/privacy', 3, '2020-01-07T00:00:00Z', '2020-01-31T00:00:00Z', 0, 2, 1, 0, 0, 0, 0, 0, 'none', '[]', '["returns to an earlier text"]');
INSERT INTO revision VALUES ('acme/privacy', 4, '2020-02-12T00:00:00Z', '2020-02-20T00:00:00Z', 0, 0, NULL, 0, 0, 0, 0, 0, 'none', '[]', '["ruled by mara"]');
INSERT INTO revision VALUES ('acme/privacy', 5, '2020-02-21T00:00:00Z', '2020-03-02T00:00:00Z', 0, 0, NULL, 0, 0, 0, 0, 1, 'major', '["retention"]', '["erase","can"]');
INSERT INTO change VALUES ('acme/privacy', 2, 0, '["modified"]', '[1]', '[1]', '[["kept","We keep your name and your address for "],["deleted","ten days"],["inserted","two years"],["kept","."]]', 1, 'major', '["retention","contact"]', '["two years"]');
INSERT INTO change VALUES ('acme/privacy', 3, 0, '["modified"]', '[1]', '[1]', '[["kept","We keep your name and your address for "],["deleted","two years"],["inserted","ten days"],["kept","."]]', 1, 'major', '["retention","contact"]', '["two years"]');
INSERT INTO change VALUES ('acme/privacy', 4, 0, '["removed"]', '[1]', '[]', '[["deleted","We keep your name and your address for ten days."]]', 0, 'none', '["retention","contact"]', '["ruled by mara"]');
INSERT INTO change VALUES ('acme/privacy', 4, 1, '["removed"]', '[2]', '[]', '[["deleted","We never sell your data to third parties."]]', 0, 'none', '["sharing/third parties","sale"]', '["ruled by mara"]');
INSERT INTO change VALUES ('acme/privacy', 4, 2, '["added"]', '[]', '[1]', '[["inserted","We share your data with our partners."]]', 0, 'none', '["sharing/third parties"]', '["ruled by mara"]');
INSERT INTO change VALUES ('acme/privacy', 4, 3, '["added"]', '[]', '[2]', '[["inserted","You can ask us to erase your account."]]', 0, 'none', '["retention"]', '["ruled by mara"]');
INSERT INTO change VALUES ('acme/privacy', 5, 0, '["added"]', '[]', '[1]', '[["inserted","We keep your name and your address for two years."]]', 1, 'major', '["retention","contact"]', '["two years","keep your"]');
INSERT INTO change VALUES ('acme/privacy', 5, 1, '["removed"]', '[2]', '[]', '[["deleted","You can ask us to erase your account."]]', 1, 'major', '["retention"]', '["erase","can"]');
INSERT INTO span VALUES ('acme/privacy', 1, 1, 1, 0, 5);
INSERT INTO span VALUES ('acme/privacy', 2, 1, 2, 1, 1);
INSERT INTO span VALUES ('acme/privacy', 2, 2, 4, 1, 2);
INSERT INTO span VALUES ('acme/privacy', 2, 3, 2, 1, 3);
INSERT INTO span VALUES ('acme/privacy', 2, 5, 4, 1, 5);
INSERT INTO span VALUES ('acme/privacy', 3, 1, 3, 2, 3);
INSERT INTO span VALUES ('acme/privacy', 4, 4, 5, 1, 5);
INSERT INTO span VALUES ('acme/privacy', 5, 4, 6, 2, 4);
INSERT INTO sighting VALUES (1, 1, NULL, '2020-01-01T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 275, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (2, 1, NULL, '2020-01-06T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 276, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (3, 1, NULL, '2020-01-10T00:00:00Z', 'response', 'live', 'plain', 404, 'text/html', '', 127, '5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (4, 1, NULL, '2020-01-12T00:00:00Z', 'response', 'live', 'plain', 404, 'text/html', '', 127, '5e2723b06d1076093140be9fe422b06c5d688050f7c1b640de41ef2b0027f643', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (5, 1, NULL, '2020-01-31T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 275, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (6, 1, NULL, '2020-02-03T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 276, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (7, 1, NULL, '2020-02-05T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 183, 'cd371bc582811f9cb751029b0ca204d957e6c2af4b5f9b877122f4811b66bfa5', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (8, 1, NULL, '2020-02-20T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 260, '3c8bb1ae013793658adceb71f39c40b193969d424e4cfe050aefb667029353b5', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (9, 1, NULL, '2020-03-02T00:00:00Z', 'response', 'live', 'plain', 200, 'text/html', '', 272, '15526b5926aadb2bcf08276c6a2e565381451bc4caeee0c805ab2e4035ec1003', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (10, 1, NULL, '2020-01-07T00:00:00Z', 'not_modified', 'live', 'plain', 304, '', '', NULL, '03672826788c7525642e69d0696d3a308473d191d79cae8a1f6df531c6f1b19b', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (11, 1, NULL, '2020-01-01T00:00:00Z', 'response', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', 275, '544da9974015b8079d96ee49e1e1f5dc505afa593cd9aec72dfba3f23abe711c', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (12, 1, NULL, '2020-01-21T00:00:00Z', 'response', 'operator', 'text', 200, 'text/html', 'SKXAJZTNKGEJRH3ONWJZ7GYARUTWJZNA', 159, '99f00832e86dbeb3f91d5df12cefac5848a4c6e11dbdac432af7ab7b3889fc56', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (13, 1, NULL, '2020-02-21T00:00:00Z', 'response', 'live', 'browser', 200, 'text/html', '', 271, '6056bf62389cf08f92facaecb8d083917f3d69bbf422ebb2774a6d35995ffb56', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (14, 1, NULL, '2020-02-10T00:00:00Z', 'row', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (15, 1, NULL, '2020-02-10T00:00:00Z', 'row', 'web', 'plain', NULL, 'warc/revisit', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (16, 1, NULL, '2020-02-11T00:00:00Z', 'row', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (17, 1, NULL, '2020-02-11T00:00:00Z', 'row', 'web', 'plain', NULL, 'warc/revisit', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (18, 1, NULL, '2020-02-12T00:00:00Z', 'row', 'web', 'plain', 200, 'text/html', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (19, 1, NULL, '2020-02-12T00:00:00Z', 'row', 'web', 'plain', NULL, 'warc/revisit', 'YYCXD5MA7MWEFRKJWLTGRE7VXLELVTUW', NULL, '', '', '2026-01-01T00:00:00Z');
INSERT INTO sighting VALUES (20, 1, NULL, '2020-02-22T00:00:00Z', 'failure', 'web', 'plain', NULL, '', '', NULL, '', 'timed out: nothing came', '2026-01-01T00:00:00Z');
INSERT INTO task VALUES (1, 'index', 'web', '', 'https://acme.example/privacy', '', '', '', 'done', 0, '2026-01-01T00:00:00Z', '', 0);
INSERT INTO task VALUES (2, 'replay', 'web', '', 'https://acme.example/privacy', '20200101000000', '', '', 'queued', 1, '2026-01-01T01:00:00Z', 'timed out', 0);
INSERT INTO task VALUES (3, 'replay', 'web', '', 'https://acme.example/privacy', '20200102000000', '', '', 'failed', 0, '2026-01-01T00:00:00Z', 'gone', 0);
INSERT INTO task VALUES (4, 'replay', 'web', '', 'https://acme.example/privacy', '20200103000000', '', '', 'queued', 0, '2026-01-01T00:00:00Z', '', 0);
INSERT INTO run VALUES (1, 'backfill', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '{"requests":0,"visits":0,"captures":0,"unchanged":0,"index_pages":0,"bytes":0,"waited":0.0,"given_up":0,"failures":{}}', '{}');
INSERT INTO run VALUES (2, 'visits', '2026-01-02T00:00:00Z', '', '{}', '{}');
INSERT INTO installation VALUES (1, '9eab6500-43a1-42eb-8903-1ce317346d5c');
INSERT INTO watch VALUES ('mara', '2026-01-01T00:00:00Z');
INSERT INTO told VALUES ('mara', 'acme/privacy', '2026-01-01T00:00:00Z');
INSERT INTO alert VALUES (1, 'd85c90f6-8d68-5019-ac10-bb9a271026bb', 'mara', 'acme/privacy', 'change', 'first', 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '', '', 'Acme changed', 'ten days -> two years', '<p>two years</p>', '{"version":2}');
INSERT INTO alert VALUES (2, '64665f4d-ace9-53d0-81c1-e008cd5b39d8', 'mara', 'acme/privacy', 'change', 'second', 'mail', '2026-01-01T00:00:00Z', '', '2026-01-01T00:00:00Z', 'refused five times', 'Acme changed', 'ten days -> two years', '<p>two years</p>', '{"version":2}');
INSERT INTO attempt VALUES (1, 1, 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'nobody answered');
INSERT INTO attempt VALUES (2, 1, 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '');
INSERT INTO attempt VALUES (3, 2, 'mail', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'refused');
INSERT INTO appointment VALUES ('acme/privacy', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0, '', '', '');
INSERT INTO work_order VALUES (1, 'visit', '{}', '2026-01-01T00:00:00Z', '', '', 0);
INSERT INTO backup VALUES (1, '2026-01-01T00:00:00Z', '/backups/one.db', 4096);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX original_by_key ON original (key);
CREATE INDEX capture_by_digest ON capture (digest);
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
CREATE UNIQUE INDEX sighting_once ON sighting
  (original_id, timestamp, kind, holder, rendition, archive_digest, digest, coalesce(statuscode, 0), reason,
   mimetype, coalesce(length, 0), coalesce(asked_id, 0));
CREATE INDEX sighting_by_asked ON sighting (asked_id, original_id) WHERE asked_id IS NOT NULL;
CREATE INDEX sighting_live ON sighting (original_id, timestamp) WHERE holder = 'live';
CREATE INDEX task_due ON task (archive, state, due);
CREATE INDEX visit_by_host ON task (host, due) WHERE kind = 'visit' AND state = 'queued';
CREATE INDEX run_by_kind ON run (kind);
CREATE INDEX alert_by_watch ON alert (watch, made_at);
CREATE INDEX alert_by_channel ON alert (channel, delivered_at, given_up_at);
CREATE INDEX alert_waiting ON alert (id) WHERE channel != '' AND delivered_at = '' AND given_up_at = '';
CREATE INDEX attempt_by_alert ON attempt (alert_id);
CREATE INDEX appointment_due ON appointment (due);
CREATE INDEX appointment_archives_due ON appointment (archives_due);
CREATE INDEX work_order_waiting ON work_order (id) WHERE ended = '';
