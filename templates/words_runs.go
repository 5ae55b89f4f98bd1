package templates

import "raditaji/indicators"

// What is said of runs, approvals and revisions.
var (
	// WordsApprovedRun names the approved run of a year as the document that sets a baseline.
	WordsApprovedRun = Words{"apstiprinātais {year}. gada aprēķins {fingerprint}", "the approved run {fingerprint} of {year}"}

	wordsStates = map[State]struct{ name, note Words }{
		Draft:    {Words{"melnraksts", "draft"}, Words{"Vērtības vēl nav apstiprinātas.", "The values have not been approved yet."}},
		Settled:  {Words{"apstiprināts", "approved"}, Words{"Vērtības ir apstiprinātas; tās turpmāko gadu darbgrāmatas rāda kā šī gada vērtības.", "The values are approved; workbooks of later years show them for this year."}},
		Revision: {Words{"precizējums", "revision"}, Words{"Gads bija apstiprināts. Vērtības, kas atšķiras no apstiprinātajām, ir ar zīmi [r]; apstiprinātās ir līdzās, līdz apstiprina precizējumu.", "The year was approved. Values that differ from the approved ones have the sign [r]; the approved ones stand beside them until the revision is approved."}},
	}
	wordsApprovedColumn = Words{"Apstiprinātā vērtība", "Approved value"}

	wordsChangesSheet    = Words{"Izmaiņas", "Changes"}
	wordsChangesFor      = Words{"darba grupai, komisijai", "working group, commission"}
	wordsChangesContents = Words{"Kas mainījies kopš iepriekšējā un kopš apstiprinātā aprēķina, un kāpēc; teksta melnraksts ziņojumam.", "What changed since the run before and since the approved one, and why; a drafted text for the report."}
	wordsChangesTitle    = Words{"Izmaiņas {year}. gada aprēķinā", "Changes in the run of {year}"}
	wordsChangesNote     = Words{"Cēloņu ietekme aprēķināta, ievedot tos citu pēc cita: programmatūra, programmas datne, apstiprinātie gadi, datnes pēc nosaukuma. Ietekmes summa ir izmaiņa.", "What each cause did was found by letting them in one after the other: program, programme file, approved years, files by name. Together they are the change."}
	wordsChangesFirst    = Words{"Šis ir gada pirmais aprēķins; nav ar ko salīdzināt.", "This is the first run of the year; there is nothing to compare it with."}
	wordsDraftTitle      = Words{"Melnraksts ziņojumam: salīdzinājumā ar aprēķinu {before}", "Draft for the report: against the run {before}"}
	wordsDraftHead       = Words{"Teksts", "Text"}
	wordsCausesTitle     = Words{"Cēloņi: salīdzinājumā ar aprēķinu {before}", "Causes: against the run {before}"}
	wordsFiguresTitle    = Words{"Izmainītās vērtības: salīdzinājumā ar aprēķinu {before}", "Changed values: against the run {before}"}
	wordsStepsTitle      = Words{"Cēloņu ietekme: salīdzinājumā ar aprēķinu {before}", "What each cause did: against the run {before}"}
	wordsChangesHeads    = map[string]Words{
		"cause":       {"Cēlonis", "Cause"},
		"number":      {"Nr.", "No."},
		"came":        {"Rindas nākušas klāt", "Rows that came"},
		"went":        {"Rindas zudušas", "Rows that went"},
		"changed":     {"Rindas mainītas", "Rows that changed"},
		"lines":       {"Rindu numuri", "Row numbers"},
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
		indicators.ByReplaced:  {"datne „{name}” aizstāja datu daļu no: {with}", "the file \"{name}\" replaced data of: {with}"},
		indicators.ByWithdrawn: {"datne „{name}” vairs netiek izmantota", "the file \"{name}\" is no longer used"},
		indicators.ByOthers:    {"pārējās datnes (skaits: {count})", "further files (number: {count})"},
		indicators.ByUntold:    {"cēloņus noteikt vairs nevar, jo iepriekšējā aprēķina datnes vai programmas datne vairs netiek glabātas", "the causes can no longer be told: files or the programme file of the earlier run are no longer kept"},
	}
	wordsBackInForce = Words{"; atkal spēkā: {with}", "; in force again: {with}"}
	wordsRows        = Words{" (rindas: nākušas klāt {came}, zudušas {went}, mainītas {changed})", " (rows: {came} came, {went} went, {changed} changed)"}
	wordsLinesCame   = Words{"nākušas klāt {rows}", "came {rows}"}
	wordsLinesWent   = Words{"zudušas {rows}", "went {rows}"}
	wordsLinesOther  = Words{"mainītas {rows}", "changed {rows}"}

	wordsDraftNone     = Words{"Salīdzinājumā ar aprēķinu {before} rādītāju vērtības nav mainījušās.", "Against the run {before} no value of an indicator changed."}
	wordsDraftBegin    = Words{"Salīdzinājumā ar aprēķinu {before} mainījušās pašvaldības vērtības (skaits: {count}) un iestāžu vērtības (skaits: {institutions}).", "Against the run {before}, values of the municipality (number: {count}) and of institutions (number: {institutions}) changed."}
	wordsDraftOne      = Words{"{year}. gadā {indicator}. rādītājs „{text}”{part}: bija {was}, ir {is}.", "In {year}, indicator {indicator} \"{text}\"{part}: was {was}, is {is}."}
	wordsDraftCount    = Words{" (skaitītājs {n}, saucējs {d}{unknown})", " (numerator {n}, denominator {d}{unknown})"}
	wordsDraftFate     = Words{", nezināmi {u}", ", unknown {u}"}
	wordsDraftWhy      = Words{" Iemesls: {causes}.", " Reason: {causes}."}
	wordsDraftReplaced = Words{"jauna datne „{name}”{rows}", "a new file \"{name}\"{rows}"}
	wordsDraftOthers   = Words{"pārējie cēloņi (skaits: {count})", "the other causes (number: {count})"}
	wordsDraftState    = Words{" Statuss mainījies: {was} → {is}.", " The status changed: {was} → {is}."}
	wordsNoValue       = Words{"vērtības nebija", "no value"}
	wordsPoints        = Words{" p. p.", " pp"}
)

// Name is a state's name.
func (s State) Name(l Language) string { return wordsStates[s].name.In(l) }
