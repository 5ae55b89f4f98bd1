package sample

import "raditaji/indicators"

// townsOf are the institutions of the two adopted programmes.
var townsOf = map[string][]indicators.Institution{
	"ventspils": {
		{Number: "3212900030", Name: `Ventspils 1. pamatskola`, Type: "basic_school", InScope: true},
		{Number: "3212900031", Name: `Ventspils 2. pamatskola`, Type: "basic_school", InScope: true},
		{Number: "3213900033", Name: `Ventspils 2. vidusskola`, Type: "secondary_school", InScope: true},
		{Number: "3213900034", Name: `Ventspils 3. pamatskola`, Type: "basic_school", InScope: true},
		{Number: "3213900035", Name: `Ventspils 4. vidusskola`, Type: "secondary_school", InScope: true},
		{Number: "3213900037", Name: `Ventspils 6. vidusskola`, Type: "secondary_school", InScope: true},
		{Number: "3211902422", Name: `Ventspils Centra sākumskola`, Type: "primary_school", InScope: true},
		{Number: "3212903148", Name: `Ventspils Pārventas pamatskola`, Type: "basic_school", InScope: true},
		{Number: "3219903101", Name: `Ventspils Valsts 1. ģimnāzija`, Type: "state_gymnasium", InScope: true},
		{Number: "3234303114", Name: `PIKC "Ventspils Mūzikas vidusskola"`, Type: "vocational"},
		{Number: "3234001525", Name: `PIKC "Ventspils Tehnikums"`, Type: "vocational"},
		{Number: "3201900021", Name: `PII "Margrietiņa"`, Type: "preschool"},
		{Number: "3201900027", Name: `PII "Eglīte"`, Type: "preschool"},
		{Number: "3201900023", Name: `PII "Pasaka"`, Type: "preschool"},
		{Number: "3201900029", Name: `PII "Rūķītis"`, Type: "preschool"},
		{Number: "3201900024", Name: `PII "Saulīte"`, Type: "preschool"},
		{Number: "3201900022", Name: `PII "Varavīksne"`, Type: "preschool"},
		{Number: "3201900028", Name: `PII "Vāverīte"`, Type: "preschool"},
		{Number: "3201900026", Name: `PII "Zvaigznīte"`, Type: "preschool"},
		{Number: "3201902822", Name: `PII "Bitīte"`, Type: "preschool"},
		{Number: "3251900039", Name: `Ventspils Jaunrades nams`, Type: "interest_education"},
	},
	"kraslava": {
		{Number: "4201900585", Name: `PII "Saulīte" Dagdā`, Type: "preschool"},
		{Number: "4201900587", Name: `PII "Avotiņš" Andrupenē`, Type: "preschool"},
		{Number: "4201900582", Name: `PII "Pīlādzītis" Krāslavā`, Type: "preschool"},
		{Number: "4201900584", Name: `PII "Pienenīte" Krāslavā`, Type: "preschool"},
		{Number: "4213900576", Name: `Krāslavas Varavīksnes vidusskola`, Type: "secondary_school", InScope: true},
		{Number: "4219902694", Name: `Krāslavas ģimnāzija`, Type: "gymnasium", InScope: true},
		{Number: "4213900573", Name: `Dagdas vidusskola`, Type: "secondary_school", InScope: true},
		{Number: "4212900568", Name: `Andrupenes pamatskola`, Type: "basic_school", InScope: true},
		{Number: "4213900572", Name: `Ezernieku pamatskola`, Type: "basic_school", InScope: true},
		{Number: "4222900579", Name: `Aleksandrovas pamatskola`, Type: "special_school", InScope: true},
		{Number: "4212903083", Name: `Indras pamatskola`, Type: "basic_school", InScope: true},
		{Number: "4212900551", Name: `Robežnieku pamatskola`, Type: "basic_school", InScope: true},
		{Number: "4212900569", Name: `grāfu Plāteru v.n. Poļu pamatskola`, Type: "basic_school", InScope: true},
		{Number: "4212902579", Name: `Priežmalas pamatskola`, Type: "basic_school", InScope: true},
		{Number: "4251900581", Name: `Krāslavas Bērnu un jauniešu centrs`, Type: "interest_education"},
	},
}

// programmeOf is a programme with those institutions and the indicators that SEMR
// publishes for Ventspils.
func programmeOf(id string) *indicators.Programme {
	p := &indicators.Programme{ID: id, Municipality: "Ventspils valstspilsēta", Institutions: townsOf[id]}
	if id == "kraslava" {
		p.Municipality = "Krāslavas novads"
		return p
	}
	for _, m := range []string{"long_absence", "first_year_dropout", "retained", "turnover"} {
		p.Indicators = append(p.Indicators, indicators.Indicator{
			ID: m, Text: "SEMR: " + m,
			Values: []indicators.Value{{Measure: "published", Params: indicators.Params{Code: "kods-" + m}}, {Measure: m}},
		})
	}
	return p
}
