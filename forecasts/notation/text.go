package notation

import (
	"slices"
	"strings"
)

func Trimmed(words []string) []string {
	var all []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}
