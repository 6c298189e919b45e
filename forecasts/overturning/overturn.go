package overturning

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Overturn is something that stood here and stands otherwise after a merge.
type Overturn struct {
	Question journal.ID `json:"question"` // that it goes by after the merge
	Title    string     `json:"title"`
	What     string     `json:"what"`             // one of Kinds
	Member   string     `json:"member,omitempty"` // of closes, criteria and options, the first member of the question that differs
	// Was and WouldBe are as records have them; of an end without an outcome they
	// say why (annulled, ambiguous or withdrawn), null if it is open or absent.
	Was     json.RawMessage `json:"was"`
	WouldBe json.RawMessage `json:"would_be"`
	// WasBy and By are the first who decided so: who says again what somebody else
	// had decided has decided nothing.
	WasBy forecaster.Forecaster `json:"was_by"`
	By    forecaster.Forecaster `json:"by"`
	// Decision is the record that decides so; zero if one was only retracted. Log and
	// Seq are where it stands.
	Decision   journal.ID    `json:"decision,omitzero"`
	Log        journal.LogID `json:"-"`
	Seq        int64         `json:"-"`
	ScoredOnIt bool          `json:"scored_on_it"` // the owner of By's key has forecast the question
	Kept       bool          `json:"kept"`         // as chosen: what stood is said again on top
	Final      bool          `json:"final"`        // it cannot be kept: no record can say it again
	// Forecasts counts the forecasts that it concerns: of an instant at which an
	// outcome was known those that it cuts off or counts again, of closes all.
	Forecasts int `json:"forecasts,omitempty"`
	// Effects are the headlines that change if this alone is taken.
	Effects []Effect `json:"effects,omitempty"`

	side  journal.ID                 // the record that is said again
	num   int64                      // of the question
	known [2]journal.Instant         // when the outcome was known, before and after
	set   map[string]json.RawMessage // the members that are set again
}

// Effect is a headline with everything kept, and with one overturn taken.
type Effect struct {
	Forecaster forecaster.Forecaster `json:"forecaster"`
	Was        score.Number          `json:"was"`
	WouldBe    score.Number          `json:"would_be"`
}

// Record is the record that says how the question ended here; false if the overturn
// is of how it is worded.
func (o *Overturn) Record() (journal.ID, bool) { return o.side, o.set == nil }

// Set are the members to set again.
func (o *Overturn) Set() map[string]json.RawMessage { return o.set }

// Same reports whether two overturns are of the same kind and question.
func (o *Overturn) Same(other *Overturn) bool {
	return o.Question == other.Question && o.What == other.What
}

// IsEarlier reports whether the outcome would be known earlier than it was.
func (o *Overturn) IsEarlier() bool { return o.What == KnownAt && string(o.WouldBe) < string(o.Was) }

// IsEnd reports whether it is of how a question ended, by which it is scored.
func (o *Overturn) IsEnd() bool { return o.What == Outcome || o.What == KnownAt }

func inOrder(a, b Overturn) int {
	return cmp.Or(cmp.Compare(slices.Index(Kinds, a.What), slices.Index(Kinds, b.What)), strings.Compare(a.Title, b.Title), slices.Compare(a.Question[:], b.Question[:]))
}

// Choose says which overturns are kept; what is final is taken.
type Choose func([]Overturn) error

// KeepScored keeps where the one who decides is scored on it.
func KeepScored(all []Overturn) error {
	for i := range all {
		all[i].Kept = all[i].ScoredOnIt && !all[i].Final
	}
	return nil
}

// look finds where the one who decides has forecast the question, and how many
// forecasts an overturn concerns.
func look(r model.Reader, all []Overturn) error {
	if len(all) == 0 {
		return nil
	}
	nums := make([]int64, len(all))
	for i := range all {
		nums[i] = all[i].num
	}
	rows, err := r.MadeForecasts(nums)
	made := map[int64][]model.MadeForecast{}
	for _, row := range rows {
		made[row.Question] = append(made[row.Question], row)
	}
	for i := range all {
		o := &all[i]
		if row, here, err := r.Record(o.Decision); err != nil {
			return err
		} else if here {
			o.Log, o.Seq = journal.LogID(row.Log), row.Seq
		}
		for _, f := range made[o.num] {
			o.ScoredOnIt = o.ScoredOnIt || forecaster.Fingerprint(f.Key) == o.By.Key
			if o.concerns(f.At) {
				o.Forecasts++
			}
		}
	}
	return err
}

// concerns reports whether an overturn concerns a forecast made at an instant.
func (o *Overturn) concerns(at journal.Instant) bool {
	switch o.What {
	case KnownAt:
		return min(o.known[0], o.known[1]) <= at && at < max(o.known[0], o.known[1])
	case Closes:
		return true
	}
	return false
}
