package sources

import "testing"

func TestSmallGroups(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Nometnē piedalījās 3 romu skolēni.", "3 romu skolēni"},
		{"2 skolēni", "2 skolēni"},
		{"Palīdzēts 1 bērnam un viņa mātei", "1 bērnam"},
		{"Divi audzēkņi atgriezās skolā", "Divi audzēkņi"},
		{"Vienīgais romu skolēns pabeidza 9. klasi", "Vienīgais romu skolēns"},
		{"atbalstītas četras ģimenes", "četras ģimenes"},
		{"Izglītojamie: 4", "Izglītojamie: 4"},
		{"Skolēnu skaits 3.", "Skolēnu skaits 3"},
		{"skolēni (2 no 7. klases)", "skolēni (2"},
		{"Divu skolēnu uzvedība uzlabojās", "Divu skolēnu"},
		{"Nodarbībās nāk trīs devītklasnieki", "trīs devītklasnieki"},
		{"2024./2025. mācību gadā 4 jaunieši", "4 jaunieši"},
		{"three Roma pupils took part", "three Roma pupils"},
		{"2 children", "2 children"},

		{"5. klase", ""},
		{"2 pasākumi", ""},
		{"1. semestrī skolēni apmeklēja muzeju", ""},
		{"2. klases skolēni", ""},
		{"3. skolēns", ""},
		{"1.–4. klašu skolēni", ""},
		{"Notika 2 pasākumi skolēniem", ""},
		{"5 skolēni", ""},
		{"12 skolēni", ""},
		{"1 200 skolēni", ""},
		{"1 004 skolēni", ""},
		{"3,5 skolēni uz vienu skolotāju", ""},
		{"0 skolēnu", ""},
		{"2 % skolēnu", ""},
		{"2/3 skolēnu", ""},
		{"2 skolēnu sanāksmes", ""},
		{"3 bērnu nometnes", ""},
		{"Divas jauniešu nometnes", ""},
		{"katram vienam skolēnam", ""},
		{"pa vienam skolēnam no katras klases", ""},
		{"vismaz viens skolēns no klases", ""},
		{"Viens otru atbalstīja", ""},
		{"Skolēni 2. klasē", ""},
		{"Skolēniem 3 reizes nedēļā", ""},
		{"skolēni: 2 pasākumi", ""},
		{"Skolēni – 4 %", ""},
		{"4 personāla sanāksmes", ""},
		{"2 romāni", ""},
		{"01.09.2024. skolēni", ""},
		{"Visi skolēni piedalījās; 3 stundas", ""},
		{"", ""},
	} {
		if got := smallGroup(test.text); got != test.want {
			t.Errorf("%q gives away %q, want %q", test.text, got, test.want)
		}
	}
}

func TestFormulasAreComparedAsTheyCalculate(t *testing.T) {
	const formula = `IF(COUNT(in_a,in_b)<2,"",in_a/in_b)`
	for _, test := range []struct {
		text string
		same bool
	}{
		{formula, true},
		{"=" + formula, true},
		{`=+if( count($in_a, in_b) < 2 ; "" ; in_a / in_b )`, true},
		{`_xlfn.IF(COUNT(in_a,in_b)<2,"",in_a/in_b)`, true},
		{`IF(COUNT(in_a,in_b)<2," ",in_a/in_b)`, false},
		{`IF(COUNT(in_a,in_b)<1,"",in_a/in_b)`, false},
		{"", false},
		{"0.5", false},
	} {
		if got := plainFormula(test.text) == plainFormula(formula); got != test.same {
			t.Errorf("%q is the same: %t", test.text, got)
		}
	}
}

func TestReferences(t *testing.T) {
	for _, test := range []struct{ text, sheet, ref string }{
		{"Lapa!$B$4", "Lapa", "$B$4"},
		{"Lapa!B4", "Lapa", "B4"},
		{"'Mana lapa'!$B$4", "Mana lapa", "$B$4"},
		{"'Jāņa ''lapa'''!$B$4", "Jāņa 'lapa'", "$B$4"},
		{"$'Mana lapa'!$B$4", "Mana lapa", "$B$4"},
		{"'a!b'!$B$4:$B$5", "a!b", "$B$4:$B$5"},
		{"[1]Lapa!$B$4", "", ""},
		{"'C:\\[a.xlsx]Lapa'!$B$4", "", ""},
		{"Lapa!#REF!", "", ""},
		{"Lapa!$B$4,Lapa!$C$4", "", ""},
		{"OFFSET(Lapa!$B$4,1,1)", "", ""},
		{"$B$4", "", ""},
	} {
		sheet, ref, ok := splitRef(test.text)
		if sheet != test.sheet || ref != test.ref || ok != (ref != "") {
			t.Errorf("%q is sheet %q, cell %q", test.text, sheet, ref)
		}
	}
}
