package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// habit is how a call sign forecasts.
type habit struct {
	insight   float64 // how far one is ahead of well-read people, in log-odds towards what came
	sharpness float64 // stretches (above 1) or dampens the odds of well-read people
	leaning   float64 // how far a view of one's own on a question goes, in log-odds
	wobble    float64 // how far each forecast is off that, in log-odds
	share     float64 // of the questions that are forecast at all
	late      float64 // share of the window that has gone by before the first
	follows   float64 // how likely a change of opinion makes one forecast again
	spoken    float64 // how likely a forecast of one's own comes with a sentence
}

var habits = map[string]habit{
	"Crane":   {insight: 0.5, sharpness: 1, leaning: 0.2, wobble: 0.1, share: 1, follows: 0.62},
	"Heron":   {insight: 0.15, sharpness: 2, leaning: 0.5, wobble: 0.35, share: 0.97, follows: 0.5, spoken: 0.15},
	"Ibis":    {insight: 0.3, sharpness: 1.1, leaning: 0.3, wobble: 0.15, share: 0.9, late: 0.55, follows: 0.75, spoken: 0.2},
	"Kestrel": {insight: 0.15, sharpness: 0.85, leaning: 0.6, wobble: 0.2, share: 0.9, late: 0.03, follows: 0.12, spoken: 0.15},
}

var sentences = map[string][]string{
	"Heron":   {"Clear enough for me.", "I do not see what should stop it from going this way.", "The others are too timid here.", "All in one direction."},
	"Ibis":    {"Waited until there was something to go by.", "Late, but with more to read.", "Near what the others say, after a look at the sources.", "Most of the window has gone by; that itself tells something."},
	"Kestrel": {"By the base rate; I will look again when something big happens.", "First thought.", "Leaving this as it is for long."},
}

// mind is one call sign before one question.
type mind struct {
	habit
	name  string
	of    matter
	rand  *rand.Rand
	leans []float64
}

func newMind(name string, m matter) *mind {
	src := rand.NewChaCha8(sha256.Sum256([]byte("weathervane sample " + name + " on " + m.key)))
	d := &mind{habits[name], name, m, rand.New(src), nil}
	for range max(1, len(m.path[0].p)) {
		d.leans = append(d.leans, d.leaning*d.rand.NormFloat64())
	}
	return d
}

// planForecasts lets each call sign forecast each question that has a path.
func (o *office) planForecasts() {
	for _, m := range questions {
		if len(m.path) == 0 {
			continue
		}
		for _, name := range names {
			d := newMind(name, m)
			if d.rand.Float64() < d.share {
				d.plan(o)
			}
		}
	}
	for _, s := range spreads {
		o.planSpread(s)
	}
}

// plan lays down when the forecasts are made and what they say. One that would
// hardly differ from the one before is not made.
func (d *mind) plan(o *office) {
	var before []float64
	for _, w := range d.moments() {
		p := d.belief(w.at)
		if before != nil && gap(p, before) < 0.02 {
			continue
		}
		before = p
		note := w.why
		if d.name != "Crane" {
			note = ""
			if all := sentences[d.name]; d.rand.Float64() < d.spoken {
				note = all[d.rand.IntN(len(all))]
			}
		}
		o.plan(w.at, d.name+" on "+d.of.key, func(ctx context.Context) error {
			with := question.Saying{Note: note}
			if d.name == "Crane" {
				with.Because = o.reasons(d.of.key, w.at)
			}
			_, err := o.desks[d.name].Forecast(ctx, o.questions[d.of.key], d.stated(p), with)
			return err
		})
	}
}

// moment is when somebody forecasts, and why.
type moment struct {
	at  time.Time
	why string
}

// moments are the first forecast and, for those who follow opinion, one a day
// or so after each turn of it, and one between turns that lie far apart.
func (d *mind) moments() []moment {
	m := d.of
	open, end := m.opening(), m.end()
	first := open.Add(hours(1, 30, d.rand)).Add(time.Duration(d.late * (0.8 + 0.6*d.rand.Float64()) * float64(m.closing().Sub(open))))
	if end.Sub(open) < 5*24*time.Hour {
		first = open.Add(hours(1, 20, d.rand))
	}
	all := []moment{{first, m.path[0].why}}
	for i, v := range m.path[1:] {
		turn := at(v.day, 9, 0)
		if before := at(m.path[i].day, 9, 0); turn.Sub(before) > 40*24*time.Hour && d.rand.Float64() < d.follows {
			all = append(all, moment{before.Add(turn.Sub(before) / 2).Add(hours(0, 90, d.rand)), ""})
		}
		if d.rand.Float64() < d.follows {
			all = append(all, moment{turn.Add(hours(1, 13, d.rand)), v.why})
		}
	}
	var kept []moment
	for _, w := range all {
		apart := len(kept) == 0 || w.at.Sub(kept[len(kept)-1].at) > 6*time.Hour
		if !w.at.Before(first) && apart && w.at.Before(end) && w.at.Before(at(last, 18, 0)) {
			kept = append(kept, w)
		}
	}
	return kept
}

func hours(from, to float64, r *rand.Rand) time.Duration {
	return time.Duration((from + (to-from)*r.Float64()) * float64(time.Hour)).Truncate(time.Second)
}

// belief is what well-read people think then, seen through one's habit.
func (d *mind) belief(t time.Time) []float64 {
	p := opinion(d.of.path, t)
	for i := range p {
		l := d.sharpness*logit(p[i]) + d.insight*d.of.towards(i) + d.leans[i] + d.wobble*d.rand.NormFloat64()
		p[i] = 1 / (1 + math.Exp(-l))
	}
	if len(p) == 1 {
		p[0] = min(max(math.Round(p[0]*100), 1), 99) / 100
		return p
	}
	return wholePercents(p)
}

// towards is 1 or −1 as number i of a path is that of what came or not, and 0
// while that is open.
func (m matter) towards(i int) float64 {
	came := m.outcome == true
	switch option, choice := m.outcome.(string); {
	case m.outcome == nil:
		return 0
	case choice:
		came = m.choices()[i] == option
	}
	if came {
		return 1
	}
	return -1
}

// opinion is the path's value at an instant.
func opinion(path []view, t time.Time) []float64 {
	i := 0
	for i+1 < len(path) && !t.Before(at(path[i+1].day, 9, 0)) {
		i++
	}
	p := make([]float64, len(path[i].p))
	share := 0.0
	if i+1 < len(path) {
		from, to := at(path[i].day, 9, 0), at(path[i+1].day, 9, 0)
		share = max(0, float64(t.Sub(from))/float64(to.Sub(from)))
	}
	for k := range p {
		l := logit(path[i].p[k] / 100)
		if share > 0 {
			l += share * (logit(path[i+1].p[k]/100) - l)
		}
		p[k] = 1 / (1 + math.Exp(-l))
	}
	return p
}

func logit(p float64) float64 {
	p = min(max(p, 0.004), 0.996)
	return math.Log(p / (1 - p))
}

// wholePercents makes shares of whole percents that sum to one.
func wholePercents(p []float64) []float64 {
	sum, most := 0.0, 0
	for i, x := range p {
		sum += x
		if x > p[most] {
			most = i
		}
	}
	left := 100.0
	for i := range p {
		p[i] = math.Round(100 * p[i] / sum)
		left -= p[i]
	}
	p[most] += left
	for i := range p {
		p[i] /= 100
	}
	return p
}

func gap(a, b []float64) (most float64) {
	for i := range a {
		most = max(most, math.Abs(a[i]-b[i]))
	}
	return most
}

func (d *mind) stated(p []float64) standing.Belief {
	if len(p) == 1 {
		return standing.Belief{P: &p[0]}
	}
	probs := map[string]float64{}
	for i, option := range d.of.choices() {
		probs[option] = p[i]
	}
	return standing.Belief{Probs: probs}
}

// spread is a forecast by quantiles: of seats, or of days.
type spread struct {
	by, day, question string
	seats             []float64
	days              []string
	note              string
}

var levels = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

var spreads = []spread{
	{by: "Crane", day: "2024-02-27", question: "ppp-seats", seats: []float64{95, 115, 128, 141, 160}, note: "Polls now, history of such polls, and five weeks to go."},
	{by: "Heron", day: "2024-02-28", question: "ppp-seats", seats: []float64{125, 133, 138, 143, 152}, note: "The Democrats are tearing each other apart."},
	{by: "Kestrel", day: "2024-03-01", question: "ppp-seats", seats: []float64{85, 105, 120, 138, 165}},
	{by: "Crane", day: "2024-03-14", question: "ppp-seats", seats: []float64{92, 110, 121, 133, 150}},
	{by: "Heron", day: "2024-03-27", question: "ppp-seats", seats: []float64{98, 106, 111, 116, 124}},
	{by: "Crane", day: "2024-03-28", question: "ppp-seats", seats: []float64{87, 100, 109, 119, 134}, note: "The capital region has turned."},
	{by: "Ibis", day: "2024-04-04", question: "ppp-seats", seats: []float64{90, 100, 107, 115, 127}, note: "After the last polls that may be published."},
	{by: "Crane", day: "2024-02-27", question: "dp-seats", seats: []float64{115, 132, 144, 157, 178}},
	{by: "Heron", day: "2024-02-28", question: "dp-seats", seats: []float64{118, 129, 136, 143, 155}},
	{by: "Kestrel", day: "2024-03-01", question: "dp-seats", seats: []float64{120, 138, 152, 166, 185}},
	{by: "Crane", day: "2024-03-14", question: "dp-seats", seats: []float64{122, 139, 150, 162, 180}},
	{by: "Crane", day: "2024-03-28", question: "dp-seats", seats: []float64{135, 152, 163, 173, 188}},
	{by: "Ibis", day: "2024-04-04", question: "dp-seats", seats: []float64{145, 158, 167, 175, 188}},
	{by: "Heron", day: "2024-04-05", question: "dp-seats", seats: []float64{162, 170, 175, 181, 192}, note: "It will be more than last time."},
	{by: "Crane", day: "2024-02-27", question: "sat-when", days: []string{"2024-03-24", "2024-04-28", "2024-06-10", "2024-08-25", "2024-12-10"}, note: "Late March at the earliest says the minister; in 2023 the first attempt came at the end of May."},
	{by: "Heron", day: "2024-02-27", question: "sat-when", days: []string{"2024-03-20", "2024-03-29", "2024-04-09", "2024-04-20", "2024-06-01"}, note: "Before the election, to be seen."},
	{by: "Kestrel", day: "2024-03-02", question: "sat-when", days: []string{"2024-03-25", "2024-05-10", "2024-07-10", "2024-09-20", "2024-12-20"}},
	{by: "Crane", day: "2024-04-02", question: "sat-when", days: []string{"2024-04-10", "2024-05-05", "2024-06-08", "2024-08-10", "2024-12-01"}},
	{by: "Heron", day: "2024-04-22", question: "sat-when", days: []string{"2024-04-26", "2024-05-08", "2024-05-20", "2024-06-05", "2024-07-15"}},
	{by: "Ibis", day: "2024-05-16", question: "sat-when", days: []string{"2024-05-20", "2024-05-28", "2024-06-12", "2024-07-20", "2024-11-20"}},
	{by: "Crane", day: "2024-05-25", question: "sat-when", days: []string{"2024-05-27", "2024-05-30", "2024-06-05", "2024-06-28", "2024-09-30"}, note: "Work at the launch site is reported."},
}

func (o *office) planSpread(s spread) {
	r := rand.New(rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, "weathervane sample spread ", s.by, s.day, s.question))))
	o.plan(at(s.day, 9, 0).Add(hours(0, 9, r)), s.by+" on "+s.question, func(ctx context.Context) error {
		var q []journal.Quantile
		for i, level := range levels {
			if s.days != nil {
				q = append(q, journal.Quantile{Level: level, Value: encoded(instant(at(s.days[i], 12, 0)))})
			} else {
				q = append(q, journal.Quantile{Level: level, Value: encoded(s.seats[i])})
			}
		}
		_, err := o.desks[s.by].Forecast(ctx, o.questions[s.question], standing.Belief{Quantiles: q}, question.Saying{Note: s.note})
		return err
	})
}
