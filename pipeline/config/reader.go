package config

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"raditaji/indicators"
)

// Limits of a programme file. The parser's time grows with the square of the
// depth and of the keys in one map, so that a file of senseless shape is refused
// before it is parsed.
const (
	maxBytes = 1 << 20
	maxLines = 10_000
	maxDepth = 32
)

// A place is where something stands in the file.
type place struct{ line, column int }

// A reader fills a Go value from a file's YAML by the value's yaml tags, and
// collects everything that does not fit.
type reader struct {
	file   string
	faults []Fault
	at     map[string]place // by path: a scalar's own place, of a list or map its key's
	bad    map[string]bool  // paths whose value could not be read: nothing more is said about them
}

// fault records a fault at a path, unless the path's value could not be read.
// args are names and texts in turn.
func (r *reader) fault(path, code string, args ...string) {
	for p := path; ; p = parent(p) {
		if r.bad[p] {
			return
		}
		if p == "" {
			break
		}
	}
	r.add(r.nearestPlace(path), path, code, args...)
}

func (r *reader) add(at place, path, code string, args ...string) {
	f := Fault{File: r.file, Line: at.line, Column: at.column, Path: path, Code: code}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	r.faults = append(r.faults, f)
}

// unread records a fault of a value that cannot be used further.
func (r *reader) unread(n ast.Node, path, code string, args ...string) {
	r.add(placeOf(n), path, code, args...)
	r.bad[path] = true
}

// nearestPlace is the place of a path or, where the file does not have it, of
// what it would stand in.
func (r *reader) nearestPlace(path string) place {
	for p := path; p != ""; p = parent(p) {
		if at, ok := r.at[p]; ok {
			return at
		}
	}
	return place{1, 1}
}

// parent is the path of what a path stands in: a.b[2] is in a.b is in a.
func parent(path string) string {
	return path[:max(0, strings.LastIndexAny(path, ".["))]
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// parse gives the root of the file, or nil where there is none; the faults then
// say why.
func (r *reader) parse(data []byte) (root ast.Node) {
	whole := place{1, 1}
	if len(data) > maxBytes {
		r.add(whole, "", "yaml.size", "bytes", strconv.Itoa(len(data)), "limit", strconv.Itoa(maxBytes))
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // Windows' Notepad writes it
	if bytes.Count(data, []byte("\n")) > maxLines || bytes.Count(data, []byte("\r")) > maxLines {
		r.add(place{maxLines + 1, 1}, "", "yaml.lines", "limit", strconv.Itoa(maxLines))
		return nil
	}
	if line := badLine(data); line > 0 {
		r.add(place{line, 1}, "", "yaml.encoding")
		return nil
	}
	defer func() {
		if recover() != nil { // the parser panics on some texts that are no YAML
			r.add(whole, "", "yaml.syntax", "column", "1", "message", "?")
			root = nil
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if at, deep := tooDeep(tokens); deep {
		r.add(at, "", "yaml.depth", "limit", strconv.Itoa(maxDepth))
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, message := syntax(err)
		at, code := slipped(data, at)
		r.add(at, "", code, "column", strconv.Itoa(at.column), "message", message)
		return nil
	}
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil && doc.Body.GetToken() != nil {
			bodies = append(bodies, doc.Body)
		}
	}
	if len(bodies) == 0 {
		r.add(whole, "", "yaml.empty")
		return nil
	}
	if len(bodies) > 1 {
		r.add(placeOf(bodies[1]), "", "yaml.documents")
	}
	return bodies[0]
}

// badLine is the first line that is not UTF-8 or has a character that no text
// has; 0 is none.
func badLine(data []byte) int {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.ContainsFunc(line, func(c rune) bool { return c < ' ' && c != '\t' && c != '\r' }) {
			return i + 1
		}
	}
	return 0
}

// tooDeep finds nesting beyond maxDepth: brackets within brackets, or openings
// of lists and maps side by side on one line.
func tooDeep(tokens token.Tokens) (place, bool) {
	brackets, openings, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position == nil {
			continue
		}
		if t.Position.Line != line {
			openings, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType, token.AliasType:
			openings++
		case token.MappingValueType:
			if brackets <= 0 {
				openings++
			}
		}
		if brackets > maxDepth || openings > maxDepth {
			return place{t.Position.Line, t.Position.Column}, true
		}
	}
	return place{}, false
}

// placeOf is where a node begins: a map at its first key.
func placeOf(n ast.Node) place {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if v, ok := n.(*ast.MappingValueNode); ok {
		n = v.Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return place{t.Position.Line, t.Position.Column}
	}
	return place{1, 1}
}

// An entry is a key of a map with its value.
type entry struct {
	key   string
	at    place
	value ast.Node
	node  ast.Node // of the key
}

// entries are the entries of a map, each key once. It is false where n is no map.
func (r *reader) entries(n ast.Node, path string) ([]entry, bool) {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		return nil, false
	}
	var list []entry
	lines := map[string]int{}
	for _, v := range values {
		e := entry{at: placeOf(v.Key), value: v.Value, node: v.Key}
		switch k := v.Key.(type) {
		case *ast.StringNode:
			e.key = k.Value
		case *ast.MergeKeyNode, *ast.MappingKeyNode, *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
			r.add(e.at, path, "yaml.feature", "got", v.Key.GetToken().Value)
			continue
		default:
			e.key = v.Key.GetToken().Value
		}
		if line, twice := lines[e.key]; twice {
			r.add(e.at, join(path, e.key), "key.duplicate", "key", e.key, "line", strconv.Itoa(line))
			continue
		}
		lines[e.key] = e.at.line
		list = append(list, e)
	}
	return list, true
}

var (
	dateType  = reflect.TypeFor[indicators.Date]()
	valueType = reflect.TypeFor[indicators.Value]()
	wholeText = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,17})$`)
)

// fill reads n into a Go value.
func (r *reader) fill(n ast.Node, into reflect.Value, path string) {
	if _, ok := r.at[path]; !ok && path != "" {
		r.at[path] = placeOf(n)
	}
	if !r.usable(n, path) {
		return
	}
	switch t := into.Type(); {
	case t == dateType:
		r.date(n, into, path)
	case t == valueType:
		r.value(n, into, path)
	case t.Kind() == reflect.Struct:
		r.structure(n, into, path, keysOf(t))
	case t.Kind() == reflect.Slice:
		r.list(n, into, path)
	case t.Kind() == reflect.Map:
		r.mapping(n, into, path)
	case t.Kind() == reflect.String:
		if text, ok := textOf(n); ok {
			into.SetString(text)
		} else {
			r.unread(n, path, "type.text", "got", got(n))
		}
	case t.Kind() == reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			into.SetBool(b.Value)
		} else {
			r.unread(n, path, "type.yesno", "got", got(n))
		}
	default:
		if i, ok := wholeOf(n); ok && !into.OverflowInt(i) {
			into.SetInt(i)
		} else {
			r.unread(n, path, "type.whole", "got", got(n))
		}
	}
}

// usable says that a node is a value at all, and not something that programme
// files do without.
func (r *reader) usable(n ast.Node, path string) bool {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		r.add(r.nearestPlace(path), path, "value.empty")
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		r.add(placeOf(n), path, "yaml.feature", "got", n.GetToken().Value)
	default:
		return true
	}
	r.bad[path] = true
	return false
}

// keysOf are the yaml keys of a struct, in its order.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

// structure reads a map into a struct, of whose keys only some may be allowed.
func (r *reader) structure(n ast.Node, into reflect.Value, path string, allowed []string) {
	list, ok := r.entries(n, path)
	if !ok {
		r.unread(n, path, "type.map", "got", got(n))
		return
	}
	all := keysOf(into.Type())
	for _, e := range list {
		here := join(path, e.key)
		if !slices.Contains(allowed, e.key) {
			code := "key.unknown"
			if slices.Contains(all, e.key) {
				code = "param.unused"
			}
			args := []string{"key", e.key, "nearest", "", "known", strings.Join(allowed, ", ")}
			if len(allowed) > 0 {
				args[3] = nearest(e.key, allowed)
			}
			r.add(e.at, here, code, args...)
			continue
		}
		r.child(e, into.Field(fieldOf(into.Type(), e.key)), here)
	}
}

// fieldOf is the index of the field with that yaml key, which the struct has.
func fieldOf(t reflect.Type, key string) int {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key {
			return i
		}
	}
	return -1
}

// child reads an entry's value. A list or a map is said to stand where its key does.
func (r *reader) child(e entry, into reflect.Value, path string) {
	switch e.value.(type) {
	case nil, *ast.NullNode, *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode:
		r.at[path] = e.at
	}
	r.fill(e.value, into, path)
}

func (r *reader) list(n ast.Node, into reflect.Value, path string) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		r.unread(n, path, "type.list", "got", got(n))
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(s.Values), len(s.Values)))
	for i, v := range s.Values {
		r.fill(v, into.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

// mapping reads a map into a Go map: its keys are texts, or years.
func (r *reader) mapping(n ast.Node, into reflect.Value, path string) {
	list, ok := r.entries(n, path)
	if !ok {
		r.unread(n, path, "type.map", "got", got(n))
		return
	}
	into.Set(reflect.MakeMap(into.Type()))
	for _, e := range list {
		key := reflect.New(into.Type().Key()).Elem()
		if key.Kind() == reflect.String {
			key.SetString(e.key)
		} else {
			year, ok := wholeOf(e.node)
			if !ok || year < firstYear || year > lastYear {
				r.add(e.at, join(path, e.key), "key.year", "got", e.key)
				continue
			}
			key.SetInt(year)
		}
		value := reflect.New(into.Type().Elem()).Elem()
		r.child(e, value, join(path, e.key))
		into.SetMapIndex(key, value)
	}
}

// value reads one way to get an indicator's value: its measure first, whose
// defaults the params then change. A list or a table that is given replaces the
// default whole.
func (r *reader) value(n ast.Node, into reflect.Value, path string) {
	list, ok := r.entries(n, path)
	if !ok {
		r.unread(n, path, "type.map", "got", got(n))
		return
	}
	v := into.Addr().Interface().(*indicators.Value)
	allowed := keysOf(reflect.TypeFor[indicators.Params]())
	for _, e := range list {
		if e.key != "measure" {
			continue
		}
		r.child(e, reflect.ValueOf(&v.Measure).Elem(), join(path, e.key))
		if m, ok := indicators.MeasureNamed(v.Measure); ok {
			v.Params, allowed = m.Defaults, m.Takes
		}
	}
	for _, e := range list {
		here := join(path, e.key)
		switch e.key {
		case "measure":
		case "params":
			r.at[here] = e.at
			if r.usable(e.value, here) {
				r.structure(e.value, reflect.ValueOf(&v.Params).Elem(), here, allowed)
			}
		default:
			known := keysOf(valueType)
			r.add(e.at, here, "key.unknown", "key", e.key, "nearest", nearest(e.key, known), "known", strings.Join(known, ", "))
		}
	}
}

// date reads 2021-09-01, a day that the calendar has.
func (r *reader) date(n ast.Node, into reflect.Value, path string) {
	text, ok := textOf(n)
	day, err := time.Parse(time.DateOnly, text)
	if !ok || err != nil || day.Year() < firstYear || day.Year() > lastYear {
		r.unread(n, path, "type.date", "got", got(n))
		return
	}
	into.SetInt(int64(indicators.NewDate(day.Year(), int(day.Month()), day.Day())))
}

// textOf is a text as it is written, without the line break that a block of
// lines ends with.
func textOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	}
	return "", false
}

// wholeOf is a whole number in plain digits: 0777 and 0x1F, which YAML reads in
// other bases, are none.
func wholeOf(n ast.Node) (int64, bool) {
	i, ok := n.(*ast.IntegerNode)
	if !ok || !wholeText.MatchString(i.Token.Value) {
		return 0, false
	}
	v, err := strconv.ParseInt(i.Token.Value, 10, 64)
	return v, err == nil && v <= math.MaxInt32 && v >= math.MinInt32
}

// got is a node as the file writes it, cut to a readable length; of a list or a
// map its brackets.
func got(n ast.Node) string {
	text := ""
	switch n := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "{…}"
	case *ast.SequenceNode:
		return "[…]"
	default:
		if t, ok := textOf(n); ok {
			text = t
		} else if t := n.GetToken(); t != nil {
			text = t.Value
		}
	}
	return short(text)
}

// short cuts a text to what fits into a sentence.
func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > 60 {
		return string(letters[:59]) + "…"
	}
	return text
}
