// Package templates writes everything that people open or read: the monitoring
// workbook, the machine-readable results, and every sentence in Latvian and
// English. It also carries the shipped programme files. It sees no disk, clock or log.
package templates
