package sample

import (
	"strconv"

	"raditaji/indicators"
)

// registerTypes are what the register says of each type of institution: its kind
// (Veids) and type (Tips).
var registerTypes = map[string][2]string{
	"basic_school":       {"Vispārējās izglītības iestāde", "Vispārizglītojošā pamatskola"},
	"primary_school":     {"Vispārējās izglītības iestāde", "Vispārizglītojošā sākumskola"},
	"secondary_school":   {"Vispārējās izglītības iestāde", "Vispārizglītojošā vidusskola"},
	"gymnasium":          {"Vispārējās izglītības iestāde", "Ģimnāzija"},
	"state_gymnasium":    {"Vispārējās izglītības iestāde", "Valsts ģimnāzija"},
	"special_school":     {"Speciālās izglītības iestāde", "Speciālā pamatskola"},
	"vocational":         {"Profesionālās pamata un vidējās izglītības iestāde", "Profesionālās izglītības kompetences centrs"},
	"preschool":          {"Pirmsskolas izglītības iestāde", "Pirmsskolas izglītības iestāde"},
	"interest_education": {"Bērnu un jauniešu interešu izglītības iestāde", "Bērnu un jauniešu interešu izglītības iestāde"},
}

// writeRegister writes the register of institutions in the dialect of a real export.
func (t *town) writeRegister(to Folder) error {
	headings := []string{
		"Nosaukums", "Reģistrācijas numurs", "Juridiskais status", "Vadītājs", "Veids", "Tips",
		"Faktiskais dibinātājs", "Deklarētais dibinātājs", "Likvidēta", "Adrese", "Tālrunis", "E-pasts",
	}
	tb := newTable(dialect{comma: '|', trailing: true, encoding: utf8TwoMarks}, headings, 300*len(t.programme.Institutions))
	tb.quoted = true
	for _, in := range t.programme.Institutions {
		types, ok := registerTypes[in.Type]
		if !ok {
			continue
		}
		status, founder := "Pastarpinātās pārvaldes iestāde", t.programme.Municipality
		if in.Type == "vocational" {
			status, founder = "Valsts tiešās pārvaldes iestāde", "Izglītības un zinātnes ministrija"
		}
		closed := "Nē"
		if in.Successor.Number != "" {
			closed = "Jā"
		}
		for _, cell := range []string{in.Name, in.Number, status, "", types[0], types[1], founder, founder, closed, t.programme.Municipality, "", ""} {
			tb.text(cell)
		}
		tb.end()
	}
	return to.WriteFile("VIIS/Izglītības iestāžu reģistrs.csv", tb.bytes(len(headings)))
}

// A publication is an indicator that SEMR publishes under a code.
type publication struct {
	code, text string
	of         func(*figures) tally
	// before is the municipality's value in hundredths of a percent where the exports
	// are too young to give it; country is the country's in every year.
	before, country int
}

// publications are the programme's indicators with a published value of which the
// generated town knows the truth.
func publications(p *indicators.Programme) []publication {
	var list []publication
	for i := range p.Indicators {
		in := &p.Indicators[i]
		var code string
		var published *publication
		for _, v := range in.Values {
			switch v.Measure {
			case "published":
				code = v.Params.Code
			case "long_absence":
				published = &publication{of: func(f *figures) tally { return f.longAbsence }, country: 191}
			case "retained":
				published = &publication{of: func(f *figures) tally { return f.retained }, country: 104}
			case "turnover":
				published = &publication{of: func(f *figures) tally { return f.turnover }, country: 688}
			case "first_year_dropout":
				published = &publication{of: func(f *figures) tally { return f.firstYear }, before: 1572, country: 1387}
			}
		}
		if code == "" || published == nil {
			continue
		}
		published.code, published.text = code, in.Text
		list = append(list, *published)
	}
	return list
}

var semrDialects = []dialect{
	{encoding: utf8Mark, comma: ';', crlf: true},
	{encoding: utf8Plain, comma: ',', decimal: '.'},
}

// writeSEMR writes what SEMR publishes in each calendar year about the school year
// that ended in it. The country's values and those older than the exports stand
// without counts.
func (t *town) writeSEMR(to Folder) error {
	list := publications(t.programme)
	if len(list) == 0 {
		return nil
	}
	headings := []string{
		"Gads", "Līmenis", "Iestādes reģ. nr.", "Iestāde", "Rādītāja kods", "Rādītājs", "Skaitītājs", "Saucējs", "Vērtība, %",
	}
	for n := range t.truths {
		tr := &t.truths[n]
		if tr.year == t.last {
			break
		}
		year := t.programme.MonitoringYearOf(tr.year)
		tb := newTable(semrDialects[n%len(semrDialects)], headings, 200*len(list)*len(t.schools))
		row := func(level, number, name string, p *publication, c tally, value int) {
			tb.number(year)
			tb.text(level)
			tb.text(number)
			tb.text(name)
			tb.text(p.code)
			tb.text(p.text)
			if c.of == 0 {
				tb.text("")
				tb.text("")
			} else {
				tb.number(c.n)
				tb.number(c.of)
				value = (c.n*20_000 + c.of) / (2 * c.of)
			}
			tb.hundredths(value)
			tb.end()
		}
		for i := range list {
			p := &list[i]
			row("valsts", "", "", p, tally{}, p.country*int(trend(tr.year))/100)
			if c := p.of(&tr.town); c.of > 0 || p.before > 0 {
				row("pašvaldība", "", t.programme.Municipality, p, c, p.before)
			}
			for si, s := range t.schools {
				if c := p.of(&tr.parts[si]); c.of > 0 {
					row("iestāde", s.number, s.name, p, c, 0)
				}
			}
		}
		if err := to.WriteFile("SEMR/SEMR rādītāji "+strconv.Itoa(year)+".csv", tb.bytes(len(headings))); err != nil {
			return err
		}
	}
	return nil
}
