package templates

// DoctorAreas are what raditaji doctor looks at, in its order.
var DoctorAreas = []string{"file", "programme", "folders", "disk", "clock", "ledger", "archive", "keys", "schedule", "runs", "leftovers"}

var doctorAreas = map[string]Words{
	"file":      {"Pakalpojuma datne", "Service file"},
	"programme": {"Programma", "Programme"},
	"folders":   {"Mapes un tiesības", "Folders and rights"},
	"disk":      {"Vieta diskā", "Room on the disk"},
	"clock":     {"Pulkstenis", "Clock"},
	"ledger":    {"Žurnāls (ledger)", "Ledger"},
	"archive":   {"Arhīvs", "Archive"},
	"keys":      {"Atslēgas", "Keys"},
	"schedule":  {"Grafiks", "Schedule"},
	"runs":      {"Aprēķini", "Runs"},
	"leftovers": {"Pagaidu datnes", "Temporary files"},
}

// What raditaji doctor says around its findings.
var (
	WordsDoctorHead    = Words{"{file}\nTagad: {now} ({zone})", "{file}\nNow: {now} ({zone})"}
	WordsDoctorRunning = Words{"Pakalpojums darbojas: process {pid}, kopš {since}.", "The service is running: process {pid}, since {since}."}
	WordsDoctorIdle    = Words{"Pakalpojums nedarbojas. Palaist: raditaji serve --config {file}", "The service is not running. Run it: raditaji serve --config {file}"}
	WordsDoctorGood    = Words{"Viss ir kārtībā.", "All is well."}
	WordsDoctorSum     = Words{"Kļūdas: {errors}. Brīdinājumi: {warnings}.", "Errors: {errors}. Warnings: {warnings}."}

	WordsNoKey    = Words{"tajā nav 64 heksadecimālu ciparu", "it does not hold 64 hexadecimal digits"}
	WordsNoAgeKey = Words{"tās nav age atslēgas", "they are no keys of age"}

	doctorLine = map[string]Words{
		"good":    {"  kārtībā     {area}", "  good      {area}"},
		"warning": {"  BRĪDINĀJUMS {area}: {text}\n              {remedy}", "  WARNING   {area}: {text}\n            {remedy}"},
		"error":   {"  KĻŪDA       {area}: {text}\n              {remedy}", "  ERROR     {area}: {text}\n            {remedy}"},
	}
)

// DoctorLine words what was found in an area: its level is good, warning or error.
func DoctorLine(l Language, area, level, code string, args ...string) string {
	s := DoctorWords[code]
	return doctorLine[level].In(l, "area", doctorAreas[area].In(l), "text", s.Text.In(l, args...), "remedy", s.Remedy.In(l, args...))
}

// DoctorFault words a fault or a warning of the service file as a finding.
func DoctorFault(l Language, level, place, text, remedy string) string {
	return doctorLine[level].In(l, "area", doctorAreas["schedule"].In(l), "text", place+": "+text, "remedy", remedy)
}

// DoctorWords has a sentence for every finding of raditaji doctor.
var DoctorWords = map[string]Sentence{
	"programme.unusable": {
		Words{"programma „{programme}” nav lietojama: {why}", "the programme \"{programme}\" cannot be used: {why}"},
		Words{"Pārbaudiet programme: pakalpojuma datnē un to, vai datne ir tur, kur tur teikts.", "Check programme: in the service file, and that the file is where it says."},
	},
	"programme.faulty": {
		Words{"programmas datnē „{programme}” ir kļūdas: {count}; pirmā – {line}. rindā: {first}", "the programme file \"{programme}\" has faults: {count}; the first in line {line}: {first}"},
		Words{"Izlabojiet kļūdas; visas un to, kā labot, nosauc raditaji programme check {programme}", "Correct the faults; raditaji programme check {programme} names all of them and what to write."},
	},
	"programme.kept": {
		Words{"programmas datne „{programme}” tagad nav lietojama. Pakalpojums strādā ar iepriekšējo, bet, ja to apturēs, tas vairs nesāksies.", "the programme file \"{programme}\" cannot be used now. The service works with the one before, but once it is stopped it will not start again."},
		Words{"Izlabojiet kļūdas, ko nosauc raditaji programme check; nākamajā minūtē pakalpojums pats pāriet uz izlaboto.", "Correct what raditaji programme check names; within a minute the service goes on with the corrected file by itself."},
	},
	"share.missing": {
		Words{"koplietotās mapes „{folder}” nav vai tā nav sasniedzama: {why}.", "the shared folder \"{folder}\" is not there or cannot be reached: {why}."},
		Words{"Pārbaudiet tīklu un share: pakalpojuma datnē; jaunu mapi izveido raditaji init.", "Check the network and share: in the service file; raditaji init makes a new folder."},
	},
	"share.file": {
		Words{"koplietotā mape „{folder}” nav mape, bet datne.", "the shared folder \"{folder}\" is a file, not a folder."},
		Words{"Pārbaudiet share: pakalpojuma datnē vai pārvietojiet datni un palaidiet raditaji init.", "Check share: in the service file, or move the file away and run raditaji init."},
	},
	"folder.missing": {
		Words{"mapes „{folder}” nav.", "there is no folder \"{folder}\"."},
		Words{"Izveidojiet to vai palaidiet vēlreiz raditaji init; esošās datnes netiek mainītas.", "Make it, or run raditaji init again; nothing that is there is changed."},
	},
	"share.elsewhere": {
		Words{"koplietotajā mapē ir datnes, kas izskatās pēc datiem, bet nav mapē {inbox}, tāpēc neviens tās nelasa: {count}, piemēram, „{name}”.", "the shared folder holds files that look like data but are not in the folder {inbox}, so nobody reads them: {count}, for example \"{name}\"."},
		Words{"Pārvietojiet tās uz mapi {inbox}, ja tās jāiesniedz; ja ne, aizvāciet tās no koplietotās mapes.", "Move them to the folder {inbox} if they are to be submitted; if not, take them out of the shared folder."},
	},
	"folder.file": {
		Words{"„{folder}” nav mape, bet datne.", "\"{folder}\" is a file, not a folder."},
		Words{"Pārvietojiet datni un palaidiet vēlreiz raditaji init.", "Move the file away and run raditaji init again."},
	},
	"folder.unreadable": {
		Words{"mapi „{folder}” nevar nolasīt: {why}.", "the folder \"{folder}\" cannot be read: {why}."},
		Words{"Dodiet kontam, ar kuru darbojas pakalpojums, lasīšanas tiesības.", "Give the account that runs the service the right to read it."},
	},
	"folder.link": {
		Words{"„{folder}” ir saite uz vietu ārpus koplietotās mapes; tādām pakalpojums neseko, tāpēc tur neko nelasa un neraksta.", "\"{folder}\" is a link to a place outside of the shared folder; the service does not follow those, so nothing is read or written there."},
		Words{"Noņemiet saiti un pārvietojiet mapi atpakaļ. Ja vajag citu disku, pārvietojiet uz to visu koplietoto mapi un mainiet share:, vai pievienojiet disku (mount) tieši šajā vietā. Datnes, kas gaida atbildi, tad to saņem pašas.", "Remove the link and move the folder back. If another disk is needed, move the whole shared folder there and change share:, or mount the disk at this very place. Files that wait for their answer then get it by themselves."},
	},
	"share.renamed": {
		Words{"koplietotajā mapē ir mape „{name}”, kas izskatās pēc pakalpojuma mapes ar citu nosaukumu; pakalpojums par to nerūpējas.", "the shared folder has a folder \"{name}\" that looks like one of the service under another name; the service does not look after it."},
		Words{"Lēmumus tajā neizpilda, un personas datus tajā retention: neizdzēš. Kas ir spēkā, pakalpojums ieliek savās mapēs no jauna; šo mapi izdzēsiet vai pārvietojiet ārpus koplietotās mapes.", "No decision is carried out there, and retention: deletes no personal data there. The service lays what stands into its own folders again; delete this folder, or move it out of the shared one."},
	},
	"answers.gone": {
		Words{"mapē „{folder}” trūkst datņu, ko pakalpojums tur ielika un kas joprojām ir spēkā: {count}, piemēram, „{name}”.", "the folder \"{folder}\" lacks files that the service put there and that still stand: {count}, for example \"{name}\"."},
		Words{"Izdzēsta datne nav atsaukta: pieņemtās izmanto arī turpmāk, atgrieztās gaida labojumu (raditaji status). Atsaukt: raditaji withdraw. Lai atgūtu visu, pārdēvējiet šo mapi: pakalpojums to minūtes laikā izveido no jauna ar visu, kas ir spēkā.", "A file that was deleted is not withdrawn: accepted ones are used, returned ones wait for their correction (raditaji status). To withdraw: raditaji withdraw. To have all back, rename this folder: within a minute the service makes it anew with all that stands."},
	},
	"folder.denied": {
		Words{"mapē „{folder}” nevar rakstīt un dzēst: {why}.", "it is not possible to write and delete in the folder \"{folder}\": {why}."},
		Words{"Dodiet kontam, ar kuru darbojas pakalpojums, rakstīšanas un dzēšanas tiesības.", "Give the account that runs the service the right to write and delete."},
	},
	"folder.refuses": {
		Words{"mapē „{folder}” nevar ierakstīt: {why}.", "it is not possible to write in the folder \"{folder}\": {why}."},
		Words{"Ja diskā nav vietas, atbrīvojiet to; tikai lasāmu disku pievienojiet tā, lai tajā var rakstīt; ja mape ir tīklā, pārbaudiet serveri un tīklu. Līdz tam datnes gaida ienākošajās.", "Where the disk is full, free some room; a read-only disk has to be attached for writing; where the folder is in the network, check server and network. Until then files wait in the inbox."},
	},
	"account.other": {
		Words{"komanda darbojas ar administratora kontu, bet stāvokļa mape pieder kontam {owner}; vai tam pietiek tiesību, šādi nevar redzēt.", "this command runs as an administrator, but the state folder belongs to the account {owner}; whether that one has the rights cannot be seen this way."},
		Words{"Palaidiet to kā {owner}: sudo -u {owner} raditaji doctor …", "Run it as {owner}: sudo -u {owner} raditaji doctor …"},
	},
	"inbox.denied": {
		Words{"ienākošajās ir apakšmapes, no kurām nevar izņemt datnes: {count}, piemēram, „{name}”.", "the inbox has sub-folders from which files cannot be moved: {count}, for example \"{name}\"."},
		Words{"Dodiet kontam, ar kuru darbojas pakalpojums, tajās rakstīšanas un dzēšanas tiesības, ieteicams tā, lai jaunas apakšmapes tās manto. Līdz tam datnes saņem atbildi, bet paliek ienākošajās.", "Give the account that runs the service the right to write and delete there, best so that new sub-folders inherit it. Until then files are answered but stay in the inbox."},
	},
	"inbox.closed": {
		Words{"ienākošajās ir datnes, kuras nevar atvērt: {count}, piemēram, „{name}”.", "the inbox holds files that cannot be opened: {count}, for example \"{name}\"."},
		Words{"Ja datne ir atvērta citā programmā, aizveriet to; ja ne, dodiet kontam, ar kuru darbojas pakalpojums, lasīšanas tiesības. Līdz tam datne gaida.", "If the file is open in another program, close it; if not, give the account that runs the service the right to read it. Until then the file waits."},
	},
	"inbox.unanswered": {
		Words{"ir paņemtas datnes, kam nevar uzrakstīt atbildi vai ko nevar izņemt no ienākošajām: {count}, pirmā kopš {since} mapē „{name}”. Citu apakšmapju datnes tiek ņemtas.", "files were taken in whose answers cannot be written, or that cannot be removed from the inbox: {count}, the first since {since} in the folder \"{name}\". Files of other sub-folders are taken in."},
		Words{"Dodiet kontam, ar kuru darbojas pakalpojums, rakstīšanas un dzēšanas tiesības arī apakšmapēs ar to pašu nosaukumu mapēs pienemtie un atgrieztie un pārbaudiet, vai datni neviens netur atvērtu. Tad atbildes parādās pašas.", "Give the account that runs the service the right to write and delete in the sub-folders of the same name in pienemtie and atgrieztie too, and see that nobody has the file open. Then the answers come by themselves."},
	},
	"inbox.waiting": {
		Words{"ienākošajās stāv datnes, ko pakalpojums nav paņēmis, lai gan bija laiks: {count}, piemēram, „{name}”.", "the inbox holds files that the service did not take in, though it had the time: {count}, for example \"{name}\"."},
		Words{"Kāpēc, saka piezīme mapē atgrieztie vai error rindas žurnālā (log); ja tur nekā nav, pārstartējiet pakalpojumu.", "A note in the folder atgrieztie, or the lines of error in the log, say why; if there are none, restart the service."},
	},
	"state.remote": {
		Words{"stāvokļa mape „{folder}” atrodas citā datorā.", "the state folder \"{folder}\" lies on another computer."},
		Words{"Pārvietojiet to uz lokālu disku un norādiet state: – tīkla diskā žurnālu (ledger) var sabojāt.", "Move it to a local disk and name it as state: – on a network disk the ledger can be damaged."},
	},
	"state.open": {
		Words{"stāvokļa mapi „{folder}” var lasīt arī citi konti; tajā ir oriģināli ar personas datiem un atslēga.", "other accounts may read the state folder \"{folder}\"; it holds originals with personal data and the key."},
		Words{"Atstājiet tiesības tikai pakalpojuma kontam: chmod 700; sistēmā Windows – ar komandām, kas ir docs/operations.md.", "Leave the rights to the service's account alone: chmod 700; on Windows by the commands in docs/operations.md."},
	},
	"share.letter": {
		Words{"koplietotā mape „{folder}” ir tīkla diskā ar burtu; pakalpojums tādus diskus neredz.", "the shared folder \"{folder}\" is on a network disk with a letter; a service does not see such disks."},
		Words{"Rakstiet to kā \\\\serveris\\mape.", "Write it as \\\\server\\share."},
	},
	"state.shared": {
		Words{"stāvokļa mape „{folder}” īstenībā atrodas koplietotajā mapē.", "the state folder \"{folder}\" in truth lies in the shared folder."},
		Words{"Pārvietojiet to ārpus koplietotās mapes: tajā ir oriģināli un atslēga.", "Move it out of the shared folder: it holds the originals and the key."},
	},
	"disk.full": {
		Words{"mapei „{folder}” brīvi ir tikai {free} MiB.", "the folder \"{folder}\" has only {free} MiB left."},
		Words{"Atbrīvojiet vietu tūlīt: datnes paliek ienākošajās, līdz tās var droši saglabāt.", "Free some room now: files stay in the inbox until they can be kept safely."},
	},
	"disk.low": {
		Words{"mapei „{folder}” brīvi ir {free} MiB.", "the folder \"{folder}\" has {free} MiB left."},
		Words{"Atbrīvojiet vietu vai palieliniet disku.", "Free some room, or enlarge the disk."},
	},
	"disk.unknown": {
		Words{"nevar uzzināt, cik vietas ir mapei „{folder}”: {why}.", "the room for the folder \"{folder}\" cannot be found out: {why}."},
		Words{"Pārbaudiet disku vai tīkla savienojumu.", "Check the disk or the network."},
	},
	"clock.old": {
		Words{"datora pulkstenis rāda {now}.", "the computer's clock says {now}."},
		Words{"Iestatiet pulksteni un ieslēdziet tā sinhronizāciju.", "Set the clock, and turn its synchronisation on."},
	},
	"clock.back": {
		Words{"datora pulkstenis rāda {now}, bet žurnālā (ledger) pēdējais ieraksts ir {last}: pulkstenis ir pagriezts atpakaļ.", "the computer's clock says {now}, but the last entry of the ledger is of {last}: the clock was set back."},
		Words{"Iestatiet pulksteni un ieslēdziet tā sinhronizāciju; nekas nav zudis.", "Set the clock, and turn its synchronisation on; nothing is lost."},
	},
	"clock.jumped": {
		Words{"žurnālā (ledger) ilgi nav neviena ieraksta, tad tie atsākas: pulkstenis ir pārlēcis vai dators bija izslēgts. Līdz {until} nekas netiek dzēsts vecuma dēļ.", "the ledger has no entry for a long time, then they go on: the clock jumped, or the computer was off. Until {until} nothing is deleted for its age."},
		Words{"Pārbaudiet pulksteni; ja tas ir pareizs, nekas nav jādara.", "Check the clock; if it is right, nothing need be done."},
	},
	"clock.share": {
		Words{"koplietotās mapes pulkstenis atšķiras no šī datora pulksteņa par {seconds} s.", "the clock of the shared folder differs from this computer's by {seconds} s."},
		Words{"Sinhronizējiet abu datoru pulksteņus.", "Synchronise the clocks of both computers."},
	},
	"clock.future": {
		Words{"ienākošajās ir datnes ar laiku nākotnē: {count}, piemēram, „{name}”.", "the inbox holds files with a time in the future: {count}, for example \"{name}\"."},
		Words{"Tās tiek paņemtas tāpat; pārbaudiet pulksteni datorā, no kura tās nāk.", "They are taken in all the same; check the clock of the computer that they come from."},
	},
	"ledger.lost": {
		Words{"žurnāla (ledger) nav, bet arhīvā ir oriģināli.", "there is no ledger, but the archive holds originals."},
		Words{"Atjaunojiet to no dublējuma: raditaji restore --config {config} {backup}", "Restore it from a backup: raditaji restore --config {config} {backup}"},
	},
	"ledger.newer": {
		Words{"žurnālu (ledger) rakstījusi jaunāka programmatūras versija.", "the ledger was written by a newer version of the program."},
		Words{"Uzstādiet jaunāko versiju; vecāka to nelasa.", "Install the newest version; an older one does not read it."},
	},
	"ledger.damaged": {
		Words{"žurnāls (ledger) ir bojāts.", "the ledger is damaged."},
		Words{"Pārbaudiet disku, apturiet pakalpojumu un atjaunojiet: raditaji restore --config {config} {backup}", "Check the disk, stop the service and restore: raditaji restore --config {config} {backup}"},
	},
	"ledger.foreign": {
		Words{"datne „{file}” nav šīs programmatūras žurnāls (ledger).", "the file \"{file}\" is not a ledger of this program."},
		Words{"Pārbaudiet state: pakalpojuma datnē.", "Check state: in the service file."},
	},
	"ledger.half": {
		Words{"žurnāla (ledger) atjaunošana tika pārtraukta.", "restoring the ledger was broken off."},
		Words{"Atjaunojiet vēlreiz: raditaji restore --config {config} {backup}", "Restore again: raditaji restore --config {config} {backup}"},
	},
	"ledger.unreadable": {
		Words{"žurnālu (ledger) nevar atvērt: {why}.", "the ledger cannot be opened: {why}."},
		Words{"Pārbaudiet stāvokļa mapes tiesības (tai jāpieder kontam, ar kuru darbojas pakalpojums), vietu diskā un vai datni ledger.db netur cita programma (pretvīrusu, dublēšanas).", "Check the rights of the state folder (it must belong to the account that runs the service), the room on the disk, and that no other program (against viruses, for backups) holds the file ledger.db."},
	},
	"backup.bad": {
		Words{"jaunākais dublējums „{file}” nav lietojams: {why}", "the newest backup \"{file}\" cannot be used: {why}"},
		Words{"Izveidojiet jaunu: raditaji backup. Ja arī tas ir bojāts, pārbaudiet disku.", "Make a new one: raditaji backup. If that is damaged too, check the disk."},
	},
	"backup.open": {
		Words{"žurnāla (ledger) dublējumus mapē „{folder}” var lasīt arī citi konti: {count}.", "other accounts may read backups of the ledger in \"{folder}\": {count}."},
		Words{"Pārstartējiet pakalpojumu: sākot darbu, tas savus dublējumus aizver. Citam kontam piederošus – chmod 600; sistēmā Windows – kā stāvokļa mapi, docs/operations.md.", "Restart the service: it closes its own backups when it starts. Those of another account: chmod 600; on Windows as the state folder, docs/operations.md."},
	},
	"archive.unreadable": {
		Words{"arhīva mapi „{folder}” nevar nolasīt: {why}.", "the archive folder \"{folder}\" cannot be read: {why}."},
		Words{"Dodiet kontam, ar kuru darbojas pakalpojums, tiesības tajā lasīt un rakstīt.", "Give the account that runs the service the right to read and write there."},
	},
	"archive.lost": {
		Words{"arhīvā trūkst oriģinālu, no kuriem aprēķina: {count}, piemēram, „{name}”. Gadus, uz kuriem tie attiecas, nevar aprēķināt.", "the archive lacks originals that years are calculated from: {count}, for example \"{name}\". Those years cannot be calculated."},
		Words{"Iekopējiet tos stāvokļa mapes apakšmapē archive no dublējuma mapes archive (raditaji backup --archive) vai ielieciet tās pašas datnes no pienemtie vēlreiz ienakosie: tās pašas datnes otrreiz neskaita, tikai saglabā. Ja ne viena, ne otra nav, atsauciet datni: raditaji withdraw.", "Copy them into the state folder's folder archive from a backup's folder archive (raditaji backup --archive), or drop the same files from pienemtie into ienakosie again: they are not counted twice, only kept. If there is neither, withdraw the file: raditaji withdraw."},
	},
	"archive.lost.unused": {
		Words{"arhīvā trūkst oriģinālu, kuru glabāšanas laiks nav beidzies un kurus tagad neizmanto neviens gads: {count}, piemēram, „{name}”.", "the archive lacks originals that are not past their age and that no year uses now: {count}, for example \"{name}\"."},
		Words{"Gadus tas neietekmē; agrākus aprēķinus ar tiem nevar atkārtot, atgrieztu datni nevar pieņemt. Ja vajag, iekopējiet tos arhīvā no dublējuma mapes archive. Noskaidrojiet, kas tos izdzēsa.", "No year depends on them; earlier runs of them cannot be repeated, and a returned file cannot be accepted. Where it matters, copy them into the archive from a backup's folder archive. Find out who deleted them."},
	},
	"archive.orphans": {
		Words{"arhīvā ir oriģināli, kurus žurnāls (ledger) nepazīst: {count}, vecākais no {at} ({first}…).", "the archive holds originals that the ledger does not know: {count}, the oldest of {at} ({first}…)."},
		Words{"Ja žurnāls atjaunots no dublējuma, ielieciet vēlāk pieņemtās datnes no pienemtie vēlreiz ienakosie. Citādi tie palikuši pēc avārijas, un nekas nav jādara: pakalpojums tos izdzēš, kad beidzas retention: laiks (vecāko – {until}).", "If the ledger was restored from a backup, drop the files accepted since from pienemtie into ienakosie again. Else a crash left them, and nothing need be done: the service deletes them at the age of retention: (the oldest on {until})."},
	},
	"archive.orphans.kept": {
		Words{"arhīvā ir oriģināli, kurus žurnāls (ledger) nepazīst: {count}, vecākais no {at} ({first}…).", "the archive holds originals that the ledger does not know: {count}, the oldest of {at} ({first}…)."},
		Words{"Ja žurnāls atjaunots no dublējuma, ielieciet vēlāk pieņemtās datnes no pienemtie vēlreiz ienakosie. Citādi tie palikuši pēc avārijas. Tā kā retention: ir 0, tos neizdzēš neviens: kad pakalpojums ir apturēts, pārvietojiet tos no archive drošā vietā vai izdzēsiet.", "If the ledger was restored from a backup, drop the files accepted since from pienemtie into ienakosie again. Else a crash left them. Since retention: is 0 nobody deletes them: with the service stopped, move them from archive to a safe place, or delete them."},
	},
	"key.missing": {
		Words{"pseidonīmu atslēgas „{file}” nav.", "the key of pseudonyms \"{file}\" is not there."},
		Words{"Atjaunojiet to no savas kopijas; ja tās nav, raditaji init izveido jaunu (rezultāti no tā nemainās).", "Restore it from your copy; if there is none, raditaji init makes a new one (no result changes by it)."},
	},
	"key.unreadable": {
		Words{"pseidonīmu atslēgu „{file}” nevar nolasīt: {why}.", "the key of pseudonyms \"{file}\" cannot be read: {why}."},
		Words{"Tajā jābūt vienai rindai ar 64 heksadecimāliem cipariem; atjaunojiet to no savas kopijas.", "It must hold one line of 64 hexadecimal digits; restore it from your copy."},
	},
	"key.open": {
		Words{"atslēgu „{file}” var lasīt arī citi.", "others may read the key \"{file}\" too."},
		Words{"Atstājiet tiesības tikai īpašniekam: chmod 600; sistēmā Windows – kā teikts docs/operations.md.", "Leave the rights to its owner alone: chmod 600; on Windows as docs/operations.md says."},
	},
	"key.other": {
		Words{"pseidonīmu atslēga ({id}) nav tā, kas lietota līdz šim ({known}).", "the key of pseudonyms ({id}) is not the one used so far ({known})."},
		Words{"Ja to nomainījāt paši, nekas nav jādara: rezultāti nemainās. Ja ne, atjaunojiet to no kopijas un noskaidrojiet, kas to mainīja.", "If you changed it yourselves, there is nothing to do: no result changes. If not, restore it from your copy and find out who changed it."},
	},
	"archive.keys": {
		Words{"arhīva atslēgas nav lietojamas: {why}.", "the archive's keys cannot be used: {why}."},
		Words{"Pārbaudiet archive: recipients: un identity: pakalpojuma datnē; bez tām pieņemtās datnes nevar izlasīt.", "Check archive: recipients: and identity: in the service file; without them what was accepted cannot be read."},
	},
	"service.stopped": {
		Words{"pakalpojums nedarbojas; pēdējais ieraksts žurnālā (ledger) ir {last}. Datnes nepaņem un neatbild.", "the service is not running; the last entry of the ledger is of {last}. Files are neither taken in nor answered."},
		Words{"Palaidiet: raditaji service start vai raditaji serve --config {config}.", "Start it: raditaji service start, or raditaji serve --config {config}."},
	},
	"service.older": {
		Words{"pakalpojums nedarbojas, un žurnāls (ledger) ir vecākas programmatūras versijas.", "the service is not running, and the ledger is of an older version of the program."},
		Words{"Palaidiet: raditaji service start vai raditaji serve --config {config}. Žurnālu tas pārveido pats; pirms tam blakus noliek kopiju.", "Start it: raditaji service start, or raditaji serve --config {config}. It migrates the ledger by itself, and puts a copy beside it first."},
	},
	"job.failed": {
		Words{"darbs „{job}” pēdējo reizi ({at}) neizdevās: {why}.", "the job \"{job}\" failed the last time ({at}): {why}."},
		Words{"Novērsiet cēloni; darbs mēģinās vēlreiz nākamajā reizē un pēc pārstartēšanas. Sīkāk – error rindas žurnālā (log).", "Mend the cause; the job tries again at its next time and after a restart. The lines of error in the log say more."},
	},
	"job.late": {
		Words{"darbs „{job}” pēdējo reizi izdevās {last}.", "the job \"{job}\" last came to a good end on {last}."},
		Words{"Pārbaudiet, vai pakalpojums darbojas, un meklējiet žurnālā (log) kļūdas ar šo nosaukumu.", "Check that the service is running, and look for errors of this name in the log."},
	},
	"job.long": {
		Words{"darbs „{job}” ilgst kopš {since}.", "the job \"{job}\" has been running since {since}."},
		Words{"Ja žurnālā (log) nekas nenotiek, pārstartējiet pakalpojumu; nekas nezudīs.", "If nothing happens in the log, restart the service; nothing is lost."},
	},
	"run.unlaid": {
		Words{"{year}. gads ir apstiprināts (aprēķins {run}), bet apstiprinātās darbgrāmatas nav.", "The year {year} is approved (run {run}), but there is no approved workbook."},
		Words{
			"To izveido raditaji rerun --run {run} --config {config} un noliek mapē vesture. Ja tās titullapā nav rakstīts „apstiprināts”, šī programmatūras versija aprēķina citādi: pārrēķiniet gadu (raditaji rerun --year {year} --reason \"…\" --config {config}) un apstipriniet jauno aprēķinu.",
			"raditaji rerun --run {run} --config {config} makes it and puts it into the folder vesture. If its cover does not say \"approved\", this version of the program calculates otherwise: recalculate the year (raditaji rerun --year {year} --reason \"…\" --config {config}) and approve the new run.",
		},
	},
	"run.gone": {
		Words{"{year}. gads ir apstiprināts (aprēķins {run}), bet darbgrāmatas ar uzrakstu „apstiprināts” nav: datnes, no kurām tas aprēķināts, ir dzēstas, jo beidzies to glabāšanas termiņš.", "The year {year} is approved (run {run}), but there is no workbook that says \"approved\": the files that it was calculated from were deleted when their retention ended."},
		Words{"Nekas nav jādara. Mapē {folder} ir paša aprēķina {run} darbgrāmata ar iepriekšējo uzrakstu; apstiprinātos skaitļus glabā arī žurnāls (ledger), un turpmāko gadu darbgrāmatas tos rāda.", "Nothing to do. The folder {folder} has the workbook of run {run} itself, with its cover as it was; the ledger keeps the approved figures too, and workbooks of later years show them."},
	},
	"run.gone.other": {
		Words{"{year}. gads ir apstiprināts (aprēķins {run}), bet apstiprinātās darbgrāmatas nav, un to vairs nevar izveidot: datnes, no kurām tas aprēķināts, ir dzēstas, jo beidzies to glabāšanas termiņš. Mapē {folder} ir cits aprēķins ({lies}).", "The year {year} is approved (run {run}), but there is no approved workbook and none can be made: the files that it was calculated from were deleted when their retention ended. Another run ({lies}) is in the folder {folder}."},
		Words{"Mapē {folder} esošie skaitļi nav apstiprinātie. Apstiprinātos glabā žurnāls (ledger), un turpmāko gadu darbgrāmatas tos rāda; aprēķina {run} darbgrāmata, kāda tā bija pirms apstiprināšanas, ir apakšmapē {history}. Ja spēkā jābūt aprēķinam {lies}, apskatiet un apstipriniet to.", "The figures in the folder {folder} are not the approved ones. Those are kept by the ledger, and workbooks of later years show them; the workbook of run {run}, as it was before the approval, is in its folder {history}. If run {lies} is to be in force, look at it and approve it."},
	},
	"run.broken": {
		Words{"{year}. gada aprēķins nr. {run} tika pārtraukts ({since}).", "run {run} of {year} was broken off ({since})."},
		Words{"Nekas nav jādara: nākamais aprēķins to izdara no jauna, un rezultātu mapē stāv iepriekšējais.", "Nothing to do: the next calculation does it again, and the earlier results stand in their folder."},
	},
	"run.failed": {
		Words{"{year}. gada aprēķins nr. {run} ({since}) neizdevās: {why}.", "run {run} of {year} ({since}) failed: {why}."},
		Words{"Novērsiet cēloni. Naktī gadu aprēķina no jauna; tūlīt – raditaji run --year {year}. Rezultātu mapē stāv iepriekšējais aprēķins.", "Remove the cause. The year is calculated again at night; at once: raditaji run --year {year}. The earlier results stand in their folder."},
	},
	"run.long": {
		Words{"{year}. gada aprēķins nr. {run} ilgst kopš {since}.", "run {run} of {year} has been going on since {since}."},
		Words{"Ja žurnālā (log) nekas nenotiek, pārstartējiet pakalpojumu; nekas nezudīs.", "If nothing happens in the log, restart the service; nothing is lost."},
	},
	"leftover.temporary": {
		Words{"mapē „{folder}” ir palikušas nepabeigtas pagaidu datnes: {count}.", "temporary files were left in the folder \"{folder}\": {count}."},
		Words{"Tās drīkst izdzēst, kad pakalpojums ir apturēts; veselās datnes stāv blakus.", "They may be deleted while the service is stopped; the whole files stand beside them."},
	},
	"leftover.inbox": {
		Words{"ienākošajās ir datnes, kuru nosaukums liedz tās paņemt: {count}, piemēram, „{name}”.", "the inbox holds files that are not taken in because of their names: {count}, for example \"{name}\"."},
		Words{"Tās ir pagaidu datnes (~$…, .…, *.tmp, *.part, *.crdownload). Ja tajās ir dati, pārdēvējiet tās; ja ne, izdzēsiet.", "They are temporary files (~$…, .…, *.tmp, *.part, *.crdownload). If they hold data, rename them; if not, delete them."},
	},
}
