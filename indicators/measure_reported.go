package indicators

// The measures over fields of institution templates. Without a template they
// are not available and name the institutions that were asked.
var (
	// reportedShare: the field's numerators to its denominators, summed over the
	// institutions that reported it.
	reportedShare = Measure{
		Name: "reported_share", Source: ReportedBy, Shape: Share,
		Takes: []string{"field", "min_coverage"}, Defaults: Params{MinCoverage: minCoverage},
	}
	// reportedCount: the field's counts, summed.
	reportedCount = Measure{
		Name: "reported_count", Source: ReportedBy, Shape: Count,
		Takes: []string{"field", "min_coverage"}, Defaults: Params{MinCoverage: minCoverage},
	}
	// reportedMean: the field's sums to its counts.
	reportedMean = Measure{
		Name: "reported_mean", Source: ReportedBy, Shape: Mean,
		Takes: []string{"field", "min_coverage"}, Defaults: Params{MinCoverage: minCoverage},
	}
	// institutionsWith: of the institutions that answered, those that answered jā.
	institutionsWith = Measure{
		Name: "institutions_with", Source: ReportedBy, Shape: Share, Takes: []string{"field"},
	}
	// surveyShare: of the valid answers, those in the top categories.
	surveyShare = Measure{
		Name: "survey_share", Source: ReportedBy, Shape: Share,
		Takes: []string{"field", "min_n"}, Defaults: Params{MinN: 30},
	}
)
