// Package indicators holds the field's words and its arithmetic: programmes,
// school years, records of pupils, and the measures that turn them into results.
// It sees no disk, clock, log or database, and imports the standard library only.
package indicators
