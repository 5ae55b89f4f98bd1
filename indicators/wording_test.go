package indicators

import "testing"

func TestReadBaseline(t *testing.T) {
	p := &Programme{}
	for _, c := range []struct {
		text     string
		year     int
		value    Percent
		decimals int
		pending  bool
	}{
		{"1.62% (2023)", 2023, 1_620_000, 2, false},
		{"16.18% (2023)", 2023, 16_180_000, 2, false},
		{"4,5% (2023)", 2023, 4_500_000, 1, false},
		{"1.22%(2023)", 2023, 1_220_000, 2, false},
		{"27% (2023)", 2023, 27_000_000, 0, false},
		{"50% (2022.g.)", 2022, 50_000_000, 0, false},
		{"1,4% (2023.g.)", 2023, 1_400_000, 1, false},
		{"41% (2023./2024.m.g.)", 2024, 41_000_000, 0, false},
		{"49% (2022./2023.m.g.)", 2023, 49_000_000, 0, false},
		{"0% psk. posmā (2021./2022.m.g.)", 2022, 0, 0, false},
		{"3% vsk. posmā (2021./2022.m.g.)", 2022, 3_000_000, 0, false},
		{"tiks noteikta 2024.gadā", 2024, 0, 0, true},
		{"tiks noteikts 2024. gadā", 2024, 0, 0, true},
		{"tiks noteikts 2023.gada decembrī", 2023, 0, 0, true},
	} {
		got, err := ReadBaseline(c.text, p)
		want := BaselineReading{Point{c.year, c.value, c.decimals}, c.pending}
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", c.text, got, err, want)
		}
	}
	for _, text := range []string{"", "aptuveni 5%", "1.62%", "5% (23)", "tiks noteikta", "41% (2023./2025.m.g.)"} {
		if got, err := ReadBaseline(text, p); err == nil {
			t.Errorf("%q was read as %+v", text, got)
		}
	}
	for _, text := range BaselineForms {
		if _, err := ReadBaseline(text, p); err != nil {
			t.Errorf("the form %q: %v", text, err)
		}
	}
}

func TestReadTarget(t *testing.T) {
	for _, c := range []struct {
		text  string
		mode  AimMode
		value Percent
	}{
		{"<1,5%", AimBelow, 1_500_000},
		{">50%", AimAbove, 50_000_000},
		{"<0,8%", AimBelow, 800_000},
		{"2%", AimReach, 2_000_000},
		{"0%", AimReach, 0},
		{"Līdz 45%", AimReach, 45_000_000},
		{"+5%", AimDelta, 5_000_000},
		{"Līdz +30%", AimDelta, 30_000_000},
		{"Saglabāt bāzes vērtību", AimKeep, 0},
	} {
		got, err := ReadTarget(Target{2027, c.text})
		want := Aim{2027, c.text, c.mode, c.value}
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", c.text, got, err, want)
		}
	}
	for _, text := range []string{"", "labāk", ">= 5%", "5 līdz 10%", "<"} {
		if got, err := ReadTarget(Target{2027, text}); err == nil {
			t.Errorf("%q was read as %+v", text, got)
		}
	}
	for _, text := range TargetForms {
		if _, err := ReadTarget(Target{2027, text}); err != nil {
			t.Errorf("the form %q: %v", text, err)
		}
	}
}
