// Package weathervane_test holds the whole house to its rules.
package weathervane_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const tags = "-tags=migrated_fynedo,sqlite_fts5"

// imports maps each of our packages to what it imports itself.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", tags, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		all[words[0]] = words[1:]
	}
	return all
}

// floor is how high up the house a package lives; imports go down.
func floor(pkg string) int {
	for i, prefix := range []string{"weathervane/model/journal", "weathervane/model", "weathervane/forecasts", "weathervane/ui", "weathervane/cmd", "weathervane/tests"} {
		if pkg == prefix || strings.HasPrefix(pkg, prefix+"/") {
			return i
		}
	}
	return -1 // assets and what makes them
}

// sentences are the packages below ui that write for people: reports, and what of
// the JSON output is sentences.
var sentences = []string{"report", "merging", "importing", "incoherence"}

func TestImportsPointDown(t *testing.T) {
	for pkg, uses := range imports(t) {
		from := floor(pkg)
		for _, use := range uses {
			to := floor(use)
			if from >= 0 && to > from {
				t.Errorf("%s imports %s, which lives above it", pkg, use)
			}
			if use == "weathervane/assets" && from >= 0 && from < 3 {
				t.Errorf("%s imports assets, which only cmd and ui may", pkg)
			}
			name := strings.TrimPrefix(pkg, "weathervane/forecasts/")
			if use == "weathervane/assets/words" && from >= 0 && from < 3 && !slices.Contains(sentences, name) {
				t.Errorf("%s imports assets/words: below ui only %v write for people", pkg, sentences)
			}
			if strings.HasPrefix(use, "fyne.io/") && from < 3 {
				t.Errorf("%s imports %s: only ui and cmd know the window", pkg, use)
			}
			if use == "fyne.io/fyne/v2/app" && pkg != "weathervane/cmd/weathervane" {
				t.Errorf("%s imports Fyne's app, which needs a display to build", pkg)
			}
			if use == "weathervane/model" && from > 2 {
				t.Errorf("%s imports model: the window and the commands ask the desk", pkg)
			}
			if use == "weathervane/model/modeltest" {
				t.Errorf("%s imports modeltest, which only tests may", pkg)
			}
			if strings.HasPrefix(use, "gorm.io/") && floor(pkg) != 1 {
				t.Errorf("%s imports %s: GORM stays inside model", pkg, use)
			}
		}
	}
}

// The mathematics is fit for other programs: it needs nothing of ours but itself.
func TestMathematicsIsPure(t *testing.T) {
	pure := []string{"score", "calibration", "pool", "belief", "coherence", "notation", "cores", "charset", "bounded", "timecolumn", "pasted", "pattern", "sheet"}
	for pkg, uses := range imports(t) {
		name, ok := strings.CutPrefix(pkg, "weathervane/forecasts/")
		if !ok || !slices.Contains(pure, name) {
			continue
		}
		for _, use := range uses {
			other, ours := strings.CutPrefix(use, "weathervane/forecasts/")
			if strings.HasPrefix(use, "weathervane/") && (!ours || !slices.Contains(pure, other)) {
				t.Errorf("%s imports %s", pkg, use)
			}
		}
	}
}

// Inside forecasts each subject has a package of its own. Subjects import the
// session, what is shared by name, the mathematics and model; none imports
// another. Reports are gathered from the subjects, and the desk puts all together.
func TestSubjectsDoNotKnowEachOther(t *testing.T) {
	subjects := []string{"question", "evidence", "scenario", "reconcile", "scoring", "exchange", "importing", "today", "search"}
	top := []string{"reporting", "report", "desktest"} // which read across subjects
	all := imports(t)
	for _, name := range append(slices.Clone(subjects), top...) {
		if all["weathervane/forecasts/"+name] == nil {
			t.Errorf("there is no package forecasts/%s", name)
		}
	}
	for pkg, uses := range all {
		name, inside := strings.CutPrefix(pkg, "weathervane/forecasts/")
		for _, use := range uses {
			if use == "weathervane/forecasts/desktest" && pkg != "weathervane/ui/uitest" {
				t.Errorf("%s imports desktest, which only tests and their desks may", pkg)
			}
			if inside && use == "weathervane/forecasts" && name != "desktest" {
				t.Errorf("%s imports the desk, which puts it together", pkg)
			}
			other, ours := strings.CutPrefix(use, "weathervane/forecasts/")
			if !inside || !ours || slices.Contains(top, name) {
				continue
			}
			if slices.Contains(subjects, other) || slices.Contains(top, other) {
				t.Errorf("%s imports %s: what both need is a package of its own, or an interface that the desk fills in", pkg, use)
			}
		}
	}
}

// Pages never import each other: they open each other by route.
func TestPagesDoNotKnowEachOther(t *testing.T) {
	pages := []string{"today", "questions", "scenarios", "evidence", "scores", "forecasters", "exchange"}
	for pkg, uses := range imports(t) {
		name, _ := strings.CutPrefix(pkg, "weathervane/ui/")
		for _, use := range uses {
			other, _ := strings.CutPrefix(use, "weathervane/ui/")
			if slices.Contains(pages, name) && slices.Contains(pages, other) {
				t.Errorf("%s imports %s", pkg, use)
			}
		}
	}
}

// Goroutines and fyne.Do stand in the runner alone, and nothing ever waits for
// the window's goroutine.
func TestOneRunner(t *testing.T) {
	spawns := regexp.MustCompile(`(?m)^\s*go (func|[a-z])|fyne\.Do\(`)
	waits := regexp.MustCompile(`fyne\.DoAndWait\(`)
	walk(t, "ui", func(path string, b []byte) {
		if filepath.Base(path) != "run.go" && !strings.HasSuffix(path, "_test.go") && spawns.Match(b) {
			t.Errorf("%s starts a goroutine or calls fyne.Do: use Host.Run", path)
		}
		if waits.Match(b) {
			t.Errorf("%s calls fyne.DoAndWait, which can freeze the window", path)
		}
	})
}

// No file grows past what a person reads in one sitting.
func TestFilesAreShort(t *testing.T) {
	walk(t, ".", func(path string, b []byte) {
		if n := bytes.Count(b, []byte("\n")); n > 600 {
			t.Errorf("%s has %d lines", path, n)
		}
	})
}

func walk(t *testing.T, root string, look func(path string, b []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil {
			look(path, b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
