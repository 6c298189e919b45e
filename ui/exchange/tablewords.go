package exchange

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/timecolumn"
)

// meanings are what a column of a table can stand for, for people.
var meanings = []struct{ column, words string }{
	{"", "Leave out"}, {"question_id", "Question"}, {"title", "Title"}, {"forecaster", "Forecaster"}, {"made_at", "Made at"},
	{"probability", "Probability"}, {"option", "Option"}, {"outcome", "Outcome"}, {"opens_at", "Opens"}, {"closes_at", "Closes"},
	{"resolved_at", "Known at"},
}

// probabilityWord is what a column of one forecaster or one question is.
const probabilityWord = "Probability"

func meaningWords() []string {
	all := make([]string, len(meanings))
	for i, m := range meanings {
		all[i] = m.words
	}
	return all
}

func meaningOf(column string) int {
	for i, m := range meanings {
		if m.column == column {
			return i
		}
	}
	return 0
}

// writtenWords say how a table is written.
func writtenWords(v *importing.TableView) string {
	comma := map[byte]string{',': "commas", ';': "semicolons", '\t': "tabs", '|': "bars"}[v.Comma]
	all := []string{comma}
	switch {
	case v.List:
		all = []string{"a list of predictions"}
	case v.Sheet != "":
		all = []string{"sheet " + v.Sheet}
		if n := len(v.Sheets); n > 1 {
			all[0] += ", of " + strconv.Itoa(n)
		}
	}
	if v.Set != "" {
		all = append(all, v.Set)
	}
	if strings.Contains(v.Unit.Small+v.Unit.Large, ",") {
		all = append(all, "decimal comma")
	}
	if len(v.Dates) > 0 {
		d := v.Dates[0]
		at := slices.IndexFunc(v.Columns, func(c score.TableColumn) bool { return c.Name == d.Column })
		order := "day, month, year"
		if d.Order == timecolumn.MonthFirst {
			order = "month, day, year"
		}
		all = append(all, order+" in column "+columnLetter(max(at, 0)))
	}
	if v.Header > 1 {
		all = append(all, "header in line "+strconv.Itoa(v.Header))
	}
	if v.Recalled {
		all = append(all, "read like the last table with these columns")
	}
	return strings.Join(all, " · ")
}

// outcomeWords say what words of the outcome column were read as.
func outcomeWords(v *importing.TableView) string {
	var all []string
	at := slices.IndexFunc(v.Columns, func(c score.TableColumn) bool { return c.Means == "outcome" })
	for i := range v.Lines {
		l := &v.Lines[i]
		if at < 0 || len(l.Rows) == 0 || l.Cells[at] == "" {
			continue
		}
		cell, says := l.Cells[at], outcomeSaid(&l.Rows[0])
		if _, number := strconv.ParseFloat(cell, 64); number == nil || strings.EqualFold(cell, says) {
			continue
		}
		if s := words.Cut(cell, 16) + " is " + says; !slices.Contains(all, s) {
			if all = append(all, s); len(all) == 3 {
				break
			}
		}
	}
	return strings.Join(all, " · ")
}

// dated finds the numbers of a date whose day and month could be exchanged.
var dated = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}`)

// ambiguous gives the two readings of a date of a column that has two, or else of the
// one that shows the order.
func ambiguous(v *importing.TableView, d score.DatesTaken) (dayFirst, monthFirst, example string) {
	at := slices.IndexFunc(v.Columns, func(c score.TableColumn) bool { return c.Name == d.Column })
	example = d.Example
	for i := range v.Lines {
		m := dated.FindStringSubmatch(v.Lines[i].Cells[max(at, 0)])
		if m == nil || m[1] == m[2] {
			continue
		}
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		if a <= 12 && b <= 12 {
			example = m[0]
			break
		}
	}
	m := dated.FindStringSubmatch(example)
	if m == nil {
		return "Day first", "Month first", example
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	named := func(day, month int, other string) string {
		if month < 1 || month > 12 {
			return other
		}
		return strconv.Itoa(day) + " " + time.Month(month).String()
	}
	return named(a, b, "Day first"), named(b, a, "Month first"), example
}

// zone is one that a table's times may be in.
type zone struct {
	shown string
	at    *time.Location
}

// zonesFor are the zones that a table's times may be in: the user's, UTC, and those in
// which many forecasts are made.
func zonesFor(own *time.Location) []zone {
	all := []zone{{own.String(), own}}
	if own == time.Local {
		all[0].shown = "This computer’s"
	}
	for _, name := range []string{"UTC", "America/Los_Angeles", "America/New_York", "Asia/Seoul", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Europe/Berlin", "Europe/London"} {
		at, err := time.LoadLocation(name)
		if err == nil && name != own.String() {
			all = append(all, zone{name, at})
		}
	}
	return all
}
