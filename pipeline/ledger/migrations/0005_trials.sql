-- What a trial calculation found: whether a year's results would come out as its
-- run gave them, from other inputs. What was found for the same inputs once holds.
CREATE TABLE trials (
	run   INTEGER NOT NULL REFERENCES runs, -- whose results stand
	basis TEXT NOT NULL, -- SHA-256 over all that the figures would rest on
	same  INTEGER NOT NULL CHECK (same IN (0, 1)),
	at    TEXT NOT NULL,
	PRIMARY KEY (run, basis)
) STRICT, WITHOUT ROWID;
