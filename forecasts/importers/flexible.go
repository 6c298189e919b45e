package importers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"
)

// flexible is a text or a number as it is written; null is empty.
type flexible string

// UnmarshalJSON takes either.
func (x *flexible) UnmarshalJSON(b []byte) error {
	var text string
	switch {
	case bytes.Equal(b, []byte("null")):
	case json.Unmarshal(b, &text) == nil:
		*x = flexible(strings.TrimSpace(text))
	default:
		*x = flexible(b)
	}
	return nil
}

// instant reads a text, or seconds since 1970, to the microsecond as the archive
// has them; an empty one stays zero.
func (x flexible) instant(f *File, to *time.Time) error {
	seconds, ok := x.number()
	if !ok {
		return f.readTime(string(x), to)
	}
	at := time.UnixMicro(int64(math.Round(min(max(seconds, -1e11), 1e11) * 1e6))).UTC()
	if !plausible(at) {
		return fmt.Errorf("not a time in seconds since 1970")
	}
	*to = at
	return nil
}

// number is the number that it is, or that its text is.
func (x flexible) number() (float64, bool) { return number(string(x)) }
