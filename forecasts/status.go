package forecasts

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Status is what the status bar and the navigation show.
func (d *Desk) Status(ctx context.Context) (Status, error) {
	s := Status{Title: d.Title, Path: d.Store.Path(), Sample: d.Sample, ReadOnly: d.ReadOnly(), SignedAs: d.Env.Name, Apart: d.Apart()}
	me, err := d.Me()
	if err != nil {
		return s, err
	}
	now := journal.InstantOf(d.Now())
	err = d.Store.View(ctx, func(r model.Reader) error { return s.count(r, me, now) })
	if err != nil {
		return s, err
	}
	if s.KeyProblem, err = d.keyProblem(ctx); err != nil {
		return s, err
	}
	problems, err := d.VerifyQuick(ctx)
	if err != nil {
		return s, err
	}
	s.Verified = len(problems) == 0
	if !s.Verified {
		s.Problem = problems[0].What
	}
	return s, nil
}

// OwnStanding is how the user's own forecasts have scored, as the status bar shows it.
func (d *Desk) OwnStanding(ctx context.Context) (s OwnStanding, err error) {
	me, err := d.Me()
	if err != nil || me == "" {
		return s, err
	}
	headline, err := d.Headline(ctx, me)
	return OwnStanding{headline.Score, headline.Questions}, err
}

// LastStanding is what OwnStanding last found on this machine, in this session or an
// earlier one: it may hold no more. Known is false if nothing was found.
func (d *Desk) LastStanding() (s OwnStanding, known bool) {
	me, err := d.Me()
	if err != nil || me == "" {
		return s, false
	}
	last, known := d.LastHeadline(me)
	return OwnStanding{last.Score, last.Questions}, known && last.Score != nil
}

// OwnStanding is how the user's own forecasts have scored.
type OwnStanding struct {
	Headline *float64 // time-weighted Brier score
	Resolved int      // questions behind it
}

// keyProblem is why the user's key cannot sign here; nil if it can.
func (d *Desk) keyProblem(ctx context.Context) (problem, err error) {
	err = d.Store.Inspect(ctx, func(t *model.Tx) error {
		logs, err := t.Logs()
		if err != nil {
			return err
		}
		problem = d.KeyProblem(logs)
		return nil
	})
	return problem, err
}

func (s *Status) count(r model.Reader, me string, now journal.Instant) (err error) {
	if s.Questions, err = r.Counted(model.OpenState, now); err != nil {
		return err
	}
	if s.Due, err = r.Counted(model.Closed, now); err != nil {
		return err
	}
	b, err := forecaster.Open(r)
	if err != nil {
		return err
	}
	logs, err := r.Logs()
	if err != nil {
		return err
	}
	for _, l := range logs {
		s.Records += l.Size
		if me != "" && forecaster.Fingerprint(l.Key) == me {
			s.SignedAs = b.Owner(l.Key).Name
		}
	}
	s.Forecasters = len(b.Forecasters)
	sizes, err := r.Sizes()
	if err != nil {
		return err
	}
	s.Articles, s.Findings = sizes.Articles, sizes.Findings
	tags, err := r.Tags()
	for _, t := range tags {
		s.Tags = append(s.Tags, TagCount(t))
	}
	return err
}

// Status is what the window's status bar and navigation show.
type Status struct {
	Title       string // of the workspace
	Path        string
	Sample      bool
	ReadOnly    bool // nothing can be recorded here
	SignedAs    string
	KeyProblem  error          // why the user's key can sign nothing here; nil if it can
	Apart       *session.Apart // where the work goes on since the file was displaced; nil if it was not
	Records     int64
	Verified    bool   // every hash and signature here is valid
	Problem     string // what is wrong, in a sentence
	Questions   int    // open
	Due         int
	Articles    int
	Findings    int
	Tags        []TagCount
	Forecasters int
}

// TagCount is a tag and how many questions have it.
type TagCount struct {
	Tag   string
	Count int
}
