// Package transfer remembers which files were exported and merged. These are
// notes of one workspace, not records.
package transfer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/merging"
	"weathervane/model"
	"weathervane/model/journal"
)

// Transfer is a file that was exported or merged here. It is a note of this
// workspace, not a record.
type Transfer struct {
	At      journal.Instant `json:"at"`
	Out     bool            `json:"out"`
	Who     []string        `json:"who,omitempty"` // whose records it brought
	File    string          `json:"file"`
	Records int             `json:"records"`
	Place   bool            `json:"place,omitempty"`   // a shared folder, at its latest exchange
	Refused string          `json:"refused,omitempty"` // why it could not be merged
}

// Prefix begins the names of the settings that remember transfers.
const Prefix = "exchanged "

// Later is the later of two notes under one name.
func Later(a, b string) string {
	var one, other Transfer
	if json.Unmarshal([]byte(b), &other) != nil || json.Unmarshal([]byte(a), &one) == nil && one.At >= other.At {
		return a
	}
	return b
}

func Remember(t *model.Tx, p Transfer) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s%016d %s", Prefix, int64(p.At), p.File)
	switch {
	case p.Place:
		name = Prefix + "place " + p.File
	case p.Refused != "": // opened again, it is listed once
		name = Prefix + "refused " + p.File
	}
	return t.SetSetting(name, string(b))
}

// Of is what a merge took in, to be remembered.
func Of(s *merging.Summary, at journal.Instant, files []string) Transfer {
	p := Transfer{At: at, File: strings.Join(files, ", ")}
	for _, f := range s.Files {
		for _, l := range f.Logs {
			if l.NewRecords > 0 && !slices.Contains(p.Who, l.Name) {
				p.Who = append(p.Who, l.Name)
			}
			p.Records += l.NewRecords
		}
	}
	return p
}
