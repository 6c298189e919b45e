package exchange

import (
	"encoding/json"
	"io"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// Options choose what is exported; empty lists do not narrow.
type Options struct {
	Questions       []journal.ID
	Tags            []string
	By              []string
	Since           *journal.Instant // forecasts recorded before are withheld
	Until           *journal.Instant // those recorded from then on are
	Withhold        []string         // notes, evidence, comments, open (one's own forecasts on open questions) or record ids
	WithoutArticles bool
	Note            string
	Standard        io.Writer // written to in place of the file, if not nil

	plan       bool // nothing is signed for it
	everything bool // also what is sealed: the file does not leave this machine
}

// Summary says what was exported.
type Summary struct {
	Path     string `json:"path"`
	Shown    int    `json:"shown"`
	Withheld int    `json:"withheld"`
	Sealed   int    `json:"sealed"` // withheld forecasts that are not revealed yet
	Bytes    int64  `json:"bytes"`
	Logs     int    `json:"logs"`

	Parts []Part `json:"parts"`

	KeptBack KeptBack `json:"kept_back,omitzero"` // what is dated too far ahead to leave yet

	shown []journal.ID // the user's own sealed forecasts among them
}

// Part is what is shown and withheld of one kind of record.
type Part struct {
	Kind     string `json:"kind"`
	Shown    int    `json:"shown"`
	Withheld int    `json:"withheld"`
}

// Shows counts what is shown of a kind of record.
func (s Summary) Shows(kind string) int {
	for _, p := range s.Parts {
		if p.Kind == kind {
			return p.Shown
		}
	}
	return 0
}

// Verification is what verify found, in a workspace or a file.
type Verification struct {
	OK       bool          `json:"ok"`
	Logs     []VerifiedLog `json:"logs"`
	Problems []Problem     `json:"problems"`
	Proved   *ProvedRecord `json:"proved,omitempty"` // of a proof
}

// ProvedRecord is the record whose place in its log a proof shows.
type ProvedRecord struct {
	ID    journal.ID      `json:"id"`
	Log   journal.LogID   `json:"log"`
	Index int64           `json:"index"`
	At    journal.Instant `json:"at"`
	Kind  string          `json:"kind"`
	Data  json.RawMessage `json:"data"`
}

// VerifiedLog is the result for one log.
type VerifiedLog struct {
	Log         journal.LogID       `json:"log"`
	Name        string              `json:"name"`
	Key         string              `json:"key"`
	KnownSince  *journal.Instant    `json:"known_since,omitempty"`
	Records     int64               `json:"records"`
	Withheld    int64               `json:"withheld"`
	Sealed      int64               `json:"sealed"`
	SignedTo    int64               `json:"signed_to"`
	Late        int                 `json:"late"`
	WitnessedBy []string            `json:"witnessed_by"`
	Notes       []string            `json:"notes,omitempty"`     // remarks that are not faults, such as that a witness saw more
	SetAside    *forecastfile.Aside `json:"set_aside,omitempty"` // of a file: its end, dated ahead of this clock
	ForkedAt    *int64              `json:"forked_at,omitempty"` // exposed as forked: from here on it does not count
	Problems    []Problem           `json:"problems"`
}

// Problem is something that is wrong, with its line in the file.
type Problem struct {
	Line int    `json:"line,omitempty"`
	What string `json:"what"`
}
