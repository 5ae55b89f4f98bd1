-- Lists of the school year after the measured one are due a year later than the rest:
-- whether that day had passed when a run began. Runs from before it did not ask.
ALTER TABLE run_views ADD COLUMN late_next INTEGER NOT NULL DEFAULT 0 CHECK (late_next IN (0, 1));
