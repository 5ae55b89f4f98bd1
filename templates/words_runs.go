package templates

// What is said of runs, approvals and revisions.
var (
	// WordsApprovedRun names the approved run of a year as the document that sets a baseline.
	WordsApprovedRun = Words{"apstiprinātais {year}. gada aprēķins {fingerprint}", "the approved run {fingerprint} of {year}"}
)
