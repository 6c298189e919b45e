package journal

import (
	"encoding/hex"
	"encoding/json"
	"slices"
)

// naming lists for each kind the members of its data that name records. Logs,
// keys, fingerprints and the hashes of content are not among them. A question's
// if names another question, and a revision's set may hold such an if.
var naming = map[string][]string{
	QuestionAsked:        {"if"},
	QuestionRevised:      {"question", "set", "supersedes"},
	QuestionResolved:     {"question", "findings", "supersedes"},
	ResolutionConfirmed:  {"resolution"},
	QuestionAnnulled:     {"question", "supersedes"},
	QuestionReopened:     {"question", "supersedes"},
	ForecastMade:         {"question", "because", "wording"},
	RationaleGiven:       {"forecast"},
	ForecastSealed:       {"question", "forecast"},
	ForecastWithdrawn:    {"question"},
	ArticleRevised:       {"article", "supersedes"},
	FindingFiled:         {"article"},
	BearingJudged:        {"finding", "question"},
	FindingsGrouped:      {"findings"},
	BaseRateBuilt:        {"question"},
	ScenariosRevised:     {"scenarios", "supersedes"},
	ScenariosWeighed:     {"scenarios"},
	ScenariosConditioned: {"scenarios", "question"},
	ScenariosResolved:    {"scenarios", "supersedes"},
	ConsistencyJudged:    {"scenarios", "finding"},
	SignpostPlaced:       {"scenarios"},
	SignpostChecked:      {"signpost", "finding"},
	RelationDrawn:        {"from", "to"},
	CommentMade:          {"on", "reply_to"},
	RecordRetracted:      {"record"},
	MemberSet:            {"team"},
}

// Names lists the records that this one names, each once, in the order in
// which they stand in its data. A record of an unknown kind names nothing that
// this version understands.
func (r Record) Names() []ID {
	naming := naming[r.Kind]
	if len(naming) == 0 {
		return nil
	}
	var few [fewMembers]member
	var ids []ID
	for _, m := range splitInto(few[:0], r.Data) {
		if slices.ContainsFunc(naming, m.is) {
			ids = append(ids, named(m)...)
		}
	}
	return once(ids, r.ID)
}

// once leaves out what comes again, and the one that is not wanted at all.
func once(ids []ID, without ID) []ID {
	if len(ids) == 1 && ids[0] != without {
		return ids
	}
	seen := map[ID]bool{without: true}
	kept := ids[:0]
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}

// Named is the record that one member of the data names.
func (r Record) Named(name string) (id ID, ok bool) {
	var few [fewMembers]member
	for _, m := range splitInto(few[:0], r.Data) {
		if m.is(name) {
			if ids := named(m); len(ids) == 1 {
				return ids[0], true
			}
		}
	}
	return id, false
}

// named lists the records that a member names: one, a list of them, or the
// question of a condition.
func named(m member) []ID {
	switch {
	case m.is("if"):
		var c struct{ Question ID }
		if json.Unmarshal(m.value, &c) == nil {
			return []ID{c.Question}
		}
	case m.is("set"):
		var set struct{ If *struct{ Question ID } }
		if json.Unmarshal(m.value, &set) == nil && set.If != nil {
			return []ID{set.If.Question}
		}
	case m.value[0] == '[':
		var ids []ID
		if json.Unmarshal(m.value, &ids) == nil {
			return ids
		}
	case len(m.value) == 66 && m.value[0] == '"' && isHex(m.value[1:65]):
		var id ID
		if _, err := hex.Decode(id[:], m.value[1:65]); err == nil {
			return []ID{id}
		}
	default:
		var id ID
		if json.Unmarshal(m.value, &id) == nil {
			return []ID{id}
		}
	}
	return nil
}
