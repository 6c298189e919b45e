package forecasts_test

import (
	"cmp"
	"strings"
	"testing"
)

func TestWhatEachKindShows(t *testing.T) {
	step := 1
	if testing.Short() {
		step = 5
	}
	for i := 0; i < len(rows); i += step {
		r := rows[i]
		t.Run(r.name, func(t *testing.T) {
			one := rows[i : i+1]
			without, _ := tell(t, one, state{absent: true})
			before := pageOf(t, without)
			for name, st := range map[string]state{
				"as it is": {},
				// The author's clock was behind: it shows all the same, from when what it
				// names was here.
				"odd clock": {log: " 2", at: begin - 9*hour},
			} {
				if st.log != "" && r.promise {
					continue // a seal is in the log of its forecast, and so not before it
				}
				with, _ := tell(t, one, st)
				names, _ := differing(before, pageOf(t, with))
				want := r.shows
				if st.log != "" {
					want = cmp.Or(r.oddly, want)
				}
				if got := cmp.Or(strings.Join(names, ", "), "none"); got != want {
					t.Errorf("%s: it is shown by\n%s\nwant\n%s", name, got, want)
				}
			}
		})
	}
}
