package model

import (
	"encoding/json"
	"strings"
)

// DecodeColumn reads a JSON column that the projection wrote; empty means absent.
func DecodeColumn(column string, to any) {
	if column != "" {
		_ = json.Unmarshal([]byte(column), to)
	}
}

// TextsOf reads a JSON column of texts, as DecodeColumn does: mostly of plain ones, which
// share the memory of the column.
func TextsOf(column string) []string {
	if len(column) < 4 || column[0] != '[' || strings.ContainsRune(column, '\\') {
		var all []string
		DecodeColumn(column, &all)
		return all
	}
	all := make([]string, 0, strings.Count(column, `","`)+1)
	for rest := column[1 : len(column)-1]; ; rest = rest[1:] {
		text, after, _ := strings.Cut(rest[1:], `"`)
		all = append(all, text)
		if rest = after; rest == "" {
			return all
		}
	}
}
