// Package config reads programme and service files: strictly, and with every fault at once,
// each with its line and path. It holds no sentences: templates has the words
// for each fault's code.
package config
