package sample

// choiceWords are the words that people type for a choice's code.
var choiceWords = map[string][]string{
	"yes":         {"Jā", "Jā", "jā"},
	"no":          {"Nē", "Nē", "nē"},
	"not_started": {"Nav sākts"},
	"in_progress": {"Tiek īstenots"},
	"done":        {"Izpildīts"},
	"postponed":   {"Atlikts"},
}

// What people write into the texts of templates. Nobody is named in them, and no
// group of people so small that it could be recognised.
var (
	registerWrong = []string{
		"Reģistrā vēl nav ierakstītas augusta izmaiņas.",
		"Reģistrā ieskaitīti arī izglītojamie, kuri mācās tikai interešu izglītībā.",
	}
	registerLate = []string{
		"Reģistrā izmaiņas ierakstītas vēlāk; skaitlis ņemts no iestādes uzskaites.",
		"Reģistrā ir kļūda, labojums jau pieteikts.",
	}
	oneMore = []string{
		"Par vienu vairāk nekā reģistrā: rīkojums parakstīts 30. septembrī un vēl nebija ierakstīts.",
		"Reģistrā norādīts cits iemesls; iestāde to precizēs.",
	}
	differsFromLast = []string{
		"Skaitļi pārbaudīti; mācību gada laikā mainījās klašu skaits.",
		"Pārbaudīts ar klašu audzinātājiem; pērn uzskaite nebija pilnīga.",
		"Starpība radusies, jo šogad mainīta uzskaites kārtība.",
	}
	allZero = []string{"Šajā mācību gadā tādu gadījumu nebija."}

	activitiesDone = []string{
		"Notika četri pasākumi mācību gada laikā, pasākumu plāns izpildīts.",
		"Izstrādāta kārtība, tā apspriesta pedagoģiskās padomes sēdē un apstiprināta.",
		"Organizētas nodarbības oktobrī un aprīlī; materiāli publicēti tīmekļvietnē.",
		"Noslēgts līgums ar pakalpojuma sniedzēju, nodarbības notiek reizi nedēļā.",
		"Notika supervīzijas pedagogiem un atbalsta personālam, pavisam 12 tikšanās.",
		"Sagatavots informatīvs materiāls vecākiem; tas izsūtīts e-klasē.",
		"Izveidota sadarbības grupa, tā tiekas reizi divos mēnešos.",
		"Pasākums notika daļēji: pavasara daļa pārcelta uz nākamo mācību gadu.",
		"Veikta aptauja, rezultāti apkopoti un izmantoti nākamā gada plānā.",
		"Iegādāti mācību un metodiskie materiāli, iekārtota atbalsta telpa.",
		"Šajā mācību gadā pasākums vēl nav sākts.",
	}
	impacts = []string{
		"Kavējumu kļuvis mazāk, izglītojamie labprātāk piedalās nodarbībās.",
		"Pedagogi drošāk atpazīst riskus un agrāk iesaista atbalsta personālu.",
		"Vecāki biežāk sazinās ar iestādi un apmeklē nodarbības.",
		"Uzlabojusies sadarbība starp izglītības iestādēm un sociālo dienestu.",
		"Ietekmi varēs novērtēt pēc nākamā mācību gada.",
		"Jaunieši vairāk zina par pieejamo atbalstu.",
	}
	factors = []string{
		"Veicināja vadības atbalsts un pieejamais finansējums.",
		"Kavēja speciālistu trūkums un pedagogu noslodze.",
		"Veicināja laba sadarbība ar pašvaldības iestādēm; kavēja transporta trūkums vakaros.",
		"Kavēja ilgā iepirkuma procedūra.",
		"Veicināja vecāku ieinteresētība.",
	}
	tasksGoing = []string{
		"Darbs notiek pēc plāna.",
		"Īstenots daļēji, turpinās nākamajā pusgadā.",
		"Nepieciešams papildu finansējums.",
		"Notiek regulāri, atbilstoši gada plānam.",
	}
	tasksWaiting = []string{
		"Tiek meklēts pakalpojuma sniedzējs.",
		"Sākums pārcelts, jo trūkst speciālista.",
	}
)
