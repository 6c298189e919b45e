package session

// What a workspace notes for itself, because no record says when it arrived here:
// colleagues' witness records, which nothing witnesses in turn, and records that
// were withheld at first and shown by a later file. The prefix is followed by the
// log and how many of its leaves had arrived, or by the record's id.
const (
	Came  = "came "
	Shown = "shown "
)

// A sealed forecast is announced and withheld: exports show forecast.sealed and
// withhold the forecast.made that it names, until its author reveals it or the
// question is over. Revealing is a setting of this workspace, not a record: the
// next export shows the forecast, and its hash proves that it is the same.

const Revealed = "revealed "
