package sources

// CheckSubmission is what holds of every submission, for tests of other packages.
var CheckSubmission = checkSubmission

// Describe writes a submission as text, for tests of other packages.
var Describe = describe
