package archive

import (
	"os"
	"testing"
)

func all(string) (bool, error) { return true, nil }

func TestAnArchiveGivesWhatTheOtherLacks(t *testing.T) {
	for name, keys := range map[string]func() Keys{
		"plain": func() Keys { return Keys{} },
		"encrypted": func() Keys {
			k, _ := newKeys(t)
			return k
		},
	} {
		t.Run(name, func(t *testing.T) {
			k := keys()
			from, to := open(t, t.TempDir(), k), open(t, t.TempDir(), k)
			a, b, old := put(t, from, "a"), put(t, from, "b"), put(t, from, "old")
			g, err := from.Give(t.Context(), to, func(sha string) (bool, error) { return sha != old, nil })
			if err != nil || g.Given != 2 || g.There != 0 || len(g.Damaged) != 0 {
				t.Fatalf("%+v, %v", g, err)
			}
			wants(t, to, a, "a")
			wants(t, to, b, "b")
			if got := files(t, to.dir); len(got) != 2 {
				t.Errorf("the other holds %v", got)
			}
			put(t, from, "c")
			if g, err := from.Give(t.Context(), to, all); err != nil || g.Given != 2 || g.There != 2 {
				t.Errorf("the second time %+v, %v", g, err)
			}
		})
	}
}

func TestADamagedOriginalIsNotGivenAndTakesNoPlace(t *testing.T) {
	from, to := open(t, t.TempDir(), Keys{}), open(t, t.TempDir(), Keys{})
	a, b := put(t, from, "one"), put(t, from, "two")
	put(t, to, "one")
	for _, sha := range []string{a, b} {
		if err := os.WriteFile(from.path(sha), []byte("else"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g, err := from.Give(t.Context(), to, all)
	if err != nil || len(g.Damaged) != 2 || g.Given != 0 {
		t.Errorf("%+v, %v", g, err)
	}
	wants(t, to, a, "one")
	if got := files(t, to.dir); len(got) != 1 {
		t.Errorf("the other holds %v", got)
	}
	// One that was cut short there is copied again.
	c := put(t, from, "three")
	put(t, to, "three")
	if err := os.WriteFile(to.path(c), []byte("th"), 0o600); err != nil {
		t.Fatal(err)
	}
	if g, err := from.Give(t.Context(), to, func(sha string) (bool, error) { return sha == c, nil }); err != nil || g.Given != 1 {
		t.Errorf("%+v, %v", g, err)
	}
	wants(t, to, c, "three")
}

func TestAnEncryptedOriginalIsGivenWithoutAKeyThatOpensIt(t *testing.T) {
	k, _ := newKeys(t)
	dir := t.TempDir()
	sha := put(t, open(t, dir, k), "a")
	to := open(t, t.TempDir(), k)
	if g, err := open(t, dir, Keys{}).Give(t.Context(), to, all); err != nil || g.Given != 1 {
		t.Fatalf("%+v, %v", g, err)
	}
	wants(t, to, sha, "a")
}
