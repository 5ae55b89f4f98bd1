package templates

// problemWords has a sentence for every code of sources.Codes. The place (file,
// line, column) is printed beside it.
var problemWords = map[string]Sentence{
	"file.reader.panic": {
		Words{"Lasot datni, programmatūrā radās kļūda; datne nav izmantota.", "The program failed while reading the file; the file was not used."},
		Words{"Eksportējiet datni vēlreiz. Ja tas atkārtojas, nosūtiet programmatūras uzturētājiem datnes galveni un programmatūras versiju, bet ne pašus datus.", "Export the file again. If it happens again, send the program's maintainers the heading row and the program's version, but not the data."},
	},
	"file.large": {
		Words{"Datne ir lielāka par {limit} MiB.", "The file is larger than {limit} MiB."},
		Words{"Eksportējiet datus pa daļām, piemēram, katrai iestādei vai klasei savu datni.", "Export the data in parts, for example a file for each institution or grade."},
	},
	"file.empty": {
		Words{"Datne ir tukša.", "The file is empty."},
		Words{"Saglabājiet veidni vai eksportējiet datus vēlreiz un pirms iesniegšanas atveriet datni un pārbaudiet, vai tajā kaut kas ir.", "Save the template or export the data again, and open the file before handing it in to see that there is something in it."},
	},
	"file.format.unsupported": {
		Words{"Šo datni nevar nolasīt; tās formāts: {format}.", "This file cannot be read; its format: {format}."},
		Words{"Veidni iesniedziet kā Excel darbgrāmatu (.xlsx), bet datus no VIIS vai SEMR eksportējiet kā CSV. Arhīvu vispirms izpakojiet; citu tabulu saglabājiet kā „CSV UTF-8”.", "Hand in a template as an Excel workbook (.xlsx), and export the data from VIIS or SEMR as CSV. Unpack an archive first; save another table as \"CSV UTF-8\"."},
	},
	"file.encrypted": {
		Words{"Datne ir aizsargāta ar paroli, tāpēc to nevar atvērt.", "The file is protected with a password and cannot be opened."},
		Words{"Atveriet to programmā Excel ar paroli, izvēlieties „Datne” → „Informācija” → „Aizsargāt darbgrāmatu” → „Šifrēt ar paroli”, izdzēsiet paroli un saglabājiet.", "Open it in Excel with the password, choose \"File\" → \"Info\" → \"Protect Workbook\" → \"Encrypt with Password\", delete the password and save."},
	},
	"file.xls": {
		Words{"Darbgrāmata ir saglabāta vecajā formātā „Excel 97–2003” (.xls).", "The workbook is saved in the old format \"Excel 97-2003\" (.xls)."},
		Words{"Atveriet to programmā Excel, izvēlieties „Saglabāt kā” un formātu „Excel darbgrāmata (*.xlsx)”; VIIS eksportu saglabājiet kā „CSV UTF-8”.", "Open it in Excel, choose \"Save As\" and the format \"Excel Workbook (*.xlsx)\"; save an export of VIIS as \"CSV UTF-8\"."},
	},
	"file.ods": {
		Words{"Darbgrāmata ir saglabāta LibreOffice formātā (.ods).", "The workbook is saved in the format of LibreOffice (.ods)."},
		Words{"Atveriet to un izvēlieties „Saglabāt kā” un tipu „Excel 2007–365 (.xlsx)”; VIIS eksportu saglabājiet kā „Teksta CSV”.", "Open it and choose \"Save As\" and the type \"Excel 2007-365 (.xlsx)\"; save an export of VIIS as \"Text CSV\"."},
	},
	"file.truncated": {
		Words{"Datnei trūkst beigu: tā ir darbgrāmata vai arhīvs, kas nav līdz galam nokopēts.", "The end of the file is missing: it is a workbook or an archive that was not copied completely."},
		Words{"Pagaidiet, līdz kopēšana beidzas; ja tas nelīdz, kopējiet datni vēlreiz vai saglabājiet to no jauna programmā Excel.", "Wait until copying ends; if that does not help, copy the file again or save it anew with Excel."},
	},
	"file.damaged": {
		Words{"Datne ir bojāta, un to nevar atvērt.", "The file is damaged and cannot be opened."},
		Words{"Kopējiet vai lejupielādējiet to vēlreiz. Ja arī Excel to neatver, pārnesiet atbildes jaunā veidnē.", "Copy or download it again. If Excel does not open it either, carry the answers over to a new template."},
	},
	"file.named.other": {
		Words{"Datnes nosaukums beidzas ar {ending}, bet tā nav Excel darbgrāmata; tās formāts: {format}.", "The file's name ends with {ending}, but it is no workbook of Excel; its format: {format}."},
		Words{"Atveriet savu veidni programmā Excel, saglabājiet kā „Excel darbgrāmata (*.xlsx)” un iesniedziet to; cits nosaukums datni nepārvērš.", "Open your template in Excel, save it as \"Excel Workbook (*.xlsx)\" and hand that in; another name does not turn a file into a workbook."},
	},
	"file.named.text": {
		Words{"Datnes nosaukums beidzas ar {ending}, bet tā nav Excel darbgrāmata, bet gan teksts, kurā nav nevienas zināmas kolonnas galvenes.", "The file's name ends with {ending}, but it is no workbook of Excel: it is text without any known column heading."},
		Words{"Iesniedziet veidni, kas saglabāta kā „Excel darbgrāmata (*.xlsx)”, vai VIIS vai SEMR eksportu tādu, kādu to eksportējāt; cits nosaukums datni nepārvērš.", "Hand in the template saved as \"Excel Workbook (*.xlsx)\", or the export of VIIS or SEMR as it was exported; another name does not turn a file into a workbook."},
	},
	"file.named.none": {
		Words{"Datnes nosaukums beidzas ar {ending}, bet tās saturs nav Excel darbgrāmata: datne ir bojāta, vai arī tajā ir pavisam kas cits.", "The file's name ends with {ending}, but what it holds is no workbook of Excel: it is damaged, or something else."},
		Words{"Kopējiet to vēlreiz. Ja arī Excel to neatver, pārnesiet atbildes jaunā veidnē un saglabājiet kā „Excel darbgrāmata (*.xlsx)”.", "Copy it again. If Excel does not open it either, carry the answers over to a new template and save that as \"Excel Workbook (*.xlsx)\"."},
	},
	"file.named.export": {
		Words{"Datnes nosaukums beidzas ar {ending}, bet tā ir CSV eksports; tā arī nolasīta.", "The file's name ends with {ending}, but it is a CSV export, and was read as one."},
		Words{"Eksportam lietojiet nosaukumu, kas beidzas ar .csv: ar šo Excel to neatver.", "Give an export a name that ends with .csv: with this one Excel does not open it."},
	},
	"file.named.workbook": {
		Words{"Datnes nosaukums beidzas ar {ending}, bet tā ir Excel darbgrāmata; tā arī nolasīta.", "The file's name ends with {ending}, but it is a workbook of Excel, and was read as one."},
		Words{"Veidnei lietojiet nosaukumu, kas beidzas ar .xlsx.", "Give a template a name that ends with .xlsx."},
	},
	"file.workbook.large": {
		Words{"Darbgrāmata ir lielāka par {limit} MiB.", "The workbook is larger than {limit} MiB."},
		Words{"Izdzēsiet no tās attēlus un liekās lapas; visdrošāk – pārnesiet atbildes jaunā veidnē.", "Delete pictures and additional sheets from it; the safest is to carry the answers over to a new template."},
	},
	"file.workbook.unpacked": {
		Words{"Atverot darbgrāmatu, tā aizņemtu vairāk par {limit} MiB, tāpēc tā nav atvērta.", "Opened, the workbook would take more than {limit} MiB, so it was not opened."},
		Words{"Tik liela veidne nevar būt: izdzēsiet liekās lapas un attēlus vai pārnesiet atbildes jaunā veidnē.", "No template is that large: delete additional sheets and pictures, or carry the answers over to a new template."},
	},
	"file.workbook.rows": {
		Words{"Kādā lapā ir vairāk par {limit} rindām (tukšas, bet noformētas rindas arī skaitās).", "A sheet has more than {limit} rows (empty rows that have a format count too)."},
		Words{"Programmā Excel izvēlieties pirmo tukšo rindu zem tabulas, nospiediet Ctrl+Shift+↓, tad labo peles pogu un „Dzēst”, un saglabājiet. To izdariet katrā lapā; ja lapa ir aizsargāta, pārnesiet atbildes jaunā veidnē.", "In Excel select the first empty row below the table, press Ctrl+Shift+↓, then the right mouse button and \"Delete\", and save. Do so on each sheet; if the sheet is protected, carry the answers over to a new template."},
	},
	"file.workbook.columns": {
		Words{"Kādā lapā kaut kas ierakstīts tālāk par {limit}. kolonnu.", "On a sheet something is written beyond column {limit}."},
		Words{"Izdzēsiet liekās kolonnas un saglabājiet darbgrāmatu vēlreiz.", "Delete the columns that are not needed and save the workbook again."},
	},
	"file.workbook.cells": {
		Words{"Darbgrāmatā ir pārāk daudz lapu vai šūnu, tāpēc tā nav atvērta.", "The workbook has too many sheets or cells, so it was not opened."},
		Words{"Izdzēsiet lapas, kas nav no veidnes, un tukšās noformētās rindas un kolonnas; visdrošāk – pārnesiet atbildes jaunā veidnē.", "Delete sheets that are not the template's, and empty rows and columns that have a format; the safest is to carry the answers over to a new template."},
	},
	"file.workbook.broken": {
		Words{"Darbgrāmata ir bojāta: kāda tās lapa ir nepilnīga vai nav nolasāma.", "The workbook is damaged: one of its sheets breaks off or cannot be read."},
		Words{"Atveriet to programmā Excel, ļaujiet to salabot, pārbaudiet, vai visas atbildes ir vietā, un saglabājiet; ja tas nelīdz, pārnesiet atbildes jaunā veidnē.", "Open it in Excel, let Excel repair it, check that all answers are in place, and save; if that does not help, carry the answers over to a new template."},
	},
	"file.workbook.order": {
		Words{"Darbgrāmata ir bojāta: kādā lapā rinda {row} vai tās šūnas atkārtojas vai nav pēc kārtas, un nav skaidrs, kura vērtība ir īstā.", "The workbook is damaged: on a sheet the row {row} or its cells are repeated or out of order, and it is not clear which value is meant."},
		Words{"Atveriet to programmā Excel, pārbaudiet atbildes un saglabājiet vēlreiz; ja darbgrāmatu veidojusi cita programma, pārnesiet atbildes veidnē.", "Open it in Excel, check the answers and save again; if another program made the workbook, carry the answers over to the template."},
	},
	"file.workbook.doctype": {
		Words{"Darbgrāmatas saturā ir norādes, kādu Excel darbgrāmatā nemēdz būt (DOCTYPE), tāpēc tā nav atvērta.", "The workbook holds instructions that no workbook of Excel has (DOCTYPE), so it was not opened."},
		Words{"Aizpildiet veidni programmā Excel vai LibreOffice un iesniedziet to.", "Fill the template in Excel or LibreOffice and hand that in."},
	},

	"csv.nul": {
		Words{"Datnē ir nulles baits, kāda tekstā nemēdz būt: datne ir bojāta vai saglabāta UTF-16 kodējumā bez kodējuma zīmes sākumā.", "The file holds a zero byte, which no text has: it is damaged, or saved as UTF-16 without the mark of that encoding at its beginning."},
		Words{"Eksportējiet to vēlreiz vai saglabājiet kā „CSV UTF-8”.", "Export it again, or save it as \"CSV UTF-8\"."},
	},
	"csv.encoding.invalid": {
		Words{"Datnes sākumā norādītais kodējums neatbilst tās saturam.", "The encoding named at the beginning of the file does not fit its content."},
		Words{"Eksportējiet datni vēlreiz; ja tā salikta no vairākām datnēm, saglabājiet katru atsevišķi kā „CSV UTF-8”.", "Export the file again; if it was put together from several files, save each of them as \"CSV UTF-8\"."},
	},
	"csv.encoding.mixed": {
		Words{"Teksts ir UTF-8 kodējumā, bet vietām tas ir bojāts vai citā kodējumā.", "The text is in UTF-8, but damaged or in another encoding in places."},
		Words{"Eksportējiet datni vēlreiz; nelieciet vienā datnē tekstus dažādos kodējumos.", "Export the file again; do not put texts of different encodings into one file."},
	},
	"csv.encoding.undefined": {
		Words{"Datnē ir baits {byte}, kuram Baltijas kodējumā (Windows-1257) nav rakstzīmes.", "The file holds the byte {byte}, which is no character in Windows-1257 (Baltic)."},
		Words{"Saglabājiet datni kā „CSV UTF-8”.", "Save the file as \"CSV UTF-8\"."},
	},
	"csv.encoding.guessed": {
		Words{"Datne nav UTF-8 kodējumā, tāpēc tā ir nolasīta Baltijas kodējumā (Windows-1257).", "The file is not UTF-8 and was read as Windows-1257 (Baltic)."},
		Words{"Ja burti izskatās nepareizi, saglabājiet datni kā „CSV UTF-8”.", "If letters look wrong, save the file as \"CSV UTF-8\"."},
	},
	"csv.line.long": {
		Words{"Rinda ir garāka par {limit} MiB.", "The line is longer than {limit} MiB."},
		Words{"Tas nav VIIS vai SEMR eksports, vai arī datne ir bojāta: eksportējiet vēlreiz.", "This is not an export of VIIS or SEMR, or the file is damaged: export it again."},
	},
	"csv.line.cr": {
		Words{"Datnes rindas beidzas tā, kā vecos Macintosh datoros (CR), tāpēc visa datne ir viena gara rinda.", "The file's lines end as on old Macintosh computers (CR), so the whole file is one long line."},
		Words{"Saglabājiet to kā „CSV UTF-8”, nevis „CSV (Macintosh)”.", "Save it as \"CSV UTF-8\", not as \"CSV (Macintosh)\"."},
	},
	"csv.kind.unknown": {
		Words{"Datnē nav atrasta neviena zināma kolonnas galvene.", "No known column heading was found in the file."},
		Words{"Pārbaudiet, vai tas ir VIIS vai SEMR eksports un vai galvene ir starp pirmajām 16 rindām.", "Check that it is an export of VIIS or SEMR, and that its heading row is among the first 16 lines."},
	},
	"csv.heading.missing": {
		Words{"Datne visvairāk līdzinās eksportam „{kind}”, bet tajā trūkst kolonnu: {missing}.", "The file is most like the export \"{kind}\", but these columns are missing: {missing}."},
		Words{"Eksportējiet datus ar visām kolonnām. Ja kolonnai VIIS vai SEMR tagad ir cita galvene, pasakiet to atbildīgajai personai pašvaldībā: to ieraksta programmas datnē (reading: headings:).", "Export the data with all columns. If a column now has another heading in VIIS or SEMR, tell the municipality's officer: it is entered in the programme file (reading: headings:)."},
	},
	"csv.heading.twice": {
		Words{"Kolonnas „{heading}” un „{other}” nozīmē vienu un to pašu.", "The columns \"{heading}\" and \"{other}\" mean the same."},
		Words{"Atstājiet vienu no tām un izdzēsiet otru.", "Keep one of them and delete the other."},
	},
	"csv.heading.unknown": {
		Words{"Kolonnas, kuras nav vajadzīgas un netiek lasītas: {headings}.", "Columns that are not needed and not read: {headings}."},
		Words{"Nekas nav jādara. Ja kādā no tām ir vajadzīgi dati, pasakiet to atbildīgajai personai pašvaldībā: galveni ieraksta programmas datnē (reading: headings:).", "Nothing to do. If one of them holds needed data, tell the municipality's officer: its heading is entered in the programme file (reading: headings:)."},
	},
	"csv.columns.limit": {
		Words{"Datnē ir vairāk par {limit} kolonnām.", "The file has more than {limit} columns."},
		Words{"Izdzēsiet liekās kolonnas un saglabājiet datni vēlreiz.", "Delete the columns that are not needed and save the file again."},
	},
	"csv.rows.limit": {
		Words{"Datnē ir vairāk par {limit} rindām.", "The file has more than {limit} rows."},
		Words{"Eksportējiet datus pa daļām, piemēram, katram mācību gadam savu datni.", "Export the data in parts, for example a file for each school year."},
	},
	"csv.rows.none": {
		Words{"Datnē ir galvene, bet nav nevienas datu rindas.", "The file has a heading row but no row of data."},
		Words{"Pārbaudiet, kas izvēlēts eksportam, un eksportējiet vēlreiz; tukša datne neko neaizstāj.", "Check what was chosen for the export and export again; an empty file replaces nothing."},
	},
	"csv.quote.open": {
		Words{"Šeit atvērtās pēdiņas nav aizvērtas, kur vajadzīgs, tāpēc nākamās rindas saplūst vienā šūnā.", "A quotation mark that opens here is not closed where it should be, so the following rows run into one cell."},
		Words{"Aizveriet vai izdzēsiet pēdiņas šajā rindā. Pēdiņas tekstā raksta divreiz (\"\").", "Close or delete the quotation mark in this line. A quotation mark inside a text is written twice (\"\")."},
	},
	"csv.quote.stray": {
		Words{"Rindā ir pēdiņas šūnas vidū, un nav skaidrs, kur šūna beidzas.", "The row has a quotation mark in the middle of a cell, and it is not clear where the cell ends."},
		Words{"Izdzēsiet pēdiņas vai ielieciet visu šūnu pēdiņās un iekšējās pēdiņas rakstiet divreiz (\"\").", "Delete the quotation mark, or put the whole cell in quotation marks and write the inner ones twice (\"\")."},
	},
	"csv.row.width": {
		Words{"Šūnu skaits rindā: {cells}; kolonnu skaits galvenē: {headings}.", "Cells in the row: {cells}; columns in the heading row: {headings}."},
		Words{"Pārbaudiet, vai rindā netrūkst atdalītāja un vai kādā šūnā bez pēdiņām nav lieka atdalītāja.", "Check that no delimiter is missing in the row, and that no cell holds a delimiter without quotation marks."},
	},
	"csv.row.repeated": {
		Words{"Šī rinda atkārto {first}. rindu; skaitīta tikai viena no tām.", "This row repeats line {first}; only one of them counts."},
		Words{"Ja dati ievadīti divreiz, izdzēsiet lieko ierakstu VIIS.", "If the data were entered twice, delete the second entry in VIIS."},
	},
	"csv.row.contradicts": {
		Words{"Šī rinda ir par to pašu, par ko {other}. rinda, bet ar citu saturu; neviena no tām nav izmantota.", "This row is about the same as line {other}, but says something else; neither of them was used."},
		Words{"Noskaidrojiet, kura ir pareiza, izlabojiet datus VIIS vai SEMR un eksportējiet vēlreiz.", "Find out which one is right, correct the data in VIIS or SEMR, and export again."},
	},
	"csv.problems.more": {
		Words{"Tādu pašu problēmu ({code}) ir vairāk, nekā uzskaitīts; neuzskaitīto skaits: {more}.", "There are more problems of this kind ({code}) than are listed; number not listed: {more}."},
		Words{"Izlabojiet uzskaitītās problēmas un pārbaudiet datni vēlreiz.", "Correct the listed problems and check the file again."},
	},

	"csv.cell.empty": {
		Words{"Šūna „{heading}” ir tukša, bet tā ir obligāta.", "The cell \"{heading}\" is empty, but it is required."},
		Words{"Ievadiet trūkstošo VIIS vai SEMR un eksportējiet vēlreiz.", "Enter what is missing in VIIS or SEMR and export again."},
	},
	"csv.date.invalid": {
		Words{"„{got}” nav datums.", "\"{got}\" is not a date."},
		Words{"Ierakstiet dienu, mēnesi un gadu, piemēram, 01.09.2024; tādai dienai jābūt kalendārā.", "Write day, month and year, for example 01.09.2024; the calendar must have that day."},
	},
	"csv.number.invalid": {
		Words{"„{got}” nav vesels skaitlis.", "\"{got}\" is not a whole number."},
		Words{"Ierakstiet veselu skaitli, kas nav mazāks par nulli, piemēram, 12.", "Write a whole number that is not below zero, for example 12."},
	},
	"csv.percent.invalid": {
		Words{"„{got}” nav procentu vērtība.", "\"{got}\" is not a percentage."},
		Words{"Ierakstiet skaitli, piemēram, 12,5.", "Write a number, for example 12,5."},
	},
	"csv.year.invalid": {
		Words{"„{got}” nav mācību gads.", "\"{got}\" is not a school year."},
		Words{"Ierakstiet divus gadus pēc kārtas, piemēram, 2023./2024.", "Write two years that follow each other, for example 2023./2024."},
	},
	"csv.grade.invalid": {
		Words{"„{got}” nav klase vai kurss.", "\"{got}\" is not a grade or course."},
		Words{"Ierakstiet klasi no 1 līdz 12, kursu (no „1. kurss” līdz „4. kurss”) vai „PII”.", "Write a grade from 1 to 12, a course (\"1. kurss\" to \"4. kurss\") or \"PII\"."},
	},
	"csv.semester.invalid": {
		Words{"„{got}” nav semestris.", "\"{got}\" is not a semester."},
		Words{"Ierakstiet 1 vai 2.", "Write 1 or 2."},
	},
	"csv.programme.invalid": {
		Words{"„{got}” nav izglītības programmas kods.", "\"{got}\" is not the code of an education programme."},
		Words{"Kodā ir astoņas vai deviņas rakstzīmes, piemēram, 21011111; izlabojiet to VIIS un eksportējiet vēlreiz. Ja kods VIIS sākas ar 0, to nodzēsis Excel: iesniedziet eksportu tādu, kādu to dod VIIS.", "A code has eight or nine characters, for example 21011111; correct it in VIIS and export again. If the code begins with 0 in VIIS, Excel dropped it: hand in the export as VIIS gives it."},
	},
	"csv.programme.unknown": {
		Words{"Nav zināma izglītības pakāpe izglītības programmu kodiem, kas sākas ar {got}; to rindas ir izslēgtas. Rindu skaits: {rows}.", "The level of education is not known for programme codes that begin with {got}; their rows were set aside. Number of rows: {rows}."},
		Words{"Ja šie izglītojamie ir jāskaita, pasakiet to atbildīgajai personai pašvaldībā: šo koda sākumu ieraksta programmas datnē (reading: levels:). Ja ne, nekas nav jādara.", "If these pupils are to be counted, tell the municipality's officer: that beginning of the code is entered in the programme file (reading: levels:). If not, there is nothing to do."},
	},
	"csv.person.empty": {
		Words{"Nav personas koda, tāpēc rindu nevar skaitīt.", "There is no person code, so the row cannot be counted."},
		Words{"Ievadiet personas kodu VIIS un eksportējiet vēlreiz.", "Enter the person code in VIIS and export again."},
	},
	"csv.person.check_digit": {
		Words{"Personas koda {got} pārbaudes cipars neatbilst pārējiem cipariem; rinda ir izmantota.", "The check digit of the person code {got} does not fit the other digits; the row was used."},
		Words{"Pārbaudiet, vai kods VIIS ir ievadīts pareizi.", "Check that the code was entered correctly in VIIS."},
	},
	"csv.person.excel": {
		Words{"Excel ir pārvērtis personas kodu par skaitli, piemēram, 3,01E+10; koda cipari ir zuduši.", "Excel has turned the person code into a number such as 3,01E+10; its digits are lost."},
		Words{"Eksportējiet datus no VIIS vai SEMR vēlreiz un iesniedziet eksportu, to programmā Excel neatverot un nesaglabājot; šajā datnē kodus atjaunot nevar.", "Export the data from VIIS or SEMR again and hand the export in without opening or saving it with Excel; in this file the codes cannot be restored."},
	},
	"csv.person.zero": {
		Words{"Personas kodam trūkst sākuma nulles; tas nolasīts kā {got}, un rinda ir izmantota.", "The leading zero of the person code is missing; it was read as {got}, and the row was used."},
		Words{"Pārbaudiet kodu. Lai nulles nezustu, iesniedziet eksportu tādu, kādu to dod VIIS, programmā Excel to nesaglabājot.", "Check the code. To keep the zeros, hand in the export as VIIS gives it, without saving it with Excel."},
	},
	"csv.person.form": {
		Words{"Šis teksts nav personas kods; rinda ir izmantota, un vienādi teksti nozīmē vienu izglītojamo.", "This text is not a person code; the row was used, and equal texts stand for one pupil."},
		Words{"Ja izglītojamajam ir personas kods, ievadiet to VIIS; ja nav, pārbaudiet, vai viņa pagaidu kods visos eksportos ir vienāds.", "If the pupil has a person code, enter it in VIIS; if not, check that the temporary code is the same in all exports."},
	},
	"csv.person.respelled": {
		Words{"Personas kodi rakstīti citādi nekā VIIS (ar citu domuzīmi, atstarpēm vai kā skaitlis); tie nolasīti kā personas kodi. Rindu skaits: {rows}.", "Person codes are written otherwise than in VIIS (with another dash, blanks, or as a number); they were read as person codes. Number of rows: {rows}."},
		Words{"Nekas nav jādara; drošāk ir nodot eksportu tādu, kādu to dod VIIS.", "Nothing to do; it is safer to hand in the export as VIIS gives it."},
	},
	"csv.person.none": {
		Words{"Personas koda vietā ir teksts bez cipariem; katra šāda rinda skaitīta kā cits izglītojamais un nav saistīta ar citām rindām. Rindu skaits: {rows}.", "In place of a person code there is text without digits; each such row counts as another pupil and is not linked to other rows. Number of rows: {rows}."},
		Words{"Ievadiet personas kodus VIIS, lai izglītojamos varētu atpazīt citos eksportos.", "Enter the person codes in VIIS, so that the pupils can be recognised in other exports."},
	},

	"csv.institution.invalid": {
		Words{"„{got}” nav reģistrācijas numurs.", "\"{got}\" is not a registration number."},
		Words{"Ierakstiet desmit ciparus, piemēram, 3213900035.", "Write ten digits, for example 3213900035."},
	},
	"csv.institution.excel": {
		Words{"Excel ir pārvērtis reģistrācijas numuru par „{got}”; tā cipari ir zuduši.", "Excel has turned the registration number into \"{got}\"; its digits are lost."},
		Words{"Eksportējiet vēlreiz un nesaglabājiet datni programmā Excel; vai arī formatējiet kolonnu kā tekstu, ievadiet numurus no jauna un tad saglabājiet.", "Export again and do not save the file with Excel; or format the column as text, enter the numbers again and then save."},
	},
	"csv.institution.unlisted": {
		Words{"Iestādes {institution} nav programmas iestāžu sarakstā; tās rindas ir izslēgtas. Rindu skaits: {rows}. Līdzīgākā iestāde sarakstā: {nearest}.", "The institution {institution} is not on the programme's list of institutions; its rows were set aside. Number of rows: {rows}. The most similar one on the list: {nearest}."},
		Words{"Ja iestāde ir jāskaita, paziņojiet par to pašvaldībai: iestāde vai tās agrākais numurs jāieraksta programmas datnē.", "If the institution is to be counted, tell the municipality: the institution, or the number that it had before, must be entered in the programme file."},
	},
	"csv.institution.none_listed": {
		Words{"Visas datnes rindas ir par iestādēm, kuru nav programmas iestāžu sarakstā. Rindu skaits: {rows}.", "All rows of the file are about institutions that are not on the programme's list of institutions. Number of rows: {rows}."},
		Words{"Pārbaudiet, vai tas ir jūsu pašvaldības eksports. Ja ir, paziņojiet par to pašvaldībai: iestādes jāieraksta programmas datnē.", "Check that it is your municipality's export. If it is, tell the municipality: the institutions must be entered in the programme file."},
	},
	"csv.provider.unlisted": {
		Words{"Interešu izglītību īsteno arī iestāde {institution}, kuras nav programmas iestāžu sarakstā; tās rindas ir izmantotas. Rindu skaits: {rows}.", "Interest education is also provided by the institution {institution}, which is not on the programme's list of institutions; its rows were used. Number of rows: {rows}."},
		Words{"Nekas nav jādara.", "Nothing to do."},
	},

	"csv.reason.unmapped": {
		Words{"Atskaitīšanas iemesls „{got}” nav atpazīts; tas skaitīts kā nezināms. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The reason for leaving \"{got}\" is not recognised; it counts as unknown. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ja VIIS tas ir pareizi, pasakiet to atbildīgajai personai pašvaldībā: to ieraksta programmas datnē pie atbilstošās iemeslu grupas (reading: reasons:).", "If it is right in VIIS, tell the municipality's officer: it is entered in the programme file under its group of reasons (reading: reasons:)."},
	},
	"csv.decision.unmapped": {
		Words{"Gada lēmums „{got}” nav atpazīts; šīs rindas skaitītas kā rindas bez gada lēmuma. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The year-end decision \"{got}\" is not recognised; these rows count as having no decision. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ja VIIS tas ir pareizi, pasakiet to atbildīgajai personai pašvaldībā: to ieraksta programmas datnē pie atbilstošā gada lēmuma (reading: decisions:).", "If it is right in VIIS, tell the municipality's officer: it is entered in the programme file under the decision that it means (reading: decisions:)."},
	},
	"csv.status.unmapped": {
		Words{"Eksāmena statuss „{got}” nav atpazīts; eksāmens skaitīts kā nekārtots. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The exam status \"{got}\" is not recognised; the exam counts as not taken. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ja VIIS tas ir pareizi, pasakiet to atbildīgajai personai pašvaldībā: to ieraksta programmas datnē pie atbilstošā statusa (reading: statuses:).", "If it is right in VIIS, tell the municipality's officer: it is entered in the programme file under the status that it means (reading: statuses:)."},
	},
	"csv.continues.unmapped": {
		Words{"Atbilde „{got}” par mācību turpināšanu nav atpazīta; tā skaitīta kā „nav zināms”. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The answer \"{got}\" on continuing is not recognised; it counts as \"not known\". Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Izlabojiet to VIIS un eksportējiet vēlreiz; ja tā ir pareizi, pasakiet to atbildīgajai personai pašvaldībā: atbildi ieraksta programmas datnē (reading: continues:).", "Correct it in VIIS and export again; if it is right, tell the municipality's officer: the answer is entered in the programme file (reading: continues:)."},
	},
	"csv.level.unmapped": {
		Words{"Iegūtā izglītība „{got}” nav atpazīta; rindas neskaita nevienā izglītības pakāpē. Rindu skaits: {rows}; izglītojamo skaits: {pupils}.", "The completed education \"{got}\" is not recognised; the rows count for no level of education. Number of rows: {rows}; of pupils: {pupils}."},
		Words{"Ierakstiet „pamatizglītība” vai „vidējā izglītība”.", "Write \"pamatizglītība\" (basic) or \"vidējā izglītība\" (secondary)."},
	},

	"enrolment.left.early": {
		Words{"Atskaitīšanas datums {got} ir agrāks par uzņemšanas datumu {enrolled}.", "The leaving date {got} is before the date of enrolment {enrolled}."},
		Words{"Izlabojiet vienu no datumiem VIIS un eksportējiet vēlreiz.", "Correct one of the dates in VIIS and export again."},
	},
	"enrolment.reason.empty": {
		Words{"Izglītojamais ir atskaitīts, bet atskaitīšanas iemesla nav; tas skaitīts kā nezināms.", "The pupil has left, but there is no reason for leaving; it counts as unknown."},
		Words{"Ievadiet iemeslu VIIS un eksportējiet vēlreiz.", "Enter the reason in VIIS and export again."},
	},
	"enrolment.reason.undated": {
		Words{"Ir atskaitīšanas iemesls „{got}”, bet nav atskaitīšanas datuma; iemesls nav ņemts vērā.", "There is a reason for leaving, \"{got}\", but no leaving date; the reason was ignored."},
		Words{"Ja izglītojamais ir atskaitīts, ievadiet VIIS datumu; ja ne, izdzēsiet iemeslu.", "If the pupil has left, enter the date in VIIS; if not, delete the reason."},
	},
	"enrolment.start.late": {
		Words{"Uzņemšanas datums {got} ir pēc mācību gada {year}.", "The date of enrolment {got} is after the school year {year}."},
		Words{"Pārbaudiet datumu un mācību gadu VIIS un eksportējiet vēlreiz.", "Check the date and the school year in VIIS, and export again."},
	},
	"enrolment.start.early": {
		Words{"Uzņemšanas datums {got} ir vairāk nekā 20 gadus pirms mācību gada {year}.", "The date of enrolment {got} is more than 20 years before the school year {year}."},
		Words{"Pārbaudiet datumu un mācību gadu VIIS un eksportējiet vēlreiz.", "Check the date and the school year in VIIS, and export again."},
	},
	"absence.unjustified.more": {
		Words{"Neattaisnoti kavēto mācību stundu skaits ({got}) ir lielāks par visu kavēto mācību stundu skaitu ({absent}).", "The number of lessons missed without a good reason ({got}) is larger than the number of all lessons missed ({absent})."},
		Words{"Izlabojiet skaitu VIIS un eksportējiet vēlreiz.", "Correct the number in VIIS and export again."},
	},
	"exam.result.range": {
		Words{"Eksāmena rezultāts „{got}” ir lielāks par 100 %.", "The exam result \"{got}\" is above 100 %."},
		Words{"Ierakstiet rezultātu procentos, no 0 līdz 100.", "Write the result in percent, from 0 to 100."},
	},
	"exam.result.missing": {
		Words{"Eksāmens ir kārtots, bet rezultāta nav.", "The exam was taken, but there is no result."},
		Words{"Ievadiet rezultātu vai izlabojiet statusu un eksportējiet vēlreiz.", "Enter the result or correct the status, and export again."},
	},
	"exam.result.unexpected": {
		Words{"Eksāmenam ir rezultāts ({got}), bet statuss ir „{status}”; eksāmens skaitīts kā nekārtots.", "The exam has a result ({got}), but its status is \"{status}\"; the exam counts as not taken."},
		Words{"Pārbaudiet statusu VIIS un eksportējiet vēlreiz.", "Check the status in VIIS and export again."},
	},
	"semr.level.invalid": {
		Words{"„{got}” nav teritorijas līmenis.", "\"{got}\" is not a level of territory."},
		Words{"Ierakstiet „iestāde”, „pašvaldība” vai „valsts”.", "Write \"iestāde\" (institution), \"pašvaldība\" (municipality) or \"valsts\" (country)."},
	},
	"semr.year.invalid": {
		Words{"„{got}” nav gads.", "\"{got}\" is not a year."},
		Words{"Ierakstiet kalendāra gadu (2024) vai mācību gadu (2023./2024.).", "Write a calendar year (2024) or a school year (2023./2024.)."},
	},
	"semr.value.differs": {
		Words{"Vērtība {got} neatbilst skaitītājam un saucējam, no kuriem iznāk {computed} %; izmantota datnē dotā vērtība.", "The value {got} does not agree with its numerator and denominator, which give {computed} %; the value in the file was used."},
		Words{"Salīdziniet eksportu ar SEMR.", "Compare the export with SEMR."},
	},
	"semr.counts.impossible": {
		Words{"Skaitītājs {got} ir lielāks par saucēju {denominator}; tie nav izmantoti, izmantota tikai datnē dotā vērtība.", "The numerator {got} is larger than the denominator {denominator}; they were not used, only the value in the file was."},
		Words{"Salīdziniet eksportu ar SEMR.", "Compare the export with SEMR."},
	},
	"semr.municipality.missing": {
		Words{"Par gadu {year} datnē nav nevienas pašvaldības līmeņa rindas.", "For the year {year} the file has no row of municipality level."},
		Words{"Ja pašvaldības vērtības nav citā datnē, eksportējiet no SEMR arī pašvaldības līmeni.", "If the municipality's values are not in another file, export the municipality level from SEMR too."},
	},
	"register.closed.invalid": {
		Words{"Kolonnā „{heading}” ir „{got}”; pieņemts, ka iestāde darbojas.", "The column \"{heading}\" says \"{got}\"; the institution was assumed to be open."},
		Words{"Ierakstiet „Jā” vai „Nē”.", "Write \"Jā\" (yes) or \"Nē\" (no)."},
	},

	"form.foreign": {
		Words{"Šī Excel darbgrāmata nav iestādei sagatavota veidne.", "This Excel workbook is not a template that was made for an institution."},
		Words{"Ierakstiet atbildes veidnē, kas sagatavota tieši jūsu iestādei, un iesniedziet to. Ja tas ir VIIS vai SEMR eksports, atveriet to programmā Excel un saglabājiet kā „CSV UTF-8”.", "Write the answers into the template that was made for your institution, and hand that in. If it is an export of VIIS or SEMR, open it in Excel and save it as \"CSV UTF-8\"."},
	},
	"form.template.other": {
		Words{"Veidni sagatavojusi cita programmatūras versija, un šī versija to nepazīst.", "The template was made by another version of the program, which this version does not know."},
		Words{"Palūdziet pašvaldībai jaunu veidni vai atjaunojiet programmatūru.", "Ask the municipality for a new template, or update the program."},
	},
	"form.saved.csv": {
		Words{"Veidne ir saglabāta kā CSV: tajā palikusi tikai viena lapa, un nav zināms, kurās šūnās bija atbildes.", "The template was saved as CSV: only one sheet of it is left, and it is not known in which cells the answers stood."},
		Words{"Atveriet sākotnējo veidni, pārnesiet tajā atbildes, saglabājiet kā „Excel darbgrāmata (*.xlsx)” un iesniedziet to.", "Open the original template, carry the answers over, save it as \"Excel Workbook (*.xlsx)\" and hand that in."},
	},
	"form.identity.broken": {
		Words{"Nav droši zināms, kurai iestādei un mācību gadam ir šī veidne: tās slēptās ziņas ir mainītas vai zudušas.", "It is not certain which institution and school year this template is for: its hidden details were changed or lost."},
		Words{"Pārnesiet atbildes savas iestādes veidnē; nekopējiet veidnes lapas citā darbgrāmatā un nelietojiet citas iestādes veidni.", "Carry the answers over to your institution's template; do not copy the template's sheets into another workbook, nor use another institution's template."},
	},
	"form.programme.other": {
		Words{"Veidne sagatavota citai programmai: „{programme}”.", "The template was made for another programme: \"{programme}\"."},
		Words{"Aizpildiet veidni, ko atsūtījusi jūsu pašvaldība, un iesniedziet to. Ja šī ir tieši tā, paziņojiet par to pašvaldībai.", "Fill in the template that your municipality sent and hand that in. If this is that very template, tell the municipality."},
	},
	"form.programme.none": {
		Words{"Šī ir iestādes veidne (iestāde {institution}, mācību gads {year}, programma „{programme}”); bez programmas datnes tās atbildes nevar pārbaudīt.", "This is an institution's template (institution {institution}, school year {year}, programme \"{programme}\"); without the programme file its answers cannot be checked."},
		Words{"Palaidiet pārbaudi ar --programme un programmas datni.", "Run the check with --programme and the programme file."},
	},
	"form.institution.unknown": {
		Words{"Iestādes „{institution}”, kurai sagatavota veidne, programmā nav vai tai nekas netiek prasīts.", "The institution \"{institution}\" for which the template was made is not in the programme, or is asked nothing."},
		Words{"Pārbaudiet, vai šī ir jūsu iestādes veidne. Ja ir, paziņojiet par to pašvaldībai: iestāde vai tās agrākais numurs jāieraksta programmas datnē.", "Check that this is your institution's template. If it is, tell the municipality: the institution, or the number that it had before, must be entered in the programme file."},
	},
	"form.institution.unasked": {
		Words{"Iestādei „{institution}” par mācību gadu {year} programma neko neprasa.", "The programme asks the institution \"{institution}\" nothing about the school year {year}."},
		Words{"Jums nekas nav jāaizpilda un jāsūta. Ja domājat, ka iestādei tomēr jāatbild, paziņojiet par to pašvaldībai.", "You need not fill in or send anything. If you think that the institution should answer, tell the municipality."},
	},
	"form.version.other": {
		Words{"Veidne sagatavota, pirms mainījās jautājumi; nolasītas atbildes uz tiem jautājumiem, kas joprojām ir spēkā.", "The template was made before the questions changed; the answers to those questions that still stand were read."},
		Words{"Ja kādas atbildes trūkst, palūdziet pašvaldībai jauno veidni un pārnesiet atbildes tajā.", "If an answer is missing, ask the municipality for the new template and carry the answers over."},
	},
	"form.fields.missing": {
		Words{"Šajā veidnē nav dažu jautājumu, kas tagad ir spēkā; tie paliek bez atbildes. Skaits: {count}. Piemēram: {figures}.", "This template lacks some questions that are asked now; they stay unanswered. Number: {count}. For example: {figures}."},
		Words{"Palūdziet pašvaldībai jauno veidni un atbildiet arī uz tiem.", "Ask the municipality for the new template and answer them too."},
	},
	"form.fields.unknown": {
		Words{"Veidnē ir atbildes uz jautājumiem, kurus vairs neuzdod; tās nav izmantotas. Skaits: {count}. Šūnas: {cells}.", "The template holds answers to questions that are no longer asked; they were not used. Number: {count}. Cells: {cells}."},
		Words{"Nekas nav jādara.", "Nothing to do."},
	},
	"form.macros": {
		Words{"Darbgrāmatā ir makro; tie netiek palaisti.", "The workbook holds macros; they are never run."},
		Words{"Nekas nav jādara; drošāk ir saglabāt veidni kā „Excel darbgrāmata (*.xlsx)”.", "Nothing to do; it is safer to save the template as \"Excel Workbook (*.xlsx)\"."},
	},
	"form.links": {
		Words{"Darbgrāmatā ir saites uz citām darbgrāmatām; izmantotas pēdējās saglabātās vērtības, un tās var būt novecojušas.", "The workbook is linked to other workbooks; the values last stored were used, and they may be out of date."},
		Words{"Pārbaudiet vērtības. Lai saišu nebūtu, programmā Excel izvēlieties „Dati” → „Rediģēt saites” → „Pārtraukt saiti” un saglabājiet.", "Check the values. To be rid of the links, choose \"Data\" → \"Edit Links\" → \"Break Link\" in Excel and save."},
	},
	"form.empty": {
		Words{"Veidne nav aizpildīta: nevienā ievades šūnā nekas nav ierakstīts, tāpēc tā neko neaizstāj.", "The template is not filled in: nothing is written in any input cell, so it replaces nothing."},
		Words{"Aizpildiet veidni, saglabājiet un iesniedziet vēlreiz. Ja kaut kā nav bijis, ierakstiet 0.", "Fill in the template, save it and hand it in again. Where there was none, write 0."},
	},
	"form.shown.lost": {
		Words{"Veidnē nav slēptās lapas ar salīdzināmajiem skaitļiem (pērnā gada un reģistra); atbildes ir nolasītas, bet nevar zināt, kādi skaitļi bija redzami aizpildot.", "The template lacks its hidden sheet with the numbers to compare with (last year's and the register's); the answers were read, but it is not known which numbers were seen while filling in."},
		Words{"Ja veidni labojat, izmantojiet sākotnējo datni un nedzēsiet tās lapas.", "If you correct the template, use the original file and do not delete its sheets."},
	},
	"form.shown.changed": {
		Words{"Mainīti skaitļi, kas veidnē bija parādīti salīdzināšanai (pērnā gada vai reģistra); salīdzināts ar sākotnējiem. Šūnu skaits: {count}. Šūnas: {cells}.", "Numbers that the template showed for comparison (last year's or the register's) were changed; the original ones were used. Number of cells: {count}. Cells: {cells}."},
		Words{"Ja reģistra skaitlis ir nepareizs, to nelabojiet, bet rakstiet pareizo ievades šūnā un iemeslu – paskaidrojumā.", "If the register's number is wrong, do not change it: write the right one into the input cell and the reason beside it."},
	},
	"form.formula.changed": {
		Words{"Mainītas vai aizstātas veidnes formulas; atbildes ir nolasītas, bet summas un pārbaudes veidnē vairs nav drošas. Šūnu skaits: {count}. Šūnas: {cells}.", "Formulas of the template were changed or replaced; the answers were read, but the sums and checks in the template can no longer be trusted. Number of cells: {count}. Cells: {cells}."},
		Words{"Pārbaudiet atbildes; rakstiet tikai ievades šūnās.", "Check the answers; write into input cells only."},
	},
	"form.label.changed": {
		Words{"Mainīti veidnes teksti, kas saka, kas rindā jānorāda; atbildes skaitītas par sākotnējiem jautājumiem. Šūnu skaits: {count}. Šūnas: {cells}.", "Texts of the template that say what is asked in a row were changed; the answers were counted for the original questions. Number of cells: {count}. Cells: {cells}."},
		Words{"Pārbaudiet, vai atbildes šajās rindās ir par to, ko veidne prasīja; citu ziņu rindas nepievienojiet.", "Check that the answers in these rows are about what the template asked; do not make rows of your own out of them."},
	},
	"form.rows.moved": {
		Words{"Rindas ir sakārtotas citā secībā: šeit bija „{was}”, tagad ir „{got}”. Nav zināms, kura atbilde ir par kuru rindu, tāpēc šīs tabulas atbildes nav izmantotas.", "The rows were sorted: here stood \"{was}\", now \"{got}\". It is not known which answer belongs to which row, so the answers of this table were not used."},
		Words{"Atceliet kārtošanu (Ctrl+Z) vai pārnesiet šīs tabulas atbildes jaunā veidnē; veidnes rindas nekārtojiet.", "Undo the sorting (Ctrl+Z), or carry this table's answers over to a fresh template; do not sort a template's rows."},
	},
	"form.owner.changed": {
		Words{"Šeit bija „{was}”, tagad ir „{got}”; atbildes skaitītas tam, kam veidne sagatavota: „{was}”.", "Here stood \"{was}\", now \"{got}\"; the answers were counted for what the template was made for: \"{was}\"."},
		Words{"Ja atbildes ir par „{was}”, nekas nav jādara. Ja tās ir par „{got}”, pārnesiet tās tai sagatavotā veidnē.", "If the answers are about \"{was}\", there is nothing to do. If they are about \"{got}\", carry them over to the template that was made for it."},
	},
	"form.codes.outside": {
		Words{"Darbgrāmatā ārpus ievades šūnām ir personas kodi. Vietu skaits: {count}.", "There are person codes in the workbook outside the input cells. Number of places: {count}."},
		Words{"Izdzēsiet tos: veidnē nav vajadzīgi dati par atsevišķiem cilvēkiem. Pārbaudiet arī pašu pievienotās lapas, slēptās lapas, piezīmes un lapu nosaukumus.", "Delete them: the template needs no data about single people. Look at sheets of your own, hidden sheets, notes and the names of sheets too."},
	},
	"form.fields.empty": {
		Words{"Vēl tukšas ir ievades šūnas, kas jāaizpilda. Skaits: {count}. Lapas: {sheets}.", "Input cells that must be filled are still empty. Number: {count}. Sheets: {sheets}."},
		Words{"Ja kaut kā nebija, ierakstiet 0; ja ziņu nav, atstājiet tukšu.", "Where there was none, write 0; where nothing is known, leave it empty."},
	},

	"form.input.lost": {
		Words{"Veidnē vairs nav ievades šūnu, kas tajā bija; ko tajās rakstīja, nav zināms. Šūnu skaits: {count}. Jautājumi: {figures}.", "Input cells of the template are gone, and with them what was written there. Number of cells: {count}. Questions: {figures}."},
		Words{"Nedzēsiet veidnes rindas, kolonnas un lapas: pārnesiet atbildes sākotnējā veidnē un iesniedziet to.", "Do not delete rows, columns or sheets of the template: carry the answers over to the original template and hand that in."},
	},
	"form.input.merged": {
		Words{"Ievades šūna ir apvienota ar šūnu {other}, tāpēc tajā nekā nav; tā skaitīta kā neaizpildīta.", "The input cell is merged with the cell {other} and so holds nothing; it counts as not filled in."},
		Words{"Sadaliet apvienotās šūnas un ierakstiet atbildi ievades šūnā.", "Split the merged cells and write the answer into the input cell."},
	},
	"form.input.shared": {
		Words{"Uz šo šūnu attiecas divi jautājumi – šis un „{figure}” –, un nav zināms, par kuru ir atbilde.", "Two questions mean this cell, this one and \"{figure}\", and it is not known which of them is answered."},
		Words{"Pārnesiet atbildes sākotnējā veidnē un iesniedziet to; veidnes šūnas nekopējiet un nepārvietojiet.", "Carry the answers over to the original template and hand that in; do not copy or move cells of the template."},
	},
	"form.formula.uncalculated": {
		Words{"Šūnā ir formula, bet datnē nav saglabāts tās rezultāts.", "The cell holds a formula, but the file does not have its result."},
		Words{"Atveriet datni programmā Excel, saglabājiet un iesniedziet vēlreiz; vai arī formulas vietā ierakstiet atbildi.", "Open the file in Excel, save it and hand it in again; or write the answer in place of the formula."},
	},
	"form.formula.error": {
		Words{"Šūnā ir kļūda {got}.", "The cell shows the error {got}."},
		Words{"Izlabojiet formulu vai ierakstiet tās vietā atbildi.", "Correct the formula, or write the answer in its place."},
	},
	"form.number.invalid": {
		Words{"„{got}” nav skaitlis.", "\"{got}\" is not a number."},
		Words{"Ierakstiet tikai skaitli. Ja nav neviena, rakstiet 0; ja nav zināms, atstājiet tukšu.", "Write just a number. If there was none, write 0; if it is not known, leave the cell empty."},
	},
	"form.number.text": {
		Words{"„{got}” nav skaitlis.", "\"{got}\" is not a number."},
		Words{"Ierakstiet {number}.", "Write {number}."},
	},
	"form.number.boolean": {
		Words{"Šūnā ir {got}, bet jābūt skaitlim.", "The cell holds {got}, but a number is wanted."},
		Words{"Ierakstiet skaitli.", "Write a number."},
	},
	"form.number.date": {
		Words{"Excel ierakstīto ir pārvērtis par datumu: {got}.", "Excel has turned what was typed into a date: {got}."},
		Words{"Izvēlieties šūnai formātu „Skaitlis” un ierakstiet skaitli vēlreiz; decimāldaļu atdaliet ar komatu.", "Give the cell the format \"Number\" and type the number again, with a comma before the decimals."},
	},
	"form.number.percent": {
		Words{"„{got}” ir procenti, bet jābūt skaitlim.", "\"{got}\" is a percentage, but a number is wanted."},
		Words{"Izvēlieties šūnai formātu „Skaitlis” un ierakstiet skaitli bez procentu zīmes.", "Give the cell the format \"Number\" and write the number without a percent sign."},
	},
	"form.number.time": {
		Words{"Excel ierakstīto uzskata par pulksteņa laiku: {got}.", "Excel takes what was typed for a time of the clock: {got}."},
		Words{"Izvēlieties šūnai formātu „Skaitlis” un ierakstiet skaitli vēlreiz.", "Give the cell the format \"Number\" and type the number again."},
	},
	"form.number.negative": {
		Words{"{got} ir mazāk par nulli.", "{got} is below zero."},
		Words{"Ierakstiet skaitli, kas nav mazāks par 0.", "Write a number that is not below 0."},
	},
	"form.number.fraction": {
		Words{"{got} nav vesels skaitlis.", "{got} is not a whole number."},
		Words{"Ierakstiet veselu skaitli, piemēram, 12; procentus veidne aprēķina pati.", "Write a whole number, for example 12; the template works out percentages."},
	},
	"form.number.decimals": {
		Words{"Skaitlim {got} ir vairāk nekā divas zīmes aiz komata.", "{got} has more than two decimals."},
		Words{"Noapaļojiet līdz divām zīmēm aiz komata, piemēram, 12,50.", "Round it to two decimals, for example 12,50."},
	},
	"form.number.large": {
		Words{"{got} ir neticami daudz (vairāk par {limit}).", "{got} is too much to be true (more than {limit})."},
		Words{"Pārbaudiet, vai nav ierakstīts lieks cipars vai divi skaitļi kopā.", "Check for a digit too many, or two numbers run together."},
	},
	"form.date.invalid": {
		Words{"„{got}” nav datums.", "\"{got}\" is not a date."},
		Words{"Ierakstiet dienu, mēnesi un gadu, piemēram, 01.09.2024.", "Write day, month and year, for example 01.09.2024."},
	},
	"form.choice.unknown": {
		Words{"„{got}” nav viena no atbildēm, ko var izvēlēties.", "\"{got}\" is not one of the answers to choose from."},
		Words{"Izvēlieties no saraksta: {choices}. Paskaidrojumu rakstiet blakus šūnā.", "Choose from the list: {choices}. Write explanations into the cell beside it."},
	},
	"form.text.long": {
		Words{"Teksts ir par garu: {length} rakstzīmes, bet var būt {limit}.", "The text is too long: {length} characters where {limit} fit."},
		Words{"Saīsiniet tekstu.", "Shorten the text."},
	},
	"form.text.person_code": {
		Words{"Tekstā ir personas kods; tas ir aizklāts: „{got}”.", "The text holds a person code, which was masked: \"{got}\"."},
		Words{"Izdzēsiet personas kodu no veidnes: tajā nav vajadzīgi dati par atsevišķiem cilvēkiem.", "Delete the person code from the template: it needs no data about single people."},
	},
	"form.text.small_group": {
		Words{"Teksts stāsta par dažiem cilvēkiem („{got}”), kurus pēc tā var atpazīt; tekstu var nākties publicēt.", "The text tells of a few people (\"{got}\") who may be recognised by it; it may have to be published."},
		Words{"Pārrakstiet bez skaita, ja tas ir mazāks par 5, piemēram, „daži skolēni”.", "Rewrite it without a number below 5, for example \"some pupils\"."},
	},

	"form.half.missing": {
		Words{"Šī šūna ir tukša, bet otrs skaitlis ir ierakstīts: {figure} – {value}.", "This cell is empty, but the other number is there: {figure} – {value}."},
		Words{"Ierakstiet abus skaitļus vai nevienu; ja nav neviena, rakstiet 0.", "Write both numbers or neither; if there was none, write 0."},
	},
	"form.numerator.above": {
		Words{"Daļa ir lielāka par kopskaitu: {part} > {whole}. Kopskaits: {figure}.", "The part is larger than the whole: {part} > {whole}. The whole: {figure}."},
		Words{"Pārbaudiet abus skaitļus; varbūt tie samainīti vietām.", "Check both numbers; they may have been swapped."},
	},
	"form.part.above": {
		Words{"Skaitlis ir lielāks, nekā var būt: {part} > {whole}. Tas nevar pārsniegt: {figure}.", "The number is larger than it can be: {part} > {whole}. It cannot exceed: {figure}."},
		Words{"Pārbaudiet abus skaitļus.", "Check both numbers."},
	},
	"form.sum.above": {
		Words{"Daļas kopā ir vairāk par kopskaitu šajā šūnā: {part} > {whole}. Daļas: {figure}.", "Together the parts are more than the whole in this cell: {part} > {whole}. The parts: {figure}."},
		Words{"Pārbaudiet daļas un kopskaitu.", "Check the parts and the whole."},
	},
	"form.sum.differs": {
		Words{"Summa nesakrīt: {sum} ≠ {whole}. Jāsakrīt ar: {figure}.", "The sum does not agree: {sum} ≠ {whole}. It must agree with: {figure}."},
		Words{"Pārbaudiet visus šos skaitļus un izlabojiet to, kurš ir nepareizs.", "Check all of these numbers and correct the one that is wrong."},
	},
	"form.sum.incomplete": {
		Words{"Daļu summa nesasniedz kopskaitu: {sum} no {whole}. Tukšas šūnas: {empty}.", "The parts do not yet make up the whole: {sum} of {whole}. Empty cells: {empty}."},
		Words{"Ierakstiet trūkstošos skaitļus; ja kādā nav neviena, rakstiet 0 un pārbaudiet pārējos.", "Write the missing numbers; where there was none, write 0, and check the others."},
	},
	"form.figure.required": {
		Words{"Šeit ierakstīts {value}, bet skaitlis, bez kura tā nevar būt, ir 0 vai nav ierakstīts: {figure}.", "This says {value}, but a number that it needs is 0 or not there: {figure}."},
		Words{"Ierakstiet pareizo skaitli tur; ja tur tiešām ir 0, izlabojiet šo.", "Write the right number there; if it really is 0, correct this one."},
	},

	"merge.replaced": {
		Words{"Šī datne aizstāj datnes „{file}” rindas. Aizstāto rindu skaits: {rows}.", "This file replaces rows of the file \"{file}\". Number of rows replaced: {rows}."},
		Words{"Nekas nav jādara: spēkā ir jaunās rindas.", "There is nothing to do: the new rows count."},
	},
	"merge.rows.fewer": {
		Words{"Šajā datnē ir daudz mazāk rindu nekā tajās, ko tā aizstāj; rindu skaits: {rows} agrāko {was} vietā ({of}; agrāk: „{file}”).", "This file has far fewer rows than those that it replaces; number of rows: {rows} in place of {was} ({of}; before: \"{file}\")."},
		Words{"Pārbaudiet, vai jaunais eksports ir pilnīgs; ja ne, iesniedziet pilnīgu: tas aizstās šo.", "Check that the new export is complete; if not, drop the complete one: it will replace this one."},
	},
	"merge.grade.missing": {
		Words{"Šajā datnē nav klašu, kas bija agrāk: {grades}; rindu skaits: {rows} agrāko {was} vietā ({of}; agrāk: „{file}”). Trūkstošo klašu agrākās rindas paliek spēkā; to skaits: {kept}.", "This file lacks grades that were there before: {grades}; number of rows: {rows} in place of {was} ({of}; before: \"{file}\"). The earlier rows of these grades still count; their number: {kept}."},
		Words{"Pārbaudiet, vai jaunajā eksportā ir visas klases; ja ne, eksportējiet vēlreiz. Ja agrākās rindas vairs nav pareizas, atsauciet agrāko datni (ATSAUKT.txt tai blakus mapē pienemtie; izdzēst to tur nepietiek), bet, ja rēķināt ar raditaji calculate, izņemiet to no mapes.", "Check that the new export holds all grades; if not, export again. If the earlier rows are no longer right, withdraw the earlier file (ATSAUKT.txt beside it in pienemtie; deleting it there is not enough) or, where raditaji calculate is what you use, take it out of its folder."},
	},
	"merge.form.replaced": {
		Words{"Šī veidne aizstāj tās pašas iestādes un gada ({of}) veidni „{file}”. Aizstāto atbilžu skaits: {rows}.", "This template replaces the template \"{file}\" of the same institution and year ({of}). Number of answers replaced: {rows}."},
		Words{"Nekas nav jādara: spēkā ir jaunā veidne.", "There is nothing to do: the new template counts."},
	},
	"merge.form.fewer": {
		Words{"Šī veidne aizstāj veidni „{file}” ({of}), bet tajā ir daudz mazāk atbilžu: {rows}; iepriekšējā: {was}.", "This template replaces the template \"{file}\" ({of}), but has far fewer answers: {rows}; the earlier one: {was}."},
		Words{"Pārbaudiet, vai jaunā veidne ir aizpildīta līdz galam; atbildes, kuru tajā nav, vairs neskaita.", "Check that the new template is filled in completely; answers that it lacks no longer count."},
	},
}

// kindRemedies are what to do about a problem where that depends on what the
// input takes, by the kinds that sources tells in Args; else the code's own
// remedy holds.
var kindRemedies = map[string]map[string]Words{
	"form.number.date": {
		"whole": {"Izvēlieties šūnai formātu „Skaitlis” un ierakstiet veselu skaitli vēlreiz.", "Give the cell the format \"Number\" and type the whole number again."},
	},
	"form.number.percent": {
		"whole": {"Ierakstiet, cik to ir, piemēram, 12; procentus veidne aprēķina pati. Ja šūnai ir procentu formāts, vispirms izvēlieties formātu „Skaitlis”.", "Write how many there are, for example 12; the template works out the percentage. If the cell has a percent format, give it the format \"Number\" first."},
	},
	"form.number.time": {
		"hours": {"Stundas ierakstiet ar komatu: 12:30 vietā 12,5. Ja šūnai ir laika formāts, vispirms izvēlieties formātu „Skaitlis”.", "Write hours with decimals: 12.5 for 12:30. If the cell has a time format, give it the format \"Number\" first."},
		"whole": {"Izvēlieties šūnai formātu „Skaitlis” un ierakstiet veselu skaitli vēlreiz.", "Give the cell the format \"Number\" and type the whole number again."},
	},
	"form.formula.uncalculated": {
		"whole":  wordsSaveOr("skaitli", "the number"),
		"euro":   wordsSaveOr("skaitli", "the number"),
		"hours":  wordsSaveOr("skaitli", "the number"),
		"text":   wordsSaveOr("tekstu", "the text"),
		"day":    wordsSaveOr("datumu", "the date"),
		"choice": {"Izvēlieties atbildi no saraksta.", "Choose an answer from the list."},
	},
	"form.formula.error": {
		"whole":  wordsMendOr("skaitli", "the number"),
		"euro":   wordsMendOr("skaitli", "the number"),
		"hours":  wordsMendOr("skaitli", "the number"),
		"text":   wordsMendOr("tekstu", "the text"),
		"day":    wordsMendOr("datumu", "the date"),
		"choice": {"Izvēlieties atbildi no saraksta.", "Choose an answer from the list."},
	},
}

func wordsSaveOr(lv, en string) Words {
	return Words{"Atveriet datni programmā Excel, saglabājiet un iesniedziet vēlreiz; vai arī formulas vietā ierakstiet " + lv + ".", "Open the file in Excel, save it and hand it in again; or write " + en + " in place of the formula."}
}

func wordsMendOr(lv, en string) Words {
	return Words{"Izlabojiet formulu vai ierakstiet tās vietā " + lv + ".", "Correct the formula, or write " + en + " in its place."}
}
