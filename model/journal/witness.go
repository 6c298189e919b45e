package journal

import "encoding/json"

// Witnessed keeps a colleague's checkpoint as it was received.
type Witnessed struct {
	Checkpoint string `json:"checkpoint"`
}

// WitnessedTogether keeps checkpoints of any number of logs as they were
// received: those of a whole merge.
type WitnessedTogether struct {
	Checkpoints []string `json:"checkpoints"`
}

// Stamped keeps an RFC 3161 time-stamp token, with its certificates, over the
// SHA-256 of a checkpoint's note: an authority's clock for all that it covers.
type Stamped struct {
	Checkpoint string `json:"checkpoint"`
	Token      []byte `json:"token"`
}

// IsWitness reports whether a record of the kind keeps colleagues' checkpoints.
func IsWitness(kind string) bool {
	return kind == CheckpointWitnessed || kind == CheckpointsWitnessed
}

// WitnessedNotes lists the notes that a witness record keeps, as they were
// received; a record of another kind keeps none. Whether a note is a checkpoint,
// and who signed it, is not known yet. The line was read strictly before.
func WitnessedNotes(line []byte) ([]string, error) {
	var r struct {
		Kind string
		Data json.RawMessage
	}
	err := json.Unmarshal(line, &r)
	if err != nil {
		return nil, err
	}
	switch r.Kind {
	case CheckpointWitnessed:
		var d Witnessed
		err = json.Unmarshal(r.Data, &d)
		return []string{d.Checkpoint}, err
	case CheckpointsWitnessed:
		var d WitnessedTogether
		err = json.Unmarshal(r.Data, &d)
		return d.Checkpoints, err
	}
	return nil, nil
}
