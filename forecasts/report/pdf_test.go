package report

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// printed is the text of the pages of a PDF.
func printed(t *testing.T, b []byte) string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(b), int64(len(b)))
	ok(t, err)
	text, err := r.GetPlainText()
	ok(t, err)
	all, err := io.ReadAll(text)
	ok(t, err)
	return string(all)
}

func TestPDFSaysWhatTheScoresSay(t *testing.T) {
	v := view(t, false)
	drawn := 0
	face := Typeface{Regular: goregular.TTF, Bold: gobold.TTF, Draw: func(string, bool) ([]byte, error) {
		drawn++
		return os.ReadFile("../../assets/app.png")
	}}
	var b bytes.Buffer
	ok(t, PDF(&b, v, Pictures{Typeface: face}))
	text := printed(t, b.Bytes())
	for _, want := range []string{v.Title, "Resolved questions", figure(v.Scores.Headline), "1 of 2"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if strings.Contains(text, "12.3") {
		t.Errorf("a sealed number comes through:\n%s", text)
	}
	var again bytes.Buffer
	ok(t, PDF(&again, v, Pictures{Typeface: face}))
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same workspace does not give the same PDF")
	}
	v.Title = "북한 위성"
	ok(t, PDF(&again, v, Pictures{Typeface: face}))
	if drawn != 1 {
		t.Errorf("%d lines were drawn, want the title alone, whose letters the font lacks", drawn)
	}
}
