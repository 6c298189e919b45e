package importing_test

import (
	"encoding/json"
	"testing"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/overturning"
)

func TestTwoInstantsOfADayAreToldApart(t *testing.T) {
	present := words.Calendar{Now: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Zone: time.UTC}
	o := overturning.Overturn{What: "known_at", Was: json.RawMessage(`"2026-11-30T08:00:00.000Z"`), WouldBe: json.RawMessage(`"2026-11-30T05:30:00.000Z"`)}
	was, now := importing.InWords(&o, present)
	if was.Was() != "was known 30 Nov, 08:00" || now.WouldBe() != "would be known 30 Nov, 05:30" {
		t.Errorf("%s, %s", was.Was(), now.WouldBe())
	}
	o.WouldBe = json.RawMessage(`"2026-11-29T05:30:00.000Z"`)
	if was, now = importing.InWords(&o, present); was.Was() != "was known 30 Nov" || now.WouldBe() != "would be known 29 Nov" {
		t.Errorf("%s, %s", was.Was(), now.WouldBe())
	}
}
