package templates

// problemWords has a sentence for every code of sources.Codes. The place (file,
// line, column) is printed beside it.
var problemWords = map[string]Sentence{
	"file.reader.panic": {
		Words{"Lasot datni, programmā radās kļūda; datne nav izmantota.", "The program failed while reading the file; the file was not used."},
		Words{"Eksportējiet datni vēlreiz. Ja tas atkārtojas, nosūtiet programmas uzturētājiem datnes galveni un programmas versiju, bet ne pašus datus.", "Export the file again. If it happens again, send the program's maintainers the heading row and the program's version, but not the data."},
	},
	"file.large": {
		Words{"Datne ir lielāka par {limit} MiB.", "The file is larger than {limit} MiB."},
		Words{"Eksportējiet pa daļām, piemēram, katrai iestādei vai klasei savu datni.", "Export it in parts, such as a file for each institution or grade."},
	},
	"file.empty": {
		Words{"Datne ir tukša.", "The file is empty."},
		Words{"Eksportējiet to vēlreiz un pārbaudiet, vai eksports ir pabeigts.", "Export it again and check that the export has finished."},
	},
	"file.xlsx.unsupported": {
		Words{"Šī ir Excel darbgrāmata (.xlsx), nevis CSV datne.", "This is an Excel workbook (.xlsx), not a CSV file."},
		Words{"Atveriet to programmā Excel, izvēlieties „Saglabāt kā” un formātu „CSV UTF-8”, tad ielieciet mapē saglabāto datni.", "Open it in Excel, choose \"Save As\" and the format \"CSV UTF-8\", then put the saved file into the folder."},
	},
	"file.format.unsupported": {
		Words{"Šī nav CSV datne; tās formāts: {format}.", "This is not a CSV file; its format: {format}."},
		Words{"Eksportējiet datus no VIIS vai SEMR kā CSV. Arhīvu vispirms izpakojiet; izklājlapu saglabājiet kā „CSV UTF-8”.", "Export the data from VIIS or SEMR as CSV. Unpack an archive first; save a spreadsheet as \"CSV UTF-8\"."},
	},
	"file.encrypted": {
		Words{"Datne ir aizsargāta ar paroli.", "The file is protected with a password."},
		Words{"Atveriet to ar paroli un saglabājiet kā „CSV UTF-8” bez paroles.", "Open it with the password and save it as \"CSV UTF-8\" without one."},
	},
	"file.truncated": {
		Words{"Datne ir arhīvs vai Excel darbgrāmata, kurai trūkst beigu.", "The file is an archive or an Excel workbook whose end is missing."},
		Words{"Iespējams, datne vēl tiek kopēta: pagaidiet un mēģiniet vēlreiz. Pēc tam saglabājiet to kā „CSV UTF-8”.", "It may still be being copied: wait and try again. Then save it as \"CSV UTF-8\"."},
	},

	"csv.nul": {
		Words{"Datnē ir nulles baits, kāda tekstā nav: datne ir bojāta vai saglabāta kā UTF-16 bez iezīmes sākumā.", "The file holds a zero byte, which no text has: it is damaged, or saved as UTF-16 without its mark at the beginning."},
		Words{"Eksportējiet to vēlreiz vai saglabājiet kā „CSV UTF-8”.", "Export it again, or save it as \"CSV UTF-8\"."},
	},
	"csv.encoding.invalid": {
		Words{"Datnes sākumā norādītais kodējums neatbilst tās saturam.", "The encoding that the file's beginning names does not fit its content."},
		Words{"Eksportējiet datni vēlreiz; ja tā salikta no vairākām, saglabājiet katru kā „CSV UTF-8” atsevišķi.", "Export the file again; if it was put together from several, save each as \"CSV UTF-8\" by itself."},
	},
	"csv.encoding.mixed": {
		Words{"Teksts ir UTF-8 kodējumā, bet vietām bojāts vai citā kodējumā.", "The text is in UTF-8, but damaged or in another encoding in places."},
		Words{"Eksportējiet datni vēlreiz; nelieciet vienā datnē tekstus no dažādiem kodējumiem.", "Export the file again; do not put texts of different encodings into one file."},
	},
	"csv.encoding.undefined": {
		Words{"Datnē ir baits {byte}, kuram Windows-1257 (Baltijas) kodējumā nav rakstzīmes.", "The file holds the byte {byte}, to which Windows-1257 (Baltic) gives no character."},
		Words{"Saglabājiet datni kā „CSV UTF-8”.", "Save the file as \"CSV UTF-8\"."},
	},
	"csv.line.long": {
		Words{"Rinda ir garāka par {limit} MiB.", "The line is longer than {limit} MiB."},
		Words{"Tas nav VIIS vai SEMR izraksts, vai tas ir bojāts: eksportējiet vēlreiz.", "This is no export of VIIS or SEMR, or it is damaged: export it again."},
	},
	"csv.line.cr": {
		Words{"Datnes rindas beidzas tā, kā senos Macintosh datoros (CR), un tāpēc tā ir viena gara rinda.", "The file's lines end as on old Macintosh computers (CR), so that it is one long line."},
		Words{"Saglabājiet to kā „CSV UTF-8”, nevis „CSV (Macintosh)”.", "Save it as \"CSV UTF-8\", not as \"CSV (Macintosh)\"."},
	},
	"csv.kind.unknown": {
		Words{"Datnē nav atrasta neviena zināma kolonnas galvene.", "No known column heading was found in the file."},
		Words{"Pārbaudiet, vai tas ir VIIS vai SEMR eksports un vai galvenes rinda ir starp pirmajām 16 rindām.", "Check that it is an export of VIIS or SEMR, and that its heading row is among the first 16 lines."},
	},
	"csv.heading.missing": {
		Words{"Datne visvairāk līdzinās eksportam {kind}, bet tajā trūkst kolonnu: {missing}.", "The file is most like the export {kind}, but it lacks columns: {missing}."},
		Words{"Eksportējiet ar visām kolonnām. Ja kolonna tagad saucas citādi, ierakstiet tās galveni programmas datnē (reading: headings:).", "Export it with all columns. If a column now has another heading, enter that in the programme file (reading: headings:)."},
	},
	"csv.heading.twice": {
		Words{"Kolonnas „{heading}” un „{other}” nozīmē vienu un to pašu.", "The columns \"{heading}\" and \"{other}\" mean the same."},
		Words{"Atstājiet vienu no tām un izdzēsiet otru.", "Keep one of them and delete the other."},
	},
	"csv.heading.unknown": {
		Words{"Kolonnas, kas nav vajadzīgas un netiek lasītas: {headings}.", "Columns that are not needed and not read: {headings}."},
		Words{"Nekas nav jādara. Ja kādā no tām ir vajadzīgi dati, ierakstiet tās galveni programmas datnē (reading: headings:).", "Nothing to do. If one of them holds data that are needed, enter its heading in the programme file (reading: headings:)."},
	},
	"csv.columns.limit": {
		Words{"Datnē ir vairāk par {limit} kolonnām.", "The file has more than {limit} columns."},
		Words{"Izdzēsiet liekās kolonnas un saglabājiet vēlreiz.", "Delete the spare columns and save it again."},
	},
	"csv.rows.limit": {
		Words{"Datnē ir vairāk par {limit} rindām.", "The file has more than {limit} rows."},
		Words{"Eksportējiet pa daļām, piemēram, katram mācību gadam savu datni.", "Export it in parts, such as a file for each school year."},
	},
	"csv.rows.none": {
		Words{"Datnē ir tikai galvene, bet nav nevienas datu rindas.", "The file has a heading row but no row of data."},
		Words{"Pārbaudiet eksporta atlasi un eksportējiet vēlreiz; tukša datne neko neaizstāj.", "Check the selection of the export and export it again; an empty file replaces nothing."},
	},
	"csv.quote.open": {
		Words{"Šeit atvērtas pēdiņas nav aizvērtas vajadzīgajā vietā, un tālākās rindas saplūst vienā šūnā.", "A quotation mark that opens here is not closed where it should be, and the following rows run into one cell."},
		Words{"Aizveriet vai izdzēsiet pēdiņas šajā rindā. Pēdiņas tekstā raksta divreiz (\"\").", "Close or delete the quotation mark in this line. A quotation mark inside a text is written twice (\"\")."},
	},
	"csv.quote.stray": {
		Words{"Rindā ir pēdiņas šūnas vidū; nav skaidrs, kur šūna beidzas.", "The row has a quotation mark in the middle of a cell; where the cell ends is not clear."},
		Words{"Izdzēsiet pēdiņas vai ielieciet visu šūnu pēdiņās un iekšējās pēdiņas rakstiet divreiz (\"\").", "Delete the quotation mark, or put the whole cell in quotation marks and write the inner ones twice (\"\")."},
	},
	"csv.row.width": {
		Words{"Rindas šūnu skaits: {cells}; galvenes kolonnu skaits: {headings}.", "Cells in the row: {cells}; columns in the heading row: {headings}."},
		Words{"Pārbaudiet, vai rindā netrūkst atdalītāja un vai kādā šūnā nav liekas atdalītājzīmes bez pēdiņām.", "Check that no delimiter is missing in the row, and that no cell holds a delimiter without quotation marks."},
	},
	"csv.row.repeated": {
		Words{"Rinda atkārto {first}. rindu; tā ieskaitīta vienu reizi.", "The row repeats line {first}; it counts once."},
		Words{"Izdzēsiet lieko rindu, ja tā ievadīta divreiz.", "Delete the spare row if it was entered twice."},
	},
	"csv.row.contradicts": {
		Words{"Rinda ir par to pašu, par ko {other}. rinda, bet ar citu saturu; neviena no tām nav izmantota.", "The row is about the same as line {other}, but says something else; neither of them was used."},
		Words{"Noskaidrojiet, kura ir pareiza, un izlabojiet VIIS; tad eksportējiet vēlreiz.", "Find out which one is right and correct it in VIIS; then export again."},
	},
	"csv.problems.more": {
		Words{"Bez uzskaitītajām ir vēl tādas pašas problēmas ({code}); to skaits: {more}.", "There are more of the same problem ({code}) than are listed; their number: {more}."},
		Words{"Izlabojiet uzskaitītās un pārbaudiet datni vēlreiz.", "Correct those that are listed and check the file again."},
	},

	"csv.cell.empty": {
		Words{"Šūna „{heading}” ir tukša, bet tā ir obligāta.", "The cell \"{heading}\" is empty, but it is required."},
		Words{"Aizpildiet to VIIS vai SEMR un eksportējiet vēlreiz.", "Fill it in VIIS or SEMR and export again."},
	},
	"csv.date.invalid": {
		Words{"„{got}” nav datums.", "\"{got}\" is not a date."},
		Words{"Rakstiet dienu, mēnesi un gadu, piemēram, 01.09.2024; tādai dienai jābūt kalendārā.", "Write day, month and year, such as 01.09.2024; the calendar must have that day."},
	},
	"csv.number.invalid": {
		Words{"„{got}” nav vesels skaitlis.", "\"{got}\" is not a whole number."},
		Words{"Rakstiet veselu skaitli, kas nav mazāks par nulli, piemēram, 12.", "Write a whole number that is not below zero, such as 12."},
	},
	"csv.percent.invalid": {
		Words{"„{got}” nav procenti.", "\"{got}\" is not a percentage."},
		Words{"Rakstiet skaitli, piemēram, 12,5.", "Write a number, such as 12,5."},
	},
	"csv.year.invalid": {
		Words{"„{got}” nav mācību gads.", "\"{got}\" is not a school year."},
		Words{"Rakstiet divus gadus pēc kārtas, piemēram, 2023./2024.", "Write two years that follow each other, such as 2023./2024."},
	},
	"csv.grade.invalid": {
		Words{"„{got}” nav klase vai kurss.", "\"{got}\" is not a grade or course."},
		Words{"Rakstiet klasi no 1 līdz 12, kursu („1. kurss”–„4. kurss”) vai „PII”.", "Write a grade from 1 to 12, a course (\"1. kurss\" to \"4. kurss\") or \"PII\"."},
	},
	"csv.semester.invalid": {
		Words{"„{got}” nav semestris.", "\"{got}\" is not a semester."},
		Words{"Rakstiet 1 vai 2.", "Write 1 or 2."},
	},
	"csv.programme.invalid": {
		Words{"„{got}” nav izglītības programmas kods.", "\"{got}\" is not a programme code."},
		Words{"Kodam ir astoņas vai deviņas rakstzīmes, piemēram, 21011111; izlabojiet to VIIS.", "A code has eight or nine characters, such as 21011111; correct it in VIIS."},
	},
	"csv.programme.unknown": {
		Words{"Programmu kodiem, kas sākas ar {got}, nav zināms izglītības līmenis; rindas atliktas malā, jo neattiecas uz rādītājiem. Rindu skaits: {rows}.", "No level of education is known for programme codes that begin with {got}; their rows were set aside as no concern of the indicators. Number of rows: {rows}."},
		Words{"Ja šie izglītojamie ir jāskaita, ierakstiet šo sākumu programmas datnē (reading: levels:).", "If these pupils are to be counted, enter that beginning in the programme file (reading: levels:)."},
	},
	"csv.person.empty": {
		Words{"Nav personas koda, un rindu nevar ieskaitīt.", "There is no person code, and the row cannot be counted."},
		Words{"Ievadiet personas kodu VIIS un eksportējiet vēlreiz.", "Enter the person code in VIIS and export again."},
	},
	"csv.person.check_digit": {
		Words{"Personas koda {got} pārbaudes cipars neatbilst pārējiem; rinda ir izmantota.", "The check digit of the person code {got} does not fit the others; the row was used."},
		Words{"Pārbaudiet, vai kods nav ievadīts ar kļūdu.", "Check that the code was not mistyped."},
	},
	"csv.person.form": {
		Words{"Teksts nav personas kods; rinda izmantota, un vienādi teksti nozīmē vienu izglītojamo.", "The text is not a person code; the row was used, and equal texts stand for one pupil."},
		Words{"Ja izglītojamajam ir personas kods, ievadiet to VIIS; pagaidu kodam jābūt vienādam visos eksportos.", "If the pupil has a person code, enter it in VIIS; a placeholder must be the same in all exports."},
	},
	"csv.person.none": {
		Words{"Personas koda vietā ir teksts bez cipariem; katra šāda rinda ieskaitīta kā cits izglītojamais un ne ar ko nav saistīta. Rindu skaits: {rows}.", "In place of a person code there is text without digits; each such row counts as another pupil and is linked to nothing. Number of rows: {rows}."},
		Words{"Ievadiet personas kodus VIIS, lai izglītojamos varētu atpazīt citos eksportos.", "Enter the person codes in VIIS, so that the pupils can be recognised in other exports."},
	},

	"csv.institution.invalid": {
		Words{"„{got}” nav reģistrācijas numurs.", "\"{got}\" is not a registration number."},
		Words{"Rakstiet tikai ciparus, piemēram, 3213900035.", "Write digits only, such as 3213900035."},
	},
	"csv.institution.excel": {
		Words{"Excel ir pārvērtis reģistrācijas numuru par „{got}”; tā cipari ir zuduši.", "Excel has turned the registration number into \"{got}\"; its digits are lost."},
		Words{"Neatveriet un nesaglabājiet eksportu ar Excel, bet izmantojiet to tādu, kā to dod VIIS; vai arī pirms saglabāšanas formatējiet kolonnu kā tekstu un ievadiet numurus no jauna.", "Do not open and save the export with Excel, but use it as VIIS gives it; or else format the column as text and enter the numbers anew before saving."},
	},
	"csv.institution.unlisted": {
		Words{"Iestādes {institution} nav programmas sarakstā; tās rindas atliktas malā. Rindu skaits: {rows}. Līdzīgākā iestāde sarakstā: {nearest}.", "The institution {institution} is not on the programme's list; its rows were set aside. Number of rows: {rows}. The nearest one on the list: {nearest}."},
		Words{"Ja iestāde ir jāskaita, ierakstiet to programmas datnē (institutions:) vai pievienojiet numuru tās agrākajiem numuriem (formerly:).", "If the institution is to be counted, enter it in the programme file (institutions:), or add the number to those that it had before (formerly:)."},
	},
	"csv.institution.none_listed": {
		Words{"Visas datnes rindas ir par iestādēm, kuru nav programmas sarakstā. Rindu skaits: {rows}.", "All rows of the file are about institutions that are not on the programme's list. Number of rows: {rows}."},
		Words{"Pārbaudiet, vai tas ir jūsu pašvaldības eksports un vai ir norādīta pareizā programmas datne.", "Check that it is your municipality's export, and that the right programme file was given."},
	},
	"csv.provider.unlisted": {
		Words{"Interešu izglītību sniedz arī iestāde {institution}, kuras nav programmas sarakstā; tās rindas ir izmantotas. Rindu skaits: {rows}.", "Interest education is also provided by the institution {institution}, which is not on the programme's list; its rows were used. Number of rows: {rows}."},
		Words{"Nekas nav jādara.", "Nothing to do."},
	},

	"csv.reason.unmapped": {
		Words{"Atskaitīšanas iemesls „{got}” nav zināms; tas skaitīts kā nezināms. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The reason for leaving \"{got}\" is not known; it counts as unknown. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ierakstiet to programmas datnē pie īstās iemeslu grupas (reading: reasons:).", "Enter it in the programme file under its class of reasons (reading: reasons:)."},
	},
	"csv.decision.unmapped": {
		Words{"Gada lēmums „{got}” nav zināms; šīs rindas skaitītas kā bez lēmuma. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The decision \"{got}\" is not known; these rows count as having none. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ierakstiet to programmas datnē pie īstā lēmuma (reading: decisions:).", "Enter it in the programme file under its decision (reading: decisions:)."},
	},
	"csv.status.unmapped": {
		Words{"Eksāmena statuss „{got}” nav zināms; eksāmens skaitīts kā nekārtots. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The exam status \"{got}\" is not known; the exam counts as not taken. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ierakstiet to programmas datnē (reading: statuses:).", "Enter it in the programme file (reading: statuses:)."},
	},
	"csv.continues.unmapped": {
		Words{"Atbilde „{got}” par mācību turpināšanu nav zināma; tā skaitīta kā „nav zināms”. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The answer \"{got}\" on continuing is not known; it counts as \"not known\". Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ierakstiet to programmas datnē (reading: continues:) vai izlabojiet eksportā.", "Enter it in the programme file (reading: continues:) or correct it in the export."},
	},
	"csv.level.unmapped": {
		Words{"Iegūtā izglītība „{got}” nav zināma; rindas nepieder nevienam līmenim. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The level \"{got}\" is not known; the rows belong to no level. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Rakstiet „pamatizglītība” vai „vidējā izglītība”.", "Write \"pamatizglītība\" (basic) or \"vidējā izglītība\" (secondary)."},
	},

	"enrolment.left.early": {
		Words{"Atskaitīšanas datums {got} ir agrāks par uzņemšanas datumu {enrolled}.", "The leaving date {got} is before the date of enrolment {enrolled}."},
		Words{"Izlabojiet vienu no datumiem VIIS un eksportējiet vēlreiz.", "Correct one of the dates in VIIS and export again."},
	},
	"enrolment.reason.empty": {
		Words{"Izglītojamais ir atskaitīts, bet iemesla nav; tas skaitīts kā nezināms.", "The pupil has left, but there is no reason; it counts as unknown."},
		Words{"Ievadiet iemeslu VIIS un eksportējiet vēlreiz.", "Enter the reason in VIIS and export again."},
	},
	"enrolment.reason.undated": {
		Words{"Ir atskaitīšanas iemesls „{got}”, bet nav datuma; iemesls nav ņemts vērā.", "There is a reason for leaving, \"{got}\", but no date; the reason was ignored."},
		Words{"Ja izglītojamais ir atskaitīts, ievadiet datumu VIIS; ja ne, izdzēsiet iemeslu.", "If the pupil has left, enter the date in VIIS; if not, delete the reason."},
	},
	"enrolment.start.late": {
		Words{"Uzņemšanas datums {got} ir pēc mācību gada {year}.", "The date of enrolment {got} is after the school year {year}."},
		Words{"Pārbaudiet datumu un mācību gadu.", "Check the date and the school year."},
	},
	"enrolment.start.early": {
		Words{"Uzņemšanas datums {got} ir vairāk nekā 20 gadus pirms mācību gada {year}.", "The date of enrolment {got} is more than 20 years before the school year {year}."},
		Words{"Pārbaudiet datumu un mācību gadu.", "Check the date and the school year."},
	},
	"absence.unjustified.more": {
		Words{"Neattaisnoti kavēto stundu skaits {got} ir lielāks par visu kavēto stundu skaitu {absent}.", "The number of unjustified lessons, {got}, is larger than that of all lessons missed, {absent}."},
		Words{"Izlabojiet VIIS un eksportējiet vēlreiz.", "Correct it in VIIS and export again."},
	},
	"exam.result.range": {
		Words{"Eksāmena rezultāts „{got}” ir lielāks par 100 %.", "The exam result \"{got}\" is above 100 %."},
		Words{"Rakstiet rezultātu procentos, no 0 līdz 100.", "Write the result in percent, from 0 to 100."},
	},
	"exam.result.missing": {
		Words{"Eksāmens ir kārtots, bet rezultāta nav.", "The exam was taken, but there is no result."},
		Words{"Ievadiet rezultātu vai izlabojiet statusu un eksportējiet vēlreiz.", "Enter the result or correct the status, and export again."},
	},
	"exam.result.unexpected": {
		Words{"Ir rezultāts {got}, bet statuss ir „{status}”; eksāmens skaitīts kā nekārtots.", "There is a result, {got}, but the status is \"{status}\"; the exam counts as not taken."},
		Words{"Pārbaudiet statusu.", "Check the status."},
	},
	"semr.level.invalid": {
		Words{"„{got}” nav teritorijas līmenis.", "\"{got}\" is not a level."},
		Words{"Rakstiet „iestāde”, „pašvaldība” vai „valsts”.", "Write \"iestāde\" (institution), \"pašvaldība\" (municipality) or \"valsts\" (country)."},
	},
	"semr.year.invalid": {
		Words{"„{got}” nav gads.", "\"{got}\" is not a year."},
		Words{"Rakstiet kalendāra gadu (2024) vai mācību gadu (2023./2024.).", "Write a calendar year (2024) or a school year (2023./2024.)."},
	},
	"semr.value.differs": {
		Words{"Vērtība {got} neatbilst skaitītājam un saucējam, kas dod {computed} %; izmantota dotā vērtība.", "The value {got} does not agree with its numerator and denominator, which give {computed} %; the value was used as given."},
		Words{"Pārbaudiet eksportu pret SEMR.", "Check the export against SEMR."},
	},
	"register.closed.invalid": {
		Words{"Kolonnā „{heading}” ir „{got}”; iestāde uzskatīta par atvērtu.", "The column \"{heading}\" says \"{got}\"; the institution was taken as open."},
		Words{"Rakstiet „Jā” vai „Nē”.", "Write \"Jā\" (yes) or \"Nē\" (no)."},
	},

	"merge.replaced": {
		Words{"Datne aizstāj datnes „{file}” rindas. Aizstāto rindu skaits: {rows}.", "The file replaces rows of the file \"{file}\". Number of rows replaced: {rows}."},
		Words{"Ja vecā datne vairs nav vajadzīga, izņemiet to no mapes.", "If the old file is no longer needed, take it out of the folder."},
	},
	"merge.rows.fewer": {
		Words{"Datne aizstāj datnes „{file}” rindas ({of}), bet to ir daudz mazāk. Rindu skaits tagad: {rows}; agrāk: {was}.", "The file replaces rows of the file \"{file}\" ({of}), but has far fewer. Number of rows now: {rows}; before: {was}."},
		Words{"Pārbaudiet, vai jaunais eksports ir pilnīgs; ja ne, izņemiet to no mapes.", "Check that the new export is complete; if not, take it out of the folder."},
	},
	"merge.grade.missing": {
		Words{"Datne aizstāj daļu no datnes „{file}” ({of}), bet tajā nav klases, kas tur bija: {grade}. Tās vecās rindas paliek spēkā; to skaits: {was}.", "The file replaces a part of the file \"{file}\" ({of}), but lacks a grade that stood there: {grade}. Its old rows still count; their number: {was}."},
		Words{"Pārbaudiet, vai jaunajā eksportā ir visas klases.", "Check that the new export holds all grades."},
	},
}
