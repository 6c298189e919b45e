package main

import (
	"context"
	"fmt"
	"time"

	"weathervane/model/journal"
)

// futures are the scenarios that the four weigh, always in this order.
var futures = []journal.Scenario{
	{
		Name: "Managed hostility",
		Narrative: "Two states that call each other enemies, and leave it at that. The North **tests and trades**, the South answers with drills; the line is closed and quiet.\n\n" +
			"Nobody talks in public. Nobody wants the first shot either.",
		Drivers: []string{"Arms for Russia pay better than talks", "No reply to Seoul in years", "Deterrence holds"},
	},
	{
		Name: "Quiet thaw",
		Narrative: "Small things first: loudspeakers stay off, a telephone is answered, families or athletes travel. Then officials meet, *without a summit and without a text*.\n\n" +
			"The weapons stay where they are.",
		Drivers: []string{"A government in Seoul that offers without asking", "Less need of the North in Moscow", "A door through Beijing, Tokyo or Washington"},
	},
	{
		Name: "Sharp crisis",
		Narrative: "An incident at sea, in the air or on the line costs lives, and is answered. For some weeks each side shows that it would go further.\n\n" +
			"How it ends is not part of this scenario; that it came is.",
		Drivers: []string{"Drones and balloons that nobody can call back", "Help from Moscow that makes bold", "A government that cannot be seen to yield"},
	},
}

// shares gives each future its number of percent.
func shares(percent ...float64) map[string]float64 {
	all := map[string]float64{}
	for i, f := range futures {
		all[f.Name] = percent[i] / 100
	}
	return all
}

// weighing is what somebody thought of the futures from a day on.
type weighing struct {
	day, by string
	percent []float64
	note    string
}

var weighings = []weighing{
	{"2025-05-06", "Crane", []float64{70, 15, 15}, "What is, stays, until something moves it."},
	{"2025-05-06", "Heron", []float64{84, 8, 8}, "Two and a half years are short."},
	{"2025-05-06", "Ibis", []float64{66, 18, 16}, ""},
	{"2025-05-06", "Kestrel", []float64{60, 5, 35}, "There has been an incident every few years. One is due."},
	{"2025-06-13", "Crane", []float64{65, 30, 5}, "The loudspeakers are off: what Bayes' rule makes of the signpost."},
	{"2025-06-13", "Ibis", []float64{62, 28, 10}, "Off on one side, and silent on the other a day later."},
	{"2025-06-14", "Heron", []float64{82, 12, 6}, ""},
	{"2025-09-04", "Crane", []float64{63, 32, 5}, "A journey to Beijing fits a thaw a little better than the rest."},
	{"2025-09-05", "Kestrel", []float64{66, 14, 20}, "I was too sure of a clash."},
	{"2026-01-13", "Crane", []float64{68, 24, 8}, "Half a year in which nothing followed. Back towards what is."},
	{"2026-01-13", "Heron", []float64{86, 9, 5}, ""},
	{"2026-01-14", "Ibis", []float64{69, 22, 9}, "A thaw should have shown more by now."},
	{"2026-06-15", "Crane", []float64{73, 19, 8}, "Eighteen months left, and less time for a thaw."},
	{"2026-06-16", "Kestrel", []float64{74, 10, 16}, ""},
	{"2026-09-14", "Ibis", []float64{74, 17, 9}, ""},
	{"2026-11-19", "Crane", []float64{76, 16, 8}, "Less time for either edge."},
}

// cell is how probable somebody holds a question in each of the futures.
type cell struct {
	day, by, question string
	percent           []float64
}

var cells = []cell{
	{"2025-06-17", "Crane", "trump-kim", []float64{6, 22, 2}},
	{"2025-06-17", "Heron", "trump-kim", []float64{3, 15, 1}},
	{"2026-01-13", "Crane", "nuclear-2027", []float64{9, 3, 25}},
	{"2026-01-13", "Crane", "nuclear-2028", []float64{13, 5, 30}},
	{"2026-01-13", "Crane", "japan-kim-2027", []float64{4, 18, 1}},
	{"2026-01-13", "Crane", "sat-2027", []float64{40, 35, 45}},
	{"2026-01-13", "Crane", "talks-2027", []float64{4, 65, 10}},
	{"2026-01-14", "Heron", "nuclear-2027", []float64{5, 1, 15}},
	{"2026-01-14", "Heron", "nuclear-2028", []float64{7, 2, 18}},
	{"2026-01-14", "Heron", "japan-kim-2027", []float64{2, 10, 1}},
	{"2026-01-14", "Heron", "sat-2027", []float64{45, 40, 45}},
	{"2026-01-14", "Heron", "talks-2027", []float64{2, 70, 5}},
	{"2026-01-14", "Ibis", "talks-2027", []float64{5, 60, 15}},
	{"2026-01-14", "Ibis", "nuclear-2027", []float64{10, 4, 20}},
	{"2026-01-15", "Kestrel", "talks-2027", []float64{3, 50, 5}},
	{"2026-01-15", "Kestrel", "nuclear-2027", []float64{8, 2, 45}},
}

// post is a signpost, and when it was seen.
type post struct {
	key, text, by, checkBy string
	percent                []float64
	seen                   string
}

var posts = []post{
	{"speakers", "South Korea switches its loudspeakers at the border off", "Crane", "2025-12-31", []float64{40, 85, 15}, "2025-06-11 15:00"},
	{"beijing", "Kim Jong Un travels to China", "Ibis", "2025-12-31", []float64{40, 45, 30}, "2025-09-02 18:00"},
	{"telephone", "The North answers the telephone between the two armies again", "Crane", "2027-06-30", []float64{8, 70, 10}, ""},
	{"office", "North and South agree to open a liaison office, or one like it", "Heron", "2027-09-30", []float64{1, 35, 1}, ""},
	{"dead", "A soldier or civilian is killed by fire across the land border", "Kestrel", "2027-11-30", []float64{4, 1, 60}, ""},
}

// fit is how well a finding goes with each of the futures.
type fit struct {
	finding, by string
	ratings     [3]string
}

var fits = []fit{
	{"containers", "Crane", [3]string{"CC", "I", "C"}},
	{"full-pace", "Crane", [3]string{"C", "N", "C"}},
	{"late-march", "Crane", [3]string{"C", "N", "C"}},
	{"month-of-fire", "Crane", [3]string{"C", "I", "N"}},
	{"silence", "Crane", [3]string{"C", "N", "N"}},
	{"syria-alone", "Crane", [3]string{"C", "I", "N"}},
	{"north-wind", "Crane", [3]string{"C", "I", "CC"}},
	{"whom-it-helps", "Crane", [3]string{"C", "C", "I"}},
	{"condition", "Crane", [3]string{"N", "C", "I"}},
	{"refused", "Crane", [3]string{"C", "I", "N"}},
	{"fourteen", "Crane", [3]string{"NA", "NA", "NA"}},
	{"four-years", "Crane", [3]string{"CC", "II", "C"}},
	{"containers", "Ibis", [3]string{"C", "N", "C"}},
	{"north-wind", "Ibis", [3]string{"N", "I", "C"}},
	{"condition", "Ibis", [3]string{"N", "CC", "I"}},
	{"four-years", "Ibis", [3]string{"C", "II", "C"}},
}

// planFutures has the set framed, weighed, conditioned, rated and watched.
func (o *office) planFutures() {
	var set journal.ID
	o.plan(at("2025-05-05", 18, 20), "Crane frames the futures", func(ctx context.Context) (err error) {
		set, err = o.desks["Crane"].FrameScenarios(ctx, journal.Framed{
			Title: "Korean Peninsula, end of 2027", Horizon: *instant(at("2027-12-31", 24, 0)), Scenarios: futures, Tags: []string{"DPRK", "ROK"},
		})
		return err
	})
	for i, w := range weighings {
		o.plan(at(w.day, 19, 10).Add(time.Duration(i)*80*time.Second), w.by+" weighs the futures", func(ctx context.Context) error {
			_, err := o.desks[w.by].WeighScenarios(ctx, set, shares(w.percent...), w.note)
			return err
		})
	}
	for i, c := range cells {
		o.plan(at(c.day, 19, 40).Add(time.Duration(i)*45*time.Second), c.by+" conditions "+c.question, func(ctx context.Context) error {
			_, err := o.desks[c.by].ConditionScenarios(ctx, set, o.questions[c.question], shares(c.percent...))
			return err
		})
	}
	for i, f := range fits {
		o.plan(at("2025-05-07", 19, 30).Add(time.Duration(i)*40*time.Second), f.by+" rates "+f.finding, func(ctx context.Context) error {
			ratings := map[string]string{}
			for k, r := range f.ratings {
				ratings[futures[k].Name] = r
			}
			_, err := o.desks[f.by].RateConsistency(ctx, set, o.findings[f.finding], ratings)
			return err
		})
	}
	o.planPosts(&set)
	o.plan(at("2026-01-13", 20, 10), "Crane relates the deadlines", func(ctx context.Context) error {
		_, err := o.desks["Crane"].Relate(ctx, o.questions["nuclear-2027"], o.questions["nuclear-2028"], "deadline", "The same test, a year more.")
		return err
	})
}

func (o *office) planPosts(set *journal.ID) {
	placed := map[string]journal.ID{}
	for i, p := range posts {
		o.plan(at("2025-05-08", 19, 0).Add(time.Duration(i)*2*time.Minute), p.by+" places "+p.key, func(ctx context.Context) (err error) {
			placed[p.key], err = o.desks[p.by].PlaceSignpost(ctx, *set, p.text, *instant(at(p.checkBy, 24, 0)), shares(p.percent...))
			return err
		})
		if p.seen == "" {
			continue
		}
		seen, err := time.ParseInLocation("2006-01-02 15:04", p.seen, zone)
		if err != nil {
			panic(err)
		}
		o.plan(seen.Add(5*time.Hour), p.by+" sees "+p.key, func(ctx context.Context) error {
			c, err := o.desks[p.by].CheckSignpost(ctx, placed[p.key], true, instant(seen), nil)
			if err == nil && c.Weights == nil {
				err = fmt.Errorf("%s has no weights to update", p.by)
			}
			return err
		})
	}
}
