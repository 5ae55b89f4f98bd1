-- Which of a year's runs stands is told by the journal: the one that was finished or
-- approved last.
CREATE INDEX journal_of_runs ON journal (run, what) WHERE run IS NOT NULL;
