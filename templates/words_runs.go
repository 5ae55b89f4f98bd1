package templates

import "raditaji/indicators"

// What is said of runs, approvals and revisions.
var (
	// WordsApprovedRun names the approved run of a year as the document that sets a baseline.
	WordsApprovedRun = Words{"apstiprinātais {year}. gada aprēķins {fingerprint}", "the approved run {fingerprint} of {year}"}

	wordsStates = map[State]struct{ name, note Words }{
		Draft:   {Words{"melnraksts", "draft"}, Words{"Vērtības vēl nav apstiprinātas.", "The values have not been approved yet."}},
		Settled: {Words{"apstiprināts", "approved"}, Words{"Vērtības ir apstiprinātas; tās turpmāko gadu darbgrāmatas rāda kā šī gada vērtības.", "The values are approved; workbooks of later years show them for this year."}},
		Revision: {Words{"precizējums", "revision"}, Words{
			"Gads bija apstiprināts. Tā vērtības, kas atšķiras no apstiprinātajām, ir ar zīmi [r]; apstiprinātās lapās „Rādītāji”, „Iestādes” un „Dati” ir līdzās, līdz apstiprina precizējumu. Kas nebija apstiprināts (jauns rādītājs, agrāks neapstiprināts gads), tam zīmes [r] nav; visas izmaiņas ir lapā „Izmaiņas”.",
			"The year was approved. Its values that differ from the approved ones have the sign [r]; on the sheets \"Indicators\", \"Institutions\" and \"Data\" the approved ones stand beside them until the revision is approved. What was not approved (a new indicator, an earlier year without approval) has no sign [r]; all changes are on the sheet \"Changes\".",
		}},
	}
	wordsApprovedColumn = Words{"Apstiprinātā vērtība {year}", "Approved value {year}"}
	wordsApprovedData   = Words{" Kolonna „{column}” ir šā gada apstiprinātā vērtība; datnē results.csv tās nav.", " The column \"{column}\" is this year's approved value; results.csv does not have it."}

	wordsChangesSheet    = Words{"Izmaiņas", "Changes"}
	wordsChangesFor      = Words{"darba grupai, komisijai", "working group, commission"}
	wordsChangesContents = Words{"Kas mainījies kopš iepriekšējā un kopš apstiprinātā aprēķina, un kāpēc; teksta melnraksts ziņojumam.", "What changed since the run before and since the approved one, and why; a drafted text for the report."}
	wordsChangesTitle    = Words{"Izmaiņas {year}. gada aprēķinā", "Changes in the run of {year}"}
	wordsChangesNote     = Words{"Cēloņu ietekme aprēķināta, ievedot tos citu pēc cita: programmatūra, programmas datne, apstiprinātie gadi, datnes pēc nosaukuma. Ietekmes summa ir izmaiņa.", "What each cause did was found by letting them in one after the other: program, programme file, approved years, files by name. Together they are the change."}
	wordsChangesFirst    = Words{"Šis ir gada pirmais aprēķins; nav ar ko salīdzināt.", "This is the first run of the year; there is nothing to compare it with."}
	wordsDraftTitle      = Words{"Melnraksts ziņojumam: salīdzinājumā ar {before}", "Draft for the report: against {before}"}
	wordsCausesTitle     = Words{"Cēloņi: salīdzinājumā ar {before}", "Causes: against {before}"}
	wordsIdleTitle       = Words{"Bez ietekmes uz vērtībām: salīdzinājumā ar {before}", "Without effect on values: against {before}"}
	wordsFiguresTitle    = Words{"Izmainītās vērtības: salīdzinājumā ar {before}", "Changed values: against {before}"}
	wordsUndoneTitle     = Words{"Vērtības, kas beigās ir tādas pašas: salīdzinājumā ar {before}", "Values that end as they were: against {before}"}
	wordsUndoneNote      = Words{"Ja vērtības rindas kopā dod 0, cēloņi viens otru atsver: vērtība ir tāda pati kā bija, un starp izmainītajām vērtībām tās nav.", "Where a value's rows add up to 0, the causes cancel each other: the value is what it was and is not among the changed ones."}
	wordsStepsNote       = Words{"Ja vērtības iepriekš nebija vai tagad nav, [x] ir pie cēloņa, kurš to deva vai atņēma; pārējo cēloņu summa ir izmaiņa pēc tam vai pirms tam.", "Where there was no value before, or is none now, [x] stands at the cause that gave it or took it away; the others together are the change after that or before."}
	wordsStepsTitle      = Words{"Cēloņu ietekme: salīdzinājumā ar {before}", "What each cause did: against {before}"}
	wordsChangesHeads    = map[string]Words{
		"cause":       {"Cēlonis", "Cause"},
		"number":      {"Nr.", "No."},
		"came":        {"Klāt nākušas (skaits)", "Came (number)"},
		"went":        {"Zudušas (skaits)", "Went (number)"},
		"changed":     {"Mainītas (skaits)", "Changed (number)"},
		"lines":       {"Kuras rindas vai atbildes", "Which rows or answers"},
		"indicator":   {"Rādītājs", "Indicator"},
		"part":        {"Daļa", "Part"},
		"scope":       {"Attiecas uz", "Concerns"},
		"year":        {"Gads", "Year"},
		"source":      {"Avots", "Source"},
		"numerator":   {"Skaitītājs", "Numerator"},
		"denominator": {"Saucējs", "Denominator"},
		"unknown":     {"Nezināmi", "Unknown"},
		"value":       {"Vērtība", "Value"},
		"status":      {"Statuss", "Status"},
		"was":         {"{what}: bija", "{what}: was"},
		"is":          {"{what}: ir", "{what}: is"},
		"by":          {"{what}: par", "{what}: by"},
	}

	wordsCauses = map[indicators.CauseKind]Words{
		indicators.ByProgram:   {"programmatūras versija {with} → {name}", "version of the program {with} → {name}"},
		indicators.ByProgramme: {"programmas datne {with} → {name} (SHA-256 sākums)", "programme file {with} → {name} (beginning of the SHA-256)"},
		indicators.ByApproval:  {"apstiprinātās iepriekšējo gadu vērtības: {with}", "approved values of earlier years: {with}"},
		indicators.ByAdded:     {"pievienota datne „{name}”", "the file \"{name}\" was added"},
		indicators.ByReplaced:  {"datne „{name}” aizstāja {with}", "the file \"{name}\" replaced {with}"},
		indicators.ByWithdrawn: {"datne „{name}” vairs netiek izmantota", "the file \"{name}\" is no longer used"},
		indicators.ByOthers:    {"pārējās datnes (skaits: {count})", "further files (number: {count})"},
		indicators.ByAnswers:   {"atbildīgās personas atbildes uz jautājumiem par datiem (skaits: {name})", "an officer's answers to queries about the data (number: {name})"},
		indicators.ByForgotten: {"beidzies glabāšanas termiņš agrāko gadu datnēm, un tās ir dzēstas (skaits: {count}); iepriekš aprēķinātās vērtības paliek agrākajās darbgrāmatās", "the retention of files of earlier years ended, and they were deleted (number: {count}); what was calculated from them stays in the earlier workbooks"},
		indicators.ByUntold:    {"cēloņus noteikt vairs nevar, jo iepriekšējā aprēķina datnes vai programmas datne vairs netiek glabātas", "the causes can no longer be told: files or the programme file of the earlier run are no longer kept"},
	}
	wordsBackInForce = Words{"; atkal spēkā: {with}", "; in force again: {with}"}
	wordsAgain       = Words{"datne „{name}” iesniegta no jauna", "the file \"{name}\" was handed in anew"}
	wordsWholeOne    = Words{"datni {with}", "the file {with}"}
	wordsWholeMany   = Words{"datnes {with}", "the files {with}"}
	wordsPartOne     = Words{"daļu no datnes {with}", "a part of the file {with}"}
	wordsPartMany    = Words{"daļu no datnēm {with}", "parts of the files {with}"}
	wordsAnd         = Words{" un ", " and "}
	wordsQuoted      = Words{"„{name}”", "\"{name}\""}
	wordsExplanation = Words{"paskaidrojums", "explanation"}
	wordsInTable     = Words{"„{table}” – {question}", "\"{table}\" – {question}"}
	wordsAndMore     = Words{"un vēl {count}", "and {count} more"}

	wordsOfRows = counted{
		one:  [3]Words{{"klāt nākusi {count} rinda", "{count} row came"}, {"zudusi {count} rinda", "{count} row went"}, {"mainīta {count} rinda", "{count} row changed"}},
		many: [3]Words{{"klāt nākušas {count} rindas", "{count} rows came"}, {"zudušas {count} rindas", "{count} rows went"}, {"mainītas {count} rindas", "{count} rows changed"}},
		same: Words{" (rindas ir tās pašas)", " (the rows are the same)"},
	}
	wordsOfAnswers = counted{
		one:  [3]Words{{"klāt nākusi {count} atbilde", "{count} answer came"}, {"zudusi {count} atbilde", "{count} answer went"}, {"mainīta {count} atbilde", "{count} answer changed"}},
		many: [3]Words{{"klāt nākušas {count} atbildes", "{count} answers came"}, {"zudušas {count} atbildes", "{count} answers went"}, {"mainītas {count} atbildes", "{count} answers changed"}},
		same: Words{" (atbildes ir tās pašas)", " (the answers are the same)"},
	}
	wordsOneRow = [3]Words{
		{"klāt nākusi rinda nr. {row}", "row no. {row} came"}, {"zudusi iepriekšējās datnes rinda nr. {row}", "row no. {row} of the earlier file went"},
		{"mainīta rinda nr. {row}", "row no. {row} changed"},
	}
	wordsRowNumbers = Words{" (nr. {rows})", " (no. {rows})"}

	wordsAgainst = map[indicators.Earlier]Words{
		"":                          {"aprēķinu {before}", "the run {before}"},
		indicators.WithTheOneBefore: {"iepriekšējo aprēķinu {before}", "the run before, {before}"},
		indicators.WithTheApproved:  {"apstiprināto aprēķinu {before}", "the approved run {before}"},
	}
	wordsDraftNone = Words{"Salīdzinājumā ar {before} rādītāju vērtības nav mainījušās.", "Against {before}, no value of an indicator changed."}
	wordsNewer     = Words{
		"{year}. gada apstiprinātos rādītājus skar jaunāki dati. Ja precizējums vēl nav aprēķināts, to pieprasa ar datni parrekinat-{year}.txt, kurā ierakstīts iemesls; ja ir, to apskata un apstiprina.",
		"Newer data affect the approved values of {year}. Where no revision was calculated yet, it is asked for by a file parrekinat-{year}.txt with the reason in it; where one was, it is to be looked at and approved.",
	}
	wordsDraftBegin   = Words{"Salīdzinājumā ar {before} mainījušās rādītāju vērtības: pašvaldībai – {count}, iestādēm – {institutions}.", "Against {before}, values of indicators changed: {count} of the municipality, {institutions} of institutions."}
	wordsDraftSources = Words{
		" Skaitītas vērtības no avota, ko ņem programma; mainījušās arī citu avotu vērtības: {count}.",
		" Values from the source that the programme takes are counted; of other sources {count} more changed.",
	}
	wordsDraftBehind = Words{
		" Vērtība tā pati, bet mainījies statuss vai skaitļi, no kuriem tā aprēķināta: {figures}.",
		" The value is the same, but its status or the counts behind it changed: {figures}.",
	}
	wordsOfWhom      = [3]Words{{"pašvaldībai – {count}", "{count} of the municipality"}, {"iestādēm – {count}", "{count} of institutions"}, {"no citiem avotiem – {count}", "{count} of other sources"}}
	wordsDraftUndone = Words{
		" Vērtība nav mainījusies, jo cēloņi viens otru atsver: {figures}.",
		" The value did not change because causes cancel each other: {figures}.",
	}
	wordsDraftBalance    = Words{"vērtība nav mainījusies, {value}, jo cēloņi viens otru atsver: {causes}", "the value did not change, {value}, because the causes cancel each other: {causes}"}
	wordsDraftAgain      = Words{"atkal {value}", "{value} again"}
	wordsDraftOne        = Words{"{year}. gadā {indicator}. rādītājs{text}{part}: {what}.", "In {year}, indicator {indicator}{text}{part}: {what}."}
	wordsDraftWas        = Words{"bija {value}", "was {value}"}
	wordsDraftIs         = Words{"tagad {value}", "is now {value}"}
	wordsDraftWasNone    = Words{"datu nebija", "there were no data"}
	wordsDraftIsNone     = Words{"tagad datu nav", "there are no data now"}
	wordsDraftGone       = Words{"Datu tagad nav šādām vērtībām: {figures}.", "There are no data now for these values: {figures}."}
	wordsDraftGoneOne    = Words{"{indicator}. rādītājs{text}{part} (bija {was})", "indicator {indicator}{text}{part} (was {was})"}
	wordsDraftGoneWas    = Words{"{year}. gadā {value}", "{value} in {year}"}
	wordsDraftGained     = Words{"programmā tā nebija", "the programme did not have it"}
	wordsDraftLost       = Words{"rādītāja programmā vairs nav", "the programme has the indicator no more"}
	wordsDraftSource     = Words{"avots: {source}", "source: {source}"}
	wordsDraftSame       = Words{"vērtība tā pati, {value}", "the value is the same, {value}"}
	wordsDraftCountsWere = Words{"iepriekš {counts}", "before {counts}"}
	wordsDraftProgramme  = Words{"mainīta programmas datne", "the programme file was changed"}
	wordsDraftProgram    = Words{"jauna programmatūras versija {name}", "a new version of the program, {name}"}
	wordsDraftShare      = Words{"{n} no {d}{unknown}", "{n} of {d}{unknown}"}
	wordsDraftCount      = Words{"skaitītājs {n}, saucējs {d}{unknown}", "numerator {n}, denominator {d}{unknown}"}
	wordsDraftFate       = Words{"; nav zināms par {u}", "; not known of {u}"}
	wordsDraftWhy        = Words{" Iemesls: {causes}.", " Reason: {causes}."}
	wordsDraftReplaced   = Words{"jauna datne „{name}”{rows}", "a new file \"{name}\"{rows}"}
	wordsDraftOthers     = Words{"pārējie cēloņi (skaits: {count})", "the other causes (number: {count})"}
	wordsDraftState      = Words{" Statuss mainījies no „{was}” uz „{is}”.", " The status changed from \"{was}\" to \"{is}\"."}
	wordsMovedNothing    = Words{"vērtību nemaina", "the value stays"}
	wordsNoValue         = Words{"nav datu", "no data"}
	wordsPoints          = Words{" procentpunkti", " percentage points"}
)

// counted are the words for how many rows or answers came, went and changed.
type counted struct {
	one, many [3]Words
	same      Words
}

// Name is a state's name.
func (s State) Name(l Language) string { return wordsStates[s].name.In(l) }
