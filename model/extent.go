package model

// Extent is how far the records of a workspace go. Records are added and never
// changed, so that what has the same extent has the same records.
type Extent struct {
	Records int64 // the newest one's number
	Leaves  int64 // of all logs, also of records that are withheld
}

// Extent reads it, in no more time where there are many records.
func (r Reader) Extent() (Extent, error) {
	all, err := list[Extent](r, "SELECT coalesce((SELECT max(num) FROM records), 0) AS records, coalesce((SELECT sum(size) FROM logs), 0) AS leaves")
	if err != nil || len(all) == 0 {
		return Extent{}, err
	}
	return all[0], nil
}
