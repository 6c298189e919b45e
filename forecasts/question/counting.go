package question

import (
	"fmt"

	"weathervane/model"
	"weathervane/model/journal"
)

// counts refuses a record that is not here or takes no effect, since what names
// it would take none either.
func counts(r model.Reader, id journal.ID) error {
	row, ok, err := r.Record(id)
	switch {
	case err != nil:
		return err
	case !ok:
		return fmt.Errorf("no record has the id %s: list the records to find it", id.Short())
	case row.Until != nil:
		return fmt.Errorf("record %s was retracted: choose one that counts", id.Short())
	case row.Why != "":
		reason, _ := model.ReasonOf(row.Why)
		return fmt.Errorf("record %s takes no effect (%s): choose one that counts", id.Short(), reason)
	}
	return nil
}

// allCount refuses findings of which one takes no effect. One that is not here may
// come.
func allCount(r model.Reader, findings []journal.ID) error {
	for _, id := range findings {
		if _, here, err := r.Kind(id); err != nil || !here {
			if err != nil {
				return err
			}
			continue
		}
		if err := counts(r, id); err != nil {
			return err
		}
	}
	return nil
}
