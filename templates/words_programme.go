package templates

// ProgrammeWords has a sentence for every code of a fault in a programme file.
// The place – file, line, path – is printed before it.
var ProgrammeWords = map[string]Sentence{
	// The file as YAML.
	"yaml.size": {
		Words{"Fails ir pārāk liels: {bytes} baiti, atļauts {limit}.", "The file is too large: {bytes} bytes, at most {limit}."},
		Words{"Pārbaudi, vai tas tiešām ir programmas fails.", "Check that this is a programme file at all."},
	},
	"yaml.lines": {
		Words{"Failā ir vairāk rindu, nekā atļauts ({limit}).", "The file has more lines than allowed ({limit})."},
		Words{"Pārbaudi, vai tas tiešām ir programmas fails.", "Check that this is a programme file at all."},
	},
	"yaml.encoding": {
		Words{"Rinda nav UTF-8 teksts.", "The line is no UTF-8 text."},
		Words{"Saglabā failu UTF-8 kodējumā un raksti rindu no jauna.", "Save the file as UTF-8 and write the line anew."},
	},
	"yaml.depth": {
		Words{"Saraksti un iekavas ir ligzdoti dziļāk par {limit} līmeņiem.", "Lists and brackets are nested deeper than {limit} levels."},
		Words{"Izdzēs liekās iekavas.", "Delete the brackets that are too many."},
	},
	"yaml.syntax": {
		Words{"Failu šajā vietā nevar nolasīt kā YAML: {message}.", "The file cannot be read as YAML here: {message}."},
		Words{"Pārbaudi atkāpes (tikai atstarpes, bez tabulēšanas), pēdiņas, iekavas un kolus šajā un iepriekšējā rindā. Pārējo pārbaudīs, kad šī vieta būs izlabota.", "Check indentation (blanks only, no tabs), quotation marks, brackets and colons in this line and the one before. The rest is checked once this is corrected."},
	},
	"yaml.empty": {
		Words{"Failā nav nekā.", "There is nothing in the file."},
		Words{"Sāc ar kādu no programmas failiem, kas nāk komplektā.", "Start from one of the programme files that come with the program."},
	},
	"yaml.documents": {
		Words{"Failā ir vairāki dokumenti, atdalīti ar ---.", "The file holds several documents, separated by ---."},
		Words{"Atstāj vienu programmu katrā failā.", "Keep one programme in one file."},
	},
	"yaml.feature": {
		Words{"Programmas failā nelieto YAML enkurus, atsauces, tagus un saliktas atslēgas ({got}).", "A programme file does without YAML's anchors, aliases, tags and complex keys ({got})."},
		Words{"Ieraksti vērtību pašu; tekstu, kas sākas ar &, *, ! vai ?, liec pēdiņās.", "Write the value itself; put a text that begins with &, *, ! or ? in quotation marks."},
	},

	// Keys and the shape of values.
	"key.unknown": {
		Words{"Atslēga \"{key}\" nav zināma.", "The key \"{key}\" is not known."},
		Words{"Vai domāts \"{nearest}\"? Šeit der: {known}.", "Was \"{nearest}\" meant? Known here: {known}."},
	},
	"key.duplicate": {
		Words{"Atslēga \"{key}\" jau ir {line}. rindā.", "The key \"{key}\" already stands in line {line}."},
		Words{"Atstāj vienu no abām.", "Keep one of the two."},
	},
	"key.year": {
		Words{"\"{got}\" nav gads.", "\"{got}\" is no year."},
		Words{"Atslēgā raksti gadu ar četriem cipariem, piemēram, 2024.", "Write the key as a year of four digits, for example 2024."},
	},
	"value.empty": {
		Words{"Vērtības nav.", "There is no value."},
		Words{"Ieraksti vērtību vai izdzēs rindu.", "Write a value or delete the line."},
	},
	"type.text": {
		Words{"Šeit jābūt tekstam, bet ir {got}.", "A text is wanted here, not {got}."},
		Words{"Liec vērtību pēdiņās.", "Put the value in quotation marks."},
	},
	"type.whole": {
		Words{"Šeit jābūt veselam skaitlim, bet ir \"{got}\".", "A whole number is wanted here, not \"{got}\"."},
		Words{"Raksti tikai ciparus, bez pēdiņām.", "Write digits only, without quotation marks."},
	},
	"type.yesno": {
		Words{"Šeit jābūt true (jā) vai false (nē), bet ir \"{got}\".", "true or false is wanted here, not \"{got}\"."},
		Words{"Raksti true vai false bez pēdiņām.", "Write true or false without quotation marks."},
	},
	"type.date": {
		Words{"\"{got}\" nav kalendāra datums.", "\"{got}\" is no date of the calendar."},
		Words{"Raksti datumu kā 2024-09-01.", "Write the date as 2024-09-01."},
	},
	"type.list": {
		Words{"Šeit jābūt sarakstam, bet ir \"{got}\".", "A list is wanted here, not \"{got}\"."},
		Words{"Raksti katru vērtību savā rindā aiz domuzīmes vai visas kvadrātiekavās: [a, b].", "Write each value on a line of its own after a dash, or all in square brackets: [a, b]."},
	},
	"type.map": {
		Words{"Šeit jābūt atslēgām ar vērtībām, bet ir \"{got}\".", "Keys with values are wanted here, not \"{got}\"."},
		Words{"Raksti katru atslēgu savā rindā ar kolu aiz tās.", "Write each key on a line of its own, followed by a colon."},
	},
	"missing": {
		Words{"Trūkst obligātās vērtības \"{key}\".", "The required value \"{key}\" is missing."},
		Words{"Ieraksti to.", "Add it."},
	},
	"choice": {
		Words{"\"{got}\" šeit neder.", "\"{got}\" is not possible here."},
		Words{"Vai domāts \"{nearest}\"? Šeit der: {known}.", "Was \"{nearest}\" meant? Possible here: {known}."},
	},
	"range": {
		Words{"Skaitlis {got} nav no {from} līdz {to}.", "The number {got} is not from {from} to {to}."},
		Words{"Izlabo skaitli.", "Correct the number."},
	},

	// Names and numbers.
	"id.format": {
		Words{"\"{got}\" neder kā īsais nosaukums.", "\"{got}\" will not do as a short name."},
		Words{"Lieto mazos latīņu burtus bez garumzīmēm un ciparus; vārdus programmā un vienībās saista ar -, laukos ar _.", "Use small Latin letters without diacritics and digits; words are joined by - in the programme and units, by _ in fields."},
	},
	"id.twice": {
		Words{"\"{got}\" šajā sarakstā jau ir.", "\"{got}\" is in this list already."},
		Words{"Dod katram savu numuru vai nosaukumu.", "Give each a number or name of its own."},
	},
	"number.format": {
		Words{"Reģistrācijas numurā \"{got}\" nav tieši desmit ciparu.", "The registration number \"{got}\" is not exactly ten digits."},
		Words{"Pārraksti numuru no VIIS un liec to pēdiņās.", "Copy the number from VIIS and put it in quotation marks."},
	},
	"number.twice": {
		Words{"Reģistrācijas numurs {got} ir divām iestādēm vai arī bijušo numuru vidū.", "The registration number {got} is listed twice, perhaps among the former numbers."},
		Words{"Atstāj numuru vienā vietā.", "Keep the number in one place."},
	},

	// References.
	"level.unknown": {
		Words{"Prevencijas līmeņa {got} nav.", "There is no prevention level {got}."},
		Words{"Pievieno to sarakstā levels vai izvēlies no: {known}.", "Add it to levels or choose one of: {known}."},
	},
	"goal.unknown": {
		Words{"Mērķa \"{got}\" nav.", "There is no goal \"{got}\"."},
		Words{"Pievieno to sarakstā goals vai izvēlies no: {known}.", "Add it to goals or choose one of: {known}."},
	},
	"activity.unknown": {
		Words{"Aktivitātes \"{got}\" nav.", "There is no activity \"{got}\"."},
		Words{"Pievieno to sarakstā activities vai izvēlies no: {known}.", "Add it to activities or choose one of: {known}."},
	},
	"field.unknown": {
		Words{"Lauka \"{got}\" nav sarakstā fields.", "The field \"{got}\" is not in fields."},
		Words{"Pievieno to sarakstā fields vai izvēlies no: {known}.", "Add it to fields or choose one of: {known}."},
	},
	"institution.unknown": {
		Words{"Iestādes ar numuru \"{got}\" nav sarakstā institutions.", "No institution has the number \"{got}\"."},
		Words{"Pievieno pārņēmēju iestādi sarakstā institutions vai izlabo numuru.", "Add the institution that took over to institutions, or correct the number."},
	},
	"unit.unknown": {
		Words{"\"{got}\" nav ne ziņotāja tips, ne reģistrācijas numurs, ne vienība no saraksta units.", "\"{got}\" is neither a type of reporting unit, nor a registration number, nor one of units."},
		Words{"Vai domāts \"{nearest}\"? Ja ne, pievieno ziņotāju sarakstā units.", "Was \"{nearest}\" meant? If not, add the unit to units."},
	},
	"asked.nobody": {
		Words{"Šo lauku neviens nesaņems: programmā nav neviena, kas atbilst {got}.", "Nobody is asked for this field: the programme has none of {got}."},
		Words{"Izvēlies citus ziņotājus.", "Choose other reporting units."},
	},
	"successor.self": {
		Words{"Iestāde ir norādīta kā pati savs pārņēmējs.", "The institution is its own successor."},
		Words{"Norādi iestādi, kas to pārņēma.", "Name the institution that took it over."},
	},
	"part.unknown": {
		Words{"Daļu \"{got}\" neviens neskaita.", "The part \"{got}\" is not counted."},
		Words{"Izvēlies daļu, ko mērs skaita: {known}. Ja saraksts ir tukšs, mērs daļas neskaita.", "Choose a part that is counted: {known}. Where the list is empty there are no parts."},
	},

	// Indicators.
	"measure.unknown": {
		Words{"Mēra \"{got}\" nav.", "There is no measure \"{got}\"."},
		Words{"Vai domāts \"{nearest}\"? Ir šādi mēri: {known}.", "Was \"{nearest}\" meant? The measures are: {known}."},
	},
	"param.unused": {
		Words{"Šim mēram nav parametra \"{key}\".", "This measure does not take the parameter \"{key}\"."},
		Words{"Izdzēs to. Šis mērs ņem: {known}.", "Delete it. This measure takes: {known}."},
	},
	"field.kind": {
		Words{"Lauks \"{got}\" ir {kind}, bet mēram {measure} vajag {want}.", "The field \"{got}\" is {kind}, but the measure {measure} needs {want}."},
		Words{"Izlabo lauka kind vai izvēlies citu mēru.", "Correct the field's kind or choose another measure."},
	},
	"baseline.unreadable": {
		Words{"Bāzes vērtību \"{got}\" nevar nolasīt.", "The baseline \"{got}\" cannot be read."},
		Words{"Raksti to vienā no šiem veidiem: {known}.", "Write it in one of these forms: {known}."},
	},
	"target.unreadable": {
		Words{"Sasniedzamo vērtību \"{got}\" nevar nolasīt.", "The target \"{got}\" cannot be read."},
		Words{"Raksti to vienā no šiem veidiem: {known}.", "Write it in one of these forms: {known}."},
	},
	"set.unreadable": {
		Words{"Noteikto bāzes vērtību \"{got}\" nevar nolasīt.", "The baseline that was set, \"{got}\", cannot be read."},
		Words{"Raksti skaitli vai procentus, piemēram, \"12,5%\".", "Write a number or a percentage, for example \"12,5%\"."},
	},
	"set.stated": {
		Words{"Bāzes vērtība jau ir pieņemta programmā (\"{got}\"), tāpēc set šeit neder.", "The programme states the baseline already (\"{got}\"), so set has no place here."},
		Words{"Izdzēs set.", "Delete set."},
	},
	"value.unreadable": {
		Words{"Vērtību \"{got}\" nevar nolasīt.", "The value \"{got}\" cannot be read."},
		Words{"Raksti skaitli vai procentus, piemēram, \"1,4%\".", "Write a number or a percentage, for example \"1,4%\"."},
	},

	// Years, days and terms.
	"period.order": {
		Words{"Programma beidzas ({to}) pirms sākuma ({from}).", "The programme ends ({to}) before it begins ({from})."},
		Words{"Izlabo gadus.", "Correct the years."},
	},
	"years.order": {
		Words{"Gads {got} nav pēc gada {before}.", "The year {got} does not come after {before}."},
		Words{"Sakārto gadus augošā secībā, katru vienreiz.", "Put the years in rising order, each once."},
	},
	"years.period": {
		Words{"Gads {got} nav programmas laikā ({from}–{to}).", "The year {got} is outside the programme ({from}–{to})."},
		Words{"Izlabo gadu vai programmas laiku (period).", "Correct the year or the programme's period."},
	},
	"day.format": {
		Words{"\"{got}\" nav diena un mēnesis.", "\"{got}\" is no day and month."},
		Words{"Raksti dienu un mēnesi kā \"15.10.\".", "Write day and month as \"15.10.\"."},
	},
	"collection.order": {
		Words{"Datu vākšana beidzas ({due}) pirms sākuma ({opens}).", "The collection is due ({due}) before it opens ({opens})."},
		Words{"Izlabo dienas: abas ir vienā uzraudzības gadā.", "Correct the days: both lie in the monitoring year."},
	},
	"term.format": {
		Words{"\"{got}\" nav gads un mēnesis.", "\"{got}\" is no year and month."},
		Words{"Raksti gadu un mēnesi kā \"2024-01\".", "Write year and month as \"2024-01\"."},
	},
	"term.order": {
		Words{"Uzdevums beidzas ({to}) pirms sākuma ({from}).", "The task ends ({to}) before it begins ({from})."},
		Words{"Izlabo termiņu.", "Correct the term."},
	},
	"calendar.year": {
		Words{"Diena {got} nav {year} mācību gadā.", "The day {got} is not in the school year {year}."},
		Words{"Izlabo dienu vai gadu, ar kuru sākas mācību gads.", "Correct the day, or the year in which the school year begins."},
	},
	"calendar.order": {
		Words{"Diena {got} nav pēc {before}.", "The day {got} does not come after {before}."},
		Words{"Dienām jāiet pēc kārtas: gada sākums, 1. semestra beigas, 2. semestra sākums, gada beigas.", "The days must follow one another: first day, end of semester 1, start of semester 2, last day."},
	},

	// Tables and what files may hold.
	"rows.length": {
		Words{"Tabulas rindā šūnu skaits ir {got}, bet virsrakstu skaits ir {want}.", "The row's number of cells is {got}, the number of headings is {want}."},
		Words{"Pieliec trūkstošās šūnas; tukšu šūnu raksti kā \"\".", "Add what is missing; write an empty cell as \"\"."},
	},
	"level.code": {
		Words{"\"{got}\" nav programmas koda sākums.", "\"{got}\" is no beginning of a programme code."},
		Words{"Raksti izglītības programmas koda pirmos divus ciparus pēdiņās, piemēram, \"21\".", "Write the first two digits of the education programme's code in quotation marks, for example \"21\"."},
	},
	"reading.twice": {
		Words{"\"{got}\" ir gan pie {first}, gan pie {second}.", "\"{got}\" stands both under {first} and under {second}."},
		Words{"Atstāj to vienā vietā.", "Keep it in one place."},
	},
	"heading.twice": {
		Words{"Virsraksts \"{got}\" nozīmētu gan {first}, gan {second}.", "The heading \"{got}\" would mean both {first} and {second}."},
		Words{"Atstāj to pie viena lauka.", "Keep it under one field."},
	},
	"heading.claimed": {
		Words{"Ar šiem virsrakstiem vienu un to pašu failu varētu nolasīt gan kā {first}, gan kā {second}.", "With these headings one file could be read both as {first} and as {second}."},
		Words{"Izdzēs virsrakstu, kas der abiem.", "Delete the heading that fits both."},
	},
}
