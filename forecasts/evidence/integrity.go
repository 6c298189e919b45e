package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// CopyIntegrity is the state of the copy of an article since it was added.
type CopyIntegrity string

// The states of a copy.
const (
	CopyWhole   CopyIntegrity = "whole"   // the text, and the original if there is one, match the hashes in the record
	CopyRevised CopyIntegrity = "revised" // intact, and its text was revised since
	CopyPartial CopyIntegrity = "part"    // the text is intact, the original is not here
	CopyMissing CopyIntegrity = "not"     // it arrived without its text
	CopyChanged CopyIntegrity = "changed" // the copy has a different hash than when it was added
)

// CopyIntegrity hashes the copy of an article and compares it with its record.
func (d *Desk) CopyIntegrity(ctx context.Context, id journal.ID) (CopyIntegrity, error) {
	var kept CopyIntegrity
	err := d.Look(ctx, func(r model.Reader, _ forecaster.Directory, _ string) error {
		row, err := articleRow(r, id)
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

func keptOf(r model.Reader, added journal.Added, now []byte) (CopyIntegrity, error) {
	text, err := intact(r, added.Text)
	if err != nil || text != CopyWhole {
		return text, err
	}
	original, err := intact(r, added.Original)
	switch {
	case err != nil || original == CopyChanged:
		return original, err
	case original == CopyMissing:
		return CopyPartial, nil
	case hex.EncodeToString(now) != added.Text.SHA256:
		return CopyRevised, nil
	}
	return CopyWhole, nil
}

// intact compares content with the hash in a record; a record without a hash
// needs no content.
func intact(r model.Reader, named *journal.Content) (CopyIntegrity, error) {
	if named == nil {
		return CopyWhole, nil
	}
	sha, err := hex.DecodeString(named.SHA256)
	if err != nil {
		return CopyChanged, nil
	}
	content, _, here, err := r.Blob(sha)
	if err != nil || !here {
		return CopyMissing, err
	}
	if is := sha256.Sum256(content); !bytes.Equal(is[:], sha) {
		return CopyChanged, nil
	}
	return CopyWhole, nil
}

// readers are those who filed or judged a finding of an article, and so have read
// it.
func readers(findings []listing.Finding) []forecaster.Forecaster {
	var all []forecaster.Forecaster
	add := func(f forecaster.Forecaster) {
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
