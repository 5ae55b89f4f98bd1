package templates

import (
	"bytes"
	"fmt"

	"raditaji/indicators"
)

// requestWords has a sentence for every code of pipeline.RequestCodes.
var requestWords = map[string]Sentence{
	"request.year.outside": {
		Words{"Gads {year} nav programmas darbības laikā.", "The year {year} is outside of the programme's period."},
		Words{"Pārbaudiet gadu datnes nosaukumā, piemēram, parrekinat-2025.txt.", "Check the year in the file's name, for example parrekinat-2025.txt."},
	},
	"request.year.ahead": {
		Words{"{year}. gads vēl ir priekšā: aprēķināt var tagadējā un nākamā mācību gada monitoringa gadu un agrākus.", "The year {year} is still to come: the monitoring years of the present and the next school year, and earlier ones, can be calculated."},
		Words{"Pārbaudiet gadu datnes nosaukumā, piemēram, parrekinat-2025.txt.", "Check the year in the file's name, for example parrekinat-2025.txt."},
	},
	"request.year.nothing": {
		Words{"Par {year}. gadu vēl nav pieņemta neviena datne.", "No file was accepted for {year} yet."},
		Words{"Ielieciet eksportus ienākošajās un pieprasiet aprēķinu vēlreiz.", "Drop the exports into the inbox and ask again."},
	},
	"request.year.then": {
		Words{"{day} par {year}. gadu vēl nebija pieņemta neviena datne (citu gadu datnes, kas tad bija spēkā: {others}).", "On {day} no file had been accepted for {year} (files of other years in force then: {others})."},
		Words{"Pirmo reizi {year}. gadu var aprēķināt ar datnēm, kas bija zināmas {first}: norādiet --as-of {option} vai vēlāku dienu. Ar visām šodien zināmajām datnēm aprēķina bez --as-of.", "The first day with files from which {year} can be calculated is {first}: give --as-of {option} or a later day. Without --as-of it is calculated from all files known today."},
	},
	"request.year.forgotten": {
		Words{"{year}. gada datnes bija pieņemtas, bet ir dzēstas, jo beidzies to glabāšanas termiņš; šī gada rādītājus vairs nevar aprēķināt.", "The files of {year} were accepted, but they were deleted when their retention ended; the indicators of that year can no longer be calculated."},
		Words{"Kas jau bija aprēķināts, paliek mapē rezultati. Ja gads tomēr jāaprēķina un tā datnes kādam vēl ir, ielieciet tās ienākošajās vēlreiz.", "What was calculated before stays in the folder of results. If the year has to be calculated all the same and somebody still has its files, drop them into the inbox again."},
	},
	"request.reason.missing": {
		Words{"Nav norādīts iemesls.", "There is no reason."},
		Words{"Ierakstiet datnē iemeslu vienā teikumā un ielieciet to vēlreiz: apstiprināšanai un apstiprināta gada pārrēķinam tas ir vajadzīgs.", "Write the reason into the file in one sentence and drop it again: an approval, and a rerun of an approved year, need one."},
	},
	"request.run.none": {
		Words{"Gads {year} vēl nav aprēķināts.", "The year {year} was not calculated yet."},
		Words{"Pieprasiet aprēķinu ar parrekinat-{year}.txt, apskatiet darbgrāmatu un tad apstipriniet.", "Ask for it by parrekinat-{year}.txt, look at the workbook, and then approve."},
	},
	"request.run.outdated": {
		Words{"Kopš {year}. gada aprēķina ir mainījušies dati vai agrāka gada apstiprinātās vērtības.", "The inputs of {year}, or the approved values of an earlier year, changed since it was calculated."},
		Words{"Pārrēķiniet ar parrekinat-{year}.txt, apskatiet jauno darbgrāmatu un tad apstipriniet.", "Recalculate by parrekinat-{year}.txt, look at the new workbook, and then approve."},
	},
	"request.run.approved": {
		Words{"{year}. gads jau ir apstiprināts: {at} to apstiprināja {who}. Pamatojums: „{reason}”. Nekas nav mainīts.", "The year {year} is approved already: {at}, by {who}. Reason: \"{reason}\". Nothing was changed."},
		Words{"Nekas nav jādara. Ja gada skaitļi jāprecizē, pieprasiet pārrēķinu ar parrekinat-{year}.txt, kurā ierakstīts iemesls, un apstipriniet jauno aprēķinu.", "There is nothing to do. To revise the year's figures, ask for a rerun by parrekinat-{year}.txt with the reason in it, and approve the new run."},
	},
	"request.run.answers": {
		Words{"Kopš {year}. gada aprēķina ir atbildēts uz kādu jautājumu par datiem; skaitļus tas nemaina, bet darbgrāmatā šīs atbildes vēl nav.", "Since {year} was calculated a query about its data was answered; that changes no figure, but the workbook does not show the answer yet."},
		Words{"Pārrēķiniet ar parrekinat-{year}.txt (vai pagaidiet līdz rītam: naktī to aprēķina pats pakalpojums), apskatiet jauno darbgrāmatu un tad apstipriniet.", "Recalculate by parrekinat-{year}.txt (or wait for the morning: at night the service does it by itself), look at the new workbook, and then approve."},
	},
	"request.run.older": {
		Words{"Par šo gadu jau ir apstiprināts jaunāks aprēķins.", "A newer run of this year is approved already."},
		Words{"Ja jāapstiprina citi skaitļi, pārrēķiniet gadu, norādot iemeslu, un apstipriniet jauno aprēķinu.", "To approve other figures, rerun the year with a reason and approve the new run."},
	},
	"request.run.repeat": {
		Words{"Šis aprēķins atkārto agrāku, un atkārtojumu neapstiprina.", "This run repeats an earlier one, and a repeat is not approved."},
		Words{"Apstipriniet to aprēķinu, kuru tas atkārto; numuru parāda raditaji runs.", "Approve the run that it repeats; raditaji runs shows its number."},
	},
	"request.run.failed": {
		Words{"Šis aprēķins neizdevās, un rezultātu tam nav.", "This run failed and has no results."},
		Words{"Kāpēc, parāda raditaji runs. Novērsiet cēloni un aprēķiniet gadu vēlreiz: raditaji run --year GADS.", "raditaji runs shows why. Remove the cause and calculate the year again: raditaji run --year YEAR."},
	},
	"request.run.broken": {
		Words{"Šis aprēķins tika pārtraukts, un rezultātu tam nav.", "This run was broken off and has no results."},
		Words{"Pakalpojums to atkārto pats, ja tas vēl vajadzīgs; tūlīt – raditaji run --year GADS.", "The service does it again by itself where it is still needed; at once: raditaji run --year YEAR."},
	},
	"request.run.underway": {
		Words{"Šis aprēķins vēl notiek.", "This run is still under way."},
		Words{"Pagaidiet, līdz tas beidzas; stāvokli parāda raditaji runs.", "Wait until it ends; raditaji runs shows its state."},
	},
	"request.run.forgotten": {
		Words{"Datnes, no kurām tas aprēķināts, ir dzēstas, jo beidzies to glabāšanas termiņš; pārrēķināt vai izsekot vairs nevar.", "The files that it was calculated from were deleted when their retention ended; it can no longer be recalculated or traced."},
		Words{"Rezultāti paliek spēkā; tie ir mapē rezultati un žurnālā. Ja gads tomēr jāpārrēķina, ielieciet tā datnes ienākošajās vēlreiz.", "The results stay; they are in the folder of results and in the ledger. If the year has to be recalculated all the same, drop its files into the inbox again."},
	},
	"request.run.otherwise": {
		Words{"Šī programmatūras versija no tām pašām datnēm aprēķina citus skaitļus nekā versija, ar kuru tas aprēķināts.", "From the same files this version of the program calculates other figures than the version that it was calculated by."},
		Words{"Pārrēķiniet gadu, norādot iemeslu, un apskatiet, kas mainījies.", "Recalculate the year with a reason, and look at what changed."},
	},
	"request.runs.years": {
		Words{"Šie aprēķini ir par dažādiem gadiem.", "These runs are of different years."},
		Words{"Norādiet divus viena gada aprēķinus; tos parāda raditaji runs.", "Name two runs of one year; raditaji runs lists them."},
	},
	"request.query.none": {
		Words{"Tāda jautājuma nav.", "There is no such query."},
		Words{"Jautājumus ar numuriem parāda raditaji status.", "raditaji status lists the queries with their numbers."},
	},
	"request.programme.lost": {
		Words{"Programmas datne, ar kuru tas aprēķināts, nav saglabāta.", "The programme file that it was calculated by was not kept."},
		Words{"Aprēķiniet gadu ar tagadējo programmas datni: raditaji rerun --year.", "Calculate the year by today's programme file: raditaji rerun --year."},
	},
	"request.programme.faulty": {
		Words{"Programmas datni, ar kuru tas aprēķināts, šī programmatūras versija vairs nesaprot.", "This version of the program no longer understands the programme file that it was calculated by."},
		Words{"Aprēķiniet gadu ar tagadējo programmas datni: raditaji rerun --year.", "Calculate the year by today's programme file: raditaji rerun --year."},
	},
}

// NoEdition words why an approved run has no approved workbook.
func NoEdition(l Language, code string) string { return requestWords[code].Text.In(l) }

// UnreportedName is the name of the list of who has not reported.
const UnreportedName = "nav-iesniegts.txt"

// An UnreportedList is who has not sent a template of a school year.
type UnreportedList struct {
	Year    indicators.SchoolYear
	At      string // the day on which it was written
	Due     string // the day on which templates are due; empty: not said
	Days    int    // to that day; negative: since it
	Asked   int    // units
	Silent  []indicators.Unit
	Mending []indicators.Unit // sent one that must be corrected
}

var (
	wordsUnreported = Words{
		"{year}. gada veidnes ({school} mācību gads): iesniegtas {came} no {asked}. Sagatavots {at}",
		"Templates of {year} (school year {school}): {came} of {asked} came. Written {at}",
	}
	wordsUnreportedNone = Words{
		"{year}. gada veidnes ({school} mācību gads): iesniegtas visas {asked}. Atgādināt nevajag nevienam.",
		"Templates of {year} (school year {school}): all {asked} came. Nobody needs to be reminded.",
	}
	wordsUnreportedAsk    = Words{"Jautājumi: {contact}", "Questions: {contact}"}
	wordsUnreportedSilent = Words{"Nav iesniegušas ({count}):", "Have sent nothing ({count}):"}
	wordsUnreportedMend   = Words{
		"Iesniegušas, bet veidne ir jālabo ({count}; kas jālabo, stāv atgrieztajās blakus veidnei):",
		"Have sent a template that must be corrected ({count}; what to correct stands beside it among the returned):",
	}
)

// Unreported writes the list of reporting units that have not sent their template:
// UTF-8 with BOM and CRLF, for Windows' editor.
func Unreported(l Language, p *indicators.Programme, list *UnreportedList) []byte {
	var b bytes.Buffer
	say := func(w Words, args ...string) { fmt.Fprintln(&b, w.In(l, args...)) }
	missing := len(list.Silent) + len(list.Mending)
	args := []string{
		"year", fmt.Sprint(p.MonitoringYearOf(list.Year)), "school", list.Year.String(), "at", list.At,
		"asked", fmt.Sprint(list.Asked), "came", fmt.Sprint(list.Asked - missing),
	}
	if missing == 0 {
		say(wordsUnreportedNone, args...)
		return windowsText(b.String())
	}
	say(wordsUnreported, args...)
	if list.Due != "" {
		fmt.Fprintln(&b, dueText(l, list.Due, list.Days))
	}
	if p.Collection.Contact != "" {
		say(wordsUnreportedAsk, "contact", p.Collection.Contact)
	}
	for _, part := range []struct {
		title Words
		units []indicators.Unit
	}{{wordsUnreportedSilent, list.Silent}, {wordsUnreportedMend, list.Mending}} {
		if len(part.units) == 0 {
			continue
		}
		fmt.Fprintln(&b)
		say(part.title, "count", fmt.Sprint(len(part.units)))
		for _, u := range part.units {
			fmt.Fprintf(&b, "  %s (%s)\n", u.Name, u.ID)
		}
	}
	return windowsText(b.String())
}
