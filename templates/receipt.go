package templates

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"raditaji/sources"
)

// A Receipt is what a sender is told about a file that was taken in, checked or
// withdrawn, or about what became of a wish.
type Receipt struct {
	Of       ReceiptOf
	Name     string // of the file as it was sent
	Number   int64  // of the file, which commands take; 0: not said
	Filed    string // the name under which it was filed; empty: not filed
	Away     bool   // somebody took it away from there, or gave it another name
	At       string // when it came, for people
	Decided  string // when an officer did, for people
	Before   string // Known: when the same bytes came before
	Reason   string // of an officer's decision
	Who      string // decided; empty: not known
	Reading  *sources.Submission
	Settled  int               // Known: how many returned files need not be corrected any more since it came again
	Back     []string          // Withdrawn: the files that it had replaced and that stand
	Replaced []sources.Problem // merge.replaced, of each earlier file
	// Successors are the files in whose favour it gave way, whole or in part; Left is
	// how many of its rows are still used.
	Successors []Successor
	Left       int
	Year       *FiledUnder // Accepted: of a file without rows, under which year it is filed; nil: its rows say so
	Queries    []Queried
	Finding    sources.Problem // NotDone, Resolved, Unresolved: why; Done: what
}

// A Successor is a file that stands in the place of an earlier one, or of a part of it.
type Successor struct {
	Name   string
	Number int64
	At     string // when it came, for people
}

// A FiledUnder is the year's folder of a file whose rows tell no year.
type FiledUnder struct {
	Folder string
	Named  string // the school year by its name or folder; empty: it is the year in which it came
}

// A Queried is a query with its answer.
type Queried struct {
	Query   sources.Problem
	Answer  string // empty: none yet
	Who, At string // of the answer, for people
}

// A ReceiptOf says what a Receipt is about.
type ReceiptOf uint8

// What receipts are about.
const (
	Accepted ReceiptOf = iota
	Known
	Checked
	Withdrawn
	NotTaken   // a file was not taken in, for the reason in Finding
	NotDone    // nothing was done, for the reason in Finding
	Done       // what Finding says
	Resolved   // a returned file need not be corrected any more, for the reason in Finding
	Unresolved // what was accepted in the place of a returned file is used no longer, for the reason in Finding
	NoInput    // the file is nothing that is submitted, as Finding says
)

// ReceiptText writes a receipt: UTF-8 with BOM and CRLF, for Windows' editor.
func ReceiptText(l Language, r *Receipt) ([]byte, error) {
	var b bytes.Buffer
	say := func(w Words, args ...string) { fmt.Fprintln(&b, w.In(l, args...)) }
	switch r.Of {
	case Accepted:
		say(wordsReceiptAccepted, "file", r.Name, "at", r.At)
		if r.Reason != "" {
			say(wordsReceiptDecided, "at", r.Decided, "who", Decider(l, r.Who), "reason", r.Reason)
		}
	case Known:
		words := wordsReceiptKnown
		if r.Settled > 0 {
			words = wordsReceiptKnownSettles
		}
		say(words, "file", r.Name, "at", r.At, "before", r.Before, "count", strconv.Itoa(r.Settled))
	case Checked:
		say(wordsReceiptChecked, "file", r.Name, "at", r.At)
	case Withdrawn:
		say(wordsReceiptWithdrawn, "file", r.Name, "at", r.At, "who", Decider(l, r.Who), "reason", r.Reason)
		if len(r.Back) > 0 {
			say(wordsReceiptBack, "files", strings.Join(r.Back, ", "))
		}
	case NoInput:
		text, remedy := l.Problem(r.Finding)
		say(wordsReceiptNoInput, "file", r.Name)
		fmt.Fprintf(&b, "\n%s\n%s\n", text, remedy)
	case Resolved, Unresolved:
		text, remedy := l.Problem(r.Finding)
		head := wordsReceiptSettled
		if r.Of == Unresolved {
			head = wordsReceiptUnsettled
		}
		say(head, "file", r.Name, "at", r.At)
		fmt.Fprintf(&b, "\n%s\n%s\n", text, remedy)
	case NotTaken, NotDone, Done:
		head := wordsReceiptNotDone
		switch r.Of {
		case Done:
			head = wordsReceiptDone
		case NotTaken:
			head = wordsReceiptNotTaken
		case NotDone:
			if r.Finding.Code == "take.gesture.name" { // mostly somebody's own text
				head = wordsReceiptNoDecision
			}
		}
		text, remedy := l.Problem(r.Finding)
		say(head, "file", r.Name, "at", r.At)
		fmt.Fprintf(&b, "\n%s\n%s\n", text, remedy)
		if others := r.Finding.Args["others"]; others != "" {
			say(wordsReceiptOthers, "count", others)
		}
		for _, of := range []struct{ word, years string }{{"also", r.Finding.Args["also"]}, {"wait", r.Finding.Args["wait"]}, {"kept", r.Finding.Args["kept"]}, {"stale", r.Finding.Args["stale"]}} {
			if of.years != "" {
				say(wordsReceiptYears[of.word], "years", of.years)
			}
		}
	}
	if r.Filed != "" && !r.Away {
		say(wordsReceiptFiled, "filed", r.Filed)
	}
	if r.Number != 0 {
		say(wordsReceiptNumber, "number", strconv.FormatInt(r.Number, 10))
	}
	switch {
	case r.Of != Accepted:
	case r.Reading != nil && r.Reading.Balance.Used == 0:
		say(wordsReceiptNothing)
		switch {
		case r.Year == nil:
		case r.Year.Named != "":
			say(wordsReceiptYearNamed, "folder", r.Year.Folder, "year", r.Year.Named)
		default:
			say(wordsReceiptYearCame, "folder", r.Year.Folder)
		}
	case len(r.Successors) > 0:
		if r.Left == 0 {
			say(wordsReceiptReplaced)
		} else {
			say(wordsReceiptReplacedPart)
		}
		for _, s := range r.Successors {
			say(wordsReceiptSuccessor, "file", s.Name, "at", s.At, "number", strconv.FormatInt(s.Number, 10))
		}
	default:
		say(wordsReceiptNext)
	}
	if r.Reading != nil {
		b.WriteString("\n")
		if err := fileReport(&b, l, r.Reading, true, true, len(r.Queries) > 0); err != nil {
			return nil, err
		}
	}
	for _, p := range r.Replaced {
		text, _ := l.Problem(p)
		fmt.Fprintln(&b, text)
	}
	if len(r.Queries) > 0 {
		if !bytes.HasSuffix(b.Bytes(), []byte("\n\n")) {
			b.WriteString("\n")
		}
		queries(&b, l, r)
	}
	return windowsText(b.String()), nil
}

// OnlyChecked says above the text of a return that the file was only checked.
func OnlyChecked(l Language, text []byte, name, at string) []byte {
	head := windowsText(wordsReceiptOnlyChecked.In(l, "file", name, "at", at))
	return slices.Concat(head, []byte("\r\n"), bytes.TrimPrefix(text, []byte("\ufeff")))
}

// IsAnswer says that a text begins as one that the program writes to a sender, in
// either language. of is the name of the file that it would be about.
func IsAnswer(text []byte, of string) bool {
	text, marked := bytes.CutPrefix(text, []byte("\ufeff"))
	line, _, _ := strings.Cut(string(text), "\n")
	line = strings.TrimRight(line, "\r ")
	for _, w := range []Words{
		wordsReceiptAccepted, wordsReceiptKnown, wordsReceiptKnownSettles, wordsReceiptChecked, wordsReceiptOnlyChecked, wordsReceiptWithdrawn,
		wordsReceiptSettled, wordsReceiptUnsettled, wordsReceiptNoInput,
		wordsReceiptNotTaken, wordsReceiptNotDone, wordsReceiptNoDecision, wordsReceiptDone,
	} {
		for _, l := range []Language{Latvian, English} {
			begins, rest, _ := strings.Cut(w.In(l), "{file}")
			ends := rest[strings.LastIndex(rest, "}")+1:]
			if strings.HasPrefix(line, begins) && (strings.Contains(line, ends) || len(begins) > len("„")) {
				return true
			}
		}
	}
	for _, l := range []Language{Latvian, English} {
		if line == strings.ToUpper(wordsReturnTitle.In(l)) {
			return true
		}
	}
	return marked && strings.Contains(line, of) // a report of the file
}

// queries numbers the queries of a receipt, each with its answer, and says how
// those are answered that have none.
func queries(b *bytes.Buffer, l Language, r *Receipt) {
	fmt.Fprintln(b, wordsReceiptQueries.In(l))
	open, inTemplate := 0, false
	for i, q := range r.Queries {
		text, remedy := l.Problem(q.Query)
		if q.Answer == "" {
			open++
			inTemplate = inTemplate || strings.HasPrefix(q.Query.Code, queryCodes)
			text += " " + remedy
		}
		fmt.Fprintf(b, "  %d. %s%s\n", i+1, l.place(q.Query), text)
		switch {
		case q.Answer == "":
			fmt.Fprintln(b, "     "+wordsReceiptUnanswered.In(l))
		case q.Who == "":
			fmt.Fprintln(b, "     "+wordsReceiptAnswer.In(l, "at", q.At, "answer", q.Answer))
		default:
			fmt.Fprintln(b, "     "+wordsReceiptAnswerOf.In(l, "at", q.At, "who", q.Who, "answer", q.Answer))
		}
	}
	if open == 0 || r.Of != Accepted {
		return
	}
	fmt.Fprintln(b)
	how := []Words{wordsReceiptAnswerOfficer}
	if inTemplate {
		how = []Words{wordsReceiptAnswerTemplate, wordsReceiptAnswerOfficer}
	}
	if len(r.Queries) > 1 {
		how = append(how, wordsReceiptAnswerSeveral)
	}
	for _, w := range append(how, wordsReceiptAnswerMeanwhile) {
		fmt.Fprintln(b, w.In(l, "filed", r.Filed))
	}
}

// Decider is who decided, as people are told; the officer, where it is not known.
func Decider(l Language, who string) string {
	if who == "" {
		return wordsSomebody.In(l)
	}
	return who
}

// windowsText is a text as Windows' editor wants it.
func windowsText(text string) []byte {
	text = strings.TrimRight(text, "\n") + "\n"
	return []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"))
}

// WordsExplained stands for the answer of a query that the template itself explains.
var WordsExplained = Words{"paskaidrots veidnē", "explained in the template"}

var (
	wordsReceiptAccepted = Words{"Datne „{file}”, saņemta {at}, ir pieņemta.", "The file \"{file}\", received {at}, was accepted."}
	wordsReceiptDecided  = Words{
		"To, izlaižot kļūdainās rindas, {at} pieņēma {who}. Pamatojums: {reason}",
		"It was accepted, its faulty rows set aside, {at} by {who}. Reason: {reason}",
	}
	wordsReceiptKnown = Words{
		"Datne „{file}”, saņemta {at}, ir tieši tāda pati kā jau pieņemtā, kas saņemta {before}. Nekas nav mainīts.",
		"The file \"{file}\", received {at}, is the very same as the one received {before}, which was accepted. Nothing has changed.",
	}
	wordsReceiptKnownSettles = Words{
		"Datne „{file}”, saņemta {at}, ir tieši tāda pati kā jau pieņemtā, kas saņemta {before}. Aprēķinos nekas nav mainīts, bet atgrieztās datnes, kuru vietā tā stājas ({count}), vairs nav jālabo.",
		"The file \"{file}\", received {at}, is the very same as the one received {before}, which was accepted. Nothing changes for calculations, but the returned files whose place it takes ({count}) need not be corrected any more.",
	}
	wordsReceiptChecked = Words{
		"Datne „{file}”, saņemta {at}, ir tikai pārbaudīta; nekas nav iesniegts. Lai to iesniegtu, ielieciet to ienākošo datņu mapē ārpus pārbaudes mapes.",
		"The file \"{file}\", received {at}, was only checked; nothing was submitted. To submit it, drop it outside of the folder for checking.",
	}
	wordsReceiptOnlyChecked = Words{
		"Datne „{file}”, saņemta {at}, ir tikai pārbaudīta; nekas nav iesniegts. Tajā ir kļūdas; kas jālabo, teikts tālāk. Kad tas ir izlabots, ielieciet datni ienākošo datņu mapē ārpus pārbaudes mapes.",
		"The file \"{file}\", received {at}, was only checked; nothing was submitted. There are errors in it; what to correct is said below. When that is done, drop the file outside of the folder for checking.",
	}
	wordsReceiptWithdrawn = Words{
		"Datni „{file}” {at} atsauca {who}; tā vairs netiek izmantota. Pamatojums: {reason}",
		"The file \"{file}\" was withdrawn {at} by {who} and is no longer used. Reason: {reason}",
	}
	wordsReceiptNotDone    = Words{"„{file}” ({at}): tas nav izdarīts.", "\"{file}\" ({at}): this was not done."}
	wordsReceiptNotTaken   = Words{"„{file}” ({at}): datne nav pieņemta.", "\"{file}\" ({at}): the file was not taken in."}
	wordsReceiptNoDecision = Words{"„{file}” ({at}): šo tekstu nelasa kā lēmumu.", "\"{file}\" ({at}): this text is not read as a decision."}
	wordsReceiptBack       = Words{
		"Rindas, ko tā bija aizstājusi, atkal tiek izmantotas, ja tās nav aizstājusi vēl kāda datne: {files}.",
		"The rows that it had replaced are used again, unless yet another file replaced them: {files}.",
	}
	wordsReceiptYears = map[string]Words{
		"also": {"Tie paši labojumi attiecas arī uz citiem gadiem; tie ir pārrēķināti: {years}.", "The same corrections count for other years too; they were recalculated: {years}."},
		"wait": {"Labojumi maina arī apstiprinātus gadus: {years}. Tos pārrēķina tikai ar pamatojumu: parrekinat-GADS.txt, kurā ierakstīts iemesls.", "Corrections change approved years too: {years}. They are recalculated only with a reason: parrekinat-YEAR.txt with the reason in it."},
		"stale": {
			"Šis aprēķins rāda agrāku gadu vērtības, kas vairs nav spēkā, jo pēc tā apstiprinātas citas: {years}. Lai darbgrāmata rādītu spēkā esošās, pārrēķiniet gadu, norādot iemeslu, un apstipriniet jauno aprēķinu.",
			"This run shows values of earlier years that hold no longer, since others were approved after it: {years}. For a workbook that shows those in force, recalculate the year with a reason and approve the new run.",
		},
		"kept": {"Labojumi attiecas arī uz apstiprinātiem gadiem, bet to rezultātus nemaina, tāpēc tie paliek, kā ir: {years}.", "Corrections count for approved years too but do not change their results, so those stay as they are: {years}."},
	}
	wordsReceiptSettled   = Words{"Atgrieztā datne „{file}”, saņemta {at}, vairs nav jālabo.", "The returned file \"{file}\", received {at}, need not be corrected any more."}
	wordsReceiptUnsettled = Words{
		"Datne, kas bija pieņemta atgrieztās datnes „{file}” (saņemta {at}) vietā, ir atsaukta.",
		"The file that was accepted in the place of the returned file \"{file}\" (received {at}) was withdrawn.",
	}
	wordsReceiptOthers = Words{
		"Līdz ar to par labojamām vairs neuzskata arī citas atgrieztās datnes par to pašu iestādi un gadu: {count}. Ja kāda no tām ir pareizāka, lai to iesniedz vēlreiz: atgrieztu to var pieņemt šīs vietā.",
		"With it, other returned files about the same institution and year need not be corrected any more either: {count}. If one of them is better, have it dropped again: once returned, it can be accepted instead of this one.",
	}
	wordsReceiptNoInput = Words{"Datne „{file}” nav iesniegta.", "The file \"{file}\" was not submitted."}
	wordsReceiptNumber  = Words{"Nr. {number} (ar šo numuru to sauc raditaji withdraw).", "No. {number} (raditaji withdraw calls it by this number)."}
	wordsReceiptDone    = Words{"„{file}” ({at}): izdarīts.", "\"{file}\" ({at}): done."}
	wordsReceiptFiled   = Words{"Tā atrodama kā „{filed}”.", "It stands as \"{filed}\"."}
	wordsReceiptNext    = Words{
		"To izmantos aprēķinos, kamēr to neaizstāj jaunāka datne vai kāds to neatsauc.",
		"Calculations use it until a newer file takes its place or somebody withdraws it.",
	}
	wordsReceiptReplaced = Words{
		"Aprēķinos to vairs neizmanto. Tās vietā ir:",
		"Calculations use it no longer. In its place stands:",
	}
	wordsReceiptReplacedPart = Words{
		"Daļu no tās aprēķinos vairs neizmanto. Tās daļas vietā ir:",
		"Calculations use a part of it no longer. In the place of that part stands:",
	}
	wordsReceiptSuccessor = Words{"  „{file}”, saņemta {at} (nr. {number})", "  \"{file}\", received {at} (no. {number})"}
	wordsReceiptNothing   = Words{
		"Tajā nav nevienas izmantojamas rindas, tāpēc aprēķinus tā nemaina un neko neaizstāj.",
		"No row of it can be used, so it changes no calculation and replaces nothing.",
	}
	wordsReceiptYearNamed = Words{
		"Mācību gads ({year}) ņemts no datnes vai mapes nosaukuma; datne ir mapē „{folder}”.",
		"The school year ({year}) is taken from the name of the file or folder; it stands in the folder \"{folder}\".",
	}
	wordsReceiptYearCame = Words{
		"Par kuru mācību gadu tā ir, nav zināms: rindu tajā nav, un nosaukumā gada nav. Tāpēc tā ir tā gada mapē, kurā saņemta („{folder}”). Eksportējiet vēlreiz; ja rindu tiešām nav, ierakstiet nosaukumā mācību gadu, piemēram, 2024-2025.",
		"Of which school year it is, is not known: it has no rows, and its name tells no year. So it stands in the folder of the year in which it came (\"{folder}\"). Export it again; if there are no rows indeed, put the school year into its name, for example 2024-2025.",
	}
	wordsReceiptQueries    = Words{"Neparasti:", "Unusual:"}
	wordsReceiptUnanswered = Words{"Atbildes vēl nav.", "There is no answer yet."}
	wordsReceiptAnswer     = Words{"Atbilde ({at}): {answer}", "Answer ({at}): {answer}"}
	wordsReceiptAnswerOf   = Words{"Atbilde ({at}, {who}): {answer}", "Answer ({at}, {who}): {answer}"}

	wordsReceiptAnswerTemplate = Words{
		"Iestāde atbild veidnē: ieraksta iemeslu tās pašas rindas kolonnā „Paskaidrojums” un iesniedz veidni vēlreiz.",
		"The institution answers in the template: it writes the reason into the column \"Explanation\" of the same row and drops the template again.",
	}
	wordsReceiptAnswerOfficer = Words{
		"Atbildīgā persona atbild ar teksta datni „ATBILDE.txt” šajā pašā mapē: tajā ieraksta, kāpēc tas ir pareizi. Ja blakus ir vairākas datnes ar jautājumiem, to nosauc „{filed} ATBILDE.txt”.",
		"The officer answers by a text file \"ATBILDE.txt\" in this same folder, which says why this is right. Where several files with queries stand beside it, it is named \"{filed} ATBILDE.txt\".",
	}
	wordsReceiptAnswerSeveral = Words{
		"Tās teksts atbild uz visiem jautājumiem, kuriem atbildes vēl nav; rinda, kas sākas ar „1:”, atbild tikai uz pirmo, ar „2:” – tikai uz otro, un tā tālāk.",
		"Its text answers every query that has no answer yet; a line that begins with \"1:\" answers only the first, with \"2:\" only the second, and so on.",
	}
	wordsReceiptAnswerMeanwhile = Words{
		"Datne tiek izmantota arī bez atbildes.",
		"The file is used without an answer too.",
	}
	wordsSomebody = Words{"atbildīgā persona", "the officer"}
)

// intakeWords has a sentence for every code of pipeline.IntakeCodes.
var intakeWords = map[string]Sentence{
	"take.link": {
		Words{"Šī nav datne, bet saite vai ierīce; tā nav lasīta.", "This is not a file but a link or a device; it was not read."},
		Words{"Ielieciet mapē pašu datni un izdzēsiet saiti.", "Put the file itself into the folder and delete the link."},
	},
	"take.name": {
		Words{"Nosaukumā ir zīmes, kuras datņu nosaukumos neizmanto, vai mape ir pārāk dziļi; datne nav lasīta.", "The name holds characters that names of files do not have, or the folder is too deep; the file was not read."},
		Words{"Pārdēvējiet to, izmantojot burtus, ciparus un atstarpes, vai pārvietojiet augstāk.", "Rename it with letters, digits and blanks, or move it up."},
	},
	"take.large": {
		Words{"Datne ir lielāka par {limit} MiB; tā nav lasīta un palikusi, kur bija.", "The file is larger than {limit} MiB; it was not read and stays where it was."},
		Words{"Eksportējiet datus pa daļām, piemēram, katrai iestādei savu datni, un izdzēsiet šo.", "Export the data in parts, for example a file for each institution, and delete this one."},
	},
	"take.denied": {
		Words{"Datni nedrīkst lasīt: pakalpojumam nav piekļuves tiesību. Tā palikusi, kur bija.", "The file may not be read: the service has no right to it. It stays where it was."},
		Words{"Iekopējiet datni mapē vēlreiz vai palūdziet IT speciālistam piešķirt lasīšanas tiesības.", "Copy the file into the folder again, or ask the IT person for the right to read it."},
	},
	"take.unreadable": {
		Words{"Datni nevar atvērt. Tā palikusi, kur bija.", "The file cannot be opened. It stays where it was."},
		Words{"Aizveriet datni, ja tā ir atvērta kādā programmā; tad tā tiks paņemta.", "Close the file if a program has it open; then it will be taken."},
	},
	"take.reader.slow": {
		Words{"Datne netika izlasīta {limit} sekundēs.", "The file was not read within {limit} seconds."},
		Words{"Eksportējiet datus vēlreiz vai pa daļām; darbgrāmatā izdzēsiet lapas un formulas, kas nav no veidnes.", "Export the data again or in parts; in a workbook delete sheets and formulas that are not the template's."},
	},
	"take.reader.memory": {
		Words{"Datnes lasīšanai vajag vairāk par {limit} MiB atmiņas.", "Reading the file takes more than {limit} MiB of memory."},
		Words{"Eksportējiet datus vēlreiz vai pa daļām; darbgrāmatā izdzēsiet lapas un rindas, kas nav no veidnes.", "Export the data again or in parts; in a workbook delete sheets and rows that are not the template's."},
	},
	"take.reader.died": {
		Words{"Lasot datni, programmatūrā radās kļūda; datne nav izmantota.", "The program failed while reading the file; the file was not used."},
		Words{"Eksportējiet datni vēlreiz. Ja tas atkārtojas, pastāstiet programmatūras uzturētājiem, kāda veida datne tā ir, bet nesūtiet pašus datus.", "Export the file again. If it happens again, tell the program's maintainers what kind of file it is, but do not send the data."},
	},
	"take.own": {
		Words{"Tas ir šīs programmatūras aprēķina rezultāts, nevis eksports vai veidne.", "This is a result of this program, not an export or a template."},
		Words{"Ielieciet mapē VIIS vai SEMR eksportu vai aizpildītu veidni.", "Drop an export of VIIS or SEMR, or a filled template."},
	},
	"take.rows": {
		Words{"Tas ir saraksts ar eksporta kļūdainajām rindām, ko jums atsūtīja šī programma; pašu datu tajā nav.", "This is the list of an export's faulty rows that this program sent you; it does not hold the data themselves."},
		Words{"Izlabojiet nosauktos ierakstus tur, no kurienes dati nāk (VIIS vai SEMR), eksportējiet datni vēlreiz un iesniedziet jauno eksportu. Šo sarakstu iesniegt nevajag.", "Correct the entries that it names where the data come from (VIIS or SEMR), export the file again and hand in the new export. This list need not be handed in."},
	},
	"take.own.answer": {
		Words{"Šī ir mūsu atbilde, nevis dati.", "This is our answer, not data."},
		Words{"To iesniegt nevajag. Ja tajā teikts, ka kaut kas jālabo, izlabojiet to un ielieciet pašu datni, par kuru tā ir.", "It need not be handed in. Where it says that something must be corrected, correct that, and drop the very file that it is about."},
	},
	"take.own.answer.export": {
		Words{"Šī ir mūsu atbilde par eksportu, nevis dati.", "This is our answer about an export, not data."},
		Words{"Izlabojiet nosauktos ierakstus tur, no kurienes dati nāk (VIIS vai SEMR), eksportējiet datni vēlreiz un ielieciet jauno eksportu. Šo atbildi un kļūdaino rindu sarakstu (… LABOJAMS) iesniegt nevajag.", "Correct the entries that it names where the data come from (VIIS or SEMR), export the file again and drop the new export. Neither this answer nor the list of faulty rows (… LABOJAMS) need be handed in."},
	},
	"take.own.answer.template": {
		Words{"Šī ir mūsu atbilde par veidni, nevis dati.", "This is our answer about a template, not data."},
		Words{"Izlabojiet pašu veidni vai tās iezīmēto kopiju (… LABOJAMS) un ielieciet to.", "Correct the template itself, or its marked copy (… LABOJAMS), and drop that."},
	},
	"take.gesture.year": {
		Words{"Nosaukumā nav gada: programma nezina, kurš gads jāaprēķina vai jāapstiprina.", "The name lacks the year: the program does not know which year to calculate or approve."},
		Words{"Nosaucot datni, ierakstiet gadu ar četriem cipariem, piemēram, parrekinat-2025.txt vai APSTIPRINAT-2025.txt, un ielieciet to vēlreiz.", "Name the file with the year in four digits, for example parrekinat-2025.txt or APSTIPRINAT-2025.txt, and drop it again."},
	},
	"take.gesture.years": {
		Words{"Nosaukumā ir divi gadi ({from} un {to}), un nav skaidrs, kurš monitoringa gads ir domāts; nekas nav darīts.", "The name has two years ({from} and {to}), and it is not clear which monitoring year is meant; nothing was done."},
		Words{"Nosauciet datni pēc viena monitoringa gada, piemēram, {example} ({year}. gada monitoringā ir {school} mācību gads), un ielieciet to vēlreiz.", "Name the file by one monitoring year, for example {example} (the monitoring of {year} is about the school year {school}), and drop it again."},
	},
	"take.gesture.name": {
		Words{"Ja tās ir jūsu piezīmes, nekas nav jādara: par lēmumu šo teksta datni pēc nosaukuma neuzskata, un nekas nav darīts.", "If these are notes of yours, there is nothing to do: by its name this text file is taken for no decision, and nothing was done."},
		Words{"Ja tas ir lēmums, nosauciet datni tieši tā: PIENEMT.txt – pieņemt atgriezto datni, kas ir blakus; ATSAUKT.txt – atsaukt datni, kas ir blakus; ATBILDE.txt – atbildēt uz jautājumiem par to (ja blakus ir vairākas datnes, priekšā tās nosaukums: „saraksts.csv PIENEMT.txt”); parrekinat-2025.txt vai APSTIPRINAT-2025.txt – pārrēķināt vai apstiprināt gadu. Ja tie ir dati, ielieciet VIIS vai SEMR eksportu ienākošo datņu mapē.", "If it is a decision, name the file exactly so: PIENEMT.txt accepts the returned file beside it; ATSAUKT.txt withdraws the file beside it; ATBILDE.txt answers the queries about it (where several files stand beside it, with the file's name in front: \"saraksts.csv PIENEMT.txt\"); parrekinat-2025.txt or APSTIPRINAT-2025.txt recalculates or approves a year. If these are data, drop the export of VIIS or SEMR into the folder of arrivals."},
	},
	"take.gesture.text": {
		Words{"Lēmumu lasa tikai no teksta datnes, kuras nosaukums beidzas ar .txt; šī ir cita veida datne.", "A decision is read only from a text file whose name ends with .txt; this is another kind of file."},
		Words{"Mapē ar peles labo pogu izvēlieties Jauns → Teksta dokuments, nosauciet to tāpat, bet ar galotni .txt, ierakstiet tajā iemeslu un saglabājiet.", "In the folder choose New → Text document by the right mouse button, give it the same name but with the ending .txt, write the reason into it and save."},
	},
	"take.answer.empty": {
		Words{"Datnē nav teksta, tāpēc uz jautājumiem nekas nav atbildēts.", "The file holds no text, so nothing was answered to the queries."},
		Words{"Ierakstiet teksta datnē, kāpēc skaitļi ir pareizi, un ielieciet to vēlreiz.", "Write into the text file why the numbers are right, and drop it again."},
	},
	"take.again": {
		Words{"Datne tika atgriezta, bet, pirms atbilde bija uzrakstīta, mainījās programmas datne; tagad kļūdu tajā nav.", "The file was returned, but before the answer was written the programme file changed; now there is no error in it."},
		Words{"Ielieciet to pašu datni mapē vēlreiz.", "Drop the same file again."},
	},
	"take.reason.missing": {
		Words{"Datnē nav pamatojuma, bet lēmumam tas ir vajadzīgs.", "The file holds no reason, but a decision needs one."},
		Words{"Ierakstiet teksta datnē, kāpēc tā jādara, un ielieciet to vēlreiz.", "Write into the text file why this is to be done, and drop it again."},
	},
	"take.target.none": {
		Words{"Šajā mapē blakus nav datnes, uz kuru tas attiektos.", "There is no file beside it in this folder that this could be about."},
		Words{"Lai pieņemtu atgrieztu datni, ielieciet PIENEMT.txt tai blakus; lai atsauktu datni vai atbildētu uz jautājumu par to, ielieciet tai blakus ATSAUKT.txt vai ATBILDE.txt.", "To accept a returned file, put PIENEMT.txt beside it; to withdraw a file, or answer a query about it, put ATSAUKT.txt or ATBILDE.txt beside it."},
	},
	"take.answer.none": {
		Words{"Blakus esošajā datnē nav nekā, par ko būtu jautāts.", "Nothing was asked about the file beside it."},
		Words{"Jautājumi ir datnes kvītī (… SANEMTS.txt); ielieciet ATBILDE.txt tās datnes mapē.", "Queries stand in a file's receipt (… SANEMTS.txt); put ATBILDE.txt into the folder of that file."},
	},
	"take.answer.number": {
		Words{"Kvītī nav jautājuma ar numuru {number}; pēdējais numurs ir {count}. Neviena atbilde nav pierakstīta.", "The receipt has no query of the number {number}; the last one is {count}. No answer was recorded."},
		Words{"Pārbaudiet numurus kvītī (… SANEMTS.txt) un ielieciet ATBILDE.txt vēlreiz.", "Check the numbers in the receipt (… SANEMTS.txt) and drop ATBILDE.txt again."},
	},
	"take.already.accept": {
		Words{"Atgriezto datni „{file}” jau {at} pieņēma {who}, un šis lēmums ir spēkā. Pamatojums: {reason}", "The returned file \"{file}\" was accepted {at} by {who} already, and that decision stands. Reason: {reason}"},
		Words{"Tā stāv pie pieņemtajām; ja tā nav jāizmanto, atsauciet to tur.", "It stands with the accepted ones; if it is not to be used, withdraw it there."},
	},
	"take.already.withdraw": {
		Words{"Datni „{file}” jau {at} atsauca {who}, un šis lēmums ir spēkā. Pamatojums: {reason}", "The file \"{file}\" was withdrawn {at} by {who} already, and that decision stands. Reason: {reason}"},
		Words{"Ja to tomēr vajag, iesniedziet to vēlreiz.", "If it is needed after all, drop it again."},
	},
	"take.already.settled": {
		Words{"Atgrieztā datne „{file}” vairs nav jālabo, un par to nav ko lemt: {at} pieņemta datne, kas stājas tās vietā.", "The returned file \"{file}\" need not be corrected any more, and there is nothing to decide about it: a file was accepted {at} that takes its place."},
		Words{"Nekas nav jādara. Ja pieņemts nav īstais, iesniedziet pareizo datni: jaunākā aizstāj agrāko.", "There is nothing to do. If what was accepted is not the right one, drop the right file: the newer one replaces the earlier."},
	},
	"take.settled.again": {
		Words{"{at} ir pieņemta tieši tāda pati datne, kas iesniegta citā mapē. Tās dati tiek izmantoti.", "The very same file, dropped into another folder, was accepted {at}. Its data are used."},
		Words{"Nekas nav jādara. Ja dati ir jālabo, iesniedziet izlabotu datni: jaunākā aizstāj agrāko.", "There is nothing to do. If the data must be corrected, drop a corrected file: the newer one replaces the earlier."},
	},
	"take.settled.decided": {
		Words{"{at} pēc atbildīgās personas lēmuma datne ar šiem pašiem datiem, kas iesniegta citā mapē, ir pieņemta, izlaižot kļūdainās rindas. Pārējās rindas tiek izmantotas.", "By an officer's decision a file with these same data, dropped into another folder, was accepted {at}, its faulty rows set aside. The other rows are used."},
		Words{"Nekas nav jādara. Ja arī izlaistās rindas ir vajadzīgas, iesniedziet izlabotu datni: jaunākā aizstāj agrāko.", "There is nothing to do. If the rows that were set aside are needed too, drop a corrected file: the newer one replaces the earlier."},
	},
	"take.settled.decided.other": {
		Words{"{at} pēc atbildīgās personas lēmuma ir pieņemta cita datne par to pašu iestādi un gadu, kas iesniegta citā mapē, izlaižot tās kļūdainās rindas. Tās pārējās rindas tiek izmantotas; no šīs datnes neko neizmanto.", "By an officer's decision another file about the same institution and year, dropped into another folder, was accepted {at}, its faulty rows set aside. Its other rows are used; nothing of this file is."},
		Words{"Ja pareizi dati ir tieši šajā datnē, izlabojiet to un iesniedziet: jaunākā aizstāj agrāko. Ja ne, nekas nav jādara.", "If it is this file that holds the right data, correct it and drop it: the newer one replaces the earlier. If not, there is nothing to do."},
	},
	"take.settled.known": {
		Words{"{at} citā mapē vēlreiz iesniegta datne, kas jau ir pieņemta un stājas šīs vietā: tā ir par visu to pašu.", "A file that is accepted already was dropped again into another folder {at} and takes the place of this one: it is about all of the same."},
		Words{"Ja tā ir pareizā datne, nekas nav jādara. Ja ne, iesniedziet savu izlaboto datni: jaunākā aizstāj agrāko.", "If that is the right file, there is nothing to do. If not, drop your corrected file: the newer one replaces the earlier."},
	},
	"take.settled.withdrawn": {
		Words{"Datne, kas bija iesniegta citā mapē un pieņemta šīs vietā, {at} ir atsaukta, tāpēc to vairs neizmanto.", "The file that had been dropped into another folder and accepted in the place of this one was withdrawn {at}, so it is used no longer."},
		Words{"Ja izlabota datne vēl nav iesniegta, izlabojiet savu un iesniedziet to.", "Unless a corrected file was dropped since, correct yours and drop it."},
	},
	"take.settled.corrected": {
		Words{"{at} ir pieņemta datne, kas iesniegta citā mapē un stājas šīs vietā: tā ir par visu to pašu.", "A file that was dropped into another folder was accepted {at} and takes the place of this one: it is about all of the same."},
		Words{"Ja tā ir izlabotā datne, nekas nav jādara. Ja ne, iesniedziet savu izlaboto datni: jaunākā aizstāj agrāko.", "If that is the corrected file, there is nothing to do. If not, drop your corrected file: the newer one replaces the earlier."},
	},
	"take.already.answer": {
		Words{"Uz jautājumiem par datni „{file}” jau ir atbildēts. Pēdējā atbilde ({at}, {who}): {reason}", "The queries about the file \"{file}\" are answered already. The last answer ({at}, {who}): {reason}"},
		Words{"Lai atbildi mainītu, dodiet citu; teksta datnē sāciet rindu ar jautājuma numuru, piemēram, „1:”.", "To change an answer, give another one; in a text file begin the line with the query's number, for example \"1:\"."},
	},
	"take.done.accept": {
		Words{"Atgrieztā datne „{file}” ir pieņemta, izlaižot kļūdainās rindas. Tā atrodama kā „{filed}”.", "The returned file \"{file}\" was accepted, its faulty rows set aside. It stands as \"{filed}\"."},
		Words{"Kas izmantots un kas izlaists, saka kvīts (… SANEMTS.txt) tai blakus. To izmantos nākamais aprēķins.", "The receipt (… SANEMTS.txt) beside it says what is used and what is not. The next calculation will use it."},
	},
	"take.done.answer": {
		Words{"Atbilde uz jautājumiem par datni „{file}” ir pierakstīta.", "The answer to the queries about the file \"{file}\" is recorded."},
		Words{"Kamēr datni izmanto, tā stāv arī kvītī „{filed}”. Spēkā ir pēdējā atbilde, kamēr skaitļi ir tie paši.", "As long as the file is used, it stands in the receipt \"{filed}\" too. The last answer holds, while the numbers are the same."},
	},
	"take.done.rerun": {
		Words{"Par {year}. gadu ir aprēķins {run}, nospiedums {fingerprint}.", "For {year} there is the run {run}, fingerprint {fingerprint}."},
		Words{"Darbgrāmata ir „{filed}”. Ja gads bija aprēķināts jau agrāk, tās lapa „Izmaiņas” saka, kas un kāpēc mainījies.", "The workbook is \"{filed}\". Where the year was calculated before, its sheet \"Changes\" says what changed and why."},
	},
	"take.done.approve": {
		Words{"{year}. gads ir apstiprināts: aprēķins {run}, nospiedums {fingerprint}.", "The year {year} is approved: run {run}, fingerprint {fingerprint}."},
		Words{"Apstiprinātā darbgrāmata ir „{filed}”. Kad gadam būs jauns aprēķins, tā stāvēs mapē „{history}” un tās nosaukumā būs „aprekins {run}, apstiprinats, {fingerprint}”. Tās vērtības rādīs turpmāko gadu darbgrāmatas. Kas gadu mainīs turpmāk, būs precizējums ar pamatojumu.", "The approved workbook is \"{filed}\". Once there is a new run of the year, it stands in the folder \"{history}\" with \"aprekins {run}, apstiprinats, {fingerprint}\" in its name. Workbooks of later years show its values. Whatever changes the year from now on is a revision with a reason."},
	},
	"take.done.approve.draft": {
		Words{"{year}. gads ir apstiprināts: aprēķins {run}, nospiedums {fingerprint}. Tā vērtības rādīs turpmāko gadu darbgrāmatas.", "The year {year} is approved: run {run}, fingerprint {fingerprint}. Workbooks of later years show its values."},
		Words{"Taču apstiprinātās darbgrāmatas nav: {noedition} Mapē paliek tā darbgrāmata, kas tur bija („{filed}”), ar iepriekšējo uzrakstu uz titullapas. Ja vajadzīga apstiprinātā, pārrēķiniet gadu ar parrekinat-{year}.txt, kurā ierakstīts iemesls, un apstipriniet jauno aprēķinu.", "But there is no approved workbook: {noedition} The folder keeps the workbook that was there (\"{filed}\"), with its cover as it was. If you need the approved one, recalculate the year by parrekinat-{year}.txt with the reason in it, and approve the new run."},
	},
	"take.done.approve.gone": {
		Words{"{year}. gads ir apstiprināts: aprēķins {run}, nospiedums {fingerprint}. Tā vērtības rādīs turpmāko gadu darbgrāmatas.", "The year {year} is approved: run {run}, fingerprint {fingerprint}. Workbooks of later years show its values."},
		Words{"Taču apstiprinātās darbgrāmatas nav: {noedition} Mapē paliek tā darbgrāmata, kas tur bija („{filed}”), ar iepriekšējo uzrakstu uz titullapas. Ja vajadzīga apstiprinātā, vispirms iesniedziet gada datnes vēlreiz; tad pārrēķiniet gadu ar parrekinat-{year}.txt, kurā ierakstīts iemesls, un apstipriniet jauno aprēķinu.", "But there is no approved workbook: {noedition} The folder keeps the workbook that was there (\"{filed}\"), with its cover as it was. If you need the approved one, first send the files of the year once more; then recalculate the year by parrekinat-{year}.txt with the reason in it, and approve the new run."},
	},
	"take.target.checked": {
		Words{"Datne blakus ir tikai pārbaudīta; tā nav iesniegta, tāpēc par to nav ko lemt.", "The file beside it was only checked; it was not submitted, so there is nothing to decide about it."},
		Words{"Ja datne jāiesniedz, ielieciet to ienākošo datņu mapē ārpus pārbaudes mapes.", "If it is to be submitted, drop it into the folder of arrivals outside of the folder for checking."},
	},
	"take.check.only": {
		Words{"Tas ielikts pārbaudes mapē; tur datnes tikai pārbauda un neko neizpilda.", "It was dropped into the folder for checking; files there are only checked, and nothing is carried out."},
		Words{"Ielieciet to ārpus pārbaudes mapes: gada pārrēķinu vai apstiprinājumu – ienākošo datņu mapē, lēmumu par datni – tai blakus.", "Put it outside of the folder for checking: a rerun or an approval into the folder of arrivals, a decision about a file beside that file."},
	},
	"take.target.changed": {
		Words{"Datne „{file}” ir mainīta, kopš tā te ielikta. Mainītā datne nav lasīta, tāpēc par to vēl nevar lemt, un nekas nav darīts.", "The file \"{file}\" was changed since it was put here. The changed file was not read, so nothing can be decided about it yet, and nothing was done."},
		Words{"Ja tajā ir labojumi, pārvietojiet to uz mapi „{inbox}”: tur to izlasa un atbild. Ja lēmums ir par datni, kāda tā bija pirms tam, izdzēsiet mainīto un ielieciet lēmumu vēlreiz.", "If it holds corrections, move it to the folder \"{inbox}\": there it is read and answered. If the decision is about the file as it was before, delete the changed one and put the decision there again."},
	},
	"take.target.several": {
		Words{"Blakus ir vairākas datnes ({count}), un nav skaidrs, uz kuru tas attiecas.", "There are several files beside it ({count}), and it is not clear which one is meant."},
		Words{"Nosaukuma sākumā ierakstiet datnes nosaukumu, piemēram, „{example}”.", "Begin the name with the file's, for example \"{example}\"."},
	},
	"take.target.unusable": {
		Words{"Šo datni nevar pieņemt: tajā nav nevienas izmantojamas rindas vai nav zināms, kas tā ir.", "This file cannot be accepted: no row of it can be used, or it is not known what it is."},
		Words{"Iesniedziet izlabotu datni.", "Drop a corrected file."},
	},
	"take.approve.place": {
		Words{"Gadu šeit apstiprināt nevar.", "A year cannot be approved here."},
		Words{"Ielieciet datni pašā ienākošo datņu mapē vai blakus gada rezultātiem; ja apstiprināšana mapē ir izslēgta, gadu apstiprina ar komandu raditaji approve.", "Put the file directly into the folder of arrivals, or beside the year's results; where approving in the folder is switched off, the command raditaji approve does it."},
	},
}
