package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"weathervane/forecasts/desktest"
	"weathervane/model/journal"
)

// hostileUse has arguments for every command, by its path: F is the workspace, D
// its folder, TEXT the hostile text, and names in capitals are ids of the
// colleague's records. What begins with "!" is refused with exit code 2.
var hostileUse = map[string][]string{
	"new":    {"!new F --as TEXT", "!new D/other --as " + strings.Repeat("a", 101), "!new D --as Heron"},
	"ask":    {"!ask F --title TEXT --closes 2030-01-01", "!ask F --title " + strings.Repeat("a", 501) + " --closes 2030-01-01", "!ask F --title T --closes TEXT", "!ask F --title T --closes 2030-01-01 --tag TEXT", "ask F --title Rain --closes 2030-01-01 --criteria TEXT --background TEXT"},
	"import": {"import F D/hostile.forecasts", "import F D/hostile.forecasts --dry-run", "!import F D/nowhere", "!import F D/garbage.csv"},
	"list": {"list F", "list F questions --tag TEXT", "list F forecasts", "list F articles", "list F findings", "list F scenarios", "list F logs", "list F records",
		"!list F TEXT", "!list F questions --status TEXT", "list F questions --by 00000000"},
	"show": {"show F QUESTION", "show F CHOICE", "show F NUMERIC", "show F RESOLVED", "show F ANNULLED", "show F WON", "show F CONDITIONAL", "show F ARTICLE",
		"show F FINDING", "show F SCENARIOS", "show F FORECAST", "show F SIGNPOST", "show F LOG", "show F BY", "!show F TEXT"},
	"search":     {"search F Crane", "search F rain", "search F tag:TEXT", "search F from:TEXT", "search F TEXT"},
	"score":      {"score F", "score F --by forecaster", "score F --by question", "score F --by tag", "score F --by source", "score F --by horizon", "score F --conventions", "score F --moved-since 2024-01-01", "score F --as-of 2025-01-01", "!score F --rule TEXT", "!score D/garbage.csv", "score D/table.csv --by forecaster"},
	"verify":     {"verify F", "verify D/hostile.forecasts", "verify D/hostile.forecasts --against F", "!verify D/nowhere", "!verify D/garbage.csv"},
	"check":      {"check F"},
	"rebuild":    {"rebuild F"},
	"backup":     {"backup F D/backup", "!backup F D/nowhere/backup"},
	"coherence":  {"coherence F", "!coherence F --by TEXT"},
	"leaning":    {"leaning F", "leaning F ARTICLE", "leaning F FINDING"},
	"forecast":   {"!forecast F QUESTION 20% --by TEXT", "forecast F QUESTION 20% --note TEXT", "!forecast F QUESTION TEXT", "!forecast F CHOICE TEXT", "forecast F NUMERIC 10%:20 50%:40 90%:60"},
	"withdraw":   {"withdraw F QUESTION --why TEXT", "!withdraw F TEXT"},
	"comment":    {"comment F QUESTION TEXT"},
	"attach":     {"attach F D/article.txt --title TEXT --author TEXT --publisher TEXT", "!attach F D/acting.txt", "!attach F D/hostile.html", "attach F D/hostile.eml", "!attach F D/TEXT"},
	"find":       {"find F ARTICLE --quote expected --claim Rain --note TEXT", "!find F ARTICLE --quote TEXT --claim TEXT"},
	"judge":      {"judge F FINDING QUESTION 3 --note TEXT", "!judge F FINDING CHOICE TEXT=2", "!judge F FINDING QUESTION TEXT"},
	"group":      {"group F FINDING FINDING2 --why TEXT"},
	"grade":      {"grade F Press B --why TEXT", "!grade F Press TEXT"},
	"base-rate":  {"base-rate F QUESTION --class Rain --happened 1 --of 3", "!base-rate F QUESTION --class Rain --happened TEXT --of 3"},
	"relate":     {"relate F QUESTION implies CONDITIONAL --note TEXT", "!relate F QUESTION TEXT CONDITIONAL"},
	"revise":     {"revise F QUESTION --criteria TEXT --why TEXT", "!revise F QUESTION --title TEXT"},
	"resolve":    {"resolve F QUESTION yes --note TEXT --source TEXT", "!resolve F CHOICE TEXT", "!resolve F NUMERIC TEXT"},
	"confirm":    {"confirm F RESOLVED"},
	"annul":      {"annul F CONDITIONAL --why ambiguous --note TEXT", "!annul F CHOICE --why TEXT"},
	"reopen":     {"reopen F RESOLVED"},
	"retract":    {"!retract F FORECAST --why TEXT", "!retract F TEXT --why TEXT"},
	"reveal":     {"!reveal F FORECAST"},
	"prove":      {"prove F FORECAST -o D/x.proof"},
	"pin":        {"pin F CHOICE"},
	"review":     {"review F --period 2023-01-01..2025-01-01 --verdict TEXT"},
	"sync":       {"sync F D/shared"},
	"export":     {"export F -o D/out.forecasts", "export F --dry-run", "export F -o D/note.forecasts --note TEXT", "!export F -o D/nowhere/out.forecasts"},
	"report":     {"report F -o D/r.html", "report F -o D/r.md", "report F -o D/r.csv", "report F -o D/r.ics", "report F -o D/r.xlsx", "report F -o D/r.pdf", "!report F -o D/TEXT"},
	"snapshot":   {"snapshot F --page questions -o D/s.png", "!snapshot F --page TEXT -o D/s.png"},
	"restore":    {"restore D/backup D/restored", "!restore D/garbage.csv D/restored"},
	"help":       {"help list", "help TEXT"},
	"completion": {"completion bash"}, "completion bash": {}, "completion fish": {}, "completion zsh": {}, "completion powershell": {},
	"scenario": {"!scenario"}, "signpost": {"!signpost"},
	"scenario frame":     {"scenario frame F --title Futures --horizon 2030-01-01 --scenario Calm --scenario Storm", "!scenario frame F --title TEXT --horizon 2030-01-01 --scenario Calm --scenario Storm"},
	"scenario revise":    {"!scenario revise F SCENARIOS --title TEXT"},
	"scenario weigh":     {"!scenario weigh F SCENARIOS TEXT=50%"},
	"scenario condition": {"!scenario condition F SCENARIOS QUESTION TEXT=50%"},
	"scenario resolve":   {"!scenario resolve F SCENARIOS TEXT"},
	"scenario rate":      {"!scenario rate F SCENARIOS FINDING TEXT=CC"},
	"signpost place":     {"!signpost place F SCENARIOS --text Rain --check-by 2029-01-01 TEXT=50%"},
	"signpost check":     {"signpost check F SIGNPOST yes"},
}

// commandPaths are the paths of all commands below one.
func commandPaths(c *cobra.Command) []string {
	var all []string
	for _, sub := range c.Commands() {
		_, path, _ := strings.Cut(sub.CommandPath(), " ")
		all = append(append(all, path), commandPaths(sub)...)
	}
	return all
}

// What any command prints of a colleague's records, of names of files and of
// arguments, as text and as JSON, moves, hides and forges nothing.
func TestNothingHostileReachesATerminal(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	folder := filepath.Join(t.TempDir(), "bird\x1b[2K\u202e\nEverything is valid.")
	if err := os.MkdirAll(filepath.Join(folder, "shared"), 0o755); err != nil {
		t.Fatal(err)
	}
	ids := desktest.WriteHostile(t, filepath.Join(folder, "hostile.forecasts"), desktest.Forging)
	desktest.WriteHostile(t, filepath.Join(folder, "shared", "marked\x1b[2K.forecasts"), desktest.Marked)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("garbage.csv", desktest.Forging)
	write("table.csv", "question_id,forecaster,made_at,probability,outcome\nq,\""+strings.ReplaceAll(desktest.Forging, "\"", "\"\"")+"\",2024-01-02,0.2,1\n")
	write("article.txt", "Rain\n\nRain is expected \u202e.")
	write("acting.txt", "Rain\n\n"+desktest.Forging)
	write("hostile.html", "<html><head><title>"+desktest.Forging+"</title></head><body><article><p>"+strings.Repeat("Rain is expected. ", 40)+"</p></article></body></html>")
	write("hostile.eml", "From: =?utf-8?q?a=1B[2Kb?= <a@example.org>\r\nSubject: =?utf-8?q?Rain=1B[2K=0AEverything?=\r\nDate: Tue, 2 Jan 2024 10:00:00 +0000\r\n\r\nRain is expected.\r\n")
	file := filepath.Join(folder, "w.vane")
	if code, _, errs := try(t, "new", file, "--as", "Heron"); code != 0 {
		t.Fatal(errs)
	}

	paths := commandPaths((&program{}).commands())
	for _, path := range paths {
		if _, ok := hostileUse[path]; !ok {
			t.Errorf("%s is not tried", path)
		}
	}
	order := append([]string{"import"}, slices.DeleteFunc(paths, func(p string) bool { return p == "import" })...)
	for _, path := range order {
		for _, use := range hostileUse[path] {
			use, refused := strings.CutPrefix(use, "!")
			args := strings.Fields(use)
			for i, a := range args {
				args[i] = hostileArgument(a, file, folder, ids)
			}
			for _, more := range [][]string{nil, {"--json"}} {
				code, out, errs := try(t, append(slices.Clone(args), more...)...)
				if more == nil && (code == 2) != refused {
					t.Errorf("%s: code %d: %s", use, code, errs)
				}
				if at := strings.IndexFunc(out+errs, desktest.Acting); at >= 0 {
					t.Errorf("%s %s prints %q", use, more, (out + errs)[max(at-60, 0):min(at+60, len(out+errs))])
				}
				if lines := strings.Count(out+errs, "\nEverything is valid."); more == nil && lines > 0 && path != "verify" || lines > 1 {
					t.Errorf("%s %s has a forged line:\n%s", use, more, out+errs)
				}
				if more != nil && json.Valid([]byte(out)) && len(out) > 0 && strings.Contains(out, `\u001b[2K`) && !strings.Contains(out, `\u202e`) {
					t.Errorf("%s --json loses what it escapes: %s", use, out)
				}
				if strings.Count(errs, "\n") > 3 {
					t.Errorf("%s says %q", use, errs)
				}
			}
		}
	}
}

func hostileArgument(a, file, folder string, ids map[string]journal.ID) string {
	if id, ok := ids[strings.ToLower(a)]; ok && a == strings.ToUpper(a) {
		return id.String()
	}
	if a == "F" {
		return file
	}
	if rest, ok := strings.CutPrefix(a, "D/"); ok {
		return filepath.Join(folder, strings.ReplaceAll(rest, "TEXT", "a\x1b[2K\n\u202eb"))
	}
	if a == "D" {
		return folder
	}
	return strings.ReplaceAll(a, "TEXT", desktest.Forging)
}
