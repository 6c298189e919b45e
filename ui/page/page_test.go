package page

import (
	"errors"
	"fmt"
	"testing"
)

type spoken struct{ error }

func (spoken) InWindow() string { return "press that button" }

func TestAnErrorIsSaidInTheWindowsTerms(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("the file is gone"), "The file is gone."},
		{errors.New("who are you?"), "Who are you?"},
		{fmt.Errorf("record: %w", spoken{errors.New("say --flag")}), "Press that button."},
		{errors.New(""), "It failed, and no reason was given."},
	} {
		if got := Sentence(c.err); got != c.want {
			t.Errorf("%v is said as %q, want %q", c.err, got, c.want)
		}
	}
}
