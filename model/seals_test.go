package model

import (
	"testing"

	"weathervane/model/journal"
)

// A seal is forfeited once its author has recorded later than 30 days after the end
// was recorded, unless the forecast was shown.
func TestForfeitedSeals(t *testing.T) {
	const day = 24 * 60
	hidden := forecastOn(0, 20, 2)
	hidden.hidden = true
	shown := hidden
	shown.hidden = false
	seal := said(0, 21, journal.ForecastSealed, map[string]any{"question": ref(2), "forecast": ref(3)})
	resolved := said(1, 60, journal.QuestionResolved, map[string]any{"question": ref(2), "outcome": true, "known_at": (start + 50*minute).String()})
	comment := func(log int, after journal.Instant) plan {
		return said(log, after, journal.CommentMade, map[string]any{"on": ref(2), "text": "t"})
	}
	for _, x := range []struct {
		name  string
		plans []plan
		want  int
	}{
		{"the end is not recorded", []plan{hidden, seal, comment(0, 60+40*day)}, 0},
		{"30 days to the minute", []plan{hidden, seal, resolved, comment(0, 60+30*day)}, 0},
		{"a minute later", []plan{hidden, seal, resolved, comment(0, 61+30*day)}, 1},
		{"a minute later, by somebody else", []plan{hidden, seal, resolved, comment(1, 61+30*day)}, 0},
		{"shown", []plan{shown, seal, resolved, comment(0, 61+30*day)}, 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := newStore(t)
			m := told(2, append([]plan{asked(1, 1)}, x.plans...)...).record(t)
			if err := s.Update(t.Context(), func(tx *Tx) error {
				for _, pieces := range m.straight() {
					for _, p := range pieces {
						if err := m.take(tx, p); err != nil {
							return err
						}
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			if err := s.View(t.Context(), func(r Reader) error {
				all, err := r.ForfeitedSeals()
				if len(all) != x.want {
					t.Errorf("%d seals are forfeited, want %d", len(all), x.want)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		})
	}
}
