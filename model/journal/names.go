package journal

import (
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
	ms, err := members(r.Data)
	if err != nil {
		return nil
	}
	var ids []ID
	seen := map[ID]bool{r.ID: true}
	for _, m := range ms {
		if !slices.Contains(naming, m.name) {
			continue
		}
		for _, id := range named(m) {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// Named is the record that one member of the data names.
func (r Record) Named(name string) (id ID, ok bool) {
	ms, err := members(r.Data)
	if err != nil {
		return id, false
	}
	for _, m := range ms {
		if m.name == name {
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
	case m.name == "if":
		var c struct{ Question ID }
		if json.Unmarshal(m.value, &c) == nil {
			return []ID{c.Question}
		}
	case m.name == "set":
		var set struct{ If *struct{ Question ID } }
		if json.Unmarshal(m.value, &set) == nil && set.If != nil {
			return []ID{set.If.Question}
		}
	case m.value[0] == '[':
		var ids []ID
		if json.Unmarshal(m.value, &ids) == nil {
			return ids
		}
	default:
		var id ID
		if json.Unmarshal(m.value, &id) == nil {
			return []ID{id}
		}
	}
	return nil
}
