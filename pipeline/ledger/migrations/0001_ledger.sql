-- What is remembered. No personal data: no names, no codes, no rows of a file.
-- Names of files stand here with person codes masked. Times are UTC.

-- The bytes that were taken in, once each.
CREATE TABLE files (
	sha256     TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	size       INTEGER NOT NULL,
	first_seen TEXT NOT NULL,
	forgotten  TEXT -- when the original's retention ended; NULL: it is in the archive
) STRICT;

-- Every drop of a file. Their order is the order of taking in.
CREATE TABLE submissions (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	sha256   TEXT REFERENCES files, -- NULL: never read (a link, an odd name, too large)
	folder   TEXT NOT NULL,         -- below the folder of arrivals; empty: directly in it
	name     TEXT NOT NULL,
	size     INTEGER NOT NULL,
	modified INTEGER NOT NULL,      -- nanoseconds since 1970, as the share told
	received TEXT NOT NULL,
	outcome  TEXT NOT NULL CHECK (outcome IN ('accepted', 'returned', 'known', 'checked', 'refused')),
	kind     TEXT NOT NULL,
	unit     TEXT NOT NULL,         -- the one institution or unit that it is about; empty: several, or none
	flaw     TEXT NOT NULL,         -- code of the error of the file itself, which nobody can accept; empty: none
	encoding TEXT NOT NULL,
	"rows"   INTEGER NOT NULL,
	used     INTEGER NOT NULL,
	aside    INTEGER NOT NULL,
	repeated INTEGER NOT NULL,
	errors   INTEGER NOT NULL,
	warnings INTEGER NOT NULL,
	notices  INTEGER NOT NULL,
	same_as  INTEGER REFERENCES submissions, -- known: the one that stands; accepted by decision: the returned one
	decision INTEGER REFERENCES decisions,   -- by which it was accepted
	ended    TEXT,                           -- since when it no longer stands
	why      TEXT CHECK (why IN ('corrected', 'replaced', 'withdrawn', 'decided', 'again', 'gone', 'forgotten')),
	finished INTEGER NOT NULL DEFAULT 0,     -- its answers stand there and its original is removed
	CHECK ((ended IS NULL) = (why IS NULL))
) STRICT;
CREATE INDEX submissions_by_file ON submissions (sha256);
CREATE INDEX submissions_unfinished ON submissions (id) WHERE finished = 0;
CREATE INDEX submissions_standing ON submissions (outcome, folder, name) WHERE ended IS NULL;

-- What a submission covers: the pieces that a later one replaces whole.
CREATE TABLE cells (
	submission  INTEGER NOT NULL REFERENCES submissions,
	kind        TEXT NOT NULL,
	year        INTEGER NOT NULL, -- school year; 0: none
	calendar    INTEGER NOT NULL, -- calendar year; 0: none
	institution TEXT NOT NULL,
	part        TEXT NOT NULL,
	"rows"      INTEGER NOT NULL,
	used        INTEGER NOT NULL,
	PRIMARY KEY (submission, kind, year, calendar, institution, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX cells_by_cell ON cells (kind, year, calendar, institution, part, submission);

CREATE TABLE supersessions (
	submission INTEGER NOT NULL REFERENCES submissions, -- the earlier
	by         INTEGER NOT NULL REFERENCES submissions,
	"rows"     INTEGER NOT NULL,
	PRIMARY KEY (submission, by)
) STRICT, WITHOUT ROWID;

-- What was wrong: where and what, never the text that stood there.
CREATE TABLE problems (
	submission INTEGER NOT NULL REFERENCES submissions,
	position   INTEGER NOT NULL,
	code       TEXT NOT NULL,
	severity   TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'notice')),
	line       INTEGER NOT NULL, -- 0: the whole file
	"column"   INTEGER NOT NULL, -- 0: the whole line
	input      TEXT NOT NULL,    -- address of a template's input; empty: none
	PRIMARY KEY (submission, position)
) STRICT, WITHOUT ROWID;

-- What was unusual and asks for an answer.
CREATE TABLE queries (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	submission  INTEGER NOT NULL REFERENCES submissions,
	code        TEXT NOT NULL,
	kind        TEXT NOT NULL,
	subject     TEXT NOT NULL, -- what it is about, as "of=…; grade=…"
	value       TEXT NOT NULL, -- the numbers that it doubts, as "rows=…; was=…"
	against     INTEGER REFERENCES submissions -- the one that was replaced
) STRICT;
CREATE INDEX queries_by_submission ON queries (submission);

-- An answer holds for the same subject as long as the value is the same.
CREATE TABLE answers (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	code    TEXT NOT NULL,
	kind    TEXT NOT NULL,
	subject TEXT NOT NULL,
	value   TEXT NOT NULL,
	answer  TEXT NOT NULL,
	who     TEXT NOT NULL,
	at      TEXT NOT NULL
) STRICT;
CREATE INDEX answers_by_subject ON answers (code, kind, subject, value);

CREATE TABLE decisions (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	kind       TEXT NOT NULL CHECK (kind IN ('accept', 'withdraw', 'answer', 'rerun', 'approve')),
	submission INTEGER REFERENCES submissions,
	run        INTEGER REFERENCES runs,
	year       INTEGER, -- monitoring year
	reason     TEXT NOT NULL,
	who        TEXT NOT NULL,
	at         TEXT NOT NULL
) STRICT;

-- A gesture: a file by which an officer asks for something.
CREATE TABLE requests (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	kind       TEXT NOT NULL CHECK (kind IN ('accept', 'withdraw', 'rerun', 'approve')),
	year       INTEGER NOT NULL, -- monitoring year; 0: none
	submission INTEGER REFERENCES submissions,
	reason     TEXT NOT NULL,
	who        TEXT NOT NULL,
	at         TEXT NOT NULL,
	folder     TEXT NOT NULL, -- of the gesture, below the share
	name       TEXT NOT NULL,
	size       INTEGER NOT NULL,
	modified   INTEGER NOT NULL,
	sha256     TEXT NOT NULL,
	answered   TEXT,
	code       TEXT NOT NULL DEFAULT '', -- why not; empty: it was done
	run        INTEGER REFERENCES runs,
	finished   INTEGER NOT NULL DEFAULT 0 -- its answer stands there and the gesture is removed
) STRICT;
CREATE INDEX requests_unfinished ON requests (id) WHERE finished = 0 OR answered IS NULL;

CREATE TABLE runs (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	programme     TEXT NOT NULL,
	programme_sha TEXT NOT NULL,
	year          INTEGER NOT NULL,
	version       TEXT NOT NULL,
	fingerprint   TEXT NOT NULL,
	as_of         TEXT,
	repeats       INTEGER REFERENCES runs,
	approved      INTEGER REFERENCES runs, -- whose values stand beside its own
	compared      INTEGER REFERENCES runs,
	reason        TEXT NOT NULL,
	who           TEXT NOT NULL,
	started       TEXT NOT NULL,
	finished      TEXT -- NULL: under way, or broken off
) STRICT;
CREATE INDEX runs_by_year ON runs (programme, year);

CREATE TABLE run_inputs (
	run        INTEGER NOT NULL REFERENCES runs,
	position   INTEGER NOT NULL, -- from 1; origins number files so
	submission INTEGER NOT NULL REFERENCES submissions,
	sha256     TEXT NOT NULL REFERENCES files,
	PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- The columns of results.csv. Values are hundredths, of counts whole numbers.
CREATE TABLE results (
	run           INTEGER NOT NULL REFERENCES runs,
	position      INTEGER NOT NULL,
	year          INTEGER NOT NULL,
	indicator     TEXT NOT NULL,
	part          TEXT NOT NULL,
	scope         TEXT NOT NULL CHECK (scope IN ('municipality', 'institution')),
	scope_id      TEXT NOT NULL,
	source        TEXT NOT NULL,
	official      INTEGER NOT NULL,
	shape         INTEGER NOT NULL,
	numerator     INTEGER,
	denominator   INTEGER,
	unknown       INTEGER,
	value         INTEGER,
	low           INTEGER,
	high          INTEGER,
	interval_low  INTEGER,
	interval_high INTEGER,
	coverage      INTEGER,
	status        TEXT NOT NULL,
	certain       TEXT NOT NULL,
	flags         TEXT NOT NULL,
	missing       TEXT NOT NULL,
	PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE approvals (
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	run    INTEGER NOT NULL UNIQUE REFERENCES runs,
	year   INTEGER NOT NULL,
	reason TEXT NOT NULL,
	who    TEXT NOT NULL,
	at     TEXT NOT NULL
) STRICT;

-- What was laid into the shared folder. A path is reserved before it is written,
-- and a file is removed only while it is what was written.
CREATE TABLE deliveries (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	submission INTEGER REFERENCES submissions,
	request    INTEGER REFERENCES requests,
	run        INTEGER REFERENCES runs,
	role       TEXT NOT NULL,
	path       TEXT NOT NULL COLLATE NOCASE, -- below the share, with slashes
	sha256     TEXT NOT NULL DEFAULT '',
	state      TEXT NOT NULL CHECK (state IN ('wanted', 'written', 'leaving', 'gone'))
) STRICT;
CREATE UNIQUE INDEX deliveries_by_path ON deliveries (path) WHERE state <> 'gone';
CREATE INDEX deliveries_by_submission ON deliveries (submission);
CREATE INDEX deliveries_leaving ON deliveries (id) WHERE state = 'leaving';

CREATE TABLE jobs (
	name      TEXT NOT NULL,
	scheduled TEXT NOT NULL,
	started   TEXT NOT NULL,
	finished  TEXT,
	failure   TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (name, scheduled)
) STRICT, WITHOUT ROWID;

-- Which keys of pseudonyms were seen: a fingerprint of each, never the key.
CREATE TABLE keys (
	key_id TEXT PRIMARY KEY,
	seen   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	at         TEXT NOT NULL,
	who        TEXT NOT NULL, -- empty: the program
	what       TEXT NOT NULL,
	submission INTEGER REFERENCES submissions,
	request    INTEGER REFERENCES requests,
	run        INTEGER REFERENCES runs,
	detail     TEXT NOT NULL
) STRICT;

-- The journal, approvals, decisions, answers are only ever added to. INSERT OR
-- REPLACE would delete without asking the delete triggers, hence the third of each.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
	BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER approvals_no_update BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'an approval stays'); END;
CREATE TRIGGER approvals_no_delete BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'an approval stays'); END;
CREATE TRIGGER approvals_no_replace BEFORE INSERT ON approvals WHEN EXISTS (SELECT 1 FROM approvals WHERE id = NEW.id OR run = NEW.run)
	BEGIN SELECT RAISE(ABORT, 'an approval stays'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;
CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)
	BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;
CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'an answer stays'); END;
CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'an answer stays'); END;
CREATE TRIGGER answers_no_replace BEFORE INSERT ON answers WHEN EXISTS (SELECT 1 FROM answers WHERE id = NEW.id)
	BEGIN SELECT RAISE(ABORT, 'an answer stays'); END;

-- A run is changed once: when it finishes. Its inputs and results come before.
CREATE TRIGGER runs_no_update BEFORE UPDATE ON runs
	WHEN OLD.finished IS NOT NULL OR NEW.finished IS NULL OR NEW.id <> OLD.id OR NEW.programme <> OLD.programme
		OR NEW.programme_sha <> OLD.programme_sha OR NEW.year <> OLD.year OR NEW.version <> OLD.version
		OR NEW.fingerprint <> OLD.fingerprint OR NEW.as_of IS NOT OLD.as_of OR NEW.repeats IS NOT OLD.repeats
		OR NEW.approved IS NOT OLD.approved OR NEW.compared IS NOT OLD.compared OR NEW.reason <> OLD.reason
		OR NEW.who <> OLD.who OR NEW.started <> OLD.started
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER runs_no_replace BEFORE INSERT ON runs WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.id)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_inputs_no_update BEFORE UPDATE ON run_inputs BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_inputs_no_delete BEFORE DELETE ON run_inputs BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_inputs_no_late BEFORE INSERT ON run_inputs
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL
		OR EXISTS (SELECT 1 FROM run_inputs WHERE run = NEW.run AND position = NEW.position)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER results_no_update BEFORE UPDATE ON results BEGIN SELECT RAISE(ABORT, 'results never change'); END;
CREATE TRIGGER results_no_delete BEFORE DELETE ON results BEGIN SELECT RAISE(ABORT, 'results never change'); END;
CREATE TRIGGER results_no_late BEFORE INSERT ON results
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL
		OR EXISTS (SELECT 1 FROM results WHERE run = NEW.run AND position = NEW.position)
	BEGIN SELECT RAISE(ABORT, 'results never change'); END;

-- The programme files by which runs were calculated, so that each can be repeated.
CREATE TABLE programmes (
	sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
	file   BLOB NOT NULL,
	kept   TEXT NOT NULL
) STRICT;

-- The approved runs of earlier years whose values a run shows and counts from.
CREATE TABLE run_history (
	run      INTEGER NOT NULL REFERENCES runs,
	position INTEGER NOT NULL,
	approved INTEGER NOT NULL REFERENCES runs,
	PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER programmes_no_update BEFORE UPDATE ON programmes BEGIN SELECT RAISE(ABORT, 'a programme file never changes'); END;
CREATE TRIGGER programmes_no_delete BEFORE DELETE ON programmes BEGIN SELECT RAISE(ABORT, 'a programme file stays'); END;
CREATE TRIGGER run_history_no_update BEFORE UPDATE ON run_history BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_history_no_delete BEFORE DELETE ON run_history BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_history_no_late BEFORE INSERT ON run_history
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL
		OR EXISTS (SELECT 1 FROM run_history WHERE run = NEW.run AND position = NEW.position)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
