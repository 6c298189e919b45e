package forecastfile

import (
	"bytes"
	"encoding/hex"
	"encoding/json"

	"weathervane/model/journal"
)

// Contents lists the hashes of the texts and originals that a record names. The
// data are read generically, so that a kind which this version does not know
// keeps its content: an object with both sha256 and bytes names some.
func Contents(r *journal.Record) [][32]byte {
	if r.Kind == journal.ForecastMade && !r.Strange { // most records are of this kind
		return nil
	}
	if !bytes.Contains(r.Data, []byte(`"sha256"`)) || !bytes.Contains(r.Data, []byte(`"bytes"`)) {
		return nil
	}
	var v any
	if json.Unmarshal(r.Data, &v) != nil {
		return nil
	}
	var found [][32]byte
	gather(v, &found)
	return found
}

func gather(v any, found *[][32]byte) {
	switch v := v.(type) {
	case map[string]any:
		s, _ := v["sha256"].(string)
		if _, sized := v["bytes"]; sized && len(s) == 64 {
			var h [32]byte
			if _, err := hex.Decode(h[:], []byte(s)); err == nil {
				*found = append(*found, h)
			}
		}
		for _, m := range v {
			gather(m, found)
		}
	case []any:
		for _, e := range v {
			gather(e, found)
		}
	}
}
