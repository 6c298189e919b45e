package exchange

import (
	"fmt"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
	"weathervane/model/journal"
	"weathervane/ui/theme"
)

// trustRow is a line under "Can it be trusted?".
type trustRow struct {
	icon   string
	ink    theme.Role
	title  string
	more   string
	log    *merging.Log // whose records may be left out
	button string       // what opens more about it
	open   func()
	shows  *merging.Log      // of which the button shows the records that nobody trusted saw
	from   int64             // the first of them
	trusts []merging.Witness // whom the button lets one trust
}

func (r trustRow) passed() bool { return r.ink == theme.Good }

func good(title, more string) trustRow {
	return trustRow{icon: "check-circle", ink: theme.Good, title: title, more: more}
}

func doubt(icon, title, more string) trustRow {
	return trustRow{icon: icon, ink: theme.Warning, title: title, more: more}
}

// trustRows say of files whose they are, whether they hold, and what asks for a look.
func trustRows(b importing.Result, logs []merging.Log, except map[journal.LogID]bool, now time.Time) []trustRow {
	var out []trustRow
	for i := range logs {
		out = append(out, keyRow(&logs[i], except[logs[i].Log], now))
	}
	taken := logsOf(b.Summary)
	if len(taken) > 0 {
		out = append(out, completeRow(taken, now))
	}
	if r, ok := unchangedRow(taken, now); ok {
		out = append(out, r)
	}
	for i := range taken {
		if taken[i].NewRecords > 0 {
			out = append(out, witnessRows(&taken[i], b.Overturns, now)...)
		}
	}
	for i := range taken {
		if aside := taken[i].SetAside; aside != nil {
			what, why, _ := strings.Cut(aside.Says(), ": ")
			out = append(out, doubt("clock", taken[i].Name+": "+what, why+"; a later import takes them"))
		}
	}
	if b.Late > 0 {
		out = append(out, doubt("warning", words.Counted(b.Late, "late entry", "late entries"), lateWords(b.Summary, now)))
	}
	if b.Waiting > 0 {
		out = append(out, doubt("clock", words.Counted(b.Waiting, "record waits", "records wait"), "for something that has not arrived; they are kept"))
	}
	if b.NotUnderstood > 0 {
		out = append(out, doubt("warning", words.Counted(b.NotUnderstood, "record not understood", "records not understood"), "of a newer version; they are kept and passed on"))
	}
	return append(out, foreignRows(b)...)
}

func logsOf(s merging.Summary) []merging.Log {
	var all []merging.Log
	for _, f := range s.Files {
		all = append(all, f.Logs...)
	}
	return all
}

// keyRow says whose signature a log carries.
func keyRow(l *merging.Log, out bool, now time.Time) trustRow {
	var r trustRow
	key := "key " + fingerprint(l.Key)
	switch {
	case out:
		r = trustRow{icon: "close", ink: theme.Secondary, title: l.Name + ": left out", more: "nothing of this log is taken"}
	case l.Resembles != "":
		r = doubt("warning", l.Name+": looks like "+l.Resembles, key+" is new, "+l.Imitates())
	case l.KnownSince != nil:
		r = good(l.Name+": "+words.Counted(l.NewRecords, "new record", "new records"), key+", known since "+day(*l.KnownSince, now))
	default:
		r = doubt("key", l.Name+": "+words.Counted(l.NewRecords, "new record", "new records"), "new "+key+": compare it with its owner")
	}
	r.log = l
	return r
}

// completeRow says that the logs are whole, and of a single one also what was known
// of it.
func completeRow(logs []merging.Log, now time.Time) trustRow {
	title, more := "Signatures valid, logs complete", "every record from 0 on, each tree hash signed by its author"
	if len(logs) == 1 {
		l := logs[0]
		title = "Signature valid, log complete"
		more = fmt.Sprintf("records 0–%d, tree hash signed by %s", l.Records-1, l.Name)
		if l.Seen > 0 && l.SeenAt != nil {
			title = "Log complete, nothing rewritten"
			more = fmt.Sprintf("records 0–%d · since you last saw record %d of %s", l.Records-1, l.Seen-1, day(*l.SeenAt, now))
		}
	}
	kept := 0
	for _, l := range logs {
		kept += l.Withheld
	}
	if kept > 0 {
		more += "; " + words.Count(kept) + " withheld"
	}
	return good(title, more)
}

// unchangedRow says that what was known of the logs is still in them.
func unchangedRow(logs []merging.Log, now time.Time) (trustRow, bool) {
	var known []merging.Log
	for _, l := range logs {
		if l.Seen > 0 && l.SeenAt != nil {
			known = append(known, l)
		}
	}
	switch {
	case len(known) == 0 || len(logs) == 1:
		return trustRow{}, false
	case len(known) == 1:
		return good("Nothing rewritten", fmt.Sprintf("since you last saw %s’s record %d of %s", known[0].Name, known[0].Seen-1, day(*known[0].SeenAt, now))), true
	}
	return good("Nothing rewritten", "since you last saw each of the "+words.Counted(len(known), "log", "logs")+" that you know"), true
}

func lateWords(s merging.Summary, now time.Time) string {
	if len(s.LateEntries) > 0 {
		if e := s.LateEntries[0]; e.MadeAt != nil {
			return "made " + day(*e.MadeAt, now) + ", recorded " + day(e.Recorded, now) + "; counted from when recorded"
		}
	}
	return "recorded after they were made; they count from when they were recorded"
}

// foreignRows say how the exports of other services were read.
func foreignRows(b importing.Result) []trustRow {
	var out []trustRow
	for _, f := range b.Foreign {
		r := trustRow{icon: "import", ink: theme.Good, title: f.From + ": recorded as imported", more: "in your own log, with the file’s hash; nobody signed it before"}
		if f.Known > 0 {
			r.more = words.Count(f.Known) + " of its forecasts are already here and are not added again"
		}
		out = append(out, r)
		for _, a := range f.Assumed {
			out = append(out, doubt("eye", "Assumed", a))
		}
		for _, o := range f.Odd {
			out = append(out, doubt("warning", words.Count(o.N)+" odd", o.What))
		}
	}
	return out
}

// passedWords say how many of the rows that can pass did.
func passedWords(rows []trustRow) (text string, all bool) {
	n := 0
	for _, r := range rows {
		if r.passed() {
			n++
		}
	}
	if n == len(rows) {
		return "All passed", true
	}
	return fmt.Sprintf("%d of %d passed", n, len(rows)), false
}
