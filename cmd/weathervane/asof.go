package main

import (
	"context"
	"errors"
	"fmt"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/asof"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
)

// asOfDay is an earlier day, by which reading it is seen, and what others had dated
// before it that came here later.
type asOfDay struct {
	At       journal.Instant `json:"at"`
	ByClocks bool            `json:"by_clocks"`
	Later    asof.Later      `json:"later,omitzero"`
}

// asOf opens the workspace as it was at the time that was typed.
func (p *program) asOf(ctx context.Context, d *forecasts.Desk, when string, byClocks bool) (*forecasts.Desk, asOfDay, error) {
	at, err := notation.ParseWhen(when, p.env.Now(), p.env.Zone, false)
	if err != nil {
		return nil, asOfDay{}, fmt.Errorf("--as-of: %w", err)
	}
	day := asOfDay{At: journal.InstantOf(at), ByClocks: byClocks}
	open := d.AsOf
	if byClocks {
		open = d.ByClocks
	}
	d, day.Later, err = open(ctx, day.At)
	return d, day, err
}

// reading says how an earlier time is seen, and what is not.
func (p *program) reading(byClocks bool, later asof.Later) string {
	calendar := words.Calendar{Now: p.env.Now(), Zone: p.env.Zone}
	came := words.CameLater(later.Records, later.Authors, later.From, later.To, calendar)
	switch {
	case byClocks && later.Records > 0:
		return "by the records’ own clocks; " + came + ", and nobody here can say that they were there"
	case byClocks:
		return "by the records’ own clocks"
	case later.Records > 0:
		return "by what was known here then; " + came + ": --by-clocks counts them from when their authors’ clocks say"
	}
	return "by what was known here then"
}

// nothingScored says that nothing can be scored, how many forecasts there are that were
// imported, and of an earlier day what may be missing.
func (p *program) nothingScored(day *asOfDay, imported int) error {
	text := "nothing to score: no resolved question has a forecast that counts"
	if day != nil {
		text += fmt.Sprintf(" as of %s, %s", day.At, p.reading(day.ByClocks, day.Later))
	}
	if imported > 0 {
		text += fmt.Sprintf("; %s imported: --provenance imported scores these", words.Counted(imported, "forecast was", "forecasts were"))
	}
	return &refusal{text, false}
}

var errClocks = errors.New("--by-clocks says how an earlier time is read: give --as-of or --moved-since with it, and a workspace")
