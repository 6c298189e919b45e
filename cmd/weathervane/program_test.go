package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// try runs the program in this process.
func try(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = newProgram(context.Background(), strings.NewReader(""), &e).run(context.Background(), args, &o, &e)
	return code, o.String(), e.String()
}

func TestArgumentsThatBeginWithADash(t *testing.T) {
	root := (&program{}).commands()
	for _, c := range []struct{ args, want string }{
		{"resolve w.vane q -5", "resolve w.vane q \x00-5"},
		{"ask w.vane --range -5..5 --title -T", "ask w.vane --range -5..5 --title -T"},
		{"forecast w.vane q 5%:-3 --ordered", "forecast w.vane q 5%:-3 --ordered"},
		{"export w.vane -o -out", "export w.vane -o -out"},
		{"attach w.vane -", "attach w.vane -"},
		{"comment w.vane x -- -5", "comment w.vane x -- -5"},
		{"list -h", "list -h"},
		{"--json resolve w.vane q -5", "--json resolve w.vane q \x00-5"},
	} {
		if got := strings.Join(shieldValues(root, strings.Fields(c.args)), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.args, got, c.want)
		}
	}
}

func TestBadUseIsOneSentence(t *testing.T) {
	for _, args := range []string{"nowhere", "forecast", "list", "list a b c", "list --nope x", "new x.vane", "score --rule x y", "snapshot sample: --page questions", "--now x list y"} {
		code, out, errs := try(t, strings.Fields(args)...)
		if code != 2 || out != "" || strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "weathervane: ") || strings.Count(errs, ": ") < 2 {
			t.Errorf("%s: code %d, prints %q, says %q", args, code, out, errs)
		}
	}
}

func TestHelpAndCompletion(t *testing.T) {
	for _, args := range []string{"--help", "help forecast", "completion bash"} {
		if code, out, errs := try(t, strings.Fields(args)...); code != 0 || out == "" || errs != "" {
			t.Errorf("%s: code %d, %q", args, code, errs)
		}
	}
}

// Every command says what it does, in a sentence without a full stop.
func TestCommandsAreDescribed(t *testing.T) {
	for _, c := range (&program{}).commands().Commands() {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") || c.Args == nil {
			t.Errorf("%s: %q", c.Name(), c.Short)
		}
	}
}

func TestByOption(t *testing.T) {
	options := []string{"North wind", "North", "South"}
	got, err := byOption("North=1.5, North wind=1/2 South=×3", options)
	if err != nil || got["North"] != 1.5 || got["North wind"] != 0.5 || got["South"] != 3 {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"", "2", "North=1 South=2", "North=1 North=2 South=1", "North=1 North wind=0 South=1", "North=1 North wind=1 South=1 East=1"} {
		if got, err := byOption(text, options); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// score --json of the table of 2 000 rows gives the figures that an independent
// program computed for it.
func TestScoreOfATable(t *testing.T) {
	folder := filepath.Join("..", "..", "forecasts", "score", "testdata")
	table, questions := filepath.Join(folder, "forecasts.csv"), filepath.Join(folder, "questions.csv")
	var want struct {
		Rows struct {
			Rows, Questions int
			MeanBrier       float64 `json:"mean_brier"`
			MeanLog         float64 `json:"mean_log"`
			AUC             float64
		}
		CORP struct{ MCB, DSC, UNC float64 }
	}
	b, err := os.ReadFile(filepath.Join(folder, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	code, out, errs := try(t, "score", table, "--json")
	if code != 0 {
		t.Fatal(errs)
	}
	var got struct {
		Unit      string
		Questions int
		Scored    int
		Mean, Log float64
		AUC       float64
		CORP      struct{ MCB, DSC, UNC float64 }
		CI95      struct{ Mean *[2]float64 }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Unit != "rows" || got.Scored != want.Rows.Rows || got.Questions != want.Rows.Questions || got.CI95.Mean == nil {
		t.Errorf("%+v", got)
	}
	for _, f := range []struct {
		name      string
		got, want float64
	}{
		{"mean", got.Mean, want.Rows.MeanBrier}, {"log", got.Log, want.Rows.MeanLog}, {"auc", got.AUC, want.Rows.AUC},
		{"mcb", got.CORP.MCB, want.CORP.MCB}, {"dsc", got.CORP.DSC, want.CORP.DSC}, {"unc", got.CORP.UNC, want.CORP.UNC},
	} {
		if math.Abs(f.got-f.want) > 1e-9 {
			t.Errorf("%s is %v, want %v", f.name, f.got, f.want)
		}
	}
	if _, out, _ := try(t, "score", table, "--by", "question", "--json"); strings.Count(out, `"key"`) != want.Rows.Questions {
		t.Errorf("%d groups by question, want %d", strings.Count(out, `"key"`), want.Rows.Questions)
	}
	for _, extra := range [][]string{{"--questions", questions}, {"--by", "forecaster"}, {"--rule", "log"}} {
		if code, out, errs := try(t, append([]string{"score", table}, extra...)...); code != 0 || !strings.Contains(out, "headline") {
			t.Errorf("%v: code %d, %q", extra, code, errs)
		}
	}
}

// The comparisons of score are printed as in its JSON, and questions by title.
func TestScoreCompares(t *testing.T) {
	var got struct {
		Against struct {
			Name, Key  string
			Difference float64
			CI95       [2]float64
			Questions  int
			Common     int64   `json:"common_time"`
			PHolm      float64 `json:"p_holm"`
		}
		Groups []struct {
			Key   string
			Place [2]int
		}
	}
	code, out, errs := try(t, "score", sampleFile, "--forecaster", "Heron", "--against", "team median", "--by", "forecaster", "--json")
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
		t.Fatal(errs, err)
	}
	a := got.Against
	if a.Name != "Team median" || a.Key != "" || a.Questions < 10 || a.Common == 0 || !(a.CI95[0] < a.Difference && a.Difference < a.CI95[1]) || !(a.PHolm > 0) {
		t.Errorf("%+v", a)
	}
	if g := got.Groups; len(g) != 1 || g[0].Key != "Heron" || g[0].Place[0] < 1 || g[0].Place[1] > 5 {
		t.Errorf("%+v", g)
	}
	_, out, _ = try(t, "score", sampleFile, "--against", "Heron")
	if !strings.Contains(out, "the score less that of Heron") {
		t.Error(out)
	}
	_, out, _ = try(t, "score", sampleFile, "--by", "question")
	if regexp.MustCompile(`[0-9a-f]{16}`).MatchString(out) || !strings.Contains(out, "North Korea") {
		t.Error(out)
	}
	for _, refused := range [][]string{{"--against", "Nobody"}, {"--type", "fraction"}, {"--period", "2024-02-01..2024-01-01"}} {
		if code, out, errs := try(t, append([]string{"score", sampleFile}, refused...)...); code != 2 || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: code %d, %q, %q", refused, code, out, errs)
		}
	}
}
