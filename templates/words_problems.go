package templates

// problemWords has a sentence for every code that sources and indicators give.
var problemWords = map[string]Sentence{}
