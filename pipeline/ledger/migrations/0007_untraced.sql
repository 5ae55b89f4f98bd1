-- The years before its own of which a run shows or would show values, and originals
-- were deleted at their age when it began: these cannot be traced to rows any more.
CREATE TABLE run_untraced (
	run  INTEGER NOT NULL REFERENCES runs,
	year INTEGER NOT NULL, -- monitoring year
	PRIMARY KEY (run, year)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_untraced_no_update BEFORE UPDATE ON run_untraced BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_untraced_no_delete BEFORE DELETE ON run_untraced BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER run_untraced_no_late BEFORE INSERT ON run_untraced
	WHEN (SELECT finished FROM runs WHERE id = NEW.run) IS NOT NULL
		OR EXISTS (SELECT 1 FROM run_untraced WHERE run = NEW.run AND year = NEW.year)
	BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
