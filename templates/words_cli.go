package templates

import (
	"errors"
	"io/fs"
	"strings"
)

// What the command line says.
var (
	WordsError = Words{"Kļūda: {why}", "Error: {why}"}
	// WordsFailedAt, WordsFailedBy and WordsFailed are of errors that nothing else has words for.
	WordsFailedAt = Words{"„{path}”: {cause}.", "\"{path}\": {cause}."}
	WordsFailedBy = Words{"komandu neizdevās izpildīt: {cause}.", "the command could not be carried out: {cause}."}
	WordsFailed   = Words{"komandu neizdevās izpildīt. Tehniskais iemesls: {why}", "the command could not be carried out. The technical reason: {why}"}
	WordsSeeHelp  = Words{"Palīdzība: raditaji {command}--help", "Help: raditaji {command}--help --lang en"}
	WordsReading  = Words{"Lasu datnes", "Reading files"}
	WordsWritten  = Words{"Uzrakstītās datnes:\n{files}", "Files written:\n{files}"}
	WordsBadYear  = Words{
		"{year} nav monitoringa gads. Norādiet gadu ar četriem cipariem, piemēram, --year 2025.",
		"{year} is not a monitoring year. Write it with four digits, for example --year 2025.",
	}
	WordsNoFolder     = Words{"Mapes „{folder}” nav. Pārbaudiet ceļu.", "There is no folder \"{folder}\". Check the path."}
	WordsNotFolder    = Words{"„{folder}” nav mape. Norādiet mapi, kurā ir VIIS un SEMR eksporti.", "\"{folder}\" is not a folder. Name the folder that holds the VIIS and SEMR exports."}
	WordsSameFolder   = Words{"--in un --out ir viena mape „{folder}”; nākamajā reizē rezultāti tiktu lasīti kā eksporti. Norādiet rezultātiem citu mapi.", "--in and --out are one folder, \"{folder}\"; the next run would read the results as exports. Name another folder for the results."}
	WordsTooManyFiles = Words{"mapē ir vairāk nekā 65 535 datnes. Atstājiet tajā tikai eksportus vai sadaliet tos pa gadiem.", "the folder holds more than 65,535 files. Leave only exports in it, or part them by year."}
	WordsOutNotFolder = Words{"„{folder}” nav mape, bet datne. Norādiet rezultātiem citu mapi: --out MAPE.", "\"{folder}\" is a file, not a folder. Name another folder for the results: --out DIR."}
	WordsNoOut        = Words{"norādiet mapi rezultātiem: --out MAPE.", "name a folder for the results: --out DIR."}
	WordsNotFile      = Words{"„{file}” nav datne (tā ir ierīce vai tamlīdzīgi). Norādiet eksporta datni.", "\"{file}\" is no file (but a device or the like). Name an exported file."}
	WordsNoFile       = Words{"Datnes „{file}” nav. Pārbaudiet ceļu.", "There is no file \"{file}\". Check the path."}
	WordsIsFolder     = Words{"„{file}” ir mape. Norādiet datnes vai visai mapei lietojiet raditaji calculate.", "\"{file}\" is a folder. Name files, or use raditaji calculate for a whole folder."}
	WordsNoProgramme  = Words{
		"Programmas datnes „{file}” nav. Norādiet datni vai kādu no iebūvētajām: {carried}.",
		"There is no programme file \"{file}\". Name a file, or a built-in programme: {carried}.",
	}
	WordsProgrammeGood = Words{
		"{file}: kļūdu nav.\n{title}\nRādītāji: {indicators}. Iestādes: {institutions}. Aktivitātes: {activities}. Uzdevumi: {tasks}.",
		"{file}: no faults.\n{title}\nIndicators: {indicators}. Institutions: {institutions}. Activities: {activities}. Tasks: {tasks}.",
	}
	WordsProgrammeFaults   = Words{"Kļūdu skaits datnē „{file}”: {count}.", "Faults in \"{file}\": {count}."}
	WordsProgrammeUnusable = Words{
		"programmas datne „{file}” nav lietojama; izlabojiet augstāk nosauktās kļūdas.",
		"the programme file \"{file}\" cannot be used; correct the faults named above.",
	}
	WordsNoInstitution = Words{"Programmā nav iestādes ar reģistrācijas numuru {number}. Pārbaudiet numuru programmas iestāžu sarakstā.", "The programme has no institution with the registration number {number}. Check the number in the programme's list of institutions."}
	WordsNoIndicator   = Words{
		"Rādītāja {indicator} programmā nav. Programmas rādītāji: {indicators}.",
		"The programme has no indicator {indicator}. Its indicators: {indicators}.",
	}
	WordsChoosePart = Words{
		"Rādītājam {indicator} skaitlis ir katrai daļai savs. Norādiet vienu ar --part: {parts}.",
		"Indicator {indicator} has a figure for each part. Name one with --part: {parts}.",
	}
	WordsNoPart = Words{
		"Rādītājam {indicator} nav daļas „{part}”. Tā daļas: {parts}.",
		"Indicator {indicator} has no part \"{part}\". Its parts: {parts}.",
	}
	WordsNoParts = Words{
		"Rādītājam {indicator} nav daļu. Izlaidiet --part.",
		"Indicator {indicator} has no parts. Leave out --part.",
	}
	WordsNoSource = Words{
		"Rādītājam {indicator} nav vērtības no avota „{source}”. Avoti: {sources}.",
		"Indicator {indicator} has no value of the source \"{source}\". Its sources: {sources}.",
	}
	WordsNotAsked = Words{
		"„{unit}” šo rādītāju ({indicator}) neziņo: programma to neprasa. Norādiet citu vienību vai izlaidiet --institution.",
		"\"{unit}\" does not report this indicator ({indicator}): the programme does not ask it to. Name another unit, or leave out --institution.",
	}
	WordsNoFigure = Words{
		"Rādītājam {indicator} nav sava skaitļa par „{unit}”. Izlaidiet --institution, lai redzētu visas pašvaldības skaitli.",
		"Indicator {indicator} has no figure of its own for \"{unit}\". Leave out --institution to see the municipality's.",
	}
	WordsSampleWritten = Words{
		"Izdomātas pašvaldības eksporti un iestāžu aizpildītās veidnes ir mapē „{folder}” (datņu skaits: {files}, no tām veidnes: {forms}).\nTālāk: raditaji calculate --programme {programme} --year {year} --in {folder} --out rezultati",
		"The exports of an invented municipality and the templates that its institutions filled in are in the folder \"{folder}\" (number of files: {files}, of them templates: {forms}).\nNext: raditaji calculate --programme {programme} --year {year} --in {folder} --out results",
	}
	WordsSampleFaults = Words{
		"Daudzas veidnes ir ar nolūku kļūdainas, katra citādi; ar --returned MAPE redzēsiet, ko saņemtu to iesniedzēji.",
		"Many of the templates are wrong on purpose, each in a way of its own; add --returned DIR to see what their senders would get back.",
	}
	WordsNotEmpty = Words{
		"Mapē „{folder}” jau ir datnes. Norādiet jaunu vai tukšu mapi.",
		"The folder \"{folder}\" already holds files. Name a new or an empty folder.",
	}
	WordsBadScale  = Words{"--scale jābūt skaitlim no 0.01 līdz 100, piemēram, --scale 0.5.", "--scale must be a number from 0.01 to 100, for example --scale 0.5."}
	WordsTemplates = Words{
		"Veidnes par {school_year} mācību gadu. {programme}",
		"Templates of the school year {school_year}. {programme}",
	}
	WordsTemplatesWritten = Words{"Sagatavotās veidnes: {count}\n{files}", "Templates made: {count}\n{files}"}
	WordsTemplatesSame    = Words{"Tādas pašas veidnes jau bija: {count}\n{files}", "The same templates were there already: {count}\n{files}"}
	WordsTemplatesKept    = Words{
		"Šīs datnes jau ir mapē un atšķiras no jaunajām veidnēm; iespējams, kāds tās jau ir aizpildījis, tāpēc tās nav mainītas: {count}\n{files}\nJa tās tomēr jāaizstāj, pievienojiet --replace vai norādiet citu mapi ar --out.",
		"These files are in the folder already and differ from the new templates; somebody may have filled them in, so they were not changed: {count}\n{files}\nTo replace them all the same, add --replace, or name another folder with --out.",
	}
	WordsTemplatesNotAsked = Words{"Programma neko neprasa šīm vienībām ({count}): {units}.", "The programme asks nothing of these units ({count}): {units}."}
	WordsTemplatesRegister = Words{"Veidnes, kurās ir reģistra skaitļi no eksportiem: {count}.", "Templates that show the register's numbers from the exports: {count}."}
	WordsTemplatesEarlier  = Words{
		"Pērnos skaitļus veidnēs parādīt nevar: vajadzīgas aizpildītās veidnes par {needed} mācību gadu, bet tādu mapēs nav. Atrastās veidnes ir par: {years}.",
		"Last year's numbers cannot be shown in the templates: that takes filled templates of the school year {needed}, and the folders hold none. Templates found are of: {years}.",
	}
	WordsTemplatesNone = Words{
		"Pērnos skaitļus veidnēs parādīt nevar: vajadzīgas aizpildītās veidnes par {needed} mācību gadu, bet mapēs nav nevienas veidnes.",
		"Last year's numbers cannot be shown in the templates: that takes filled templates of the school year {needed}, and the folders hold no template at all.",
	}
	WordsTemplatesPrevious = Words{"Veidnes, kurās ir pērn ziņotie skaitļi: {count}.", "Templates that show what was reported last year: {count}."}
	WordsDemoDone          = Words{
		"\nParaugs ir gatavs; visi skolēni ir izdomāti. Izlasīti eksporti: {exports}; aizpildītās veidnes: {forms}.\nDažas iestādes veidni nav iesniegušas: tā mēdz būt, un darbgrāmatā redzams, kuras.\nEksporti un veidnes: {in}\nAtveriet darbgrāmatu programmā Excel vai LibreOffice:\n  {workbook}",
		"\nThe sample is ready; all pupils are invented. Exports read: {exports}; filled templates: {forms}.\nA few institutions have not sent their template: that happens, and the workbook shows which.\nExports and templates: {in}\nOpen the workbook in Excel or LibreOffice:\n  {workbook}",
	}
)

// Why results could not be written, and what to do.
var (
	wordsCannotWrite = Words{"nevar ierakstīt „{path}”: {why}", "\"{path}\" cannot be written: {why}"}
	whyNoRight       = Words{
		"nav tiesību rakstīt šajā mapē. Norādiet citu mapi ar {option} vai palūdziet IT speciālistam rakstīšanas tiesības. Ja datne ir atvērta programmā Excel, aizveriet to un palaidiet vēlreiz.",
		"there is no right to write there. Name another folder with {option}, or ask the IT person for the right. If the file is open in Excel, close it and run again.",
	}
	whyHeld     = Words{"datne ir atvērta kādā programmā. Aizveriet to un palaidiet vēlreiz vai norādiet citu mapi ar {option}.", "a program has the file open. Close it and run again, or name another folder with {option}."}
	whyNowhere  = Words{"tādas mapes vai diska nav, vai mapes vietā stāv datne. Norādiet citu mapi ar {option}.", "there is no such folder or disk, or a file stands in a folder's place. Name another folder with {option}."}
	whyReadOnly = Words{"disks ir tikai lasāms. Norādiet mapi citā diskā ar {option}.", "the disk is read-only. Name a folder on another disk with {option}."}
	whyFull     = Words{"diskā nav vietas. Atbrīvojiet vietu vai norādiet mapi citā diskā ar {option}.", "the disk is full. Free some room, or name a folder on another disk with {option}."}
	whyFile     = Words{"ceļā stāv datne, kur jābūt mapei. Norādiet citu mapi ar {option}.", "a file stands in the path where a folder should be. Name another folder with {option}."}
	whyFolder   = Words{"ar šo nosaukumu jau ir mape. Pārdēvējiet to vai norādiet citu mapi ar {option}.", "a folder has that name already. Rename it, or name another folder with {option}."}
	whyOther    = Words{"{cause}. Pārbaudiet mapi vai norādiet citu ar {option}.", "{cause}. Check the folder, or name another with {option}."}
)

// whyNotWritten are those of causes, each with what to do.
var whyNotWritten = map[Words]Words{
	causeNoRight: whyNoRight, causeInUse: whyHeld, causeReadOnly: whyReadOnly, causeFull: whyFull,
	causeNotThere: whyNowhere, causeNotFolder: whyFile, causeFolder: whyFolder,
}

// CannotWrite words why a file could not be written into the folder that an option
// names, --out or --returned. What an earlier run wrote still stands.
func CannotWrite(l Language, option, path string, err error) string {
	cause := causeOf(err)
	why, ok := whyNotWritten[cause]
	switch {
	case ok:
	case errors.Is(err, fs.ErrExist):
		why = whyFile
	case cause == Words{}:
		cause = Words{err.Error(), err.Error()}
		fallthrough
	default:
		why = whyOther
	}
	return wordsCannotWrite.In(l, "path", path, "why", why.In(l, "cause", cause.In(l), "option", option))
}

// Help is the help text of a command, "" for the program itself.
func Help(l Language, command string) string {
	if command == "programme" {
		command = "programme check"
	}
	if strings.HasPrefix(command, "service ") {
		command = "service"
	}
	text, ok := help[command]
	if !ok {
		text, ok = helpService[command]
	}
	if !ok {
		text, ok = helpBackup[command]
	}
	if !ok {
		text, ok = helpRuns[command]
	}
	if !ok || command == "" {
		return strings.TrimSpace(withRuns(l, withService(l, help[""].In(l))))
	}
	return strings.TrimSpace(text.In(l))
}

var help = map[string]Words{
	"": {`
Rādītāji – priekšlaicīgas mācību pārtraukšanas monitorings pašvaldībā.
No VIIS un SEMR eksportiem (CSV) aprēķina pašvaldības programmas rādītājus un
sagatavo gada monitoringa darbgrāmatu (Excel).

Komandas
  raditaji demo [--out MAPE]
        izmēģināt: izdomāta pašvaldība un tās darbgrāmata vienā solī
  raditaji calculate --programme DATNE --year GADS --in MAPE --out MAPE
        galvenais darbs: no eksportu mapes līdz darbgrāmatai
  raditaji templates --programme DATNE --year GADS --out MAPE
        Excel veidne katrai iestādei, kurai programma prasa ziņas
  raditaji check [--programme DATNE] [--returned MAPE] DATNE…
        kāda veida eksports vai veidne ir datne un kas tajā jālabo
  raditaji trace --programme DATNE --in MAPE --year GADS --indicator NR
        datnes un rindas, no kurām aprēķināts skaitlis
  raditaji programme check DATNE
        vai programmas datnē nav kļūdu
  raditaji sample --municipality ventspils|kraslava --seed N --out MAPE
        izdomātas pašvaldības eksporti un aizpildītās veidnes
  raditaji version
        programmatūras versija

Vienmēr
  --lang lv|en          valoda; ja nav norādīta, latviešu
  --log off|info|debug  tehniskas ziņas kļūdu meklēšanai; ja nav norādīts, to nav
  --help                palīdzība, arī katrai komandai: raditaji calculate --help

Izejas kodi: 0 izdarīts; 1 neizdevās; 2 nepareiza komanda; 3 izdarīts, bet dažas
datnes vai rindas nav izmantojamas; 4 izdarīts, bet trūkst eksportu vai veidņu.
`, `
Rādītāji – monitoring of early school leaving in a municipality.
From VIIS and SEMR exports (CSV) it computes the indicators of the municipality's
programme and writes the year's monitoring workbook (Excel).

Commands
  raditaji demo [--out DIR]
        try it: an invented municipality and its workbook in one go
  raditaji calculate --programme FILE --year YEAR --in DIR --out DIR
        the main job: from a folder of exports to the workbook
  raditaji templates --programme FILE --year YEAR --out DIR
        an Excel template for each institution that the programme asks for figures
  raditaji check [--programme FILE] [--returned DIR] FILE…
        what kind of export or template a file is and what to correct in it
  raditaji trace --programme FILE --in DIR --year YEAR --indicator ID
        the files and rows behind a figure
  raditaji programme check FILE
        whether a programme file has faults
  raditaji sample --municipality ventspils|kraslava --seed N --out DIR
        the exports and filled templates of an invented municipality
  raditaji version
        the program's version

Always
  --lang lv|en          language; Latvian if not given
  --log off|info|debug  technical messages on standard error; none if not given
  --help                help, also of each command: raditaji calculate --help

Exit codes: 0 done; 1 failed; 2 wrong command; 3 done, but some files or rows could
not be used; 4 done, but exports or templates are missing.
`},
	"calculate": {`
raditaji calculate --programme DATNE --year GADS --in MAPE --out MAPE [--returned MAPE] [--strict] [--lang lv|en]

Izlasa visas datnes mapē un tās apakšmapēs (datņu nosaukumi var būt jebkādi),
aprēķina programmas rādītājus un sagatavo darbgrāmatu un mašīnlasāmus rezultātus.
Ja vienas iestādes, gada un klases dati ir vairākās datnēs, spēkā ir pēdējā pēc
nosaukuma; labota iezīmētā kopija vienmēr ir spēkā tās datnes vietā, kuru tā labo.
Kļūdainas rindas tiek izslēgtas, un par katru tiek ziņots.

  --programme DATNE  programmas datne (YAML) vai iebūvētas programmas nosaukums:
                     ventspils-2024-2030, kraslava-2024-2028
  --year GADS        monitoringa gads: 2025 ir 2024./2025. mācību gads
  --in MAPE          mape ar VIIS un SEMR eksportiem (CSV) un aizpildītajām veidnēm
  --out MAPE         mape rezultātiem; ja tās nav, tā tiek izveidota
  --returned MAPE    mape datnēm, ko atdot iesniedzējiem: iezīmētas kopijas (LABOJAMS)
                     un teksts (KLUDAS) par katru datni, kurā kas jālabo vai jāpaskaidro
  --strict           datni ar kļūdainām rindām neizmantot nemaz
  --lang lv|en       darbgrāmatas un ziņojumu valoda

Rezultāti: monitorings-<programma>-<gads>.xlsx, results.csv, results.json, problems.csv.
Izejas kods: 0 izdarīts; 3 dažas datnes vai rindas nav izmantojamas; 4 trūkst eksportu
vai veidņu.
`, `
raditaji calculate --programme FILE --year YEAR --in DIR --out DIR [--returned DIR] [--strict] [--lang lv|en]

Reads every file in a folder and its subfolders (file names do not matter),
computes the programme's indicators and writes the workbook and machine-readable
results. If several files hold the same institution, year and grade, the last by
name counts; a corrected marked copy always over the file that it corrects. Faulty
rows are set aside, and each is reported.

  --programme FILE   a programme file (YAML), or the name of a built-in programme:
                     ventspils-2024-2030, kraslava-2024-2028
  --year YEAR        monitoring year: 2025 is the school year 2024./2025.
  --in DIR           the folder of VIIS and SEMR exports (CSV) and filled templates
  --out DIR          the folder for the results; it is made if there is none
  --returned DIR     the folder for what goes back to senders: a marked copy (LABOJAMS)
                     and a text (KLUDAS) for each file with something to correct or explain
  --strict           do not use a file with faulty rows at all
  --lang lv|en       language of the workbook and of messages

Results: monitorings-<programme>-<year>.xlsx, results.csv, results.json, problems.csv.
Exit code: 0 done; 3 some files or rows could not be used; 4 exports or
templates are missing.
`},
	"templates": {`
raditaji templates --programme DATNE --year GADS --out MAPE [--in MAPE] [--previous MAPE] [--replace] [--lang lv|en]

Sagatavo Excel veidni katrai iestādei un citai vienībai, kurai programma prasa
ziņas. Veidnē jau ir iestādes nosaukums, mācību gads, termiņš un kontakts. Aizpildītās
veidnes ielieciet eksportu mapē: tās lasa raditaji calculate un raditaji check.

  --programme DATNE  programmas datne (YAML) vai iebūvētas programmas nosaukums
  --year GADS        monitoringa gads: 2025 ir 2024./2025. mācību gads
  --out MAPE         mape veidnēm; ja tās nav, tā tiek izveidota
  --in MAPE          mape ar gada eksportiem: veidnēs redzami reģistra skaitļi
  --previous MAPE    mape ar pērn aizpildītajām veidnēm: veidnēs redzami pērnie skaitļi
  --replace          aizstāt arī veidnes, kas mapē jau ir un atšķiras; bez tā tādas
                     datnes netiek mainītas, jo kāds tās, iespējams, jau ir aizpildījis
  --lang lv|en       veidņu un ziņojumu valoda

Izejas kods: 0 izdarīts; 3 dažas veidnes atstātas, kā bija, vai dažas datnes vai
rindas nav izmantojamas.
`, `
raditaji templates --programme FILE --year YEAR --out DIR [--in DIR] [--previous DIR] [--replace] [--lang lv|en]

Makes an Excel template for each institution and other unit that the programme
asks for figures. The unit's name, the school year, the date and the contact stand
in it. Put the filled templates into the folder of exports: raditaji calculate and
raditaji check read them.

  --programme FILE   a programme file (YAML), or the name of a built-in programme
  --year YEAR        monitoring year: 2025 is the school year 2024./2025.
  --out DIR          the folder for the templates; it is made if there is none
  --in DIR           the folder of the year's exports: templates show the register's numbers
  --previous DIR     the folder of last year's filled templates: templates show last year's numbers
  --replace          also replace templates that are there already and differ; without
                     it such files are left, because somebody may have filled them in
  --lang lv|en       language of the templates and of messages

Exit code: 0 done; 3 some templates were left as they were, or some files or rows
could not be used.
`},
	"check": {`
raditaji check [--programme DATNE] [--returned MAPE] DATNE…

Pasaka, kāda veida eksports vai veidne ir datne, kas tajā jālabo un cik rindu var
izmantot. Ja norādīta programma, pārbauda arī, vai iestādes ir tās sarakstā; iestādes
veidni arī bez tās pārbauda pēc programmas, kura tajā norādīta.

  --programme DATNE  programmas datne vai iebūvētas programmas nosaukums
  --returned MAPE    ierakstīt šajā mapē iezīmētu kopiju (LABOJAMS) un tekstu (KLUDAS)
                     par katru datni, kurā kas jālabo vai jāpaskaidro; bez tā neko neraksta
  --lang lv|en       valoda

Izejas kods: 0 kļūdu nav; 3 ir kļūdas.
`, `
raditaji check [--programme FILE] [--returned DIR] FILE…

Says what kind of export or template a file is, what to correct in it and how many rows
can be used. With a programme it also checks that institutions are listed; an
institution template is checked by the programme that it names, even without one.

  --programme FILE   a programme file, or the name of a built-in programme
  --returned DIR     write a marked copy (LABOJAMS) and a text (KLUDAS) into this folder
                     for each file with something to correct or explain; else nothing is written
  --lang lv|en       language

Exit code: 0 no errors; 3 errors.
`},
	"trace": {`
raditaji trace --programme DATNE --in MAPE --year GADS --indicator NR
        [--part DAĻA] [--institution NUMURS] [--source AVOTS]
raditaji trace --run NR --indicator NR
        [--year GADS] [--part DAĻA] [--institution NUMURS] [--source AVOTS] [--config DATNE]

Parāda rādītāja vērtību, tās avotu un datnes ar rindu vai šūnu numuriem, no kurām
tā ņemta. Personas kodus nekad nerāda.

  --programme DATNE     programmas datne vai iebūvētas programmas nosaukums
  --in MAPE             mape ar eksportiem
  --run NR              pakalpojuma aprēķina numurs (raditaji runs) programmas un mapes vietā
  --config DATNE        ar --run: pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --year GADS           monitoringa gads; ar --run – ja ne aprēķina gads
  --indicator NR        rādītāja numurs programmas 3.2. tabulā, piemēram, 1
  --part DAĻA           rādītāja daļa: basic (pamatizglītība), upper_secondary (vispārējā
                        vidējā izglītība), joins (iestājušies), leaves (izstājušies)
  --institution NUMURS  iestādes reģistrācijas numurs vai citas vienības kods
                        programmā; ja nav norādīts, visa pašvaldība
  --source AVOTS        official (vērtība, ko ņem programma), published (SEMR), computed
                        (aprēķins no eksportiem) vai reported (iestāžu ziņojumi); ja nav
                        norādīts, official
  --lang lv|en          valoda
`, `
raditaji trace --programme FILE --in DIR --year YEAR --indicator ID
        [--part PART] [--institution NUMBER] [--source SOURCE]
raditaji trace --run NUMBER --indicator ID
        [--year YEAR] [--part PART] [--institution NUMBER] [--source SOURCE] [--config FILE]

Shows an indicator's value, its source, and the files with the numbers of the lines or
cells behind it. Person codes are never shown.

  --programme FILE      a programme file, or the name of a built-in programme
  --in DIR              the folder of exports
  --run NUMBER          a run of the service (raditaji runs) instead of programme and folder
  --config FILE         with --run: the service file; raditaji.yaml if not given
  --year YEAR           monitoring year; with --run, if not the run's
  --indicator ID        the indicator's number in table 3.2, for example 1
  --part PART           part of the indicator: basic, upper_secondary, joins, leaves
  --institution NUMBER  an institution's registration number, or the code of another unit
                        in the programme; if not given, the municipality
  --source SOURCE       official (the value that the programme takes), published (SEMR),
                        computed (from exports) or reported (by institutions); official if
                        not given
  --lang lv|en          language
`},
	"programme check": {`
raditaji programme check DATNE

Pārbauda programmas datni un nosauc visas kļūdas uzreiz, katrai norādot vietu.

  --lang lv|en  valoda

Izejas kods: 0 kļūdu nav; 3 ir kļūdas.
`, `
raditaji programme check FILE

Checks a programme file and names all faults at once, each with its place.

  --lang lv|en  language

Exit code: 0 no faults; 3 faults.
`},
	"sample": {`
raditaji sample --municipality ventspils|kraslava --seed N --out MAPE [--scale X] [--faults]

Izdomā ticamu pašvaldību un sagatavo tās eksportus par vairākiem mācību gadiem un
veidnes, kādas iestādes tās aizpildītu; dažas iestādes veidni neiesniedz. Viens un
tas pats --seed vienmēr dod tās pašas datnes. Neviens skolēns nav īsts.

  --municipality  ventspils vai kraslava
  --seed N        vesels skaitlis
  --out MAPE      jauna vai tukša mape
  --scale X       cik reižu vairāk skolēnu (0.01–100); ja nav norādīts, 1
  --faults        daudzas veidnes sabojāt, katru citādi, lai redzētu, kas par tām tiek ziņots
  --lang lv|en    valoda
`, `
raditaji sample --municipality ventspils|kraslava --seed N --out DIR [--scale X] [--faults]

Invents a believable municipality and writes its exports for several school years
and the templates as institutions would fill them in; a few do not send theirs.
The same --seed always gives the same files. No pupil is real.

  --municipality  ventspils or kraslava
  --seed N        a whole number
  --out DIR       a new or empty folder
  --scale X       how many times as many pupils (0.01–100); 1 if not given
  --faults        make many templates wrong, each in its own way, to see what is said
  --lang lv|en    language
`},
	"demo": {`
raditaji demo [--out MAPE]

Izdomā Ventspilij līdzīgu pašvaldību, aprēķina 2025. gada rādītājus un pasaka, kur
ir darbgrāmata. Īstus datus neizmanto.

  --out MAPE    jauna vai tukša mape; ja nav norādīta, mape raditaji-demo
  --lang lv|en  valoda
`, `
raditaji demo [--out DIR]

Invents a municipality like Ventspils, computes the indicators of 2025 and says
where the workbook is. It uses no real data.

  --out DIR     a new or empty folder; if not given, the folder raditaji-demo
  --lang lv|en  language
`},
	"version": {`
raditaji version

Programmatūras versija.

  --lang lv|en  valoda
`, `
raditaji version

The program's version.

  --lang lv|en  language
`},
}
