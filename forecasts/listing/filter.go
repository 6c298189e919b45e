package listing

import "strings"

func ContainsWords(s, words string) bool {
	if words == "" {
		return true
	}
	s = strings.ToLower(s)
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// Filter narrows a list; empty members do not narrow.
type Filter struct {
	Tag    string
	Status string
	By     string // a forecaster's name or the beginning of a key
	Text   string // words in the title
}
