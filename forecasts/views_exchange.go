package forecasts

import (
	"encoding/json"

	"weathervane/model/journal"
)

// ExportOptions chooses what leaves; empty lists do not narrow.
type ExportOptions struct {
	Questions       []ID
	Tags            []string
	By              []string
	Since           *Instant
	Withhold        []string // notes, evidence, comments or record ids
	WithoutArticles bool
	Note            string
}

// ExportSummary says what left.
type ExportSummary struct {
	Path     string `json:"path"`
	Shown    int    `json:"shown"`
	Withheld int    `json:"withheld"`
	Sealed   int    `json:"sealed"` // forecasts among the withheld that are not revealed yet
	Bytes    int64  `json:"bytes"`
	Logs     int    `json:"logs"`
}

// ImportSummary says what files would add or have added.
type ImportSummary struct {
	Files         []ImportFile `json:"files"`
	Adds          ImportAdds   `json:"adds"`
	Disputed      []ID         `json:"disputed"`
	Late          int          `json:"late"`
	Waiting       int          `json:"waiting"`
	NotUnderstood int          `json:"not_understood"`
	Written       bool         `json:"written"`
	Changes       []Change     `json:"changes,omitempty"` // by question, for the preview
}

// ImportFile is one file of an import.
type ImportFile struct {
	File string      `json:"file"`
	Logs []ImportLog `json:"logs"`
}

// ImportLog is what a file has of one log.
type ImportLog struct {
	Log        journal.LogID `json:"log"`
	Name       string        `json:"name"`
	Key        string        `json:"key"`
	KnownSince *Instant      `json:"known_since,omitempty"`
	NewRecords int           `json:"new_records"`
}

// ImportAdds counts what is new.
type ImportAdds struct {
	Questions   int `json:"questions"`
	Forecasts   int `json:"forecasts"`
	Findings    int `json:"findings"`
	Articles    int `json:"articles"`
	Resolutions int `json:"resolutions"`
	Other       int `json:"other"`
}

// Change is one line of an import's preview.
type Change struct {
	Question ID     `json:"question"`
	Title    string `json:"title"`
	What     string `json:"what"` // in words: "14 forecasts by Heron"
	Count    int    `json:"count"`
	Kind     string `json:"kind"`
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
	ID    ID              `json:"id"`
	Log   journal.LogID   `json:"log"`
	Index int64           `json:"index"`
	At    Instant         `json:"at"`
	Kind  string          `json:"kind"`
	Data  json.RawMessage `json:"data"`
}

// VerifiedLog is what holds of one log.
type VerifiedLog struct {
	Log         journal.LogID `json:"log"`
	Name        string        `json:"name"`
	Key         string        `json:"key"`
	KnownSince  *Instant      `json:"known_since,omitempty"`
	Records     int64         `json:"records"`
	Withheld    int64         `json:"withheld"`
	Sealed      int64         `json:"sealed"`
	SignedTo    int64         `json:"signed_to"`
	Late        int           `json:"late"`
	WitnessedBy []string      `json:"witnessed_by"`
	Notes       []string      `json:"notes,omitempty"`     // what is said and is no fault, such as that a witness saw more
	ForkedAt    *int64        `json:"forked_at,omitempty"` // exposed as forked: from here on it does not count
	Problems    []Problem     `json:"problems"`
}

// Problem is something that does not hold, with the line of the file where it stands.
type Problem struct {
	Line int    `json:"line,omitempty"`
	What string `json:"what"`
}
