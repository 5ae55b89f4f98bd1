package sample

import "math/rand/v2"

// million is the unit of rates: 16,200 of it is 1.62 %.
const million = 1_000_000

// A chance deals out events at a rate: one in each run of candidates whose rates
// add up to a million, at a random place of the run. So a small municipality has
// its one deceased pupil, and no seed strays far from the rates.
type chance struct {
	sum, next int64
	begun     bool
}

// falls says whether the event falls on a candidate with that rate in millionths.
func (c *chance) falls(r *rand.Rand, rate int64) bool {
	if !c.begun {
		c.begun, c.next = true, r.Int64N(million)
	}
	c.sum += min(rate, million)
	if c.sum <= c.next {
		return false
	}
	c.next = (c.next/million+1)*million + r.Int64N(million)
	return true
}

// A deck deals words so that each comes before any comes twice; afterwards as
// often as it stands in the deck.
type deck struct {
	words []string
	order []int
	dealt bool
}

func (d *deck) deal(r *rand.Rand) string {
	if len(d.order) == 0 {
		seen := map[string]bool{}
		for i, w := range d.words {
			if !d.dealt && seen[w] {
				continue
			}
			seen[w] = true
			d.order = append(d.order, i)
		}
		d.dealt = true
		r.Shuffle(len(d.order), func(i, j int) { d.order[i], d.order[j] = d.order[j], d.order[i] })
	}
	w := d.words[d.order[0]]
	d.order = d.order[1:]
	return w
}

// Words that a deck holds several times are as much commoner.
var (
	completedReasons = []string{
		"ieguvis izglītību", "ieguvis izglītību", "ieguvis izglītību", "ieguvis izglītību",
		"ieguvis izglītību", "ieguvis izglītību", "absolvējis", "pabeidzis mācības",
	}
	movedReasons = []string{ // within the municipality
		"pārcelts uz citu iestādi", "pārcelts uz citu iestādi", "mainījis iestādi", "pārgājis uz citu izglītības iestādi",
	}
	outReasons = []string{ // to another municipality
		"mainīta dzīvesvieta Latvijā", "mainīta dzīvesvieta Latvijā", "pārcelts uz citu iestādi",
		"mainījis iestādi", "pārgājis uz citu izglītības iestādi",
	}
	abroadReasons  = []string{"izbraucis uz ārvalstīm", "izceļojis ar ģimeni"}
	dropoutReasons = []string{
		"pārtraucis mācības", "pārtraucis mācības", "atskaitīts par neapmeklēšanu", "atskaitīts par neapmeklēšanu",
		"nesekmība", "nesekmība", "vājas sekmes", "vājas sekmes", "motivācijas trūkums", "motivācijas trūkums",
		"uzsācis darba gaitas Latvijā", "uzsācis darba gaitas Latvijā", "uzsācis darba gaitas ārvalstīs",
		"uzsācis ģimenes dzīvi", "grūtniecība vai bērna kopšana", "veselības stāvoklis", "ieslodzījums",
		"pēc paša vēlēšanās", "pēc paša vēlēšanās",
	}
	// The last two are an empty cell and a reason that no list of reasons has.
	unknownReasons = []string{"nav zināms", "cits", "", "izrakstīts ar pedagoģiskās padomes lēmumu"}
)
