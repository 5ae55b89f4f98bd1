package templates

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"raditaji/sources"
)

// What the commands about runs and decisions say.
var (
	WordsRan      = Words{"Aprēķins {run}, nospiedums {fingerprint} ({state}).", "Run {run}, fingerprint {fingerprint} ({state})."}
	WordsHeldOpen = Words{
		"Kāds tur atvērtas šīs datnes, tāpēc jaunās ir līdzās ar numuru:\n{files}",
		"Somebody has these files open, so the new ones stand beside them, numbered:\n{files}",
	}
	WordsNeverRun        = Words{"Vēl nav aprēķināti, bet pēc saņemtajām datnēm tiks aprēķināti šie gadi: {years}.", "These years were not calculated yet and will be, from the files that came: {years}."}
	WordsTouches         = Words{"Pārrēķinot mainīsies šo gadu rezultāti (zvaigznīte – apstiprināts gads): {years}.", "When recalculated, the results of these years change (an asterisk: approved): {years}."}
	WordsTouchesSame     = Words{"Jaunas datnes, atbildes vai programmas datne attiecas arī uz šiem gadiem, bet rezultātus nemaina (zvaigznīte – apstiprināts gads): {years}.", "New files, answers or the programme file count for these years too but change no result (an asterisk: approved): {years}."}
	WordsTouchesKept     = Words{"Apstiprinātie no tiem paliek, kā ir.", "The approved ones of them stay as they are."}
	WordsTouchesShown    = Words{"Šo apstiprināto gadu darbgrāmatas rāda agrāku gadu vērtības, kas tagad ir citas: {years}. Pašu gadu vērtības nemainās; jaunās agrāko gadu vērtības rādīs nākamais aprēķins.", "The workbooks of these approved years show values of earlier years that are others now: {years}. The years' own values stay; the next run shows the new ones of the earlier years."}
	WordsRunsToo         = Words{"Tie paši labojumi attiecas arī uz šiem gadiem, un tos pārrēķina līdzi: {years}.", "The same corrections count for these years too, and they are recalculated with it: {years}."}
	WordsRanToo          = Words{"{year}. gads: aprēķins {run}, nospiedums {fingerprint} ({state}).", "{year}: run {run}, fingerprint {fingerprint} ({state})."}
	WordsTouchesApproved = Words{
		"Apstiprinātu gadu pārrēķina tikai ar iemeslu: raditaji rerun --year GADS --reason \"…\".",
		"An approved year is recalculated only with a reason: raditaji rerun --year YEAR --reason \"…\".",
	}
	WordsNoReason   = Words{"norādiet iemeslu vienā teikumā: --reason \"…\".", "give the reason in one sentence: --reason \"…\"."}
	WordsAsOfRepeat = Words{"--as-of nevar lietot kopā ar --run: atkārtojums ņem aprēķina paša datnes.", "--as-of does not go with --run: a repeat takes the run's own files."}
	WordsBadDay     = Words{"{day} nav diena. Rakstiet to šādi: --as-of 2024-10-01.", "{day} is not a day. Write it like this: --as-of 2024-10-01."}
	WordsFutureDay  = Words{"{day} vēl nav pienākusi. Norādiet dienu, kas jau bijusi, vai izlaidiet --as-of.", "{day} has not come yet. Give a day that has, or leave out --as-of."}
	WordsWaitForRun = Words{
		"Gaidu, kamēr beidzas cits aprēķins… (pārtraukt: Ctrl+C)", "Waiting for another run to end… (stop: Ctrl+C)",
	}
	WordsWaitForFolder = Words{
		"Gaidu, kamēr pakalpojums apstrādā saņemtās datnes… (pārtraukt: Ctrl+C)", "Waiting for the service to deal with the files that came… (stop: Ctrl+C)",
	}
	WordsNoAnswer = Words{"norādiet atbildi vienā teikumā: --answer \"…\".", "give the answer in one sentence: --answer \"…\"."}
	WordsTraceOf  = Words{
		"norādiet, ko izsekot: --programme, --in un --year, vai --run.",
		"say what to trace: --programme, --in and --year, or --run.",
	}
	WordsShareRefuses = Words{
		"koplietotajā mapē „{path}” nevar ierakstīt ({why}). Pārbaudiet, vai mape ir pieejama un kontam ir rakstīšanas tiesības; raditaji doctor pasaka, kas jādara.",
		"\"{path}\" in the shared folder cannot be written ({why}). Check that the folder is there and the account may write; raditaji doctor says what to do.",
	}
	WordsShareOther = Words{
		"koplietotajā mapē „{folder}” nav pieņemto, atgriezto un rezultātu mapju: tā nav tā pati, kas lietota līdz šim. Pievienojiet īsto mapi; ja tiešām jāsāk no jauna, palaidiet raditaji init.",
		"the shared folder \"{folder}\" lacks the folders of accepted files, returned files and results: it is not the one used so far. Bring the right one back, or run raditaji init if it is really to begin anew.",
	}
	WordsOriginalLost = Words{
		"arhīva oriģinālu nevar izmantot ({why}). Atjaunojiet arhīva mapi vai atslēgu no kopijas; raditaji doctor pasaka, kas jādara.",
		"an original of the archive cannot be used ({why}). Restore the archive folder or the key from a copy; raditaji doctor says what to do.",
	}
	// OriginalWhy says by a code why an original cannot be used.
	OriginalWhy = map[string]Words{
		"missing": {"tā nav arhīvā", "it is not in the archive"},
		"damaged": {"tas ir bojāts", "it is damaged"},
		"key":     {"to neatver neviena no norādītajām atslēgām", "none of the keys given opens it"},
	}
	WordsRefused  = Words{"{text} {remedy}", "{text} {remedy}"}
	WordsApproved = Words{"Aprēķins {run} ({year}. gads, nospiedums {fingerprint}) ir apstiprināts.", "Run {run} ({year}, fingerprint {fingerprint}) is approved."}

	WordsApprovedEdition = Words{"Apstiprinātā darbgrāmata:\n  {file}", "The approved workbook:\n  {file}"}
	WordsApprovedNewer   = Words{
		"Mapē bija jaunāks, neapstiprināts aprēķins ({newer}); tā darbgrāmata tagad ir vēsturē (mapē {history}).",
		"A newer run, not approved, stood in the folder ({newer}); its workbook is in the history now (folder {history}).",
	}
	WordsApprovedDraft = Words{
		"Taču apstiprinātās darbgrāmatas nav: {why}", "But there is no approved workbook: {why}",
	}
	WordsApprovedLies = Words{
		"Mapē {folder} paliek šā aprēķina darbgrāmata ar iepriekšējo uzrakstu uz titullapas.",
		"The folder {folder} keeps the workbook of this run, with its cover as it was.",
	}
	WordsApprovedLiesOther = Words{
		"Uzmanību: mapē {folder} paliek cita aprēķina ({lies}) darbgrāmata un results.csv – tie nav apstiprinātie skaitļi. Aprēķina {run} darbgrāmata, kāda tā bija pirms apstiprināšanas, ir apakšmapē {history}.",
		"Note: the folder {folder} keeps the workbook and results.csv of another run ({lies}) – those are not the approved figures. The workbook of run {run}, as it was before the approval, is in its folder {history}.",
	}
	WordsApprovedAgain = Words{
		"Ja apstiprinātā darbgrāmata vajadzīga, pārrēķiniet gadu (raditaji rerun --year {year} --reason \"…\") un apstipriniet jauno aprēķinu.",
		"If you need an approved workbook, recalculate the year (raditaji rerun --year {year} --reason \"…\") and approve the new run.",
	}
	WordsApprovedKept = Words{
		"Apstiprinātos skaitļus glabā žurnāls (ledger), un turpmāko gadu darbgrāmatas tos rāda.",
		"The ledger keeps the approved figures, and workbooks of later years show them.",
	}
	WordsApprovedOvertaken = Words{
		"Uzmanību: kopš šī aprēķina ir ienākušas vai mainītas datnes vai atbildes, un gadu pārrēķinot iznāktu kas cits. Lai apstiprinātu jaunāko, pārrēķiniet gadu (raditaji rerun --year {year} --reason \"…\") un apstipriniet jauno aprēķinu.",
		"Note: files or answers came or changed after this run, and calculated now the year would say something else. To approve the newest, recalculate the year (raditaji rerun --year {year} --reason \"…\") and approve the new run.",
	}
	WordsApprovedStale = Words{
		"Uzmanību: šis aprēķins rāda agrāku gadu vērtības, kas vairs nav spēkā, jo pēc tā apstiprinātas citas: {years}. Lai darbgrāmata rādītu spēkā esošās, pārrēķiniet gadu (raditaji rerun --year {year} --reason \"…\") un apstipriniet jauno aprēķinu.",
		"Note: this run shows values of earlier years that hold no longer, since others were approved after it: {years}. For a workbook that shows those in force, recalculate the year (raditaji rerun --year {year} --reason \"…\") and approve the new run.",
	}

	WordsUsed = Words{
		"Datne „{file}” (nr. {number}) ir pieņemta bez kļūdainajām vietām: izmanto {used} no {rows}. Pieņemtās datnes numurs ir {as}.",
		"The file \"{file}\" (no. {number}) is used without what is faulty: {used} of {rows}. As an accepted file it has the number {as}.",
	}
	WordsWithdrawn = Words{
		"Datne „{file}” (nr. {number}) ir atsaukta; to vairs neizmanto.",
		"The file \"{file}\" (no. {number}) is withdrawn; it is no longer used.",
	}
	WordsInForceAgain = Words{
		"Ko tā bija aizstājusi, atkal ir spēkā, ja vien to neaizstāj cita datne: {files}.",
		"What it had replaced is in force again, unless another file replaces it: {files}.",
	}
	WordsReturnedUnused = Words{
		"Nekas nav darīts: datne „{file}” (nr. {number}) ir atgriezta, un to neizmanto. Pieņemto datņu numurus parāda raditaji status --files. Ja tās kopijām mapē atgrieztie jāpazūd (tad to vairs nevar arī pieņemt), ielieciet tur ATSAUKT.txt ar iemeslu.",
		"Nothing was done: the file \"{file}\" (no. {number}) was returned and is not used. raditaji status --files lists the numbers of accepted files. Where its copies in the folder atgrieztie shall go (then it cannot be accepted either), lay ATSAUKT.txt with the reason there.",
	}
	WordsAnswered = Words{
		"Atbilde uz jautājumu nr. {number} par datni „{file}” ir pierakstīta.",
		"The answer to the query no. {number} about the file \"{file}\" is recorded.",
	}

	WordsAnsweredBefore = Words{"Iepriekšējā atbilde, kuras vietā tā stājas: {answer}", "The answer before, in whose place it stands: {answer}"}

	wordsRunsHeads = []Words{
		{"Nr.", "No."}, {"Gads", "Year"}, {"Sākts", "Begun"}, {"Stāvoklis", "State"}, {"Nospiedums", "Fingerprint"}, {"Versija", "Version"}, {"Kas lūdza", "Asked by"}, {"Iemesls", "Reason"},
	}
	wordsRunEnded    = Words{"pabeigts", "finished"}
	wordsRunOpen     = Words{"notiek", "under way"}
	wordsRunFailed   = Words{"neizdevās {at}", "failed {at}"}
	wordsRunBroken   = Words{"pārtraukts", "broken off"}
	wordsRunGone     = Words{"     Rezultāti paliek; izsekot vai atkārtot to vairs nevar: {at} dzēstas datnes, kurām beidzies glabāšanas termiņš.", "     The results stay; it can no longer be traced or repeated: files were deleted on {at}, when their retention ended."}
	wordsRunWhy      = Words{"     Kāpēc: {why}", "     Why: {why}"}
	wordsRunDraft    = Words{"melnraksts", "draft"}
	wordsRunRevision = Words{"precizējums, nav apstiprināts", "revision, not approved"}
	wordsRunApproved = Words{"apstiprināts {at}, ir spēkā", "approved {at}, in force"}
	wordsRunReplaced = Words{"apstiprināts {at}, aizstāts ar {run}", "approved {at}, replaced by {run}"}
	wordsRunRepeats  = Words{"{state}, atkārto {run}", "{state}, repeats {run}"}
	wordsRunAsOf     = Words{"{state}, ar datiem līdz {at}", "{state}, as of {at}"}
	wordsNoRuns      = Words{"Aprēķinu vēl nav.", "There are no runs yet."}
)

// commandRefusals are the refusals of which a command says something else than the
// answer to a file in the shared folder.
var commandRefusals = map[string]Sentence{
	"request.reason.missing": {
		Words{"Gads ir apstiprināts, un iemesls nav norādīts.", "The year is approved, and there is no reason."}, WordsTouchesApproved,
	},
	"request.run.none": {
		Words{"Tāda aprēķina nav.", "There is no such run."},
		Words{"Aprēķinus parāda raditaji runs.", "raditaji runs lists the runs."},
	},
	"request.year.outside": {
		Words{"Šis gads nav programmas darbības laikā.", "This year is outside of the programme's period."},
		Words{"Pārbaudiet --year.", "Check --year."},
	},
	"request.year.ahead": {
		Words{"Šis gads vēl ir priekšā: aprēķināt var tagadējā un nākamā mācību gada monitoringa gadu un agrākus.", "This year is still to come: the monitoring years of the present and the next school year, and earlier ones, can be calculated."},
		Words{"Pārbaudiet --year.", "Check --year."},
	},
	"request.year.nothing": {
		Words{"Par šo gadu vēl nav pieņemta neviena datne.", "No file was accepted for this year yet."},
		Words{"Ielieciet eksportus ienākošajās; kas trūkst, parāda raditaji status.", "Drop the exports into the inbox; raditaji status shows what is missing."},
	},
	"request.year.forgotten": {
		Words{"Šī gada datnes bija pieņemtas, bet ir dzēstas, jo beidzies to glabāšanas termiņš; gada rādītājus vairs nevar aprēķināt.", "The files of this year were accepted, but they were deleted when their retention ended; its indicators can no longer be calculated."},
		Words{"Kas jau bija aprēķināts, paliek mapē rezultati. Ja gads tomēr jāaprēķina un tā datnes kādam vēl ir, ielieciet tās ienākošajās vēlreiz.", "What was calculated before stays in the folder of results. If the year has to be calculated all the same and somebody still has its files, drop them into the inbox again."},
	},
	"take.target.changed": {
		Words{"Atgrieztā datne vai tās iezīmētā kopija mapē atgrieztie ir mainīta, un mainītā nav lasīta.", "The returned file or its marked copy was changed in the folder atgrieztie, and the changed one was not read."},
		Words{"Ja tajā ir labojumi, pārvietojiet to uz ienakosie; ja ne, izdzēsiet to un atkārtojiet komandu.", "If it holds corrections, move it to ienakosie; if not, delete it and repeat the command."},
	},
	"take.target.none": {
		Words{"Tādas datnes, par ko varētu lemt, nav.", "There is no such file to decide on."},
		Words{"Atgriezto datņu numurus parāda raditaji status, pieņemto – raditaji status --files un to kvītis.", "raditaji status shows the numbers of returned files; raditaji status --files and their receipts those of accepted ones."},
	},
}

// Refusal words why a decision cannot be carried out, and what to do.
func Refusal(l Language, code string) (text, remedy string) {
	if s, ok := commandRefusals[code]; ok {
		return s.Text.In(l), s.Remedy.In(l)
	}
	return l.Problem(sources.Problem{Code: code})
}

// A RunLine is a run as the list of runs shows it; moments are as people read them.
type RunLine struct {
	ID, Repeats                  int64 // Repeats 0: none
	Revises                      bool  // the year was approved when it began
	ReplacedBy                   int64 // the run that was approved after it; 0: none
	Year                         int
	Fingerprint, Version         string
	Begun, Ended, Approved, AsOf string // empty: not
	Failed, Broken               string // when a run ended without results; empty: not so
	Why, Cause                   string // it did: the code, and what the system says
	Gone                         string // when the last of its deleted originals was; empty: all are kept
	Reason, Who                  string
}

// wordsRunEnds has a sentence's end for every code of pipeline.EndCodes.
var wordsRunEnds = map[string]Words{
	"share":     {"koplietotajā mapē nevarēja ierakstīt ({cause})", "the shared folder could not be written ({cause})"},
	"disk":      {"diskā vairs nebija vietas", "the disk was full"},
	"original":  {"nevarēja nolasīt pieņemtās datnes oriģinālu ({cause})", "the original of an accepted file could not be read ({cause})"},
	"forgotten": {"ir dzēsti oriģināli, no kuriem aprēķina, jo beidzies to glabāšanas termiņš", "originals that it is calculated from were deleted when their retention ended"},
	"stopped":   {"pakalpojumu apturēja", "the service was stopped"},
	"killed":    {"programma pēkšņi beidza darboties", "the program ended all of a sudden"},
	"panic":     {"kļūda programmatūrā; sīkāk – žurnālā (log)", "a fault of the program; the log has more"},
	"other":     {"{cause}", "{cause}"},

	"original.missing": {"pieņemtās datnes oriģināla nav arhīvā", "the original of an accepted file is not in the archive"},
	"original.damaged": {"pieņemtās datnes oriģināls arhīvā ir bojāts", "the original of an accepted file is damaged in the archive"},
	"original.key":     {"pieņemtās datnes oriģinālu neatver neviena no norādītajām atslēgām", "none of the keys given opens the original of an accepted file"},
}

// wordsTechnical is for what the system says and nothing has words for.
var wordsTechnical = Words{"tehniskais iemesls – {cause}", "the technical reason – {cause}"}

// RunEnd words why a run has no results.
func RunEnd(l Language, code, cause string) string {
	cause, _, _ = strings.Cut(cause, "\n")
	if strings.HasSuffix(cause, "refused: request.run.forgotten") { // as it was recorded before this had a code of its own
		code = "forgotten"
	}
	return wordsRunEnds[code].In(l, "cause", systemSays(l, cause))
}

// JobEnd words why a job failed, of which the ledger kept the cause or "panic".
func JobEnd(l Language, cause string) string {
	if cause == "panic" {
		return wordsRunEnds["panic"].In(l)
	}
	cause, _, _ = strings.Cut(cause, "\n")
	return systemSays(l, cause)
}

// systemSays words what the system said when something failed.
func systemSays(l Language, cause string) string {
	if words := CauseOfText(l, cause); words != "" {
		return words
	}
	return wordsTechnical.In(l, "cause", cause)
}

// RunsText lists runs, the oldest first.
func RunsText(to io.Writer, l Language, runs []RunLine) error {
	w := &teller{w: bufio.NewWriter(to), l: l}
	if len(runs) == 0 {
		w.say(wordsNoRuns)
		return w.w.Flush()
	}
	var table [][]string
	var head []string
	for _, h := range wordsRunsHeads {
		head = append(head, h.In(l))
	}
	table = append(table, head)
	for _, r := range runs {
		state := wordsRunOpen.In(l)
		switch {
		case r.Failed != "":
			state = wordsRunFailed.In(l, "at", r.Failed)
		case r.Broken != "":
			state = wordsRunBroken.In(l)
		case r.Approved != "" && r.ReplacedBy != 0:
			state = wordsRunReplaced.In(l, "at", r.Approved, "run", strconv.FormatInt(r.ReplacedBy, 10))
		case r.Approved != "":
			state = wordsRunApproved.In(l, "at", r.Approved)
		case r.Ended != "" && r.Repeats != 0:
			state = wordsRunEnded.In(l)
		case r.Ended != "" && r.Revises:
			state = wordsRunRevision.In(l)
		case r.Ended != "":
			state = wordsRunDraft.In(l)
		}
		if r.Repeats != 0 {
			state = wordsRunRepeats.In(l, "state", state, "run", strconv.FormatInt(r.Repeats, 10))
		}
		if r.AsOf != "" {
			state = wordsRunAsOf.In(l, "state", state, "at", r.AsOf)
		}
		table = append(table, []string{strconv.FormatInt(r.ID, 10), strconv.Itoa(r.Year), r.Begun, state, r.Fingerprint, r.Version, orNone(r.Who), orNone(r.Reason)})
		if r.Why != "" {
			table = append(table, []string{wordsRunWhy.In(l, "why", RunEnd(l, r.Why, r.Cause))})
		}
		if r.Gone != "" {
			table = append(table, []string{wordsRunGone.In(l, "at", r.Gone)})
		}
	}
	w.table(table)
	return w.w.Flush()
}

// withRuns puts the commands about runs before the part of the help that holds for
// all commands.
func withRuns(l Language, text string) string {
	before := Words{"\nVienmēr\n", "\nAlways\n"}.In(l)
	return strings.Replace(text, before, helpOfRuns.In(l)+before, 1)
}

var helpOfRuns = Words{`
Aprēķini un lēmumi (visām: [--config DATNE], ja nav norādīta, raditaji.yaml)
  raditaji run --year GADS
        aprēķināt gadu no pieņemtajām datnēm
  raditaji rerun --year GADS --reason IEMESLS [--as-of DIENA]
        pārrēķināt gadu; apstiprinātam gadam tas ir precizējums
  raditaji rerun --run NR
        atkārtot aprēķinu no tā paša datnēm
  raditaji runs [--year GADS]
        visi aprēķini
  raditaji status [--year GADS] [--files]
        kas iesniegts, atgriezts, trūkst vai kavējas
  raditaji diff NR NR
        kas un kāpēc atšķiras divos aprēķinos
  raditaji approve --run NR --reason IEMESLS
        apstiprināt aprēķinu
  raditaji accept NR --reason IEMESLS
        pieņemt atgrieztu datni bez kļūdainajām rindām
  raditaji answer NR --answer TEKSTS
        atbildēt uz jautājumu par datiem
  raditaji withdraw NR --reason IEMESLS
        datni vairs neizmantot
`, `
Runs and decisions (all: [--config FILE]; raditaji.yaml if not given)
  raditaji run --year YEAR
        calculate a year from the accepted files
  raditaji rerun --year YEAR --reason TEXT [--as-of DAY]
        calculate it again; of an approved year this is a revision
  raditaji rerun --run NUMBER
        repeat a run from its own files
  raditaji runs [--year YEAR]
        all runs
  raditaji status [--year YEAR] [--files]
        what was received, returned, is missing or late
  raditaji diff NUMBER NUMBER
        what differs in two runs, and why
  raditaji approve --run NUMBER --reason TEXT
        approve a run
  raditaji accept NUMBER --reason TEXT
        use a returned file without its faulty rows
  raditaji answer NUMBER --answer TEXT
        answer a query about the data
  raditaji withdraw NUMBER --reason TEXT
        use a file no longer
`}

var helpRuns = map[string]Words{
	"run": {`
raditaji run --year GADS [--config DATNE]

Pasaka, kuru gadu rezultātus maina jaunie dati, aprēķina gadu no pieņemto datņu oriģināliem
un ieliek darbgrāmatu un rezultātus koplietotajā mapē; iepriekšējā darbgrāmata paliek
mapē vesture. Pasaka arī, kas mainījies un kāpēc. Darbojas arī tad, kad darbojas
pakalpojums. Apstiprinātu gadu pārrēķina ar raditaji rerun.

  --year GADS     monitoringa gads
  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en    valoda

Izejas kodi: kā raditaji calculate.
`, `
raditaji run --year YEAR [--config FILE]

Says which years' results the new data change, calculates a year from the originals of the
accepted files and puts workbook and results into the shared folder; the earlier
workbook stays in the folder vesture. It also says what changed, and why. It works
beside a running service. An approved year takes raditaji rerun.

  --year YEAR    monitoring year
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language

Exit codes: as of raditaji calculate.
`},
	"rerun": {`
raditaji rerun --year GADS --reason IEMESLS [--as-of DIENA] [--config DATNE]
raditaji rerun --run NR [--reason IEMESLS] [--config DATNE]

Pārrēķina gadu un līdzi tos jau aprēķinātos gadus, uz kuriem attiecas tie paši labojumi
(ne apstiprinātos), vai atkārto aprēķinu. Apstiprināta gada pārrēķins ir precizējums:
vērtībām, kas atšķiras no apstiprinātajām, ir zīme [r], un apstiprinātās ir līdzās.
Atkārtojums ar to pašu programmatūras versiju dod tās pašas datnes; tās noliek mapē
vesture, un tās neaizstāj neko.

  --year GADS       monitoringa gads
  --run NR          aprēķina numurs (raditaji runs)
  --reason IEMESLS  kāpēc, vienā teikumā
  --as-of DIENA     ar datnēm, kas bija zināmas tajā dienā, piemēram, 2024-10-01
  --config DATNE    pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en      valoda
`, `
raditaji rerun --year YEAR --reason TEXT [--as-of DAY] [--config FILE]
raditaji rerun --run NUMBER [--reason TEXT] [--config FILE]

Calculates a year again, and with it the years calculated before that the same
corrections count for (none that was approved), or repeats a run. Of an approved year
this is a revision: values that differ from the approved ones have the sign [r], and
the approved ones stand beside them. A repeat by the same version of the program gives
the same files; they go into the folder vesture and take the place of nothing.

  --year YEAR    monitoring year
  --run NUMBER   the run's number (raditaji runs)
  --reason TEXT  why, in one sentence
  --as-of DAY    with the files that were known on that day, for example 2024-10-01
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"runs": {`
raditaji runs [--year GADS] [--config DATNE]

Visi aprēķini: numurs, gads, kad, stāvoklis, nospiedums, kas un kāpēc lūdza.

  --year GADS     tikai šis monitoringa gads
  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en    valoda
`, `
raditaji runs [--year YEAR] [--config FILE]

All runs: number, year, when, state, fingerprint, who asked for it and why.

  --year YEAR    this monitoring year only
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"status": {`
raditaji status [--year GADS] [--files] [--config DATNE]

Kuri gadi jāpārrēķina, un tabula: katrai iestādei katrs vajadzīgais ievaddatu veids –
pieņemts, atgriezts, trūkst vai kavējas (pēc programmas datnes termiņa). Zem tās šī
gada atgrieztās datnes – kuras var pieņemt un kuras jālabo iesniedzējam – un jautājumi
bez atbildes, ar numuriem, ko prasa citas komandas.

  --year GADS     monitoringa gads; ja nav norādīts, tas, kura datu vākšana
                  sākta pēdējā
  --files         arī šī gada pieņemtās datnes ar numuriem, ko prasa raditaji withdraw
  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en    valoda
`, `
raditaji status [--year YEAR] [--files] [--config FILE]

Which years are to be recalculated, and a table: for each institution every input
that is needed – accepted, returned, missing or late (by the programme file's day).
Below it the year's returned files – which can be used and which their senders must
correct – and the queries without an answer, with the numbers that other commands ask
for.

  --year YEAR    monitoring year; if not given, the one whose inputs were last
                 collected
  --files        also the year's accepted files, with the numbers that raditaji
                 withdraw asks for
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"diff": {`
raditaji diff NR NR [--config DATNE]

Kas atšķiras divos viena gada aprēķinos (vispirms agrākais), un kāpēc: programmatūra,
programmas datne, apstiprinātie gadi, datnes. Cēloņu ietekmes summa ir izmaiņa.
Aizstātām datnēm – rindu numuri un skaits, nekad personas.

  --config DATNE  pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en    valoda
`, `
raditaji diff NUMBER NUMBER [--config FILE]

What differs in two runs of one year (the earlier first), and why: program, programme
file, approved years, files. What the causes did adds up to the change. For replaced
files row numbers and counts, never persons.

  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"approve": {`
raditaji approve --run NR --reason IEMESLS [--config DATNE]

Apstiprina aprēķinu: tā vērtības turpmāko gadu darbgrāmatas rāda kā šī gada vērtības,
un no tām ņem bāzes vērtības, kas bija „tiks noteiktas” šajā gadā. Apstiprinātā
darbgrāmata nostājas rezultātu mapē; jaunāks, neapstiprināts aprēķins paliek mapē
vesture.

  --run NR          aprēķina numurs (raditaji runs)
  --reason IEMESLS  pamatojums, piemēram, domes lēmums
  --config DATNE    pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en      valoda
`, `
raditaji approve --run NUMBER --reason TEXT [--config FILE]

Approves a run: workbooks of later years show its values for that year, and baselines
that were "to be set" in it are taken from them. The approved workbook takes its place
in the folder of results; a newer run, not approved, stays in the folder vesture.

  --run NUMBER   the run's number (raditaji runs)
  --reason TEXT  the grounds, for example the council's decision
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"accept": {`
raditaji accept NR --reason IEMESLS [--config DATNE]

Izmanto atgrieztu datni bez kļūdainajām rindām. Numurus parāda raditaji status.

  --reason IEMESLS  kāpēc
  --config DATNE    pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en      valoda
`, `
raditaji accept NUMBER --reason TEXT [--config FILE]

Uses a returned file without its faulty rows. raditaji status shows the numbers.

  --reason TEXT  why
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"answer": {`
raditaji answer NR --answer TEKSTS [--config DATNE]

Atbild uz jautājumu par neparastu vērtību. Atbilde ir spēkā, kamēr vērtība nemainās.
Numurus parāda raditaji status.

  --answer TEKSTS  atbilde
  --config DATNE   pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en     valoda
`, `
raditaji answer NUMBER --answer TEXT [--config FILE]

Answers a query about an unusual value. The answer holds while the value stays the
same. raditaji status shows the numbers.

  --answer TEXT  the answer
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
	"withdraw": {`
raditaji withdraw NR --reason IEMESLS [--config DATNE]

Pieņemtu datni vairs neizmanto; tās datnes, ko tā bija aizstājusi, atkal ir spēkā.
Numuru parāda raditaji status --files un datnes kvīts.

  --reason IEMESLS  kāpēc
  --config DATNE    pakalpojuma datne; ja nav norādīta, raditaji.yaml
  --lang lv|en      valoda
`, `
raditaji withdraw NUMBER --reason TEXT [--config FILE]

An accepted file is no longer used; files that it had replaced are in force again.
raditaji status --files and the file's receipt show its number.

  --reason TEXT  why
  --config FILE  the service file; raditaji.yaml if not given
  --lang lv|en   language
`},
}
