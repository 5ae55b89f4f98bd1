package sources

// CheckSubmission is what holds of every submission, for tests of other packages.
var CheckSubmission = checkSubmission

// Describe writes a submission as text, for tests of other packages.
var Describe = describe

// CodeSeverity is how grave a code's problems are.
func CodeSeverity(code string) Severity { return codes[code].severity }
