module raditaji

go 1.26.0

// The version that excelize v2.11.1 asks for is not served by the module proxy.
replace github.com/xuri/efp => github.com/xuri/efp v0.0.2

require (
	github.com/alecthomas/kong v1.17.0
	github.com/gocarina/gocsv v0.0.0-20260628180327-50907998929c
	github.com/goccy/go-yaml v1.19.2
	github.com/google/go-cmp v0.7.0
	github.com/rogpeppe/go-internal v1.16.0
	github.com/rs/zerolog v1.35.1
	github.com/schollz/progressbar/v3 v3.19.1
	github.com/xuri/excelize/v2 v2.11.1
	golang.org/x/text v0.43.0
	pgregory.net/rapid v1.3.0
)
