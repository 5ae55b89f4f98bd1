package templates

import (
	"bytes"
	"fmt"
	"strings"

	"raditaji/sources"
)

// A Receipt is what a sender is told about a file that was taken in, checked or
// withdrawn, or about a wish that was not fulfilled.
type Receipt struct {
	Of       ReceiptOf
	Name     string // of the file as it was sent
	Filed    string // the name under which it was filed; empty: not filed
	At       string // when it came, for people
	Before   string // Known: when the same bytes came before
	Reason   string // of an officer's decision
	Who      string // decided; empty: not known
	Reading  *sources.Submission
	Replaced []sources.Problem // merge.replaced, of each earlier file
	Queries  []sources.Problem
	Refusal  sources.Problem // NotDone: why
}

// A ReceiptOf says what a Receipt is about.
type ReceiptOf uint8

// What receipts are about.
const (
	Accepted ReceiptOf = iota
	Known
	Checked
	Withdrawn
	NotDone // nothing was done, for the reason in Refusal
)

// ReceiptText writes a receipt: UTF-8 with BOM and CRLF, for Windows' editor.
func ReceiptText(l Language, r *Receipt) ([]byte, error) {
	var b bytes.Buffer
	say := func(w Words, args ...string) { fmt.Fprintln(&b, w.In(l, args...)) }
	switch r.Of {
	case Accepted:
		say(wordsReceiptAccepted, "file", r.Name, "at", r.At)
		if r.Reason != "" {
			say(wordsReceiptDecided, "who", nobody(l, r.Who), "reason", r.Reason)
		}
	case Known:
		say(wordsReceiptKnown, "file", r.Name, "at", r.At, "before", r.Before)
	case Checked:
		say(wordsReceiptChecked, "file", r.Name, "at", r.At)
	case Withdrawn:
		say(wordsReceiptWithdrawn, "file", r.Name, "at", r.At, "who", nobody(l, r.Who), "reason", r.Reason)
	case NotDone:
		text, remedy := l.Problem(r.Refusal)
		say(wordsReceiptNotDone, "file", r.Name, "at", r.At)
		fmt.Fprintf(&b, "\n%s\n%s\n", text, remedy)
	}
	if r.Filed != "" {
		say(wordsReceiptFiled, "filed", r.Filed)
	}
	if r.Of == Accepted {
		say(wordsReceiptNext)
	}
	if r.Reading != nil {
		b.WriteString("\n")
		if err := FileReport(&b, l, r.Reading, true); err != nil {
			return nil, err
		}
	}
	for _, p := range r.Replaced {
		text, _ := l.Problem(p)
		fmt.Fprintln(&b, text)
	}
	if len(r.Queries) > 0 {
		b.WriteString("\n")
		say(wordsReceiptQueries)
		for _, p := range r.Queries {
			text, _ := l.Problem(p)
			fmt.Fprintln(&b, "  "+text)
		}
		say(wordsReceiptQueriesRemedy)
	}
	return windowsText(b.String()), nil
}

func nobody(l Language, who string) string {
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
		"To, izlaižot kļūdainās rindas, pieņēma {who}. Pamatojums: {reason}",
		"It was accepted, its faulty rows set aside, by {who}. Reason: {reason}",
	}
	wordsReceiptKnown = Words{
		"Datne „{file}”, saņemta {at}, ir tieši tāda pati kā jau pieņemtā, kas saņemta {before}. Nekas nav mainīts.",
		"The file \"{file}\", received {at}, is the very same as the one received {before}, which was accepted. Nothing has changed.",
	}
	wordsReceiptChecked = Words{
		"Datne „{file}”, saņemta {at}, ir tikai pārbaudīta; nekas nav iesniegts. Lai to iesniegtu, ielieciet to ienākošo datņu mapē ārpus pārbaudes mapes.",
		"The file \"{file}\", received {at}, was only checked; nothing was submitted. To submit it, drop it outside of the folder for checking.",
	}
	wordsReceiptWithdrawn = Words{
		"Datni „{file}” {at} atsauca {who}; tā vairs netiek izmantota. Pamatojums: {reason}",
		"The file \"{file}\" was withdrawn {at} by {who} and is no longer used. Reason: {reason}",
	}
	wordsReceiptNotDone       = Words{"„{file}” ({at}): tas nav izdarīts.", "\"{file}\" ({at}): this was not done."}
	wordsReceiptFiled         = Words{"Tā atrodama kā „{filed}”.", "It stands as \"{filed}\"."}
	wordsReceiptNext          = Words{"To izmantos nākamais aprēķins.", "The next calculation will use it."}
	wordsReceiptQueries       = Words{"Neparasti:", "Unusual:"}
	wordsReceiptQueriesRemedy = Words{
		"Ja tā ir pareizi, nekas nav jādara, bet atbildīgā persona var lūgt paskaidrojumu. Ja ne, iesniedziet pilnīgu datni: tā aizstās šo.",
		"If this is right, there is nothing to do, but the officer may ask why. If not, drop the complete file: it will replace this one.",
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
		Words{"Lai pieņemtu atgrieztu datni, ielieciet PIENEMT.txt tai blakus; lai atsauktu datni, ielieciet ATSAUKT.txt blakus tai.", "To accept a returned file, put PIENEMT.txt beside it; to withdraw a file, put ATSAUKT.txt beside it."},
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
