package config

import (
	"errors"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// syntax is the place and the bare message of a parser's error.
func syntax(err error) (place, string) {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil || at.GetToken().Position == nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return place{1, 1}, message
	}
	p := at.GetToken().Position
	return place{max(1, p.Line), max(1, p.Column)}, at.GetMessage()
}

// A slip is what people usually do that is no YAML, seen in one line. Where it has
// a group, the group is the place.
type slip struct {
	code string
	line *regexp.Regexp
}

// slips are in the order in which they are looked for: a later one may also match
// what an earlier one is about.
var slips = []slip{
	{"yaml.tab", regexp.MustCompile(`^ *(\t)`)},
	{"yaml.backslash", regexp.MustCompile(`^[^"#]*"[^"\\]*(\\)`)},
	{"yaml.quote", regexp.MustCompile(`^[^"#]*(")[^"]*$`)},
	{"yaml.quote", regexp.MustCompile(`^[^"#]*"[^"]*(")[ \t]*[^\s#,\]}:"]`)},
	{"yaml.quote", regexp.MustCompile(`^[^'"#]*[:\-\[,] *(')[^']*$`)},
	{"yaml.reserved", regexp.MustCompile(`^(?: *-)* *(?:[^\s:"'#]+:)? +([@*&!%` + "`" + `])`)},
	{"yaml.blank", regexp.MustCompile(`^(?: *- )* *[A-Za-z_]+(:)[^\s]`)},
	{"yaml.dash", regexp.MustCompile(`^ *(-)[^\s\-]`)},
	{"yaml.colon", regexp.MustCompile(`^(?: *- )* *[A-Za-z_]+: +[^"'\[{#\s][^#]*(:)(?:\s|$)`)},
	{"yaml.key", regexp.MustCompile(`^ *([A-Za-z_]+)(?: [^:]*)?$`)},
}

// slipped finds what probably is wrong where the parser cannot go on: in that
// line, in the one before it, since the parser notices some slips late, or in the
// one after it, which it may have taken for a part of this one.
// Without any it is yaml.syntax at the parser's own place.
func slipped(data []byte, at place) (place, string) {
	lines := strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	beside := func(n, step int) int {
		for n += step; n > 0 && n <= len(lines) && strings.TrimSpace(lines[n-1]) == ""; n += step {
		}
		return n
	}
	for _, n := range []int{at.line, beside(at.line, -1), beside(at.line, 1)} {
		if n < 1 || n > len(lines) {
			continue
		}
		for _, s := range slips {
			if m := s.line.FindStringSubmatchIndex(lines[n-1]); m != nil {
				return place{n, len([]rune(lines[n-1][:m[2]])) + 1}, s.code
			}
		}
		if column, open := unclosed(lines[n-1]); open {
			return place{n, column}, "yaml.bracket"
		}
	}
	return at, "yaml.syntax"
}

// unclosed finds a bracket of a line that has no counterpart there.
func unclosed(line string) (column int, found bool) {
	var open []int
	for i, c := range []rune(line) {
		switch c {
		case '[', '{':
			open = append(open, i+1)
		case ']', '}':
			if len(open) == 0 {
				return i + 1, true
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return 0, false
	}
	return open[len(open)-1], true
}
