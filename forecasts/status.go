package forecasts

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
)

// Status is what the status bar and the navigation show.
func (d *Desk) Status(ctx context.Context) (Status, error) {
	s := Status{Title: d.Title, Path: d.Store.Path(), Sample: d.Sample, ReadOnly: d.ReadOnly(), SignedAs: d.Env.Name, Apart: d.Apart()}
	me, err := d.Me()
	if err != nil {
		return s, err
	}
	questions, err := d.Questions(ctx, listing.Filter{})
	if err != nil {
		return s, err
	}
	for _, q := range questions {
		switch q.Status {
		case "open":
			s.Questions++
		case "closed":
			s.Due++
		}
	}
	err = d.Store.View(ctx, func(r model.Reader) error { return s.count(r, me) })
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
	headline, err := d.Headline(ctx, me)
	s.Headline, s.Resolved = headline.Score, headline.Questions
	return s, err
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

func (s *Status) count(r model.Reader, me string) error {
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
	Headline    *float64 // own time-weighted Brier score
	Resolved    int      // questions behind it
	Tags        []TagCount
	Forecasters int
}

// TagCount is a tag and how many questions have it.
type TagCount struct {
	Tag   string
	Count int
}
