package words

import "weathervane/model/journal"

// CameLater tells of records of other authors that are dated before an earlier day
// and came here after it, between two instants: "12 records of 3 other authors,
// dated before that, came here only on 29 Nov 2026". Instants are 0 if unknown.
func CameLater(records, authors int, from, to journal.Instant, c Calendar) string {
	whose, come := "another author", "came here only "
	if authors > 1 {
		whose = Count(authors) + " other authors"
	}
	switch first, last := c.Date(from), c.Date(to); {
	case from == 0 || to == 0:
		come = "came here only later"
	case first == last:
		come += "on " + first
	default:
		come += "between " + first + " and " + last
	}
	return Plural(records, "record") + " of " + whose + ", dated before that, " + come
}
