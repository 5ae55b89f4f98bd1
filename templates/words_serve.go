package templates

import (
	"errors"
	"runtime"
	"strings"
	"syscall"
)

// What the commands of the service say.
var (
	WordsHeld = Words{
		"stāvokļa mapi „{folder}” jau lieto cits šīs programmas process ({pid}, kopš {since}). Apturiet to vai izmantojiet citu pakalpojuma datni.",
		"the state folder \"{folder}\" is used by another process of this program ({pid}, since {since}). Stop it, or use another service file.",
	}
	WordsHeldUnknown = Words{
		"stāvokļa mapi „{folder}” jau lieto cits šīs programmas process. Apturiet to vai izmantojiet citu pakalpojuma datni.",
		"the state folder \"{folder}\" is used by another process of this program. Stop it, or use another service file.",
	}
	WordsServing     = Words{"Pakalpojums darbojas: {share}\nApturēt: Ctrl+C", "The service is running: {share}\nStop it: Ctrl+C"}
	WordsServeEnded  = Words{"Pakalpojums ir apturēts.", "The service has stopped."}
	WordsNotInTime   = Words{"pakalpojums apturēts, nesagaidot darba beigas; nākamā palaišana to pabeidz.", "the service was stopped before a job was at its end; the next start finishes it."}
	WordsLedgerNewer = Words{"žurnālu (ledger) „{file}” rakstījusi jaunāka programmatūras versija. Uzstādiet jaunāko versiju.", "the ledger \"{file}\" was written by a newer version of the program. Install the newest version."}
	WordsLedgerBad   = Words{
		"žurnāls (ledger) „{file}” nav lietojams: {why} Apturiet pakalpojumu un atjaunojiet: raditaji restore --config DATNE {backup}",
		"the ledger \"{file}\" cannot be used: {why} Stop the service and restore it: raditaji restore --config FILE {backup}",
	}
	// LedgerWhy says by a code why a ledger cannot be used.
	LedgerWhy = map[string]Words{
		"damaged": {"tas ir sabojāts.", "it is damaged."},
		"foreign": {"tas nav šīs programmas žurnāls.", "it is not a ledger of this program."},
		"half":    {"tā atjaunošana tika pārtraukta.", "restoring it was broken off."},
	}
	// WordsBackupAny stands for a backup where none is sound.
	WordsBackupAny    = Words{"DUBLĒJUMS", "BACKUP"}
	WordsStateRefuses = Words{
		"stāvokļa mapi „{folder}” nevar lietot: {why}. Nekas nav mainīts. Pārbaudiet tiesības un vietu diskā; raditaji doctor pasaka, kas jādara.",
		"the state folder \"{folder}\" cannot be used: {why}. Nothing was changed. Check rights and the room on the disk; raditaji doctor says what to do.",
	}
	WordsLedgerLost = Words{
		"žurnāla (ledger) nav, bet arhīvā ir oriģināli: „{file}” ir zudis. Atjaunojiet to no dublējuma: raditaji restore --config DATNE DUBLĒJUMS. Ja tiešām jāsāk no jauna, vispirms pārvietojiet projām arhīva mapi.",
		"there is no ledger, but the archive holds originals: \"{file}\" was lost. Restore it from a backup: raditaji restore --config FILE BACKUP. If it is really to begin anew, move the archive folder away first.",
	}
	WordsNoLedger     = Words{"žurnāla (ledger) „{file}” vēl nav; tas rodas, kad pirmo reizi palaiž raditaji serve.", "there is no ledger \"{file}\" yet; the first raditaji serve makes it."}
	WordsStateOfOther = Words{
		"stāvokļa mape „{folder}” pieder kontam {owner}; ko tajā raksta administrators, to pakalpojums vairs nevarētu mainīt. Palaidiet to pašu komandu kā {owner}: sudo -u {owner} raditaji …",
		"the state folder \"{folder}\" belongs to the account {owner}; the service could no longer change what an administrator writes there. Run the same command as {owner}: sudo -u {owner} raditaji …",
	}
	WordsServiceOfOther = Words{
		"stāvokļa mape „{folder}” pieder kontam {owner}, un pakalpojums ar citu kontu tajā nevarētu rakstīt. Vai nu norādiet --user {owner}, vai vispirms atdodiet mapes pakalpojuma kontam: chown -R KONTS: {folder} {share}",
		"the state folder \"{folder}\" belongs to the account {owner}, and a service of another account could not write there. Either give --user {owner}, or first give the folders to the service's account: chown -R ACCOUNT: {folder} {share}",
	}
	WordsServiceNoAccount = Words{
		"konta „{account}” šajā datorā nav. Pārbaudiet nosaukumu vai vispirms izveidojiet kontu: useradd --system {account}",
		"this computer has no account \"{account}\". Check the name, or make the account first: useradd --system {account}",
	}
	WordsServiceNoSystem = Words{
		"šajā sistēmā nedarbojas ne systemd, ne Windows pakalpojumi, tāpēc pakalpojumu šādi pārvaldīt nevar. Palaidiet raditaji serve ar to, kas programmas palaiž jūsu sistēmā (konteinerā – ar docker).",
		"neither systemd nor Windows' services run on this system, so a service cannot be managed this way. Run raditaji serve by what runs programs on your system (in a container: docker).",
	}
	WordsServiceNone  = Words{"pakalpojuma „{name}” sistēmā nav. Uzstādiet to: raditaji service install; ja tam ir cits nosaukums, norādiet --name.", "the system has no service \"{name}\". Install it: raditaji service install; if it has another name, give --name."}
	WordsServiceThere = Words{
		"pakalpojums „{name}” jau ir uzstādīts. Lai to mainītu, vispirms: raditaji service stop un raditaji service uninstall (dati paliek); otram pakalpojumam dodiet citu nosaukumu: --name.",
		"the service \"{name}\" is installed already. To change it, first: raditaji service stop and raditaji service uninstall (data stay); give a second service another name: --name.",
	}
	serviceDeeds = map[string]Words{
		"install":   {"uzstādīt", "installed"},
		"uninstall": {"noņemt", "removed"},
		"start":     {"palaist", "started"},
		"stop":      {"apturēt", "stopped"},
	}
)

// ServiceDone says that a command did its work, and what comes next.
func ServiceDone(command string) Words {
	return map[string]Words{
		"install":   {"Pakalpojums „{name}” ir uzstādīts. Palaidiet: raditaji service start", "The service \"{name}\" is installed. Start it: raditaji service start"},
		"uninstall": {"Pakalpojums „{name}” ir noņemts; dati palika.", "The service \"{name}\" is removed; data stay."},
		"start":     {"Pakalpojums „{name}” ir palaists. Vai viss ir kārtībā, pasaka raditaji doctor.", "The service \"{name}\" is started. Whether all is well, raditaji doctor says."},
		"stop":      {"Pakalpojums „{name}” ir apturēts.", "The service \"{name}\" is stopped."},
	}[command]
}

// ServiceStands says that a service that is to be started runs, or that one that
// is to be stopped does not.
func ServiceStands(command string) Words {
	if command == "start" {
		return Words{"Pakalpojums „{name}” jau darbojas.", "The service \"{name}\" is running already."}
	}
	return Words{"Pakalpojums „{name}” jau ir apturēts.", "The service \"{name}\" is stopped already."}
}

var (
	wordsServiceRefused = Words{"pakalpojumu „{name}” neizdevās {what}: {why}", "the service \"{name}\" could not be {what}: {why}"}
	whyNotAdministrator = Words{"vajag administratora tiesības. Palaidiet to pašu komandu kā administrators (sistēmā Linux: sudo raditaji service …).", "it takes an administrator's rights. Run the same command as an administrator (on Linux: sudo raditaji service …)."}
	whyServiceCause     = Words{"{cause}.", "{cause}."}
	whyServiceLog       = Words{"sistēma to neļāva. Kāpēc pakalpojums nevar darboties, pasaka raditaji doctor; ko saka sistēma – raditaji service … --log info (sistēmā Linux arī: journalctl -u {name}).", "the system did not let it. Why the service cannot work, raditaji doctor says; what the system says: raditaji service … --log info (on Linux also: journalctl -u {name})."}

	// whyServiceRefused are by the numbers that Windows' services have for errors.
	whyServiceRefused = map[syscall.Errno]Words{
		1053: {"tas neatbildēja laikus. Kāpēc tas nevar darboties, pasaka raditaji doctor.", "it did not answer in time. Why it cannot work, raditaji doctor says."},
		1057: {"norādītā konta nav, vai tā nosaukums nav pilns. Rakstiet --user \"DATORS\\konts\" vai \"NT SERVICE\\nosaukums\".", "there is no such account, or its name is not whole. Write --user \"COMPUTER\\account\" or \"NT SERVICE\\name\"."},
		1058: {"Windows to ir atslēgusi. Pārbaudiet palaišanas veidu programmā services.msc.", "Windows has it disabled. Check its start type in services.msc."},
		1068: {"nedarbojas kas tāds, no kā tas atkarīgs. Pārbaudiet programmā services.msc.", "something that it depends on does not run. Check it in services.msc."},
		1069: {"kontu, ar kuru tam jādarbojas, Windows nepieņem. Ierakstiet konta paroli programmā services.msc (Log On).", "Windows does not accept the account that is to run it. Type the account's password in services.msc (Log On)."},
		1072: {"Windows to vēl noņem. Aizveriet services.msc, pagaidiet minūti un mēģiniet vēlreiz.", "Windows is still removing it. Close services.msc, wait a minute and try again."},
	}
)

// ServiceRefused words why the system did not do to a service what a command asked;
// administrator says that whoever asked has an administrator's rights.
func ServiceRefused(l Language, command, name string, administrator bool, err error) string {
	var number syscall.Errno
	why := whyServiceLog
	if errors.As(err, &number) && whyServiceRefused[number] != (Words{}) && runtime.GOOS == "windows" {
		why = whyServiceRefused[number]
	} else if cause := causeOf(err); !administrator || cause == causeNoRight {
		why = whyNotAdministrator
	} else if cause != (Words{}) {
		why = whyServiceCause
	}
	return wordsServiceRefused.In(l, "name", name, "what", serviceDeeds[command].In(l), "why", why.In(l, "name", name, "cause", Cause(l, err)))
}

// withService puts the service's commands before the part of the help that holds
// for all of them.
func withService(l Language, text string) string {
	before := Words{"\nVienmēr\n", "\nAlways\n"}.In(l)
	return strings.Replace(text, before, helpOfService.In(l)+before, 1)
}

var helpOfService = Words{`
Pakalpojums
  raditaji init MAPE [--programme DATNE]
        izveidot pakalpojuma datni, koplietotās mapes un atslēgu
  raditaji serve [--config DATNE]
        darboties: paņemt datnes, atbildēt, aprēķināt pēc grafika
  raditaji doctor [--config DATNE]
        pārbaudīt mapes, disku, pulksteni, žurnālu, atslēgas, grafiku
  raditaji backup [--config DATNE] [--archive] [--to DATNE]
        žurnāla (ledger) un, ar --archive, arī oriģinālu dublējums
  raditaji restore [--config DATNE] DUBLĒJUMS
        atjaunot no dublējuma
  raditaji service install|uninstall|start|stop [--config DATNE]
        sistēmas pakalpojums (Windows, systemd)
`, `
The service
  raditaji init DIR [--programme FILE]
        make the service file, the shared folders and the key
  raditaji serve [--config FILE]
        run: take files in, answer, calculate on schedule
  raditaji doctor [--config FILE]
        check folders, disk, clock, ledger, keys, schedule
  raditaji backup [--config FILE] [--archive] [--to FILE]
        a backup of the ledger and, with --archive, of the originals
  raditaji restore [--config FILE] BACKUP
        restore from a backup
  raditaji service install|uninstall|start|stop [--config FILE]
        the system's service (Windows, systemd)
`}

var helpService = map[string]Words{
	"init": {`
raditaji init MAPE [--programme DATNE]

Izveido mapē visu, kas pakalpojumam vajadzīgs: pakalpojuma datni raditaji.yaml ar
paskaidrojumiem, koplietojamo mapi kopmape ar tās apakšmapēm, stāvokļa mapi
stavoklis un pseidonīmu atslēgu. Neko nejautā un neko esošu nemaina; izveido arī to,
kas trūkst vecā pakalpojumā.

  --programme DATNE  iebūvētas programmas nosaukums vai programmas datne;
                     ja nav norādīts, ventspils-2024-2030
  --lang lv|en       valoda, arī paskaidrojumiem datnē
`, `
raditaji init DIR [--programme FILE]

Makes in a folder all that a service needs: the service file raditaji.yaml with
comments, the folder to share, kopmape, with the folders in it, the state folder
stavoklis and the key of pseudonyms. It asks nothing and changes nothing that is
there; it also makes what an old service lacks.

  --programme FILE   the name of a built-in programme, or a programme file;
                     ventspils-2024-2030 if not given
  --lang lv|en       language, also of the comments in the file
`},
	"serve": {`
raditaji serve [--config DATNE]

Darbojas, līdz to aptur (Ctrl+C, SIGTERM vai Windows pakalpojuma apturēšana): paņem
datnes no ienākošajām un atbild to iesniedzējiem, pēc grafika aprēķina gadus, kuru
dati mainījušies, dublē žurnālu (ledger) un dzēš to, kam beidzies glabāšanas laiks.
Apturot pabeidz iesākto datni. Tehniskais žurnāls (log) ir JSON: error – kādam
jārīkojas; warn – neparasts, bet darbs turpinās; info – notikumi; debug – viss pārējais.

  --config DATNE        pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --log info|debug      žurnāla sīkums; ja nav norādīts, info
  --lang lv|en          šīs komandas valoda; ko lasa cilvēki mapē, nosaka language: datnē

Izejas kodi: 0 apturēts; 1 neizdevās vai apturēts, nesagaidot darba beigas.
`, `
raditaji serve [--config FILE]

Runs until it is stopped (Ctrl+C, SIGTERM, or the stop of a Windows service): takes
files from the inbox and answers their senders, calculates on schedule the years
whose inputs changed, backs the ledger up and deletes what is older than its age.
A stop finishes the file in hand. The technical log is JSON: error – somebody must
act; warn – unusual, but work goes on; info – events; debug – all else.

  --config FILE         the service file; raditaji.yaml if not given
  --log info|debug      how much is logged; info if not given
  --lang lv|en          this command's language; of what people read in the folder
                        language: in the file decides

Exit codes: 0 stopped; 1 failed, or stopped before a job was at its end.
`},
	"doctor": {`
raditaji doctor [--config DATNE] [--errors]

Pārbauda pakalpojuma datni, programmu, mapju tiesības, vietu diskā, pulksteni, žurnālu
(ledger), oriģinālu arhīvu, atslēgas, grafiku, neizdevušos aprēķinus un pagaidu datnes,
un par katru atradumu pasaka, ko darīt. Drīkst palaist arī tad, kad pakalpojums darbojas.

  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --errors        izejas kodā neskaitīt brīdinājumus
  --lang lv|en    valoda

Izejas kodi: 0 viss ir kārtībā; 1 pakalpojums nevar darboties; 3 ir brīdinājumi.
`, `
raditaji doctor [--config FILE] [--errors]

Checks the service file, the programme, rights of folders, room on the disk, the
clock, the ledger, the archive of originals, keys, the schedule, runs that failed and
temporary files, and says what to do about each finding. It may be run beside the
running service.

  --config FILE  the service file; raditaji.yaml if not given
  --errors       leave warnings out of the exit code
  --lang lv|en   language

Exit codes: 0 all is well; 1 the service cannot work; 3 there are warnings.
`},
	"service": {`
raditaji service install [--config DATNE] [--name NOSAUKUMS] [--user KONTS]
raditaji service start [--name NOSAUKUMS]
raditaji service stop [--name NOSAUKUMS]
raditaji service uninstall [--name NOSAUKUMS]

Uzstāda raditaji serve kā sistēmas pakalpojumu (Windows pakalpojums vai systemd),
noņem, palaiž vai aptur to. Vajag administratora tiesības.

  --config DATNE    pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --name NOSAUKUMS  pakalpojuma nosaukums sistēmā; ja nav norādīts, raditaji
  --user KONTS      konts, ar kuru tas darbojas; tam vajag tiesības koplietotajā mapē
  --lang lv|en      valoda
`, `
raditaji service install [--config FILE] [--name NAME] [--user ACCOUNT]
raditaji service start [--name NAME]
raditaji service stop [--name NAME]
raditaji service uninstall [--name NAME]

Installs raditaji serve as a service of the system (a Windows service, or systemd),
removes, starts or stops it. It takes an administrator's rights.

  --config FILE   the service file; raditaji.yaml if not given
  --name NAME     the service's name in the system; raditaji if not given
  --user ACCOUNT  the account that runs it; it needs rights to the shared folder
  --lang lv|en    language
`},
}
