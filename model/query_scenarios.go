package model

import (
	"encoding/json"
	"errors"
	"fmt"

	"weathervane/model/journal"
)

// Statement is something that a forecaster said about a scenario set and that
// counts; weights that were retracted after they had stood have Until.
type Statement[D any] struct {
	ID    journal.ID
	Key   []byte // its author's
	Log   []byte
	Seq   int64
	At    journal.Instant  // from when it counts
	Until *journal.Instant // when its author took it back
	Data  D
}

// ScenarioSet is a set of scenarios with everything that was said about it,
// each list in the order of records.
type ScenarioSet struct {
	Num         int64
	ID          journal.ID
	Key         []byte // of the author who framed it
	At          journal.Instant
	Framed      journal.Framed   // as it was framed
	Now         journal.Framed   // as it stands
	Wordings    []journal.Framed // as framed, and as each revision of the scenarios left it
	Schedule    []Schedule       // how the horizon stood, if it was moved; nil if it was not
	Weights     []Statement[journal.Weighed]
	Conditions  []Statement[journal.Conditioned]
	Ends        []Statement[journal.CameTrue]
	Consistency []Statement[journal.Consistency]
	Signposts   []Statement[journal.Placed]
	Checks      []Statement[journal.Checked]
}

type setRow struct {
	Num                                int64
	ID, Key                            []byte
	At                                 journal.Instant
	Framed, Stands, Wordings, Schedule string
}

type statementRow struct {
	Scenarios    int64
	ID, Key, Log []byte
	Seq          int64
	Kind         string
	At           journal.Instant
	Until        *journal.Instant
	Data         string
}

// ScenarioSets lists the sets that count, in the order of their framing.
func (r Reader) ScenarioSets() ([]*ScenarioSet, error) { return r.scenarioSets("", nil) }

// ScenarioSet is the set with the id; nil if it is not here or does not count.
func (r Reader) ScenarioSet(id journal.ID) (*ScenarioSet, error) {
	n, ok, err := r.Num(id)
	if err != nil || !ok {
		return nil, err
	}
	all, err := r.scenarioSets("x.num = ?", []any{n})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

// SignpostSet is the set that a signpost belongs to; nil if the id names no
// signpost that counts.
func (r Reader) SignpostSet(signpost journal.ID) (*ScenarioSet, error) {
	n, ok, err := r.Num(signpost)
	if err != nil || !ok {
		return nil, err
	}
	all, err := r.scenarioSets("x.num = (SELECT scenarios FROM scenario_statements WHERE num = ? AND kind = 'signpost.placed')", []any{n})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

// ScenarioSetsTitled lists the ids of the sets with the title.
func (r Reader) ScenarioSetsTitled(title string) ([]journal.ID, error) {
	rows, err := list[struct{ ID []byte }](r, "SELECT i.id FROM scenario_sets x JOIN ids i ON i.num = x.num"+inOrder+" WHERE x.title = ?"+byOrder, title)
	ids := make([]journal.ID, 0, len(rows))
	for _, row := range rows {
		ids = append(ids, journal.ID(row.ID))
	}
	return ids, err
}

func (r Reader) scenarioSets(where string, args []any) ([]*ScenarioSet, error) {
	rows, err := list[setRow](r, "SELECT x.num, i.id, ol.key, x.at, x.framed, x.stands, x.wordings, x.schedule FROM scenario_sets x JOIN ids i ON i.num = x.num"+
		inOrder+clause(where)+byOrder, args...)
	if err != nil {
		return nil, err
	}
	all := make([]*ScenarioSet, len(rows))
	by := make(map[int64]*ScenarioSet, len(rows))
	for i, row := range rows {
		s := &ScenarioSet{Num: row.Num, ID: journal.ID(row.ID), Key: row.Key, At: row.At}
		if err := errors.Join(json.Unmarshal([]byte(row.Framed), &s.Framed), json.Unmarshal([]byte(row.Stands), &s.Now),
			json.Unmarshal([]byte(row.Wordings), &s.Wordings)); err != nil {
			return nil, damaged(err)
		}
		DecodeColumn(row.Schedule, &s.Schedule)
		all[i], by[s.Num] = s, s
	}
	if len(all) == 0 {
		return nil, nil
	}
	of := ""
	if where != "" {
		of = " WHERE x.scenarios IN (SELECT x.num FROM scenario_sets x WHERE " + where + ")"
	}
	said, err := list[statementRow](r, "SELECT x.scenarios, i.id, ol.key, ol.log, o.seq, x.kind, x.at, x.until, x.data FROM scenario_statements x JOIN ids i ON i.num = x.num"+
		inOrder+of+byOrder, args...)
	for _, row := range said {
		if err := by[row.Scenarios].take(row); err != nil {
			return nil, damaged(err)
		}
	}
	return all, err
}

func damaged(err error) error {
	return fmt.Errorf("a projected row is damaged, run \"weathervane rebuild\": %w", err)
}

func (s *ScenarioSet) take(row statementRow) error {
	switch row.Kind {
	case journal.ScenariosWeighed:
		return addTo(&s.Weights, row)
	case journal.ScenariosConditioned:
		return addTo(&s.Conditions, row)
	case journal.ScenariosResolved:
		return addTo(&s.Ends, row)
	case journal.ConsistencyJudged:
		return addTo(&s.Consistency, row)
	case journal.SignpostPlaced:
		return addTo(&s.Signposts, row)
	}
	return addTo(&s.Checks, row)
}

func addTo[D any](all *[]Statement[D], row statementRow) error {
	st := Statement[D]{ID: journal.ID(row.ID), Key: row.Key, Log: row.Log, Seq: row.Seq, At: row.At, Until: row.Until}
	err := json.Unmarshal([]byte(row.Data), &st.Data)
	*all = append(*all, st)
	return err
}
