package templates

// What stands in a marked return and in the text beside it.
var (
	wordsReturnSheet    = Words{"Kas jālabo", "What to correct"}
	wordsReturnRows     = Words{"Rindas", "Rows"}
	wordsReturnTitle    = Words{"Kas jālabo", "What to correct"}
	wordsReturnFile     = Words{"Datne: {file}", "File: {file}"}
	wordsReturnUnit     = Words{"Iestāde: {unit}", "Institution: {unit}"}
	wordsReturnYear     = Words{"Mācību gads: {year}", "School year: {year}"}
	wordsReturnKind     = Words{"Veids: {kind}", "Kind: {kind}"}
	wordsReturnTemplate = Words{"iestādes ziņu veidne", "institution template"}
	wordsReturnCounts   = Words{"Jālabo: {errors}. Jāpaskaidro: {queries}. Jāpārskata: {warnings}.", "To correct: {errors}. To explain: {queries}. To look at: {warnings}."}

	wordsReturnErrors   = Words{"Jālabo ({count})", "To correct ({count})"}
	wordsReturnQueries  = Words{"Jāpaskaidro vai jālabo ({count})", "To explain or to correct ({count})"}
	wordsReturnWarnings = Words{"Jāpārskata ({count})", "To look at ({count})"}

	wordsReturnPlace  = Words{"Vieta", "Place"}
	wordsReturnAsked  = Words{"Par ko", "About"}
	wordsReturnGot    = Words{"Kas tur ir", "What stands there"}
	wordsReturnText   = Words{"Kas nav kārtībā", "What is wrong"}
	wordsReturnRemedy = Words{"Kas jādara", "What to do"}
	wordsReturnLine   = Words{"Rinda", "Line"}

	wordsReturnWhole = Words{"visa datne", "the whole file"}
	wordsReturnEmpty = Words{"(tukšs)", "(empty)"}
	wordsReturnSame  = Words{"tāpat kā iepriekš", "as above"}
	wordsReturnMore  = Words{"un vēl {count}", "and {count} more"}

	wordsReturnMoreRows = Words{
		"Vēl tādu rindu datnē: {count}. Te ir pirmās {shown}; pārējās redzēsiet, kad būsiet izlabojuši šīs un iesnieguši vēlreiz.",
		"More such rows in the file: {count}. Here are the first {shown}; you will see the others once these are corrected and the file is handed in again.",
	}
	wordsReturnRowsNote = Words{
		"Te ir tikai kļūdainās rindas un tikai kolonnas, kuras programma lasa. Personas kodi ir aizklāti; ierakstu atradīsiet pēc rindas numura.",
		"These are the faulty rows only, in the columns that the program reads. Person codes are hidden; find the entry by its line number.",
	}
)

// How to mend a file and send it again, step by step: in a marked template, in
// the text beside one in which cells could be marked, one in which none is at fault by
// itself, another file, and an export.
var (
	stepsTemplate = []Words{
		{"Noklikšķiniet uz vietas kolonnā „Vieta”: atvērsies šūna, kurā kaut kas nav kārtībā.", "Click a place in the column \"Place\": it opens the cell in question."},
		{"Sarkanās šūnas izlabojiet. Pie oranžajām izlabojiet skaitli vai uzrakstiet iemeslu kolonnā „Paskaidrojums”.", "Correct the red cells. At the orange ones correct the number, or write the reason in the column \"Explanation\"."},
		{"Saglabājiet šo datni un nosūtiet to vēlreiz. Šī lapa, krāsas un piezīmes netraucē: lasot tās neņem vērā.", "Save this file and send it again. This sheet, the colours and the notes do no harm: they are passed over in reading."},
	}
	stepsTemplateText = []Words{
		{"Atveriet iezīmēto kopiju (tās nosaukumā ir LABOJAMS) vai savu datni un izlabojiet nosauktās šūnas.", "Open the marked copy (LABOJAMS in its name) or your own file, and correct the cells named above."},
		{"Kur jāpaskaidro, uzrakstiet iemeslu tās pašas rindas kolonnā „Paskaidrojums”.", "Where an explanation is asked for, write the reason in the column \"Explanation\" of the same row."},
		{"Saglabājiet un nosūtiet datni vēlreiz. Krāsas, piezīmes un lapa „Kas jālabo” netraucē: lasot tās neņem vērā.", "Save the file and send it again. Colours, notes and the sheet \"What to correct\" do no harm: they are passed over in reading."},
	}
	stepsTemplateWhole = []Words{
		{"Izdariet, kas teikts iepriekš, savā datnē vai veidnē, ko atsūtījusi pašvaldība.", "Do what is said above, in your own file or in the template that the municipality sent."},
		{"Saglabājiet un nosūtiet datni vēlreiz.", "Save the file and send it again."},
	}
	stepsFile = []Words{
		{"Iezīmētu kopiju no šīs datnes izveidot nevar, tāpēc viss nepieciešamais ir šeit.", "No marked copy can be made of this file; all you need is here."},
		{"Izdariet, kas teikts iepriekš, un nosūtiet datni vēlreiz.", "Do what is said above and send the file again."},
	}
	stepsExport = []Words{
		{"Izlabojiet datus tur, no kurienes tie nāk (VIIS vai SEMR), un eksportējiet datni vēlreiz. Pašu eksportu nelabojiet: nākamajā tās pašas kļūdas atkārtotos.", "Correct the data where they come from (VIIS or SEMR) and export the file again. Do not correct the export itself: the next one would have the same faults."},
		{"Iesniedziet jauno eksportu iepriekšējā vietā.", "Hand in the new export in place of this one."},
	}
	wordsReturnHow     = Words{"Kā izlabot un nosūtīt vēlreiz", "How to correct and send again"}
	wordsReturnBalance = Words{"Rindu bilance", "Row balance"}
	wordsReturnRefused = Words{"Datne nav izmantota.", "The file was not used."}
	wordsReturnUseless = Words{"Kamēr tas nav izlabots, datni nevar izmantot.", "Until this is corrected, the file cannot be used."}
	wordsReturnNothing = Words{"Izmantojamu atbilžu datnē nav.", "There is no answer in the file that can be used."}
	wordsReturnValid   = Words{"Pārējais ir derīgs.", "The rest is valid."}
	wordsReturnUsed    = Words{
		"Pārējais datnē ir izmantots; neizmantots palika tikai tas, kas jālabo.",
		"The rest of the file was used; only what is to be corrected was not.",
	}
)

// What the command line says of returns.
var (
	WordsReturned   = Words{"Iesniedzējiem sagatavotās datnes:\n{files}", "Files made for the senders:\n{files}"}
	WordsNoReturns  = Words{"Iesniedzējiem nav ko atgriezt.", "There is nothing to return to senders."}
	WordsReturnKept = Words{
		"Iezīmētā kopija „{kept}” jau bija un atšķiras (varbūt tajā jau labo), tāpēc tā nav aiztikta; jaunā ir „{path}”.",
		"The marked copy \"{kept}\" was there already and differs (somebody may be correcting it), so it was left alone; the new one is \"{path}\".",
	}
	WordsReturnInside = Words{
		"--returned mape „{folder}” ir eksportu mapē; nākamajā reizē iezīmētās kopijas tiktu lasītas kā iesniegtas. Norādiet citu mapi.",
		"The folder of --returned, \"{folder}\", lies in the folder of exports; the next run would read the marked copies as handed in. Name another folder.",
	}
	WordsProgrammeFound = Words{
		"{file}: veidne ir no programmas „{programme}”, tāpēc pārbaudīta pēc tās.",
		"{file}: the template belongs to the programme \"{programme}\", so it was checked by it.",
	}
)
