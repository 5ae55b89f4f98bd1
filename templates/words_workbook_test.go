package templates

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"raditaji/indicators"
)

func TestEveryWordStandsInBothLanguages(t *testing.T) {
	for _, list := range []map[string]Words{workbookWords, measureWords} {
		for name, w := range list {
			if strings.TrimSpace(w.LV) == "" || strings.TrimSpace(w.EN) == "" {
				t.Errorf("%s: LV %q, EN %q", name, w.LV, w.EN)
			}
			if lv, en := places(w.LV), places(w.EN); lv != en {
				t.Errorf("%s fills in %s in Latvian and %s in English", name, lv, en)
			}
		}
	}
}

// places are the places that a sentence fills in, each once, sorted as they are
// first named in the alphabet.
func places(text string) string {
	have := map[string]bool{}
	for _, p := range regexp.MustCompile(`\{[a-z_0-9]+\}`).FindAllString(text, -1) {
		have[p] = true
	}
	list := make(map[string]int, len(have))
	for p := range have {
		list[p] = 1
	}
	return strings.Join(sortedKeys(list), " ")
}

// wordEnds are the ends of words that the code puts together.
var wordEnds = map[string][]string{
	"source.":          {"computed", "published", "reported"},
	"severity.":        {"error", "warning", "notice"},
	"unmapped.effect.": {"reason", "decision", "status", "continues", "level"},
	"column.by.":       {"computed", "published", "reported"},
	"sign.":            {"z", "x", "c", "u", "r", "p", "b"},
	"for.":             {"indicators", "charts", "institutions", "situation", "activities", "tasks", "submissions", "quality", "method", "data"},
	"contents.":        {"indicators", "charts", "institutions", "situation", "activities", "tasks", "submissions", "quality", "method", "data"},
	"handed.":          handedStates,
	"readings.keep.":   {"lower", "higher"},
	"readings.reach.":  {"lower", "higher"},
	"data.":            resultColumns,
	"further.": {
		"reasons", "reasons.completed", "reasons.transferred", "reasons.abroad", "reasons.deceased", "reasons.dropout", "reasons.unknown",
		"decisions", "decisions.promoted", "decisions.retained", "decisions.graduated", "decisions.no_certificate", "decisions.extended",
		"statuses", "statuses.taken", "statuses.exempt", "statuses.absent",
		"continues", "continues.yes", "continues.no", "continues.abroad", "continues.unknown",
		"levels", "levels.preschool", "levels.basic", "levels.upper_secondary", "levels.vocational",
	},
}

func TestEveryWordThatTheCodeAsksForExists(t *testing.T) {
	files, err := filepath.Glob("workbook*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	want := func(name string) {
		asked++
		if _, ok := workbookWords[name]; !ok {
			t.Errorf("there are no words for %q", name)
		}
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`say\("([a-z_0-9.]+)"`).FindAllStringSubmatch(string(code), -1) {
			if !strings.HasSuffix(m[1], ".") {
				want(m[1])
			}
			for _, end := range wordEnds[m[1]] {
				want(m[1] + end)
			}
		}
		for _, m := range regexp.MustCompile(`b\.heads\(([^)]*)\)`).FindAllStringSubmatch(string(code), -1) {
			for _, name := range regexp.MustCompile(`"([a-z_0-9.]+)"`).FindAllStringSubmatch(m[1], -1) {
				want("column." + name[1])
			}
		}
	}
	for _, s := range statusOrder {
		want("status." + string(s))
		want("meaning." + string(s))
	}
	if asked < 250 {
		t.Errorf("%d words asked for; the search finds too few", asked)
	}
}

func TestEveryMeasureHasADefinition(t *testing.T) {
	for _, l := range []Language{Latvian, English} {
		b := newBook(smallReport(l))
		for _, m := range indicators.Measures {
			text := b.definition(m, m.Defaults)
			if len(text) < 60 || strings.ContainsAny(text, "{}") {
				t.Errorf("%s in %s: %q", m.Name, l, text)
			}
			for _, name := range m.Takes {
				if w := measureWords[m.Name]; !strings.Contains(w.LV, "{"+placeOf(name)+"}") {
					t.Errorf("%s: its definition does not say %s", m.Name, name)
				}
				if !strings.Contains(terms(m, m.Defaults), name+" = ") || term(name, m.Defaults) == "" {
					t.Errorf("%s: the parameter %s is not shown", m.Name, name)
				}
			}
		}
	}
}

// placeOf is the place of a definition that a parameter fills in.
func placeOf(param string) string {
	switch param {
	case "at_least":
		return "lessons"
	case "unit":
		return "grade" // it chooses the sentence
	}
	return param
}

func TestEveryChoiceOfAParameterHasWords(t *testing.T) {
	for name, choices := range indicators.Choices {
		for _, c := range choices {
			keys := []string{name + "." + c}
			switch name {
			case "abroad":
				keys = []string{"left_education.abroad." + c, "not_continuing.abroad." + c}
			case "unit":
				keys = []string{"exam_below_minimum"}
			}
			for _, key := range keys {
				if _, ok := measureWords[key]; !ok {
					t.Errorf("there are no words for %s", key)
				}
			}
		}
	}
}
