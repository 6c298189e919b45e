package words

import (
	"encoding/json"
	"testing"
	"time"
)

func TestOverturned(t *testing.T) {
	c := Calendar{Now: time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC), Zone: time.UTC}
	for _, x := range []struct {
		s        Stood
		was, now string
	}{
		{Stood{What: "outcome", Value: json.RawMessage("true"), By: "Heron"}, "was Yes, by Heron", "would be Yes, by Heron"},
		{Stood{What: "outcome", Value: json.RawMessage("null"), By: "Gull", Scored: true}, "was open, by Gull, who is scored on it", "would be open, by Gull, who is scored on it"},
		{Stood{What: "outcome", Value: json.RawMessage(`"ambiguous"`)}, "was ambiguous", "would be ambiguous"},
		{Stood{What: "known_at", Value: json.RawMessage(`"2026-06-11T08:00:00.000Z"`), By: "Crane"}, "was known 11 Jun, by Crane", "would be known 11 Jun, by Crane"},
		{Stood{What: "known_at", Value: json.RawMessage(`"2026-06-11T08:00:00.000Z"`), Timed: true}, "was known 11 Jun, 08:00", "would be known 11 Jun, 08:00"},
		{Stood{What: "closes", Member: "closes", Value: json.RawMessage(`"2028-01-01T00:00:00.000Z"`), By: "Crane"}, "was 31 Dec 2027, by Crane", "would be 31 Dec 2027, by Crane"},
		{Stood{What: "closes", Member: "closes", Value: json.RawMessage("null")}, "was none", "would be none"},
		{Stood{What: "criteria", Member: "criteria", Value: json.RawMessage(`"detected by\nthe CTBTO"`)}, "was “detected by the CTBTO”", "would be “detected by the CTBTO”"},
		{Stood{What: "options", Member: "options", Value: json.RawMessage(`["Ishiba","Kono"]`)}, "was Ishiba, Kono", "would be Ishiba, Kono"},
		{Stood{What: "options", Member: "range", Value: json.RawMessage(`{"min":90,"max":150}`)}, "was 90–150", "would be 90–150"},
		{Stood{What: "tags", Member: "tags", Value: json.RawMessage("[]")}, "was none", "would be none"},
	} {
		x.s.Present = c
		if was, now := x.s.Was(), x.s.WouldBe(); was != x.was || now != x.now {
			t.Errorf("%s, %s: want %s, %s", was, now, x.was, x.now)
		}
	}
	if OverturnedChip("known_at") != "Known" || Overturned("closes") != "the close" || OverturnedForecasts("known_at", true, 2) != "2 forecasts cut off" ||
		OverturnedForecasts("closes", false, 1) != "weighs 1 forecast" || OverturnedForecasts("tags", false, 3) != "" || OverturnsChosen(2, 5) != "2 taken, 5 kept" {
		t.Error("the short words differ")
	}
}
