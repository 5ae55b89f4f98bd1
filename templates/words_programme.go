package templates

// What is said of every place that is no YAML.
const (
	restLV = " Pārējais tiks pārbaudīts, kad šī vieta būs izlabota (YAML: {message})."
	restEN = " The rest is checked once this is corrected (YAML: {message})."
)

// ProgrammeWords has a sentence for every code of a fault in a programme file.
// The place – file, line, path – is printed before it.
var ProgrammeWords = map[string]Sentence{
	// The file as YAML.
	"yaml.size": {
		Words{"Datne ir pārāk liela: {bytes} baiti; atļauts {limit}.", "The file is too large: {bytes} bytes; at most {limit} are allowed."},
		Words{"Pārbaudiet, vai tā tiešām ir programmas datne.", "Check that this is a programme file."},
	},
	"yaml.lines": {
		Words{"Datnē ir vairāk rindu, nekā atļauts ({limit}).", "The file has more lines than allowed ({limit})."},
		Words{"Pārbaudiet, vai tā tiešām ir programmas datne.", "Check that this is a programme file."},
	},
	"yaml.encoding": {
		Words{"Rindas teksts nav UTF-8 kodējumā.", "The text of this line is not in UTF-8."},
		Words{"Saglabājiet datni UTF-8 kodējumā un ierakstiet rindu no jauna.", "Save the file as UTF-8 and write the line again."},
	},
	"yaml.depth": {
		Words{"Saraksti un iekavas ir cits citā dziļāk nekā {limit} līmeņos.", "Lists and brackets are nested deeper than {limit} levels."},
		Words{"Izdzēsiet liekās iekavas.", "Delete the brackets that are not needed."},
	},
	"yaml.syntax": {
		Words{"Datni no {column}. zīmes nevar nolasīt kā YAML.", "The file cannot be read as YAML from character {column} on."},
		Words{"Pārbaudiet šajā un blakus rindās atkāpes (vienas grupas atslēgām tās ir vienādas, tikai no atstarpēm), pēdiņas, iekavas un kolus." + restLV, "Check the indentation in this line and those beside it (the same for the keys of one group, of blanks only), quotation marks, brackets and colons." + restEN},
	},
	"yaml.tab": {
		Words{"Rindas atkāpē ir tabulators ({column}. zīme); YAML to neatļauj.", "The indentation holds a tab (character {column}), which YAML does not allow."},
		Words{"Aizstājiet to ar atstarpēm: tikpat, cik blakus rindām ar tādu pašu atkāpi." + restLV, "Replace it by blanks: as many as the lines beside it have." + restEN},
	},
	"yaml.backslash": {
		Words{"Slīpsvītra \\ pēdiņās \" \" ({column}. zīme) YAML nozīmē ko citu.", "A backslash within \" \" (character {column}) means something else in YAML."},
		Words{"Rakstiet ceļu bez pēdiņām vai apostrofos: share: '\\\\serveris\\mape'." + restLV, "Write the path without quotation marks or in apostrophes: share: '\\\\server\\share'." + restEN},
	},
	"yaml.quote": {
		Words{"Pēdiņas vai apostrofs {column}. zīmē nav pārī, vai aiz tām seko vēl kas.", "The quotation mark or apostrophe at character {column} has no counterpart, or something follows it."},
		Words{"Lieciet pēdiņās visu vērtību; ja tajā pašā ir pēdiņas \", ieslēdziet to apostrofos." + restLV, "Put the whole value in quotation marks; if it holds \" itself, put it in apostrophes." + restEN},
	},
	"yaml.reserved": {
		Words{"Vērtība sākas ar zīmi, kas YAML nozīmē ko citu ({column}. zīme).", "The value begins with a character that means something else in YAML (character {column})."},
		Words{"Lieciet visu vērtību pēdiņās, piemēram, scan: \"*/5 * * * *\"." + restLV, "Put the whole value in quotation marks, for example scan: \"*/5 * * * *\"." + restEN},
	},
	"yaml.blank": {
		Words{"Aiz kola {column}. zīmē nav atstarpes.", "There is no blank after the colon at character {column}."},
		Words{"Rakstiet: atslēga, kols, atstarpe, vērtība – share: kopmape." + restLV, "Write: key, colon, blank, value – share: kopmape." + restEN},
	},
	"yaml.dash": {
		Words{"Aiz defises {column}. zīmē nav atstarpes.", "There is no blank after the hyphen at character {column}."},
		Words{"Saraksta rindu sāciet ar „- ”: defise, atstarpe, vērtība." + restLV, "Begin a line of a list with \"- \": hyphen, blank, value." + restEN},
	},
	"yaml.colon": {
		Words{"Vērtībā ir vēl viens kols ({column}. zīme).", "The value holds another colon (character {column})."},
		Words{"Lieciet visu vērtību pēdiņās." + restLV, "Put the whole value in quotation marks." + restEN},
	},
	"yaml.key": {
		Words{"Rindā nav kola aiz atslēgas ({column}. zīme).", "The line has no colon after its key (character {column})."},
		Words{"Rakstiet: atslēga, kols, atstarpe, vērtība – share: kopmape. Ja rinda turpina iepriekšējo vērtību, lieciet to visu pēdiņās." + restLV, "Write: key, colon, blank, value – share: kopmape. If the line goes on with the value before it, put all of that in quotation marks." + restEN},
	},
	"yaml.bracket": {
		Words{"Iekavai {column}. zīmē nav otras.", "The bracket at character {column} has no counterpart."},
		Words{"Pievienojiet vai izdzēsiet iekavu; tekstu ar iekavām lieciet pēdiņās." + restLV, "Add or delete a bracket; put a text with brackets in quotation marks." + restEN},
	},
	"yaml.empty": {
		Words{"Datne ir tukša.", "The file is empty."},
		Words{"Sāciet ar kādas iebūvētās programmas datnes kopiju.", "Start from a copy of a programme file that comes with the program."},
	},
	"yaml.documents": {
		Words{"Datnē ir vairāki dokumenti, atdalīti ar ---.", "The file holds several documents, separated by ---."},
		Words{"Katrā datnē atstājiet vienu programmu.", "Keep one programme in one file."},
	},
	"yaml.feature": {
		Words{"Programmas datnē nelieto YAML enkurus, atsauces, birkas un saliktas atslēgas ({got}).", "YAML anchors, aliases, tags and complex keys are not used in a programme file ({got})."},
		Words{"Ierakstiet pašu vērtību; tekstu, kas sākas ar &, *, ! vai ?, lieciet pēdiņās.", "Write the value itself; put a text that begins with &, *, ! or ? in quotation marks."},
	},

	// Keys and the shape of values.
	"key.unknown": {
		Words{"Atslēga „{key}” nav zināma.", "The key \"{key}\" is not known."},
		Words{"Vai domāta atslēga „{nearest}”? Atļautās atslēgas: {known}.", "Was \"{nearest}\" meant? Allowed keys: {known}."},
	},
	"key.duplicate": {
		Words{"Atslēga „{key}” jau ir {line}. rindā.", "The key \"{key}\" is already in line {line}."},
		Words{"Atstājiet vienu no abām.", "Keep one of the two."},
	},
	"key.year": {
		Words{"„{got}” nav gads.", "\"{got}\" is not a year."},
		Words{"Kā atslēgu ierakstiet gadu ar četriem cipariem, piemēram, 2024.", "Write the key as a year of four digits, for example 2024."},
	},
	"value.empty": {
		Words{"Vērtības nav.", "There is no value."},
		Words{"Ierakstiet vērtību vai izdzēsiet rindu.", "Write a value or delete the line."},
	},
	"type.text": {
		Words{"Šeit jābūt tekstam, bet ir „{got}”.", "There must be a text here, not \"{got}\"."},
		Words{"Lieciet vērtību pēdiņās.", "Put the value in quotation marks."},
	},
	"type.whole": {
		Words{"Šeit jābūt veselam skaitlim, bet ir „{got}”.", "There must be a whole number here, not \"{got}\"."},
		Words{"Ierakstiet tikai ciparus, bez pēdiņām.", "Write digits only, without quotation marks."},
	},
	"type.yesno": {
		Words{"Šeit jābūt true (jā) vai false (nē), bet ir „{got}”.", "There must be true or false here, not \"{got}\"."},
		Words{"Ierakstiet true vai false bez pēdiņām.", "Write true or false without quotation marks."},
	},
	"type.date": {
		Words{"„{got}” nav datums.", "\"{got}\" is not a date."},
		Words{"Ierakstiet gadu, mēnesi un dienu, piemēram, 2024-09-01; tādai dienai jābūt kalendārā.", "Write year, month and day, for example 2024-09-01; the calendar must have that day."},
	},
	"type.list": {
		Words{"Šeit jābūt sarakstam, bet ir „{got}”.", "There must be a list here, not \"{got}\"."},
		Words{"Ierakstiet katru vērtību savā rindā aiz domuzīmes vai visas kvadrātiekavās: [a, b].", "Write each value on a line of its own after a dash, or all in square brackets: [a, b]."},
	},
	"type.map": {
		Words{"Šeit jābūt atslēgām ar vērtībām, bet ir „{got}”.", "There must be keys with values here, not \"{got}\"."},
		Words{"Ierakstiet katru atslēgu savā rindā un aiz tās lieciet kolu.", "Write each key on a line of its own, followed by a colon."},
	},
	"missing": {
		Words{"Trūkst obligātās vērtības „{key}”.", "The required value \"{key}\" is missing."},
		Words{"Ierakstiet to.", "Add it."},
	},
	"choice": {
		Words{"Vērtība „{got}” šeit nav atļauta.", "The value \"{got}\" is not allowed here."},
		Words{"Atļautās vērtības: {known}.", "Allowed values: {known}."},
	},
	"range": {
		Words{"Skaitlis {got} nav robežās no {from} līdz {to}.", "The number {got} is not between {from} and {to}."},
		Words{"Izlabojiet skaitli.", "Correct the number."},
	},

	// Names and numbers.
	"id.format": {
		Words{"„{got}” neder par īso nosaukumu.", "\"{got}\" cannot be a short name."},
		Words{"Lietojiet mazos latīņu burtus bez garumzīmēm un mīkstinājuma zīmēm un ciparus; programmas un vienību nosaukumos vārdus savienojiet ar -, lauku, tabulu, rindu, kolonnu un daļu nosaukumos – ar _; tie sākas ar burtu.", "Use small Latin letters without diacritics, and digits; join words by - in names of the programme and of reporting units, by _ in names of fields, tables, rows, columns and parts, which begin with a letter."},
	},
	"id.twice": {
		Words{"„{got}” šajā sarakstā jau ir.", "\"{got}\" is already in this list."},
		Words{"Dodiet katram savu numuru vai nosaukumu.", "Give each a number or name of its own."},
	},
	"number.format": {
		Words{"Reģistrācijas numurā „{got}” nav tieši desmit ciparu.", "The registration number \"{got}\" does not have exactly ten digits."},
		Words{"Pārrakstiet numuru no VIIS un lieciet to pēdiņās.", "Copy the number from VIIS and put it in quotation marks."},
	},
	"number.twice": {
		Words{"Reģistrācijas numurs {got} datnē ir vairāk nekā vienu reizi (arī agrāko numuru vidū).", "The registration number {got} is in the file more than once (former numbers count too)."},
		Words{"Atstājiet numuru vienā vietā.", "Keep the number in one place."},
	},

	// References.
	"level.unknown": {
		Words{"Prevencijas līmeņa „{got}” nav.", "There is no prevention level \"{got}\"."},
		Words{"Pievienojiet to sarakstā levels vai izvēlieties no šiem: {known}.", "Add it to levels or choose one of these: {known}."},
	},
	"goal.unknown": {
		Words{"Mērķa „{got}” nav.", "There is no goal \"{got}\"."},
		Words{"Pievienojiet to sarakstā goals vai izvēlieties no šiem: {known}.", "Add it to goals or choose one of these: {known}."},
	},
	"activity.unknown": {
		Words{"Aktivitātes „{got}” nav.", "There is no activity \"{got}\"."},
		Words{"Pievienojiet to sarakstā activities vai izvēlieties no šīm: {known}.", "Add it to activities or choose one of these: {known}."},
	},
	"field.unknown": {
		Words{"Lauka „{got}” nav sarakstā fields.", "The field \"{got}\" is not in the list fields."},
		Words{"Pievienojiet to sarakstā fields vai izvēlieties no šiem: {known}.", "Add it to fields or choose one of these: {known}."},
	},
	"institution.unknown": {
		Words{"Iestādes ar reģistrācijas numuru „{got}” nav sarakstā institutions.", "The list institutions has no institution with the registration number \"{got}\"."},
		Words{"Pievienojiet pārņēmēju iestādi sarakstā institutions vai izlabojiet numuru.", "Add the institution that took over to institutions, or correct the number."},
	},
	"unit.unknown": {
		Words{"„{got}” nav ne vienības tips, ne reģistrācijas numurs, ne vienība no saraksta units.", "\"{got}\" is not a type of reporting unit, a registration number or a reporting unit of the list units."},
		Words{"Vai domāts „{nearest}”? Ja ne, pievienojiet vienību sarakstam units.", "Was \"{nearest}\" meant? If not, add the reporting unit to units."},
	},
	"asked.nobody": {
		Words{"To neviens nesaņems aizpildīšanai: programmā nav nevienas vienības, kas atbilst norādītajam ({got}).", "Nobody is asked for this: the programme has no reporting unit that fits {got}."},
		Words{"Izvēlieties citas vienības.", "Choose other reporting units."},
	},
	"successor.self": {
		Words{"Iestāde ir norādīta kā pati savs pārņēmējs.", "The institution is named as its own successor."},
		Words{"Norādiet iestādi, kura to pārņēma.", "Name the institution that took it over."},
	},
	"part.unknown": {
		Words{"Daļu „{got}” šis aprēķina veids neskaita.", "This measure does not count the part \"{got}\"."},
		Words{"Izvēlieties daļu, kuru tas skaita: {known}. Ja saraksts ir tukšs, šim aprēķina veidam daļu nav; izdzēsiet tās.", "Choose a part that it counts: {known}. If the list is empty, this measure has no parts; delete them."},
	},

	// What is asked for.
	"id.taken": {
		Words{"Nosaukums „{got}” jau ir aizņemts: tāds ir laukam vai veidnes daļai (institution, activities, tasks).", "The name \"{got}\" is taken: a field or a part of the template (institution, activities, tasks) has it."},
		Words{"Izvēlieties citu nosaukumu.", "Choose another name."},
	},
	"label.unused": {
		Words{"Laukam, kura veids ir {kind}, „{key}” nav vajadzīgs: to jautā ar vienu šūnu.", "A field of the kind {kind} does not need \"{key}\": it is asked in one cell."},
		Words{"Izdzēsiet „{key}” vai izlabojiet lauka veidu (kind).", "Delete \"{key}\" or correct the field's kind."},
	},
	"register.unfit": {
		Words{"Aprēķina veids „{got}” nezina to pašu, ko jautā lauks, kura veids ir {kind}.", "The measure \"{got}\" does not know what a field of the kind {kind} asks for."},
		Words{"Laukam share norādiet īpatsvaru un laukam count – īpatsvaru vai attiecību, ko aprēķina no VIIS eksportiem; citiem laukiem izdzēsiet register.", "For share name a share, for count a share or a ratio that is computed from VIIS exports; for other fields delete register."},
	},
	"group.split": {
		Words{"Grupas „{got}” rindas nav cita aiz citas.", "The rows of the group \"{got}\" do not follow one another."},
		Words{"Pārvietojiet grupas rindas kopā.", "Move the group's rows together."},
	},
	"address.twice": {
		Words{"Divām ievades šūnām būtu viens nosaukums: „{got}” un „{other}”.", "Two input cells would have one name: \"{got}\" and \"{other}\"."},
		Words{"Mainiet lauka, tabulas, rindas, kolonnas vai daļas nosaukumu; punkts un _ tajos nozīmē to pašu.", "Change the name of the field, table, row, column or part; a point and _ are the same in them."},
	},
	"address.long": {
		Words{"Ievades šūnas nosaukums „{got}” ir garāks par {limit} zīmēm.", "The name of the input cell \"{got}\" is longer than {limit} letters."},
		Words{"Saīsiniet lauka, tabulas, rindas, kolonnas vai daļas nosaukumu.", "Shorten the name of the field, table, row, column or part."},
	},
	"rule.address": {
		Words{"„{got}” nav nevienas vienības veidnē.", "\"{got}\" is in no reporting unit's template."},
		Words{"Vai domāts „{nearest}”? Skaitli apzīmē lauks.n, lauks.d, lauks (ja tas ir viens skaitlis), lauks.daļa.n vai tabula.rinda.kolonna; * nozīmē visas rindas.", "Was \"{nearest}\" meant? A figure is field.n, field.d, field (of a single figure), field.part.n or table.row.column; * means all rows."},
	},
	"rule.apart": {
		Words{"Nevienai vienībai šie skaitļi nav vienā veidnē, tāpēc tos nevar salīdzināt.", "No reporting unit has these figures in one template, so that they cannot be compared."},
		Words{"Jautājiet tos vienām un tām pašām vienībām (from) vai izdzēsiet nosacījumu.", "Ask the same reporting units for them (from) or delete the rule."},
	},
	"rule.kinds": {
		Words{"Nosacījums salīdzina dažādas mērvienības (skaitu, stundas, naudu).", "The rule compares different units (a count, hours, money)."},
		Words{"Salīdziniet vienādus lielumus; dažādus atļauts saistīt tikai ar requires.", "Compare figures of one unit; only requires may join different ones."},
	},
	"fill.both": {
		Words{"Aizpildīšanai norādīta gan tabula „{table}”, gan lauks „{field}”.", "Both the table \"{table}\" and the field \"{field}\" are named to fill from."},
		Words{"Atstājiet vienu.", "Keep one of the two."},
	},
	"fill.length": {
		Words{"Sarakstā ir {got} nosaukumi, bet tabulas daļā – {want} rindas.", "The list has {got} names, but the section has {want} rows."},
		Words{"Norādiet katrai rindai vienu nosaukumu; rindai, ko neaizpilda, rakstiet \"\".", "Name one for each row; for a row that is not filled write \"\"."},
	},
	"fill.unknown": {
		Words{"Ar „{got}” tabulas rindu nevar aizpildīt.", "\"{got}\" cannot fill a row of the table."},
		Words{"Vai domāts „{nearest}”? Ar table norāda jautātās tabulas rindu, ar field – vienību, kurai šo lauku jautā, bez abiem – lauku, kura veids ir count.", "Was \"{nearest}\" meant? With table it is a row of the asked table, with field a reporting unit that is asked for the field, with neither a field of the kind count."},
	},
	"fill.twice": {
		Words{"„{got}” aizpildītu divas rindas.", "\"{got}\" would fill two rows."},
		Words{"Norādiet to vienai rindai.", "Name it for one row."},
	},
	"fill.kind": {
		Words{"Ar lauku „{got}” nevar aizpildīt rindas pa vienībām.", "The field \"{got}\" cannot fill rows by reporting unit."},
		Words{"Izvēlieties lauku bez daļām (parts), kura veids ir share.", "Choose a field of the kind share without parts."},
	},
	"table.unknown": {
		Words{"Tabulas „{got}” nav sarakstā asked_tables.", "The table \"{got}\" is not in the list asked_tables."},
		Words{"Pievienojiet to sarakstā asked_tables vai izvēlieties no šīm: {known}.", "Add it to asked_tables or choose one of these: {known}."},
	},

	// Indicators.
	"field.parts": {
		Words{"Lauku „{got}” jautā pa daļām {parts}, bet rādītājam ir daļas {want}.", "The field \"{got}\" is asked by the parts {parts}, but the indicator has the parts {want}."},
		Words{"Saskaņojiet lauka un rādītāja daļas (parts).", "Give the field and the indicator the same parts."},
	},
	"measure.unknown": {
		Words{"Aprēķina veida „{got}” nav.", "There is no measure \"{got}\"."},
		Words{"Vai domāts „{nearest}”? Ir šādi aprēķina veidi: {known}.", "Was \"{nearest}\" meant? The measures are: {known}."},
	},
	"param.unused": {
		Words{"Šim aprēķina veidam nav parametra „{key}”.", "This measure does not have the parameter \"{key}\"."},
		Words{"Izdzēsiet to. Šī aprēķina veida parametri: {known}.", "Delete it. The parameters of this measure: {known}."},
	},
	"field.kind": {
		Words{"Lauka „{got}” veids ir {kind}, bet aprēķina veidam {measure} vajadzīgs {want}.", "The field \"{got}\" is of the kind {kind}, but the measure {measure} needs {want}."},
		Words{"Izlabojiet lauka veidu (kind) vai izvēlieties citu aprēķina veidu.", "Correct the field's kind or choose another measure."},
	},
	"baseline.unreadable": {
		Words{"Bāzes vērtību „{got}” nevar nolasīt.", "The baseline \"{got}\" cannot be read."},
		Words{"Ierakstiet to vienā no šiem veidiem: {known}.", "Write it in one of these forms: {known}."},
	},
	"target.unreadable": {
		Words{"Sasniedzamo vērtību „{got}” nevar nolasīt.", "The target \"{got}\" cannot be read."},
		Words{"Ierakstiet to vienā no šiem veidiem: {known}.", "Write it in one of these forms: {known}."},
	},
	"set.unreadable": {
		Words{"Vēlāk noteikto bāzes vērtību „{got}” nevar nolasīt.", "The baseline that was set later, \"{got}\", cannot be read."},
		Words{"Ierakstiet pēdiņās skaitli vai procentus, piemēram, \"12,5 %\".", "Write a number or a percentage in quotation marks, for example \"12,5 %\"."},
	},
	"set.stated": {
		Words{"Bāzes vērtība jau ir programmā („{got}”), tāpēc vēlāk noteiktā (set) šeit nav vajadzīga.", "The programme already states the baseline (\"{got}\"), so one that was set later (set) is not needed."},
		Words{"Izdzēsiet set.", "Delete set."},
	},
	"value.unreadable": {
		Words{"Vērtību „{got}” nevar nolasīt.", "The value \"{got}\" cannot be read."},
		Words{"Ierakstiet pēdiņās skaitli vai procentus, piemēram, \"1,4 %\".", "Write a number or a percentage in quotation marks, for example \"1,4 %\"."},
	},

	// Years, days and terms.
	"period.order": {
		Words{"Programma beidzas ({to}), pirms tā sākas ({from}).", "The programme ends ({to}) before it begins ({from})."},
		Words{"Izlabojiet gadus.", "Correct the years."},
	},
	"years.order": {
		Words{"Gads {got} nav pēc gada {before}.", "The year {got} does not come after {before}."},
		Words{"Sakārtojiet gadus augošā secībā, katru vienu reizi.", "Put the years in rising order, each once."},
	},
	"years.period": {
		Words{"Gads {got} nav programmas laikā ({from}–{to}).", "The year {got} is outside the programme ({from}–{to})."},
		Words{"Izlabojiet gadu vai programmas laiku (period).", "Correct the year or the programme's period."},
	},
	"day.format": {
		Words{"„{got}” nav diena un mēnesis.", "\"{got}\" is not a day and month."},
		Words{"Ierakstiet dienu un mēnesi pēdiņās, piemēram, \"15.10.\".", "Write day and month in quotation marks, for example \"15.10.\"."},
	},
	"collection.order": {
		Words{"Datu vākšana beidzas ({due}), pirms tā sākas ({opens}).", "The collection is due ({due}) before it opens ({opens})."},
		Words{"Izlabojiet dienas: abas ir vienā monitoringa gadā.", "Correct the days: both are in one monitoring year."},
	},
	"term.format": {
		Words{"„{got}” nav gads un mēnesis.", "\"{got}\" is not a year and month."},
		Words{"Ierakstiet gadu un mēnesi pēdiņās, piemēram, \"2024-01\".", "Write year and month in quotation marks, for example \"2024-01\"."},
	},
	"term.order": {
		Words{"Uzdevums beidzas ({to}), pirms tas sākas ({from}).", "The task ends ({to}) before it begins ({from})."},
		Words{"Izlabojiet termiņu.", "Correct the term."},
	},
	"calendar.year": {
		Words{"Diena {got} nav mācību gadā {year}.", "The day {got} is not in the school year {year}."},
		Words{"Izlabojiet dienu vai gadu, kurā sākas mācību gads.", "Correct the day, or the year in which the school year begins."},
	},
	"calendar.order": {
		Words{"Diena {got} nav pēc dienas {before}.", "The day {got} does not come after {before}."},
		Words{"Sakārtojiet dienas pēc kārtas: mācību gada pirmā diena, 1. semestra beigas, 2. semestra sākums, mācību gada pēdējā diena.", "Put the days in order: first day, end of semester 1, start of semester 2, last day."},
	},

	// Tables and what files may hold.
	"rows.length": {
		Words{"Šūnu skaits tabulas rindā ir {got}, bet kolonnu skaits ir {want}.", "The row's number of cells is {got}, but the number of columns is {want}."},
		Words{"Pievienojiet trūkstošās šūnas vai izdzēsiet liekās; tukšu šūnu rakstiet kā \"\".", "Add the missing cells or delete those that are not needed; write an empty cell as \"\"."},
	},
	"level.code": {
		Words{"„{got}” nav izglītības programmas koda sākums.", "\"{got}\" is not the beginning of an education programme's code."},
		Words{"Ierakstiet pēdiņās izglītības programmas koda pirmos divus ciparus, piemēram, \"21\".", "Write the first two digits of the education programme's code in quotation marks, for example \"21\"."},
	},
	"reading.twice": {
		Words{"„{got}” ir gan pie {first}, gan pie {second}.", "\"{got}\" is both under {first} and under {second}."},
		Words{"Atstājiet to vienā vietā.", "Keep it in one place."},
	},
	"heading.twice": {
		Words{"Kolonnas galvene „{got}” nozīmētu gan {first}, gan {second}.", "The column heading \"{got}\" would mean both {first} and {second}."},
		Words{"Atstājiet to pie viena lauka.", "Keep it under one field."},
	},
	"heading.claimed": {
		Words{"Ar šīm kolonnu galvenēm vienu un to pašu datni varētu nolasīt gan kā {first}, gan kā {second}.", "With these column headings one file could be read both as {first} and as {second}."},
		Words{"Izdzēsiet kolonnas galveni, kas der abiem.", "Delete the column heading that fits both."},
	},
}
