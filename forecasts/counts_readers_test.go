package forecasts_test

import (
	"bytes"
	"context"
	"encoding"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/report"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// reader is a way to read a desk that shows what counts.
type reader struct {
	name string
	read func(context.Context, *forecasts.Desk) (any, error)
}

// readers are all that show what counts; histories, lists of records and files
// show the rest as well.
var readers = []reader{
	{"questions", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Questions(ctx, listing.Filter{}) }},
	{"rows", func(ctx context.Context, d *forecasts.Desk) (any, error) {
		return d.QuestionRows(ctx, listing.Filter{})
	}},
	{"forecasts", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Forecasts(ctx, listing.Filter{}) }},
	{"articles", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Articles(ctx, listing.Filter{}) }},
	{"article rows", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.ArticleRows(ctx) }},
	{"findings", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Findings(ctx, listing.Filter{}) }},
	{"sets", func(ctx context.Context, d *forecasts.Desk) (any, error) {
		return d.ScenarioSets(ctx, listing.Filter{})
	}},
	{"relations", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Relations(ctx) }},
	{"suggestions", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.SuggestRelations(ctx) }},
	{"show", shown},
	{"leaning", dependents},
	{"score", func(ctx context.Context, d *forecasts.Desk) (any, error) {
		v, err := d.Score(ctx, scoring.Options{})
		v.RestsOn = aboutRecords(v.RestsOn)
		return v, unless(err, scoring.ErrNothing)
	}},
	{"scores", func(ctx context.Context, d *forecasts.Desk) (any, error) {
		return d.Scores(ctx, scoring.Filter{Origin: "all"})
	}},
	{"left out", func(ctx context.Context, d *forecasts.Desk) (any, error) {
		return d.LeftOut(ctx, scoring.Filter{})
	}},
	{"origins", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Origins(ctx) }},
	{"track record", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.EvidenceTracks(ctx) }},
	{"forecasters", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.ForecasterViews(ctx) }},
	{"coherence", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Coherence(ctx, "") }},
	{"conditionals", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Conditionals(ctx) }},
	{"conventions", func(ctx context.Context, d *forecasts.Desk) (any, error) {
		v, err := d.Conventions(ctx, scoring.Filter{})
		return v, unless(err, scoring.ErrNothing)
	}},
	{"reviews", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Reviews(ctx) }},
	{"today", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Today(ctx, 100) }},
	{"own record", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.OwnRecord(ctx) }},
	{"search", func(ctx context.Context, d *forecasts.Desk) (any, error) { return d.Search(ctx, "zephyr", 500) }},
	{"report", func(ctx context.Context, d *forecasts.Desk) (any, error) { return reportOf(ctx, d) }},
	{"html", rendered(func(w io.Writer, v reporting.View) error { return report.HTML(w, v, report.Pictures{}) })},
	{"markdown", rendered(report.Markdown)},
	{"csv", rendered(report.CSV)},
	{"calendar", rendered(func(w io.Writer, v reporting.View) error {
		var b bytes.Buffer
		err := report.ICS(&b, v)
		_, err2 := io.WriteString(w, strings.ReplaceAll(b.String(), "\r\n ", "")) // as it is before its lines are folded
		return errors.Join(err, err2)
	})},
}

// aboutRecords leaves out what a score rests on by what is said of whole logs (that
// they are cut or begun again, and how much of them is withheld) and of what does
// not count any more, which it names on purpose.
func aboutRecords(all []scoring.Rest) []scoring.Rest {
	return slices.DeleteFunc(all, func(l scoring.Rest) bool {
		return l.What == scoring.Withheld || l.What == scoring.NewLog || l.What == scoring.Cut || l.Gone
	})
}

func reportOf(ctx context.Context, d *forecasts.Desk) (reporting.View, error) {
	v, err := d.Report(ctx, false)
	v.Rests.Lines = aboutRecords(v.Rests.Lines)
	return v, err
}

func unless(err, is error) error {
	if errors.Is(err, is) {
		return nil
	}
	return err
}

// shown is what the pages of all listed questions, articles, findings and sets show.
func shown(ctx context.Context, d *forecasts.Desk) (any, error) {
	all := map[journal.ID]any{}
	ids, err := listed(ctx, d)
	for _, id := range ids {
		if err == nil {
			all[id], err = d.Show(ctx, id)
		}
	}
	return all, err
}

// dependents is what depends on all listed findings and articles, and on those that were retracted or corrected.
func dependents(ctx context.Context, d *forecasts.Desk) (any, error) {
	fallen, err := d.Invalidated(ctx)
	return fallen, err
}

func listed(ctx context.Context, d *forecasts.Desk) (ids []journal.ID, err error) {
	questions, err := d.Questions(ctx, listing.Filter{})
	for _, q := range questions {
		ids = append(ids, q.ID)
	}
	articles, err2 := d.Articles(ctx, listing.Filter{})
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	findings, err3 := d.Findings(ctx, listing.Filter{})
	for _, f := range findings {
		ids = append(ids, f.ID)
	}
	sets, err4 := d.ScenarioSets(ctx, listing.Filter{})
	for _, s := range sets {
		ids = append(ids, s.ID)
	}
	return ids, errors.Join(err, err2, err3, err4)
}

func rendered(write func(io.Writer, reporting.View) error) func(context.Context, *forecasts.Desk) (any, error) {
	return func(ctx context.Context, d *forecasts.Desk) (any, error) {
		v, err := reportOf(ctx, d)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		err = write(&b, v)
		return b.String(), err
	}
}

// page is what every reader shows, line by line.
type page map[string][]string

// read reads a desk through all readers.
func (w *world) read(t testing.TB, d *forecasts.Desk) page {
	t.Helper()
	all := page{}
	names := w.names()
	for _, r := range readers {
		v, err := r.read(t.Context(), d)
		if err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
		var lines []string
		if s, ok := v.(string); ok {
			lines = strings.Split(names.Replace(s), "\n")
		} else {
			spell(reflect.ValueOf(v), "", names.Replace, &lines)
		}
		all[r.name] = lines
	}
	return all
}

// histories are the members that show every record, whether it counts or not,
// that count records, or that say what has moved since something came here.
var histories = map[string]bool{"History": true, "Versions": true, "Mark": true, "Unsigned": true, "Moved": true}

// spell writes the members of a value, a line each, with names for ids.
func spell(v reflect.Value, path string, name func(string) string, into *[]string) {
	say := func(text any) { *into = append(*into, name(fmt.Sprintf("%s = %v", path, text))) }
	if !v.IsValid() {
		return
	}
	if v.CanInterface() {
		if m, ok := v.Interface().(encoding.TextMarshaler); ok && !(v.Kind() == reflect.Pointer && v.IsNil()) {
			if b, err := m.MarshalText(); err == nil {
				say(string(b))
				return
			}
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			spell(v.Elem(), path, name, into)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !histories[f.Name] {
				spell(v.Field(i), path+"."+f.Name, name, into)
			}
		}
	case reflect.Slice, reflect.Array:
		if b, ok := v.Interface().([]byte); ok || v.Type().Elem().Kind() == reflect.Uint8 {
			if !ok {
				b = v.Bytes()
			}
			say(string(b))
			return
		}
		for i := range v.Len() {
			spell(v.Index(i), fmt.Sprintf("%s[%d]", path, i), name, into)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(name(fmt.Sprint(a)), name(fmt.Sprint(b))) })
		for _, k := range keys {
			spell(v.MapIndex(k), fmt.Sprintf("%s[%v]", path, k), name, into)
		}
	case reflect.Float64:
		if f := v.Float(); !math.IsNaN(f) {
			say(fmt.Sprintf("%.12g", f))
		}
	default:
		say(v)
	}
}

// differing names the readers that show two desks otherwise, with the lines that
// only one has.
func differing(a, b page) (names []string, lines map[string][]string) {
	lines = map[string][]string{}
	for _, r := range readers {
		one, other := a[r.name], b[r.name]
		if slices.Equal(one, other) {
			continue
		}
		names = append(names, r.name)
		for _, l := range minus(one, other) {
			lines[r.name] = append(lines[r.name], "- "+l)
		}
		for _, l := range minus(other, one) {
			lines[r.name] = append(lines[r.name], "+ "+l)
		}
	}
	return names, lines
}

func minus(a, b []string) (left []string) {
	have := map[string]int{}
	for _, l := range b {
		have[l]++
	}
	for _, l := range a {
		if have[l]--; have[l] < 0 {
			left = append(left, l)
		}
	}
	return left
}
