package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"weathervane/model/journal"
)

// Questions are asked over three and a half years, and the last day that the file
// knows is fixed: the same flags give the same bytes on any day.
var (
	firstDay = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	lastDay  = time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)
)

// person is a forecaster with a key and a log.
type person struct {
	name string
	seed [32]byte
	log  journal.LogID
}

// matter is a question with the odds by which its outcome is drawn.
type matter struct {
	title         string
	tags          []string
	asker         int
	opens, closes time.Time
	odds          float64 // log-odds
	yes           bool
	resolved      time.Time // zero while it is open
}

// opinion is one forecast.
type opinion struct {
	matter, person int
	at             time.Time
	p              float64
}

type desk struct {
	size
	rand     *rand.Rand
	people   []*person
	matters  []matter
	opinions []opinion
}

var (
	subjects = []string{"North Korea", "Japan", "South Korea", "China", "Taiwan", "Russia", "Mongolia", "the Philippines", "Vietnam", "India", "Australia", "the European Union"}
	acts     = []string{"launches a satellite", "holds a summit", "raises its policy rate", "signs a treaty", "tests an engine", "holds an election", "sends an envoy", "opens a border crossing", "closes an embassy", "publishes a budget", "moves a fleet", "lifts an export ban"}
	tagNames = []string{"dprk", "japan", "rok", "china", "taiwan", "russia", "energy", "trade", "space", "elections", "economy", "diplomacy", "defence", "health", "climate", "cyber", "finance", "law", "media", "migration"}
)

func newDesk(s size) *desk {
	d := &desk{size: s, rand: rand.New(rand.NewPCG(uint64(s.seed), 18))} //nolint:gosec // drawn, not secret
	for i := range s.forecasters {
		p := &person{name: fmt.Sprintf("Forecaster %02d", i+1)}
		for j := range p.seed {
			p.seed[j] = byte(d.rand.Uint32())
		}
		d.people = append(d.people, p)
	}
	span := lastDay.Sub(firstDay)
	for i := range s.questions {
		opens := firstDay.Add(time.Duration(d.rand.Float64() * float64(span))).Truncate(time.Second)
		m := matter{
			title: fmt.Sprintf("Case %06d: %s %s by day %d", i+1, pick(d.rand, subjects), pick(d.rand, acts), 1+d.rand.IntN(365)),
			tags:  []string{pick(d.rand, tagNames), pick(d.rand, tagNames)},
			asker: d.rand.IntN(s.forecasters), opens: opens,
			closes: opens.AddDate(0, 0, 14+d.rand.IntN(180)), odds: 1.6 * d.rand.NormFloat64(),
		}
		slices.Sort(m.tags)
		m.tags = slices.Compact(m.tags)
		m.yes = d.rand.Float64() < sigmoid(m.odds)
		if after := m.closes.AddDate(0, 0, 1+d.rand.IntN(20)); after.Before(lastDay) && d.rand.Float64() < 0.96 {
			m.resolved = after
		}
		d.matters = append(d.matters, m)
	}
	slices.SortStableFunc(d.matters, func(a, b matter) int { return a.opens.Compare(b.opens) })
	for range s.forecasts {
		i := d.rand.IntN(s.questions)
		m := d.matters[i]
		until := m.closes
		if until.After(lastDay) {
			until = lastDay
		}
		at := m.opens.Add(time.Duration((0.001 + 0.998*d.rand.Float64()) * float64(until.Sub(m.opens)))).Truncate(time.Second)
		// Three of them look at most questions again and again.
		who := (i*7 + min(2, int(d.rand.ExpFloat64()))*5) % s.forecasters
		d.opinions = append(d.opinions, opinion{i, who, at, math.Round(1000*sigmoid(m.odds+0.7*d.rand.NormFloat64())) / 1000})
	}
	slices.SortStableFunc(d.opinions, func(a, b opinion) int { return a.at.Compare(b.at) })
	return d
}

func pick(r *rand.Rand, of []string) string { return of[r.IntN(len(of))] }

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// writeTable writes the forecasts as a table.
func (d *desk) writeTable(w io.Writer) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"question_id", "title", "forecaster", "made_at", "probability", "outcome", "opens_at", "closes_at", "resolved_at"}) // told by Error
	for _, o := range d.opinions {
		m := d.matters[o.matter]
		outcome, resolved := "", ""
		if !m.resolved.IsZero() {
			outcome, resolved = "no", m.resolved.Format(time.RFC3339)
			if m.yes {
				outcome = "yes"
			}
		}
		_ = out.Write([]string{
			strconv.Itoa(o.matter + 1), m.title, d.people[o.person].name, o.at.Format(time.RFC3339), strconv.FormatFloat(o.p, 'g', -1, 64),
			outcome, m.opens.Format(time.RFC3339), m.closes.Format(time.RFC3339), resolved,
		})
	}
	out.Flush()
	return out.Error()
}

// prose is an invented text of some sentences.
func (d *desk) prose(sentences int) []string {
	all := make([]string, sentences)
	for i := range all {
		all[i] = fmt.Sprintf("Sources say that %s %s, %s agencies wrote on day %d.", pick(d.rand, subjects), pick(d.rand, acts), strings.ToUpper(pick(d.rand, tagNames)), d.rand.IntN(1000))
	}
	return all
}
