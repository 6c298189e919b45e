package exchange

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// tile is a number of what a file adds.
type tile struct {
	number, words string
	tone          widgets.Tone
}

// tiles are the four numbers over the list of changes; the last is of what
// asks for a look.
func tiles(s forecasts.ImportSummary) []tile {
	a := s.Adds
	out := []tile{
		{plus(a.Forecasts), noun(a.Forecasts, "forecast", "forecasts"), widgets.Neutral},
		{plus(a.Questions), noun(a.Questions, "question", "questions"), widgets.Neutral},
		{plus(a.Findings + a.Articles), "evidence", widgets.Neutral},
	}
	if n := len(s.Disputed); n > 0 {
		return append(out, tile{notation.Count(n), "disputed", widgets.Cautious})
	}
	return append(out, tile{plus(a.Resolutions), noun(a.Resolutions, "resolution", "resolutions"), widgets.Neutral})
}

func plus(n int) string {
	if n == 0 {
		return "0"
	}
	return "+" + notation.Count(n)
}

func noun(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

func count(n int, one, more string) string { return notation.Count(n) + " " + noun(n, one, more) }

// total is how many records are new.
func total(s forecasts.ImportSummary) (records int, names []string) {
	seen, all := map[string]bool{}, []string{}
	defer func() { // where nobody brings anything, whose the file is
		if len(names) == 0 {
			names = slices.Compact(all)
		}
	}()
	for _, f := range s.Files {
		for _, l := range f.Logs {
			records += l.NewRecords
			all = append(all, l.Name)
			if l.NewRecords > 0 && !seen[l.Name] {
				seen[l.Name] = true
				names = append(names, l.Name)
			}
		}
	}
	return records, names
}

// heading is what the file row says.
func heading(s forecasts.ImportSummary) (title, more string) {
	switch len(s.Files) {
	case 0:
		return "No file", ""
	case 1:
		title = filepath.Base(s.Files[0].File)
	default:
		title = count(len(s.Files), "file", "files")
	}
	records, names := total(s)
	return title, "From " + strings.Join(names, ", ") + "  ·  " + count(records, "new record", "new records")
}

// iconOf is the picture of a kind of change.
func iconOf(kind string) string {
	for _, k := range []struct{ part, icon string }{
		{"forecast", "activity"}, {"question", "questions"}, {"finding", "evidence"}, {"article", "evidence"},
		{"evidence", "evidence"}, {"resol", "flag"}, {"annul", "flag"}, {"comment", "note"},
	} {
		if strings.Contains(kind, k.part) {
			return k.icon
		}
	}
	return "note"
}

// trustRow is a line under "Can it be trusted?".
type trustRow struct {
	icon  string
	ink   theme.Role
	title string
	more  string
	log   *forecasts.ImportLog // whose records may be left out
}

func trustRows(s forecasts.ImportSummary, logs []forecasts.ImportLog, except map[journal.LogID]bool, now time.Time) []trustRow {
	var out []trustRow
	for i := range logs {
		l := &logs[i]
		r := trustRow{icon: "check-circle", ink: theme.Good, title: l.Name + ": " + count(l.NewRecords, "new record", "new records"), log: l}
		switch {
		case except[l.Log]:
			r.icon, r.ink, r.title, r.more = "close", theme.Secondary, l.Name+": left out", "nothing of this log is taken"
		case l.KnownSince != nil:
			r.more = "key " + fingerprint(l.Key) + ", known since " + notation.Day(l.KnownSince.Time(), now.Location(), now)
		default:
			r.icon, r.ink = "key", theme.Warning
			r.more = "new key " + fingerprint(l.Key) + ": compare it with its owner"
		}
		out = append(out, r)
	}
	if s.Late > 0 {
		out = append(out, trustRow{icon: "clock", ink: theme.Warning, title: count(s.Late, "late entry", "late entries"),
			more: "recorded after they were made; they count from when they were recorded"})
	}
	if s.Waiting > 0 {
		out = append(out, trustRow{icon: "clock", ink: theme.Warning, title: count(s.Waiting, "record waits", "records wait"),
			more: "for something that has not arrived; they are kept"})
	}
	if s.NotUnderstood > 0 {
		out = append(out, trustRow{icon: "warning", ink: theme.Warning, title: count(s.NotUnderstood, "record not understood", "records not understood"),
			more: "of a newer version; they are kept and passed on"})
	}
	return out
}

// fingerprint is the beginning of a key's fingerprint in groups of four.
func fingerprint(key string) string {
	var parts []string
	for i := 0; i+4 <= len(key) && i < 12; i += 4 {
		parts = append(parts, key[i:i+4])
	}
	if parts == nil {
		return key
	}
	return strings.Join(parts, " ")
}

// checkRow is a line of what verify found.
type checkRow struct {
	icon  string
	ink   theme.Role
	title string
	more  string
	chip  string
	tone  widgets.Tone
}

func checkRows(v forecasts.Verification) []checkRow {
	var out []checkRow
	for _, p := range v.Problems {
		out = append(out, problemRow(p))
	}
	for _, l := range v.Logs {
		r := checkRow{icon: "check-circle", ink: theme.Good, title: l.Name, chip: "Holds", tone: widgets.Positive}
		r.more = count(int(l.Records), "record", "records")
		if l.Withheld > 0 {
			r.more += ", " + notation.Count(int(l.Withheld)) + " withheld"
		}
		if l.SignedTo == 0 && l.Records > 0 {
			r.more += ", signed when it is first exported"
		} else if l.SignedTo < l.Records {
			r.more += ", signed to " + notation.Count(int(l.SignedTo))
		} else {
			r.more += ", all signed"
		}
		if len(l.Problems) > 0 {
			r.icon, r.ink, r.tone = "warning", theme.Bad, widgets.Negative
			r.chip = count(len(l.Problems), "problem", "problems")
		}
		out = append(out, r)
		for _, p := range l.Problems {
			out = append(out, problemRow(p))
		}
	}
	return out
}

// pastRows are the exchanges that were, as the logs at hand tell them.
func pastRows(past []forecasts.Exchange, now time.Time) []checkRow {
	var out []checkRow
	for _, e := range past {
		r := checkRow{icon: "import", ink: theme.Secondary, title: "You took " + e.Of, tone: widgets.Neutral}
		switch {
		case !e.Mine && e.Given:
			r.icon, r.title = "export", e.By+" took yours"
		case !e.Mine:
			r.icon, r.title = "exchange", e.By+" took "+e.Of
		}
		r.more = "up to record " + notation.Count(int(e.Records)) + " · " + notation.Day(e.At.Time(), now.Location(), now)
		out = append(out, r)
	}
	return out
}

func problemRow(p forecasts.Problem) checkRow {
	r := checkRow{icon: "warning", ink: theme.Bad, title: p.What, tone: widgets.Negative}
	if p.Line > 0 {
		r.more = fmt.Sprintf("line %d", p.Line)
	}
	return r
}

// fileName is what an export is called unless one says otherwise.
func fileName(now time.Time) string {
	return "forecasts-" + now.Format("2006-01-02") + ".forecasts"
}

// withEnding gives a path the ending that forecast files have.
func withEnding(path string) string {
	if strings.EqualFold(filepath.Ext(path), ".forecasts") {
		return path
	}
	return path + ".forecasts"
}
