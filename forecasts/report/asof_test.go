package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/testkit"
	"weathervane/model/journal"
)

// every is a workspace's report in every form.
func every(t *testing.T, d *forecasts.Desk) map[string][]byte {
	t.Helper()
	v, err := d.Report(t.Context(), true)
	ok(t, err)
	pics := Pictures{Typeface: Typeface{Regular: goregular.TTF, Bold: gobold.TTF, Draw: func(string, bool) ([]byte, error) {
		return os.ReadFile("../../assets/app.png")
	}}}
	all := map[string][]byte{}
	for name, write := range map[string]func(io.Writer) error{
		"html": func(w io.Writer) error { return HTML(w, v, pics) }, "pdf": func(w io.Writer) error { return PDF(w, v, pics) },
		"xlsx": func(w io.Writer) error { return XLSX(w, v) }, "csv": func(w io.Writer) error { return CSV(w, v) },
		"md": func(w io.Writer) error { return Markdown(w, v) }, "ics": func(w io.Writer) error { return ICS(w, v) },
	} {
		var b bytes.Buffer
		ok(t, write(&b))
		all[name] = b.Bytes()
	}
	return all
}

// team is people with one clock, who send each other files.
type team struct {
	t    *testing.T
	now  time.Time
	r    *rand.Rand
	all  []*forecasts.Desk
	made []journal.ID // questions
	kept [][]journal.ID

	tally testkit.Tally
}

func newTeam(t *testing.T, seed uint64) *team {
	m := &team{t: t, now: time.Date(2024, 2, 26, 9, 0, 0, 0, time.UTC), r: rand.New(rand.NewPCG(seed, 3))}
	for _, name := range []string{"Crane", "Heron", "Ibis"} {
		env := session.DefaultEnv()
		env.Now, env.State, env.Zone, env.Present = func() time.Time { return m.now }, t.TempDir(), time.UTC, nil
		d, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), name+".vane"), name, env)
		ok(t, err)
		t.Cleanup(func() { d.Close() })
		m.all, m.kept = append(m.all, d), append(m.kept, nil)
	}
	return m
}

func (m *team) ask() {
	closes := journal.InstantOf(m.now.AddDate(0, 0, 20))
	id, err := m.all[0].Ask(m.t.Context(), journal.Asked{Title: fmt.Sprintf("It rains (%d)", len(m.made)), Closes: &closes, Tags: []string{"rain"}})
	ok(m.t, err)
	m.made = append(m.made, id)
}

func (m *team) give(from, to int) {
	path := filepath.Join(m.t.TempDir(), "x.forecasts")
	_, err := m.all[from].Export(m.t.Context(), path, exchange.Options{})
	ok(m.t, err)
	_, err = m.all[to].Import(m.t.Context(), []string{path}, nil)
	ok(m.t, err)
}

// act does something; what cannot be done there and then is let be.
func (m *team) act() {
	ctx, who := m.t.Context(), m.r.IntN(len(m.all))
	d, q := m.all[who], m.made[m.r.IntN(len(m.made))]
	p := float64(m.r.IntN(101)) / 100
	switch m.r.IntN(15) {
	case 0:
		m.ask()
	case 1:
		_, err := d.Resolve(ctx, q, json.RawMessage([]string{"true", "false"}[m.r.IntN(2)]), question.Resolving{Source: "gauge"})
		m.tally.Add(m.t, err)
	case 2:
		id, err := d.Forecast(ctx, q, standing.Belief{P: &p}, question.Saying{Seal: true})
		if m.tally.Add(m.t, err); err == nil {
			m.kept[who] = append(m.kept[who], id)
		}
	case 3:
		for _, id := range m.kept[who] {
			_, err := d.Reveal(ctx, id)
			m.tally.Add(m.t, err)
		}
	case 4:
		made := journal.InstantOf(m.now.Add(-36 * time.Hour))
		_, err := d.Forecast(ctx, q, standing.Belief{P: &p}, question.Saying{MadeAt: &made})
		m.tally.Add(m.t, err)
	case 12, 13, 14:
		m.actOnSet(d, q, p)
	case 5, 6, 7:
		m.give(who, (who+1+m.r.IntN(len(m.all)-1))%len(m.all))
	default:
		_, err := d.Forecast(ctx, q, standing.Belief{P: &p}, question.Saying{Note: "why"})
		m.tally.Add(m.t, err)
	}
}

// actOnSet frames a set, or says something of the first.
func (m *team) actOnSet(d *forecasts.Desk, q journal.ID, p float64) {
	ctx := m.t.Context()
	sets, err := d.ScenarioSets(ctx, listing.Filter{})
	ok(m.t, err)
	if len(sets) == 0 {
		_, err := d.FrameScenarios(ctx, journal.Framed{Title: "Skies", Horizon: journal.InstantOf(m.now.AddDate(0, 0, 40)), Scenarios: []journal.Scenario{{Name: "Dry"}, {Name: "Wet"}}})
		ok(m.t, err)
		return
	}
	set, by := sets[0].ID, map[string]float64{"Dry": p, "Wet": 1 - p}
	switch m.r.IntN(5) {
	case 0:
		_, err := d.ConditionScenarios(ctx, set, q, by)
		m.tally.Add(m.t, err)
	case 1:
		_, err := d.PlaceSignpost(ctx, set, "A cloud", journal.InstantOf(m.now.AddDate(0, 0, 5)), by)
		m.tally.Add(m.t, err)
	case 2:
		v, err := d.Scenarios(ctx, set, "")
		ok(m.t, err)
		f := v.Framing()
		f.Title = fmt.Sprintf("Skies (%d)", m.r.IntN(100))
		_, err = d.ReviseScenarios(ctx, set, f)
		m.tally.Add(m.t, err)
	default:
		_, err := d.WeighScenarios(ctx, set, by, "")
		m.tally.Add(m.t, err)
	}
}

// Whatever a workspace has become, its report as of a day is, byte for byte and
// in every form, the one that was made that day.
func TestReportsAsOfADayAreThoseMadeThatDay(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		m := newTeam(t, seed)
		for range 4 {
			m.ask()
		}
		type made struct {
			at   journal.Instant
			desk int
			want map[string][]byte
		}
		var reports []made
		for i := range 60 {
			m.now = m.now.Add(time.Duration(1+m.r.IntN(500)) * time.Minute)
			m.act()
			if i%15 == 14 {
				who := m.r.IntN(len(m.all))
				reports = append(reports, made{journal.InstantOf(m.now), who, every(t, m.all[who])})
			}
		}
		m.tally.MostlyDone(t)
		for _, r := range reports {
			past, _, err := m.all[r.desk].AsOf(t.Context(), r.at)
			ok(t, err)
			for name, got := range every(t, past) {
				if !bytes.Equal(got, r.want[name]) {
					t.Errorf("seed %d, desk %d at %s: the %s differs:\n%s", seed, r.desk, r.at, name, firstDifference(got, r.want[name]))
				}
			}
			past.Close()
		}
	}
}

func firstDifference(a, b []byte) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(x []byte) []byte { return x[max(0, i-80):min(len(x), i+120)] }
	return fmt.Sprintf("later: %q\nthen:  %q", around(a), around(b))
}
