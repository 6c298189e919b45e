package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
)

// Numbers, instants and lists at the ends of what records may have end no command,
// and no figure made of them is printed as one that is none.
func TestExtremeNumbers(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	folder := t.TempDir()
	ids := desktest.WriteExtreme(t, filepath.Join(folder, "extreme.forecasts"))
	file := filepath.Join(folder, "w.vane")
	uses := []string{"import F D/extreme.forecasts", "list F", "list F forecasts", "list F scenarios", "list F records", "score F", "score F --by forecaster", "score F --by question",
		"score F --conventions", "score F --peer", "coherence F --by Extreme", "leaning F ARTICLE", "show F SET", "show F MANY", "show F OPEN", "show F DATE", "check F", "verify F",
		"report F -o D/r.html", "report F -o D/r.xlsx", "report F -o D/r.csv", "report F -o D/r.pdf"}
	for name := range ids {
		if slices.Contains([]string{"number1", "number4", "number10", "sure0", "sure2"}, name) {
			uses = append(uses, "show F "+strings.ToUpper(name))
		}
	}
	uses = append(uses, "snapshot F -o D/p.png --page questions")
	if code, _, errs := try(t, "new", file, "--as", "Heron"); code != 0 {
		t.Fatal(errs)
	}
	for _, use := range uses {
		args := strings.Fields(use)
		for i, a := range args {
			args[i] = hostileArgument(a, file, folder, ids)
		}
		code, out, errs := try(t, args...)
		if code == 2 {
			t.Errorf("%s: %s", use, errs)
		}
		at := max(strings.Index(out, "NaN"), strings.Index(out, "Inf"), strings.Index(out, "×∞"))
		if strings.HasPrefix(use, "score") && !strings.Contains(use, "--conventions") {
			at = max(at, strings.Index(out, "∞"))
		}
		if at >= 0 {
			t.Errorf("%s prints %q", use, out[max(at-80, 0):min(at+20, len(out))])
		}
		if strings.HasPrefix(use, "report") || strings.HasPrefix(use, "snapshot") {
			continue
		}
		if code, out, errs := try(t, append(args, "--json")...); code == 2 || code == 0 && out != "" && !json.Valid([]byte(out)) {
			t.Errorf("%s --json: code %d, %s", use, code, errs)
		}
	}
}
