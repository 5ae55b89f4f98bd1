package templates

// runWords has a sentence for every code of pipeline.FindingCodes.
var runWords = map[string]Sentence{
	"run.calendar.assumed": {
		Words{"Kalendārā nav mācību gada {year} dienu; pieņemts, ka tas ilga no 1. septembra līdz 31. maijam.", "The days of the school year {year} are not in the calendar; 1 September to 31 May was assumed."},
		Words{"Ierakstiet mācību gada dienas programmas datnē (reading: calendar:).", "Enter the days of the school year in the programme file (reading: calendar:)."},
	},
	"run.export.missing": {
		Words{"Trūkst eksporta „{kind}” par {year}; bez tā nevar aprēķināt rādītājus: {indicators}.", "The export \"{kind}\" for {year} is missing; without it these indicators cannot be computed: {indicators}."},
		Words{"Eksportējiet datus no VIIS vai SEMR, ielieciet datni mapē un aprēķiniet vēlreiz.", "Export the data from VIIS or SEMR, put the file into the folder and calculate again."},
	},
	"run.decisions.missing": {
		Words{"Mācību gada {year} izglītojamo sarakstā trūkst gada lēmumu; bez tiem nevar aprēķināt rādītājus: {indicators}. Ja mācību gads nav beidzies, arī pārējās tā vērtības vēl mainīsies.", "The year-end decisions of {year} are missing from the list of pupils; without them these indicators cannot be computed: {indicators}. If the year has not ended, its other figures will change too."},
		Words{"Eksportējiet izglītojamo sarakstu vēlreiz, kad iestādes ir ievadījušas gada lēmumus.", "Export the list of pupils again once the institutions have entered the decisions."},
	},
	"run.institution.absent": {
		Words{"Iestādei {institution} nav nevienas rindas mācību gada {year} izglītojamo sarakstos.", "The institution {institution} has no row in the lists of pupils of {year}."},
		Words{"Ja iestāde tajā gadā darbojās, pievienojiet tās eksportu; ja ne, norādiet programmas datnē tās pārņēmēju (successor:).", "If it was open that year, add its export; if not, name its successor in the programme file (successor:)."},
	},
	"run.institution.silent": {
		Words{"Iestādei {institution} ir izglītojamie, bet nav nevienas rindas eksportā „{kind}” par {year}; tās vērtības nav pieejamas rādītājiem: {indicators}.", "The institution {institution} has pupils, but no row in the export \"{kind}\" for {year}; its values are not available for the indicators: {indicators}."},
		Words{"Pajautājiet iestādei, vai dati ir ievadīti, un eksportējiet vēlreiz.", "Ask the institution whether the data were entered, and export again."},
	},
	"run.institution.undecided": {
		Words{"Iestādei {institution} mācību gada {year} izglītojamo sarakstā nav neviena gada lēmuma; provizoriski ir rādītāji: {indicators}.", "The institution {institution} has no year-end decision in the list of pupils of {year}; these indicators are provisional: {indicators}."},
		Words{"Palūdziet iestādei ievadīt gada lēmumus VIIS un eksportējiet vēlreiz.", "Ask the institution to enter the decisions in VIIS, and export again."},
	},
	"run.template.missing": {
		Words{"Nav saņemtas mācību gada {year} veidnes; to skaits: {count} ({units}).", "Templates of the school year {year} were not received; their number: {count} ({units})."},
		Words{"Atgādiniet par tām; aizpildītās veidnes ielieciet tajā pašā mapē un aprēķiniet vēlreiz. Pilns saraksts ir lapā „Iesniegumi”.", "Remind those units; put the filled templates into the same folder and calculate again. The whole list is on the sheet \"Submissions\"."},
	},
	"run.persons.unlinked": {
		Words{"Eksportā „{kind}” par {year} ir {persons} personas, bet {list} izglītojamo sarakstos no tām ir tikai {found}; rādītāji, kas šos datus saista, var būt nepareizi.", "The export \"{kind}\" for {year} holds {persons} persons, but only {found} of them are in the lists of pupils of {list}; indicators that link these data may be wrong."},
		Words{"Pārbaudiet, vai eksports ir par pareizo pašvaldību un gadu un vai personas kodi abās datnēs ir rakstīti vienādi.", "Check that the export is of the right municipality and year, and that person codes are written alike in both files."},
	},
	"run.register.closed": {
		Words{"Iestāžu reģistrā norādīts, ka iestāde {institution} ir likvidēta.", "The register says that the institution {institution} is closed."},
		Words{"Norādiet programmas datnē tās pārņēmēju un pārņemšanas datumu (successor:).", "Name its successor and the date of the change in the programme file (successor:)."},
	},
	"run.register.unknown": {
		Words{"Iestāžu reģistra eksportā nav iestādes {institution}.", "The register does not have the institution {institution}."},
		Words{"Pārbaudiet reģistrācijas numuru programmas datnē un to, kādas iestādes izvēlētas eksportam.", "Check the registration number in the programme file, and which institutions were chosen for the export."},
	},
	"run.file.same": {
		Words{"Datne ir tāda pati kā „{other}”; tā skaitīta vienu reizi.", "The file is the same as \"{other}\"; it counts once."},
		Words{"Nekas nav jādara; lieko datni var izdzēst.", "Nothing to do; the second file can be deleted."},
	},
	"run.file.corrects": {
		Words{"Šī veidne labo datni „{other}” un ir spēkā tās vietā.", "This template corrects the file \"{other}\" and counts in its place."},
		Words{"Nekas nav jādara; vecā datne var palikt mapē.", "Nothing to do; the old file may stay in the folder."},
	},
	"run.reported.other": {
		Words{
			"Rādītājam {indicator} ziņots divējādi: „{field}” – {value} (atbildējušas {covered} no {asked} vienībām) un „{other_field}” – {other_value} (atbildējušas {other_covered} no {other_asked}). Oficiālā ir pirmā, jo programma to nosauc pirmo.",
			"Indicator {indicator} is reported in two ways: \"{field}\" – {value} ({covered} of {asked} units answered) and \"{other_field}\" – {other_value} ({other_covered} of {other_asked} answered). The first is official, because the programme names it first.",
		},
		Words{"Ja par oficiālo jāuzskata otra vērtība, mainiet rādītāja vērtību secību programmas datnē (values:).", "If the other value is to be official, change the order of the indicator's values in the programme file (values:)."},
	},
	"run.file.passed_over": {
		Words{"Šī ir pagaidu vai sistēmas datne; tā nav lasīta.", "This is a temporary or system file; it was not read."},
		Words{"Nekas nav jādara. Ja datnē ir eksports, pārdēvējiet to.", "Nothing to do. If the file holds an export, rename it."},
	},
	"run.file.link": {
		Words{"Šī nav datne, bet saite vai ierīce; tā nav lasīta.", "This is not a file but a link or a device; it was not read."},
		Words{"Ielieciet mapē pašu datni, nevis saiti uz to.", "Put the file itself into the folder, not a link to it."},
	},
	"run.file.own": {
		Words{"Tas ir iepriekšēja aprēķina rezultāts; par eksportu tas nav uzskatīts.", "This is a result of an earlier run; it was not taken for an export."},
		Words{"Nekas nav jādara; rezultātus ērtāk glabāt ārpus eksportu mapes.", "Nothing to do; results are better kept outside the folder of exports."},
	},
	"run.file.name": {
		Words{"Datnes nosaukumā ir zīmes, kuras nevar nolasīt; datne nav atvērta.", "The file's name holds characters that cannot be read; the file was not opened."},
		Words{"Pārdēvējiet datni un palaidiet vēlreiz.", "Rename the file and run again."},
	},
	"run.semester.missing": {
		Words{"Eksportā „{kind}” par {year} ir tikai viena semestra rindas, trūkst {semester}. semestra; rādītāji ir provizoriski: {indicators}.", "The export \"{kind}\" for {year} has rows of one semester only, semester {semester} is missing; these indicators are provisional: {indicators}."},
		Words{"Eksportējiet arī otru semestri un aprēķiniet vēlreiz.", "Export the other semester too, and calculate again."},
	},
	"run.year.outside": {
		Words{"Gads {year} nav programmas darbības laikā ({from}–{to}).", "The year {year} is outside of the programme's period ({from}–{to})."},
		Words{"Pārbaudiet, vai --year un programma ir tie, kas domāti.", "Check that --year and the programme are the ones meant."},
	},
	"run.file.denied": {
		Words{"Datni nedrīkst lasīt: lietotājam, kas palaidis programmatūru, nav piekļuves tiesību.", "The file may not be read: whoever runs the program has no right to it."},
		Words{"Palūdziet IT speciālistam piešķirt lasīšanas tiesības.", "Ask the IT person for the right to read it."},
	},
	"run.file.unreadable": {
		Words{"Datni nevar atvērt: {why}.", "The file cannot be opened: {why}."},
		Words{"Aizveriet datni, ja tā ir atvērta programmā Excel, un pārbaudiet, vai jums ir tiesības to lasīt.", "Close the file if it is open in Excel, and check that you may read it."},
	},
	"run.file.strict": {
		Words{"Datnē ir kļūdainas rindas vai atbildes, tāpēc ar --strict tā nav izmantota.", "The file has faulty rows or answers, so with --strict it was not used."},
		Words{"Izlabojiet kļūdas un aprēķiniet vēlreiz.", "Correct the errors and calculate again."},
	},
	"form.query.last": {
		Words{"Ziņots {n} no {d} ({share} %), pērn bija {was_n} no {was_d} ({was_share} %); tik liela atšķirība reti ir nejauša.", "Reported {n} of {d} ({share}%), last year {was_n} of {was_d} ({was_share}%); so large a difference is rarely chance."},
		Words{"Pārbaudiet abus skaitļus. Ja tie ir pareizi, ierakstiet iemeslu tās pašas rindas kolonnā „Paskaidrojums”.", "Check both numbers. If they are right, enter the reason in the column \"Explanation\" of the same row."},
	},
	"form.query.last.count": {
		Words{"Ziņots {n}, pērn bija {was_n}; tik liela atšķirība reti ir nejauša.", "Reported {n}, last year {was_n}; so large a difference is rarely chance."},
		Words{"Pārbaudiet skaitli. Ja tas ir pareizs, ierakstiet iemeslu tās pašas rindas kolonnā „Paskaidrojums”.", "Check the number. If it is right, enter the reason in the column \"Explanation\" of the same row."},
	},
	"form.query.register": {
		Words{"Ziņots {n} no {d} ({share} %), bet pēc VIIS datiem ir {was_n} no {was_d} ({was_share} %).", "Reported {n} of {d} ({share}%), but by the data of VIIS it is {was_n} of {was_d} ({was_share}%)."},
		Words{"Pārbaudiet, kurš skaitlis ir pareizs: izlabojiet to veidnē vai VIIS, vai ierakstiet iemeslu tās pašas rindas kolonnā „Paskaidrojums”.", "Check which number is right: correct it in the template or in VIIS, or enter the reason in the column \"Explanation\" of the same row."},
	},
	"form.query.register.count": {
		Words{"Ziņots {n}, bet pēc VIIS datiem ir {was_n}.", "Reported {n}, but by the data of VIIS it is {was_n}."},
		Words{"Pārbaudiet, kurš skaitlis ir pareizs: izlabojiet to veidnē vai VIIS, vai ierakstiet iemeslu tās pašas rindas kolonnā „Paskaidrojums”.", "Check which number is right: correct it in the template or in VIIS, or enter the reason in the column \"Explanation\" of the same row."},
	},
	"form.query.denied": {
		Words{"Iestāde norāda, ka VIIS izglītojamo skaits nav pareizs.", "The institution says that the number of pupils in VIIS is not right."},
		Words{"Ierakstiet kolonnā „Paskaidrojums”, kuri skaitļi nav pareizi un kādiem tiem jābūt, un izlabojiet tos VIIS.", "Enter in the column \"Explanation\" which numbers are not right and what they should be, and correct them in VIIS."},
	},
	"form.query.zero": {
		Words{"Visi veidnē ierakstītie skaitļi ir 0.", "Every number in the template is 0."},
		Words{"Ja kaut kas nav zināms, atstājiet šūnu tukšu. Ja viss tiešām ir 0, ierakstiet to kolonnā „Paskaidrojums”.", "If something is not known, leave its cell empty. If everything really is 0, say so in the column \"Explanation\"."},
	},
	"form.nil.contradicted": {
		Words{"Iestāde norāda, ka ierakstu nav, bet eksportā ir tās rindas; skaitītas tiek rindas.", "The institution states that there are no records, but the export has rows of it; the rows are counted."},
		Words{"Pārbaudiet, kas ir pareizi: izdzēsiet atbildi „jā” veidnē vai izlabojiet datus VIIS.", "Check which is right: delete the answer \"yes\" in the template, or correct the data in VIIS."},
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
