package forecastfile

import (
	"regexp"

	"weathervane/model/journal"
)

var anyID = regexp.MustCompile(`"[0-9a-f]{64}"`)

// Withhold lists what an export must withhold with the records that start
// names: everything that names a withheld record, and what names that. The
// records are those of every log that the export has. A log's record 0 is
// always shown, and forecast.sealed may name the forecast that it announces.
func Withhold(records []*journal.Record, start []journal.ID) map[journal.ID]bool {
	naming := map[journal.ID][]*journal.Record{}
	opening := map[journal.ID]bool{}
	for _, r := range records {
		if r.Seq == 0 {
			opening[r.ID] = true
			continue
		}
		for _, id := range namedBy(r) {
			naming[id] = append(naming[id], r)
		}
	}
	withheld := map[journal.ID]bool{}
	todo := append([]journal.ID(nil), start...)
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if withheld[id] || opening[id] {
			continue
		}
		withheld[id] = true
		for _, r := range naming[id] {
			todo = append(todo, r.ID)
		}
	}
	return withheld
}

// namedBy lists the records whose withholding withholds r. What this version
// does not understand may name any id that it holds.
func namedBy(r *journal.Record) []journal.ID {
	if r.Strange {
		var ids []journal.ID
		for _, quoted := range anyID.FindAll(r.Data, -1) {
			if id, err := journal.ParseID(string(quoted[1:65])); err == nil {
				ids = append(ids, id)
			}
		}
		return ids
	}
	if r.Kind == journal.ForecastSealed {
		d, err := journal.Decode[journal.Sealed](*r)
		if err != nil {
			return nil
		}
		return []journal.ID{d.Question}
	}
	return r.Names()
}
