package importing_test

import (
	"errors"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
)

// What a window says of a table names no flag.
func TestWindowNamesNoFlags(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	for _, text := range []string{"id,by,p\na,Ann,0.7\n", "question_id,guess,made_at\nq1,0.5,2024-01-01\n"} {
		_, err := d.ImportFiles(t.Context(), []string{export(t, "t.csv", text)}, importing.Options{})
		var said interface{ InWindow() string }
		if err == nil || !strings.Contains(err.Error(), "--map") || !errors.As(err, &said) || strings.Contains(said.InWindow(), "--") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
