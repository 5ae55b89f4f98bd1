-- How a run ended that has no results, and what of the ledger a run shows beside
-- its files.

-- A run that failed or was broken off. Nothing happens to it any more: another
-- attempt is another run.
CREATE TABLE run_ends (
	run  INTEGER PRIMARY KEY REFERENCES runs,
	how  TEXT NOT NULL CHECK (how IN ('failed', 'broken')),
	code TEXT NOT NULL, -- why
	why  TEXT NOT NULL, -- as the system says it, person codes masked; empty: it says nothing
	at   TEXT NOT NULL
) STRICT;

-- What stood of who sent what when a run began. A run from before this table has
-- no row, and shows nothing of it.
CREATE TABLE run_views (
	run  INTEGER PRIMARY KEY REFERENCES runs,
	late INTEGER NOT NULL CHECK (late IN (0, 1)) -- the day on which inputs were due had passed
) STRICT;

CREATE TABLE run_places (
	run         INTEGER NOT NULL REFERENCES runs,
	position    INTEGER NOT NULL,
	kind        TEXT NOT NULL,
	year        INTEGER NOT NULL, -- school year; 0: none
	calendar    INTEGER NOT NULL, -- calendar year; 0: none
	institution TEXT NOT NULL,
	outcome     TEXT NOT NULL CHECK (outcome IN ('accepted', 'returned')),
	day         TEXT NOT NULL, -- on which the last one came, where the service is
	late        INTEGER NOT NULL CHECK (late IN (0, 1)),
	PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- The queries that a run shows, each with the answer that it had then.
CREATE TABLE run_queries (
	run      INTEGER NOT NULL REFERENCES runs,
	position INTEGER NOT NULL,
	query    INTEGER NOT NULL REFERENCES queries,
	answer   INTEGER REFERENCES answers, -- NULL: none yet
	PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_ends_no_update BEFORE UPDATE ON run_ends BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_ends_no_delete BEFORE DELETE ON run_ends BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_ends_no_late BEFORE INSERT ON run_ends
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL OR EXISTS (SELECT 1 FROM run_ends WHERE run = NEW.run)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER runs_no_finish_after_end BEFORE UPDATE ON runs WHEN EXISTS (SELECT 1 FROM run_ends WHERE run = OLD.id)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_views_no_update BEFORE UPDATE ON run_views BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_views_no_delete BEFORE DELETE ON run_views BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_views_no_late BEFORE INSERT ON run_views
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL OR EXISTS (SELECT 1 FROM run_views WHERE run = NEW.run)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_places_no_update BEFORE UPDATE ON run_places BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_places_no_delete BEFORE DELETE ON run_places BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_places_no_late BEFORE INSERT ON run_places
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL
		OR EXISTS (SELECT 1 FROM run_places WHERE run = NEW.run AND position = NEW.position)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_queries_no_update BEFORE UPDATE ON run_queries BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_queries_no_delete BEFORE DELETE ON run_queries BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_queries_no_late BEFORE INSERT ON run_queries
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL
		OR EXISTS (SELECT 1 FROM run_queries WHERE run = NEW.run AND position = NEW.position)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
