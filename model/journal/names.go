package journal

import "encoding/json"

// naming lists the members of data that name records, at any depth. The ids of
// logs and the hashes of content are not among them.
var naming = map[string]bool{
	"question": true, "article": true, "finding": true, "findings": true, "forecast": true,
	"because": true, "wording": true, "resolution": true, "supersedes": true, "scenarios": true,
	"signpost": true, "from": true, "to": true, "on": true, "reply_to": true, "record": true,
}

// Names lists the records that this one names, each once, in the order in
// which they stand in its data. A record of an unknown kind names nothing that
// this version understands.
func (r Record) Names() []ID {
	if !r.Known {
		return nil
	}
	ms, err := members(r.Data)
	if err != nil {
		return nil
	}
	var ids []ID
	seen := map[ID]bool{r.ID: true}
	add := func(v any) {
		s, _ := v.(string)
		if id, err := ParseID(s); err == nil && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, m := range ms {
		var v any
		if (naming[m.name] || m.name == "if" || m.name == "set") && json.Unmarshal(m.value, &v) == nil {
			collect(m.name, v, add)
		}
	}
	return ids
}

func collect(name string, v any, add func(any)) {
	switch v := v.(type) {
	case []any:
		if naming[name] {
			for _, e := range v {
				add(e)
			}
		}
	case map[string]any:
		if name == "if" {
			add(v["question"])
		}
		if name == "set" {
			collect("if", v["if"], add)
		}
	default:
		if naming[name] {
			add(v)
		}
	}
}
