package scenario

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/revision"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/session"
	"weathervane/forecasts/statement"
	"weathervane/model"
	"weathervane/model/journal"
)

// Framing is the current set, to be revised.
func (v View) Framing() journal.Framed {
	f := journal.Framed{Title: v.Title, Horizon: v.Horizon, Tags: v.Tags}
	for _, s := range v.Scenarios {
		f.Scenarios = append(f.Scenarios, journal.Scenario{Name: s.Name, Narrative: s.Narrative, Drivers: s.Drivers})
	}
	return f
}

// ReviseScenarios changes a set: its title, horizon, tags, or scenarios. Once
// anybody has given numbers for the scenarios, their names are fixed: the numbers
// refer to them.
func (d *Desk) ReviseScenarios(ctx context.Context, id journal.ID, to journal.Framed) (journal.ID, error) {
	if err := checkFraming(&to); err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		sh, err := scenarioset.Find(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		if err := cmp.Or(checkTexts(to, sh.Now), checkRevision(sh, to, a.At)); err != nil {
			return journal.ID{}, err
		}
		set, err := changes(sh.Now, to)
		if err != nil {
			return journal.ID{}, err
		}
		known, err := revision.Known(r, sh.Num)
		if err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.ScenariosRevised, journal.Revised{Scenarios: &id, Set: set, Supersedes: known})
	})
}

// checkRevision refuses what would leave numbers without their scenarios, or
// change a set that has ended.
func checkRevision(sh *scenarioset.Set, to journal.Framed, at journal.Instant) error {
	switch status, outcome, _ := sh.End(at); {
	case status == "resolved":
		return fmt.Errorf("%q has ended with %q: its wording can no longer change", sh.Now.Title, outcome)
	case status == "disputed":
		return fmt.Errorf("how %q ended is disputed: its wording can no longer change", sh.Now.Title)
	case to.Horizon == sh.Now.Horizon:
	case status == "closed":
		return fmt.Errorf("the horizon of %q, %s, has passed and can no longer change: resolve the set with the scenario that came true", sh.Now.Title, sh.Now.Horizon)
	case to.Horizon <= at:
		return fmt.Errorf("the horizon, %s, has passed: give a later date", to.Horizon)
	}
	for _, p := range sh.Signposts {
		if p.InForce(at) && p.Data.CheckBy > to.Horizon && to.Horizon < sh.Now.Horizon {
			return fmt.Errorf("the signpost %q is to be checked after that horizon, by %s: give a later date", p.Data.Text, p.Data.CheckBy)
		}
	}
	before, after := slices.Sorted(slices.Values(scenarioset.Names(sh.Now))), slices.Sorted(slices.Values(scenarioset.Names(to)))
	if held(sh, at) && !slices.Equal(before, after) {
		return fmt.Errorf("the scenarios of %q already have numbers, which refer to their names: leave the names as they are, or frame a new set", sh.Now.Title)
	}
	return nil
}

// held reports whether anything that refers to the names of the scenarios is in
// force.
func held(sh *scenarioset.Set, at journal.Instant) bool {
	return anyStands(sh.Weights, at) || anyStands(sh.Conditions, at) || anyStands(sh.Consistency, at) || anyStands(sh.Signposts, at)
}

func anyStands[D any](all []statement.Statement[D], at journal.Instant) bool {
	return slices.ContainsFunc(all, func(s statement.Statement[D]) bool { return s.InForce(at) })
}

// changes is what a revision writes.
func changes(from, to journal.Framed) (json.RawMessage, error) {
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
func versions(sh *scenarioset.Set, r model.Reader, b forecaster.Directory) ([]scenarioset.Wording, error) {
	rows, err := r.StandingRevisions(sh.Num)
	if err != nil {
		return nil, err
	}
	var framed map[string]json.RawMessage
	if err := revision.Unmarshal(sh.Framed.Data, &framed); err != nil {
		return nil, err
	}
	all := []scenarioset.Wording{{Record: sh.Framed.Id, At: sh.Framed.At, By: sh.Framed.By, Set: sh.Framed.Data}}
	var standing []revision.Revision
	for _, row := range rows {
		one := revision.Of(row)
		w := scenarioset.Wording{Record: one.Id, At: row.At, By: b.Who(row.Forecaster), Changed: slices.Sorted(maps.Keys(one.Set)), RetractedAt: row.Until}
		if err := revision.Unmarshal(revision.Apply(framed, append(standing, one)), &w.Set); err != nil {
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
func markRivals(all []scenarioset.Wording, standing []revision.Revision) {
	known := map[journal.ID]bool{}
	for _, r := range standing {
		revision.Superseded(r, standing, known)
	}
	heads := slices.DeleteFunc(slices.Clone(standing), func(r revision.Revision) bool { return known[r.Id] })
	for i := range all {
		all[i].Rival = len(heads) > 1 && slices.ContainsFunc(heads, func(r revision.Revision) bool { return r.Id == all[i].Record })
	}
}
