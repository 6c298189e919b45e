package today

import (
	"cmp"
	"slices"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// closing lists what closes, or has closed without an end.
func (t *todaying) closing() error {
	last := journal.InstantOf(calendarFrom(t.Now, t.zone).AddDate(0, 0, calendarDays))
	due, err := t.r.DueWithin(t.Now, last)
	if err != nil {
		return err
	}
	for _, d := range due {
		t.v.Deadlines = append(t.v.Deadlines, Deadline{d.At, d.Kind, d.Title})
	}
	soon := t.Now + SoonDays*session.Day
	for _, l := range []struct {
		state model.State
		until journal.Instant
		count *int
		list  *[]Question
	}{{model.OpenState, soon, &t.v.Counts.Closing, &t.v.Closing}, {model.DueState, standing.Forever, &t.v.Counts.ToResolve, &t.v.ToResolve}} {
		if *l.count, err = t.r.CountClosing(l.state, t.Now, l.until); err != nil {
			return err
		}
		nums, err := t.r.Closing(l.state, t.Now, l.until, t.most)
		if err != nil {
			return err
		}
		if *l.list, err = t.listed(nums); err != nil {
			return err
		}
	}
	return nil
}

// standing lists the open questions on which an own forecast stands and is due for an
// update, or far from others.
func (t *todaying) standing() error {
	all, err := t.r.OpenStandings(t.Num(t.me), t.Now)
	if err != nil {
		return err
	}
	unsettled, err := t.unsettled()
	if err != nil {
		return err
	}
	all = append(all, unsettled...)
	slices.SortFunc(all, func(a, b model.OpenStanding) int {
		return cmp.Or(cmp.Compare(a.AskedAt, b.AskedAt), slices.Compare(a.Place, b.Place))
	})
	var due, far []model.OpenStanding
	for _, s := range all {
		if updateDue(openFacts{Mine: &standing.Belief{}, MineAt: s.At, Closes: journal.Instant(listing.OrZero(s.Closes)), Unweighed: s.Unweighed}, t.Now) {
			due = append(due, s)
		}
		if s.Lowest != nil && apart(*s.Lowest, *s.Highest) {
			far = append(far, s)
		}
	}
	slices.SortStableFunc(due, func(a, b model.OpenStanding) int {
		return cmp.Or(cmp.Compare(b.Unweighed, a.Unweighed), cmp.Compare(a.At, b.At))
	})
	slices.SortStableFunc(far, func(a, b model.OpenStanding) int { return cmp.Compare(*b.Highest-*b.Lowest, *a.Highest-*a.Lowest) })
	t.v.Counts.Due, t.v.Counts.Disagreements = len(due), len(far)
	if t.v.Due, err = t.listed(t.first(due)); err != nil {
		return err
	}
	if _, err := t.listed(t.first(far)); err != nil {
		return err
	}
	for _, n := range t.first(far) {
		d, _ := compareTeam(t.facts[n])
		t.v.Disagreements = append(t.v.Disagreements, d)
	}
	return nil
}

func (t *todaying) first(all []model.OpenStanding) (nums []int64) {
	for _, s := range all[:min(len(all), t.most)] {
		nums = append(nums, s.Num)
	}
	return nums
}

// unsettled are the open questions with an own forecast on which what stands changes
// after the present.
func (t *todaying) unsettled() (all []model.OpenStanding, err error) {
	nums, err := t.r.Unsettled(t.Now)
	if err != nil {
		return nil, err
	}
	rows, err := t.r.QuestionsNumbered(nums)
	if err != nil {
		return nil, err
	}
	facts, err := t.look(rows)
	for i, f := range facts {
		if f.Status != "open" || f.Mine == nil {
			continue
		}
		s := model.OpenStanding{Num: rows[i].Num, AskedAt: rows[i].AskedAt, Place: rows[i].Place, Closes: rows[i].Closes, At: f.MineAt, Unweighed: f.Unweighed}
		if d, _ := compareTeam(f); d.ID == f.ID {
			lo, hi := slices.Min(append(d.Others, d.Mine)), slices.Max(append(d.Others, d.Mine))
			s.Lowest, s.Highest = &lo, &hi
		}
		all = append(all, s)
	}
	return all, err
}

// listed are questions by their numbers.
func (t *todaying) listed(nums []int64) ([]Question, error) {
	rows, err := t.r.QuestionsNumbered(nums)
	if err != nil {
		return nil, err
	}
	var all []Question
	facts, err := t.look(rows)
	for _, f := range facts {
		all = append(all, Question{ID: f.ID, Title: f.Title, Mine: f.Mine, MineAt: f.MineAt, Unweighed: f.Unweighed,
			Closes: f.Closes, ResolvesBy: f.ResolvesBy, Disputed: f.Status == "disputed"})
	}
	return all, err
}

// look finds what decides whether something is due on each of the questions.
func (t *todaying) look(rows []model.QuestionRow) ([]openFacts, error) {
	var fresh []model.QuestionRow
	for _, row := range rows {
		if _, known := t.facts[row.Num]; !known {
			t.facts[row.Num] = t.factsOf(row, nil)
			fresh = append(fresh, row)
		}
	}
	if err := t.r.IntervalsOn(fresh, func(q *model.QuestionRow, made []standing.Interval) error {
		t.facts[q.Num] = t.factsOf(*q, made)
		return nil
	}); err != nil {
		return nil, err
	}
	judged, err := t.r.FirstJudgements(fresh)
	for _, j := range judged {
		f := t.facts[j.Question]
		if f.Mine != nil && journal.Instant(j.At) > f.MineAt {
			f.Unweighed++
		}
		t.facts[j.Question] = f
	}
	all := make([]openFacts, len(rows))
	for i, row := range rows {
		all[i] = t.facts[row.Num]
	}
	return all, err
}

func (t *todaying) factsOf(row model.QuestionRow, all []standing.Interval) openFacts {
	f := openFacts{ID: journal.ID(row.ID), Title: row.Title, Status: t.Status(row), Closes: journal.Instant(listing.OrZero(row.Closes)), ResolvesBy: journal.Instant(listing.OrZero(row.ResolvesBy))}
	at := standing.LastInstant(row, t.Now)
	for _, s := range all {
		if !s.Holds(at) {
			continue
		}
		who := t.Who(s.Forecaster)
		b := standing.BeliefOf(s.ForecastRow)
		if who.Key == t.me && who.By == "" {
			f.Mine, f.MineAt = &b, s.At
		} else {
			f.Others = append(f.Others, standing.Forecast{Forecaster: who, Belief: b, At: s.At})
		}
	}
	return f
}
