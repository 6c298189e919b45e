package exchange

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
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
func tiles(b importing.Result) []tile {
	s := b.Summary
	a := s.Adds
	by := ""
	if _, names := total(s); len(names) == 1 {
		by = " by " + names[0]
	}
	out := []tile{
		{plus(a.Forecasts), noun(a.Forecasts, "forecast", "forecasts") + by, widgets.Neutral},
		{plus(a.Questions), noun(a.Questions, "question", "questions"), widgets.Neutral},
		{plus(a.Findings + a.Articles), "evidence", widgets.Neutral},
	}
	if n := len(b.Overturns); n > 0 {
		return append(out, tile{words.Count(n), "overturned", widgets.Cautious})
	}
	if n := len(s.Disputed); n > 0 {
		return append(out, tile{words.Count(n), noun(n, "conflict", "conflicts"), widgets.Cautious})
	}
	return append(out, tile{plus(a.Resolutions), noun(a.Resolutions, "resolution", "resolutions"), widgets.Neutral})
}

func plus(n int) string {
	if n == 0 {
		return "0"
	}
	return "+" + words.Count(n)
}

func noun(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// total is how many records are new, and whose.
func total(s merging.Summary) (records int, names []string) {
	var all []string
	for _, f := range s.Files {
		for _, l := range f.Logs {
			records += l.NewRecords
			all = append(all, l.Name)
			if l.NewRecords > 0 && !slices.Contains(names, l.Name) {
				names = append(names, l.Name)
			}
		}
	}
	if len(names) == 0 { // where nobody brings anything, whose the file is
		slices.Sort(all)
		names = slices.Compact(all)
	}
	return records, names
}

// adds is how many records a merge would write.
func adds(b importing.Result) int {
	n, _ := total(b.Summary)
	if len(b.Foreign) > 0 {
		a := b.Adds
		n = max(n, a.Questions+a.Forecasts+a.Resolutions+a.Other)
	}
	return n
}

// added is how many of the new records count.
func added(b importing.Result) int {
	a := b.Adds
	return a.Questions + a.Forecasts + a.Findings + a.Articles + a.Resolutions + a.Other
}

// heading is what the file row says.
func heading(b importing.Result, now time.Time) (title, more string) {
	var names []string
	var bytes int64
	for _, f := range b.Files {
		names, bytes = append(names, filepath.Base(f.File)), bytes+f.Bytes
	}
	for _, f := range b.Foreign {
		names = append(names, filepath.Base(f.File))
	}
	switch len(names) {
	case 0:
		return "No file", ""
	case 1:
		title = names[0]
	default:
		title = words.Counted(len(names), "file", "files")
	}
	var text []string
	if n, who := total(b.Summary); len(who) > 0 {
		text = append(text, "From "+strings.Join(who, ", "))
		if len(b.Files) == 1 && b.Files[0].ExportedAt > 0 {
			text = append(text, "exported "+moment(b.Files[0].ExportedAt, now))
		}
		if bytes > 0 {
			text = append(text, words.Bytes(bytes))
		}
		text = append(text, words.Counted(n, "new record", "new records")+span(b.Summary))
	}
	for _, f := range b.Foreign {
		text = append(text, f.From+": "+words.Counted(f.Questions, "question", "questions")+", "+words.Counted(f.Forecasts, "forecast", "forecasts"))
	}
	return title, strings.Join(text, "  ·  ")
}

// span says where in a log its new records are, if there is only one log.
func span(s merging.Summary) string {
	if len(s.Files) != 1 || len(s.Files[0].Logs) != 1 {
		return ""
	}
	l := s.Files[0].Logs[0]
	if l.NewRecords < 2 || int64(l.NewRecords) != l.Records-l.Seen {
		return ""
	}
	return fmt.Sprintf(", %d–%d", l.Seen, l.Records-1)
}

func moment(at journal.Instant, now time.Time) string {
	return day(at, now) + ", " + words.Clock(at.Time().In(now.Location()))
}

func day(at journal.Instant, now time.Time) string {
	return words.Day(at.Time(), now.Location(), now)
}

// iconOf is the picture of a kind of change.
func iconOf(kind string) string {
	for _, k := range []struct{ part, icon string }{
		{"forecast", "activity"}, {"question.a", "questions"}, {"finding", "evidence"}, {"article", "evidence"}, {"bearing", "evidence"},
		{"evidence", "evidence"}, {"resol", "flag"}, {"annul", "flag"}, {"question", "questions"}, {"comment", "note"},
	} {
		if strings.Contains(kind, k.part) {
			return k.icon
		}
	}
	return "note"
}

// changeWords say how a question's numbers move.
func changeWords(c merging.Change) string {
	switch {
	case c.First != nil && c.Last != nil && c.Count > 1:
		return words.FromTo(*c.First, *c.Last)
	case c.Last != nil:
		return words.Percent(*c.Last)
	case c.For+c.Against > 0:
		var both []string
		if c.For > 0 {
			both = append(both, words.Count(c.For)+" for")
		}
		if c.Against > 0 {
			both = append(both, words.Count(c.Against)+" against")
		}
		return strings.Join(both, ", ")
	}
	return c.Detail
}

// addsWords say what a change adds; whose it is where several people's come.
func addsWords(c merging.Change, several bool) string {
	if several {
		return c.What
	}
	return words.Added(c.Kind, c.Count)
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

func checkRows(v exchange.Verification) []checkRow {
	var out []checkRow
	for _, p := range v.Problems {
		out = append(out, problemRow(p))
	}
	for _, l := range v.Logs {
		r := checkRow{icon: "check-circle", ink: theme.Good, title: l.Name, chip: "Holds", tone: widgets.Positive}
		r.more = words.Counted(int(l.Records), "record", "records")
		if l.Withheld > 0 {
			r.more += ", " + words.Count(int(l.Withheld)) + " withheld"
		}
		if l.SignedTo == 0 && l.Records > 0 {
			r.more += ", signed when it is first exported"
		} else if l.SignedTo < l.Records {
			r.more += ", signed to " + words.Count(int(l.SignedTo))
		} else {
			r.more += ", all signed"
		}
		for _, note := range l.Notes {
			r.more += "; " + note
		}
		if len(l.Problems) > 0 {
			r.icon, r.ink, r.tone = "warning", theme.Bad, widgets.Negative
			r.chip = words.Counted(len(l.Problems), "problem", "problems")
		}
		out = append(out, r)
		for _, p := range l.Problems {
			out = append(out, problemRow(p))
		}
	}
	return out
}

func problemRow(p exchange.Problem) checkRow {
	r := checkRow{icon: "warning", ink: theme.Bad, title: p.What, tone: widgets.Negative}
	if p.Line > 0 {
		r.more = fmt.Sprintf("line %d", p.Line)
	}
	return r
}

// fileName is what an export is called unless one says otherwise.
func fileName(now time.Time) string {
	return "forecasts-" + words.ISODay(now) + ".forecasts"
}

// withEnding gives a path the ending that forecast files have.
func withEnding(path string) string {
	if strings.EqualFold(filepath.Ext(path), ".forecasts") {
		return path
	}
	return path + ".forecasts"
}

// leftOut lists the logs that are not to be taken.
func leftOut(seen []merging.Log, except map[journal.LogID]bool) []journal.LogID {
	var out []journal.LogID
	for _, l := range seen {
		if except[l.Log] {
			out = append(out, l.Log)
		}
	}
	return out
}
