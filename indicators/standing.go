package indicators

import "math/big"

// standing compares the municipality's official value with the baseline and the
// next target: the year's own, else the next one, after the last the last. The
// first status that fits is the one that holds.
func (c *Calculation) standing(ind *Indicator, r *Result) Standing {
	if part := r.Part; len(ind.Parts) == 0 && part != "" {
		return Standing{} // joins and leaves have no baseline of their own
	}
	var s Standing
	baseline := ind.BaselineOf(r.Part)
	if reading, err := ReadBaseline(baseline.Text, c.p); err == nil {
		point := reading.Point
		if !reading.Pending {
			s.Baseline = &point
		} else if set, err := ReadSet(baseline.Set, point.Year); err == nil {
			s.Baseline = &set
		}
	}
	for _, t := range ind.TargetsOf(r.Part) {
		aim, err := ReadTarget(t)
		if err == nil && (s.Target == nil || s.Target.Year < r.Year) {
			s.Target = &aim
		}
	}
	wanted := ind.wanted(s.Target, s.Baseline)
	if wanted != nil {
		w := toPercent(wanted)
		s.Wanted = &w
	}
	value := r.exact()
	switch {
	case value == nil:
		s.Status = NoData
		return s
	case s.Baseline == nil:
		s.Status = NoBaseline
		return s
	case s.Target == nil || wanted == nil:
		s.Status = NeedsClarification
		return s
	}

	lower := ind.Better == "lower"
	change := s.Baseline.compare(value)
	if lower {
		change = -change
	}
	met := s.Target.met(value, wanted, lower, change)
	switch {
	case met:
		s.Status = Met
	case change > 0:
		s.Status = Improving
	case change == 0:
		s.Status = Unchanged
	default:
		s.Status = Worsening
	}
	s.Certain = r.certain(s.Status, s.Baseline, s.Target.limit(wanted, s.Baseline, lower))
	s.OnLine = s.onLine(r.Year, value, wanted, lower)
	if !met {
		gap := new(big.Rat).Sub(value, wanted)
		s.Distance = toPercent(gap.Abs(gap))
		s.Pupils = r.pupilsShort(func(v *big.Rat) bool {
			change := s.Baseline.compare(v)
			if lower {
				change = -change
			}
			return s.Target.met(v, wanted, lower, change)
		}, lower)
	}
	return s
}

// exact is the value as a fraction, in percent or, of a count, in units; nil is none.
func (r *Result) exact() *big.Rat {
	switch {
	case r.State != Available:
		return nil
	case r.Shape == Count:
		return big.NewRat(r.Numerator, 1)
	case r.Source == PublishedBy:
		return big.NewRat(int64(r.Stated), int64(PercentUnit))
	case r.known() <= 0:
		return nil
	case r.Shape == Mean:
		return big.NewRat(r.Numerator, r.known())
	}
	return big.NewRat(r.Numerator*100, r.known())
}

func (v Percent) exact() *big.Rat { return big.NewRat(int64(v), int64(PercentUnit)) }

// toPercent cuts a fraction to a Percent, halves up.
func toPercent(v *big.Rat) Percent {
	scaled := new(big.Rat).Mul(v, big.NewRat(2*int64(PercentUnit), 1))
	n := new(big.Int).Add(scaled.Num(), scaled.Denom())
	return Percent(n.Div(n, new(big.Int).Mul(big.NewInt(2), scaled.Denom())).Int64())
}

// wanted is the target in figures; nil where it cannot be said: no target, no
// baseline to count from, or "+5%" without saying whether points are meant.
func (ind *Indicator) wanted(t *Aim, b *Point) *big.Rat {
	switch {
	case t == nil:
		return nil
	case t.Mode == AimReach || t.Mode == AimBelow || t.Mode == AimAbove:
		return t.Value.exact()
	case b == nil:
		return nil
	case t.Mode == AimKeep:
		return b.Value.exact()
	case ind.Delta == "points":
		return new(big.Rat).Add(b.Value.exact(), t.Value.exact())
	case ind.Delta == "relative":
		share := new(big.Rat).Quo(t.Value.exact(), big.NewRat(100, 1))
		share.Add(share, big.NewRat(1, 1))
		return share.Mul(share, b.Value.exact())
	}
	return nil
}

// compare says whether a value is above (1), at (0) or below (−1) the baseline,
// at the decimals in which the baseline was adopted.
func (p *Point) compare(value *big.Rat) int {
	scale := int64(1)
	for range p.Decimals {
		scale *= 10
	}
	rounded := new(big.Rat).Mul(value, big.NewRat(2*scale, 1))
	n := new(big.Int).Add(rounded.Num(), rounded.Denom())
	n.Div(n, new(big.Int).Mul(big.NewInt(2), rounded.Denom()))
	return new(big.Rat).SetFrac(n, big.NewInt(scale)).Cmp(p.Value.exact())
}

// met says that a value reaches the target. change is the value against the
// baseline in the indicator's direction.
func (t *Aim) met(value, wanted *big.Rat, lower bool, change int) bool {
	switch t.Mode {
	case AimBelow:
		return value.Cmp(wanted) < 0
	case AimAbove:
		return value.Cmp(wanted) > 0
	case AimKeep:
		return change >= 0
	}
	if lower {
		return value.Cmp(wanted) <= 0
	}
	return value.Cmp(wanted) >= 0
}

// limit is the value at which a target turns from missed to met: the wanted one,
// or, for a baseline to be kept, where rounding makes a value worse than it.
func (t *Aim) limit(wanted *big.Rat, b *Point, lower bool) *big.Rat {
	if t.Mode != AimKeep {
		return wanted
	}
	half := big.NewRat(1, 2)
	for range b.Decimals {
		half.Quo(half, big.NewRat(10, 1))
	}
	if lower {
		return half.Add(wanted, half)
	}
	return half.Sub(wanted, half)
}

// certain says whether the interval lets one claim the status: neither the
// target's limit nor, where the status speaks of it, the baseline lies inside,
// and the figure rests on all its pupils and rows.
func (r *Result) certain(s Status, b *Point, limit *big.Rat) Certainty {
	low, high, ok := r.interval()
	if !ok {
		return NotAsked
	}
	// The pupils of unknown fate may lie on either side: their bounds widen the
	// interval.
	if r.Unknown > 0 {
		low = min(low, float64(r.Numerator)/float64(r.Denominator))
		high = max(high, float64(r.Numerator+r.Unknown)/float64(r.Denominator))
	}
	inside := func(v *big.Rat) bool {
		f, _ := v.Float64()
		return low*100 <= f && f <= high*100
	}
	if r.LowCoverage || r.Provisional || inside(limit) || s != Met && inside(b.Value.exact()) {
		return No
	}
	return Yes
}

// onLine says whether a value is at least as good as the straight line from the
// baseline to the target has it for the year.
func (s *Standing) onLine(year int, value, wanted *big.Rat, lower bool) Certainty {
	span := int64(s.Target.Year - s.Baseline.Year)
	if span <= 0 {
		return NotAsked
	}
	gone := min(max(int64(year-s.Baseline.Year), 0), span)
	line := new(big.Rat).Sub(wanted, s.Baseline.Value.exact())
	line.Mul(line, big.NewRat(gone, span)).Add(line, s.Baseline.Value.exact())
	if c := value.Cmp(line); c == 0 || c < 0 == lower {
		return Yes
	}
	return No
}

// pupilsShort is the smallest number of pupils who would have had to fare
// otherwise for the target to be met; 0 where that cannot be counted.
func (r *Result) pupilsShort(met func(*big.Rat) bool, lower bool) int64 {
	if r.Shape != Share || !r.Counted || r.known() <= 0 {
		return 0
	}
	most, sign := r.known()-r.Numerator, int64(1)
	if lower {
		most, sign = r.Numerator, -1
	}
	low, high := int64(1), most
	for low < high {
		half := (low + high) / 2
		if met(big.NewRat((r.Numerator+sign*half)*100, r.known())) {
			high = half
		} else {
			low = half + 1
		}
	}
	if low > most || !met(big.NewRat((r.Numerator+sign*low)*100, r.known())) {
		return 0
	}
	return low
}
