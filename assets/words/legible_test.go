package words

import (
	"strings"
	"testing"
)

func TestNothingMovesWhatIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"Crane\x1b[8m": "Crane�[8m", "a\u202eb\u2066c\u2028d\u2029e\u0085f\u009bg\x7fh\ri": "a�b�c�d�e�f�g�h�i",
		"Zoë\n\tÅsa 日本 \u200d👩": "Zoë\n\tÅsa 日本 \u200d👩",
	} {
		if got := Legible(text); got != want {
			t.Errorf("%q is written %q", text, got)
		}
	}
}

func TestANameIsNoSentence(t *testing.T) {
	for name, want := range map[string]string{
		"Heron": "Heron", "Z\nClosed": "Z Closed", "Z Closes as asked, outcomes by others": "“Z Closes as asked, outcomes by others”",
		strings.Repeat("a", 70): "“" + strings.Repeat("a", 59) + "…”",
	} {
		if got := Name(name); got != want {
			t.Errorf("%q stands as %q", name, got)
		}
	}
}
