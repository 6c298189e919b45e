package weathervane_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// refused are words and turns that an editor would strike, each with what to
// write instead. They are looked for in code, comments, documents and scripts,
// as whole words, in any case and across line breaks.
var refused = map[string]string{
	"anew":                       "again",
	"hold possible":              "give a probability above 0",
	"hangs together":             "is related",
	"hang together":              "are related",
	"gone by":                    "past",
	"came to be known":           "became known",
	"comes to be known":          "becomes known",
	"comes to be so":             "becomes so",
	"is of no use":               "is useless",
	"that which":                 "what",
	"held to itself":             "checked by itself",
	"what was not finished":      "no changes were made",
	"nothing would be kept back": "sealing would hide nothing",
	"this sitting":               "this session",
	"next sitting":               "next session",
	"tells whether":              "reports whether",
	"taken back":                 "retracted",
	"took back":                  "retracted",
	"nil where":                  "nil if",
	"where not given":            "by default",
	"say with --":                "use --",
	"is there already":           "already exists",
	"is there twice":             "is given twice",
	"were it wrong":              "if wrong",
	"times of 100":               "times out of 100",
	"counts no more":             "no longer counts",
	"at hand holds":              "is valid",
	"come out otherwise":         "differ",
	"comes out otherwise":        "differs",
	"leans on what fell":         "depends on retracted evidence",
	"look out for":               "watch for",
	"befell":                     "happened to",
	"the like of it":             "a similar one",
	"lets go of":                 "releases",
	"let go of":                  "release",
	"go on with":                 "continue",
	"goes on with":               "continues",
	"reckon":                     "compute",
	"reckons":                    "computes",
	"reckoned":                   "computed",
	"for want of":                "for lack of",
	"is no forecast file":        "is not a forecast file",
	"is no probability":          "is not a probability",
	"is no scenario of":          "is not a scenario of",
	"is no relation":             "is not a relation",
	"is no likelihood ratio":     "is not a likelihood ratio",
	"no question is %s":          "no question has the id %s",
	"no finding is %s":           "no finding has the id %s",
	"thereof":                    "of it",
	"therein":                    "in it",
	"hitherto":                   "so far",
	"whence":                     "from where",
	"thither":                    "there",
	"lest":                       "so that … not",
}

func TestNoWordsThatAnEditorStrikes(t *testing.T) {
	gaps := regexp.MustCompile(`\s+(?:(?://|#)\s*)*`)
	word := func(b byte) bool { return b >= 'a' && b <= 'z' }
	read := 0
	for _, path := range texts(t) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		read++
		text := gaps.ReplaceAllString(strings.ToLower(string(b)), " ")
		for turn, instead := range refused {
			for from := 0; ; {
				at := strings.Index(text[from:], turn)
				if at < 0 {
					break
				}
				at += from
				from = at + len(turn)
				if at > 0 && word(text[at-1]) || word(turn[len(turn)-1]) && from < len(text) && word(text[from]) {
					continue // within a longer word
				}
				t.Errorf("%s: “…%s…”: write %q", path, text[max(0, at-30):min(len(text), from+30)], instead)
			}
		}
	}
	if read < 400 {
		t.Errorf("only %d files were read", read)
	}
}

// texts are the files that people read: code, documents and scripts. What
// others wrote is not ours to edit: test data, licences, the sample's articles.
func texts(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "ls-files", "*.go", "*.md", "*.sh", "*.py", "Makefile").Output()
	if err != nil {
		t.Skip("the list of files needs git")
	}
	var all []string
	for path := range strings.Lines(string(out)) {
		path = strings.TrimSpace(path)
		switch {
		case path == "words_test.go", path == "THIRD-PARTY.md", path == "docs/FORMAT.md":
		case strings.Contains(path, "testdata/"), strings.HasPrefix(path, "assets/sample/"), strings.HasPrefix(path, "tests/files/"):
		default:
			if _, err := os.Stat(filepath.FromSlash(path)); err == nil {
				all = append(all, path)
			}
		}
	}
	return all
}
