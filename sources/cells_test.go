package sources

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"raditaji/indicators"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]indicators.Date{
		"01.09.2024": 20240901, "1.9.2024": 20240901, "01.09.2024.": 20240901, "2024-09-01": 20240901,
		"2024-09-01 00:00:00": 20240901, "01.09.2024. 8:15": 20240901, "29.02.2024": 20240229, "29.02.2000": 20000229,
		"31.02.2024": 0, "29.02.2023": 0, "29.02.1900": 0, "00.01.2024": 0, "01.00.2024": 0, "01.13.2024": 0, "01.09.24": 0, "2024.09.01": 0,
		"01/09/2024": 0, "01.09.2024 rīts": 0, "01.09.2024 25:00": 0, "45170": 0, "": 0, "01.09.1899": 0, "01.09.2101": 0, "2024-9-1": 0,
		"1.9.2024.g": 0, "01.09.-024": 0,
	} {
		got, ok := parseDate(text)
		if ok != (want != 0) || got != want {
			t.Errorf("%q: %v, %t", text, got, ok)
		}
	}
}

func TestEveryDayIsReadInEveryForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 73_000).Draw(t, "day"))
		form := rapid.SampledFrom([]string{"02.01.2006", "2.1.2006", "02.01.2006.", "2006-01-02", "02.01.2006 15:04", "2006-01-02 15:04:05"}).Draw(t, "form")
		want := indicators.NewDate(day.Year(), int(day.Month()), day.Day())
		if got, ok := parseDate(day.Format(form)); !ok || got != want {
			t.Fatalf("%s: %v, %t", day.Format(form), got, ok)
		}
	})
}

func TestSchoolYears(t *testing.T) {
	for text, want := range map[string]indicators.SchoolYear{
		"2023./2024.": 2023, "2023/2024": 2023, "2023./2024. m.g.": 2023, "2023-2024": 2023, "2023/24": 2023, "1999/00": 1999,
		"2023./2024.m.g.": 2023, "2023./2024. mācību gads": 2023, " 2023 / 2024 ": 2023, "2023–2024": 2023,
		"2023/2025": 0, "2023/25": 0, "2023": 0, "2024/2023": 0, "23/24": 0, "1899/1900": 0, "2101/2102": 0, "": 0, "m.g.": 0, "2023/2024/2025": 0,
	} {
		got, ok := parseSchoolYear(text)
		if ok != (want != 0) || got != want {
			t.Errorf("%q: %v, %t", text, int(got), ok)
		}
	}
}

func TestWholeNumbers(t *testing.T) {
	for text, want := range map[string]int64{
		"1234": 1234, "1 234": 1234, "1\u00a0234": 1234, "1\u202f234": 1234, "1'234": 1234, "1’234": 1234, "1.234": 1234, "1.234.567": 1234567,
		"1 234 567": 1234567, "12,0": 12, "12.0": 12, "12,000": 12, "1.234,0": 1234, "007": 7, "0": 0,
		"1,5": -1, "12,345": -1, "1.5": -1, "0.123": -1, "1.234,5": -1, "12 %": -1, "-3": -1, "1 23": -1, "1 2345": -1, "1,234,567": -1, "12,": -1,
		",5": -1, "": -1, "x": -1, "1e3": -1, "1.234.56": -1, "1 234.567": -1, "1 234'567": -1, "9999999999999": -1, "٣": -1,
	} {
		got, ok := parseWhole(text)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("%q: %d, %t", text, got, ok)
		}
	}
}

func TestPercentages(t *testing.T) {
	const u = indicators.PercentUnit
	for text, want := range map[string]indicators.Percent{
		"12,5": 12*u + u/2, "12.5": 12*u + u/2, "12,5 %": 12*u + u/2, "12,5\u00a0%": 12*u + u/2, "100": 100 * u, "1.234": u + 234*u/1000,
		"1.234,5": 1234*u + u/2, "1 234,5": 1234*u + u/2, "1.234.567": 1234567 * u, "0,0000009": 0, "9,9999999": 10*u - 1,
		"nav": -1, "12,5,1": -1, "%": -1, "": -1, "12 5": -1, "-1": -1, "12.5.1": -1,
	} {
		got, ok := parsePercent(text)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("%q: %d, %t", text, got, ok)
		}
	}
}

func TestNumbersAreReadBackInEveryStyle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 999_999_999_999).Draw(t, "n")
		group := rapid.SampledFrom([]string{"", " ", "\u00a0", "\u202f", "'", "."}).Draw(t, "group")
		whole := grouped(n, group)
		if got, ok := parseWhole(whole); !ok || got != n {
			t.Fatalf("%q: %d, %t", whole, got, ok)
		}
		millionths := rapid.Int64Range(0, 999_999).Draw(t, "millionths")
		percent := fmt.Sprintf("%s,%06d", whole, millionths) + rapid.SampledFrom([]string{"", "%", " %"}).Draw(t, "sign")
		if got, ok := parsePercent(percent); !ok || got != indicators.Percent(n)*indicators.PercentUnit+indicators.Percent(millionths) {
			t.Fatalf("%q: %d, %t", percent, got, ok)
		}
	})
}

func grouped(n int64, sign string) string {
	s := fmt.Sprint(n)
	var parts []string
	for len(s) > 3 {
		parts = append([]string{s[len(s)-3:]}, parts...)
		s = s[:len(s)-3]
	}
	return strings.Join(append([]string{s}, parts...), sign)
}

func TestGrades(t *testing.T) {
	for text, want := range map[string]indicators.Grade{
		"1": 1, "12": 12, "5.a": 5, "5a": 5, "5. klase": 5, " 10.b klase": 10, "1. kurss": 21, "4.KURSS": 24, "2 kurss": 22,
		"PII": indicators.Preschool, "pii „Pasaka”": indicators.Preschool, "5-gadīgie": indicators.Preschool, "6-GADĪGIE": indicators.Preschool, "5 gadigie": indicators.Preschool,
		"13": 0, "0": 0, "5. kurss": 0, "a5": 0, "": 0, "512": 0, "99999999999999999999": 0, "-5": 0,
	} {
		got, ok := parseGrade(text)
		if ok != (want != 0) || ok && got != want {
			t.Errorf("%q: %d, %t", text, got, ok)
		}
	}
}

func TestSemesters(t *testing.T) {
	for text, want := range map[string]uint8{
		"1": 1, "2": 2, "I": 1, "ii": 2, "1.": 1, "II.": 2, "1. semestris": 1, "II sem.": 2, "3": 0, "": 0, "III": 0, "11": 0,
	} {
		if got := parseSemester(text); got != want {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestCheckDigit(t *testing.T) {
	for code, want := range map[string]bool{
		"31020823453": true, "31020823454": false, "31020911111": true,
		"32123456789": true, "39000000000": true, // random codes have none
		"31029912348": true, "31029912349": false, // no such days, so nobody's
	} {
		var digits [11]byte
		if !personCode(code, &digits) || checkDigit(&digits) != want {
			t.Errorf("%s: want %t", code, want)
		}
	}
}

func TestOnlyTheBeginningOfACodeIsShown(t *testing.T) {
	for text, want := range map[string]string{
		"310208-23453": "310208-xxxxx", "31020823453": "310208-xxxxx", "LV-17": "xxxxx", "": "xxxxx", "3102082345": "xxxxx",
	} {
		if got := masked(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	for text, want := range map[string]string{
		"kods 310208-23453, cits 31020823453.": "kods 310208-xxxxx, cits 310208-xxxxx.",
		"3213900035":                           "3213900035",
		"131020823453":                         "131020823453",
		"a\tb\nc":                              "a b c",
		strings.Repeat("ā", 61):                strings.Repeat("ā", 60) + "…",

		"010203–12345": "010203-xxxxx", "010203—12345": "010203-xxxxx", "010203−12345": "010203-xxxxx", "010203‑12345": "010203-xxxxx",
		"010203 12345": "010203-xxxxx", "01 02 03 12345": "010203-xxxxx", "01.02.03-12345": "010203-xxxxx", "01.02.03.12345": "010203-xxxxx",
		"010203\u00a012345": "010203-xxxxx", "0 1 0 2 0 3 1 2 3 4 5": "010203-xxxxx", "010203\u200b-12345": "010203-xxxxx", "32 12 34–56789": "321234-xxxxx",
		"5 010203-12345": "5 010203-xxxxx", "nr. 5, 01 02 03 12345 un 15.02.03-12345.": "nr. 5, 010203-xxxxx un 150203-xxxxx.",
		"310208-23453 31 02 08 23453": "310208-xxxxx 310208-xxxxx", "1. 01 02 03 12345 2024": "1. 010203-xxxxx 2024",
		strings.Repeat(" ā", 29) + " 01 02 03 12345 ": "ā" + strings.Repeat(" ā", 28) + " 01…",

		"01.09.2024 10:00": "01.09.2024 10:00", "2024-09-01 10:20:30": "2024-09-01 10:20:30", "2023./2024.": "2023./2024.", "3212900030": "3212900030",
		"01.09.2024 8.15": "01.09.2024 8.15", "1.09.2024 10.00": "1.09.2024 10.00", "01.09.2024 12345": "01.09.2024 12345", "2024-09-01 123": "2024-09-01 123",
		"01.09.2024-31.05.2025": "01.09.2024-31.05.2025", "2023-2024 123": "2023-2024 123", "2023–2024": "2023–2024", "31.02.2024 110": "31.02.2024 110",
		"010203 - 12345": "010203-xxxxx", "010203_12345": "010203-xxxxx", "01 02 03 123456": "01 02 03 123456", "41 02 03 12345": "41 02 03 12345",
		"010203:12345": "010203-xxxxx", "010203 = 12345": "010203-xxxxx", "010203=12345": "010203-xxxxx", "010203/12345": "010203-xxxxx", "010203 _ 12345": "010203-xxxxx",
		"010203       12345": "010203-xxxxx", "kods:010203:12345.": "kods:010203-xxxxx.", "０１０２０３－１２３４５": "010203-xxxxx", "０１０２０３１２３４５": "010203-xxxxx",
		"٠١٠٢٠٣-١٢٣٤٥": "010203-xxxxx", "010203：12345": "010203-xxxxx", "Jānis, 010203\u3000\u3000\u3000\u300012345": "Jānis, 010203-xxxxx",
		"120000:10000": "120000:10000", "450000       12345": "450000       12345", "010203:123456": "010203:123456", "1010203:12345": "1010203:12345", "010203; 12345": "010203; 12345",
		"010203:1234": "010203:1234", "10:15:20 2024": "10:15:20 2024", "01.09.2024: 12345": "01.09.2024: 12345", "EUR 150 000 = 12 500": "EUR 150 000 = 12 500", "１２ skolēni": "１２ skolēni",
		"3212900030:12345": "3212900030:12345", "100000 = 20000 + 80000": "100000 = 20000 + 80000", "tālr. 67123456: 26123456": "tālr. 67123456: 26123456",
		"3212900030 5": "3212900030 5", "1 3212900030": "1 3212900030", "3212900030 1. pamatskola": "3212900030 1. pamatskola", "1 234 567": "1 234 567",
	} {
		if got := shown(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestRespelledCodesAreCodes(t *testing.T) {
	for text, want := range map[string]string{
		"310108–10001": "31010810001", "310108 10001": "31010810001", "310108 - 10001": "31010810001", `="310108-10001"`: "31010810001",
		"'310108-10001": "31010810001", "31010810001.0": "31010810001", "31010810001,00": "31010810001", "31\u00a0010\u00a0810\u00a0001": "31010810001",
		"321234 – 56789": "32123456789", "310208.12345": "", "999999 99999": "", "ĀRZ-310108 10001": "", "3101081000": "", "310108–100012": "", "310108 1000,5": "",
	} {
		var digits [11]byte
		got := ""
		if respelled(text, &digits) {
			got = string(digits[:])
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMaskingLeavesALongTextLong(t *testing.T) {
	for _, text := range []string{"0 ", "0", "1 5 5 5 5 ", "01.02.03-12345 ", "āž"} {
		got := []rune(shown(strings.Repeat(text, 4*maxShown)))
		if len(got) != maxShown+1 || got[maxShown] != '…' {
			t.Errorf("%q again and again: %s", text, string(got))
		}
	}
}

func TestALeadingZeroIsGivenBackToACodeThatLacksIt(t *testing.T) {
	for text, want := range map[string]string{
		"1029923453": "01029923453", "10299-23453": "01029923453", "3050021111": "03050021111",
		"1029923454": "", "10299-23454": "", // the check digit
		"1129912348": "01129912348", "1139912341": "", "1319923451": "", "1009923456": "", "0319923457": "", // the calendar
		"102992345": "", "10299-2345": "", "102992-3453": "", "10299 23453": "", "01029923453": "", "x029923453": "", "3212900030": "",
	} {
		var digits [11]byte
		if ok := withoutZero(text, &digits); ok != (want != "") || ok && string(digits[:]) != want {
			t.Errorf("%s: %t, %s", text, ok, digits)
		}
	}
}

func TestPlaceholdersStandAndNobodyIsLinked(t *testing.T) {
	read := func(name, year string) Submission {
		return Read(name, []byte("Mācību gads;Reģ. Nr.;Personas kods;Programma\n"+
			year+";3251900039;LV-17;Koris\n"+year+";3251900039;nav;Koris\n"+year+";3251900039;nav;Koris\n"), testContext())
	}
	a, b := read("a.csv", "2022/23"), read("b.csv", "2023/24")
	x, y := a.Records.Interest, b.Records.Interest
	if len(x) != 3 || len(y) != 3 {
		t.Fatal(describe(&a), describe(&b))
	}
	if x[0].Person != y[0].Person {
		t.Error("a placeholder is another pupil in another file")
	}
	nobodies := map[indicators.Person]bool{x[1].Person: true, x[2].Person: true, y[1].Person: true, y[2].Person: true}
	if len(nobodies) != 4 {
		t.Errorf("four rows without a code are %d pupils", len(nobodies))
	}
}

func TestSemrValueMayBeATwentiethOfAPointOff(t *testing.T) {
	const u = indicators.PercentUnit
	for _, test := range []struct {
		value                  indicators.Percent
		numerator, denominator int64
		want                   bool
	}{
		{12*u + 55*u/100, 5, 40, false}, {12*u + 55*u/100 + 1, 5, 40, true}, {12*u + 45*u/100, 5, 40, false}, {33*u + 33*u/100, 1, 3, false},
		{0, 0, 0, false}, {100 * u, 999_999_999_999, 999_999_999_999, false},
	} {
		if got := differs(test.value, test.numerator, test.denominator); got != test.want {
			t.Errorf("%+v", test)
		}
	}
}
