package model

import "weathervane/model/journal"

// OddRow is what is to be said of a record that does not simply count.
type OddRow struct {
	ID    []byte
	Why   string // why it does not count; see ReasonOf
	Waits bool   // it names a record that is not here
	Late  bool   // it is a forecast that counts from later than its author states
}

// Odd lists the shown records of a log, from one place up to another, of which
// something is to be said.
func (r Reader) Odd(log, from, to int64) ([]OddRow, error) {
	return r.odd("FROM records r WHERE r.log = ? AND r.seq >= ? AND r.seq < ?", log, from, to)
}

// OddAmong lists those with some ids of which something is to be said.
func (r Reader) OddAmong(ids []journal.ID) ([]OddRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return r.odd("FROM "+givenIDs+" CROSS JOIN records r ON r.num = g.num WHERE TRUE", text(hexes(ids)))
}

// givenIDs are the ids g that are given as one argument, which hexes writes.
const givenIDs = "json_each(?) e CROSS JOIN ids g ON g.id = unhex(e.value)"

// hexes writes ids for a statement: there may be more of them than it takes arguments.
func hexes(ids []journal.ID) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = id.String()
	}
	return all
}

func (r Reader) odd(from string, args ...any) ([]OddRow, error) {
	return list[OddRow](r, `SELECT i.id, x.why, x.waits, x.late FROM (SELECT r.num, COALESCE(r.why, '') AS why,
		EXISTS (SELECT 1 FROM mentions m LEFT JOIN records t ON t.num = m.target WHERE m.record = r.num AND t.num IS NULL) AS waits,
		EXISTS (SELECT 1 FROM forecasts f WHERE f.num = r.num AND f.provenance = 'late') AS late
		`+from+` AND r.line IS NOT NULL) x JOIN ids i ON i.num = x.num WHERE x.why <> '' OR x.waits OR x.late`, args...)
}

// WithheldLeaves are the records that are not shown, with their logs.
func (r Reader) WithheldLeaves() (map[journal.ID]journal.LogID, error) {
	rows, err := list[struct{ ID, Log []byte }](r, "SELECT i.id, l.log FROM records r JOIN ids i ON i.num = r.num JOIN logs l ON l.num = r.log WHERE r.line IS NULL")
	all := make(map[journal.ID]journal.LogID, len(rows))
	for _, row := range rows {
		all[journal.ID(row.ID)] = journal.LogID(row.Log)
	}
	return all, err
}

// Late counts, for each log, the forecasts that were recorded late.
func (r Reader) Late() (map[int64]int64, error) {
	rows, err := list[struct{ Log, Late int64 }](r, `SELECT r.log, COUNT(*) AS late FROM forecasts f JOIN records r ON r.num = f.num
		WHERE f.provenance = 'late' GROUP BY r.log`)
	all := map[int64]int64{}
	for _, row := range rows {
		all[row.Log] = row.Late
	}
	return all, err
}

// Place is where a record stands.
type Place struct{ Num, Log, Seq int64 }

// Places tells where the record of each withdrawal and retraction stands.
func (r Reader) Places() (map[int64]Place, error) {
	rows, err := list[Place](r, `SELECT r.num, r.log, r.seq FROM (SELECT num FROM withdrawals UNION ALL SELECT num FROM retractions) f
		JOIN records r ON r.num = f.num`)
	all := make(map[int64]Place, len(rows))
	for _, row := range rows {
		all[row.Num] = row
	}
	return all, err
}
