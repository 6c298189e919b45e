package session

import (
	"bytes"
	"encoding/json"
	"slices"

	"weathervane/forecasts/address"
)

// verbatim are the members that must be found in another text as they are, or are
// signed by others.
var verbatim = []string{"exact", "prefix", "suffix", "checkpoint", "checkpoints"}

// withoutSecrets is what is to be recorded as JSON, its members in their order, with
// the addresses in its texts clean: a record is signed, handed on and never deleted.
// Removed reports whether any was not.
func withoutSecrets(data any) (kept json.RawMessage, removed bool, err error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(data); err != nil {
		return nil, false, err
	}
	raw := bytes.TrimSpace(b.Bytes())
	if !bytes.ContainsAny(raw, "@?#;") { // no address with a secret
		return raw, false, nil
	}
	var out []byte
	member := ""
	for len(raw) > 0 {
		at := bytes.IndexByte(raw, '"')
		if at < 0 {
			break
		}
		end := at + 1
		for raw[end] != '"' {
			if raw[end] == '\\' {
				end++
			}
			end++
		}
		out = append(out, raw[:at]...)
		token := raw[at : end+1]
		raw = raw[end+1:]
		var text string
		if err := json.Unmarshal(token, &text); err != nil {
			return nil, false, err
		}
		if len(raw) > 0 && raw[0] == ':' {
			member = text
		} else if clean, some := address.Within(text); some && !slices.Contains(verbatim, member) {
			removed = true
			b.Reset()
			if err := e.Encode(clean); err != nil {
				return nil, false, err
			}
			token = bytes.TrimSpace(b.Bytes())
		}
		out = append(out, token...)
	}
	return append(out, raw...), removed, nil
}
