package session

import (
	"bytes"
	"encoding/json"
	"slices"

	"weathervane/forecasts/address"
)

// Cleaned reports whether something that looked like a password or a token was left
// out of the addresses in what this session recorded (address.Clean).
func (d *Session) Cleaned() bool { return d.cleaned.Load() }

// verbatim are the members that must be found in another text as they are.
var verbatim = []string{"exact", "prefix", "suffix"}

// withoutSecrets is what is to be recorded as JSON, its members in their order, with
// the addresses in its texts clean: a record is signed, handed on and never deleted.
func (d *Session) withoutSecrets(data any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(data); err != nil {
		return nil, err
	}
	raw := bytes.TrimSpace(b.Bytes())
	if !bytes.ContainsAny(raw, "@?#;") { // no address with a secret
		return raw, nil
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
			return nil, err
		}
		if len(raw) > 0 && raw[0] == ':' {
			member = text
		} else if clean, removed := address.Within(text); removed && !slices.Contains(verbatim, member) {
			d.cleaned.Store(true)
			b.Reset()
			if err := e.Encode(clean); err != nil {
				return nil, err
			}
			token = bytes.TrimSpace(b.Bytes())
		}
		out = append(out, token...)
	}
	return append(out, raw...), nil
}
