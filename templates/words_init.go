package templates

import "strings"

// What raditaji init says.
var (
	WordsInitMade = Words{"Izveidots:\n{made}", "Made:\n{made}"}
	WordsInitKept = Words{"Jau bija, nav mainīts:\n{kept}", "Was there, not changed:\n{kept}"}
	WordsInitNext = Words{
		`
Tālāk:
  1. Atveriet {file}: norādiet savas pašvaldības programmu (programme:).
  2. Koplietojiet tīklā mapi {share} – tikai to. Mapē {inbox} cilvēki drīkst rakstīt, pārējās – lasīt;
     tur raksta tikai tie, kas lemj par datnēm (docs/operations.md).
  3. Nokopējiet atslēgu {key} drošā vietā ārpus šī datora.
  4. Pārbaudiet: raditaji doctor --config {file}
  5. Palaidiet: raditaji serve --config {file}
     (pastāvīgi: raditaji service install --config {file})`,
		`
Next:
  1. Open {file}: name your municipality's programme (programme:).
  2. Share the folder {share} on the network – that one only. People may write into {inbox} and read the others;
     only those who decide about files write there (docs/operations.md).
  3. Copy the key {key} to a safe place outside this computer.
  4. Check: raditaji doctor --config {file}
  5. Run: raditaji serve --config {file}
     (for good: raditaji service install --config {file})`,
	}
	WordsNoServiceFile     = Words{"Pakalpojuma datnes „{file}” nav. Norādiet to ar --config DATNE vai izveidojiet: raditaji init MAPE.", "There is no service file \"{file}\". Name it by --config FILE, or make one: raditaji init DIR."}
	WordsServiceUnusable   = Words{"pakalpojuma datne „{file}” nav lietojama; izlabojiet augstāk nosauktās kļūdas.", "the service file \"{file}\" cannot be used; correct the faults named above."}
	WordsServiceFaults     = Words{"Kļūdu skaits datnē „{file}”: {count}.", "Faults in \"{file}\": {count}."}
	WordsInitNotFolder     = Words{"„{folder}” nav mape. Norādiet jaunu vai esošu mapi: raditaji init MAPE.", "\"{folder}\" is not a folder. Name a new or an existing one: raditaji init DIR."}
	WordsKeyMissing        = Words{"Pseidonīmu atslēgas „{file}” nav. Atjaunojiet to no savas kopijas; ja tās nav, raditaji init {folder} izveido jaunu (rezultāti no tā nemainās, žurnālā paliek ieraksts).", "The key of pseudonyms \"{file}\" is not there. Restore it from your copy; if there is none, raditaji init {folder} makes a new one (no result changes by it, the journal keeps a note)."}
	WordsKeyUnreadable     = Words{"Pseidonīmu atslēga „{file}” nav nolasāma: tajā jābūt vienai rindai ar 64 heksadecimāliem cipariem. Atjaunojiet to no savas kopijas.", "The key of pseudonyms \"{file}\" cannot be read: it must hold one line of 64 hexadecimal digits. Restore it from your copy."}
	WordsIdentityMissing   = Words{"Arhīva atslēga „{file}” nav nolasāma. Pārbaudiet archive: identity: pakalpojuma datnē un datnes tiesības.", "The archive's key \"{file}\" cannot be read. Check archive: identity: in the service file, and the file's rights."}
	WordsArchiveKeysBroken = Words{"Arhīva atslēgas pakalpojuma datnē nav lietojamas. Pārbaudiet archive: recipients: (age1…) un datni identity:.", "The archive's keys in the service file cannot be used. Check archive: recipients: (age1…) and the file identity:."}
)

// ServiceFile is the text of a new service file.
func ServiceFile(l Language, programme string) []byte {
	others := strings.Join(ProgrammeIDs(), ", ")
	return []byte(strings.TrimPrefix(serviceFile.In(l, "programme", programme, "carried", others), "\n"))
}

var serviceFile = Words{`
# Rādītāji: pakalpojuma datne. Rindas, kas sākas ar #, ir paskaidrojumi.
# Ja rinda sākas ar "# " un atslēgu, tajā ir noklusējuma vērtība: lai to mainītu,
# izdzēsiet "# ". Pārbaudīt: raditaji doctor --config raditaji.yaml

# Programma: iebūvētas programmas nosaukums ({carried})
# vai jūsu pašvaldības programmas datne, piemēram, "programma.yaml".
programme: {programme}

# Koplietotā mape: to redz cilvēki. Ceļš no diska saknes vai no šīs datnes mapes;
# tīkla mapi sistēmā Windows raksta kā \\serveris\mape.
share: kopmape

# Stāvokļa mape: lokālā diskā, nekad koplietotajā mapē. Tajā ir žurnāls (ledger),
# oriģinālu arhīvs, atslēga un dublējumi.
state: stavoklis

# Pseidonīmu atslēga. Nokopējiet to drošā vietā; koplietotajā mapē tā nedrīkst būt.
# key: stavoklis/pseidonimi.key

# Valoda visam, ko lasa cilvēki: lv vai en.
# language: lv

# Laika josla grafikam.
# time_zone: Europe/Riga

# Cik sekundes datnei jāstāv nemainīgai, pirms to paņem.
# settle: 10

# Kur drīkst apstiprināt gadu: folder (ar datni APSTIPRINAT-2024.txt un ar komandu)
# vai command (tikai ar komandu).
# approve: folder

# Tehniskais žurnāls (JSON). Ja nav norādīts, to raksta standarta kļūdu plūsmā
# (Windows pakalpojums – stāvokļa mapes datnē raditaji.log).
# log: zurnals/raditaji.log

# Mapju nosaukumi koplietotajā mapē.
# folders:
#   inbox: ienakosie      # šeit cilvēki liek eksportus un aizpildītās veidnes
#   check: parbaude       # mapē ienakosie: datnes tikai pārbauda
#   forms: veidnes        # veidnes iestādēm
#   accepted: pienemtie   # pieņemtās datnes ar kvītīm
#   returned: atgrieztie  # atgrieztās datnes ar to, kas jālabo
#   results: rezultati    # darbgrāmatas un rezultāti pa gadiem
#   history: vesture      # katra gada rezultātos: iepriekšējās darbgrāmatas

# Robežas vienai datnei: MiB (csv, workbook, memory) un sekundes lasīšanai.
# limits: {csv: 200, workbook: 30, seconds: 60, memory: 1024}

# Grafiks (cron: minūte stunda diena mēnesis nedēļas diena; never – nekad).
# No 2.30 līdz 4.30 neplānojiet: tad pagriež pulksteni.
# schedule:
#   scan: "* * * * *"       # paņemt datnes un atbildēt iesniedzējiem
#   calculate: "0 1 * * *"  # pārrēķināt gadus, kuru dati mainījušies
#   templates: "0 6 * * *"  # veidnes iestādēm, kad sākusies datu vākšana
#   remind: "0 8 * * 1"     # saraksts: kas vēl nav iesniedzis
#   retention: "0 5 * * *"  # dzēst to, kam beidzies glabāšanas laiks
#   backup: "30 5 * * *"    # žurnāla (ledger) dublējums

# Cik ilgi glabā to, kur ir personas dati: mēneši (0 – vienmēr); backups – dublējumu skaits.
# retention: {originals: 60, returned: 12, backups: 14}

# Arhīva šifrēšana (age): publiskās atslēgas un datne ar atslēgu, kas atver.
# archive:
#   recipients: ["age1…"]
#   identity: arhivs.key
`, `
# Rādītāji: the service file. Lines that begin with # are explanations.
# A line of "# " and a key holds the default: to change it, delete the "# ".
# Check: raditaji doctor --config raditaji.yaml

# The programme: the name of a built-in one ({carried})
# or your municipality's programme file, for example "programme.yaml".
programme: {programme}

# The shared folder: people see it. A path from the root of the disk or from this
# file's folder; a network folder on Windows is written \\server\folder.
share: kopmape

# The state folder: on a local disk, never in the shared folder. It holds the
# ledger, the archive of originals, the key and the backups.
state: stavoklis

# The key of pseudonyms. Copy it to a safe place; it must not be in the shared folder.
# key: stavoklis/pseidonimi.key

# The language of everything that people read: lv or en.
# language: lv

# The time zone of the schedule.
# time_zone: Europe/Riga

# For how many seconds a file must stay as it is before it is taken.
# settle: 10

# Where a year may be approved: folder (by the file APSTIPRINAT-2024.txt and by the
# command) or command (by the command alone).
# approve: folder

# The technical log (JSON). If not given, it goes to standard error (of a Windows
# service to raditaji.log in the state folder).
# log: log/raditaji.log

# The names of the folders in the shared folder.
# folders:
#   inbox: ienakosie      # here people put exports and filled templates
#   check: parbaude       # in ienakosie: files that are only checked
#   forms: veidnes        # templates for the institutions
#   accepted: pienemtie   # accepted files with their receipts
#   returned: atgrieztie  # returned files with what is to be corrected
#   results: rezultati    # workbooks and results by year
#   history: vesture      # in each year's results: earlier workbooks

# Limits of one file: MiB (csv, workbook, memory) and seconds to read it.
# limits: {csv: 200, workbook: 30, seconds: 60, memory: 1024}

# The schedule (cron: minute hour day month day of the week; never).
# Nothing between 02:30 and 04:30: clocks change then.
# schedule:
#   scan: "* * * * *"       # take files in and answer their senders
#   calculate: "0 1 * * *"  # calculate the years whose inputs changed
#   templates: "0 6 * * *"  # the institutions' templates, once the collection is open
#   remind: "0 8 * * 1"     # the list of who has not reported
#   retention: "0 5 * * *"  # delete what is older than its age
#   backup: "30 5 * * *"    # a backup of the ledger

# How long what holds personal data is kept: months (0 is for ever); backups is a number.
# retention: {originals: 60, returned: 12, backups: 14}

# Encryption of the archive (age): public keys, and the file with the key that opens.
# archive:
#   recipients: ["age1…"]
#   identity: archive.key
`}
