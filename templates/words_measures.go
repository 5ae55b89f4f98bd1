package templates

import (
	"strconv"
	"strings"

	"raditaji/indicators"
)

// definition says in a sentence or two what a measure counts with these
// parameters.
func (b *book) definition(m *indicators.Measure, p indicators.Params) string {
	w := measureWords[m.Name]
	if m.Name == "exam_below_minimum" && p.Unit == "exam" {
		w = measureWords["exam_below_minimum.exam"]
	}
	args := []string{
		"lessons", b.choice("at_least", strconv.FormatBool(p.AtLeast), "lessons", strconv.Itoa(p.Lessons)),
		"combine", b.choice("combine", p.Combine),
		"levels", b.levels(p.Levels),
		"forms", strings.Join(p.Forms, ", "),
		"grades", numbers(p.Grades),
		"basis", b.choice("basis", p.Basis),
		"grade", strconv.Itoa(p.Grade),
		"attempt", b.choice("attempt", p.Attempt),
		"minimum", b.minimums(p),
		"from", numbers(p.From),
		"to", b.levels(p.To),
		"level", b.levels([]string{p.Level}),
		"abroad", b.choice(m.Name+".abroad", p.Abroad),
		"count", b.choice("count", p.Count),
		"field", fieldText(b.p, p.Field),
		"min_coverage", strconv.Itoa(p.MinCoverage),
		"min_n", strconv.Itoa(p.MinN),
		"code", p.Code,
	}
	return w.In(b.l, args...)
}

// asked says what the two figures of a field are and who is asked for its part.
func (b *book) asked(field, part string) string {
	text := ""
	var names []string
	if f := b.p.FieldNamed(field); f != nil {
		if f.Numerator != "" {
			text = measureWords["figures"].In(b.l, "numerator", f.Numerator, "denominator", f.Denominator)
		}
		for _, u := range b.p.AskedFor(f, part, b.monitored()) {
			names = append(names, u.Name)
		}
	}
	const most = 10
	if len(names) > most {
		names = append(names[:most:most], workbookWords["more"].In(b.l, "count", strconv.Itoa(len(names)-most)))
	}
	if len(names) > 0 {
		text += measureWords["asked"].In(b.l, "units", strings.Join(names, ", "))
	}
	return text
}

// choice words the value of a parameter that has only a few.
func (b *book) choice(name, value string, args ...string) string {
	return measureWords[name+"."+value].In(b.l, args...)
}

func (b *book) levels(names []string) string {
	texts := make([]string, 0, len(names))
	for _, n := range names {
		texts = append(texts, b.partName(n))
	}
	return strings.Join(texts, ", ")
}

// minimums gives the pass mark of every calculated year.
func (b *book) minimums(p indicators.Params) string {
	var texts []string
	for _, y := range b.report.Years {
		at := b.p.SchoolYearOf(y)
		if m, ok := p.MinimumOf(at); ok {
			texts = append(texts, at.String()+" – "+b.percentText(m)+" %")
		} else {
			texts = append(texts, at.String()+" – "+measureWords["minimum.none"].In(b.l))
		}
	}
	return strings.Join(texts, "; ")
}

// measureWords are the definitions of the measures and the words of their
// parameters, by the measure's name and by parameter and value.
var measureWords = map[string]Words{
	"long_absence": {
		LV: "Saucējs: izglītojamie, kuri mācību gada pirmajā dienā mācās programmas aptvertajās iestādēs 1.–12. klasē (izglītības pakāpe: {levels}; izglītības programmas koda 8. rakstzīme: {forms}). " +
			"Skaitītājs: tie no viņiem, kuriem {combine} ir {lessons}. Izglītojamā kavētās stundas vairākās iestādēs saskaita kopā.",
		EN: "Denominator: pupils who on the first day of the school year are in grades 1–12 of the institutions in scope (level of education: {levels}; eighth character of the programme code: {forms}). " +
			"Numerator: those of them who have {lessons} {combine}. A pupil's lessons missed in several institutions are added up.",
	},
	"at_least.false": {LV: "vairāk nekā {lessons} neattaisnoti kavētas mācību stundas", EN: "more than {lessons} unjustified missed lessons"},
	"at_least.true":  {LV: "vismaz {lessons} neattaisnoti kavētas mācību stundas", EN: "at least {lessons} unjustified missed lessons"},
	"combine.any":    {LV: "vismaz vienā mācību gada semestrī", EN: "in at least one semester of the year"},
	"combine.both":   {LV: "katrā no abiem mācību gada semestriem", EN: "in each of the two semesters of the year"},
	"combine.year":   {LV: "visā mācību gadā kopā", EN: "in the whole school year together"},

	"retained": {
		LV: "Saucējs: izglītojamie, kuri mācību gada pēdējā dienā mācās programmas aptvertajās iestādēs {grades}. klasē (izglītības pakāpe: {levels}; izglītības programmas koda 8. rakstzīme: {forms}). " +
			"Skaitītājs: tie no viņiem, {basis}.",
		EN: "Denominator: pupils who on the last day of the school year are in grades {grades} of the institutions in scope (level of education: {levels}; eighth character of the programme code: {forms}). " +
			"Numerator: those of them {basis}.",
	},
	"basis.decision": {
		LV: "kuriem šīs dienas galvenajā ierakstā ir gada lēmums „atstāts uz otru gadu”; tukšu lēmumu neskaita",
		EN: "whose main enrolment on that day has the year-end decision \"kept back for a second year\"; an empty decision is not counted",
	},
	"basis.observed": {
		LV: "kuri nākamā mācību gada pirmajā dienā mācās tajā pašā klasē",
		EN: "who on the first day of the next school year are in the same grade",
	},

	"exam_below_minimum": {
		LV: "Saucējs: izglītojamie, kuri mācību gadā {grade}. klasē kārtojuši vismaz vienu centralizēto eksāmenu. " +
			"Skaitītājs: tie no viņiem, kuriem vismaz vienā mācību priekšmetā {attempt} ir mazāks par valstī noteikto minimumu. Minimums: {minimum}.",
		EN: "Denominator: pupils who took at least one centralised exam in grade {grade} in the school year. " +
			"Numerator: those of them whose {attempt} in at least one subject is below the national minimum. Minimum: {minimum}.",
	},
	"exam_below_minimum.exam": {
		LV: "Saucējs: mācību gadā {grade}. klasē kārtotie centralizētie eksāmeni (izglītojamais un mācību priekšmets). " +
			"Skaitītājs: tie no tiem, kuros {attempt} ir mazāks par valstī noteikto minimumu. Minimums: {minimum}.",
		EN: "Denominator: centralised exams taken in grade {grade} in the school year (a pupil and a subject). " +
			"Numerator: those of them in which the {attempt} is below the national minimum. Minimum: {minimum}.",
	},
	"attempt.best": {LV: "labākais rezultāts", EN: "best result"},
	"attempt.last": {LV: "pēdējais rezultāts", EN: "last result"},
	"minimum.none": {LV: "centralizēto eksāmenu nebija", EN: "there were no centralised exams"},

	"first_year_dropout": {
		LV: "Saucējs: izglītojamie, kuri iepriekšējā mācību gadā programmas aptvertajās iestādēs beiguši {from}. klasi (izglītības pakāpe: {levels}; izglītības programmas koda 8. rakstzīme: {forms}) un mācības turpina: 1. oktobrī mācās pašvaldības iestādē (izglītības pakāpe: {to}) vai, ja ne, absolventu tālākizglītības datos ir „jā”. " +
			"Skaitītājs: tie no viņiem, kuri līdz nākamā gada 1. oktobrim pametuši mācības. Nezināmie: tie, par kuriem tas nav zināms. Uz ārvalstīm izbraukušos un mirušos neskaita ne skaitītājā, ne saucējā.",
		EN: "Denominator: pupils who in the previous school year finished grade {from} in the institutions in scope (level of education: {levels}; eighth character of the programme code: {forms}) and continue: on 1 October they are in an institution of the municipality (level of education: {to}) or, if not, the data on graduates' continuation say yes. " +
			"Numerator: those of them who left education by 1 October of the next year. Unknown: those of whom this is not known. Those gone abroad and the deceased are in neither numerator nor denominator.",
	},
	"left_education": {
		LV: "Saucējs: izglītojamie, kuri mācību gada pirmajā dienā mācās programmas aptvertajās iestādēs (izglītības pakāpe: {level}; izglītības programmas koda 8. rakstzīme: {forms}). " +
			"Skaitītājs: tie no viņiem, kuri 1. oktobrī pēc mācību gada nemācās nevienā no iestādēm, nav ieguvuši izglītību un kuru pēdējais atskaitīšanas iemesls ir mācību pārtraukšana. " +
			"Nezināmie: tie, kuriem nav atskaitīšanas datuma, bet kuru nākamajā mācību gadā vairs nav sarakstos, un tie, kuru atskaitīšanas iemesls nav zināms. {abroad}",
		EN: "Denominator: pupils who on the first day of the school year are in the institutions in scope (level of education: {level}; eighth character of the programme code: {forms}). " +
			"Numerator: those of them who on 1 October after the school year are in none of the institutions, did not complete their education, and whose last reason for leaving is that they gave up. " +
			"Unknown: those without a leaving date who are no longer on the lists of the next school year, and those whose reason for leaving is not known. {abroad}",
	},
	"left_education.abroad.exclude": {
		LV: "Uz ārvalstīm izbraukušos un mirušos neskaita ne skaitītājā, ne saucējā.",
		EN: "Those gone abroad and the deceased are in neither numerator nor denominator.",
	},
	"left_education.abroad.include": {
		LV: "Uz ārvalstīm izbraukušos skaita kā mācības pārtraukušos; mirušos neskaita ne skaitītājā, ne saucējā.",
		EN: "Those gone abroad count as having left; the deceased are in neither numerator nor denominator.",
	},
	"not_continuing": {
		LV: "Saucējs: izglītojamie, kuri mācību gadā programmas aptvertajās iestādēs beiguši 9. klasi (izglītības pakāpe: {levels}; izglītības programmas koda 8. rakstzīme: {forms}). " +
			"Skaitītājs: tie no viņiem, kuri 1. oktobrī pēc mācību gada nemācās augstākā izglītības pakāpē pašvaldības iestādē un kuriem absolventu tālākizglītības datos ir „nē” un nekur nav „jā”. " +
			"Nezināmie: tie, kuri tur nemācās un par kuriem absolventu tālākizglītības datos nav ieraksta vai ir „nav zināms”. {abroad}",
		EN: "Denominator: pupils who in the school year finished grade 9 in the institutions in scope (level of education: {levels}; eighth character of the programme code: {forms}). " +
			"Numerator: those of them who on 1 October after the school year are not at a higher level in an institution of the municipality and whose data on continuation say no and nowhere yes. " +
			"Unknown: those who are not there and have no row in the data on continuation, or \"not known\". {abroad}",
	},
	"not_continuing.abroad.exclude": {
		LV: "Tos, par kuriem zināms vienīgi, ka viņi mācās ārvalstīs, neskaita ne skaitītājā, ne saucējā.",
		EN: "Those of whom it is only known that they study abroad are in neither numerator nor denominator.",
	},
	"not_continuing.abroad.include": {
		LV: "Tos, par kuriem zināms vienīgi, ka viņi mācās ārvalstīs, skaita kā mācības neturpinošus.",
		EN: "Those of whom it is only known that they study abroad count as not continuing.",
	},
	"interest_education": {
		LV: "Saucējs: izglītojamie, kuri mācību gada pirmajā dienā mācās programmas aptvertajās iestādēs 1.–12. klasē (izglītības pakāpe: {levels}; izglītības programmas koda 8. rakstzīme: {forms}). " +
			"Skaitītājs: tie no viņiem, kuri mācību gadā reģistrēti vismaz vienā interešu izglītības programmā.",
		EN: "Denominator: pupils who on the first day of the school year are in grades 1–12 of the institutions in scope (level of education: {levels}; eighth character of the programme code: {forms}). " +
			"Numerator: those of them registered in at least one interest-education programme in the school year.",
	},
	"turnover": {
		LV: "Saucējs: izglītojamie, kuri mācību gada pirmajā dienā mācās programmas aptvertajās iestādēs 1.–12. klasē (izglītības pakāpe: {levels}; izglītības programmas koda 8. rakstzīme: {forms}). " +
			"Skaitītājs: {count}. Skaita personas, nevis maiņas; pašvaldībai – tikai tās, kas notikušas pāri pašvaldības robežai, iestādei – visas tās maiņas. Tā ir attiecība, nevis īpatsvars, tāpēc ticamības intervāla nav.",
		EN: "Denominator: pupils who on the first day of the school year are in grades 1–12 of the institutions in scope (level of education: {levels}; eighth character of the programme code: {forms}). " +
			"Numerator: {count}. Persons are counted, not moves; for the municipality only moves across its border, for an institution all its own. It is a ratio, not a share, so there is no confidence interval.",
	},
	"count.both": {
		LV: "tie, kuri mācību gada laikā iestājušies, un tie, kuri mācību gada laikā izstājušies (pabeigušos un mirušos neskaita)",
		EN: "those who joined during the school year and those who left during it (completion and death are not counted)",
	},
	"count.joins": {LV: "tie, kuri mācību gada laikā iestājušies", EN: "those who joined during the school year"},
	"count.leaves": {
		LV: "tie, kuri mācību gada laikā izstājušies (pabeigušos un mirušos neskaita)",
		EN: "those who left during the school year (completion and death are not counted)",
	},

	"published": {
		LV: "Vērtība, ko publicē Skolu efektivitātes monitoringa rīks (SEMR); rādītāja kods: {code}. Programmatūra to nepārrēķina.",
		EN: "The value that the school monitoring tool (SEMR) publishes; indicator code: {code}. The program does not recalculate it.",
	},
	"reported_share": {
		LV: "Iestāžu veidnēs ziņotais lauks „{field}”: skaitītāju summa, dalīta ar saucēju summu, iestādēs, kuras to ziņojušas. Ja pārklājums ir mazāks par {min_coverage} %, vērtībai ir zīme [u].",
		EN: "The field \"{field}\" of the institutions' templates: the sum of numerators divided by the sum of denominators of the institutions that reported it. With coverage below {min_coverage} % the value has the sign [u].",
	},
	"reported_count": {
		LV: "Iestāžu veidnēs ziņotais lauks „{field}”: skaitu summa iestādēs, kuras to ziņojušas. Ja pārklājums ir mazāks par {min_coverage} %, vērtībai ir zīme [u].",
		EN: "The field \"{field}\" of the institutions' templates: the sum of counts of the institutions that reported it. With coverage below {min_coverage} % the value has the sign [u].",
	},
	"reported_mean": {
		LV: "Iestāžu veidnēs ziņotais lauks „{field}”: vērtību summa, dalīta ar to skaitu, iestādēs, kuras to ziņojušas. Ja pārklājums ir mazāks par {min_coverage} %, vērtībai ir zīme [u].",
		EN: "The field \"{field}\" of the institutions' templates: the sum of values divided by their number in the institutions that reported it. With coverage below {min_coverage} % the value has the sign [u].",
	},
	"figures": {LV: " Skaitītājs: „{numerator}”. Saucējs: „{denominator}”.", EN: " Numerator: \"{numerator}\". Denominator: \"{denominator}\"."},
	"asked":   {LV: " Kam jautāts: {units}.", EN: " Asked: {units}."},
	"institutions_with": {
		LV: "Saucējs: iestādes, kurām uzdots jautājums „{field}”. Skaitītājs: tās, kuras atbildējušas „jā”. Nezināmie: iestādes, kuras nav atbildējušas; vērtība ir skaitītājs, dalīts ar atbildējušo skaitu.",
		EN: "Denominator: institutions that were asked \"{field}\". Numerator: those of them that answered yes. Unknown: institutions that did not answer; the value is the numerator divided by the number of those that answered.",
	},
	"survey_share": {
		LV: "Aptaujas jautājums „{field}”. Saucējs: derīgās atbildes (bez tukšām un atbildēm „nezinu”). Skaitītājs: atbildes augstākajās kategorijās. Ja derīgo atbilžu ir mazāk par {min_n} vai atbildējuši mazāk par 95 % no tiem, kam jautāts, vērtībai ir zīme [u].",
		EN: "The survey question \"{field}\". Denominator: valid answers (no blanks, no \"don't know\"). Numerator: answers in the top categories. With fewer than {min_n} valid answers, or answers of less than 95% of those asked, the value has the sign [u].",
	},
}
