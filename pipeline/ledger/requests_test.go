package ledger

import (
	"fmt"
	"testing"
)

func TestAPathIsReservedForOneDelivery(t *testing.T) {
	d := newDiary(t)
	a, b := d.accept("a", "A5 10"), d.accept("b", "A6 10")
	there := map[string]bool{"p/x (2)": true}
	reserve := func(s Submission, path string) Delivery {
		t.Helper()
		list, err := d.Reserve(t.Context(), func(n int) []Delivery {
			if n > 1 {
				return []Delivery{{Submission: s.ID, Role: "answer", Path: fmt.Sprintf("%s (%d)", path, n)}}
			}
			return []Delivery{{Submission: s.ID, Role: "answer", Path: path}}
		}, func(p string) bool { return there[p] })
		if err != nil {
			t.Fatal(err)
		}
		return list[0]
	}
	first, second := reserve(a, "p/x"), reserve(b, "p/X")
	if first.Path != "p/x" || second.Path != "p/X (2)" {
		t.Errorf("%s, %s", first.Path, second.Path)
	}
	there["p/x (2)"] = false
	first.SHA256 = hashOf("text")
	if err := d.Finish(t.Context(), a.ID, []Delivery{first}); err != nil {
		t.Fatal(err)
	}
	if list, err := d.DeliveredIn(t.Context(), "p"); err != nil || len(list) != 1 || list[0].SHA256 != hashOf("text") {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err := d.Unfinished(t.Context()); err != nil || len(list) != 1 || list[0].ID != b.ID {
		t.Errorf("%+v, %v", list, err)
	}
	if err := d.Withdraw(t.Context(), a.ID, "kļūda", ""); err != nil {
		t.Fatal(err)
	}
	leaving, err := d.Leaving(t.Context())
	if err != nil || len(leaving) != 1 {
		t.Fatalf("%+v, %v", leaving, err)
	}
	if err := d.Removed(t.Context(), leaving); err != nil {
		t.Fatal(err)
	}
	if again := reserve(b, "p/x"); again.Path != "p/x" {
		t.Errorf("the path of what is gone is free again, got %s", again.Path)
	}
}

func TestARequestIsTheSameUntilItsFileIsRemoved(t *testing.T) {
	d := newDiary(t)
	r := Request{Kind: AskRerun, Year: 2024, Name: "parrekinat-2024", Modified: d.day, SHA256: hashOf("")}
	ask := func() Request {
		t.Helper()
		got, err := d.Ask(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := ask()
	if again := ask(); again.ID != first.ID {
		t.Error("the same file is another request")
	}
	if _, err := d.AnswerRequest(t.Context(), first.ID, "", 0); err != nil {
		t.Fatal(err)
	}
	if err := d.FinishRequest(t.Context(), first.ID, nil); err != nil {
		t.Fatal(err)
	}
	if open, err := d.OpenRequests(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("%+v, %v", open, err)
	}
	if again := ask(); again.ID == first.ID {
		t.Error("a new file is the old request")
	}
}

func TestWhatWasToldOfRequestsGivesWay(t *testing.T) {
	const here, there = "pienemtie/2025/A", "pienemtie/2025/B"
	ask := func(kind string, folder, name string, submission int64, year int) Request {
		return Request{Kind: kind, Folder: folder, Name: name, Submission: submission, Year: year}
	}
	for _, c := range []struct {
		name        string
		before, now Request
		refused     [2]bool // before, now
		leaves      bool
	}{
		{"a refusal, when the same is done", ask(AskAnswer, here, "ATBILDE.txt", 1, 0), ask(AskAnswer, here, "ATBILDE.txt", 1, 0), [2]bool{true, false}, true},
		{"a refusal, when the same is refused again", ask(AskAnswer, here, "ATBILDE.txt", 1, 0), ask(AskAnswer, here, "ATBILDE.txt", 1, 0), [2]bool{true, true}, true},
		{"a success, when the same is done again", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "later", 0, 2025), [2]bool{false, false}, true},
		{"not when it was asked at the same time: nobody has seen it", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "a", 0, 2025), [2]bool{false, false}, false},
		{"not a refusal, when the same is refused elsewhere", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "later", 0, 2025), [2]bool{true, true}, false},
		{"not a success, when the same is refused", ask(AskApprove, here, "a", 0, 2025), ask(AskApprove, there, "b", 0, 2025), [2]bool{false, true}, false},
		{"not of another year", ask(AskApprove, here, "a", 0, 2024), ask(AskApprove, here, "b", 0, 2025), [2]bool{true, false}, false},
		{"not of another kind", ask(AskAnswer, here, "a", 1, 0), ask(AskWithdraw, here, "a", 1, 0), [2]bool{true, false}, false},
		{"not about another file", ask(AskAnswer, here, "a", 1, 0), ask(AskAnswer, here, "b", 2, 0), [2]bool{true, false}, false},
		{"a refusal of which nobody knew what it is about, when one of its folder is done", ask(AskAnswer, here, "a", 0, 0), ask(AskAnswer, here, "b", 2, 0), [2]bool{true, false}, true},
		{"but not one of another folder", ask(AskAnswer, there, "a", 0, 0), ask(AskAnswer, here, "b", 2, 0), [2]bool{true, false}, false},
		{"nor when another is refused", ask(AskAnswer, here, "a", 0, 0), ask(AskAnswer, here, "b", 0, 0), [2]bool{true, true}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDiary(t)
			d.accept("x", "A5 1")
			d.accept("y", "B5 1")
			for n, r := range []Request{c.before, c.now} {
				r.SHA256 = hashOf(fmt.Sprint(n))
				if r.Name == "later" {
					d.day = d.day.Add(2 * sameTime)
				}
				r, err := d.Ask(t.Context(), r)
				if err != nil {
					t.Fatal(err)
				}
				code := ""
				if c.refused[n] {
					code = "take.target.none"
				}
				if r, err = d.AnswerRequest(t.Context(), r.ID, code, 0); err != nil || r.Answered.IsZero() || r.Code != code {
					t.Fatalf("%+v, %v", r, err)
				}
				note, err := d.Reserve(t.Context(), func(m int) []Delivery {
					return []Delivery{{Request: r.ID, Role: AboutTaking, Path: fmt.Sprintf("note %d %d", n, m)}}
				}, func(string) bool { return false })
				if err == nil {
					err = d.FinishRequest(t.Context(), r.ID, note)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			leaving, err := d.Leaving(t.Context())
			if err != nil || (len(leaving) == 1) != c.leaves {
				t.Errorf("%+v, %v", leaving, err)
			}
		})
	}
}
