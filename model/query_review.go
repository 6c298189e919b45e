package model

import "weathervane/model/journal"

// WaitingIDs are the records that name one which is not here.
func (r Reader) WaitingIDs() (map[journal.ID]bool, error) {
	return r.ids(`SELECT DISTINCT i.id FROM mentions m JOIN ids i ON i.num = m.record
		LEFT JOIN records t ON t.num = m.target WHERE t.num IS NULL`)
}

// LateIDs are the forecasts that count from later than their authors state.
func (r Reader) LateIDs() (map[journal.ID]bool, error) {
	return r.ids("SELECT i.id FROM forecasts f JOIN ids i ON i.num = f.num WHERE f.provenance = 'late'")
}

func (r Reader) ids(query string) (map[journal.ID]bool, error) {
	rows, err := list[struct{ ID []byte }](r, query)
	all := make(map[journal.ID]bool, len(rows))
	for _, row := range rows {
		all[journal.ID(row.ID)] = true
	}
	return all, err
}

// VerifyRow has the counts that verify prints of a log.
type VerifyRow struct{ Log, Withheld, Late int64 }

// WithheldLeaves are the records that are not shown, with their logs.
func (r Reader) WithheldLeaves() (map[journal.ID]journal.LogID, error) {
	rows, err := list[struct{ ID, Log []byte }](r, "SELECT i.id, l.log FROM records r JOIN ids i ON i.num = r.num JOIN logs l ON l.num = r.log WHERE r.line IS NULL")
	all := make(map[journal.ID]journal.LogID, len(rows))
	for _, row := range rows {
		all[journal.ID(row.ID)] = journal.LogID(row.Log)
	}
	return all, err
}

// Verifying counts, for each log, what is withheld and late.
func (r Reader) Verifying() (map[int64]VerifyRow, error) {
	rows, err := list[VerifyRow](r, `SELECT r.log, SUM(r.line IS NULL) AS withheld,
		SUM(f.provenance = 'late') AS late FROM records r LEFT JOIN forecasts f ON f.num = r.num GROUP BY r.log`)
	all := map[int64]VerifyRow{}
	for _, row := range rows {
		all[row.Log] = row
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
