package templates

// ServiceWords has a sentence for every code of a fault that only a service file
// has, and for those of all files that are said otherwise there.
var ServiceWords = map[string]Sentence{
	"yaml.size": {
		Words{"Datne ir pārāk liela: {bytes} baiti; atļauts {limit}.", "The file is too large: {bytes} bytes; at most {limit} are allowed."},
		Words{"Pārbaudiet, vai tā tiešām ir pakalpojuma datne (raditaji.yaml).", "Check that this is a service file (raditaji.yaml)."},
	},
	"yaml.lines": {
		Words{"Datnē ir vairāk rindu, nekā atļauts ({limit}).", "The file has more lines than allowed ({limit})."},
		Words{"Pārbaudiet, vai tā tiešām ir pakalpojuma datne (raditaji.yaml).", "Check that this is a service file (raditaji.yaml)."},
	},
	"yaml.empty": {
		Words{"Datne ir tukša.", "The file is empty."},
		Words{"Izveidojiet jaunu ar raditaji init MAPE un pārrakstiet no tās.", "Make a new one by raditaji init DIR and copy from it."},
	},
	"yaml.documents": {
		Words{"Datnē ir vairāki dokumenti, atdalīti ar ---.", "The file holds several documents, separated by ---."},
		Words{"Katrā datnē atstājiet vienu pakalpojumu.", "Keep one service in one file."},
	},
	"yaml.feature": {
		Words{"Pakalpojuma datnē nelieto YAML enkurus, atsauces, birkas un saliktas atslēgas ({got}).", "YAML anchors, aliases, tags and complex keys are not used in a service file ({got})."},
		Words{"Ierakstiet pašu vērtību; tekstu, kas sākas ar &, *, ! vai ?, lieciet pēdiņās.", "Write the value itself; put a text that begins with &, *, ! or ? in quotation marks."},
	},
	"archive.half": {
		Words{"Arhīva šifrēšanai vajag abus: recipients (kam šifrēt) un identity (datni ar atslēgu, kas atver).", "Encrypting the archive takes both: recipients (for whom) and identity (the file with the key that opens it)."},
		Words{"Ierakstiet trūkstošo vai izdzēsiet otru; bez identity pakalpojums pats nevarētu izlasīt, ko glabā.", "Add the missing one or delete the other; without identity the service could not read what it keeps."},
	},
	"archive.recipient": {
		Words{"„{got}” nav age saņēmēja atslēga.", "\"{got}\" is no recipient of age."},
		Words{"Tā sākas ar age1 un ir publiskā atslēga, ko parāda age-keygen.", "It begins with age1 and is the public key that age-keygen shows."},
	},
	"cron.unreadable": {
		Words{"Grafiku „{got}” nevar saprast.", "The schedule \"{got}\" cannot be understood."},
		Words{"Ierakstiet pēdiņās piecus laukus: minūte, stunda, diena, mēnesis, nedēļas diena (svētdiena ir 0), piemēram, \"0 1 * * *\" – katru nakti plkst. 1.00. Laika joslu norāda time_zone. Ja darbs nav vajadzīgs: never.", "Write five fields in quotation marks: minute, hour, day, month, day of the week (Sunday is 0), for example \"0 1 * * *\" – at one every night. The time zone is time_zone's. A job that is not wanted: never."},
	},
	"cron.never": {
		Words{"Grafiks „{got}” nekad nepienāk.", "The schedule \"{got}\" never comes."},
		Words{"Pārbaudiet dienu un mēnesi: tādas dienas kalendārā nav. Ja darbs nav vajadzīgs, ierakstiet never.", "Check day and month: the calendar has no such day. If the job is not wanted, write never."},
	},
	"cron.night": {
		Words{"Grafiks „{got}” pienāk laikā no 2.30 līdz 4.30, kad pulksteni pagriež: pavasarī darbs vienreiz izpaliks.", "The schedule \"{got}\" comes between 02:30 and 04:30, when clocks change: in spring the job stays out once."},
		Words{"Izvēlieties citu laiku, piemēram, 1.00 vai 5.00.", "Choose another time, for example 01:00 or 05:00."},
	},
	"folder.name": {
		Words{"„{got}” neder par mapes nosaukumu.", "\"{got}\" cannot be the name of a folder."},
		Words{"Lietojiet burtus, ciparus, atstarpes, - un _; ceļu šeit neraksta.", "Use letters, digits, blanks, - and _; a path is not written here."},
	},
	"folder.twice": {
		Words{"Divām mapēm ir viens nosaukums „{got}”.", "Two folders have one name, \"{got}\"."},
		Words{"Dodiet katrai savu; lielie un mazie burti te neatšķiras.", "Give each its own; capital letters make no difference."},
	},
	"path.drive": {
		Words{"„{got}” nav pilns ceļš.", "\"{got}\" is not a whole path."},
		Words{"Aiz diska burta rakstiet slīpsvītru, piemēram, C:\\Raditaji.", "Write a stroke behind the disk's letter, for example C:\\Raditaji."},
	},
	"path.inside": {
		Words{"„{inner}” atrodas mapē „{outer}”.", "\"{inner}\" lies in the folder \"{outer}\"."},
		Words{"Koplietotajā mapē drīkst būt tikai tas, ko redz cilvēki: stāvokli, atslēgas un žurnālu turiet citur, lokālā diskā, un koplietoto mapi – ārpus stāvokļa mapes.", "The shared folder may hold only what people may see: keep state, keys and log elsewhere, on a local disk, and the shared folder outside of the state folder."},
	},
	"zone.unknown": {
		Words{"Laika joslas „{got}” nav.", "There is no time zone \"{got}\"."},
		Words{"Latvijā tā ir Europe/Riga.", "In Latvia it is Europe/Riga."},
	},
}

// ServiceFault words a fault of a service file: what is wrong, and what to do.
func (l Language) ServiceFault(code string, args map[string]string) (text, remedy string) {
	s, ok := ServiceWords[code]
	if !ok {
		return l.Fault(code, args)
	}
	pairs := make([]string, 0, 2*len(args))
	for k, v := range args {
		pairs = append(pairs, k, v)
	}
	return s.Text.In(l, pairs...), s.Remedy.In(l, pairs...)
}
