package sources

import (
	"fmt"
	"hash/maphash"
	"math/big"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"raditaji/indicators"
)

var semrKind = Kind{
	Name:  indicators.SEMR,
	Title: "SEMR rādītāji",
	Columns: []Column{
		{Field: "year", Required: true, Headings: []string{"Gads"}},
		{Field: "level", Headings: []string{"Līmenis", "Teritorijas līmenis"}},
		institutionColumn(),
		{Field: "code", Required: true, Headings: []string{"Rādītāja kods", "Kods"}},
		{Field: "numerator", Headings: []string{"Skaitītājs"}},
		{Field: "denominator", Headings: []string{"Saucējs"}},
		{Field: "value", Required: true, Headings: []string{"Vērtība", "Vērtība, %", "Rādītāja vērtība"}},
		institutionNameColumn(),
		{Field: "name", Unread: true, Headings: []string{"Rādītājs"}},
	},
	read: readSEMR,
}

// Places in semrKind.Columns.
const (
	semrYear = iota
	semrLevel
	semrInstitution
	semrCode
	semrNumerator
	semrDenominator
	semrValue
)

type semrRow struct {
	Year        string `csv:"year"`
	Level       string `csv:"level"`
	Institution string `csv:"institution"`
	Code        string `csv:"code"`
	Numerator   string `csv:"numerator"`
	Denominator string `csv:"denominator"`
	Value       string `csv:"value"`
}

// scopeWords are SEMR's levels.
var scopeWords = map[string][]string{"institution": {"iestāde"}, "municipality": {"pašvaldība"}, "country": {"valsts"}}

func scopeNamed(name string) (indicators.PublishedScope, bool) {
	switch name {
	case "institution":
		return indicators.PublishedInstitution, true
	case "country":
		return indicators.PublishedCountry, true
	}
	return indicators.PublishedMunicipality, name == "municipality"
}

var scopeParts = map[indicators.PublishedScope]string{
	indicators.PublishedInstitution: "institution", indicators.PublishedMunicipality: "municipality",
	indicators.PublishedCountry: "country",
}

func readSEMR(t *table) {
	scopeOf := meanings(t, newWords(scopeWords, nil, scopeNamed))
	t.together = true
	list := make([]indicators.Published, 0, t.guess)

	each(t, func(r *semrRow) {
		level := scopeOf.of(r.Level)
		scope, known := level.value, level.known
		if level.word.folded == "" {
			known = true
			scope = indicators.PublishedMunicipality
			if clean(r.Institution) != "" {
				scope = indicators.PublishedInstitution
			}
		}
		var school *school
		if !known {
			t.fault(semrLevel, "semr.level.invalid", shown(r.Level))
		} else if scope == indicators.PublishedInstitution {
			school = t.institution(semrInstitution, r.Institution)
			if t.foreign(semrInstitution, school) {
				return
			}
		}
		p := indicators.Published{At: indicators.Origin{Row: t.row}, Scope: scope, Institution: indicators.NotListed}
		if year := t.years.of(r.Year); year.ok {
			p.Year = year.year
		} else if calendar, ok := parseCalendarYear(clean(r.Year)); ok {
			p.Calendar = calendar
		} else {
			t.unreadable(semrYear, "semr.year.invalid", r.Year)
		}
		p.Code = squash(r.Code)
		if p.Code == "" {
			t.fault(semrCode, "csv.cell.empty", "")
		}
		var ok, numerator, denominator bool
		if clean(r.Numerator) != "" {
			if p.Numerator, numerator = parseWhole(clean(r.Numerator)); !numerator {
				t.fault(semrNumerator, "csv.number.invalid", shown(r.Numerator))
			}
		}
		if clean(r.Denominator) != "" {
			if p.Denominator, denominator = parseWhole(clean(r.Denominator)); !denominator {
				t.fault(semrDenominator, "csv.number.invalid", shown(r.Denominator))
			}
		}
		p.Counted = numerator && denominator
		content := mix(uint64(p.Numerator), uint64(p.Denominator))
		if p.Counted && p.Numerator > p.Denominator {
			t.fault(semrNumerator, "semr.counts.impossible", shown(r.Numerator), "denominator", shown(r.Denominator))
			p.Numerator, p.Denominator, p.Counted = 0, 0, false
		}
		if p.Value, ok = parsePercent(clean(r.Value)); !ok {
			t.unreadable(semrValue, "csv.percent.invalid", r.Value)
		} else if p.Counted && differs(p.Value, p.Numerator, p.Denominator) {
			t.fault(semrValue, "semr.value.differs", shown(r.Value), "computed", percentText(p.Numerator, p.Denominator))
		}

		if school != nil {
			p.Institution = school.index
		}
		at := place{
			year: p.Year, calendar: p.Calendar, school: school, part: scopeParts[scope],
			whole: known && (p.Year != 0 || p.Calendar != 0),
		}
		if !t.settle(at) {
			return
		}
		key := mix(mix(mix(maphash.String(t.seed, p.Code), uint64(p.Year)), uint64(p.Calendar)), uint64(scope))
		if school != nil {
			key = mix(key, school.hash)
		}
		content = mix(mix(content, uint64(p.Value)), flags(numerator, denominator))
		if t.repeats(mix(key, 1), uint32(content)) {
			return
		}
		list = append(list, p)
	})
	t.sub.Records.Published = judgeRepeats(t, list, func(p *indicators.Published) (uint32, int16) {
		return p.At.Row, p.Institution
	})
	t.missMunicipality()
	t.finish(len(t.sub.Records.Published))
}

// missMunicipality notes the years that have rows, but none of the municipality.
func (t *table) missMunicipality() {
	type years struct {
		year     indicators.SchoolYear
		calendar int16
	}
	has := map[years]bool{}
	for _, c := range t.sub.Cells {
		y := years{c.Year, c.Calendar}
		has[y] = has[y] || c.Part == scopeParts[indicators.PublishedMunicipality]
	}
	var missing []string
	for y, municipality := range has {
		switch {
		case municipality:
		case y.year != 0:
			missing = append(missing, y.year.String())
		default:
			missing = append(missing, itoa(int(y.calendar)))
		}
	}
	slices.Sort(missing)
	for _, year := range missing {
		t.add(newProblem(t.sub.Name, "semr.municipality.missing", indicators.Origin{}, "year", year))
	}
}

func flags(a, b bool) uint64 {
	var f uint64
	if a {
		f |= 1
	}
	if b {
		f |= 2
	}
	return f
}

// squash is a code without blanks around it, with single ones in it, in small letters.
func squash(s string) string {
	return strings.ToLower(norm.NFC.String(strings.Join(strings.FieldsFunc(s, blankRune), " ")))
}

// differs says that a value is more than 0.05 percentage points off its numerator
// and denominator. Without a denominator nothing can be said.
func differs(value indicators.Percent, numerator, denominator int64) bool {
	if denominator == 0 {
		return false
	}
	// |value·denominator − 100·numerator| > 0.05·denominator, in millionths
	off := new(big.Int).Mul(big.NewInt(int64(value)), big.NewInt(denominator))
	off.Sub(off, new(big.Int).Mul(big.NewInt(numerator), big.NewInt(100*int64(indicators.PercentUnit))))
	limit := new(big.Int).Mul(big.NewInt(denominator), big.NewInt(int64(indicators.PercentUnit)/20))
	return off.CmpAbs(limit) > 0
}

// percentText is numerator/denominator in percent with two decimals, halves up.
func percentText(numerator, denominator int64) string {
	n := new(big.Int).Mul(big.NewInt(numerator), big.NewInt(20_000))
	n.Add(n, big.NewInt(denominator))
	n.Div(n, new(big.Int).Mul(big.NewInt(denominator), big.NewInt(2)))
	whole, hundredths := new(big.Int).DivMod(n, big.NewInt(100), new(big.Int))
	return fmt.Sprintf("%s.%02d", whole, hundredths)
}
