//go:build race

package pipeline_test

func init() { race = true }
