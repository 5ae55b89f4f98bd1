package templates

// runWords has a sentence for every code of pipeline.FindingCodes.
var runWords = map[string]Sentence{
	"run.calendar.assumed": {
		Words{"Mācību gada {year} dienu nav kalendārā; pieņemts, ka tas ilga no 1. septembra līdz 31. maijam.", "The days of the school year {year} are not in the calendar; 1 September to 31 May was assumed."},
		Words{"Ierakstiet mācību gada dienas programmas datnē (reading: calendar:).", "Enter the days of the school year in the programme file (reading: calendar:)."},
	},
	"run.export.missing": {
		Words{"Trūkst eksporta {kind} par {year}; bez tā nevar aprēķināt rādītājus: {indicators}.", "The export {kind} for {year} is missing; without it these indicators cannot be computed: {indicators}."},
		Words{"Eksportējiet to no VIIS vai SEMR, ielieciet mapē un aprēķiniet vēlreiz.", "Export it from VIIS or SEMR, put it into the folder and calculate again."},
	},
	"run.decisions.missing": {
		Words{"Mācību gada {year} izglītojamo sarakstā trūkst gada lēmumu; bez tiem nevar aprēķināt rādītājus: {indicators}.", "The year-end decisions of {year} are missing from the list of pupils; without them these indicators cannot be computed: {indicators}."},
		Words{"Eksportējiet izglītojamo sarakstu vēlreiz, kad skolas ir ievadījušas gada lēmumus.", "Export the list of pupils again once the schools have entered their decisions."},
	},
	"run.institution.absent": {
		Words{"Iestādei {institution} nav nevienas rindas mācību gada {year} izglītojamo sarakstos.", "The institution {institution} has no row in the lists of pupils of {year}."},
		Words{"Ja iestāde tajā gadā darbojās, pievienojiet tās eksportu; ja ne, norādiet programmas datnē tās pārņēmēju (successor).", "If it taught that year, add its export; if not, name its successor in the programme file."},
	},
	"run.institution.silent": {
		Words{"Iestādei {institution} ir izglītojamie, bet nav nevienas rindas eksportā {kind} par {year}; tās rādītāji nav pieejami: {indicators}.", "The institution {institution} has pupils but not a single row in the export {kind} for {year}; its figures are not available: {indicators}."},
		Words{"Pajautājiet iestādei, vai dati ir ievadīti, un eksportējiet vēlreiz.", "Ask the institution whether the data were entered, and export again."},
	},
	"run.institution.undecided": {
		Words{"Iestādei {institution} mācību gada {year} izglītojamo sarakstā nav neviena gada lēmuma; rādītāji ir provizoriski: {indicators}.", "The institution {institution} has not a single year-end decision in the list of pupils of {year}; these indicators are provisional: {indicators}."},
		Words{"Palūdziet iestādei ievadīt lēmumus VIIS un eksportējiet vēlreiz.", "Ask the institution to enter the decisions in VIIS, and export again."},
	},
	"run.register.closed": {
		Words{"Iestāžu reģistrā iestāde {institution} ir likvidēta.", "In the register the institution {institution} is closed."},
		Words{"Norādiet programmas datnē tās pārņēmēju (successor) un datumu.", "Name its successor and the date in the programme file."},
	},
	"run.register.unknown": {
		Words{"Iestāžu reģistra eksportā nav iestādes {institution}.", "The register's export does not hold the institution {institution}."},
		Words{"Pārbaudiet reģistrācijas numuru programmas datnē vai eksporta atlasi.", "Check the registration number in the programme file, or the selection of the export."},
	},
	"run.file.same": {
		Words{"Datne ir tāda pati kā „{other}”; tā ieskaitīta vienu reizi.", "The file is the same as \"{other}\"; it counts once."},
		Words{"Nekas nav jādara; lieko datni var izdzēst.", "Nothing to do; the spare file can be deleted."},
	},
	"run.file.passed_over": {
		Words{"Pagaidu vai sistēmas datne nav lasīta.", "A temporary or system file was not read."},
		Words{"Ja tie ir dati, pārdēvējiet datni.", "If it holds data, rename it."},
	},
	"run.file.link": {
		Words{"Saite vai ierīce nav lasīta.", "A link or device was not read."},
		Words{"Ielieciet mapē pašu datni.", "Put the file itself into the folder."},
	},
	"run.file.unreadable": {
		Words{"Datni nevar atvērt: {why}.", "The file cannot be opened: {why}."},
		Words{"Pārbaudiet piekļuves tiesības un to, vai datne nav atvērta citā programmā.", "Check the access rights and whether another program holds the file open."},
	},
	"run.file.strict": {
		Words{"Datnē ir kļūdainas rindas, un ar --strict tā nav izmantota.", "The file has faulty rows and, with --strict, was not used."},
		Words{"Izlabojiet kļūdas un ielieciet datni vēlreiz.", "Mend the errors and put the file in again."},
	},
}

// Fault words a fault of a programme file: what is wrong, and what to do.
func (l Language) Fault(code string, args map[string]string) (text, remedy string) {
	s := ProgrammeWords[code]
	pairs := make([]string, 0, 2*len(args))
	for k, v := range args {
		pairs = append(pairs, k, v)
	}
	return s.Text.In(l, pairs...), s.Remedy.In(l, pairs...)
}
