package forecasts

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// Kept is the state of the copy of an article since it was added.
type Kept string

// The states of a copy.
const (
	KeptWhole   Kept = "whole"   // the text, and the original if there is one, match the hashes in the record
	KeptRevised Kept = "revised" // intact, and its text was revised since
	KeptInPart  Kept = "part"    // the text is intact, the original is not here
	KeptNot     Kept = "not"     // it arrived without its text
	KeptChanged Kept = "changed" // the copy has a different hash than when it was added
)

// Kept hashes the copy of an article and compares it with its record.
func (d *Desk) Kept(ctx context.Context, id ID) (Kept, error) {
	var kept Kept
	err := d.look(ctx, func(r model.Reader, _ book, _ string) error {
		row, err := article(r, id)
		if err != nil {
			return err
		}
		record, shown, err := r.Record(id)
		if err != nil || !shown {
			return err
		}
		var line struct{ Data journal.Added }
		if err := json.Unmarshal(record.Line, &line); err != nil {
			return err
		}
		kept, err = keptOf(r, line.Data, row.Text)
		return err
	})
	return kept, err
}

func keptOf(r model.Reader, added journal.Added, now []byte) (Kept, error) {
	text, err := intact(r, added.Text)
	if err != nil || text != KeptWhole {
		return text, err
	}
	original, err := intact(r, added.Original)
	switch {
	case err != nil || original == KeptChanged:
		return original, err
	case original == KeptNot:
		return KeptInPart, nil
	case hex.EncodeToString(now) != added.Text.SHA256:
		return KeptRevised, nil
	}
	return KeptWhole, nil
}

// intact compares content with the hash in a record; a record without a hash
// needs no content.
func intact(r model.Reader, named *journal.Content) (Kept, error) {
	if named == nil {
		return KeptWhole, nil
	}
	sha, err := hex.DecodeString(named.SHA256)
	if err != nil {
		return KeptChanged, nil
	}
	content, _, here, err := r.Blob(sha)
	if err != nil || !here {
		return KeptNot, err
	}
	if is := sha256.Sum256(content); !bytes.Equal(is[:], sha) {
		return KeptChanged, nil
	}
	return KeptWhole, nil
}

// readers are those who filed or judged a finding of an article, and so have read
// it.
func readers(findings []FindingRow) []Forecaster {
	var all []Forecaster
	add := func(f Forecaster) {
		if f.Name != "" && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	for _, f := range findings {
		add(f.By)
		for _, b := range f.Bearings {
			add(b.Analyst)
		}
	}
	return all
}
