package templates

// What raditaji backup and raditaji restore say.
var (
	WordsBackedUp = Words{
		"Dublējums: {file}\nTajā nav oriģinālu arhīva „{archive}” (to kopē raditaji backup --archive --to MAPE).",
		"Backup: {file}\nIt does not hold the archive of originals \"{archive}\" (raditaji backup --archive --to DIR copies it).",
	}
	WordsBackedUpAll = Words{
		"Dublējums: {file}\nOriģināli mapē „{archive}”: iekopēti {given}, jau bija {there}, dzēsti, jo beidzies glabāšanas laiks, {gone}.\nPakalpojuma datne: {service}",
		"Backup: {file}\nOriginals in the folder \"{archive}\": copied {given}, there already {there}, deleted at the end of their age {gone}.\nService file: {service}",
	}
	WordsKeysApart = Words{
		"Atslēgu dublējumā nav un nekad nebūs. Glabājiet to kopijas citā vietā: {keys}.",
		"The backup holds no keys and never will. Keep copies of them in another place: {keys}.",
	}
	WordsKeyMark        = Words{"{file} (zīme {mark})", "{file} (mark {mark})"}
	WordsBackedUpFaulty = Words{
		"Arhīvā ir bojāti oriģināli, tie nav kopēti: {count} ({first}…). Pārbaudiet disku; ja ir agrāka arhīva kopija, atlieciet šīs datnes no tās.",
		"The archive holds damaged originals, which were not copied: {count} ({first}…). Check the disk; if there is an earlier copy of the archive, put these files back from it.",
	}
	WordsBackupExists   = Words{"datne „{file}” jau ir. Norādiet citu: --to DATNE.", "the file \"{file}\" is there already. Name another: --to FILE."}
	WordsBackupNoFolder = Words{"norādiet mapi citā diskā vai datorā: --archive --to MAPE.", "name a folder on another disk or computer: --archive --to DIR."}
	WordsBackupNotHere  = Words{
		"dublējums ar oriģināliem nedrīkst būt koplietotajā mapē vai arhīvā („{folder}”): oriģinālos ir personas dati. Norādiet citu mapi: --to MAPE.",
		"a backup with originals must be neither in the shared folder nor in the archive (\"{folder}\"): originals hold personal data. Name another folder: --to DIR.",
	}
	WordsBackupNotWritten = Words{
		"dublējumu „{file}” nevar ierakstīt: {why}. Nekas cits nav mainīts. Pārbaudiet mapi un vietu diskā vai norādiet citu: --to.",
		"the backup \"{file}\" cannot be written: {why}. Nothing else was changed. Check the folder and the room on the disk, or name another: --to.",
	}

	WordsNoBackup  = Words{"dublējuma „{file}” nav. Nekas nav mainīts.{others}", "there is no backup \"{file}\". Nothing was changed.{others}"}
	WordsBackupBad = Words{
		"bojāts vai nederīgs ir dublējums „{file}”: {why} Nekas nav mainīts, žurnāls (ledger) ir tāds, kāds bija.{others}",
		"the fault is the backup's, \"{file}\": {why} Nothing was changed, the ledger is as it was.{others}",
	}
	// BackupWhy says by a code what is wrong with a backup, and what it takes.
	BackupWhy = map[string]Words{
		"damaged": {"datne ir sabojāta vai nav pilnīga.", "the file is damaged or not complete."},
		"empty":   {"datne ir tukša.", "the file is empty."},
		"foreign": {"tas nav šīs programmas žurnāla (ledger) dublējums, vai datnes sākums ir sabojāts.", "it is no backup of a ledger of this program, or the file's beginning is damaged."},
		"newer":   {"to rakstījusi jaunāka programmatūras versija. Uzstādiet jaunāko versiju un atjaunojiet vēlreiz.", "it was written by a newer version of the program. Install the newest version and restore again."},
		"live":    {"tas ir pats žurnāls, nevis dublējums.", "it is the ledger itself, not a backup."},
		"folder":  {"tā ir mape, kurā nav neviena dublējuma (ledger-….db).", "it is a folder that holds no backup (ledger-….db)."},
		"programme": {
			"tas ir citas programmas dublējums ({theirs}), bet pakalpojuma datnē ir {ours}. Pārbaudiet, vai dublējums ir no šīs pašvaldības; ja programma mainīta, uz atjaunošanas laiku norādiet pakalpojuma datnē programme: {theirs}.",
			"it is a backup of another programme ({theirs}), and the service file names {ours}. Check that it is this municipality's; if the programme was changed, name programme: {theirs} in the service file while restoring.",
		},
		"unreadable": {"to nevar nolasīt ({why}). Pārbaudiet datnes tiesības un disku.", "it cannot be read ({why}). Check the file's rights and the disk."},
	}
	WordsBackupsNone  = Words{"\nMapē „{folder}” cita dublējuma nav. Meklējiet kopiju citā datorā vai diskā.", "\nThe folder \"{folder}\" holds no other backup. Look for a copy on another computer or disk."}
	WordsBackupsThere = Words{"\nCiti dublējumi mapē „{folder}”, jaunākais vispirms:\n{list}", "\nOther backups in the folder \"{folder}\", the newest first:\n{list}"}
	WordsBackupSound  = Words{"  {file}  vesels, pēdējais ieraksts {at}", "  {file}  sound, last entry {at}"}
	WordsBackupOlder  = Words{"  {file}  vesels, agrākas versijas", "  {file}  sound, of an earlier version"}
	WordsBackupSpoilt = Words{"  {file}  NEDERĪGS: {why}", "  {file}  NOT USABLE: {why}"}
	WordsBackupBest   = Words{"\nJaunāko veselo atjauno: raditaji restore --config {config} {file}", "\nRestore the newest sound one: raditaji restore --config {config} {file}"}
	WordsBackupNoBest = Words{"\nNeviens no tiem nav lietojams. Meklējiet kopiju citā datorā vai diskā.", "\nNone of them can be used. Look for a copy on another computer or disk."}

	WordsRestoreFailed = Words{
		"žurnālu (ledger) neizdevās atjaunot, jo stāvokļa mapē „{folder}” nevar ierakstīt: {why}. Iepriekšējais žurnāls ir savā vietā; dublējums ir vesels. Novērsiet cēloni un atjaunojiet vēlreiz.",
		"the ledger could not be restored, since the state folder \"{folder}\" cannot be written to: {why}. The former ledger is in its place; the backup is sound. Mend the cause and restore again.",
	}
	WordsRestored     = Words{"Žurnāls (ledger) ir atjaunots no „{file}” (pēdējais ieraksts {at}).", "The ledger was restored from \"{file}\" (last entry {at})."}
	WordsRestoredKept = Words{"Iepriekšējais palika blakus: {kept}", "The former one stays beside it: {kept}"}
	WordsRestoredKey  = Words{
		"Uzmanību: pseidonīmu atslēga ({key}) nav tā, kas lietota šajā dublējumā ({known}). Rezultāti no tās nemainās; bet, ja dublējums ir cita pakalpojuma, atjaunojiet iepriekšējo žurnālu.",
		"Note: the key of pseudonyms ({key}) is not the one used in this backup ({known}). No result depends on it; but if the backup is another service's, restore the former ledger.",
	}
	WordsRestoredGiven = Words{"No „{archive}” iekopēti oriģināli: {count}.", "Originals copied from \"{archive}\": {count}."}
	WordsRestoredHarm  = Words{
		"Dublējuma mapē „{archive}” ir bojāti oriģināli, tie nav kopēti: {count} ({first}…). Meklējiet tos citā kopijā.",
		"The backup's folder \"{archive}\" holds damaged originals, which were not copied: {count} ({first}…). Look for them in another copy.",
	}
	WordsRestoredStopped = Words{
		"žurnāls (ledger) ir atjaunots, bet oriģinālus no „{archive}” neizdevās iekopēt: {why}. Novērsiet cēloni un atjaunojiet vēlreiz; jau iekopētie paliek.",
		"the ledger is restored, but the originals could not be copied from \"{archive}\": {why}. Mend the cause and restore again; those already copied stay.",
	}
	WordsRestoredWhole = Words{"Visi oriģināli, ko tas piemin, ir arhīvā.", "All originals that it names are in the archive."}
	WordsRestoredLost  = Words{
		"Arhīvā trūkst oriģinālu: {count}. Atjaunojiet mapi „{archive}” no tās pašas reizes kopijas; citādi šo datņu dati turpmākajos aprēķinos trūks un agrākos aprēķinus nevarēs atkārtot.",
		"Originals that are not in the archive: {count}. Restore the folder \"{archive}\" from a copy of the same time; else later runs miss the data of these files, and earlier runs cannot be repeated.",
	}
	WordsRestoredNewer = Words{
		"Pēc dublējuma arhīvā ir ienākuši oriģināli, kurus žurnāls (ledger) nepazīst: {count}. Ielieciet attiecīgās datnes no pieņemtajām vēlreiz ienākošajās.",
		"Originals that came after the backup and that the ledger does not know: {count}. Drop their files from the accepted ones into the inbox again.",
	}
)

var helpBackup = map[string]Words{
	"backup": {`
raditaji backup [--config DATNE] [--to DATNE]
raditaji backup --archive --to MAPE [--config DATNE]

Izveido žurnāla (ledger) dublējumu, arī pakalpojumam darbojoties. Ar --archive mapē
iekopē arī pakalpojuma datni un tos arhīva oriģinālus, kuru tur vēl nav, katru
pārbaudot; no kopijas dzēš to, kam beidzies glabāšanas laiks. No šādas mapes ar
raditaji restore atjauno visu, arī citā datorā. Atslēgas nekopē nekad.

  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --to DATNE      kur; ja nav norādīts, stāvokļa mapes apakšmapē backups
  --archive       kopēt arī oriģinālus; --to tad ir mape citā diskā vai datorā
  --lang lv|en    valoda

Izejas kodi: 0 izdarīts; 1 neizdevās; 3 izdarīts, bet arhīvā ir bojāti oriģināli.
`, `
raditaji backup [--config FILE] [--to FILE]
raditaji backup --archive --to DIR [--config FILE]

Makes a backup of the ledger, also while the service runs. With --archive it also
copies the service file, and those originals of the archive that the folder lacks,
each checked; what is past its age is deleted from the copy. From such a folder
raditaji restore restores everything, on another computer too. Keys are never copied.

  --config FILE  the service file; raditaji.yaml if not given
  --to FILE      where; in the state folder's folder backups if not given
  --archive      copy originals too; --to is then a folder on another disk or computer
  --lang lv|en   language

Exit codes: 0 done; 1 failed; 3 done, but the archive holds damaged originals.
`},
	"restore": {`
raditaji restore [--config DATNE] DUBLĒJUMS

Pārbauda dublējumu un liek to žurnāla (ledger) vietā; iepriekšējais paliek blakus. Ja
dublējums nav lietojams, neko nemaina un pasaka, kurš ir jaunākais veselais. DUBLĒJUMS
ir datne vai mape: no mapes ņem jaunāko. Ja dublējumam blakus ir mape archive (raditaji
backup --archive), no tās iekopē oriģinālus, kuru trūkst. Pakalpojumam jābūt apturētam.

  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en    valoda

Izejas kodi: 0 izdarīts; 1 neizdevās; 4 izdarīts, bet trūkst oriģinālu vai ir tādi, kas
ienākuši pēc dublējuma.
`, `
raditaji restore [--config FILE] BACKUP

Checks a backup and puts it in the ledger's place; the former one stays beside it.
Where it cannot be used, nothing is changed, and the newest sound one is named. BACKUP
is a file or a folder: of a folder the newest is taken. Where a folder archive stands
beside it (raditaji backup --archive), the originals that are missing are copied from
there. The service must be stopped.

  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language

Exit codes: 0 done; 1 failed; 4 done, but originals are missing, or some came after
the backup.
`},
}
