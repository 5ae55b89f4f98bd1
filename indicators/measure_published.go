package indicators

// published: a value as SEMR gives it. Calculate takes it from the records as it
// stands; there is nothing to count.
var published = Measure{
	Name: "published", Source: PublishedBy, Shape: Share,
	Takes: []string{"code"},
}
