-- A query may be answered by a gesture too: requests of the kind 'answer'. SQLite
-- changes a CHECK only by making the table anew; what refers to its rows finds the
-- same rows again before the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE requests_before AS SELECT * FROM requests;
DROP TABLE requests;
CREATE TABLE requests (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	kind       TEXT NOT NULL CHECK (kind IN ('accept', 'withdraw', 'answer', 'rerun', 'approve')),
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
INSERT INTO requests (id, kind, year, submission, reason, who, at, folder, name, size, modified, sha256, answered, code, run, finished)
	SELECT id, kind, year, submission, reason, who, at, folder, name, size, modified, sha256, answered, code, run, finished FROM requests_before;
DROP TABLE requests_before;
CREATE INDEX requests_unfinished ON requests (id) WHERE finished = 0 OR answered IS NULL;

-- Person codes are masked in one form, which names of files can have.
UPDATE submissions SET folder = replace(folder, '*****', 'xxxxx'), name = replace(name, '*****', 'xxxxx')
	WHERE instr(folder || name, '*****') > 0;
UPDATE requests SET folder = replace(folder, '*****', 'xxxxx'), name = replace(name, '*****', 'xxxxx')
	WHERE instr(folder || name, '*****') > 0;
