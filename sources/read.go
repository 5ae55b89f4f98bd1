package sources

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"raditaji/indicators"
)

// The limits of one file.
const (
	MaxSize = 200 << 20 // bytes of a CSV file
	maxRows = 2_000_000
)

// Read reads one file. Whatever is wrong with it is in the Submission's Problems.
// With an error of the file itself the Submission is Refused and holds no records
// and no cells. Nothing but the records' pseudonyms depends on the Secret.
func Read(name string, data []byte, ctx Context) (sub Submission) {
	sum := sha256.Sum256(data)
	sub = Submission{Name: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))}
	defer func() {
		if recover() != nil {
			sub.Refuse(newProblem(name, "file.reader.panic", indicators.Origin{}))
		}
	}()
	fail := func(code string, line int, args ...string) Submission {
		sub.Refuse(newProblem(name, code, indicators.Origin{Row: uint32(line)}, args...))
		return sub
	}
	if len(data) > MaxSize {
		return fail("file.large", 0, "limit", itoa(MaxSize>>20))
	}
	ending, workbook := nameTells(name)
	archive, code, format := containerOf(data)
	switch {
	case code == "file.format.unsupported" && workbook:
		return fail("file.named.other", 0, "ending", ending, "format", format)
	case code == "file.format.unsupported":
		return fail(code, 0, "format", format)
	case code != "":
		return fail(code, 0)
	case archive != nil:
		readWorkbook(&sub, data, archive, &ctx)
		if ending != "" && !workbook {
			sub.Note(newProblem(name, "file.named.workbook", indicators.Origin{}, "ending", ending))
		}
		return sub
	}
	text, flaw := textOf(data)
	if len(bytes.TrimSpace(text.data)) == 0 {
		return fail("file.empty", 0)
	}
	if savedForm(&text, flaw) {
		return fail("form.saved.csv", 0)
	}
	if flaw != nil && workbook {
		return fail("file.named.none", 0, "ending", ending)
	}
	sub.Encoding = text.encoding
	if flaw != nil {
		return fail(flaw.code, flaw.line, flaw.args...)
	}

	found := findHeading(text.head(headLines), &ctx.Reading)
	if sub.Encoding == windows1257 && (found == nil || len(found.missing) > 0) {
		// Headings in another encoding than the guessed one are not known either.
		sub.Problems = append(sub.Problems, newProblem(name, "csv.encoding.guessed", indicators.Origin{}))
	}
	if found == nil && workbook {
		return fail("file.named.text", 0, "ending", ending)
	}
	if found == nil {
		return fail("csv.kind.unknown", 0)
	}
	if workbook { // what it is tells which advice to follow
		defer func() { sub.Note(newProblem(name, "file.named.export", indicators.Origin{}, "ending", ending)) }()
	}
	if len(found.missing) > 0 {
		return fail("csv.heading.missing", found.line,
			"kind", found.kind.Title+" ("+string(found.kind.Name)+")", "missing", strings.Join(found.missing, ", "))
	}
	sub.Kind, sub.Comma, sub.Heading = found.kind.Name, found.comma, found.line
	sub.columns = found.fields
	sub.Problems = found.check(name)
	if HasErrors(sub.Problems) {
		sub.Refuse()
		return sub
	}

	t := newTable(&sub, &ctx, found, &text)
	found.kind.read(t)
	return sub
}

// nameTells is the ending of a name, in small letters, where it promises a workbook
// or text; empty: it promises neither. What a file is its bytes tell.
func nameTells(name string) (ending string, workbook bool) {
	switch ending = strings.ToLower(path.Ext(name)); ending {
	case ".xlsx", ".xlsm", ".xls":
		return ending, true
	case ".csv", ".txt", ".tsv":
		return ending, false
	}
	return "", false
}

// Refuse leaves nothing of the file but what it is and what is wrong with it.
func (s *Submission) Refuse(problems ...Problem) {
	s.Refused = true
	s.Records, s.Register, s.Cells, s.cells, s.aside = indicators.Records{}, nil, nil, nil, nil
	s.Problems = append(s.Problems, problems...)
	sortProblems(s.Problems, s.sheets)
	rows := s.Balance.Rows
	s.Balance = Balance{Rows: rows}
	if rows > 0 {
		for _, p := range s.Problems {
			if p.Severity == Error {
				s.Balance.SetAside = map[string]int{p.Code: rows}
				break
			}
		}
	}
}
