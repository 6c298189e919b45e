package report

import (
	"io"
	"strings"

	ics "github.com/arran4/golang-ical"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
)

// ICS writes a calendar of deadlines: when open questions close, by when they
// should be resolved, and by when signposts should be checked, each on the whole of
// the day that was named. A date keeps its identity, so that importing the calendar again updates it.
func ICS(w io.Writer, v reporting.View) error {
	cal := ics.NewCalendarFor("Weathervane")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(words.Title(v.Title))
	d := daysOf(v)
	add := func(uid, what, about, day string) {
		e := cal.AddEvent(uid + "@weathervane")
		e.SetDtStampTime(v.At.Time().UTC())
		e.SetProperty(ics.ComponentPropertyDtStart, strings.ReplaceAll(day, "-", ""), ics.WithValue(string(ics.ValueDataTypeDate)))
		e.SetSummary(what + ": " + words.Title(about))
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	for _, q := range v.Questions {
		if q.Status != "open" && q.Status != "closed" {
			continue
		}
		if q.Closes != nil && q.Status == "open" {
			add("closes-"+q.ID.String(), "Closes", q.Title, d.last(q.Closes))
		}
		if by, ok := v.Resolves[q.ID]; ok {
			add("resolves-"+q.ID.String(), "To be resolved", q.Title, d.on(&by))
		}
	}
	for _, c := range v.Checks {
		add("check-"+c.ID.String(), "To be checked", strings.Join(strings.Fields(c.Text), " "), d.last(&c.By))
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}
