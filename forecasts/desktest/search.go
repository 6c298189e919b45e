package desktest

import (
	"strings"
	"testing"

	"weathervane/forecasts"
)

// Finds are the titles of what a search gives, each with its kind.
func Finds(t testing.TB, d *forecasts.Desk, query string) string {
	t.Helper()
	var all []string
	for _, h := range Must(d.Search(t.Context(), query, 0))(t) {
		all = append(all, h.Kind+" "+h.Title)
	}
	return strings.Join(all, "; ")
}
