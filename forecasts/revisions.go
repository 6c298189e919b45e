package forecasts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// SetWording is a scenario set as one record worded it, with all members as of
// that record.
type SetWording struct {
	Record      ID
	At          Instant
	By          Forecaster
	Changed     []string // members that the record set, as records name them; none for the framing
	Rival       bool     // it and another were made without knowledge of each other
	RetractedAt *Instant
	Mine        bool
	Set         Framing
}

// Framing is the current set, to be revised.
func (v SetView) Framing() Framing {
	f := Framing{Title: v.Title, Horizon: v.Horizon, Tags: v.Tags}
	for _, s := range v.Scenarios {
		f.Scenarios = append(f.Scenarios, journal.Scenario{Name: s.Name, Narrative: s.Narrative, Drivers: s.Drivers})
	}
	return f
}

// ReviseScenarios changes a set: its title, horizon, tags, or scenarios. Once
// anybody has given numbers for the scenarios, their names are fixed: the numbers
// refer to them.
func (d *Desk) ReviseScenarios(ctx context.Context, id ID, to Framing) (ID, error) {
	if err := checkFraming(&to); err != nil {
		return ID{}, err
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		sh, err := theSet(r, id)
		if err != nil {
			return ID{}, err
		}
		if err := sh.checkRevision(to, a.at); err != nil {
			return ID{}, err
		}
		set, err := changes(sh.now, to)
		if err != nil {
			return ID{}, err
		}
		known, err := revisionsKnown(r, sh.num)
		if err != nil {
			return ID{}, err
		}
		return a.add(journal.ScenariosRevised, journal.Revised{Scenarios: &id, Set: set, Supersedes: known})
	})
}

// checkRevision refuses what would leave numbers without their scenarios, or
// change a set that has ended.
func (sh *sheaf) checkRevision(to Framing, at Instant) error {
	switch status, outcome, _ := sh.end(at); {
	case status == "resolved":
		return fmt.Errorf("%q has ended with %q: its wording can no longer change", sh.now.Title, outcome)
	case status == "disputed":
		return fmt.Errorf("how %q ended is disputed: its wording can no longer change", sh.now.Title)
	case to.Horizon == sh.now.Horizon:
	case status == "closed":
		return fmt.Errorf("the horizon of %q, %s, has passed and can no longer change: resolve the set with the scenario that came true", sh.now.Title, sh.now.Horizon)
	case to.Horizon <= at:
		return fmt.Errorf("the horizon, %s, has passed: give a later date", to.Horizon)
	}
	for _, p := range sh.signposts {
		if p.stands(at) && p.data.CheckBy > to.Horizon && to.Horizon < sh.now.Horizon {
			return fmt.Errorf("the signpost %q is to be checked after that horizon, by %s: give a later date", p.data.Text, p.data.CheckBy)
		}
	}
	before, after := slices.Sorted(slices.Values(names(sh.now))), slices.Sorted(slices.Values(names(to)))
	if sh.held(at) && !slices.Equal(before, after) {
		return fmt.Errorf("the scenarios of %q already have numbers, which refer to their names: leave the names as they are, or frame a new set", sh.now.Title)
	}
	return nil
}

// held reports whether anything that refers to the names of the scenarios is in
// force.
func (sh *sheaf) held(at Instant) bool {
	return anyStands(sh.weights, at) || anyStands(sh.conditions, at) || anyStands(sh.consistency, at) || anyStands(sh.signposts, at)
}

func anyStands[D any](all []said[D], at Instant) bool {
	return slices.ContainsFunc(all, func(s said[D]) bool { return s.stands(at) })
}

// changes is what a revision writes.
func changes(from, to Framing) (json.RawMessage, error) {
	set := map[string]any{}
	if from.Title != to.Title {
		set["title"] = to.Title
	}
	if from.Horizon != to.Horizon {
		set["horizon"] = to.Horizon
	}
	if !slices.Equal(from.Tags, to.Tags) {
		set["tags"] = append([]string{}, to.Tags...)
	}
	if !slices.EqualFunc(from.Scenarios, to.Scenarios, func(a, b journal.Scenario) bool { return reflect.DeepEqual(a, b) }) {
		set["scenarios"] = to.Scenarios
	}
	if len(set) == 0 {
		return nil, errors.New("nothing was changed: change at least one thing in the set")
	}
	return json.Marshal(set)
}

// versions are the wordings that the set has had, in the order of records; one
// that was retracted shows what it said and changes nothing else.
func (sh *sheaf) versions(r model.Reader, b book) ([]SetWording, error) {
	rows, err := r.StandingRevisions(sh.num)
	if err != nil {
		return nil, err
	}
	var framed map[string]json.RawMessage
	if err := remake(sh.framed.data, &framed); err != nil {
		return nil, err
	}
	all := []SetWording{{Record: sh.framed.id, At: sh.framed.at, By: sh.framed.by, Set: sh.framed.data}}
	var standing []rewording
	for _, row := range rows {
		one := rewordingOf(row)
		w := SetWording{Record: one.id, At: row.At, By: b.who(row.Forecaster), Changed: slices.Sorted(maps.Keys(one.set)), RetractedAt: row.Until}
		if err := remake(after(framed, append(standing, one)), &w.Set); err != nil {
			return nil, err
		}
		if row.Until == nil {
			standing = append(standing, one)
		}
		all = append(all, w)
	}
	markRivals(all, standing)
	return all, nil
}

// markRivals marks the wordings by revisions that compete with each other.
func markRivals(all []SetWording, standing []rewording) {
	known := map[ID]bool{}
	for _, r := range standing {
		reach(r, standing, known)
	}
	heads := slices.DeleteFunc(slices.Clone(standing), func(r rewording) bool { return known[r.id] })
	for i := range all {
		all[i].Rival = len(heads) > 1 && slices.ContainsFunc(heads, func(r rewording) bool { return r.id == all[i].Record })
	}
}
