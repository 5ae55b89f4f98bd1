// Package sources turns the bytes of one file into one Submission: what the file
// is, the records in it, and everything that is wrong with it. It sees no disk,
// clock or log, and returns no errors: whatever is wrong with a file is a fact
// about the file.
package sources
