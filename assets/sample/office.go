package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// note heads the file and says what it is.
const note = "Sample: Northeast Asia desk. Call signs and forecasts are invented for illustration."

var names = []string{"Crane", "Heron", "Ibis", "Kestrel"}

// zone is where the days of the sample begin and end.
var zone = time.FixedZone("KST", 9*60*60)

// office is the four desks, the clock that all go by, and what is to happen.
type office struct {
	dir       string
	clock     time.Time
	desks     map[string]*forecasts.Desk
	questions map[string]journal.ID
	findings  map[string]journal.ID
	articles  map[string]journal.ID
	agenda    []event
}

// event is something that somebody does at an instant.
type event struct {
	at   time.Time
	what string
	do   func(context.Context) error
}

func (o *office) plan(at time.Time, what string, do func(context.Context) error) {
	o.agenda = append(o.agenda, event{at, what, do})
}

// makeSample lets all of it happen and writes the file.
func makeSample(ctx context.Context, dir, out string) error {
	o := &office{
		dir: dir, clock: at("2024-02-26", 18, 30), desks: map[string]*forecasts.Desk{},
		questions: map[string]journal.ID{}, findings: map[string]journal.ID{}, articles: map[string]journal.ID{},
	}
	for _, name := range names {
		desk, err := o.furnish(ctx, name)
		if err != nil {
			return fmt.Errorf("%s's desk: %w", name, err)
		}
		defer desk.Close()
		o.desks[name] = desk
	}
	o.planQuestions()
	o.planEvidence()
	o.planForecasts()
	o.planIncidents()
	o.planFutures()
	o.planExchanges()
	slices.SortStableFunc(o.agenda, func(a, b event) int { return a.at.Compare(b.at) })
	for _, e := range o.agenda {
		if e.at.After(o.clock) { // an exchange takes some minutes
			o.clock = e.at
		}
		if err := e.do(ctx); err != nil {
			return fmt.Errorf("%s, %s: %w", e.at.Format(time.DateTime), e.what, err)
		}
	}
	whole := filepath.Join(dir, "whole.forecasts")
	o.clock = o.clock.Add(time.Minute)
	if _, err := o.desks["Crane"].Export(ctx, whole, exchange.Options{Note: note}); err != nil {
		return err
	}
	b, err := os.ReadFile(whole)
	if err != nil {
		return err
	}
	return files.Put(out, b, 0o644, false)
}

// furnish gives a call sign a workspace, a state folder and its key.
func (o *office) furnish(ctx context.Context, name string) (*forecasts.Desk, error) {
	state := filepath.Join(o.dir, name+" state")
	home, err := journal.OpenHome(state)
	if err != nil {
		return nil, err
	}
	seed := sha256.Sum256([]byte("weathervane sample " + name))
	if err := home.SetKey(seed[:]); err != nil {
		return nil, err
	}
	return forecasts.Create(ctx, filepath.Join(o.dir, name+".vane"), name, session.Env{
		Now:    func() time.Time { return o.clock },
		Random: rand.NewChaCha8(sha256.Sum256([]byte("weathervane sample salts " + name))),
		State:  state, Zone: zone, Program: "Weathervane " + session.Version, Name: name,
	})
}

// exchange lets each desk hand its file to the three others.
func (o *office) exchange(ctx context.Context) error {
	files := map[string]string{}
	for _, name := range names {
		o.clock = o.clock.Add(time.Minute)
		files[name] = filepath.Join(o.dir, name+".forecasts")
		if _, err := o.desks[name].Export(ctx, files[name], exchange.Options{}); err != nil {
			return fmt.Errorf("%s exports: %w", name, err)
		}
	}
	for _, name := range names {
		o.clock = o.clock.Add(time.Minute)
		var others []string
		for _, other := range names {
			if other != name {
				others = append(others, files[other])
			}
		}
		if _, err := o.desks[name].Import(ctx, others, nil); err != nil {
			return fmt.Errorf("%s imports: %w", name, err)
		}
	}
	return nil
}

// planExchanges has one after each round of asking, and one every few weeks.
func (o *office) planExchanges() {
	days := map[string]bool{last: true}
	for _, q := range questions {
		days[q.opens] = true
	}
	for _, d := range []string{
		"2024-03-18", "2024-04-15", "2024-05-13", "2024-06-24", "2024-08-05", "2024-09-02", "2024-10-14",
		"2024-11-18", "2025-02-17", "2025-05-05", "2025-07-28", "2025-11-03", "2026-03-16", "2026-06-15", "2026-09-14",
	} {
		days[d] = true
	}
	for d := range days {
		o.plan(at(d, 20, 30), "exchange", o.exchange)
	}
}

// last is the day on which the sample ends.
const last = "2026-11-20"

// at is an hour and minute of a day in the sample's zone.
func at(day string, hour, minute int) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		panic(err)
	}
	return t.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

func instant(t time.Time) *journal.Instant {
	i := journal.InstantOf(t)
	return &i
}
