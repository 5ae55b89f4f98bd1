package main

import (
	"time"
	_ "time/tzdata" // Windows and an empty container have no time zones
)

// now is the program's only clock; everything else is handed the time.
var now = time.Now
