-- What is looked up often, by what it is looked up by.
CREATE INDEX supersessions_by ON supersessions ("by");
CREATE INDEX deliveries_by_request ON deliveries (request) WHERE request IS NOT NULL;
CREATE INDEX deliveries_by_run ON deliveries (run) WHERE run IS NOT NULL;
CREATE INDEX decisions_by_submission ON decisions (submission) WHERE submission IS NOT NULL;
