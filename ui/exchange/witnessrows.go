package exchange

import (
	"context"
	"fmt"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/overturning"
	"weathervane/ui/dialogs"
)

// witnessRows say of a log with new records who saw them: those whom the user
// trusts, what none of them saw, and who else did. A key that nobody told to trust
// may be a second one of the author.
func witnessRows(l *merging.Log, all []overturning.Overturn, now time.Time) []trustRow {
	var trusted, others []merging.Witness
	for _, w := range l.Witnesses {
		switch {
		case w.Records <= l.Seen: // nothing that is new
		case w.Trusted:
			trusted = append(trusted, w)
		default:
			others = append(others, w)
		}
	}
	var out []trustRow
	seen := l.Seen
	if len(trusted) > 0 {
		seen = trusted[0].Records
		out = append(out, seenRow(l, trusted, now))
	}
	if seen < l.Records {
		out = append(out, unseenRow(l, seen, all))
	}
	if len(others) > 0 {
		out = append(out, strangerRow(l, others, now))
	}
	return out
}

// seenRow says up to which record somebody trusted saw a log, and when.
func seenRow(l *merging.Log, trusted []merging.Witness, now time.Time) trustRow {
	first := trusted[0]
	title := fmt.Sprintf("%s witnessed up to record %d", first.Name, first.Records-1)
	if first.Records == l.Records {
		title = fmt.Sprintf("%s witnessed all %s", first.Name, words.Counted(int(l.Records), "record", "records"))
	}
	more := fmt.Sprintf("on %s · %s of the %s", day(first.At, now), words.Count(int(first.Records-l.Seen)), words.Counted(int(l.Records-l.Seen), "new record", "new records"))
	if len(trusted) > 1 {
		var names []string
		for _, w := range trusted[1:] {
			names = append(names, w.Name)
		}
		more += " · others: " + strings.Join(names, ", ")
	}
	return good(title, more)
}

// unseenRow says which records nobody trusted saw, and whether they overturn
// anything.
func unseenRow(l *merging.Log, from int64, all []overturning.Overturn) trustRow {
	n := int(l.Records - from)
	title := fmt.Sprintf("Nobody you trust saw the last %s", words.Counted(n, "record", "records"))
	if n == 1 {
		title = "Nobody you trust saw the last record"
	}
	unseen, of := overturningRecords(l, from, all)
	more := fmt.Sprintf("%d–%d", from, l.Records-1)
	if n == 1 {
		more = fmt.Sprintf("record %d", from)
	}
	switch {
	case of == 0:
	case unseen == of && of == 1:
		more += " · the overturning one is among them"
	case unseen == of && of == 2:
		more += " · both overturning ones are among them"
	case unseen == of:
		more += fmt.Sprintf(" · all %s overturning ones are among them", words.Count(of))
	case unseen > 0:
		more += fmt.Sprintf(" · %s of the %s overturning ones are among them", words.Count(unseen), words.Count(of))
	default:
		more += " · none of the overturning ones is among them"
	}
	r := doubt("warning", title, more)
	r.shows, r.from = l, from
	return r
}

// overturningRecords counts the records of a log that overturn something, and of them
// those from a record on.
func overturningRecords(l *merging.Log, from int64, all []overturning.Overturn) (unseen, of int) {
	counted := map[int64]bool{}
	for i := range all {
		if o := &all[i]; o.Log == l.Log && o.Seq >= l.Seen && !o.Decision.IsZero() && !counted[o.Seq] {
			counted[o.Seq] = true
			of++
			if o.Seq >= from {
				unseen++
			}
		}
	}
	return unseen, of
}

// strangerRow says who saw a log and is not trusted.
func strangerRow(l *merging.Log, others []merging.Witness, now time.Time) trustRow {
	w := others[0]
	saw := "up to record " + fmt.Sprint(w.Records-1)
	if w.Records == l.Records {
		saw = "all " + words.Count(int(l.Records))
	}
	title, more := w.Name+" saw "+saw+", but is not trusted", "key "+shortKey(w.Key)+" · on "+day(w.At, now)
	if w.New {
		more = "key " + shortKey(w.Key) + " · first seen in this file"
	}
	if len(others) > 1 {
		title = words.Count(len(others)) + " keys saw it, but are not trusted"
		more = w.Name + " saw " + saw
	}
	r := doubt("key", title, more)
	r.trusts = others
	return r
}

// shortKey is the beginning of a fingerprint in two groups of four.
func shortKey(key string) string {
	if len(key) < 8 {
		return key
	}
	return key[:4] + " " + key[4:8]
}

// askTrust asks which witnesses are to be trusted, and looks at the files again.
func (p *Page) askTrust(who []merging.Witness) {
	win := p.host.Window()
	if win == nil {
		return
	}
	keys := make([]dialogs.TrustedKey, len(who))
	for i, w := range who {
		keys[i] = dialogs.TrustedKey{Name: w.Name, Key: w.Key, Trusted: w.Trusted}
		if w.New {
			keys[i].Note = "first seen in this file"
		}
	}
	dialogs.AskTrust(win, keys, func(changed map[string]bool) {
		p.host.Run("exchange.trust", func(ctx context.Context) (func(), error) {
			return p.look, p.desk.Trust(ctx, changed)
		})
	})
}
