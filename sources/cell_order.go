package sources

import "slices"

// SortCells brings cells in the order in which a Submission holds them.
func SortCells(cells []Cell) {
	slices.SortFunc(cells, func(a, b Cell) int { return compareCells(&a, &b) })
}
